"""Sentences on one row over several columns, and on how many of its grades are of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cdi_qa.lookup.holds import is_better_low
from cdi_qa.lookup.query import HOLDS, Query
from cdi_qa.lookup.sheet import ENDS, Sheet, Written, one_decimal, possessive
from cdi_qa.schema import Claim, Row
from cdi_qa.text import join_english, ordinal

_SIDES = {">": "above", "<": "below", "=": "level with"}
_SIDES_OF_WORTH = {">": "better than", "<": "worse than"}


def say_places(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """A row's place in each column; the best or worst first where that is asked for."""
    claims = []
    for key in query.keys:
        row = sheet.table.row_of(key)
        told = [name for name in query.columns if sheet.is_told(row, name)]
        if query.which:
            worst = query.order == "lowest"
            told.sort(key=lambda name: sheet.place(row, name)[0], reverse=worst)
        total = str(len(sheet.rows))
        parts, computed = [], {total}
        for name in told:
            place, tied = sheet.place(row, name)
            from_top = " highest" if is_better_low(sheet.table.column(name)) else ""
            where = f"{tied}{ordinal(place)}{from_top} for {sheet.label(name)}"
            parts.append(f"{where} ({sheet.value(row, name)})")
            computed.add(ordinal(place))
        text = f"Of the {total} {sheet.bodies}, {sheet.named(row)} is {join_english(parts)}"
        if query.limit > 1 or (query.which and query.yes_no):
            text = f"{_say_within(sheet, query, row, told)}: {text[0].lower()}{text[1:]}"
            computed.add(str(query.limit))
        claims.append(Claim(text, (sheet.evidence(row), sheet.whole), frozenset(computed)))
    return "answered", claims


def _say_within(sheet: Sheet, query: Query, row: Row, told: list[str]) -> str:
    """Whether a row is among the first or last so many anywhere."""
    lowest, total = query.order == "lowest", len(sheet.rows)
    places = [sheet.place(row, name)[0] for name in told]
    holds = any((total - place if lowest else place - 1) < query.limit for place in places)
    end = "bottom" if lowest else "top"
    where = (
        f"in the {end} {query.limit}"
        if query.limit > 1
        else f"at the {end} for {'a' if holds else 'any'} figure"
    )
    return f"{'Yes' if holds else 'No'}, {'' if holds else 'not '}{where}"


@dataclass(frozen=True, slots=True)
class _Held:
    """One column of a row held against something: what is said of it and which way it goes."""

    said: str
    above: Decimal
    """By how much the row is above, or ahead, unrounded; negative where it is below or behind."""
    computed: frozenset[str]


def say_against(sheet: Sheet, query: Query) -> Written:
    """A row's figures against another's, the averages or the best, column by column.

    Where the question says above or below, the columns of which that is so come first.
    """
    row = sheet.table.row_of(query.keys[0])
    held = [item for name in query.columns if (item := _hold(sheet, query, row, name))]
    if query.which and query.against in ENDS:
        held.sort(key=lambda item: abs(item.above), reverse=query.order == "highest")
    name, whose, total = sheet.named(row), _whose(sheet, query), str(len(held))
    text = f"{name} against {whose}: {'; '.join(item.said for item in held)}"
    if query.which and query.against in ENDS:
        how = "furthest from" if query.order == "highest" else "nearest to"
        first, *rest = (item.said for item in held)
        text = f"{name} is {how} {whose} on {first}; then: {'; '.join(rest)}"
    computed = frozenset({total, str(len(sheet.rows))}).union(*(item.computed for item in held))
    if query.claim is not None:
        holds = HOLDS[query.claim]
        sides = _SIDES_OF_WORTH if query.valued else _SIDES
        is_so = [item.said for item in held if holds(item.above, 0)]
        others = [item.said for item in held if not holds(item.above, 0)]
        count = str(len(is_so)) if is_so else "none"
        side = sides.get(query.claim, sides[">"])
        text = f"{name} is {side} {whose} on {count} of the {total} figures"
        text += f": {'; '.join(is_so)}" if is_so else ""
        text += f"; the others: {'; '.join(others)}" if others else ""
        computed |= {count}
    if query.against not in query.keys:
        return "answered", [Claim(text, (sheet.evidence(row), sheet.whole), computed)]
    other = sheet.table.row_of(str(query.against))
    both = (sheet.evidence(row), sheet.evidence(other))
    claims = [Claim(text, both, computed)]
    if query.claim in {">", "<"} and (graded := _say_grades_against(sheet, row, other, query)):
        claims.append(Claim(graded[0], both, graded[1]))
    return "answered", claims


