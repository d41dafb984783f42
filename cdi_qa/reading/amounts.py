"""The amounts of running text: "119/150", "nine in ten", "all but three", "77.9%", "64".

Dates, times, sums of money, labels ("category 1") and malformed figures ("38,8000") are no amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cdi_qa.text import NUMBER_WORDS

AmountKind = Literal["count", "ratio", "rate", "all but", "some of"]

_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_WORDS = {**NUMBER_WORDS, **_TENS, "dozen": 12, "hundred": 100}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"

_WORD_NUMBER = (
    rf"(?:{'|'.join(_TENS)})-(?:one|two|three|four|five|six|seven|eight|nine)"
    rf"|(?:(?:a|one)\s+)?(?:dozen|hundred)|{'|'.join([*_TENS, *NUMBER_WORDS])}"
)
NUMBER = (
    r"(?:(?<![\w£$€/,.+-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\w£]|[,.]\d|-\w)"
    rf"|\b(?:{_WORD_NUMBER})\b(?!-))"
)
"""A whole number in well-formed figures or in words."""
_OF_ALL = r"(?:\s+(?:of|all|the|these|those|its|our|their|a|total))*"
_PERCENTAGE = r"(?<![\w£,.+/-])\d+(?:\.\d+)?(?=\s?(?:%|per\s?cent\b|percent\b))"
_FRACTION = (
    r"(?:\b(?P<tops>a|one|two|three|four)[\s-])?\b(?P<part>half|third|quarter|fifth|tenth)s?\b"
)
_VAGUE = (
    r"\b(?:(?:the\s+)?(?:vast\s+|large\s+|great\s+|overwhelming\s+|big\s+)?majority|most|"
    r"nearly all|almost all|hardly any|few|(?<!how )many|some)\b"
)
_AMOUNT = re.compile(
    rf"(?P<slash>(?P<sn>{NUMBER})\s?/\s?(?P<sd>\d[\d,]*)(?![\w/]|[,.]\d))"
    rf"|(?P<rate>{_PERCENTAGE})\s?(?:%|per\s?cent|percent)(?!\s+points?\b)"
    rf"|(?P<but>\b(?:all|every one|each)\s+(?:but|except(?:\s+for)?|apart\s+from|bar)\s+"
    rf"(?P<bn>{NUMBER})(?:\s+(?:out\s+)?of{_OF_ALL}\s+(?P<bd>{NUMBER}))?)"
    rf"|(?P<fraction>{_FRACTION}(?:\s+of)?(?:{_OF_ALL}\s+(?P<fd>{NUMBER})|(?=\s+(?:of|the)\b)))"
    rf"|(?P<vague>{_VAGUE}\s+of{_OF_ALL}\s+(?P<vd>{NUMBER}))"
    rf"|(?P<none>\bnone\s+of{_OF_ALL}\s+(?P<nd>{NUMBER}))"
    rf"|(?P<every>\b(?:all|every one)(?:\s+of)?(?:\s+the)?\s+(?P<ed>{NUMBER}))"
    rf"|(?P<of>(?P<on>{NUMBER})\s+(?:out\s+)?of{_OF_ALL}\s+(?P<od>{NUMBER}))"
    rf"|(?P<among>(?P<an>{NUMBER})(?P<noun>(?:\s+[a-z]+){{1,3}})\s+out\s+of{_OF_ALL}\s+"
    rf"(?P<ad>{NUMBER}))"
    rf"|(?P<in>(?P<in_n>{NUMBER})\s+(?:in|in\s+every)\s+(?P<in_d>{NUMBER}))"
    rf"|(?P<back>(?P<kn>{NUMBER})\s+of\s+(?:these|those|them|which|whom)\b)"
    rf"|(?P<count>{NUMBER})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[\s-]*(?:(?:working|further|calendar|more|or)\s+)?(?:seconds?|minutes?|mins?|hours?|hrs?|"
    rf"days?|weeks?|months?|years?|pounds|pence|percentage|points?|{_MONTH}|[ap]\.?m\b|o'clock)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"(?:\b(?:category|grade|stage|phase|level|band|tier|class|year|step|part|pages?|paragraph|"
    r"section|table|figure|question|number|nos?\.?|ward|room|unit|zone|type|priority|version|"
    r"article|schedule|chapter|appendix|annex|aged?|recommendation|code)"
    rf"|{_MONTH})\s*$",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:over|more than|(?<!no )less than|about|around|approximately|nearly|almost|round|"
    r"roughly|at least|at most|up to|under|fewer than|above|below|some|estimated|just over|"
    r"just under|as many as|circa|c\.)(?:\s+(?:a|an|one|the))?\s*$",
    re.IGNORECASE,
)
_REACH = 60
"""Characters that hold the longest of these; to look further would take longer than it is worth."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NO_COUNT_AFTER = re.compile(r"\s*(?:%|per\s?cent|/\d|(?:to|[-–])\s*\d)")
_NO_COUNT_BEFORE = re.compile(r"\d\s*(?:to|[-–])\s*$")
_FRACTION_OF = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount and its place in a text; `whole` is what it is out of, where that is said."""

    kind: AmountKind
    start: int
    end: int
    value: Decimal | None
    """A count, or for a rate a percentage; None where only a word like "most" gives it."""
    whole: Decimal | None
    exact: bool
    printed: str
    noun: str = ""
    """The words between a count and its whole: "12 homes out of 40"."""

    @property
    def points_back(self) -> bool:
        """True for "12 of these": its whole was given before."""
        return self.kind == "some of"


def number_of(text: str) -> Decimal:
    """The value of a whole number in figures or words ("1,204", "twenty-five", "a dozen")."""
    lowered = text.lower().replace(",", "")
    if lowered.isdigit():
        return Decimal(lowered)
    words = [word for word in re.split(r"[\s-]+", lowered) if word != "a"]
    if words[-1] in {"dozen", "hundred"}:
        return Decimal(_WORDS[words[-1]])
    return Decimal(sum(_WORDS[word] for word in words))


def find_amounts(text: str) -> list[Amount]:
    """The amounts of one sentence in order."""
    found: list[Amount] = []
    at = 0
    while match := _AMOUNT.search(text, at):
        amount = _read(match, text)
        at = match.end()
        if amount is not None:
            found.append(amount)
        elif match.lastgroup != "count" and match.group("rate") is None:
            # What looked like a ratio was none; a number in it may still count something.
            single = re.compile(NUMBER, re.IGNORECASE).match(text, match.start())
            at = single.end() if single else match.start() + 1
    return found


def _read(match: re.Match[str], text: str) -> Amount | None:
    exact = _HEDGED.search(_before(match, text)) is None
    groups = match.groupdict()

    def make(kind: AmountKind, value: Decimal | None, whole: str | None, noun: str = "") -> Amount:
        limit = number_of(whole) if whole else None
        known = exact and value is not None
        span = match.span()
        return Amount(kind, *span, value, limit, known, " ".join(match.group().split()), noun)

    if groups["rate"] is not None:
        return make("rate", Decimal(groups["rate"]), None)
    if any(_YEAR.match(groups[name] or "") for name in ("bd", "fd", "vd", "nd", "ed")):
        return None
    if groups["but"]:
        return make("all but", number_of(groups["bn"]), groups["bd"])
    if groups["fraction"]:
        tops = _FRACTION_OF[(groups["tops"] or "a").lower()]
        share = Decimal(100 * tops) / _PARTS[groups["part"].lower()]
        return make("rate", share, groups["fd"])
    if groups["vague"]:
        return make("rate", None, groups["vd"])
    if groups["none"]:
        return make("ratio", Decimal(0), groups["nd"])
    if groups["every"]:
        return make("ratio", number_of(groups["ed"]), groups["ed"])
    if groups["back"]:
        return make("some of", number_of(groups["kn"]), None)
    if groups["in"]:
        return _in_every(match, text, exact)
    for whole, top, bottom in (("slash", "sn", "sd"), ("of", "on", "od"), ("among", "an", "ad")):
        if groups[whole]:
            few, many = number_of(groups[top]), number_of(groups[bottom])
            if few > many or _is_other(match, text, groups[bottom]):
                return None
            return make("ratio", few, groups[bottom], (groups["noun"] or "").strip())
    if _is_other(match, text, groups["count"]) or groups["count"].lower() in {"one", "zero"}:
        return None
    return make("count", number_of(groups["count"]), None)


def _in_every(match: re.Match[str], text: str, exact: bool) -> Amount | None:
    """ "Nine in ten" is a share, no count of ten; "3 in 2017" and "12 in 30 days" are neither."""
    few, many = number_of(match.group("in_n")), number_of(match.group("in_d"))
    if few >= many or many not in {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000}:
        return None
    if _is_other(match, text, match.group("in_d")):
        return None
    printed = " ".join(match.group().split())
    return Amount("rate", *match.span(), few * 100 / many, None, exact, printed)


def _is_other(match: re.Match[str], text: str, number: str) -> bool:
    """True for a number that counts nothing: a year, a date, a time, a label."""
    before, end = _before(match, text), match.end()
    if _TIME.match(text, end) or _NO_COUNT_AFTER.match(text, end) or _YEAR.match(number):
        return True
    return bool(_LABEL.search(before) or _NO_COUNT_BEFORE.search(before))


def _before(match: re.Match[str], text: str) -> str:
    """What stands before an amount, as far as words there can change what it means."""
    return text[max(0, match.start() - _REACH) : match.start()]
