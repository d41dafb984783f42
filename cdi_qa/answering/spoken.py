"""What each passage of an index speaks of, and how much of a question that is.

A question's words weigh by how few passages say what they may mean. A passage that says a word
holds it in full, one whose headings or neighbours say it holds less, and one that says it in other
words less again.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cdi_qa.answering.reasons import OF_WHAT_WENT_BEFORE
from cdi_qa.index import Index
from cdi_qa.knowledge.chatter import CHATTER, SMALL_WORDS
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.knowledge.thesaurus import load_thesaurus
from cdi_qa.question import Question, years_of
from cdi_qa.schema import Passage
from cdi_qa.text import NUMBER, NUMBER_WORDS, stem, stems, words

_OF_TALK, _PLAIN_ENGLISH = 0.1, 0.5
"""What a word counts for that only talk has, and one of plain English, against a term."""
_IN_TEXT, _IN_CONTEXT, _FROM_BEFORE = 1.0, 0.75, 0.5
_IN_OTHER_WORDS = 0.8
"""What other words for the same count for, against the very word."""
_FEW = 3
"""Passages that alone speak of what is rare."""
_KEPT = 4096
"""Words of questions of which is kept how the documents say them."""
_SPEAKS_IN_FIGURES = frozenset(stem(word) for word in ("figures", "numbers", "statistics"))
_SPEAKS_OF_RANK = frozenset(stem(word) for word in ("rank", "title", "post", "position", "role"))
_SPEAKS_OF_PERIOD = frozenset(stem(word) for word in ("period", "cover", "covers", "span", "old"))
_PERIOD = re.compile(
    r"\b(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"(?: (?:19|20)\d\d)?) (?:to|until|and|[-–]) (?:the )?\d{0,2} ?[A-Z][a-z]+ (?:19|20)\d\d\b"
)
"""From one date to another: what tells the period of something without the word."""
_POST = re.compile(
    r"\b(?:Constable|Commissioner|Inspector|Superintendent|Sergeant|Officer|Director|Secretary|"
    r"Minister|Councillor|Chair|Manager)(?: of [A-Z]\w+)? [A-Z]\w+ [A-Z]\w+"
)
"""Somebody named with a post: what tells the rank of a person without the word."""
_GOES_ON = re.compile(rf"(?:She|He|It|They)\b|{OF_WHAT_WENT_BEFORE}")
_SINCE = re.compile(r"\bsince\b.*", re.IGNORECASE)
"""The time that a heading only counts from."""
_OF_WHAT_IS_COUNTED = re.compile(r"\b[Tt]he (\d[\d,]*)\b")
_OF_WHAT_IS_NAMED = re.compile(
    r"\b(?:[Tt]hese|[Tt]hose|[Ss]uch) (?:cases|records|reports|crimes|incidents|offences|files|"
    r"people|victims|complaints|visits|calls)\b|\bof (?:these|those|them)\b"
)


@dataclass(frozen=True, slots=True)
class Keys:
    """By what a passage can be found."""

    text: frozenset[str]
    """The keys of its own words."""
    context: frozenset[str]
    """The keys of its headings, its lead-in, its footnotes and the sentence before it."""


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
        weight = math.log(1 + len(self._keys) / (0.5 + len(places)))
        if unit.surface in SMALL_WORDS or (unit.surface in CHATTER and not self.is_known(unit)):
            return weight * _OF_TALK
        return weight * (_PLAIN_ENGLISH if unit.kind == "word" else 1.0)

    def held(self, unit: Unit, passage: Passage) -> float:
        """How far a passage speaks of a unit in the same words, 0 to 1."""
        keys = self._keys[passage.id]
        if unit.key in keys.text:
            return _IN_TEXT
        return _IN_CONTEXT if unit.key in keys.context else 0.0

    def held_in_other_words(self, unit: Unit, passage: Passage) -> float:
        """How far a passage speaks of what may be meant by a unit, in other words, 0 to 1."""
        _, others = self._others(unit.key, unit.surface)
        keys = self._keys[passage.id]
        if any(said <= keys.text for said in others):
            return _IN_OTHER_WORDS * _IN_TEXT
        if any(said <= keys.context for said in others):
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
        return self._keys[passage.id].text

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

    def is_known(self, unit: Unit) -> bool:
        """True where some passage or heading speaks of it."""
        return unit.key in self._places

    def is_rare(self, unit: Unit) -> bool:
        """True where few passages or headings speak of it, but some."""
        return 0 < len(self._places.get(unit.key, ())) <= _FEW

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
        first, *rest = (self._places.get(unit.key, set()) for unit in inside)
        if whole or first.intersection(*rest):
            return None
        surface = " ".join(run)
        phrase = Unit(f"phrase:{surface}", "word", surface, at)
        return phrase if self._others(phrase.key, surface)[1] else None

    def _find_others(
        self, key: str, surface: str
    ) -> tuple[frozenset[int], tuple[frozenset[str], ...]]:
        """The places of the passages that say a unit in any words, and the other words for it."""
        places = set(self._places.get(key, ()))
        others = []
        for other in load_thesaurus().others(tuple(stems(surface))):
            first, *rest = (self._places.get(part, set()) for part in other.stems)
            if found := first.intersection(*rest):
                places |= found
                others.append(other.stems)
        return frozenset(places), tuple(others)

    @cached_property
    def _keys(self) -> dict[str, Keys]:
        """For each passage by what it can be found."""
        lexicon = self._index.lexicon
        titles = {
            source.id: lexicon.keys(f"{source.title} {source.attribution}")
            for source in self._index.corpus.sources
        }
        found = {}
        for passage in self._index.corpus.passages:
            around = [*passage.section, passage.lead_in, *passage.footnotes, self.before(passage)]
            text = lexicon.keys(passage.clean) | _when(passage)
            if NUMBER.search(passage.clean):
                text |= _SPEAKS_IN_FIGURES
            if _POST.search(passage.clean):
                text |= _SPEAKS_OF_RANK
            if _PERIOD.search(passage.clean):
                text |= _SPEAKS_OF_PERIOD
            # One by one: most are another passage's as well.
            context = titles[passage.source].union(*map(lexicon.keys, filter(None, around)))
            context |= years_of(" ".join(around))
            text |= _otherwise_written(passage.clean)
            found[passage.id] = Keys(text, context)
        return found

    @cached_property
    def _places(self) -> dict[str, set[int]]:
        """For each key the places of the passages that can be found by it."""
        places: dict[str, set[int]] = defaultdict(set)
        for at, keys in enumerate(self._keys.values()):
            for key in keys.text | keys.context:
                places[key].add(at)
        return dict(places)

    @cached_property
    def _before(self) -> dict[str, str]:
        found: dict[str, str] = {}
        section: list[Passage] = []
        for passage in self._index.corpus.passages:
            if section and section[-1].section_id != passage.section_id:
                section = []
            found[passage.id] = _pointed_at(passage, section)
            section.append(passage)
        return found


def _otherwise_written(text: str) -> frozenset[str]:
    """The small numbers of a text as a question may write them: "3" for "three"."""
    tokens = set(words(text))
    in_words = {word for word, number in NUMBER_WORDS.items() if str(number) in tokens}
    return frozenset(in_words | {str(NUMBER_WORDS[w]) for w in tokens & NUMBER_WORDS.keys()})


def _when(passage: Passage) -> frozenset[str]:
    """The years that a passage is of: its own, else those of what introduces or heads it."""
    nearest = (passage.clean, passage.lead_in, _SINCE.sub(" ", " ".join(passage.section[-1:])))
    return next((years for text in nearest if (years := years_of(text))), frozenset())


def _pointed_at(passage: Passage, section: Sequence[Passage]) -> str:
    """What a passage goes on from, of those before it in its section; empty where it does not.

    That is the sentence before in its paragraph, the bullet before where it says "these cases", or
    what last had the figure where it says "the 116".
    """
    if not section:
        return ""
    last = section[-1]
    if last.block == passage.block or _GOES_ON.match(passage.clean):
        return last.clean
    if (figure := _OF_WHAT_IS_COUNTED.search(passage.clean)) is not None:
        said = re.compile(rf"(?<![\d.,]){figure[1]}(?![\d.,]*\d)")
        told = next((p.clean for p in reversed(section) if said.search(p.clean)), "")
        again = re.search(rf"\b[Tt]he {figure[1]}\b.*", told)
        return again.group() if again else told  # of what they are, not what else is said of them
    return last.clean if _OF_WHAT_IS_NAMED.search(passage.clean) else ""