def _say_grades_against(
    sheet: Sheet, row: Row, other: Row, query: Query
) -> tuple[str, frozenset[str]] | None:
    """How the grades of two rows stand to one another, where all their figures were held so."""
    figures = {c.name for c in sheet.table.columns if c.kind == "number"}
    graded = [c.name for c in sheet.table.columns if c.kind == "grade"]
    graded = [n for n in graded if sheet.is_told(row, n) and sheet.is_told(other, n)]
    if not graded or (set(query.columns) != figures and not query.valued):
        return None
    sorts: dict[str, list[str]] = {"better": [], "worse": [], "the same": []}
    for name in graded:
        mine, theirs = (sheet.place(each, name)[0] for each in (row, other))
        sort = "better" if mine < theirs else "worse" if mine > theirs else "the same"
        shown = sheet.value(row, name)
        shown += "" if sort == "the same" else f" against {sheet.value(other, name)}"
        sorts[sort].append(f"{sheet.label(name)} {shown}")
    parts = [f"{len(told)} {sort}: {', '.join(told)}" for sort, told in sorts.items() if told]
    computed = {str(len(graded)), *(str(len(told)) for told in sorts.values())}
    name = possessive(sheet.named(row))
    text = f"Of {name} {len(graded)} grades, {'; '.join(parts)}"
    return text, frozenset(computed)


def _hold(sheet: Sheet, query: Query, row: Row, column: str) -> _Held | None:
    """ "overall recording rate 83.8%, 0.2 percentage points higher (83.6%)"."""
    mine, other = sheet.cell(row, column).number, _other(sheet, query, column)
    if mine is None or other is None:
        return None
    figure, shown, printed = other
    said, above = f"{sheet.label(column)} {sheet.value(row, column)}", mine - figure
    low = query.valued and is_better_low(sheet.table.column(column))
    gap = sheet.gap(column, abs(mine - printed))
    if above == 0:
        return _Held(f"{said}, the same as {shown}", above, frozenset({gap}))
    way = f"{gap}{sheet.points(column)} {'higher' if above > 0 else 'lower'}"
    ahead = -above if low else above
    return _Held(f"{said}, {way} ({shown})", ahead, frozenset({gap, f"{printed:f}"}))


def _other(sheet: Sheet, query: Query, column: str) -> tuple[Decimal, str, Decimal] | None:
    """The figure that a row's is held against, how it is shown, and the figure that is shown."""
    if query.against == "mean":
        mean = sheet.mean_of(column, sheet.rows)
        shown = one_decimal(mean[0]) if mean is not None else ""
        return (mean[0], f"{shown}{sheet.unit(column)}", Decimal(shown)) if mean else None
    against, name = str(query.against), ""
    row = sheet.end_of(column, against) if against in ENDS else sheet.table.row_of(against)
    if row is None:
        return None
    if against in ENDS:
        name = f", {sheet.names(sheet.sharing(row, column))}"
    figure = sheet.cell(row, column).number
    return (figure, f"{sheet.value(row, column)}{name}", figure) if figure is not None else None


def _whose(sheet: Sheet, query: Query) -> str:
    if query.against == "mean":
        return f"the plain averages of the {len(sheet.rows)} {sheet.bodies}"
    return ENDS.get(str(query.against)) or sheet.name(str(query.against))


def say_holdings(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """How many grades of one kind the rows have that are named, or who has most or fewest."""
    grade = str(query.filters[0].value)
    chosen = [sheet.table.row_of(key) for key in query.keys] or list(rows)
    total = str(len(query.columns))
    if not query.keys:
        count = str(len(_held(sheet, query, chosen[0])))
        verb = "have" if len(chosen) > 1 else "has"
        degree = "most" if query.order == "highest" else "fewest"
        text = f"{sheet.names(chosen)} {verb} the {degree} grades of {grade}: {count} of {total}"
        computed = frozenset({count, total, grade})
        return "answered", [Claim(text, (*sheet.evidences(chosen), sheet.whole), computed)]
    claims = []
    for row in chosen:
        held = _held(sheet, query, row)
        named = f": {join_english([sheet.label(name) for name in held])}" if held else ""
        count = str(len(held)) if held else "None"
        own = possessive(sheet.named(row))
        text = f"{count} of {own} {total} grades {'is' if len(held) == 1 else 'are'} {grade}{named}"
        claims.append(Claim(text, (sheet.evidence(row),), frozenset({count, total, grade})))
    return "answered", claims


def _held(sheet: Sheet, query: Query, row: Row) -> list[str]:
    """The columns in which a row has the grade asked about."""
    return [t.column for t in query.filters if sheet.cell(row, t.column).value == t.value]
