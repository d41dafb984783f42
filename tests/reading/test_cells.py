from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.reading.cells import (
    MISSING,
    column_kind,
    grade_scale,
    grade_spellings,
    is_missing,
    kind_of,
    make_cell,
    parse_grade,
    parse_month,
    parse_number,
)
from cdi_qa.schema import Cell

from .helpers import STEADY


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("83.6", "83.6"),
        ("89.95", "89.95"),
        ("5", "5"),
        ("100", "100"),
        (" 71.40 ", "71.40"),
        ("1,204", "1204"),
        ("94,989.5", "94989.5"),
        ("18.5%", "18.5"),
        ("18.5 %", "18.5"),
        ("-3", "-3"),
        ("−3.5", "-3.5"),
        ("+2", "2"),
        ("£1,200", "1200"),
        ("83.6*", "83.6"),
        ("83¹", "83"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)
    assert str(parse_number(text)) == number


@pytest.mark.parametrize(
    "text",
    ["", "-", "n/a", "83.6.1", "1,20", "12,3456", "Good", "N100", "3 4", "119/150", "2016/17", "%"],
)
def test_no_numbers(text: str) -> None:
    assert parse_number(text) is None


@STEADY
@given(st.decimals(min_value=0, max_value=10**6, places=2), st.booleans())
def test_every_number_is_read_back_with_its_decimals(number: Decimal, commas: bool) -> None:
    text = f"{number:,}" if commas else str(number)
    assert str(parse_number(text)) == str(number)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Sep-17", "2017-09-01"),
        ("Sept 2017", "2017-09-01"),
        ("September 2017", "2017-09-01"),
        ("Sep. 2017", "2017-09-01"),
        ("Sep '17", "2017-09-01"),
        ("Sep’17", "2017-09-01"),
        ("7 September 2017", "2017-09-01"),
        ("7th September 2017", "2017-09-01"),
        ("7-Sep-17", "2017-09-01"),
        ("September 7, 2017", "2017-09-01"),
        ("07/09/2017", "2017-09-01"),
        ("7.9.17", "2017-09-01"),
        ("2017-09-07", "2017-09-01"),
        ("Aug-98", "1998-08-01"),
        ("may 2018", "2018-05-01"),
        ("Sep-17*", "2017-09-01"),
        ("31/13/2017", None),
        ("2017-13-01", None),
        ("Mayor 12", None),
        ("Marching 17", None),
        ("42 Sep-17", None),
        ("2016/17", None),
        ("2017", None),
        ("Sep", None),
        ("", None),
    ],
)
def test_months(text: str, month: str | None) -> None:
    assert parse_month(text) == month


@STEADY
@given(
    st.dates(min_value=date(1971, 1, 1), max_value=date(2069, 12, 31)),
    st.sampled_from(["%b-%y", "%B %Y", "%d %B %Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y", "%b %Y"]),
)
def test_every_way_to_write_a_date_gives_the_first_of_its_month(day: date, form: str) -> None:
    assert parse_month(day.strftime(form)) == day.replace(day=1).isoformat()


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Good", "Good"),
        ("GOOD", "Good"),
        ("Requires improvement", "Requires Improvement"),
        ("Requires \nImprovement", "Requires Improvement"),
        (" needs  improvement ", "Requires Improvement"),
        ("Inadequate*", "Inadequate"),
        ("Goodness", None),
        ("Good enough", None),
        ("", None),
    ],
)
def test_grades(text: str, grade: str | None) -> None:
    assert parse_grade(text) == grade


def test_the_scale_is_best_first_and_every_spelling_leads_into_it() -> None:
    scale = grade_scale()
    assert scale.index("Outstanding") < scale.index("Good") < scale.index("Requires Improvement")
    assert scale.index("Requires Improvement") < scale.index("Inadequate")
    assert len(set(scale)) == len(scale)
    assert set(grade_spellings().values()) == set(scale)


@STEADY
@given(st.sampled_from(sorted(grade_spellings())), st.sampled_from([" ", "  ", "\n", " \n"]))
def test_every_grade_is_read_however_it_is_wrapped(spelling: str, gap: str) -> None:
    assert parse_grade(spelling.title().replace(" ", gap)) == grade_spellings()[spelling]


@pytest.mark.parametrize("text", [*sorted(MISSING), "N/A", "Not  inspected", "TBC"])
def test_missing_cells(text: str) -> None:
    assert is_missing(text)
    assert kind_of(text) is None
    assert make_cell(text, "number").value is None
    assert make_cell(text, "text").value is None


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["83.6", "79", "-"], "number"),
        (["Good", "Requires improvement"], "grade"),
        (["Sep-17", "Aug-16"], "date"),
        (["Kent", "D & C"], "text"),
        (["-", "n/a"], "text"),
        ([], "text"),
        (["83.6", "Good", "Kent"], "text"),
        (["83.6", "79", "80", "81.2", "withdrawn"], "number"),
        (["83.6", "79", "80", "withdrawn"], "text"),
    ],
)
def test_column_kinds(cells: list[str], kind: str) -> None:
    assert column_kind(cells) == kind


def test_cells_hold_what_is_printed_and_one_value() -> None:
    assert make_cell("89.95", "number") == Cell("89.95", number=Decimal("89.95"))
    assert make_cell("Requires \nimprovement", "grade") == Cell(
        "Requires improvement", word="Requires Improvement"
    )
    assert make_cell("Sep-17", "date") == Cell("Sep-17", word="2017-09-01")
    assert make_cell(" D  & C ", "text") == Cell("D & C", word="D & C")
    assert make_cell("withdrawn", "number") == Cell("withdrawn")
