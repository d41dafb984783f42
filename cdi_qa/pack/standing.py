"""How the body that the documents are about stands in the comparison table, exactly."""

from __future__ import annotations

from dataclasses import dataclass

from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.lookup import Vocabulary
from cdi_qa.lookup.database import comparison_table
from cdi_qa.lookup.measure import Measures
from cdi_qa.lookup.sheet import Sheet, one_decimal, order_of
from cdi_qa.schema import Column, Corpus, Evidence, Row
from cdi_qa.text import figures, ordinal, words

_FEWEST = 4
"""Rows; fewer make no comparison."""
_NAMED_MOST = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One figure or grade of the own row among all, in words."""

    column: str
    label: str
    value: str
    rank: int
    total: int
    said: str
    """ "77.9%, 11th of the 14 forces"."""
    around: str
    """ "The highest is Sussex with 95.7%, and the plain average is 82.6%."."""
    evidence: tuple[Evidence, ...]
    computed: frozenset[str]

    @property
    def behind(self) -> bool:
        """True in the lower half."""
        return self.rank * 2 > self.total


class Standing:
    """The own row of one corpus's comparison table."""

    def __init__(self, sheet: Sheet, own: Row) -> None:
        self.sheet = sheet
        self.own = own
        self.name = sheet.named(own)

    def columns(self, kind: str) -> list[Column]:
        """The columns of that kind in which the own row has a value, none with a doubtful heading:
        a question for the meeting carries no caveat.
        """
        held = [c for c in self.sheet.table.columns if c.kind == kind and not c.doubts]
        return [c for c in held if self.sheet.is_told(self.own, c.name)]

    def explained(self, column: Column) -> bool:
        """True where the documents say what the column measures."""
        return self.sheet.measures.is_explained(column)

    def place(self, column: Column) -> Place:
        """Where the own row stands in a column of figures."""
        sheet, name = self.sheet, column.name
        rank, joint = sheet.place(self.own, name)
        total, bodies = sheet.field(name)
        value = sheet.value(self.own, name)
        best = sheet.ordered(name)[-1]
        mean = sheet.mean_of(name, sheet.rows)
        around, computed = [], {str(rank), str(total)}
        if sheet.printed(best) != sheet.printed(self.own):
            leaders = sheet.sharing(best, name)
            who = (
                sheet.names(leaders) if len(leaders) <= _NAMED_MOST else f"{len(leaders)} {bodies}"
            )
            computed.add(str(len(leaders)))
            around.append(f"the highest is {sheet.value(best, name)} ({who})")
        if mean is not None:
            average = one_decimal(mean[0])
            computed.add(average)
            around.append(f"the plain average of the {total} is {average}{sheet.unit(name)}")
        said = f"{value}, {joint}{ordinal(rank)} of the {total} {bodies}"
        told = " and ".join(around)
        return Place(
            column=name,
            label=sheet.label(name),
            value=value,
            rank=rank,
            total=total,
            said=said,
            around=f"{told[0].upper()}{told[1:]}." if told else "",
            evidence=(sheet.evidence(self.own), sheet.whole),
            computed=frozenset(computed) | frozenset(figures(said)),
        )

    def below(self, column: Column) -> int:
        """How many rows have a worse grade than the own one."""
        own = order_of(self.sheet.cell(self.own, column.name))
        held = self.sheet.ordered(column.name)
        return sum(1 for row in held if order_of(self.sheet.cell(row, column.name)) < own)

    def above(self, column: Column) -> int:
        """How many rows have a better grade than the own one."""
        own = order_of(self.sheet.cell(self.own, column.name))
        held = self.sheet.ordered(column.name)
        return sum(1 for row in held if order_of(self.sheet.cell(row, column.name)) > own)

    def for_text(self, text: str, lexicon: Lexicon) -> Place | None:
        """The place in the column that a text speaks of; None where it speaks of none or many."""
        keys = lexicon.keys(text)
        found = []
        for column in self.columns("number"):
            units = lexicon.units(column.heading, content_only=False)
            if len(units) == 1 and units[0].kind == "offence" and units[0].key in keys:
                found.append(column)
        return self.place(found[0]) if len(found) == 1 else None


def open_standing(corpus: Corpus, lexicon: Lexicon) -> Standing | None:
    """The own row's standing; None without a table of several rows that has one."""
    table = comparison_table(corpus.tables)
    if table is None or len(table.rows) < _FEWEST:
        return None
    vocabulary = Vocabulary(table, corpus, lexicon)
    own = vocabulary.own
    if own is None or not (vocabulary.holds_forces or _in_titles(own, vocabulary, corpus)):
        return None
    sheet = Sheet(corpus, vocabulary, Measures(vocabulary, corpus))
    return Standing(sheet, table.row_of(own))


def _in_titles(own: str, vocabulary: Vocabulary, corpus: Corpus) -> bool:
    titles = [source.title for source in corpus.sources]
    titles += [passage.section[0] for passage in corpus.passages if passage.section]
    names = [words(name) for name in vocabulary.names_of(own)]
    return any(
        words(title)[at : at + len(name)] == name
        for title in titles
        for name in names
        for at in range(len(words(title)))
    )
