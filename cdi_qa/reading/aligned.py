"""Tables in plain text whose cells wide gaps, tabs or bars part: words may fill them, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cdi_qa.reading.blocks import RawTable, ReadPage
from cdi_qa.reading.cells import kind_of
from cdi_qa.reading.header import CAPTION, are_below
from cdi_qa.reading.marked_tables import type_table
from cdi_qa.reading.tables import FoundTable, find_tables
from cdi_qa.schema import ColumnKind

_CELL = re.compile(r"[^\s|]+(?: [^\s|]+)*")
"""A run of words with single spaces between."""
_RULE = re.compile(r"[-–—=_+|:\s]*")
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text with its cells, each with the places in the line where it begins and ends."""

    start: int
    text: str
    cells: tuple[tuple[str, int, int], ...]
    barred: bool
    """True where tabs or bars part its cells, which need not stand under one another."""

    @property
    def span(self) -> tuple[int, int]:
        """Where its words begin and end on the page."""
        return self.start + self.cells[0][1], self.start + self.cells[-1][2]


def read_tables(text: str, page: int | None, before: Sequence[ColumnKind] = ()) -> list[FoundTable]:
    """Every table in the plain text of one page, in reading order.

    `before` holds the column types of the last table on the page before. What both the rhythm and
    the places of cells find is read by its rhythm only where that finds more of it.
    """
    found = find_tables(text, page, before)
    for table in _find_aligned(text, page):
        over = [each for each in found if each.start < table.end and table.start < each.end]
        if sum(map(_cells, over)) <= _cells(table):
            found = [each for each in found if each not in over] + [table]
    return sorted(found, key=lambda table: table.start)


def _cells(table: FoundTable) -> int:
    return len(table.rows) * len(table.columns)


def _find_aligned(text: str, page: int | None) -> list[FoundTable]:
    lines = [line for line in _lines(text) if line.cells]
    tables: list[FoundTable] = []
    above, below = [], []
    for first, end in _runs(lines):
        run = lines[first:end]
        cells = tuple(tuple(cell for cell, _, _ in line.cells) for line in run)
        if any(kind_of(cell) != "text" for cell in cells[0]):
            continue  # its first line is no header
        raw = RawTable(cells, tuple(line.span for line in run))
        if (table := type_table(raw, ReadPage(page, text))) is not None:
            tables.append(table)
            above.append(_caption(lines[first - 1 : first] if first else []))
            below.append(_caption(lines[end : end + 1]))
    chosen = below if are_below(above, below) else above
    return [
        _captioned(table, line) if line is not None else table
        for table, line in zip(tables, chosen, strict=True)
    ]


def _lines(text: str) -> Iterator[_Line]:
    """The lines but those that only rule off."""
    for match in re.finditer(r"(?m)^.*$", text):
        if not _RULE.fullmatch(match.group()):
            cells = [(m.group(), *m.span()) for m in _CELL.finditer(match.group())]
            barred = bool(re.search(r"\S\s*[\t|]\s*\S", match.group()))
            yield _Line(match.start(), match.group(), tuple(cells), barred)


def _runs(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Where lines with equally many cells begin and end that stand under one another."""
    numbered = groupby(enumerate(lines), key=lambda each: len(each[1].cells))
    for count, held in numbered:
        places = [at for at, _ in held]
        run = lines[places[0] : places[-1] + 1]
        enough = count >= _FEWEST_COLUMNS and len(run) > _FEWEST_ROWS
        if enough and (all(line.barred for line in run) or _are_aligned(run)):
            yield places[0], places[-1] + 1


def _are_aligned(run: Sequence[_Line]) -> bool:
    """True where the cells of each column begin, or end, at one place."""
    columns = zip(*(line.cells for line in run), strict=True)
    return all(
        len({start for _, start, _ in column}) == 1 or len({end for _, _, end in column}) == 1
        for column in columns
    )


def _caption(lines: Sequence[_Line]) -> _Line | None:
    return next((line for line in lines if CAPTION.match(line.text.strip())), None)


def _captioned(table: FoundTable, line: _Line) -> FoundTable:
    """The table with its caption, which is part of the run of text that it takes up."""
    start, end = line.span
    caption = " ".join(line.text.split())
    return replace(table, caption=caption, start=min(start, table.start), end=max(end, table.end))
