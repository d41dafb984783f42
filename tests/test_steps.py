"""One item of a list by its place, and what points back to another item, on a made-up note."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from tests.test_shares import assistant_of

NOTE = """Inspection of kennels in Ashford

Taking in a dog

There are four stages to taking in a dog:

1. Reading its chip
2. Weighing the animal
3. Choosing a kennel for it
4. Telling the owner

Last time

The 2016 inspection involved:

- A count of 93 kennels in the winter
- A dip-sample of feeding charts
- Visits to homes under two headings, bedding and noise

No fees were charged but the recommendations were as follows:

- Sweep the runs each day
- Mend the north fence

Findings

The inspection was carried out in June 2021 by two vets.

The records inspected were those of 3 March 2020 to 4 April 2021.

Recommendations

- Wash the bowls
- Oil the gate

Strays

- Of 212 stray dogs only 180 were registered
- No chip was read for half of the 32 unregistered stray dogs
- In all but five of the 32 nobody had looked for the owner

Rescued cats

- The inspectors asked for 14 rescued cats to be looked at to see if each had been vaccinated and \
its owner found
- The state of the cat house is such that the inspectors will return in May 2022
"""


@pytest.fixture(scope="module")
def kennels(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    return assistant_of(NOTE, tmp_path_factory.mktemp("kennels"), data_dir)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("what is the third stage", "Choosing a kennel for it"),
        ("whats the last stage", "Telling the owner"),
        ("whats the third step", "Choosing a kennel for it"),
        ("what is stage 2", "Weighing the animal"),
        ("and the 1st stage?", "Reading its chip"),
        ("what comes after weighing the animal", "Choosing a kennel for it"),
        ("what happens before choosing a kennel", "Weighing the animal"),
    ],
)
def test_an_item_is_told_by_its_place(kennels: Assistant, question: str, quote: str) -> None:
    answer = kennels.ask(question)
    assert quote in [cited.quote for cited in answer.citations]
    items = ("chip", "Weighing", "Choosing", "Telling")
    assert sum(item in answer.text for item in items) == 1


def test_a_recommendation_is_of_the_newest_inspection_unless_another_is_named(
    kennels: Assistant,
) -> None:
    newest = kennels.ask("recommendation number 2")
    assert "Oil the gate" in newest.text
    assert "fence" not in newest.text
    last = kennels.ask("the second recommendation of the last inspection")
    assert "Mend the north fence" in last.text


@pytest.mark.parametrize(
    "question",
    ["what is the ninth stage", "what comes after telling the owner", "what is stage zero"],
)
def test_a_place_that_is_not_there_is_not_made_up(kennels: Assistant, question: str) -> None:
    said = kennels.ask(question).text
    assert not any(number in said for number in ("9.", "5.", "0."))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("did anyone look for the owners of the unregistered stray dogs", "In all but five"),
        ("how many kennels were counted in the 2016 inspection", "93 kennels"),
        ("why will they return to the cat house", "such that the inspectors will return"),
        ("when was the inspection done", "June 2021"),
        ("were fees charged in the 2016 inspection", "No fees were charged"),
        ("why were the rescued cats to be looked at", "to see if each had been vaccinated"),
    ],
)
def test_the_right_passage_comes_first(kennels: Assistant, question: str, quote: str) -> None:
    answer = kennels.ask(question)
    assert quote in answer.citations[0].quote, answer.text


def test_an_inspection_is_no_place_in_a_list(kennels: Assistant) -> None:
    answer = kennels.ask("what did the last inspection involve")
    assert all(said in answer.text for said in ("93 kennels", "two headings"))


def test_what_was_looked_into_does_not_tell_how_it_turned_out(kennels: Assistant) -> None:
    answer = kennels.ask("were the rescued cats vaccinated")
    assert answer.status == "not_in_documents", answer.text
