"""Whether a query takes up everything its question asks: nothing may be passed over silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from cdi_qa.lookup.columns import column_mentions, column_of, fitting_columns
from cdi_qa.lookup.holds import can_be_added
from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.reader import Reader

_NEEDED = frozenset({"need", "needs", "would"})
_THEN_ASKS = frozenset(
    {("and", "how"), ("and", "when"), ("and", "whens"), ("and", "where"), ("and", "why")}
)
"""What begins a second question in the same sentence."""
_ORDERED = {"extreme", "rank", "column", "strength", "holdings"}


def _is_ordered(query: Query) -> bool:
    spread = query.aggregate == "range" or query.against in {"best", "worst"}
    chosen = query.within is not None and _is_ordered(query.within)
    spread = spread or "range" in query.beside or chosen or query.which
    return query.kind in _ORDERED or spread or (query.kind == "pair" and not query.claim)


def _is_averaged(query: Query) -> bool:
    return (
        query.kind in {"groups", "tally"}
        or query.share
        or "mean"
        in {
            query.aggregate,
            query.against,
            query.than,
        }
    )


def _is_middle(query: Query) -> bool:
    told = {query.aggregate, query.against, query.than, *query.beside}
    return query.kind == "tally" or "median" in told


def _is_compared(query: Query) -> bool:
    told = query.kind == "cell" and (len(query.keys) > 1 or len(query.columns) > 1)
    return told or query.kind in {"difference", "pair", "nearest", "correlation", "groups"}


def _is_tested(query: Query) -> bool:
    return bool(query.filters or query.claim) or _is_compared(query)


def _counts_places(query: Query) -> bool:
    return query.kind == "rank" and query.against is not None


def _is_denied(query: Query) -> bool:
    """True where a query asks which are not so, or is told whether a row is."""
    # "Not Good or better" is below Good.
    denied = any(
        test.operator == "!=" or (test.operator in {"<", ">"} and isinstance(test.value, str))
        for test in tests_of(query)
    )
    told = query.kind in {"cell", "pair", "count"} or query.presumed or bool(query.claim)
    told = told or (query.kind == "filter" and bool(query.keys))  # "who didn't?" of those named
    # "Above us on rape but not on violence" is at most level with us on violence.
    sides = {test.operator for test in query.filters if not isinstance(test.value, str)}
    parted = query.than is not None and bool(sides & {"<=", ">="}) and len(sides) > 1
    return denied or told or parted


_TAKEN_UP: dict[str, Callable[[Query], bool]] = {
    "highest": _is_ordered,
    "lowest": _is_ordered,
    "mean": _is_averaged,
    "median": _is_middle,
    "range": lambda query: "range" in {query.aggregate, *query.beside} or _is_compared(query),
    "sum": lambda query: (
        "sum" in {query.aggregate, *query.beside}
        or (query.kind == "cell" and len(query.keys) == len(query.columns) == 1)
    ),
    "difference": lambda query: (
        _is_tested(query) or query.aggregate == "range" or _counts_places(query)
    ),
    "ratio": lambda query: query.ratio,
    "tie": lambda query: (
        query.kind in {"ties", "pair", "extreme"}
        or query.than is not None
        or query.claim == "="
        or (query.kind == "cell" and len(query.keys) > 1)
    ),
    "tally": lambda query: query.kind == "tally",
    "link": lambda query: query.kind in {"correlation", "groups"},
    "verb mean": lambda query: query.kind in {"groups", "meaning"},
    "meaning": lambda query: query.kind == "meaning",
    "nearest": lambda query: query.kind in {"nearest", "pair"} or query.against == "best",
    "just above": lambda query: query.than is not None,
    "just below": lambda query: query.than is not None,
    "quarter": lambda query: query.part == "quarter",
    "all columns": lambda query: len(query.columns) > 1 or query.kind == "extreme",
    "perfect": lambda query: bool(query.filters),
    "cue red": lambda query: bool(query.filters),
    "except": lambda query: any(test.operator == "!=" for test in tests_of(query)),
    "next": lambda query: query.kind == "extreme" and query.nth,
    "within": lambda query: query.than is not None and bool(query.filters),
    "only": lambda query: query.kind in {"count", "filter"},
    "any column": lambda query: len(query.columns) > 1,
    "not": _is_denied,
    "count": lambda query: (
        query.kind in {"count", "filter", "tally", "ties", "holdings"}
        or query.counted
        or (query.kind == "column" and not query.columns)
        or query.kind == "difference"
        or _counts_places(query)
    ),
    "cmp >": _is_tested,
    "cmp <": _is_tested,
    "cmp >=": _is_tested,
    "cmp <=": _is_tested,
}
"""What is mentioned → whether a query does something about it."""


def takes_up(kind: str, query: Query) -> bool:
    """True where a query does something about an operation that is mentioned."""
    return kind not in _TAKEN_UP or _TAKEN_UP[kind](query)


def is_covered(query: Query, reader: Reader) -> bool:
    """True where no operation, row, column, figure, grade or date of the question is left over."""
    seen = reader.scan
    if seen.has("beyond") and not seen.has("table"):
        return False
    if seen.has("grade") and any(_NEEDED & set(m.value.split()) for m in seen.of("difference")):
        return False  # what it takes to be graded Good is for the documents to say
    if _adds_what_is_each(query, reader) or _denies_measure(reader) or _asks_twice(query, reader):
        return False
    if not all(takes_up(mention.kind, query) for mention in seen.mentions):
        return False
    return all(
        check(query, reader)
        for check in (_takes_rows, _takes_columns, _takes_figures, _takes_grades, _takes_dates)
    )


def _adds_what_is_each(query: Query, reader: Reader) -> bool:
    """True for "what did it cost in total" where the column is of the cost of each."""
    added = can_be_added(reader.vocabulary)
    asked = reader.scan.has("sum") and query.kind == "cell"
    return asked and not set(query.columns) <= added


def _denies_measure(reader: Reader) -> bool:
    """True for "not recorded": the table has the share of which it was, not of which it was not."""
    measured = reader.vocabulary.measure_columns
    starts = {m.start for m in reader.scan.of("column") if m.value in measured}
    return any(mention.end in starts for mention in reader.scan.of("not"))


def _asks_twice(query: Query, reader: Reader) -> bool:
    """True for "how many in 2017 and how many in 2016", and "did those of 2016 beat those of 2017":
    no one query is both.
    """
    seen = reader.scan
    years = {mention.value for mention in seen.of("year")}
    compared = any(mention.kind in {"cmp >", "cmp <"} for mention in reader.comparators)
    grades = {mention.start for mention in seen.of("grade")}
    averaged = seen.has("mean", "median") and seen.has("versus", "difference")
    compared = (compared or averaged) and query.kind != "groups"
    tokens = seen.tokens
    joined = any(pair in _THEN_ASKS for pair in pairwise(tokens[1:]))
    denied = any(at + 1 in grades for at, token in enumerate(seen.tokens) if token == "no")
    denied = denied and not any(test.operator == "!=" for test in query.filters)
    counted = sum(1 for mention in seen.of("count") if mention.value.startswith("how many"))
    return counted > 1 or (len(years) > 1 and compared) or denied or joined


def tests_of(query: Query) -> Iterator[Filter]:
    """The query's conditions and those of the query it looks within."""
    yield from query.filters
    if query.within is not None:
        yield from tests_of(query.within)


