"""One question being read: what it mentions, of which table, after which turn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.scan import Mention, Scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.schema import Column, ColumnKind, Table

_YES_NO = re.compile(
    r"^(?:so|and|but|ok|okay|well|then|also|surely|wait|hang on)?[\s,]*"
    r"(?:is|are|was|were|did|do|does|has|have|had"
    r"|isn'?t|aren'?t|wasn'?t|weren'?t|didn'?t|doesn'?t|don'?t"
    r"|am i right|right|is it true|can you confirm)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^\s*(?:(?:and|ok|okay|so|but|then|also|now|what about|how about|same|likewise|or)\b"
    r"|which of (?:those|these|them))",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:that|it|its|they|their|theirs|them|those|these)\b", re.IGNORECASE)
_SHORT, _RATHER_SHORT = 4, 9
"""Words up to which a question is taken to lean on the one before; so with a pronoun."""
_WHO = frozenset({"who", "whos", "which"})
_OWN_WORDS = frozenset({"we", "us", "our"})


@dataclass(slots=True)
class Reader:
    """One question being read: its mentions, its table and the query of the turn before."""

    scan: Scan
    vocabulary: Vocabulary
    previous: Query | None
    yes_no: bool

    @property
    def table(self) -> Table:
        """The table that is asked about."""
        return self.vocabulary.table

    def column(self, name: str) -> Column:
        """The table's column of that name."""
        return self.table.column(name)

    def of_kind(self, kind: ColumnKind) -> list[str]:
        """The names of the table's columns of one kind."""
        return [column.name for column in self.table.columns if column.kind == kind]

    def main(self, kind: ColumnKind) -> str | None:
        """The column that a rate or a grade means where none is named: the overall one."""
        names = self.of_kind(kind)
        overall = [name for name in names if "overall" in name or "total" in name]
        return next(iter(overall or names), None)

    @property
    def comparators(self) -> list[Mention]:
        """The mentions of "over", "less than", "between" and the like."""
        return [mention for mention in self.scan.mentions if mention.kind.startswith("cmp ")]

    @property
    def asks_which(self) -> bool:
        """True where rows are asked for: "who", "which", "forces"."""
        return bool((_WHO | {self.vocabulary.bodies, "forces"}) & set(self.scan.tokens))

    def keys(self) -> list[str]:
        """The rows that the question names, in its order, its own force by a pronoun included."""
        keys = [mention.value for mention in self.scan.of("key")]
        own = self.vocabulary.own
        meant = self.scan.of("own") or [
            # "Where do we come" and "how do we compare" are read as one phrase.
            mention
            for mention in self.scan.of("rank", "difference")
            if _OWN_WORDS & set(mention.value.split())
        ]
        if own is not None and meant:
            first = meant[0].start
            before = sum(1 for mention in self.scan.of("key") if mention.start < first)
            keys.insert(before, own)
        return list(dict.fromkeys(keys))

    def own(self) -> list[str]:
        """The row that the documents are about, as a list; empty where they are about none."""
        return [self.vocabulary.own] if self.vocabulary.own else []

    def numeric(self, columns: list[str]) -> list[str]:
        """Those of some columns that hold figures."""
        return [name for name in columns if self.column(name).kind == "number"]

    def graded(self, columns: list[str]) -> list[str]:
        """Those of some columns that hold grades."""
        return [name for name in columns if self.column(name).kind == "grade"]


def leans_back(question: str, scan: Scan) -> bool:
    """True where a question may leave out what the one before said: "and for rape?"."""
    length = len(scan.tokens)
    pointing = length <= _RATHER_SHORT and bool(_POINTS_BACK.search(question))
    return bool(_ELLIPSIS.match(question)) or length <= _SHORT or pointing


def is_yes_no(question: str) -> bool:
    """True where a question wants to be told yes or no."""
    return bool(_YES_NO.match(question))


def counts_things(question: str, vocabulary: Vocabulary) -> bool:
    """True for "how many rapes": a count of anything but the table's rows."""
    return bool(_count_of_things(vocabulary.body, vocabulary.bodies).search(question))


@lru_cache(maxsize=32)
def _count_of_things(body: str, bodies: str) -> re.Pattern[str]:
    nouns = f"forces?|constabular\\w+|{re.escape(body)}|{re.escape(bodies)}"
    return re.compile(
        rf"\bhow many\b(?!\s+(?:\w+\s+)?(?:{nouns})\b)"
        r"(?!\s+(?:of (?:the|them|those|these)|others?|got|are|were|did|have|scored?|came|beat|do)"
        r"\b)",
        re.IGNORECASE,
    )
