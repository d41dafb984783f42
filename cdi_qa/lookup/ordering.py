"""Questions of order read as queries: best and worst, ranks, whole columns, averages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from cdi_qa.lookup.columns import comparable, default_columns, every_measure, numeric_column
from cdi_qa.lookup.conditions import is_limit, limit_of
from cdi_qa.lookup.exclusions import exclusions
from cdi_qa.lookup.holds import can_be_added
from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.query import Aggregate, Order, Part, Query
from cdi_qa.lookup.reader import Reader

_AGGREGATES: tuple[Aggregate, ...] = ("mean", "median", "range", "sum")
_PARTS: tuple[Part, ...] = ("half", "quarter")
_IN_ORDER = ("in order of", "order by", "ordered by", "sort by", "sorted by", "in order")
_FIRST = (
    *(" first", "starting with the best", "starting with the worst"),
    *("from the top", "from the bottom"),
)
_ORDERS = re.compile(
    r"(?:(?:can|could) you |please )*"
    r"(?:(?:rank|sort|order|put) (?:them|these|those|all)\b|(?:order|sort|rank|ranked|sorted) by\b)"
)
"""An order to rank everybody: "rank them by rape"."""
_FROM_BELOW = ("from the bottom", "from bottom")
_COUNTED_PLACES = re.compile(r"\bhow many (?:\w+ )?(?:places?|rungs?|positions?|spots?|ranks?)\b")
_BACK = frozenset({"it", "that", "this", "they"})
_ALL_OF = frozenset({"everything", "every", "all"})
_LOWER = frozenset({"bottom", "lower", "lowest"})
_UPPER = frozenset({"top", "upper", "highest"})


def order_and_limit(reader: Reader) -> tuple[Order, int]:
    """ "Bottom three" and "the three forces with the lowest" → ("lowest", 3)."""
    extreme = reader.scan.of("highest", "lowest")[0]
    numbers = reader.scan.of("number", "ordinal")
    beside = [m for m in numbers if m.start in {extreme.end, extreme.start - 1}]
    fewer = [m for m in reader.scan.of("number") if m.amount != len(reader.table.rows)]
    beside += [m for m in fewer if is_limit(reader.scan, m)]
    amount = next((m.amount for m in beside), None)
    return cast(Order, extreme.kind), _limit(reader, int(amount or 1))


def _limit(reader: Reader, wanted: int) -> int:
    return max(1, min(wanted, len(reader.table.rows)))


def read_extreme(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Who is best for rape?", "the bottom three", "who came 3rd?"."""
    seen = reader.scan
    if asks_whole_order(reader, keys):
        return None
    asked = seen.has("rank") or reader.yes_no or reader.leaves_columns_open or reader.asks_columns
    placed = keys and seen.has("highest", "lowest") and asked
    several = _measures_ranked(reader, columns) if placed else []
    limited = all(is_limit(seen, number) for number in seen.of("number"))
    if several and limited and not seen.has("all", "except"):
        ranks = replace(several_ranks(reader, keys, several), limit=limit_of(seen))
        every = any(_ALL_OF & set(m.value.split()) for m in seen.of("all columns", "everything"))
        return replace(ranks, which=False) if every else ranks  # a yes would be of any figure
    if (dated := _read_dated(reader, keys, columns)) is not None:
        return dated
    if not keys and reader.yes_no and reader.previous and _BACK & set(seen.tokens):
        keys = list(reader.previous.keys)
    column = comparable(reader, columns)
    if column is None:
        return None
    if _part_asked(reader) and (part := _read_part(reader, keys, column)):
        return part
    if not seen.has("highest", "lowest"):
        return _read_nth(reader, keys, columns, column)
    order, limit = order_and_limit(reader)
    ordinal = seen.has("ordinal") and limit > 1
    among = len(keys) > 1 and reader.asks_which and not reader.yes_no
    if keys and not among and not seen.has("except"):
        # "Are we the worst for rape?" is a question of rank.
        if reader.yes_no or seen.has("why") or not seen.has("all"):
            return Query(
                "rank", columns=(column,), keys=tuple(keys), order=order, limit=limit, nth=ordinal
            )
        keys = []
    both = seen.has("highest") and seen.has("lowest")
    if seen.has("mean", "median"):
        return None
    return Query(
        "extreme",
        columns=(column,),
        keys=tuple(keys) if among else (),
        filters=tuple(exclusions(reader, keys)),
        order=order,
        limit=limit,
        nth=ordinal,
        aggregate="range" if both else None,
    )


