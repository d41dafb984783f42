"""The same told with another figure in other words; figures of other things are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.reading.corpus import read_corpus

TABLE = """Date of report  Harbour     Overall Grade  Boats  Ferries
Mar-19          Westport    Good           81.2   74.6
Jan-19          Eastport    Inadequate     61.9   58.3
Nov-18          Northport   Good           90.1   88.8
"""
TOLD = "The inspection found that 81.2% of boats and 74.6% of ferries were safe."


def printed(folder: Path, *texts: str) -> list[tuple[str, str]]:
    for at, text in enumerate(texts):
        (folder / f"{at}.txt").write_text(text, encoding="utf-8")
    corpus, _ = read_corpus(folder)
    return [item.printed for item in corpus.discrepancies]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "It estimates that over 42,600 burglaries a year are not recorded.",
            "The council disputes that some 42,000 burglaries took place and were not recorded.",
            [("42,600", "42,000")],
        ),
        (
            "The service fails to record over 42,6000 reported burglaries per year.",
            "It estimates that over 42,600 burglaries a year are not recorded.",
            [("42,6000", "42,600")],
        ),
        (
            "The recording rate was 83.8% in the sample.",
            "A news item puts the recording rate at around 83 per cent.",
            [("83.8", "83")],
        ),
        (
            "The recording rate was 83.8% in the sample.",
            "A news item puts the recording rate at around 84 per cent.",
            [],
        ),
        (
            "It estimates that over 42,600 burglaries a year are not recorded.",
            "Of these, 42,000 robberies were not recorded.",
            [],
        ),
        (
            "It estimates that over 42,600 burglaries a year are not recorded.",
            "Some 21,000 burglaries were not recorded.",
            [],
        ),
        (
            "The recording rate for violence was 83.8% in the sample.",
            "The recording rate for sexual offences was around 83 per cent.",
            [],
        ),
    ],
)
def test_two_documents(
    tmp_path: Path, one: str, other: str, expected: list[tuple[str, str]]
) -> None:
    assert printed(tmp_path, one, other) == expected


def test_nothing_is_alleged_within_one_document(tmp_path: Path) -> None:
    text = "Over 42,600 burglaries were not recorded.\n\nSome 42,000 burglaries were not recorded."
    assert printed(tmp_path, text) == []


def test_each_pair_of_figures_is_told_once_from_where_it_is_met_first(tmp_path: Path) -> None:
    texts = [
        "It estimates that over 42,600 burglaries a year are not recorded.",
        "Over 42,600 burglaries went unrecorded in a year.",
        "Some 42,000 burglaries took place and were not recorded.",
        "The council holds that 42,000 burglaries were not recorded.",
    ]
    for at, text in enumerate(texts):
        (tmp_path / f"{at}.txt").write_text(text, encoding="utf-8")
    (found,) = read_corpus(tmp_path)[0].discrepancies
    assert [place.source for place in found.places] == ["0", "2"]


def test_a_figure_that_one_document_gives_both_ways_is_held_against_the_others(
    tmp_path: Path,
) -> None:
    own = "Some 42,000 burglaries were not recorded.\n\nOver 42,600 burglaries were not recorded."
    other = "It estimates that 42,600 burglaries a year are not recorded."
    assert printed(tmp_path, own, other) == [("42,000", "42,600")]


def test_a_table_dates_a_report_otherwise_than_the_prose(tmp_path: Path) -> None:
    other = "The inspectorate published its report on Westport on 9 April 2019."
    assert printed(tmp_path, f"{TOLD}\n\n{TABLE}", other) == [("Mar-19", "9 April 2019")]


def test_a_report_of_the_month_in_the_table_is_no_disagreement(tmp_path: Path) -> None:
    other = "The inspectorate published its report on Westport on 9 March 2019."
    assert printed(tmp_path, f"{TOLD}\n\n{TABLE}", other) == []
