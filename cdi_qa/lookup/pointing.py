"""Words that point at rows of the turn before: "which of those", "how many of them"."""

from __future__ import annotations

import re

from cdi_qa.lookup.reader import Reader

_OF_THOSE = re.compile(r"(?<!\blot )(?<!\ball )\bof (?:those|these|them)\b")
_OF_ALL = frozenset({"column", "tally", "groups", "aggregate"})
"""Kinds that speak of all rows."""


def points_at_rows(reader: Reader) -> bool:
    """True for "which of those …", which means nothing without rows found before."""
    tokens = reader.scan.tokens
    return bool(_OF_THOSE.search(" ".join(tokens))) or _asks_any(reader)


def _asks_any(reader: Reader) -> bool:
    """True for "any over 85?" after some were named, where "any forces" would be of all."""
    tokens, bodies = reader.scan.tokens, {reader.vocabulary.body, reader.vocabulary.bodies}
    before = reader.previous
    held = before is not None and before.kind in {"filter", "count", "extreme"}
    return held and tokens[0] == "any" and not set(tokens) & {*bodies, "force", "forces", "other"}


def points_nowhere(reader: Reader) -> bool:
    """True for "which of those …" where no rows were found before, nor all were spoken of."""
    before, seen = reader.previous, reader.scan
    whole = before is not None and before.kind in _OF_ALL and not (before.filters or before.within)
    told = " ".join(seen.tokens[: max((m.start for m in seen.of("grade")), default=0)])
    named = bool(told) and not _OF_THOSE.search(told)  # "has Good systems and is best of those"
    return points_at_rows(reader) and not (whole or (named and seen.has("highest", "lowest")))
