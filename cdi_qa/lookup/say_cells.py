"""Sentences for single values, whole rows and whole columns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cdi_qa.lookup.holds import is_better_low
from cdi_qa.lookup.query import Filter, Query
from cdi_qa.lookup.sheet import (
    NOT_GIVEN,
    Sheet,
    Written,
    capital,
    order_of,
    order_of_grade,
    possessive,
    years_and_times,
)
from cdi_qa.reading.cells import scale_of
from cdi_qa.schema import Cell, Claim, Row
from cdi_qa.text import figures, join_english, ordinal

_DIRECTIONS = {
    ("number", "highest"): ", highest first",
    ("number", "lowest"): ", lowest first",
    ("grade", "highest"): ", best first",
    ("grade", "lowest"): ", worst first",
    ("date", "highest"): ", latest first",
    ("date", "lowest"): ", earliest first",
}

_LONG_NAME = 5
"""Words of a row's name up to which a sentence can say "its" of it: an action has more."""


def say_cells(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written | None:
    """ "Kent's recording rate for rape is 91.1%"; yes or no where the question says a value."""
    if query.asserted is not None:
        return _say_presumed(sheet, query, rows[0])
    if query.filters and query.presumed:
        return _say_presumed_tests(sheet, query, rows)
    if query.any_of:
        return "answered", [_say_any(sheet, query, row) for row in rows]
    if query.filters:
        return "answered", [_say_tested(sheet, query, row) for row in rows]
    alone = len(query.columns) == len(rows) == 1
    return "answered", [_say_row_cells(sheet, query, row, alone) for row in rows]


def _say_row_cells(sheet: Sheet, query: Query, row: Row, alone: bool) -> Claim:
    """One row's values; the own row's only value with its rank."""
    parts = [sheet.phrase(row, name) for name in query.columns]
    text = _of_row(sheet, row, parts)
    column = sheet.table.column(query.columns[0])
    ranked = (
        alone
        and sheet.printed(row) == sheet.own
        and column.kind == "number"
        and sheet.is_told(row, column.name)
        and sheet.measures.is_explained(column)
    )
    if not ranked:
        return Claim(text, (sheet.evidence(row),), years_and_times(row))
    place, tied = sheet.place(row, column.name)
    total, bodies = sheet.field(column.name)
    # "3rd of 12" sounds good, and is not where the longest wait is 1st.
    highest = " highest" if is_better_low(column) else ""
    text += f", {tied}{ordinal(place)}{highest} of the {total} {bodies}"
    computed = years_and_times(row) | {ordinal(place), str(total)}
    return Claim(text, (sheet.evidence(row), sheet.whole), computed)


def _of_row(sheet: Sheet, row: Row, parts: list[str]) -> str:
    """What is said of a row: "Kent's … is …", after a colon where its name is a sentence itself."""
    if len((name := sheet.printed(row)).split()) > _LONG_NAME:
        return f"“{name}”: {'; '.join(parts)}"
    return f"{possessive(sheet.named(row))} {join_english(parts)}"


def _say_presumed(sheet: Sheet, query: Query, row: Row) -> Written | None:
    """ "That is not so: …"; None where it is so."""
    column, said = sheet.table.column(query.columns[0]), query.asserted
    if said is None or sheet.cell(row, column.name).value == said:
        return None
    wrong = said if isinstance(said, str) else f"{said.normalize():f}"
    wrong = sheet.measures.figure(wrong, column)
    text = (
        f"That is not so: {possessive(sheet.named(row))} {sheet.phrase(row, column.name)}, "
        f"not {wrong}"
    )
    computed = frozenset({*figures(wrong), wrong})
    return "premise_corrected", [Claim(text, (sheet.evidence(row),), computed)]


def _say_presumed_tests(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written | None:
    """Conditions that are taken for granted; None where they all hold."""
    wrong = [row for row in rows if not _holds(sheet, query, row)]
    if not wrong:
        return None
    said = [_say_tested(sheet, query, row) for row in wrong]
    told = [replace(claim, text=f"That is not so{claim.text[2:]}") for claim in said]
    return "premise_corrected", told


def _holds(sheet: Sheet, query: Query, row: Row) -> bool:
    return all(_passes(sheet, row, test) for test in query.filters)


def _say_tested(sheet: Sheet, query: Query, row: Row) -> Claim:
    """ "No: Kent's grade for Recording is Inadequate"."""
    names = list(dict.fromkeys(test.column for test in query.filters))
    told = all(sheet.is_told(row, name) for name in names)
    lead = ("Yes: " if _holds(sheet, query, row) else "No: ") if told or query.presumed else ""
    text = lead + _of_row(sheet, row, [sheet.phrase(row, name) for name in names])
    return Claim(text, (sheet.evidence(row),), years_and_times(row))


def _say_any(sheet: Sheet, query: Query, row: Row) -> Claim:
    """ "Yes: our grade for Leadership is Good"; where none is met, all that was looked at."""
    met = [test.column for test in query.filters if _passes(sheet, row, test)]
    lead = ("Yes: " if met else "No: ") if query.yes_no else "" if met else "None of them: "
    text = lead + _of_row(sheet, row, [sheet.phrase(row, name) for name in met or query.columns])
    return Claim(text, (sheet.evidence(row),), years_and_times(row))


def _passes(sheet: Sheet, row: Row, test: Filter) -> bool:
    cell, column = sheet.cell(row, test.column), sheet.table.column(test.column)
    if cell.value is None:
        return False
    if column.kind == "text":
        return (cell.printed == test.value) == (test.operator == "=")
    left = order_of(cell)
    if isinstance(test.value, Decimal):
        right = test.value
    elif test.value in scale_of(column):
        right = order_of_grade(test.value, column)
    else:
        right = order_of(Cell(test.value, word=test.value))
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "=": left == right,
        "!=": left != right,
    }[test.operator]


def say_rows(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """Everything that the table says of some rows; the whole table row by row, numbered."""
    columns = [column.name for column in sheet.table.columns if column.name != sheet.table.key]
    claims = []
    for number, row in enumerate(rows, start=1):
        parts = [f"{sheet.label(name)} {sheet.value(row, name)}" for name in columns]
        place = f"{number}. " if len(rows) == len(sheet.rows) else ""
        text = f"{place}{sheet.named(row)}: {'; '.join(parts)}"
        claims.append(Claim(text, (sheet.evidence(row),), years_and_times(row)))
    return "answered", claims


def say_column(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """The rows' values in a column, in order; without a column, which rows there are."""
    if not query.columns:
        total = len(sheet.rows)
        names = sheet.names(sheet.rows)
        text = f"The {sheet.called} holds {total} {sheet.bodies}: {names}"
        return "answered", [Claim(text, (sheet.whole,), frozenset({str(total)}))]
    if not rows:
        text = f"The question before found no {sheet.body} in the table"
        return "answered", [Claim(text, (sheet.whole,))]
    return "answered", [_say_one_column(sheet, query, name, rows) for name in query.columns]


def _say_one_column(sheet: Sheet, query: Query, name: str, rows: tuple[Row, ...]) -> Claim:
    kind = sheet.table.column(name).kind
    direction = _DIRECTIONS.get((kind, query.order), "")
    told = [row for row in sheet.rows if row in rows]
    untold = [row for row in told if not sheet.is_told(row, name)]
    if direction:
        told = sheet.ordered(name, told)
        if query.order == "highest":
            told = sorted(told, key=lambda row: -order_of(sheet.cell(row, name)))
    listed = [f"{sheet.named(row)} {sheet.value(row, name)}" for row in told]
    lead = capital(sheet.label(name))
    if len(told) == 1 and not untold:
        text = f"{possessive(sheet.named(told[0]))} {sheet.phrase(told[0], name)}"
    else:
        text = f"{lead}{direction}: {join_english(listed)}"
    if untold and direction:
        text += f"; {NOT_GIVEN} for {sheet.names(untold)}"
    cited = (sheet.whole,) if len(rows) == len(sheet.rows) else sheet.evidences(rows)
    return Claim(text, cited, years_and_times(*rows))
