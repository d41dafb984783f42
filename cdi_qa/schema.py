"""The types that flow through the program, from a document on disk to a finished answer.

Everything here is immutable and knows nothing of LangChain, Chroma, DuckDB or Streamlit.
Offsets are counted in characters of the page's text, from 0, end exclusive. Pages count from 1;
a page number is None where the format has no pages (Markdown, HTML, Word). Rates are per cent,
0 to 100, and keep the decimals they were printed with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from cdi_qa.record import Discrepancy as Discrepancy
from cdi_qa.record import Evidence as Evidence
from cdi_qa.record import Record as Record

SourceKind = Literal["full", "digest"]
PassageKind = Literal["sentence", "bullet", "item", "footnote", "row", "link"]
ColumnKind = Literal["number", "grade", "date", "text"]
Status = Literal[
    "answered",
    "partly_answered",
    "premise_corrected",
    "not_in_documents",
    "needs_clarification",
]
AnsweredBy = Literal["table", "passages", "both", "none", "table+llm", "passages+llm", "both+llm"]


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the corpus and what is known of it from the manifest or its file."""

    id: str
    title: str
    kind: SourceKind
    path: str
    """File name, relative to the corpus folder."""
    publisher: str = ""
    date: str = ""
    """Publication date in ISO form, or empty where it is not known."""
    address: str = ""
    provenance: str = ""
    """Licence, or where the text comes from."""
    attribution: str = ""
    """How the text names it in a sentence ("the briefing note"); the title where empty."""
    pages: int | None = None
    sha256: str = ""

    @property
    def spoken(self) -> str:
        """The name to use inside a sentence."""
        return self.attribution or self.title


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page, exactly as read."""

    source: str
    number: int | None
    text: str
    label: str = ""
    """What is printed as its number ("iv"), empty where nobody knows; `number` counts from 1."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest thing that is quoted: a sentence, a bullet, a list item, a footnote.

    `text` is the exact slice `page.text[start:end]`; `clean` is the same for reading: white space
    folded, footnote marks, bullet signs and inline markup left out.
    """

    id: str
    source: str
    page: int | None
    start: int
    end: int
    kind: PassageKind
    text: str
    clean: str
    section: tuple[str, ...] = ()
    """Headings above it, outermost first."""
    section_id: str = ""
    lead_in: str = ""
    """The sentence that introduces the list it is an item of ("There are six stages …:")."""
    footnotes: tuple[str, ...] = ()
    """Texts of the footnotes whose marks it carries."""
    block: int = 0
    """Number of the paragraph or bullet it is part of, counted through the source."""
    set_off: bool = False
    """True where white space sets its paragraph off from the one before."""
    continues: bool = False
    """True where the sentence runs on over the end of the page."""
    continued: bool = False
    """True where the sentence began on the page before."""

    @property
    def quote(self) -> str:
        """The verbatim run of the source's text, white space folded."""
        return " ".join(self.text.split())

    @property
    def context(self) -> str:
        """What a search should see: headings, lead-in, the text and its footnotes."""
        parts = [*self.section, self.lead_in, self.clean, *self.footnotes]
        return ". ".join(part.rstrip(" .:") for part in parts if part)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with everything under it on one page, the grain that list questions want."""

    id: str
    source: str
    page: int | None
    path: tuple[str, ...]
    passages: tuple[str, ...]
    """Ids of its passages in reading order."""
    text: str
    """Its passages' clean text, for searching."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: the text as printed and its value, one of the two (or neither)."""

    printed: str
    number: Decimal | None = None
    word: str | None = None
    """A grade in its one spelling, a date in ISO form, or a text."""
    degree: int | None = None  # the place of a grade on its column's own scale, 0 the best

    @property
    def value(self) -> Decimal | str | None:
        """The typed value, None where the cell is empty or not of its column's type."""
        return self.word if self.number is None else self.number


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `doubts`: other headings it may have; `scale`: its grades as a text orders."""

    name: str
    heading: str
    kind: ColumnKind
    doubts: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its cells and its place in the source."""

    cells: tuple[Cell, ...]
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Table:
    """A typed table: grades in one spelling besides, dates the first of their month (ISO)."""

    name: str
    source: str
    caption: str
    section: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str | None
    """Name of the column that names each row (the force), None where no column does."""

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def position(self, name: str) -> int:
        """The position of a column, from 0."""
        return self.columns.index(self.column(name))

    def keys(self) -> list[str]:
        """The printed name of each row, in order (empty without a key column)."""
        if self.key is None:
            return []
        at = self.position(self.key)
        return [row.cells[at].printed for row in self.rows]

    def row_of(self, key: str) -> Row:
        """The row with that printed name; raises KeyError where there is none."""
        if self.key is not None:
            at = self.position(self.key)
            for row in self.rows:
                if row.cells[at].printed == key:
                    return row
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, and why, in one sentence."""

    path: str
    reason: str


@dataclass(frozen=True)
class Corpus:
    """Everything that was read: sources, pages, passages, sections, tables, records, problems."""

    sources: tuple[Source, ...]
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Abbreviation and expansion, as the documents themselves give them."""
    problems: tuple[Problem, ...] = ()
    records: tuple[Record, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()

    def source(self, source_id: str) -> Source:
        """The source of that id; raises KeyError where there is none."""
        return self._sources[source_id]

    def page(self, source_id: str, number: int | None) -> Page:
        """One page of a source; raises KeyError where there is none."""
        return self._pages[source_id, number]

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _pages(self) -> dict[tuple[str, int | None], Page]:
        return {(page.source, page.number): page for page in self.pages}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with the scores that each part gave it."""

    passage: Passage
    cosine: float
    """Cosine similarity of question and passage, -1 to 1 (0 where dense search missed it)."""
    bm25: float
    """BM25 score, 0 where the words do not meet."""
    fused: float
    """Reciprocal rank fusion of the two lists."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from; the JSON shape is fixed by the contract."""

    n: int
    source: str
    title: str
    page: int | None
    section: str | None
    quote: str
    label: str = ""
    """What is printed as the page's number, empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class TableResult:
    """The rows that a look-up rests on and the query that found them."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    sql: str
    query: str = ""
    """What the question was read as, on one line."""
    working: str = ""
    """How the answer was worked out, in one plain sentence."""
    # Of rows joined from two tables, each column's table and column, None where worked out.
    origins: tuple[tuple[str, str] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One finished answer, checked, in the shape of the contract."""

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    table: TableResult | None = None
    caveats: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    ask_at_meeting: str | None = None
    answered_by: AnsweredBy = "none"
    elapsed_ms: float = 0.0
    confidence: float = 1.0
    """How well what was found supports the answer, 0 to 1; 1 for a look-up and a whole list."""

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain JSON types, keys in the contract's order."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a draft answer with the evidence it rests on.

    `computed` holds figures in no quote that were worked out from rows; no others are accepted.
    """

    text: str
    evidence: tuple[Evidence, ...]
    computed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it has been checked and numbered."""

    status: Status
    claims: tuple[Claim, ...]
    table: TableResult | None = None
    caveats: tuple[Claim, ...] = ()
    suggestions: tuple[str, ...] = ()
    ask_at_meeting: str | None = None
    answered_by: AnsweredBy = "none"
    confidence: float = 1.0


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Identifies the model and its settings; part of the index's fingerprint."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """An array of shape (len(texts), dimensions), each row of length 1."""
