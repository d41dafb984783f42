"""Random tables and questions that hold rows against one another, held against pandas."""

from __future__ import annotations

import operator
import re

import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.lookup.conftest import open_desk
from tests.lookup.tables import make_corpus
from tests.lookup.test_random_kinds import frame, mean_of
from tests.lookup.test_random_tables import FORCES, FOUR, Drawn, ask, tables, tenth

quick = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
BEATS = {"beat": operator.lt, "trail": operator.gt, "outscore": operator.lt, "lose to": operator.gt}
DENIED = {
    "not above": operator.le,
    "not below": operator.ge,
    "no higher than": operator.le,
    "no lower than": operator.ge,
}
QUARTERS = ("top", "second", "third", "bottom")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def column_and_names(drawn: Drawn, data: st.DataObject, count: int) -> tuple[str, list[str]]:
    """A column of figures and some rows that have one."""
    column = data.draw(st.sampled_from(drawn.numbers))
    held = sorted(drawn.held(column))
    assume(len(held) >= count)
    return column, data.draw(st.permutations(held))[:count]


@quick
@given(tables(), st.data(), st.sampled_from(sorted(BEATS)))
def test_those_that_one_beats(drawn: Drawn, data: st.DataObject, verb: str) -> None:
    column, (name,) = column_and_names(drawn, data, 1)
    held = frame(drawn)[column].dropna()
    expected = set(held[BEATS[verb](held, held[name])].index)
    text = ask(drawn, f"which forces does {name} {verb} for {column}")
    assert drawn.named_in(text) == (expected | {name} if expected else expected)
    count = ask(drawn, f"how many forces does {name} {verb} for {column}")
    assert count.startswith(f"{len(expected)} of the" if expected else "None of the")


@quick
@given(tables(), st.data(), st.sampled_from(sorted(DENIED)))
def test_denied_comparisons(drawn: Drawn, data: st.DataObject, said: str) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    limit = data.draw(st.integers(1, 99))
    held = frame(drawn)[column].dropna()
    expected = set(held[DENIED[said](held, limit)].index)
    text = ask(drawn, f"which forces are {said} {limit} for {column}")
    assert drawn.named_in(text) == expected


