from dataclasses import replace

import pytest

from cdi_qa.lookup.called import Called
from cdi_qa.lookup.likely import LikelyTables
from tests.lookup.tables import make_corpus


def called(caption: str, heading: str, *rows: str) -> Called:
    (table,) = make_corpus(["Place", heading], [[row, "12"] for row in rows]).tables
    return Called(replace(table, caption=caption), "A note", "")


TABLES = LikelyTables(
    {
        "calls": called("Table 1: Answering calls, 2016", "Answered", "Elm", "Oak"),
        "dogs": called("Table 2: Dog bites, 2017", "Bites", "Elm", "Yew"),
        "doors": called("Table 3: Doors left open, 2017", "Doors", "Elm", "Yew"),
    }
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("how many calls were answered in Oak", ["calls"]),
        ("bites of dogs in Elm", ["dogs", "calls", "doors"]),
        ("what was it in Elm", ["calls", "dogs", "doors"]),
        ("and in Yew in 2017", ["dogs", "doors"]),
        ("Oak or Yew", ["calls", "dogs", "doors"]),
        ("who is the chief constable", []),
    ],
)
def test_tables_that_share_most_words_come_first(question: str, names: list[str]) -> None:
    assert TABLES.find(question, 4) == names


def test_no_more_are_given_than_are_asked_for() -> None:
    assert TABLES.find("what was it in Elm", 2) == ["calls", "dogs"]
