"""Which way a column is good: most are the higher the better, times and backlogs the lower."""

from __future__ import annotations

from dataclasses import replace

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.comparators import TURNED
from cdi_qa.lookup.holds import counting, is_better_low, is_share
from cdi_qa.lookup.mention import Scan
from cdi_qa.lookup.query import Filter, Order, Query
from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases
from cdi_qa.schema import Column
from cdi_qa.text import join_english, words

_OF_SHARES = frozenset({"rate", "rates", "share", "proportion", "percentage", "per", "cent"})
_ROOT = 5
"""Letters that words of one root share."""
_OTHER_END: dict[Order, Order] = {"highest": "lowest", "lowest": "highest"}
_OTHER_SIDE = {"best": "worst", "worst": "best"}
_VALUED = frozenset({"best", "worst", "good", "bad", "poorest", "strongest", "weakest"})
_JUDGED = frozenset(
    "better worse good bad strong poor beat beats edge lead front ahead behind clear wake".split()
)
"""Words of a comparison ("no better than", "the edge over") that speak of good and bad."""
_KINDS = (
    "highest", "lowest", "cmp >", "cmp <", "just above", "just below", "rank", "half", "quarter",
)  # fmt: skip


def turn(query: Query, seen: Scan, vocabulary: Vocabulary) -> Query:
    """The query with best and worst changed over, where a lower figure is better and the question
    speaks of better and worse and not of more and less.
    """
    table = vocabulary.table
    query = _of_share(query, seen, vocabulary)
    low = {name for name in query.columns if is_better_low(table.column(name))}
    if not low:
        return replace(query, valued=False)
    if query.valued and len(query.columns) > 1:
        return _each_its_way(query, low, vocabulary)  # the turn before spoke of better and worse
    bounds = seen.of("cmp >=", "cmp <=")
    said = seen.of(*_KINDS) + [m for m in bounds if _JUDGED & set(m.value.split())]
    sizes = set(load_phrases()["directions"]["sizes"])
    spoken = [set(mention.value.split()) for mention in said]
    if not said or any(each & sizes and not each & _JUDGED for each in spoken):
        return query
    if len(low) < len(query.columns):
        return _each_its_way(query, low, vocabulary)
    return replace(
        query,
        valued=query.kind == "difference",
        order=_OTHER_END[query.order],
        filters=tuple(_turned(test, low) for test in query.filters),
        claim=TURNED[query.claim] if query.claim else None,
        against=_OTHER_SIDE.get(query.against or "", query.against),
        within=turn(query.within, seen, vocabulary) if query.within else None,
        remarks=(*query.remarks, "A lower figure was taken to be the better one."),
    )


def _each_its_way(query: Query, low: set[str], vocabulary: Vocabulary) -> Query:
    """ "Better on everything": fewer falls and a higher rate, whatever the number of beds."""
    claimed = query.kind == "difference" and query.claim in {">", "<"}
    if not (claimed or (query.kind in {"filter", "count"} and query.than)):
        return query
    neutral = {column.name for column in counting(vocabulary)} - low
    return replace(
        query,
        columns=tuple(name for name in query.columns if name not in neutral),
        filters=tuple(_turned(t, low) for t in query.filters if t.column not in neutral),
        valued=claimed,
        remarks=(
            *query.remarks,
            "A lower figure was taken to be the better one where it is one of "
            f"{_named(sorted(low), vocabulary)}.",
        ),
    )


def _named(names: list[str], vocabulary: Vocabulary) -> str:
    return join_english([vocabulary.table.column(name).heading for name in names])


def _of_share(query: Query, seen: Scan, vocabulary: Vocabulary) -> Query:
    """ "The worst offence for getting recorded" is of the share recorded and not of the number,
    where the table has both.
    """
    table = vocabulary.table
    said = seen.of("highest", "lowest")
    valued = any(_VALUED & set(mention.value.split()) for mention in said)
    counts = {column.name for column in counting(vocabulary)}
    shares = [c.name for c in table.columns if c.kind == "number" and is_share(c)]
    if not valued or len(shares) != 1 or query.filters or not set(query.columns) <= counts:
        return query
    if len(query.columns) != 1 or is_better_low(table.column(query.columns[0])):
        return query
    share, count = (_headed(table.column(name)) for name in (shares[0], query.columns[0]))
    spoken = {token[:_ROOT] for token in seen.tokens}
    if share and not share & (count | spoken):
        return query  # "worst at training" beside a share that is of availability
    return replace(query, columns=(shares[0],), alternatives=())


def _headed(column: Column) -> set[str]:
    """The first letters of what a heading is of, by which words of one root are alike."""
    plain = set(words(column.heading)) - FUNCTION_WORDS - _OF_SHARES
    return {word[:_ROOT] for word in plain}


def _turned(test: Filter, low: set[str]) -> Filter:
    return replace(test, operator=TURNED[test.operator]) if test.column in low else test
