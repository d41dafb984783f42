"""Printed figures with units, margins and clock times."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cdi_qa.reading.cells import column_kind, make_cell, parse_number, unit_of
from cdi_qa.reading.quantities import CLOCK, parse_quantity


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("83.6", "83.6", ""),
        ("£1,200", "1200", ""),
        ("8.7 mins", "8.7", "minutes"),
        ("3 hrs", "3", "hours"),
        ("1 day", "1", "days"),
        ("£21.4m", "21.4", "million pounds"),
        ("€2 billion", "2", "billion euros"),
        ("38k", "38", "thousand"),
        ("91.2 per cent", "91.2", "%"),
        ("91.2%", "91.2", "%"),
        ("2.5 percentage points", "2.5", "percentage points"),
        ("±1.5", "1.5", ""),
        ("+/- 1.88", "1.88", ""),
        ("91.2 (±1.5)", "91.2", ""),
        ("91.2 ± 1.5", "91.2", ""),
        ("91.2% (89.7-92.7)", "91.2", "%"),
        ("91.2 [89.7, 92.7]", "91.2", ""),
        ("1 hr 5 mins", "65", "minutes"),
        ("2 minutes and 30 seconds", "150", "seconds"),
        ("9m 48s", "588", "seconds"),
        ("3h12m", "192", "minutes"),
        ("58m", "58", "million"),
        ("09:15", "9.25", CLOCK),
        ("1:30:00", "1.5", CLOCK),
    ],
)
def test_figures_and_their_units(text: str, number: str, unit: str) -> None:
    assert parse_quantity(text) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text", ["", "mins", "8.7 cats", "£5 mins", "119/150", "8:75", "5 mins 2 hours", "91.2 (good)"]
)
def test_what_is_no_figure(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize("text", ["83.6 [1]", "83.6 (p)", "83.6*", "83.6†"])
def test_a_notes_sign_is_no_part_of_a_figure(text: str) -> None:
    assert parse_number(text) == Decimal("83.6")


@pytest.mark.parametrize(
    ("printed", "kind", "unit"),
    [
        (["58 mins", "1 hr 5 mins", "41 mins"], "number", "minutes"),
        (["91%", "79", "85.5 per cent"], "number", "%"),
        (["58 mins", "2 hrs", "41 mins"], "text", None),
        (["£21.4m", "£900k", "£7.3m"], "text", None),
        (["£21.4m", "£900", "£7.3m"], "text", None),
        (["08:42", "11:03", "-"], "number", CLOCK),
    ],
)
def test_only_figures_in_one_unit_have_an_order(
    printed: list[str], kind: str, unit: str | None
) -> None:
    assert column_kind(printed) == kind
    assert unit_of(printed) == unit


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("Amber", "Amber"),
        ("amber-red", "Amber/Red"),
        ("COMPLETED", "Complete"),
        ("Late", "Overdue"),
    ],
)
def test_traffic_lights_and_progress_are_grades_in_cells(printed: str, word: str) -> None:
    assert make_cell(printed, "grade").word == word
