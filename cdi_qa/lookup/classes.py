"""The words by which a column puts rows in groups: "On-call" of stations, "North" of suites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.reading.cells import is_missing
from cdi_qa.text import stem, words

_MOST_WORDS = 3
"""Words of a value that names a group; longer ones are remarks."""
_ANY = frozenset(
    "yes no none all some other new old high low medium large small big long short open shut closed"
    " good bad full part true false".split()
)
"""Words that name a group only beside what they are said of: "low risk", "the large stations"."""
_BEFORE = 2
"""Words before such a word in which its column is named: "whose risk is low"."""
_KEPT = 256
"""Tables whose groups are kept."""


@dataclass(frozen=True, slots=True)
class RowClass:
    """What several rows share in a column of words."""

    stems: tuple[str, ...]
    column: str
    printed: str

    @property
    def name(self) -> str:
        """What a mention of it has for its value, whatever column it is of."""
        return " ".join(self.stems)


@lru_cache(maxsize=_KEPT)
def row_classes(vocabulary: Vocabulary) -> dict[str, list[RowClass]]:
    """The groups of a table's rows by the first stem of what they are called, longest first."""
    table, found = vocabulary.table, defaultdict[str, list[RowClass]](list)
    for at, column in enumerate(table.columns):
        if column.kind != "text" or column.name in {table.key, vocabulary.numbering}:
            continue
        held = [row.cells[at].printed for row in table.rows]
        told = [text for text in held if not is_missing(text)]
        if len(set(told)) in {0, len(told)}:
            continue  # nothing is shared: names and remarks
        for printed in dict.fromkeys(told):
            stems = tuple(stem(word) for word in words(printed))
            if 0 < len(stems) <= _MOST_WORDS and stems[0][0].isalpha():
                found[stems[0]].append(RowClass(stems, column.name, printed))
    return {first: sorted(held, key=lambda c: -len(c.stems)) for first, held in found.items()}


def classes_named(vocabulary: Vocabulary, name: str) -> list[RowClass]:
    """Those groups, of one column or several, that a mention names."""
    return [each for each in row_classes(vocabulary).get(name.split()[0], ()) if each.name == name]


def classes_at(
    tokens: list[str], at: int, vocabulary: Vocabulary, exactly: bool
) -> Iterator[Mention]:
    """The groups that are named from a token on, `exactly` as the table prints them."""
    for each in row_classes(vocabulary).get(stem(tokens[at]), ()):
        end = at + len(each.stems)
        if tuple(stem(token) for token in tokens[at:end]) != each.stems:
            continue
        if set(each.stems) <= _ANY and not _is_meant(tokens, at, each, vocabulary):
            continue
        if not exactly or tokens[at:end] == words(each.printed):
            yield Mention("class", each.name, at, end)


def _is_meant(tokens: list[str], at: int, named: RowClass, vocabulary: Vocabulary) -> bool:
    """True where the column of a group is named beside it, or its rows are, or the one row asked
    about: "any low risk", "the large ones", "is Market large"; a "no" before rows denies them.
    """
    end = at + len(named.stems)
    heading = {stem(word) for word in words(named.column)}
    if heading & {stem(token) for token in (*tokens[max(0, at - _BEFORE) : at], *tokens[end:][:1])}:
        return True
    if named.stems[0] in {"yes", "no", "none", "all", "some", "other"}:
        return False
    rows = {vocabulary.body, vocabulary.bodies, "one", "ones"}
    asked = end == len(tokens) and tuple(tokens[1:at]) in vocabulary.keys
    return asked or tokens[end : end + 1] in [[row] for row in rows]


def class_columns(vocabulary: Vocabulary) -> frozenset[str]:
    """The columns that put rows in groups."""
    return frozenset(each.column for held in row_classes(vocabulary).values() for each in held)
