"""Tables in plain text: found by the rhythm of their cells, their headers put back together.

Text taken from a PDF has no cell borders: a row is a run of atoms (dates, grades, numbers, words)
whose types repeat row after row. The words above it are shared out among its columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cdi_qa.reading.atoms import Atom, split_atoms
from cdi_qa.reading.cells import column_kind, is_missing, make_cell, parse_number
from cdi_qa.reading.header import CAPTION, Header, are_below, split_header
from cdi_qa.reading.repeated import as_values
from cdi_qa.reading.rhythm import RowOfAtoms, find_rows
from cdi_qa.reading.values import split_values
from cdi_qa.schema import Column, ColumnKind, Row, Table

_NEXT_LINE = re.compile(r"(?:[ \t]*\n){1,4}[ \t]*(?=\S)")
_LINE = re.compile(r"\S(?:.*\S)?")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a page: columns, rows, caption and the span of text it takes up."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    start: int
    end: int
    caption: str = ""
    headed: bool = True
    """False where nothing above its rows says what its columns are."""


def find_tables(text: str, page: int | None, before: Sequence[ColumnKind] = ()) -> list[FoundTable]:
    """Every table in the plain text of one page, in reading order.

    `before` holds the column types of the last table on the page before: rows of that kind at the
    top of the page go on with it, be they ever so few.
    """
    atoms = split_atoms(text)
    tables = _rows_of_page(text, atoms, before)
    found = _build_all(text, tables, page, [0] * len(tables))
    under = [_caption_under(text, table.end) for table in found]
    if not are_below([table.caption for table in found], under):
        return found
    ends = [line.end() if line else table.end for line, table in zip(under, found, strict=True)]
    return [
        replace(table, caption=" ".join(line.group().split()) if line else "", end=end)
        for table, line, end in zip(
            _build_all(text, tables, page, [0, *ends]), under, ends, strict=True
        )
    ]


def _build_all(
    text: str, tables: Sequence[list[RowOfAtoms]], page: int | None, starts: Sequence[int]
) -> list[FoundTable]:
    """The tables with those rows; the header of none begins above its start, nor in another."""
    found: list[FoundTable] = []
    for rows, start in zip(tables, starts, strict=False):
        found.append(_build(text, rows, max(start, found[-1].end if found else 0), page))
    return found


def _caption_under(text: str, end: int) -> re.Match[str] | None:
    """The caption in the line after a table."""
    line = _NEXT_LINE.match(text, end)
    return _LINE.search(text, line.end()) if line and CAPTION.match(text, line.end()) else None


def _rows_of_page(
    text: str, atoms: list[Atom], before: Sequence[ColumnKind]
) -> list[list[RowOfAtoms]]:
    """The rows of each table. Words that come back are taken for cells where that finds more of
    them, in no more tables.
    """
    best = find_rows(text, atoms, before)
    for way in as_values(text, atoms):
        found = find_rows(text, way, before)
        if len(found) <= max(1, len(best)) and _count_cells(found) > _count_cells(best):
            best = found
    return best


def _count_cells(tables: list[list[RowOfAtoms]]) -> int:
    return sum(len(row) for rows in tables for row in rows)


def _build(text: str, rows: list[RowOfAtoms], header_from: int, page: int | None) -> FoundTable:
    rows[0][0] = _last_line(text, rows[0][0])
    rows[-1][-1] = _first_line(text, rows[-1][-1])
    end = rows[-1][-1].end
    ways = [rows, *split_values(text, rows), *_numbered_names(text, rows)]
    above = _without_subheading(text, rows, header_from)
    tried = [
        (split_header(text, header_from, above, _rated(_kinds(text, way), way)), -number, way)
        for number, way in enumerate(ways)
    ]
    header, _, rows = min(tried, key=lambda each: (each[0].cost, -each[1]))
    if not header.found and len(rows) > 2 and _names_years(text, rows):
        header, rows = _header_of(text, rows[0]), rows[1:]
    kinds = _kinds(text, rows)
    headings = header.headings or [""] * len(kinds)
    kinds = with_named_years(headings, [_printed(text, row) for row in rows], kinds)
    made = tuple(
        make_row(_printed(text, row), kinds, page, row[0].start, row[-1].end, text) for row in rows
    )
    doubts = header.doubts or ((),) * len(kinds)
    columns = tuple(
        replace(column, doubts=others)
        for column, others in zip(name_columns(headings, kinds), doubts, strict=True)
    )
    return FoundTable(columns, made, header.start, end, header.caption, header.found)


def _without_subheading(text: str, rows: list[RowOfAtoms], header_from: int) -> int:
    """Where the header ends: before the line above the rows where lines stand between rows too."""
    start = rows[0][0].start
    if not any(text[above[-1].end : below[0].start].strip() for above, below in pairwise(rows)):
        return start
    kinds = _kinds(text, rows)
    line = text.rfind("\n", 0, header_from + len(text[header_from:start].rstrip())) + 1
    shorter = max(line, header_from)
    return shorter if split_header(text, header_from, shorter, kinds).found else start


def _printed(text: str, row: RowOfAtoms) -> list[str]:
    return [text[cell.start : cell.end] for cell in row]


def _kinds(text: str, rows: list[RowOfAtoms]) -> list[ColumnKind]:
    return [column_kind(list(column)) for column in zip(*(_printed(text, r) for r in rows))]  # noqa: B905


def _rated(kinds: list[ColumnKind], rows: list[RowOfAtoms]) -> list[ColumnKind]:
    """The types that headings are held against: words that come back rate, on whatever scale."""
    rates = [all(cell.kind in {"grade", "missing"} for cell in cells) for cells in zip(*rows)]  # noqa: B905
    return ["grade" if rate else kind for kind, rate in zip(kinds, rates, strict=True)]


def _last_line(text: str, atom: Atom) -> Atom:
    """The first row's name without the header's last words, which it may have been joined to."""
    cut = text[atom.start : atom.end].rfind("\n") + 1
    if atom.kind != "text" or not cut:
        return atom
    start = atom.end - len(text[atom.start + cut : atom.end].lstrip())
    return replace(atom, start=start, first_line=atom.last_line)


def _first_line(text: str, atom: Atom) -> Atom:
    """The last row's last cell without a line of text that merely follows the table."""
    cut = text[atom.start : atom.end].find("\n")
    if atom.kind != "text" or cut < 0:
        return atom
    end = atom.start + len(text[atom.start : atom.start + cut].rstrip())
    return replace(atom, end=end, last_line=atom.first_line)


