"""The two tools that a model may call: a search of the passages, a read-only query of the tables.

Both only read. What they find is entered in the ledger, which makes it citable.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cdi_qa.answering.compose import Composer
from cdi_qa.answering.evidence import EvidenceFinder
from cdi_qa.errors import QueryError
from cdi_qa.index import Index
from cdi_qa.lookup import Database
from cdi_qa.lookup.database import Result
from cdi_qa.lookup.query import COMPARISON
from cdi_qa.lookup.sql import run_select
from cdi_qa.message import clean_question
from cdi_qa.model.ledger import Entry, Ledger
from cdi_qa.model.prompt import show_evidence, show_tables
from cdi_qa.model.sentences import speaks_to_reader
from cdi_qa.question import Question, read_question
from cdi_qa.schema import Evidence, Row, Table

SEARCH, QUERY = "search_passages", "query_tables"
_FOUND = 6
"""Passages that one search gives."""
_ROWS = 40
"""Rows of a query that are shown."""
_LONGEST = 2000
"""Characters of a search or a query; a longer one is not run."""


class Toolbox:
    """The tools over one index, for one call."""

    def __init__(
        self,
        index: Index,
        database: Database,
        finder: EvidenceFinder,
        composer: Composer,
        ledger: Ledger,
    ) -> None:
        self._index = index
        self._database = database
        self._finder = finder
        self._composer = composer
        self._ledger = ledger

    @property
    def schemas(self) -> list[dict[str, Any]]:
        """The tools as a chat model is told of them."""
        search = _schema(
            SEARCH, "Search the documents. Returns numbered evidence.", "query", "what to look for"
        )
        query = _schema(
            QUERY, "Run one SELECT over the tables. Include the column that names the rows.", "sql",
            "a DuckDB SELECT",
        )  # fmt: skip
        return [search, query] if self._database.tables else [search]

    def describe_tables(self) -> str:
        """The tables' names and columns, empty where there are none."""
        tables = list(self._database.tables.items())
        if self._database.comparison is not None:
            tables = [(COMPARISON, self._database.comparison)]
        return show_tables(tables)

    def call(self, name: str, arguments: Mapping[str, Any]) -> str:
        """What a tool answers; a wrong call is answered with what was wrong."""
        wanted = {SEARCH: "query", QUERY: "sql"}.get(name)
        if wanted is None:
            return "There is no such tool."
        given = arguments.get(wanted)
        if not isinstance(given, str) or not given.strip() or len(given) > _LONGEST:
            return f"{name} needs {wanted}, a text of at most {_LONGEST} characters."
        return self._search(given) if name == SEARCH else self._query(given)

    def supply(self, question: Question, limit: int) -> list[Entry]:
        """Enter the best passages for a question, but none that gives orders to its reader."""
        found = self._finder.find(question)[:limit]
        return [
            self._ledger.add((self._composer.evidence(judged.passage),), judged.hit)
            for judged in found
            if not speaks_to_reader(judged.passage.quote)
        ]

    def _search(self, query: str) -> str:
        question = read_question(clean_question(query), self._index.lexicon)
        entries = self.supply(question, _FOUND)
        self._ledger.searched.update(entry.number for entry in entries)
        return show_evidence(entries, self._index.corpus) or "Nothing was found."

    def _query(self, sql: str) -> str:
        try:
            result = run_select(self._database, sql)
        except QueryError as error:
            return str(error)
        lines = [" | ".join(result.columns)]
        lines += [" | ".join(map(str, row)) for row in result.rows[:_ROWS]]
        evidence = self._rows_named(result)
        if evidence:
            entry = self._ledger.add(evidence)
            lines += ["", show_evidence([entry], self._index.corpus)]
        else:
            lines.append("These rows name nobody and cannot be cited.")
        return "\n".join(lines)

    def _rows_named(self, result: Result) -> tuple[Evidence, ...]:
        """The printed rows that a result names: what was worked out from them is not citable."""
        values = {str(value) for row in result.rows[:_ROWS] for value in row}
        return tuple(
            dict.fromkeys(
                _evidence(table, row)
                for table in self._database.tables.values()
                for key, row in zip(table.keys(), table.rows, strict=False)
                if key in values and not speaks_to_reader(row.quote)
            )
        )


def _evidence(table: Table, row: Row) -> Evidence:
    return Evidence(table.source, row.page, table.section, row.quote)


def _schema(name: str, description: str, argument: str, meaning: str) -> dict[str, Any]:
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": description,
            "parameters": {
                "type": "object",
                "properties": {argument: {"type": "string", "description": meaning}},
                "required": [argument],
            },
        },
    }
