"""How many rows are said to pass a condition: "only two homes are Inadequate, so why us?"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from cdi_qa.lookup.columns import columns_named
from cdi_qa.lookup.conditions import grade_filters
from cdi_qa.lookup.coverage import is_covered
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.reader import Reader

_SPLIT = re.compile(
    r"^\W*+(?:(?:so|and|but|with|as|since|given(?: that)?) )?(?P<said>[^?]+?)[\s,;]+"
    r"(?P<rest>(?:so |then )?(?:why|which|who|whos|what|how come|name)\b.*)$",
    re.IGNORECASE,
)
_ASKED = ("mean", "median", "range", "sum", "highest", "lowest", "rank", "difference")
_ONLY = frozenset({"only", "just", "merely"})
_DO = frozenset("are were is was have had got get came".split())
_OTHERS = re.compile(r"\b(?:others?|else|rest)\b", re.IGNORECASE)


def split_counted(question: str) -> tuple[str, str] | None:
    """What a question sets out from and what it then asks: ("only two are Good", "which?")."""
    match = _SPLIT.match(question)
    return (match["said"], match["rest"]) if match else None


def read_counted(reader: Reader) -> Query | None:
    """The count that a statement gives, as `asserted`; None where it gives none of rows."""
    said = _count_said(reader)
    asked = [m for m in reader.scan.of("count") if not m.value.startswith("half")]
    if said is None or asked or reader.comparators or reader.scan.has(*_ASKED):
        return None
    at, amount = said
    less = _without(reader, at)
    filters = tuple(grade_filters(less, columns_named(less)))
    columns = tuple(dict.fromkeys(test.column for test in filters))
    query = Query("count", columns, filters=filters, asserted=amount, presumed=True)
    return query if filters and is_covered(query, less) else None


def told_of(query: Query, rest: str, reader: Reader) -> Query:
    """What is asked after a count that is so: its rows, for "who are the others" the rest."""
    told = replace(query, presumed=False, asserted=None)
    key = reader.table.key
    if key is None or not _OTHERS.search(rest):
        return told
    named = [name for _, name in reader.named_keys()]
    others = tuple(Filter(key, "!=", name) for name in dict.fromkeys(named))
    return replace(told, kind="filter", filters=(*told.filters, *others))


def _count_said(reader: Reader) -> tuple[int, Decimal] | None:
    """Where the count of rows stands and what it is: the 2 of "only two forces are"."""
    tokens, total = reader.scan.tokens, len(reader.table.rows)
    nouns = {reader.vocabulary.body, reader.vocabulary.bodies, "force", "forces"}
    graded = {mention.start for mention in reader.scan.of("grade")}
    numbers = {mention.start: mention for mention in reader.scan.of("number")}
    for at, token in enumerate(tokens):
        before, after = tokens[max(0, at - 1) : at], set(tokens[at + 1 : at + 2])
        only = bool(set(before) & _ONLY) and tokens[at - 2 : at - 1] != ["the"]
        if token == "half" and after & {"of", "the"} and total % 2 == 0:
            return at, Decimal(total // 2)
        if token == "one" and only and after & (nouns | _DO):
            return at, Decimal(1)
        number = numbers.get(at)
        if number is None or number.amount is None or number.amount > total:
            continue
        counts = bool(after & (nouns | {"of"})) or at + 1 in graded or (only and after & _DO)
        if counts and number.amount == int(number.amount):
            return at, number.amount
    return None


def _without(reader: Reader, at: int) -> Reader:
    """The statement without its count and the rows that it names."""

    def stays(mention: Mention) -> bool:
        counts = mention.start <= at < mention.end or mention.kind == "only"
        return not counts and mention.kind not in {"key", "own", "half", "ordinal"}

    seen = reader.scan
    kept = [mention for mention in seen.mentions if stays(mention)]
    less = Scan(seen.tokens, kept, seen.leftover, seen.remarks, seen.absent)
    return Reader(less, reader.vocabulary, None, False)
