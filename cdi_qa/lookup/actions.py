"""Questions on a table of actions: who owns one, when it is due, how far it is, whose are left.

Such a table has a row an action, in words too long to be repeated, and says of each its owner, the
date it is due or its status. The grammar of rates reads none of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.dates import date_filters
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.reader import Reader, is_yes_no
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases
from cdi_qa.schema import Column
from cdi_qa.text import stem, words

_LONG_NAME = 3
"""Words on average from which a row's name is not repeated as it stands."""
_SHARE = frozenset("share proportion percentage percent pct fraction".split())
_NEGATIONS = frozenset("not isnt arent havent hasnt wasnt werent never".split())
_OF_OTHER_THINGS = re.compile(
    r"\bleft (?:out|behind)\b|\bhow many (?:people|staff|officers|posts|cases|files|victims)\b"
)
"""Asks of no actions: "what was left out", "how many people still have to be vetted"."""


@dataclass(frozen=True, slots=True)
class ActionReading:
    """What a question asks of a table of actions, and what it mentions of it."""

    query: Query
    seen: Scan


class Actions:
    """The columns of a table of actions, by what they say of each."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        table = vocabulary.table
        self._vocabulary = vocabulary
        self._names = table.keys()
        measured = [column for column in table.columns if column.name != table.key]
        self.owner = _headed(measured, "text", "owner_headings")
        self.due = _headed(measured, "date", "due_headings")
        self.status = next(filter(vocabulary.is_everyday, measured), None)
        self._named_words = [_content(name) for name in self._names]

    @property
    def are_told(self) -> bool:
        """True where the table is one of actions."""
        told = (self.owner, self.due, self.status)
        return bool(self._names) and sum(column is not None for column in told) >= _ENOUGH

    def read(self, question: str, before: Query | None) -> ActionReading | None:
        """What a question asks of the actions; None where it asks for something else.

        `before` is the query of the turn before.
        """
        seen = scan(question, self._vocabulary)
        if seen.has("why") or _OF_OTHER_THINGS.search(" ".join(seen.tokens)):
            return None
        reader = Reader(seen, self._vocabulary, None, is_yes_no(question))
        rows, taken = self._rows_named(seen)
        owners, whose = self._owners_named(seen, taken)
        known = taken | whose | _places(seen.tokens, _words_of("filler", "left", *_ASKED))
        left = [word for word in seen.leftover if word not in {seen.tokens[at] for at in known}]
        if left:
            return None
        query = (
            self._ask_of(rows, seen, reader, before) if rows else self._select(owners, seen, reader)
        )
        if query is None:
            return None
        keys = [Mention("key", name, at, at + 1) for name in rows for at in sorted(taken)]
        columns = [Mention("column", name, 0, 0) for name in query.columns]
        mentions = [*keys, *columns, *seen.of("grade")]
        return ActionReading(query, replace(seen, mentions=mentions, leftover=[]))

    # ── what is named ───────────────────────────────────────────────────────────────────────

    def _rows_named(self, seen: Scan) -> tuple[list[str], set[int]]:
        """The actions named, by number or by some of their words, and the tokens that do so."""
        numbered = self._numbered(seen)
        if numbered[0]:
            return numbered
        keys = seen.of("key")
        if keys:
            named = list(dict.fromkeys(mention.value for mention in keys))
            return named, {at for m in keys for at in range(m.start, m.end)}
        said = {stem(token): at for at, token in enumerate(seen.tokens)}
        shared = [held & said.keys() for held in self._named_words]
        most = max(map(len, shared), default=0)
        best = [at for at, held in enumerate(shared) if len(held) == most]
        if most < _FEWEST_SHARED or len(best) != 1 or self._are_short():
            return [], set()
        return [self._names[best[0]]], {said[word] for word in shared[best[0]]}

    def _are_short(self) -> bool:
        return sum(len(words(name)) for name in self._names) < _LONG_NAME * len(self._names)

    def _numbered(self, seen: Scan) -> tuple[list[str], set[int]]:
        """ "Recommendation 3", "actions 2 and 5": the rows with these numbers."""
        if self._vocabulary.numbering is None:
            return [], set()
        at = self._vocabulary.table.position(self._vocabulary.numbering)
        numbered = (row.cells[at].printed.rstrip(".") for row in self._vocabulary.table.rows)
        held = dict(zip(numbered, self._names, strict=True))
        nouns = {self._vocabulary.body, *_words_of("nouns")}
        one_of = "|".join(map(re.escape, nouns))
        listed = r"(?:(?:no|number) )?(\d+(?:(?: and| or|) \d+)*)"
        found = re.search(rf"\b(?:{one_of})s? {listed}\b", " ".join(seen.tokens))
        numbers = re.findall(r"\d+", found[1]) if found else []
        if not numbers or not set(numbers) <= held.keys():
            return [], set()
        taken = {*numbers, *nouns, *(f"{noun}s" for noun in nouns)}
        return [held[number] for number in numbers], _places(seen.tokens, taken)

    def _owners_named(self, seen: Scan, taken: set[int]) -> tuple[list[str], set[int]]:
        """The owners that the question names by words that no other owner has."""
        if self.owner is None:
            return [], set()
        at = self._vocabulary.table.position(self.owner.name)
        printed = list(dict.fromkeys(row.cells[at].printed for row in self._vocabulary.table.rows))
        held = {owner: _content(owner) for owner in printed}
        places = {at: stem(token) for at, token in enumerate(seen.tokens) if at not in taken}
        shared = {
            owner: [p for p, word in places.items() if word in held[owner]] for owner in printed
        }
        most = max(map(len, shared.values()), default=0)
        best = [owner for owner, found in shared.items() if found and len(found) == most]
        return (best, set(shared[best[0]])) if len(best) == 1 else ([], set())

    # ── what is asked ───────────────────────────────────────────────────────────────────────

    def _ask_of(
        self, rows: list[str], seen: Scan, reader: Reader, before: Query | None
    ) -> Query | None:
        """One thing that is said of the actions named, or whether they are as far as is asked."""
        if seen.has("count"):
            return None  # how many of something: the action is done or not
        grades = self._grades(seen)
        if grades and self.status is not None and reader.yes_no:
            tests = tuple(grades)
            return Query("cell", (self.status.name,), tuple(rows), tests, yes_no=True)
        columns = self._columns_asked(seen)
        if not columns and before is not None and before.kind == "cell":
            named = {column.name for column in self._vocabulary.table.columns}
            columns = [name for name in before.columns if name in named]
        if columns:
            return Query("cell", tuple(columns), tuple(rows))
        return Query("row", keys=tuple(rows)) if not reader.yes_no else None

    def _columns_asked(self, seen: Scan) -> list[str]:
        asked = zip(_ASKED, (self.owner, self.due, self.status), strict=True)
        said = set(seen.tokens)
        return [
            column.name for group, column in asked if column is not None and said & _words_of(group)
        ]

    def _select(self, owners: list[str], seen: Scan, reader: Reader) -> Query | None:
        """The actions of an owner, due by a date, of a status or left to do."""
        mine = [Filter(self.owner.name, "=", owner) for owner in owners] if self.owner else []
        left = self._left_to_do(seen)
        dated = date_filters(reader) if self.due is not None and self._is_due(seen) else []
        dated = [replace(test, column=self.due.name) for test in dated] if self.due else []
        who = self.owner is not None and bool({"who", "whose"} & set(seen.tokens))
        filters = (*mine, *left, *dated, *([] if left else self._grades(seen)))
        if not filters:
            return None
        shown = [self.owner if who else None, self.due, self.status]
        columns = [test.column for test in filters] + [c.name for c in shown if c is not None]
        share = bool(_SHARE & set(seen.tokens))
        return Query(
            "count" if seen.has("count") or share else "filter",
            tuple(dict.fromkeys(columns)),
            filters=filters,
            yes_no=reader.yes_no,
            share=share,
        )

    def _is_due(self, seen: Scan) -> bool:
        return bool(_words_of("asks_due") & set(seen.tokens))

    def _left_to_do(self, seen: Scan) -> list[Filter]:
        """That an action is not finished, in each way that the table words it."""
        if self.status is None or not _words_of("left") & set(seen.tokens):
            return []
        at = self._vocabulary.table.position(self.status.name)
        held = dict.fromkeys(row.cells[at].word for row in self._vocabulary.table.rows)
        finished = [word for word in held if word in load_phrases()["actions"]["finished"]]
        return [Filter(self.status.name, "!=", word) for word in finished if word]

    def _grades(self, seen: Scan) -> list[Filter]:
        """The status that is named, or denied."""
        if self.status is None:
            return []
        return [
            Filter(
                self.status.name,
                "!=" if _NEGATIONS & set(seen.tokens[: mention.start]) else "=",
                mention.value,
            )
            for mention in seen.of("grade")
        ]


_ENOUGH = 2
"""Of owner, date and status, how many a table of actions has."""
_FEWEST_SHARED = 2
"""Words of an action that a question must have to name it."""
_ASKED = ("asks_owner", "asks_due", "asks_status")


def _words_of(*groups: str) -> frozenset[str]:
    return frozenset(word for group in groups for word in load_phrases()["actions"][group])


def _places(tokens: list[str], known: Iterable[str]) -> set[int]:
    return {at for at, token in enumerate(tokens) if token in frozenset(known)}


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in FUNCTION_WORDS)


def _headed(columns: list[Column], kind: str, group: str) -> Column | None:
    known = _words_of(group)
    fitting = (c for c in columns if c.kind == kind and known & set(words(c.heading)))
    return next(fitting, None)
