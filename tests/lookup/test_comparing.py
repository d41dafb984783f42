"""Who is above whom: the row that does it, what is denied, places apart, opposites in idiom."""

from __future__ import annotations

import pytest

from cdi_qa.lookup import Query
from tests.lookup.conftest import Desk

# A question and the conditions it is read as.
READ = [
    (("which forces do we beat on violence",), "violence < 77.9"),
    (("who does Kent outscore on rape",), "rape < 91.1"),
    (("who beats us on violence",), "violence > 77.9"),
    (("who are we behind on violence",), "violence > 77.9"),
    (("who is behind us on violence",), "violence < 77.9"),
    (("which forces do we have the edge over on rape",), "rape < 89.8"),
    (("who has the edge over us on rape",), "rape > 89.8"),
    (("who leaves us trailing on rape",), "rape > 89.8"),
    (("who were we pipped by on violence",), "violence > 77.9"),
    (("how many trail Kent on rape",), "rape < 91.1"),
    (("who is on our coat tails on rape",), "rape < 89.8"),
    (("compared with Kent, who is better on rape",), "rape > 91.1"),
    (("which forces record more rape than us",), "rape > 89.8"),
    (("who do we beat on rape but trail on violence",), "rape < 89.8 and violence > 77.9"),
    (("Kent's rape rate", "who do they beat"), "rape < 91.1"),
    # denied
    (("which are not above 80 for violence",), "violence <= 80"),
    (("who isn't below 80 on violence",), "violence >= 80"),
    (("which forces are no better than Kent on rape",), "rape <= 91.1 and force != Kent"),
    (("who don't we beat on rape",), "rape >= 89.8 and force != West Mids"),
    # joined, and figures in words
    (("below 80 on violence or below 80 on rape, which",), "violence < 80 or rape < 80"),
    (("which forces are 90 or more on rape",), "rape >= 90"),
    (("forces with violence under four fifths",), "violence < 80"),
    (
        ("forces of the 2016 batch or inspected in June 2017",),
        "date_of_report = 2017-06-01 or date_of_report >= 2016-01-01 and date_of_report <= "
        "2016-12-01",
    ),
    (
        ("who got good overall without being good at recording",),
        "overall_grade = Good and recording != Good",
    ),
]


@pytest.mark.parametrize(("turns", "where"), READ, ids=[turns[-1] for turns, _ in READ])
def test_conditions(desk: Desk, turns: tuple[str, ...], where: str) -> None:
    query = desk.read(*turns)
    assert isinstance(query, Query)
    assert f" where {where}" in f"{query}"
    assert f"{query}".endswith(where)


@pytest.mark.parametrize(
    ("turns", "parts"),
    [
        (("how many places between us and Sussex on violence",), ["10 places below Sussex"]),
        (("how many rungs separate Kent and Wiltshire for rape",), ["1 place below Wiltshire"]),
        (
            ("how many places off the bottom are we for violence",),
            ["3 places above Leicestershire"],
        ),
        (("how many places between Kent and Cheshire overall",), ["level with Cheshire"]),
        (("top half dozen overall",), ["The 6 forces", "North Wales (88.3%)"]),
        (("who is top on rape", "and the other end?"), ["Cheshire", "79%"]),
        (("what is the mean for overall", "how far off it are we"), ["2.8 percentage points"]),
        (("GMP on violence", "who is next above them"), ["Devon and Cornwall", "76.1%"]),
        (("overall recording by systems grade on average",), ["where it is Good"]),
        (("what is the vulnerable column actually counting",), ["do not say"]),
    ],
    ids=lambda value: value[-1],
)
def test_said(desk: Desk, turns: tuple[str, ...], parts: list[str]) -> None:
    text = desk.say(*turns)
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize(
    "question",
    [
        "who is above us and who is below us on violence",  # two questions
        "so at worst what might our overall rate be",
        "which force leaves the biggest share of violence off the books",
    ],
)
def test_reads_no_half_of_a_question(desk: Desk, question: str) -> None:
    assert desk.read(question) is None
