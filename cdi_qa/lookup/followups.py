"""Questions that lean on the turn before, read as that turn's query with something changed."""

from __future__ import annotations

import re
from dataclasses import replace

from cdi_qa.lookup.columns import comparable, default_columns
from cdi_qa.lookup.differences import claimed
from cdi_qa.lookup.exclusions import exclusions
from cdi_qa.lookup.groups import like_row
from cdi_qa.lookup.ordering import read_aggregate, read_extreme
from cdi_qa.lookup.query import WHOLE, Filter, Order, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.selecting import read_filter

_OF_THOSE = re.compile(r"(?<!\blot )(?<!\ball )\bof (?:those|these|them)\b")
_ADDS = re.compile(r"^(?:and|but)\b")
_THEM = frozenset({"they", "their", "theirs", "them", "those", "these", "its"})
_BACK = _THEM | {"that", "this", "it"}
_SELECTING = frozenset({"filter", "count", "extreme", "ties", "nearest", "pair"})
"""Kinds that leave some of the rows."""
_ALTERED = frozenset({"filter", "count", "extreme", "aggregate"})
_AS_SHARE = frozenset({"percentage", "percent", "share", "proportion", "fraction", "pct"})
_LISTING = frozenset({"which", "who", "whos", "name", "list", "show"})
_WHO = frozenset({"who", "whos", "which"})
_FEW = 3
"""Words of a question that only asks for the rows: "which ones", "name them"."""
_ENDS = {"worst", "best"}
_JUDGING = frozenset({"good", "bad", "high", "low", "normal", "ok", "okay", "decent", "poor"})


