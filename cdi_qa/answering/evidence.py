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
    counts_of_before,
    figure_distance,
    holds_type,
    only_excluded,
)
from cdi_qa.answering.judged import ANSWERABLE, LACKING, LITERAL, Judged, with_leads
from cdi_qa.answering.lists import PAST, is_generic, is_of_other_time, is_undone
from cdi_qa.answering.spoken import Spoken
from cdi_qa.answering.to_come import is_still_to_come, only_asks
from cdi_qa.index import Index
from cdi_qa.knowledge import clerk
from cdi_qa.knowledge.chatter import CHATTER
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.question import Question, years_of
from cdi_qa.schema import Hit, Passage
from cdi_qa.text import words

CANDIDATES = 40
_COVERAGE = 0.3
"""Weight of coverage in support; the rest is the cosine's."""
_COSINE_SCALE = 1.5
_SAME_THING = 0.36
"""Cosine from which a passage may speak in other words of what no document has a word for."""
_FRAGMENT = 6
"""Words; a shorter passage is like everything and says little."""
_WEIGHED = 8
"""Questions whose weights are kept: each passage that is judged asks for them."""
_REACH, _BESIDE = 9, 3
"""Words between a figure and what it counts: still of it, and plainly of it."""
_NARROWER = 0.15
_LEAVES_OUT = 0.15
"""What counts for a passage that says of the very thing asked about that it is left out."""
_OF_BEFORE, _ONLY_LEADS_IN = 0.1, 0.15
"""What counts against a passage of an earlier inspection where no time is named, and against one
that only says what is to follow.
"""
_RECENT = 2
"""Years; what is headed by none of so many before the newest is of an earlier inspection."""
_IS_THERE = frozenset("work works working worked employed exist exists".split())
"""Said of all things counted: "how many people work for the force"."""
OUTCOME = "outcome"
"""Missing where a passage tells of what is to come and it is asked how it went."""
_WHOLE, _ANSWER, _TIME = "whole", "answer", "time"
_RECORDED, _UNRECORDED = "word:recorded", "word:not recorded"
_WRITTEN = re.compile(r"record|logg|writ|wrote|book|enter|put|count")
"""Words for not recording that can mean nothing else, as "ignored" and "missed" can."""
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
_SPOKE = re.compile(
    r"\b(?:say|says|said|saying|tell|tells|told|think|thinks|thought|reckons?)\b", re.IGNORECASE
)
_ASKS_WHAT_IT_DOES = re.compile(
    r"(?:^|\b(?:what|why|when|how|and|so|but) )"
    r"(?:do|does|did|has|have|had|will|would)(?: the| our)?$"
)
_POINTS_BACK = re.compile(
    r"(?:This|That|It|These|They) (?:is|was|are|were|means|arises|follows)\b"
    r"|(?:\w+ ){1,4}(?:attribut\w+|puts?|blam\w+|explain\w*) (?:this|that|it|these)\b"
)
_EARLIER_ONE = re.compile(
    r"\b(?:last|previous|earlier) (?:\w+ ){0,2}(?:inspection|visit|review)\b|\blast inspected\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(r"This is a digest\b")


class EvidenceFinder:
    """Judges the passages of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._spoken = Spoken(index)
        self._weighed = lru_cache(maxsize=_WEIGHED)(self._weigh)

    def find(self, question: Question) -> list[Judged]:
        """Candidates with their support, best first."""
        hits = self._index.search(question.search_text, CANDIDATES)
        counted = count_noun(question, self._index.lexicon)
        if not all(map(self.is_known, counted[:1])):
            counted = ()  # the documents have another word for it, or nothing on it
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

    def judge(self, question: Question, hit: Hit, counted: tuple[Unit, ...] = ()) -> Judged:
        """One passage's support for one question; `counted` is what a number is wanted of, and what
        that is narrowed by.
        """
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
                _is_doing(unit, question) and not self._spoken.says_around(unit, hit.passage)
            ):
                missing.append(unit.key)
            elif (same := self._spoken.held(unit, hit.passage)) and not (
                unit.kind == "matter"
                and same < 1.0
                and not self._spoken.says_near(unit, hit.passage)
            ):
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
        if counted and not self._tells_of_rest(question, hit.passage, counted):
            missing.append(_ANSWER)
        narrower = self._is_narrower(question, hit.passage)
        if (narrower and _IN_ALL.search(question.text)) or self._counts_selection(
            question, hit.passage
        ):
            missing.append(_WHOLE)
        if is_still_to_come(question, hit.passage, lexicon):
            missing.append(OUTCOME)
        if only_asks(question, hit.passage):
            missing.append(_ANSWER)
        if is_undone(question.text) and not clerk.cue("lapse").search(hit.passage.clean):
            missing.append(_ANSWER)  # "what has not improved" is not told by what has
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
        if hit.passage.clean.endswith(":") and question.asks in _WANTS_WHAT_FOLLOWS:
            behind += _ONLY_LEADS_IN
        return Judged(hit, support, coverage, typed, tuple(missing), behind)

    def _tells_of_rest(
        self, question: Question, passage: Passage, counted: tuple[Unit, ...]
    ) -> bool:
        """False where a passage tells nothing of what is asked of the things counted, though others
        do: "we examined 120 files" does not say in how many a date was missing.
        """
        things = {unit.key for unit in counted}
        rest = [
            unit
            for unit in (*question.units, *question.context)
            if unit.key not in things and unit.kind != "body" and self.is_known(unit)
            if not (is_generic(unit) or unit.surface in CHATTER or unit.surface in _IS_THERE)
        ]
        return not rest or any(self._spoken.says(unit, passage) for unit in rest)

    def _all_unknown(self, question: Question) -> list[str]:
        """What is asked about, where no document speaks of any of it: "say about police dogs"."""
        telling = [u for u in (*question.units, *question.context) if not is_generic(u)]
        if any(self.is_known(unit) for unit in telling):
            return []
        return [u.key for u in telling if u.kind == "stem" and u.surface not in CHATTER]

    def _is_of_before(self, question: Question, passage: Passage) -> bool:
        """True where no time is named and a passage, or what heads it, is of an earlier one."""
        if question.years or any(u.key == PAST for u in (*question.units, *question.context)):
            return False
        if _EARLIER_ONE.search(passage.clean) and not _EARLIER_ONE.search(question.text):
            return True
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
        if any(u.key == _UNRECORDED and _WRITTEN.search(u.surface) for u in question.units):
            return bool(told & {_RECORDED, _UNRECORDED})
        counted = question.asks == "count" and _RECORDED in asked
        return not (counted and _UNRECORDED in told and _RECORDED not in told)

    def _typed(
        self, question: Question, passage: Passage, phrase: tuple[Unit, ...]
    ) -> tuple[bool, float]:
        """Whether the passage holds an answer of the asked type, and what that adds to support."""
        before = self._spoken.before(passage)
        told = holds_type(question, passage)
        if not told and question.asks == "who" and before:  # "She says …" is said of her before
            told = holds_type(question, replace(passage, clean=before))
        if not told:
            return False, -0.05
        if not phrase or phrase[0].key == _RECORDED:
            return True, 0.0
        counted, *narrower = phrase
        said = self._spoken
        if not all(said.held(u, passage) or said.held_in_other_words(u, passage) for u in narrower):
            return False, -0.05
        distance = figure_distance(passage, counted, self._index.lexicon)
        if not said.held(counted, passage) and said.held_in_other_words(counted, passage):
            return True, 0.0
        if distance is None or distance > _REACH:
            named_before = counted.key in self._index.lexicon.keys(before)
            told = named_before and counts_of_before(passage.clean)
            return (True, 0.0) if told else (False, -0.05)
        return True, 0.15 if distance <= _BESIDE else 0.0

    def is_known(self, unit: Unit) -> bool:
        """True where some passage or heading speaks of it."""
        return self._spoken.is_known(unit)

    def weight(self, unit: Unit) -> float:
        """How much a unit tells: the fewer passages say it, the more."""
        return self._spoken.weight(unit)

    def _weigh(self, question: Question) -> list[tuple[Unit, float, float]]:
        """What is asked about, with its share of a unit's weight and the weight that this makes."""
        told = self._spoken.weighted(question)
        return [(unit, share, self._spoken.weight(unit) * share) for unit, share in told]

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
            if before.section_id == after.section_id
            and (before.block == after.block or before.kind == after.kind == "bullet")
            and _POINTS_BACK.match(after.clean)
        }


@lru_cache(maxsize=8192)
def _is_fragment(text: str) -> bool:
    return len(words(text)) < _FRAGMENT


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
