"""Sentences that say the same thing with another figure or date in another place.

Two sentences are held to say the same where their words agree but for their figures. Figures that
are malformed on their face ("38,8000") are found here too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.reading.cells import DATE
from cdi_qa.schema import Discrepancy, Evidence, Passage
from cdi_qa.text import NUMBER, stem, words

MALFORMED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*,(?:\d{4,}|\d{1,2})(?![\d,])")
"""A figure whose commas do not part thousands."""
_FIGURE = re.compile(rf"{DATE.pattern}|{NUMBER.pattern}", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;:0-9] )[A-Z]\w+(?: \d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST = 4
"""Content words that two sentences have to share."""
_ALIKE = 0.8
"""Share of their content words."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: Passage
    figures: tuple[str, ...]
    words: frozenset[str]
    names: frozenset[str]
    """Words with a capital within the sentence: whom it is about."""


def find_contradictions(passages: Sequence[Passage]) -> tuple[Discrepancy, ...]:
    """The pairs of sentences that differ in one figure or date and in hardly a word."""
    by_count: dict[int, list[_Sentence]] = defaultdict(list)
    for passage in passages:
        sentence = _read(passage)
        if sentence.figures and len(sentence.words) >= _LEAST:
            by_count[len(sentence.figures)].append(sentence)
    return tuple(
        _told(one, other, at)
        for group in by_count.values()
        for one, other in _likely_pairs(group)
        for at in _differing(one, other)
    )


def _likely_pairs(group: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    """The pairs that can be alike enough, without holding each sentence against every other.

    Two sets that share so much of their union share one of their rarest words (the prefix filter
    of set similarity joins, Chaudhuri et al. 2006).
    """
    frequency = Counter(word for sentence in group for word in sentence.words)
    holding: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(group):
        rarest = sorted(sentence.words, key=lambda word: (frequency[word], word))
        prefix = rarest[: len(rarest) - ceil(_ALIKE * len(rarest)) + 1]
        earlier = sorted({before for word in prefix for before in holding[word]})
        yield from ((group[before], sentence) for before in earlier)
        for word in prefix:
            holding[word].append(at)


def _read(passage: Passage) -> _Sentence:
    text = passage.clean
    figures = tuple(match.group().replace(",", "") for match in _FIGURE.finditer(text))
    content = (word for word in words(_FIGURE.sub(" ", text)) if word not in FUNCTION_WORDS)
    kept = frozenset(map(stem, content)) if passage.kind != "row" else frozenset()
    names = frozenset(match.group() for match in _NAME.finditer(text))
    return _Sentence(passage, figures, kept, names)


def _differing(one: _Sentence, other: _Sentence) -> Iterator[int]:
    """Where two sentences differ, if in one figure only and else in next to nothing."""
    shared = len(one.words & other.words)
    if shared < _LEAST or shared < _ALIKE * len(one.words | other.words):
        return
    if one.passage.section_id == other.passage.section_id or one.names != other.names:
        return  # items of one list speak of different things in the same words
    pairs = list(zip(one.figures, other.figures, strict=True))
    unlike = [at for at, (first, second) in enumerate(pairs) if first.lower() != second.lower()]
    if len(unlike) == 1 and not all(map(_YEAR.fullmatch, pairs[unlike[0]])):
        yield unlike[0]  # two years are two things told, not one told twice


def _told(one: _Sentence, other: _Sentence, at: int) -> Discrepancy:
    return Discrepancy(
        subject="",
        places=(_place(one.passage), _place(other.passage)),
        printed=(one.figures[at], other.figures[at]),
        shares=None,
    )


def _place(passage: Passage) -> Evidence:
    return Evidence(passage.source, passage.page, passage.section, passage.quote)
