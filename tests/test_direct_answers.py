"""Dates worked out, margins, names, and what a question takes for granted, on a made-up note."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cdi_qa import wording
from cdi_qa.answering.say_records import in_words, reads_as_english
from cdi_qa.assistant import Assistant
from tests.test_shares import assistant_of

NOTE = """Inspection of harbours in Ashford

The inspection

The inspectors published the report on the harbours on 30 November 2021.

The inspectors boarded 31 vessels in the autumn and read 240 harbour logs.

Of the vessels, 88.5 per cent carried flares; the margin is +/- 2.5 percentage points.

Recommendations

Within three months, the harbour board should train every pilot in the use of radar.

Within two years, the harbour board should replace the wooden buoys.

Licence

In June 2019 the Home Office took away the licence for towing, as the county council had wished.

What was said

Chief Pilot Ann Mercer welcomed the findings.
"""


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    return assistant_of(NOTE, tmp_path_factory.mktemp("harbours"), data_dir)


WRONG = [
    ("the board has a year to train the pilots in radar, right?", "three months"),
    ("they were given six months to replace the wooden buoys, is that right?", "two years"),
    ("since the licence for towing was taken away in 2015, what was done?", "2019"),
    ("when they took away the licence for towing in 2015, who did it?", "2019"),
    ("the report on the harbours was published in May 2021, wasn't it?", "30 November 2021"),
    ("the margin on the vessels with flares is 1.5, isn't it?", "2.5"),
    ("it was the county council that took away the licence for towing, wasn't it", "Home Office"),
    ("why did Harbour Commissioner Ann Mercer welcome the findings", "Chief Pilot Ann Mercer"),
]
RIGHT = [
    "the board has three months to train the pilots in radar, right?",
    "the harbour board has 24 months to replace the wooden buoys, right?",
    "the licence for towing was taken away in 2019, wasn't it?",
    "the report on the harbours was published in November 2021, wasn't it?",
    "was it the Home Office that took away the licence for towing?",
]
NOT_WRONG = [
    "since the licence for towing was taken away in 2019, what was done?",
    "why did Chief Pilot Ann Mercer welcome the findings",
    "it was Ann Mercer who welcomed the findings, wasn't it",
    "they read 240 harbour logs, didn't they?",
    "is it right that the cooks have two weeks of holiday?",
]


@pytest.mark.parametrize(("question", "told"), WRONG)
def test_what_is_taken_for_granted_wrongly_is_put_right(
    harbours: Assistant, question: str, told: str
) -> None:
    answer = harbours.ask(question)
    assert answer.status == "premise_corrected"
    assert answer.text.startswith(wording.NOT_SO)
    assert told in " ".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", RIGHT)
def test_what_the_documents_bear_out_gets_a_yes(harbours: Assistant, question: str) -> None:
    answer = harbours.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(wording.IS_SO)
    assert answer.citations


@pytest.mark.parametrize("question", NOT_WRONG)
def test_what_is_not_contradicted_is_not_called_wrong(harbours: Assistant, question: str) -> None:
    answer = harbours.ask(question)
    assert answer.status != "premise_corrected"
    assert wording.NOT_SO not in answer.text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("best and worst case for vessels with flares, given the margin", ["86.0%", "91.0%"]),
        ("what is the lowest the flares rate can be within the margin", ["At least 86.0%"]),
        ("how high could the flares rate be at most, given the margin", ["At most 91.0%"]),
        (
            "by what date must every pilot be trained in radar?",
            ["By 28 February 2022", "three mon"],
        ),
        ("when is the replacement of the wooden buoys due?", ["By 30 November 2023"]),
        (
            "how long has the board got to train the pilots in radar?",
            ["three months from the publication of the report on 30 November 2021"],
        ),
    ],
)
def test_ends_of_intervals_and_days_are_worked_out(
    harbours: Assistant, question: str, held: list[str]
) -> None:
    answer = harbours.ask(question)
    assert answer.status == "answered"
    assert all(each in answer.text for each in held)
    assert answer.citations


@pytest.mark.parametrize("question", ["what should be done to train the pilots in radar?"])
def test_no_day_is_given_where_none_is_asked_for(harbours: Assistant, question: str) -> None:
    assert "2022" not in harbours.ask(question).text


def test_a_refusal_shows_what_is_near_and_why_it_is_no_answer(harbours: Assistant) -> None:
    answer = harbours.ask("why did Ann Mercer welcome the findings?")
    assert answer.status == "not_in_documents"
    assert wording.NEAREST_LACKS["why"] in answer.text
    assert answer.citations[0].quote == "Chief Pilot Ann Mercer welcomed the findings."
    assert harbours.ask("what is the capital of France?").citations == ()


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("how many went unrecorded altogether, rape and domestic abuse together", "133 in all"),
        ("how many of the missed DA crimes are not accounted for by kind", "45 of the 116"),
        ("one in how many rapes went unrecorded", "About one in ten: 10.2% of rape"),
        ("how many stalking and coercive behaviour crimes were missed, put together", "5 in all"),
    ],
)
def test_sums_over_places_and_shares_in_words(
    assistant: Assistant, question: str, held: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert held in answer.text


@pytest.mark.parametrize(
    ("turns", "held"),
    [
        (["how many crimes go unrecorded a day"], "About 106 a day: 38,800 a year ÷ 365"),
        (["how many crimes do we miss every month, on average"], "About 3,233 a month"),
        (["how many crimes aren't recorded", "how many is that a week"], "About 746 a week"),
    ],
)
def test_a_yearly_count_is_said_for_a_shorter_time(
    assistant: Assistant, turns: list[str], held: str
) -> None:
    answer = assistant.ask(turns[-1], turns[:-1])
    assert held in answer.text
    assert any("38,800" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question", ["how many crimes do we record a day", "how many rapes are missed a week"]
)
def test_no_count_is_divided_that_is_of_something_else(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_in_documents"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("27.0", "a little more than one in four"),
        ("10.2", "about one in ten"),
        ("49.8", "about half"),
        ("66.7", "about two in three"),
        ("78.6", "a little less than eight in ten"),
        ("99", ""),
        ("1.5", ""),
    ],
)
def test_shares_in_words(share: str, said: str) -> None:
    assert in_words(Decimal(share)) == said


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("were recorded", True),
        ("recorded within 24 hours", True),
        ("the risk information was out of date", True),
        ("asked about", False),
        ("which", False),
        ("was on its list for", False),
        ("were", False),
        ("good", False),
    ],
)
def test_only_what_reads_as_english_is_said(said: str, reads: bool) -> None:
    assert reads_as_english(said) is reads


def test_how_sure_a_rate_is_told_by_its_margin(harbours: Assistant) -> None:
    answer = harbours.ask("how sure are they about the flares figure")
    assert all(end in answer.text for end in ("86.0%", "91.0%")), answer.text
