"""Why something is so: the reason of it, and not what it is the reason of."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.answering.argued import goes_on_to_argue
from cdi_qa.answering.reasons import is_reason_of_other, tells_why
from cdi_qa.assistant import Assistant
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.question import read_question
from cdi_qa.schema import Passage
from tests.test_shares import assistant_of

LEXICON = load_lexicon()


def passage(text: str) -> Passage:
    return Passage("p", "note", 1, 0, len(text), "sentence", text, text, ())


@pytest.mark.parametrize(
    ("asked", "told", "of_other"),
    [
        ("why are visits not filed", "It files no letters, so it asked after visits.", True),
        ("why were visits missed", "Nobody listed the visits, so some were missed.", False),
        ("why were visits missed", "Pay fell because so many visits were missed.", True),
        ("why were visits missed", "Visits were missed because vans broke down.", False),
        ("why were visits missed", "Because vans broke down, visits were missed.", False),
        ("why were visits missed", "Due to a shortage of vans, visits were missed.", False),
        ("why were visits missed", "This is because the visits were planned by hand.", False),
    ],
)
def test_what_came_of_it_is_no_reason(asked: str, told: str, of_other: bool) -> None:
    question = read_question(asked, LEXICON)
    assert is_reason_of_other(question, passage(told), LEXICON) is of_other


@pytest.mark.parametrize(
    ("told", "gives"),
    [
        ("They were refused, since the papers did not say what it cost.", True),
        ("There is one site, since the other room closed in 2021.", False),
        ("It is not counted, since people were sent elsewhere.", True),
        ("It has been shut since May 2020.", False),
    ],
)
def test_since_when_is_no_reason(told: str, gives: bool) -> None:
    assert tells_why("why is it so", passage(told)) is gives


@pytest.mark.parametrize(
    ("told", "after", "argues"),
    [
        ("The club disputes nine.", "She says that receipts were kept.", True),
        ("The club disputes nine.", "It points out that receipts were kept.", True),
        ("The club accepts cash.", "It holds 40 keys.", False),
        ("The club accepts cash.", "It adds a fee of 5%.", False),
        ("The club meets in May.", "She says that receipts were kept.", False),
    ],
)
def test_only_what_is_said_for_a_view_goes_with_it(told: str, after: str, argues: bool) -> None:
    question = read_question("what does the club dispute", LEXICON)
    assert goes_on_to_argue(question, passage(told), passage(after)) is argues


NOTE = """Review of repairs

What was found

Due to a shortage of parts, boilers were left broken. A third visit was made in May to 40 flats. \
The council did nothing about damp.
"""


@pytest.fixture(scope="module")
def repairs(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    return assistant_of(NOTE, tmp_path_factory.mktemp("repairs"), data_dir)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("why were boilers left broken", "answered"),
        ("what share of flats was visited in May", "not_in_documents"),
        ("how much does the council pay for damp", "not_in_documents"),
    ],
)
def test_a_reason_a_share_and_a_sum_are_told_as_such(
    repairs: Assistant, question: str, status: str
) -> None:
    assert repairs.ask(question).status == status
