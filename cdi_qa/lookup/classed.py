"""Groups of rows that a column of words makes: "the on-call stations", "in the north"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cdi_qa.lookup.classes import class_columns, classes_named
from cdi_qa.lookup.columns import columns_named, gap
from cdi_qa.lookup.holds import can_be_added
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.pointing import points_at_rows
from cdi_qa.lookup.query import Filter, Operator, Query
from cdi_qa.lookup.reader import Reader

_DENIALS = frozenset("not isnt arent wasnt werent except excluding non outside".split())
_NEAR = 3
"""Words before a value in which a denial of it stands."""
_SELECTED = frozenset({"filter", "count", "extreme", "aggregate", "tally", "column", "ties"})
"""Kinds that can look at some of the rows only."""
_PLAIN = frozenset(
    "column class all each highest lowest more mean sum exists difference versus measure".split()
) | {"cue number", "cmp >", "cmp <"}
"""What may be mentioned where groups are held against each other."""


def read_by_class(reader: Reader) -> Query | None:
    """A figure group by group: "which area has the most visits", "absence by phase", "are on-call
    stations worse for availability than wholetime ones".
    """
    kinds = {mention.kind for mention in reader.scan.mentions}
    columns = columns_named(reader)
    by = _compared(reader) or _grouping(reader)
    figures = reader.numeric([name for name in columns if name != by])
    if by is None or len(figures) != 1 or set(columns) - {by, *figures} or kinds - _PLAIN:
        return None
    return group_by_class(reader, figures[0], by)


def _compared(reader: Reader) -> str | None:
    """The column of which two groups are named, and nothing but the one against the other."""
    seen = reader.scan
    named = [_column_meant(reader, mention) for mention in seen.of("class")]
    one = named[0] if len(set(named)) == 1 and len(named) > 1 else None
    asked = seen.has("difference", "versus", "more", "mean") or bool(reader.comparators)
    return one if asked else None


def _grouping(reader: Reader) -> str | None:
    """The column of groups that is asked for: "which area", "by phase"."""
    seen, tokens = reader.scan, reader.scan.tokens
    held = class_columns(reader.vocabulary)
    by = [mention for mention in seen.of("column") if mention.value in held]
    if len(by) != 1 or seen.has("class"):
        return None
    before = tokens[by[0].start - 1] if by[0].start else ""
    ends = seen.has("highest", "lowest", "more") or bool(reader.comparators)
    which = before in {"which", "what"} and ends
    return by[0].value if which or before in {"by", "per", "each"} else None


def group_by_class(reader: Reader, figure: str, by: str) -> Query:
    """A figure for each group of rows."""
    added = figure in can_be_added(reader.vocabulary) and not reader.scan.has("mean")
    return Query("groups", (figure,), group_by=by, aggregate="sum" if added else None)


def without_classes(reader: Reader) -> tuple[Reader, tuple[Filter, ...]] | None:
    """The question without the groups that it names, and those as conditions.

    None where it is not plain of which column a group is, or two of one column are named.
    """
    seen, filters = reader.scan, []
    dropped: list[Mention] = []
    for mention in seen.of("class"):
        column = _column_meant(reader, mention)
        if column is None:
            return None
        denied = _DENIALS & set(seen.tokens[max(0, mention.start - _NEAR) : mention.start])
        operator: Operator = "!=" if denied else "="
        named = classes_named(reader.vocabulary, mention.value)
        printed = next(each.printed for each in named if each.column == column)
        filters.append(Filter(column, operator, printed))
        dropped += [mention, *(m for m in seen.of("column") if m.value == column)]
        dropped += [m for m in seen.of("not", "except") if denied and m.end <= mention.start]
    if len({test.column for test in filters}) < len(filters):
        return None
    kept = [mention for mention in seen.mentions if mention not in dropped]
    less = Scan(seen.tokens, kept, seen.leftover, seen.remarks, seen.absent)
    return replace(reader, scan=less), tuple(filters)


def _column_meant(reader: Reader, mention: Mention) -> str | None:
    """The column that a group's name stands in: of several the one that is named nearest."""
    fitting = [each.column for each in classes_named(reader.vocabulary, mention.value)]
    if len(fitting) == 1:
        return fitting[0]
    named = [m for m in reader.scan.of("column") if m.value in fitting]
    if named:
        return min(named, key=lambda m: gap(reader, mention, m)).value
    return next((name for name in fitting if reader.is_headline(name)), None)


def within_classes(query: Query | None, reader: Reader, tests: Iterable[Filter]) -> Query | None:
    """The query of the rows of those groups alone; None where its kind cannot be.

    `query` and `reader` are of the question without them.
    """
    tests = tuple(tests)
    if query is None or query.kind == "row" or (query.kind == "column" and not query.columns):
        return _of_those(reader, _selected(reader, tests))
    if query.kind == "cell" and reader.yes_no and len(query.keys) == 1 and len(tests) == 1:
        return replace(query, columns=(tests[0].column,), filters=tests)
    if query.kind not in _SELECTED or query.any_of:
        return None
    if query.than is not None and query.kind != "filter":
        return None
    return replace(query, filters=(*query.filters, *tests))


def _of_those(reader: Reader, query: Query | None) -> Query | None:
    """ "Which of them are on-call": of the rows that the turn before found, where it found any."""
    before = reader.previous
    if query is None or before is None or not points_at_rows(reader):
        return query
    if before.kind not in {"filter", "count", "extreme"}:
        return None
    return replace(query, within=replace(before, remarks=(), earlier=None, yes_no=False))


def _selected(reader: Reader, tests: tuple[Filter, ...]) -> Query | None:
    """ "Which stations are on-call", "how many primaries are there", "which has more calls"."""
    seen, columns = reader.scan, columns_named(reader)
    more = [m for m in reader.comparators if m.value in {"higher", "lower"}]
    if reader.keys():
        return _held(reader, tests) if not columns else None
    if more and len(columns) == 1 and not seen.has("number", "mean") and reader.asks_which:
        least = more[0].value == "lower"  # "which of them has more calls"
        return Query(
            "extreme", tuple(columns), filters=tests, order="lowest" if least else "highest"
        )
    if columns or reader.comparators or seen.has("number", "grade", "month", "year", "ordinal"):
        return None
    if seen.has("count"):
        return Query("count", tuple(test.column for test in tests), filters=tests)
    if reader.asks_which or seen.has("all", "exists"):
        shown = tuple(test.column for test in tests)
        return Query("filter", shown, filters=tests, yes_no=seen.has("exists"))
    return None


def _held(reader: Reader, tests: tuple[Filter, ...]) -> Query | None:
    """ "Is Brookend on-call?"."""
    keys = reader.keys()
    asked = reader.yes_no and len(keys) == len(tests) == 1
    return Query("cell", (tests[0].column,), tuple(keys), filters=tests) if asked else None
