"""Tables of care homes for the tests of what the pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.lookup import Vocabulary
from cdi_qa.lookup.measure import Measures
from cdi_qa.lookup.sheet import Sheet
from cdi_qa.schema import Corpus, Passage, Row
from tests.lookup.tables import make_corpus

HEADINGS = ("Home", "Rating", "Visited", "Score", "Beds")
HOMES = (
    ("Oakview", "Good", "Jan-20", "77.5", "41"),
    ("Elm", "Outstanding", "Feb-20", "91", "12"),
    ("Fern", "Good", "Mar-20", "77.50", "55"),
    ("Beech", "Inadequate", "", "60.25", "-"),
    ("=2+3", "Good", "Mar-20", "-", "-7"),
)
"""A tie (Oakview and Fern), cells that are not given and a name that is a formula."""


def make_sheet(
    printed: Sequence[Sequence[str]] = HOMES,
    headings: Sequence[str] = HEADINGS,
    prose: str = "Oakview was visited again. Oakview has 41 beds.",
    key: int = 0,
) -> tuple[Corpus, Sheet]:
    """A corpus of one table and one sentence of prose, and its sheet."""
    corpus = make_corpus(headings, printed, key)
    told = Passage("p", "note", 1, 0, 0, "sentence", prose, prose)
    corpus = replace(corpus, passages=(told,))
    vocabulary = Vocabulary(corpus.tables[0], corpus, load_lexicon())
    return corpus, Sheet(corpus, vocabulary, Measures(vocabulary, corpus))


def names(sheet: Sheet, rows: Sequence[Row]) -> list[str]:
    return [sheet.printed(row) for row in rows]
