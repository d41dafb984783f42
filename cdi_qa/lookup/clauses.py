"""A query's conditions in words."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cdi_qa.lookup.query import Filter, Operator, Query, grouped
from cdi_qa.lookup.sheet import Sheet, one_decimal, order_of, order_of_grade, spell_month
from cdi_qa.reading.cells import everyday_spellings, scale_of
from cdi_qa.schema import Row
from cdi_qa.text import figures, join_english, words

_SIGNS = {"<": "below", "<=": "at or below", ">": "above", ">=": "at or above", "=": "of"}
_WHEN = {"<": "before", ">": "after", ">=": "since", "=": "in", "<=": "up to", "!=": "not in"}
_COMPARE: dict[Operator, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_OTHER = "other than "
_DEGREES = {">=": " or better", "<=": " or worse"}


def scope(sheet: Sheet, query: Query) -> str:
    """The conditions as a clause: "graded Good for Recording and with a rate below 80%"."""
    joint = " or " if query.any_of else " and "
    return joint.join(_clauses(sheet, query))


def excepted(sheet: Sheet, query: Query) -> list[str]:
    """The names of the rows that are left out."""
    return [sheet.name(str(f.value)) for f in query.filters if f.column == sheet.table.key]


def predicate(sheet: Sheet, query: Query, count: int) -> str:
    """The conditions as what so many rows do: "have a … and are graded …"."""
    have, are = ("has", "is") if count == 1 else ("have", "are")
    if alike := _in_every_column(sheet, query):
        if alike.operator == "!=":
            return f"{have} no grade of {alike.value}"
        return f"{are} {_graded(sheet, alike, 'in every column of grades')}"
    does = [
        clause.replace("with ", f"{have} ", 1) if clause.startswith("with ") else f"{are} {clause}"
        for clause in _clauses(sheet, query)
        if not clause.startswith(_OTHER)
    ]
    return (" or " if query.any_of else " and ").join(does)


def _in_every_column(sheet: Sheet, query: Query) -> Filter | None:
    """The condition that a query sets alike for every column of grades, and no other."""
    graded = {column.name for column in sheet.table.columns if column.kind == "grade"}
    alike = {(test.operator, test.value) for test in query.filters}
    named = {test.column for test in query.filters}
    whole = len(alike) == 1 and named == graded and len(graded) > 1 and not query.any_of
    return query.filters[0] if whole else None


def any_column(sheet: Sheet, query: Query, count: int) -> str:
    """ "are graded Outstanding in at least one column", where only that tells conditions apart."""
    first = query.filters[0] if query.filters else None
    alike = {(test.operator, test.value) for test in query.filters}
    several = len({test.column for test in query.filters}) > 2
    if first is None or not query.any_of or len(alike) != 1 or not several:
        return ""
    have, are = ("has", "is") if count == 1 else ("have", "are")
    if sheet.table.column(first.column).kind == "grade":
        return f"{are} {_graded(sheet, first, 'in at least one column')}"
    sign = _SIGNS.get(first.operator, "other than")
    return f"{have} a figure {sign} {_figure(sheet, first)} in at least one column"


def passes(sheet: Sheet, row: Row, test: Filter) -> bool:
    """True where a row's cell meets one condition."""
    cell = sheet.cell(row, test.column)
    if cell.value is None:
        return False
    if isinstance(test.value, Decimal):
        return cell.number is not None and bool(_COMPARE[test.operator](cell.number, test.value))
    column = sheet.table.column(test.column)
    if test.value in scale_of(column):
        limit = order_of_grade(test.value, column)
        return bool(_COMPARE[test.operator](order_of(cell), limit))
    return bool(_COMPARE[test.operator](str(cell.value), test.value))


def said_by(query: Query) -> frozenset[str]:
    """The figures and grades that the conditions name, as they are worded."""
    found: set[str] = set()
    for test in query.filters:
        if isinstance(test.value, Decimal):
            found |= set(figures(one_decimal(test.value, exact=True)))
        elif test.value[:4].isdigit():
            found.add(test.value[:4])
        else:
            found.add(test.value)
    return frozenset(found)


def _clauses(sheet: Sheet, query: Query) -> list[str]:
    groups = grouped(query.filters)
    clauses = [_clause(sheet, group) for group in groups if group[0].column != sheet.table.key]
    if names := excepted(sheet, query):
        clauses.append(_OTHER + join_english(names))
    return clauses


def _clause(sheet: Sheet, group: tuple[Filter, ...]) -> str:
    """One condition, or the two ends of a "between"."""
    first, kind = group[0], sheet.table.column(group[0].column).kind
    if kind == "grade":
        return _graded(sheet, first)
    label = _article(sheet, first.column)
    if kind == "date":
        ends = [spell_month(str(test.value)) for test in group]
    else:
        ends = [_figure(sheet, test) for test in group]
    if len(ends) == 2 and kind == "date" and (year := _whole_year(group)):
        return f"with {label} in {year}"
    if len(ends) == 2:
        return f"with {label} between {ends[0]} and {ends[1]}"
    if kind == "date" and set(words(label)) == {"a", "date", "of", "report"}:
        return f"with a report dated {_WHEN[first.operator]} {ends[0]}"
    if kind == "date":
        return f"with {label} {_WHEN[first.operator]} {ends[0]}"
    return f"with {label} {_SIGNS.get(first.operator, 'other than')} {ends[0]}"


def _whole_year(group: tuple[Filter, ...]) -> str:
    """The year that two dates span from its first month to its last; empty where they do not."""
    first, last = (str(test.value) for test in group)
    whole = (first[4:7], last[4:7]) == ("-01", "-12") and first[:4] == last[:4]
    return first[:4] if whole else ""


def _graded(sheet: Sheet, test: Filter, about: str = "") -> str:
    if test.value in everyday_spellings().values():
        other = "other than" if test.operator == "!=" else "of"
        return f"with {_article(sheet, test.column)} {other} {test.value}"
    label = sheet.label(test.column).removeprefix("grade for ")
    about = about or ("overall" if label == "overall grade" else f"for {label}")
    if test.operator in {"<", ">"}:
        return f"graded {'better' if test.operator == '>' else 'worse'} than {test.value} {about}"
    negated = "not " if test.operator == "!=" else ""
    return f"{negated}graded {test.value}{_DEGREES.get(test.operator, '')} {about}"


def _figure(sheet: Sheet, test: Filter) -> str:
    if not isinstance(test.value, Decimal):
        return str(test.value)
    return f"{one_decimal(test.value, exact=True)}{sheet.unit(test.column)}"


def _article(sheet: Sheet, column: str) -> str:
    label = sheet.label(column)
    if sheet.table.column(column).kind == "date" and "date" not in label.lower():
        return label
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"
