"""Idiom of asking, put in words that the grammar reads, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.lookup.lay_asks import put_lay_asks
from cdi_qa.settings import Settings
from tests.lookup.conftest import Desk

HOMES = """Care homes in Oxley

Home Visited Overall Safety Beds Falls Turnover (%) Wait

Alder Court May-23 Good Good 48 12 14.2 6
Beech Lodge May-23 Requires Improvement Inadequate 60 31 28.9 3
Cedars Jun-23 Good Good 36 7 11.0 9
Elm Bank Jul-23 Outstanding Good 30 4 8.6 14
Gorse View Sep-23 Inadequate Inadequate 55 27 35.1 2

Falls are falls that led to an injury, over the twelve months before the visit. Wait is the average
number of weeks to a place. Falls at Beech Lodge were high because night staffing was cut.
"""
VISITS = """Visits to libraries

Visits fell in 2020 because the libraries were shut for 17 weeks.

Table 1: Visits to libraries (thousands)

Library 2019 2020 2021 Opening hours
Marrick 88.2 51.0 63.9 49
Thole 41.7 30.2 45.5 40
Whin 19.4 9.8 14.1 22
Cragg 12.6 7.1 6.8 18
Old Town 120.3 70.9 101.4 54
"""


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("who was done first", "who was inspected first"),
        ("who were the last to be looked at", "who were inspected last"),
        ("the last batch?", "which were inspected last"),
        ("who was done last year", "who was done last year"),
        ("who came out last for rape", "who came out last for rape"),
        ("whose report came out last", "whose report came inspected last"),
        ("how many beds in all", "how many beds altogether"),
        ("who is best in all", "who is best in all"),
        (
            "on which column do we do best against the others",
            "on which measures do we rank highest",
        ),
        ("which figure did we do worst on", "which figure did we do worst on"),
        ("what does a middling force get for rape", "what is the median for rape"),
        ("what does a middling victim get", "what does a middling victim get"),
        ("that's good is it", "is that good?"),
        ("whats d&cs rape rate", "whats D & C's rape rate"),
    ],
)
def test_is_put_plainly(desk: Desk, question: str, plain: str) -> None:
    assert put_lay_asks(question, desk.vocabulary) == plain


@pytest.fixture(scope="module")
def assistants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Assistant]:
    made = {}
    table_alone = VISITS[VISITS.index("Table 1") :]
    for name, text in (("homes", HOMES), ("visits", VISITS), ("bare", table_alone)):
        folder = tmp_path_factory.mktemp(name)
        (folder / "note.txt").write_text(text, encoding="utf-8")
        data: Path = tmp_path_factory.mktemp(f"{name}-data")
        made[name] = Assistant.open(Settings(corpus=folder, data_dir=data))
    return made


@pytest.mark.parametrize(
    ("corpus", "turns", "parts", "others"),
    [
        ("homes", ["most falls"], ["Beech Lodge", "31"], ["months"]),
        ("homes", ["who has the shortest wait", "how many beds have they got"], ["55"], ["60"]),
        ("homes", ["how long"], [], ["Beech Lodge's wait"]),
        ("homes", ["how many beds in all"], ["229"], []),
        ("homes", ["which was visited last"], ["Gorse View", "September 2023"], []),
        ("homes", ["how many were visited in may"], ["2 of the 5"], []),
        ("homes", ["which were visited in may", "and the month after"], ["Cedars"], ["Alder"]),
        ("homes", ["is Elm Bank better than Cedars on everything"], ["2 of the 3"], ["beds"]),
        ("homes", ["is Cedars better than Elm Bank", "on what"], ["1 of the 3", "wait"], ["beds"]),
        ("homes", ["which homes got better since 2019"], ["does not tell"], ["Cedars"]),
        ("visits", ["who leads on visits in 2021"], ["Old Town", "101.4"], []),
        ("visits", ["old town 2020?"], ["70.9"], []),
        ("visits", ["total visits in 2021", "and the year before"], ["169.0"], ["63.9"]),
        ("visits", ["which one got busier since 2019"], ["Thole", "45.5"], ["Marrick"]),
        ("visits", ["who lost most between 2019 and 2020"], ["Old Town", "49.4"], []),
        ("bare", ["who leads on 2019"], ["Old Town", "120.3"], []),
        ("bare", ["why did they shut"], ["don't answer"], []),
        ("visits", ["who grew most since 2019"], [], ["Old Town", "Thole"]),
    ],
)
def test_is_answered(
    assistants: dict[str, Assistant],
    corpus: str,
    turns: list[str],
    parts: list[str],
    others: list[str],
) -> None:
    *before, question = turns
    text = assistants[corpus].ask(question, before).text
    for part in parts:
        assert part in text, text
    for other in others:
        assert other not in text, text
