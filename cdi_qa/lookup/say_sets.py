"""Sentences for sets of rows: ties, grades counted, means by grade, neighbours, own strengths."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.sheet import (
    Sheet,
    Written,
    capital,
    one_decimal,
    order_of,
    possessive,
    years_and_times,
)
from cdi_qa.schema import Claim, Row
from cdi_qa.text import figures, join_english


def say_ties(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """The rows that share a value, value by value."""
    name = query.columns[0]
    lead = ("Yes: " if rows else "No: ") if query.yes_no else ""
    if not rows:
        text = capital(
            f"{lead}no two {sheet.bodies} in the table have the same {sheet.label(name)}"
        )
        return "answered", [Claim(text, (sheet.whole,))]
    shared = [
        f"{sheet.names(held)} ({sheet.value(held[0], name)})" for held in _alike(sheet, name, rows)
    ]
    text = capital(f"{lead}the same {sheet.label(name)} is shared by {'; and by '.join(shared)}")
    return "answered", [Claim(text, sheet.evidences(rows), years_and_times(*rows))]


def _alike(sheet: Sheet, column: str, rows: Iterable[Row]) -> list[list[Row]]:
    """The rows in runs of one value, in the order they come."""
    runs = groupby(rows, key=lambda row: sheet.cell(row, column).value)
    return [list(held) for _, held in runs]


def _by_year(sheet: Sheet, column: str, rows: Iterable[Row]) -> list[list[Row]]:
    """The rows in runs of one year, in the order they come."""
    runs = groupby(rows, key=lambda row: _year(sheet, column, row))
    return [list(held) for year, held in runs if year]


def _year(sheet: Sheet, column: str, row: Row) -> str:
    return (sheet.cell(row, column).word or "")[:4]


def say_tally(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """How many rows have each grade, and the grade in the middle."""
    name = query.columns[0]
    if not rows:
        text = f"The table gives no {sheet.label(name)}"
        return "answered", [Claim(text, (sheet.whole,))]
    groups = _alike(sheet, name, rows)
    total = len(rows)
    counts = [f"{len(held)} {sheet.value(held[0], name)}" for held in groups]
    low, high = (sheet.value(rows[at], name) for at in (total // 2, (total - 1) // 2))
    middle = low if low == high else f"between {high} and {low}"
    most = max(len(held) for held in groups)
    commonest = [sheet.value(held[0], name) for held in groups if len(held) == most]
    text = (
        f"{capital(sheet.label(name))} of the {total} {sheet.bodies}: {join_english(counts)}; "
        f"the most common is {join_english(commonest)} and the middle grade is {middle}"
    )
    computed = frozenset({str(total), *(str(len(held)) for held in groups)})
    return "answered", [Claim(text, (sheet.whole,), computed)]


def say_by_grade(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """The mean of a figure for each grade of another column, with its working."""
    name, by = query.columns[0], str(query.group_by)
    dated = sheet.table.column(by).kind == "date"
    groups = _by_year(sheet, by, rows) if dated else _alike(sheet, by, rows)
    label, graded = sheet.label(name), sheet.label(by)
    if len(groups) < 2:
        text = f"The table does not hold two different values of the {graded} to compare"
        return "answered", [Claim(text, (sheet.whole,))]
    parts, computed = [], set()
    added = query.aggregate == "sum"
    for held in groups:
        mean = sheet.sum_of(name, held) if added else sheet.mean_of(name, held)
        if mean is None:
            continue
        shown = one_decimal(mean[0]) if not added else f"{mean[0]:,f}"
        whose = (
            f"in {_year(sheet, by, held[0])}"
            if dated
            else f"where it is {sheet.value(held[0], by)}"
        )
        parts.append(f"{shown}{sheet.unit(name)} {whose} ({mean[1]})")
        computed |= {shown, *figures(mean[1]), *figures(whose)}
    lead, said = _say_verdict(sheet, query, rows)
    text = (
        f"{lead}the {'total' if added else 'average'} {label} by {graded} is {join_english(parts)}"
    )
    claim = Claim(capital(text), (sheet.whole,), frozenset(computed | said))
    caution = (
        f"{len(rows)} {sheet.bodies} are few, and a difference between groups does not show that "
        "the one causes the other"
    )
    return "answered", [claim, Claim(caution, (), frozenset({str(len(rows))}))]


def _say_verdict(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> tuple[str, set[str]]:
    """Whether the rows of the named grade have more, as the question says, than the others."""
    if not query.filters or query.claim is None:
        return "", set()
    test, name = query.filters[0], query.columns[0]
    inside = [row for row in rows if sheet.cell(row, test.column).value == test.value]
    mine = sheet.mean_of(name, inside)
    others = sheet.mean_of(name, [row for row in rows if row not in inside])
    if mine is None or others is None:
        return "", set()
    above = mine[0] - others[0]
    holds = above > 0 if query.claim == ">" else above < 0
    ours, theirs = one_decimal(mine[0]), one_decimal(others[0])
    unit = sheet.unit(name)
    count = len(inside)
    text = (
        f"{'Yes' if holds else 'No'}: the {sheet.bodies} graded {test.value} average {ours}{unit} "
        f"({mine[1]}) and the others {theirs}{unit} ({others[1]}); "
    )
    known = {ours, theirs, str(count), str(test.value), *figures(mine[1]), *figures(others[1])}
    return text, known


def say_nearest(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """The row whose figure is nearest to one's own."""
    name = query.columns[0]
    mine = sheet.table.row_of(query.keys[0])
    own = sheet.cell(mine, name).number
    if own is None or not rows:
        text = f"The table gives no {sheet.label(name)} to compare for {sheet.named(mine)}"
        return "answered", [Claim(text, (sheet.evidence(mine),))]
    gaps = [
        sheet.gap(name, abs((sheet.cell(row, name).number or Decimal(0)) - own)) for row in rows
    ]
    away = f"{gaps[0]}{sheet.points(name)} away"
    listed = [f"{sheet.named(row)} ({sheet.value(row, name)})" for row in rows]
    if len(set(gaps)) > 1:
        away = f"{join_english(gaps)}{sheet.points(name)} away in that order"
    verb = "are" if len(rows) > 1 else "is"
    text = (
        f"{join_english(listed)} {verb} nearest to {possessive(sheet.named(mine))} "
        f"{sheet.label(name)} of {sheet.value(mine, name)}, {away}"
    )
    evidence = (sheet.evidence(mine), *sheet.evidences(rows), sheet.whole)
    return "answered", [Claim(text, evidence, frozenset(gaps))]


