"""What is to be done and by when, on made-up notes: chosen exactly by its deadlines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdi_qa.assistant import Assistant
from tests.test_shares import assistant_of

PUBLISHED = "The inspectors published the report on the lighthouses on 15 March 2022."
NOTE = f"""Inspection of lighthouses in Wexmouth

2018 inspection

The recommendations of the inspection of 2018 were as follows:

Immediately, the trust should mend the lamp at Gull Point.

Within a year, the trust should count the spare bulbs.

The inspection of 2022

{PUBLISHED}

The inspectors climbed 14 towers and read the keepers' logs.

Recommendations

Within nine months, the trust should fit a second lamp in every tower.

Within two months, the trust should train its keepers in first aid.

Within nine months, the trust should paint the railings. The painters must wear harnesses.

Areas for improvement

Immediately, the trust should lock the stores at night.

The trust should answer letters from visitors politely.
"""
AT_ONCE, AID, LAMP, RAILS = "lock the stores", "first aid", "second lamp", "paint the railings"
POLITELY, GULL, BULBS = "answer letters", "Gull Point", "spare bulbs"
EVERY = {AT_ONCE, AID, LAMP, RAILS, POLITELY, GULL, BULBS}
NOW = {AT_ONCE, AID, LAMP, RAILS, POLITELY}


@pytest.fixture(scope="module")
def lighthouses(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    return assistant_of(NOTE, tmp_path_factory.mktemp("lighthouses"), data_dir)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("what must the trust do within nine months", {LAMP, RAILS}),
        ("whats to be done in 2 months", {AID}),
        ("which recommendations are due within nine months?", {LAMP, RAILS}),
        ("how many recommendations are due within two months", {AID}),
        ("what has to be done straight away", {AT_ONCE}),
        ("what's most urgent", {AT_ONCE}),
        ("when is the last one due", {LAMP, RAILS}),
        ("which recommendation is due first", {AID, AT_ONCE}),
        ("what must be sorted by christmas", {AT_ONCE, AID, LAMP, RAILS}),
        ("what has to be done by the end of june", {AT_ONCE, AID}),
        ("what falls due in december, what has to be done then", {LAMP, RAILS}),
        ("what must be done before may", {AT_ONCE}),
        ("what is due by 15 May 2022", {AT_ONCE, AID}),
        ("which of the things to be done have no deadline", {POLITELY}),
        ("give me the deadlines", NOW),
        ("what did the inspectors tell the trust to do", NOW),
        ("how long have they got to train the keepers", {AID}),
        ("by when must the railings be painted", {RAILS}),
        ("what had to be done immediately last time round, what was the trust to do", {GULL}),
        ("which recommendations of 2018 had a deadline of a year", {BULBS}),
    ],
)
def test_actions_are_chosen_by_their_deadlines(
    lighthouses: Assistant, question: str, held: set[str]
) -> None:
    answer = lighthouses.ask(question)
    assert answer.status == "answered"
    assert {each for each in EVERY if each in answer.text} == held
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert all(each in quotes for each in held)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when is the last one due", "By 15 December 2022, counted as nine months from"),
        ("how long have they got to train the keepers", "By 15 May 2022, counted as two months"),
        ("what must the trust do within nine months", "two recommendations are due"),
        ("what falls due in august", "Nothing falls due then."),
    ],
)
def test_days_are_counted_from_the_publication(
    lighthouses: Assistant, question: str, said: str
) -> None:
    answer = lighthouses.ask(question)
    assert said in answer.text
    assert PUBLISHED in [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    ("turns", "held"),
    [
        (["what must be done at once", "and after that"], {AID}),
        (["what must be done within two months", "and within nine months?"], {LAMP, RAILS}),
        (["what is due within nine months", "and the rest"], {AT_ONCE, AID, POLITELY}),
        (["what are the recommendations", "which of those are due first"], {AID, AT_ONCE}),
        (["what are the recommendations", "which one is first"], {AID, AT_ONCE}),
    ],
)
def test_later_turns_go_on_from_those_told(
    lighthouses: Assistant, turns: list[str], held: set[str]
) -> None:
    *before, question = turns
    text = lighthouses.ask(question, before).text
    assert {each for each in EVERY if each in text} == held


@pytest.mark.parametrize(
    "question",
    [
        "how many towers were climbed in two months",
        "when was the report published",
        "what did they read first",
        "when must visitors be told",
        "who has to do it by december",
        "how long did the inspection take",
        "is anything being done now",
        "what was done within nine months",
    ],
)
def test_what_asks_for_no_deadline_is_not_answered_by_one(
    lighthouses: Assistant, question: str
) -> None:
    text = lighthouses.ask(question).text
    assert " due" not in text
    assert "to be dealt with immediately" not in text


def test_no_day_is_counted_where_no_document_says_from_when(tmp_path: Path, data_dir: Path) -> None:
    note = NOTE.replace(PUBLISHED, "The inspectors came in spring.").replace(
        "Within two months,", "By 30 June 2022,"
    )
    undated = assistant_of(note, tmp_path, data_dir)
    answer = undated.ask("which recommendation is due first")
    # A day that is named and a length of time from an unknown day cannot be put in order.
    assert all(each in answer.text for each in (AID, LAMP, RAILS))
    assert "due by 30 June 2022" in answer.text
    assert "counted" not in answer.text


def test_a_length_beyond_all_years_has_no_day(tmp_path: Path, data_dir: Path) -> None:
    note = NOTE.replace("Within nine months, the trust should fit", "Within 99999 years, it should")
    text = assistant_of(note, tmp_path, data_dir).ask("give me the deadlines").text
    assert "due within 99999 years" in text


def test_a_very_long_conversation_is_no_hindrance(lighthouses: Assistant) -> None:
    turns = ["how many towers were climbed"] * 1500
    assert AT_ONCE in lighthouses.ask("which recommendations are due first", turns).text


WORDS = st.sampled_from(
    "what must be done which when is the last first due within half a an month year week day by "
    "before in after until new year end of 0 31 99 2022 9999 february december christmas no "
    "deadline how many recommendations have they got to fix and the rest then at once".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=3))
def test_any_words_of_time_are_answered_or_left(
    lighthouses: Assistant, turns: list[list[str]]
) -> None:
    *before, question = (" ".join(turn) for turn in turns)
    answer = lighthouses.ask(question, before)
    assert answer.text
    if "are due" in answer.text or "is due" in answer.text:
        assert answer.citations


SENTENCES = """Review of the ferry at Penlow

What we recommend

- Training. Each crew member should be trained by May 2023. Records should be kept of it.
- Engines. The owner should hire an engineer. This should be done by June 2024.
"""


def test_each_sentence_of_an_item_may_set_its_time(tmp_path: Path, data_dir: Path) -> None:
    answer = assistant_of(SENTENCES, tmp_path, data_dir).ask("when should crews be trained by")
    assert "due by May 2023" in answer.text, answer.text
    assert "no day" not in answer.text
