from __future__ import annotations

import pytest

from cdi_qa.reading.footnotes import find_footnotes, find_mark, words_of
from cdi_qa.reading.lines import split_lines


def notes(text: str, *known: str) -> list[tuple[str, str, str]]:
    """Number, words and marked text of each footnote."""
    found = find_footnotes(text, split_lines(text), frozenset(known))
    return [
        (
            note.number,
            " ".join(text[note.start : note.end].split()),
            text[: note.mark_end].split()[-1],
        )
        for note in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reporting and recording1\n\n1 See the log.", [("1", "See the log.", "recording1")]),
        ("It is in the log.1 Then\n\n1 See the log.", [("1", "See the log.", "log.1")]),
        ("It is (in the log)1 then\n\n1 See it.", [("1", "See it.", "log)1")]),
        ("Recording¹ and\n\n¹ See the log.", [("1", "See the log.", "Recording¹")]),
        ("Recording¹² and\n\n¹² See the log.", [("12", "See the log.", "Recording¹²")]),
        ("Recording[1] and\n\n[1] See the log.", [("1", "See the log.", "Recording[1]")]),
        (
            "Recording1 and victims2\n\n1 See the log\nof the force.\n2 All of them.",
            [("1", "See the log of the force.", "Recording1"), ("2", "All of them.", "victims2")],
        ),
        ("Recording and\n\n1 See the log.", []),
        ("Recording1 and\n\n1. See the log.", []),
        ("Recording1 and\n\n2 See the log.", []),
        ("1 See the log.\n\nRecording1", []),
        ("The 2014 visit\n\n4 See the log.", []),
        ("N100 in 119/150\n\n50 Cases were seen.", []),
    ],
)
def test_footnotes(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert notes(text) == expected


def test_a_mark_on_a_code_needs_the_code_to_be_known() -> None:
    text = "N1002\n\n2 Introduced in April 2015."
    assert notes(text) == []
    assert notes(text, "N100") == [("2", "Introduced in April 2015.", "N1002")]


def test_bare_addresses_after_a_note_are_none_of_it() -> None:
    text = "Recording1\n\n1 See the log.\nhttps://www.example.org/\nhttps://www.example.org/"
    assert notes(text) == [("1", "See the log.", "Recording1")]


def test_a_word_is_a_likelier_place_for_a_mark_than_a_code() -> None:
    text = "Covid19 A101 recording1 log.1"
    assert find_mark(text, "1", frozenset({"A10"})) == (text.index("recording1") + 9, 23)


def test_figures_are_no_marks() -> None:
    assert find_mark("In 2011 and 1,001 of 31.1", "1", frozenset()) is None


def test_words_of() -> None:
    assert words_of("N100 re-visit, 2014") == {"N100", "re-visit"}
