"""Questions that select rows by conditions read as queries, and conditions held to be true."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cdi_qa.lookup.columns import numeric_column
from cdi_qa.lookup.conditions import (
    any_is_enough,
    date_filters,
    exclusions,
    grade_filters,
    number_filters,
    relative_filters,
)
from cdi_qa.lookup.ordering import aggregate_of, order_and_limit
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.reader import Reader


def read_filter(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which forces are under 80 for violence?", "was Kent graded Good?"."""
    seen = reader.scan
    measured = _figure_conditions(reader, columns)
    to_middle = False  # measured against the mean or the median, which are not what is asked
    if not measured:
        excepted = keys if seen.has("except") else []
        named = [] if excepted else keys
        measured = relative_filters(reader, named, columns)
        to_middle = bool(measured) and not named
        keys = excepted if measured else keys
    grades, dates = grade_filters(reader, columns), date_filters(reader)
    if keys and not dates and (grades or measured) and not seen.has("all", "count"):
        return _asserted(keys, grades or measured)
    filters = [*measured, *grades, *dates]
    if not filters:
        return None
    if not to_middle and (narrowed := _of_selected(reader, filters, columns)) is not None:
        return narrowed
    kept = (*filters, *exclusions(reader, keys))
    return Query(
        "count" if seen.has("count") else "filter",
        columns=tuple(dict.fromkeys([*(f.column for f in filters), *columns])),
        filters=kept,
        any_of=any_is_enough(seen) and len(filters) > 1 and not dates,
        yes_no=seen.has("exists"),
    )


def _figure_conditions(reader: Reader, columns: list[str]) -> list[Filter]:
    if reader.scan.has("perfect") and (column := numeric_column(reader, columns)):
        return [Filter(column, "=", Decimal(100))]
    return number_filters(reader, columns)


def _asserted(keys: list[str], tests: list[Filter]) -> Query:
    """ "Was Kent graded Good for culture?", "is Kent over 90 for rape?"."""
    columns = tuple(dict.fromkeys(test.column for test in tests))
    return Query("cell", columns=columns, keys=tuple(keys), filters=tuple(tests))


def _of_selected(reader: Reader, filters: list[Filter], columns: list[str]) -> Query | None:
    """The best or the mean of the rows that the conditions leave: "worst of those graded Good"."""
    column = numeric_column(reader, columns)
    if column is None:
        return None
    rest = tuple(test for test in filters if test.column != column)
    if reader.scan.has("highest", "lowest") and rest:
        order, limit = order_and_limit(reader)
        return Query("extreme", columns=(column,), filters=rest, order=order, limit=limit)
    if reader.scan.has("mean", "median", "range"):
        whose = tuple(filters) if reader.asks_which or reader.scan.has("all") else rest
        return replace(aggregate_of(reader, column), filters=whose)
    return None
