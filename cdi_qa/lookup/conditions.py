"""The conditions a question sets: figures, grades, dates, another row's value, exceptions."""

from __future__ import annotations

from decimal import Decimal
from statistics import mean, median
from typing import cast

from cdi_qa.lookup.columns import default_columns, nearest, numeric_column
from cdi_qa.lookup.query import Filter, Operator
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.scan import Mention, Scan
from cdi_qa.reading.cells import grade_scale

_NEGATIONS = frozenset({"not", "isnt", "arent", "wasnt", "werent", "never", "non"})
_NEAR = 2
"""Words that may stand between "under" and its figure."""


def number_filters(reader: Reader, columns: list[str]) -> list[Filter]:
    """Conditions with a figure: "under 80 for violence", "between 80 and 90", "80 or more"."""
    numbers = [m for m in reader.scan.of("number") if not is_limit(reader.scan, m)]
    filters: list[Filter] = []
    used: set[int] = set()
    for comparator in reader.comparators:
        named = reader.numeric(columns)
        column = nearest(reader, comparator, named) if named else numeric_column(reader, [])
        if column is None:
            continue
        operator = comparator.kind.removeprefix("cmp ")
        if operator == "between":
            pair = [m for m in numbers if m.start >= comparator.end][:2]
            if len(pair) == 2:
                low, high = sorted(m.amount or Decimal(0) for m in pair)
                filters += [Filter(column, ">=", low), Filter(column, "<=", high)]
                used |= {m.start for m in pair}
            continue
        number = _figure_of(reader.scan, comparator, numbers)
        if number is not None and number.amount is not None and number.start not in used:
            filters.append(Filter(column, cast(Operator, operator), number.amount))
            used.add(number.start)
    return filters


def _figure_of(seen: Scan, comparator: Mention, numbers: list[Mention]) -> Mention | None:
    """The figure that a comparator goes with: before "or more", after any other."""
    if seen.tokens[comparator.start] == "or":
        near = (m for m in numbers if comparator.start - _NEAR <= m.end <= comparator.start)
    else:
        near = (m for m in numbers if comparator.end <= m.start <= comparator.end + _NEAR)
    return next(near, None)


def is_limit(seen: Scan, number: Mention) -> bool:
    """True for the three of "bottom three" and the 14 of "out of 14"."""
    if any(number.start in {m.end, m.start - 1} for m in seen.of("highest", "lowest")):
        return True
    before = seen.tokens[max(0, number.start - 2) : number.start]
    return before in (["out", "of"], ["of", "the"])


def relative_filters(reader: Reader, keys: list[str], columns: list[str]) -> list[Filter]:
    """ "Which forces are better than us?": the comparison's own value becomes the condition."""
    operators = [m.kind[4:] for m in reader.comparators if m.kind != "cmp between"]
    whole = reader.scan.has("all", "count", "exists") or reader.asks_which
    if not operators or not whole or len(keys) > 1:
        return []
    operator = cast(Operator, operators[0])
    values = {name: _to_beat(reader, keys, name) for name in columns or default_columns(reader)}
    return [Filter(name, operator, value) for name, value in values.items() if value is not None]


def _to_beat(reader: Reader, keys: list[str], column: str) -> Decimal | str | None:
    """A row's value, or the mean or the median of all."""
    if reader.column(column).kind == "text":
        return None
    at = reader.table.position(column)
    if keys:
        return reader.table.row_of(keys[0]).cells[at].value
    cells = (row.cells[at].number for row in reader.table.rows)
    held = [number for number in cells if number is not None]
    if held and reader.scan.has("median"):
        return median(held)
    return mean(held) if held and reader.scan.has("mean") else None


