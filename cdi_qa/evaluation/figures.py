"""Whether a figure in an answer is in what it cites, or can be worked out from it.

Independent of the check that answers pass before they are shown (`answering.ground`): it knows
only the finished answer, its quotes and its rows, and works the arithmetic out for itself.
"""

from __future__ import annotations

import re
import statistics
from calendar import month_name, monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, permutations
from typing import Any

from scipy import stats

from cdi_qa.schema import Answer, Corpus, Table

_FIGURE = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(?!\w|\.\d)")
_MARK = re.compile(r"\[\d+\]")
_LIST_NUMBER = re.compile(r"(?m)^\s*\d+[.)]\s+")
_SHORT_YEAR = re.compile(r"\b[A-Z][a-z]{2}-(\d\d)\b")
_WORDS = {
    word: Decimal(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(month_name[1:])}) (\d{{4}})\b")
_SPAN = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_WORDS)}) (day|week|month|year)s?\b", re.IGNORECASE)
_MOST_QUOTED = 10
_MOST_PAIRED = 24
"""Figures of one answer that are combined in pairs; a longer list is no working."""


def figures_of(text: str) -> list[str]:
    """The figures of a text as printed, thousands commas left out; codes (N100) are none."""
    return [match.group(1).rstrip(",").replace(",", "") for match in _FIGURE.finditer(text)]


def loose_figures(answer: Answer, corpus: Corpus, asked: Sequence[str]) -> list[str]:
    """The figures of an answer that are neither cited, nor asked, nor to be worked out.

    Worked out means: the number of items listed; a count, rank, sum, mean, median, range, quartile
    or correlation of the rows that the answer rests on; the difference, sum or ratio of two
    figures of one quote, or of two that the answer itself states and that are borne out; or the day
    so many days, weeks, months or years after one that is quoted.
    """
    stated = figures_of(_LIST_NUMBER.sub("", _MARK.sub("", answer.text)))
    listed = Decimal(len(_LIST_NUMBER.findall(answer.text)))
    known = _cited(answer, asked) | _from_rows(answer, corpus) | _from_quotes(answer) | {listed}
    known |= _days_after(answer)
    open_ones = [figure for figure in dict.fromkeys(stated) if not _matches(figure, known)]
    borne_out = [Decimal(figure) for figure in dict.fromkeys(stated) if figure not in open_ones]
    while open_ones:
        derived = _pairs(borne_out[:_MOST_PAIRED]) | {sum(borne_out, Decimal(0))}
        found = [figure for figure in open_ones if _matches(figure, derived)]
        if not found:
            break
        open_ones = [figure for figure in open_ones if figure not in found]
        borne_out += [Decimal(figure) for figure in found]
    return open_ones


def count_figures(answer: Answer) -> int:
    """How many different figures an answer states."""
    return len(set(figures_of(_LIST_NUMBER.sub("", _MARK.sub("", answer.text)))))


def _matches(figure: str, values: Iterable[Decimal]) -> bool:
    """True where one of the values, rounded to the decimals printed, is the figure."""
    printed = Decimal(figure)
    half = Decimal(5).scaleb(-len(figure.partition(".")[2]) - 1)
    if "." not in figure:
        half = Decimal(0)
    return any(abs(value - printed) <= half for value in values)


def _cited(answer: Answer, asked: Sequence[str]) -> set[Decimal]:
    text = " ".join([*asked, *(f"{c.quote} {c.title} {c.section or ''}" for c in answer.citations)])
    words = {_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS}
    years = {Decimal(f"20{year}") for year in _SHORT_YEAR.findall(text)}
    return {Decimal(figure) for figure in figures_of(text)} | words | years


def _from_quotes(answer: Answer) -> set[Decimal]:
    """What two figures of one quote come to, where it is a sentence and not a page of figures."""
    quotes = (figures_of(c.quote) for c in answer.citations)
    return {
        value
        for figures in quotes
        if len(set(figures)) <= _MOST_QUOTED
        for value in _pairs([Decimal(figure) for figure in figures])
    }


