"""Random tables and questions, held against plain Python."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdi_qa.answering.ground import find_faults
from cdi_qa.reading.cells import grade_scale
from cdi_qa.text import ordinal
from tests.lookup.conftest import Desk, open_desk
from tests.lookup.tables import make_corpus

FORCES = [
    "Kent", "Sussex", "Essex", "Surrey", "Dorset", "Durham", "Norfolk", "Suffolk", "Cumbria",
    "Cheshire", "Cleveland", "Gwent", "Hampshire", "Humberside", "Lancashire", "Lincolnshire",
    "Merseyside", "Northumbria", "North Wales", "South Wales", "Staffordshire", "Thames Valley",
    "Warwickshire", "West Mercia", "Wiltshire", "GMP", "D & C", "A & S", "West Mids", "Cambs",
    "Leics", "Notts", "Beds", "Herts", "Glos", "Northants", "Derbyshire", "South Yorkshire",
    "North Yorkshire", "West Yorkshire", "Ashbourne",
    "Brackwell", "Carrowmoor", "Dunmarsh", "Elmsworth", "Fenwick", "Garforth", "Holmdale",
    "Inverbeck", "Kelmscott", "Larkhampton", "Morwenna", "Netherby", "Oakhanger", "Penhallow",
    "Quarndon", "Rushmere", "Silverdale",
]  # fmt: skip
NUMBERS = ["Violence", "Rape", "Robbery", "Fraud"]
GRADES = ["Leadership", "Training"]
FOUR = ["Inadequate", "Requires Improvement", "Good", "Outstanding"]

PASSES: dict[str, Callable[[Decimal, int], bool]] = {
    "under": operator.lt,
    "over": operator.gt,
    "at least": operator.ge,
    "at most": operator.le,
}

Cells = dict[str, Decimal | str | None]


@dataclass(frozen=True)
class Drawn:
    """A table, as the program reads it and as plain values."""

    desk: Desk
    rows: dict[str, Cells]
    numbers: list[str]
    grades: list[str]

    def held(self, column: str) -> dict[str, Decimal]:
        """The rows that have a figure (or a grade's place) in a column."""
        found: dict[str, Decimal] = {}
        for name, cells in self.rows.items():
            value = cells[column]
            if isinstance(value, str):
                value = Decimal(FOUR.index(value))
            if value is not None:
                found[name] = value
        return found

    def spoken(self, name: str) -> str:
        return self.desk.vocabulary.spoken(name)

    def named_in(self, text: str) -> set[str]:
        """The rows that a text names."""
        return {
            name
            for name in self.rows
            if re.search(rf"(?<!\w){re.escape(self.spoken(name).split(' (')[0])}(?!\w)", text)
        }


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    names = draw(st.lists(st.sampled_from(FORCES), min_size=2, max_size=60, unique=True))
    numbers = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=4, unique=True))
    grades = draw(st.lists(st.sampled_from(GRADES), max_size=2, unique=True))
    rate = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)
    few = st.sampled_from([Decimal(40), Decimal("71.5"), Decimal(90)])
    rows: dict[str, Cells] = {}
    for name in names:
        cells: Cells = {column: draw(st.none() | rate | few) for column in numbers}
        cells |= {column: draw(st.none() | st.sampled_from(FOUR)) for column in grades}
        rows[name] = cells
    for column in [*numbers, *grades]:  # a column's type shows in two cells at least
        for name in names[:2]:
            if rows[name][column] is None:
                rows[name][column] = Decimal("71.5") if column in numbers else "Good"
    headings = draw(st.permutations(["Force", *numbers, *grades]))
    printed = [
        [name if h == "Force" else "-" if cells[h] is None else f"{cells[h]}" for h in headings]
        for name, cells in rows.items()
    ]
    corpus = make_corpus(headings, printed, headings.index("Force"))
    return Drawn(open_desk(corpus), rows, numbers, grades)


def ask(drawn: Drawn, question: str) -> str:
    """The answer's text, every figure of which must hold."""
    draft = drawn.desk.ask(question)
    assert draft is not None, question
    assert draft.status == "answered", question
    for claim in draft.claims:
        assert find_faults(claim, drawn.desk.corpus) == [], claim.text
    return ". ".join(claim.text for claim in draft.claims)


def tenth(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def gap_in(values: Iterable[Decimal], size: Decimal) -> str:
    """How far two of a column's figures are apart, as it is told: whole where all of them are."""
    whole = not any("." in str(value) for value in values)
    return str(size.to_integral_value()) if whole else tenth(size)


quick = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(tables(), st.data())
def test_a_cell(drawn: Drawn, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(drawn.rows)))
    column = data.draw(st.sampled_from([*drawn.numbers, *drawn.grades]))
    value = drawn.rows[name][column]
    text = ask(drawn, f"what is the {column} {'rate' if column in drawn.numbers else 'grade'} "
                      f"for {name}")  # fmt: skip
    assert text.endswith(f" is {'not given' if value is None else value}")
    assert drawn.named_in(text) == {name}


