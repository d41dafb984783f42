"""The conditions a question sets: figures, grades, another row's value, exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from statistics import mean, median
from typing import cast

from cdi_qa.lookup.columns import (
    column_mentions,
    column_of,
    default_columns,
    gap,
    nearest,
    numeric_column,
)
from cdi_qa.lookup.elsewhere import is_held_elsewhere
from cdi_qa.lookup.query import Filter, Operator
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.scan import Mention, Scan
from cdi_qa.reading.cells import grade_scale

_NEGATIONS = frozenset({"not", "isnt", "arent", "wasnt", "werent", "never", "non"})
_AT_LEAST = frozenset({"or better", "or above", "or higher"})
_AT_MOST = frozenset({"or worse", "or below", "or lower"})
_POINTS = frozenset({"point", "points", "percent", "percentage"})
_VALUED = frozenset(
    "have has had having get gets got of scored scores scoring with on at is".split()
)
"""Words before a figure that rows are to have exactly."""
_LISTING = frozenset("or and nor n & / either the a an rated graded forces ones".split())
_NEAR = 2
"""Words that may stand between "under" and its figure."""
_OPERATIONS = ("highest", "lowest", "mean", "median", "range")


@dataclass(slots=True)
class _Condition:
    """One figure, pair of figures or grade that rows are held to, and the columns it is of."""

    at: Mention
    tests: list[tuple[Operator, Decimal | str]]
    columns: list[Mention] = field(default_factory=list)


def number_filters(reader: Reader, columns: list[str]) -> list[Filter]:
    """Conditions with a figure: "under 80 for violence and rape", "between 80 and 90", "of 100"."""
    conditions = _figure_conditions(reader)
    _assign(reader, conditions, reader.numeric(columns))
    filters: list[Filter] = []
    for condition in conditions:
        names = [name for m in condition.columns for name in reader.numeric(column_of(reader, m))]
        if not names and reader.scan.has("all columns", "any column"):
            names = reader.of_kind("number")
        if not names:
            named = reader.numeric(columns)
            main = nearest(reader, condition.at, named) if named else numeric_column(reader, [])
            names = [main] if main else []
        for name in dict.fromkeys(names):
            filters += [Filter(name, operator, value) for operator, value in condition.tests]
    return filters


def _figure_conditions(reader: Reader) -> list[_Condition]:
    graded = {mention.start for mention in reader.scan.of("grade")}
    numbers = [m for m in reader.scan.of("number") if not is_limit(reader.scan, m)]
    numbers = [m for m in numbers if m.end not in graded]  # "three inadequates"
    found: list[_Condition] = []
    used: set[int] = set()
    for comparator in reader.comparators:
        if comparator.kind == "cmp between":
            pair = [m for m in numbers if m.start >= comparator.end][:2]
            if len(pair) == 2 and pair[1].start - pair[0].end <= _NEAR + 1:
                low, high = sorted(m.amount or Decimal(0) for m in pair)
                at = Mention("condition", "", comparator.start, pair[1].end)
                found.append(_Condition(at, [(">=", low), ("<=", high)]))
                used |= {m.start for m in pair}
            continue
        operator, number = _figure_of(reader.scan, comparator, numbers)
        if number is not None and number.amount is not None and number.start not in used:
            start, end = sorted((comparator.start, number.start))
            at = Mention("condition", "", start, max(comparator.end, number.end, end))
            found.append(_Condition(at, [(operator, number.amount)]))
            used.add(number.start)
    if not found and len(numbers) == 1 and (amount := numbers[0].amount) is not None:
        exact = reader.scan.has("all", "exists", "count") or reader.asks_which or reader.yes_no
        judged = reader.yes_no and reader.scan.has("versus")  # "is 77.9 ok compared to others?"
        if exact and not (reader.comparators or judged):
            found.append(_Condition(numbers[0], [("=", amount)]))
    elif found:
        # "100 on rape and over 95 on violence"
        exactly = (m for m in numbers if m.start not in used and m.amount is not None)
        for number in exactly:
            if reader.scan.tokens[number.start - 1] in _VALUED:
                found.append(_Condition(number, [("=", number.amount or Decimal(0))]))
    return found


def _figure_of(
    seen: Scan, comparator: Mention, numbers: list[Mention]
) -> tuple[Operator, Mention | None]:
    """The figure that a comparator goes with: before "or more", after any other."""
    operator = cast(Operator, comparator.kind.removeprefix("cmp "))
    if seen.tokens[comparator.start] == "or":
        for number in numbers:
            between = seen.tokens[number.end : comparator.start]
            if number.end <= comparator.start and between in ([], ["percent"]):
                return operator, number
        # "over 90 for rape or over 90 for violence": this "or" joins two conditions.
        operator = cast(Operator, operator[0])
    after = (m for m in numbers if comparator.end <= m.start <= comparator.end + _NEAR)
    return operator, next(after, None)


def _assign(reader: Reader, conditions: list[_Condition], names: list[str]) -> None:
    """Give each column that is named to the condition, or the operation, it stands nearest to."""
    operations = [_Condition(mention, []) for mention in reader.scan.of(*_OPERATIONS)]
    holders = [*conditions, *operations]
    for mention in column_mentions(reader):
        if holders and set(column_of(reader, mention)) & set(names):
            holder = min(holders, key=lambda holder: gap(reader, holder.at, mention))
            holder.columns.append(mention)


def is_limit(seen: Scan, number: Mention) -> bool:
    """True for "bottom three", "which three forces", "out of 14" and "the other 13"."""
    ends = seen.of("highest", "lowest", "latest", "earliest")
    if any(number.start in {m.end, m.start - 1} for m in ends):
        return True
    if any(number.end == mention.start for mention in seen.of("all")):
        return True
    before = seen.tokens[max(0, number.start - 2) : number.start]
    after = seen.tokens[number.end : number.end + 1]
    counted = before[-1:] in (["the"], ["all"], ["other"]) and after != ["percent"]
    return before == ["out", "of"] or (counted and "." not in number.value)


def limit_of(seen: Scan) -> int:
    """How many rows or columns are asked for: 3 in "the three forces with the widest gap"."""
    limits = [m.amount for m in seen.of("number") if is_limit(seen, m)]
    return int(limits[0] or 1) if limits else 1


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
    values = {name: _to_beat(reader, keys, name, middle) for name in named}
    operators = _operator_of_each(reader, comparators, named)
    filters = [Filter(name, operators[name], v) for name, v in values.items() if v is not None]
    return filters, than if filters else None


def asks_between_rows(reader: Reader, keys: list[str]) -> bool:
    """True for "which forces are between us and Sussex", which asks for others than the two."""
    between = any(mention.kind == "cmp between" for mention in reader.comparators)
    rows = reader.asks_rows or reader.scan.has("all", "exists", "count")
    return between and rows and len(keys) == 2 and not reader.scan.has("difference", "range")


def _between_rows(reader: Reader, keys: list[str], columns: list[str]) -> list[Filter]:
    """From the lower to the higher of two rows' figures, without the two."""
    column, key = numeric_column(reader, columns), reader.table.key
    values = [_to_beat(reader, [name], column, None) if column else None for name in keys]
    held = sorted(value for value in values if isinstance(value, Decimal))
    if column is None or key is None or len(held) < len(keys):
        return []
    ends = [Filter(column, ">=", held[0]), Filter(column, "<=", held[1])]
    return [*ends, *(Filter(key, "!=", name) for name in keys)]