def grade_filters(reader: Reader, columns: list[str]) -> list[Filter]:
    """Conditions with a grade, each on the column named nearest to it."""
    mentions = reader.scan.of("grade")
    if reader.scan.has("cue red") and not mentions:
        worst = next((grade for grade in reversed(grade_scale()) if _occurs(reader, grade)), None)
        mentions = [Mention("grade", worst, 0, 0)] if worst else []
    graded = reader.graded(columns) or _default_graded(reader)
    return [
        Filter(nearest(reader, mention, graded), _grade_operator(reader.scan, mention), grade)
        for mention in mentions
        if (grade := mention.value) and graded
    ]


def _grade_operator(seen: Scan, grade: Mention) -> Operator:
    around = set(seen.tokens[max(0, grade.start - 3) : grade.start])
    after = " ".join(seen.tokens[grade.end : grade.end + 2])
    if _NEGATIONS & around:
        return "!="
    if "least" in around or after in {"or better", "or above"}:
        return ">="
    if after in {"or worse", "or below"}:
        return "<="
    if {"than", "above", "below"} & around:
        return ">" if {"better", "above", "higher"} & around else "<"
    return "="


def _occurs(reader: Reader, grade: str) -> bool:
    return any(cell.word == grade for row in reader.table.rows for cell in row.cells)


def _default_graded(reader: Reader) -> list[str]:
    """The graded column of the turn before, else the overall grade."""
    before = reader.graded(list(reader.previous.columns)) if reader.previous else []
    main = reader.main("grade")
    return before[:1] or ([main] if main else [])


def date_filters(reader: Reader) -> list[Filter]:
    """Conditions with a month or a year: "after June", "in February 2017", "before 2017"."""
    dates = reader.of_kind("date")
    if not dates:
        return []
    column = dates[0]
    months, years = reader.scan.of("month"), reader.scan.of("year")
    if months:
        return [_month_filter(reader, column, month, years) for month in months]
    if years and reader.scan.has("all", "count", "exists", "cue date"):
        return _year_filters(reader.scan, column, years[0])
    return []


def _month_filter(reader: Reader, column: str, month: Mention, years: list[Mention]) -> Filter:
    number = int(month.value)
    year = years[0].value if years else _latest_year(reader, column, number)
    operators: dict[str, Operator] = {"after": ">", "since": ">=", "before": "<"}
    operator = operators.get(_word_before(reader.scan, month), "=")
    return Filter(column, operator, f"{year}-{number:02d}-01")


def _latest_year(reader: Reader, column: str, month: int) -> str:
    """The last year in which the table has that month, else its last year."""
    at = reader.table.position(column)
    held = sorted(word for row in reader.table.rows if (word := row.cells[at].word))
    fitting = [date for date in held if int(date[5:7]) == month]
    return (fitting or held or ["2000"])[-1][:4]


def _year_filters(seen: Scan, column: str, year: Mention) -> list[Filter]:
    first, last = f"{year.value}-01-01", f"{year.value}-12-01"
    word = _word_before(seen, year)
    if word == "before":
        return [Filter(column, "<", first)]
    if word in {"after", "since"}:
        return [Filter(column, ">", last) if word == "after" else Filter(column, ">=", first)]
    if seen.has("cue date"):
        return [Filter(column, ">=", first), Filter(column, "<=", last)]
    return []


def _word_before(seen: Scan, mention: Mention) -> str:
    return seen.tokens[mention.start - 1] if mention.start else ""


def exclusions(reader: Reader, keys: list[str]) -> list[Filter]:
    """ "Except Kent": the rows that are left out."""
    if not reader.scan.has("except") or reader.table.key is None:
        return []
    return [Filter(reader.table.key, "!=", key) for key in keys]


def any_is_enough(seen: Scan) -> bool:
    """True where conditions are joined by "or" (that of "80 or more" joins none)."""
    taken = {at for mention in seen.mentions for at in range(mention.start, mention.end)}
    return any(
        token == "or"
        and at not in taken
        and seen.tokens[at + 1 : at + 2] not in [["better"], ["above"], ["worse"], ["below"]]
        for at, token in enumerate(seen.tokens)
    )
