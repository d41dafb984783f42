"""The figures and dates of a text, each with its unit, its hedge and the words it belongs to."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cdi_qa.grounding.english import load_english, pattern_of
from cdi_qa.text import NUMBER_WORDS

Unit = Literal["percent", "points", "time", "money", "date", "place", "fraction", "count"]
Day = tuple[int | None, int | None, int | None]
"""Year, month and day, None where it is not said."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_DATE = re.compile(
    rf"(?:(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b{_MONTH}"
    r"(?:\s+(?P<late_day>\d{1,2})(?:st|nd|rd|th)?(?=,\s*\d{4}|\b(?!\d)))?"
    r"(?:,?[\s-]+(?P<year>\d{4}|\d{2}(?![\d.])))?"
    r"|(?<![\w.,£/])(?P<alone>(?:19|20)\d\d)(?:/(?P<second>\d\d))?(?![\d.,]*\d|\s?%)"
)
_TENS = {
    word: 10 * n
    for n, word in enumerate("ten twenty thirty forty fifty sixty seventy eighty ninety".split(), 1)
}
_ONES = {word: n for word, n in NUMBER_WORDS.items() if 0 < n < 10}
_WORDS = {**{w: n for w, n in NUMBER_WORDS.items() if n > 1}, **_TENS, "dozen": 12, "hundred": 100}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        2,
    )
}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TENS_ONES = rf"(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES)})"
_NUMBER_WORD = rf"{_TENS_ONES}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_TOPS = {"a": 1, "one": 1, **{w: n for w, n in NUMBER_WORDS.items() if n > 1}}
_FIGURE = re.compile(
    rf"\b(?P<top>{'|'.join(_TOPS)})[\s-](?P<part>third|quarter|fifth|tenth)s?\b(?!\s+part)"
    r"|\b(?P<half>half|halves)\b"
    rf"|\b(?P<few>one|{_NUMBER_WORD}|\d{{1,3}}) (?:in|out of) (?:every )?"
    r"(?P<many>three|four|five|six|seven|eight|nine|ten|twenty|10|20|100)\b"
    rf"|(?<![\w.])(?P<place>\d+)(?:st|nd|rd|th)\b|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b(?!s)"
    r"|(?P<sign>[£€$])?(?<![\w.,])(?P<digits>\d+(?:,\d+)*(?:\.\d+)?)"
    r"(?P<scale>\s?(?:million|billion|bn|thousand|m|k)\b)?(?![\w]|\.\d|,\d)"
    rf"|(?<!\bno )\b(?P<word>{_NUMBER_WORD})\b(?:\s(?P<wordscale>hundred|thousand|million))?",
    re.IGNORECASE,
)
_SCALES = {"million": 10**6, "m": 10**6, "thousand": 1000, "k": 1000, "bn": 10**9, "billion": 10**9}
_SCALES["hundred"] = 100
_AFTER = (
    ("points", re.compile(r"\s?(?:%|percentage|per\s?cent(?:age)?)?[\s-]?points?\b", re.I)),
    ("percent", re.compile(r"\s?(?:%|per\s?cent\b|percent\b)", re.I)),
    (
        "time",
        re.compile(r"[\s-](?:\w+[\s-])?(second|minute|hour|day|week|month|year)s?\b", re.I),
    ),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure or date of a text."""

    start: int
    end: int
    unit: Unit
    value: Decimal | Day
    printed: str
    measure: str = ""
    """The unit of time ("month")."""
    hedge: str = ""
    """lower, upper, rough, or empty where the figure is given outright."""


def find_mentions(text: str) -> list[Mention]:
    """The figures and dates of a text, in order; "one" and "first" are none."""
    found = [_date(match) for match in _DATE.finditer(text)]
    covered = [(mention.start, mention.end) for mention in found]
    for match in _FIGURE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            mention = _figure(match, text)
            if mention is not None:
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _date(match: re.Match[str]) -> Mention:
    def part(name: str) -> int | None:
        return int(match[name]) if match[name] else None

    year = part("alone") or part("year")
    if year is not None and year < 100:
        year += 2000
    month = _MONTHS.index(match["month"][:3].lower()) + 1 if match["month"] else None
    day = part("day") or part("late_day")
    return Mention(*match.span(), "date", (year, month, day), match.group())


def _figure(match: re.Match[str], text: str) -> Mention | None:
    start, end = match.span()
    unit: Unit = "count"
    measure = ""
    value = Decimal(0)
    if match["half"] or match["part"]:
        top = _TOPS[(match["top"] or "a").lower()]
        value = Decimal(100 * top) / _PARTS[(match["part"] or match["half"]).lower()]
        unit = "fraction"
    elif match["few"]:
        few, many = _whole(match["few"]), _whole(match["many"])
        if not few < many:
            return None
        value, unit = few * 100 / many, "fraction"
    elif match["place"] or match["ordinal"]:
        value = Decimal(match["place"] or _ORDINALS[match["ordinal"].lower()])
        unit = "place"
    else:
        value = _number(match)
        unit, measure = _unit(match, text)
    return Mention(start, end, unit, value, match.group(), measure, _hedge(text, start, end))


def _number(match: re.Match[str]) -> Decimal:
    plain = match["digits"].replace(",", "") if match["digits"] else ""
    value = Decimal(plain) if plain else _whole(match["word"])
    scale = (match["scale"] or match["wordscale"] or "").strip().lower()
    return value * _SCALES.get(scale, 1)


def _whole(text: str) -> Decimal:
    lowered = text.lower()
    if lowered.isdigit():
        return Decimal(lowered)
    if "-" in lowered:
        tens, ones = lowered.split("-")
        return Decimal(_TENS[tens] + _ONES[ones])
    return Decimal(1 if lowered == "one" else _WORDS[lowered])


def _unit(match: re.Match[str], text: str) -> tuple[Unit, str]:
    if match["sign"]:
        return "money", ""
    for name, pattern in _AFTER:
        if found := pattern.match(text, match.end()):
            measure = found[1].lower() if name == "time" else ""
            return name, measure  # type: ignore[return-value]
    return "count", ""


def _hedge(text: str, start: int, end: int) -> str:
    """The class of the hedge right before a figure, or right after it ("or more")."""
    before = re.sub(r"\s+(?:the|a|an|its|just|only)\s*$", " ", text[max(0, start - 34) : start])
    after = text[end : end + 30]
    for name, phrases in load_english()["figure_hedges"].items():
        pattern = pattern_of(tuple(phrases)).pattern
        if re.search(rf"{pattern}\s*(?:[£+/-]+\s?)?$", before, re.IGNORECASE):
            return str(name)
        own = pattern_of(tuple(phrase for phrase in phrases if phrase.startswith("or ")) or ("~",))
        if re.match(rf"(?:\s\w+)?\s{own.pattern}", after, re.IGNORECASE):
            return str(name)
    return ""


_BETWEEN = re.compile(
    r"[;\n]|[.:]\s|,\s(?!\d)|\s[-–]\s|\b(?:but|while|whereas|and|against|than|compared with|"
    r"versus|out of which|including|included|with|of which|of these|though)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\s*(?:/|of(?: the| all| its| these| those)?|out of(?: the)?|on)\s*$", re.I)


_SAID = re.compile(
    r"^\W*(?:(?:per cent|percent)\W*)?(?:of |for )?(?!and\b|of\b|for\b)[a-z]{4,}", re.IGNORECASE
)


def is_ratio(text: str, one: Mention, other: Mention) -> bool:
    """True for "313 of 429": two counts, the second the whole of the first."""
    between = re.sub(r"\s+", " ", text[one.end : other.start])
    between = re.sub(r"^( [a-z]+){1,3} (?=out of|of)", " ", between)
    return one.unit == other.unit == "count" and _RATIO.fullmatch(between) is not None


def segments(text: str, mentions: list[Mention]) -> list[str]:
    """For each figure the words that belong to it: up to the last separator to its neighbours."""
    cuts = [0]
    for one, other in itertools.pairwise(mentions):
        between = text[one.end : other.start]
        found = list(_BETWEEN.finditer(between))
        if found and not is_ratio(text, one, other):
            cuts.append(one.end + found[-1].start())
        else:
            cuts.append(-1)
    cuts.append(len(text))
    spans = []
    for at in range(len(mentions)):
        left = next(cut for cut in reversed(cuts[: at + 1]) if cut >= 0)
        right = next(cut for cut in cuts[at + 1 :] if cut >= 0)
        last = max(m.end for m in mentions if m.end <= right)
        if left == 0 and right < len(text) and _SAID.search(text[last:right]):
            left = mentions[0].start  # what stands before the first figure is said of all of them
        spans.append(text[left:right])
    return spans
