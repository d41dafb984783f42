"""Numbers written out, as figures: "eighty-three point something", "thirty-eight thousand"."""

from __future__ import annotations

import re

from cdi_qa.text import NUMBER_WORDS, TENS

_VALUES = {**NUMBER_WORDS, **TENS, "a": 1}
_ONES = "|".join(list(NUMBER_WORDS)[1:10])
_TENS = "|".join(TENS)
_COMPOUND = rf"(?:{_TENS})[ -](?:{_ONES})"
_SINGLE = "|".join(sorted({**NUMBER_WORDS, **TENS}, key=len, reverse=True))
_BELOW = rf"{_COMPOUND}|{_SINGLE}|\d{{1,3}}(?:\.\d+)?"
_HUNDREDS = rf"(?:{_ONES}|(?<!\bin )a|[1-9]) hundred(?: and (?:{_BELOW}))?"
_WRITTEN = re.compile(
    rf"(?<!\bpoint )\b(?P<thousands>{_HUNDREDS}|{_BELOW}|(?<!\bin )a)[ -]thousand"
    rf"(?: (?P<hundreds>{_BELOW}) hundred)?(?: and (?P<rest>{_BELOW})(?! (?:hundred|thousand)))?\b"
    rf"|\b(?P<century>twenty|nineteen)[ -](?P<year>{_COMPOUND})\b"
    rf"|\b(?P<below>{_COMPOUND})\b",
    re.IGNORECASE,
)
"""Compounds alone: what is below twenty documents write out themselves."""
_VAGUELY = re.compile(r"(?<![\w.,])(\d[\d,]*) (?:point (?:something|summat)|odd)\b", re.IGNORECASE)


def with_figures(text: str) -> str:
    """A text with the numbers that it writes out in several words as figures."""
    return _VAGUELY.sub(r"\1", _WRITTEN.sub(_figure, text))


def _figure(found: re.Match[str]) -> str:
    if found["century"]:
        return f"{_value(found['century']):g}{_value(found['year']):g}"
    if found["below"]:
        return f"{_value(found['below']):g}"
    hundreds, rest = (_value(found[part] or "zero") for part in ("hundreds", "rest"))
    return f"{_value(found['thousands']) * 1000 + hundreds * 100 + rest:,.0f}"


def _value(said: str) -> float:
    parts = [part for part in re.split(r"[ -]", said.lower()) if part != "and"]
    value = 0.0
    for part in parts:
        value = value * 100 if part == "hundred" else value + float(_VALUES.get(part, part))
    return value
