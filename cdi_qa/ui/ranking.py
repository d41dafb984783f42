"""Rows put in the order of one column, as a chart and a sentence show them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cdi_qa.lookup.sheet import NOT_GIVEN, Sheet, capital, one_decimal, order_of
from cdi_qa.schema import Column, Row
from cdi_qa.text import join_english, ordinal
from cdi_qa.ui.sheets import name_ours

_FIRST = {"number": "highest", "grade": "best"}
_NAMED_MOST = 3
"""So many names are given where several share an end; more are counted."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a ranking, with its place among all rows of the table."""

    place: int
    shared: bool
    name: str
    length: float
    """Its figure, or how many grades up from the worst its grade is, from 1."""
    printed: str
    ours: bool
    named: bool
    """True where an answer rests on it."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A column's rows, highest or best first, and what is to be said of them."""

    heading: str
    bars: tuple[Bar, ...]
    mean: Decimal | None
    """The plain average of the rows shown; None for grades and for a single row."""
    unit: str
    ours: str
    sentence: str


def rank_rows(
    sheet: Sheet, column: Column, rows: Sequence[Row], named: Collection[Row] = ()
) -> Ranking:
    """The rows that have a value in a column of figures or grades; ties share a place."""
    held = sheet.ordered(column.name, rows)
    held.sort(key=lambda row: -order_of(sheet.cell(row, column.name)))
    values = [order_of(sheet.cell(row, column.name)) for row in held]
    steps = sorted(set(values))
    bars = []
    for row, value in zip(held, values, strict=True):
        place, joint = sheet.place(row, column.name)
        bars.append(
            Bar(
                place=place,
                shared=bool(joint),
                name=sheet.printed(row),
                length=float(value if column.kind == "number" else steps.index(value) + 1),
                printed=sheet.value(row, column.name),
                ours=sheet.printed(row) == sheet.own,
                named=row in named,
            )
        )
    averaged = column.kind == "number" and len(values) > 1
    mean = sum(values, Decimal(0)) / len(values) if averaged else None
    sentences = [
        *_say_ends(sheet, column, held),
        *_say_own(sheet, column, held),
        *_say_mean(sheet, column, held, mean),
        *_say_untold(sheet, [row for row in rows if row not in held]),
    ]
    if any(bar.named for bar in bars):
        too = "" if sheet.own is None else f", and {name_ours(sheet)}"
        sentences.insert(0, f"In bold: what the answer rests on{too}.")
    return Ranking(
        heading=column.heading,
        bars=tuple(bars),
        mean=mean,
        unit=sheet.unit(column.name),
        ours=name_ours(sheet),
        sentence=" ".join(sentences),
    )


def _say_ends(sheet: Sheet, column: Column, held: list[Row]) -> list[str]:
    label = capital(sheet.label(column.name))
    if not held:
        return [f"{label}: {NOT_GIVEN} for any of these {sheet.bodies}."]
    first, last = (_say_end(sheet, column, held, end) for end in (held[0], held[-1]))
    if first == last:
        return [f"{label}: {first}."]
    return [f"{label}, {_FIRST[column.kind]} first: from {first} to {last}."]


def _say_end(sheet: Sheet, column: Column, held: list[Row], end: Row) -> str:
    """The value at one end and who has it."""
    value = sheet.cell(end, column.name).value
    there = [sheet.named(row) for row in held if sheet.cell(row, column.name).value == value]
    few = len(there) <= _NAMED_MOST
    names = join_english(there) if few else f"{len(there)} {sheet.bodies}"
    return f"{sheet.value(end, column.name)} ({names})"


def _say_own(sheet: Sheet, column: Column, held: list[Row]) -> list[str]:
    """The own row's place among all rows, not only among those shown."""
    total, bodies = sheet.field(column.name)
    return [
        f"{sheet.named(row)} is {joint}{ordinal(place)} of the {total} {bodies}, "
        f"with {sheet.value(row, column.name)}."
        for row in held
        if sheet.printed(row) == sheet.own
        for place, joint in [sheet.place(row, column.name)]
    ]


def _say_mean(sheet: Sheet, column: Column, held: list[Row], mean: Decimal | None) -> list[str]:
    if mean is None:
        return []
    unit = sheet.unit(column.name)
    return [
        f"The dashed line is the plain average of the {len(held)} {sheet.bodies} shown, "
        f"{one_decimal(mean)}{unit}: each counts once, so it is not a national "
        f"{'rate' if unit else 'figure'}."
    ]


def _say_untold(sheet: Sheet, untold: list[Row]) -> list[str]:
    return [f"{capital(NOT_GIVEN)} for {sheet.names(untold)}."] if untold else []
