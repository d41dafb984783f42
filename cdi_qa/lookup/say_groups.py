"""Sentences for selections of rows, counts, averages and ranges."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cdi_qa.lookup.clauses import any_column, excepted, passes, predicate, said_by, scope
from cdi_qa.lookup.query import Aggregate, Query
from cdi_qa.lookup.sheet import Sheet, Written, capital, one_decimal, possessive, years_and_times
from cdi_qa.reading.cells import grade_scale
from cdi_qa.schema import Claim, Evidence, Row
from cdi_qa.text import figures, join_english

_FEW = 8
"""Figures up to which a sum shows each of them."""


def say_selected(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """ "3 of the 14 forces have a recording rate for rape below 85%: …"."""
    others = excepted(sheet, query)
    bodies = f"{sheet.bodies} other than {join_english(others)}" if others else sheet.bodies
    total, count = len(sheet.rows) - len(others), len(rows)
    if query.keys:
        total, bodies = len(query.keys), f"{sheet.bodies} named"
    computed = said_by(query) | {str(total), str(count)} | years_and_times(*rows)
    holds = count == total if query.every else count > 0
    holds = count * 2 > total if query.most else holds
    holds = sheet.is_only(query.alone, rows) if query.alone else holds
    lead = ("Yes: " if holds else "No: ") if query.yes_no or query.alone else ""
    does = predicate(sheet, query, count or 1)
    anywhere = any_column(sheet, query, count or 1)
    does = anywhere or does
    if not rows:
        asked = f" (0%: 0 ÷ {total})" if query.share else ""
        where = "in the table" if query.within is None else "found before"
        of = f"none of the {total} {bodies}" if query.within is None else f"none of the {bodies}"
        text = capital(f"{lead}{of} {where}{asked} {does}")
        return "answered", [Claim(text, (sheet.whole,), computed | {"0"})]
    shown = [name for name in query.columns if not _is_settled(sheet, query, name)]
    if (parted := _either_side(sheet, query, rows)) is not None:
        text, numbers = parted
        return "answered", [
            Claim(
                f"{lead}{count} of the {total} {bodies} {does}: {text}",
                sheet.evidences(rows),
                computed | numbers,
            )
        ]
    listed = []
    for row in rows:
        if anywhere:
            shown = [t.column for t in query.filters if passes(sheet, row, t)]
        values = ", ".join(_shown(sheet, row, name, bool(anywhere)) for name in shown)
        listed.append(f"{sheet.named(row)} ({values})" if values else sheet.named(row))
    of_those = ", of those found before," if query.within is not None else ""
    share = one_decimal(Decimal(count * 100) / total)
    asked = f" ({share}%: {count} ÷ {total})" if query.share else ""
    whose = _whose(sheet, query)
    held = f"{count} of the {total} {bodies}{asked}{of_those} {does}{whose}"
    text = f"{lead}{held}: {join_english(listed)}"
    evidence = (*sheet.evidences(rows), *_measured_by(sheet, query))
    text += _say_graded_too(sheet, query, rows)
    return "answered", [Claim(text, evidence, computed | {share, *figures(whose)})]


def _either_side(
    sheet: Sheet, query: Query, rows: tuple[Row, ...]
) -> tuple[str, frozenset[str]] | None:
    """The rows of "which aren't Good" told apart: those below it, and those that are above it."""
    tests = [test for test in query.filters if test.column != sheet.table.key]
    if len(tests) != 1 or tests[0].operator != "!=" or query.share or query.within or query.keys:
        return None
    name, denied = tests[0].column, str(tests[0].value)
    if sheet.table.column(name).kind != "grade" or denied not in grade_scale():
        return None
    level = grade_scale().index(denied)
    held = [(sheet.value(row, name), row) for row in rows]
    if not all(value in grade_scale() for value, _ in held):
        return None
    sides = (
        ("below", [each for each in held if grade_scale().index(each[0]) > level]),
        ("above", [each for each in held if grade_scale().index(each[0]) < level]),
    )
    if not all(told for _, told in sides):
        return None
    said = [
        f"{len(told)} {'are' if len(told) > 1 else 'is'} {side} it, "
        f"{join_english([f'{sheet.named(row)} ({value})' for value, row in told])}"
        for side, told in sides
    ]
    return "; ".join(said), frozenset(str(len(told)) for _, told in sides)


def _say_graded_too(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> str:
    """Which of the rows that are ahead of another in all figures are so in all grades as well."""
    figures = {column.name for column in sheet.table.columns if column.kind == "number"}
    graded = [column.name for column in sheet.table.columns if column.kind == "grade"]
    tests = [test for test in query.filters if test.column in figures]
    above = {test.operator for test in tests} == {">"} and not query.any_of
    if not (above and graded and query.than in {sheet.printed(row) for row in sheet.rows}):
        return ""
    if len(figures) < 2 or {test.column for test in tests} != figures:
        return ""
    own = sheet.table.row_of(str(query.than))
    better = [
        row
        for row in rows
        if all(sheet.place(row, name)[0] < sheet.place(own, name)[0] for name in graded)
    ]
    if not better:
        return "; none of them is graded better for everything as well"
    also = "is" if len(better) == 1 else "are"
    return f"; {sheet.names(better)} {also} graded better for everything as well"


def _shown(sheet: Sheet, row: Row, name: str, labelled: bool) -> str:
    """A row's value, with its column's label where rows are listed for different columns."""
    if not labelled:
        return sheet.value(row, name)
    if sheet.table.column(name).kind == "grade":
        return sheet.label(name).removeprefix("grade for ")
    return sheet.phrase(row, name)


def _whose(sheet: Sheet, query: Query) -> str:
    """Whose value it is that the one condition names: " (West Midlands' own)"."""
    measured = {test.column for test in query.filters if test.column != sheet.table.key}
    if query.than is None or len(measured) != 1:
        return ""
    ends = [test.value for test in query.filters if test.column in measured]
    if len(ends) == 2 and isinstance(ends[0], Decimal) and isinstance(ends[1], Decimal):
        (column,) = measured
        own, reach = sheet.table.row_of(query.than), one_decimal((ends[1] - ends[0]) / 2, True)
        away = f"{reach}{sheet.points(column)}"
        away = away.removesuffix("s") if reach == "1" else away
        return (
            f" (within {away} of {possessive(sheet.name(query.than))} {sheet.value(own, column)})"
        )
    if query.than in {"mean", "median"}:
        return f" (the {'plain average' if query.than == 'mean' else 'median'} of all)"
    return f" ({possessive(sheet.name(query.than))} own)"


def _measured_by(sheet: Sheet, query: Query) -> tuple[Evidence, ...]:
    """The row, or all rows, whose value the conditions were taken from."""
    if query.than in {"mean", "median"}:
        return (sheet.whole,)
    return (sheet.evidence(sheet.table.row_of(query.than)),) if query.than is not None else ()


def _is_settled(sheet: Sheet, query: Query, name: str) -> bool:
    """True where a condition already says the value ("graded Good"), and for the name itself."""
    said = any(test.column == name and test.operator == "=" for test in query.filters)
    return name == sheet.table.key or (said and not query.any_of)


def say_aggregate(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """ "The average (mean) overall recording rate of the 14 forces is 86.6% (… ÷ 14)"."""
    name = query.columns[0]
    held = sheet.ordered(name, rows)
    if not held:
        return "answered", [_say_none(sheet, query)]
    if query.beside:
        told = [replace(query, aggregate=asked, beside=()) for asked in _asked(query)]
        return "answered", [c for one in told for c in say_aggregate(sheet, one, rows)[1]]
    if query.aggregate == "range":
        return say_range(sheet, name, held)
    if len(query.columns) > 1:
        return _say_sum_of_row(sheet, query, held[0])
    values = [number for row in held if (number := sheet.cell(row, name).number) is not None]
    say = {"median": _say_median, "sum": _say_sum}.get(str(query.aggregate), _say_mean)
    lead, value, working, computed = say(values)
    conditions = scope(sheet, query)
    named = f"({sheet.names(held)})" if query.keys else ""
    if query.within is not None:
        found = f"with the {query.within.order}" if query.earlier is None else "found before"
        named = f"{found} ({sheet.names(held)})"
    group = " ".join(filter(None, [str(len(held)), sheet.bodies, named, conditions]))
    text = f"The {lead} {sheet.label(name)} of the {group} is {value}{sheet.unit(name)} ({working})"
    computed = computed | said_by(query) | {str(len(held)), value, *figures(value)}
    return "answered", [Claim(text, (sheet.whole,), computed)]


def _asked(query: Query) -> tuple[Aggregate | None, ...]:
    return (query.aggregate, *query.beside)


def _say_none(sheet: Sheet, query: Query) -> Claim:
    total = len(sheet.rows)
    does = predicate(sheet, query, 1) or f"has a {sheet.label(query.columns[0])}"
    text = f"None of the {total} {sheet.bodies} in the table {does}"
    return Claim(text, (sheet.whole,), said_by(query) | {str(total)})


Told = tuple[str, str, str, frozenset[str]]
"""What a figure is called, the figure, how it was worked out and the working's figures."""


