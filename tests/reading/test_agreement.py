"""Shares given twice: agreement is nothing to tell, disagreement is."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.reading.corpus import read_corpus
from cdi_qa.schema import Discrepancy

from .helpers import NOTE


def discrepancies(folder: Path, text: str) -> tuple[Discrepancy, ...]:
    (folder / "note.txt").write_text(text, encoding="utf-8")
    corpus, _ = read_corpus(folder)
    return corpus.discrepancies


@pytest.mark.parametrize(
    ("rate", "disagrees"),
    [("88.2", False), ("88", False), ("88.21", False), ("88.3", True), ("89", True)],
)
def test_rate_against_the_counts_behind_it(tmp_path: Path, rate: str, disagrees: bool) -> None:
    text = f"Of 212 hydrants only 187 worked.\n\nInspectors found that {rate}% of hydrants worked."
    found = discrepancies(tmp_path, text)
    assert [item.printed for item in found] == ([("187 of 212", rate)] if disagrees else [])


@pytest.mark.parametrize(
    "text",
    [
        "Of 212 hydrants only 187 worked.\n\nInspectors found that 95% of pumps worked.",
        "Of 212 hydrants only 187 worked.\n\nInspectors found that 95% of hydrants were painted.",
        "Of 212 hydrants 187 worked in 2016.\n\nIn 2017 it was found that 95% of hydrants worked.",
        "Of 90 calls only 40 were met within a day.\n\nIt was said that 95% of calls were met "
        "within a week.",
        "Of 212 hydrants only 187 worked.\n\nAbout 95% of hydrants worked.",
        "Of 212 hydrants only 187 worked.\n\nIt was found that 11.8% of hydrants did not work.",
    ],
)
def test_other_things_are_not_compared(tmp_path: Path, text: str) -> None:
    assert discrepancies(tmp_path, text) == ()


@pytest.mark.parametrize(
    ("other", "disagrees"),
    [
        ("The service says 91.5% of hydrants worked.", True),
        ("The service says 92% of hydrants worked.", False),
        ("Nationally 95% of hydrants worked.", False),
        ("The service says 91.5% of pumps worked.", False),
    ],
)
def test_a_rate_against_that_of_another_document(
    tmp_path: Path, other: str, disagrees: bool
) -> None:
    (tmp_path / "other.txt").write_text(other, encoding="utf-8")
    found = discrepancies(tmp_path, "Inspectors found that 92.4% of hydrants worked.")
    assert [item.printed for item in found] == ([("92.4", "91.5")] if disagrees else [])


def test_note_agrees_with_itself(tmp_path: Path) -> None:
    (tmp_path / NOTE.name).write_bytes(NOTE.read_bytes())
    corpus, _ = read_corpus(tmp_path)
    assert corpus.discrepancies == ()


@pytest.mark.parametrize(
    ("old", "new", "printed"),
    [
        ("167 rape on 150", "167 rape on 140", ("140 of 167", "89.8")),
        (" 77.9% for", " 75.9% for", ("75.9", "77.9")),
        ("77.9 91.4 89.8", "77.9 91.4 91.1", ("150 of 167", "91.1")),
    ],
)
def test_prose_against_the_own_row_of_the_table(
    tmp_path: Path, old: str, new: str, printed: tuple[str, str]
) -> None:
    text = NOTE.read_text(encoding="utf-8")
    assert old in text
    (found,) = discrepancies(tmp_path, text.replace(old, new))
    assert found.printed == printed
    assert [place.page for place in found.places] == [4, 6]


@pytest.mark.parametrize(
    ("rest", "printed"),
    [
        ("In most of the 25 unrecorded calls nobody went out.", []),
        ("In most of the 35 unrecorded calls nobody went out.", [("25 (212 − 187)", "35")]),
        ("In about half of some 35 unrecorded calls nobody went out.", []),
        ("In most of the 35 unrecorded thefts nobody went out.", []),
    ],
)
def test_what_is_left_of_a_whole_against_the_count_printed_for_it(
    tmp_path: Path, rest: str, printed: list[tuple[str, str]]
) -> None:
    found = discrepancies(tmp_path, f"Of 212 calls only 187 were recorded.\n\n{rest}")
    assert [item.printed for item in found] == printed
