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
    nth: bool = False
    """True where only the row at place `limit` is asked for, not all up to it."""
    asserted: Decimal | str | None = None
    presumed: bool = False
    """True where the question takes `asserted` or `claim` for granted rather than asking whether it is so."""
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


def where_clause(query: Query) -> str:
    """The WHERE clause of the query's filters, empty where there are none."""
    if not query.filters:
        return ""
    joint = " OR " if query.any_of else " AND "
    tests = joint.join(
        f"{quote_name(f.column)} {f.operator} {quote_value(f.value)}" for f in query.filters
    )
    return f" WHERE {tests}"


def to_sql(query: Query, table: str, key: str) -> str:
    """The one SELECT that finds the rows the answer rests on.

    Its result always begins with the key column; a rank is 1 for the highest, ties share it.
    """
    name = quote_name(key)
    picked = ", ".join([name, *(quote_name(c) for c in query.columns if c != key)])
    where = where_clause(query)
    if query.kind in {"cell", "row", "difference"} and query.keys:
        wanted = list(query.keys)
        listed = ", ".join(quote_value(k) for k in wanted)
        chosen = f" WHERE {name} IN ({listed})"
        if query.kind == "row":
            return f"SELECT * FROM {table}{chosen}"
        if query.against in {"mean", "best"}:
            return f"SELECT {picked} FROM {table}"
        return f"SELECT {picked} FROM {table}{chosen}"
    if query.kind == "rank":
        column = quote_name(query.columns[0])
        return (
            f"SELECT {picked}, RANK() OVER (ORDER BY {column} DESC) AS rank "
            f"FROM {table} WHERE {column} IS NOT NULL ORDER BY rank, {name}"
        )
    if query.kind == "extreme":
        column = quote_name(query.columns[0])
        direction = "DESC" if query.order == "highest" else "ASC"
        and_where = f"{where} AND" if where else " WHERE"
        return (
            f"SELECT {picked} FROM {table}{and_where} {column} IS NOT NULL "
            f"QUALIFY RANK() OVER (ORDER BY {column} {direction}) <= {query.limit} "
            f"ORDER BY {column} {direction}, {name}"
        )
    if query.kind == "aggregate":
        column = quote_name(query.columns[0])
        and_where = f"{where} AND" if where else " WHERE"
        return f"SELECT {picked} FROM {table}{and_where} {column} IS NOT NULL ORDER BY {column}"
    order = f" ORDER BY {quote_name(query.columns[0])} DESC" if query.columns else ""
    return f"SELECT {picked} FROM {table}{where}{order}"