def _say_mean(values: list[Decimal]) -> Told:
    total = sum(values, Decimal(0))
    working = f"{total:f} ÷ {len(values)}"
    return "average (mean)", one_decimal(total / len(values)), working, frozenset(figures(working))


def _say_sum(values: list[Decimal]) -> Told:
    working = _added(values)
    return "total", f"{sum(values, Decimal(0)):,f}", working, frozenset(figures(working))


def _added(values: list[Decimal]) -> str:
    """How some figures were added up: each of them where they are few."""
    if len(values) > _FEW:
        return f"the {len(values)} figures added up"
    return " + ".join(f"{value:,f}" for value in values)


def _say_sum_of_row(sheet: Sheet, query: Query, row: Row) -> Written:
    """ "Morwick's number of fires and figure for false alarms together are 4,766 (… + …)"."""
    told = [sheet.cell(row, name).number for name in query.columns]
    values = [number for number in told if number is not None]
    labels = join_english([sheet.label(name) for name in query.columns])
    if len(values) < len(told):
        text = f"The {labels} of {sheet.named(row)} are not all given, so they make no sum"
        return "answered", [Claim(text, (sheet.evidence(row),))]
    total = f"{sum(values, Decimal(0)):,f}"
    text = f"{possessive(sheet.named(row))} {labels} together are {total} ({_added(values)})"
    return "answered", [Claim(text, (sheet.evidence(row),), frozenset(figures(text)))]


