"""What the turn before told held against others: "is that good?", "who is below that?"."""

from __future__ import annotations

from cdi_qa.lookup.columns import comparable
from cdi_qa.lookup.differences import claimed
from cdi_qa.lookup.query import WHOLE, Filter, Kind, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.relative import value_to_beat

_JUDGING = frozenset({"good", "bad", "high", "low", "normal", "ok", "okay", "decent", "poor"})
_BACK = frozenset({"that", "it", "this", "them"})
_ONE = frozenset({"cell", "rank"})
"""Kinds that tell the value of one row."""


def read_judged(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Is that good?": where the value told before stands among the others."""
    tokens = set(reader.scan.tokens)
    single = before.kind == "cell" and len(before.keys) == len(before.columns) == 1
    judging = reader.yes_no and tokens & _JUDGING and tokens & {"that", "it", "this", "they"}
    if not single or not judging or keys or columns or reader.scan.has("grade", "number"):
        return None
    column = comparable(reader, list(before.columns))
    place = Query("rank", columns=before.columns, keys=before.keys)
    return place if column is not None else None


def read_to_average(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "How does that compare with the average?", "are we above that?" after an average."""
    seen, tokens = reader.scan, set(reader.scan.tokens)
    if columns or seen.has("grade", "number", "all") or reader.asks_which:
        return None
    against = next((m.kind for m in seen.of("mean", "median")), None)
    told = before.kind in {"cell", "rank"} or before.against in {"mean", "median"}
    if against and len(before.keys) == 1 and not keys and told:
        held = tokens & {"that", "it", "this"} or seen.has("versus", "difference")
        if held or reader.comparators:
            return Query("difference", before.columns[:1], before.keys, against=against)
    back = bool(reader.comparators) or seen.has("difference")
    back = back and not seen.has("highest", "lowest", "mean", "median")
    if before.kind == "aggregate" and before.aggregate in WHOLE and len(keys) == 1 and back:
        if before.within or before.any_of or any(t.operator != "=" for t in before.filters):
            return None  # an average of rows that a difference cannot tell of
        claim = None if seen.has("difference") else claimed(reader)
        return Query(
            "difference", before.columns, tuple(keys), before.filters,
            against=before.aggregate, claim=claim,
        )  # fmt: skip
    return None


def read_beyond_that(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "So who's below that?" after a row's figure or grade: those with a lower one."""
    seen, said = reader.scan, claimed(reader)
    points = seen.tokens[-1] in _BACK and reader.asks_which
    told = before.kind in _ONE and len(before.keys) == len(before.columns) == 1
    fresh = keys or columns or seen.leftover or seen.has("number", "grade", "mean", "median")
    if said is None or not (points and told) or fresh or before.filters:
        return None
    value = value_to_beat(reader, list(before.keys), before.columns[0], None)
    if value is None:
        return None
    test = Filter(before.columns[0], said, value)
    kind: Kind = "count" if seen.has("count") else "filter"
    return Query(kind, before.columns, filters=(test,), than=before.keys[0])
