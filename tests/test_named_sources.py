"""Questions put to one document by name."""

from __future__ import annotations

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.named_sources import NamedSources


@pytest.mark.parametrize(
    ("question", "source", "only", "text"),
    [
        (
            "According to the HMICFRS report, how many crimes go unrecorded?",
            "hmicfrs-report", False, "how many crimes go unrecorded?",
        ),
        (
            "Only from the WMP response: what is the rate for violence?",
            "wmp-response", True, "what is the rate for violence?",
        ),
        (
            "what share of crime is recorded, going by the briefing note",
            "briefing-note", False, "what share of crime is recorded,",
        ),
        (
            "what does the briefing note say about training?",
            "briefing-note", False, "what does the briefing note say about training?",
        ),
        (
            "In the force's response, what is said of supervision?",
            "wmp-response", False, "what is said of supervision?",
        ),
        ("what does WMP say about the report", "wmp-response", False, "list the force's response"),
        ("why do we dispute the figure", "wmp-response", False, "why do we dispute the figure"),
        ("does the force accept that?", "wmp-response", False, "does the force accept that?"),
    ],
)  # fmt: skip
def test_finds_the_document(
    assistant: Assistant, question: str, source: str, only: bool, text: str
) -> None:
    named = NamedSources(assistant.index.corpus).find(question)
    assert named is not None
    assert (named.sources, named.only, named.text) == ((source,), only, text)


@pytest.mark.parametrize(
    "question",
    [
        "what does the report say about fraud",
        "how many records did they go through in the first inspection",
        "what did we get in the PEEL inspection",
        "when did the force respond",
        "what does the inspectorate say about training",
        "what did Kent say",
        "what do they say about rape",
        "how many crimes were recorded in response to calls",
        "in the note",
        "",
    ],
)
def test_names_none(assistant: Assistant, question: str) -> None:
    assert NamedSources(assistant.index.corpus).find(question) is None


def test_answers_from_what_is_named_first(assistant: Assistant) -> None:
    answer = assistant.ask("According to the HMICFRS report, how many crimes go unrecorded a year?")
    assert answer.status == "answered"
    assert answer.citations[0].source == "hmicfrs-report"


def test_says_where_an_answer_is_from_another(assistant: Assistant) -> None:
    answer = assistant.ask("According to the force's response, what is Kent's rate for rape?")
    assert "91.1%" in answer.text
    assert any("this is from the other documents" in caveat for caveat in answer.caveats)


def test_only_means_only(assistant: Assistant) -> None:
    answer = assistant.ask("Only from the WMP response: what is the recording rate for violence?")
    assert answer.status == "not_in_documents"
    assert any("was asked, as the question says" in caveat for caveat in answer.caveats)


def test_what_a_body_says_is_told_from_its_response(assistant: Assistant) -> None:
    for question in (
        "what does WMP say about the report?",
        "what did west mids police say",
        "why does the force disagree",
    ):
        answer = assistant.ask(question)
        assert answer.status == "answered"
        assert answer.citations[0].source == "wmp-response"
        assert "response says" in answer.text or "response lists" in answer.text


def test_those_whose_response_was_asked_are_they(assistant: Assistant) -> None:
    answer = assistant.ask("what bit wont they accept", ["what did west mids police say"])
    assert "disputes" in answer.text
    assert answer.status == "answered"
    assert answer.citations[0].source == "wmp-response"
