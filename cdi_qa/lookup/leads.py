"""How far apart what was told stands: "by how much?", "and how far behind them are we?"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import cast

from cdi_qa.lookup.columns import numeric_column
from cdi_qa.lookup.comparators import TURNED
from cdi_qa.lookup.holds import is_better_low
from cdi_qa.lookup.pointing import points_at_rows
from cdi_qa.lookup.query import HOLDS, WHOLE, Filter, Operator, Order, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.schema import Row

THEM = frozenset({"they", "their", "theirs", "them", "those", "these", "its"})
"""Words for rows that were spoken of before."""
_WHO = frozenset({"who", "whos", "which"})
_WINS = frozenset({"win", "wins", "won", "winner"})
_ENDS = {"worst", "best"}
_WHAT = frozenset({"what", "which", "where"})
_ON = frozenset(
    "on at in for and so exactly though ones one columns measures things counts areas they we are"
    " is it then by ahead better behind worse".split()
)
"""What else "on what?" may say."""


def read_gap_between_turns(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "So the difference is?": of what the last turn told and the one before it."""
    seen, first = reader.scan, before.earlier
    asks = seen.has("difference", "range", "ratio", "tie") and not (columns or reader.asks_which)
    if first is None or not asks or seen.has("highest", "lowest", "all", "mean", "median"):
        return None
    if first.columns[:1] != before.columns[:1] or not first.columns:
        return None
    column, ratio = first.columns[:1], seen.has("ratio")
    if _are_both_ends(first, before) and not keys:
        chosen = replace(first, filters=before.filters, within=before.within)
        return replace(
            chosen, kind="aggregate", aggregate="range", order="highest", any_of=before.any_of
        )
    told, then = _told_by(reader, first), _told_by(reader, before)
    if not set(keys) < {told[1], then[1]}:
        return None
    if {told[0], then[0]} == _ENDS:
        return Query("aggregate", column, aggregate="range")
    if told[0] == then[0] == "row" and told != then:
        return Query("difference", column, (told[1], then[1]), against=then[1], ratio=ratio)
    row, whole = (told, then) if told[0] == "row" else (then, told)
    if row[0] == "row" and whole[0] in WHOLE:
        return Query("difference", column, (row[1],), against=whole[0], ratio=ratio)
    return None


def _are_both_ends(first: Query, before: Query) -> bool:
    """True for the best and the worst of the same rows, which conditions or a turn had chosen."""
    ends = first.kind == before.kind == "extreme" and first.limit == before.limit == 1
    same = (first.filters, first.within, first.any_of) == (
        before.filters,
        before.within,
        before.any_of,
    )
    chosen = bool(before.filters or before.within) and before.than is None
    return ends and same and chosen and first.order != before.order


