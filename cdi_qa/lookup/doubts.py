"""What an answer has to say of columns whose headings could not be told for certain."""

from __future__ import annotations

from collections.abc import Iterator

from cdi_qa.lookup.query import Query
from cdi_qa.schema import Column, Table
from cdi_qa.text import join_english

_MOST = 3
"""Other headings of a column that are named."""


def say_doubt(column: Column) -> str:
    """That a column may be headed otherwise."""
    others = join_english([f"“{other}”" for other in column.doubts[:_MOST]], "or")
    return (
        f"The heading “{column.heading}” could not be read for certain: the words of the table's "
        f"headings run together, and its column may be headed {others} instead."
    )


def doubts_of(query: Query, table: Table) -> list[str]:
    """What is said of the doubtful columns that the answer to a query rests on."""
    names = set(_columns_of(query))
    every = query.kind in {"row", "holdings"}
    return [say_doubt(c) for c in table.columns if c.doubts and (every or c.name in names)]


def _columns_of(query: Query) -> Iterator[str]:
    yield from query.columns
    yield from (test.column for test in query.filters)
    if query.group_by is not None:
        yield query.group_by
    for inner in (query.within, query.then):
        if inner is not None:
            yield from _columns_of(inner)
