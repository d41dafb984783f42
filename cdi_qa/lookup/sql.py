"""A person's own SQL on the tables: one read-only SELECT, checked on DuckDB's own syntax tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cdi_qa.errors import QueryError
from cdi_qa.lookup.database import Database, Result
from cdi_qa.lookup.query import COMPARISON

_ONE_SELECT = "Only one SELECT over the tables is allowed."
_COMPARISONS = ("COMPARISON", "BETWEEN")
_FUNCTIONS = frozenset(
    """
    abs any_value arg_max arg_min avg bool_and bool_or ceil ceiling coalesce concat contains corr
    count count_star count_if covar_pop cume_dist date_diff date_part date_trunc day dense_rank
    ends_with enum_code first first_value floor greatest group_concat ifnull instr lag last
    last_value lead least left length list lower lpad ltrim mad max mean median min mode month
    monthname mul nth_value ntile nullif percent_rank prefix quantile quantile_cont quantile_disc
    rank regr_slope replace right round row_number rpad rtrim sign sqrt starts_with stddev
    stddev_pop stddev_samp strftime string_agg strpos substr substring suffix sum trim trunc upper
    var_pop var_samp variance year
    """.split()
)
"""Functions a query may use; whatever reads files, settings or the system is not among them."""


def run_select(database: Database, sql: str) -> Result:
    """The rows of a query. Raises QueryError where it is anything but a SELECT over the tables."""
    tree = database.parse(sql)
    if tree.get("error"):
        if tree.get("error_type") == "not implemented":
            raise QueryError(_ONE_SELECT)
        raise QueryError(f"The query is not valid SQL: {tree.get('error_message')}.")
    statements = tree["statements"]
    if len(statements) != 1:
        raise QueryError(_ONE_SELECT)
    nodes = list(_walk(statements[0]))
    _check_tables(nodes, [COMPARISON, *database.tables])
    for node in nodes:
        name = str(node.get("function_name", "")).lower()
        if name and not node.get("is_operator") and name not in _FUNCTIONS:
            raise QueryError(f"The function {name} is not available here.")
    return database.run(_order_grades(sql, nodes, set(database.grades)))


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of the syntax tree."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from _walk(child)
    elif isinstance(value, list):
        for child in value:
            yield from _walk(child)


def _check_tables(nodes: list[dict[str, Any]], tables: list[str]) -> None:
    named = {
        str(entry["key"]).lower()
        for node in nodes
        for entry in (node.get("cte_map") or {}).get("map", [])
    }
    known = {table.lower() for table in tables} | named
    for node in nodes:
        kind = node.get("type")
        if kind in {"TABLE_FUNCTION", "SHOW_REF", "PIVOT"}:
            raise QueryError(f"A query may only read the tables {', '.join(tables)}.")
        if kind == "BASE_TABLE":
            name = str(node.get("table_name", ""))
            qualified = node.get("schema_name") or node.get("catalog_name")
            if qualified or name.lower() not in known:
                raise QueryError(f"{name!r} is not one of the tables ({', '.join(tables)}).")


def _order_grades(sql: str, nodes: list[dict[str, Any]], grades: set[str]) -> str:
    """The query with grades cast, so that 'Good' compares by its rank and not by its letters."""
    ends = {
        node["query_location"] + node["query_location_length"]
        for parent in nodes
        if parent.get("class") in _COMPARISONS
        for node in parent.values()
        if isinstance(node, dict)
        and node.get("class") == "CONSTANT"
        and (node.get("literal") or {}).get("text") in grades
    }
    text = sql.encode()
    for end in sorted(ends, reverse=True):
        text = text[:end] + b"::grade" + text[end:]
    return text.decode()
