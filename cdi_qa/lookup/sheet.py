"""A table as answers speak of it: names, values, places and evidence of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from cdi_qa.lookup.measure import Measures
from cdi_qa.lookup.per_cent import says_per_cent
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.reading.cells import grade_scale, scale_of
from cdi_qa.schema import Cell, Claim, Column, Corpus, Evidence, Row, Status, Table
from cdi_qa.text import fold_space, join_english

Written = tuple[Status, list[Claim]]
"""An answer's status and its statements."""
NOT_GIVEN = "not given"
ENDS = {"best": "the highest", "worst": "the lowest"}
"""What the ends of a column of figures are called."""
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT_TIME = re.compile(r"\d+\s?[hm]\s?\d+\s?[ms]", re.IGNORECASE)
_MOST_OF_A_RATE = 100


class Sheet:
    """A table with the words for its rows and columns."""

    def __init__(
        self,
        corpus: Corpus,
        vocabulary: Vocabulary,
        measures: Measures,
        called: str = "comparison table",
    ) -> None:
        self._corpus = corpus
        self._vocabulary = vocabulary
        self.measures = measures
        self.called = called
        """What a sentence calls the table, after "the"."""

    @property
    def table(self) -> Table:
        """The table itself."""
        return self._vocabulary.table

    @property
    def own(self) -> str | None:
        """The printed name of the row that the documents are about."""
        return self._vocabulary.own

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row in the order of the source."""
        return self.table.rows

    @property
    def bodies(self) -> str:
        """What the rows are, in the plural: "forces"."""
        return self._vocabulary.bodies

    @property
    def body(self) -> str:
        """What a row is: "force"."""
        return self._vocabulary.body

    # ── one row ─────────────────────────────────────────────────────────────────────────────

    def printed(self, row: Row) -> str:
        """The row's name as printed."""
        return self.cell(row, self.table.key or self.table.columns[0].name).printed

    def name(self, printed: str) -> str:
        """The name for a sentence of the row printed so."""
        return self._vocabulary.spoken(printed)

    def named(self, row: Row) -> str:
        """The row's name for a sentence."""
        return self.name(self.printed(row))

    def gap(self, name: str, size: Decimal) -> str:
        """How far two figures of a column are apart: whole where the column's figures are."""
        whole = any(column.name == name for column in self._vocabulary.whole_numbers)
        return f"{size:,.0f}" if whole and size == size.to_integral_value() else one_decimal(size)

    def is_only(self, keys: tuple[str, ...], rows: Sequence[Row]) -> bool:
        """True where the rows of those printed names are all the rows there are."""
        return sorted(self.printed(row) for row in rows) == sorted(keys)

    def names(self, rows: Iterable[Row]) -> str:
        """The names of several rows: "Kent, Sussex and Wiltshire"."""
        return join_english([self.named(row) for row in rows])

    def cell(self, row: Row, column: str) -> Cell:
        """One cell."""
        return row.cells[self.table.position(column)]

    def value(self, row: Row, column: str) -> str:
        """A cell's text with its unit, or that it is not given."""
        cell, held = self.cell(row, column), self.table.column(column)
        if cell.value is None:
            return NOT_GIVEN
        if held.kind == "date" and cell.word:
            return spell_month(cell.word)
        if held.kind == "grade" and cell.word:
            return cell.word
        figure = self.measures.figure(cell.printed, held)
        of_row = self.measures.by_row and says_per_cent(self.printed(row))
        return f"{figure}%" if of_row and figure == cell.printed.rstrip("%") else figure

    def is_told(self, row: Row, column: str) -> bool:
        """True where the cell holds a value."""
        return self.cell(row, column).value is not None

    def evidence(self, row: Row) -> Evidence:
        """The row's text."""
        return Evidence(self.table.source, row.page, self.table.section, row.quote)

    def evidences(self, rows: Iterable[Row]) -> tuple[Evidence, ...]:
        """The text of several rows."""
        return tuple(self.evidence(row) for row in rows)

    def mean_of(self, column: str, rows: Iterable[Row]) -> tuple[Decimal, str] | None:
        """The mean of some rows' figures and its working ("264.2 ÷ 3"); None without figures."""
        held = [n for row in rows if (n := self.cell(row, column).number) is not None]
        total = sum(held, Decimal(0))
        return (total / len(held), f"{total:f} ÷ {len(held)}") if held else None

    def sum_of(self, column: str, rows: Iterable[Row]) -> tuple[Decimal, str] | None:
        """The sum of some rows' figures and its working ("2 + 5"); None without figures."""
        held = [n for row in rows if (n := self.cell(row, column).number) is not None]
        return (sum(held, Decimal(0)), " + ".join(f"{n:,f}" for n in held)) if held else None

    def end_of(self, column: str, end: str) -> Row | None:
        """The row at the "best" or "worst" end of a column; None where it holds no values."""
        ordered = self.ordered(column)
        return ordered[-1 if end == "best" else 0] if ordered else None

    # ── the columns ─────────────────────────────────────────────────────────────────────────

    def label(self, column: str) -> str:
        """A column inside a sentence: "recording rate for rape"."""
        return self.measures.label(self.table.column(column))

    def points(self, column: str) -> str:
        """What the difference of two of the column's figures is in."""
        unit = self.unit(column)
        return " percentage points" if unit == "%" else unit

    def unit(self, column: str) -> str:
        """ "%" for a rate, " minutes" where figures are printed so, else nothing."""
        return self.measures.unit(self.table.column(column))

    def phrase(self, row: Row, column: str) -> str:
        """ "recording rate for rape is 89.8%"."""
        return f"{self.label(column)} is {self.value(row, column)}"

    # ── all rows ────────────────────────────────────────────────────────────────────────────

    @cached_property
    def whole(self) -> Evidence:
        """The run of text that holds every row (of the page the table begins on)."""
        first = self.rows[0]
        rows = [row for row in self.rows if row.page == first.page]
        text = self._corpus.page(self.table.source, first.page).text
        quote = fold_space(text[rows[0].start : rows[-1].end])
        return Evidence(self.table.source, first.page, self.table.section, quote)

    def ordered(self, column: str, rows: Iterable[Row] | None = None) -> list[Row]:
        """The rows that have a value in a column, lowest first."""
        held = [row for row in (self.rows if rows is None else rows) if self.is_told(row, column)]
        return sorted(held, key=lambda row: order_of(self.cell(row, column)))

    def sharing(self, row: Row, column: str) -> list[Row]:
        """Every row with the same value as this one, itself included."""
        value = self.cell(row, column).value
        return [other for other in self.rows if self.cell(other, column).value == value]

    def place(self, row: Row, column: str) -> tuple[int, str]:
        """The rank from the highest, and "joint " where it is shared."""
        own = order_of(self.cell(row, column))
        above = sum(1 for other in self.rows if order_of(self.cell(other, column)) > own)
        return above + 1, "joint " if len(self.sharing(row, column)) > 1 else ""

    def field(self, column: str) -> tuple[int, str]:
        """How many rows have a value, and what to call them: "forces", "forces with a grade"."""
        told = sum(1 for row in self.rows if self.is_told(row, column))
        if told == len(self.rows):
            return told, self.bodies
        kind = self.table.column(column).kind
        return told, f"{self.bodies} with a {'figure' if kind == 'number' else kind}"