def _numbered_names(text: str, rows: list[RowOfAtoms]) -> list[list[RowOfAtoms]]:
    """The rows with "Ward" and "7" as one name, wherever text and whole numbers stand together."""
    kinds = _kinds(text, rows)
    if len(kinds) == 2:
        return []
    for at, (left, right) in enumerate(pairwise(kinds)):
        printed = [text[row[at].end : row[at + 1].end] for row in rows]
        whole = all(re.fullmatch(r" \d{1,4}", piece) for piece in printed)
        if left == "text" and right == "number" and whole:
            return [
                [[*row[:at], replace(row[at], end=row[at + 1].end), *row[at + 2 :]] for row in rows]
            ]
    return []


def _names_years(text: str, rows: list[RowOfAtoms]) -> bool:
    """True where the first row is a header whose figures are years, and no other row is like it."""
    first, *others = rows
    return _all_years(text, first) and not any(_all_years(text, row) for row in others)


def _all_years(text: str, row: RowOfAtoms) -> bool:
    figures = [figure for cell in _printed(text, row) if (figure := parse_number(cell)) is not None]
    return bool(figures) and all(1900 <= figure <= 2100 for figure in figures)


def _header_of(text: str, row: RowOfAtoms) -> Header:
    headings = [" ".join(cell.split()) for cell in _printed(text, row)]
    return Header(headings, row[0].start, 0.0)


def with_named_years(
    headings: Sequence[str], rows: Sequence[Sequence[str]], kinds: list[ColumnKind]
) -> list[ColumnKind]:
    """The columns' types; one that is headed so and holds years names its rows, and counts
    nothing.
    """
    return [
        "text" if kind == "number" and _names_rows_by_year(headings[at], rows, at) else kind
        for at, kind in enumerate(kinds)
    ]


def _names_rows_by_year(heading: str, rows: Sequence[Sequence[str]], at: int) -> bool:
    printed = [row[at].strip() for row in rows]
    years = all(re.fullmatch(r"(?:19|20)\d\d", cell) for cell in printed)
    return years and bool(re.search(r"\byears?\b", heading, re.IGNORECASE))


def make_row(
    cells: list[str],
    kinds: list[ColumnKind],
    page: int | None,
    start: int,
    end: int,
    text: str,
) -> Row:
    """One typed row with its verbatim run of text."""
    typed = tuple(make_cell(cell, kind) for cell, kind in zip(cells, kinds, strict=True))
    return Row(typed, page, start, end, " ".join(text[start:end].split()))


def name_columns(headings: list[str], kinds: list[ColumnKind]) -> tuple[Column, ...]:
    """Columns with unique names in snake case, made from their printed headings."""
    columns: list[Column] = []
    taken: set[str] = set()
    for at, (heading, kind) in enumerate(zip(headings, kinds, strict=True), start=1):
        base = re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_") or f"column_{at}"
        if base[0].isdigit():
            base = f"_{base}"
        name, again = base, 2
        while name in taken:
            name, again = f"{base}_{again}", again + 1
        taken.add(name)
        columns.append(Column(name, heading or f"Column {at}", kind))
    return tuple(columns)


def extend_table(table: Table, found: FoundTable) -> Table | None:
    """The table with rows found on the next page, or None where they are another table's."""
    if len(found.columns) != len(table.columns):
        return None
    if found.headed and [c.name for c in found.columns] != [c.name for c in table.columns]:
        return None
    for at, (here, there) in enumerate(zip(table.columns, found.columns, strict=True)):
        empty = all(is_missing(row.cells[at].printed) for row in found.rows)
        if here.kind != there.kind and not empty:
            return None
    rows = tuple(
        replace(
            row,
            cells=tuple(
                make_cell(cell.printed, column.kind)
                for cell, column in zip(row.cells, table.columns, strict=True)
            ),
        )
        for row in found.rows
    )
    together = (*table.rows, *rows)
    return replace(
        table,
        rows=together,
        key=key_column(table.columns, together),
        caption=table.caption or found.caption,
    )


def key_column(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> str | None:
    """The first text column whose cells are all there and all different, or None."""
    for at, column in enumerate(columns):
        printed = [row.cells[at].printed for row in rows]
        distinct = len(set(printed)) == len(printed)
        if column.kind == "text" and distinct and not any(map(is_missing, printed)):
            return column.name
    return None
