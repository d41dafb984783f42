"""Time and money in words of their own, where the table has columns of them."""

from __future__ import annotations

import pytest

from cdi_qa.lookup.amounts_said import also_meant
from cdi_qa.lookup.paraphrase import paraphrase
from tests.lookup.conftest import open_desk
from tests.lookup.tables import make_corpus

CLINICS = open_desk(
    make_corpus(
        ["Clinic", "Weekly fee (£)", "Desk wait (minutes)", "Nurse wait (days)"],
        [
            ["Ambry", "320", "12", "3"],
            ["Brook", "295", "7", "9"],
            ["Cross", "410", "15", "5"],
            ["Dene", "350", "9", "2"],
        ],
    )
)
SAID = [
    ("who is cheapest", ["Brook", "295"]),
    ("who's dearest", ["Cross", "410"]),
    ("which clinic is the most expensive", ["Cross"]),
    ("what do they charge a week at Dene", ["Dene", "350"]),
    ("which clinics charge under £325", ["Ambry", "Brook"]),
    ("is Ambry cheaper than Dene", ["Yes", "30"]),
    ("which clinic keeps you waiting longest for the desk", ["Cross", "15"]),
    ("who is quickest for a nurse", ["Dene", "2"]),
    ("how long for a nurse at Brook", ["Brook", "9"]),
]


@pytest.mark.parametrize(("question", "parts"), SAID)
def test_is_read(question: str, parts: list[str]) -> None:
    text = CLINICS.say(paraphrase(question, CLINICS.vocabulary))
    assert [part for part in parts if part not in text] == [], text


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who waits longest", ("desk_wait_(minutes)", "nurse_wait_(days)")),
        ("who waits longest for a nurse", ()),
        ("who is cheapest", ()),
        ("how many clinics are there", ()),
    ],
)
def test_doubt_between_columns_is_told(question: str, names: tuple[str, ...]) -> None:
    assert also_meant(question, CLINICS.vocabulary.table)[1] == names


def test_a_table_without_such_columns_is_asked_as_before() -> None:
    plain = open_desk(make_corpus(["Clinic", "Beds"], [["Ambry", "12"], ["Brook", "7"]]))
    for question in ("who is cheapest", "who is slowest", "who is the most expensive"):
        assert paraphrase(question, plain.vocabulary) == question
