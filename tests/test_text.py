import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.text import (
    figures,
    fold_space,
    join_english,
    ordinal,
    page_name,
    sentence_spans,
    stem,
    strip_controls,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over 38,800 a year", ["38800"]),
        ("an N100 in 3", ["3"]),
        ("83.8% and 83", ["83.8", "83"]),
        ("119/150 rape", ["119", "150"]),
        ("11th of 14", ["14"]),
    ],
)
def test_figures_are_whole_tokens(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_words_keep_decimals_and_drop_possessives() -> None:
    assert words("Kent’s 83.8% of 38,800") == ["kent", "83.8", "of", "38800"]


def test_a_code_and_its_plural_share_a_stem() -> None:
    assert stem("n100s") == stem("n100")


def test_an_inspectorate_is_not_an_inspector() -> None:
    assert stem("inspectorate") != stem("inspector")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here. Two there.", ["One here.", "Two there."]),
        (
            "Systems (e.g. Those used) are kept. Next",
            ["Systems (e.g. Those used) are kept.", "Next"],
        ),
        ("trusted?’ No ratings", ["trusted?’", "No ratings"]),
        ("Made by J. Smith in May.", ["Made by J. Smith in May."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text)] == expected


@given(st.text())
def test_sentences_keep_all_but_white_space(text: str) -> None:
    kept = "".join(text[a:b] for a, b in sentence_spans(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold_space(fold_space(text)) == fold_space(text)


def test_direction_marks_are_dropped() -> None:
    assert strip_controls("a\u202eb\x00c\n") == "abc\n"


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_join_english(items: list[str], expected: str) -> None:
    assert join_english(items) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (23, "23rd")],
)
def test_ordinal(number: int, expected: str) -> None:
    assert ordinal(number) == expected


@pytest.mark.parametrize(
    ("number", "label", "expected"),
    [(7, "v", "7 (printed v)"), (7, "5", "7 (printed 5)"), (7, "7", "7"), (7, "", "7")],
)
def test_page_names(number: int, label: str, expected: str) -> None:
    assert page_name(number, label) == expected
