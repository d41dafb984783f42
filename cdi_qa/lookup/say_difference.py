"""Sentences that hold one row against another, the mean or the best."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.sheet import Sheet, Written, one_decimal, possessive
from cdi_qa.schema import Claim, Evidence, Row, Status


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


def say_difference(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """ "Kent's recording rate for rape is 91.1%, 1.3 percentage points higher than …"."""
    name = query.columns[0]
    mine = _row_side(sheet, sheet.table.row_of(query.keys[0]), name)
    other = _other_side(sheet, query)
    evidence = (mine.evidence, other.evidence)
    if mine.figure is None or other.figure is None:
        missing = " and ".join(side.name for side in (mine, other) if side.figure is None)
        text = f"The table gives no {sheet.label(name)} for {missing}"
        return "answered", [Claim(text, evidence)]
    above = mine.figure - other.figure
    status, lead = _verdict(query, above)
    seen = Decimal(other.worked_out) if other.worked_out else other.figure
    gap = one_decimal(abs(mine.figure - seen))
    size = f"less than 0.1{sheet.points(name)}" if gap == "0.0" else f"{gap}{sheet.points(name)}"
    label = sheet.label(name)
    if above == 0:
        relation = f"{mine.name} and {other.name} have the same {label}: {mine.shown}"
    elif query.which:
        ahead, behind = (mine, other) if above > 0 else (other, mine)
        relation = (
            f"{ahead.name} has the higher {label}: {ahead.shown} against {behind.shown} "
            f"for {behind.name}, a gap of {size}"
        )
    else:
        word = "higher" if above > 0 else "lower"
        relation = (
            f"{possessive(mine.name)} {label} is {mine.shown}, {size} {word} than {other.name} "
            f"({other.shown})"
        )
    return status, [Claim(lead + relation, evidence, other.computed | {gap, "0.1"})]


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


def _other_side(sheet: Sheet, query: Query) -> _Side:
    """What the first row is held against: another row, the mean of all or the best."""
    name = query.columns[0]
    if query.against == "mean":
        return _mean_side(sheet, name)
    if query.against != "best":
        return _row_side(sheet, sheet.table.row_of(str(query.against)), name)
    ordered = sheet.ordered(name)
    if not ordered:
        return _Side("the highest", None, "", sheet.whole)
    top = ordered[-1]
    named = f"the highest, {sheet.names(sheet.sharing(top, name))}"
    return _Side(named, sheet.cell(top, name).number, sheet.value(top, name), sheet.evidence(top))


def _mean_side(sheet: Sheet, column: str) -> _Side:
    held = [number for row in sheet.rows if (number := sheet.cell(row, column).number) is not None]
    if not held:
        return _Side("the average", None, "", sheet.whole)
    mean = sum(held, Decimal(0)) / len(held)
    shown = one_decimal(mean)
    named = f"the plain average of the {len(held)} {sheet.bodies}"
    computed = frozenset({str(len(held)), shown})
    return _Side(named, mean, f"{shown}{sheet.unit(column)}", sheet.whole, shown, computed)
