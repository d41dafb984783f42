"""Rating words that are on no list are read as cells, and as words without an order."""

from __future__ import annotations

import pytest

from cdi_qa.reading.tables import find_tables

_HEADER = "Date of \nreport \n\nForce Overall Grade Leadership Wait Release Healthcare \n\n"
_ROWS = [
    ("Mar-19", "A & S", "2", "1", "61", "71.2", "1"),
    ("Feb-19", "Gwent", "1", "0", "24", "88.5", "0"),
    ("Jan-19", "South Yorks", "0", "0", "19", "93.1", "1"),
    ("Nov-18", "Suffolk", "0", "1", "17", "95.4", "0"),
    ("Nov-18", "Kent", "3", "2", "74", "58.9", "2"),
    ("May-18", "Durham", "2", "3", "83", "62.7", "3"),
]
SCALES = [
    "Sound|Broadly sound|Not yet sound|Failing",
    "Met|Partially Met|Not Met|Unmet",
    "Substantial Assurance|Reasonable Assurance|Limited Assurance|No Assurance",
    "Green|Amber|Amber-red|Red",
    "Good|Developing|Requires Improvement|Causing concern",
]


def set_row(cells: list[str], wrapped: bool) -> str:
    """A row; its grades of several words on lines of their own, or on the row's line."""
    text = ""
    for at, cell in enumerate(cells):
        if wrapped and at > 1 and " " in cell:
            text = text.rstrip() + " \n" + " \n".join(cell.rsplit(" ", 1)) + " \n\n"
        else:
            text += cell + " "
    return text.rstrip() + " \n\n"


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("scale", SCALES)
def test_tables_of_any_scale_are_read(scale: str, wrapped: bool) -> None:
    grades = scale.split("|")
    rows = [
        [grades[int(cell)] if at in {2, 3, 6} else cell for at, cell in enumerate(row)]
        for row in _ROWS
    ]
    (table,) = find_tables(_HEADER + "".join(set_row(row, wrapped) for row in rows), 1)
    assert [[cell.printed for cell in row.cells] for row in table.rows] == rows
    assert [column.heading for column in table.columns] == [
        *("Date of report", "Force", "Overall Grade", "Leadership", "Wait", "Release"),
        "Healthcare",
    ]
    assert not any(column.doubts for column in table.columns)


def test_names_with_a_part_in_common_are_no_ratings() -> None:
    text = "Home Beds Rate\nNorth Holm 12 3.4\nSouth Holm 14 5.6\nNorth Wick 16 7.8\n"
    (table,) = find_tables(text, 1)
    assert [row.cells[0].printed for row in table.rows] == [
        "North Holm",
        "South Holm",
        "North Wick",
    ]


def test_two_columns_of_words_are_told_apart_where_one_value_brings_always_the_same_other() -> None:
    rows = [
        ("Nov-21", "Brant", "Whole-time", "Met", "121", "6.8", "Good"),
        ("Nov-21", "Colby", "Whole-time", "Met", "98", "7.4", "Outstanding"),
        ("Oct-21", "Eskham", "On-call", "Not met", "22", "12.6", "Inadequate"),
        ("Oct-21", "Farrow", "On-call", "Not met", "18", "11.3", "Good"),
        ("Jul-21", "Gale End", "On-call", "Met", "15", "9.4", "Good"),
        ("Jul-21", "Holm", "Day-crewed", "Met", "57", "8.7", "Good"),
        ("Mar-21", "Ings", "Day-crewed", "Not met", "64", "9.9", "Inadequate"),
    ]
    header = "Audited Station Crewing Standard House fires Within 10 minutes Grade \n\n"
    (table,) = find_tables(header + "".join(f"{' '.join(row)} \n\n" for row in rows), 1)
    assert [tuple(cell.printed for cell in row.cells) for row in table.rows] == rows
    assert [column.heading for column in table.columns] == [
        *("Audited", "Station", "Crewing", "Standard", "House fires", "Within 10 minutes"),
        "Grade",
    ]
