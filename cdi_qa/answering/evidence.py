"""Which passages answer a question, and whether any does.

No retrieval score tells an answerable question from a tempting one that is not, so the decision
rests on structure: the evidence has to speak of what is asked about (offence, force, year, body)
and hold an answer of the asked type (a figure, a date, a name), and on whether one passage stands
out from the others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import pairwise

from cdi_qa.answering.answer_type import (
    asks_of_exclusion,
    count_noun,
    figure_distance,
    holds_type,
    is_still_to_come,
    only_excluded,
)
from cdi_qa.answering.judged import ANSWERABLE, LACKING, LITERAL, Judged, with_leads
from cdi_qa.answering.lists import PAST, is_generic, is_of_other_time, is_undone, tells_more
from cdi_qa.answering.per_time import asks_of_year, tells_of_year, without_year
from cdi_qa.answering.speaking import find_speaker, speaks
from cdi_qa.answering.spoken import Spoken
from cdi_qa.index import Index
from cdi_qa.knowledge import clerk
from cdi_qa.knowledge.chatter import CHATTER
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.question import Question, years_of
from cdi_qa.schema import Hit, Passage
from cdi_qa.text import stem, stems, words

CANDIDATES = 40
_COVERAGE = 0.3
"""Weight of coverage in support; the rest is the cosine's."""
_COSINE_SCALE = 1.5
_SAME_THING = 0.36
"""Cosine from which a passage may speak in other words of what no document has a word for."""
_SUBJECT = 3
"""Words of a sentence within which stands what it is of."""
_FRAGMENT = 6
"""Words; a shorter passage is like everything and says little."""
_WEIGHED = 8
"""Questions whose weights are kept: each passage that is judged asks for them."""
_REACH, _BESIDE = 9, 3
"""Words between a figure and what it counts: still of it, and plainly of it."""
_NARROWER = 0.15
_LEAVES_OUT = 0.15
"""What counts for a passage that says of the very thing asked about that it is left out."""
_OF_ITS_DAY = 0.08
"""What counts for a passage that begins with the very thing whose day is asked for."""
_OF_BEFORE, _ONLY_LEADS_IN = 0.1, 0.15
"""What counts against a passage of an earlier inspection where no time is named, and against one
that only says what is to follow.
"""
_RECENT = 2
"""Years; what is headed by none of so many before the newest is of an earlier inspection."""
OUTCOME = "outcome"
"""Missing where a passage tells of what is to come and it is asked how it went."""
A_YEAR = "a year"
"""Missing where a passage does not say that its figures are of a year, and that is asked."""
_WHOLE, _ANSWER, _TIME, _SPEAKER = "whole", "answer", "time", "speaker"
_RECORDED, _UNRECORDED = "word:recorded", "word:not recorded"
_OWN = "body:force"
"""The body that the documents are about, which they seldom name beside its people."""
_INSPECTORATE = "body:hmicfrs"
"""The body whose doing an inspection is: "the harbour was inspected" names it seldom."""
_WANTS_WHAT_FOLLOWS = frozenset({"fact", "who", "why", "yes_no", "opinion"})
_ASKED_FOR_ITSELF = frozenset({"term:confidence interval"})
"""What no passage answers that does not name it, whatever else it tells of the same thing."""
_SELECTED = re.compile(r"\ba selection of\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\b(?:in total|altogether|in all|overall|all told)\b", re.IGNORECASE)
_LOOKED_AT = frozenset({"word:examined", "word:selected", "term:sample", "term:audit"})
_ASKS_OF_QUESTIONS = re.compile(
    r"\b(?:questions?|ask(?:s|ed|ing)?|f(?:ind|ound) out|set out|test(?:s|ed)?|examin\w+|aims?|"
    r"look(?:s|ed|ing)? (?:at|into)|check(?:s|ed|ing)?|purpose|focus\w*|point of)\b",
    re.IGNORECASE,
)
"""What a question that a document puts may answer: "what did the inspection set out to ask"."""
_SPOKE = re.compile(
    r"\b(?:say|says|said|saying|tell|tells|told|think|thinks|thought|reckons?)\b", re.IGNORECASE
)
_ASKS_WHAT_IT_DOES = re.compile(
    r"(?:^|\b(?:what|why|when|how|and|so|but) )"
    r"(?:do|does|did|has|have|had|will|would)(?: the| our)?$"
)
_WHAT_WAS = re.compile(
    r"\bwhen (?:was|were|is|are|did|does|will) (?:the |this |that |our |their )?(?P<what>\w+)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:This|That|It|These|They) (?:is|was|are|were|means|arises|follows)\b")