def _operator_of_each(
    reader: Reader, comparators: list[Mention], names: list[str]
) -> dict[str, Operator]:
    """ "Below us on rape but above us on violence": to each column the comparator nearest to it."""
    conditions = [_Condition(mention, []) for mention in comparators]
    _assign(reader, conditions, names)
    said = {name: cast(Operator, comparators[0].kind[4:]) for name in names}
    for condition in conditions:
        for mention in condition.columns:
            own = {n: cast(Operator, condition.at.kind[4:]) for n in column_of(reader, mention)}
            said |= {name: operator for name, operator in own.items() if name in said}
    return said


def _middle(reader: Reader) -> str | None:
    """The mean or the median, as named or as the turn before asked for it."""
    named = next((m.kind for m in reader.scan.of("mean", "median")), None)
    before = reader.previous
    if named or before is None or before.kind != "aggregate" or before.aggregate == "range":
        return named
    return before.aggregate


def _to_beat(
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


def grade_filters(reader: Reader, columns: list[str]) -> list[Filter]:
    """Conditions with a grade, each on the columns that are named nearest to it."""
    mentions = reader.scan.of("grade")
    if reader.scan.has("cue red") and not mentions:
        worst = next((grade for grade in reversed(grade_scale()) if _occurs(reader, grade)), None)
        at = reader.scan.of("cue red")[0]
        mentions = [Mention("grade", worst, at.start, at.end)] if worst else []
    conditions = [
        _Condition(
            _with_degree(reader, mention), [(_grade_operator(reader, mention), mention.value)]
        )
        for mention in mentions
    ]
    _assign(reader, conditions, reader.graded(columns))
    default = reader.graded(columns) or _default_graded(reader)
    anywhere = reader.scan.has("all columns", "any column") or is_held_elsewhere(reader)
    if anywhere and not reader.graded(columns):
        every = reader.of_kind("grade")
        return [Filter(name, *c.tests[0]) for c in conditions for name in every]
    filters: list[Filter] = []
    for condition in conditions:
        meant = _default_graded(reader) if _names_group(reader, condition, conditions) else default
        filters += _on_columns(reader, condition, meant or default)
    return filters


def _names_group(reader: Reader, condition: _Condition, conditions: list[_Condition]) -> bool:
    """True for the first grade of "how many inadequates have a Good for leadership"."""
    others = [other for other in conditions if other is not condition and other.columns]
    return not condition.columns and any(
        not are_listed(reader.scan, condition.at, other.at) for other in others
    )


def are_listed(seen: Scan, one: Mention, other: Mention) -> bool:
    """True where nothing but "or", "and" and the like stands between two mentions."""
    first, last = sorted((one, other), key=lambda mention: mention.start)
    return set(seen.tokens[first.end : last.start]) <= _LISTING


def _on_columns(reader: Reader, condition: _Condition, default: list[str]) -> list[Filter]:
    operator, grade = condition.tests[0]
    found: list[Filter] = []
    for mention in condition.columns:
        between = set(reader.scan.tokens[condition.at.end : mention.start])
        # "Inadequate overall but not for systems" holds the second column to the opposite.
        opposite = "not" in between and operator == "="
        found += [
            Filter(name, "!=" if opposite else operator, grade)
            for name in reader.graded(column_of(reader, mention))
        ]
    if not found and default:
        found = [Filter(nearest(reader, condition.at, default), operator, grade)]
    return list(dict.fromkeys(found))


def _with_degree(reader: Reader, grade: Mention) -> Mention:
    """ "Good or better" as one mention, which the column named after it goes with."""
    after = " ".join(reader.scan.tokens[grade.end : grade.end + 2])
    end = grade.end + 2 if after in _AT_LEAST | _AT_MOST else grade.end
    return replace(grade, end=end)


def _grade_operator(reader: Reader, grade: Mention) -> Operator:
    tokens = reader.scan.tokens
    before = tokens[max(0, grade.start - 3) : grade.start]
    if grade.start <= len(before) and reader.yes_no and before[:1] and before[0] in _NEGATIONS:
        before = before[1:]  # "isn't our leadership inadequate?" asks whether it is
    around = set(before)
    after = " ".join(tokens[grade.end : grade.end + 2])
    if _NEGATIONS & around:
        return "!="
    if "least" in around or after in _AT_LEAST:
        return ">="
    if after in _AT_MOST:
        return "<="
    if {"better", "worse", "higher", "lower", "above", "below"} & around:
        return ">" if {"better", "above", "higher"} & around else "<"
    return "="


def _occurs(reader: Reader, grade: str) -> bool:
    return any(cell.word == grade for row in reader.table.rows for cell in row.cells)


def _default_graded(reader: Reader) -> list[str]:
    """The graded column of the turn before, else the overall grade."""
    before = reader.graded(list(reader.previous.columns)) if reader.previous else []
    main = reader.main("grade")
    return before[:1] or ([main] if main else [])


def within_filters(reader: Reader, keys: list[str], columns: list[str]) -> list[Filter]:
    """ "Within 2 points of us": no further than that from a row's figure, itself left out."""
    seen, column, name = reader.scan, numeric_column(reader, columns), reader.table.key
    distance = next((d for m in seen.of("within") if (d := _distance_after(seen, m))), None)
    if distance is None or len(keys) != 1 or column is None or name is None:
        return []
    value = _to_beat(reader, keys, column, None)
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


def exclude_each_other(filters: Sequence[Filter]) -> bool:
    """True where the conditions are of different values of one column, which no row can have."""
    same = [test.value for test in filters if test.operator == "="]
    return len({test.column for test in filters}) == 1 and len(set(same)) == len(filters) > 1


def any_is_enough(seen: Scan) -> bool:
    """True where conditions are joined by "or" (that of "80 or more" joins none)."""
    if seen.has("any column"):
        return True
    ends = {m.end for m in seen.of("number")} | {
        m.end + 1 for m in seen.of("number") if seen.tokens[m.end : m.end + 1] == ["percent"]
    }
    own = {m.start for m in seen.mentions if m.kind.startswith("cmp ") and m.start in ends}
    return any(
        token == "or"
        and at not in own
        and seen.tokens[at + 1 : at + 2] not in [["better"], ["above"], ["worse"], ["below"]]
        for at, token in enumerate(seen.tokens)
    )
