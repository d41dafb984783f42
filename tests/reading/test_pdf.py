from __future__ import annotations

import io
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from cdi_qa.errors import DocumentError
from cdi_qa.reading.pdf_pages import read_pdf

from .conftest import Read, Refused
from .helpers import check_reading, headings, kinds, merge_sentences, printed

PARAGRAPH = (
    "In Northshire Police, officers and staff fail to make correct recording decisions at the "
    "first opportunity. This is due to a want of training, and to limited supervision by those "
    "who ought to correct such decisions."
)
BULLETS = [
    "Staff put victims first.",
    "Of 48 reports that should have been recorded as crimes of violence by the force, only 29 had "
    "been, and the victims of eleven were told.",
    "Burglary is recorded well.",
]
ROWS = [
    ["Northshire", "Jul-19", "Good", "92.4", "89.1"],
    ["Great Holm", "May-19", "Requires Improvement", "88", "84.75"],
    ["Westmark", "Mar-19", "Inadequate", "79.9", "-"],
    ["Borough of Lyme", "Mar-19", "Good", "91", "90.2"],
]


class _Note(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, "Police and Crime Panel", new_x="LMARGIN", new_y="NEXT")
        self.set_font("Helvetica", size=11)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, f"Page {self.page_no()}")
        self.set_font("Helvetica", size=11)


def a_note() -> FPDF:
    pdf = _Note()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    line(pdf, "Crime recording in Northshire")
    line(pdf, PARAGRAPH)
    pdf.ln(6)
    line(pdf, "Findings")
    for text in BULLETS:
        line(pdf, f"\x95 {text}")
    pdf.ln(6)
    line(pdf, "The log1 is kept by the force.")
    pdf.ln(60)
    line(pdf, "1 It has been kept since 2015, and is read by the Registrar.")
    pdf.add_page()
    line(pdf, "How other forces did")
    line(pdf, "Force Report Grade Overall Violence")
    for row in ROWS:
        line(pdf, " ".join(row))
    return pdf


def line(pdf: FPDF, text: str) -> None:
    pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT", align="L")


def draw_table(pdf: FPDF, rows: list[list[str]], **layout: Any) -> None:
    with pdf.table(**layout) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)


def output(pdf: FPDF) -> bytes:
    return bytes(pdf.output())


@pytest.fixture(scope="module")
def data() -> bytes:
    return output(a_note())


def test_text(read: Read, data: bytes) -> None:
    reading = read("note.pdf", data)
    top = ("Crime recording in Northshire",)
    found = merge_sentences(reading.passages)
    assert found[0] == ("paragraph", top, PARAGRAPH)
    assert found[1:4] == [("bullet", ("Findings",), text) for text in BULLETS]
    assert found[4] == ("paragraph", ("Findings",), "The log is kept by the force.")
    assert found[5] == (
        "footnote",
        ("Findings",),
        "It has been kept since 2015, and is read by the Registrar.",
    )
    assert len(found) == 6
    assert reading.source.pages == 2
    check_reading(reading)


def test_table(read: Read, data: bytes) -> None:
    (table,) = read("note.pdf", data).tables
    assert headings(table) == ["Force", "Report", "Grade", "Overall", "Violence"]
    assert kinds(table) == ["text", "date", "grade", "number", "number"]
    assert printed(table) == ROWS
    assert table.section == ("How other forces did",)
    assert {row.page for row in table.rows} == {2}


def test_a_drawn_table_with_wrapped_cells(read: Read) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=10)
    pdf.add_page()
    line(pdf, PARAGRAPH)
    header = ["Date of report", "Force", "Overall Grade", "Recording", "Overall", "Hate crime"]
    rows = [
        ["Sep-17", "Wiltshire", "Good", "Requires Improvement", "90.9", "5"],
        ["Sep-17", "North Wales", "Requires Improvement", "Requires Improvement", "88.3", "96"],
        ["Aug-17", "Devon and Cornwall together", "Inadequate", "Good", "83.25", "-"],
    ]
    draw_table(pdf, [header, *rows])
    (found,) = read("note.pdf", output(pdf)).tables
    assert headings(found) == header
    assert printed(found) == rows


def test_numbered_lines_in_bold_are_headings(read: Read) -> None:
    pdf = FPDF()
    pdf.add_page()
    for text in ("1 Why we write", PARAGRAPH, "2 What is better", PARAGRAPH):
        pdf.set_font("Times", "" if text is PARAGRAPH else "B", 11 if text is PARAGRAPH else 13)
        line(pdf, text)
        pdf.ln(3)
    sections = [passage.section for passage in read("letter.pdf", output(pdf)).passages]
    assert list(dict.fromkeys(sections)) == [("Why we write",), ("What is better",)]


COLUMNS = (
    "The left column speaks of boats and of piers, at length.",
    "The right column speaks of ferries, and of nothing else.",
)


def two_columns(pdf: FPDF) -> None:
    """A page of two columns, drawn line by line across: so pypdf gives it."""
    pdf.add_page()
    for at in range(12):
        for x, text in zip((15, 110), COLUMNS, strict=True):
            pdf.text(x, 40 + 6 * at, " ".join(text.split()[at % 5 :][:6]) + f" {at}")


@pytest.mark.parametrize("running", [False, True])
def test_each_page_is_read_as_suits_it(running: bool) -> None:
    pdf = _Note() if running else FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    line(pdf, PARAGRAPH)
    two_columns(pdf)
    pdf.add_page()
    line(pdf, BULLETS[1])
    data = output(pdf)
    first, second, third = read_pdf(data, "note.pdf").pages
    given = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert given[1].rindex("left") > given[1].index("right")
    assert second.text.rindex("piers") < second.text.index("ferries")
    # Running lines are left out, for which a page has to be set again.
    assert ([first.text, third.text] == [given[0], given[2]]) is not running
    assert [" ".join(page.text.split()) for page in (first, third)] == [PARAGRAPH, BULLETS[1]]


