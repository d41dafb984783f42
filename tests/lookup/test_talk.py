"""Questions of the table with talk around them, and those that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.assistant import Assistant
from cdi_qa.lookup.plainly import without_courtesies, without_talk
from cdi_qa.lookup.unread import find_unread
from tests.lookup.conftest import Desk

# Turns, what the answer must hold, and what it must not.
TALKED: list[tuple[tuple[str, ...], list[str], list[str]]] = [
    (
        ("Would you be so kind as to read me out the complete line for Kent",),
        ["Kent: date of report June 2017", "Leadership/Culture Good"],
        [],
    ),
    (
        (
            "I should be most grateful if you could tell me for which force the rape figure is the "
            "lowest",
        ),
        ["Cheshire has the lowest", "79%"],
        ["100%"],
    ),
    (("So, erm, on violence, whereabouts do we come",), ["11th of the 14"], []),
    (
        ("Right, um, tell me which ones are within, say, one point of us on overall recording",),
        ["3 of the 13", "Merseyside (84.2%)"],
        ["Yes"],
    ),
    (
        ("I've been asked by a constituent: which forces do better than West Midlands on rape?",),
        ["8 of the 14 forces", "Kent (91.1%)"],
        [],
    ),
    (("a resident wants to know who came bottom for sex offences",), ["Leicestershire"], []),
    (("Blimey, is there really nobody graded Good for systems?",), ["3 of the 14"], ["Yes", "No:"]),
    (("I keep hearing we're the worst in the country. Are we?",), ["10th of the 14"], ["Yes"]),
    (("Pop the rape column up for me would you",), ["Staffordshire 100%", "Cheshire 79%"], []),
    (("name and shame the inadequates for systems",), ["6 of the 14", "Northumbria"], []),
    # wordings of order, difference and group
    (("Top three for sexual offences, best first",), ["Wiltshire (97.8%)", "(95.6%)"], ["3rd"]),
    (("Rank the Inadequate seven",), ["By overall recording rate", "the 7 forces"], ["14"]),
    (
        ("Average of the Inadequate lot compared with the Good lot",),
        ["92.2% where it is Good", "82.6% where it is Inadequate"],
        ["None"],
    ),
    (("Did nobody get Outstanding overall?",), ["None of the 14"], ["Yes", "No:"]),
    (("Brum versus Manchester every figure",), ["overall recording rate", "65.2"], []),
    (("biggest drop between overall and violence",), ["Greater Manchester", "10.1"], []),
    (("whats the gap from top to bottom on sexual offences",), ["18.4", "Wiltshire"], []),
    (("how far adrift of the average are we on violence",), ["4.6 percentage points lower"], []),
    (("how many forces managed over ninety for rape AND violence",), ["1 of the 14", "Sussex"], []),
    (("is eighty-five over Kent's rate",), [], []),
    (("how many forces are worse than us on every single rate",), ["2 of the 14"], ["Kent"]),
    (("what would be the average if you left Sussex out",), ["86.0%", "13 forces"], []),
    (("is it only us and Kent that are inadequate",), ["No: 7 of the 14"], []),
    (("is it only Staffordshire and Sussex that got 100 for rape",), ["Yes: 2 of the 14"], []),
    (("how many reports came out before ours",), ["10 of the 13"], []),
    (("so who's worst out of the lot of us on rape then",), ["Cheshire"], ["9th"]),
    (("how bad were we at recording violent crime?",), ["11th of the 14", "77.9%"], []),
    (
        ("compare the average for forces inspected in 2016 with those in 2017",),
        ["90.4% in 2016", "85.6% in 2017"],
        [],
    ),
    (("is the average for 2016 reports higher than for 2017",), ["90.4% in 2016"], []),
    (("how many Inadequates have a Good for leadership",), ["3 of the 14", "Merseyside"], []),
    (("Good or Outstanding for leadership, who",), ["10 of the 14"], []),
    (("latest report's grade",), ["Wiltshire Good", "Leicestershire Inadequate"], ["Kent"]),
    (("what grades did the latest three inspections get",), ["North Wales Requires"], ["Kent"]),
    (("grades for systems, all forces, worst first",), ["worst first: ", "Wiltshire Good"], []),
    (("forces with rape at 100 or violence above 90",), ["3 of the 14", "Northumbria"], []),
    (("how many forces recorded at least nine in ten rapes",), ["8 of the 14"], []),
    (("anyone on 83.6",), ["2 of the 14", "Cheshire"], []),
    (("in what area do we come bottom",), ["11th for recording rate for violence"], []),
    (("hi there, first meeting for me - how did our lot get on?",), ["West Midlands: "], []),
    (("have I got this right, we're 10th?",), ["Yes: West Midlands is 10th"], []),
    (("how many forces have failed",), ["7 of the 14", "Inadequate"], []),
    (("when did the other reports come out",), ["Kent June 2017", "Sussex August 2016"], []),
    (("what are we bad at",), ["violence is 77.9%, its lowest"], []),
    (("which bits are we good at",), ["sexual offences is 91.4%, its highest"], []),
    # what the turn before told
    (
        ("our grade for leadership?", "which other forces got the same one?"),
        ["6 of the 13", "Good for Leadership/Culture"],
        ["83.6"],
    ),
    (
        ("Kent's violence?", "and ours?", "By how much did they beat us on that one?"),
        ["1.3 percentage points higher"],
        [],
    ),
    (("who's best overall?", "by how much?"), ["1.9 percentage points", "Northumbria"], []),
]


@pytest.mark.parametrize(("turns", "parts", "others"), TALKED, ids=lambda value: str(value)[:60])
def test_reads_what_is_asked_through_the_talk(
    desk: Desk, turns: tuple[str, ...], parts: list[str], others: list[str]
) -> None:
    said = desk.say(*turns)
    assert [part for part in parts if part not in said] == [], said
    assert [other for other in others if other in said] == [], said


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("I'm a bit lost, who came bottom on rape, please", "who came bottom on rape"),
        ("For rape, who came bottom", "For rape, who came bottom"),
        ("In London, who came bottom", "In London, who came bottom"),
        ("Not Kent, the others", "Not Kent, the others"),
        ("I only care about shoplifting, who is worst", None),
        ("What about violence, rape and robbery", None),
    ],
)
def test_what_bounds_a_question_is_no_talk(desk: Desk, question: str, plain: str | None) -> None:
    assert without_talk(question, desk.vocabulary) == (plain or question)


@given(st.text(max_size=80))
def test_taking_talk_away_adds_nothing(desk: Desk, text: str) -> None:
    plain = without_talk(without_courtesies(text), desk.vocabulary)
    for word in plain.removeprefix("can you confirm that ").split():
        assert word in text


@pytest.mark.parametrize(
    "question",
    [
        "Rank the nine Good forces by rape",
        "what's the difference between Wiltshire's best and worst rate",
        "are any of the RI forces better than any of the Good ones overall",
        "how many have three inadequates",
        "do the Welsh do better than us",
    ],
)
def test_asks_back_where_only_the_table_could_answer(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "needs_clarification"
    assert answer.table is None
    for suggestion in answer.suggestions:
        assert assistant.ask(suggestion).status == "answered", suggestion


@pytest.mark.parametrize(
    "question",
    [
        "which forces were told to improve",
        "why was our grade inadequate",
        "how many rapes in Kent",
        "are big city forces worse than the rural ones",
        "if Kent got 5 points more overall where would they be",
        "who gives the grades",
        "who's the boss of the force",
        "what went wrong with rape",
    ],
)
def test_a_question_of_anything_else_is_not_asked_back_about(desk: Desk, question: str) -> None:
    assert find_unread(question, desk.vocabulary) is None
