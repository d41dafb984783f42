"""Misspelt words of a question, recovered against the words of the documents and the lexicon."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from cdi_qa import wording
from cdi_qa.knowledge.forces import force_names
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon, english_words
from cdi_qa.knowledge.thesaurus import load_thesaurus
from cdi_qa.lookup.vocabulary import load_phrases
from cdi_qa.schema import Claim, Corpus
from cdi_qa.text import stem, words

_LIKENESS = 82.0
_SHORTEST_STEM = 5
"""Letters of a word of which other forms are known by its stem: few other words have it."""
_LONG = 6
"""Letters of a word in which one slip leaves no doubt which word is meant."""
_WORD = re.compile(r"(?<!['’\w])[A-Za-z]{4,}(?!['’\w])")
_BRITISH = re.compile(r"(i|y)s(e[ds]?|ing|ations?)$")
""" "Criticise" is no misspelling where only "criticize" is known."""
_SOUND_ALIKE = tuple(
    (one + plural, other + plural)
    for pair in (("er", "or"), ("ance", "ence"), ("ant", "ent"), ("able", "ible"))
    for one, other in (pair, pair[::-1])
    for plural in ("", "s")
)
_PREFIX = re.compile(r"^(?:re|un|mis|non|over|under|pre|de|dis|in)(?=\w{3})")
"""A known word with one of these before it is a word, not a misspelling ("recoded")."""


class Speller:
    """Knows the words of one corpus and of the knowledge files."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon) -> None:
        self._corpus = corpus
        self._lexicon = lexicon

    @cached_property
    def _words(self) -> list[str]:
        held = {w for passage in self._corpus.passages for w in words(passage.clean)}
        held |= {w for section in self._corpus.sections for h in section.path for w in words(h)}
        return sorted(word for word in held | self._knowledge if len(word) >= 4 and word.isalpha())

    @cached_property
    def _knowledge(self) -> frozenset[str]:
        lists = load_phrases()
        spoken = set(lists["filler"]["words"])
        for group in ("operations", "comparators", "cues", "measures"):
            spoken |= {w for phrases in lists[group].values() for p in phrases for w in words(p)}
        names = {word for run in force_names() for word in run}
        return frozenset(spoken | names | self._lexicon.vocabulary)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._words)

    def _swapped(self, word: str) -> str | None:
        """The known word that has the other of two endings that sound alike: "inspecter"."""
        swapped = (
            word.removesuffix(ending) + other
            for ending, other in _SOUND_ALIKE
            if word.endswith(ending)
        )
        return next((known for known in swapped if known in self._known), None)

    def _slipped_ending(self, word: str) -> str | None:
        """The known word of the same stem that a slip of one letter makes: "procedurs", "deadlin".

        A form of a known word is none: "registrars" where only one is spoken of.
        """
        near = [
            known
            for known in self._of_stem.get(stem(word), ())
            if DamerauLevenshtein.distance(word, known, score_cutoff=1) == 1
            and not word.startswith(known)
            and (not known.startswith(word) or known == f"{word}e")
        ]
        with_e = f"{word}e"
        if not near and stem(word) == word and with_e in english_words():
            return with_e
        return next((k for k in near if k[-1] == word[-1]), near[0] if near else None)

    @cached_property
    def _of_stem(self) -> dict[str, list[str]]:
        """The known words by their stems."""
        found: dict[str, list[str]] = {}
        for word in self._words:
            found.setdefault(stem(word), []).append(word)
        return found

    @cached_property
    def _known_stems(self) -> frozenset[str]:
        return frozenset(self._of_stem)

    def correct(self, question: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The question with likely misspellings put right, and each (typed, read) pair."""
        changes: list[tuple[str, str]] = []

        def fix(match: re.Match[str]) -> str:
            typed = match.group()
            read = self._nearest(typed.lower())
            if read is None:
                return typed
            changes.append((typed, read))
            return read

        return _WORD.sub(fix, question), tuple(dict.fromkeys(changes))

    def read(self, question: str) -> tuple[str, tuple[Claim, ...]]:
        """The question with likely misspellings put right, and how each was read."""
        corrected, changes = self.correct(question)
        told = (wording.READ_AS.format(typed=typed, read=read) for typed, read in changes)
        return corrected, tuple(Claim(each, ()) for each in told)

    def _nearest(self, word: str) -> str | None:
        strange = word not in self._known and not _is_plainly_english(word)
        if strange and (meant := self._swapped(word) or self._slipped_ending(word)) is not None:
            return meant
        if word in FUNCTION_WORDS or stem(word) in self._known_stems or _is_english(word):
            return None
        if load_thesaurus().begins_with(stem(word)):
            return None
        prefixed = _PREFIX.sub("", word)
        if prefixed != word and (
            prefixed in english_words() or stem(prefixed) in self._known_stems
        ):
            return None
        choices = [
            known
            for known in self._words
            if known[0] == word[0] and abs(len(known) - len(word)) <= 2
        ]
        found = process.extract(word, choices, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        alike = [known for known, likeness, _ in found if likeness == found[0][1]]
        # A slip is seldom in the ending: "inspecter" is an inspector and not inspected.
        known = next((each for each in alike if each[-1] == word[-1]), alike[0] if alike else "")
        if DamerauLevenshtein.distance(word, known) <= (1 if len(word) <= 6 else 2):
            return known
        return _one_slip(word, choices) or _english(word)


def _one_slip(word: str, choices: list[str]) -> str | None:
    """The only known word that a slip of one letter makes of one of five letters, if any."""
    if len(word) != _SHORTEST_STEM:
        return None
    near = [k for k in choices if DamerauLevenshtein.distance(word, k, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


def _is_english(word: str) -> bool:
    """True for an English word or a form of one, spelled as in Britain or in America."""
    return _is_plainly_english(word) or stem(word) in _english_stems()


def _is_plainly_english(word: str) -> bool:
    known = english_words()
    return word in known or _BRITISH.sub(r"\1z\2", word) in known


@lru_cache(maxsize=1)
def _english_stems() -> frozenset[str]:
    """The stems of the English words that have other forms: "fancied" is "fancy"."""
    return frozenset(stem(word) for word in english_words() if len(word) >= _SHORTEST_STEM)


def _english(word: str) -> str | None:
    """The only plain English word that a slip of one letter makes of a longer one, if any."""
    if len(word) < _LONG:
        return None
    sizes = (len(word) - 1, len(word), len(word) + 1)
    near = (known for size in sizes for known in _longer_words().get((word[0], size), ()))
    found = [w for w in near if DamerauLevenshtein.distance(word, w, score_cutoff=1) == 1]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _longer_words() -> dict[tuple[str, int], list[str]]:
    """The longer English words by their first letter and their length."""
    found: dict[tuple[str, int], list[str]] = {}
    for word in english_words():
        if len(word) >= _LONG:
            found.setdefault((word[0], len(word)), []).append(word)
    return found
