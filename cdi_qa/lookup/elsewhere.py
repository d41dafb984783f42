"""Grades that no row has in the main column and some row has in another."""

from __future__ import annotations

from cdi_qa.lookup.columns import column_mentions
from cdi_qa.lookup.reader import Reader


def is_held_elsewhere(reader: Reader) -> bool:
    """True where one grade is asked of, no column is named, and only another than the main has it.

    "Is anyone Outstanding?" would else be told "no" of a table with an Outstanding in it.
    """
    scan, table, main = reader.scan, reader.table, reader.main("grade")
    grades = {mention.value for mention in scan.of("grade")}
    if len(grades) != 1 or main is None or column_mentions(reader):
        return False
    if scan.has("not", "number", "only"):
        return False
    if not (scan.has("exists", "all", "count", "each") or reader.asks_rows):
        return False
    held = {
        column.name
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.value in grades
    }
    return bool(held) and main not in held
