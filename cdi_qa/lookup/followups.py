"""Questions that lean on the turn before, read as that turn's query with something changed."""

from __future__ import annotations

import re
from dataclasses import replace

from cdi_qa.lookup.columns import comparable, default_columns
from cdi_qa.lookup.conditions import grade_filters
from cdi_qa.lookup.date_steps import read_date_step
from cdi_qa.lookup.differences import claimed
from cdi_qa.lookup.exclusions import exclusions
from cdi_qa.lookup.groups import like_row
from cdi_qa.lookup.held_again import read_beyond_that, read_judged, read_to_average
from cdi_qa.lookup.leads import (
    THEM,
    read_better_of_two,
    read_gap_between_turns,
    read_gap_to_end,
    read_lead,
    read_on_everything,
    read_wider_gap,
    row_placed,
    rows_left,
)
from cdi_qa.lookup.leaning import read_same_of_grade
from cdi_qa.lookup.ordering import orders_rows, read_aggregate, read_extreme
from cdi_qa.lookup.other_ends import (
    read_gap_to_other_end,
    read_other_end,
    read_other_side,
    read_turned,
)
from cdi_qa.lookup.pointing import points_at_rows
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.rows_again import (
    read_all_of_them,
    read_among_told,
    read_both,
    read_if_found_is,
    read_membership,
    read_next,
    read_same_as,
    read_which_are,
    read_which_are_not,
    read_with_that,
)
from cdi_qa.lookup.selecting import read_filter

_ADDS = re.compile(r"^(?:and|but)\b")
_TOO = re.compile(r"\b(?:as well|too)$")
"""How a condition ends that comes on top of the one before: "over 70 as well"."""
_SELECTING = frozenset({"filter", "count", "extreme", "ties", "nearest", "pair"})
"""Kinds that leave some of the rows."""
_ALTERED = frozenset({"filter", "count", "extreme", "aggregate"})
_AS_SHARE = frozenset({"percentage", "percent", "share", "proportion", "fraction", "pct"})
_LISTING = frozenset({"which", "who", "whos", "name", "list", "show"})
_REMAINING = frozenset({"left", "remain", "remaining"})
_FEW = 3
"""Words of a question that only asks for the rows: "which ones", "name them"."""


