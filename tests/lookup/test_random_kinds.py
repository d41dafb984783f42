"""Random tables and questions of the less simple kinds, held against pandas."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise

import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.lookup.test_random_tables import FOUR, Drawn, ask, gap_in, tables, tenth

quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def frame(drawn: Drawn) -> pd.DataFrame:
    """The table with grades as their places, 0 the worst."""
    columns = [*drawn.numbers, *drawn.grades]
    return pd.DataFrame({column: pd.Series(drawn.held(column), dtype=object) for column in columns})


def mean_of(values: Collection[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


@quick
@given(tables(), st.data())
def test_ties(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    held = frame(drawn)[column].dropna()
    expected = set(held[held.duplicated(keep=False)].index)
    assert drawn.named_in(ask(drawn, f"which forces have the same {column} rate")) == expected


@quick
@given(tables(), st.data(), st.booleans())
def test_two_conditions(drawn: Drawn, data: st.DataObject, both: bool) -> None:
    assume(len(drawn.numbers) > 1)
    first, second = drawn.numbers[:2]
    low, high = data.draw(st.tuples(st.integers(1, 99), st.integers(1, 99)))
    held = frame(drawn).reindex(list(drawn.rows))
    over, under = held[first] > low, held[second] < high
    expected = set(held[over & under if both else over | under].index)
    word = "and" if both else "or"
    text = ask(drawn, f"which forces are over {low} for {first} {word} under {high} for {second}")
    assert drawn.named_in(text) == expected


@quick
@given(tables(), st.data())
def test_one_condition_on_two_columns(drawn: Drawn, data: st.DataObject) -> None:
    assume(len(drawn.numbers) > 1)
    first, second = drawn.numbers[:2]
    low = data.draw(st.integers(1, 99))
    held = frame(drawn)
    expected = set(held[(held[first] > low) & (held[second] > low)].index)
    text = ask(drawn, f"which forces are over {low} for {first} and {second}")
    assert drawn.named_in(text) == expected


@quick
@given(tables(), st.sampled_from(["higher", "lower"]))
def test_one_column_against_another(drawn: Drawn, word: str) -> None:
    assume(len(drawn.numbers) > 1)
    first, second = drawn.numbers[:2]
    held = frame(drawn)[[first, second]].dropna()
    above = held[first] > held[second] if word == "higher" else held[first] < held[second]
    text = ask(drawn, f"which forces have a {first} rate {word} than their {second} rate")
    assert drawn.named_in(text) == set(held[above].index)
    count = ask(drawn, f"how many forces have a {first} rate {word} than their {second} rate")
    assert count.startswith(f"{above.sum()} of the" if above.any() else "None of the")


@quick
@given(tables(), st.sampled_from(["largest", "smallest"]))
def test_the_widest_gap(drawn: Drawn, word: str) -> None:
    assume(len(drawn.numbers) > 1)
    first, second = drawn.numbers[:2]
    held = frame(drawn)[[first, second]].dropna()
    assume(len(held) > 0)
    gaps = (held[first] - held[second]).abs()
    end = gaps.max() if word == "largest" else gaps.min()
    text = ask(drawn, f"which force has the {word} gap between {first} and {second}")
    assert drawn.named_in(text) == set(gaps[gaps == end].index)
    assert text.endswith(f": {tenth(end)}")


@quick
@given(tables(), st.data())
def test_how_many_of_each_grade(drawn: Drawn, data: st.DataObject) -> None:
    assume(drawn.grades)
    column = data.draw(st.sampled_from(drawn.grades))
    held = frame(drawn)[column].dropna().astype(int)
    text = ask(drawn, f"how many of each grade for {column}")
    for place, count in held.value_counts().items():
        assert f"{count} {FOUR[int(str(place))]}" in text
    low, high = held.quantile(0.5, "lower"), held.quantile(0.5, "higher")
    middle = FOUR[low] if low == high else f"between {FOUR[high]} and {FOUR[low]}"
    assert text.endswith(f"the middle grade is {middle}")


@quick
@given(tables(), st.data())
def test_the_mean_by_grade(drawn: Drawn, data: st.DataObject) -> None:
    assume(drawn.grades)
    number, grade = data.draw(st.sampled_from(drawn.numbers)), drawn.grades[0]
    held = frame(drawn)[[number, grade]].dropna()
    means = held.groupby(grade)[number].apply(mean_of)
    assume(len(means) > 1)
    text = ask(drawn, f"average {number} rate by {grade} grade")
    for place, mean in means.items():
        assert f"{tenth(mean)} where it is {FOUR[int(str(place))]} (" in text


@quick
@given(tables(), st.data())
def test_the_mean_of_a_graded_group(drawn: Drawn, data: st.DataObject) -> None:
    assume(drawn.grades)
    number, grade = data.draw(st.sampled_from(drawn.numbers)), drawn.grades[0]
    wanted = data.draw(st.sampled_from(FOUR))
    held = frame(drawn)[[number, grade]].dropna()
    group = held[held[grade] == FOUR.index(wanted)][number]
    text = ask(drawn, f"average {number} rate of forces graded {wanted} for {grade}")
    assert f" is {tenth(mean_of(group))} (" in text if len(group) else "None of the" in text


@quick
@given(tables(), st.data())
def test_the_mean_without_one(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    name = data.draw(st.sampled_from(list(drawn.rows)))
    held = frame(drawn)[column].dropna().drop(name, errors="ignore")
    assume(len(held) > 0)
    assert f" is {tenth(mean_of(held))} (" in ask(drawn, f"average {column} rate without {name}")


@quick
@given(tables(), st.data())
def test_the_nearest(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    held = frame(drawn)[column].dropna()
    assume(len(held) > 1)
    name = data.draw(st.sampled_from(sorted(held.index)))
    gaps = (held.drop(name) - held[name]).abs()
    text = ask(drawn, f"which force is nearest to {name} for {column}")
    assert drawn.named_in(text) == {name, *gaps[gaps == gaps.min()].index}
    assert text.endswith(f"{gap_in(held, gaps.min())} away")


@quick
@given(tables(), st.data())
def test_better_than_one(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from([*drawn.numbers, *drawn.grades]))
    held = frame(drawn)[column].dropna()
    name = data.draw(st.sampled_from(sorted(held.index)))
    better = set(held[held > held[name]].index)
    text = ask(drawn, f"which forces are better than {name} for {column}")
    assert drawn.named_in(text) == (better | {name} if better else better)


@quick
@given(tables(), st.data())
def test_a_place_from_the_bottom(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    held = frame(drawn)[column].dropna()
    name = data.draw(st.sampled_from(sorted(held.index)))
    place = 1 + int((held < held[name]).sum())
    text = ask(drawn, f"where does {name} come for {column} counting from the bottom")
    assert f"({place}{'' if place > 3 else ('st', 'nd', 'rd')[place - 1]}" in text
    assert "from the bottom)" in text


@quick
@given(tables(), st.data())
def test_the_median_position(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    held = frame(drawn)[column].dropna()
    name = data.draw(st.sampled_from(sorted(held.index)))
    ordered = sorted(held)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    text = ask(drawn, f"is {name} above the median for {column}")
    assert text.startswith("Yes: " if held[name] > middle else "No: ")


@quick
@given(tables(), st.data())
def test_correlation(drawn: Drawn, data: st.DataObject) -> None:
    assume(len(drawn.numbers) > 1)
    pairs = list(pairwise(drawn.numbers))
    first, second = data.draw(st.sampled_from(pairs))
    held = frame(drawn)[[first, second]].dropna().astype(float)
    assume(len(held) > 2 and held[first].nunique() > 1 and held[second].nunique() > 1)
    value = held[first].corr(held[second])
    text = ask(drawn, f"is there a correlation between {first} and {second}")
    shown = f"{abs(value):.2f}"
    assert f"{shown})" in text
    assert ("minus" in text) == (value < 0 and shown != "0.00")


@quick
@given(tables(), st.data())
def test_a_wrong_figure_is_corrected(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    held = frame(drawn)[column].dropna()
    name = data.draw(st.sampled_from(sorted(held.index)))
    said = data.draw(st.integers(1, 99))
    draft = drawn.desk.ask(f"why did {name} get {said} for {column}")
    if held[name] == said:
        assert draft is None
    else:
        assert draft is not None
        assert draft.status == "premise_corrected"
        assert f"is {held[name]}, not {said}" in draft.claims[0].text
