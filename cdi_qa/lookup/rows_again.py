"""The rows of the turn before taken up again: "are we in it?", "who's next?", "which are?"."""

from __future__ import annotations

import re
from dataclasses import replace

from cdi_qa.lookup.conditions import grade_filters
from cdi_qa.lookup.leads import THEM, row_placed, rows_left
from cdi_qa.lookup.ordering import read_aggregate, read_extreme
from cdi_qa.lookup.pointing import points_at_rows
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.relative import DENIED, value_to_beat
from cdi_qa.lookup.selecting import read_filter

_AMONG = re.compile(
    r"\b(?:in (?:it|that|there|them|those|that list|the list)|among (?:them|those)"
    r"|one of (?:them|those|these)|on (?:it|that list|the list|there))$"
)
"""How a question ends that asks whether a row is one of those found."""
_THAT_GRADE = re.compile(r"\b(?:that|the same|this) (?:grade|rating|mark|opinion)\b")
_ALL_OF_THEM = re.compile(
    r"\b(?:they|these|those|them) (?:all|both)\b|\b(?:all|both|every one) of (?:them|those|these)\b"
)
_VERBS = frozenset("is are was were did do does has have got".split())
"""Last words of "which forces are?", which leaves out what they are."""
_OTHERS = frozenset({"else", "other", "others"})
_FEW = 5
_IT = frozenset({"they", "theyre", "theyve", "their", "theirs", "them", "its"})


def row_meant(reader: Reader) -> list[str]:
    """The one row that "they" are after a row was told of: "where do they come for rape?"."""
    seen, before = reader.scan, reader.previous
    whole = seen.has("all", "exists", "count", "except", "key", "own") or reader.asks_which
    asks = bool(_IT & set(seen.tokens)) and bool(seen.mentions)  # not "what did they like"
    if before is None or whole or points_at_rows(reader) or not asks:
        return []
    if before.kind == "extreme":
        placed = row_placed(reader, before)
        return [placed] if placed is not None else []
    told = before.kind in {"cell", "row", "rank", "difference"} and not before.within
    others = [key for key in before.keys if key not in reader.own()]
    rows = others if len(before.keys) > 1 else list(before.keys)
    return rows if told and len(rows) == 1 else []