def read_followup(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """What the turn before asked, changed as this one says; None where this one stands alone."""
    if reader.previous is None:
        return None
    for reading in _READINGS:
        query = reading(reader, reader.previous, keys, columns)
        if query is not None:
            return query
    return None


def _between_turns(
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
    if keys and not (set(keys) < {told[1], then[1]} and _BACK & set(seen.tokens)):
        return None
    if {told[0], then[0]} == _ENDS:
        return Query("aggregate", column, aggregate="range")
    if told[0] == then[0] == "row" and told != then:
        return Query("difference", column, (told[1], then[1]), against=then[1], ratio=ratio)
    row, whole = (told, then) if told[0] == "row" else (then, told)
    if row[0] == "row" and whole[0] in WHOLE:
        return Query("difference", column, (row[1],), against=whole[0], ratio=ratio)
    return None


def _better_of_two(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "So who wins?": of the two rows that the last two turns told of."""
    seen, first = reader.scan, before.earlier
    asks = seen.has("highest", "lowest") or bool(reader.comparators)
    whole = seen.has("all", "number", "grade", "mean", "median", "ordinal")
    if first is None or not asks or whole or keys or columns or not _WHO & set(seen.tokens):
        return None
    told, then = _told_by(first), _told_by(before)
    if first.columns[:1] != before.columns[:1] or told == then:
        return None
    if told[0] != "row" or then[0] != "row":
        return None
    return Query("difference", before.columns[:1], (told[1], then[1]), against=then[1], which=True)


def _led_by(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "By how much?" after "who is best?": how far the first is from the next."""
    asks = reader.scan.has("difference") and not (keys or columns or reader.asks_which)
    if asks and before.kind == "difference" and not reader.comparators:
        return replace(before, claim=None, which=False, yes_no=False)
    return _lead(reader, before) if asks and _asks_lead(reader, before) else None


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
    if plain and query.kind in {"cell", "rank"} and len(query.keys) == 1:
        return "row", query.keys[0]
    if plain and query.kind == "extreme" and query.limit == 1 and not query.keys:
        return ("best" if query.order == "highest" else "worst"), ""
    if plain and query.kind == "aggregate" and query.aggregate in WHOLE and not query.keys:
        return str(query.aggregate), ""
    return "", ""


def _without(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Without us?", "not counting Kent"."""
    if not reader.scan.has("except") or columns or before.kind not in _ALTERED or not keys:
        return None
    if reader.scan.has("grade", "number", "mean", "median", "highest", "lowest"):
        return None
    return replace(before, filters=(*before.filters, *exclusions(reader, keys)), any_of=False)


def _narrowed(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which of those are inadequate?": one more condition on the rows found before."""
    base = _rows_before(before)
    if base is None or not points_at_rows(reader):
        return None
    for reading in (read_extreme, read_aggregate, read_filter):
        query = reading(reader, keys, columns)
        if query is not None:
            return _inside(base, query)
    return None


def points_at_rows(reader: Reader) -> bool:
    """True for "which of those …", which means nothing without rows found before."""
    return bool(_OF_THOSE.search(" ".join(reader.scan.tokens)))


def _rows_before(before: Query) -> Query | None:
    """The query that chose the rows that the turn before spoke of; None where it chose none."""
    return before if before.kind in _SELECTING else before.within


def _same_rows(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "And the median?": of the rows that were spoken of before."""
    seen = reader.scan
    held = before.within is not None or (before.kind == "aggregate" and before.filters)
    fresh = reader.asks_which or seen.has("all", "grade", "number", "month", "year", "except")
    if not held or keys or fresh or not seen.has("mean", "median", "range"):
        return None
    query = read_aggregate(reader, keys, columns)
    if query is None or query.kind != "aggregate":
        return None
    return replace(query, filters=before.filters, any_of=before.any_of, within=before.within)


def _inside(before: Query, query: Query) -> Query:
    """A query of the rows that the one before left."""
    if before.kind not in {"filter", "count"} or before.any_of:
        return replace(query, within=replace(before, remarks=()))
    shown = query.columns
    if query.kind in {"filter", "count"}:
        shown = tuple(dict.fromkeys((*query.columns, *before.columns)))
    joined = (*before.filters, *query.filters)
    return replace(query, filters=joined, columns=shown, any_of=False, within=before.within)


def _added(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "And under 80 for violence?": a condition on a further column."""
    seen = reader.scan
    fresh = reader.asks_which or seen.has("all", "mean", "median", "highest", "lowest")
    if before.kind not in {"filter", "count"} or keys or fresh or before.any_of:
        return None
    if not _ADDS.match(" ".join(seen.tokens)):
        return None
    query = read_filter(reader, keys, columns)
    held = {test.column for test in before.filters}
    if query is None or any(test.column in held for test in query.filters):
        return None
    return replace(_inside(before, query), kind=before.kind)


def _of_them(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "What grades did they get for leadership?": more of the rows found before."""
    seen = reader.scan
    pointing = _THEM & set(seen.tokens) or (before.limit == 1 and "that" in seen.tokens)
    asked = seen.has("cue number", "cue grade", "cue date", "measure") or bool(columns)
    alone = not seen.has("highest", "lowest", "rank", "grade", "number", "count", "difference")
    alone = alone and not reader.comparators and not reader.asks_which
    base = _rows_before(before)
    if base is None or keys or not (pointing and asked and alone):
        return None
    if seen.has("mean", "median", "range"):
        query = read_aggregate(reader, keys, columns)
        return _inside(base, query) if query is not None else None
    if not columns and seen.has("cue grade"):
        main = reader.main("grade")
        columns = [main] if main else []
    columns = columns or default_columns(reader)
    return Query("column", columns=tuple(columns), within=replace(base, remarks=()))


def _listed(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which ones?", "how many is that?", "out of how many?"."""
    seen = reader.scan
    if keys or columns or reader.comparators or seen.has("grade", "number", "highest", "lowest"):
        return None
    said = " ".join(seen.tokens)
    if before.kind not in {"filter", "count"} or seen.leftover:
        return None
    if seen.has("count") or said.startswith("how many"):
        return replace(before, kind="count")
    if _AS_SHARE & set(seen.tokens):
        return replace(before, kind="count", share=True)
    asks = _LISTING & set(seen.tokens) and len(seen.tokens) <= _FEW
    return replace(before, kind="filter") if asks else None


def _alike(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Who else got that?", "which others got the same?": the rows with the value told before."""
    asked = "else" in reader.scan.tokens or (reader.scan.has("tie") and reader.asks_which)
    if not asked or keys or len(before.keys) != 1 or before.kind not in {"cell", "rank"}:
        return None
    column = comparable(reader, columns or list(before.columns[:1]))
    return like_row(reader, before.keys[0], column) if column is not None else None


def _judged(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Is that good?": where the value told before stands among the others."""
    tokens = set(reader.scan.tokens)
    single = before.kind == "cell" and len(before.keys) == len(before.columns) == 1
    judging = reader.yes_no and tokens & _JUDGING and tokens & {"that", "it", "this"}
    if not single or not judging or keys or columns or reader.scan.has("grade", "number"):
        return None
    column = comparable(reader, list(before.columns))
    place = Query("rank", columns=before.columns, keys=before.keys)
    return place if column is not None else None


def _to_average(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
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
        claim = None if seen.has("difference") else claimed(reader)
        return Query(
            "difference", before.columns, tuple(keys), against=before.aggregate, claim=claim
        )  # fmt: skip
    return None


def _other_end(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "And the other end?" after the best or the worst; "and best" after a row's worst column."""
    if before.kind == "strength" and len(reader.scan.tokens) <= _FEW and not (keys or columns):
        both: tuple[Order, ...] = ("highest", "lowest")
        ends = [end for end in both if reader.scan.has(end)]
        return replace(before, order=ends[0]) if len(ends) == 1 else None
    if before.kind != "extreme" or not reader.scan.has("other end") or keys:
        return None
    other = replace(before, order="lowest" if before.order == "highest" else "highest")
    return replace(other, columns=tuple(columns[:1])) if columns else other


def read_leaning(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "And for rape?", "what about Kent?": the query before with a row or a column exchanged."""
    before = reader.previous
    if before is None:
        return None
    if not keys and columns and not before.keys:
        return _other_columns(reader, before, columns)
    if keys and not columns and before.columns:
        if before.kind == "difference" and before.against in WHOLE:
            return replace(before, keys=(keys[0],), claim=None, presumed=False)
        if before.kind == "difference" and before.keys[0] != keys[0]:
            return replace(before, keys=(before.keys[0], keys[0]), against=keys[0])
        if before.kind in {"nearest", "strength"} or (before.kind == "pair" and before.keys):
            return replace(before, keys=tuple(keys), claim=None)
        return Query("cell", columns=before.columns, keys=tuple(keys))
    if not keys and columns and before.kind in {"rank", "difference", "nearest"}:
        return replace(before, columns=(columns[0],), presumed=False)
    return None


def _other_columns(reader: Reader, before: Query, columns: list[str]) -> Query | None:
    """The query before on other columns, its conditions of their kind moved with them."""
    kinds = {reader.column(name).kind for name in columns}
    fixed = tuple(f for f in before.filters if reader.column(f.column).kind not in kinds)
    moved = tuple(f for f in before.filters if reader.column(f.column).kind in kinds)
    if before.than is not None or len({test.column for test in moved}) > 1:
        return None
    if before.kind in {"pair", "correlation", "groups"} or before.group_by:
        return None
    filters = (*(Filter(columns[0], f.operator, f.value) for f in moved), *fixed)
    if before.kind in {"filter", "count"} and not moved:
        return None
    return replace(before, columns=tuple(columns), filters=filters)


_READINGS = (
    _between_turns,
    _better_of_two,
    _led_by,
    _without,
    _narrowed,
    _added,
    _of_them,
    _same_rows,
    _listed,
    _alike,
    _judged,
    _to_average,
    _other_end,
)
