"""Words that rate, in the order that a document gives for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdi_qa.reading import read_corpus
from cdi_qa.reading.orders import stated_order, without_clashes

WORDS = ("Amble", "Canter", "Gallop")
BEST_FIRST = [
    "From best to worst the marks are Gallop, Canter and Amble.",
    "The marks are, best first: Gallop, Canter, Amble.",
    "In descending order they are Gallop, Canter and Amble.",
    "Marks run from Gallop (the best) through Canter to Amble.",
    "Marks run from Gallop by Canter down to Amble.",
    "Gallop is the highest mark, then Canter, then Amble.",
    "Gallop, Canter or Amble is given, Amble being the lowest.",
    "A mark of Gallop is better than Canter, which is better than Amble.",
    "They go from worst to best: Amble, Canter, Gallop.",
    "In ascending order: amble, canter, gallop.",
    "Schools climb from Amble by Canter up to Gallop.",
    "Amble is the lowest mark, Canter the next and Gallop the best.",
]
UNSAID = [
    "Each stable is marked Gallop, Canter or Amble.",
    "From best to worst the marks are Gallop and Canter.",
    "A stable in Gallop, Canter or Amble may take up to 40 horses.",
    "Gallop is better than Canter or Amble.",
    "Best of all were the stables marked with a Canter; Gallop and Amble came later.",
    "From best to worst, or from worst to best: Gallop, Canter, Amble.",
]


@pytest.mark.parametrize("sentence", BEST_FIRST)
def test_order_is_read(sentence: str) -> None:
    assert stated_order(sentence, WORDS) == ("Gallop", "Canter", "Amble")


@pytest.mark.parametrize("sentence", UNSAID)
def test_order_is_not_guessed(sentence: str) -> None:
    assert stated_order(sentence, WORDS) == ()


FORDS = ("Failing", "Patchy", "Sound", "Strong")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Each is rated Strong, Sound, Patchy or Failing.", FORDS[::-1]),
        ("Each is failing, patchy, sound or strong.", FORDS[::-1]),
        ("Fords are Strong, Sound and Patchy; one is Failing.", ()),
        ("Penny Ford was Failing, Long Ford Patchy and the rest Sound or Strong.", ()),
    ],
)
def test_list_from_good_to_bad_is_in_order(sentence: str, expected: tuple[str, ...]) -> None:
    assert stated_order(sentence, FORDS) == expected


def test_list_may_hold_grades_that_a_column_lacks() -> None:
    told = stated_order("Grades: Strong, Sound, Patchy, Failing.", ("Patchy", "Sound"))
    assert told == ("Strong", "Sound", "Patchy", "Failing")


@settings(max_examples=50, deadline=None)
@given(st.permutations(["Oak", "Elm", "Ash", "Yew"]), st.booleans())
def test_any_order_is_read_either_way(order: list[str], falling: bool) -> None:
    said = order if falling else order[::-1]
    way = "best to worst" if falling else "worst to best"
    sentence = f"From {way} the badges are {', '.join(said[:-1])} and {said[-1]}."
    assert stated_order(sentence, sorted(order)) == tuple(order)


def note(told: str) -> str:
    rows = ["Copse | Amble | 12", "Dell | Gallop | 30", "Fold | Canter | 18", "Glade | Amble | 9"]
    rows += ["Heath | Gallop | 22", "Knoll | Canter | 15", "Lea | n/a | 11"]
    table = "\n".join(["Stable | Mark | Horses", *rows])
    return f"A note on stables\n\nThe county marked seven stables. {told}\n\n{table}\n"


def columns_of(folder: Path, told: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    folder.mkdir()
    (folder / "note.txt").write_text(note(told), encoding="utf-8")
    (table,) = read_corpus(folder)[0].tables
    return {column.name: (column.kind, column.scale) for column in table.columns}


def test_only_an_ordered_column_becomes_one_of_grades(tmp_path: Path) -> None:
    told = columns_of(tmp_path / "told", BEST_FIRST[0])
    assert told["mark"] == ("grade", ("Gallop", "Canter", "Amble"))
    assert columns_of(tmp_path / "untold", UNSAID[0])["mark"] == ("text", ())
    both = f"{BEST_FIRST[0]} Worst first they are Gallop, Canter and Amble."
    assert columns_of(tmp_path / "both", both)["mark"] == ("text", ())


def test_a_cell_without_a_grade_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(note(BEST_FIRST[0]), encoding="utf-8")
    (table,) = read_corpus(tmp_path)[0].tables
    at = table.position("mark")
    told = {row.cells[0].printed: row.cells[at].degree for row in table.rows}
    assert told["Dell"] == 0
    assert told["Copse"] == 2
    assert told["Lea"] is None


def test_orders_that_clash_are_not_mixed(tmp_path: Path) -> None:
    other = "From best to worst the marks are Amble, Canter and Gallop."
    (tmp_path / "a.txt").write_text(note(BEST_FIRST[0]), encoding="utf-8")
    (tmp_path / "b.txt").write_text(note(other), encoding="utf-8")
    first, second = without_clashes(read_corpus(tmp_path)[0].tables)
    assert first.column("mark").kind == "grade"
    assert second.column("mark").kind == "text"
    assert {row.cells[1].degree for row in second.rows} == {None}
