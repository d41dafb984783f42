"""Groups of rows that a column of words makes, and whose row is the readers' own."""

from __future__ import annotations

import pytest

from cdi_qa.lookup.own_row import find_own_row
from tests.lookup.conftest import open_desk
from tests.lookup.tables import make_corpus

STATIONS = (
    ["Station", "Area", "Crew type", "Availability (%)", "Training score", "Visits", "Visits made"],
    [
        ["Ashdown", "West", "Wholetime", "99.2", "4", "12", "9"],
        ["Brookend", "West", "On-call", "71.5", "3", "10", "10"],
        ["Harbour", "Coast", "On-call", "64.0", "2", "8", "6"],
        ["Drayton", "Coast", "Wholetime", "98.1", "5", "20", "18"],
    ],
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("average availability of on-call stations", "67.8% (135.5 ÷ 2)"),
        ("average availability of stations that aren't on call", "98.7% (197.3 ÷ 2)"),
        ("lowest availability among the wholetime stations", "Drayton"),
        ("which stations are in the coast area", "Harbour and Drayton"),
        ("how many wholetime stations are there", "2 of the 4 stations"),
        ("is Brookend on-call", "Yes: Brookend's crew type is On-call"),
        ("is Ashdown on call", "No: Ashdown's crew type is Wholetime"),
        ("are on-call stations worse for availability than wholetime", "98.7% where it is Whole"),
        ("availability by crew type", "67.8% where it is On-call"),
        ("which area has the most visits made", "19 where it is West (10 + 9)"),
        ("which on-call stations have a training score over 2", "Brookend (3)"),
        ("who's worst at training", "Harbour has the lowest training score: 2"),
    ],
)
def test_groups_of_rows(question: str, said: str) -> None:
    assert said in open_desk(make_corpus(*STATIONS)).say(question)


SUITES = (
    ["Suite", "Night doctor", "Risk", "Detentions", "Complaints"],
    [
        ["Harlow", "Yes", "High", "1,200", "14"],
        ["Ashby", "No", "Low", "900", "3"],
        ["Carlby", "Yes", "Low", "1,500", "22"],
        ["Denby", "No", "High", "700", "9"],
    ],
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("no, which suite has the most detentions", "Carlby has the highest"),
        ("which suites have no night doctor", "Ashby and Denby"),
        ("which high risk suites had most detentions", "Harlow has the highest"),
        ("is Ashby low risk", "Yes: Ashby's risk is Low"),
    ],
)
def test_an_everyday_word_names_a_group_beside_its_column(question: str, said: str) -> None:
    assert said in open_desk(make_corpus(*SUITES)).say(question)


@pytest.mark.parametrize(
    "question",
    [
        "average availability of retained stations",
        "best station for both training and visits",
        "any station good on everything",
    ],
)
def test_what_is_no_group_of_the_table_is_not_passed_over(question: str) -> None:
    draft = open_desk(make_corpus(*STATIONS)).ask(question)
    assert draft is None or draft.status != "answered"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We are Oldmarch.", "Oldmarch"),
        ("Our own suite is Tarn Road, and we visit it weekly.", "Tarn Road"),
        ("Tarn Road is the suite of this board.", "Tarn Road"),
        ("This report is for the scrutiny panel of Oldmarch, one of many.", "Oldmarch"),
        ("Visits to our suite, Tarn Road, were few.", "Tarn Road"),
        ("Tarn Road is our nearest neighbour.", None),
        ("The wait is that of our neighbour Tarn Road.", None),
        ("Our worst is Tarn Road.", None),
        ("Tarn Road was shut, and Tarn Road was cold.", None),
    ],
)
def test_a_text_says_whose_readers_it_has(text: str, own: str | None) -> None:
    keys = {("oldmarch",): "Oldmarch", ("tarn", "road"): "Tarn Road"}
    others = ["Oldmarch is slow. Oldmarch is far.", "Tarn Road is new."]
    assert find_own_row("suite", keys, [], [text, *others]) == own
