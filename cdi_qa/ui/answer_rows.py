"""The rows behind an answer as the document prints them, what the answer states marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cdi_qa.lookup.database import plain_value
from cdi_qa.lookup.sheet import NOT_GIVEN, Sheet, one_decimal, spell_month
from cdi_qa.lookup.statement import ISO_DATE
from cdi_qa.schema import Cell, Column, Row, Table, TableResult
from cdi_qa.text import figures, ordinal, sentence_spans
from cdi_qa.ui.grid import Grid, GridCell, GridRow
from cdi_qa.ui.sheets import different, name_ours, printed_text

_MARK = re.compile(r"\s*\[\d+\]")
Origin = tuple[str, str]
"""A table and one of its columns."""

_TOLERANCE = Decimal("0.0001")
"""The database keeps four decimals."""


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """A look-up's result, with the table's own rows and columns where it holds them unchanged."""

    sheet: Sheet
    result: TableResult
    rows: tuple[Row | None, ...]
    columns: tuple[Column | None, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    """The cell behind each value; None behind what was worked out."""


def match_rows(sheet: Sheet, result: TableResult, tables: Iterable[Table] = ()) -> AnswerRows:
    """The result matched with the table that it was looked up in, and with the others that its
    values are from.
    """
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
    origins = result.origins or (None,) * len(columns)
    others = {each.name: each for each in tables} | {result.name: table}
    cells = tuple(
        tuple(
            _cell_behind(sheet, row, *behind, others)
            for behind in zip(columns, origins, strict=True)
        )
        for row in rows
    )
    return AnswerRows(sheet, result, rows, columns, cells)


def _cell_behind(
    sheet: Sheet,
    row: Row | None,
    column: Column | None,
    origin: Origin | None,
    tables: Mapping[str, Table],
) -> Cell | None:
    """The cell that a value is from: of this table, or in the row of that name of another."""
    if row is None:
        return None
    if column is not None:
        return sheet.cell(row, column.name)
    table = tables.get(origin[0]) if origin else None
    name = sheet.printed(row)
    if table is None or origin is None or name not in table.keys():  # noqa: SIM118
        return None
    held = zip(table.columns, table.row_of(name).cells, strict=True)
    return next((cell for each, cell in held if each.name == origin[1]), None)


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
    for row, values, held in zip(found.rows, result.rows, found.cells, strict=True):
        told = [line for line in sentences if row is not None and _names(sheet, row, line)]
        cells = []
        for at in order:
            cell = held[at]
            marked = at != first and any(_states(line, cell, values[at]) for line in told)
            cells.append(GridCell(_spell(result, at, cell, values[at]), marked))
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


def _spell(result: TableResult, at: int, cell: Cell | None, value: Any) -> str:
    """A value as printed, else as worked out; how far one table is from another with its sign."""
    if cell is not None:
        return printed_text(cell)
    apart = bool(result.origins) and result.origins[at] is None
    if apart and isinstance(value, int | float) and value:
        return f"{'+' if value > 0 else '−'}{spell_value(abs(value))}"
    return spell_value(value)


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
        return isinstance(value, int | float) and _states_worked_out(sentence, value)
    if cell.number is not None:
        return bool(set(figures(cell.printed)) & set(figures(sentence)))
    if cell.word is None:
        return False
    return _holds(sentence, spell_month(cell.word) if ISO_DATE.fullmatch(cell.word) else cell.word)


def _states_worked_out(sentence: str, value: float) -> bool:
    """True where a sentence gives a place, or how far apart two figures are to one decimal."""
    if isinstance(value, int) and _holds(sentence, ordinal(value)):
        return True
    apart = one_decimal(abs(Decimal(str(value))))
    return "." in apart and apart in figures(sentence)
