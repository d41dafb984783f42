"""The query object: what a question asks of a table, typed, printable, and its SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cdi_qa.reading.cells import grade_scale

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Kind = Literal[
    "cell", "row", "column", "extreme", "rank", "filter", "count", "aggregate", "difference"
]
Operator = Literal["<", "<=", ">", ">=", "=", "!="]
Aggregate = Literal["mean", "median", "range"]
Order = Literal["highest", "lowest"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a column; `value` is a rate, a grade, a date or a row's printed name."""

    column: str
    operator: Operator
    value: Decimal | str


@dataclass(frozen=True, slots=True)
class Query:
    """One question of one table.

    `keys` are the printed names of the rows asked about and `columns` the columns' names.
    `asserted` is a value that the question takes for granted of the first key and column.
    `against` names what a difference is taken to: another key, "mean" or "best".
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
    against: str | None = None
    claim: Operator | None = None
    """What the question says of the first key against the second: above (>) or below (<)."""
    which: bool = False
    """True where a difference asks which of the two is ahead."""
    half: bool = False
    """True where a rank is asked for as the upper or (order "lowest") the lower half."""
    nth: bool = False
    """True where only the row at place `limit` is asked for, not all up to it."""
    asserted: Decimal | str | None = None
    presumed: bool = False
    """True where the question takes `asserted` or `claim` for granted, and does not ask for it."""
    yes_no: bool = False
    guessed: bool = False
    """True where the question names neither a row nor a column, so that both are a guess."""
    absent: tuple[str, ...] = ()
    """Offences that the question asks of and no column is about."""
    remarks: tuple[str, ...] = ()
    """What the reader should know of how the question was read."""


def quote_name(name: str) -> str:
    """A SQL identifier."""
    return '"' + name.replace('"', '""') + '"' if not name.isidentifier() else name


def quote_value(value: Decimal | str) -> str:
    """A SQL literal; a grade is cast, so that it compares by its order and not by its letters."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    literal = "'" + value.replace("'", "''") + "'"
    if value in grade_scale():
        return f"{literal}::grade"
    return f"DATE {literal}" if ISO_DATE.fullmatch(value) else literal


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


def where_clause(query: Query) -> str:
    """The WHERE clause of the query's filters, empty where there are none."""
    if not query.filters:
        return ""
    tests = [
        " AND ".join(f"{quote_name(f.column)} {f.operator} {quote_value(f.value)}" for f in group)
        for group in grouped(query.filters)
    ]
    if len(tests) == 1 or not query.any_of:
        return f" WHERE {' AND '.join(tests)}"
    return f" WHERE (({') OR ('.join(tests)}))"


def to_sql(query: Query, table: str, key: str) -> str:
    """The one SELECT that finds the rows the answer rests on.

    Its result always begins with the key column; a rank is 1 for the highest, ties share it.
    """
    name = quote_name(key)
    picked = ", ".join([name, *(quote_name(c) for c in query.columns if c != key)])
    source = f"FROM {quote_name(table)}"
    where = where_clause(query)
    if query.kind in {"cell", "row", "difference"} and query.keys:
        if query.against in {"mean", "best"}:
            return f"SELECT {picked} {source}"
        listed = ", ".join(quote_value(k) for k in query.keys)
        shown = "*" if query.kind == "row" else picked
        return f"SELECT {shown} {source} WHERE {name} IN ({listed})"
    column = quote_name(query.columns[0]) if query.columns else ""
    held = f"{where} AND {column} IS NOT NULL" if where else f" WHERE {column} IS NOT NULL"
    if query.kind == "rank":
        return (
            f"SELECT {picked}, RANK() OVER (ORDER BY {column} DESC) AS rank "
            f"{source} WHERE {column} IS NOT NULL ORDER BY rank, {name}"
        )
    if query.kind == "extreme":
        direction = "DESC" if query.order == "highest" else "ASC"
        return (
            f"SELECT {picked} {source}{held} "
            f"QUALIFY RANK() OVER (ORDER BY {column} {direction}) <= {query.limit} "
            f"ORDER BY {column} {direction}, {name}"
        )
    if query.kind == "aggregate":
        return f"SELECT {picked} {source}{held} ORDER BY {column}"
    direction = "ASC" if query.kind == "column" and query.order == "lowest" else "DESC"
    order = f" ORDER BY {column} {direction}" if column else ""
    return f"SELECT {picked} {source}{where}{order}"
