"""Two questions in one that share what is named once: "who is best and who is worst for rape"."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.lookup.tables import Tables


def first_leans_on_next(tables: Tables, parts: Sequence[str]) -> bool:
    """True where the first of some questions names no column and the next, alike, does."""
    if len(parts) < 2:
        return False
    first, second = (tables.read(part, None) for part in parts[:2])
    if first is None or second is None or first.query is None or second.query is None:
        return False
    asked = second.asked
    named = [asked.scan(part).has("column", "all columns", "cue date") for part in parts[:2]]
    return first.query.kind == second.query.kind and named == [False, True]
