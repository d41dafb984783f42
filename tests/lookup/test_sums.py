"""Sums of counts: of all rows, of some, and of several columns of one; rates make no sum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.answering.ground import find_faults
from tests.lookup.conftest import Desk, open_desk
from tests.lookup.tables import make_corpus
from tests.lookup.test_random_kinds import quick

HEADINGS = ["Station", "Grade", "Fires", "Alarms", "Turnout (seconds)", "Weekly fee (£)"]
NAMES = ["Alder", "Beckfoot", "Corrie", "Dunlin", "Eider", "Fulmar"]


def stations(counts: list[tuple[int, int]]) -> Desk:
    rows = [
        [name, "Good" if at % 2 else "Inadequate", f"{fires:,}", f"{alarms:,}", "70", "90"]
        for at, (name, (fires, alarms)) in enumerate(zip(NAMES, counts, strict=False))
    ]
    return open_desk(make_corpus(HEADINGS, rows))


FEW = stations([(4, 10), (7, 20), (1200, 30), (3, 41)])


@quick
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 90)), min_size=2, max_size=6))
def test_sums(counts: list[tuple[int, int]]) -> None:
    desk = stations(counts)
    fires, good = [one for one, _ in counts], [one for one, _ in counts[1::2]]
    questions = {
        "what is the total of fires": sum(fires),
        "total fires across all the stations": sum(fires),
        "sum of fires of the Good stations": sum(good),
        f"fires at {NAMES[0]} and {NAMES[1]} put together": sum(fires[:2]),
        f"fires and alarms at {NAMES[0]} added together": sum(counts[0]),
    }
    for question, expected in questions.items():
        draft = desk.ask(question)
        assert draft is not None, question
        assert f" {expected:,} (" in draft.claims[0].text, draft.claims[0].text
        assert find_faults(draft.claims[0], desk.corpus) == []


def test_total_of_one_cell_is_that_cell() -> None:
    assert "is 1,200" in FEW.say("what is the total number of fires at Corrie")


@pytest.mark.parametrize(
    "question", ["sum of turnout", "the weekly fees added up", "turnout at Alder and Corrie summed"]
)
def test_what_is_of_one_thing_each_is_not_added(question: str) -> None:
    assert " total " not in FEW.say(question)


def test_rates_are_not_added(desk: Desk) -> None:
    assert desk.ask("what is the sum of our violence and rape rates") is None