@quick
@given(tables(), st.data())
def test_counts_and_existence(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    limit = data.draw(st.integers(1, 99))
    held = frame(drawn)[column].dropna()
    count = int((held > limit).sum())
    text = ask(drawn, f"how many forces are over {limit} for {column}")
    assert text.startswith(f"{count} of the" if count else "None of the")
    text = ask(drawn, f"is any force over {limit} for {column}")
    assert text.startswith("Yes: " if count else "No")


@quick
@given(tables(), st.data(), st.sampled_from(FOUR))
def test_those_not_graded_so(drawn: Drawn, data: st.DataObject, grade: str) -> None:
    assume(drawn.grades)
    column = data.draw(st.sampled_from(drawn.grades))
    held = frame(drawn)[column].dropna()
    expected = set(held[held != FOUR.index(grade)].index)
    text = ask(drawn, f"which forces are not graded {grade} for {column}")
    assert drawn.named_in(text) == expected


@quick
@given(tables(), st.data())
def test_the_quarter_of_the_order(drawn: Drawn, data: st.DataObject) -> None:
    column, (name,) = column_and_names(drawn, data, 1)
    held = frame(drawn)[column].dropna()
    place = 1 + int((held > held[name]).sum())
    quarter = QUARTERS[(place * 4 - 1) // len(held)]
    text = ask(drawn, f"which quarter of the table is {name} in for {column}")
    assert f"in the {quarter} quarter" in text


@quick
@given(tables(), st.data())
def test_gaps_to_the_best_and_to_the_mean(drawn: Drawn, data: st.DataObject) -> None:
    column, (name,) = column_and_names(drawn, data, 1)
    held = frame(drawn)[column].dropna()
    assume(held[name] < held.max())
    best = ask(drawn, f"how far is {name} behind the best for {column}")
    assert f" {tenth(held.max() - held[name])} " in best
    mean = mean_of(held)
    away = ask(drawn, f"how far is {name} from the average for {column}")
    assert f"({tenth(mean)}" in away or "the same as" in away


@quick
@given(tables(), st.data())
def test_ratio(drawn: Drawn, data: st.DataObject) -> None:
    column, (one, other) = column_and_names(drawn, data, 2)
    held = frame(drawn)[column].dropna()
    assume(held[one] > held[other] > 0)
    text = ask(drawn, f"what is the {column} rate of {one} as a ratio of that of {other}")
    shown = re.search(r"that is ([\d,.]+) times", text)
    assert shown is not None, text
    assert abs(float(shown[1].replace(",", "")) - float(held[one] / held[other])) <= 0.051


@quick
@given(tables(), st.data())
def test_places_between_two(drawn: Drawn, data: st.DataObject) -> None:
    column, (one, other) = column_and_names(drawn, data, 2)
    ranks = frame(drawn)[column].dropna().astype(float).rank(method="min", ascending=False)
    apart = abs(int(ranks[one] - ranks[other]))
    text = ask(drawn, f"how many places between {one} and {other} for {column}")
    assert (f" {apart} place" if apart else "level with") in text


@quick
@given(tables(), st.sampled_from(["better", "worse"]))
def test_one_grade_against_another(drawn: Drawn, word: str) -> None:
    assume(len(drawn.grades) > 1)
    first, second = drawn.grades
    held = frame(drawn)[[first, second]].dropna().astype(int)
    above = held[first] > held[second] if word == "better" else held[first] < held[second]
    text = ask(drawn, f"which forces have a {word} {first} grade than {second} grade")
    assert drawn.named_in(text) == set(held[above].index)


@quick
@given(tables(), st.data())
def test_the_best_of_some(drawn: Drawn, data: st.DataObject) -> None:
    column, names = column_and_names(drawn, data, 3)
    held = frame(drawn)[column].dropna()[names]
    text = ask(drawn, f"which of {names[0]}, {names[1]} and {names[2]} is best for {column}")
    leaders = set(held[held == held.max()].index)
    assert drawn.named_in(text.split(" ha")[0]) == leaders


@quick
@given(tables(), st.data())
def test_which_of_those(drawn: Drawn, data: st.DataObject) -> None:
    assume(len(drawn.numbers) > 1)
    first, second = drawn.numbers[:2]
    low, high = data.draw(st.tuples(st.integers(1, 60), st.integers(40, 99)))
    held = frame(drawn)
    expected = set(held[(held[first] > low) & (held[second] < high)].index)
    draft = drawn.desk.ask(
        f"which forces are over {low} for {first}", f"which of those are under {high} for {second}"
    )
    assert draft is not None
    assert drawn.named_in(". ".join(claim.text for claim in draft.claims)) == expected


@quick
@given(tables(), st.data())
def test_the_other_end(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    held = frame(drawn)[column].dropna()
    draft = drawn.desk.ask(f"which force is best for {column}", "and the other end?")
    assert draft is not None
    assert drawn.named_in(draft.claims[0].text) == set(held[held == held.min()].index)


@quick
@given(tables(), st.data())
def test_a_whole_row(drawn: Drawn, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(drawn.rows)))
    draft = drawn.desk.ask(f"everything on {name}")
    assert draft is not None
    text = ". ".join(claim.text for claim in draft.claims)
    for value in drawn.rows[name].values():
        assert value is None or str(value) in text


@quick
@given(st.data(), st.lists(st.sampled_from(FORCES), min_size=3, max_size=20, unique=True))
def test_dates(data: st.DataObject, names: list[str]) -> None:
    months = st.tuples(st.sampled_from([2016, 2017]), st.integers(1, 12))
    told = {name: data.draw(months) for name in names}
    printed = [[f"{MONTHS[m - 1]}-{y - 2000}", n, "71.5"] for n, (y, m) in told.items()]
    corpus = make_corpus(["Date of report", "Force", "Violence"], printed, key=1)
    drawn = Drawn(open_desk(corpus), {name: {} for name in names}, ["Violence"], [])
    year, month = data.draw(months)
    assume(year in {told_year for told_year, _ in told.values()})  # else it is another round's
    held = pd.Series(told)
    tests = {"after": held > (year, month), "before": held < (year, month)}
    for word, chosen in tests.items():
        text = ask(drawn, f"which reports came out {word} {MONTHS[month - 1]} {year}")
        assert drawn.named_in(text) == set(held[chosen].index)
    text = ask(drawn, f"which reports came out in {MONTHS[month - 1]} {year}")
    assert drawn.named_in(text) == set(held[held == (year, month)].index)
