"""Questions that select rows by conditions read as queries, and conditions held to be true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from cdi_qa.lookup.columns import numeric_column
from cdi_qa.lookup.conditions import (
    any_is_enough,
    are_listed,
    exclude_each_other,
    grade_filters,
    number_filters,
)
from cdi_qa.lookup.dates import are_several, date_filters, dated_like
from cdi_qa.lookup.elsewhere import is_held_elsewhere
from cdi_qa.lookup.exclusions import exclusions
from cdi_qa.lookup.groups import counts_grades
from cdi_qa.lookup.ordering import adds_wrongly, aggregate_of, order_and_limit
from cdi_qa.lookup.query import Filter, Kind, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.relative import relative_filters, within_filters

_SHARE = "(?:share|proportion|percentage|percent|per cent|pct|fraction)"
_MOST = frozenset({"most", "majority", "than"})
"""Words of "most of the forces", "a majority", "more than half"."""
_EVERYONE = frozenset({"everyone", "everybody", "all"})
_OF_ROWS = ("mean", "median", "range", "sum", "highest", "lowest")


def read_filter(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which forces are under 80 for violence?", "was Kent graded Good?"."""
    seen = reader.scan
    than: str | None = None
    if near := within_filters(reader, keys, columns):
        kind: Kind = "count" if seen.has("count") else "filter"
        column = near[0].column
        return Query(kind, (column,), filters=tuple(near), than=keys[0], yes_no=seen.has("exists"))
    measured, grades = _figure_conditions(reader, columns), grade_filters(reader, columns)
    timed = [] if measured else dated_like(reader)[0]
    if timed:
        than, keys = dated_like(reader)[1], []
    elif not measured and not (grades and not seen.has("all", "count", "exists")):
        excepted = keys if seen.has("except") else []
        named = [] if excepted else keys or _key_before(reader)
        measured, than = relative_filters(reader, named, columns)
        keys = excepted if measured else keys
    dates = timed or date_filters(reader)
    every = reader.yes_no and (seen.has("each") or _speaks_of_everyone(reader))
    whole = (
        seen.has("all", "count", "exists", "except", "only", *_OF_ROWS)
        or reader.asks_which
        or every
    )
    either = "or" in seen.tokens and exclude_each_other(grades)
    if len(keys) == 1 and either and not (measured or dates):
        return Query("cell", (grades[0].column,), tuple(keys))  # "which is it, Good or Inadequate?"
    if keys and not seen.has("all", "count", "except", "only") and (grades or measured or dates):
        return _asserted(keys, [*measured, *grades, *dates])
    filters = [*measured, *grades, *dates]
    if reader.yes_no and not whole and reader.previous is None:
        return None  # "is 77.9% good?" asks for no row
    if not filters or not (whole or grades or measured or reader.asks_reports):
        return None
    if than not in {"mean", "median"}:
        narrowed = _of_selected(reader, filters, columns)
        if narrowed is not None:
            return replace(narrowed, filters=(*narrowed.filters, *exclusions(reader, keys)))
    inclusive = than not in {"mean", "median"} and any(f.operator in {"<=", ">="} for f in filters)
    itself = _itself(reader, than if timed or inclusive else None)
    kept = (*filters, *exclusions(reader, keys), *itself)
    share = _asks_share(reader)
    alone = tuple(keys) if seen.has("only") else ()
    most = reader.yes_no and any(_MOST & set(m.value.split()) for m in seen.of("count"))
    of_some = every and bool(measured) and bool(grades)  # "are all the Good ones over 90"
    every = every and not of_some  # which is told in numbers: a no would be of all rows
    return Query(
        "count" if seen.has("count", "only") or share or of_some else "filter",
        columns=tuple(dict.fromkeys([*(f.column for f in filters), *columns])),
        filters=kept,
        any_of=_is_any_enough(reader, filters, dates),
        yes_no=seen.has("exists") or most,
        every=every,
        most=most,
        alone=alone,
        share=share,
        than=than,
    )


def _speaks_of_everyone(reader: Reader) -> bool:
    """True for "did everyone get Good", "are they all Inadequate"."""
    return any(_EVERYONE & set(mention.value.split()) for mention in reader.scan.of("all"))


def _is_any_enough(reader: Reader, filters: list[Filter], dates: list[Filter]) -> bool:
    """True where rows need to pass only one of the conditions."""
    if dates:
        return len(dates) == len(filters) and are_several(dates)
    if reader.scan.has("any column") and all(test.operator == "!=" for test in filters):
        return False  # "who never got Inadequate for anything" is of all columns
    joined = any_is_enough(reader.scan) or is_held_elsewhere(reader)
    return len(filters) > 1 and (joined or _are_alternatives(reader, filters))


def _are_alternatives(reader: Reader, filters: Sequence[Filter]) -> bool:
    """True for "the Good and Outstanding ones": no row has both values of one column."""
    grades = reader.scan.of("grade")
    listed = all(are_listed(reader.scan, one, other) for one, other in pairwise(grades))
    return listed and exclude_each_other(filters)


def _asks_share(reader: Reader) -> bool:
    """True for "what share of forces" and "what percentage are Good", which is a share of the rows
    and not a rate of one.
    """
    of_rows = (
        rf"{_SHARE} of (?:(?:the|all|these|those) )*(?:\d+ )?(?:{reader.vocabulary.bodies}|forces)"
    )
    graded = rf"what {_SHARE} (?:of (?:them|those) )?(?:is|are|was|were|got|get|have|has)"
    said = " ".join(reader.scan.tokens)
    of_graded = reader.scan.has("grade") and not reader.keys()
    return re.search(rf"\b{of_rows}\b", said) is not None or (
        of_graded and re.search(rf"\b{graded}\b", said) is not None
    )


def _key_before(reader: Reader) -> list[str]:
    """The one row of the turn before, against which "who is better?" is meant."""
    before = reader.previous
    if before is None or reader.scan.has("mean", "median"):
        return []
    if before.than in reader.vocabulary.printed:
        return [str(before.than)]
    return list(before.keys) if len(before.keys) == 1 else []


def _itself(reader: Reader, key: str | None) -> list[Filter]:
    """The row that others are held against is not among them."""
    name = reader.table.key
    return [Filter(name, "!=", key)] if key is not None and name is not None else []


def _figure_conditions(reader: Reader, columns: list[str]) -> list[Filter]:
    if reader.scan.has("perfect"):
        anywhere = reader.scan.has("any column") and not columns
        column = numeric_column(reader, columns)
        names = reader.of_kind("number") if anywhere else [column] if column else []
        if names:
            return [Filter(name, "=", Decimal(100)) for name in names]
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
    several = _are_alternatives(reader, rest)
    if reader.scan.has("rank") and rest and not reader.yes_no and not reader.asks_which:
        whole = len(reader.table.rows)
        return Query("extreme", (column,), filters=rest, any_of=several, limit=whole)
    if reader.scan.has("highest", "lowest") and rest and not counts_grades(reader):
        order, limit = order_and_limit(reader)
        return Query(
            "extreme", (column,), filters=rest, any_of=several, order=order, limit=limit
        )  # fmt: skip
    if reader.scan.has("mean", "median", "range", "sum") and not adds_wrongly(reader, columns):
        whose = tuple(filters) if reader.asks_which or reader.scan.has("all") else rest
        return replace(aggregate_of(reader, column), filters=whose, any_of=several)
    return None
