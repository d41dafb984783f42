"""Sentences that say the same thing with another figure or date in another place.

Two sentences are held to say the same where their words agree but for their figures. Figures that
are malformed on their face ("38,8000") are found here too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.reading.cells import DATE
from cdi_qa.reading.passages import evidence_of
from cdi_qa.reading.unlike import Saying, pair_unlike
from cdi_qa.schema import Discrepancy, Passage
from cdi_qa.text import NUMBER, stem, words

_FIGURE = re.compile(rf"{DATE.pattern}|{NUMBER.pattern}", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;:0-9] )[A-Z]\w+(?: \d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST = 4
"""Content words that two sentences have to share."""
_ALIKE = 0.8
"""Share of their content words."""


_HELD = 200
"""Wordings with a rare word that others with that word are held against: the first."""
_VARIANTS = 8
"""Wordings that one is found to be like, at most, apart from its own."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: int
    """Which of all passages it is."""
    passage: Passage
    figures: tuple[str, ...]
    words: frozenset[str]
    names: frozenset[str]
    """Words with a capital within the sentence: whom it is about."""


class _Wording:
    """The sentences of the same words, and the other wordings that are like them."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self.sentences: list[_Sentence] = []
        self.like: list[_Wording] = []


def find_contradictions(passages: Sequence[Passage]) -> tuple[Discrepancy, ...]:
    """The pairs of sentences that differ in one figure or date and in hardly a word.

    Of words that are said more often than `unlike` allows for, with as many figures, not each pair
    is told; nor is each wording held against each where more than `_HELD` share their rarest words.
    """
    alike: dict[tuple[int, frozenset[str]], dict[frozenset[str], _Wording]] = defaultdict(dict)
    for place, passage in enumerate(passages):
        sentence = _read(place, passage)
        if sentence.figures and len(sentence.words) >= _LEAST:
            wordings = alike[len(sentence.figures), sentence.names]
            wording = wordings.setdefault(sentence.words, _Wording(sentence.words))
            wording.sentences.append(sentence)
    pairs = sorted(
        {pair for wordings in alike.values() for pair in _pairs_of([*wordings.values()])},
        key=lambda pair: (pair[1].place, pair[0].place),
    )
    return tuple(_told(one, other, at) for one, other in pairs for at in _differing(one, other))


def _pairs_of(wordings: Sequence[_Wording]) -> Iterator[tuple[_Sentence, _Sentence]]:
    _find_like(wordings)
    for wording in wordings:
        if len(wording.sentences) == 1 and not wording.like:
            continue
        for other in (wording, *wording.like):
            for one, two in _but_for_one_figure(wording.sentences, other.sentences):
                if one.place != two.place:
                    yield (one, two) if one.place < two.place else (two, one)


def _but_for_one_figure(
    ones: Sequence[_Sentence], others: Sequence[_Sentence]
) -> Iterator[tuple[_Sentence, _Sentence]]:
    """Pairs that agree in all figures but the one at some place."""
    left, right = _each_figure(ones), _each_figure(others)
    pairs = pair_unlike([saying for _, saying in left], [saying for _, saying in right])
    yield from ((left[at][0], right[to][0]) for at, to in pairs)


def _each_figure(sentences: Sequence[_Sentence]) -> list[tuple[_Sentence, Saying]]:
    """Each figure of each sentence, said of its place and of the figures in all other places."""
    found: list[tuple[_Sentence, Saying]] = []
    for sentence in sentences:
        figures = [figure.lower() for figure in sentence.figures]
        hashes = [hash(item) for item in enumerate(figures)]
        whole = sum(hashes)
        found += [
            (sentence, ((at, whole - hashes[at]), figure)) for at, figure in enumerate(figures)
        ]
    return found


def _find_like(wordings: Sequence[_Wording]) -> None:
    """Find the wordings that are like each other, without holding each against every other.

    Two sets that share so much of their union share one of their rarest words (the prefix filter
    of set similarity joins, Chaudhuri et al. 2006).
    """
    frequency = Counter(word for wording in wordings for word in wording.words)
    holding: dict[str, list[int]] = defaultdict(list)
    for at, wording in enumerate(wordings):
        rarest = sorted(wording.words, key=lambda word: (frequency[word], word))
        prefix = rarest[: len(rarest) - ceil(_ALIKE * len(rarest)) + 1]
        earlier = sorted({before for word in prefix for before in holding[word]})
        like = (wordings[before] for before in earlier if _are_alike(wordings[before], wording))
        wording.like = [*islice(like, _VARIANTS)]
        for word in prefix:
            if len(holding[word]) < _HELD:
                holding[word].append(at)


def _are_alike(one: _Wording, other: _Wording) -> bool:
    shared = len(one.words & other.words)
    return shared >= _LEAST and shared >= _ALIKE * len(one.words | other.words)


def _read(place: int, passage: Passage) -> _Sentence:
    text = passage.clean
    figures = tuple(match.group().replace(",", "") for match in _FIGURE.finditer(text))
    content = (word for word in words(_FIGURE.sub(" ", text)) if word not in FUNCTION_WORDS)
    kept = frozenset(map(stem, content)) if passage.kind != "row" else frozenset()
    names = frozenset(match.group() for match in _NAME.finditer(text))
    return _Sentence(place, passage, figures, kept, names)


def _differing(one: _Sentence, other: _Sentence) -> Iterator[int]:
    """Where two sentences differ, if in one figure only and else in next to nothing."""
    if one.passage.section_id == other.passage.section_id:
        return  # items of one list speak of different things in the same words
    pairs = list(zip(one.figures, other.figures, strict=True))
    unlike = [at for at, (first, second) in enumerate(pairs) if first.lower() != second.lower()]
    if len(unlike) == 1 and not all(map(_YEAR.fullmatch, pairs[unlike[0]])):
        yield unlike[0]  # two years are two things told, not one told twice


def _told(one: _Sentence, other: _Sentence, at: int) -> Discrepancy:
    return Discrepancy(
        subject="",
        places=(evidence_of(one.passage), evidence_of(other.passage)),
        printed=(one.figures[at], other.figures[at]),
        shares=None,
    )
