"""Tables whose cells the format marks → typed tables: header rows, rows, captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from cdi_qa.reading.blocks import Block, RawTable, ReadPage
from cdi_qa.reading.cells import column_kind, everyday_spellings, is_missing, kind_of
from cdi_qa.reading.header import CAPTION, are_below
from cdi_qa.reading.tables import FoundTable, make_row, name_columns, with_named_years

_LONGEST_CAPTION = 160
"""Characters of a line above a table that may be its caption."""
_DEEPEST_HEADER = 3

Cells = tuple[str, ...]


def type_table(raw: RawTable, page: ReadPage) -> FoundTable | None:
    """A table of figures or grades; None for a table of words, whose rows are read as passages."""
    depth = _header_depth(raw.cells)
    header = join_headings([*map(_filled, raw.cells[: depth - 1]), raw.cells[depth - 1]])
    rows = [
        (row, span)
        for row, span in zip(raw.cells[depth:], raw.spans[depth:], strict=True)
        if not _is_subheading(row)
    ]
    if len(rows) < (1 if CAPTION.match(raw.caption) else 2) or len(header) < 2:
        return None
    cells = [row for row, _ in rows]
    kinds = [column_kind([row[at] for row in cells]) for at in range(len(header))]
    if not {"number", "grade"} & set(kinds):
        return None
    kinds = with_named_years(header, cells, kinds)
    columns = name_columns(header, kinds)
    made = tuple(make_row(list(row), kinds, page.number, *span, page.text) for row, span in rows)
    return FoundTable(columns, made, raw.spans[0][0], raw.spans[-1][1], raw.caption)


def is_of_words(table: FoundTable) -> bool:
    """True where a status is all that its columns measure: its rows are read as passages, too."""
    known = {None, *everyday_spellings().values()}
    measured = [at for at, c in enumerate(table.columns) if c.kind in {"number", "grade"}]
    return all(row.cells[at].value in known for row in table.rows for at in measured)


def add_rows(raw: RawTable, page: ReadPage, before: FoundTable) -> FoundTable:
    """Rows of the table that ended the page before, under its columns."""
    kinds = [column.kind for column in before.columns]
    made = tuple(
        make_row(list(row), kinds, page.number, *span, page.text)
        for row, span in zip(raw.cells, raw.spans, strict=True)
    )
    return FoundTable(before.columns, made, raw.spans[0][0], raw.spans[-1][1], "", headed=False)


def join_headings(rows: Sequence[Sequence[str]]) -> list[str]:
    """Header rows made one: "Rates" above "Violence" is "Rates Violence"."""
    columns = zip_longest(*rows, fillvalue="")
    return [
        " ".join(dict.fromkeys(" ".join(cell.split()) for cell in column if cell.strip()))
        for column in columns
    ]


def _header_depth(rows: Sequence[Cells]) -> int:
    """How many rows the header has: one that spans columns has another under it."""
    depth = 1
    while depth < min(_DEEPEST_HEADER, len(rows) - 2):
        if not _spans(rows[depth - 1]) or not _is_heading(rows[depth]):
            break
        depth += 1
    return depth


def _spans(row: Cells) -> bool:
    """True where a cell reaches over several columns: it is repeated, or followed by empty ones."""
    named = [cell for cell in row if cell.strip()]
    repeated = any(left == right and left.strip() for left, right in pairwise(row))
    return repeated or 0 < len(named) < len(row) - 1


def _is_heading(row: Cells) -> bool:
    said = [cell for cell in row[1:] if cell.strip() and not is_missing(cell)]
    return len(said) == len(row) - 1 and all(kind_of(cell) == "text" for cell in said)


def _filled(row: Cells) -> list[str]:
    """A row of headings, each repeated over the empty cells after it."""
    filled: list[str] = []
    for at, cell in enumerate(row):
        filled.append(cell if cell.strip() or at < 2 else filled[-1])
    return filled


def _is_subheading(row: Cells) -> bool:
    """True for a row that only says of what those under it are: it has one cell over them all."""
    first, *others = (cell.strip() for cell in row)
    over_all = len(row) > 2 and set(others) == {first}
    return kind_of(first) == "text" and (over_all or not any(others))


def caption_tables(
    tables: Sequence[FoundTable], page: ReadPage, blocks: Sequence[Block]
) -> list[FoundTable]:
    """The tables, those without a caption captioned by a line right above or below that begins
    "Table 2".
    """
    bare = [table for table in tables if not table.caption]
    above = [
        _caption_at(max((b for b in blocks if b.end <= t.start), key=_end, default=None), t, page)
        for t in bare
    ]
    below = [
        _caption_at(min((b for b in blocks if b.start >= t.end), key=_end, default=None), t, page)
        for t in bare
    ]
    chosen = below if are_below(above, below) else above
    captions = iter(chosen)
    return [
        table if table.caption else replace(table, caption=next(captions) or "") for table in tables
    ]


def _end(block: Block) -> int:
    return block.end


def _caption_at(block: Block | None, table: FoundTable, page: ReadPage) -> str | None:
    """What a block says where it can be a table's caption."""
    if block is None:
        return None
    said = " ".join(page.text[block.start : block.end].split()).strip("*_ ")
    gap = page.text[block.end : table.start] or page.text[table.end : block.start]
    named = CAPTION.match(said) and len(said) <= _LONGEST_CAPTION
    return said if named and not gap.strip("*_ \n|") else None
