"""One step back or on from a date that was told: "and before that?", "who came after them?"."""

from __future__ import annotations

import re

from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.reader import Reader

_STEP = re.compile(
    r"(?:(?:and|so|then|who|which|what|whats|was|were|came|come|about|the|ones?|lot|inspected|done"
    r"|visited) )*(?P<way>before|after) (?:that|it|them|those|these|then|him|her|this)(?: one)?"
)
_BEFORE, _AFTER = ("the (?:one|ones|lot) before", "the (?:one|ones|lot) after")
_ENDS = re.compile(rf"(?:and |so |then )?(?:{_BEFORE}|{_AFTER})")

_MONTH = re.compile(
    r"(?:(?:and|so|then|in|what about|the) )*(?:month (?P<way>before|after)|"
    r"(?P<other>previous|next|following) month)(?: that)?"
)


def steps_in_time(reader: Reader) -> bool:
    """True for "and before that?", "and the month after?"."""
    said = " ".join(reader.scan.tokens)
    return any(asked.fullmatch(said) for asked in (_STEP, _ENDS, _MONTH))


def read_date_step(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """The rows of the next earlier or later date, after a turn that told one date."""
    said = " ".join(reader.scan.tokens)
    step = _STEP.fullmatch(said) or _ENDS.fullmatch(said)
    month = _MONTH.fullmatch(said)
    if not (step or month) or keys or not before.columns or set(columns) - {before.columns[0]}:
        return None
    column = before.columns[0]
    told = _date_told(reader, before) if reader.column(column).kind == "date" else None
    if told is None:
        return None
    if month is not None:
        beside = _month_beside(
            told, -1 if (month["way"] or month["other"]) in {"before", "previous"} else 1
        )
        return Query("filter", (column,), filters=(Filter(column, "=", beside),))
    at = reader.table.position(column)
    dates = {word for row in reader.table.rows if (word := row.cells[at].word)}
    earlier = "before" in said
    rest = sorted((d for d in dates if (d < told if earlier else d > told)), reverse=earlier)
    return Query("filter", (column,), filters=(Filter(column, "=", rest[0]),)) if rest else None


def _month_beside(date: str, step: int) -> str:
    """The first of the month before or after a date's."""
    months = int(date[:4]) * 12 + int(date[5:7]) - 1 + step
    return f"{months // 12}-{months % 12 + 1:02d}-01"


def _date_told(reader: Reader, before: Query) -> str | None:
    """The one date that a query told: of a row, of the first or last, or of those it found."""
    column = before.columns[0]
    at = reader.table.position(column)
    if before.kind in {"cell", "rank"} and len(before.keys) == 1:
        return reader.table.row_of(before.keys[0]).cells[at].word
    dates = [word for row in reader.table.rows if (word := row.cells[at].word)]
    if before.kind == "extreme" and before.limit == 1 and not (before.filters or before.nth):
        return max(dates) if before.order == "highest" else min(dates)
    same = [str(t.value) for t in before.filters if t.column == column and t.operator == "="]
    return same[0] if len(same) == len(before.filters) == 1 else None
