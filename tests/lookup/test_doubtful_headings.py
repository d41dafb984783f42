"""What is said where a heading, or the order of the words under it, is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.reading import read_corpus
from tests.lookup.conftest import Desk, open_desk
from tests.lookup.tables import make_corpus
from tests.reading.helpers import check_sentence

_NOTE = """The note compares forces. The figures are per cent.

Force Overall Grade Court Delays Cell Checks Bail Breaches Youth

Kent Good 14.4 52 71.2 3

Essex Good 8.1 37 93.1 4

Suffolk Inadequate 11.6 9 95.4 5

Durham Good 5.9 0 97.8 6
"""
RATINGS = (
    ["Force", "Leadership", "Rate"],
    [
        ["Kent", "Sound", "70.5"],
        ["Essex", "Failing", "80.1"],
        ["Dorset", "Sound", "66"],
        ["Durham", "Failing", "50"],
    ],
)


def caveats(desk: Desk, question: str) -> list[str]:
    draft = desk.ask(question)
    assert draft is not None
    return [claim.text for claim in draft.caveats]


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("note")
    (folder / "note.txt").write_text(_NOTE)
    return folder


def test_answers_from_a_doubtful_column_say_so(note: Path) -> None:
    desk = open_desk(read_corpus(note)[0])
    for question in ("what are Kent's cell checks", "everything about Kent"):
        assert any("could not be read for certain" in said for said in caveats(desk, question))
    assert not any("certain" in said for said in caveats(desk, "what is Kent's overall grade"))


def test_reading_tells_of_doubtful_headings(note: Path) -> None:
    corpus, (reading,) = read_corpus(note)
    assert [problem.reason for problem in corpus.problems] == [reading.remark]
    assert "Cell Checks" in reading.remark
    check_sentence(reading.remark)


@pytest.mark.parametrize(
    "question", ["who is best for leadership", "which force has the worst leadership"]
)
def test_words_without_a_known_order_are_not_ranked(question: str) -> None:
    desk = open_desk(make_corpus(*RATINGS))
    draft = desk.ask(question)
    assert draft is not None
    assert draft.status == "needs_clarification"
    said = desk.say(question)
    assert "do not say which of Failing and Sound is the best" in said
    assert all(name in said for name in ("Kent", "Essex", "Dorset", "Durham"))


def test_a_cell_of_such_words_needs_no_caveat() -> None:
    desk = open_desk(make_corpus(*RATINGS))
    assert "Sound" in desk.say("what is Kent's leadership")
    assert caveats(desk, "what is Kent's leadership") == []


@pytest.mark.parametrize(("grade", "meant"), [("Poor", True), ("Inadequate", False)])
def test_poor_is_a_grade_where_the_table_gives_it(grade: str, meant: bool) -> None:
    rows = [["Kent", "Good", "1"], ["Essex", grade, "2"], ["Dorset", grade, "3"]]
    desk = open_desk(make_corpus(["Force", "Leadership", "Rate"], rows))
    told = desk.say("which forces were graded poor for leadership")
    assert (("Essex" in told) and ("Dorset" in told) and "Kent" not in told) is meant
