"""Whether a figure is so that a statement gives for the best, the worst or the average."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean, median

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.sheet import Sheet, Written
from cdi_qa.schema import Row

Write = Callable[[Sheet, Query, tuple[Row, ...]], Written | None]


def say_stated(sheet: Sheet, query: Query, rows: tuple[Row, ...], write: Write) -> Written | None:
    """ "Yes: the average …" or "That is not so: the average …"; for a whole country it is never so.

    `write` words what the query finds.
    """
    told = write(sheet, replace(query, asserted=None, presumed=False), rows)
    held = [n for row in rows if (n := sheet.cell(row, query.columns[0]).number) is not None]
    if told is None or not held or not isinstance(query.asserted, Decimal):
        return told
    true = _rounds_to(_value(query, held), query.asserted)
    status, claims = told
    lead = "Yes: " if true else "That is not so: "
    if true and query.national:
        lead, true = "Not of the whole country: ", False
    text = claims[0].text
    # The sentence on the best begins with a name, that on the average with "The".
    said = text[0].lower() + text[1:] if query.kind == "aggregate" else text
    claims[0] = replace(claims[0], text=lead + said)
    return status if true else "premise_corrected", claims


def say_counted(sheet: Sheet, query: Query, rows: tuple[Row, ...], write: Write) -> Written | None:
    """ "That is not so: 7 of the 14 forces are graded Inadequate: …"; None where it is so."""
    told = write(sheet, replace(query, asserted=None, presumed=False), rows)
    if told is None or len(rows) == query.asserted:
        return None
    claims = told[1]
    text = claims[0].text
    text = text[0].lower() + text[1:] if text.startswith("None") else text
    claims[0] = replace(claims[0], text=f"That is not so: {text}")
    return "premise_corrected", claims


def _value(query: Query, held: list[Decimal]) -> Decimal:
    if query.kind == "aggregate":
        return median(held) if query.aggregate == "median" else mean(held)
    return held[0]


def _rounds_to(value: Decimal, said: Decimal) -> bool:
    """True where a worked-out value is what was said, to the decimals it was said with."""
    return value.quantize(said, ROUND_HALF_UP) == said
