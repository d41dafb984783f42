"""What questions take for granted: corrected where the table contradicts it, else gone on from."""

from __future__ import annotations

import pytest

from cdi_qa.answering.ground import find_faults
from tests.lookup.conftest import Desk

WRONG = [
    ("since we came top for rape, what did we do right", ["9th of the 14", "89.8%"]),
    ("our 85% violence rate", ["77.9%, not 85%"]),
    ("is our 85% violence rate bad", ["77.9%, not 85%"]),
    ("kent's 95% rape rate", ["91.1%, not 95%"]),
    ("how did we manage 95% for rape", ["89.8%, not 95%"]),
    ("given that Kent is outstanding for leadership, who else is", ["is Good, not Outstanding"]),
    ("now that sussex is inadequate overall, what about us", ["is Good, not Inadequate"]),
    ("explain our outstanding leadership", ["is Good, not Outstanding"]),
    ("as the best force for violence what do we do", ["11th", "Sussex"]),
    ("seeing as we're last overall", ["10th", "Leicestershire"]),
    ("because we came last for violence what happens", ["11th"]),
    ("considering we beat Kent on rape, why", ["1.3", "lower than Kent"]),
    ("how come we beat sussex", ["10.8", "lower than Sussex"]),
    ("why is our rape rate over 95", ["89.8%"]),
    ("why was our report published in 2016", ["August 2017"]),
    ("how did sussex get 100% for violence", ["95.7%"]),
    ("how did GMP manage to beat us on violent crime", ["75.4%", "77.9%"]),
    ("by how much do we beat Kent on violence", ["77.9%", "1.3", "79.2%"]),
    ("Good for how we record, so what's the fuss", ["grade for Recording is Inadequate, not Good"]),
    ("Good for systems, so why the worry", ["is Requires Improvement, not Good"]),
    ("cheshire was better than us at rape, what's their secret", ["79%", "89.8%"]),
]


@pytest.mark.parametrize(("question", "parts"), WRONG)
def test_is_corrected(desk: Desk, question: str, parts: list[str]) -> None:
    draft = desk.ask(question)
    assert draft is not None
    first = draft.claims[0]
    assert draft.status == "premise_corrected"
    assert first.text.startswith("That is not so: ")
    assert [part for part in parts if part not in first.text] == [], first.text
    assert first.evidence
    assert find_faults(first, desk.corpus) == []


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("with our 91.4% sexual offences rate are we above average", ["91.4%", "0.4", "91.0%"]),
        ("our 77.9% violence rate", ["77.9%"]),
        ("since we are inadequate overall, who else is", ["6 of the 13", "Kent"]),
        ("given we scored 91.4% for sexual offences, who did better", ["7 of the 14"]),
    ],
)
def test_is_gone_on_from_where_it_is_so(desk: Desk, question: str, parts: list[str]) -> None:
    draft = desk.ask(question)
    assert draft is not None
    text = desk.say(question)
    assert draft.status == "answered"
    assert [part for part in parts if part not in text] == [], text


@pytest.mark.parametrize(
    "question",
    [
        "why did kent get 79.2 for violence",
        "why are we inadequate overall",
        "why is leicestershire the worst for violence",
        "why did GMP beat us on sexual offences",
        "how come Wiltshire only got requires improvement for recording",
        "why was our report published in 2017",
    ],
)
def test_is_left_to_the_documents_where_it_is_so(desk: Desk, question: str) -> None:
    assert desk.ask(question) is None
