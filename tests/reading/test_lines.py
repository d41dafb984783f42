from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.reading.lines import (
    BULLET_SIGN,
    ITEM_NUMBER,
    SECTION_NUMBER,
    TERMINAL,
    measure,
    split_lines,
)

from .helpers import STEADY


def test_lines_know_what_surrounds_them() -> None:
    first, second, third = split_lines("One  \n\n  Two\n \nThree")
    assert (first.text, first.indent, first.blanks_before, first.ends_open) == ("One", 0, 0, True)
    assert (second.text, second.indent, second.blanks_before) == ("Two", 2, 1)
    assert not second.gap_marked
    assert third.gap_marked, "a line of white space is a paragraph mark"


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "skip\n  this\nnot"
    (line,) = split_lines(text, 5, 11)
    assert text[line.start : line.end] == "this"


@STEADY
@given(st.text(alphabet="ab \t\r\n•", max_size=80))
def test_every_line_is_its_slice_and_none_is_lost(text: str) -> None:
    lines = split_lines(text)
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [line.text for line in lines] == [raw.strip() for raw in text.split("\n") if raw.strip()]


def test_wide_letters_measure_more_than_narrow_ones() -> None:
    assert measure("illicit") < measure("mammoth")
    assert measure("") == 0


@pytest.mark.parametrize("text", ["• a", "- a", "– a", "▪ a", "* a", "\uf0b7 a", "o A"])
def test_bullet_signs(text: str) -> None:
    assert BULLET_SIGN.match(text)


@pytest.mark.parametrize("text", ["-a", "•", "o a", "on A", "-", "a • b"])
def test_no_bullet_signs(text: str) -> None:
    assert not BULLET_SIGN.match(text)


@pytest.mark.parametrize("text", ["1. a", "(a) b", "iv) c", "12) d"])
def test_item_numbers(text: str) -> None:
    assert ITEM_NUMBER.match(text)


@pytest.mark.parametrize("text", ["2017. a", "1.5 a", "83.8% a", "1 a", "e.g. a", "A. Smith"])
def test_no_item_numbers(text: str) -> None:
    assert not ITEM_NUMBER.match(text)


@pytest.mark.parametrize(
    ("text", "is_number"),
    [("2.1 The", True), ("2.1.3 The", True), ("2.5 million", False), ("2 The", False)],
)
def test_section_numbers(text: str, is_number: bool) -> None:
    assert bool(SECTION_NUMBER.match(text)) == is_number


@pytest.mark.parametrize(
    ("text", "ends"),
    [("a.", True), ("a:", True), ("‘a?’", True), ("a.1", True), ("a", False), ("a,", False)],
)
def test_ends_of_sentences(text: str, ends: bool) -> None:
    assert bool(TERMINAL.search(text)) == ends
