from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.reading.atoms import join_numbers, join_wrapped, split_atoms

from .helpers import STEADY


def pieces(text: str) -> list[tuple[str, str]]:
    return [(atom.kind, text[atom.start : atom.end]) for atom in split_atoms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sep-17 North Wales Good 83.6 -",
            [
                ("date", "Sep-17"),
                ("text", "North Wales"),
                ("grade", "Good"),
                ("number", "83.6"),
                ("missing", "-"),
            ],
        ),
        ("Requires \nImprovement 5", [("grade", "Requires \nImprovement"), ("number", "5")]),
        ("North  Holm\tKent", [("text", "North"), ("text", "Holm"), ("text", "Kent")]),
        ("| Kent | Met |\n|---|---|", [("text", "Kent"), ("text", "Met")]),
        ("a good start", [("text", "a good start")]),
        ("N100 119/150", [("text", "N100 119/150")]),
        ("42 Sep-17", [("number", "42"), ("date", "Sep-17")]),
        ("Not inspected 83.6%", [("missing", "Not inspected"), ("number", "83.6%")]),
        ("Good* 83¹", [("grade", "Good*"), ("number", "83¹")]),
    ],
)
def test_pieces_of_a_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


def test_lines_are_counted() -> None:
    atoms = split_atoms("Kent Good\n\nRequires \nImprovement 5")
    assert [(atom.first_line, atom.last_line) for atom in atoms] == [(0, 0), (0, 0), (2, 3), (3, 3)]


def test_wrapped_names_are_joined_only_over_a_single_line_break() -> None:
    text = "Devon and \nCornwall 80\nKent\n\nSussex"
    joined = join_wrapped(text, split_atoms(text))
    words = [text[atom.start : atom.end] for atom in joined]
    assert words == ["Devon and \nCornwall", "80", "Kent", "Sussex"]


def test_one_whole_number_joins_the_name_before_it() -> None:
    text = "Ward 7 22 91.5"
    joined = join_numbers(text, split_atoms(text))
    assert [text[atom.start : atom.end] for atom in joined] == ["Ward 7", "22", "91.5"]


@STEADY
@given(st.text(alphabet="Kent Good Sep-17 83.6 -\n\t|*%,", max_size=120))
def test_atoms_are_in_order_apart_and_leave_nothing_but_space_and_rules(text: str) -> None:
    atoms = split_atoms(text)
    ends = 0
    for atom in atoms:
        assert ends <= atom.start < atom.end
        assert not set(text[ends : atom.start]) - set(" \n\t|-")
        assert atom.first_line == text.count("\n", 0, atom.start)
        assert atom.last_line == text.count("\n", 0, atom.end - 1)
        ends = atom.end
