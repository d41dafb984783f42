from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest

from cdi_qa.ui.comparing import (
    Choice,
    choose_rows,
    cite_rows,
    columns_first_named,
    grades_of,
    months_of,
    sort_rows,
    table_csv,
    table_grid,
)
from cdi_qa.ui.grid import html_grid

from .sheets import make_sheet, names

CORPUS, SHEET = make_sheet()
COLUMNS = {column.name: column for column in SHEET.table.columns}
MONTHS = {"visited": ("2020-02-01", "2020-03-01")}


@pytest.mark.parametrize(
    ("only", "grades", "months", "left"),
    [
        ([], {}, {}, ["Oakview", "Elm", "Fern", "Beech", "=2+3"]),
        (["Fern", "Elm"], {}, {}, ["Elm", "Fern"]),
        ([], {"rating": ["Good", "Inadequate"]}, {}, ["Oakview", "Fern", "Beech", "=2+3"]),
        ([], {"rating": []}, MONTHS, ["Elm", "Fern", "=2+3"]),
        (["Fern", "Oakview"], {"rating": ["Good"]}, MONTHS, ["Fern"]),
    ],
)
def test_rows_are_filtered(
    only: list[str],
    grades: Mapping[str, list[str]],
    months: Mapping[str, tuple[str, str]],
    left: list[str],
) -> None:
    assert names(SHEET, choose_rows(SHEET, Choice(only, grades, months))) == left


@pytest.mark.parametrize(
    ("column", "backwards", "order"),
    [
        ("score", False, ["Elm", "Oakview", "Fern", "Beech", "=2+3"]),
        ("score", True, ["Beech", "Fern", "Oakview", "Elm", "=2+3"]),
        ("beds", False, ["Fern", "Oakview", "Elm", "=2+3", "Beech"]),
        ("rating", False, ["Elm", "Oakview", "Fern", "=2+3", "Beech"]),
        ("visited", False, ["Fern", "=2+3", "Elm", "Oakview", "Beech"]),
        ("home", False, ["=2+3", "Beech", "Elm", "Fern", "Oakview"]),
    ],
)
def test_rows_are_sorted_with_what_is_not_given_last(
    column: str, backwards: bool, order: list[str]
) -> None:
    rows = sort_rows(SHEET, SHEET.rows, COLUMNS[column], backwards)
    assert names(SHEET, rows) == order


def test_filters_offer_what_the_column_holds() -> None:
    assert grades_of(SHEET, COLUMNS["rating"]) == ["Outstanding", "Good", "Inadequate"]
    assert months_of(SHEET, COLUMNS["visited"]) == ["2020-01-01", "2020-02-01", "2020-03-01"]


def test_columns_begin_with_the_name() -> None:
    shown = columns_first_named(SHEET, ["score", "rating"])
    assert [column.name for column in shown] == ["home", "rating", "score"]
    assert len(columns_first_named(SHEET, [])) == 5


def test_table_shows_printed_cells_and_the_own_row() -> None:
    html = html_grid(table_grid(SHEET, SHEET.rows, SHEET.table.columns))
    assert html.count('<tr class="cdi-ours">') == 1
    assert 'Oakview <span class="cdi-tag">our home</span>' in html
    assert '<td class="cdi-figure">77.50</td>' in html
    assert html.count("not given") == 3


def test_table_of_no_one_in_particular_sets_no_row_apart() -> None:
    _, sheet = make_sheet(prose="Nothing of note.")
    assert "cdi-ours" not in html_grid(table_grid(sheet, sheet.rows, sheet.table.columns))


def test_one_broad_row_is_read_from_top_to_bottom() -> None:
    headings = ("Home", "A", "B", "C", "D", "E")
    _, sheet = make_sheet([("Oak", *"12345"), ("Elm", *"67890")], headings)
    html = html_grid(table_grid(sheet, sheet.rows[:1], sheet.table.columns))
    assert '<tr><th scope="row">E</th><td>5</td></tr>' in html


def test_markup_in_a_table_is_shown_not_obeyed() -> None:
    _, sheet = make_sheet([("<b>Oak</b>", "1"), ("Elm", "2")], ("Home", "<i>Beds</i>"))
    html = html_grid(table_grid(sheet, sheet.rows, sheet.table.columns))
    assert "&lt;b&gt;Oak&lt;/b&gt;" in html
    assert "&lt;i&gt;Beds&lt;/i&gt;" in html


def test_csv_keeps_what_is_printed_with_its_source_and_page() -> None:
    data = table_csv(SHEET, SHEET.rows, SHEET.table.columns, "A note")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [
        ["Home", "Rating", "Visited", "Score", "Beds", "Source", "Page"],
        ["Oakview", "Good", "January 2020", "77.5", "41", "A note", "1"],
        ["Elm", "Outstanding", "February 2020", "91", "12", "A note", "1"],
        ["Fern", "Good", "March 2020", "77.50", "55", "A note", "1"],
        ["Beech", "Inadequate", "", "60.25", "", "A note", "1"],
        ["'=2+3", "Good", "March 2020", "", "-7", "A note", "1"],
    ]


def test_citation_marks_the_rows_that_are_shown_and_no_other() -> None:
    rows = [SHEET.rows[2], SHEET.rows[0]]
    (place,) = cite_rows(CORPUS, SHEET, rows)
    assert (place.citation.title, place.citation.page) == ("A note", 1)
    assert place.view is not None
    marked = [place.view.text[start:end] for start, end in place.quotes]
    assert marked == ["Oakview Good Jan-20 77.5 41", "Fern Good Mar-20 77.50 55"]
