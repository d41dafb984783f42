"""Questions that hold two columns against each other, read as queries."""

from __future__ import annotations

from typing import cast

from cdi_qa.lookup.columns import column_mentions, column_of
from cdi_qa.lookup.conditions import is_limit, limit_of
from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.query import Operator, Order, Query
from cdi_qa.lookup.reader import Reader

_MOST_ROWS = 3
_UNLIKE = frozenset({"differs", "differ", "different", "differently"})


def read_pair(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Is our rape rate above our violence rate?", "the largest gap between overall and rape"."""
    seen = reader.scan
    named = _two_alike(reader)
    figures = [m for m in seen.of("number") if not is_limit(seen, m)]
    held_to = bool(figures) or seen.has("grade", "mean", "median", "perfect")
    if named is None or held_to or len(keys) > _MOST_ROWS:
        return None
    first, second = (name for _, name in named)
    alike, numeric = (first, second), reader.column(first).kind == "number"
    if seen.has("link"):
        return Query("correlation", columns=alike) if numeric and not keys else None
    if seen.has("tie") or _UNLIKE & set(seen.tokens):
        claim: Operator = "!=" if _UNLIKE & set(seen.tokens) or seen.has("not") else "="
        return _held(reader, keys, alike, claim)
    if (claimed := _claimed_between(reader, named[0][0], named[1][0])) is not None:
        if len(keys) > 1:
            return None  # "is Kent's rape rate better than our violence rate?"
        return _held(reader, keys, alike, claimed)
    either = "or" in seen.tokens[named[0][0].end : named[1][0].start]
    if either and reader.comparators and len(keys) <= 1 and not reader.asks_rows:
        return _held(reader, keys or reader.own(), alike, None)
    if not seen.has("difference", "ratio", "nearest") or not numeric:
        return None
    if keys:
        return None if seen.has("highest") or len(keys) > 1 else _held(reader, keys, alike, None)
    near = seen.has("lowest", "nearest")
    if seen.has("highest") == near or seen.has("count"):
        return None
    order: Order = "lowest" if near else "highest"
    return Query("pair", columns=alike, order=order, limit=limit_of(seen))


def _two_alike(reader: Reader) -> tuple[tuple[Mention, str], tuple[Mention, str]] | None:
    """The only two columns that are named, where both hold figures or both grades."""
    named = [(m, column_of(reader, m)) for m in column_mentions(reader)]
    if len(named) != 2:
        return None
    for kind in ("number", "grade"):
        fitting = [[n for n in names if reader.column(n).kind == kind] for _, names in named]
        if all(fitting) and fitting[0][0] != fitting[1][0]:
            return (named[0][0], fitting[0][0]), (named[1][0], fitting[1][0])
    return None


def _claimed_between(reader: Reader, first: Mention, second: Mention) -> Operator | None:
    """ "Better for leadership than for systems", "rape higher than violence"."""
    said = [m for m in reader.comparators if m.kind in {"cmp >", "cmp <"}]
    more = [m for m in reader.scan.of("more") if m.value in {"more", "less"}]
    joints = [m for m in reader.scan.of("versus") if m.value == "than"]
    between = [m for m in (*said, *joints) if first.end <= m.start < second.start]
    leading = [m for m in (*said, *more) if m.start < second.start]
    if not between or len(said) > 1 or not leading:
        return None
    if leading[0].kind == "more":
        return ">" if leading[0].value == "more" else "<"
    return cast(Operator, leading[0].kind[4:])


def _held(
    reader: Reader, keys: list[str], columns: tuple[str, str], claim: Operator | None
) -> Query:
    seen = reader.scan
    if not keys and not (seen.has("all", "exists", "count") or reader.asks_which):
        keys = reader.own()
    return Query(
        "pair",
        columns=columns,
        keys=tuple(keys),
        claim=claim,
        counted=seen.has("count"),
        yes_no=seen.has("exists"),
    )
