"""Rows that sum the others up, and rows that are each a measure of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.lookup.called import totals_of
from cdi_qa.lookup.of_measures import has_measures_for_rows
from tests.lookup.conftest import open_desk
from tests.lookup.tables import make_corpus

MEASURES = (
    ["Measure", "Before", "Now", "Target"],
    [
        ["Calls answered in time (%)", "61", "72", "90"],
        ["Average days from call to visit", "31", "22", "10"],
        ["Visits made on time (%)", "55", "58", "75"],
    ],
)


@pytest.mark.parametrize(
    ("names", "counts", "expected"),
    [
        (["North", "South", "Force"], ["40", "60", "90"], ["Force"]),
        (["North", "South", "Whole force"], ["40", "60", "90"], ["Whole force"]),
        (["North", "South", "Regional average"], ["40", "60", "50"], ["Regional average"]),
        (["North", "South", "Marlshire"], ["40", "60", "100"], ["Marlshire"]),
        (["Marlshire", "North", "South"], ["1,100", "600", "500"], ["Marlshire"]),
        (["North", "South", "West"], ["2", "3", "5"], []),
        (["North", "South", "West"], ["40", "60", "90"], []),
    ],
)
def test_a_row_that_sums_the_others_up_is_told_by_its_name_or_its_figures(
    names: list[str], counts: list[str], expected: list[str]
) -> None:
    rows = [list(row) for row in zip(names, counts, strict=True)]
    corpus = make_corpus(["Division", "Crimes recorded"], rows)
    assert totals_of(corpus.tables[0]) == expected


def test_the_sum_of_the_others_is_not_the_highest_of_them(
    ask_of: Callable[[str], Assistant],
) -> None:
    note = """# Crime in Marlshire

| Division | Crimes recorded | Charge rate (%) |
| --- | --- | --- |
| Heath | 400 | 6.1 |
| Coast | 600 | 5.8 |
| Marlshire | 1,000 | 5.9 |
"""
    assistant = ask_of(note)
    most = assistant.ask("which division recorded the most crimes?").text
    assert most.startswith("Coast")
    assert "of the 2 divisions" in assistant.ask("what is the average charge rate?").text


def test_a_figure_has_the_unit_of_its_row_where_each_is_a_measure() -> None:
    corpus = make_corpus(*MEASURES)
    assert has_measures_for_rows(corpus.tables[0])
    assert totals_of(corpus.tables[0]) == []
    desk = open_desk(corpus)
    days = desk.say("what is the target for average days from call to visit")
    assert "target is 10" in days
    assert "10%" not in days
    assert "target is 90%" in desk.say("what is the target for calls answered in time")


def test_measures_of_different_things_are_not_ranked() -> None:
    desk = open_desk(make_corpus(*MEASURES))
    assert desk.ask("which measure has the highest target") is None