def _days_after(answer: Answer) -> set[Decimal]:
    """Days of the month and years of the days that come a quoted time after a quoted day."""
    text = " ".join(citation.quote for citation in answer.citations)
    days = [
        date(int(year), list(month_name).index(month), int(day))
        for day, month, year in _DAY.findall(text)
        if 1 <= int(day) <= monthrange(int(year), list(month_name).index(month))[1]
    ]
    found: set[Decimal] = set()
    for number, unit in _SPAN.findall(text):
        count = int(number) if number.isdigit() else int(_WORDS[number.lower()])
        for start in days:
            end = _add(start, count, unit.lower())
            found |= {Decimal(end.day), Decimal(end.year)}
    return found


def _add(start: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years later; of a shorter month, its last."""
    if unit in {"day", "week"}:
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _from_rows(answer: Answer, corpus: Corpus) -> set[Decimal]:
    """What can be counted or worked out from the answer's rows, or from a table that it cites."""
    values: set[Decimal] = set()
    if answer.table is not None:
        values |= _of_columns(list(zip(*answer.table.rows, strict=True)))
    cited = {(citation.source, citation.page) for citation in answer.citations}
    for table in corpus.tables:
        if any((table.source, row.page) in cited for row in table.rows):
            values |= _of_columns(_columns_of(table))
    return values


def _columns_of(table: Table) -> list[tuple[Any, ...]]:
    return [tuple(row.cells[at].value for row in table.rows) for at in range(len(table.columns))]


def _of_columns(columns: Sequence[Sequence[Any]]) -> set[Decimal]:
    rows = len(columns[0]) if columns else 0
    values = {Decimal(number) for number in range(rows + 1)}
    numeric = [[_number(cell) for cell in column] for column in columns]
    for column in numeric:
        held = [value for value in column if value is not None]
        values |= set(held) | _aggregates(held)
        for grouping in columns:
            values |= _grouped(column, grouping)
    return values | _correlations(numeric)


def _grouped(column: Sequence[Decimal | None], grouping: Sequence[Any]) -> set[Decimal]:
    """The aggregates of a column over each group of rows that share a word in another."""
    groups: dict[str, list[Decimal]] = {}
    for value, of in zip(column, grouping, strict=True):
        if value is not None and isinstance(of, str):
            groups.setdefault(of, []).append(value)
    return {value for inside in groups.values() for value in _aggregates(inside)}


def _number(cell: Any) -> Decimal | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float, Decimal)):
        return Decimal(str(cell))
    return None


def _aggregates(values: Sequence[Decimal]) -> set[Decimal]:
    if not values:
        return set()
    total = sum(values, Decimal(0))
    found = {total, total / len(values), statistics.median(values), max(values) - min(values)}
    if len(values) >= 4:
        found |= set(statistics.quantiles(values, n=4, method="inclusive"))
        found |= set(statistics.quantiles(values, n=4, method="exclusive"))
    return found


def _correlations(columns: Sequence[Sequence[Decimal | None]]) -> set[Decimal]:
    """Pearson's and Spearman's, without their sign."""
    found: set[Decimal] = set()
    for left, right in combinations(columns, 2):
        pairs = [
            (float(a), float(b))
            for a, b in zip(left, right, strict=True)
            if a is not None and b is not None
        ]
        xs, ys = [a for a, _ in pairs], [b for _, b in pairs]
        if len(set(xs)) < 2 or len(set(ys)) < 2:
            continue
        found.add(abs(Decimal(str(float(stats.pearsonr(xs, ys).statistic)))))
        found.add(abs(Decimal(str(float(stats.spearmanr(xs, ys).statistic)))))
    return found


def _pairs(stated: Sequence[Decimal]) -> set[Decimal]:
    """Differences, sums, ratios and percentages of two stated figures, and what is left of 100."""
    found = {Decimal(100) - value for value in stated}
    for left, right in permutations(stated, 2):
        found |= {abs(left - right), left + right}
        if right:
            found |= {left / right, 100 * left / right, 100 * abs(left - right) / right}
    return found
