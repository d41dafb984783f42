"""Sentences for best and worst, places and ranks."""

from __future__ import annotations

from cdi_qa.lookup.clauses import predicate, said_by, scope
from cdi_qa.lookup.holds import is_better_low
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.say_groups import say_range
from cdi_qa.lookup.say_profile import say_places
from cdi_qa.lookup.sheet import Sheet, Written, order_of, years_and_times
from cdi_qa.schema import Claim, ColumnKind, Row
from cdi_qa.text import join_english, ordinal

_DEGREES: dict[ColumnKind, tuple[str, str]] = {
    "number": ("highest", "lowest"),
    "grade": ("best", "worst"),
    "date": ("latest", "earliest"),
    "text": ("last", "first"),
}
"""What the two ends of a column are called, the upper one first."""

_QUARTERS = ("top", "second", "third", "bottom")


def say_extreme(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """ "Sussex has the highest overall recording rate: 94.6%"."""
    name = query.columns[0]
    if query.aggregate == "range" and (held := sheet.ordered(name)):
        return say_range(sheet, name, held)
    conditions = scope(sheet, query)
    computed = said_by(query) | {str(query.limit), str(len(rows))} | years_and_times(*rows)
    if not rows:
        does = predicate(sheet, query, 1) or f"has a {sheet.label(name)}"
        text = f"No {sheet.body} in the table {does}"
        return "answered", [Claim(text, (sheet.whole,), computed)]
    among = _among(sheet, query, conditions)
    if query.nth and query.limit > 1:
        text = _say_nth(sheet, query, rows, among)
    elif query.limit == 1:
        text = f"{_holders(sheet, query, rows, among)}: {sheet.value(rows[0], name)}"
    elif query.limit >= len(sheet.rows):
        listed = [f"{sheet.named(row)} ({sheet.value(row, name)})" for row in rows]
        which = f"{len(rows)} {sheet.bodies}{f' {conditions}' if conditions else ''}"
        text = f"By {sheet.label(name)}, {query.order} first, the {which}: {join_english(listed)}"
    else:
        listed = [f"{sheet.named(row)} ({sheet.value(row, name)})" for row in rows]
        text = (
            f"The {query.limit} {sheet.bodies} with the {_degree(sheet, query)} "
            f"{sheet.label(name)}{among}{_ties(query, rows)}: {join_english(listed)}"
        )
    evidence = (*(sheet.evidence(row) for row in rows), sheet.whole)
    return "answered", [Claim(text, evidence, computed)]


def _among(sheet: Sheet, query: Query, conditions: str) -> str:
    """Of which rows the best is told where it is not of all."""
    among = f" of the {sheet.bodies} {conditions}" if conditions else ""
    if query.keys:
        among += f" among {join_english([sheet.name(key) for key in query.keys])}"
    return f"{among} of those" if query.within is not None else among


def _ties(query: Query, rows: tuple[Row, ...]) -> str:
    """That a tie for the last place makes more of them, or that there are no more."""
    if len(rows) == query.limit:
        return ""
    return f" ({len(rows)} with a tie)" if len(rows) > query.limit else f" (only {len(rows)})"


def _say_nth(sheet: Sheet, query: Query, rows: tuple[Row, ...], among: str) -> str:
    """The row at one place; where a tie takes that place up, who shares which."""
    name = query.columns[0]
    wanted = sheet.cell(rows[min(query.limit, len(rows)) - 1], name).value
    there = tuple(row for row in rows if sheet.cell(row, name).value == wanted)
    place = rows.index(there[0]) + 1
    degree = _degree(sheet, query)
    value = sheet.value(there[0], name)
    if place == query.limit:
        return f"{_holders(sheet, query, there, among, f'{ordinal(place)} {degree}')}: {value}"
    taken = degree if place == 1 else f"{ordinal(place)} {degree}"
    shared = _holders(sheet, query, there, among, taken)
    return f"No {sheet.body} is {ordinal(query.limit)} {degree}: {shared}, {value}"


def _holders(
    sheet: Sheet, query: Query, rows: tuple[Row, ...], among: str, degree: str = ""
) -> str:
    """ "Staffordshire and Sussex have the joint highest recording rate for rape"."""
    verb, shared = ("have", "joint ") if len(rows) > 1 else ("has", "")
    label = sheet.label(query.columns[0])
    return (
        f"{sheet.names(rows)} {verb} the {shared}{degree or _degree(sheet, query)} {label}{among}"
    )


def _degree(sheet: Sheet, query: Query) -> str:
    kind = sheet.table.column(query.columns[0]).kind
    return _DEGREES[kind][query.order == "lowest"]


def say_rank(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written | None:
    """ "West Midlands is 10th of the 14 forces: …"; None where what is taken for granted is so."""
    if len(query.columns) > 1:
        return say_places(sheet, query, rows)
    if query.against is not None:
        return _say_apart(sheet, query)
    claims: list[Claim] = []
    for key in query.keys:
        row = sheet.table.row_of(key)
        if not sheet.is_told(row, query.columns[0]):
            text = f"The table gives no {sheet.label(query.columns[0])} for {sheet.name(key)}"
            claims.append(Claim(text, (sheet.evidence(row),)))
            continue
        if query.presumed and _is_so(sheet, query, row):
            return None
        claims.append(_say_one_rank(sheet, query, row))
    return "premise_corrected" if query.presumed else "answered", claims


def _say_apart(sheet: Sheet, query: Query) -> Written:
    """How many places lie from one row to another, or to the end of the order."""
    name, ordered = query.columns[0], sheet.ordered(query.columns[0])
    first = sheet.table.row_of(query.keys[0])
    if query.against in {"best", "worst"}:
        other = ordered[0] if query.against == "worst" else ordered[-1]
    else:
        other = sheet.table.row_of(str(query.against))
    missing = [row for row in (first, other) if not sheet.is_told(row, name)]
    if missing:
        text = f"The table gives no {sheet.label(name)} for {sheet.names(missing)}"
        return "answered", [Claim(text, sheet.evidences(missing))]
    total, bodies = sheet.field(name)
    (place, tied), (then, also) = sheet.place(first, name), sheet.place(other, name)
    apart = abs(place - then)
    way = "below" if place > then else "above"
    degree = ""
    if is_better_low(sheet.table.column(name)):  # a low place is then one of honour
        way, degree = "from", " from the highest"
    distance = f"{apart} {'place' if apart == 1 else 'places'} {way}" if apart else "level with"
    there = sheet.sharing(other, name) if query.against in {"best", "worst"} else (other,)
    of_all = f"{tied}{ordinal(place)}{degree} of the {total} {bodies}"
    held = f"{also}{ordinal(then)}{degree}, {sheet.value(other, name)}"
    text = (
        f"By {sheet.label(name)}, {sheet.named(first)} ({of_all}, {sheet.value(first, name)}) is "
        f"{distance} {sheet.names(there)} ({held})"
    )
    computed = {str(apart), str(total), ordinal(place), ordinal(then)}
    evidence = (*sheet.evidences((first, *there)), sheet.whole)
    return "answered", [Claim(text, evidence, years_and_times(*sheet.rows) | computed)]


def _say_one_rank(sheet: Sheet, query: Query, row: Row) -> Claim:
    name = query.columns[0]
    place, tied = sheet.place(row, name)
    total, bodies = sheet.field(name)
    computed = years_and_times(*sheet.rows) | {ordinal(place), str(total)}
    lead = ""
    if query.presumed:
        lead = "That is not so: "
    elif query.yes_no:
        lead = "Yes: " if _is_so(sheet, query, row) else "No: "
    if is_better_low(sheet.table.column(name)) and not (lead or query.part):
        return _say_place_in_size(sheet, query, row)
    side = ""
    if query.part:
        side = f", in the {_part_of(sheet, query, row)}"
    elif query.order == "lowest" and not (query.yes_no or query.presumed):
        own = order_of(sheet.cell(row, name))
        held = [order_of(sheet.cell(other, name)) for other in sheet.ordered(name)]
        from_below = 1 + sum(1 for other in held if other < own)
        computed |= {ordinal(from_below)}
        side = f" ({ordinal(from_below)} from the bottom)"
    text = (
        f"{lead}{sheet.named(row)} is {tied}{ordinal(place)} of the {total} {bodies}{side}: "
        f"its {sheet.phrase(row, name)}{_say_end(sheet, query, row)}"
    )
    evidence = (sheet.evidence(row), sheet.whole)
    return Claim(text, evidence, computed)


def _say_place_in_size(sheet: Sheet, query: Query, row: Row) -> Claim:
    """ "Norfolk has the 2nd highest …, 8th from the lowest": a place by itself would be taken for
    a place of honour.
    """
    name = query.columns[0]
    place, tied = sheet.place(row, name)
    total, bodies = sheet.field(name)
    own = order_of(sheet.cell(row, name))
    below = 1 + sum(1 for other in sheet.ordered(name) if order_of(sheet.cell(other, name)) < own)
    high = "highest" if place == 1 else f"{ordinal(place)} highest"
    low = "the lowest" if below == 1 else f"{ordinal(below)} from the lowest"
    text = (
        f"{sheet.named(row)} has the {tied}{high} {sheet.label(name)} of the {total} {bodies} "
        f"({low}): {sheet.value(row, name)}{_say_end(sheet, query, row)}"
    )
    computed = years_and_times(*sheet.rows) | {ordinal(place), ordinal(below), str(total)}
    return Claim(text, (sheet.evidence(row), sheet.whole), computed)


def _is_so(sheet: Sheet, query: Query, row: Row) -> bool:
    """True where the row stands as the question has it: last, second best, among the top three."""
    name = query.columns[0]
    if query.part:
        end = "bottom" if query.order == "lowest" else "top"
        return _part_of(sheet, query, row).startswith(end)
    ordered = sheet.ordered(name)
    values = [sheet.cell(other, name).value for other in ordered]
    if query.order == "highest":
        values.reverse()
    place = values.index(sheet.cell(row, name).value) + 1
    return place == query.limit if query.nth else place <= query.limit


def _part_of(sheet: Sheet, query: Query, row: Row) -> str:
    """The half or quarter of the order that a row's place is in: "bottom quarter"."""
    name = query.columns[0]
    place, total = sheet.place(row, name)[0], sheet.field(name)[0]
    if query.part == "half":
        return "bottom half" if place > total / 2 else "top half"
    return f"{_QUARTERS[(place * 4 - 1) // total]} quarter"


def _say_end(sheet: Sheet, query: Query, row: Row) -> str:
    """Who is at the top (or at the bottom, where that is asked), or who shares it."""
    name = query.columns[0]
    ordered = sheet.ordered(name)
    judged = query.yes_no or query.presumed
    lowest = query.order == "lowest" and judged
    end = ordered[0] if lowest else ordered[-1]
    there = sheet.sharing(end, name)
    if row in there:
        others = [other for other in there if other is not row]
        return f", shared with {sheet.names(others)}" if others else ""
    degree = _DEGREES[sheet.table.column(name).kind][lowest]
    verb = "are" if len(there) > 1 else "is"
    return f"; the {degree} {verb} {sheet.names(there)} with {sheet.value(end, name)}"
