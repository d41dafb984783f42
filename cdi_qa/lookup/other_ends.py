"""The order of the turn before asked again from elsewhere: "and the worst?", "and below?"."""

from __future__ import annotations

from dataclasses import replace

from cdi_qa.lookup.columns import comparable
from cdi_qa.lookup.differences import claimed
from cdi_qa.lookup.ordering import order_and_limit
from cdi_qa.lookup.query import Operator, Order, Query
from cdi_qa.lookup.reader import Reader

_ENDS: tuple[Order, ...] = ("highest", "lowest")
_FEW = 3
"""Words of a question that names only an end: "and the worst"."""
_GOING_ON = 5
"""Words of one that begins with "and"."""
_JOINTS = frozenset({"and", "but", "or"})
_GAPS = frozenset({"best", "worst", "mean", "median"})
_TURNED: dict[Operator, Operator] = {
    "<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "!=", "!=": "=",
}  # fmt: skip
"""What a condition is the other way round."""


def read_other_end(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "And the other end?" after the best or the worst; "and the worst?" of rows that were chosen
    before, or after a row's best column.
    """
    if keys:
        return None
    end = _only_end(reader)
    if before.kind == "strength" and end is not None and not columns:
        short = len(reader.scan.tokens) <= _FEW
        return replace(before, order=end) if short else None
    if before.kind != "extreme":
        return None
    if reader.scan.has("other end"):
        other = replace(before, order="lowest" if before.order == "highest" else "highest")
        return replace(other, columns=tuple(columns[:1])) if columns else other
    chosen = bool(before.filters or before.within) and before.than is None
    column = comparable(reader, columns or list(before.columns))
    if not chosen or end is None or column is None or not _goes_on(reader):
        return None
    order, limit = order_and_limit(reader)
    return replace(
        before, columns=(column,), order=order, limit=limit, nth=False, aggregate=None, remarks=()
    )


def _only_end(reader: Reader) -> Order | None:
    ends = [end for end in _ENDS if reader.scan.has(end)]
    return ends[0] if len(ends) == 1 else None


def _goes_on(reader: Reader) -> bool:
    """True where nothing but an end, and at most a column, is named."""
    seen = reader.scan
    fresh = seen.leftover or seen.has("all", "grade", "month", "year", "ordinal", "except", "mean")
    longest = _GOING_ON if seen.tokens[0] in _JOINTS else _FEW
    named = sum(mention.end - mention.start for mention in seen.of("column"))
    return not fresh and len(seen.tokens) - named <= longest


def read_other_side(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "And below?" after "who is above us?" and "who is just above us?", or "by how much?"."""
    said, seen = claimed(reader), reader.scan
    if before.kind == "difference" and before.earlier is not None and not before.claim:
        before = before.earlier
    chosen = before.kind in {"filter", "count"} or (before.kind == "extreme" and before.limit == 1)
    alone = len(seen.tokens) - len(keys) <= _GOING_ON + 1 and not (columns or seen.leftover)
    alone = alone and not seen.has("highest", "lowest", "number", "grade", "mean", "median")
    alone = alone and set(keys) <= {before.than}
    tests = [test for test in before.filters if test.column != reader.table.key]
    if said is None or not chosen or before.than is None or not alone or len(tests) != 1:
        return None
    kept = tuple(test for test in before.filters if test not in tests)
    order: Order = "lowest" if said == ">" else "highest"
    turned = replace(before, filters=(replace(tests[0], operator=said), *kept), remarks=())
    return replace(turned, order=order) if before.kind == "extreme" else turned


def read_gap_to_other_end(
    reader: Reader, before: Query, keys: list[str], columns: list[str]
) -> Query | None:
    """ "And the worst?" after how far a row is from the best, or from the average."""
    end = _only_end(reader)
    gap = before.kind == "difference" and before.against in _GAPS and len(before.keys) == 1
    if not gap or before.filters or end is None or keys or columns or not _goes_on(reader):
        return None
    against = "best" if end == "highest" else "worst"
    return replace(before, against=against, claim=None, which=False, presumed=False, remarks=())


def read_turned(reader: Reader, before: Query, keys: list[str], columns: list[str]) -> Query | None:
    """ "And the other way round?" after those below: those above; after those Good: the rest."""
    plain = before.kind in {"filter", "count"} and not (before.any_of or before.alone)
    tests = [test for test in before.filters if test.column != reader.table.key]
    if not (plain and reader.scan.has("other end")) or keys or columns or len(tests) != 1:
        return None
    turned = replace(tests[0], operator=_TURNED[tests[0].operator])
    filters = tuple(turned if test == tests[0] else test for test in before.filters)
    return replace(before, filters=filters, yes_no=False, every=False, most=False, remarks=())
