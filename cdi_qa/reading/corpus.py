"""A folder of documents → a `Corpus`; a document that cannot be read takes no other with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from cdi_qa.errors import CorpusError, DocumentError
from cdi_qa.reading.abbreviations import find_abbreviations
from cdi_qa.reading.agreement import find_discrepancies
from cdi_qa.reading.blocks import Block, RawTable, ReadPage
from cdi_qa.reading.cells import column_kind
from cdi_qa.reading.contradictions import find_contradictions
from cdi_qa.reading.footnotes import words_of
from cdi_qa.reading.habits import document_measure
from cdi_qa.reading.header import CAPTION
from cdi_qa.reading.layout import read_blocks
from cdi_qa.reading.manifest import list_sources
from cdi_qa.reading.markdown import read_markdown
from cdi_qa.reading.marked_up import read_html
from cdi_qa.reading.near_misses import find_near_misses
from cdi_qa.reading.passages import PassageMaker
from cdi_qa.reading.pdf import read_pdf
from cdi_qa.reading.plain import decode, read_plain
from cdi_qa.reading.records import find_records
from cdi_qa.reading.running import without_running_lines
from cdi_qa.reading.subjects import dates_of_sources, subjects_of_sources
from cdi_qa.reading.tables import (
    FoundTable,
    extend_table,
    find_tables,
    key_column,
    make_row,
    name_columns,
    with_named_years,
)
from cdi_qa.reading.word import read_docx
from cdi_qa.schema import (
    ColumnKind,
    Corpus,
    Discrepancy,
    Page,
    Passage,
    Problem,
    Record,
    Section,
    Source,
    Table,
)


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Identifies the reading rules: an index made by other rules is out of date."""
    digest = hashlib.sha256()
    for name in ("cdi_qa.reading", "cdi_qa.knowledge"):
        for file in sorted(files(name).iterdir(), key=lambda item: item.name):
            if file.name.endswith((".py", ".toml")):
                digest.update(file.read_bytes())
    return digest.hexdigest()


_LONGEST_CAPTION = 160
"""Characters of a line above a table that may be its caption."""


@dataclass(frozen=True, slots=True)
class SourceReading:
    """One source as read."""

    source: Source
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    records: tuple[Record, ...] = ()
    remark: str = ""
    """Something to tell about the reading although it worked."""


def read_corpus(
    folder: Path,
    known: Mapping[str, SourceReading] | None = None,
    on_progress: Callable[[str], None] = lambda message: None,
) -> tuple[Corpus, list[SourceReading]]:
    """Every document of a folder, and the readings it is made of.

    `known` holds readings made before, by the SHA-256 of their file; those are not read again.
    Raises CorpusError where the folder is missing or no document in it can be read.
    """
    sources, problems = list_sources(folder)
    readings: list[SourceReading] = []
    for source in sources:
        before = (known or {}).get(source.sha256)
        if before and (before.source.id, before.source.path) == (source.id, source.path):
            pages = before.source.pages
            readings.append(replace(before, source=replace(source, pages=pages)))
            continue
        on_progress(f"Reading {source.path}")
        try:
            readings.append(read_source(source, folder))
        except DocumentError as error:
            problems.append(Problem(source.path, str(error)))
    if not readings:
        reasons = " ".join(problem.reason for problem in problems)
        raise CorpusError(f"No document could be read in {folder}. {reasons}".rstrip())
    problems += [Problem(r.source.path, r.remark) for r in readings if r.remark]
    return _assemble(readings, problems), readings


def _assemble(readings: list[SourceReading], problems: list[Problem]) -> Corpus:
    passages = tuple(passage for reading in readings for passage in reading.passages)
    tables = tuple(table for reading in readings for table in reading.tables)
    records = tuple(record for reading in readings for record in reading.records)
    texts = [passage.clean for passage in passages]
    return Corpus(
        sources=tuple(reading.source for reading in readings),
        pages=tuple(page for reading in readings for page in reading.pages),
        passages=passages,
        sections=tuple(section for reading in readings for section in reading.sections),
        tables=tables,
        abbreviations=find_abbreviations(texts),
        problems=tuple(problems),
        records=records,
        discrepancies=_find_all_discrepancies(readings),
    )


def _find_all_discrepancies(readings: Sequence[SourceReading]) -> tuple[Discrepancy, ...]:
    """Where documents disagree, but not reports on two forces or of two years, which tell alike of
    different things.
    """
    passages = [passage for reading in readings for passage in reading.passages]
    sources = [reading.source for reading in readings]
    subjects, dates = subjects_of_sources(sources, passages), dates_of_sources(sources, passages)

    def comparable(item: Discrepancy) -> bool:
        one, other = (subjects[place.source] for place in item.places)
        then, now = (dates[place.source][:4] for place in item.places)
        return (not one or not other or bool(one & other)) and (not then or not now or then == now)

    forces = sorted(set().union(*subjects.values())) or [""]
    groups = (
        [r for r in readings if not subjects[r.source.id] or force in subjects[r.source.id]]
        for force in forces
    )
    found = _each_once(*(item for group in groups for item in _find_discrepancies(group)))
    return tuple(item for item in found if comparable(item))


