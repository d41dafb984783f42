"""Talk around a question, numbers written out, and what a message asks without them."""

from __future__ import annotations

import pytest

from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.message import asked_alone, clean_question, split_parts
from cdi_qa.remarks import order_joined, said_plainly, topic_last


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("eighty-three point something", "83"),
        ("38 thousand odd crimes", "38,000 crimes"),
        ("thirty eight thousand eight hundred", "38,800"),
        ("a thousand and one logs", "1,001 logs"),
        ("1.5 thousand", "1,500"),
        ("within twenty-four hours", "within 24 hours"),
        ("three of the six", "three of the six"),
        ("one in a thousand", "one in a thousand"),
        ("twenty or so", "twenty or so"),
        ("two hundred and fifty thousand logs", "250,000 logs"),
        ("between a thousand and two thousand", "between 1,000 and 2,000"),
        ("in thirty-eight thousand cases", "in 38,000 cases"),
        ("five thousand 3 years ago", "5,000 3 years ago"),
        ("in twenty twenty-one", "in 2021"),
    ],
)
def test_longer_numbers_are_read_as_figures(text: str, read: str) -> None:
    assert clean_question(text) == read


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("There were 3 aims. Remind me?", "which: There were 3 aims?"),
        ("they made three piles. which three?", "which: they made three piles?"),
        ("One sort of case got a second look. What was it?", "which: One sort of case got a"),
        ("We came 3rd. Why is that?", None),
        ("They shut it. What was it?", None),
        ("What are the three aims? Remind me.", None),
        ("name them", None),
    ],
)
def test_an_order_is_joined_to_the_statement_that_it_leaves_open(
    text: str, joined: str | None
) -> None:
    read = order_joined(text)
    assert read is None if joined is None else read is not None and read.startswith(joined)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("NCRS - what's that when it's at home", "what is NCRS?"),
        ("The form, N100, what is one of those in plain words?", "what is an N100?"),
        ("the crime registrar, who is that", "who is the crime registrar?"),
        ("on rape, what is it like", "on rape, what is it like"),
        ("shoplifting, what are they doing", "shoplifting, what are they doing"),
    ],
)
def test_a_topic_named_first_is_what_is_asked_about(text: str, read: str) -> None:
    assert topic_last(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("which bit wont they swallow", "which bit do they dispute"),
        ("what doesn't the force buy", "what do the force dispute"),
        ("why dont they buy in bulk", "why dont they buy in bulk"),
        ("which figure won't they wear?", "which figure do they dispute?"),
        ("which officers don't wear cameras", "which officers don't wear cameras"),
        ("why don't they buy new computers", "why don't they buy new computers"),
        ("when were they in the news", "when were they in the news"),
        ("when were they in the building poking about", "when was the inspection carried out"),
        ("when were they told", "when were they told"),
        ("did they do what they were told", "did they implement the recommendations"),
        ("has the force done as it was asked", "has the force implemented the recommendations"),
        ("do they do what they are good at", "do they do what they are good at"),
        ("why aren't assaults being logged", "why are assaults not logged"),
        ("why aren't they happy", "why aren't they happy"),
        ("why isn't the bed count up", "why isn't the bed count up"),
        ("does it do what it is supposed to do", "does it do what it is supposed to do"),
        ("does it do what it was told", "does it implement the recommendations"),
        ("what did the 2014 one say about it", "what did the 2014 inspection say about it"),
        ("is the old one better", "is the old one better"),
        ("which force is this about", "which force is the report on"),
        ("what council does the report cover?", "what council is the report on"),
        ("which force is this paper about then", "which force is the report on"),
        ("which force is it", "which force is the report on"),
        ("who are we reading about", "who is the report on"),
        ("who got inspected then", "who is the report on"),
        ("who was inspected by ferry", "who was inspected by ferry"),
        ("which force was looked at last", "which force was looked at last"),
        ("which bit won't gmp accept", "which bit won't gmp accept"),
        ("which bit won't gmp swallow", "which bit do gmp dispute"),
        ("has gmp done what it was told", "has gmp implemented the recommendations"),
    ],
)
def test_a_turn_of_speech_is_put_plainly(text: str, read: str) -> None:
    assert said_plainly(text) == read


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Why did it close? looks like a control gap to me", "Why did it close?"),
        ("Who runs it? I want a name.", "Who runs it?"),
        ("I'm not good with tables so bear with me. Who runs it?", "Who runs it?"),
        ("I'm worried about rape. How many?", "I'm worried about rape. How many?"),
        (
            "It looks like rape is the worst. How many were there?",
            "It looks like rape is the worst. How many were there?",
        ),
        ("what did the inspectors find about keys", "what was said about keys"),
        ("what did they find on the 2018 visit", "what did they find on the 2018 visit"),
    ],
)
def test_remarks_are_left_out_of_what_is_asked(text: str, asked: str) -> None:
    assert asked_alone(text, load_lexicon()) == asked


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("what did the council make of it", "what did the council say"),
        ("how did the police react to the findings", "what did the police say"),
        ("how has the trust taken the report?", "what did the trust say?"),
        ("what is the commissioner's take on it", "what did the commissioner say"),
        ("what did they make of burglary", "what did they make of burglary"),
        ("how did the crew take the boat", "how did the crew take the boat"),
        ("how many were missed n what was done", "how many were missed and what was done"),
        ("n wales violence", "n wales violence"),
    ],
)
def test_what_somebody_makes_of_a_report_is_what_they_said(text: str, read: str) -> None:
    assert clean_question(text) == read


def test_what_says_of_which_it_is_asked_stays_with_the_question() -> None:
    assert split_parts("when were they here? this last one") == [
        "when were they here, this last one"
    ]
    assert split_parts("what is our rate for rape? for violence?") == [
        "what is our rate for rape",
        "for violence?",
    ]
