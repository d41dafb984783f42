"""Sentences that hold one row against another, the mean, the median, the best or a grade."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from cdi_qa.lookup.clauses import said_by, scope
from cdi_qa.lookup.query import HOLDS, WHOLE, Query
from cdi_qa.lookup.say_order import say_rank
from cdi_qa.lookup.say_profile import say_against
from cdi_qa.lookup.sheet import ENDS, Sheet, Written, one_decimal, order_of, possessive
from cdi_qa.schema import Cell, Claim, Evidence, Row, Status
from cdi_qa.text import figures, join_english

_LARGE = 10
"""Quotients from which one decimal tells enough."""
_HUNDREDTH = Decimal("0.01")


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
    if len(query.columns) > 1:
        return say_against(sheet, query)
    mine = sheet.table.row_of(query.keys[0])
    if sheet.table.column(query.columns[0]).kind == "grade":
        if query.against in ENDS:
            return say_rank(sheet, replace(query, kind="rank", against=None), rows)
        return _say_grades(sheet, query, mine)
    if query.against == "figure":
        return _say_to_figure(sheet, query, mine)
    against = query.keys[1:] if query.against not in WHOLE else (str(query.against),)
    group = [row for row in rows if _in_group(sheet, query, row)]
    told = [_say_one(sheet, query, mine, other, group) for other in against]
    status: Status = told[0][0]
    if query.presumed and status == "answered":
        return None
    return status, [claim for _, claim in told]


def _in_group(sheet: Sheet, query: Query, row: Row) -> bool:
    """True for a row with the grades that the question sets for those it holds another against."""
    return all(sheet.cell(row, test.column).value == test.value for test in query.filters)


def _say_one(
    sheet: Sheet, query: Query, row: Row, against: str, group: list[Row]
) -> tuple[Status, Claim]:
    name = query.columns[0]
    mine = _row_side(sheet, row, name)
    other = _other_side(sheet, query, against, group)
    evidence = (mine.evidence, other.evidence)
    if mine.figure is None or other.figure is None:
        missing = " and ".join(side.name for side in (mine, other) if side.figure is None)
        return "answered", Claim(f"The table gives no {sheet.label(name)} for {missing}", evidence)
    above = mine.figure - other.figure
    status, lead = _verdict(query, above)
    text, computed = _relation(sheet, query, mine, other, above)
    if query.ratio and other.figure:
        times = _times(mine.figure / other.figure)
        text += f"; that is {times} it ({mine.figure:f} ÷ {other.figure:f})"
        computed |= {*figures(times), f"{mine.figure:f}", f"{other.figure:f}"}
    return status, Claim(lead + text, evidence, other.computed | computed)


def _times(ratio: Decimal) -> str:
    """ "11.4 times", "1.27 times", "81.4% of"."""
    if ratio < 1:
        return f"{one_decimal(ratio * 100)}% of"
    return f"{one_decimal(ratio) if ratio >= _LARGE else ratio.quantize(_HUNDREDTH)} times"


def _relation(
    sheet: Sheet, query: Query, mine: _Side, other: _Side, above: Decimal
) -> tuple[str, frozenset[str]]:
    """Who is ahead and by how much, and the figures that were worked out."""
    name, label = query.columns[0], sheet.label(query.columns[0])
    seen = Decimal(other.worked_out) if other.worked_out else other.figure or Decimal(0)
    gap = sheet.gap(query.columns[0], abs((mine.figure or Decimal(0)) - seen))
    size = f"less than 0.1{sheet.points(name)}" if gap == "0.0" else f"{gap}{sheet.points(name)}"
    computed = frozenset({gap, "0.1"})
    if above == 0:
        return f"{mine.name} and {other.name} have the same {label}: {mine.shown}", computed
    if query.which:
        more = query.order == "highest"
        ahead, behind = (mine, other) if (above > 0) == more else (other, mine)
        text = (
            f"{ahead.name} has the {'higher' if more else 'lower'} {label}: {ahead.shown} "
            f"against {behind.shown} for {behind.name}, a gap of {size}"
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
    true = HOLDS[query.claim](above, 0)
    if query.presumed:
        return ("answered", "") if true else ("premise_corrected", "That is not so: ")
    return "answered", "Yes: " if true else "No: "


def _row_side(sheet: Sheet, row: Row, column: str) -> _Side:
    figure = sheet.cell(row, column).number
    return _Side(sheet.named(row), figure, sheet.value(row, column), sheet.evidence(row))


def _other_side(sheet: Sheet, query: Query, against: str, group: list[Row]) -> _Side:
    """What the first row is held against: another row, the mean or median of some, or an end."""
    name = query.columns[0]
    if against in {"mean", "median"}:
        return _middle_side(sheet, query, against, group)
    if against not in ENDS:
        return _row_side(sheet, sheet.table.row_of(against), name)
    end = sheet.end_of(name, against)
    if end is None:
        return _Side(ENDS[against], None, "", sheet.whole)
    named = f"{ENDS[against]}, {sheet.names(sheet.sharing(end, name))}"
    return _Side(named, sheet.cell(end, name).number, sheet.value(end, name), sheet.evidence(end))


def _middle_side(sheet: Sheet, query: Query, against: str, group: list[Row]) -> _Side:
    column = query.columns[0]
    ordered = sheet.ordered(column, group)
    held = [n for row in ordered if (n := sheet.cell(row, column).number) is not None]
    if not held:
        return _Side(f"the {against}", None, "", sheet.whole)
    if against == "median":
        middle = (held[(len(held) - 1) // 2] + held[len(held) // 2]) / 2
    else:
        middle = sum(held, Decimal(0)) / len(held)
    shown = one_decimal(middle)
    word = "plain average" if against == "mean" else "median"
    conditions = scope(sheet, query)
    named = " ".join(filter(None, [f"the {word} of the {len(held)} {sheet.bodies}", conditions]))
    computed = frozenset({str(len(held)), shown}) | said_by(query)
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


def _say_to_figure(sheet: Sheet, query: Query, mine: Row) -> Written:
    """One row's figure against a figure that the question gives."""
    name, said = query.columns[0], query.asserted
    figure = sheet.cell(mine, name).number
    if figure is None or not isinstance(said, Decimal):
        text = f"The table gives no {sheet.label(name)} for {sheet.named(mine)}"
        return "answered", [Claim(text, (sheet.evidence(mine),))]
    gap, shown = sheet.gap(name, abs(figure - said)), f"{said:f}{sheet.unit(name)}"
    size = f"{gap}{sheet.points(name)} {'below' if figure < said else 'above'} {shown}"
    where = f"exactly {shown}" if figure == said else size
    text = f"{possessive(sheet.named(mine))} {sheet.phrase(mine, name)}, {where}"
    return "answered", [Claim(text, (sheet.evidence(mine),), frozenset({gap, f"{said:f}"}))]


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
    least = sheet.cell(held[0], name).number or Decimal(0)
    gap = sheet.gap(name, abs(least - figure))
    side = "below" if figure < least else "above"
    listed = [f"{sheet.value(row, name)} ({sheet.named(row)})" for row in held]
    text = (
        f"{possessive(sheet.named(mine))} {label} is {sheet.value(mine, name)}, {gap}"
        f"{sheet.points(name)} {side} the lowest of the {len(held)} {sheet.bodies} {conditions}: "
        f"{join_english(listed)}; its {sheet.phrase(mine, test.column)}"
    )
    return "answered", [Claim(text, sheet.evidences((mine, *held)), known | {gap})]
