"""What a question's words may mean besides: sets that share words, and the documents' words."""

import pytest

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.knowledge.thesaurus import Thesaurus, load_thesaurus
from cdi_qa.text import stem, stems

SMALL = Thesaurus(
    [
        "discarded, binned, thrown away",
        "cancelled, binned, called off",
        "inactive, sat on their hands, did nothing",
        "improved, up their game",
    ]
)


def said_for(text: str, thesaurus: Thesaurus = SMALL) -> set[str]:
    return {other.text for other in thesaurus.others(tuple(stems(text)))}


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("binned", {"discarded", "thrown away", "cancelled"}),
        ("bins", {"discarded", "thrown away", "cancelled"}),
        ("cancelled", {"binned"}),
        ("sat on their hands", {"inactive"}),
        ("improved", set()),
        ("recorded", set()),
    ],
)
def test_a_word_is_said_by_each_of_its_sets(word: str, others: set[str]) -> None:
    assert said_for(word) == others


def test_little_of_a_phrase_is_not_looked_for() -> None:
    assert "up their game" not in said_for("improved")
    assert "improved" in said_for("up their game")


@pytest.mark.parametrize(
    ("text", "at", "phrase"),
    [
        ("they sat on their hands", 1, "sat on their hands"),
        ("they sat on their hands", 2, None),
        ("they sat on a bench", 1, None),
        ("it was binned", 2, None),
    ],
)
def test_a_phrase_is_found_where_it_begins(text: str, at: int, phrase: str | None) -> None:
    expected = tuple(stems(phrase)) if phrase else None
    assert SMALL.phrase_at(stems(text), at) == expected


@pytest.mark.parametrize(
    ("question", "known", "added"),
    [
        ("who binned it", {"discard", "report"}, ["discarded"]),
        ("who binned it", {"discard", "bin"}, []),
        ("who binned it", {"report"}, []),
        ("why had they sat on their hands", {"inact", "sat", "hand"}, ["inactive"]),
        ("why was it thrown away", {"discard"}, ["discarded"]),
    ],
)
def test_words_the_documents_lack_are_put_in_theirs(
    question: str, known: set[str], added: list[str]
) -> None:
    assert SMALL.put_otherwise(question, known) == added


def test_words_of_the_lexicon_are_left_to_it() -> None:
    assert SMALL.put_otherwise("who binned it", {"discard"}, taken={1}) == []
    assert SMALL.put_otherwise("they sat on their hands", {"inact"}, taken={4}) == []


@pytest.mark.parametrize(
    ("lay", "formal"),
    [
        ("kids", "children"),
        ("the queue", "backlog"),
        ("had a go at", "criticised"),
        ("sat on their hands", "inaction"),
        ("took on", "recruited"),
        ("cuffs", "handcuffs"),
        ("pensioners", "elderly"),
        ("moaned", "complaint"),
    ],
)
def test_lay_words_are_the_documents_words(lay: str, formal: str) -> None:
    thesaurus = load_thesaurus()
    words = tuple(part for part in stems(lay) if part != "the")
    assert stem(formal) in {part for other in thesaurus.others(words) for part in other.stems}


@pytest.mark.parametrize(
    ("one", "other"),
    [("rape", "murder"), ("burglary", "robbery"), ("increase", "decrease"), ("praise", "blame")],
)
def test_near_things_stay_apart(one: str, other: str) -> None:
    said = {part for found in load_thesaurus().others(tuple(stems(one))) for part in found.stems}
    assert said
    assert stem(other) not in said


def test_every_set_says_something_in_several_ways() -> None:
    from importlib.resources import files
    from tomllib import loads

    text = files("cdi_qa.knowledge").joinpath("thesaurus.toml").read_text(encoding="utf-8")
    sets = [line for lines in loads(text).values() for line in lines.splitlines()]
    assert len(sets) > 500
    for line in sets:
        terms = line.split(", ")
        assert len(terms) == len(set(terms)) > 1, line
        assert any(set(term.split()) - FUNCTION_WORDS for term in terms), line
