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


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_body(xml: str) -> bytes:
    """A Word file with that body."""
    names = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    body = f"<w:document {names}><w:body>{xml}</w:body></w:document>"
    return broken("word/document.xml", body.encode())


def words(text: str, *, deleted: bool = False) -> str:
    tag = "delText" if deleted else "t"
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            words("The board met ")
            + f"<w:ins>{words('8 times ')}</w:ins><w:del>{words('twice ', deleted=True)}</w:del>"
            + words("in 2020."),
            "The board met 8 times in 2020.",
        ),
        (
            f"<w:moveFrom>{words('Gone. ')}</w:moveFrom><w:moveTo>{words('Here.')}</w:moveTo>",
            "Here.",
        ),
        (f"<w:sdt><w:sdtContent>{words('A form says so.')}</w:sdtContent></w:sdt>",
         "A form says so."),
        (f"<w:ins><w:hyperlink>{words('A link says so.')}</w:hyperlink></w:ins>",
         "A link says so."),
    ],
    ids=["insertion", "move", "form", "link"],
)  # fmt: skip
def test_a_paragraph_is_read_with_its_changes_accepted(
    read: Read, inside: str, expected: str
) -> None:
    reading = read("note.docx", with_body(f"<w:p>{inside}</w:p>"))
    assert [passage.clean for passage in reading.passages] == [expected]


def test_a_text_box_is_read_once_after_its_paragraph(read: Read) -> None:
    box = f"<w:txbxContent><w:p>{words('In 2019 it was 77.9 per cent.')}</w:p></w:txbxContent>"
    xml = (
        f"<w:p>{words('Before ')}<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{words('the box.')}</w:p><w:p>{words('After it.')}</w:p>"
    )
    reading = read("note.docx", with_body(xml))
    said = ["Before the box.", "In 2019 it was 77.9 per cent.", "After it."]
    assert [passage.clean for passage in reading.passages] == said
    check_reading(reading)


TABLE = [("Force", "Rate"), ("Kent", "83.6"), ("Hull", "80.1")]


@pytest.mark.parametrize(
    ("above", "style", "caption"),
    [
        ("Recording rates", "Caption", "Recording rates"),
        ("Table 2: Recording rates", "Normal", "Table 2: Recording rates"),
        ("The rates were as follows.", "Normal", ""),
    ],
)
def test_a_table_has_the_caption_above_it(read: Read, above: str, style: str, caption: str) -> None:
    document = Document()
    document.add_paragraph("The rates of two forces.")
    document.add_paragraph(above, style=style)
    table = document.add_table(rows=0, cols=2)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    (found,) = read("note.docx", saved(document)).tables
    assert found.caption == caption
    assert printed(found) == [list(row) for row in TABLE[1:]]


def test_cells_that_span_are_repeated_and_inserted_words_are_in_them(read: Read) -> None:
    document = Document()
    table = document.add_table(rows=4, cols=3)
    cells = ("Force Area Rate", "Kent South 83.6", "Hull x 80.1", "Bath West 7")
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts.split(), strict=True):
            cell.text = text
    table.cell(2, 1).text = ""
    table.cell(1, 1).merge(table.cell(2, 1))
    inserted = OxmlElement("w:ins")
    last = table.cell(3, 2).paragraphs[0]
    last.add_run("9.5")
    last._p.append(inserted)
    inserted.append(last.runs[-1]._r)
    (found,) = read("note.docx", saved(document)).tables
    assert printed(found) == [
        ["Kent", "South", "83.6"],
        ["Hull", "South", "80.1"],
        ["Bath", "West", "79.5"],
    ]


def test_a_list_of_contents_says_nothing(read: Read) -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    entry = f"<w:sdtContent><w:p>{words('Findings 3')}</w:p></w:sdtContent>"
    xml = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>{entry}</w:sdt><w:p>{words('It was good.')}</w:p>"
    reading = read("note.docx", with_body(xml))
    assert [passage.clean for passage in reading.passages] == ["It was good."]
