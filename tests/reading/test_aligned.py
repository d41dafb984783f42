"""Tables in plain text whose cells wide gaps, tabs or bars part."""

from __future__ import annotations

import pytest

from cdi_qa.reading.aligned import read_tables

HEADER = ["No", "Action", "Owner", "Due", "Status"]
ROWS = [
    ["1", "Audit every week the calls that were closed without a record", "Head of Contact",
     "January 2018", "Complete"],
    ["2", "Train all staff", "DCI Tom Brandreth", "March 2018", "In progress"],
    ["3", "Link both systems, and say how well it works", "Chief Officer", "May 2018", "Overdue"],
]  # fmt: skip
CAPTION = "Table 1: Progress on the actions"


def aligned(cells: list[list[str]], right: bool = False) -> str:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    place = str.rjust if right else str.ljust
    lines = [[place(cell, width) for cell, width in zip(r, widths, strict=True)] for r in cells]
    return "\n".join("   ".join(line).rstrip() for line in lines)


@pytest.mark.parametrize(
    "table",
    [
        aligned([HEADER, *ROWS]),
        aligned([HEADER, *ROWS], right=True),
        aligned([HEADER, *ROWS]).replace("\n", f"\n{'-' * 60}\n", 1),
        "\n".join("\t".join(cells) for cells in [HEADER, *ROWS]),
        "\n".join(" | ".join(cells) for cells in [HEADER, *ROWS]),
    ],
    ids=["left", "right", "ruled", "tabs", "bars"],
)
@pytest.mark.parametrize("below", [False, True])
def test_cells_full_of_words(table: str, below: bool) -> None:
    parts = [table, CAPTION] if below else [CAPTION, table]
    text = "\n\n".join(["A note on what was done.", *parts, "More is said next year."]) + "\n"
    (found,) = read_tables(text, 1)
    assert [column.heading for column in found.columns] == HEADER
    assert [column.kind for column in found.columns] == ["number", "text", "text", "date", "grade"]
    assert [[cell.printed for cell in row.cells] for row in found.rows] == ROWS
    assert found.caption == CAPTION
    for row in found.rows:
        assert row.quote == " ".join(text[row.start : row.end].split())


@pytest.mark.parametrize(
    "text",
    [
        "One  two  three\nfour  five  six\nseven  eight  nine\n",
        "Action   Owner   Status\nTrain  Ann  Open\n  Audit the calls    Tom     Closed\n",
        "Rate   Rape   Fraud\n80   1   2\n",
    ],
    ids=["words", "not under one another", "one row"],
)
def test_what_is_no_table(text: str) -> None:
    assert read_tables(text, 1) == []


def test_a_table_that_its_rhythm_shows_as_well_is_read_once() -> None:
    text = "Force   Rape   Rate\nKent    1      2.5\nHull    3      4.5\nBath    5      6.5\n"
    (found,) = read_tables(text, 1)
    assert [cell.printed for cell in found.rows[0].cells] == ["Kent", "1", "2.5"]
