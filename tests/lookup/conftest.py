"""The real corpus' tables without an index, and a way to ask them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.lookup import Database, Query, Vocabulary, parse_question
from cdi_qa.lookup.answers import TableAnswers
from cdi_qa.lookup.parse import NotInTable
from cdi_qa.reading import read_corpus
from cdi_qa.schema import Corpus, Draft

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@dataclass(frozen=True)
class Desk:
    """Answers questions from the tables of a corpus."""

    corpus: Corpus
    database: Database
    vocabulary: Vocabulary
    answers: TableAnswers

    def read(self, *turns: str) -> Query | NotInTable | None:
        before: Query | None = None
        read: Query | NotInTable | None = None
        for turn in turns:
            read = parse_question(turn, self.vocabulary, before)
            before = read if isinstance(read, Query) else None
        return read

    def ask(self, *turns: str) -> Draft | None:
        read = self.read(*turns)
        if isinstance(read, NotInTable):
            return self.answers.refuse(read)
        return self.answers.answer(read) if read is not None else None

    def say(self, *turns: str) -> str:
        draft = self.ask(*turns)
        return ". ".join(claim.text for claim in draft.claims) if draft else ""


def open_desk(corpus: Corpus) -> Desk:
    database = Database(corpus.tables)
    assert database.comparison is not None
    vocabulary = Vocabulary(database.comparison, corpus, load_lexicon())
    return Desk(corpus, database, vocabulary, TableAnswers(corpus, database, vocabulary))


@pytest.fixture(scope="session")
def desk() -> Desk:
    return open_desk(read_corpus(CORPUS)[0])


@pytest.fixture(scope="session")
def say(desk: Desk) -> Callable[..., str]:
    return desk.say
