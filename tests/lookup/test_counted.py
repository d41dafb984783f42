"""How many rows are said to be so: corrected where the table counts others."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.lookup.conftest import Desk
from tests.lookup.test_random_kinds import quick
from tests.lookup.test_random_tables import FOUR, Drawn, tables

WRONG = [
    ("only two forces are Inadequate, so why us", ["7 of the 14", "Merseyside"]),
    ("only two forces are outstanding for leadership, which", ["3 of the 14", "Wiltshire"]),
    ("only one force is Good overall so why the worry", ["3 of the 14"]),
    ("with five forces Good overall why cant we manage it", ["3 of the 14"]),
    ("half of them are Good overall, right?", ["3 of the 14"]),
]
RIGHT = [
    ("only three forces are outstanding for leadership, which", ["Wiltshire", "Cambridgeshire"]),
    ("half of them are inadequate, right?", ["Yes", "7 of the 14"]),
    ("as we're one of 7 inadequate forces, who are the others", ["6 of the 13", "Kent"]),
]


@pytest.mark.parametrize(("question", "parts"), WRONG)
def test_wrong_count_is_corrected(desk: Desk, question: str, parts: list[str]) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert draft.status == "premise_corrected"
    text = draft.claims[0].text
    assert text.startswith("That is not so: ")
    assert [part for part in parts if part not in text] == [], text


@pytest.mark.parametrize(("question", "parts"), RIGHT)
def test_right_count_is_gone_on_from(desk: Desk, question: str, parts: list[str]) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert draft.status == "answered"
    text = draft.claims[0].text
    assert [part for part in parts if part not in text] == [], text


def test_reason_for_a_right_count_is_left_to_the_documents(desk: Desk) -> None:
    assert desk.ask("only three forces are Good overall, so why aren't we") is None


@quick
@given(tables(), st.data(), st.integers(2, 30))
def test_count_is_held_against_the_table(drawn: Drawn, data: st.DataObject, said: int) -> None:
    assume(drawn.grades and said < len(drawn.rows))
    column, grade = drawn.grades[0], data.draw(st.sampled_from(FOUR))
    held = {name for name, cells in drawn.rows.items() if cells[column] == grade}
    draft = drawn.desk.ask(f"only {said} forces are {grade} for {column}, which")
    assert draft is not None
    assert draft.status == ("answered" if len(held) == said else "premise_corrected")
    assert drawn.named_in(draft.claims[0].text) == held
