"""The plainest questions: what is asked in words of talk, on the real corpus and a made-up note."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdi_qa.assistant import Assistant

NOTE = """# Ferry inspection

Burglary

In 40 burglaries the purser was told at once.

The crew changed the locks in all but two of these cases.

Causes of concern

Crews fail to lock the cabins. This is due to a lack of keys.

The harbour office does not record the colour of keys, so had to ask the crew.

Progress

The ferry has acted on most of the advice given in 2015.

Painting of the hulls by apprentices is under way.

The council wrote to see whether the lifeboats had been tested.

Many lifeboats had not been tested.

The ferry had a good summer.
"""


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("what happened to the burglary victims", "In 40 burglaries"),
        ("whats the story with burglary", "In 40 burglaries"),
        ("burglary - anything?", "In 40 burglaries"),
        ("what is the most worrying thing", "fail to lock the cabins"),
        ("whats the main problem they found", "fail to lock the cabins"),
        ("what did the inspectors criticise", "fail to lock the cabins"),
        ("why are the cabins not locked", "lack of keys"),
        ("how much of the advice was acted on", "acted on most"),
        ("who paints the hulls", "by apprentices"),
        ("were the lifeboats tested", "Many lifeboats had not been tested"),
    ],
)
def test_plain_talk_is_read_as_what_it_is_known_by(
    ask_of: Callable[[str], Assistant], question: str, quote: str
) -> None:
    answer = ask_of(NOTE).ask(question)
    assert answer.status == "answered"
    assert quote in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "what happens if they do not lock the cabins",
        "which advice of 2015 was not acted on",
    ],
)
def test_what_is_near_and_no_answer_is_refused(
    ask_of: Callable[[str], Assistant], question: str
) -> None:
    assert ask_of(NOTE).ask(question).status == "not_in_documents"


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("are we improving", "Positives"),
        ("do the inspectors think we're getting better", "Positives"),
        ("did they praise anything", "Positives"),
        ("what's next", "Recommendations"),
        ("is anything good in there", "Positives"),
        ("any good news in the report", "Positives"),
        ("how many recommendations did they get this time", "Recommendations"),
    ],
)
def test_a_whole_list_is_told_where_talk_asks_for_it(
    assistant: Assistant, question: str, heading: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert f"under “{heading}”" in answer.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["tell me about rape", "how many were not recorded"], "17 of 167"),
        (["what about domestic abuse", "how many were not recorded"], "116 of 429"),
        (["how many domestic abuse crimes went unrecorded", "were they investigated"], "no invest"),
        (["tell me about rape", "were the victims supported"], "all but three"),
        (["who is David Jamieson", "and the deputy chief constable"], "Louisa Rolfe"),
        (["supervision, by when", "and about call handling?", "by when?"], "7 March 2018"),
        (["may we compare it with 2014", "for what reason"], "change in methodology"),
        (["how did we do", "how old are the figures"], "1 July 2016 to 31 December 2016"),
    ],
)
def test_a_follow_up_keeps_its_subject(assistant: Assistant, turns: list[str], told: str) -> None:
    assert told in assistant.ask(turns[-1], turns[:-1]).text


@pytest.mark.parametrize(
    "question",
    [
        "is the force in special measures",
        "has the force apologised?",
        "who leads west midlands police",
        "what is the statistical error for rape",
        "how many detectives have quit",
        "who will lead the improvement programme",
        "who was the previous HM Inspector",
        "what was the recording rate the year before",
        "what was the rate last year",
        "do victims trust the police more now",
        "are the bosses any good at this",
        "why did it take three weeks to get the data",
        "which recommendations are still outstanding",
    ],
)
def test_what_only_names_the_force_answers_nothing(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_in_documents"


def test_what_leaves_an_offence_out_does_not_bear_out_that_it_is_in(assistant: Assistant) -> None:
    answer = assistant.ask("Is the 83.8 per cent inclusive of fraud?")
    assert "excluding fraud" in answer.text
    assert not answer.text.startswith("Yes")


def test_a_margin_is_told_for_the_rate_that_has_one(assistant: Assistant) -> None:
    told = assistant.ask("what is the margin of error on the recording rate").text
    assert "±1.88" in told
    assert "83.8" in told


def test_each_part_is_put_to_the_document_it_names(assistant: Assistant) -> None:
    answer = assistant.ask("what did the inspection find and what does the force say")
    assert answer.status == "answered"
    assert {"briefing-note", "wmp-response"} <= {item.source for item in answer.citations}
    assert "disputes" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "what does wmp claim",
        "what did our side have to say for themselves",
        "what did the force say in its own defence",
    ],
)
def test_all_of_a_response_is_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert all(item.source == "wmp-response" for item in answer.citations[:5])
    assert "disputes" in answer.text


def test_putting_victims_first_asks_for_no_rank(assistant: Assistant) -> None:
    answer = assistant.ask("does the force put victims first")
    assert answer.table is None
    assert "victim first" in answer.text


@pytest.mark.parametrize("question", ["were victims safe", "are victims being protected"])
def test_whether_all_were_kept_safe_is_told_of_more_than_one_offence(
    assistant: Assistant, question: str
) -> None:
    told = assistant.ask(question).text
    assert "all but three" in told
    assert "No safeguarding in round half" in told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which force was inspected", "West Midlands Police"),
        ("what is the deadlin for superviser procedurs", "7 December 2017"),
        ("how long till the supervisors bit has to be sorted", "7 December 2017"),
        ("who do the bobbies ring for advice on logging a crime", "only be sought from the CST"),
        ("is 83.8% exact or an estimate", "±"),
        ("how many survivors of rape had their report left off the books", "17 of 167"),
        ("what bit of the victims code are we breaking", "not complying with all"),
        ("did the force own up", "broadly accepts"),
        ("so nobody looked into 116 cases, is that right", "vast majority of the 116"),
        ("what did they find when they looked at the N100 sample", "The remaining 13"),
        ("stages of recording", "6. Checking that"),
        ("why was the sample enlarged", "zero status"),
        ("does the digest count as the real report", "not the document itself"),
        ("is there a deadline for the call handling", "7 March 2018"),
        ("how come the bobbies keep missing sex crimes", "deficiencies"),
    ],
)
def test_talk_is_told_what_it_asks(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text
