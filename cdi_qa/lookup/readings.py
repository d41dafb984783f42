"""The kinds of question, tried in turn: the first that fits makes the query."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from cdi_qa.lookup.columns import columns_named, default_columns
from cdi_qa.lookup.differences import read_difference
from cdi_qa.lookup.ordering import read_aggregate, read_column, read_extreme, read_rank
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.selecting import read_filter

_AWARDED = frozenset({"get", "got", "given", "score", "scored", "awarded", "receive", "received"})
_ANYTHING = frozenset({"anything", "something", "columns", "areas", "categories", "what", "where"})
Reading = Callable[[Reader, list[str], list[str]], Query | None]
_OF_THOSE = re.compile(r"\bof (?:those|these|them)\b")
_MOST_ROWS = 3
"""Rows that are given whole where no column is named."""


def read_query(reader: Reader) -> Query | None:
    """The query of a question; None where the table is not what it asks of."""
    keys, columns = reader.keys(), columns_named(reader)
    if not is_about_table(reader, keys, columns):
        return None
    if reader.scan.has("why"):
        return _read_presumed(reader, keys, columns)
    return _first(reader, keys, columns, _READINGS)


def _first(
    reader: Reader, keys: list[str], columns: list[str], readings: tuple[Reading, ...]
) -> Query | None:
    for reading in readings:
        query = reading(reader, keys, columns)
        if query is not None:
            return query
    return None


def is_about_table(reader: Reader, keys: list[str], columns: list[str]) -> bool:
    """True where enough is said for the table to be what the question asks of."""
    seen = reader.scan
    operation = bool(reader.comparators) or seen.has(
        "highest", "lowest", "rank", "mean", "median", "range", "difference", "versus", "each"
    )
    asked = seen.has("cue number", "cue grade", "measure", "grade", "cue red")
    leans = reader.previous is not None and bool(keys or columns or operation or asked)
    if leans or seen.has("key"):
        return True
    if keys:  # the reader's own force, by a pronoun
        awarded = bool(columns) and bool(_AWARDED & set(seen.tokens))
        if awarded or reader.graded(columns):
            return True
        held_against_all = seen.has("all") and seen.has("versus")
        placed = bool(columns) and seen.has("ordinal")
        return held_against_all or asked or operation or placed
    if columns:
        placed = reader.asks_which and seen.has("ordinal")
        mentions = seen.has("all", "exists", "month", "cue date", "count")
        return operation or asked or placed or mentions
    body, bodies = reader.vocabulary.body, reader.vocabulary.bodies
    words = {"force", "forces", "who", "whos", "which", body, bodies} & set(seen.tokens)
    rows = seen.has("all", "exists", "count") or bool(words)
    dated = seen.has("month") or (seen.has("year") and seen.has("cue date"))
    whole = rows and "table" in seen.tokens
    return whole or ((operation or asked or dated) and (rows or asked))


def _read_presumed(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Why were we graded Good?": the value is taken for granted, so it is looked at first."""
    numbers = [m for m in reader.scan.of("number") if m.amount is not None and m.amount <= 100]
    grades = reader.scan.of("grade")
    if not (keys or columns):
        return None
    keys = keys or reader.own()
    if not (grades or numbers):
        query = _read_presumed_order(reader, keys, columns)
        return replace(query, presumed=True) if query is not None else None
    fitting = reader.graded(columns) if grades else reader.numeric(columns)
    column = next(iter(fitting), None) or reader.main("grade" if grades else "number")
    if not keys or column is None:
        return None
    value = grades[0].value if grades else numbers[0].amount
    return Query("cell", columns=(column,), keys=(keys[0],), asserted=value, presumed=True)


def _read_presumed_order(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Why are we the worst?", "why are we behind Kent?"."""
    if reader.scan.has("highest", "lowest") and keys:
        query = read_extreme(reader, keys, columns)
        return query if query is not None and query.kind == "rank" else None
    query = read_difference(reader, keys, columns)
    return query if query is not None and query.claim else None


def _read_narrowed(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which of those are inadequate?": one more condition on the rows found before."""
    before = reader.previous
    pointing = _OF_THOSE.search(" ".join(reader.scan.tokens))
    if before is None or not before.filters or not pointing:
        return None
    query = _first(reader, keys, columns, (read_extreme, read_aggregate, read_filter))
    if query is None:
        return None
    shown = query.columns
    if query.kind in {"filter", "count"}:
        shown = tuple(dict.fromkeys((*query.columns, *before.columns)))
    joined = (*before.filters, *query.filters)
    return replace(query, filters=joined, columns=shown, any_of=False)


def _read_graded_anywhere(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Are we rated good for anything?", "where are we inadequate?": every grade of the row."""
    seen = reader.scan
    if columns or not keys or not seen.has("grade") or not _ANYTHING & set(seen.tokens):
        return None
    return Query("cell", columns=tuple(reader.of_kind("grade")), keys=tuple(keys))


def _read_cells(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """One cell or several; what is left out is taken from the turn before or is the own force."""
    before = reader.previous
    if before is not None:
        leaning = _read_leaning(before, keys, columns)
        if leaning is not None:
            return leaning
    if not keys and before is not None:
        keys = list(before.keys)
    if not keys and not reader.scan.has("all"):
        keys = reader.own()
    if not keys:
        return None
    if not columns and reader.scan.has("cue number", "cue grade", "measure", "cue date"):
        columns = default_columns(reader)
    if columns:
        return Query("cell", columns=tuple(columns), keys=tuple(keys))
    return Query("row", keys=tuple(keys)) if len(keys) <= _MOST_ROWS else None


def _read_leaning(before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "And for rape?", "what about Kent?": the query before with a row or a column exchanged."""
    if not keys and columns and not before.keys:
        moved = [f for f in before.filters if isinstance(f.value, Decimal)]
        filters = tuple(replace(test, column=columns[0]) for test in moved)
        return replace(before, columns=tuple(columns), filters=filters)
    if keys and not columns and before.columns:
        if before.kind == "difference" and before.against in {"mean", "best"}:
            return replace(before, keys=(keys[0],))
        if before.kind == "difference" and before.keys[0] != keys[0]:
            return replace(before, keys=(before.keys[0], keys[0]), against=keys[0])
        return Query("cell", columns=before.columns, keys=tuple(keys))
    if not keys and columns and before.kind in {"rank", "difference"}:
        return replace(before, columns=(columns[0],))
    return None


_READINGS: tuple[Reading, ...] = (
    _read_narrowed,
    _read_graded_anywhere,
    read_difference,
    read_filter,
    read_extreme,
    read_aggregate,
    read_rank,
    read_column,
    _read_cells,
)
