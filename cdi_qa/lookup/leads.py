"""How far apart what was told stands: "by how much?", "and how far behind them are we?"."""

from __future__ import annotations

from dataclasses import replace

from cdi_qa.lookup.columns import numeric_column
from cdi_qa.lookup.query import WHOLE, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.schema import Row

THEM = frozenset({"they", "their", "theirs", "them", "those", "these", "its"})
"""Words for rows that were spoken of before."""
_WHO = frozenset({"who", "whos", "which"})
_ENDS = {"worst", "best"}


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
    told, then = _told_by(first), _told_by(before)
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


def read_better_of_two(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "So who wins?": of the two rows that the last turn, or the last two, told of."""
    seen = reader.scan
    asks = seen.has("highest", "lowest") or bool(reader.comparators)
    compares = seen.has("versus", "rank") and bool(THEM & set(seen.tokens))
    whole = seen.has("all", "number", "grade", "mean", "median", "ordinal")
    if whole or keys or not (compares or (asks and _WHO & set(seen.tokens))):
        return None
    main = numeric_column(reader, []) or reader.main("grade")
    two, column = _two_rows(before), next(iter([*columns, *before.columns]), main)
    if len(two) != 2 or column is None:
        return None
    return Query("difference", (column,), two, against=two[1], which=True)


def _two_rows(before: Query) -> tuple[str, ...]:
    """The two rows that the last turn told of, or each of the last two turns one."""
    first = before.earlier
    if before.kind in {"cell", "row"} and len(before.keys) == 2 and not before.filters:
        return before.keys
    if first is None or first.columns[:1] != before.columns[:1]:
        return ()
    told, then = _told_by(first), _told_by(before)
    if "row" not in {told[0]} & {then[0]} or told == then:
        return ()
    return told[1], then[1]


def read_lead(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "By how much?" after "who is best?": how far the first is from the next."""
    asks = reader.scan.has("difference") and not (keys or columns or reader.asks_which)
    if asks and before.kind == "nearest":
        return before  # its answer says how near
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
    first = _first_row(reader, before)
    subject = keys or reader.own()
    if first is None or not subject or first in subject:
        return None
    names = (*subject, first) if first not in _ENDS else tuple(subject)
    return Query("difference", before.columns[:1], names, against=first, ratio=seen.has("ratio"))


def _first_row(reader: Reader, before: Query) -> str | None:
    """What "who is best?" found: a row, "best" or "worst" where several share it; None where it is
    not plain which rows were looked at.
    """
    at, key = reader.table.position(before.columns[0]), reader.table.key
    if before.within is not None or key is None:
        return None
    rows = [row for row in reader.table.rows if _is_among(reader, row, before)]
    held = [(number, row) for row in rows if (number := row.cells[at].number) is not None]
    held.sort(key=lambda item: item[0], reverse=before.order == "highest")
    if not held:
        return None
    if not before.filters and sum(1 for number, _ in held if number == held[0][0]) > 1:
        return "best" if before.order == "highest" else "worst"
    return held[0][1].cells[reader.table.position(key)].printed


def _is_among(reader: Reader, row: Row, before: Query) -> bool:
    """True for a row that a query's conditions leave, as far as they are plain."""
    for test in before.filters:
        value = row.cells[reader.table.position(test.column)].value
        if test.operator == "=" and value != test.value:
            return False
        if test.operator == "!=" and value == test.value:
            return False
    return True


def _asks_lead(reader: Reader, before: Query) -> bool:
    """True for "by how much?" after "who is best?", where nothing else is named to compare with."""
    seen = reader.scan
    named = seen.has("highest", "lowest", "mean", "median", "grade", "number")
    named = named or not (seen.has("ordinal") or "by" in seen.tokens)
    alone = before.kind == "extreme" and before.limit == 1 and not (before.filters or before.within)
    return alone and not named and reader.column(before.columns[0]).kind == "number"


def _lead(reader: Reader, before: Query) -> Query | None:
    """The first row against the one that comes next."""
    at = reader.table.position(before.columns[0])
    held = [(n, row) for row in reader.table.rows if (n := row.cells[at].number) is not None]
    held.sort(key=lambda item: item[0], reverse=before.order == "highest")
    next_to = next((pair for pair in held if pair[0] != held[0][0]), None)
    key = reader.table.key
    if next_to is None or key is None:
        return None
    where = reader.table.position(key)
    names = tuple(row.cells[where].word or "" for row in (held[0][1], next_to[1]))
    return Query("difference", before.columns[:1], names, against=names[1])


def _told_by(query: Query) -> tuple[str, str]:
    """What a query told of one column: a "row" with its name, "best", "mean" …; else nothing."""
    plain = len(query.columns) == 1 and not (query.filters or query.within)
    whole = query.kind == "row" and not (query.columns or query.filters)
    if (whole or (plain and query.kind in {"cell", "rank"})) and len(query.keys) == 1:
        return "row", query.keys[0]
    if plain and query.kind == "extreme" and query.limit == 1 and not query.keys:
        return ("best" if query.order == "highest" else "worst"), ""
    if plain and query.kind == "aggregate" and query.aggregate in WHOLE and not query.keys:
        return str(query.aggregate), ""
    return "", ""
