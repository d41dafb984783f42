"""The query before with a row or a column exchanged: "and for rape?", "what about Kent?"."""

from __future__ import annotations

from dataclasses import replace

from cdi_qa.lookup.query import WHOLE, Filter, Query
from cdi_qa.lookup.reader import Reader

_WHEN = frozenset({"when", "whens", "date", "month"})
"""Words that ask for a date, whatever the turn before told."""


def read_leaning(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "And for rape?", "what about Kent?": the query before with a row or a column exchanged."""
    before = reader.previous
    if before is None:
        return None
    if not columns and _WHEN & set(reader.scan.tokens):
        columns = reader.of_kind("date")[:1]
    if not columns and not keys and (other := _other_kind(reader, before)) is not None:
        return other
    if not keys and columns and not before.keys:
        return _other_columns(reader, before, columns)
    if keys and not columns and before.columns:
        if (held := _against_the_same(reader, before, keys)) is not None:
            return held
        if before.kind == "difference" and before.against in WHOLE:
            return replace(before, keys=(keys[0],), claim=None, presumed=False)
        if before.kind == "difference" and before.keys[0] != keys[0]:
            if before.keys[1:] == tuple(reader.own()) and keys[0] not in before.keys:
                return replace(before, keys=(keys[0], *before.keys[1:]))  # "is Kent above us?"
            return replace(before, keys=(before.keys[0], keys[0]), against=keys[0])
        if before.kind in {"nearest", "strength"} or (before.kind == "pair" and before.keys):
            return replace(before, keys=tuple(keys), claim=None)
        if before.kind == "cell" and before.filters and not before.presumed:
            return replace(before, keys=tuple(keys), earlier=None)  # "is Kent Good?", "and Sussex?"
        return Query("cell", columns=before.columns, keys=tuple(keys))
    if not keys and columns and before.kind in {"rank", "difference", "nearest"}:
        return replace(before, columns=(columns[0],), presumed=False)
    return None


def _other_kind(reader: Reader, before: Query) -> Query | None:
    """ "Rate?" after an overall grade asks for the overall rate, "grade?" for the grade again."""
    seen = reader.scan
    number = seen.has("cue number") and not seen.has("cue grade")
    grade = seen.has("cue grade") and not seen.has("cue number")
    if before.kind != "cell" or before.filters or len(before.columns) != 1 or not (number or grade):
        return None
    main, other = (
        reader.main("grade" if number else "number"),
        reader.main("number" if number else "grade"),
    )
    if before.columns != (main,) or other is None:
        return None
    return replace(before, columns=(other,), presumed=False)


def read_same_of_grade(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "And the inadequate ones?" after the average of the Good: the same of another grade."""
    seen, tests = reader.scan, before.filters
    fresh = bool(keys or columns or seen.leftover or reader.comparators)
    fresh = fresh or seen.has("number", "count", "exists", "each", "highest", "lowest", "not")
    of_grade = before.kind == "aggregate" and len(tests) == 1 and not before.any_of
    if fresh or not of_grade or reader.column(tests[0].column).kind != "grade":
        return None
    named = seen.of("grade")
    if len(named) != 1 or tests[0].operator != "=" or reader.asks_which:
        return None
    return replace(before, filters=(replace(tests[0], value=named[0].value),))


def _against_the_same(reader: Reader, before: Query, keys: list[str]) -> Query | None:
    """ "Did Kent?" after "who beat us on rape?"."""
    tests = [test for test in before.filters if test.column != reader.table.key]
    held = before.kind in {"filter", "count"} and before.than in reader.vocabulary.printed
    if not held or len(tests) != 1 or len(keys) != 1 or keys[0] == before.than:
        return None
    names = (keys[0], str(before.than))
    return Query(
        "difference", (tests[0].column,), names, against=names[1], claim=tests[0].operator,
        yes_no=reader.yes_no,
    )  # fmt: skip


def _other_columns(reader: Reader, before: Query, columns: list[str]) -> Query | None:
    """The query before on other columns, its conditions of their kind moved with them."""
    kinds = {reader.column(name).kind for name in columns}
    fixed = tuple(f for f in before.filters if reader.column(f.column).kind not in kinds)
    moved = tuple(f for f in before.filters if reader.column(f.column).kind in kinds)
    if before.than in reader.vocabulary.printed:
        return _held_against_row(reader, before, columns[0])
    if before.any_of and len({(test.operator, test.value) for test in moved}) == 1:
        moved, before = moved[:1], replace(before, any_of=False)  # "for leadership?" of any column
    if before.than is not None or len({test.column for test in moved}) > 1:
        return None
    if before.kind in {"pair", "correlation", "groups"} or before.group_by:
        return None
    filters = (*(Filter(columns[0], f.operator, f.value) for f in moved), *fixed)
    if before.kind in {"filter", "count"} and not moved:
        return None
    return replace(before, columns=tuple(columns), filters=filters)


def _held_against_row(reader: Reader, before: Query, column: str) -> Query | None:
    """ "And on violence?" after "who beat us on rape?": held against the row's value there."""
    table = reader.table
    tests = [test for test in before.filters if test.column != table.key]
    value = table.row_of(str(before.than)).cells[table.position(column)].value
    if before.kind not in {"filter", "count"} or len(tests) != 1 or value is None:
        return None
    kept = [test for test in before.filters if test.column == table.key]
    return replace(
        before, columns=(column,), filters=(Filter(column, tests[0].operator, value), *kept)
    )
