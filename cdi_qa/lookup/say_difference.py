"""Sentences that hold one row against another, the mean, the median, the best or a grade."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cdi_qa.lookup.clauses import said_by, scope
from cdi_qa.lookup.query import WHOLE, Query
from cdi_qa.lookup.sheet import Sheet, Written, one_decimal, order_of, possessive
from cdi_qa.schema import Cell, Claim, Evidence, Row, Status


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison."""

    name: str
    figure: Decimal | None
    """What is compared, unrounded."""
    shown: str
    evidence: Evidence
    worked_out: str = ""
    """The figure rounded, where it stands in no row."""
    computed: frozenset[str] = frozenset()


def say_difference(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written | None:
    """ "Kent's recording rate for rape is 91.1%, 1.3 percentage points higher than …".

    None where what the question takes for granted is so.
    """
    if query.against == "grade":
        return _say_to_grade(sheet, query, rows)
    mine = sheet.table.row_of(query.keys[0])
    if sheet.table.column(query.columns[0]).kind == "grade":
        return _say_grades(sheet, query, mine)
    against = query.keys[1:] if query.against not in WHOLE else (str(query.against),)
    told = [_say_one(sheet, query, mine, other) for other in against]
    status: Status = told[0][0]
    if query.presumed and status == "answered":
        return None
    return status, [claim for _, claim in told]


def _say_one(sheet: Sheet, query: Query, row: Row, against: str) -> tuple[Status, Claim]:
    name = query.columns[0]
    mine, other = _row_side(sheet, row, name), _other_side(sheet, name, against)
    evidence = (mine.evidence, other.evidence)
    if mine.figure is None or other.figure is None:
        missing = " and ".join(side.name for side in (mine, other) if side.figure is None)
        return "answered", Claim(f"The table gives no {sheet.label(name)} for {missing}", evidence)
    above = mine.figure - other.figure
    status, lead = _verdict(query, above)
    text, computed = _relation(sheet, query, mine, other, above)
    if query.ratio and other.figure:
        times = one_decimal(mine.figure / other.figure * 100)
        text += f"; that is {times}% of it ({mine.figure:f} ÷ {other.figure:f})"
        computed |= {times, f"{mine.figure:f}", f"{other.figure:f}"}
    return status, Claim(lead + text, evidence, other.computed | computed)


def _relation(
    sheet: Sheet, query: Query, mine: _Side, other: _Side, above: Decimal
) -> tuple[str, frozenset[str]]:
    """Who is ahead and by how much, and the figures that were worked out."""
    name, label = query.columns[0], sheet.label(query.columns[0])
    seen = Decimal(other.worked_out) if other.worked_out else other.figure or Decimal(0)
    gap = one_decimal(abs((mine.figure or Decimal(0)) - seen))
    size = f"less than 0.1{sheet.points(name)}" if gap == "0.0" else f"{gap}{sheet.points(name)}"
    computed = frozenset({gap, "0.1"})
    if above == 0:
        return f"{mine.name} and {other.name} have the same {label}: {mine.shown}", computed
    if query.which:
        ahead, behind = (mine, other) if above > 0 else (other, mine)
        text = (
            f"{ahead.name} has the higher {label}: {ahead.shown} against {behind.shown} "
            f"for {behind.name}, a gap of {size}"
        )
        return text, computed
    word = "higher" if above > 0 else "lower"
    text = (
        f"{possessive(mine.name)} {label} is {mine.shown}, {size} {word} than {other.name} "
        f"({other.shown})"
    )
    return text, computed


def _verdict(query: Query, above: Decimal) -> tuple[Status, str]:
    """The status and the first words: whether what the question says is so."""
    if query.claim is None or not (query.yes_no or query.presumed):
        return "answered", ""
    true = above > 0 if query.claim == ">" else above < 0
    if query.presumed:
        return ("answered", "") if true else ("premise_corrected", "That is not so: ")
    return "answered", "Yes: " if true else "No: "


def _row_side(sheet: Sheet, row: Row, column: str) -> _Side:
    figure = sheet.cell(row, column).number
    return _Side(sheet.named(row), figure, sheet.value(row, column), sheet.evidence(row))


def _other_side(sheet: Sheet, name: str, against: str) -> _Side:
    """What the first row is held against: another row, the mean or median of all, or the best."""
    if against in {"mean", "median"}:
        return _middle_side(sheet, name, against)
    if against != "best":
        return _row_side(sheet, sheet.table.row_of(against), name)
    ordered = sheet.ordered(name)
    if not ordered:
        return _Side("the highest", None, "", sheet.whole)
    top = ordered[-1]
    named = f"the highest, {sheet.names(sheet.sharing(top, name))}"
    return _Side(named, sheet.cell(top, name).number, sheet.value(top, name), sheet.evidence(top))


def _middle_side(sheet: Sheet, column: str, against: str) -> _Side:
    held = [n for row in sheet.ordered(column) if (n := sheet.cell(row, column).number) is not None]
    if not held:
        return _Side(f"the {against}", None, "", sheet.whole)
    if against == "median":
        middle = (held[(len(held) - 1) // 2] + held[len(held) // 2]) / 2
    else:
        middle = sum(held, Decimal(0)) / len(held)
    shown = one_decimal(middle)
    word = "plain average" if against == "mean" else "median"
    named = f"the {word} of the {len(held)} {sheet.bodies}"
    computed = frozenset({str(len(held)), shown})
    return _Side(named, middle, f"{shown}{sheet.unit(column)}", sheet.whole, shown, computed)


def _say_grades(sheet: Sheet, query: Query, mine: Row) -> Written | None:
    """Two rows' grades: the better, or that they are the same."""
    name = query.columns[0]
    claims: list[Claim] = []
    status: Status = "answered"
    for key in query.keys[1:]:
        other = sheet.table.row_of(key)
        cells = sheet.cell(mine, name), sheet.cell(other, name)
        relation, above = _compare_grades(*cells)
        verdict, lead = _verdict(query, Decimal(above))
        status = verdict if verdict != "answered" else status
        text = (
            f"{lead}{possessive(sheet.named(mine))} {sheet.phrase(mine, name)}, "
            f"{relation} {possessive(sheet.named(other))} ({sheet.value(other, name)})"
        )
        claims.append(Claim(text, sheet.evidences((mine, other))))
    if query.presumed and status == "answered":
        return None
    return status, claims


def _compare_grades(mine: Cell, other: Cell) -> tuple[str, int]:
    left, right = order_of(mine), order_of(other)
    if left == right:
        return "the same as", 0
    return ("better than", 1) if left > right else ("worse than", -1)


def _say_to_grade(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """One row's figure against the figures of the rows that have a grade."""
    name, test = query.columns[0], query.filters[0]
    mine = sheet.table.row_of(query.keys[0])
    held = [row for row in rows if sheet.cell(row, test.column).value == test.value]
    held, label = sheet.ordered(name, held), sheet.label(name)
    conditions = scope(sheet, query)
    known = said_by(query) | {str(len(held))}
    if sheet.cell(mine, test.column).value == test.value:
        graded = f"{possessive(sheet.named(mine))} {sheet.phrase(mine, test.column)} already"
        return "answered", [Claim(graded, (sheet.evidence(mine),), known)]
    figure = sheet.cell(mine, name).number
    if not held or figure is None:
        text = f"No {sheet.body} in the table {conditions} has a {label} to be held against"
        return "answered", [Claim(text, (sheet.whole,), known)]
    low, high = held[0], held[-1]
    least = sheet.cell(low, name).number or Decimal(0)
    gap = one_decimal(abs(least - figure))
    side = "below" if figure < least else "above"
    ends = f"from {sheet.value(low, name)} ({sheet.named(low)})"
    ends += f" to {sheet.value(high, name)} ({sheet.named(high)})" if len(held) > 1 else ""
    text = (
        f"{possessive(sheet.named(mine))} {label} is {sheet.value(mine, name)}, {gap}"
        f"{sheet.points(name)} {side} the lowest of the {len(held)} {sheet.bodies} {conditions}, "
        f"whose figures run {ends}; its {sheet.phrase(mine, test.column)}"
    )
    return "answered", [Claim(text, sheet.evidences((mine, *held)), known | {gap})]