_OF_ITSELF = re.compile(r"This is a digest\b")


class EvidenceFinder:
    """Judges the passages of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._spoken = Spoken(index)
        self._weighed = lru_cache(maxsize=_WEIGHED)(self._weigh)
        self._speaker = lru_cache(maxsize=_WEIGHED)(self._find_speaker)

    def find(self, question: Question) -> list[Judged]:
        """Candidates with their support, best first."""
        hits = self._index.search(question.search_text, CANDIDATES)
        counted = count_noun(question, self._index.lexicon)
        if counted is not None and not self.is_known(counted):
            counted = None  # the documents have another word for it, or nothing on it
        judged = [
            self.judge(question, hit, counted)
            for hit in hits
            if (hit.passage.kind == "link") == (question.asks == "link")
            and hit.passage.section_id not in self._of_digests
        ]
        if question.asks == "why":
            judged += [given for item in judged if (given := self._reason_after(question, item))]
        judged.sort(key=lambda item: -item.order)
        if question.context:  # two turns are a little like what either is of
            return judged
        return with_leads(judged, self._all_unknown(question))

    def _reason_after(self, question: Question, judged: Judged) -> Judged | None:
        """The next sentence ("This is due to …") where it gives the reason for what one says."""
        after = self._next.get(judged.passage.id)
        if judged.typed or judged.missing or after is None or not holds_type(question, after):
            return None
        return replace(judged, hit=replace(judged.hit, passage=after), typed=True)

    def judge(self, question: Question, hit: Hit, counted: Unit | None = None) -> Judged:
        """One passage's support for one question; `counted` is what a number is wanted of."""
        lexicon = self._index.lexicon
        excluding = asks_of_exclusion(question)
        total = held = 0.0
        excluded = False
        missing: list[str] = []
        for unit, share, weight in self._weighed(question):
            total += weight
            offence = unit.kind in {"offence", "matter"} and share == 1.0
            left_out = offence and only_excluded(hit.passage.clean, unit, lexicon)
            excluded = excluded or left_out
            if (left_out and not excluding) or (
                _is_doing(unit, question) and not self._names(hit.passage, unit)
            ):
                missing.append(unit.key)
            elif same := self._spoken.held(unit, hit.passage):
                held += weight * same
            elif (
                offence
                or unit.key in _ASKED_FOR_ITSELF
                or (unit.kind == "person" and _asks_of_person(question))
                or (unit.kind in {"body", "person"} and not self.is_known(unit))
                or (unit.kind == "body" and question.asks == "name" and unit.key != _OWN)
            ):
                missing.append(unit.key)
            else:
                held += weight * self._spoken.held_in_other_words(unit, hit.passage)
        around = hit.passage.context + " " + self._source_context(hit.passage.source)
        if not self._agrees(question, hit.passage):
            missing.append(_RECORDED)
        if hit.cosine < _SAME_THING:
            missing += self._all_unknown(question)
        narrower = self._is_narrower(question, hit.passage)
        if (narrower and _IN_ALL.search(question.text)) or self._counts_selection(
            question, hit.passage
        ):
            missing.append(_WHOLE)
        if is_still_to_come(question, hit.passage, lexicon):
            missing.append(OUTCOME)
        if hit.passage.clean.endswith("?") and not _ASKS_OF_QUESTIONS.search(question.text):
            missing.append(_ANSWER)
        if is_undone(question.text) and not clerk.cue("lapse").search(hit.passage.clean):
            missing.append(_ANSWER)  # "what has not improved" is not told by what has
        if self._speaker(question) and not speaks(hit.passage, self._speaker(question)):
            missing.append(_SPEAKER)
        if asks_of_year(question.text) and not tells_of_year(hit.passage.clean):
            missing.append(A_YEAR)
        if is_of_other_time(question.text, f"{hit.passage.lead_in} {hit.passage.clean}"):
            missing.append(_TIME)
        missing += [year for year in question.years if year not in years_of(around)]
        coverage = held / total if total else 0.0
        typed, bonus = self._typed(question, hit.passage, counted)
        bonus -= _NARROWER if narrower else 0.0
        bonus += _LEAVES_OUT if excluded and excluding else 0.0
        similarity = max(0.0, min(1.0, hit.cosine * _COSINE_SCALE))
        support = _COVERAGE * coverage + (1 - _COVERAGE) * similarity + bonus
        if bonus <= 0 and _is_fragment(hit.passage.clean):
            support -= 0.1
        if coverage >= LITERAL and typed and not question.context:
            support = max(support, ANSWERABLE)
        if missing:
            support *= LACKING
        behind = _OF_BEFORE if self._is_of_before(question, hit.passage) else 0.0
        leads_in = hit.passage.clean.endswith(":") and not tells_more(hit.passage)
        if leads_in and question.asks in _WANTS_WHAT_FOLLOWS:
            behind += _ONLY_LEADS_IN
        return Judged(hit, support, coverage, typed, tuple(missing), behind)

    def _find_speaker(self, question: Question) -> frozenset[str]:
        return find_speaker(question.text, self._index.lexicon)

    def _names(self, passage: Passage, unit: Unit) -> bool:
        """True where the passage or what stands around it names something, not only a title."""
        around = f"{self._spoken.before(passage)} {passage.context}"
        return unit.key in self._index.lexicon.keys(around)

    def _all_unknown(self, question: Question) -> list[str]:
        """What is asked about, where no document speaks of any of it: "say about police dogs"."""
        telling = [u for u in (*question.units, *question.context) if not is_generic(u)]
        if any(self.is_known(unit) for unit in telling):
            return []
        return [u.key for u in telling if u.kind == "stem" and u.surface not in CHATTER]

    def _is_of_before(self, question: Question, passage: Passage) -> bool:
        """True where no time is named and the headings of a passage are of an earlier one."""
        if question.years or any(u.key == PAST for u in (*question.units, *question.context)):
            return False
        headed = years_of(passage.lead_in) or years_of(" ".join(passage.section[-1:]))
        newest = max(
            (int(y) for s in self._index.corpus.sources for y in years_of(s.date)), default=0
        )
        return bool(headed) and newest - max(map(int, headed)) >= _RECENT

    def _is_narrower(self, question: Question, passage: Passage) -> bool:
        """True where a number of all crime is asked for and the passage counts one kind of it."""
        asked = {unit.kind for unit in (*question.units, *question.context)}
        if question.asks not in {"count", "share"} or "offence" in asked:
            return False
        return any(u.kind == "offence" for u in self._index.lexicon.units(passage.clean))

    @staticmethod
    def _counts_selection(question: Question, passage: Passage) -> bool:
        """True where a number is asked for and the passage counts only those of them that were
        picked out to be looked at.
        """
        asked = {unit.key for unit in (*question.units, *question.context)}
        counted = question.asks in {"count", "share"} and not asked & _LOOKED_AT
        return counted and _SELECTED.search(passage.clean) is not None

    def _agrees(self, question: Question, passage: Passage) -> bool:
        """False where one speaks of crimes recorded and the other of crimes that were not."""
        asked = {unit.key for unit in question.units}
        told = {unit.key for unit in self._index.lexicon.units(passage.clean)}
        if not told & {_RECORDED, _UNRECORDED}:  # "in most of the 116 …"
            told |= {u.key for u in self._index.lexicon.units(self._spoken.before(passage))}
        if _UNRECORDED in asked:
            return bool(told & {_RECORDED, _UNRECORDED})
        counted = question.asks == "count" and _RECORDED in asked
        return not (counted and _UNRECORDED in told and _RECORDED not in told)

    def _typed(
        self, question: Question, passage: Passage, counted: Unit | None
    ) -> tuple[bool, float]:
        """Whether the passage holds an answer of the asked type, and what that adds to support."""
        before = self._spoken.before(passage)
        told = holds_type(question, passage)
        if not told and question.asks == "who" and before:  # "She says …" is said of her before
            told = holds_type(question, replace(passage, clean=before))
        if not told:
            return False, -0.05
        if question.asks == "when" and _is_of_its_day(question.text, passage.clean):
            return True, _OF_ITS_DAY
        if counted is None or counted.key == _RECORDED:
            return True, 0.0
        distance = figure_distance(passage, counted, self._index.lexicon)
        if not self._spoken.held(counted, passage) and self._spoken.held_in_other_words(
            counted, passage
        ):
            return True, 0.0
        if distance is None or distance > _REACH:
            return False, -0.05
        return True, 0.15 if distance <= _BESIDE else 0.0

    def is_known(self, unit: Unit) -> bool:
        """True where some passage or heading speaks of it."""
        return self._spoken.is_known(unit)

    def weight(self, unit: Unit) -> float:
        """How much a unit tells: the fewer passages say it, the more."""
        return self._spoken.weight(unit)

    def _weigh(self, question: Question) -> list[tuple[Unit, float, float]]:
        """What is asked about, with its share of a unit's weight and the weight that this makes."""
        told = dict(self._spoken.weighted(question))
        return [
            (unit, told[unit], self._spoken.weight(unit) * told[unit])
            for unit in without_year(told, question.text)
        ]

    def _source_context(self, source_id: str) -> str:
        source = self._index.corpus.source(source_id)
        return f"{source.title} {source.date}"

    @cached_property
    def _of_digests(self) -> frozenset[str]:
        """The sections in which digests speak of themselves: evidence of nothing else."""
        digests = {s.id for s in self._index.corpus.sources if s.kind == "digest"}
        return frozenset(
            passage.section_id
            for passage in self._index.corpus.passages
            if passage.source in digests and _OF_ITSELF.match(passage.clean)
        )

    @cached_property
    def _next(self) -> dict[str, Passage]:
        """The sentence after, where it begins by pointing back at the one before it."""
        pairs = pairwise(self._index.corpus.passages)
        return {
            before.id: after
            for before, after in pairs
            if (before.section_id, before.block) == (after.section_id, after.block)
            and _POINTS_BACK.match(after.clean)
        }


@lru_cache(maxsize=8192)
def _is_fragment(text: str) -> bool:
    return len(words(text)) < _FRAGMENT


def _is_of_its_day(question: str, told: str) -> bool:
    """True where what a passage begins with is what a day is asked of: "when was the visit"."""
    what = _WHAT_WAS.search(question) if not told.endswith(":") else None
    return what is not None and stem(what["what"]) in stems(" ".join(told.split()[:_SUBJECT]))


def _is_doing(unit: Unit, question: Question) -> bool:
    """True for somebody, or a body beside the inspected and the inspecting, whose doing is asked
    for: "did the board …".

    The title of a document, which may name it, tells nothing of what it did.
    """
    if unit.kind not in {"body", "person"} or unit.key in {_OWN, _INSPECTORATE}:
        return False
    before = " ".join(words(question.text)[: unit.position])
    return _ASKS_WHAT_IT_DOES.search(before) is not None


def _asks_of_person(question: Question) -> bool:
    """True where it is a person's name, or what they said, that is wanted."""
    return question.asks in {"name", "who"} or _SPOKE.search(question.text) is not None
