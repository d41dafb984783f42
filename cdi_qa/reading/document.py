"""One document's bytes → its pages, passages, sections, tables and records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cdi_qa.errors import DocumentError
from cdi_qa.reading.aligned import read_tables
from cdi_qa.reading.blocks import Block, ReadPage
from cdi_qa.reading.footnotes import words_of
from cdi_qa.reading.formats import read_pages
from cdi_qa.reading.habits import document_measure
from cdi_qa.reading.layout import read_blocks
from cdi_qa.reading.marked_tables import add_rows, caption_tables, is_of_words, type_table
from cdi_qa.reading.orders import put_in_order
from cdi_qa.reading.passages import PassageMaker
from cdi_qa.reading.readings import SourceReading
from cdi_qa.reading.records import find_records
from cdi_qa.reading.running import without_running_lines
from cdi_qa.reading.tables import FoundTable, extend_table, key_column
from cdi_qa.reading.titles import find_title
from cdi_qa.schema import ColumnKind, Page, Source, Table
from cdi_qa.text import join_english

_MOST_CHARACTERS = 10_000_000
"""Text of one document, some three thousand pages; a file that unfolds to more is no report."""
_MOST_DOUBTS = 3
"""Doubtful headings of a table that are named."""


def read_document(source: Source, data: bytes) -> SourceReading:
    """One document, whole. Raises DocumentError where it cannot be read or holds no text."""
    name = Path(source.path).name
    read = read_pages(data, Path(name))
    pages = read.pages
    if not any(page.text.strip() for page in pages):
        raise DocumentError(f"{name} holds no text.")
    if sum(len(page.text) for page in pages) > _MOST_CHARACTERS:
        raise DocumentError(
            f"{name} holds more than {_MOST_CHARACTERS:,} characters of text; split it."
        )
    maker = PassageMaker(source.id)
    tables: list[Table] = []
    open_table = False
    for page, (found, blocks) in zip(pages, _lay_out(pages), strict=True):
        maker.add_page(page, blocks)
        for table in found:
            opens_page = not any(block.start < table.start for block in blocks)
            if open_table and opens_page and (longer := extend_table(tables[-1], table)):
                tables[-1] = longer
            else:
                tables.append(_name_table(table, source, maker, page, len(tables) + 1))
            open_table = False
        open_table = _ends_page(found, blocks)
    return SourceReading(
        source=replace(source, pages=len(pages) if pages[0].number is not None else None),
        pages=tuple(Page(source.id, p.number, p.text, p.label) for p in pages),
        passages=tuple(maker.passages),
        sections=tuple(maker.sections()),
        tables=put_in_order(tables, maker.passages),
        records=tuple(find_records(maker.passages)),
        remark=" ".join(filter(None, (read.remark, *map(_say_doubts, tables)))),
        title=find_title(read.title, pages[0].text, maker.passages),
    )


def _say_doubts(table: Table) -> str:
    """Which of a table's headings could not be told for certain; nothing where all could."""
    doubtful = [f"“{column.heading}”" for column in table.columns if column.doubts]
    if not doubtful:
        return ""
    page = table.rows[0].page
    where = f"page {page} of {table.source}" if page is not None else table.source
    more = len(doubtful) - _MOST_DOUBTS
    named = [*doubtful[:_MOST_DOUBTS], *([f"{more} more"] if more > 0 else [])]
    return (
        f"The headings of the table on {where} run together and could not all be read for certain: "
        f"{join_english(named)}."
    )


def _lay_out(pages: tuple[ReadPage, ...]) -> Iterator[tuple[list[FoundTable], list[Block]]]:
    """The tables and blocks of each page in turn."""
    plain = without_running_lines([page.text for page in pages if page.blocks is None])
    vocabulary = frozenset[str]().union(*(words_of(page.text) for page in pages))
    measure = document_measure(plain)
    kinds: list[ColumnKind] = []
    before: FoundTable | None = None
    for page in pages:
        if page.blocks is not None:
            found, marked = _marked_up(page, page.blocks, before)
            before = found[-1] if found else None
            yield found, marked
            continue
        text = plain.pop(0)
        found = read_tables(text, page.number, kinds)
        blocks = read_blocks(text, [(t.start, t.end) for t in found], vocabulary, measure)
        kinds = [c.kind for c in found[-1].columns] if _ends_page(found, blocks) else []
        yield found, blocks


def _ends_page(found: list[FoundTable], blocks: list[Block]) -> bool:
    """True where a table is the last thing on its page, so that it may go on overleaf."""
    body = (block.start for block in blocks if block.kind not in {"footnote", "link"})
    return bool(found) and found[-1].end > max(body, default=0)


def _marked_up(
    page: ReadPage, blocks: tuple[Block, ...], before: FoundTable | None
) -> tuple[list[FoundTable], list[Block]]:
    tables: list[FoundTable] = []
    for raw in page.tables:
        more = raw.continues and before
        table = add_rows(raw, page, before) if more and before else type_table(raw, page)
        tables += [table] if table else []
    tables = caption_tables(tables, page, blocks)
    taken = {table.start for table in tables if not is_of_words(table)}
    rows = [
        Block("paragraph", start, end)
        for raw in page.tables
        if raw.spans[0][0] not in taken
        for start, end in raw.spans
    ]
    return tables, sorted([*blocks, *rows], key=lambda block: block.start)


def _name_table(
    found: FoundTable, source: Source, maker: PassageMaker, page: ReadPage, number: int
) -> Table:
    base = re.sub(r"[^a-z0-9]+", "_", source.id.lower()).strip("_") or "table"
    return Table(
        name=f"{base}_{number}",
        source=source.id,
        caption=found.caption,
        section=maker.section_at(page.number, found.start),
        columns=found.columns,
        rows=found.rows,
        key=key_column(found.columns, found.rows),
    )
