"""What is told of another time than is asked about, or of what was not done."""

from __future__ import annotations

import re
from itertools import pairwise

from cdi_qa.answering.stated_figures import are_of_other_years
from cdi_qa.question import HAPPENED_IN, Question
from cdi_qa.schema import Passage
from cdi_qa.text import NUMBER_WORDS, span_of, words, years_of

_TIME = re.compile(r"(?:week|month|year)s?")
_UNDONE = re.compile(
    r"\b(?:not|never|(?:has|have|is|are|was|were|did)n['’]?t)\b.{0,20}?"
    r"\b(?:improv\w+|progress\w*|better|well|done|implemented|met|carried out|dealt with|"
    r"put right|acted (?:up)?on|followed)\b",
    re.IGNORECASE,
)
_FORECAST_ASKED = re.compile(
    r"^\W*(?:(?:and|so|but) )*(?:what|how (?:many|much|big|high|low|large))\b.{0,60}?"
    r"\b(?:will|['’]ll|(?:is|are) (?:going|likely|expected) to|gonna)\b"
    r"|\bnext (?:year|month|quarter|week|time)\b"
    r"|\bin (?:\w+ )?(?:years?|months?)['’]?s?['’]? time\b"
    r"|\b(?:forecast|predict|project)(?:ed|ion)?\b",
    re.IGNORECASE,
)
_FORETELLS = re.compile(
    r"\b(?:will|shall|would|expect\w*|forecast\w*|predict\w*|project(?:ed|ion)|plan\w*|target\w*|"
    r"aim\w*|due|by (?:the end|20\d\d)|intend\w*|likely|next|rise to|fall to|should|must)\b",
    re.IGNORECASE,
)
_BEFORE_ASKED = re.compile(
    r"\b(?:the |a )?(?:year|month|quarter|week) (?:before|earlier|ago|previous(?:ly)?)\b"
    r"|\b(?:last|previous|prior|preceding) (?:year|month|quarter|week)\b",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"\b(?:before|earlier|ago|previous(?:ly)?|prior|compared|from|since|last|against|rose|fell|"
    r"risen|fallen|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BOUND = (
    r"\b(?:(?P<before>before|until|up to|prior to)|(?P<since>after|since|from)) (?:the )?(?:\w+ )?"
)


def is_undone(text: str) -> bool:
    """True for a text of what has not improved, or has not been done."""
    return _UNDONE.search(text) is not None


def is_of_today(asked: str, told: str) -> bool:
    """True where times to come are asked of, or the year before, and a text tells of none."""
    return any(
        asks.search(asked) is not None and tells.search(told) is None
        for asks, tells in ((_FORECAST_ASKED, _FORETELLS), (_BEFORE_ASKED, _OF_BEFORE))
    )


def tells_of_time(year: str, asked: str, told: frozenset[str]) -> bool:
    """True where one of the years that are told of is that one, is of the span that a question
    names by it ("2016-17"), or lies on the side of it that is asked for ("before 2014").
    """
    if told & {year, *span_of(year, asked)}:
        return True
    bound = re.search(_BOUND + year, asked, re.IGNORECASE)
    if bound is None:
        return False
    return any(other < year if bound["before"] else other > year for other in told)


def is_of_other_time(asked: str, told: str) -> bool:
    """True where something is told of six months and what is asked about is three, or where all
    that happened in a month is asked for, which is not named.
    """
    if (then := HAPPENED_IN.fullmatch(asked)) is not None:
        return not set(words(then["when"])) <= set(words(told))
    wanted = _spans_of_time(asked)
    given = _spans_of_time(told) if wanted else set()
    return bool(given) and not wanted & given


def is_item_of_other_time(question: Question, passage: Passage) -> bool:
    """The same of a passage, or where it gives a figure of now for one of times to come; what
    introduces it ("The 2013/14 inspection involved:") may name other years than what is asked
    about, whatever heads them both.
    """
    asked, lead_in = question.text, passage.lead_in
    told = f"{lead_in} {passage.clean}"
    of_other_years = bool(years_of(lead_in)) and are_of_other_years(asked, told)
    if question.asks in {"count", "share", "money"} and is_of_today(asked, told):
        return True
    return of_other_years or is_of_other_time(asked, told)


def _spans_of_time(text: str) -> set[tuple[str, str]]:
    """The spans of time that a text names: ("3", "month") of "within three months"."""
    return {
        (str(NUMBER_WORDS.get(number, number)), unit.removesuffix("s"))
        for number, unit in pairwise(words(text))
        if _TIME.fullmatch(unit) and (number.isdigit() or number in NUMBER_WORDS)
    }
