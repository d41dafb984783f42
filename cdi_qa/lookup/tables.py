"""The tables that can be asked, and which of them a question is for.

A question is read against each table that it may be for. The one it names by caption, document or
year counts before all others, then the one that leaves none of its words over; of several that do
as well the one of the turn before, then the comparison table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from cdi_qa.encoder import KeptVectors
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon
from cdi_qa.lookup.asked import AskedTable
from cdi_qa.lookup.called import (
    Called,
    call_tables,
    can_be_asked,
    is_like,
    is_of_other_number,
    shares_rows,
    tells_apart,
    totals_of,
    without_numbered,
)
from cdi_qa.lookup.carried import carry_over
from cdi_qa.lookup.changes import Pair, read_change
from cdi_qa.lookup.database import Database
from cdi_qa.lookup.for_prose import is_for_prose
from cdi_qa.lookup.likely import LikelyTables
from cdi_qa.lookup.parse import NotInTable
from cdi_qa.lookup.query import COMPARISON, Query
from cdi_qa.lookup.reader import leans_back
from cdi_qa.lookup.reasons import drops_nothing
from cdi_qa.lookup.say_change import ChangeAnswers
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.taken_out import without
from cdi_qa.schema import Corpus, Draft, Encoder
from cdi_qa.text import YEAR, figures, stem, words

_LITTLE = frozenset(stem(word) for word in "rate grade overall total crime crimes all".split())
"""Words of headings that tell no table from another."""
_MOST = 4
"""Tables besides the comparison that a question is read against."""
_OPENED = 256
"""Tables that are kept ready to be asked."""
_READ = 64
"""Questions whose readings are kept: one is read again for its parts and for the turn after it."""
_BEFORE = re.compile(
    r"\b(?:(?:in|at|from|of|on) )?(?:the )?(?:last|previous|earlier|prior|former|old|older)"
    r" (?:time(?: (?:a)?round)?|inspections?|reports?|rounds?|years?|one|tables?|results?|visits?|"
    r"figures?|grades?|scores?)\b|\bpreviously\b",
    re.IGNORECASE,
)
"""Words for the inspection before this one."""
_NOW = re.compile(
    r"\b(?:now|this time|currently|at present|these days|this year|today|nowadays)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(?:in )?(?:table|annex|appendix)\s+(\d{1,3}|[a-z])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a question asks, and of which table."""

    asked: AskedTable
    read: Query | NotInTable

    @property
    def query(self) -> Query | None:
        """The query; None where what is asked is not in the table."""
        return self.read if isinstance(self.read, Query) else None


@dataclass(frozen=True, slots=True)
class _Naming:
    """How a question names one table."""

    by_time: bool
    """True where it names the year or the number that tells it from the others."""
    stems: frozenset[str]
    """The words of its name that the question has and the other tables do not."""
    text: str
    """The question without all that."""


