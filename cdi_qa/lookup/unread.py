"""Questions that are of the table, in words that are all known, and yet make no query.

The prose has no answer to them, so they are asked back about and not put to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from cdi_qa.lookup.columns import columns_named
from cdi_qa.lookup.mention import Scan
from cdi_qa.lookup.plainly import without_courtesies, without_talk
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.reader import Reader, counts_things, leans_back
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary

_ORDERED = ("highest", "lowest", "rank", "mean", "median", "range", "ordinal", "half", "quarter")
_WHO = frozenset({"who", "whos", "whose"})
_NOT_OF_TABLE = ("why", "beyond", "year", "meaning", "verb mean")


@dataclass(frozen=True, slots=True)
class Unread:
    """A question of the table that was not understood: what it names, to ask back about."""

    keys: tuple[str, ...]
    columns: tuple[str, ...]


def find_unread(
    question: str, vocabulary: Vocabulary, previous: Query | None = None
) -> Unread | None:
    """What a question names where only the table can answer it and no query was read from it.

    None where it speaks of anything else: a word that nothing accounts for may be what it is about.
    """
    plain = without_talk(without_courtesies(question), vocabulary)
    seen = scan(plain, vocabulary)
    if seen.absent or seen.has(*_NOT_OF_TABLE):
        return None
    if seen.leftover and not _is_held_against_own(seen):
        return None
    before = previous if leans_back(plain, seen) else None
    reader = Reader(seen, vocabulary, before, False)
    counted = counts_things(plain, vocabulary)
    if counted or reader.supposes or not _is_of_rows(reader, seen):
        return None
    keys = reader.keys() or (list(before.keys) if before is not None else [])
    columns = columns_named(reader) or (list(before.columns) if before is not None else [])
    return Unread(tuple(keys), tuple(columns))


def _is_held_against_own(seen: Scan) -> bool:
    """True for "do the Welsh do better than us", whoever they are."""
    ends = {m.end for m in seen.mentions if m.kind in {"cmp >", "cmp <"}}
    return any(mention.start in ends for mention in seen.of("own"))


def _is_of_rows(reader: Reader, seen: Scan) -> bool:
    """True where rows are told apart, by name or by order, in what the table holds."""
    if _is_held_against_own(seen):
        return True
    others = [mention for mention in seen.of("key") if mention.value != reader.vocabulary.own]
    held = seen.has("column", "cue number", "cue grade", "measure", "grade")
    if others:
        return held or seen.has(*_ORDERED, "difference", "versus") or bool(reader.comparators)
    rows = reader.asks_rows or seen.has("all", "exists", "each")
    ordered = seen.has("mean", "median", "range", "rank", "half", "quarter", "tie", "nearest")
    ordered = ordered or (seen.has("highest") and seen.has("lowest"))
    graded = seen.has("grade") and seen.has("number", "count")
    asked = seen.has("grade", *_ORDERED) or bool(reader.comparators)
    asked = asked or (seen.has("column") and seen.tokens[0] not in _WHO)
    compared = seen.has("difference", "tie", "versus", *_ORDERED) or bool(reader.comparators)
    if reader.previous is not None and compared:
        return True  # of what the turn before told
    return (rows and asked) or (ordered and seen.has("column")) or graded
