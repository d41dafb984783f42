"""Plain questions on a made-up note: what is told, and what only looks as if it told it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.answering.other_time import tells_of_time
from cdi_qa.assistant import Assistant
from cdi_qa.knowledge.lexicon import load_lexicon
from tests.test_shares import assistant_of

NOTE = """Inspection of records at Fenwick

Fenwick will be reporting on the inspection to the board on 9 May.

Closing a file

There are five stages to closing a file:

1. Reading the log
2. Asking the caller
3. Writing the reason
4. Telling the supervisor
5. Shutting the file

2013 inspection

No ratings were given but the recommendations were as follows:

- The force should look at the training of all clerks who write logs
- The force should publish its figures each spring

Method of the 2019 inspection

The 2012/13 inspection involved:

- An examination of 87 logs
- Visits to offices under two headings, light and storage

By March 2015 the county archive had withdrawn its charter mark from the logs.

The inspectors looked at every kind of reported crime, excluding fraud.

Positives

- Clerks now ring every caller back
- The old paper index has been put in order

Terms

A log is "orphaned" if no clerk has signed it. The chief inspector of the team was Ada Brill.

Findings

Domestic abuse

- Of 300 domestic abuse crimes only 220 were recorded
- No safeguarding in around half of the 80 unrecorded domestic abuse crimes
- In the vast majority of the 80 no investigation had been carried out

Rape

- 60 of 75 rape crimes were recorded
- The inspectors asked the force to review 14 rape cases to see if each victim had been safeguarded

Fenwick's response

Superintendent Mary Oduya spoke for the force on 2 June 2019.

The force disputes that any crime was lost.

The reason the force gives is that the logs were kept on paper.
"""


@pytest.fixture(scope="module")
def fenwick(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    return assistant_of(NOTE, tmp_path_factory.mktemp("fenwick"), data_dir)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["step five please"], "Shutting the file"),
        (["what was said about training in 2013"], "the training of all clerks"),
        (["what happened in march 2015"], "withdrawn its charter mark"),
        (["how many abused women had no one look after them"], "half of the 80"),
        (["were the battered spouses kept out of harms way"], "No safeguarding"),
        (["how many DA crimes were missed", "were they looked into"], "no investigation"),
        (["how many rape cases did they have to recheck"], "14 rape cases"),
        (["what reason does Mary Oduya give"], "kept on paper"),
        (["who is Mary Oduya", "what did she say"], "disputes that any crime was lost"),
        (["whats gone well"], "ring every caller back"),
        (["was fraud looked at"], "excluding fraud"),
        (["does the report say anything about fraud"], "excluding fraud"),
        (["what does the note say about fraud"], "excluding fraud"),
        (["what is an orphaned log"], "no clerk has signed it"),
        (["who ran the inspection"], "Ada Brill"),
        (["when are the police coming to talk to the board"], "9 May"),
        (["what did Mary Oduya dispute"], "says, under “Fenwick's response”: “The force disputes"),
        (["what happened to the charter mark", "since when"], "By March 2015"),
        (["why does the force dispute it", "for what reason"], "kept on paper"),
    ],
)
def test_what_is_there_is_told(fenwick: Assistant, turns: list[str], said: str) -> None:
    answer = fenwick.ask(turns[-1], turns[:-1])
    assert answer.status == "answered"
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "what happened in april 2015",
        "how many male rape victims were there",
        "how many blokes were raped",
        "who is responsible for the improvements",
        "what happens if nothing has changed",
        "what is being done about online crime",
        "when is the meeting with the union",
        "what was done to protect the rape victims",
        "what does the county council have to do",
        "who ran the 2013 inspection",
        "how many frauds were missed",
        "who is in charge",
        "are we the biggest force inspected",
        "how many crimes will be missed next year",
        "what would the force need to be rated good",
        "what is the difference between the paper index and the charter mark",
        "what did the superintendent promise",
        "why did it take two headings",
    ],
)
def test_what_is_not_there_is_not_answered(fenwick: Assistant, question: str) -> None:
    assert fenwick.ask(question).status == "not_in_documents"


@pytest.mark.parametrize(
    "turns",
    [
        ["what were the 2013 recommendations", "did they do it"],
        ["what were the 2013 recommendations", "have they done them all"],
    ],
)
def test_what_should_be_done_does_not_tell_that_it_was(
    fenwick: Assistant, turns: list[str]
) -> None:
    assert fenwick.ask(turns[-1], turns[:-1]).status == "not_in_documents"


@pytest.mark.parametrize(
    ("asked", "told", "holds"),
    [
        ("who complained before 2014", {"2011"}, True),
        ("who complained before 2014", {"2015"}, False),
        ("what was done since 2014", {"2015"}, True),
        ("what was done in 2014", {"2015"}, False),
    ],
)
def test_a_year_may_be_the_bound_of_a_time(asked: str, told: set[str], holds: bool) -> None:
    assert tells_of_time("2014", asked, frozenset(told)) == holds


def test_small_words_are_no_names() -> None:
    keys = load_lexicon().keys("She reported on the figures.")
    assert "body:ons" not in keys
