"""Asked where the documents disagree, an answer gives both readings and whose they are."""

from __future__ import annotations

import pytest

from cdi_qa.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("38,000 or 38,800 - why two numbers", ["38,800", "38,000", "force's response"]),
        ("is the note right about 38,8000", ["38,8000", "38,800"]),
        ("38,8000 can't be real, what should it say", ["38,8000", "38,800"]),
        ("is it august or the 7th of september our report came out", ["Aug-17", "7 September"]),
        ("do the documents disagree anywhere", ["38,8000", "38,000", "Aug-17", "around 83"]),
        ("any discrepancies between the note and the report?", ["38,8000", "38,000"]),
    ],
)
def test_both_readings_are_given(assistant: Assistant, question: str, told: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert [part for part in told if part not in answer.text] == []
    assert len({citation.source for citation in answer.citations}) > 1


@pytest.mark.parametrize(
    "question",
    ["which reports came out in august 2016 or september 2017", "how do we rank for violence"],
)
def test_other_questions_are_not_taken_for_it(assistant: Assistant, question: str) -> None:
    assert "do not agree" not in assistant.ask(question).text


def test_an_answer_that_touches_one_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("when was our report published")
    assert any("Aug-17" in caveat for caveat in answer.caveats)


def test_the_answer_on_all_of_them_does_not_warn_of_them_again(assistant: Assistant) -> None:
    answer = assistant.ask("where do the documents disagree")
    assert [caveat for caveat in answer.caveats if "do not agree" in caveat] == []