def order_of(cell: Cell) -> Decimal:
    """A cell's place in an order: figures by size, grades by rank, dates by month."""
    if cell.number is not None:
        return cell.number
    if cell.degree is not None:
        return Decimal(-cell.degree)
    if cell.word in grade_scale():
        return Decimal(-grade_scale().index(cell.word))
    if cell.word and cell.word[:4].isdigit() and cell.word[5:7].isdigit():
        return Decimal(cell.word[:4] + cell.word[5:7])
    return Decimal("-Infinity")


def order_of_grade(grade: str, column: Column) -> Decimal:
    """A grade's place in the order of a column's grades, the best the highest."""
    return Decimal(-scale_of(column).index(grade))


def one_decimal(value: Decimal, exact: bool = False) -> str:
    """One decimal, halves up; with `exact`, a figure of one decimal or none stays as it is.

    A large whole number, which counts something, has none.
    """
    if abs(value) > _MOST_OF_A_RATE and value == value.to_integral_value():
        return f"{value:,.0f}"
    if exact and value == value.quantize(Decimal("0.1")):
        return f"{value.normalize():f}"
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def spell_month(date: str) -> str:
    """2017-08-01 → "August 2017"."""
    return f"{_MONTHS[int(date[5:7]) - 1]} {date[:4]}"


def possessive(name: str) -> str:
    """ "Kent's", "Cambs'", "Devon and Cornwall's (D & C)"."""
    if name.endswith(")") and " (" in name:
        usual, _, printed = name.rpartition(" (")
        return f"{possessive(usual)} ({printed}"
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def years_and_times(*rows: Row) -> frozenset[str]:
    """The years of the rows' dates, printed short in the table and in full in a sentence, and their
    times such as "6m 31s", which a sentence's reader takes for millions.
    """
    cells = [cell for row in rows for cell in row.cells]
    years = {cell.word[:4] for cell in cells if cell.word and cell.word[:4].isdigit()}
    return frozenset(
        years | {cell.printed for cell in cells if _SHORT_TIME.fullmatch(cell.printed)}
    )
