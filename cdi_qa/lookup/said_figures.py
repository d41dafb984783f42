"""Figures, years, places and months as a question says them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.vocabulary import load_phrases
from cdi_qa.text import NUMBER_WORDS, TENS

_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_MONTH_OF: dict[str, int] = {}
for _number, _name in enumerate(_MONTHS, start=1):
    for _said in (_name, _name[:3], _name[:4]):
        _MONTH_OF.setdefault(_said, _number)
_SHARES = re.compile(
    r"(?P<parts>[a-z]+|\d+) (?:in|out of) (?P<whole>ten|10|five|5|twenty|20|100)\b"
)
"""How a share is said in words: "nine in ten"."""
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_PLACE = re.compile(r"(\d+)(?:st|nd|rd|th)")
_PARTS = {"thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}
"""How a share is said as a fraction: "four fifths"."""
_BOUNDS = frozenset("over under above below than least most".split())
"""Words after which "half" is a figure and not a half of the order."""
_DOZENS = (("half", "a", "dozen"), ("half", "dozen"), ("a", "dozen"), ("dozen",), ("couple",))
_HALF = Decimal(50)
_IN = [[word] for word in "in during since until by before after from last of".split()]
"""Words after which "may" is the month."""


def figures_at(tokens: list[str], original: list[str], at: int) -> Iterator[Mention]:
    """Figures, years, places and months."""
    token = tokens[at]
    if (share := _SHARES.match(" ".join(tokens[at : at + 4]))) is not None:
        parts, whole = (_amount(share[name]) for name in ("parts", "whole"))
        if parts is not None and whole is not None and parts < whole:
            yield Mention("number", share[0], at, at + len(share[0].split()), 100 * parts / whole)
    yield from _in_words(tokens, at)
    if _FIGURE.fullmatch(token):
        amount = Decimal(token.replace(",", ""))
        year = token.isdigit() and 1990 <= int(token) <= 2100
        if at and len(token) == 2 and token.isdigit() and month_of(tokens[at - 1]):
            year, token = True, f"20{token}"  # "Aug 17", as tables date reports
        yield Mention("year" if year else "number", token, at, at + 1, amount)
    elif token in TENS:
        unit = NUMBER_WORDS.get(tokens[at + 1], 0) if at + 1 < len(tokens) else 0
        size = 2 if 0 < unit < 10 else 1
        said = " ".join(tokens[at : at + size])
        yield Mention("number", said, at, at + size, Decimal(TENS[token] + unit * (size - 1)))
    elif token in NUMBER_WORDS and token not in {"one", "zero"}:
        yield Mention("number", token, at, at + 1, Decimal(NUMBER_WORDS[token]))
    elif ordinal := _PLACE.fullmatch(token):
        yield Mention("ordinal", token, at, at + 1, Decimal(ordinal.group(1)))
    elif (said := " ".join(tokens[at : at + 2])) in load_phrases()["ordinals"]["second"]:
        yield Mention("ordinal", said, at, at + 2, Decimal(2))
    elif said in load_phrases()["ordinals"]["third"]:
        yield Mention("ordinal", said, at, at + 2, Decimal(3))
    elif token in load_phrases()["ordinals"]["words"]:
        index = load_phrases()["ordinals"]["words"].index(token)
        yield Mention("ordinal", token, at, at + 1, Decimal(index))
    perhaps = token == "may" and original[at] != "May" and tokens[at - 1 : at] not in _IN
    if (month := month_of(token)) and not perhaps:
        yield Mention("month", str(month), at, at + 1)


def _in_words(tokens: list[str], at: int) -> Iterator[Mention]:
    """ "Half a dozen", "four fifths", and the half of "under half"."""
    for run in _DOZENS:
        if tuple(tokens[at : at + len(run)]) == run:
            amount = 2 if run == ("couple",) else 6 if run[0] == "half" else 12
            yield Mention("number", " ".join(run), at, at + len(run), Decimal(amount))
    parts, whole = (*tokens[at : at + 2], "", "")[:2]
    if whole in _PARTS and (count := _amount(parts)) is not None and count < _PARTS[whole]:
        amount_of = (100 * count / _PARTS[whole]).quantize(Decimal("0.01")).normalize()
        yield Mention("number", f"{parts} {whole}", at, at + 2, amount_of)
    bounded = tokens[at] == "half" and at > 0 and tokens[at - 1] in _BOUNDS
    if bounded and not set(tokens[at + 1 : at + 2]) & {"the", "of"}:
        yield Mention("number", "half", at, at + 1, _HALF)


def _amount(said: str) -> Decimal | None:
    if said.isdigit():
        return Decimal(said)
    return Decimal(NUMBER_WORDS[said]) if said in NUMBER_WORDS else None


def month_of(token: str) -> int | None:
    """The month that a word names, in full or by its first letters."""
    return _MONTH_OF.get(token)
