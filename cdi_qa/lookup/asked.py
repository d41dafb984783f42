"""One table as questions are put to it: what it is called, what reads them and what answers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache

from cdi_qa.encoder import encoder_name
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.lookup.actions import Actions
from cdi_qa.lookup.amounts_said import also_meant
from cdi_qa.lookup.answers import TableAnswers
from cdi_qa.lookup.called import Called, stems_of, totals_of, without_totals
from cdi_qa.lookup.changed import asks_who_changed
from cdi_qa.lookup.database import Database
from cdi_qa.lookup.direction import turn
from cdi_qa.lookup.figure_alone import name_the_cell
from cdi_qa.lookup.lay_asks import put_lay_asks
from cdi_qa.lookup.mention import Scan
from cdi_qa.lookup.not_listed import read_not_listed
from cdi_qa.lookup.own_asked import ask_own
from cdi_qa.lookup.paraphrase import paraphrase
from cdi_qa.lookup.parse import NotInTable, parse_question
from cdi_qa.lookup.part_of_whole import as_share
from cdi_qa.lookup.passing import put_as_grades
from cdi_qa.lookup.query import COMPARISON, Alternative, Query
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.spoken_years import name_spoken_year
from cdi_qa.lookup.unrecorded import read_unrecorded
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.lookup.wordings import WordingReader
from cdi_qa.lookup.year_columns import (
    name_newest_year,
    name_rows_of_change,
    name_year_before,
    name_years_of_change,
)
from cdi_qa.lookup.year_headings import name_year_column
from cdi_qa.schema import Corpus, Encoder, Passage
from cdi_qa.text import YEAR, words

_GRADED = frozenset("grade grades graded rating ratings rated judgment judgement".split())
_IN_TIME = re.compile(
    r"\b(?:on|in) time\b|\bpromptly\b"
    r"|\b(?:(?:with)?in|inside|under) (?:(?:the|its|their) )?(?:first )?"
    r"(?:(?:24|48|72|an?|one|two) )?(?:hours?|hrs?|days?)\b"
    r"|(?<!on the )(?<!at the )\bsame[ -]day\b(?! (?:as|with))",
    re.IGNORECASE,
)
"""Asks how soon something is done, of which a table of shares says nothing."""
_OF_TIME = re.compile(
    r"\b(?:times?|minutes?|mins?|hours?|hrs?|days?|weeks?|late|delay\w*|prompt\w*|soon\w*|targets?|"
    r"within|waits?|waiting|speed)\b",
    re.IGNORECASE,
)
_REWORDED = 64
"""Questions whose wording for the table is kept: each is read several times."""

_WHOLE = 100
"""Per cent; no share is more."""


class AskedTable:
    """One table that questions can be put to. Safe to share between threads."""

    def __init__(
        self,
        called: Called,
        corpus: Corpus,
        database: Database,
        lexicon: Lexicon,
        encoder: Encoder,
        first: AskedTable | None = None,
        whole: bool = False,
    ) -> None:
        """`first` is the comparison table, None where this is it. Rows that sum the others up are
        left out, but for `whole`.
        """
        self.called = called
        self.whole = whole
        totals = totals_of(called.table)
        self.totals = frozenset(totals if whole else ())
        """The rows that sum the others up, where they may be asked about."""
        self.table = called.table if whole else without_totals(called.table)
        self._apart = () if whole else tuple(totals)
        main = first is None or called.table is first.called.table
        self.name = COMPARISON if main else called.table.name
        known: Vocabulary | None = first.vocabulary if first is not None else None
        self.vocabulary: Vocabulary = Vocabulary(self.table, corpus, lexicon, known)
        self._corpus = corpus
        self._database = database
        self._encoder = encoder
        self._first = first
        self._reworded = lru_cache(maxsize=_REWORDED)(self._reword)

    @cached_property
    def answers(self) -> TableAnswers:
        """What answers queries on it."""
        if self.name == COMPARISON:
            return TableAnswers(self._corpus, self._database, self.vocabulary, apart=self._apart)
        own = replace(self._corpus, passages=tuple(self._by_source[self.table.source]))
        return TableAnswers(
            own, self._database, self.vocabulary, self.name, self.called.name, self._apart
        )

    @cached_property
    def _by_source(self) -> dict[str, list[Passage]]:
        """The corpus's passages, found once for all its tables."""
        if self._first is not None:
            return self._first._by_source
        told = defaultdict[str, list[Passage]](list)
        for passage in self._corpus.passages:
            told[passage.source].append(passage)
        return told

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The stems of the headings and rows that it may be asked for."""
        return stems_of(self.table)

    @property
    def bodies(self) -> set[str]:
        """What its rows are: "force", "forces"."""
        return {self.vocabulary.body, self.vocabulary.bodies}

    def read(self, question: str, before: Query | None) -> Query | NotInTable | None:
        """The query that a question asks of it; None where it asks for something else.

        `before` is the query of the turn before.
        """
        if self._actions is not None and (acted := self._actions.read(question, before)):
            return replace(acted.query, table=self.name)
        if self.name == COMPARISON and (missing := read_not_listed(question, self.vocabulary)):
            return missing
        rest = read_unrecorded(question, self.answers.sheet, lambda text: self._read(text, before))
        return rest if rest is not None else self._read(question, before)

    def _is_beyond(self, read: Query) -> bool:
        """True where rows are asked for by a figure that no share can be."""
        numbers = [each.value for each in read.filters if isinstance(each.value, Decimal)]
        return any(number > _WHOLE for number in numbers) and self.answers.measures.per_cent

    def _read(self, question: str, before: Query | None) -> Query | NotInTable | None:
        question = name_rows_of_change(question, self.table, self.vocabulary.bodies)
        if asks_who_changed(question):
            return NotInTable((), (), changed=True) if self._is_of_one_time(question) else None
        if _IN_TIME.search(question) and not self._is_of_time:
            return None
        text = self._reworded(name_year_before(question, before, self.table))
        if scan(text, self.vocabulary).has("cue grade") and not self._is_graded:
            return None
        if self._wordings is not None:
            read = self._wordings.read(text, before)
        else:
            read = parse_question(text, self.vocabulary, before)
        if not isinstance(read, Query):
            return read
        if self._is_beyond(read):
            return None  # "nobody looked into 116 cases"
        read = self._with_alike(read, question)
        read = replace(read, remarks=(*read.remarks, *self._put_plainly(question)[1]))
        seen = scan(text, self.vocabulary)
        turned = turn(read, seen, self.vocabulary)
        others = (replace(read, columns=(each.other,)) for each in turned.alternatives)
        orders = [turn(other, seen, self.vocabulary).order for other in others]
        meant = zip(turned.alternatives, orders, strict=True)
        turned = replace(turned, alternatives=tuple(replace(a, order=o) for a, o in meant))
        return replace(as_share(turned, question, self.vocabulary), table=self.name)

    @cached_property
    def _is_of_time(self) -> bool:
        """True where a heading or the caption speaks of how soon something is done."""
        headings = (self.table.caption, *(column.heading for column in self.table.columns))
        return any(_OF_TIME.search(heading) for heading in headings)

    def _with_alike(self, query: Query, question: str) -> Query:
        """The query with the other columns that "the longest" may mean as well as its own."""
        said, alike = also_meant(question, self.table)
        if query.columns[:1] != alike[:1] or len(query.columns) > 1 or not alike:
            return query
        others = tuple(Alternative(said, alike[0], name) for name in alike[1:])
        return replace(query, alternatives=others)

    def scan(self, question: str) -> Scan:
        """What a question mentions of it."""
        if self._actions is not None and (acted := self._actions.read(question, None)):
            return acted.seen
        return scan(self._reworded(question), self.vocabulary)

    def _reword(self, question: str) -> str:
        moved = name_years_of_change(self._put_plainly(question)[0], self.table)
        named = name_year_column(moved, self.table)
        return paraphrase(named, self.vocabulary)

    def _put_plainly(self, question: str) -> tuple[str, tuple[str, ...]]:
        """The question with "passed" put as grades and "last year" as a year, and remarks on it."""
        plain = put_lay_asks(question, self.vocabulary)
        named = name_the_cell(ask_own(plain, self.vocabulary), self.table)
        graded, as_grades = put_as_grades(named, self.vocabulary)
        dated, as_year = name_spoken_year(graded, self.table)
        newest, as_newest = name_newest_year(dated, self.table)
        return newest, tuple(remark for remark in (as_grades, as_year, as_newest) if remark)

    def _is_of_one_time(self, question: str) -> bool:
        """True where all its rows are spoken of, and it tells of each at one time alone."""
        rows = self.bodies | {"forces", "anyone", "anybody", "any"}
        timed = any(YEAR.search(column.heading) for column in self.table.columns)
        compared = self.name == COMPARISON and self.table.key is not None and not timed
        return compared and bool(rows & set(words(question)))

    @cached_property
    def _is_graded(self) -> bool:
        """True where a column has grades, or is headed as if it had."""
        columns = self.table.columns
        return any(c.kind == "grade" or _GRADED & set(words(c.heading)) for c in columns)

    @cached_property
    def _actions(self) -> Actions | None:
        actions = Actions(self.vocabulary)
        return actions if actions.are_told else None

    @cached_property
    def _wordings(self) -> WordingReader | None:
        known = self._encoder.name == encoder_name("")  # the classifier knows no other vectors
        return WordingReader(self.vocabulary, self._encoder) if known else None
