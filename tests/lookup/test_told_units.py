"""What a column's figures are is told by the prose, column by column, and never guessed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cdi_qa.lookup.told_units import defined_unit, printed_unit_of
from cdi_qa.schema import Passage
from tests.lookup.conftest import Desk, open_desk
from tests.lookup.tables import make_corpus

TABLE = (
    ["Force", "Wait", "Strip Search", "Children", "Release", "Code"],
    [
        ["Avon", "61", "14.4", "52", "71.2", "7"],
        ["Essex", "19", "8", "37", "93.1", "9"],
        ["Durham", "1", "5.9", "0", "97.8", "3"],
    ],
)
PROSE = (
    "Wait is the average number of minutes before booking in.",
    "Strip Search and Release are percentages of the people detained.",
    "Children is the number held overnight in the year.",
    "Some 71% of the public trust the force.",
)


def passage(at: int, text: str) -> Passage:
    return Passage(f"note-{at}", "note", 1, 0, len(text), "sentence", text, text, block=at)


@pytest.fixture(scope="module")
def desk() -> Desk:
    passages = tuple(passage(at, text) for at, text in enumerate(PROSE))
    return open_desk(replace(make_corpus(*TABLE), passages=passages))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what is the wait in Essex", "19 minutes"),
        ("what is the wait in Durham", "1 minute"),
        ("strip search in Essex", "8%"),
        ("release in Durham", "97.8%"),
        ("children in Essex", "37"),
        ("code in Essex", "9"),
        ("difference between Essex and Avon for wait", "42 minutes"),
    ],
)
def test_figures_have_the_unit_that_the_prose_tells(desk: Desk, question: str, told: str) -> None:
    said = desk.say(question)
    assert re.search(rf"\b{re.escape(told)}(?![\w%])", said), said
    if "%" not in told:
        assert "%" not in said
        assert "percentage" not in said


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Wait is the mean number of minutes until booking in.", " minutes"),
        ("In the table, Search and Wait are shares of those held.", None),
        ("Search and Wait are shares of those held.", "%"),
        ("The wait is too long.", None),
        ("Wait gives the number of people.", ""),
        ("Waiting is counted in hours.", None),
    ],
)
def test_definitions(text: str, unit: str | None) -> None:
    assert defined_unit("Wait", [text]) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("61 minutes on average", " minutes"),
        ("a 61-minute wait", ""),
        ("61 per cent wait", "%"),
        ("only 61% of them", "%"),
        ("61 people waited", ""),
        ("61.5 minutes, 161 minutes and 61/80", None),
    ],
)
def test_figures_in_prose(text: str, unit: str | None) -> None:
    assert printed_unit_of("61", [text]) == unit
