"""What a column holds, by its heading: times, shares, counts, and which way of it is good."""

from __future__ import annotations

import re

from cdi_qa.lookup.vocabulary import load_phrases
from cdi_qa.reading.cells import column_kind
from cdi_qa.schema import Column, Table
from cdi_qa.text import stem, words

DENIAL = re.compile(r"not (\w+)", re.IGNORECASE)
"""A heading of what was not done: "Not recorded"."""
_SHARE = re.compile(r"%|\bper\s?cent|\b(?:within|rate|share|proportion|target|on time)\b", re.I)


def measures_time(column: Column) -> bool:
    """True for a column of how long something takes, and not of what share was in time."""
    return _is_headed(column, "of_time") and not _SHARE.search(column.heading)


def is_better_low(column: Column) -> bool:
    """True where a lower figure is the better one, by what the heading speaks of."""
    in_time = re.search(r"\b(?:within|on time|in time|target)\b", column.heading, re.IGNORECASE)
    low = _is_headed(column, "low_is_good") or bool(DENIAL.fullmatch(column.heading))
    return low and not in_time


def is_share(column: Column) -> bool:
    """True for a column of shares, by its heading: "Rate", "Within standard (%)"."""
    return bool(_SHARE.search(column.heading))


def _is_headed(column: Column, group: str) -> bool:
    known = {stem(word) for word in load_phrases()["directions"][group]}
    return column.kind == "number" and any(stem(word) in known for word in words(column.heading))


def counting(table: Table) -> list[Column]:
    """The columns of whole numbers that are no shares."""
    found = []
    for at, column in enumerate(table.columns):
        printed = [row.cells[at].printed for row in table.rows]
        whole = not any("." in cell or "%" in cell for cell in printed)
        if column_kind(printed) == "number" and whole and not _SHARE.search(column.heading):
            found.append(column)
    return [column for column in found if column.kind == "number"]
