"""Questions that hold one row against another, the mean or the best, read as queries."""

from __future__ import annotations

from typing import cast

from cdi_qa.lookup.columns import numeric_column
from cdi_qa.lookup.query import Operator, Query
from cdi_qa.lookup.reader import Reader

_WHO = frozenset({"who", "whos", "which", "whose"})
_MEASURED = frozenset({"much", "far", "many", "big", "does", "do"})
"""What follows the "how" of a question that takes nothing for granted."""


def read_difference(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "How far are we behind Kent?", "who is better, Kent or Sussex?", "are we above average?"."""
    seen = reader.scan
    column = numeric_column(reader, columns)
    if column is None:
        return None
    extremes = seen.has("highest") and seen.has("lowest")
    if extremes and seen.has("difference", "range") and not keys:
        return Query("aggregate", columns=(column,), aggregate="range")
    if seen.has("grade", "number", "count"):
        return None
    claim = _claim(reader)
    before = reader.previous
    if claim and len(keys) == 1 and before is not None and before.keys and not seen.has("all"):
        keys = list(dict.fromkeys([*before.keys[:1], *keys]))
    comparing = seen.has("difference", "versus") or bool(reader.comparators)
    if len(keys) >= 2:
        return _between_rows(reader, keys, columns, column, claim) if comparing else None
    if len(keys) != 1:
        return None
    asks_all = seen.has("all", "exists") or {reader.vocabulary.bodies, "forces"} & set(seen.tokens)
    if seen.has("mean") and not asks_all and (comparing or seen.has("rank")):
        # "Above or below the average?" claims neither.
        both = len({m.kind[4] for m in reader.comparators}) > 1
        said = None if both else claim
        return Query("difference", columns=(column,), keys=tuple(keys), against="mean", claim=said)
    to_top = seen.has("highest") or any(m.value == "from the top" for m in seen.of("rank"))
    if to_top and seen.has("difference"):
        return Query("difference", columns=(column,), keys=tuple(keys), against="best")
    return None


def _claim(reader: Reader) -> Operator | None:
    """What the question says of the first row against the second: above it or below it."""
    kinds = [mention.kind for mention in reader.comparators]
    if {">", "<"} <= {kind[4] for kind in kinds}:
        # "Better or worse than Kent?" claims neither.
        return None
    said = next((kind for kind in kinds if kind in {"cmp >", "cmp <"}), None)
    return cast(Operator, said[4:]) if said else None


def _between_rows(
    reader: Reader, keys: list[str], columns: list[str], column: str, claim: Operator | None
) -> Query:
    """Two rows in one column; more of either are told without a difference."""
    seen = reader.scan
    numeric = reader.numeric(columns)
    if len(keys) > 2 or len(numeric) > 1:
        return Query("cell", columns=tuple(numeric or [column]), keys=tuple(keys))
    asked_who = bool(_WHO & set(seen.tokens))
    return Query(
        "difference",
        columns=(column,),
        keys=tuple(keys),
        against=keys[1],
        claim=None if asked_who else claim,
        which=asked_who or (claim is None and not seen.has("difference")),
        presumed=claim is not None and not asked_who and _takes_for_granted(reader),
    )


def _takes_for_granted(reader: Reader) -> bool:
    """True for "how come we are better than Kent", not for "how much better are we"."""
    first, second = [*reader.scan.tokens, "", ""][:2]
    return not reader.yes_no and first in {"how", "why"} and second not in _MEASURED
