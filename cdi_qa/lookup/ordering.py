"""Questions of order read as queries: best and worst, ranks, whole columns, averages."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from cdi_qa.lookup.columns import comparable, default_columns, numeric_column
from cdi_qa.lookup.conditions import exclusions
from cdi_qa.lookup.query import Aggregate, Order, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.scan import Mention

_HALF = frozenset({"half"})
_FROM_BELOW = ("from the bottom",)


def order_and_limit(reader: Reader) -> tuple[Order, int]:
    """ "Bottom three" → ("lowest", 3)."""
    extreme = reader.scan.of("highest", "lowest")[0]
    numbers = reader.scan.of("number", "ordinal")
    beside = (m for m in numbers if m.start in {extreme.end, extreme.start - 1})
    amount = next((m.amount for m in beside), None)
    return cast(Order, extreme.kind), _limit(reader, int(amount or 1))


def _limit(reader: Reader, wanted: int) -> int:
    return max(1, min(wanted, len(reader.table.rows)))


def read_extreme(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Who is best for rape?", "the bottom three", "who came 3rd?"."""
    seen = reader.scan
    if asks_whole_order(reader, keys):
        return None
    column = comparable(reader, columns)
    if column is None:
        return None
    if _HALF & set(seen.tokens) and (half := _read_half(reader, keys, column)):
        return half
    if not seen.has("highest", "lowest"):
        return _read_nth(reader, keys, columns, column)
    order, limit = order_and_limit(reader)
    ordinal = seen.has("ordinal") and limit > 1
    if keys and not seen.has("except"):
        # "Are we the worst for rape?" is a question of rank.
        if reader.yes_no or seen.has("why") or not seen.has("all"):
            return Query(
                "rank", columns=(column,), keys=tuple(keys), order=order, limit=limit, nth=ordinal
            )
        keys = []
    both = seen.has("highest") and seen.has("lowest")
    return Query(
        "extreme",
        columns=(column,),
        filters=tuple(exclusions(reader, keys)),
        order=order,
        limit=limit,
        nth=ordinal,
        aggregate="range" if both else None,
    )


def _read_half(reader: Reader, keys: list[str], column: str) -> Query | None:
    """ "Are we in the bottom half?", "top half or bottom?"."""
    keys = keys or reader.own()
    said = " ".join(reader.scan.tokens)
    order: Order = "lowest" if "bottom half" in said else "highest"
    return (
        Query("rank", columns=(column,), keys=tuple(keys), order=order, half=True) if keys else None
    )


def _read_nth(reader: Reader, keys: list[str], columns: list[str], column: str) -> Query | None:
    """An ordinal by itself counts from the highest: "who is 3rd for overall?"."""
    ordinals = reader.scan.of("ordinal")
    if len(ordinals) != 1 or not columns or reader.column(column).kind == "date":
        return None
    limit = _limit(reader, int(ordinals[0].amount or 1))
    from_below = any(mention.value in _FROM_BELOW for mention in reader.scan.of("rank"))
    order: Order = "lowest" if from_below else "highest"
    if keys:
        return Query(
            "rank", columns=(column,), keys=tuple(keys), order=order, limit=limit, nth=True
        )
    return Query("extreme", columns=(column,), order=order, limit=limit, nth=True)


def read_aggregate(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "What is the average rate?", "the spread"."""
    column = numeric_column(reader, columns)
    if column is None or not reader.scan.has("mean", "median", "range"):
        return None
    if keys and not reader.scan.has("except"):
        return Query("difference", columns=(column,), keys=tuple(keys[:1]), against="mean")
    return replace(aggregate_of(reader, column), filters=tuple(exclusions(reader, keys)))


def aggregate_of(reader: Reader, column: str) -> Query:
    """The median, the range or else the mean of a column, as the question names it."""
    aggregate: Aggregate = "mean"
    if reader.scan.has("median"):
        aggregate = "median"
    elif reader.scan.has("range"):
        aggregate = "range"
    return Query("aggregate", columns=(column,), aggregate=aggregate)


def read_rank(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Where do we come for rape?"; the own force where none is named."""
    before = reader.previous
    goes_on = before is not None and before.kind == "rank" and bool(keys or columns)
    if not (reader.scan.has("rank") or goes_on) or asks_whole_order(reader, keys):
        return None
    keys = keys or (list(before.keys) if before is not None else []) or reader.own()
    column = comparable(reader, columns)
    return Query("rank", columns=(column,), keys=tuple(keys)) if keys and column else None


def asks_whole_order(reader: Reader, keys: list[str]) -> bool:
    """True for "rank all forces by rape": every row in order, not one row's place."""
    seen = reader.scan
    if keys or not seen.has("rank"):
        return False
    return seen.has("each") or any(
        _stands_for_all(mention) and 0 <= mention.start - rank.end <= 2
        for rank in seen.of("rank")
        for mention in seen.of("all")
    )


def _stands_for_all(mention: Mention) -> bool:
    words = mention.value.split()
    return words[0] not in {"which", "what", "any"} and "other" not in words


def read_column(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """A whole column: "all the rape figures", "rank every force on violence"."""
    seen = reader.scan
    listed = seen.has("versus") or "table" in seen.tokens
    if seen.has("all", "count") and listed and not seen.has("key") and not columns:
        return Query("column", columns=())
    if seen.has("each") and keys and not columns and seen.has("cue number", "cue grade"):
        kept = reader.of_kind("grade" if seen.has("cue grade") else "number")
        return Query("cell", columns=tuple(kept), keys=tuple(keys))
    if keys or not seen.has("each", "all"):
        return None
    columns = columns or default_columns(reader)
    extremes = seen.of("highest", "lowest")
    order: Order = "lowest" if extremes and extremes[0].kind == "lowest" else "highest"
    return Query("column", columns=tuple(columns), order=order) if columns else None
