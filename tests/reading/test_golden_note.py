"""The whole reading of the briefing note against a reading of it made by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cdi_qa.reading.footnotes import words_of
from cdi_qa.reading.layout import read_blocks
from cdi_qa.reading.readings import SourceReading
from cdi_qa.schema import Passage

from .helpers import block_texts, check_reading, fold

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "golden_note.json").read_text(encoding="utf-8")
)
TEXT_PAGES = [1, 2, 3, 4, 5]


def expected_passages(number: int) -> list[dict[str, Any]]:
    """The passages of a page as the golden file has them, one for each sentence."""
    expected: list[dict[str, Any]] = []
    path: list[str] = []
    for block in GOLDEN["pages"][number - 1]:
        if block["kind"] == "heading":
            path = [*path[: block["level"] - 1], block["text"]]
            continue
        for text in block.get("sentences", [block.get("text")]):
            expected.append(
                {
                    "kind": "sentence" if block["kind"] == "paragraph" else block["kind"],
                    "clean": text,
                    "section": block.get("section", path),
                    "lead_in": block.get("lead_in", block.get("annotates", "")),
                    "footnotes": block.get("footnotes", []),
                    "set_off": block.get("set_off", False),
                }
            )
    return expected


def as_found(passage: Passage) -> dict[str, Any]:
    return {
        "kind": passage.kind,
        "clean": passage.clean,
        "section": list(passage.section),
        "lead_in": passage.lead_in,
        "footnotes": list(passage.footnotes),
        "set_off": passage.set_off,
    }


@pytest.mark.parametrize("number", TEXT_PAGES)
def test_passages_of_each_page_are_those_of_the_hand_made_reading(
    note: SourceReading, number: int
) -> None:
    found = [as_found(passage) for passage in note.passages if passage.page == number]
    assert found == expected_passages(number)


def test_last_page_holds_nothing_but_the_table(note: SourceReading) -> None:
    assert [passage for passage in note.passages if passage.page == 6] == []
    assert len(note.pages) == note.source.pages == 6


@pytest.mark.parametrize("number", TEXT_PAGES)
def test_blocks_and_heading_levels(note: SourceReading, number: int) -> None:
    """Headings are no passages, so they are looked at where they are found."""
    vocabulary = frozenset[str]().union(*(words_of(page.text) for page in note.pages))
    text = note.pages[number - 1].text
    blocks = read_blocks(text, [], vocabulary)
    golden = GOLDEN["pages"][number - 1]
    words = [" ".join(block.get("sentences", [block.get("text")])) for block in golden]
    assert block_texts(text, blocks) == [
        (block["kind"], each) for block, each in zip(golden, words, strict=True)
    ]
    assert [block.level for block in blocks] == [block.get("level", 0) for block in golden]


def test_blocks_are_counted_through_the_note(note: SourceReading) -> None:
    counts = [
        len(block.get("sentences", [None]))
        for page in GOLDEN["pages"]
        for block in page
        if block["kind"] != "heading"
    ]
    expected = [number for number, count in enumerate(counts, start=1) for _ in range(count)]
    assert [passage.block for passage in note.passages] == expected


def test_no_sentence_runs_over_a_page(note: SourceReading) -> None:
    assert not any(passage.continues or passage.continued for passage in note.passages)


def test_sections_hold_their_passages_in_order(note: SourceReading) -> None:
    expected: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for number in TEXT_PAGES:
        for passage in expected_passages(number):
            place = (number, tuple(passage["section"]))
            expected.setdefault(place, []).append(passage["clean"])
    clean = {passage.id: passage.clean for passage in note.passages}
    found = {(s.page, s.path): [clean[member] for member in s.passages] for s in note.sections}
    assert found == expected
    assert [(s.page, s.path) for s in note.sections] == list(expected)
    assert all(s.text == " ".join(found[s.page, s.path]) for s in note.sections)


def test_footnote_marks_are_left_out_of_the_words_only(note: SourceReading) -> None:
    first = next(p for p in note.passages if p.clean == "Incident reporting and recording")
    assert first.text == "Incident reporting and recording1"
    assert first.quote == "Incident reporting and recording1"


def test_misprints_stay(note: SourceReading) -> None:
    quotes = " ".join(passage.quote for passage in note.passages)
    for misprint in ("HMICFSR", "38,8000", "422/ 453", "was been completed", "round half"):
        assert misprint in quotes


def test_what_holds_of_every_reading(note: SourceReading) -> None:
    check_reading(note)


def test_table_columns(note: SourceReading) -> None:
    (table,) = note.tables
    found = [[column.name, column.heading, column.kind] for column in table.columns]
    assert found == GOLDEN["columns"]
    assert (table.name, table.key, table.section, table.caption) == (
        "briefing_note_1",
        "force",
        (),
        "",
    )


def test_table_cells_as_printed(note: SourceReading) -> None:
    (table,) = note.tables
    assert [[cell.printed for cell in row.cells] for row in table.rows] == GOLDEN["printed"]


def test_table_values(note: SourceReading) -> None:
    (table,) = note.tables
    numbers = [column.kind == "number" for column in table.columns]
    expected = [
        [Decimal(value) if number else value for value, number in zip(row, numbers, strict=True)]
        for row in GOLDEN["values"]
    ]
    assert [[cell.value for cell in row.cells] for row in table.rows] == expected


def test_numbers_keep_their_printed_decimals(note: SourceReading) -> None:
    (table,) = note.tables
    at = table.position("violence")
    values = {row.cells[1].printed: str(row.cells[at].number) for row in table.rows}
    assert values["Staffordshire"] == "89.95"
    assert values["Cambs"] == "80"


def test_table_rows_are_quoted_as_the_run_of_their_text(note: SourceReading) -> None:
    (table,) = note.tables
    page = fold(note.pages[5].text)
    for row, printed in zip(table.rows, GOLDEN["printed"], strict=True):
        assert row.page == 6
        assert row.quote == " ".join(printed)
        assert row.quote in page
