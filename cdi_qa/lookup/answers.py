"""Query and rows → a draft answer, each sentence resting on the rows it cites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cdi_qa.lookup.asks_back import ask_back
from cdi_qa.lookup.database import Database
from cdi_qa.lookup.doubts import doubts_of
from cdi_qa.lookup.holds import measures_time
from cdi_qa.lookup.measure import Measures
from cdi_qa.lookup.not_held import (
    refuse_change,
    refuse_grade,
    refuse_topics,
    refuse_unlisted,
)
from cdi_qa.lookup.parse import NotInTable
from cdi_qa.lookup.part_of_whole import say_share
from cdi_qa.lookup.query import COMPARISON, WHOLE, Alternative, Kind, Query
from cdi_qa.lookup.say_cells import say_cells, say_column, say_rows
from cdi_qa.lookup.say_difference import say_difference
from cdi_qa.lookup.say_groups import say_aggregate, say_selected
from cdi_qa.lookup.say_order import say_extreme, say_rank
from cdi_qa.lookup.say_pairs import say_correlation, say_pair
from cdi_qa.lookup.say_profile import say_holdings
from cdi_qa.lookup.say_sets import say_by_grade, say_nearest, say_strength, say_tally, say_ties
from cdi_qa.lookup.say_stated import say_counted, say_stated
from cdi_qa.lookup.sheet import Sheet, Written
from cdi_qa.lookup.statement import to_sql
from cdi_qa.lookup.unordered import ask_for_order
from cdi_qa.lookup.unread import Unread
from cdi_qa.lookup.unrecorded import say_unrecorded
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.lookup.working import say_working
from cdi_qa.schema import Claim, Corpus, Draft, Passage, Row, Table, TableResult
from cdi_qa.text import figures, join_english
from cdi_qa.wording import READ_LIKE, READ_LIKE_ASKS

_WRITERS: dict[Kind, Callable[[Sheet, Query, tuple[Row, ...]], Written | None]] = {
    "cell": say_cells,
    "row": say_rows,
    "column": say_column,
    "extreme": say_extreme,
    "rank": say_rank,
    "filter": say_selected,
    "count": say_selected,
    "aggregate": say_aggregate,
    "difference": say_difference,
    "pair": say_pair,
    "correlation": say_correlation,
    "groups": say_by_grade,
    "tally": say_tally,
    "ties": say_ties,
    "nearest": say_nearest,
    "strength": say_strength,
    "holdings": say_holdings,
    "share": say_share,
}
_READ_TWICE = frozenset({"cell", "extreme", "rank"})
"""Kinds that are answered for both columns that a word may mean."""
_WORKED_OUT = frozenset({"aggregate", "difference", "groups", "pair", "correlation", "nearest"})
"""Kinds whose answer holds a figure that is worked out."""
_ORDERED = frozenset({"extreme", "rank"})
"""Kinds whose answer holds rows against each other."""
_WHICH = "Which figure or grade do you mean, and of whom? The likeliest: "


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a query in the order of its result."""

    rows: tuple[Row, ...]
    result: TableResult


