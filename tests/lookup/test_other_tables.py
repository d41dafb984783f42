"""Tables that are not the one the program grew up with."""

from __future__ import annotations

import pytest

from cdi_qa.answering.ground import find_faults
from tests.lookup.conftest import Desk, open_desk
from tests.lookup.tables import make_corpus

HOMES = (
    ["Home name", "Rating", "Beds", "Last inspected"],
    [
        ["Oak House", "Good", "12", "Jan-20"],
        ["Elm Lodge", "Inadequate", "30", "-"],
        ["Ash Court", "Outstanding", "-", "Mar-21"],
        ["Fir Villa", "Good", "30", "Jan-20"],
    ],
)
SERVICES = (
    ["Service", "Overall"],
    [["Alpha", "70.5"], ["Beta", "80"], ["Gamma", "80"], ["Delta", "n/a"]],
)
GRADES = (
    ["School", "Leadership", "Teaching"],
    [["Hill", "Good", "Good"], ["Dale", "Inadequate", "Good"], ["Moor", "Good", "Outstanding"]],
)
SITES = (["Site", "Children held", "Staff"], [["Alpha", "4", "9"], ["Beta", "7", "3"]])
EMPTY = (["Trust", "Score"], [["North", "-"], ["South", "-"]])
QUESTIONS = [
    "where do we come for {c}",
    "rank all {b} by {c}",
    "which {w} is best for {c}",
    "which {w} is worst for {c}",
    "who is 2nd for {c}",
    "second lowest {c}",
    "top 3 for {c}",
    "average {c}",
    "median {c}",
    "range of {c}",
    "{k} {c}",
    "everything about {k}",
    "is {k} the best for {c}",
    "is {k} above average for {c}",
    "where does {k} rank for {c}",
    "difference between {k} and {l} for {c}",
    "how far is {k} behind the best on {c}",
    "which {b} are better than {k} for {c}",
    "which {b} are above average for {c}",
    "which {b} are graded Good for {c}",
    "how many {b} are graded Good for {c}",
    "which {b} are under 50 for {c}",
    "how many {b} are between 5 and 20 for {c}",
    "list all the {c} figures",
    "why was {k} graded Inadequate",
    "why is {k} the worst for {c}",
    "what is our rate for {c}",
    "which {b} were inspected after January 2020",
    "how do we compare with other {b}",
    "what about Kent",
]


@pytest.fixture(params=[HOMES, SERVICES, GRADES, EMPTY], ids=["homes", "services", "grades", "-"])
def other(request: pytest.FixtureRequest) -> Desk:
    return open_desk(make_corpus(*request.param))


def test_nothing_crashes_and_all_holds(other: Desk) -> None:
    assert other.vocabulary.own is None
    words = other.vocabulary
    first, second, *_ = words.table.keys()
    for column in words.table.columns:
        for question in QUESTIONS:
            asked = question.format(
                c=column.heading, b=words.bodies, w=words.body, k=first, l=second
            )
            draft = other.ask(asked)
            for claim in (*draft.claims, *draft.caveats) if draft else ():
                assert find_faults(claim, other.corpus) == [], (asked, claim.text)
                assert "None" not in claim.text.split()[1:]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("which home is best for beds", "Elm Lodge and Fir Villa have the joint highest number"),
        ("how many homes are rated Good", "2 of the 4 homes are graded Good"),
        ("Ash Court beds", "Ash Court's number of beds is not given"),
        ("where does Oak House rank for beds", "3rd of the 3 homes with a figure"),
        ("where does Ash Court rank for beds", "The table gives no number of beds for Ash Court"),
        ("rank all homes by beds", "Elm Lodge 30, Fir Villa 30 and Oak House 12; not given for"),
        ("average beds", "of the 3 homes is 24.0 (72 ÷ 3)"),
        ("homes between 10 and 20 on beds", "1 of the 4 homes has a number of beds between 10"),
        ("which homes were last inspected in January 2020", "last inspected in January 2020"),
    ],
)
def test_homes(question: str, text: str) -> None:
    assert text in open_desk(make_corpus(*HOMES)).say(question)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("which service is best overall", "Beta and Gamma have the joint highest"),
        ("which service is worst overall", "Alpha has the lowest"),
        ("where does Beta rank overall", "joint 1st of the 3 services with a figure"),
        ("how many services are over 75 overall", "2 of the 4 services have"),
    ],
)
def test_services(question: str, text: str) -> None:
    assert text in open_desk(make_corpus(*SERVICES)).say(question)


