"""The rows behind an answer as the document prints them, what the answer states marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cdi_qa.lookup.database import plain_value
from cdi_qa.lookup.sheet import NOT_GIVEN, Sheet, spell_month
from cdi_qa.lookup.statement import ISO_DATE
from cdi_qa.schema import Cell, Column, Row, TableResult
from cdi_qa.text import figures, ordinal, sentence_spans
from cdi_qa.ui.grid import Grid, GridCell, GridRow
from cdi_qa.ui.sheets import different, name_ours, printed_text

_MARK = re.compile(r"\s*\[\d+\]")
_TOLERANCE = Decimal("0.0001")
"""The database keeps four decimals."""


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """A look-up's result, with the table's own rows and columns where it holds them unchanged."""

    sheet: Sheet
    result: TableResult
    rows: tuple[Row | None, ...]
    columns: tuple[Column | None, ...]


def match_rows(sheet: Sheet, result: TableResult) -> AnswerRows:
    """The result matched with the table that it was looked up in."""
    table = sheet.table
    headings = [column.heading for column in table.columns]
    named = [
        table.columns[headings.index(heading)] if headings.count(heading) == 1 else None
        for heading in result.columns
    ]
    at = next((at for at, column in enumerate(named) if column and column.name == table.key), -1)
    by_name = {sheet.printed(row): row for row in table.rows}
    rows = tuple(by_name.get(str(values[at])) if at >= 0 else None for values in result.rows)
    columns = tuple(
        column if column and _is_own(sheet, column, rows, result, at) else None
        for at, column in enumerate(named)
    )
    return AnswerRows(sheet, result, rows, columns)


def _is_own(
    sheet: Sheet, column: Column, rows: tuple[Row | None, ...], result: TableResult, at: int
) -> bool:
    """True where a column of the result holds the table's values, and none that was worked out."""
    return all(
        row is not None and _is_value(sheet.cell(row, column.name), values[at])
        for row, values in zip(rows, result.rows, strict=True)
    )


def _is_value(cell: Cell, value: Any) -> bool:
    if cell.number is not None and isinstance(value, int | float):
        return abs(Decimal(str(value)) - cell.number) < _TOLERANCE
    return bool(plain_value(cell.value) == value)


def grid_rows(found: AnswerRows, text: str) -> Grid:
    """The rows to be shown, the name first; cells that the answer's text states are marked."""
    sheet, result = found.sheet, found.result
    first = next((at for at, c in enumerate(found.columns) if c and c.name == sheet.table.key), 0)
    order = [first, *(at for at in range(len(result.columns)) if at != first)]
    sentences = list(_sentences(text))
    shown = []
    for row, values in zip(found.rows, result.rows, strict=True):
        told = [line for line in sentences if row is not None and _names(sheet, row, line)]
        cells = []
        for at in order:
            column = found.columns[at]
            cell = sheet.cell(row, column.name) if row and column else None
            marked = at != first and any(_states(line, cell, values[at]) for line in told)
            cells.append(GridCell(printed_text(cell) if cell else spell_value(values[at]), marked))
        ours = row is not None and sheet.printed(row) == sheet.own
        shown.append(GridRow(tuple(cells), ours))
    return Grid(
        caption=_caption(len(result.rows)),
        headings=tuple(different([result.columns[at] for at in order])),
        figures=frozenset(
            place for place, at in enumerate(order) if place and _is_figures(result, at)
        ),
        rows=tuple(shown),
        ours=name_ours(sheet),
    )


def _caption(count: int) -> str:
    what = "The row" if count == 1 else f"The {count} rows"
    return f"{what} that the answer rests on"


def _is_figures(result: TableResult, at: int) -> bool:
    values = [row[at] for row in result.rows if row[at] is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def spell_value(value: Any) -> str:
    """A value that was worked out, for reading: two decimals at most, a month by its name."""
    if value is None:
        return NOT_GIVEN
    if isinstance(value, float):
        return f"{Decimal(str(round(value, 2))).normalize():f}"
    return spell_month(str(value)) if ISO_DATE.fullmatch(str(value)) else str(value)


# ── what the answer states ──────────────────────────────────────────────────────────────────


def _sentences(text: str) -> Iterator[str]:
    for line in _MARK.sub("", text).splitlines():
        yield from (line[start:end] for start, end in sentence_spans(line))


def _names(sheet: Sheet, row: Row, sentence: str) -> bool:
    printed = sheet.printed(row)
    return _holds(sentence, printed) or _holds(sentence, sheet.name(printed))


def _holds(sentence: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", sentence) is not None


def _states(sentence: str, cell: Cell | None, value: Any) -> bool:
    """True where a sentence says a cell's figure, grade, month or place."""
    if cell is None:
        return isinstance(value, int) and _holds(sentence, ordinal(value))
    if cell.number is not None:
        return bool(set(figures(cell.printed)) & set(figures(sentence)))
    if cell.word is None:
        return False
    return _holds(sentence, spell_month(cell.word) if ISO_DATE.fullmatch(cell.word) else cell.word)