@quick
@given(tables(), st.data(), st.booleans())
def test_highest_and_lowest(drawn: Drawn, data: st.DataObject, top: bool) -> None:
    column = data.draw(st.sampled_from([*drawn.numbers, *drawn.grades]))
    held = drawn.held(column)
    end = max(held.values()) if top else min(held.values())
    text = ask(drawn, f"which force is {'best' if top else 'worst'} for {column}")
    assert drawn.named_in(text) == {name for name, value in held.items() if value == end}
    assert text.endswith(f": {end if column in drawn.numbers else FOUR[int(end)]}")


@quick
@given(tables(), st.data())
def test_rank(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from([*drawn.numbers, *drawn.grades]))
    held = drawn.held(column)
    name = data.draw(st.sampled_from(sorted(held)))
    place = 1 + sum(value > held[name] for value in held.values())
    shared = sum(value == held[name] for value in held.values()) > 1
    text = ask(drawn, f"where does {name} rank for {column}")
    assert f" is {'joint ' if shared else ''}{ordinal(place)} of the {len(held)} forces" in text
    best = {other for other, value in held.items() if value == max(held.values())}
    assert best <= drawn.named_in(text)


@quick
@given(tables(), st.data(), st.sampled_from(list(PASSES)))
def test_filter(drawn: Drawn, data: st.DataObject, word: str) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    limit = data.draw(st.integers(1, 99))
    passes = PASSES[word]
    expected = {name for name, value in drawn.held(column).items() if passes(value, limit)}
    text = ask(drawn, f"which forces are {word} {limit} for {column}")
    assert drawn.named_in(text) == expected
    count = ask(drawn, f"how many forces are {word} {limit} for {column}")
    lead = f"{len(expected)} of the" if expected else "None of the"
    assert count.startswith(f"{lead} {len(drawn.rows)} forces")


@quick
@given(tables(), st.data())
def test_between(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    low, high = sorted(data.draw(st.tuples(st.integers(1, 99), st.integers(1, 99))))
    held = drawn.held(column).items()
    text = ask(drawn, f"forces between {low} and {high} for {column}")
    assert drawn.named_in(text) == {name for name, value in held if low <= value <= high}
    assert f"between {low} and {high}" in text


@quick
@given(tables(), st.data(), st.sampled_from(["", "not ", "at least "]))
def test_grades(drawn: Drawn, data: st.DataObject, word: str) -> None:
    if not drawn.grades:
        return
    column = data.draw(st.sampled_from(drawn.grades))
    grade = data.draw(st.sampled_from(FOUR))
    place = Decimal(FOUR.index(grade))
    expected = {
        name
        for name, value in drawn.held(column).items()
        if (value >= place if word == "at least " else (value == place) != (word == "not "))
    }
    assert drawn.named_in(
        ask(drawn, f"which forces are {word}graded {grade} for {column}")
    ) == expected  # fmt: skip


@quick
@given(tables(), st.data())
def test_mean_median_and_range(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    values = sorted(drawn.held(column).values())
    half = len(values) // 2
    middle = values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
    mean = sum(values, Decimal(0)) / len(values)
    assert f" is {tenth(mean)} (" in ask(drawn, f"average {column} rate")
    assert f" is {tenth(middle)} (" in ask(drawn, f"median {column} rate")
    spread = gap_in(values, values[-1] - values[0])
    assert f"gap of {spread}" in ask(drawn, f"range of {column} rates")


@quick
@given(tables(), st.data())
def test_difference(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    held = drawn.held(column)
    pairs = st.sampled_from(list(combinations(sorted(held), 2)))
    one, other = data.draw(pairs)
    text = ask(drawn, f"what is the difference between {one} and {other} for {column}")
    gap = abs(held[one] - held[other])
    assert drawn.named_in(text) == {one, other}
    if gap:
        word = "higher" if held[one] > held[other] else "lower"
        assert f", {gap_in(held.values(), gap)} {word} than" in text
    else:
        assert "the same" in text


@quick
@given(tables(), st.data())
def test_whole_order(drawn: Drawn, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(drawn.numbers))
    text = ask(drawn, f"rank all forces by {column}").partition("; not given")[0]
    said = [Decimal(figure) for figure in re.findall(r" (\d+(?:\.\d+)?)(?=,| and |$)", text)]
    assert said == sorted(drawn.held(column).values(), reverse=True)


def test_the_grades_here_are_those_of_the_program() -> None:
    assert [grade for grade in reversed(grade_scale()) if grade in FOUR] == FOUR