def _takes_rows(query: Query, reader: Reader) -> bool:
    if query.kind == "column" and not query.columns:  # which rows there are
        return True
    if reader.scan.has("only"):  # which rows there are besides
        return query.kind in {"count", "filter"}
    used = {*query.keys, query.against, query.than, *(test.value for test in tests_of(query))}
    return all(key in used or mention.value == "here" for mention, key in reader.named_keys())


def _takes_columns(query: Query, reader: Reader) -> bool:
    used = {*query.columns, query.group_by, *(test.column for test in query.filters)}
    for mention in column_mentions(reader):
        meant = {*column_of(reader, mention), *fitting_columns(reader, mention)}
        if not meant & used:
            return False
    return True


def _takes_figures(query: Query, reader: Reader) -> bool:
    rows = len(reader.table.rows)
    known: set[Decimal | str | None] = {test.value for test in tests_of(query)}
    known |= {query.asserted}
    counts = {query.limit, rows, len(query.keys), len(query.columns)}
    counts |= {query.within.limit} if query.within is not None else set()
    others = any(test.operator == "!=" for test in query.filters)
    counts |= (
        {rows - sum(1 for test in query.filters if test.operator == "!=")} if others else set()
    )
    apart = reader.scan.tokens
    if reader.scan.has("within"):
        return query.kind in {"filter", "count"} and query.than is not None
    counts |= _selected(query, reader)
    if any(apart[m.end : m.end + 1] in (["point"], ["points"]) for m in reader.scan.of("number")):
        return False  # "more than ten points behind Kent" is not "more than ten"
    return all(
        mention.amount in known or mention.amount in counts or _is_clipped(mention, query, rows)
        for mention in reader.scan.of("number", "ordinal")
    )


def _selected(query: Query, reader: Reader) -> set[int]:
    """How many rows have the one grade that is asked for: the seven of "the seven inadequate"."""
    grades = [test for test in query.filters if reader.column(test.column).kind == "grade"]
    if len(grades) != 1 or grades[0].operator != "=":
        return set()
    at = reader.table.position(grades[0].column)
    return {sum(1 for row in reader.table.rows if row.cells[at].value == grades[0].value)}


def _is_clipped(mention: Mention, query: Query, rows: int) -> bool:
    """True for the "top 20" of a table of 14."""
    return query.limit == rows and mention.amount is not None and mention.amount > rows


def _takes_grades(query: Query, reader: Reader) -> bool:
    known = {query.asserted, *(test.value for test in tests_of(query))}
    same = [(test.column, test.operator) for test in query.filters if test.operator == "="]
    if len(set(same)) < len(same) and not query.any_of:
        return False  # no row has two grades in one column
    shown = query.kind in {"tally", "groups"} or (query.kind == "cell" and len(query.columns) > 1)
    either = len(reader.scan.of("grade")) > 1 and "or" in reader.scan.tokens
    shown = shown or (query.kind == "cell" and not query.filters and either)
    return shown or all(mention.value in known for mention in reader.scan.of("grade"))


def _takes_dates(query: Query, reader: Reader) -> bool:
    if not reader.scan.has("month", "year") or query.group_by in reader.of_kind("date"):
        return True
    dated = set(reader.of_kind("date"))
    tests = [test for test in query.filters if test.column in dated]
    same = {test.value for test in tests if test.operator == "="}
    return bool(tests) and (len(same) < 2 or query.any_of)  # no report is of two months
