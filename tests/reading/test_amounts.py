"""The amounts of a sentence, and the figures in it that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cdi_qa.reading.amounts import find_amounts, number_of

FOUND = [
    # text, kind, value, whole, exact
    ("119/150 rape", "ratio", "119", "150", True),
    ("422/ 453 other offences", "ratio", "422", "453", True),
    ("12 out of 40", "ratio", "12", "40", True),
    ("12 of 40 doors", "ratio", "12", "40", True),
    ("just 31 of the 40 cells", "ratio", "31", "40", True),
    ("12 homes out of the 40 visited", "ratio", "12", "40", True),
    ("twenty-five of 30", "ratio", "25", "30", True),
    ("1,140 of 1,500 calls", "ratio", "1140", "1500", True),
    ("none of the 12", "ratio", "0", "12", True),
    ("all 40 doors", "ratio", "40", "40", True),
    ("all but three of these cases", "all but", "3", None, True),
    ("all but three of the 41 flats", "all but", "3", "41", True),
    ("every one except 2", "all but", "2", None, True),
    ("nine in ten pupils", "rate", "90", None, True),
    ("one in four", "rate", "25", None, True),
    ("77.9% for violent crime", "rate", "77.9", None, True),
    ("16.2 per cent of crime", "rate", "16.2", None, True),
    ("half of the 116", "rate", "50", "116", True),
    ("three quarters of the 80 pupils", "rate", "75", "80", True),
    ("round half of the 116", "rate", "50", "116", False),
    ("most of the 40", "rate", None, "40", False),
    ("around 83 per cent", "rate", "83", None, False),
    ("over 300 letters", "count", "300", None, False),
    ("64 assaults", "count", "64", None, True),
    ("a dozen letters", "count", "12", None, True),
    ("2,017 calls", "count", "2017", None, True),
    ("12 of these were closed", "some of", "12", None, True),
]


@pytest.mark.parametrize(("text", "kind", "value", "whole", "exact"), FOUND)
def test_amounts(text: str, kind: str, value: str | None, whole: str | None, exact: bool) -> None:
    (amount,) = find_amounts(text)
    assert amount.kind == kind
    assert amount.value == (None if value is None else Decimal(value))
    assert amount.whole == (None if whole is None else Decimal(whole))
    assert amount.exact is exact


@pytest.mark.parametrize(
    "text",
    [
        "in 2017",
        "the 2013/14 inspection",
        "most of the 2014 recommendations",
        "on 7 September",
        "within 24 hours",
        "a further 3 weeks",
        "category 1 calls",
        "page 6",
        "£300",
        "38,8000 crimes",
        "+/- 1.88 percentage points",
        "N100 rape",
        "article-41178872",
        "10 to 15 doors",
        "7.95",
        "one system",
        "zero status",
        "how many of them",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


def test_amounts_come_in_order() -> None:
    text = "Of 1,204 category 1 calls, 812 were reached within seven minutes in 2016."
    assert [amount.printed for amount in find_amounts(text)] == ["1,204", "812"]


@pytest.mark.parametrize(
    ("text", "value"), [("1,204", 1204), ("ninety-nine", 99), ("a hundred", 100), ("Six", 6)]
)
def test_numbers_in_figures_and_words(text: str, value: int) -> None:
    assert number_of(text) == value
