"""Two columns of figures side by side, as a chart and a sentence show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cdi_qa.lookup.sheet import NOT_GIVEN, Sheet, capital
from cdi_qa.schema import Column, Row
from cdi_qa.ui.sheets import different, name_ours


@dataclass(frozen=True, slots=True)
class Point:
    """One row's two figures."""

    name: str
    x: float
    y: float
    x_printed: str
    y_printed: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows that have both figures, highest in the first column first."""

    across: str
    up: str
    points: tuple[Point, ...]
    ours: str
    measured: tuple[str, str]
    """What the two columns measure, for a sentence."""
    facts: str
    """The own row's figures, and which rows are left out."""

    @property
    def overlap(self) -> bool:
        """True where the figures of the two columns lie in one range, so that one scale does."""
        xs, ys = [point.x for point in self.points], [point.y for point in self.points]
        return bool(xs) and max(min(xs), min(ys)) <= min(max(xs), max(ys))

    def describe_scatter(self) -> str:
        """What a scatter of them shows."""
        across, up = self.measured
        return f"{capital(across)} from left to right, {up} from bottom to top. {self.facts}"

    def describe_dots(self) -> str:
        """What a dot plot of them shows."""
        across, up = self.measured
        shown = f"{capital(across)} (circles) and {up} (diamonds)"
        return f"{shown}, from the highest of the first down. {self.facts}"


def pair_rows(sheet: Sheet, across: Column, up: Column, rows: Iterable[Row]) -> Pairs:
    """The rows' figures in two columns; what lacks one of them is left out, and said to be."""
    points, untold = [], []
    for row in rows:
        x, y = sheet.cell(row, across.name).number, sheet.cell(row, up.name).number
        if x is None or y is None:
            untold.append(row)
            continue
        printed = (sheet.value(row, across.name), sheet.value(row, up.name))
        own = sheet.printed(row) == sheet.own
        points.append(Point(sheet.printed(row), float(x), float(y), *printed, own))
    points.sort(key=lambda point: -point.x)
    facts = [
        f"{sheet.name(point.name)} has {point.x_printed} and {point.y_printed}."
        for point in points
        if point.ours
    ]
    if untold:
        facts.append(f"Left out, as a figure is {NOT_GIVEN}: {sheet.names(untold)}.")
    first, second = different([across.heading, up.heading])
    return Pairs(
        across=first,
        up=second,
        points=tuple(points),
        ours=name_ours(sheet),
        measured=(sheet.label(across.name), sheet.label(up.name)),
        facts=" ".join(facts),
    )
