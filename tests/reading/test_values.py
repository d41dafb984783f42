from __future__ import annotations

from cdi_qa.reading.atoms import split_atoms
from cdi_qa.reading.rhythm import find_rows
from cdi_qa.reading.values import split_values


def split(text: str) -> list[list[list[str]]]:
    (rows,) = find_rows(text, split_atoms(text))
    return [
        [[text[cell.start : cell.end] for cell in row] for row in way]
        for way in split_values(text, rows)
    ]


def test_words_that_come_back_are_parted_from_names() -> None:
    assert split(
        "Low End Met Not met 1 2\nMill Partly met Met 3 4\nBay Not met Partly met 5 6"
    ) == [
        [
            ["Low End", "Met", "Not met", "1", "2"],
            ["Mill", "Partly met", "Met", "3", "4"],
            ["Bay", "Not met", "Partly met", "5", "6"],
        ]
    ]


def test_halves_of_names_are_no_ratings() -> None:
    assert split("North Holm 1 2\nSouth Holm 3 4\nWest Holm 5 6") == []


def test_names_that_would_be_alike_stay_whole() -> None:
    assert split("Kent Met 1 2\nKent Low 3 4\nKent Met 5 6\nHull Low 7 8") == []


def test_every_row_has_to_end_so() -> None:
    assert split("Kent Met 1 2\nHull Met 3 4\nBath 5 6") == []
