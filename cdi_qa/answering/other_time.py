"""What is told of another time than is asked about, or of what was not done."""

from __future__ import annotations

import re
from itertools import pairwise

from cdi_qa.answering.stated_figures import are_of_other_years
from cdi_qa.question import HAPPENED_IN
from cdi_qa.schema import Passage
from cdi_qa.text import NUMBER_WORDS, words, years_of

_TIME = re.compile(r"(?:week|month|year)s?")
_UNDONE = re.compile(
    r"\b(?:not|never|(?:has|have|is|are|was|were|did)n['’]?t)\b.{0,20}?"
    r"\b(?:improv\w+|progress\w*|better|well|done|implemented|met|carried out|dealt with|"
    r"put right|acted (?:up)?on|followed)\b",
    re.IGNORECASE,
)


def is_undone(text: str) -> bool:
    """True for a text of what has not improved, or has not been done."""
    return _UNDONE.search(text) is not None


def is_of_other_time(asked: str, told: str) -> bool:
    """True where something is told of six months and what is asked about is three, or where all
    that happened in a month is asked for, which is not named.
    """
    if (then := HAPPENED_IN.fullmatch(asked)) is not None:
        return not set(words(then["when"])) <= set(words(told))
    wanted = _spans_of_time(asked)
    given = _spans_of_time(told) if wanted else set()
    return bool(given) and not wanted & given


def is_item_of_other_time(asked: str, passage: Passage) -> bool:
    """The same of a passage; what introduces it ("The 2013/14 inspection involved:") may name other
    years than what is asked about, whatever heads them both.
    """
    lead_in = passage.lead_in
    told = f"{lead_in} {passage.clean}"
    of_other_years = bool(years_of(lead_in)) and are_of_other_years(asked, told)
    return of_other_years or is_of_other_time(asked, told)


def _spans_of_time(text: str) -> set[tuple[str, str]]:
    """The spans of time that a text names: ("3", "month") of "within three months"."""
    return {
        (str(NUMBER_WORDS.get(number, number)), unit.removesuffix("s"))
        for number, unit in pairwise(words(text))
        if _TIME.fullmatch(unit) and (number.isdigit() or number in NUMBER_WORDS)
    }
