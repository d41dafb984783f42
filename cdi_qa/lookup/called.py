"""What a table is called: its caption, the headings above it, its document's title and its year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.of_measures import has_measures_for_rows
from cdi_qa.reading.cells import everyday_spellings
from cdi_qa.reading.subjects import dates_of_sources
from cdi_qa.schema import Column, Corpus, Table
from cdi_qa.text import YEAR, stem, words

_NUMBERED = re.compile(r"^\s*(?:Table|Annex|Appendix|Figure)\s+(\w{1,4})\b[.:\s–-]*", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    stem(word)
    for word in "table figure annex appendix comparison data result results report note page "
    "document briefing force forces police all each full".split()
)
_MEASURES = frozenset(
    stem(word) for word in "grade rating rate score judgement figure per cent".split()
)
_TOTAL = re.compile(
    r"(?:all\b|(?:sub|grand)?[\s-]?totals?\b|overall\b|average\b|mean\b|median\b|"
    r"england (?:and|&) wales\b|national\b|.*\b(?:total|average|mean|median)$|"
    r"(?:the |whole )*(?:force|constabulary|service|county|trust|council)"
    r"(?:[ -]?wide| as a whole)?$)",
    re.IGNORECASE,
)
_OF_NUMBER = re.compile(r"\b[^\W\d]+ \d{1,2}\b(?![./])")
"""What is told apart by a number: "Category 2"."""
_SURE_SUM = 100
"""A sum from which on figures hardly come to it by chance."""
_FEWEST = 2
"""Rows of a table beside which none is a total."""
_LONGEST = 80
"""Characters of a caption that a sentence can hold."""


@dataclass(frozen=True)
class Called:
    """What one table is called."""

    table: Table
    title: str
    """Of its document."""
    date: str
    """Of its document, in ISO form or the beginning of one, or empty."""

    @property
    def heading(self) -> str:
        """Its caption without "Table 2", else the heading above it."""
        caption = _NUMBERED.sub("", self.table.caption).strip()
        return caption or (self.table.section[-1] if self.table.section else "")

    @property
    def number(self) -> str:
        """The number that its caption gives it, in lower case, or empty."""
        found = _NUMBERED.match(self.table.caption)
        return found[1].lower() if found else ""

    @property
    def name(self) -> str:
        """What a sentence calls it, after "the": "table “Answering calls”"."""
        if 0 < len(self.heading) <= _LONGEST:
            return f"table “{self.heading}”"
        page = self.table.rows[0].page
        return f"table of {self.title}" if page is None else f"table on page {page} of {self.title}"

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that it goes by."""
        texts = (self.table.caption, *self.table.section, self.title, self.table.source)
        said = {word for text in texts for word in words(text)} - FUNCTION_WORDS
        return frozenset(stem(word) for word in said if word.isalpha()) - _SAYS_NOTHING

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The stems of its headings and of its rows' names."""
        return stems_of(self.table)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it is of: those it is captioned with, else those of its dates, else its
        document's.
        """
        for texts in (
            [self.table.caption],
            self.table.section[-1:],
            list(self._dates()),
            self.table.section,
            [self.date],
            [self.title],
        ):
            if found := frozenset(YEAR.findall(" ".join(texts))):
                return found
        return frozenset()

    def _dates(self) -> Iterable[str]:
        for at, column in enumerate(self.table.columns):
            if column.kind == "date":
                yield from (word for row in self.table.rows if (word := row.cells[at].word))

    @property
    def latest(self) -> str:
        """The last of its years, or empty."""
        return max(self.years, default="")


def without_numbered(heading: str, question: str) -> str:
    """The question without the "category 2" that a caption is of too: no row is held to that 2."""
    for said in _OF_NUMBER.findall(heading):
        question = re.sub(rf"\b{re.escape(said)}\b", " ", question, flags=re.IGNORECASE)
    return question


def is_of_other_number(heading: str, question: str) -> bool:
    """True for "category 1", asked of a table that is of category 2."""
    told = {said.lower() for said in _OF_NUMBER.findall(heading)}
    nouns = {said.split()[0] for said in told}
    asked = {said.lower() for said in _OF_NUMBER.findall(question)}
    return any(said.split()[0] in nouns and said not in told for said in asked)


def totals_of(table: Table) -> list[str]:
    """The names of its rows that sum the others up: "All offences", "England and Wales", and a
    first or last one whose figures are the sum of the others', whatever it is called.
    """
    printed = table.keys()
    if len(printed) <= _FEWEST or has_measures_for_rows(table):  # "Average days to a decision"
        return []
    named = [name for name in printed if _TOTAL.match(name)]
    return named or [printed[at] for at in (-1, 0) if _is_sum(table, at)][:1]


def _is_sum(table: Table, at: int) -> bool:
    """True where one row's count is the sum of the others' in some column."""
    for each, column in enumerate(table.columns):
        figures = [row.cells[each].number for row in table.rows]
        told = [figure for figure in figures if figure is not None]
        if column.kind != "number" or len(told) < len(figures):
            continue
        if told[at] >= _SURE_SUM and told[at] * 2 == sum(told):
            return True
    return False


def without_totals(table: Table) -> Table:
    """The table without the rows that sum the others up."""
    totals = totals_of(table)
    if not totals:
        return table
    kept = [row for row, name in zip(table.rows, table.keys(), strict=True) if name not in totals]
    return replace(table, rows=tuple(kept))


def call_tables(corpus: Corpus, tables: Iterable[Table]) -> list[Called]:
    """What each of some tables is called."""
    titles = {source.id: source.title for source in corpus.sources}
    dates = dates_of_sources(corpus.sources, corpus.passages)
    return [Called(table, titles[table.source], dates[table.source]) for table in tables]


def matching_columns(later: Table, earlier: Table) -> dict[str, str]:
    """The columns of figures and grades of one table that another has too, and what they are called
    there: by name, else by a heading that differs only in "grade", "rate" and the like.
    """
    found = {}
    for column in later.columns:
        if column.kind in {"number", "grade"}:
            same = [each for each in earlier.columns if each.kind == column.kind]
            alike = [each.name for each in same if each.name == column.name]
            alike += [each.name for each in same if _is_same(each, column)]
            if alike:
                found[column.name] = alike[0]
    return found


def _is_same(one: Column, other: Column) -> bool:
    left, right = (
        frozenset(stem(word) for word in words(column.heading)) - _MEASURES
        for column in (one, other)
    )
    return bool(left) and left == right


def is_like(one: Table, other: Table) -> bool:
    """True for tables of the same things at two times: all their columns, or all but one, match."""
    fewest = min(len(_measures(one)), len(_measures(other)))
    return len(matching_columns(one, other)) >= max(1, fewest - 1)


def shares_rows(one: Table, other: Table) -> bool:
    """True where half of the rows of the one with fewer are rows of the other too."""
    left, right = (frozenset(map(str.lower, table.keys())) for table in (one, other))
    return 2 * len(left & right) >= min(len(left), len(right))


def _measures(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.kind in {"number", "grade"}]


def can_be_asked(table: Table) -> bool:
    """True where it names its rows, two or more, and measures them."""
    measured = any(column.kind in {"number", "grade"} for column in table.columns)
    return table.key is not None and len(table.rows) >= 2 and measured


def stems_of(table: Table) -> frozenset[str]:
    """The stems of its headings and of its rows' names."""
    texts = (*(column.heading for column in table.columns), *table.keys())
    said = {word for text in texts for word in words(text)} - FUNCTION_WORDS
    return frozenset(stem(word) for word in said if not word.isdigit())


def values_of(table: Table) -> frozenset[str]:
    """The stems of its words other than names and headings: owners, "overdue", "red"."""
    everyday = set(everyday_spellings().values())
    told = (cell.word for row in table.rows for cell in row.cells if cell.word)
    if everyday.isdisjoint(cell.word for row in table.rows for cell in row.cells):
        return frozenset()
    return frozenset(stem(word) for text in told for word in words(text) if word.isalpha())


def tells_apart(table: Table, years: set[str]) -> bool:
    """True where a column of dates has one of these years and others too: the grammar reads it."""
    dated = (at for at, column in enumerate(table.columns) if column.kind == "date")
    told = {(row.cells[at].word or "")[:4] for at in dated for row in table.rows} - {""}
    return bool(told & years) and len(told) > 1
