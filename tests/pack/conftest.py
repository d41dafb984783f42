"""What the tests of the pack share: corpora read without an index, the store of a folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from cdi_qa.knowledge.lexicon import Lexicon, load_lexicon
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.suggest import suggest_pack
from cdi_qa.reading import read_corpus
from cdi_qa.schema import Corpus

ROOT = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=16)
def read(folder: Path) -> tuple[Corpus, Lexicon]:
    """A folder's corpus and the lexicon with its abbreviations."""
    corpus, _ = read_corpus(folder)
    return corpus, load_lexicon().with_abbreviations(corpus.abbreviations)


@pytest.fixture
def suggest_over(tmp_path: Path) -> Callable[[str], list[Suggestion]]:
    """The suggestions over one note of the given text."""

    def suggest(text: str) -> list[Suggestion]:
        (tmp_path / "note.txt").write_text(text, encoding="utf-8")
        corpus, _ = read_corpus(tmp_path)
        lexicon = load_lexicon().with_abbreviations(corpus.abbreviations)
        return suggest_pack(corpus, lexicon)

    return suggest
