"""A query as the one SELECT that finds the rows its answer rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cdi_qa.lookup.query import WHOLE, Filter, Query, grouped
from cdi_qa.reading.cells import grade_scale

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDERED = frozenset({"<", "<=", ">", ">="})
_BY_NAME = frozenset({"cell", "row", "difference", "strength", "share"})
"""Kinds whose keys are the rows to show, and not the only ones to look at."""
_TESTED = frozenset({"cell", "groups", "holdings"})
"""Kinds whose filters are held against the rows shown, and do not select them."""

_KEYWORDS = frozenset(
    "all analyse analyze and anti any array as asc asof asymmetric at authorization binary both "
    "by case cast check collate collation column concurrently constraint create cross default "
    "deferrable desc describe distinct do else end except false fetch for foreign freeze from "
    "full glob group having ilike in initially inner intersect into is isnull join lambda lateral "
    "leading left like limit natural not notnull null offset on only or order outer overlaps "
    "pivot pivot_longer pivot_wider placing positional primary qualify references returning right "
    "select semi show similar some summarize symmetric table tablesample then to trailing true "
    "union unique unpack unpivot using variadic verbose when where window with".split()
)
"""Words that DuckDB takes for names only in quotation marks, though a heading may be "By"."""


def quote_name(name: str) -> str:
    """A SQL identifier."""
    plain = name.isidentifier() and name.lower() not in _KEYWORDS
    return name if plain else '"' + name.replace('"', '""') + '"'


def quote_value(value: Decimal | str) -> str:
    """A SQL literal; a grade is cast, so that it compares by its order and not by its letters."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    literal = quote_text(value)
    if value in grade_scale():
        return f"{literal}::grade"
    return f"DATE {literal}" if ISO_DATE.fullmatch(value) else literal


def quote_text(value: str) -> str:
    """A SQL literal of a text."""
    return "'" + value.replace("'", "''") + "'"


def _test(test: Filter) -> str:
    """One condition. What has an order and is neither a figure nor a date is a grade."""
    value = quote_value(test.value)
    if value.startswith("'") and test.operator in _ORDERED and not value.endswith("::grade"):
        value = f"{value}::grade"
    return f"{quote_name(test.column)} {test.operator} {value}"


def to_sql(query: Query, table: str, key: str, apart: Sequence[str] = ()) -> str:
    """The SELECT of a query; its result always begins with the key column.

    A rank is 1 for the highest, ties share it. `apart` are rows that are not looked at, by name.
    """
    name = quote_name(key)
    columns = [quote_name(c) for c in query.columns if c != key]
    shown = ", ".join(dict.fromkeys([name, *columns]))
    source = f"FROM {quote_name(table)}"
    if apart:
        left_out = ", ".join(map(quote_value, apart))
        source = f"FROM (SELECT * {source} WHERE {name} NOT IN ({left_out}))"
    tests = _tests(query, table, key)
    if query.kind in _BY_NAME:
        if query.against in WHOLE:
            kept = [*tests, *_named(query, name)] if tests else []
            return f"SELECT {shown} {source}{_where(kept, ' OR ')}"
        rows = "*" if query.kind == "row" else shown
        return f"SELECT {rows} {source}{_where([*tests, *_named(query, name)])}"
    if query.kind in _WRITERS:
        return _WRITERS[query.kind](query, shown, source, tests, name)
    if query.kind != "rank":
        tests += _named(query, name)
    return _ordered(query, shown, source, tests, name)


def _ordered(query: Query, shown: str, source: str, tests: list[str], name: str) -> str:
    """The kinds that put the rows in the order of one column."""
    column = quote_name(query.columns[0]) if query.columns else ""
    held = _where([*tests, f"{column} IS NOT NULL"])
    direction = "ASC" if query.order == "lowest" else "DESC"
    if query.kind == "rank":
        if len(query.columns) > 1:
            return f"SELECT {shown}, {_ranks(query)} {source}{_where(tests)} ORDER BY {name}"
        rank = f"RANK() OVER (ORDER BY {column} DESC) AS rank"
        return f"SELECT {shown}, {rank} {source}{held} ORDER BY rank, {name}"
    if query.kind == "extreme":
        other = "DESC" if direction == "ASC" else "ASC"
        ends = (direction, other) if query.aggregate == "range" else (direction,)
        chosen = (f"RANK() OVER (ORDER BY {column} {end}) <= {query.limit}" for end in ends)
        return (
            f"SELECT {shown} {source}{held} "
            f"QUALIFY {' OR '.join(chosen)} "
            f"ORDER BY {column} {direction}, {name}"
        )
    if query.kind == "aggregate":
        return f"SELECT {shown} {source}{held} ORDER BY {column}"
    direction = direction if query.kind == "column" else "DESC"
    order = f" ORDER BY {column} {direction}" if column else ""
    return f"SELECT {shown} {source}{_where(tests)}{order}"


