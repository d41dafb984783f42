from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cdi_qa.reading.page_writer import PageWriter

from .conftest import Read, Refused
from .helpers import check_reading, headings, kinds, printed

FOOTNOTES = """<?xml version="1.0" encoding="UTF-8"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:t>See the </w:t></w:r>
<w:r><w:t>log.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:t>Since 2015.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def refer(paragraph: object, note: str) -> None:
    """A reference to a footnote at the end of a paragraph, as Word writes it."""
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), note)
    paragraph.add_run()._r.append(reference)  # type: ignore[attr-defined]


def with_footnotes() -> bytes:
    document = Document()
    heading = document.add_heading("N100", level=1)
    refer(heading, "7")
    document.add_paragraph("Nineteen records were read.")
    paragraph = document.add_paragraph("  First the log is read.")
    refer(paragraph, "3")
    paragraph.add_run(" Then it is kept.")
    uri = PackURI("/word/footnotes.xml")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(uri, kind, FOOTNOTES.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(document)


def test_paragraphs_lists_and_headings(read: Read) -> None:
    document = Document()
    document.add_heading("Briefing", level=0)
    document.add_heading("Findings", level=1)
    document.add_paragraph("It was good. There are three stages:")
    document.add_paragraph("Reporting", style="List Number")
    document.add_paragraph("Recording", style="List Number")
    document.add_heading("Positives", level=2)
    document.add_paragraph("Staff care.", style="List Bullet")
    document.add_paragraph("")
    reading = read("note.docx", saved(document))
    found = [(p.kind, p.section, p.clean, p.lead_in) for p in reading.passages]
    assert found == [
        ("sentence", ("Findings",), "It was good.", ""),
        ("sentence", ("Findings",), "There are three stages:", ""),
        ("item", ("Findings",), "Reporting", "There are three stages:"),
        ("item", ("Findings",), "Recording", "There are three stages:"),
        ("bullet", ("Findings", "Positives"), "Staff care.", ""),
    ]
    assert {passage.page for passage in reading.passages} == {None}
    assert reading.source.pages is None
    check_reading(reading)


def test_tables(read: Read) -> None:
    document = Document()
    document.add_heading("Comparison", level=1)
    rows = [("Force", "Grade", "Rate"), ("Kent", "Good", "83.6"), ("Hull", "Inadequate", "n/a")]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    reading = read("note.docx", saved(document))
    (found,) = reading.tables
    assert headings(found) == ["Force", "Grade", "Rate"]
    assert kinds(found) == ["text", "grade", "number"]
    assert printed(found) == [list(row) for row in rows[1:]]
    assert found.section == ("Comparison",)
    assert found.rows[0].quote == "Kent Good 83.6"
    check_reading(reading)


def test_footnotes(read: Read) -> None:
    reading = read("note.docx", with_footnotes())
    found = [(p.kind, p.clean, p.footnotes, p.lead_in) for p in reading.passages]
    assert found == [
        ("sentence", "Nineteen records were read.", ("Since 2015.",), ""),
        ("sentence", "First the log is read.", ("See the log.", "Since 2015."), ""),
        ("sentence", "Then it is kept.", ("Since 2015.",), ""),
        ("footnote", "Since 2015.", (), ""),
        ("footnote", "See the log.", (), "First the log is read."),
    ]
    assert {passage.section for passage in reading.passages} == {("N100",)}
    check_reading(reading)


def test_offsets_of_notes_are_kept_when_space_is_folded() -> None:
    writer = PageWriter()
    writer.add("paragraph", "One")
    writer.add("paragraph", "  two \n three  four", notes=((9, "1"), (13, "2")))
    page = writer.page()
    block = (page.blocks or ())[1]
    assert page.text[block.start : block.end] == "two three four"
    marks = [page.text[block.start : at] for at, _ in block.notes]
    assert marks == ["two t", "two three"]


def test_ragged_rows_are_filled_up() -> None:
    writer = PageWriter()
    writer.add_table([["A", "B"], ["", ""], ["1"]])
    writer.add_table([])
    (table,) = writer.page().tables
    assert table.cells == (("A", "B"), ("1", ""))


def broken(part: str, content: bytes) -> bytes:
    """A Word file with one of its parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(Document()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"not a Word file",
        b"PK\x03\x04 cut off",
        saved(Document())[:3000],
        broken("word/document.xml", b"<w:document"),
        broken("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_what_is_no_word_file(data: bytes, refused: Refused) -> None:
    assert refused("note.docx", data).startswith("note.docx is not a readable Word document")


def test_an_old_or_locked_word_file(refused: Refused) -> None:
    reason = refused("note.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "locked with a password or in the format of Word 97" in reason


def test_an_empty_word_file(refused: Refused) -> None:
    assert refused("note.docx", saved(Document())) == "note.docx holds no text."
