"""All pairs of a few figures, and of many as many as their places."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from cdi_qa.reading.corpus import read_corpus
from cdi_qa.reading.unlike import FIGURES, PLACES, pair_unlike
from cdi_qa.schema import Discrepancy

MANY = 300
"""Sentences, of which each could be held against each: 44,850 pairs."""


def test_places_of_one_thing_with_unlike_figures_are_paired() -> None:
    ones = [("boats", 64), ("boats", 46), ("ferries", 7)]
    others = [("boats", 46), ("ferries", 7), ("ferries", 8), ("piers", 3)]
    assert pair_unlike(ones, others) == [(0, 0), (2, 2)]


def test_every_place_of_many_is_paired() -> None:
    ones = [("boats", 64)] * MANY
    others = [("boats", 64)] * MANY + [("boats", at) for at in range(MANY)]
    pairs = pair_unlike(ones, others)
    assert {at for at, _ in pairs} == set(range(MANY))
    assert {to for _, to in pairs} == {MANY + at for at in range(MANY) if at != 64}
    assert len(pairs) <= 2 * FIGURES * PLACES * MANY


def told(folder: Path, sentences: list[str]) -> tuple[Discrepancy, ...]:
    """What is told of sentences, each under a heading of its own, in five documents in turn."""
    for at in range(5):
        parts = [f"Part {n}\n\n{sentences[n]}" for n in range(at, len(sentences), 5)]
        (folder / f"{at}.txt").write_text("\n\n".join(parts), encoding="utf-8")
    return read_corpus(folder)[0].discrepancies


SAME = "The harbour inspection examined the logs of {0} boats in the spring."
NEARLY = "The inspection examined all ropes, lamps, masts, radios and the {1} logs of {0} boats."
COUNTS = "Over 12,{0:03} reported {1} burglaries were not recorded."
RATES = "The {1} recording rate was {2}83.{0:03}% in the sample."
SHARES = "It was found that 8.{0:03}% of hydrants worked."


def test_a_few_figures_of_one_thing_are_all_told(tmp_path: Path) -> None:
    sentences = [SAME.format(at) for at in range(100, 105)]
    found = [item.printed for item in told(tmp_path, sentences)]
    assert sorted(found) == [*combinations(map(str, range(100, 105)), 2)]


@pytest.mark.parametrize("form", [SAME, NEARLY, COUNTS, RATES, SHARES])
def test_of_a_form_filled_in_again_and_again_each_place_is_told_with_some(
    tmp_path: Path, form: str
) -> None:
    kinds = [a + b for a in "bdfgklmnpr" for b in ("arn", "elt", "ick", "old", "ung")]
    sentences = [form.format(at, kinds[at % 50], "around " if at % 2 else "") for at in range(MANY)]
    found = told(tmp_path, sentences)
    assert len({place for item in found for place in item.places}) > 0.8 * MANY
    assert len(found) <= 3 * FIGURES * PLACES * MANY


def test_one_that_disagrees_is_told_with_each_of_many_that_agree(tmp_path: Path) -> None:
    found = told(tmp_path, [SAME.format(64)] * 50 + [SAME.format(46)])
    assert {frozenset(item.printed) for item in found} == {frozenset(("64", "46"))}
    assert len(found) == 50