class TableAnswers:
    """Answers queries on one table in words."""

    def __init__(
        self,
        corpus: Corpus,
        database: Database,
        vocabulary: Vocabulary,
        name: str = COMPARISON,
        called: str = "comparison table",
        apart: Sequence[str] = (),
    ) -> None:
        """`name` is the table's in the database, `called` what a sentence calls it; `apart` are the
        database's rows that the vocabulary's table does not have.
        """
        self._database = database
        self._vocabulary = vocabulary
        self._name = name
        self._apart = apart
        self.measures = Measures(vocabulary, corpus)
        self.sheet = Sheet(corpus, vocabulary, self.measures, called)
        """The table with the words for its rows and columns."""

    @property
    def table(self) -> Table:
        """The table itself."""
        return self._vocabulary.table

    def answer(self, query: Query) -> Draft | None:
        """The answer to a query; None where what it takes for granted is so, and that is all."""
        if query.kind == "meaning":
            return self._say_meaning(query)
        if query.kind in _WORKED_OUT and not self.measures.can_be_worked_out(query.columns):
            return None
        if query.kind in _ORDERED and self.measures.mixed:
            return None
        found = self._find(query)
        written = self._write(query, found.rows)
        if written is None:
            return self.answer(query.then) if query.then is not None else None
        status, claims = written
        printed = self._printed_beside(query, found.rows)
        claims = [replace(claim, computed=claim.computed | printed) for claim in claims]
        if query.unrecorded and (rest := say_unrecorded(self.sheet, query, found.rows)):
            claims.insert(0, rest)
        claims += self._say_alternatives(query)
        if query.national:
            claims.append(self._say_no_national())
        meeting = None
        if query.guessed:
            asking = READ_LIKE_ASKS.format(read=query.read_as) if query.read_as else _WHICH
            claims[0] = replace(claims[0], text=asking + claims[0].text)
            status = "needs_clarification"
        if query.unordered:
            asking = ask_for_order(self.table, query.columns)
            claims[0] = replace(claims[0], text=asking + claims[0].text)
            status = "needs_clarification"
        if query.unlisted:
            claims.append(self._say_unlisted(query.unlisted))
            status = "partly_answered" if status == "answered" else status
            meeting = f"What are the results of {join_english(list(query.unlisted))}?"
        if query.absent:
            named = join_english(list(query.absent), "or")
            claims.append(Claim(f"The table has no column for {named}", ()))
            status = "partly_answered"
            meeting = f"What is our {self.measures.noun} for {named}?"
        return Draft(
            status=status,
            claims=tuple(claims),
            table=found.result,
            caveats=tuple(self._caveats(query)),
            suggestions=tuple(self._suggestions(query)),
            ask_at_meeting=meeting,
            answered_by="table",
        )

    def _printed_beside(self, query: Query, rows: Sequence[Row]) -> frozenset[str]:
        """The figures in the headings of a query's columns, and the margins in their cells."""
        columns = [self.table.column(name) for name in query.columns]
        columns = list(self.table.columns) if query.kind == "row" else columns
        beside = set(figures(" ".join(column.heading for column in columns)))
        for cell in (self.sheet.cell(row, column.name) for row in rows for column in columns):
            several = figures(cell.printed)
            beside |= set(several) if len(several) > 1 and cell.number is not None else set()
        return frozenset(beside)

    def _write(self, query: Query, rows: tuple[Row, ...]) -> Written | None:
        write = _WRITERS[query.kind]
        if query.asserted is not None and query.kind == "count":
            return say_counted(self.sheet, query, rows, write)
        if query.asserted is not None and query.kind in {"extreme", "aggregate"}:
            return say_stated(self.sheet, query, rows, write)
        return write(self.sheet, query, rows)

    def _say_alternatives(self, query: Query) -> list[Claim]:
        """The answer for each column that a word of the question may mean besides."""
        alike = all(measures_time(self.table.column(item.other)) for item in query.alternatives)
        twice = query.kind in _READ_TWICE or (query.kind == "difference" and alike)
        if not twice or query.filters or query.asserted is not None:
            return []
        claims = []
        for item in query.alternatives:
            columns = tuple(item.other if n == item.column else n for n in query.columns)
            order = item.order or query.order
            other = replace(query, columns=columns, order=order, alternatives=())
            written = _WRITERS[query.kind](self.sheet, other, self._find(other).rows)
            for claim in written[1] if written is not None else []:
                text = f"If the {self.sheet.label(item.other)} is meant: {claim.text}"
                claims.append(replace(claim, text=text))
        return claims

    def _say_unlisted(self, names: tuple[str, ...]) -> Claim:
        verb, total = "are" if len(names) > 1 else "is", str(len(self.table.rows))
        listed = f"{join_english(list(names))} {verb} not in the {self.sheet.called}"
        text = f"{listed}, which holds {total} {self.sheet.bodies}"
        return Claim(text, (self.sheet.whole,), frozenset({total}))

    def _say_no_national(self) -> Claim:
        total = str(len(self.table.rows))
        text = (
            f"That is of the {total} {self.sheet.bodies} in the table only; the documents give no "
            "national figure"
        )
        return Claim(text, (), frozenset({total}))

    def _say_meaning(self, query: Query) -> Draft | None:
        """That a column is defined nowhere; None where the documents speak of what it measures."""
        column = self.table.column(query.columns[0])
        if self.measures.is_explained(column):
            return None
        text = (
            f"The documents do not say what the column headed {column.heading} measures; they only "
            f"print a figure for each of the {len(self.table.rows)} {self.sheet.bodies}"
        )
        claim = Claim(text, (self.sheet.whole,), frozenset({str(len(self.table.rows))}))
        ask = f"What does the column headed {column.heading} in the {self.sheet.called} measure?"
        return Draft("not_in_documents", (claim,), ask_at_meeting=ask, answered_by="table")

    def refuse(self, missing: NotInTable) -> Draft:
        """The answer where a row or a column is asked about that the table does not hold."""
        if missing.topics:
            return refuse_topics(self.sheet, self.measures.noun, missing)
        if missing.changed:
            return refuse_change(self.sheet)
        if missing.unlisted:
            return refuse_unlisted(self.sheet)
        if missing.ungraded:
            return refuse_grade(self.sheet, missing.columns[0])
        names = join_english(list(missing.names))
        verb = "are" if len(missing.names) > 1 else "is"
        held, bodies = len(self.table.rows), self.sheet.bodies
        text = (
            f"{names} {verb} not in the {self.sheet.called}, which holds {held} "
            f"{bodies}: {self.sheet.names(self.table.rows)}"
        )
        about = join_english([self.sheet.label(name) for name in missing.columns]) or "results"
        ask = f"What {'is' if missing.columns else 'are'} the {about} of {names}"
        return Draft(
            status="not_in_documents",
            claims=(Claim(text, (self.sheet.whole,), frozenset({str(held)})),),
            ask_at_meeting=f"{ask}, and how does that compare with ours?",
            suggestions=tuple(self._suggestions(Query("rank", columns=missing.columns[:1]))),
            answered_by="table",
        )

    def ask_back(self, unread: Unread) -> Draft:
        """The answer to a question of the table that was not understood: how it may be put."""
        return ask_back(self.sheet, unread)

    def rows_of(self, query: Query) -> list[str]:
        """The printed names of the rows that a query finds, in its order."""
        return [self.sheet.printed(row) for row in self._find(query).rows]

    def corroborate(self, query: Query) -> list[Passage]:
        """Passages that say the same as the own force's cell, where an answer turns on it."""
        own = self._vocabulary.own
        if query.kind not in {"cell", "rank", "difference"} or own not in query.keys:
            return []
        columns = [self.table.column(name) for name in query.columns]
        return [
            passage
            for column in columns
            if column.kind == "number"
            for passage in self.measures.corroborating(column)[:2]
        ]

    # ── the rows of a query ─────────────────────────────────────────────────────────────────

    def _find(self, query: Query) -> Found:
        key = self.table.key or self.table.columns[0].name
        sql = to_sql(query, self._name, key, self._apart)
        result = self._database.run(sql)
        rows = self._rows_of(result.columns.index(key), result.rows)
        if query.kind in {"cell", "row", "difference"} and query.against not in WHOLE:
            order = {name: place for place, name in enumerate(query.keys)}
            rows = sorted(rows, key=lambda row: order[self.sheet.printed(row)])
        headings = {column.name: column.heading for column in self.table.columns}
        columns = tuple(headings.get(name, name.capitalize()) for name in result.columns)
        working = say_working(self.sheet, query)
        told = TableResult(self._name, columns, result.rows, sql, str(query), working)
        return Found(tuple(rows), told)

    def _rows_of(self, at: int, result: tuple[tuple[Any, ...], ...]) -> list[Row]:
        """The table's rows that a result holds; of rows named alike, one after the other."""
        named: dict[str | None, list[Row]] = {}
        for row in self.table.rows:
            value = self.sheet.cell(row, self.table.key or self.table.columns[0].name).value
            named.setdefault(None if value is None else str(value), []).append(row)
        found = []
        for values in result:
            alike = named[None if values[at] is None else str(values[at])]
            found.append(alike.pop(0) if len(alike) > 1 else alike[0])
        return found

    # ── what goes with an answer ────────────────────────────────────────────────────────────

    def _caveats(self, query: Query) -> list[Claim]:
        told = list(query.remarks)
        if query.read_as and not query.guessed:
            told.append(READ_LIKE.format(read=query.read_as))
        told += doubts_of(query, self.table)
        caveats = [Claim(text, (), frozenset(figures(text))) for text in told]
        columns = [self.table.column(name) for name in query.columns]
        if query.kind == "row":
            columns = list(self.table.columns)
        for column in columns if query.kind != "share" else []:
            if not self.measures.is_explained(column):
                text = (
                    f"The documents do not say what the column headed {column.heading} measures; "
                    "its figures are given as printed."
                )
                if query.kind in {"extreme", "rank"}:
                    text += " That a higher one is better is not said either."
                caveats.append(Claim(text, ()))
        caveats += [self._say_read_as(item) for item in query.alternatives]
        if "mean" in {query.aggregate, query.against, query.than} or query.kind == "groups":
            text = (
                f"This is a plain average of the {self.sheet.bodies} in the table, each counted "
                "once; it is not a national rate."
            )
            caveats.append(Claim(text, ()))
        return caveats

    def _say_read_as(self, item: Alternative) -> Claim:
        """That a word was read as one column and may mean another."""
        read, other = self.sheet.label(item.column), self.sheet.label(item.other)
        text = f"“{item.said}” was read as the {read}; it may also mean the {other}."
        return Claim(text, ())

    def _suggestions(self, query: Query) -> list[str]:
        """Questions on the same column that the table can answer."""
        named = [self.table.column(name) for name in query.columns]
        numbers = [c for c in (*named, *self.table.columns) if c.kind == "number"]
        if not numbers or not self.measures.is_explained(numbers[0]):
            return []
        label = self.measures.label(numbers[0])
        options = {
            "rank": f"Where do we come for {label}?",
            "extreme": f"Which {self.sheet.body} has the highest {label}?",
            "aggregate": f"What is the average {label}?",
        }
        if self._vocabulary.own is None:
            del options["rank"]
        return [text for kind, text in options.items() if kind != query.kind][:2]