@pytest.mark.parametrize(
    ("heading", "body", "bodies"),
    [
        ("Force", "force", "forces"),
        ("Home name", "home", "homes"),
        ("Name of home", "home", "homes"),
        ("Local authority", "authority", "authorities"),
        ("Services", "service", "services"),
        ("Branch", "branch", "branches"),
        ("Name", "body", "bodies"),
        ("Day", "day", "days"),
    ],
)
def test_what_the_rows_are_called(heading: str, body: str, bodies: str) -> None:
    words = open_desk(make_corpus([heading, "Score"], [["A1", "3"], ["B2", "4"]])).vocabulary
    assert (words.body, words.bodies) == (body, bodies)


def test_rows_named_alike_are_all_told() -> None:
    twice = [["Hill", "10"], ["Hill", "20"], ["Dale", "30"]]
    text = open_desk(make_corpus(["School", "Score"], twice)).say("rank all schools by score")
    assert "Dale 30, Hill 20 and Hill 10" in text


TRUSTS = (
    ["Trust", "All crime (%)", "Other crime (%)", "Within 24 hours (%)"],
    [
        ["Garth & Holme", "88.5", "94.1", "86.9"],
        ["Ash and Elm", "90", "91.4", "97.2"],
        ["Lindle", "96.6", "100", "90.7"],
    ],
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("garth and holme all crime", "88.5"),
        ("other crime for Ash & Elm", "91.4"),
        ("mean other crime rate, all three trusts", "95.2"),
        ("highest other crime of all", "100"),
        ("gap between Lindle and Ash & Elm on the 24 hour thing", "6.5"),
    ],
)
def test_names_with_small_words_and_numbers(asked: str, said: str) -> None:
    draft = open_desk(make_corpus(*TRUSTS)).ask(asked)
    assert draft is not None
    assert draft.status == "answered"
    assert said in draft.claims[0].text


def test_another_word_for_what_is_counted_names_the_column() -> None:
    sites = open_desk(make_corpus(*SITES))
    assert "is 7" in sites.say("what is the number of kids at Beta")
    assert sites.ask("what is the number of kittens at Beta") is None


MIXED = (
    ["Service", "Overall grade", "Leadership", "Waiting time", "Calls answered (%)"],
    [["Alpha", "Good", "Weak", "9", "88.5"], ["Beta", "Weak", "Good", "4", "91.5"]],
)


@pytest.mark.parametrize(
    ("table", "turns", "text"),
    [
        (HOMES, ["which home is best"], "Ash Court has the best rating: Outstanding"),
        (HOMES, ["is Ash Court better than Oak House"], "Yes: Ash Court's rating is Outstanding"),
        (HOMES, ["are Oak House and Fir Villa the same"], "Yes: Oak House's rating is Good"),
        (HOMES, ["Oak House", "and Fir Villa", "which is better"], "the same as Fir Villa's"),
        (HOMES, ["which home is biggest"], "highest number of beds: 30"),
        (HOMES, ["which home has the most beds"], "highest number of beds: 30"),
        (MIXED, ["what is Alpha best at"], "Alpha's overall grade is Good, its best grade"),
        (MIXED, ["is Alpha better than Beta"], "Yes: Alpha's overall grade is Good"),
    ],
)
def test_nobody_is_better_by_a_count(
    table: tuple[list[str], list[list[str]]], turns: list[str], text: str
) -> None:
    """Nor is one figure higher than another of another kind."""
    headings, rows = table
    assert text in open_desk(make_corpus(headings, rows)).say(*turns)
