"""The printed text of a table's cell → its type and value."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from cdi_qa.reading.quantities import parse_quantity
from cdi_qa.schema import Cell, Column, ColumnKind

MISSING = frozenset(
    {"", "-", "–", "—", "--", "*", "..", "...", "n/a", "na", "n.a.", "nk", "tbc", "tba"}
    | {"no data", "not available", "not applicable", "not known"}
    | {"not inspected", "not graded", "not rated", "not judged"}
)
"""What stands, in lower case, where a cell has no value."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|\d{2})"
# A day belongs to a date only where both its gaps are alike: in "42 Sep-17" the 42 is a number.
DATE = re.compile(
    rf"{_DAY}\s+{_MONTH}[.,]?\s+{_YEAR}|{_DAY}-{_MONTH}-{_YEAR}"
    rf"|{_MONTH}\s+{_DAY},\s+{_YEAR}|{_MONTH}[.,]?[-–\s/’']{{1,2}}{_YEAR}"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}|\d{{4}}-\d{{2}}-\d{{2}}",
    re.IGNORECASE,
)
NOTE_MARKS = "*†‡§¹²³⁴⁵⁶⁷⁸⁹"
"""Signs that may trail a cell to point at a note under the table."""
_NOTE = re.compile(r"(?<=\S)\s?(?:\[\w{1,2}\]|\([a-z]\))$")
"""A note's sign in brackets: "83.6 [1]", "83.6 (p)"."""
_MAJORITY = 0.8