def _read_dated(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which report is the oldest?", "the grades of the most recent reports"."""
    seen, dates = reader.scan, reader.of_kind("date")
    asked = reader.asks_which or reader.asks_reports
    if keys or not dates or not asked:
        return None
    if seen.has("highest", "lowest") or not seen.has("latest", "earliest"):
        return None
    order: Order = "highest" if seen.has("latest") else "lowest"
    both = seen.has("latest") and seen.has("earliest")
    reports = Query("extreme", (dates[0],), order=order, limit=limit_of(seen))
    told = [name for name in columns if name not in dates]
    if not told and seen.has("cue grade", "cue number", "measure") and not seen.has("cue date"):
        told = default_columns(reader)
    if told:
        return None if both else Query("column", tuple(told), within=reports)
    return replace(reports, aggregate="range" if both else None)


def _part_asked(reader: Reader) -> Part | None:
    return next((part for part in _PARTS if reader.scan.has(part)), None)


def _read_part(reader: Reader, keys: list[str], column: str) -> Query | None:
    """ "Are we in the bottom half?", "which quartile are we in?", "who is in the top quarter?"."""
    said = set(reader.scan.tokens)
    named = said & _LOWER or said & _UPPER
    order: Order = "lowest" if said & _LOWER and not said & _UPPER else "highest"
    if not keys and reader.asks_rows:
        return _rows_of_part(reader, column, order) if named else None
    keys = keys or reader.own()
    query = Query(
        "rank", columns=(column,), keys=tuple(keys), order=order, part=_part_asked(reader)
    )
    return replace(query, yes_no=reader.yes_no and bool(named)) if keys else None


def _rows_of_part(reader: Reader, column: str, order: Order) -> Query:
    """The rows in the upper or lower half or quarter: so many from that end."""
    part = _part_asked(reader)
    at = reader.table.position(column)
    told = sum(1 for row in reader.table.rows if row.cells[at].value is not None)
    parts = 2 if part == "half" else 4
    count = told // parts if order == "highest" else told - (parts - 1) * told // parts
    return Query("extreme", columns=(column,), order=order, limit=max(1, count), part=part)


def _from_below(reader: Reader) -> bool:
    return any(mention.value.endswith(_FROM_BELOW) for mention in reader.scan.of("rank"))


_PUTS = frozenset({"put", "puts", "putting"})


def _read_nth(reader: Reader, keys: list[str], columns: list[str], column: str) -> Query | None:
    """An ordinal by itself counts from the highest: "who is 3rd for overall?"."""
    ordinals = reader.scan.of("ordinal")
    leans = reader.previous is not None and reader.previous.kind == "extreme"
    alone = reader.asks_rows and not reader.scan.leftover  # "who's second?"
    named = bool(columns or keys) or leans or alone
    if len(ordinals) != 1 or not named or reader.column(column).kind == "date":
        return None
    if _PUTS & set(reader.scan.tokens[: ordinals[0].start]):
        return None  # "does the force put victims first"
    limit = _limit(reader, int(ordinals[0].amount or 1))
    before = reader.previous.order if leans and reader.previous is not None else "highest"
    order: Order = "lowest" if _from_below(reader) else before
    if keys:
        return Query(
            "rank", columns=(column,), keys=tuple(keys), order=order, limit=limit, nth=True
        )
    return Query("extreme", columns=(column,), order=order, limit=limit, nth=True)


def read_aggregate(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "What is the average rate?", "the spread", "the average of Kent and Sussex"."""
    column = numeric_column(reader, columns)
    if column is None or not reader.scan.has(*_AGGREGATES) or adds_wrongly(reader, columns):
        return None
    query = aggregate_of(reader, column)
    if query.aggregate == "sum" and len(keys) == 1 and not reader.scan.has("except"):
        return _sum_of_row(reader, keys[0], reader.numeric(columns) or [column])
    one_end = reader.scan.has("highest") != reader.scan.has("lowest")
    if one_end and query.aggregate != "range" and not keys:
        order, limit = order_and_limit(reader)
        chosen = Query("extreme", columns=(column,), order=order, limit=limit)
        return replace(query, within=chosen) if limit > 1 else None
    if keys and not reader.scan.has("except"):
        if len(keys) > 1:
            return replace(query, keys=tuple(keys))
        against = query.aggregate
        if against == "range":
            return None
        return Query("difference", columns=(column,), keys=tuple(keys), against=against)
    return replace(query, filters=tuple(exclusions(reader, keys)))


def adds_wrongly(reader: Reader, columns: list[str]) -> bool:
    """True for "the sum of the fees", where what is named is of one thing each and makes no sum."""
    named = set(reader.numeric(columns))
    return reader.scan.has("sum") and not named <= can_be_added(reader.vocabulary)


def _sum_of_row(reader: Reader, key: str, columns: list[str]) -> Query:
    """ "Fires and false alarms at Morwick together"; of one column there is nothing to add."""
    if len(columns) == 1:
        return Query("cell", tuple(columns), (key,))
    return Query("aggregate", tuple(columns), (key,), aggregate="sum")


def aggregate_of(reader: Reader, column: str) -> Query:
    """The mean, the median and the range of a column, as far as the question names them."""
    seen = reader.scan
    ends = seen.has("highest") and seen.has("lowest")
    named = [name for name in _AGGREGATES if seen.has(name) or (name == "range" and ends)]
    first, *beside = named or ["mean"]
    return Query("aggregate", (column,), aggregate=first, beside=tuple(beside))


def read_places(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "How many places separate Kent and Sussex?", "how many places off the top are we?"."""
    seen, column = reader.scan, comparable(reader, columns)
    counted = _COUNTED_PLACES.search(" ".join(seen.tokens)) is not None
    if not counted or column is None or seen.has("grade", "number", "all", "mean", "median"):
        return None
    end = next((m.kind for m in seen.of("highest", "lowest")), None)
    ends = seen.has("highest") and seen.has("lowest")
    against = {"highest": "best", "lowest": "worst"}.get(end or "")
    if len(keys) == 2 and end is None:
        against = keys[1]
    if against is None or ends or len(keys) > 2:
        return None
    return Query("rank", (column,), tuple(keys or reader.own()), against=against)


def read_rank(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Where do we come for rape?"; the own force where none is named."""
    before = reader.previous
    goes_on = before is not None and before.kind == "rank" and bool(keys or columns)
    # "How are we doing compared to the others?"
    others = reader.scan.has("versus") and reader.scan.has("all") and not reader.asks_which
    held = (bool(keys) and others) or asks_if_good(reader, keys, columns)
    if not (reader.scan.has("rank") or goes_on or held) or asks_whole_order(reader, keys):
        return None
    keys = keys or (list(before.keys) if before is not None else []) or reader.own()
    column = comparable(reader, columns)
    order: Order = "lowest" if _from_below(reader) else "highest"
    if not keys or column is None:
        return None
    if several := _measures_ranked(reader, columns):
        return several_ranks(reader, keys, several)
    return Query("rank", columns=(column,), keys=tuple(keys), order=order)


def asks_if_good(reader: Reader, keys: list[str], columns: list[str]) -> bool:
    """True for "is our rape rate good?", which is told by where it stands among the others."""
    seen = reader.scan
    figure = len(reader.numeric(columns)) == 1 and len(keys) == 1
    judged = reader.yes_no and seen.tokens[-1] in _JUDGING
    return figure and judged and not (reader.comparators or seen.has("grade", "number", "mean"))


def _measures_ranked(reader: Reader, columns: list[str]) -> list[str]:
    """The columns of "rank us on every measure" and "what's our best ranking"."""
    named = reader.numeric(columns)
    if len(named) > 1 and reader.scan.has("rank") and not reader.scan.has("highest", "lowest"):
        return named  # "our rank for violence and rape"
    best = reader.scan.has("highest", "lowest") and reader.scan.has("own") and not columns
    numbers = reader.of_kind("number") if best and not reader.yes_no else []
    return every_measure(reader, columns) or numbers


def several_ranks(reader: Reader, keys: list[str], columns: list[str]) -> Query:
    """A row's places in several columns, from the best or the worst where that is asked for."""
    ends = reader.scan.of("highest", "lowest")
    order: Order = "lowest" if ends and ends[0].kind == "lowest" else "highest"
    return Query("rank", tuple(columns), tuple(keys), order=order, which=bool(ends))


def asks_whole_order(reader: Reader, keys: list[str]) -> bool:
    """True for "rank all forces by rape", "from lowest to highest": every row in order."""
    seen = reader.scan
    if keys:
        return False
    extremes = seen.of("highest", "lowest")
    if extremes and extremes[0].value.endswith(_FIRST) and not seen.has("number"):
        return True
    if len(extremes) == 2 and "to" in seen.tokens[extremes[0].end : extremes[1].start]:
        return not seen.has("difference", "range")
    if not seen.has("rank"):
        return False
    if reader.previous is None and orders_rows(reader):
        return True
    return seen.has("each") or any(
        _stands_for_all(mention)
        and (0 <= mention.start - rank.end <= 2 or rank.value.endswith(_IN_ORDER))
        for rank in seen.of("rank")
        for mention in seen.of("all")
    )


def orders_rows(reader: Reader) -> bool:
    """True for "rank them by rape" and "put those in order"."""
    return _ORDERS.match(" ".join(reader.scan.tokens)) is not None


def _stands_for_all(mention: Mention) -> bool:
    words = mention.value.split()
    return words[0] not in {"which", "what", "any"} and "other" not in words


def read_column(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """A whole column: "all the rape figures", "rank every force on violence"; the whole table."""
    seen = reader.scan
    if seen.has("table") and not keys and not columns:
        return Query("row", keys=tuple(reader.vocabulary.printed))
    listed = (seen.has("versus") and reader.asks_which) or "table" in seen.tokens
    if seen.has("all", "count") and listed and not seen.has("key") and not columns:
        return Query("column", columns=())
    if (
        seen.has("all columns")
        and keys
        and not columns
        and not seen.has("rank", "highest", "lowest")
    ):
        kept = reader.rates() if reader.asks_all_rates else reader.of_kind("number")
        return Query("cell", columns=tuple(kept), keys=tuple(keys))
    plural = seen.has("each") or any(m.value.endswith("s") for m in seen.of(*_KINDS_ASKED))
    if plural and keys and not columns and seen.has(*_KINDS_ASKED):
        kept = reader.of_kind("grade" if seen.has("cue grade") else "number")
        return Query("cell", columns=tuple(kept), keys=tuple(keys))
    whole = seen.has("each", "all", "whole column") or asks_whole_order(reader, keys)
    whole = whole or (plural and bool(columns) and bool(_SHOWS & set(seen.tokens[:_EARLY])))
    if keys or not whole:
        return None
    columns = columns or default_columns(reader)
    extremes = seen.of("highest", "lowest")
    if extremes and len(columns) > 1 and not asks_whole_order(reader, keys):
        return None  # which has the most of two is not told by listing both
    order: Order = "lowest" if extremes and extremes[0].kind == "lowest" else "highest"
    return Query("column", columns=tuple(columns), order=order) if columns else None


_JUDGING = frozenset("good bad ok okay decent poor high low normal acceptable".split())
_EARLY = 4
"""Words in which "list" says what is to be done: "can you please list"."""
_SHOWS = frozenset({"give", "show", "list", "print", "display", "gimme"})
_KINDS_ASKED = ("cue number", "cue grade")
