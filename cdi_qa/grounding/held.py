"""What is cited, read once: each piece's words, figures and, of a table, its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cdi_qa.grounding.english import plain
from cdi_qa.grounding.mentions import Mention, find_mentions, segments
from cdi_qa.knowledge.lexicon import Lexicon, load_lexicon
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.schema import Corpus, Evidence, Row, Table
from cdi_qa.text import fold_space


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text with the keys of the words that belong to it."""

    mention: Mention
    words: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """One piece of cited text."""

    text: str
    around: str
    """Its headings and what its source is called."""
    figures: tuple[Figure, ...]
    keys: frozenset[str]
    table: Table | None = None
    rows: tuple[Row, ...] = ()
    """The rows of the table that it holds; its figures are then read from their cells."""


@lru_cache(maxsize=8)
def _lexicon(abbreviations: tuple[tuple[str, str], ...]) -> Lexicon:
    return load_lexicon().with_abbreviations(abbreviations)


def lexicon_of(corpus: Corpus) -> Lexicon:
    """The lexicon with the abbreviations that the documents give."""
    return _lexicon(corpus.abbreviations)


def read_figures(text: str, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The figures of a text with the words that belong to each."""
    mentions = find_mentions(text)
    return tuple(
        Figure(mention, words, lexicon.keys(words))
        for mention, words in zip(mentions, segments(text, mentions), strict=True)
    )


def read_held(evidence: Evidence, corpus: Corpus) -> Held:
    """One piece of evidence as the checks need it."""
    return _read_held(evidence, _Own(corpus))


class _Own:
    """A corpus as a key of a cache: itself and no other."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def __hash__(self) -> int:
        return id(self.corpus)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Own) and other.corpus is self.corpus


@lru_cache(maxsize=1024)
def _read_held(evidence: Evidence, own: _Own) -> Held:
    corpus = own.corpus
    lexicon = lexicon_of(corpus)
    text = plain(evidence.quote)
    around = plain(" . ".join((*evidence.section, *_lead_in(evidence, corpus))))
    table, rows = _rows(evidence, corpus)
    figures = () if rows else read_figures(text, lexicon)
    return Held(text, around, figures, lexicon.keys(f"{text} . {around}"), table, rows)


def _lead_in(evidence: Evidence, corpus: Corpus) -> list[str]:
    """The sentence that introduces the list that a quote is an item of, and its footnotes."""
    return [
        part
        for passage in corpus.passages
        if (passage.source, passage.page) == (evidence.source, evidence.page)
        and passage.quote
        and passage.quote in evidence.quote
        for part in (passage.lead_in, *passage.footnotes)
        if part
    ]


def _rows(evidence: Evidence, corpus: Corpus) -> tuple[Table | None, tuple[Row, ...]]:
    for table in corpus.tables:
        if table.source == evidence.source and table.key is not None:
            rows = tuple(
                row
                for row in table.rows
                if row.page == evidence.page and fold_space(row.quote) in evidence.quote
            )
            if rows:
                return table, rows
    return None, ()


def figures_of(corpus: Corpus) -> tuple[Figure, ...]:
    """Every figure of the documents' prose."""
    return _figures_of(_Own(corpus))


@lru_cache(maxsize=4)
def _figures_of(own: _Own) -> tuple[Figure, ...]:
    lexicon = lexicon_of(own.corpus)
    return tuple(
        figure
        for passage in own.corpus.passages
        if passage.kind != "row"
        for figure in read_figures(plain(passage.quote), lexicon)
    )


def source_names(source_id: str, corpus: Corpus) -> tuple[str, ...]:
    """What a source is called: its name is no statement, whatever words or figures are in it."""
    return tuple(
        name
        for source in corpus.sources
        if source.id == source_id
        for name in (source.title, source.spoken, source.publisher)
    )


def vocabulary_of(table: Table, corpus: Corpus) -> Vocabulary:
    """The names of a table's rows and columns."""
    return _vocabulary(_Own(corpus), corpus.tables.index(table))


@lru_cache(maxsize=16)
def _vocabulary(own: _Own, at: int) -> Vocabulary:
    return Vocabulary(own.corpus.tables[at], own.corpus, lexicon_of(own.corpus))
