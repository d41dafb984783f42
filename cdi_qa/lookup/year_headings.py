"""Questions that name a year of which a table has columns: "Rate 2017", "Rating in 2018"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.per_cent import says_per_cent
from cdi_qa.reading.cells import unit_of
from cdi_qa.schema import Column, Table
from cdi_qa.text import PERIOD, YEAR, stem, words


def name_year_column(question: str, table: Table) -> str:
    """ "What was Kent's rate in 2017?" as "What was Kent's 2017 Rate?", where one column is that.

    The question as it is where no heading has its year, or where several fit.
    """
    if PERIOD.search(question):
        return question  # a heading is that year, or none is
    years = set(YEAR.findall(question))
    dated = [c for c in table.columns if years & set(YEAR.findall(c.heading))]
    if len(years) != 1 or not dated:
        return question
    (year,) = years
    said = {stem(word) for word in words(question)}
    shared = {column.name: len(said & _subject(column)) for column in dated}
    if says_per_cent(question) and not any(shared.values()):
        shared = {column.name: int(_is_share(column, table)) for column in dated}
    most = max(shared.values())
    fitting = [column for column in dated if shared[column.name] == most]
    if len(fitting) != 1:
        return question
    plain = re.sub(rf"\s*\b(?:(?:in|for|of|during) )?{year}\b(?:['’]s)?", "", question)
    subject = _subject(fitting[0])
    for word in re.finditer(r"\w+", plain):
        if stem(word.group().lower()) in subject:
            return f"{plain[: word.start()]}{fitting[0].heading}{plain[word.end() :]}"
    return f"{plain.rstrip(' ?.')} for {fitting[0].heading}?"


def is_year(column: Column) -> bool:
    """True for a heading that is a year and nothing else."""
    heading = column.heading.strip()
    return (PERIOD.fullmatch(heading) or YEAR.fullmatch(heading)) is not None


def year_columns_at(token: str, at: int, table: Table) -> Iterator[Mention]:
    """The column that a word of a question names by being its year."""
    if token.isdigit():
        for column in table.columns:
            if column.heading == token and is_year(column):
                yield Mention("column", column.name, at, at + 1)


def _subject(column: Column) -> frozenset[str]:
    """The stems of a heading's words but its year."""
    said = (word for word in words(column.heading) if not YEAR.fullmatch(word))
    return frozenset(stem(word) for word in said if word not in FUNCTION_WORDS)


def _is_share(column: Column, table: Table) -> bool:
    at = table.position(column.name)
    printed = unit_of(row.cells[at].printed for row in table.rows) == "%"
    return column.kind == "number" and (printed or says_per_cent(column.heading))