def read_membership(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Are we in it?" after the bottom three, "are we one of them?" after those under 80."""
    said = " ".join(reader.scan.tokens)
    if not (reader.yes_no and len(keys) == 1 and _AMONG.search(said)) or columns:
        return None
    if before.kind == "extreme" and not (before.filters or before.within or before.nth):
        return Query(
            "rank", before.columns[:1], tuple(keys), order=before.order, limit=before.limit,
            yes_no=True,
        )  # fmt: skip
    plain = before.kind in {"filter", "count"} and before.within is None
    tests = [test for test in before.filters if test.column != reader.table.key]
    if not plain or not tests:
        return None
    return Query(
        "cell", before.columns, tuple(keys), tuple(tests), any_of=before.any_of, yes_no=True
    )


def read_next(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Who's next?" after the bottom three: the fourth from there."""
    seen = reader.scan
    alone = seen.has("next") and len(seen.mentions) == 1 and not (keys or columns or seen.leftover)
    if not (alone and before.kind == "extreme" and before.limit < len(reader.table.rows)):
        return None
    return replace(before, limit=before.limit + 1, nth=True, remarks=())


def read_which_are(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Which forces are?" after "are we above average?", "which others are?" after our grade."""
    seen, name = reader.scan, reader.table.key
    short = reader.asks_which and len(seen.tokens) <= _FEW and seen.tokens[-1] in _VERBS
    others = bool(_OTHERS & set(seen.tokens))
    fresh = keys or columns or seen.leftover or reader.comparators
    if name is None or not short or fresh or seen.has("highest", "lowest", "grade", "number"):
        return None
    rest = tuple(Filter(name, "!=", key) for key in before.keys[:1] if others)
    if before.kind == "cell" and before.filters and not before.any_of:
        return Query("filter", before.columns, filters=(*before.filters, *rest))
    if before.kind == "cell" and before.presumed and before.asserted is not None:
        test = Filter(before.columns[0], "=", before.asserted)
        return Query("filter", before.columns[:1], filters=(test, *rest))
    if before.kind != "difference" or before.claim is None or len(before.columns) > 1:
        return None
    middle = before.against if before.against in {"mean", "median"} else None
    named = [before.keys[1]] if len(before.keys) == 2 else []
    if middle is None and not named:
        return None
    value = value_to_beat(reader, named, before.columns[0], middle)
    if value is None:
        return None
    test = Filter(before.columns[0], before.claim, value)
    return Query("filter", before.columns, filters=(test, *rest), than=middle or named[0])


def read_all_of_them(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Are they all Good overall?" of the rows that the turn before found."""
    said = " ".join(reader.scan.tokens)
    asks = reader.yes_no and _ALL_OF_THEM.search(said) is not None
    if not asks or keys or before.kind not in {"filter", "count"} or reader.table.key is None:
        return None
    rows = rows_left(reader, before) or []
    at = reader.table.position(reader.table.key)
    query = read_filter(reader, keys, columns)
    if query is None or len(rows) < 2 or query.keys or query.than is not None:
        return None
    names = tuple(row.cells[at].printed for row in rows)
    return replace(query, kind="filter", keys=names, every=True, yes_no=True)


def read_which_are_not(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Which one isn't?" after "are they all Good?"."""
    seen, tests = reader.scan, before.filters
    short = reader.asks_which and seen.has("not") and len(seen.tokens) <= _FEW
    fresh = keys or columns or seen.leftover or seen.has("grade", "number", "highest", "lowest")
    if not short or fresh or not (before.kind == "filter" and before.every and len(tests) == 1):
        return None
    denied = replace(tests[0], operator=DENIED[tests[0].operator])
    return replace(before, filters=(denied,), every=False, yes_no=False)


def read_same_as(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Same as ours?" after another row's figure or grade: the two beside one another."""
    seen = reader.scan
    told = before.kind == "cell" and len(before.keys) == 1 and bool(before.columns)
    asks = seen.has("tie") and len(keys) == 1 and not (columns or reader.asks_which)
    fresh = seen.leftover or seen.has("all", "exists", "count", "grade", "number")
    if not (told and asks) or fresh or before.filters or keys[0] in before.keys:
        return None
    both = (before.keys[0], keys[0])
    if len(before.columns) > 1:
        return Query("cell", before.columns, both)
    return Query("difference", before.columns, both, against=keys[0], claim="=", yes_no=True)


def read_if_found_is(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Are they Outstanding at anything?" after "who is best?": of the row that was found."""
    seen = reader.scan
    asks = reader.yes_no and bool(THEM & set(seen.tokens)) and seen.has("grade")
    if not asks or keys or seen.has("number") or (found := row_placed(reader, before)) is None:
        return None
    tests = tuple(grade_filters(reader, columns))
    shown = tuple(dict.fromkeys(test.column for test in tests))
    return Query("cell", shown, (found,), tests, any_of=len(tests) > 1) if tests else None


def read_with_that(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "The average of those with that grade", after a row's grade."""
    said = " ".join(reader.scan.tokens)
    graded = reader.graded(list(before.columns))
    told = before.kind == "cell" and len(before.keys) == len(before.columns) == len(graded) == 1
    if not told or keys or reader.graded(columns) or _THAT_GRADE.search(said) is None:
        return None
    table = reader.table
    value = table.row_of(before.keys[0]).cells[table.position(graded[0])].value
    query = read_aggregate(reader, keys, columns)
    if query is None or value is None or query.filters:
        return None
    return replace(query, filters=(Filter(graded[0], "=", value),))


def read_both(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which forces have both?" after two conditions, each asked for by itself."""
    first, seen = before.earlier, reader.scan
    asks = reader.asks_which and "both" in seen.tokens and len(seen.tokens) <= _FEW
    if first is None or not asks or keys or columns or seen.leftover:
        return None
    if not all(each.kind in {"filter", "count"} and each.filters for each in (first, before)):
        return None
    if first.any_of or before.any_of or first.within or before.within:
        return None
    tests = dict.fromkeys((*first.filters, *before.filters))
    shown = dict.fromkeys((*first.columns, *before.columns))
    return Query("filter", tuple(shown), filters=tuple(tests))


def read_among_told(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "Worst of those", "so who's best?" after rows that were asked for one by one: of them."""
    seen, rows = reader.scan, rows_told(before)
    pointing = points_at_rows(reader)
    asks = pointing or (len(rows) > 2 and reader.asks_which and not seen.leftover)
    whole = seen.has("all", "number", "grade", "count", "except", "ordinal", "difference")
    if len(rows) < 2 or not asks or whole or keys:
        return None
    for reading in (read_extreme, read_aggregate):
        query = reading(reader, keys, columns or list(before.columns))
        if query is not None and not (query.keys or query.filters):
            return replace(query, keys=rows)
    return None


def rows_told(before: Query) -> tuple[str, ...]:
    """The rows of which the last turns told the same columns, one after the other."""
    rows: list[str] = []
    at: Query | None = before
    while at is not None and at.kind == "cell" and at.columns == before.columns:
        if at.filters:
            break
        rows = [*at.keys, *rows]
        at = at.earlier
    return tuple(dict.fromkeys(rows))