@lru_cache(maxsize=1)
def _grades() -> dict[str, Any]:
    text = files("cdi_qa.knowledge").joinpath("grades.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _scales() -> list[dict[str, Any]]:
    return list(_grades()["scale"])


def sense_of(word: str) -> int:
    """1 for a word that says by itself that something is good, -1 for bad; 0 for any other."""
    sense = _grades()["sense"]
    return int(word.lower() in sense["good"]) - int(word.lower() in sense["bad"])


@lru_cache(maxsize=1)
def grade_scale() -> tuple[str, ...]:
    """Every known grade in one spelling, best first, scale after scale."""
    return tuple(dict.fromkeys(grade for scale in _scales() for grade in scale["grades"]))


def scale_of(column: Column) -> tuple[str, ...]:
    """The grades that a column's own are of, best first."""
    return column.scale or grade_scale()


def merged_scale(scales: Iterable[Sequence[str]]) -> tuple[str, ...] | None:
    """The known grades and those of some scales in one order, best first; None where they clash."""
    order: TopologicalSorter[str] = TopologicalSorter()
    for scale in (grade_scale(), *scales):
        order.add(scale[0])
        for better, worse in pairwise(scale):
            order.add(worse, better)
    try:
        return tuple(order.static_order())
    except CycleError:
        return None


class Passing(NamedTuple):
    """The grades that are meant where somebody is said to have passed, or to have failed."""

    passes: str
    """The lowest that is a pass."""
    improves: str
    """The highest that is none."""
    fails: str
    """The highest that is a fail; between it and a pass may lie grades that are neither."""


def passing_on(scale: Sequence[str]) -> Passing | None:
    """Of a scale of which only the order is known: its better half passes, its last fails."""
    half = len(scale) // 2
    return Passing(scale[half - 1], scale[half], scale[-1]) if half else None


def passing_among(held: Collection[str]) -> Passing | None:
    """Of the grades that a table gives; where it gives none that passes, or fails, the usual one.

    None where it gives none of a scale on which one can pass.
    """
    for scale in _scales():
        grades: list[str] = scale["grades"]
        if "lowest_pass" not in scale or set(held).isdisjoint(grades):
            continue
        last, first = grades.index(scale["lowest_pass"]), grades.index(scale["highest_fail"])
        passes = [grade for grade in grades[: last + 1] if grade in held]
        below = [grade for grade in grades[last + 1 :] if grade in held]
        fails = [grade for grade in grades[first:] if grade in held]
        return Passing(
            (passes or [scale["usual_pass"]])[-1],
            (below or [grades[last + 1]])[0],
            (fails or [scale["usual_fail"]])[0],
        )
    return None


@lru_cache(maxsize=1)
def grade_spellings() -> dict[str, str]:
    """Lower-case spelling → the grade, of every scale."""
    return {spelling: grade for scale in _scales() for spelling, grade in _spellings(scale).items()}


@lru_cache(maxsize=1)
def everyday_spellings() -> dict[str, str]:
    """Those of the grades that are words of everyday language: "Red", "Complete"."""
    scales = [scale for scale in _scales() if scale.get("everyday")]
    return {spelling: grade for scale in scales for spelling, grade in _spellings(scale).items()}


def spellings_beside(grades: Collection[str]) -> dict[str, str]:
    """Lower-case spelling → the grade, of the inspectorates' scales and of those that hold one of
    some grades.
    """
    scales = [
        s for s in _scales() if not s.get("everyday") or not set(grades).isdisjoint(s["grades"])
    ]
    return {spelling: grade for scale in scales for spelling, grade in _spellings(scale).items()}


def _spellings(scale: dict[str, Any]) -> dict[str, str]:
    own = {str(grade).lower(): str(grade) for grade in scale["grades"]}
    return own | {str(said): str(grade) for said, grade in scale["spellings"].items()}


@lru_cache(maxsize=1)
def grade_pattern() -> str:
    """A regular expression for any grade of inspectorates, white space between its words free."""
    return any_of(spellings_beside(()))


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of some phrases, white space between their words free."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)


def is_missing(text: str) -> bool:
    """True where a cell says that it has no value."""
    return " ".join(text.lower().split()) in MISSING


def parse_grade(text: str) -> str | None:
    """The grade that a text is, or None."""
    return grade_spellings().get(" ".join(_unmarked(text).lower().split()))


def parse_number(text: str) -> Decimal | None:
    """The number that a text is, its unit, margin and thousands commas left out."""
    quantity = parse_quantity(_unmarked(text))
    return quantity[0] if quantity is not None else None


def unit_of(printed: Iterable[str]) -> str | None:
    """The unit that some printed figures share, empty where they have none; None for several.

    Figures with and without a per cent sign are alike.
    """
    units = {quantity[1] for text in printed if (quantity := parse_quantity(_unmarked(text)))}
    units = units - {""} if units <= {"", "%"} else units
    return next(iter(units), "") if len(units) <= 1 else None


def parse_month(text: str) -> str | None:
    """The first of the month that a date falls in, in ISO form, or None where it is no date."""
    text = _unmarked(text)
    if not DATE.fullmatch(text):
        return None
    figures = [int(figure) for figure in re.findall(r"\d+", text)]
    if name := re.search(_MONTH, text, re.IGNORECASE):
        return _iso(figures[-1], _MONTHS.index(name.group()[:3].lower()) + 1)
    if re.match(r"\d{4}-", text):
        return _iso(figures[0], figures[1])
    return _iso(figures[2], figures[1])


def _unmarked(text: str) -> str:
    return _NOTE.sub("", text.strip().rstrip(NOTE_MARKS).rstrip())


def _iso(year: int, month: int) -> str | None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    return f"{year:04d}-{month:02d}-01" if year and 1 <= month <= 12 else None


def kind_of(text: str) -> ColumnKind | None:
    """The type of one printed cell; None where it is empty."""
    if is_missing(text):
        return None
    if parse_month(text):
        return "date"
    if parse_number(text) is not None:
        return "number"
    return "grade" if parse_grade(text) else "text"


def column_kind(printed: list[str]) -> ColumnKind:
    """The type that the cells of a column share, all or (of five and more) nearly all of them."""
    kinds = Counter(kind for text in printed if (kind := kind_of(text)))
    if not kinds:
        return "text"
    kind, count = kinds.most_common(1)[0]
    if kind == "number" and unit_of(printed) is None:
        return "text"  # "58 mins" and "2 hrs" have no order without their units
    total = kinds.total()
    return kind if count == total or (total >= 5 and count >= _MAJORITY * total) else "text"


def make_cell(printed: str, kind: ColumnKind) -> Cell:
    """The cell of a column of that type; what is not of it is kept as printed, without a value."""
    printed = " ".join(printed.split())
    if is_missing(printed):
        return Cell(printed)
    if kind == "number":
        return Cell(printed, number=parse_number(printed))
    if kind == "grade":
        return Cell(printed, word=parse_grade(printed))
    if kind == "date":
        return Cell(printed, word=parse_month(printed))
    return Cell(printed, word=printed)
