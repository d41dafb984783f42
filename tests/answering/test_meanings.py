"""What a term means is told where a document says so, and not where it only uses the term."""

from collections.abc import Callable

import pytest

from cdi_qa.answering.meanings import find_meaning
from cdi_qa.assistant import Assistant
from cdi_qa.schema import Passage

SAID = [
    "A late return is any book that comes back after its date.",
    "Staff fill in a tally card, a sheet with a box for each hour.",
    "Reserve stock: the books kept in the cellar.",
    "Lending to another branch is called a transfer.",
    "A ghost loan (a book lent to nobody at all) was found twice.",
    "Many shelves were dead stock – books that nobody borrows – so they were cleared.",
    "Forty is the most that a card may hold, and nil means that it is blocked.",
    "The spot check of fines and late returns took a week.",
    "LMS lets branches lend a book without a card, and it failed twice.",
    "The Readers Charter was not followed, and a spot check was missed.",
    'A "near thing" is anything that wets a page.',
    "A shelf is out of bounds if nobody may climb to it.",
    "The loan record slip (LRS) means the card in the cover.",
]


def passages() -> list[Passage]:
    return [
        Passage(f"p{at}", "note", 1, 0, len(text), "sentence", text, text)
        for at, text in enumerate(SAID)
    ]


@pytest.mark.parametrize(
    ("question", "at"),
    [
        ("what's a late return", 0),
        ("so what is a late return exactly?", 0),
        ("what does late return mean", 0),
        ("could you say in plain english what a late return is?", 0),
        ("what is a tally card", 1),
        ("what is meant by reserve stock?", 2),
        ("what's a transfer please", 3),
        ("ghost loan meaning", 4),
        ("define dead stock", 5),
        ("what's a dead stock shelf", 5),
        ("what does nil actually mean", 6),
        ("near thing meaning", 10),
        ("what does out of bounds mean", 11),
        ("what does LRS mean", 12),
    ],
)
def test_a_term_is_explained_where_a_sentence_says_what_it_is(question: str, at: int) -> None:
    meaning = find_meaning(question, passages())
    assert meaning is not None
    assert meaning.explained
    assert meaning.passage.id == f"p{at}"


@pytest.mark.parametrize(
    ("question", "at"),
    [
        ("what is a spot check", 7),
        ("what does spot-check mean?", 7),
        ("what is LMS", 8),
        ("what does the LMS mean", 8),
        ("what is the Readers Charter", 9),
    ],
)
def test_a_term_that_is_only_used_is_not_explained(question: str, at: int) -> None:
    meaning = find_meaning(question, passages())
    assert meaning is not None
    assert not meaning.explained
    assert meaning.passage.id == f"p{at}"


@pytest.mark.parametrize(
    "question",
    ["what is a bookmark", "what is the most", "what's missed", "what took a week", "who was nil"],
)
def test_no_meaning_is_asked_of_what_is_no_term_of_the_documents(question: str) -> None:
    assert find_meaning(question, passages()) is None


def test_an_unexplained_term_is_refused_with_the_place_where_it_stands(
    ask_of: Callable[[str], Assistant],
) -> None:
    answer = ask_of("# Branches\n\n" + "\n\n".join(SAID)).ask("what's a spot check?")
    assert answer.status == "not_in_documents"
    assert "“spot check” without saying what it means" in answer.text
    assert answer.citations[0].quote == SAID[7]
