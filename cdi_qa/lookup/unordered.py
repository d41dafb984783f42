"""Columns of words that rate but whose order nobody gave: which is best is not said of them."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.lookup.columns import columns_named
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.schema import Table
from cdi_qa.text import join_english

_ORDERS = ("highest", "lowest", "rank", "mean", "median", "versus")
_MOST_WORDS = 12
"""Different words that a scale has at most."""


def without_order(reader: Reader) -> Query | None:
    """The whole column where a question asks who is best, or worst, in words without an order."""
    columns = columns_named(reader)
    if not columns or not _asks_order(reader) or reader.scan.has("key", "own"):
        return None
    rating = [name for name in columns if _scale(reader.table, name)]
    if rating != columns:
        return None
    return Query("column", columns=tuple(rating), unordered=reader.scan.has("highest", "lowest"))


def say_unordered(query: Query, reader: Reader) -> list[str]:
    """Whose the order of the words in a column is, or that it is not known, where it is asked."""
    if not _asks_order(reader) or query.unordered:
        return []
    said = []
    for name in query.columns:
        if own := reader.column(name).scale:
            said.append(
                f"That the words under “{reader.column(name).heading}” stand in the order "
                f"{join_english(list(own))}, best first, is what the document says."
            )
        if scale := _scale(reader.table, name):
            heading = reader.table.column(name).heading
            said.append(
                f"Which of the words under “{heading}” is better than which is not known here "
                f"({join_english(scale)}), so they are given without an order."
            )
    return said


def ask_for_order(table: Table, names: Sequence[str]) -> str:
    """What is asked back where a best is asked for and the order of the words is not known."""
    asked = [
        f"The documents do not say which of {join_english(_scale(table, name), 'and')} is the best"
        for name in names
    ]
    return f"{'. '.join(asked)}: which do you mean? "


def _asks_order(reader: Reader) -> bool:
    return reader.scan.has(*_ORDERS) or bool(reader.comparators)


def _scale(table: Table, name: str) -> list[str]:
    """The different words of a column of text that come back in it; nothing for other columns."""
    if name == table.key or table.column(name).kind != "text":
        return []
    at = table.position(name)
    held = [cell.word for row in table.rows if (cell := row.cells[at]).word]
    words = sorted(set(held))
    return words if len(words) <= min(_MOST_WORDS, len(held) // 2) else []
