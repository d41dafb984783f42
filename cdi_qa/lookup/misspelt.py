"""Misspelt words of a question, recovered against a table's names and the words of asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases
from cdi_qa.text import words

SIMILAR = 83.0
"""Likeness (rapidfuzz ratio, 0 to 100) from which a misspelt name or word is recovered."""
SHORTEST = 4
"""Letters of the shortest name that is recovered."""
_SHORTEST_WORD = 6
"""Letters of the shortest word of asking that is recovered, names being likelier than those."""
_MOST_EDITS = 2


@lru_cache(maxsize=256)
def recoverable(vocabulary: Vocabulary) -> Mapping[str, tuple[str, str]]:
    """Spellings that a typing error may be of, with the kind and value of their mention."""
    found = {word: ("column", column) for word, column in vocabulary.column_words.items()}
    found |= {spelling: ("grade", grade) for spelling, grade in vocabulary.grade_words.items()}
    found |= {" ".join(run): ("key", key) for run, key in vocabulary.keys.items() if len(run) <= 3}
    return {spelling: meant for spelling, meant in found.items() if len(spelling) >= SHORTEST}


def nearest_name(typed: str, names: Sequence[str]) -> tuple[str, float] | None:
    """The name most like what was typed, with the likeness; None where none is like it."""
    choices = [name for name in names if name[0] == typed[0]]
    match = process.extractOne(typed, choices, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return (match[0], match[1]) if match else None


def mend_words(tokens: list[str], vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """The tokens with misspelt words of asking put right, and what was read as what.

    A token that is more like one of the table's names is left for that name.
    """
    names = list(recoverable(vocabulary))
    mended, remarks = list(tokens), []
    for at, typed in enumerate(tokens):
        counted = tokens[at + 1 : at + 2] in (["many"], ["much"])
        if counted and typed != "how" and DamerauLevenshtein.distance(typed, "how") == 1:
            mended[at] = "how"
        if len(typed) < _SHORTEST_WORD or not typed.isalpha() or vocabulary.is_word(typed):
            continue
        match = nearest_name(typed, _asking_words())
        name = nearest_name(typed, names)
        if match is None or (name is not None and name[1] >= match[1]):
            continue
        if DamerauLevenshtein.distance(typed, match[0]) <= _MOST_EDITS:
            mended[at] = match[0]
            remarks.append(f"“{typed}” was read as “{match[0]}”.")
    return mended, remarks


@lru_cache(maxsize=1)
def _asking_words() -> tuple[str, ...]:
    """The words by which people ask things of a table."""
    data = load_phrases()
    phrases = [
        phrase
        for section in ("operations", "comparators", "cues", "measures")
        for group in data[section].values()
        for phrase in group
    ]
    said = {word for phrase in [*phrases, *data["filler"]["words"]] for word in words(phrase)}
    return tuple(sorted(word for word in said if len(word) >= _SHORTEST_WORD and word.isalpha()))
