"""A table on the screen: real HTML, so that it is read out cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from cdi_qa.ui.escaping import escape_html

_BROAD = 5
"""With more columns than this, a row or two read better from top to bottom."""
_FEW = 2


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell's text; marked where it is what was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row's cells, the first its name; `ours` where it is the own one."""

    cells: tuple[GridCell, ...]
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be drawn; `figures` are the positions of columns set flush right."""

    caption: str
    headings: tuple[str, ...]
    figures: frozenset[int]
    rows: tuple[GridRow, ...]
    ours: str
    """What the own row is called beside its name: "our force"."""


def html_grid(grid: Grid) -> str:
    """The table, which scrolls sideways by itself where it is wider than the page."""
    broad = len(grid.headings) > _BROAD and 0 < len(grid.rows) <= _FEW
    inner = _html_turned(grid) if broad else _html_upright(grid)
    caption = escape_html(grid.caption)
    return (
        f'<div class="cdi-table-box" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="cdi-table"><caption>{caption}</caption>{inner}</table></div>'
    )


def _html_upright(grid: Grid) -> str:
    head = "".join(
        f'<th scope="col"{_aligned(grid, at)}>{escape_html(heading)}</th>'
        for at, heading in enumerate(grid.headings)
    )
    body = []
    for row in grid.rows:
        name, *others = row.cells
        cells = "".join(
            f"<td{_aligned(grid, at)}>{_html_text(cell)}</td>"
            for at, cell in enumerate(others, start=1)
        )
        heading = f'<th scope="row">{_html_name(grid, row, name)}</th>'
        body.append(f"<tr{_owned(row)}>{heading}{cells}</tr>")
    return f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>"


def _html_turned(grid: Grid) -> str:
    """Each column a line, each row a column."""
    head = "".join(
        f'<th scope="col">{_html_name(grid, row, row.cells[0])}</th>' for row in grid.rows
    )
    body = []
    for at, heading in enumerate(grid.headings[1:], start=1):
        cells = "".join(f"<td{_owned(row)}>{_html_text(row.cells[at])}</td>" for row in grid.rows)
        body.append(f'<tr><th scope="row">{escape_html(heading)}</th>{cells}</tr>')
    first = f'<th scope="col">{escape_html(grid.headings[0])}</th>'
    return f"<thead><tr>{first}{head}</tr></thead><tbody>{''.join(body)}</tbody>"


def _owned(row: GridRow) -> str:
    return ' class="cdi-ours"' if row.ours else ""


def _aligned(grid: Grid, at: int) -> str:
    return ' class="cdi-figure"' if at in grid.figures else ""


def _html_name(grid: Grid, row: GridRow, cell: GridCell) -> str:
    tag = f' <span class="cdi-tag">{escape_html(grid.ours)}</span>' if row.ours else ""
    return _html_text(cell) + tag


def _html_text(cell: GridCell) -> str:
    text = escape_html(cell.text)
    return f"<mark>{text}</mark>" if cell.marked else text
