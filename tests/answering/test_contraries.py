"""What a question takes for granted, of which the documents say the contrary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdi_qa.assistant import Assistant

NOTE = """Inspection of ambulance stations in Marlow, 2021

Method

The 2018/19 inspection involved:

- An examination of 215 vehicle logs for the period 1 May 2018 to 31 August 2018
- Visits to 4 stations

Inspectors selected 600 call records, but too many were blank, so they extended the audit by a week.

The audit covered emergency calls, excluding hoax calls.

Findings

The ombudsman took the decision to withdraw the gold mark from the service in March 2020.

Introduced in June 2019, the yellow card is a form that explains why a call was not answered.

The service is not complying with the handover code, and referrals to the helpline are often late.

The lead inspector, Ruth Hale, is very disappointed with the stations.

The inspectors will revisit the service in spring 2022.

Response

- The trust broadly accepts the figures behind the report.
- The trust disputes that some 900 calls were lost.
- The reason the trust gives is that most of the calls were on another system.
"""


@pytest.fixture
def marlow(ask_of: Callable[[str], Assistant]) -> Assistant:
    return ask_of(NOTE)


CORRECTED = [
    ("why did the trust admit that 900 calls were lost", "disputes that some 900"),
    ("what made the trust accept that 900 calls were lost", "disputes that some 900"),
    ("why does the trust reject the figures", "broadly accepts the figures"),
    ("why did they scrap the yellow card", "Introduced in June 2019"),
    ("when was the yellow card abolished in 2019", "Introduced in June 2019"),
    ("why did the ombudsman award the service the gold mark in 2020", "withdraw the gold mark"),
    ("why does the service comply with the handover code", "not complying"),
    ("how come referrals to the helpline are always on time", "often late"),
    ("why is the lead inspector so pleased with the stations", "very disappointed"),
    ("why are the inspectors not coming back", "will revisit"),
    ("why have the inspectors decided they dont need to come back", "will revisit"),
    ("why did they include hoax calls in the audit", "excluding hoax calls"),
    ("why was the audit cut short", "extended the audit"),
    ("why did they only look at 215 vehicle logs in 2021", "2018/19"),
    ("they looked at 215 vehicle logs in 2021, right?", "2018/19"),
    ("did they look at 215 vehicle logs in 2021", "2018/19"),
    ("hoax calls were included, weren't they", "excluding hoax calls"),
]
BORNE_OUT = [
    "why does the trust dispute that 900 calls were lost",
    "why did the ombudsman withdraw the gold mark",
    "why was the yellow card introduced",
    "why is the service not complying with the handover code",
    "why are referrals to the helpline late",
    "why was the audit extended",
    "why is the lead inspector disappointed",
    "when will the inspectors come back",
    "what would it take to get the gold mark back",
    "what did the 215 vehicle logs looked at in 2019 show",
    "the trust accepts the figures, right?",
]


@pytest.mark.parametrize(("question", "told"), CORRECTED)
def test_the_contrary_is_said(marlow: Assistant, question: str, told: str) -> None:
    answer = marlow.ask(question)
    assert answer.status == "premise_corrected", answer.text
    assert told in answer.text
    assert answer.citations


@pytest.mark.parametrize("question", BORNE_OUT)
def test_what_is_so_is_not_called_wrong(marlow: Assistant, question: str) -> None:
    answer = marlow.ask(question)
    assert answer.status != "premise_corrected", answer.text


@pytest.mark.parametrize(
    "question",
    [
        "when did the service get the gold mark back",
        "when was the yellow card abolished",
        "was the ombudsman disappointed",
        "why is the ombudsman pleased with the stations",
        "how many vehicle logs were examined in 2021",
    ],
)
def test_the_contrary_and_what_is_of_others_is_no_answer(marlow: Assistant, question: str) -> None:
    answer = marlow.ask(question)
    assert answer.status == "not_in_documents", answer.text


SUITES = """Inspection of custody suites in Alder, 2024

The inspectorate published its report in late March 2024.

The force stopped using paper logs. It had introduced paper logs in 2018.

Detainees lost 12 phones.

The superintendent is unhappy that meals arrive late.

The governor did not apologise for the delay to the register.

A doctor visits each suite on time.

In 2021 the suites employed 212 detention officers.
"""


@pytest.fixture
def alder(ask_of: Callable[[str], Assistant]) -> Assistant:
    return ask_of(SUITES)


@pytest.mark.parametrize(
    "question",
    [
        "why was the report published on time",
        "why did they scrap paper logs",
        "why did they introduce paper logs",
        "why were detainees given phones",
        "why is the superintendent happy with the doctor",
        "why was the register late",
        "why is there a delay to the register",
        "why were the 212 detention officers retrained in 2023",
    ],
)
def test_what_is_not_contrary_is_not_called_wrong(alder: Assistant, question: str) -> None:
    answer = alder.ask(question)
    assert answer.status != "premise_corrected", answer.text


@pytest.mark.parametrize(
    "question",
    ["why is the superintendent happy with the meals", "why is the doctor late"],
)
def test_what_is_contrary_is_said_of_the_very_thing(alder: Assistant, question: str) -> None:
    assert alder.ask(question).status == "premise_corrected"


def test_a_reason_is_told_with_what_it_is_of(marlow: Assistant) -> None:
    answer = marlow.ask("why does the trust dispute the 900 calls")
    assert answer.status == "answered"
    assert answer.text.index("disputes that some 900") < answer.text.index("on another system")
