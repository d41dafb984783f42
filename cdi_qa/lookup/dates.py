"""Conditions of time: months, years, and another row's date."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.query import Filter, Operator, grouped
from cdi_qa.lookup.reader import Reader

_OPERATORS: dict[str, Operator] = {
    "after": ">",
    "following": ">",
    "since": ">=",
    "before": "<",
    "until": "<=",
    "by": "<=",
}
_COMPARED = {
    "later": "after",
    "newer": "after",
    "recent": "after",
    "earlier": "before",
    "older": "before",
}
"""What "later than" and the like say."""
_ORDERING = frozenset({"before", "after"})
_WITH = frozenset({"with", "alongside", "as", "when"})
"""Words before a row's name that ask for its own date: "the same month as Kent", "with us"."""


def date_filters(reader: Reader) -> list[Filter]:
    """Conditions with a month or a year: "after June", "in February 2017", "before 2017"."""
    dates = reader.of_kind("date")
    if not dates:
        return []
    column, months, years = dates[0], reader.scan.of("month"), reader.scan.of("year")
    joined = len(months) == 2 and "or" in reader.scan.tokens[months[0].end : months[1].start]
    if len(months) == 2 and reader.scan.has("cmp between") and not joined:
        ends = sorted(_date_of(reader, column, month, years) for month in months)
        return [Filter(column, ">=", ends[0]), Filter(column, "<=", ends[1])]
    if months:
        told = [_month_filter(reader, column, month, years) for month in months]
        return [*told, *_whole_years(reader.scan, column, months, years)]
    if years:
        return _year_filters(reader.scan, column, years)
    return []


def _month_filter(reader: Reader, column: str, month: Mention, years: list[Mention]) -> Filter:
    operator = _OPERATORS.get(_word_before(reader.scan, month), "=")
    return Filter(column, operator, _date_of(reader, column, month, years))


def _date_of(reader: Reader, column: str, month: Mention, years: list[Mention]) -> str:
    number = int(month.value)
    own = next((year.value for year in years if year.start == month.end), None)
    year = own or (years[-1].value if years else _latest_year(reader, column, number))
    return f"{year}-{number:02d}-01"


def _latest_year(reader: Reader, column: str, month: int) -> str:
    """The last year in which the table has that month, else that of the month's last coming up to
    the table's latest date.
    """
    at = reader.table.position(column)
    held = sorted(word for row in reader.table.rows if (word := row.cells[at].word))
    fitting = [date for date in held if int(date[5:7]) == month]
    if fitting or not held:
        return (fitting or ["2000"])[-1][:4]
    year, latest = int(held[-1][:4]), int(held[-1][5:7])
    return str(year if month <= latest else year - 1)


def _year_filters(seen: Scan, column: str, years: list[Mention]) -> list[Filter]:
    named = sorted(year.value for year in years)
    first, last = f"{named[0]}-01-01", f"{named[-1]}-12-01"
    operator = _OPERATORS.get(_word_before(seen, years[0]), "=")
    if operator == "=" or len(years) > 1:
        return [Filter(column, ">=", first), Filter(column, "<=", last)]
    return [Filter(column, operator, last if operator in {">", "<="} else first)]


def _whole_years(
    seen: Scan, column: str, months: list[Mention], years: list[Mention]
) -> list[Filter]:
    """The 2016 of "2016 or June 2017": years by themselves, where each month has one of its own."""
    ends = {month.end for month in months}
    if not ends <= {year.start for year in years}:
        return []
    alone = [year for year in years if year.start not in ends]
    return [test for year in alone for test in _year_filters(seen, column, [year])]


def are_several(filters: Sequence[Filter]) -> bool:
    """True for two months, or a month and a year: no row is of both, so either is enough."""
    told = grouped(tuple(filters))
    exact = all(len(group) > 1 or group[0].operator == "=" for group in told)
    return len(told) > 1 and exact and len({test.column for test in filters}) == 1


def _word_before(seen: Scan, mention: Mention) -> str:
    """The word before a date; "later than" is "after" and "older than" is "before"."""
    words = seen.tokens[max(0, mention.start - 2) : mention.start]
    if words[-1:] == ["than"]:
        return _COMPARED.get(words[0], "")
    return words[-1] if words else ""


def dated_like(reader: Reader) -> tuple[list[Filter], str | None]:
    """ "Who was inspected with us?", "reports after Kent's": held against another row's date.

    The second result is that row.
    """
    dates = reader.of_kind("date")
    named = reader.named_keys()
    others = any(m.value not in dates for m in reader.scan.of("column"))
    if not dates or len(named) != 1 or others:
        return [], None
    mention, key = named[0]
    word = _word_before(reader.scan, mention)
    said = reader.scan.has("cue date", "column")
    rows = reader.asks_which or reader.scan.has("exists", "count")
    timed = said or (word in _ORDERING and rows)
    operator = _OPERATORS.get(word, "=" if word in _WITH else None) if timed else None
    date = reader.table.row_of(key).cells[reader.table.position(dates[0])].word
    if operator is None or date is None:
        return [], None
    return [Filter(dates[0], operator, date)], key
