"""Deadlines: what a recommendation sets, and the day that makes, counted from publication."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from cdi_qa.text import NUMBER_WORDS

MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
"""The number of each month by its name in lower case."""
_DAY = rf"(\d{{1,2}}) ({'|'.join(calendar.month_name[1:])}) ((?:19|20)\d\d)"
_PUBLISHED = re.compile(
    r"\b(?:published|publication|issued|report (?:is |was )?dated|came out|was released|"
    rf"full report dated)\b[^.;]{{0,90}}?\b(?:on |dated |of )?{_DAY}",
    re.IGNORECASE,
)
_NOT_IT = re.compile(r"\b(?:earlier|previous|last|next|will be|to be|response)\b", re.I)
_NEAR = 25
"""Characters before "published" in which another document may be named."""
_COUNT = rf"(?:{'|'.join(NUMBER_WORDS)}|\d+|a)"
_WITHIN = re.compile(
    rf"\b(?:within|inside|in no more than) ({_COUNT}) (working )?(day|week|month|year)s?\b"
    r"(?: of (?:publication|the report(?: coming out)?))?",
    re.I,
)
_AT_ONCE = re.compile(r"\b(?:immediately|at once|without delay|straight away|forthwith)\b", re.I)
_SEASONS = "Easter|Christmas|spring|summer|autumn|winter|the new year"
_BY = re.compile(
    rf"\b(?:by|before|not later than|no later than|from|for|starting with)\s+(?:the )?"
    rf"(?:(?:end|start|middle|beginning|close) of (?:the )?)?(?:{_DAY}|(?:\d{{1,2}} )?"
    rf"(?:{'|'.join(calendar.month_name[1:])})(?: (?:19|20)\d\d)?|(?:{_SEASONS})"
    r"(?: (?:19|20)\d\d)?|(?<=end of )(?:(?:financial|school|calendar) )?year|"
    r"(?<=end of the )(?:(?:financial|school|calendar|this|next) )?(?:year|term))\b",
    re.IGNORECASE,
)

_ENDING = frozenset({"by", "before", "not", "no"})
"""How the naming of a last day begins, as that of a first day does not."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, in the document's words, and the span of text that says so."""

    words: str
    start: int
    end: int
    immediate: bool = False
    count: int = 0
    unit: str = ""
    """"day", "week", "month" or "year" where it is a time to be counted, else empty."""
    fixed: date | None = None
    """The day that is named in full."""

    def day(self, published: date) -> date | None:
        """The day that is named, or so many days, weeks, months or years after publication.

        None where neither is plain: "by Easter", "immediately".
        """
        try:
            if self.unit in {"day", "week"}:
                return published + timedelta(days=self.count * (7 if self.unit == "week" else 1))
            if self.unit in {"month", "year"}:
                months = published.month - 1 + self.count * (12 if self.unit == "year" else 1)
                year, month = published.year + months // 12, months % 12 + 1
                last = calendar.monthrange(year, month)[1]
                return date(year, month, min(published.day, last))
        except (OverflowError, ValueError):  # "within 99999 years"
            return None
        return self.fixed


def find_published(text: str) -> date | None:
    """The full date on which a sentence says that the report was published."""
    found = _PUBLISHED.search(text)
    if found is None or _NOT_IT.search(text[max(0, found.start() - _NEAR) : found.end()]):
        return None
    return _read_day(*found.groups()[-3:])


def _read_day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), MONTHS[month.lower()], int(day))
    except ValueError:
        return None


def find_deadline(text: str) -> Deadline | None:
    """The deadline that a recommendation sets; None where it sets none."""
    if match := _WITHIN.search(text):
        number = match.group(1).lower()
        count = 1 if number == "a" else NUMBER_WORDS.get(number) or int(number)
        unit = "" if match.group(2) else match.group(3).lower()
        return Deadline(match.group().lower(), match.start(), match.end(), False, count, unit)
    if match := _AT_ONCE.search(text):
        return Deadline(match.group().lower(), match.start(), match.end(), immediate=True)
    if match := _BY.search(text):
        first, rest = match.group().split(" ", 1)
        named = match.groups()[:3]
        fixed = _read_day(*named) if all(named) and first.lower() in _ENDING else None
        words = f"{first.lower()} {rest}"
        return Deadline(words, match.start(), match.end(), fixed=fixed)
    return None


def spell_day(day: date) -> str:
    """7 March 2018."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
