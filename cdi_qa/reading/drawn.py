"""What is drawn on a PDF page beside its letters: lines, boxes, dots and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

_MOST_PATHS = 20_000
_THIN, _LONG = 3.0, 12.0
"""Points: what is thinner and longer is a line that is drawn."""
_TALL = 6.0
"""Points from which on the side of a box, or an upright line, may part cells."""
_LEAST_DOT, _MOST_DOT = 1.5, 7.0
"""Points across of what may be a bullet sign."""
_ONE_PLACE = 1.0
"""Points by which upright lines are apart that are one line."""
_BAND = 64.0
"""Points of a row without sides between rows that have them: those go through it."""

Turned = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn across the page, at `y` from `x0` to `x1`."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Upright:
    """A line drawn up and down, or the side of a box, at `x` from `y0` down to `y1`."""

    x: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A small round or square shape such as bullet signs are drawn as."""

    x0: float
    x1: float
    y: float
    """Its middle."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page, lines from the top down."""

    rules: tuple[Rule, ...] = ()
    uprights: tuple[Upright, ...] = ()
    dots: tuple[Dot, ...] = ()
    has_picture: bool = False


def read_drawing(page: Any, turned: Turned) -> Drawing:
    """What is drawn on an open page of PDFium; `turned` gives a place as a reader sees it."""
    rules: list[Rule] = []
    uprights: list[Upright] = []
    dots: list[Dot] = []
    has_picture = False
    sides = [ctypes.c_float() for _ in range(4)]
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_PATHS)):
        drawn = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        has_picture = has_picture or kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH or not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        one, other = turned(left, bottom), turned(right, top)
        (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        wide, tall = x1 - x0, y1 - y0
        if wide >= _LONG:
            rules += [Rule(x0, x1, y) for y in ({y0} if tall < _THIN else {y0, y1})]
        if tall >= _TALL and (wide < _THIN or wide >= _LONG):
            uprights += [
                Upright(x, y0, y1) for x in ({(x0 + x1) / 2} if wide < _THIN else {x0, x1})
            ]
        if _LEAST_DOT < wide < _MOST_DOT and abs(wide - tall) < 0.2 * wide:
            dots.append(Dot(x0, x1, (y0 + y1) / 2))
    rules.sort(key=lambda rule: rule.y)
    uprights += [joint for joint in _joints(rules) if not edges_at(uprights, joint.y0)]
    return Drawing(tuple(rules), tuple(_joined(uprights)), tuple(dots), has_picture)


def _joints(rules: Iterable[Rule]) -> Iterator[Upright]:
    """Where lines across meet end to end: cells may be ruled off one by one and have no sides."""
    for left, right in pairwise(sorted(rules, key=lambda rule: (round(rule.y), rule.x0))):
        if abs(left.y - right.y) < _ONE_PLACE and abs(left.x1 - right.x0) < _ONE_PLACE:
            yield Upright(right.x0, right.y, right.y)


def _joined(uprights: Iterable[Upright]) -> Iterator[Upright]:
    """The upright lines, those in one place made one."""
    places: list[list[Upright]] = []
    for upright in sorted(uprights, key=lambda each: each.x):
        if not places or upright.x - places[-1][0].x > _ONE_PLACE:
            places.append([])
        places[-1].append(upright)
    for place in places:
        last, *others = sorted(place, key=lambda each: each.y0)
        for upright in others:
            if upright.y0 <= last.y1 + _BAND:
                last = replace(last, y1=max(last.y1, upright.y1))
            else:
                yield last
                last = upright
        yield last


def edges_at(uprights: Sequence[Upright], y: float) -> tuple[float, ...]:
    """Where upright lines pass at a height, from left to right, each place once."""
    edges: list[float] = []
    for x in sorted(upright.x for upright in uprights if upright.y0 <= y <= upright.y1):
        if not edges or x - edges[-1] > _ONE_PLACE:
            edges.append(x)
    return tuple(edges)
