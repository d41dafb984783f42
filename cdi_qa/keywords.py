"""Search by words: the tokens that count, and BM25 over them, on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon, load_lexicon
from cdi_qa.schema import Corpus
from cdi_qa.text import stem, words
from cdi_qa.vectors import as_index_error


def keyword_tokens(text: str, lexicon: Lexicon) -> list[str]:
    """The tokens BM25 counts: stems of the content words, and the concepts they belong to."""
    tokens = [stem(word) for word in words(text) if word not in FUNCTION_WORDS]
    return tokens + [unit.key for unit in lexicon.units(text) if unit.kind != "stem"]


def write_keywords(folder: Path, corpus: Corpus) -> None:
    """Write the BM25 index of a corpus's passages."""
    import bm25s

    lexicon = load_lexicon().with_abbreviations(corpus.abbreviations)
    tokens = [keyword_tokens(passage.context, lexicon) or ["∅"] for passage in corpus.passages]
    index = bm25s.BM25()
    index.index(tokens or [["∅"]], show_progress=False)  # of a note of nothing but a table
    index.save(str(folder))


def open_keywords(folder: Path) -> Any:
    """What `write_keywords` wrote. Raises IndexUnusableError where it cannot be read."""
    import bm25s

    with as_index_error():
        return bm25s.BM25.load(str(folder))
