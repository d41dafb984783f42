"""Sentences that say the same thing with another figure or date in another place.

Two sentences are held to say the same where their words agree but for their figures. Figures that
are malformed on their face ("38,8000") are found here too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.reading.cells import DATE
from cdi_qa.schema import Discrepancy, Evidence, Passage
from cdi_qa.text import NUMBER, stem, words

MALFORMED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*,(?:\d{4,}|\d{1,2})(?![\d,])")
"""A figure whose commas do not part thousands."""
_FIGURE = re.compile(rf"{DATE.pattern}|{NUMBER.pattern}", re.IGNORECASE)
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
        for one, other in combinations(group, 2)
        for at in _differing(one, other)
    )


def _read(passage: Passage) -> _Sentence:
    text = passage.clean
    figures = tuple(match.group().replace(",", "") for match in _FIGURE.finditer(text))
    content = (word for word in words(_FIGURE.sub(" ", text)) if word not in FUNCTION_WORDS)
    kept = frozenset(map(stem, content)) if passage.kind != "row" else frozenset()
    return _Sentence(passage, figures, kept)


def _differing(one: _Sentence, other: _Sentence) -> Iterator[int]:
    """Where two sentences differ, if in one figure only and else in next to nothing."""
    shared = len(one.words & other.words)
    if shared < _LEAST or shared < _ALIKE * len(one.words | other.words):
        return
    if one.passage.section_id == other.passage.section_id:
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
