"""What the turn before asked of one table, as far as another table can be asked it."""

from __future__ import annotations

from collections.abc import Iterable

from cdi_qa.lookup.asked import AskedTable
from cdi_qa.lookup.query import Filter, Kind, Query
from cdi_qa.text import words

_CHOOSING = frozenset({"filter", "extreme"})
"""Kinds whose rows may be pointed at: "which of them has the most debt"."""


def carry_over(before: Query | None, told: AskedTable, asked: AskedTable) -> Query | None:
    """The query before, which was put to the table `told`, for the table `asked`: the rows it
    named or found, and its columns where both tables have them; None where nothing is left.
    """
    if before is None or before.table == asked.name:
        return before
    if before.kind in _CHOOSING and not before.keys:
        return _chosen(before, told, asked)
    names = {column.name for column in asked.table.columns}
    keys = _rows_there(before.keys, told, asked)
    if before.keys and not keys:
        return None
    same = tuple(name for name in before.columns if name in names)
    if len(same) == len(before.columns) and same and before.kind == "cell":
        return Query("cell", columns=same, keys=keys, table=asked.name)
    kind: Kind = "rank" if before.kind == "rank" else "cell"  # "where are we?", "and for debt?"
    return Query(kind, keys=keys, table=asked.name) if keys else None


def _chosen(before: Query, told: AskedTable, asked: AskedTable) -> Query | None:
    """The rows that a query found, as conditions of which one is enough."""
    found = told.answers.rows_of(before)
    keys = _rows_there(found, told, asked)
    name = asked.table.key
    if name is None or not keys or len(keys) < len(found):
        return None
    tests = tuple(Filter(name, "=", key) for key in keys)
    return Query("filter", filters=tests, any_of=len(tests) > 1, table=asked.name)


def _rows_there(keys: Iterable[str], told: AskedTable, asked: AskedTable) -> tuple[str, ...]:
    """The other table's names of some rows, those that it does not have left out."""
    held = asked.vocabulary.keys
    spelt = (told.vocabulary.names_of(key) for key in keys)
    found = (
        next((key for name in names if (key := held.get(tuple(words(name))))), None)
        for names in spelt
    )
    return tuple(key for key in found if key is not None)
