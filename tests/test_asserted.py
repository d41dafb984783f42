"""Statements put to the assistant for confirmation, held against a note made for the purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdi_qa import wording
from cdi_qa.assistant import Assistant

NOTE = """Inspection of care homes in Ashford, 2021

Method

The inspectors examined 412 medicine charts between 3 May 2021 and 28 May 2021, and 38 more in June.

Visits took place in the spring, and 65 per cent of residents were interviewed.

Findings

Most of the recommendations made in 2018 have been carried out by the homes.

The homes are not complying with all of the fire regulations.

The lead inspector was disappointed with the cleaning of the kitchens.

The council accepts the figures that the report rests on.
"""


@pytest.fixture
def ashford(ask_of: Callable[[str], Assistant]) -> Assistant:
    return ask_of(NOTE)


WRONG = [
    ("am I right in thinking that 512 medicine charts were examined", "412"),
    ("so they only looked at 41 medicine charts, right?", "412"),
    ("did they examine 900 medicine charts", "412"),
    ("the charts were examined in september 2021, right?", "3 May 2021"),
    ("can I quote that 85 per cent of residents were interviewed", "65 per cent"),
    ("is it right that none of the 2018 recommendations has been carried out", "Most"),
    ("is it true that the homes comply with all the fire regulations?", "not complying"),
    ("the lead inspector was pleased with the cleaning of the kitchens, wasn't she", "disappoint"),
    ("I am told the council disputes the figures that the report rests on", "accepts"),
    ("why have none of the 2018 recommendations been carried out", "Most"),
    ("shame that none of the 2018 recommendations were carried out. how come", "Most"),
    ("Pleased that all of the 2018 recommendations have been carried out. Who did it?", "Most"),
]
RIGHT = [
    "am I right in thinking that 412 medicine charts were examined",
    "so they looked at about 410 medicine charts, right?",
    "over 400 medicine charts were examined, correct?",
    "can I quote that 65% of residents were interviewed",
    "is it right that most of the 2018 recommendations have been carried out",
    "the homes are not complying with the fire regulations, are they",
    "the lead inspector was disappointed with the kitchens, wasn't she",
    "I am told the council accepts the figures",
    "were 412 charts examined",
    "were 450 charts examined",
    "they put the medicine charts into nine piles when they examined them. which nine?",
    "why must all of the 2018 recommendations be carried out",
    "why have most of the 2018 recommendations been carried out",
    "why do all homes have kitchens",
]


@pytest.mark.parametrize(("question", "told"), WRONG)
def test_a_wrong_statement_is_corrected_first(ashford: Assistant, question: str, told: str) -> None:
    answer = ashford.ask(question)
    assert answer.status == "premise_corrected"
    assert answer.text.startswith((wording.NOT_SO, f"{told} (“"))
    assert told in answer.text
    assert told in " ".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", RIGHT)
def test_a_right_statement_is_not_called_wrong(ashford: Assistant, question: str) -> None:
    answer = ashford.ask(question)
    assert answer.status != "premise_corrected"
    assert wording.NOT_SO not in answer.text


def test_what_the_documents_do_not_speak_of_is_not_corrected(ashford: Assistant) -> None:
    answer = ashford.ask("is it true that 30 per cent of the cooks resigned?")
    assert answer.status == "not_in_documents"


def test_a_view_is_borne_out_by_no_other_view(assistant: Assistant) -> None:
    answer = assistant.ask("does the force accept it lost 38,000 crimes")
    assert not answer.text.startswith("Yes")
    assert "disputes that some 38,000" in answer.text


def test_what_says_nothing_but_when_is_not_corrected_by_another_day(assistant: Assistant) -> None:
    assert assistant.ask("was the force told about this in 2014").status != "premise_corrected"
    assert assistant.ask("was the report published in 2014").status == "premise_corrected"
