"""Which passages answer a question, and whether any does.

No retrieval score tells an answerable question from a tempting one that is not, so the decision
rests on structure: the evidence has to speak of what is asked about (offence, force, year, body)
and hold an answer of the asked type (a figure, a date, a name).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cdi_qa.index import Index
from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.question import YEAR, Question
from cdi_qa.schema import Hit, Passage
from cdi_qa.text import NUMBER_WORDS, figures, words

CANDIDATES = 40
ANSWERABLE = 0.60
"""Support from which a passage is taken to answer; set, like the weights, on the dev questions."""
_FRAGMENT = 6
"""Words; a shorter passage is like everything and says little."""

_IN_TEXT, _IN_CONTEXT, _FROM_BEFORE = 1.0, 0.75, 0.5
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\b(?:19|20)\d\d\b|\bimmediately\b|"
    r"\b(?:within|in|for|by|a further) (?:\w+ ){0,2}(?:hours?|days?|weeks?|months?|years?)\b|"
    r"\b\w+ (?:hours?|days?|weeks?|months?|years?)\b",
    re.I,
)
_SHARE = re.compile(
    r"%|\bper\s?cent\b|\b\d+/\s?\d+\b|\b[Oo]f \d+\b|\b\d+ of\b|\bhalf\b|\bmost\b|\bmajority\b|"
    r"\b\d+\b[^.]*\bon(?:ly)? (?:applied in )?\d+\b|\ball but\b",
    re.I,
)
_NO_COUNT = re.compile(
    r"[+-]?/?-?\s?\d+(?:\.\d+)?(?:%| per\s?cent\b| percentage points?\b)|\b(?:\d{1,2} )?(?:January|"
    r"February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|"
    r"Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]* (?:19|20)\d\d\b|\b(?:19|20)\d\d(?:/\d\d)?\b|"
    r"\b\d+ hours\b"
)
"""Figures that count nothing: percentages, dates, hours."""
_PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_POSTS = re.compile(
    r"\b(?:Deputy|Chief|Assistant|Constable|Police|Crime|Commissioner|Inspector|Inspectorate|HM|"
    r"Select|Committee|Home|Office|National|West|Midlands|of|and|Constabulary|Standards?)\b"
)
_HOW_MANY = re.compile(r"\b(?:how many|number of|no\.? of|how much)\b(?P<rest>.*)", re.I)
_EXCLUSION = re.compile(
    r"\b(?:excluding|except(?: for)?|other than|apart from|not including|leaving out)\s+[\w-]+"
    r"(?:\s+[\w-]+)?",
    re.I,
)
_ABOUT_EXCLUSION = re.compile(
    r"\b(?:exclud\w*|except\w*|left out|leav\w+ out|not count\w*|isn'?t counted|aren'?t counted|"
    r"not includ\w*|without|apart from|take out|taken out)\b",
    re.I,
)
_NAME = re.compile(
    r"(?<![.!?] )(?<!^)\b[A-Z][a-z]+ [A-Z][a-z]+\b|\b[A-Z]{2,}\b|\b(?:HM|the force)\b"
)
_REASON = re.compile(
    r"\b(?:because|due to|since|therefore|so that|reason|explain|as a result|means that|owing|"
    r"so HMIC|deficienc\w+|until such time|only not|so had to|to ensure)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with how well it supports an answer."""

    hit: Hit
    support: float
    """Weighted sum of coverage, cosine and BM25, mostly 0 to 1.2."""
    coverage: float
    """Share of the question's weight that the passage and its headings speak of, 0 to 1."""
    typed: bool
    """True where it holds an answer of the asked type."""
    missing: tuple[str, ...]
    """Keys without which it cannot be the answer and which it does not hold."""

    @property
    def answers(self) -> bool:
        """True where it is taken to answer the question."""
        return self.support >= ANSWERABLE and self.typed and not self.missing

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.hit.passage