def _ranks(query: Query) -> str:
    return ", ".join(
        f"RANK() OVER (ORDER BY {quote_name(column)} DESC NULLS LAST) "
        f"AS {quote_name(f'rank_{column}')}"
        for column in query.columns
    )


def _holdings(query: Query, shown: str, source: str, tests: list[str], name: str) -> str:
    """How many of a row's grades are the one asked about."""
    held = " + ".join(
        f"coalesce({quote_name(t.column)} = {quote_value(t.value)}, false)::INTEGER"
        for t in query.filters
    )
    rows = _where(_named(query, name))
    if query.keys:
        return f"SELECT {shown}, {held} AS held {source}{rows}"
    direction = "ASC" if query.order == "lowest" else "DESC"
    return (
        f"SELECT {shown}, {held} AS held {source} "
        f"QUALIFY RANK() OVER (ORDER BY held {direction}) <= 1 ORDER BY {name}"
    )


def _pair(query: Query, shown: str, source: str, tests: list[str], name: str) -> str:
    first, second = (quote_name(column) for column in query.columns[:2])
    held = [*tests, *_named(query, name), f"{first} IS NOT NULL", f"{second} IS NOT NULL"]
    if query.kind == "correlation" or query.keys:
        return f"SELECT {shown} {source}{_where(held)} ORDER BY {first} DESC, {name}"
    if query.claim:
        held.append(f"{first} {query.claim} {second}")
        return f"SELECT {shown} {source}{_where(held)} ORDER BY {name}"
    direction = "ASC" if query.order == "lowest" else "DESC"
    return (
        f"SELECT {shown}, abs({first} - {second}) AS gap {source}{_where(held)} "
        f"QUALIFY RANK() OVER (ORDER BY gap {direction}) <= {query.limit} "
        f"ORDER BY gap {direction}, {name}"
    )


def _groups(query: Query, shown: str, source: str, tests: list[str], name: str) -> str:
    group, column = quote_name(str(query.group_by)), quote_name(query.columns[0])
    held = _where([*tests, f"{group} IS NOT NULL", f"{column} IS NOT NULL"])
    return f"SELECT {shown}, {group} {source}{held} ORDER BY {group} DESC, {column} DESC, {name}"


def _tally(query: Query, shown: str, source: str, tests: list[str], name: str) -> str:
    column = quote_name(query.columns[0])
    held = _where([*tests, f"{column} IS NOT NULL"])
    return f"SELECT {shown} {source}{held} ORDER BY {column} DESC, {name}"


def _ties(query: Query, shown: str, source: str, tests: list[str], name: str) -> str:
    column = quote_name(query.columns[0])
    held = _where([*tests, f"{column} IS NOT NULL"])
    return (
        f"SELECT {shown} {source}{held} "
        f"QUALIFY COUNT(*) OVER (PARTITION BY {column}) > 1 ORDER BY {column} DESC, {name}"
    )


def _nearest(query: Query, shown: str, source: str, tests: list[str], name: str) -> str:
    column, own = quote_name(query.columns[0]), quote_value(query.keys[0])
    mine = f"(SELECT {column} {source} WHERE {name} = {own} LIMIT 1)"
    held = _where([*tests, f"{column} IS NOT NULL", f"{name} <> {own}"])
    return (
        f"SELECT {shown}, abs({column} - {mine}) AS gap {source}{held} "
        f"QUALIFY RANK() OVER (ORDER BY gap) <= {query.limit} ORDER BY gap, {column} DESC, {name}"
    )


_WRITERS = {
    "pair": _pair,
    "correlation": _pair,
    "groups": _groups,
    "tally": _tally,
    "ties": _ties,
    "nearest": _nearest,
    "holdings": _holdings,
}


def _tests(query: Query, table: str, key: str) -> list[str]:
    """The conditions: the filters, and the rows that the query before left."""
    filters = () if query.kind in _TESTED else query.filters
    tests = [" AND ".join(_test(each) for each in group) for group in grouped(filters)]
    if len(tests) > 1 and query.any_of:
        tests = [f"(({') OR ('.join(tests)}))"]
    if query.within is not None:
        inner = to_sql(query.within, table, key)
        tests.append(f"{quote_name(key)} IN (SELECT {quote_name(key)} FROM ({inner}))")
    return tests


def _named(query: Query, name: str) -> list[str]:
    listed = ", ".join(quote_value(key) for key in query.keys)
    return [f"{name} IN ({listed})"] if listed else []


def _where(tests: list[str], joint: str = " AND ") -> str:
    return f" WHERE {joint.join(tests)}" if tests else ""
