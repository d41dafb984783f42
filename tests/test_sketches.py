"""How much two documents have in common, told by their sketches."""

from __future__ import annotations

import random

import pytest

from cdi_qa.sketches import make_sketch, shared


def test_short_texts_are_compared_exactly() -> None:
    one = make_sketch(["one two three four five six seven"])  # three runs of five words
    other = make_sketch(["one two three four five six eight"])  # two of them, and another
    assert shared(one, other) == 0.5
    assert shared(one, one) == 1
    assert shared(one, make_sketch(["Nothing of that"])) == 0


def test_case_and_the_breaks_between_pages_make_no_difference() -> None:
    one = make_sketch(["One two three", "four five six."])
    assert shared(one, make_sketch(["one two\nthree four five six"])) == 1


@pytest.mark.parametrize("kept", [0.5, 0.9, 0.97])
def test_long_texts_are_compared_closely(kept: float) -> None:
    chance = random.Random(3)
    said = [f"word{chance.randrange(100_000)}" for _ in range(20_000)]
    whole, part = make_sketch([" ".join(said)]), make_sketch([" ".join(said[: int(20_000 * kept)])])
    assert shared(whole, part) == pytest.approx(kept, abs=0.05)