class EvidenceFinder:
    """Judges the passages of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, question: Question) -> list[Judged]:
        """Candidates with their support, best first."""
        hits = self._index.search(question.search_text, CANDIDATES)
        counted = count_noun(question, self._index.lexicon)
        judged = [
            self.judge(question, hit, counted)
            for hit in hits
            if (hit.passage.kind == "link") == (question.asks == "link")
        ]
        return sorted(judged, key=lambda item: -item.support)

    def judge(self, question: Question, hit: Hit, counted: Unit | None = None) -> Judged:
        """One passage's support for one question; `counted` is what a number is wanted of."""
        lexicon = self._index.lexicon
        excluding = bool(_ABOUT_EXCLUSION.search(question.text))
        text, context = self._keys[hit.passage.id]
        total = held = 0.0
        missing: list[str] = []
        for unit, share in self._weighted(question):
            weight = self.weight(unit) * share
            total += weight
            offence = unit.kind == "offence" and share == 1.0
            if offence and not excluding and only_excluded(hit.passage.clean, unit, lexicon):
                missing.append(unit.key)
            elif unit.key in text:
                held += weight * _IN_TEXT
            elif unit.key in context:
                held += weight * _IN_CONTEXT
            elif offence:
                missing.append(unit.key)
        around = hit.passage.context + " " + self._source_context(hit.passage.source)
        missing += [year for year in question.years if year not in YEAR.findall(around)]
        coverage = held / total if total else 0.0
        typed = holds_type(question, hit.passage)
        if typed and counted is not None and counted.key != "word:recorded":
            typed = figure_near(hit.passage, counted, lexicon)
        similarity = max(0.0, min(1.0, hit.cosine * 1.25))
        support = 0.5 * coverage + 0.5 * similarity + 0.04 * hit.bm25
        support -= 0.0 if typed else 0.05
        if typed and counted is not None and figure_near(hit.passage, counted, lexicon, reach=3):
            support += 0.15
        support -= 0.1 if len(words(hit.passage.clean)) < _FRAGMENT else 0.0
        if missing:
            support *= 0.6
        return Judged(hit, support, coverage, typed, tuple(missing))

    def weight(self, unit: Unit) -> float:
        """Inverse document frequency of a unit, smoothed; what no passage holds weighs most."""
        count = len(self._index.corpus.passages)
        weight = math.log(1 + count / (0.5 + self._frequency[unit.key]))
        return weight * (0.5 if unit.kind == "word" else 1.0)

    def is_known(self, unit: Unit) -> bool:
        """True where some passage or heading speaks of it."""
        return self._frequency[unit.key] > 0

    @staticmethod
    def _weighted(question: Question) -> list[tuple[Unit, float]]:
        own = [(unit, 1.0) for unit in dict.fromkeys(question.units)]
        return own + [(unit, _FROM_BEFORE) for unit in question.context]

    def _source_context(self, source_id: str) -> str:
        source = self._index.corpus.source(source_id)
        return f"{source.title} {source.date}"

    @cached_property
    def _keys(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """For each passage the keys of its text, and those of what surrounds it."""
        lexicon = self._index.lexicon
        titles = {
            source.id: lexicon.keys(f"{source.title} {source.attribution}")
            for source in self._index.corpus.sources
        }
        found = {}
        neighbours = self._neighbours
        for passage in self._index.corpus.passages:
            around = [*passage.section, passage.lead_in, *passage.footnotes, neighbours[passage.id]]
            context = lexicon.keys(" . ".join(around)) | titles[passage.source]
            found[passage.id] = (lexicon.keys(passage.clean), context)
        return found

    @cached_property
    def _neighbours(self) -> dict[str, str]:
        """The sentence before in the same paragraph, which "this" and "she" point back to."""
        found: dict[str, str] = {}
        before: Passage | None = None
        for passage in self._index.corpus.passages:
            joined = (
                before is not None
                and before.section_id == passage.section_id
                and (
                    before.block == passage.block
                    or re.match(r"(?:She|He|It|They)\b", passage.clean)
                )
            )
            found[passage.id] = before.clean if before is not None and joined else ""
            before = passage
        return found

    @cached_property
    def _frequency(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for text, context in self._keys.values():
            counts.update(text | context)
        return counts


def holds_type(question: Question, passage: Passage) -> bool:
    """True where the passage holds an answer of the type that the question asks for."""
    text = passage.clean
    if question.asks == "share":
        return bool(_SHARE.search(text))
    if question.asks == "count":
        return _counts(text)
    if question.asks == "when":
        return bool(_DATE.search(text))
    if question.asks == "name":
        return bool(_PERSON.search(_POSTS.sub(" ", text)))
    if question.asks == "who":
        return bool(_NAME.search(text))
    if question.asks == "why":
        return bool(_REASON.search(text)) or any(_REASON.search(note) for note in passage.footnotes)
    if question.asks == "link":
        return passage.kind == "link"
    return True


def _counts(text: str) -> bool:
    text = _NO_COUNT.sub(" ", text)
    return bool(figures(text)) or bool(set(words(text)) & set(NUMBER_WORDS))


def count_noun(question: Question, lexicon: Lexicon) -> Unit | None:
    """The thing that "how many …" asks the number of, None where it is not said.

    A figure elsewhere in a passage is no answer to how many of it there are.
    """
    match = _HOW_MANY.search(question.text)
    if question.asks != "count" or match is None:
        return None
    units = lexicon.units(match.group("rest"))
    return units[0] if units else None


def figure_near(passage: Passage, unit: Unit, lexicon: Lexicon, reach: int = 9) -> bool:
    """True where a figure stands within `reach` words of what the unit names."""
    tokens = words(_NO_COUNT.sub(" ", passage.clean))
    numbers = [at for at, token in enumerate(tokens) if token[0].isdigit() or token in NUMBER_WORDS]
    for at in range(len(tokens)):
        run = " ".join(tokens[at : at + 3])
        named = any(found.key == unit.key and found.position == 0 for found in lexicon.units(run))
        if named and any(abs(number - at) <= reach for number in numbers):
            return True
    return False


def only_excluded(text: str, unit: Unit, lexicon: Lexicon) -> bool:
    """True where a text names something only to leave it out ("excluding fraud")."""
    kept = _EXCLUSION.sub(" ", text)
    return kept != text and unit.key not in lexicon.keys(kept)