def read_followup(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """What the turn before asked, changed as this one says; None where this one stands alone."""
    if reader.previous is None:
        return None
    for reading in _READINGS:
        query = reading(reader, reader.previous, keys, columns)
        if query is not None:
            return query
    return None


def _without(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Without us?", "not counting Kent", "take out the ones graded Good for systems"."""
    if not reader.scan.has("except") or before.kind not in _ALTERED:
        return None
    if not keys and reader.scan.has("grade"):
        return _without_graded(reader, before, columns)
    if columns or not keys:
        return None
    if reader.scan.has("grade", "number", "mean", "median", "highest", "lowest"):
        return None
    return replace(before, filters=(*before.filters, *exclusions(reader, keys)), any_of=False)


def _without_graded(reader: Reader, before: Query, columns: list[str]) -> Query | None:
    """The query before, of the rows only that do not have a grade."""
    tests = grade_filters(reader, columns)
    plain = len(tests) == 1 and tests[0].operator == "=" and not before.any_of
    if not plain or reader.scan.has("number", "all", "mean", "median", "highest", "lowest"):
        return None
    return replace(before, filters=(*before.filters, replace(tests[0], operator="!=")))


def _narrowed(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which of those are inadequate?": one more condition on the rows found before."""
    base = _rows_before(reader, before)
    if base is None or not points_at_rows(reader):
        return None
    for reading in (_more_of_two, read_extreme, read_aggregate, read_filter):
        query = reading(reader, keys, columns)
        if query is not None:
            return _inside(base, _told_apart(reader, base, query))
    return None


def _told_apart(reader: Reader, base: Query, query: Query) -> Query:
    """ "Which of those is best?" of rows that share a grade is told by their figures."""
    alike = {test.column for test in base.filters if test.operator == "="}
    main = reader.main("number")
    if query.kind != "extreme" or main is None or not set(query.columns) <= alike:
        return query
    return replace(query, columns=(main,))


def _ranked(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Rank them by rape": the rows found before, all in order."""
    base, column = _rows_before(reader, before), comparable(reader, columns)
    if base is None or column is None or keys or not orders_rows(reader):
        return None
    ranked = Query("extreme", (column,), limit=len(reader.table.rows))
    return _inside(base, _told_apart(reader, base, ranked))


def _more_of_two(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which of those is dearer?" asks for the one that is highest of them."""
    seen, column = reader.scan, comparable(reader, columns)
    more = next((mention.value for mention in seen.of("more")), "")
    said = claimed(reader) or {"more": ">", "less": "<", "fewer": "<"}.get(more)
    held = keys or seen.has("number", "grade", "mean", "median", "count", "highest", "lowest")
    if said is None or column is None or held or len(columns) > 1:
        return None
    return Query("extreme", (column,), order="highest" if said == ">" else "lowest")


def _rows_before(reader: Reader, before: Query) -> Query | None:
    """The query that chose the rows that the turn before spoke of; None where it chose none.

    After "are any of them inadequate?", to which the answer was no, it is the one before that.
    """
    first = before.earlier
    if before.kind == "filter" and before.yes_no and first is not None:
        before = first if rows_left(reader, before) == [] else before
    return before if before.kind in _SELECTING else before.within


def _same_rows(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "And the median?": of the rows that were spoken of before."""
    seen = reader.scan
    held = before.within is not None or (before.kind == "aggregate" and before.filters)
    fresh = reader.asks_which or seen.has("all", "grade", "number", "month", "year", "except")
    if not held or keys or fresh or not seen.has("mean", "median", "range", "sum"):
        return None
    whose = before.within.columns if before.within is not None else ()
    figures = columns or reader.numeric([*before.columns, *whose])[:1]
    query = read_aggregate(reader, keys, figures)
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
    said = " ".join(seen.tokens)
    narrower = bool(_TOO.search(said))
    if not (_ADDS.match(said) or narrower):
        return None
    query = read_filter(reader, keys, columns)
    held = {test.column for test in before.filters}
    again = query is None or any(test.column in held for test in query.filters)
    if query is None or (again and not narrower):
        return None
    return replace(_inside(before, query), kind=before.kind)


def _of_them(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "What grades did they get for leadership?": more of the rows found before."""
    seen = reader.scan
    pointing = THEM & set(seen.tokens) or (before.limit == 1 and "that" in seen.tokens)
    asked = seen.has("cue number", "cue grade", "cue date", "measure") or bool(columns)
    alone = not seen.has("highest", "lowest", "rank", "grade", "number", "count", "difference")
    alone = alone and not reader.comparators and not reader.asks_which
    base = _rows_before(reader, before)
    if base is None or keys or not (pointing and asked and alone):
        return None
    if seen.has("mean", "median", "range", "sum"):
        query = read_aggregate(reader, keys, columns)
        return _inside(base, query) if query is not None else None
    if not columns and seen.has("cue grade"):
        main = reader.main("grade")
        columns = [main] if main else []
    numbers = seen.has("cue number") and not reader.numeric(list(before.columns))
    if not columns and numbers and (main := reader.main("number")):
        columns = [main]
    columns = columns or default_columns(reader)
    if (found := row_placed(reader, base)) is not None:
        return Query("cell", tuple(columns), (found,))  # so that "who else got that" is of it
    return Query("column", columns=tuple(columns), within=replace(base, remarks=()))


def _listed(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which ones?", "how many is that?", "out of how many?"."""
    seen = reader.scan
    if keys or columns or reader.comparators or seen.has("grade", "number", "highest", "lowest"):
        return None
    said = " ".join(seen.tokens)
    listing = bool(_LISTING & set(seen.tokens)) and len(seen.tokens) <= _FEW
    if before.kind == "extreme" and listing and not (seen.leftover or seen.has("ordinal", "tie")):
        return replace(before, remarks=())  # "who has it?" after the best grade
    if before.kind not in {"filter", "count"} or set(seen.leftover) - _REMAINING:
        return None
    if seen.has("count") or said.startswith("how many"):
        return replace(before, kind="count")
    if _AS_SHARE & set(seen.tokens):
        return replace(before, kind="count", share=True)
    if not listing:
        return None
    return replace(before, kind="filter", yes_no=False, every=False, most=False)


def _alike(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "Who else got that?", "which others got the same?": the rows with the value told before."""
    asked = bool({"else", "others"} & set(reader.scan.tokens))
    asked = asked or (reader.scan.has("tie") and reader.asks_which)
    if not asked or keys or len(before.keys) != 1 or before.kind not in {"cell", "rank"}:
        return None
    if before.filters and not (columns or before.presumed or before.any_of) and reader.table.key:
        others = Filter(reader.table.key, "!=", before.keys[0])  # "did we pass?", "who else did?"
        return Query("filter", before.columns, filters=(*before.filters, others))
    column = comparable(reader, columns or list(before.columns[:1]))
    return like_row(reader, before.keys[0], column) if column is not None else None


_READINGS = (
    read_all_of_them,
    read_same_as,
    read_which_are_not,
    read_among_told,
    read_membership,
    read_next,
    read_which_are,
    read_if_found_is,
    read_both,
    read_with_that,
    read_date_step,
    read_gap_between_turns,
    read_wider_gap,
    read_better_of_two,
    read_on_everything,
    read_lead,
    read_gap_to_end,
    _without,
    _ranked,
    _narrowed,
    _added,
    _of_them,
    read_same_of_grade,
    _same_rows,
    _listed,
    _alike,
    read_judged,
    read_to_average,
    read_beyond_that,
    read_gap_to_other_end,
    read_other_end,
    read_other_side,
    read_turned,
)
