"""Conditions that hold rows against another row, the mean or the median: "better than us"."""

from __future__ import annotations

from decimal import Decimal
from statistics import mean, median
from typing import cast

from cdi_qa.lookup.columns import column_of, default_columns, numeric_column
from cdi_qa.lookup.comparators import TURNED, is_subject
from cdi_qa.lookup.conditions import Condition, assign_columns, grade_filters
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.query import Filter, Operator
from cdi_qa.lookup.reader import Reader

DENIED: dict[Operator, Operator] = {
    ">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "!=", "!=": "=",
}  # fmt: skip
"""What is so of a row of which a condition is not."""
_ON = frozenset({"on", "for", "at", "in", "the"})
"""Words between "but not" and a column."""
_POINTS = frozenset({"point", "points", "percent", "percentage"})


def relative_filters(
    reader: Reader, keys: list[str], columns: list[str]
) -> tuple[list[Filter], str | None]:
    """ "Which forces are better than us?": the comparison's own value becomes the condition.

    The second result is whose value that is: a row, "mean" or "median".
    """
    comparators = [m for m in reader.comparators if m.kind != "cmp between"]
    whole = reader.scan.has("all", "count", "exists") or reader.asks_which
    if asks_between_rows(reader, keys):
        return _between_rows(reader, keys, columns), None
    if not comparators or not whole or len(keys) > 1:
        return [], None
    if len({m.kind[4] for m in comparators}) > 1 and len(columns) < 2:
        return [], None  # "who is above us and who is below us" asks two things
    if reader.scan.has("all columns"):
        of_grades = reader.scan.has("cue grade")
        rates = not of_grades and reader.asks_all_rates
        columns = reader.rates() if rates else reader.of_kind("grade" if of_grades else "number")
    middle = _middle(reader)
    than = keys[0] if keys else middle
    graded = {test.column for test in grade_filters(reader, columns)}
    main = reader.main("number") if graded else None
    rest = [name for name in columns if name not in graded]
    named = rest or ([main] if main else default_columns(reader))
    values = {name: value_to_beat(reader, keys, name, middle) for name in named}
    operators = _operator_of_each(reader, comparators, named)
    if keys and _row_is_subject(reader, comparators):
        operators = {name: TURNED[operator] for name, operator in operators.items()}
    filters = [Filter(name, operators[name], v) for name, v in values.items() if v is not None]
    return filters, than if filters else None


def directions(reader: Reader) -> set[str]:
    """Whether rows above or below are asked for, as ">" and "<", as far as the words tell."""
    comparators = [m for m in reader.comparators if m.kind != "cmp between"]
    said = {cast(Operator, mention.kind[4:]) for mention in comparators}
    if comparators and reader.named_keys() and _row_is_subject(reader, comparators):
        said = {TURNED[operator] for operator in said}
    return {operator[0] for operator in said if operator[0] in "<>"}


def _row_is_subject(reader: Reader, comparators: list[Mention]) -> bool:
    """True for "who do we beat on rape and trail on violence", which is of those below and above.

    Where a row also stands after a comparison ("who do we say is above us"), that is its object.
    """
    rows = [mention for mention, _ in reader.named_keys()]
    starts = {mention.start for mention in rows}
    if any(mention.end in starts for mention in comparators):
        return False
    return is_subject(reader.scan, rows[0] if rows else None, comparators[0])


def asks_between_rows(reader: Reader, keys: list[str]) -> bool:
    """True for "which forces are between us and Sussex", which asks for others than the two."""
    between = any(mention.kind == "cmp between" for mention in reader.comparators)
    rows = reader.asks_rows or reader.scan.has("all", "exists", "count")
    return between and rows and len(keys) == 2 and not reader.scan.has("difference", "range")


def _between_rows(reader: Reader, keys: list[str], columns: list[str]) -> list[Filter]:
    """From the lower to the higher of two rows' figures, without the two."""
    column, key = numeric_column(reader, columns), reader.table.key
    values = [value_to_beat(reader, [name], column, None) if column else None for name in keys]
    held = sorted(value for value in values if isinstance(value, Decimal))
    if column is None or key is None or len(held) < len(keys):
        return []
    ends = [Filter(column, ">=", held[0]), Filter(column, "<=", held[1])]
    return [*ends, *(Filter(key, "!=", name) for name in keys)]


def _operator_of_each(
    reader: Reader, comparators: list[Mention], names: list[str]
) -> dict[str, Operator]:
    """ "Below us on rape but above us on violence": to each column the comparator nearest to it."""
    conditions = [Condition(mention, []) for mention in comparators]
    assign_columns(reader, conditions, names)
    said = {name: cast(Operator, comparators[0].kind[4:]) for name in names}
    for condition in conditions:
        for mention in condition.columns:
            own = {n: cast(Operator, condition.at.kind[4:]) for n in column_of(reader, mention)}
            said |= {name: operator for name, operator in own.items() if name in said}
    for name in _denied_columns(reader):
        said |= {name: DENIED[said[name]]} if name in said else {}
    return said


def _denied_columns(reader: Reader) -> list[str]:
    """The columns of "who beats us on violence but not on rape" of which it is not so."""
    seen = reader.scan
    ends = [mention.end for mention in seen.of("not")]
    return [
        name
        for mention in seen.of("column")
        for end in ends
        if end <= mention.start and set(seen.tokens[end : mention.start]) <= _ON
        for name in column_of(reader, mention)
    ]


def _middle(reader: Reader) -> str | None:
    """The mean or the median, as named or as the turn before asked for it."""
    named = next((m.kind for m in reader.scan.of("mean", "median")), None)
    before = reader.previous
    if named or before is None or before.kind != "aggregate" or before.aggregate == "range":
        return named
    return before.aggregate


def value_to_beat(
    reader: Reader, keys: list[str], column: str, middle: str | None
) -> Decimal | str | None:
    """A row's value, or the mean or the median of all."""
    if reader.column(column).kind == "text":
        return None
    at = reader.table.position(column)
    if keys:
        return reader.table.row_of(keys[0]).cells[at].value
    cells = (row.cells[at].number for row in reader.table.rows)
    held = [number for number in cells if number is not None]
    if held and middle == "median":
        return median(held)
    return mean(held) if held and middle == "mean" else None


def within_filters(reader: Reader, keys: list[str], columns: list[str]) -> list[Filter]:
    """ "Within 2 points of us": no further than that from a row's figure, itself left out."""
    seen, column, name = reader.scan, numeric_column(reader, columns), reader.table.key
    distance = next((d for m in seen.of("within") if (d := _distance_after(seen, m))), None)
    if distance is None or len(keys) != 1 or column is None or name is None:
        return []
    value = value_to_beat(reader, keys, column, None)
    if not isinstance(value, Decimal):
        return []
    ends = [Filter(column, ">=", value - distance), Filter(column, "<=", value + distance)]
    return [*ends, Filter(name, "!=", keys[0])]


def _distance_after(seen: Scan, within: Mention) -> Decimal | None:
    """The 2 of "within 2 points of"."""
    said, *unit = [*seen.tokens[within.end : within.end + 3], ""]
    if not _POINTS & set(unit):
        return None
    numbers = (m.amount for m in seen.of("number") if m.start == within.end)
    return Decimal(1) if said in {"a", "one"} else next(numbers, None)