def _say_median(values: list[Decimal]) -> Told:
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    working = "the middle one" if low == high else f"halfway between {low:f} and {high:f}"
    return "median", one_decimal((low + high) / 2), working, frozenset(figures(working))


def say_range(sheet: Sheet, name: str, rows: list[Row]) -> Written:
    """From the lowest to the highest of some rows in order, and how far that is."""
    low, high = rows[0], rows[-1]
    lowest = [row for row in rows if sheet.cell(row, name).value == sheet.cell(low, name).value]
    highest = [row for row in rows if sheet.cell(row, name).value == sheet.cell(high, name).value]
    text = (
        f"The {sheet.label(name)} runs from {sheet.value(low, name)} ({sheet.names(lowest)}) "
        f"to {sheet.value(high, name)} ({sheet.names(highest)})"
    )
    computed = years_and_times(low, high)
    left, right = sheet.cell(low, name).number, sheet.cell(high, name).number
    if left is not None and right is not None:
        gap = one_decimal(right - left)
        text += f", a gap of {gap}{sheet.points(name)}"
        computed |= {gap}
    ends = dict.fromkeys((*lowest, *highest))
    evidence = (*(sheet.evidence(row) for row in ends), sheet.whole)
    return "answered", [Claim(text, evidence, computed)]
