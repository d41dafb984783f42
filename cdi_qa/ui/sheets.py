"""A table of the corpus with the words for its rows and columns, opened for the pages."""

from __future__ import annotations

from functools import lru_cache

from cdi_qa.index import Index
from cdi_qa.lookup import Vocabulary
from cdi_qa.lookup.database import comparison_table
from cdi_qa.lookup.measure import Measures
from cdi_qa.lookup.query import COMPARISON
from cdi_qa.lookup.sheet import NOT_GIVEN, Sheet
from cdi_qa.reading.cells import is_missing
from cdi_qa.schema import Cell, Corpus, Table


def tables_in_order(corpus: Corpus) -> list[Table]:
    """Every table of the corpus, the one that look-ups are made in first."""
    first = comparison_table(corpus.tables)
    return sorted(corpus.tables, key=lambda table: table is not first)


@lru_cache(maxsize=4)
def open_sheet(index: Index, name: str) -> Sheet:
    """The table of that name with its words; raises KeyError where there is none."""
    tables = {table.name: table for table in index.corpus.tables}
    if (compared := comparison_table(index.corpus.tables)) is not None:
        tables[COMPARISON] = compared
    table = tables[name]
    first = _compared(index)
    vocabulary = first
    if vocabulary is None or table is not compared:
        vocabulary = Vocabulary(table, index.corpus, index.lexicon, first)
    return Sheet(index.corpus, vocabulary, Measures(vocabulary, index.corpus))


@lru_cache(maxsize=4)
def _compared(index: Index) -> Vocabulary | None:
    """The words of the comparison table, kept: to find its own row takes all that was read."""
    compared = comparison_table(index.corpus.tables)
    return Vocabulary(compared, index.corpus, index.lexicon) if compared is not None else None


def name_ours(sheet: Sheet) -> str:
    """What to call the own row: "our force"."""
    return "ours" if sheet.body == "body" else f"our {sheet.body}"


def printed_text(cell: Cell) -> str:
    """A cell as printed, or that it is not given."""
    return NOT_GIVEN if is_missing(cell.printed) else cell.printed


def different(headings: list[str]) -> list[str]:
    """The headings, a number added to those that would be alike."""
    found: list[str] = []
    for heading in headings:
        name, number = heading, 2
        while name in found:
            name, number = f"{heading} ({number})", number + 1
        found.append(name)
    return found
