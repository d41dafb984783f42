"""What is asked of the assistant itself, and what only sounds like it."""

from __future__ import annotations

import pytest

from cdi_qa import wording
from cdi_qa.assistant import Assistant


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hello", wording.CAN_BE_ASKED),
        ("hi there!", wording.CAN_BE_ASKED),
        ("morning", wording.CAN_BE_ASKED),
        ("evening all", wording.CAN_BE_ASKED),
        ("what can i ask", wording.CAN_BE_ASKED),
        ("who are you?", wording.CAN_BE_ASKED),
        ("can you help me please", wording.CAN_BE_ASKED),
        ("thanks very much", wording.WELCOME),
        ("ok, thank you", wording.WELCOME),
    ],
)
def test_talk_gets_a_sentence_and_suggestions(assistant: Assistant, text: str, told: str) -> None:
    answer = assistant.ask(text)
    assert answer.status == "needs_clarification"
    assert answer.text == f"{told}."
    assert answer.suggestions


@pytest.mark.parametrize(
    "text", ["what documents have you got", "is this the full report?", "list your sources"]
)
def test_every_document_is_named_with_what_it_is(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    assert answer.status == "answered"
    for source in assistant.index.corpus.sources:
        line = next(line for line in answer.text.splitlines() if source.title in line)
        assert wording.KINDS[source.kind] in line
    assert len(answer.citations) == len(assistant.index.corpus.sources)


@pytest.mark.parametrize(
    "text",
    [
        "what should we ask the force",
        "what documents did the force send",
        "who are HMICFRS",
        "great, and what about rape",
        "is this the worst force",
        "how does the crime service team work",
    ],
)
def test_what_is_asked_of_the_documents_is_left_to_them(assistant: Assistant, text: str) -> None:
    told = assistant.ask(text).text
    assert not told.startswith((wording.CAN_BE_ASKED, wording.WELCOME, wording.DOCUMENTS))


def test_no_question_leans_on_talk_before_it(assistant: Assistant) -> None:
    question = "what do they have to get done before xmas"
    assert assistant.ask(question, ["morning", "thanks"]).text == assistant.ask(question).text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["what is N100", "who says so"], "The briefing note says so, on page 4 [1]."),
        (["what is N100", "what page is that on?"], "The briefing note says so, on page 4 [1]."),
        (
            ["what did the pcc say", "where does it say that"],
            "The digest of the force's response says so, under “The Police and Crime Commissioner” "
            "[1].",
        ),
        (["what is the weather", "who says so"], f"{wording.NOTHING_CITED}."),
        (
            ["what page is the table on"],
            "The table of 14 rows is on page 6 of the briefing note [1].",
        ),
    ],
)
def test_where_it_is_said_is_told(assistant: Assistant, turns: list[str], told: str) -> None:
    assert assistant.ask(turns[-1], turns[:-1]).text == told


def test_where_it_is_said_is_told_however_often_it_is_asked(assistant: Assistant) -> None:
    turns = ["what is N100", *["who says so"] * 2000]
    assert assistant.ask(turns[-1], turns[:-1]).text == "The briefing note says so, on page 4 [1]."
