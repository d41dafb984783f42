"""The query object: what a question asks of a table, typed and printable."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

COMPARISON = "comparison"
"""The name of the table that compares bodies, whatever its own."""
Kind = Literal[
    "cell",
    "row",
    "column",
    "extreme",
    "rank",
    "filter",
    "count",
    "aggregate",
    "difference",
    "pair",
    "correlation",
    "groups",
    "tally",
    "ties",
    "nearest",
    "strength",
    "holdings",
    "meaning",
    "change",
    "share",
]
Operator = Literal["<", "<=", ">", ">=", "=", "!="]
HOLDS: dict[Operator, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
"""Whether one value is to another as an operator says; of grades only "=" and "!="."""
Aggregate = Literal["mean", "median", "range", "sum"]
Order = Literal["highest", "lowest"]
Way = Literal["up", "down", "better", "worse"]
Part = Literal["half", "quarter"]
WHOLE = ("mean", "median", "best", "worst", "grade", "figure")
"""What a difference may be taken to that is no row."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a column; `value` is a rate, a grade, a date or a row's printed name."""

    column: str
    operator: Operator
    value: Decimal | str

    def __str__(self) -> str:
        value = f"{self.value.normalize():f}" if isinstance(self.value, Decimal) else self.value
        return f"{self.column} {self.operator} {value}"


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word of the question that may mean two columns: the one it was read as, and the other."""

    said: str
    column: str
    other: str
    order: Order | None = None
    """The order of the other, where better is lower there or here."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question of one table.

    `keys` are the printed names of the rows asked about (or, of a selection or an average, the
    only ones looked at) and `columns` the columns' names. `asserted` is a value that the question
    takes for granted of the first key and column. `against` names what a difference is taken to:
    another key, "mean", "median", "best", "worst", "grade" (the rows that pass the filters) or
    "figure" (`asserted`). A rank or difference of several columns is told column by column.
    """

    kind: Kind
    columns: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    any_of: bool = False
    """True where one of the filters is enough."""
    order: Order = "highest"
    limit: int = 1
    aggregate: Aggregate | None = None
    beside: tuple[Aggregate, ...] = ()
    """What else is asked of the same figures: the median beside the mean."""
    against: str | None = None
    group_by: str | None = None
    """The column of grades whose groups are told apart."""
    than: str | None = None
    """Whose value the filters hold the rows against: a key, "mean" or "median"."""
    within: Query | None = None
    """The query whose rows are the only ones looked at."""
    claim: Operator | None = None
    """What is said of the first key against the second, or of the first column."""
    every: bool = False
    """True where the question is whether all rows pass the filters."""
    most: bool = False
    """True where the question is whether more than half of the rows pass the filters."""
    valued: bool = False
    """True where a claim is of better and worse, and a lower figure is better in some columns."""
    which: bool = False
    """True where a difference asks which of the two is ahead."""
    ratio: bool = False
    """True where a difference is asked for as a quotient."""
    part: Part | None = None
    """The part of the order that a rank is asked for; "half" with order "lowest": the lower."""
    nth: bool = False
    """True where only the row at place `limit` is asked for, not all up to it."""
    counted: bool = False
    """True where a pair of columns asks how many rows, not which."""
    alone: tuple[str, ...] = ()
    """The rows that are said, or asked, to be the only ones that pass the filters."""
    share: bool = False
    """True where a count is asked for as a share of all rows."""
    asserted: Decimal | str | None = None
    presumed: bool = False
    """True where the question takes `asserted` or `claim` for granted, and does not ask for it."""
    then: Query | None = None
    """What is asked where that which is taken for granted is so."""
    yes_no: bool = False
    guessed: bool = False
    """True where the question names neither a row nor a column, so that both are a guess."""
    absent: tuple[str, ...] = ()
    """Offences that the question asks of and no column is about."""
    unlisted: tuple[str, ...] = ()
    """Bodies that the question names beside others and the table does not hold."""
    national: bool = False
    """True where the question speaks of the whole country."""
    earlier: Query | None = None
    """The query of the turn before that this one goes on from; see `as_earlier`."""
    alternatives: tuple[Alternative, ...] = ()
    unrecorded: bool = False
    """True where a share is asked for that is 100 less the one the table gives."""
    unordered: bool = False
    """True where a best or worst is asked of words whose order nobody gave."""
    read_as: str = ""
    """The question that it was taken for, where its wording is only like one that is known."""
    remarks: tuple[str, ...] = ()
    """What the reader should know of how the question was read."""
    table: str = COMPARISON
    """The table that is asked."""
    since: str = ""
    """The earlier table that a change is told from."""
    way: Way | None = None
    """Which way a change is asked about; None for either."""

    def __str__(self) -> str:
        """The query on one line: "rank of overall for West Mids, highest first"."""
        parts: list[str] = [
            self.aggregate if self.kind == "aggregate" and self.aggregate else self.kind
        ]
        if self.columns:
            parts.append(f"of {', '.join(self.columns)}")
        if self.unrecorded:
            parts.append("as 100 less it")
        if self.keys:
            parts.append(f"for {', '.join(self.keys)}")
        if self.since:
            parts.append(f"{self.way or 'either way'} since {self.since}")
        if self.claim:
            parts.append(f"claim {self.claim}")
        if self.against:
            parts.append(f"against {self.against}")
        if self.group_by:
            parts.append(f"by {self.group_by}")
        if self.filters:
            told = (" and ".join(map(str, group)) for group in grouped(self.filters))
            parts.append("where " + (" or " if self.any_of else " and ").join(told))
        if self.within:
            parts.append(f"within ({self.within})")
        asked = "" if self.table == COMPARISON else f" in {self.table}"
        return " ".join(parts) + asked + self._print_order()

    def _print_order(self) -> str:
        if self.kind == "nearest" and self.limit > 1:
            return f", limit {self.limit}"
        if self.kind == "extreme":
            place = "only place" if self.nth else "limit"
            return f", {self.order} first, {place} {self.limit}"
        ordered = self.kind in {"rank", "column"} and bool(self.columns)
        ordered = ordered or (self.kind == "pair" and not self.claim and not self.keys)
        return f", {self.order} first" if ordered else ""


def grouped(filters: tuple[Filter, ...]) -> list[tuple[Filter, ...]]:
    """The filters one by one, the two ends of a "between" together."""
    groups: list[tuple[Filter, ...]] = []
    for test in filters:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and len(groups[-1]) == 1
            and last.column == test.column
            and (last.operator, test.operator) == (">=", "<=")
        ):
            groups[-1] = (last, test)
        else:
            groups.append((test,))
    return groups


def as_earlier(before: Query | None) -> Query | None:
    """A turn's query as the next one keeps it: with those before it only where each told of a row,
    so that "the worst of those" may be of them all.
    """
    if before is None or before.kind == "cell":
        return before
    return replace(before, earlier=None)