def read_better_of_two(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "So who wins?": of the two rows that the last turn, or the last two, told of."""
    seen = reader.scan
    asks = seen.has("highest", "lowest") or bool(reader.comparators)
    compares = seen.has("versus", "rank") and bool(THEM & set(seen.tokens))
    whole = seen.has("all", "number", "grade", "mean", "median", "ordinal")
    asks = asks and bool(_WHO & set(seen.tokens)) and not asks_on_what(reader)
    if whole or keys or not (compares or asks):
        return None
    main = numeric_column(reader, []) or reader.main("grade")
    wins = bool(_WINS & set(seen.tokens) or reader.comparators)
    two, column = _two_rows(reader, before, wins), next(iter([*columns, *before.columns]), main)
    if len(two) != 2 or column is None or (points_at_rows(reader) and len(before.keys) != 2):
        return None  # "of those" may be of more rows than the last two
    lower = seen.has("lowest") and not seen.has("highest")
    order: Order = "lowest" if lower else "highest"
    return Query("difference", (column,), two, against=two[1], which=True, order=order)


def _two_rows(reader: Reader, before: Query, wins: bool) -> tuple[str, ...]:
    """The two rows that the last turn told of, or each of the last two turns one; those that were
    held against each other where it is asked which `wins`.
    """
    first = before.earlier
    named = before.kind in {"cell", "row"} or (wins and before.kind == "difference")
    if named and len(before.keys) == 2 and not before.filters:
        return before.keys
    if first is None or first.columns[:1] != before.columns[:1]:
        return ()
    told, then = _told_by(reader, first), _told_by(reader, before)
    if "row" not in {told[0]} & {then[0]} or told == then:
        return ()
    return told[1], then[1]


_ENDS_TOLD = ("extreme", "range")


def read_lead(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "By how much?" after "who is best?": how far the first is from the next."""
    asks = reader.scan.has("difference") and not (keys or reader.asks_which)
    if asks and columns and before.kind == "difference" and not reader.comparators:
        return replace(before, columns=(columns[0],), claim=None, which=False, yes_no=False)
    asks = asks and not columns
    if asks and (before.kind == "nearest" or (before.kind, before.aggregate) == _ENDS_TOLD):
        return before  # its answer says how near, or how far the best is from the worst
    if asks and before.kind == "extreme" and before.than in reader.vocabulary.printed:
        return _to_next(reader, before)
    if asks and before.kind == "difference" and not reader.comparators:
        return replace(before, claim=None, which=False, yes_no=False)
    return _lead(reader, before) if asks and _asks_lead(reader, before) else None


def read_gap_to_end(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "And how far behind them are we?" after "who is best?": from the row that was found."""
    seen = reader.scan
    pointing = bool(THEM & set(seen.tokens)) or not (seen.has("ordinal") or "by" in seen.tokens)
    fresh = reader.asks_which or seen.has(
        "all", "number", "grade", "mean", "median", "highest", "lowest", "ordinal"
    )
    alone = before.kind == "extreme" and before.limit == 1 and not columns
    if fresh or not (alone and seen.has("difference") and pointing and len(keys) < 2):
        return None
    if reader.column(before.columns[0]).kind != "number":
        return None
    first, earlier = _first_row(reader, before), before.earlier
    told = list(earlier.keys) if earlier is not None and "apart" in seen.tokens else []
    subject = keys or told or reader.own()  # "what did Kent get", "the best", "how far apart"
    if "apart" in seen.tokens and not (keys or told or THEM & set(seen.tokens)):
        return None
    if first is None or not subject or first in subject:
        return None
    names = (*subject, first) if first not in _ENDS else tuple(subject)
    return Query("difference", before.columns[:1], names, against=first, ratio=seen.has("ratio"))


def row_found(reader: Reader, before: Query) -> str | None:
    """The one row that "who is best?" found; None where several share it, or another was asked."""
    alone = before.limit == 1 and not before.nth
    return row_placed(reader, before) if alone else None


def row_placed(reader: Reader, before: Query) -> str | None:
    """The one row at the place asked for, "who is second?"; None where several share it."""
    if before.kind != "extreme" or before.aggregate or not (before.nth or before.limit == 1):
        return None
    held = _in_order(reader, rows_left(reader, before) or [], before)
    key, at = reader.table.key, before.limit - 1
    if key is None or len(held) <= at or sum(number == held[at][0] for number, _ in held) > 1:
        return None
    return held[at][1].cells[reader.table.position(key)].printed


def _first_row(reader: Reader, before: Query) -> str | None:
    """What "who is best?" found: a row, "best" or "worst" where several share it; None where it is
    not plain which rows were looked at.
    """
    key, rows = reader.table.key, rows_left(reader, before)
    held = _in_order(reader, rows or [], before)
    if key is None or not held:
        return None
    whole = not (before.filters or before.within)
    if whole and sum(1 for number, _ in held if number == held[0][0]) > 1:
        return "best" if before.order == "highest" else "worst"
    return held[0][1].cells[reader.table.position(key)].printed


def _in_order(reader: Reader, rows: list[Row], before: Query) -> list[tuple[Decimal, Row]]:
    """Rows with their figures in a query's column, in its order."""
    at = reader.table.position(before.columns[0])
    held = [(number, row) for row in rows if (number := row.cells[at].number) is not None]
    return sorted(held, key=lambda item: item[0], reverse=before.order == "highest")


def rows_left(reader: Reader, query: Query) -> list[Row] | None:
    """The rows that a query looks among; None where its conditions cannot be told from the cells:
    grades have an order apart.
    """
    rows: list[Row] | None = list(reader.table.rows)
    if query.within is not None:
        plain = query.within.kind in {"filter", "count"}
        rows = rows_left(reader, query.within) if plain else None
    exact = all(
        test.operator in {"=", "!="} or isinstance(test.value, Decimal) for test in query.filters
    )
    if rows is None or not exact:
        return None
    enough = any if query.any_of else all
    tests = query.filters
    return [row for row in rows if not tests or enough(_passes(reader, row, t) for t in tests)]


def _passes(reader: Reader, row: Row, test: Filter) -> bool:
    cell = row.cells[reader.table.position(test.column)]
    value = cell.number if isinstance(test.value, Decimal) else cell.value
    return value is not None and HOLDS[test.operator](value, test.value)


def _to_next(reader: Reader, before: Query) -> Query | None:
    """ "By how much?" after "who is just above us?"."""
    than = str(before.than)
    first = _first_row(reader, before)
    if first is None or reader.column(before.columns[0]).kind != "number":
        return None
    return Query("difference", before.columns[:1], (than, first), against=first)


def _asks_lead(reader: Reader, before: Query) -> bool:
    """True for "by how much?" after "who is best?", where nothing else is named to compare with."""
    seen = reader.scan
    named = seen.has("highest", "lowest", "mean", "median", "grade", "number")
    named = named or not (seen.has("ordinal") or "by" in seen.tokens)
    alone = before.kind == "extreme" and before.limit == 1
    return alone and not named and reader.column(before.columns[0]).kind == "number"


def _lead(reader: Reader, before: Query) -> Query | None:
    """The first row against the one that comes next."""
    held = _in_order(reader, rows_left(reader, before) or [], before)
    next_to = next((pair for pair in held if pair[0] != held[0][0]), None)
    key = reader.table.key
    if next_to is None or key is None:
        return None
    where = reader.table.position(key)
    names = tuple(row.cells[where].word or "" for row in (held[0][1], next_to[1]))
    return Query("difference", before.columns[:1], names, against=names[1])


def _told_by(reader: Reader, query: Query) -> tuple[str, str]:
    """What a query told of one column: a "row" with its name, "best", "mean" …; else nothing."""
    plain = len(query.columns) == 1 and not (query.filters or query.within)
    whole = query.kind == "row" and not (query.columns or query.filters)
    if (whole or (plain and query.kind in {"cell", "rank"})) and len(query.keys) == 1:
        return "row", query.keys[0]
    chosen = len(query.columns) == 1 and bool(query.filters) and query.within is None
    placed_by = query.kind == "extreme" and not query.keys
    if placed_by and ((plain and query.nth) or (chosen and query.limit == 1)):
        placed = row_placed(reader, query)
        return ("row", placed) if placed is not None else ("", "")
    if plain and query.kind == "extreme" and query.limit == 1 and not query.keys:
        return ("best" if query.order == "highest" else "worst"), ""
    if plain and query.kind == "aggregate" and query.aggregate in WHOLE and not query.keys:
        return str(query.aggregate), ""
    return "", ""


def read_wider_gap(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Which is bigger?" after two differences of the same rows: both are told."""
    first, seen = before.earlier, reader.scan
    asks = bool(reader.comparators) or seen.has("highest", "lowest", "difference")
    asks = asks and bool(_WHO & set(seen.tokens)) and not (keys or columns or seen.leftover)
    if first is None or not asks or not before.kind == first.kind == "difference":
        return None
    held = (first.keys, first.against) == (before.keys, before.against)
    told = (*first.columns[:1], *before.columns[:1])
    numbers = len(reader.numeric(list(told))) == len(set(told)) == 2
    return replace(before, columns=told, claim=None, which=False) if held and numbers else None


def asks_on_what(reader: Reader) -> bool:
    """True for "on what?", "at which ones?" after two rows were held against each other."""
    said, before = set(reader.scan.tokens), reader.previous
    held = before is not None and before.kind == "difference"
    return held and bool(said & _WHAT) and said <= _WHAT | _ON


def read_on_everything(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "On everything?" after two rows were held against each other in one column."""
    told = before.kind == "difference" and before.against not in {"grade", "figure", "median"}
    asks = reader.scan.has("all columns") or asks_on_what(reader)
    if not told or columns or keys or not asks:
        return None
    names = reader.rates() if reader.asks_all_rates else reader.of_kind("number")
    if len(names) < 2:
        return None
    low, claim = is_better_low(reader.column(before.columns[0])), before.claim
    said = next((m.kind[4:] for m in reader.comparators if m.kind in {"cmp >", "cmp <"}), None)
    if said is not None and asks_on_what(reader):  # "on which are they ahead?"
        claim, low = cast(Operator, said), False
    valued = claim in {">", "<"} and (before.valued or not low)
    if valued and low and claim is not None and len(before.columns) == 1:
        claim = TURNED[claim]
    return replace(before, columns=tuple(names), which=False, claim=claim, valued=valued)
