"""The comparison table as comparison.csv has it: rows, their order in a column, conditions, ranks.

Higher is better and 1 is the highest rank; ties share the better rank.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

Computed = dict[str, Any]
Row = dict[str, str]

HERE = Path(__file__).resolve().parent
GRADES = ["Inadequate", "Requires Improvement", "Good", "Outstanding"]
GRADE_COLUMNS = {"overall_grade", "recording", "systems_processes", "leadership_culture"}
RATE_COLUMNS = {"overall", "violence", "sexual", "rape", "vulnerable"}
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
    "==": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
}


def load_rows(path: Path = HERE / "comparison.csv") -> list[Row]:
    """The rows of the table, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(force: str, rows: list[Row]) -> Row:
    """The row of a force by its printed name; raises KeyError where there is none."""
    for row in rows:
        if row["force"] == force:
            return row
    raise KeyError(force)


def sortable(column: str, text: str) -> Decimal | str:
    """A cell's value in an order: rates as numbers, grades by rank, dates and names as text."""
    if column in RATE_COLUMNS:
        return Decimal(text)
    if column in GRADE_COLUMNS:
        return Decimal(GRADES.index(text))
    if column in {"date_of_report", "force"}:
        return text
    raise KeyError(column)


def select_rows(computed: Computed, rows: list[Row]) -> list[Row]:
    """The rows that satisfy every condition of `where` (all of them without one)."""
    return [row for row in rows if all(holds(row, c, rows) for c in computed.get("where", []))]


def holds(row: Row, condition: list[Any] | Computed, rows: list[Row]) -> bool:
    """Whether a row satisfies [column, comparison, value], or one of {"any": conditions}.

    A value may be another force's cell, {"force": name}, or the row's own, {"column": name}.
    """
    if isinstance(condition, dict):
        return any(holds(row, part, rows) for part in condition["any"])
    column, comparison, value = condition
    text = str(value)
    if isinstance(value, dict):
        text = row[value["column"]] if "column" in value else row_of(value["force"], rows)[column]
    return COMPARISONS[comparison](sortable(column, row[column]), sortable(column, text))


def rank_of(row: Row, column: str, rows: list[Row]) -> int:
    """The rank of a row in a column: one more than the number of rows above it."""
    value = sortable(column, row[column])
    higher = [other for other in rows if COMPARISONS[">"](sortable(column, other[column]), value)]
    return 1 + len(higher)


def rank_from_bottom(row: Row, column: str, rows: list[Row]) -> int:
    """The rank counted from the lowest value, 1 for the lowest."""
    value = sortable(column, row[column])
    lower = [other for other in rows if COMPARISONS["<"](sortable(column, other[column]), value)]
    return 1 + len(lower)


def rate_of(force: str, column: str, rows: list[Row]) -> Decimal:
    """A force's rate in a column."""
    return Decimal(row_of(force, rows)[column])


def rates(computed: Computed, rows: list[Row]) -> list[Decimal]:
    """The rates of one column in the selected rows."""
    return [Decimal(row[computed["column"]]) for row in select_rows(computed, rows)]
