"""The rows of several look-ups in one table, for an answer that rests on all of them."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.lookup.database import Database
from cdi_qa.lookup.statement import quote_name, quote_text
from cdi_qa.schema import Table, TableResult


def join_results(database: Database, results: Sequence[TableResult]) -> TableResult | None:
    """Every row and column of some look-ups, found by one query; the first's where they are not of
    one table, None of none.

    Columns that a look-up worked out are left out.
    """
    different = list({result.sql: result for result in results}.values())
    if len(different) < 2 or len({result.name for result in different}) > 1:
        return different[0] if different else None
    first = different[0]
    table = database.table(first.name)
    if table.key is None:
        return first
    heading = table.column(table.key).heading
    if any(result.columns.count(heading) != 1 for result in different):
        return first
    names = dict.fromkeys(
        str(row[result.columns.index(heading)]) for result in different for row in result.rows
    )
    columns = _columns_of(table, different)
    shown = ", ".join(quote_name(name) for name in columns)
    listed = ", ".join(quote_text(name) for name in names)
    sql = (
        f"SELECT {shown} FROM {quote_name(first.name)} WHERE {quote_name(table.key)} IN ({listed})"
    )
    return TableResult(
        first.name,
        tuple(table.column(name).heading for name in columns),
        database.run(sql).rows,
        sql,
        "; ".join(result.query for result in different),
        " ".join(result.working for result in different),
    )


def _columns_of(table: Table, results: Sequence[TableResult]) -> list[str]:
    """The table's columns that some look-up shows, the names of the rows first."""
    shown = {heading for result in results for heading in result.columns}
    named = (column.name for column in table.columns if column.heading in shown)
    return list(dict.fromkeys([str(table.key), *named]))
