"""The thesaurus: what a question's words may mean besides, in sets that may share words."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.text import stem, words

Run = tuple[str, ...]
"""The stems of a word or phrase."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another way to say a word or phrase."""

    text: str
    stems: frozenset[str]
    """The stems of its content words, all of which a passage has to hold."""


class Thesaurus:
    """Sets of words and phrases that may mean the same; each set is a line, commas between."""

    def __init__(self, sets: Iterable[str]) -> None:
        self._sets = [[term.strip() for term in line.split(",")] for line in sets]
        self._first: dict[str, dict[str, list[int]]] = defaultdict(dict)
        """For the first word of a term, as a stem, the terms and the sets that they are in."""
        for at, terms in enumerate(self._sets):
            for term in terms:
                word = term.partition(" ")[0].partition("-")[0].replace("'", "")
                self._first[stem(word)].setdefault(term, []).append(at)
        self._read: dict[str, list[tuple[Run, list[int]]]] = {}

    def begins_with(self, word: str) -> bool:
        """True where a term begins with a word of this stem."""
        return word in self._first

    def phrase_at(self, stemmed: Sequence[str], at: int) -> Run | None:
        """The longest phrase of several words that begins there, None where none does."""
        for run, _ in self._terms(stemmed[at]):
            if len(run) > 1 and tuple(stemmed[at : at + len(run)]) == run:
                return run
        return None

    def others(self, run: Run) -> tuple[Other, ...]:
        """What else may be said for a word or phrase."""
        held = (at for term, sets in self._terms(run[0]) if term == run for at in sets)
        told: dict[frozenset[str], str] = {}
        for at in held:
            for term in self._sets[at]:
                own, content = _read(term)
                if content and own != run:
                    told.setdefault(content, term)
        return tuple(Other(term, content) for content, term in told.items())

    def put_otherwise(
        self, text: str, known: Container[str], taken: Container[int] = (), most: int = 3
    ) -> list[str]:
        """Other words, of stems that are known, for the words of a text that are not.

        Words at the places taken are left as they are.
        """
        tokens = words(text)
        stemmed = [stem(token) for token in tokens]
        found: dict[str, None] = {}
        at = 0
        while at < len(tokens):
            run = self.phrase_at(stemmed, at) or (stemmed[at],)
            if any(place in taken for place in range(at, at + len(run))):
                run = (stemmed[at],)
            elif len(run) > 1 or (tokens[at] not in FUNCTION_WORDS and stemmed[at] not in known):
                said = (o.text for o in self.others(run) if all(part in known for part in o.stems))
                found |= dict.fromkeys(islice(said, most))
            at += len(run)
        return list(found)

    def _terms(self, first: str) -> list[tuple[Run, list[int]]]:
        """The terms that begin with a stem, longest first, with the sets that each is in."""
        if first not in self._read:
            terms = self._first.get(first, {})
            runs = [(_read(term)[0], sets) for term, sets in terms.items()]
            self._read[first] = sorted(runs, key=lambda found: -len(found[0]))
        return self._read[first]


@lru_cache(maxsize=16384)
def _read(term: str) -> tuple[Run, frozenset[str]]:
    """A term's stems, and those that a passage must hold that says so: none where too few are left.

    "Up their game" is not what a passage says that speaks of a game.
    """
    tokens = words(term)
    content = frozenset(stem(token) for token in tokens if token not in FUNCTION_WORDS)
    enough = len(tokens) == 1 or len(content) > 1
    return tuple(map(stem, tokens)), content if enough else frozenset()


@lru_cache(maxsize=1)
def load_thesaurus() -> Thesaurus:
    """The thesaurus that ships with the package."""
    text = files("cdi_qa.knowledge").joinpath("thesaurus.toml").read_text(encoding="utf-8")
    subjects = tomllib.loads(text).values()
    return Thesaurus(line for lines in subjects for line in lines.splitlines())
