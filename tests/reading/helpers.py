"""Short views of a reading, and what has to hold of every reading."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings

from cdi_qa.reading.blocks import Block, clean_slice
from cdi_qa.reading.readings import SourceReading
from cdi_qa.schema import Passage, Source, Table

from .typesetting import Part

STEADY = settings(derandomize=True, deadline=None)
"""The same examples each time, so that a change is what makes a test fail."""
NOTE = Path(__file__).parents[2] / "corpus" / "briefing-note.txt"

View = list[tuple[str, tuple[str, ...], str]]


def source(path: str, source_id: str = "made-up") -> Source:
    """A source as a folder without a manifest would give it."""
    return Source(id=source_id, title=source_id, kind="full", path=path)


def fold(text: str) -> str:
    return " ".join(text.split())


def block_texts(text: str, blocks: list[Block]) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [
        (block.kind, clean_slice(text, block.start, block.end, block.marks)) for block in blocks
    ]


def merge_sentences(passages: tuple[Passage, ...]) -> View:
    """Kind, headings and words of each block, a paragraph's sentences put together again."""
    view: View = []
    last = -1
    for passage in passages:
        if passage.block == last:
            kind, section, words = view[-1]
            view[-1] = (kind, section, f"{words} {passage.clean}")
        else:
            kind = "paragraph" if passage.kind == "sentence" else passage.kind
            view.append((kind, passage.section, passage.clean))
        last = passage.block
    return view


def expected_view(parts: list[Part]) -> View:
    """The same view of the parts that a document was set from."""
    view: View = []
    path: list[tuple[int, str]] = []
    for part in parts:
        if part.kind == "heading":
            path = [each for each in path if each[0] < part.level] + [(part.level, part.text)]
        elif part.kind in {"paragraph", "bullet", "item"}:
            view.append((part.kind, tuple(text for _, text in path), part.text))
    return view


def headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def kinds(table: Table) -> list[str]:
    return [column.kind for column in table.columns]


def printed(table: Table) -> list[list[str]]:
    return [[cell.printed for cell in row.cells] for row in table.rows]


def check_reading(reading: SourceReading) -> None:
    """What has to hold of every reading, whatever was read."""
    pages = {page.number: page for page in reading.pages}
    order = list(pages)
    assert len(pages) == len(reading.pages)
    assert len({passage.id for passage in reading.passages}) == len(reading.passages)
    before = (-1, -1)
    for passage in reading.passages:
        page = pages[passage.page]
        assert 0 <= passage.start < passage.end <= len(page.text)
        assert passage.text == page.text[passage.start : passage.end]
        assert passage.text == passage.text.strip()
        assert passage.quote in fold(page.text)
        assert passage.clean
        place = (order.index(passage.page), passage.start)
        assert place >= before, "passages are in reading order and do not overlap"
        before = (place[0], passage.end)
    members = [member for section in reading.sections for member in section.passages]
    assert sorted(members) == sorted(passage.id for passage in reading.passages)
    for table in reading.tables:
        check_table(table, {number: page.text for number, page in pages.items()})


def check_table(table: Table, pages: dict[int | None, str]) -> None:
    """Every row fits its columns and is quoted as it stands on its page."""
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        text = pages[row.page]
        assert row.quote == fold(text[row.start : row.end])
        for cell, column in zip(row.cells, table.columns, strict=True):
            assert cell.printed in row.quote
            assert cell.number is None or column.kind == "number"
            assert cell.word is None or column.kind != "number"


def check_sentence(reason: str) -> None:
    """One plain sentence for a person: no traceback, no folder, no bare exception."""
    assert reason.endswith(".")
    assert "\n" not in reason
    assert "Traceback" not in reason
    assert tempfile.gettempdir() not in reason
    assert 15 < len(reason) < 250