def say_strength(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written | None:
    """The highest or lowest of a row's own figures, or the best or worst of its grades."""
    row = rows[0]
    told = [name for name in query.columns if sheet.is_told(row, name)]
    told = [name for name in told if sheet.measures.is_explained(sheet.table.column(name))]
    if not told:
        return None
    highest = query.order == "highest"
    ordered = sorted(told, key=lambda name: order_of(sheet.cell(row, name)), reverse=highest)
    end = sheet.cell(row, ordered[min(query.limit, len(ordered)) - 1]).value
    last = ordered.index(next(n for n in ordered if sheet.cell(row, n).value == end))
    alike = [name for name in ordered[last:] if sheet.cell(row, name).value == end]
    first = [*ordered[:last], *alike]
    rest = [sheet.phrase(row, name) for name in ordered if name not in first]
    graded = sheet.table.column(told[0]).kind == "grade"
    degree = (("best", "worst") if graded else ("highest", "lowest"))[not highest]
    what = "grade" if graded else "figure"
    parts = join_english([sheet.phrase(row, name) for name in first])
    if query.limit > 1:
        text = f"{possessive(sheet.named(row))} {len(first)} {degree} {what}s: its {parts}"
        count = frozenset({str(len(first))})
        return "answered", [Claim(text, (sheet.evidence(row),), count)]
    text = f"{possessive(sheet.named(row))} {parts}, its {degree} {what}"
    if rest:
        text += f"; its {join_english(rest)}"
    return "answered", [Claim(text, (sheet.evidence(row),))]
