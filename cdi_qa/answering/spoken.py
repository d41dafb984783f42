"""What each passage of an index speaks of, and how much of a question that is.

A question's words weigh by how few passages say what they may mean. A passage that says a word
holds it in full, one whose headings or neighbours say it holds less, and one that says it in other
words less again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property, lru_cache

from cdi_qa.answering.left_out import only_excluded
from cdi_qa.index import Index
from cdi_qa.knowledge.chatter import CHATTER, SMALL_WORDS
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.knowledge.thesaurus import load_thesaurus
from cdi_qa.question import Question
from cdi_qa.reading.keys import find_before
from cdi_qa.schema import Passage
from cdi_qa.text import stems

VIEWS = frozenset({"word:accepts", "word:disputes", "word:disappointed"})
"""Views that somebody may take."""
_OF_TALK, _PLAIN_ENGLISH = 0.1, 0.5
"""What a word counts for that only talk has, and one of plain English, against a term."""
_IN_TEXT, _IN_CONTEXT, _FROM_BEFORE = 1.0, 0.75, 0.5
_IN_OTHER_WORDS = 0.8
"""What other words for the same count for, against the very word."""
_FEW = 3
"""Passages that alone speak of what is rare."""
_KEPT = 4096
"""Words of questions of which is kept how the documents say them."""


class Spoken:
    """Knows what the passages of one index speak of."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._others = lru_cache(maxsize=_KEPT)(self._find_others)

    def weighted(self, question: Question) -> list[tuple[Unit, float]]:
        """What a question asks about, with the share of its weight that each counts for."""
        own = [(unit, 1.0) for unit in self._with_phrases(question)]
        return own + [(unit, _FROM_BEFORE) for unit in question.context]

    def weight(self, unit: Unit) -> float:
        """Inverse document frequency of a unit, smoothed; what no passage says weighs most."""
        places, _ = self._others(unit.key, unit.surface)
        weight = math.log(1 + len(self._index.keys) / (0.5 + len(places)))
        if unit.surface in SMALL_WORDS or (unit.surface in CHATTER and not self.is_known(unit)):
            return weight * _OF_TALK
        return weight * (_PLAIN_ENGLISH if unit.kind == "word" else 1.0)

    def held(self, unit: Unit, passage: Passage) -> float:
        """How far a passage speaks of a unit in the same words, 0 to 1."""
        keys, at = self._index.keys, self._index.places[passage.id]
        if unit.key in keys.own(at):
            return _IN_TEXT
        return _IN_CONTEXT if unit.key in keys.around(at) else 0.0

    def held_in_other_words(self, unit: Unit, passage: Passage) -> float:
        """How far a passage speaks of what may be meant by a unit, in other words, 0 to 1."""
        _, others = self._others(unit.key, unit.surface)
        if not others:
            return 0.0
        keys, at = self._index.keys, self._index.places[passage.id]
        if any(said <= keys.own(at) for said in others):
            return _IN_OTHER_WORDS * _IN_TEXT
        if any(said <= keys.around(at) for said in others):
            return _IN_OTHER_WORDS * _IN_CONTEXT
        return 0.0

    def speaks_of(self, unit: Unit, passage: Passage) -> bool:
        """True where a passage or what stands around it names a unit, in whatever words."""
        return self.held(unit, passage) > 0 or self.held_in_other_words(unit, passage) > 0

    def says(self, unit: Unit, passage: Passage) -> bool:
        """True where a passage or what heads it names a unit, or the passage in other words."""
        in_other_words = _IN_OTHER_WORDS * _IN_TEXT
        return (
            self.held(unit, passage) > 0
            or self.held_in_other_words(unit, passage) >= in_other_words
        )

    def keys_of(self, passage: Passage) -> frozenset[str]:
        """The keys of what a passage itself says."""
        return self._index.keys.own(self._index.places[passage.id])

    def keys_around(self, passage: Passage) -> frozenset[str]:
        """The same with the keys of what it goes on from."""
        before = self.before(passage)
        return self.keys_of(passage) | (self._index.lexicon.keys(before) if before else frozenset())

    def means(self, unit: Unit, said: Unit) -> bool:
        """True where the words that another unit is said in are other words for this one."""
        return frozenset(stems(said.surface)) in self._others(unit.key, unit.surface)[1]

    def says_around(self, unit: Unit, passage: Passage) -> bool:
        """True where the passage or what stands around it names something, not only a title."""
        around = f"{self.before(passage)} {passage.context}"
        return unit.key in self._index.lexicon.keys(around)

    def says_near(self, unit: Unit, passage: Passage) -> bool:
        """True where what stands next to a passage names something, not only a title far above."""
        near = (*passage.section[-1:], passage.lead_in, *passage.footnotes, self.before(passage))
        return unit.key in self._index.lexicon.keys(" . ".join(near))

    def introduces(self, unit: Unit, passage: Passage) -> bool:
        """True where what introduces a passage's list names something: "the six stages are:"."""
        return unit.key in self._index.lexicon.keys(passage.lead_in)

    def is_known(self, unit: Unit) -> bool:
        """True where some passage or heading speaks of it."""
        return bool(self._places(unit.key))

    def is_only_left_out(self, unit: Unit) -> bool:
        """True where whatever speaks of it only leaves it out: "all offences excluding fraud"."""
        passages = (self._index.corpus.passages[at] for at in self._places(unit.key))
        said = [passage.clean for passage in passages if unit.key in self.keys_of(passage)]
        return bool(said) and all(only_excluded(t, unit, self._index.lexicon) for t in said)

    def is_rare(self, unit: Unit) -> bool:
        """True where few passages or headings speak of it, but some."""
        return 0 < len(self._places(unit.key)) <= _FEW

    def is_said(self, unit: Unit) -> bool:
        """True where some passage or heading speaks of it, in its own words or in others."""
        return bool(self._others(unit.key, unit.surface)[0])

    def before(self, passage: Passage) -> str:
        """The sentence before in the same paragraph, which "this" and "she" point back to."""
        return self._before[passage.id]

    def _with_phrases(self, question: Question) -> list[Unit]:
        """The question's units, with the plain words of a known phrase as one."""
        stemmed = stems(question.text)
        units = {unit.position: unit for unit in question.units}
        found: list[Unit] = []
        at = 0
        while at < len(stemmed):
            phrase = self._phrase_at(stemmed, at, units)
            if phrase is None:
                found += [units[at]] if at in units else []
                at += 1
            else:
                found.append(phrase)
                at += len(phrase.surface.split())
        return list(dict.fromkeys(found))

    def _phrase_at(self, stemmed: Sequence[str], at: int, units: dict[int, Unit]) -> Unit | None:
        """The phrase of plain words that begins there, where documents only put it otherwise."""
        run = load_thesaurus().phrase_at(stemmed, at)
        inside = [units[place] for place in range(at, at + len(run or ())) if place in units]
        if not run or not inside or any(unit.kind not in {"stem", "word"} for unit in inside):
            return None
        whole = len(inside[0].surface.split()) >= len(run)  # a term of the lexicon
        first, *rest = (self._places(unit.key) for unit in inside)
        if whole or first.intersection(*rest):
            return None
        surface = " ".join(run)
        phrase = Unit(f"phrase:{surface}", "word", surface, at)
        return phrase if self._others(phrase.key, surface)[1] else None

    def _find_others(
        self, key: str, surface: str
    ) -> tuple[frozenset[int], tuple[frozenset[str], ...]]:
        """The places of the passages that say a unit in any words, and the other words for it."""
        places = self._places(key)
        others = []
        for other in load_thesaurus().others(tuple(stems(surface))):
            first, *rest = map(self._places, other.stems)
            if found := first.intersection(*rest):
                places |= found
                others.append(other.stems)
        return places, tuple(others)

    def _places(self, key: str) -> frozenset[int]:
        return self._index.keys.places(key)

    @cached_property
    def _before(self) -> dict[str, str]:
        return find_before(self._index.corpus.passages)
