"""The tables in DuckDB: in memory, without access to files or settings, read only."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from cdi_qa.errors import QueryError
from cdi_qa.lookup.called import Called, is_like, shares_rows
from cdi_qa.lookup.query import COMPARISON
from cdi_qa.lookup.statement import quote_name, quote_text
from cdi_qa.reading.cells import grade_scale, merged_scale
from cdi_qa.reading.orders import without_clashes
from cdi_qa.schema import Column, Table

_TIMEOUT_SECONDS = 5.0
_MAX_ROWS = 1000
_AT_ONCE = 100
"""Rows that one statement stores: one by one takes ten times as long."""
_ASKS_WHAT = re.compile(r"\b(?:information_schema|show|describe|summarize|pragma|duckdb_|sqlite_)")
_TYPES = {"number": "DECIMAL(18, 4)", "grade": "grade", "date": "DATE", "text": "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query: plain numbers and strings, dates in ISO form."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Database:
    """All tables of the corpus, and `comparison`, a view of the one that compares bodies."""

    def __init__(self, tables: Sequence[Table]) -> None:
        tables = without_clashes(tables)
        self.tables = {table.name: table for table in tables}
        self.comparison = comparison_table(tables)
        self._filling = threading.Lock()
        self._filled: set[str] = set()

    def table(self, name: str) -> Table:
        """The table of that name. Raises QueryError naming those there are."""
        if name == COMPARISON and self.comparison is not None:
            return self.comparison
        if name in self.tables:
            return self.tables[name]
        known = ", ".join(([COMPARISON] if self.comparison else []) + list(self.tables))
        raise QueryError(
            f"There is no table {name!r}; the tables are {known}."
            if known
            else "The documents hold no table of figures or grades."
        )

    def run(self, sql: str) -> Result:
        """The rows of one query, stopped after a few seconds or a thousand rows.

        Raises QueryError with the database's own first line where the query is wrong.
        """
        import duckdb

        self._fill(sql)
        cursor = self._connection.cursor()
        watchdog = threading.Timer(_TIMEOUT_SECONDS, cursor.interrupt)
        watchdog.start()
        try:
            cursor.execute(sql)
            columns = tuple(item[0] for item in cursor.description or ())
            rows = cursor.fetchmany(_MAX_ROWS)
        except duckdb.InterruptException:
            raise QueryError("The query took too long and was stopped.") from None
        except duckdb.Error as error:
            reason = str(error).split("\n", 1)[0]
            raise QueryError(f"The query failed: {reason}") from None
        finally:
            watchdog.cancel()
            cursor.close()
        return Result(columns, tuple(tuple(plain_value(value) for value in row) for row in rows))

    def _fill(self, sql: str) -> None:
        """Put the tables that a query names into the database; all where it asks what there is."""
        said = sql.lower()
        with self._filling:
            connection = self._connection
            for name, table in self.tables.items():
                if name not in self._filled and (name.lower() in said or _ASKS_WHAT.search(said)):
                    _create(connection, table)
                    self._filled.add(name)

    def parse(self, sql: str) -> dict[str, Any]:
        """DuckDB's syntax tree of a query, or what is wrong with it; nothing is run."""
        cursor = self._connection.cursor()
        try:
            row = cursor.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
        finally:
            cursor.close()
        tree: dict[str, Any] = json.loads(row[0])
        return tree

    @cached_property
    def grades(self) -> tuple[str, ...]:
        """Every grade that a query may compare with, best first."""
        own = {column.scale for table in self.tables.values() for column in table.columns}
        return merged_scale(sorted(own - {()})) or grade_scale()

    @cached_property
    def _connection(self) -> Any:
        import duckdb

        connection = duckdb.connect(
            ":memory:", config={"enable_external_access": "false", "memory_limit": "256MB"}
        )
        grades = ", ".join(quote_text(grade) for grade in reversed(self.grades))
        connection.execute(f"CREATE TYPE grade AS ENUM ({grades})")
        if self.comparison is not None:
            _create(connection, self.comparison)
            self._filled.add(self.comparison.name)
            connection.execute(
                f"CREATE VIEW {COMPARISON} AS SELECT * FROM {quote_name(self.comparison.name)}"
            )
        connection.execute("SET lock_configuration = true")
        return connection


def comparison_table(tables: Sequence[Table]) -> Table | None:
    """The table that compares bodies: it names its rows and holds the most figures and grades.

    Of several inspections' tables of the same columns it is the latest.
    """
    named = [table for table in tables if table.key is not None and len(table.rows) >= 2]
    largest = max(named, key=_comparable_cells, default=None)
    if largest is None:
        return None
    alike = [table for table in named if is_like(table, largest) and shares_rows(table, largest)]
    return max(
        alike, key=lambda each: (Called(each, "", "").latest, each is largest), default=largest
    )


def _comparable_cells(table: Table) -> int:
    measures = sum(1 for column in table.columns if column.kind in {"number", "grade"})
    return measures * len(table.rows)


def _create(connection: Any, table: Table) -> None:
    columns = ", ".join(f"{quote_name(c.name)} {_TYPES[c.kind]}" for c in table.columns)
    name = quote_name(table.name)
    connection.execute(f"CREATE TABLE {name} ({columns})")
    row_marks = f"({', '.join('?' for _ in table.columns)})"
    for at in range(0, len(table.rows), _AT_ONCE):
        rows = table.rows[at : at + _AT_ONCE]
        values = [
            _stored(cell.value, column)
            for row in rows
            for cell, column in zip(row.cells, table.columns, strict=True)
        ]
        marks = ", ".join(row_marks for _ in rows)
        connection.execute(f"INSERT INTO {name} VALUES {marks}", values)


def _stored(value: Decimal | str | None, column: Column) -> Decimal | str | None:
    return str(value) if column.kind == "text" and value is not None else value


def plain_value(value: Any) -> Any:
    """A value as plain numbers and strings, a date in ISO form."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