def test_a_page_without_text_changes_nothing_for_the_others(read: Read) -> None:
    pdf = a_note()
    before = merge_sentences(read("note.pdf", output(pdf)).passages)
    pdf = a_note()
    FPDF.add_page(pdf)
    assert merge_sentences(read("note.pdf", output(pdf)).passages) == before


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted(data: bytes, user: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, "owner", algorithm=algorithm)
    return written(writer)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_locked_file(refused: Refused, data: bytes, algorithm: str) -> None:
    if algorithm.startswith("AES"):
        pytest.importorskip("cryptography")
    reason = refused("note.pdf", encrypted(data, "secret", algorithm))
    assert reason == "note.pdf is locked with a password; save a copy without it."


def test_a_file_that_only_forbids_changes_is_read(read: Read, data: bytes) -> None:
    assert read("note.pdf", encrypted(data, "", "RC4-128")).tables


def test_a_file_that_cannot_be_decrypted_here(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "decrypt", refuse)
    with pytest.raises(DocumentError) as error:
        read_pdf(encrypted(data, "", "RC4-128"), "note.pdf")
    assert str(error.value) == (
        "note.pdf is encrypted in a way that cannot be opened; save a copy without it."
    )


@pytest.mark.parametrize("content", [b"not a PDF at all", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<"])
def test_what_is_no_pdf(refused: Refused, content: bytes) -> None:
    assert refused("note.pdf", content).startswith("note.pdf is ")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file(refused: Refused, data: bytes, share: float) -> None:
    reason = refused("note.pdf", data[: int(len(data) * share)])
    assert reason.startswith("note.pdf is not a readable PDF")


def test_no_pages(refused: Refused) -> None:
    assert refused("note.pdf", written(PdfWriter())) == "note.pdf has no pages."


def picture_page(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.image(Image.new("RGB", (20, 20), "grey"), w=100)


def test_a_scan(refused: Refused) -> None:
    pdf = FPDF()
    picture_page(pdf)
    reason = refused("note.pdf", output(pdf))
    assert reason.startswith("note.pdf holds no text, only pictures")


def test_a_picture_among_pages_of_text_is_remarked_on(read: Read) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    line(pdf, PARAGRAPH)
    picture_page(pdf)
    pdf.add_page()
    reading = read("note.pdf", output(pdf))
    assert len(reading.pages) == 3
    assert reading.remark == "note.pdf: page 2 could not be read, being pictures without text."


RATES = ["Force", "Rate", "Cases", "Rate", "Cases"]


@pytest.mark.parametrize("align", ["LEFT", "CENTER"])
def test_headings_over_several_columns_and_a_caption_below(read: Read, align: str) -> None:
    rows = [[name, "81.4", "12", "86.6", "13"] for name in ("Kent", "Hull", "Bath", "York")]
    pdf = FPDF()
    pdf.set_font("Helvetica", size=10)
    pdf.add_page()
    line(pdf, PARAGRAPH)
    with pdf.table(num_heading_rows=2, text_align=align) as table:
        over = table.row()
        for text, span in (("", 1), ("2016", 2), ("2017", 2)):
            over.cell(text, colspan=span)
        for cells in [RATES, *rows]:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    line(pdf, "Table 1: Rates in two years")
    (found,) = read("note.pdf", output(pdf)).tables
    assert headings(found) == ["Force", "2016 Rate", "2016 Cases", "2017 Rate", "2017 Cases"]
    assert printed(found) == rows
    assert found.caption == "Table 1: Rates in two years"


@pytest.mark.parametrize("borders", ["ALL", "NONE"])
def test_long_cells_of_words_that_nearly_touch(read: Read, borders: str) -> None:
    header = ["No", "Recommendation", "Owner", "Due", "Status"]
    rows = [
        ["1", "Audit every week the calls closed without a record", "Supt Amara Oyelaran",
         "January 2018", "Complete"],
        ["2", "Publish the results of the audits each quarter", "Force Crime Registrar",
         "June 2018", "Not started"],
        ["3", "Train all control room staff in the recording standard", "Head of Learning",
         "March 2018", "In progress"],
        ["4", "Write a guide for officers on cancelled records", "Force Crime Registrar",
         "May 2018", "Overdue"],
    ]  # fmt: skip
    pdf = FPDF()
    pdf.set_font("Helvetica", size=9.5)
    pdf.add_page()
    line(pdf, PARAGRAPH)
    widths = (8, 60, 40, 25, 25)
    draw_table(pdf, [header, *rows], col_widths=widths, borders_layout=borders)
    (found,) = read("note.pdf", output(pdf)).tables
    assert headings(found) == header
    assert printed(found) == rows


def test_a_sub_heading_over_all_columns_is_no_row(read: Read) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=10)
    pdf.add_page()
    line(pdf, PARAGRAPH)
    with pdf.table() as table:
        for cells in [["Force", "Rate", "Cases"], ["Cities"], ["Kent", "81", "2"],
                      ["Hull", "79", "4"], ["Bath", "83", "1"], ["Shires"],
                      ["York", "90", "5"]]:  # fmt: skip
            row = table.row()
            for cell in cells:
                row.cell(cell, colspan=3 if len(cells) == 1 else 1)
    (found,) = read("note.pdf", output(pdf)).tables
    assert headings(found) == ["Force", "Rate", "Cases"]
    assert [row[0] for row in printed(found)] == ["Kent", "Hull", "Bath", "York"]