class Tables:
    """Every table of a corpus that can be asked. Safe to share between threads."""

    def __init__(
        self, corpus: Corpus, database: Database, lexicon: Lexicon, encoder: Encoder
    ) -> None:
        """Raises ValueError where there is no comparison table."""
        if database.comparison is None:
            raise ValueError("There is no table to be asked.")
        others = [
            table
            for table in database.tables.values()
            if table is not database.comparison and can_be_asked(table)
        ]
        self._parts = (corpus, database, lexicon, KeptVectors(encoder))
        first, *called = call_tables(corpus, [database.comparison, *others])
        self.first = AskedTable(first, *self._parts)
        """The comparison table."""
        self._others = {each.table.name: (each, False) for each in called}
        summed = (each for each in (first, *called) if totals_of(each.table))
        self._others |= {f"{each.table.name} with totals": (each, True) for each in summed}
        self._known = lru_cache(maxsize=_READ)(self._read)
        self._answered = lru_cache(maxsize=_READ)(self._answer)
        self._open = lru_cache(maxsize=_OPENED)(self._open_table)
        self._by_words = LikelyTables({name: each for name, (each, _) in self._others.items()})

    def read(self, question: str, before: Query | None) -> Reading | None:
        """What a question asks of a table; None where it asks no table anything.

        `before` is the query of the turn before.
        """
        return self._known(question, before)

    def _read(self, question: str, before: Query | None) -> Reading | None:
        if is_for_prose(question):
            return None
        if (change := self._read_change(question, before)) is not None:
            return Reading(self.first, change)
        likely = self._likely(question, before)
        if len(likely) == 1:
            read = self.first.read(question, before)
            if read is None and self.first.scan(question).has("key", "column"):
                # What the caption says of the whole table asks for nothing more.
                read = self.first.read(self._naming(self.first, likely, question).text, before)
            return Reading(self.first, read) if read is not None else None
        found = []
        for asked in likely:
            if asked is not self.first and is_of_other_number(asked.called.heading, question):
                continue
            naming = self._naming(asked, likely, question)
            carried = carry_over(before, self._table_of(before), asked)
            if asked is not self.first:
                naming = replace(naming, text=self._without_subject(asked, naming.text))
            read = asked.read(naming.text, carried)
            seen = asked.scan(naming.text)
            if read is None and naming.by_time and not (seen.mentions or seen.leftover):
                read = carried  # "and what is it now?"
            if read is None:
                continue
            passed = self._passed_over(asked, naming.text, likely)
            if self._is_for(asked, naming, read, passed):
                found.append((self._rank(asked, naming, read, passed, before), asked, read))
        if not found:
            return None
        _, asked, read = max(found, key=lambda each: each[0])
        return Reading(asked, read)

    def read_turns(self, turns: Iterable[str]) -> Query | None:
        """The query of the last of some turns, each read with those before it."""
        query: Query | None = None
        for turn in turns:
            reading = self.read(turn, query)
            if reading is not None or not drops_nothing(turn, self.first.scan(turn)):
                query = reading.query if reading is not None else None
        return query

    def answer(self, reading: Reading) -> Draft | None:
        """The table's answer; None where what is taken for granted is so, and that is all."""
        return self._answered(reading)

    def _answer(self, reading: Reading) -> Draft | None:
        if isinstance(reading.read, NotInTable):
            return reading.asked.answers.refuse(reading.read)
        if reading.read.kind == "change":
            pair = Pair(self.first, self._open(reading.read.since))
            return ChangeAnswers(pair, self._parts[1]).answer(reading.read)
        draft = reading.asked.answers.answer(reading.read)
        if draft is None or reading.asked.name == COMPARISON or not draft.claims:
            return draft
        # A figure is repeated without its caveats: which of several tables it is of goes with it.
        called = reading.asked.called
        first, *rest = draft.claims
        computed = first.computed | {called.heading, *figures(called.name)}
        first = replace(first, text=f"{first.text} (from the {called.name})", computed=computed)
        return replace(draft, claims=(first, *rest))

    # ── which tables ────────────────────────────────────────────────────────────────────────

    def _table_of(self, before: Query | None) -> AskedTable:
        """The table that a query was put to; the comparison where there was none."""
        named = before.table if before is not None else COMPARISON
        return self._open(named) if named in self._others else self.first

    def _open_table(self, name: str) -> AskedTable:
        called, whole = self._others[name]
        return AskedTable(called, *self._parts, self.first, whole)

    def _likely(self, question: str, before: Query | None) -> list[AskedTable]:
        """The comparison, and of the others those that share most with a question."""
        if not self._others:
            return [self.first]
        chosen = self._by_words.find(question, _MOST)
        if before is not None and before.table in self._others:
            chosen.append(before.table)
        if _BEFORE.search(question):
            chosen += self._earlier[:_MOST]
        return [self.first, *(self._open(name) for name in dict.fromkeys(chosen))]

    def _read_change(self, question: str, before: Query | None) -> Query | None:
        """What a question asks of the comparison and the one before it; of several, the latest."""
        if not self._earlier:
            return None
        years = set(YEAR.findall(question))
        named = [name for name in self._earlier if self._others[name][0].years & years]
        latest = max(named or self._earlier, key=lambda name: (self._others[name][0].latest, name))
        pair = Pair(self.first, self._open(latest))
        return read_change(question, pair, before)

    def _is_older(self, called: Called) -> bool:
        return called.table.name in self._older

    @cached_property
    def _earlier(self) -> list[str]:
        """The names of those tables, in the order of the documents."""
        return [name for name, (called, _) in self._others.items() if self._is_older(called)]

    @cached_property
    def _older(self) -> frozenset[str]:
        """The tables of the comparison's things at an earlier time."""
        main = self.first.called
        earlier = (each.table for each, _ in self._others.values() if each.latest < main.latest)
        return frozenset(
            table.name
            for table in earlier
            if is_like(table, main.table) and shares_rows(table, main.table)
        )

    def _naming(self, asked: AskedTable, likely: list[AskedTable], question: str) -> _Naming:
        """How a question names one of the tables that it may be for."""
        called = asked.called
        others = [each.called for each in likely if each.called.table is not called.table]
        text = question
        years = set(YEAR.findall(question)) & called.years
        alone = {year for year in years if not any(year in each.years for each in others)}
        number = _NUMBER.search(question)
        numbered = number is not None and number[1].lower() == called.number
        earlier = _BEFORE.search(question)
        before = earlier is not None and self._is_older(called)
        if before:
            text = _BEFORE.sub(" ", text)
        if numbered:
            text = _NUMBER.sub(" ", text)
        text = without_numbered(called.heading, text)
        spoken = frozenset().union(*(each.spoken for each in [called, *others]))
        common = frozenset().union(*(each.stems for each in others))
        said = frozenset(stem(word) for word in words(question))
        stems = (said & called.stems) - spoken - common
        dated = alone if not tells_apart(called.table, alone) else set()
        left = {stem(word) for said in asked.scan(text).leftover for word in words(said)}
        text = without(text, (stems & left) | dated)
        now = asked is self.first and _NOW.search(text) is not None
        now = now and any(self._is_older(each.called) for each in likely)
        if now:
            text = _NOW.sub(" ", text)
        return _Naming(bool(alone) or numbered or before or now, stems, text)

    def _without_subject(self, asked: AskedTable, text: str) -> str:
        """The text without what the whole table is of, where it names a column besides: "calls" in
        "who is best for abandoned calls".
        """
        caption = {stem(word) for word in words(asked.called.heading)}
        caption -= {stem(word) for word in (*self._bodies(asked), *self.first.bodies)}
        subject = frozenset(caption & asked.spoken)
        plain = without(text, subject)
        return plain if asked.scan(plain).has("column") else text

    def _is_for(
        self, asked: AskedTable, naming: _Naming, read: Query | NotInTable, passed: int
    ) -> bool:
        """False where another table than the comparison has nothing to do with a question."""
        if asked is self.first:
            return True
        if isinstance(read, NotInTable) or read.guessed:
            return False
        seen = asked.scan(naming.text)
        bodies, own = self.first.bodies, asked.bodies
        if own.isdisjoint(bodies) and bodies & set(seen.tokens) and not own & set(seen.tokens):
            return False  # "which force" is not asked of a table of offences
        if asked.whole and not any(m.value in asked.totals for m in seen.of("key")):
            return False
        others = set(self.first.vocabulary.printed)
        named = seen.has("column") or any(m.value not in others for m in seen.of("key"))
        named = named or bool(self._bodies(asked) & set(seen.tokens))
        if seen.leftover or passed:
            return False
        return named or naming.by_time or bool(naming.stems) or read.earlier is not None

    def _passed_over(self, asked: AskedTable, text: str, likely: list[AskedTable]) -> int:
        """How many words of a question name a column or row of another table and nothing here."""
        here = asked.scan(text)
        taken = {stem(said) for m in here.mentions for said in here.tokens[m.start : m.end]}
        taken |= asked.called.stems
        named = {
            stem(said)
            for seen in (each.scan(text) for each in likely if each is not asked)
            for mention in seen.of("column", "key")
            for said in seen.tokens[mention.start : mention.end]
        }
        named &= {stem(said) for said in words(text)}  # a heading may be read from fewer words
        return len({said for said in named - taken if said.isalpha()} - _LITTLE - FUNCTION_WORDS)

    def _rank(
        self,
        asked: AskedTable,
        naming: _Naming,
        read: Query | NotInTable,
        passed: int,
        before: Query | None,
    ) -> tuple[bool | int, ...]:
        seen = asked.scan(naming.text)
        query = read if isinstance(read, Query) else None
        short = leans_back(naming.text, scan(naming.text, asked.vocabulary))  # as it was typed
        goes_on = before is not None and before.table == asked.name and short
        return (
            naming.by_time,
            asked is not self.first and bool(set(seen.tokens) & self._bodies(asked)),
            query is not None and not query.guessed,
            -passed,
            -len(seen.leftover),
            asked.whole,
            len(naming.stems),
            goes_on,
            query is not None and not query.read_as,
            asked is self.first,
        )

    def _bodies(self, asked: AskedTable) -> set[str]:
        """What the rows of another table are, where those of the comparison are not: "offence"."""
        key = asked.table.column(asked.table.key or asked.table.columns[0].name)
        said = {word for word in words(key.heading) if word not in FUNCTION_WORDS | {"name"}}
        named = said | {f"{word}s" for word in said} | {asked.vocabulary.bodies}
        return named - self.first.bodies - set(words(" ".join(self._headings)))

    @cached_property
    def _headings(self) -> list[str]:
        """The comparison's headings but that of its rows."""
        return [c.heading for c in self.first.table.columns if c.name != self.first.table.key]
