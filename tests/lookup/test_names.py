"""Every name that the knowledge file gives a force, and every way to say what is asked."""

from __future__ import annotations

import pytest

from cdi_qa.knowledge.forces import load_forces
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.lookup import Query
from cdi_qa.lookup.parse import NotInTable
from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases
from cdi_qa.text import words
from tests.lookup.conftest import Desk
from tests.lookup.tables import make_corpus

SPELLINGS = [
    (spelling, name)
    for name, others in load_forces()["forces"].items()
    for spelling in [name, *others]
]


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS)
def test_every_spelling_of_a_force(desk: Desk, spelling: str, name: str) -> None:
    held = {desk.vocabulary.keys.get(tuple(words(other))) for other in (name, spelling)} - {None}
    read = desk.read(f"what is the rape rate for {spelling}")
    if held:
        assert isinstance(read, Query)
        assert read.kind == "cell"
        assert read.columns == ("rape",)
        assert set(read.keys) == held
    else:
        assert isinstance(read, NotInTable)
        assert read.names == (name,)


@pytest.mark.parametrize("word", load_forces()["idiom"]["own"])
def test_every_word_for_the_own_force(desk: Desk, word: str) -> None:
    read = desk.read(f"what is the rape rate for {word}")
    assert isinstance(read, Query)
    assert read.keys == ("West Mids",)


ASKED = {
    "tie": ("which forces have {} overall rate", "ties"),
    "nearest": ("who is {} us on violence", "nearest"),
    "just above": ("who is {} us on violence", "extreme"),
    "just below": ("who is {} us on violence", "extreme"),
    "mean": ("{} rape rate", "aggregate"),
    "median": ("{} rape rate", "aggregate"),
    "quarter": ("which {} are we in for violence", "rank"),
    "beyond": ("{} violence rate for Kent", None),
    "table": ("{}", "row"),
}


@pytest.mark.parametrize(
    ("phrase", "question", "kind"),
    [
        (phrase, question, kind)
        for operation, (question, kind) in ASKED.items()
        for phrase in load_phrases()["operations"][operation]
    ],
)
def test_every_phrase_is_understood(
    desk: Desk, phrase: str, question: str, kind: str | None
) -> None:
    read = desk.read(question.format(phrase))
    assert (read.kind if isinstance(read, Query) else None) == kind


def test_rows_that_are_numbered_are_called_by_the_column_after_the_number() -> None:
    corpus = make_corpus(
        ["Ref", "Action", "Status"],
        [["A1", "Fill the posts", "Complete"], ["A2", "Train the staff", "At risk"]],
    )
    vocabulary = Vocabulary(corpus.tables[0], corpus, load_lexicon())
    assert (vocabulary.body, vocabulary.bodies) == ("action", "actions")
