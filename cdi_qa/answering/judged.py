"""A passage as judged for a question: whether it is taken to answer, and how likely it does."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from statistics import fmean

from cdi_qa.schema import Hit, Passage

ANSWERABLE = 0.44
"""Support and lead together from which a passage is taken to answer. Set over notes that nothing
else was tuned on and over the dev questions, so that fewer answers are wrong than by support alone.
"""
_FAINTLY, _LITTLE, _TWICE = 0.32, 0.545, 2.0
"""Cosine and support below which a passage has only words in common with a question, and what its
lead then counts for. Over nine notes that nothing else was tuned on nearly a tenth fewer answers
are wrong for it, and none fewer right.
"""
_BEST = 10
"""Candidates, best first, from which an answer has to stand out."""
_USUAL_LEAD = 0.13
"""How far the best candidate stands out from the others where it answers by a hair."""
_BY_SUPPORT = 0.5
"""What the lead in support over the next best counts for, against that in cosine over them all."""
_PLAIN_LEAD = 0.07
"""Lead from which a passage is plainly meant, whatever the words."""
LACKING = 0.6
"""What support is lowered to where something is missing."""
_LOGISTIC = (4.4, -2.4)
_KEYWORDS = 0.03
LITERAL = 0.95
"""Coverage of a passage that speaks of all that is asked, whatever the embedding makes of it."""
_TOUCHED, _ALIKE = 0.1, 0.35
"""Coverage or cosine, of which one has to show that a passage speaks of what is asked at all."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with how well it supports an answer."""

    hit: Hit
    support: float
    """Weighted mean of coverage and scaled cosine, 0 to 1, changed a little by what else is
    known.
    """
    coverage: float
    """Share of the question's weight that the passage and its headings speak of, 0 to 1."""
    typed: bool
    """True where it holds an answer of the asked type."""
    missing: tuple[str, ...]
    """Keys without which it cannot be the answer and which it does not hold."""
    behind: float = 0.0
    """How far it is to be ranked behind others that support an answer as well."""
    of_before: bool = False
    """True where it is of an earlier inspection and no time is named."""
    lead: float = 0.0
    """How much further than usual it stands out from the other candidates: a question that no
    passage answers is a little like many of them, one that is answered is most like its answer.
    """

    @property
    def order(self) -> float:
        """What passages are ranked by. BM25 helps to rank, but grows with the corpus, so that it
        has no part in deciding whether there is an answer.
        """
        return self.support + _KEYWORDS * self.hit.bm25 - self.behind

    @property
    def confidence(self) -> float:
        """How likely it is to answer, 0 to 1: support and lead through a logistic (Platt 1999).

        It was fitted on 595 answers by support alone; with the lead, over 246 answers to dev
        questions, it is within .06 of the share that is right in every tenth.
        """
        slope, constant = _LOGISTIC
        return 1 / (1 + math.exp(-(slope * (self.support + self.lead) + constant)))

    @property
    def answers(self) -> bool:
        """True where it is taken to answer the question."""
        near = self.coverage >= _TOUCHED or self.hit.cosine >= _ALIKE
        return near and self.typed and not self.missing and self._is_enough

    @property
    def _is_enough(self) -> bool:
        faint = self.hit.cosine < _FAINTLY and self.support < _LITTLE
        return self.support + self.lead * (_TWICE if faint else 1.0) >= ANSWERABLE

    @property
    def whole(self) -> float:
        """Support as it was before it was lowered for what is missing."""
        return self.support / LACKING if self.missing else self.support

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.hit.passage


def with_leads(judged: list[Judged], unknown: Collection[str]) -> list[Judged]:
    """The candidates, best first, with how far the best stand out from each other.

    One that stands out far enough may say in other words what no document has a word for: keys
    that are `unknown` are then not missing in it.
    """
    best = judged[:_BEST]
    if len(best) < 2:
        return judged
    led = []
    for at, item in enumerate(best):
        others = [*best[:at], *best[at + 1 :]]
        above = item.hit.cosine - fmean(other.hit.cosine for other in others)
        over = item.whole - max(other.whole for other in others)
        lead = above + _BY_SUPPORT * over - _USUAL_LEAD
        if item.coverage >= LITERAL:
            lead = max(lead, 0.0)
        if lead >= _PLAIN_LEAD and item.missing and set(item.missing) <= set(unknown):
            item = replace(item, missing=(), support=item.whole)
        led.append(replace(item, lead=lead))
    return led + judged[_BEST:]
