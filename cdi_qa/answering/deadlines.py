"""When something is due that a text wants "within six months" of a report's publication."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cached_property

from cdi_qa.answering.compose import Composer
from cdi_qa.grounding.mentions import Mention, find_mentions
from cdi_qa.index import Index
from cdi_qa.question import Question, years_of
from cdi_qa.schema import Claim, Passage
from cdi_qa.text import figures

_ASKS_WHEN = re.compile(
    r"\b(?:by when|by (?:what|which) (?:date|day|month)|(?:what|which) (?:date|day)|deadlines?|"
    r"(?:last|latest|final) (?:day|date)|due)\b"
    r"|^\W*(?:so |and |but )?when(?:['’]?s| is| are| must| should| does| do| will| has| have)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\W*(?:within|in) (?:the next )?$", re.IGNORECASE)
_PUBLISHED = re.compile(r"\bpublish(?:ed|es)\b[^.]*\breport\b|\breport\b[^.]*\bpublished\b", re.I)
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


class Deadlines:
    """Counts the time that passages allow from the day on which the report came out."""

    def __init__(self, index: Index, composer: Composer) -> None:
        self._index = index
        self._composer = composer

    def due(self, question: Question, passage: Passage) -> Claim | None:
        """The day by which a passage wants something done, and how it was counted.

        None where no day is asked for, no time is allowed, or it is in doubt from when it runs.
        """
        allowed = _time_allowed(passage)
        if allowed is None or not _ASKS_WHEN.search(question.text) or self._published is None:
            return None
        told, start = self._published
        if not years_of(passage.context) <= {str(start.year)}:
            return None  # it speaks of another year's report
        end = _spoken(_after(start, allowed))
        said = self._composer.statement(passage)
        counted = f"{allowed.printed} {allowed.measure}s from the publication of the report"
        text = f"By {end}, counted as {counted} on {_spoken(start)}. {said.text}"
        evidence = (*said.evidence, self._composer.evidence(told))
        return Claim(text, evidence, frozenset(figures(text)))

    @cached_property
    def _published(self) -> tuple[Passage, date] | None:
        """The one day that the documents give for the publication of a report."""
        found = {
            day: passage
            for passage in self._index.corpus.passages
            if _PUBLISHED.search(passage.clean) and (day := _only_day(passage.clean)) is not None
        }
        if len(found) != 1:
            return None
        ((day, passage),) = found.items()
        return passage, day


def _time_allowed(passage: Passage) -> Mention | None:
    """The "six months" that a passage begins with, None where it begins otherwise."""
    spans = [mention for mention in find_mentions(passage.clean) if mention.unit == "time"]
    first = spans[0] if spans else None
    if first is None or not _WITHIN.fullmatch(passage.clean[: first.start]):
        return None
    return first if first.measure in {*_MONTHS, *_DAYS} else None


def _only_day(text: str) -> date | None:
    """The day that a text names, None where it names none or several."""
    values = [mention.value for mention in find_mentions(text) if mention.unit == "date"]
    if len(values) != 1 or not isinstance(values[0], tuple):
        return None
    year, month, day = values[0]
    if year is None or month is None or day is None or not 0 < day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _after(start: date, allowed: Mention) -> date:
    """The last day of a span of time; 31 August and one month make 30 September."""
    count = int(allowed.value) if not isinstance(allowed.value, tuple) else 0
    if allowed.measure in _DAYS:
        return start + timedelta(days=count * _DAYS[allowed.measure])
    months = start.month - 1 + count * _MONTHS[allowed.measure]
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
