"""The conditions a question sets: figures, grades, another row's value, exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from cdi_qa.lookup.columns import (
    column_mentions,
    column_of,
    gap,
    nearest,
    numeric_column,
)
from cdi_qa.lookup.elsewhere import is_held_elsewhere
from cdi_qa.lookup.in_unit import in_unit
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.query import Filter, Operator
from cdi_qa.lookup.reader import Reader
from cdi_qa.reading.cells import grade_scale, scale_of

_NEGATIONS = frozenset("not isnt arent wasnt werent never non without neither nor".split())
_AT_LEAST = frozenset({"or better", "or above", "or higher"})
_AT_MOST = frozenset({"or worse", "or below", "or lower"})
_VALUED = frozenset(
    "have has had having get gets got of scored scores scoring with on at is".split()
)
"""Words before a figure that rows are to have exactly."""
_LISTING = frozenset("or and nor n & / either the a an rated graded forces ones".split())
_NEAR = 2
"""Words that may stand between "under" and its figure."""
_OPERATIONS = ("highest", "lowest", "mean", "median", "range", "sum")


@dataclass(slots=True)
class Condition:
    """One figure, pair of figures or grade that rows are held to, and the columns it is of."""

    at: Mention
    tests: list[tuple[Operator, Decimal | str]]
    columns: list[Mention] = field(default_factory=list)


def number_filters(reader: Reader, columns: list[str]) -> list[Filter]:
    """Conditions with a figure: "under 80 for violence and rape", "between 80 and 90", "of 100"."""
    conditions = _figure_conditions(reader)
    assign_columns(reader, conditions, reader.numeric(columns))
    filters: list[Filter] = []
    for condition in conditions:
        names = [name for m in condition.columns for name in reader.numeric(column_of(reader, m))]
        if not names and reader.scan.has("all columns", "any column"):
            names = reader.of_kind("number")
        if not names:
            named = reader.numeric(columns)
            main = nearest(reader, condition.at, named) if named else numeric_column(reader, [])
            names = [main] if main else []
        names = in_unit(reader, condition.at, names)
        for name in dict.fromkeys(names):
            filters += [Filter(name, operator, value) for operator, value in condition.tests]
    return filters


def _figure_conditions(reader: Reader) -> list[Condition]:
    graded = {mention.start for mention in reader.scan.of("grade")}
    numbers = [m for m in reader.scan.of("number") if not is_limit(reader.scan, m)]
    numbers = [m for m in numbers if m.end not in graded]  # "three inadequates"
    found: list[Condition] = []
    used: set[int] = set()
    for comparator in reader.comparators:
        if comparator.kind == "cmp between":
            pair = [m for m in numbers if m.start >= comparator.end][:2]
            if len(pair) == 2 and pair[1].start - pair[0].end <= _NEAR + 1:
                low, high = sorted(m.amount or Decimal(0) for m in pair)
                at = Mention("condition", "", comparator.start, pair[1].end)
                found.append(Condition(at, [(">=", low), ("<=", high)]))
                used |= {m.start for m in pair}
            continue
        operator, number = _figure_of(reader.scan, comparator, numbers)
        if number is not None and number.amount is not None and number.start not in used:
            start, end = sorted((comparator.start, number.start))
            at = Mention("condition", "", start, max(comparator.end, number.end, end))
            found.append(Condition(at, [(operator, number.amount)]))
            used.add(number.start)
    if not found and len(numbers) == 1 and (amount := numbers[0].amount) is not None:
        exact = reader.scan.has("all", "exists", "count") or reader.asks_which or reader.yes_no
        judged = reader.yes_no and reader.scan.has("versus")  # "is 77.9 ok compared to others?"
        if exact and not (reader.comparators or judged):
            found.append(Condition(numbers[0], [("=", amount)]))
    elif found:
        # "100 on rape and over 95 on violence"
        exactly = (m for m in numbers if m.start not in used and m.amount is not None)
        for number in exactly:
            if reader.scan.tokens[number.start - 1] in _VALUED:
                found.append(Condition(number, [("=", number.amount or Decimal(0))]))
    return found


def _figure_of(
    seen: Scan, comparator: Mention, numbers: list[Mention]
) -> tuple[Operator, Mention | None]:
    """The figure that a comparator goes with: before "or more", after any other."""
    operator = cast(Operator, comparator.kind.removeprefix("cmp "))
    if seen.tokens[comparator.start] == "or":
        if (number := _bounded_by(seen, comparator, numbers)) is not None:
            return operator, number
        # "over 90 for rape or over 90 for violence": this "or" joins two conditions.
        operator = cast(Operator, operator[0])
    after = (m for m in numbers if comparator.end <= m.start <= comparator.end + _NEAR)
    return operator, next(after, None)


def _bounded_by(seen: Scan, comparator: Mention, numbers: list[Mention]) -> Mention | None:
    """The 80 of "80 or more"; None where the "or" joins two conditions."""
    if any(comparator.end == number.start for number in numbers):
        return None
    for number in numbers:
        between = seen.tokens[number.end : comparator.start]
        if number.end <= comparator.start and between in ([], ["percent"]):
            return number
    return None


def assign_columns(reader: Reader, conditions: list[Condition], names: list[str]) -> None:
    """Give each column that is named to the condition, or the operation, it stands nearest to."""
    operations = [Condition(mention, []) for mention in reader.scan.of(*_OPERATIONS)]
    holders = [*conditions, *operations]
    for mention in column_mentions(reader):
        if holders and set(column_of(reader, mention)) & set(names):
            holder = min(holders, key=lambda holder: gap(reader, holder.at, mention))
            holder.columns.append(mention)


def is_limit(seen: Scan, number: Mention) -> bool:
    """True for "bottom three", "which three forces", "out of 14" and "the other 13"."""
    ends = seen.of("highest", "lowest", "latest", "earliest", "nearest")
    if any(number.start in {m.end, m.start - 1} for m in ends):
        return True
    if any(number.end == mention.start for mention in seen.of("all")):
        return True
    if points_at_few(seen):
        return False
    before = seen.tokens[max(0, number.start - 2) : number.start]
    after = seen.tokens[number.end : number.end + 1]
    counted = before[-1:] in (["the"], ["all"], ["other"]) and after != ["percent"]
    return before == ["out", "of"] or (counted and "." not in number.value)


def points_at_few(seen: Scan) -> bool:
    """True for "the best of the three", of rows that were spoken of before."""
    last = next((m for m in seen.of("number") if m.end == len(seen.tokens)), None)
    return last is not None and seen.tokens[: last.start][-2:] == ["of", "the"]


def limit_of(seen: Scan) -> int:
    """How many rows or columns are asked for: 3 in "the three forces with the widest gap"."""
    limits = [m.amount for m in seen.of("number") if is_limit(seen, m)]
    return int(limits[0] or 1) if limits else 1


def grade_filters(reader: Reader, columns: list[str]) -> list[Filter]:
    """Conditions with a grade, each on the columns that are named nearest to it."""
    mentions = reader.scan.of("grade")
    if reader.scan.has("cue red") and not mentions:
        worst = next((grade for grade in reversed(grade_scale()) if _occurs(reader, grade)), None)
        at = reader.scan.of("cue red")[0]
        mentions = [Mention("grade", worst, at.start, at.end)] if worst else []
    conditions = [
        Condition(
            _with_degree(reader, mention), [(_grade_operator(reader, mention), mention.value)]
        )
        for mention in mentions
    ]
    assign_columns(reader, conditions, reader.graded(columns))
    default = reader.graded(columns)
    if len(conditions) == 1 and not conditions[0].columns and holds_none(reader.scan):
        grade = conditions[0].tests[0][1]
        return [Filter(name, "!=", grade) for name in reader.of_kind("grade")]
    anywhere = reader.scan.has("all columns", "any column") or is_held_elsewhere(reader)
    if anywhere and not reader.graded(columns):
        every = reader.of_kind("grade")
        return [Filter(name, *c.tests[0]) for c in conditions for name in every]
    filters: list[Filter] = []
    for condition in conditions:
        usual = _default_graded(reader, str(condition.tests[0][1]))
        meant = usual if _names_group(reader, condition, conditions) else default
        filters += _on_columns(reader, condition, meant or default or usual)
    return filters


def holds_none(seen: Scan) -> bool:
    """True for "who has no Inadequates" and "without any Inadequates"."""
    before = [seen.tokens[max(0, m.start - 2) : m.start] for m in seen.of("grade")]
    return any(said[-1:] == ["no"] or said[-2:] == ["without", "any"] for said in before)


def _names_group(reader: Reader, condition: Condition, conditions: list[Condition]) -> bool:
    """True for the first grade of "how many inadequates have a Good for leadership"."""
    others = [other for other in conditions if other is not condition and other.columns]
    return not condition.columns and any(
        not are_listed(reader.scan, condition.at, other.at) for other in others
    )


def are_listed(seen: Scan, one: Mention, other: Mention) -> bool:
    """True where nothing but "or", "and" and the like stands between two mentions."""
    first, last = sorted((one, other), key=lambda mention: mention.start)
    return set(seen.tokens[first.end : last.start]) <= _LISTING


def _on_columns(reader: Reader, condition: Condition, default: list[str]) -> list[Filter]:
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
        return "<" if after in _AT_LEAST else ">" if after in _AT_MOST else "!="
    if "least" in around or after in _AT_LEAST:
        return ">="
    if after in _AT_MOST:
        return "<="
    if {"better", "worse", "higher", "lower", "above", "below"} & around:
        return ">" if {"better", "above", "higher"} & around else "<"
    return "="


def _occurs(reader: Reader, grade: str) -> bool:
    return any(cell.word == grade for row in reader.table.rows for cell in row.cells)


def _default_graded(reader: Reader, grade: str) -> list[str]:
    """The graded column of the turn before, else the overall grade, else one of such grades."""
    before = reader.graded(list(reader.previous.columns)) if reader.previous else []
    main = reader.main("grade")
    usual = [*before[:1], *([main] if main else []), *reader.of_kind("grade")]
    fitting = (name for name in usual if grade in scale_of(reader.column(name)))
    return list(dict.fromkeys([*fitting, *usual]))[:1]


def exclude_each_other(filters: Sequence[Filter]) -> bool:
    """True where the conditions are of different values of one column, which no row can have."""
    same = [test.value for test in filters if test.operator == "="]
    return len({test.column for test in filters}) == 1 and len(set(same)) == len(filters) > 1


def any_is_enough(seen: Scan) -> bool:
    """True where "or" joins conditions; that of "80 or more" and "Good or better" joins none."""
    if seen.has("any column"):
        return True
    numbers = seen.of("number")
    said = seen.of("cmp >=", "cmp <=")
    bounds = {m.start for m in said if _bounded_by(seen, m, numbers) is not None}
    bounds |= {
        grade.end
        for grade in seen.of("grade")
        if " ".join(seen.tokens[grade.end : grade.end + 2]) in _AT_LEAST | _AT_MOST
    }
    return any(token == "or" and at not in bounds for at, token in enumerate(seen.tokens))
