"""The rules of eval/README.md by which strings and quotes are matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdi_qa.evaluation.cases import ExpectedEvidence
from cdi_qa.evaluation.judge import Statement, covers, holds, statements


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("The rate is 83.8%.", "83.8", True),
        ("The rate is 83.8%.", "83", False),
        ("The rate is 83.", "83", True),
        ("It was 16.", "6", False),
        ("over 38,800 crimes", "38,800", True),
        ("over 38,800 crimes", "800", False),
        ("over 38,800 crimes", "38", False),
        ("the N100 record", "100", False),
        ("Kent has 79.2% [3].", "3", False),
        ("limited supervision of decisions", "supervis", True),
        ("related matters", "late", False),
        ("The Force’s answer", "the force's", True),
        ("in  early\n2018", "early 2018", True),
        ("GOOD for culture", "Good", True),
        ("11th of the 14", "11th", True),
        ("2013–14", "2013-14", True),
    ],
)
def test_a_string_occurs_as_the_readme_says(text: str, wanted: str, expected: bool) -> None:
    assert holds(text, wanted) is expected


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_a_number_is_found_only_whole(said: int, wanted: int) -> None:
    assert holds(f"There were {said} of them [1].", str(wanted)) is (said == wanted)


def test_statements_carry_their_own_marks() -> None:
    text = "It is 77.9% [1][2]. Kent is behind [3].\n1. Assault [4].\n2. “One. Two.” [5]"
    assert statements(text) == [
        Statement("It is 77.9%", (1, 2)),
        Statement("Kent is behind", (3,)),
        Statement("Assault", (4,)),
        Statement("“One. Two.”", (5,)),
    ]


@pytest.mark.parametrize(
    ("page", "quote", "expected"),
    [
        (4, "64 unrecorded assaults, 3 coercive behaviour", True),
        (4, "Of 429 DA crimes only 313 recorded included 64 unrecorded assaults", True),
        (5, "64 unrecorded assaults, 3 coercive behaviour", False),
        (None, "64 unrecorded assaults, 3 coercive behaviour", False),
        (4, "No safeguarding in half of the cases", False),
    ],
)
def test_a_quote_covers_evidence_at_the_same_place(
    page: int | None, quote: str, expected: bool
) -> None:
    evidence = ExpectedEvidence(
        source="note", page=4, quote="only 313 recorded included 64 unrecorded assaults, 3 coercive"
    )
    assert covers("note", page, quote, evidence) is expected
    assert covers("report", page, quote, evidence) is False


def test_evidence_that_stands_for_a_table_is_met_by_any_of_its_rows() -> None:
    evidence = ExpectedEvidence(source="note", page=6, quote="Force Overall", table=True)
    assert covers("note", 6, "Kent 83.6", evidence)
    assert not covers("note", 5, "Kent 83.6", evidence)
