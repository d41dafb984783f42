"""Tables whose cells the format marks: header rows, sub-headings, captions."""

from __future__ import annotations

import io

import pytest
from docx import Document

from .conftest import Read
from .helpers import headings, kinds, printed

SPANNING = ["Force", "2016 Rate", "2016 Cases", "2017 Rate", "2017 Cases"]
ROWS = [["Kent", "1", "2", "3", "4"], ["Hull", "5", "6", "7", "8"]]


def markdown(*rows: list[str]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def test_a_heading_over_empty_cells_spans_them(read: Read) -> None:
    text = markdown(
        ["", "2016", "", "2017", ""], ["Force", "Rate", "Cases", "Rate", "Cases"], *ROWS
    )
    (table,) = read("note.md", text.encode()).tables
    assert headings(table) == SPANNING
    assert printed(table) == ROWS


def test_merged_headings_of_a_word_table(read: Read) -> None:
    document = Document()
    table = document.add_table(rows=0, cols=5)
    for cells in [["", "2016", "", "2017", ""], ["Force", *["Rate", "Cases"] * 2], *ROWS]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    for first, last in ((1, 2), (3, 4)):
        said = table.cell(0, first).text
        table.cell(0, first).merge(table.cell(0, last)).text = said
    data = io.BytesIO()
    document.save(data)
    (found,) = read("note.docx", data.getvalue()).tables
    assert headings(found) == SPANNING
    assert printed(found) == ROWS


def test_sub_headings_are_no_rows(read: Read) -> None:
    rows = [["Force", "Rate", "Cases"], ["**Cities**", "", ""], ["Kent", "1", "2"]]
    text = markdown(*rows, ["**Shires**", "", ""], ["Hull", "3", "4"], ["Bath", "-", "-"])
    (table,) = read("note.md", text.encode()).tables
    assert [row[0] for row in printed(table)] == ["Kent", "Hull", "Bath"]


def test_a_sub_heading_over_all_columns_of_a_web_page(read: Read) -> None:
    rows = [["Force", "Rate", "Cases"], ["Kent", "1", "2"], ["Hull", "3", "4"]]
    head, *body = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    over = "<tr><th colspan='3'>Cities</th></tr>"
    head = head.replace("td>", "th>")
    html = f"<table><tr>{head}</tr>{over}<tr>{f'</tr>{over}<tr>'.join(body)}</tr></table>"
    (table,) = read("note.html", html.encode()).tables
    assert headings(table) == rows[0]
    assert printed(table) == rows[1:]


@pytest.mark.parametrize(
    ("order", "captions"),
    [("tctc", ["Table 1: One", "Table 2: Two"]), ("ctct", ["Table 1: One", "Table 2: Two"])],
)
def test_captions_above_or_below(read: Read, order: str, captions: list[str]) -> None:
    tables = iter([markdown(["Force", "Rate"], ["Kent", "1"], ["Hull", "2"])] * 2)
    lines = iter(captions)
    parts = [next(tables) if part == "t" else next(lines) for part in order]
    reading = read("note.md", "\n".join(["Words.\n", *(f"{part}\n" for part in parts)]).encode())
    assert [table.caption for table in reading.tables] == captions


def test_a_table_of_actions_is_a_table_and_its_rows_can_be_found_as_words(read: Read) -> None:
    rows = [["Action", "Owner", "Status"], ["Train all staff", "Ann", "Overdue"]]
    text = markdown(*rows, ["Audit all calls", "Tom", "Complete"])
    reading = read("note.md", text.encode())
    (table,) = reading.tables
    assert (kinds(table), table.key) == (["text", "text", "grade"], "action")
    assert any("Train all staff" in passage.clean for passage in reading.passages)
