from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cdi_qa.schema import TableResult
from cdi_qa.ui.answer_rows import grid_rows, match_rows, spell_value
from cdi_qa.ui.lookups import choose_chart
from cdi_qa.ui.pairs import Pairs
from cdi_qa.ui.ranking import Ranking

from .sheets import make_sheet

_, SHEET = make_sheet(
    [
        ("Jan-20", "Oakview", "Good", "77.50", "71"),
        ("Feb-20", "Elm", "Outstanding", "91", "12"),
        ("Mar-20", "Fern", "Good", "60.25", "55"),
        ("", "Beech", "Inadequate", "60.25", "80"),
        ("Mar-20", "Ash", "Good", "-", "60"),
    ],
    ("Visited", "Home", "Rating", "Score", "Beds"),
    key=1,
)
ORDERED = "SELECT home, score FROM comparison ORDER BY score"


def result(columns: str, *rows: tuple[Any, ...], sql: str = "SELECT 1") -> TableResult:
    return TableResult("comparison", tuple(columns.split()), rows, sql)


SCORES = (("Elm", 91), ("Oakview", 77.5), ("Fern", 60.25), ("Beech", 60.25), ("Ash", None))

BOTH = tuple((*row, beds) for row, beds in zip(SCORES, (12, 71, 55, 80, 60), strict=True))


def marked(found: TableResult, text: str) -> list[tuple[str, str]]:
    grid = grid_rows(match_rows(SHEET, found), text)
    return [
        (row.cells[0].text, cell.text) for row in grid.rows for cell in row.cells if cell.marked
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Elm has the highest score: 91 [1].", [("Elm", "91")]),
        ("Fern and Beech have 60.25.", [("Fern", "60.25"), ("Beech", "60.25")]),
        ("Fern has 60.25 [1]. Beech is another.", [("Fern", "60.25")]),
        ("Oakview has 77.50, and 91 is the most.", [("Oakview", "77.50")]),
        ("The average is 72.3.", []),
        ("Elmwood has 91.", []),
        ("Elm has 191 or 91.5.", []),
    ],
)
def test_cells_that_the_answer_states_of_their_row_are_marked(
    text: str, cells: list[tuple[str, str]]
) -> None:
    assert marked(result("Home Score", *SCORES), text) == cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Oakview was visited in January 2020.", [("Oakview", "Jan-20")]),
        ("Oakview is graded Good, and is 2nd.", [("Oakview", "Good"), ("Oakview", "2")]),
    ],
)
def test_grades_months_and_places_are_marked_too(text: str, cells: list[tuple[str, str]]) -> None:
    rows = (("2020-01-01", "Oakview", "Good", 2), ("2020-02-01", "Elm", "Outstanding", 1))
    assert marked(result("Visited Home Rating Rank", *rows), text) == cells


def test_rows_are_shown_as_printed_the_name_first() -> None:
    rows = (("2020-01-01", "Oakview", 77.5, 2), ("2020-03-01", "Ash", None, 5))
    grid = grid_rows(match_rows(SHEET, result("Visited Home Score Rank", *rows)), "")
    assert grid.headings == ("Home", "Visited", "Score", "Rank")
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["Oakview", "Jan-20", "77.50", "2"],
        ["Ash", "Mar-20", "not given", "5"],
    ]
    assert [row.ours for row in grid.rows] == [True, False]
    assert grid.figures == {2, 3}


def test_value_that_is_not_the_tables_own_is_shown_as_worked_out() -> None:
    grid = grid_rows(match_rows(SHEET, result("Home Score", ("Elm", 13.333333))), "Elm 91")
    assert [cell.text for cell in grid.rows[0].cells] == ["Elm", "13.33"]


def test_result_without_names_is_shown_as_it_is() -> None:
    grid = grid_rows(match_rows(SHEET, result("Rating Count", ("Good", 3))), "3 are Good")
    assert [cell.text for cell in grid.rows[0].cells] == ["Good", "3"]
    assert not grid.rows[0].ours


BEFORE = make_sheet([("Elm", "80.0"), ("Fern", "71.25")], ("Home", "Score"))[1].table
CHANGED = TableResult(
    "comparison",
    ("Home", "Score (2018)", "Score (2020)", "Change"),
    (("Elm", 80, 91, 11), ("Fern", 71.25, 60.25, -11)),
    "SELECT 1",
    origins=(("comparison", "home"), ("before", "score"), ("comparison", "score"), None),
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Elm's score was 80.0 and is 91.", [("Elm", "80.0"), ("Elm", "91")]),
        ("Fern is 11.0 points lower.", [("Fern", "−11")]),
        ("Fern is 11th now.", []),
        ("Elm is 11.0 higher (80.0 to 91) [1].", [("Elm", "80.0"), ("Elm", "91"), ("Elm", "+11")]),
        ("Nothing is 80.0.", []),
    ],
)
def test_rows_of_two_tables_are_shown_as_each_prints_them(
    text: str, cells: list[tuple[str, str]]
) -> None:
    found = match_rows(SHEET, CHANGED, [replace(BEFORE, name="before")])
    grid = grid_rows(found, text)
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["Elm", "80.0", "91", "+11"],
        ["Fern", "71.25", "60.25", "−11"],
    ]
    marks = [
        (row.cells[0].text, cell.text) for row in grid.rows for cell in row.cells if cell.marked
    ]
    assert marks == cells


def test_rows_of_a_table_that_is_gone_are_shown_as_they_were_found() -> None:
    grid = grid_rows(match_rows(SHEET, CHANGED), "Elm's score is 91.")
    assert [cell.text for cell in grid.rows[0].cells] == ["Elm", "80", "91", "+11"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not given"),
        (80.0, "80"),
        (1234567.0, "1234567"),
        (0.125, "0.12"),
        ("2020-01-01", "January 2020"),
    ],
)
def test_values_are_spelt_for_reading(value: Any, text: str) -> None:
    assert spell_value(value) == text


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (result("Home Score", *SCORES), Ranking),
        (result("Home Score", SCORES[0], sql=ORDERED), Ranking),
        (result("Home Score", SCORES[0]), type(None)),
        (result("Home Score", *SCORES[:3]), type(None)),
        (result("Home Rating", ("Elm", "Outstanding"), sql=ORDERED), type(None)),
        (result("Rating Count", ("Good", 3), sql=ORDERED), type(None)),
        (result("Home Score", sql=ORDERED), type(None)),
        (result("Home Score Beds", *BOTH), Pairs),
        (result("Home Score Beds", *((*row[:2], 1) for row in BOTH)), Ranking),
        (result("Home Score Beds", ("Elm", 91, 12)), type(None)),
    ],
)
def test_chart_is_chosen_by_what_was_found(found: TableResult, kind: type) -> None:
    assert isinstance(choose_chart(match_rows(SHEET, found)), kind)


def test_chart_shows_all_rows_with_those_of_the_answer_marked() -> None:
    chart = choose_chart(match_rows(SHEET, result("Home Score", SCORES[0], sql=ORDERED)))
    assert isinstance(chart, Ranking)
    assert [(bar.name, bar.named) for bar in chart.bars] == [
        ("Elm", True),
        ("Oakview", False),
        ("Fern", False),
        ("Beech", False),
    ]
