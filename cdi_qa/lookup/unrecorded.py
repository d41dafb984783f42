"""Shares that the table gives the other way round: what a force leaves unrecorded."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from cdi_qa.lookup.comparators import TURNED
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.sheet import Sheet
from cdi_qa.schema import Claim, Row
from cdi_qa.text import join_english

_DENIED = re.compile(
    r"\b(?:(?:fail(?:s|ed|ing)? to|(?:do|does|did|is|are|was|were)(?: not|n['’]?t)|not|never)"
    r"(?: (?:get|gets|be|been|got))? record(?:ed|ing)?"
    r"|(?:(?:go|goes|going|gone|went|is|are|was|were) )?un-?recorded"
    r"|off (?:the|its|their) books)\b",
    re.IGNORECASE,
)
"""What is said of what was not recorded."""
_PLAIN = (
    (re.compile(r"\b(?:lets?|leaves?|left|leaving)\b", re.IGNORECASE), "has"),
    (re.compile(r"\b(?:the )?(?:most|biggest|largest|greatest)\b", re.IGNORECASE), "the highest"),
    (re.compile(r"\b(?:the )?(?:fewest|least|smallest)\b", re.IGNORECASE), "the lowest"),
)
"""The same in words that are said of a rate."""
_WHOLE = Decimal(100)
_MOST_ROWS = 4
_REMARK = (
    "What was not recorded was taken as 100 less the rate in the table, which gives shares and "
    "counts no crimes."
)


def read_unrecorded(
    question: str, sheet: Sheet, read: Callable[[str], object | None]
) -> Query | None:
    """The query of what was not recorded, of a table that gives the share that was.

    `read` reads a question of that share. None for the readers' own row, of which the prose tells
    more, and where anything else than rates, their order and bounds on them is asked.
    """
    if _DENIED.search(question) is None or not sheet.measures.noun.startswith("record"):
        return None
    plain = _DENIED.sub("recording rate", question)
    for pattern, said in _PLAIN:
        plain = pattern.sub(said, plain)
    query = read(plain)
    if not isinstance(query, Query) or query.kind not in {"cell", "extreme", "filter", "count"}:
        return None
    rates = all(sheet.unit(name) == "%" for name in query.columns)
    told = query.presumed or query.guessed or query.share or query.within or query.yes_no
    tested = any(not _is_bound(test, query) for test in query.filters)
    alone = query.kind == "cell" and (query.keys in {(), (sheet.own,)} or bool(query.filters))
    if not rates or told or tested or alone or query.aggregate:
        return None
    return replace(
        query,
        order="lowest" if query.order == "highest" else "highest",
        filters=tuple(_of_rest(test, query) for test in query.filters),
        alternatives=(),
        unrecorded=True,
        remarks=(*query.remarks, _REMARK),
        read_as="",
    )


def _is_bound(test: Filter, query: Query) -> bool:
    return isinstance(test.value, Decimal) and test.column in query.columns


def _of_rest(test: Filter, query: Query) -> Filter:
    """A bound on what was recorded instead of one on what was not; another row's is its own."""
    if not isinstance(test.value, Decimal):
        return test
    value = test.value if query.than is not None else _WHOLE - test.value
    return replace(test, operator=TURNED[test.operator], value=value)


def say_unrecorded(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Claim | None:
    """ "Not recorded, as 100 less the recording rate for rape: Kent 8.9% (100 − 91.1)"."""
    if query.kind not in {"cell", "extreme"} or not rows or len(rows) > _MOST_ROWS:
        return None
    told, computed = [], set[str]()
    for name in query.columns:
        each = []
        for row in rows:
            number = sheet.cell(row, name).number
            if number is not None:
                rest = f"{(_WHOLE - number).normalize():f}"
                computed |= {rest, "100"}
                each.append(f"{sheet.named(row)} {rest}% (100 − {number:f})")
        told.append(f"100 less the {sheet.label(name)}: {join_english(each)}")
    text = "Not recorded, worked out as " + "; as ".join(told)
    return Claim(text, sheet.evidences(rows), frozenset(computed))
