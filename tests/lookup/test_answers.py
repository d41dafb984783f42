"""Questions of the real comparison table, and what must be said (or not)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdi_qa.answering.ground import find_faults
from cdi_qa.lookup import Query
from cdi_qa.lookup.parse import NotInTable
from tests.lookup.conftest import Desk

Say = Callable[..., str]

SAID = [
    # a cell
    ("Kent's rate for rape", ["Kent", "91.1%"]),
    ("what is Staffordshire's violence rate", ["89.95%"]),
    ("what grade did Kent get for systems", ["Inadequate"]),
    ("when was the Sussex report published", ["August 2016"]),
    ("all the grades we got", ["Inadequate", "Requires Improvement", "Good"]),
    # names
    ("GMP violence", ["Greater Manchester's (GMP)", "75.4%"]),
    ("D & C rape", ["Devon and Cornwall", "85.4%"]),
    ("D&C rape", ["85.4%"]),
    ("devon rape", ["85.4%"]),
    ("A & S overall rate", ["Avon and Somerset", "89.6%"]),
    ("avon and somerset overall rate", ["89.6%"]),
    ("Cambs rape", ["Cambridgeshire", "97.4%"]),
    ("cambridgeshire rape", ["97.4%"]),
    ("WMP rape", ["West Midlands", "89.8%"]),
    ("our force's rate for rape", ["West Midlands", "89.8%", "9th of the 14"]),
    ("what is the rape rate for us", ["West Midlands", "89.8%"]),
    ("N Wales rape", ["97.2%"]),
    ("kents rape rate", ["91.1%"]),
    # best and worst
    ("who is best for violence", ["Sussex has the highest", "95.7%"]),
    ("which force is worst for rape", ["Cheshire has the lowest", "79%"]),
    ("best for rape", ["Staffordshire and Sussex have the joint highest", "100%"]),
    ("bottom three for violence", ["Leicestershire", "Greater Manchester", "Devon and Cornwall"]),
    ("who is 3rd for overall", ["Staffordshire has the 3rd highest", "91%"]),
    ("third lowest for rape", ["Devon and Cornwall", "85.4%"]),
    ("second best for rape", ["No force is 2nd highest: Staffordshire and Sussex", "100%"]),
    ("who came second from the bottom for violence", ["Greater Manchester", "75.4%"]),
    # rank
    ("where do we come for violence", ["11th of the 14", "77.9%", "Sussex with 95.7%"]),
    ("where do we rank for rape", ["9th", "the highest are Staffordshire and Sussex with 100%"]),
    ("where does Sussex rank for rape", ["joint 1st", "shared with Staffordshire"]),
    ("where does A & S rank for sexual offences", ["joint 5th"]),
    ("are we the worst for rape", ["No:", "9th", "the lowest is Cheshire with 79%"]),
    ("is Cheshire the worst for rape", ["Yes:", "14th"]),
    ("are we in the bottom three for violence", ["No:", "11th"]),
    ("is GMP second worst for violence", ["Yes:", "13th"]),
    ("rank all forces by rape", ["highest first: Staffordshire 100%", "and Cheshire 79%"]),
    ("rank every force on violence from worst to best", ["lowest first: Leicestershire 65.8%"]),
    ("list all the leadership grades", ["best first: Wiltshire Outstanding"]),
    # selections
    ("forces between 75 and 80 on rape", ["1 of the 14", "between 75% and 80%: Cheshire"]),
    ("who scored at least 95 for rape", ["5 of the 14", "North Wales (97.2%)"]),
    ("which forces are under 80 for violence", ["5 of the 14", "below 80%", "Kent (79.2%)"]),
    ("which forces have 98.8 or more for rape", ["3 of the 14", "Merseyside"]),
    ("which forces are graded Good overall", ["3 of the 14", "Wiltshire"]),
    ("which forces are not graded Inadequate overall", ["7 of the 14", "Northumbria"]),
    ("forces graded at least Good for leadership", ["10 of the 14", "Good or better"]),
    ("which forces are better than us for rape", ["8 of the 14", "above 89.8%", "Wiltshire"]),
    ("which forces beat us on leadership", ["3 of the 14", "graded better than Good"]),
    ("which forces are above average for violence", ["6 of the 14", "above 82.5%"]),
    (
        "which forces except Sussex are above average for violence",
        ["5 of the 13 forces other than Sussex", "82.5%"],
    ),
    ("which forces are below the median for rape", ["7 of the 14", "90.6%"]),
    ("average rape rate of forces under 90 for rape", ["of the 6 forces", "85.6%"]),
    ("80 or more for violence and graded good overall", ["3 of the 14"]),
    (
        "forces between 75 and 80 on violence or graded Good overall",
        ["8 of the 14", "between 75% and 80% or are graded Good overall"],
    ),
    ("which forces except Kent are under 80 for violence", ["4 of the 13 forces other than Kent"]),
    ("anyone get full marks on rape", ["2 of the 14", "Staffordshire and Sussex"]),
    ("any force under 20 for rape", ["No: none of the 14"]),
    ("which forces had reports in August 2016", ["3 of the 14", "August 2016"]),
    # counts
    ("how many forces are graded Good for leadership", ["7 of the 14"]),
    ("how many forces are under 80 for violence", ["5 of the 14"]),
    ("how many forces are not inadequate overall", ["7 of the 14"]),
    # figures of a group
    ("average overall recording rate", ["86.6%", "1212.9 ÷ 14"]),
    ("median violence rate", ["81.2%", "80.9 and 81.4"]),
    ("range for rape", ["79% (Cheshire)", "100% (Staffordshire and Sussex)", "21.0 percentage"]),
    ("average violence rate of forces graded Inadequate overall", ["76.7%", "graded Inadequate"]),
    # differences
    ("how far are we behind Kent on rape", ["1.3 percentage points lower than Kent (91.1%)"]),
    ("how far are we behind the best on rape", ["10.2", "Staffordshire and Sussex (100%)"]),
    ("are we above average for violence", ["No:", "77.9%", "4.6", "82.5%"]),
    ("are we better than Leicestershire for violence", ["Yes:", "12.1"]),
    ("is Kent better than Sussex on rape", ["No:", "91.1%", "100%"]),
    ("who is better on rape, Kent or Wiltshire", ["Wiltshire has the higher", "91.3%", "91.1%"]),
    ("how do North Wales and Cambs compare on vulnerable", ["86.2"]),
    # yes and no
    ("was Kent graded Good for leadership", ["Yes:", "Good"]),
    ("is Kent over 90 for violence", ["No:", "79.2%"]),
]


@pytest.mark.parametrize(("question", "parts"), SAID)
def test_said(desk: Desk, question: str, parts: list[str]) -> None:
    draft = desk.ask(question)
    assert draft is not None
    text = desk.say(question)
    assert [part for part in parts if part not in text] == [], text
    assert draft.status == "answered"


@pytest.mark.parametrize("question", [question for question, _ in SAID])
def test_every_claim_holds(desk: Desk, question: str) -> None:
    draft = desk.ask(question)
    assert draft is not None
    faults = [find_faults(c, desk.corpus) for c in (*draft.claims, *draft.caveats)]
    assert [fault for fault in faults if fault] == []


@pytest.mark.parametrize(
    "question",
    [
        "how many rapes were not recorded",
        "how many rape offences did we fail to record",
        "what did we do about rape",
        "rape rate in 2014",
        "what was our violence rate in 2019",
        "what is the first stage of recording a crime",
        "who is the chief constable",
        "why did HMICFRS inspect us",
        "what is an N100",
        "our third cause of concern",
        "",
        "???",
    ],
)
def test_is_not_for_the_table(desk: Desk, question: str) -> None:
    assert desk.read(question) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mersyside", "Merseyside"),
        ("liecestershire", "Leicestershire"),
        ("chesire", "Cheshire"),
        ("northumbia", "Northumbria"),
        ("stafordshire", "Staffordshire"),
    ],
)
def test_recovers_a_misspelt_name_and_says_so(desk: Desk, typed: str, name: str) -> None:
    draft = desk.ask(f"{typed} rape")
    assert draft is not None
    assert name in draft.claims[0].text
    assert f"“{typed}” was read as {name}." in [caveat.text for caveat in draft.caveats]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("why were we graded Good", ["That is not so", "overall grade is Inadequate, not Good"]),
        ("why did Kent get 95 for rape", ["That is not so", "91.1%, not 95%"]),
        ("why are we the worst for rape", ["That is not so", "9th", "Cheshire with 79%"]),
        ("why are we the worst of all forces for rape", ["That is not so", "9th"]),
        ("why are we better than Kent on rape", ["That is not so", "1.3"]),
    ],
)
def test_corrects_a_premise(desk: Desk, question: str, parts: list[str]) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert draft.status == "premise_corrected"
    assert [part for part in parts if part not in draft.claims[0].text] == []


@pytest.mark.parametrize(
    "question", ["why were we graded Inadequate", "why is Sussex the best for rape"]
)
def test_leaves_a_true_premise_to_the_documents(desk: Desk, question: str) -> None:
    assert desk.ask(question) is None


@pytest.mark.parametrize(
    ("turns", "parts"),
    [
        (("where do we come for rape", "and for violence?"), ["11th of the 14"]),
        (("where do we come for rape", "what about Kent?"), ["Kent is 7th"]),
        (("Kent rape", "and Sussex?"), ["Sussex", "100%"]),
        (("who is best for rape", "and for violence?"), ["Sussex", "95.7%"]),
        (("forces under 80 on violence", "which of those are good for leadership"), ["2 of the"]),
        (("forces under 80 on violence", "and for rape?"), ["1 of the 14", "Cheshire"]),
        (("average rape rate", "and violence?"), ["82.5%"]),
        (
            ("are we above or below average for violence", "what about Kent?"),
            ["Kent's recording rate for violence is 79.2%", "3.3", "average of the 14"],
        ),
    ],
)
def test_follows_up(desk: Desk, turns: tuple[str, ...], parts: list[str]) -> None:
    text = desk.say(*turns)
    assert [part for part in parts if part not in text] == [], text


def test_says_that_a_force_is_not_in_the_table(desk: Desk) -> None:
    read = desk.read("Norfolk's rate for rape")
    assert isinstance(read, NotInTable)
    draft = desk.answers.refuse(read)
    assert draft.status == "not_in_documents"
    assert "Norfolk is not in the comparison table, which holds 14 forces" in draft.claims[0].text
    assert draft.ask_at_meeting is not None
    assert "Norfolk" in draft.ask_at_meeting


def test_answers_for_the_one_that_is_there_and_names_the_one_that_is_not(desk: Desk) -> None:
    draft = desk.ask("Kent and Norfolk's rates for rape")
    assert draft is not None
    assert draft.status == "partly_answered"
    assert "91.1%" in draft.claims[0].text
    assert draft.claims[-1].text.startswith("Norfolk is not in the comparison table")


def test_says_that_a_column_is_not_explained(desk: Desk) -> None:
    draft = desk.ask("Kent vulnerable")
    assert draft is not None
    assert draft.claims[0].text == "Kent's figure for Vulnerable is 27.8"
    assert any("headed Vulnerable" in caveat.text for caveat in draft.caveats)


def test_says_that_an_average_is_plain(desk: Desk) -> None:
    draft = desk.ask("average rape rate")
    assert draft is not None
    assert any("not a national rate" in caveat.text for caveat in draft.caveats)


def test_finds_the_prose_that_agrees(desk: Desk) -> None:
    query = desk.read("our rate for violence")
    assert isinstance(query, Query)
    assert desk.answers.corroborate(query)
    query = desk.read("Kent rape")
    assert isinstance(query, Query)
    assert desk.answers.corroborate(query) == []


def test_suggestions_can_be_answered(desk: Desk) -> None:
    draft = desk.ask("Kent rape")
    assert draft is not None
    assert draft.suggestions
    assert all(desk.ask(question) is not None for question in draft.suggestions)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("which forces are good for leadership but inadequate for systems", "3 of the 14", "None"),
        ("forces that are inadequate overall but good on leadership", "Merseyside", "Cheshire"),
        ("are we in the bottom half for violence", "Yes: ", "No: "),
        ("are we in the top half for sexual offences", "No: ", "Yes: "),
        ("are we rated good for anything", "Leadership/Culture is Good", "No: "),
        ("are we better or worse than Merseyside on violence", "Merseyside has the higher", "No: "),
        ("how far are we from the top on sexual offences", "6.4", "Kent"),
        ("how do we compare to the others on rape", "9th", "Cheshire"),
        ("how many forces are in the table", "14 forces", "None"),
        ("top five for sexual offences", "6 with a tie", "None"),
        ("who was inspected in 2016", "3 of the 14", "Kent"),
        ("what is our overall grade", "Inadequate", "83.8"),
    ],
)
def test_questions_that_are_easily_misread(
    say: Say, question: str, held: str, not_held: str
) -> None:
    text = say(question)
    assert held in text
    assert not_held not in text
