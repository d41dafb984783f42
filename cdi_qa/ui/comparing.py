"""What the Compare page shows: the rows that were chosen, in order, with where they stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cdi_qa.lookup.sheet import Sheet, order_of, order_of_grade
from cdi_qa.reading.cells import is_missing, parse_number
from cdi_qa.schema import Citation, Column, Corpus, Row
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.grid import Grid, GridCell, GridRow
from cdi_qa.ui.pageview import view_page
from cdi_qa.ui.places import Place
from cdi_qa.ui.sheets import different, name_ours, printed_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are wanted; where nothing is chosen, all are."""

    names: Sequence[str] = ()
    """Printed names."""
    grades: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Column and the grades wanted."""
    months: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Column and the first and last month wanted, in ISO form."""


def choose_rows(sheet: Sheet, choice: Choice) -> list[Row]:
    """The rows that are wanted, in the order of the document."""
    return [row for row in sheet.rows if _is_wanted(sheet, row, choice)]


def _is_wanted(sheet: Sheet, row: Row, choice: Choice) -> bool:
    if choice.names and sheet.printed(row) not in choice.names:
        return False
    for name, wanted in choice.grades.items():
        if wanted and sheet.cell(row, name).word not in wanted:
            return False
    for name, (first, last) in choice.months.items():
        month = sheet.cell(row, name).word
        if month is None or not first <= month <= last:
            return False
    return True


def grades_of(sheet: Sheet, column: Column) -> list[str]:
    """The grades that a column holds, best first."""
    return sorted(_words_of(sheet, column), key=lambda grade: -order_of_grade(grade, column))


def months_of(sheet: Sheet, column: Column) -> list[str]:
    """The months that a column holds, in ISO form, earliest first."""
    return sorted(_words_of(sheet, column))


def _words_of(sheet: Sheet, column: Column) -> set[str]:
    words = (sheet.cell(row, column.name).word for row in sheet.rows)
    return {word for word in words if word is not None}


def sort_rows(sheet: Sheet, rows: Sequence[Row], column: Column, backwards: bool) -> list[Row]:
    """The highest, best, latest or first in the alphabet first; what is not given always last."""
    told = [row for row in rows if sheet.is_told(row, column.name)]
    untold = [row for row in rows if row not in told]
    if column.kind == "text":
        told.sort(key=lambda row: sheet.cell(row, column.name).printed.casefold())
    else:
        told.sort(key=lambda row: -order_of(sheet.cell(row, column.name)))
    return (told[::-1] if backwards else told) + untold


def columns_first_named(sheet: Sheet, wanted: Iterable[str]) -> list[Column]:
    """The columns wanted, all where none is, the one that names the rows at the beginning."""
    names = set(wanted) or {column.name for column in sheet.table.columns}
    key = sheet.table.key
    shown = [column for column in sheet.table.columns if column.name in names | {key}]
    return sorted(shown, key=lambda column: column.name != key)


def table_grid(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> Grid:
    """The rows as they are printed, the own one set apart."""
    total = len(sheet.rows)
    count = f"All {total}" if len(rows) == total else f"{len(rows)} of the {total}"
    return Grid(
        caption=f"{count} {sheet.bodies}, as the document prints them",
        headings=tuple(different([column.heading for column in columns])),
        figures=frozenset(at for at, column in enumerate(columns) if column.kind == "number"),
        rows=tuple(
            GridRow(
                tuple(GridCell(printed_text(sheet.cell(row, c.name))) for c in columns),
                sheet.own is not None and sheet.printed(row) == sheet.own,
            )
            for row in rows
        ),
        ours=name_ours(sheet),
    )


def table_csv(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column], source: str) -> bytes:
    """The rows for a spreadsheet, with the source and page of each in columns of their own.

    A month is spelt out, as a spreadsheet takes "Aug-17" for the seventeenth of August.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    headings = different([*(column.heading for column in columns), "Source", "Page"])
    writer.writerow(map(_disarmed, headings))
    for row in rows:
        cells = [_for_spreadsheet(sheet, row, column) for column in columns]
        writer.writerow([*cells, _disarmed(source), "" if row.page is None else row.page])
    return text.getvalue().encode("utf-8-sig")


def _for_spreadsheet(sheet: Sheet, row: Row, column: Column) -> str:
    cell = sheet.cell(row, column.name)
    if is_missing(cell.printed):
        return ""
    if column.kind == "date" and cell.word:
        return spoken_date(cell.word[:7])
    return _disarmed(cell.printed)


def _disarmed(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) and parse_number(text) is None else text


def cite_rows(corpus: Corpus, sheet: Sheet, rows: Sequence[Row]) -> tuple[Place, ...]:
    """Where the rows stand: one citation a page, with those rows marked."""
    source = corpus.source(sheet.table.source)
    pages = sorted({row.page for row in rows}, key=lambda page: page or 0)
    places = []
    for number, page in enumerate(pages, start=1):
        there = sorted((row for row in rows if row.page == page), key=lambda row: row.start)
        citation = Citation(
            n=number,
            source=source.id,
            title=source.title,
            page=page,
            section=" › ".join(sheet.table.section) or None,
            quote=there[0].quote,
        )
        view = view_page(corpus, corpus.page(source.id, page))
        names = [sheet.printed(row) if sheet.table.key else "" for row in there]
        spans = tuple((row.start, row.end) for row in there)
        places.append(Place(citation, source, view, spans, tuple(names)))
    return tuple(places)