def _find_discrepancies(readings: Sequence[SourceReading]) -> Iterator[Discrepancy]:
    passages = tuple(passage for reading in readings for passage in reading.passages)
    tables = tuple(table for reading in readings for table in reading.tables)
    records = tuple(record for reading in readings for record in reading.records)
    yield from find_discrepancies(records, passages, tables)
    yield from find_contradictions(passages)
    yield from find_near_misses(passages, tables)


def _each_once(*found: Discrepancy) -> tuple[Discrepancy, ...]:
    """The disagreements without those between places that are told of already."""
    return tuple({frozenset(item.places): item for item in reversed(found)}.values())[::-1]


def read_source(source: Source, folder: Path) -> SourceReading:
    """One document, whole. Raises DocumentError where it cannot be read or is empty."""
    path = folder / source.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path.name} cannot be opened: {error.strerror}.") from None
    if not data.strip():
        raise DocumentError(f"{path.name} is empty.")
    pages, remark = _read_pages(data, path)
    if not any(page.text.strip() for page in pages):
        raise DocumentError(f"{path.name} holds no text.")
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
        tables=tuple(tables),
        records=tuple(find_records(maker.passages)),
        remark=remark,
    )


def _read_pages(data: bytes, path: Path) -> tuple[list[ReadPage], str]:
    ending = path.suffix.lower()
    if ending == ".pdf":
        reading = read_pdf(data, path)
        return list(reading.pages), reading.remark
    if ending == ".docx":
        return read_docx(data, path), ""
    if ending == ".txt":
        return read_plain(data, path)
    text, remark = decode(data, path)
    pages = read_markdown(text) if ending in {".md", ".markdown"} else read_html(text)
    return pages, remark


def _lay_out(pages: list[ReadPage]) -> Iterator[tuple[list[FoundTable], list[Block]]]:
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
        found = find_tables(text, page.number, kinds)
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
        table = _more_rows(raw, page, before) if raw.continues and before else _typed(raw, page)
        tables += [table] if table else []
    tables = [_captioned(table, page, blocks) for table in tables]
    taken = {table.start for table in tables}
    rows = [
        Block("paragraph", start, end)
        for raw in page.tables
        if raw.spans[0][0] not in taken
        for start, end in raw.spans
    ]
    return tables, sorted([*blocks, *rows], key=lambda block: block.start)


def _captioned(table: FoundTable, page: ReadPage, blocks: tuple[Block, ...]) -> FoundTable:
    """The table, captioned by the line right above it where that begins "Table 2"."""
    above = max((b for b in blocks if b.end <= table.start), key=lambda b: b.end, default=None)
    if table.caption or above is None:
        return table
    said = " ".join(page.text[above.start : above.end].split()).strip("*_ ")
    alone = not page.text[above.end : table.start].strip("*_ \n|")
    named = CAPTION.match(said) and len(said) <= _LONGEST_CAPTION
    return replace(table, caption=said) if alone and named else table


def _typed(raw: RawTable, page: ReadPage) -> FoundTable | None:
    """A table of figures or grades; None for a table of words, whose rows are read as passages."""
    header, *rows = raw.cells
    if len(rows) < 2 or len(header) < 2:
        return None
    kinds = [column_kind([row[at] for row in rows]) for at in range(len(header))]
    if not {"number", "grade"} & set(kinds):
        return None
    headings = [" ".join(cell.split()) for cell in header]
    kinds = with_named_years(headings, rows, kinds)
    columns = name_columns(headings, kinds)
    made = tuple(
        make_row(list(row), kinds, page.number, *span, page.text)
        for row, span in zip(rows, raw.spans[1:], strict=True)
    )
    return FoundTable(columns, made, raw.spans[0][0], raw.spans[-1][1], raw.caption)


def _more_rows(raw: RawTable, page: ReadPage, before: FoundTable) -> FoundTable:
    """Rows of the table that ended the page before, under its columns."""
    kinds = [column.kind for column in before.columns]
    made = tuple(
        make_row(list(row), kinds, page.number, *span, page.text)
        for row, span in zip(raw.cells, raw.spans, strict=True)
    )
    return FoundTable(before.columns, made, raw.spans[0][0], raw.spans[-1][1], "", headed=False)


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
