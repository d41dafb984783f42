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

from cdi_qa.answering.answer_type import count_noun, holds_type
from cdi_qa.answering.argued import ARGUES, goes_on_to_argue
from cdi_qa.answering.counts_other import is_narrower
from cdi_qa.answering.judged import ANSWERABLE, LACKING, LITERAL, Judged, with_leads
from cdi_qa.answering.lacking import ANSWER, Lacking
from cdi_qa.answering.left_out import asks_of_exclusion, only_excluded
from cdi_qa.answering.lists import OWN_BODY, PAST, is_generic, tells_more
from cdi_qa.answering.per_time import without_year
from cdi_qa.answering.reasons import NO_REASON, short_of_reason
from cdi_qa.answering.speaking import asks_of_person, is_doing
from cdi_qa.answering.spoken import VIEWS, Spoken
from cdi_qa.answering.telling import (
    names_doer,
)
from cdi_qa.answering.to_come import is_asked_as_it_is
from cdi_qa.answering.typed import gives_as_many, tells_type
from cdi_qa.asks import Asks
from cdi_qa.index import Index
from cdi_qa.knowledge.chatter import CHATTER
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.question import Question, is_fragment, means_same
from cdi_qa.reading.keys import OF_WHAT_WENT_BEFORE
from cdi_qa.reading.subjects import dates_of_sources
from cdi_qa.schema import Hit, Passage
from cdi_qa.text import words, years_of

CANDIDATES = 40
_COVERAGE = 0.3
"""Weight of coverage in support; the rest is the cosine's."""
_COSINE_SCALE = 1.5
_SAME_THING = 0.36
"""Cosine from which a passage may speak in other words of what no document has a word for."""
_SAME_THING_STATED = 0.5
"""The same where it is asked whether something is so, to which any passage nearby looks a yes."""
_STATES = frozenset({"yes_no", "who", "name"})
"""Types of questions of which the verb says all: "who leads it"."""
_FRAGMENT, _SAYS_LITTLE = 6, 0.1
"""Words, of which a shorter passage is like everything and says little; what counts against it."""
_WEIGHED = 8
"""Questions whose weights and candidates are kept: each passage that is judged asks for the first,
each check of a question for the second.
"""
_NARROWER = 0.15
_LEAVES_OUT = 0.2
"""What counts for a passage that says of the very thing asked about that it is left out."""
_OF_BEFORE, _ONLY_LEADS_IN = 0.1, 0.15
"""What counts against a passage of an earlier inspection where no time is named, and against one
that only says what is to follow.
"""
_ONLY_WANTED = 0.25
"""What counts, where it is asked whether something is so, against what says that it should be."""
_AS_MANY = 0.2
"""What counts, in ranking alone, for a passage that tells of as many things as are asked for."""
_OF_FIGURES: frozenset[Asks] = frozenset({"count", "share"})
_BY_WHOM = 0.15
"""What counts for a passage that says by whom it is done, where that is asked."""
_RECENT = 2
"""Years; what is headed by none of so many before the newest is of an earlier inspection."""
_WANTS_WHAT_FOLLOWS = frozenset({"fact", "who", "why", "yes_no", "opinion"})
_ASKED_FOR_ITSELF = frozenset({"term:confidence interval"})
"""What no passage answers that does not name it, whatever else it tells of the same thing."""
_OF_VIEW = 0.1
"""What a view counts for where it is asked whether somebody takes it: all that is told of what that
person says bears on it.
"""
_POINTS_BACK = re.compile(
    r"(?:This|That|It|These|They) (?:is|was|are|were|means|arises|follows)\b"
    r"|(?:\w+ ){1,4}(?:attribut\w+|puts?|blam\w+|explain\w*) (?:this|that|it|these)\b"
    rf"|{OF_WHAT_WENT_BEFORE}"
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
        self._lacking = Lacking(index, self._spoken)
        self._found = lru_cache(maxsize=_WEIGHED)(self._find)
        self._weighed = lru_cache(maxsize=_WEIGHED)(self._weigh)
        self._excluding = lru_cache(maxsize=_WEIGHED)(self._asks_of_exclusion)

    def find(self, question: Question) -> list[Judged]:
        """Candidates with their support, best first."""
        return list(self._found(question))

    def _find(self, question: Question) -> list[Judged]:
        hits = self._index.search(question.search_text, CANDIDATES)
        counted = count_noun(question, self._index.lexicon)
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
        # "Has the force apologised": what names the force stands out, whatever it tells of it.
        of_body = question.asks in _STATES and any(u.kind == "body" for u in question.units)
        return with_leads(judged, () if of_body else self._all_unknown(question))

    def _reason_after(self, question: Question, judged: Judged) -> Judged | None:
        """The next sentence ("This is due to …") where it gives the reason for what one says."""
        after = self._next.get(judged.passage.id)
        if judged.typed or judged.missing or after is None:
            return None
        argued = goes_on_to_argue(question, judged.passage, after)
        if not argued and not holds_type(question, after, self._index.lexicon):
            return None
        behind = judged.behind - NO_REASON + short_of_reason(question, after, True, self._spoken)
        return replace(judged, hit=replace(judged.hit, passage=after), typed=True, behind=behind)

    def judge(self, question: Question, hit: Hit, counted: tuple[Unit, ...] = ()) -> Judged:
        """One passage's support for one question; `counted` is what a number is wanted of, and what
        that is narrowed by.
        """
        passage, lexicon = hit.passage, self._index.lexicon
        coverage, missing, left_out = self._cover(question, passage)
        if hit.cosine < (_SAME_THING_STATED if question.asks in _STATES else _SAME_THING):
            missing += self._untold(question, passage)
        narrower = is_narrower(question, passage, lexicon)
        missing += self._lacking.find(question, passage, counted, narrower)
        if not coverage and question.asks in _OF_FIGURES:
            missing.append(ANSWER)  # a figure of something else is alike in all but what it is of
        if not all(map(self.is_known, counted[:1])):
            counted = ()  # the documents have another word for it, or nothing on it
        typed, bonus = tells_type(question, passage, counted, self._spoken, lexicon)
        bonus -= _NARROWER if narrower else 0.0
        bonus += _LEAVES_OUT if left_out and self._excluding(question) else 0.0
        similarity = max(0.0, min(1.0, hit.cosine * _COSINE_SCALE))
        support = _COVERAGE * coverage + (1 - _COVERAGE) * similarity + bonus
        if bonus <= 0 and len(words(passage.clean)) < _FRAGMENT:
            support -= _SAYS_LITTLE
        if coverage >= LITERAL and typed and not question.context:
            support = max(support, ANSWERABLE)
        if missing:
            support *= LACKING
        of_before = self._is_of_before(question, passage)
        behind = self._behind(question, passage, typed, coverage)
        behind += _OF_BEFORE if of_before else 0.0
        return Judged(hit, support, coverage, typed, tuple(missing), behind, of_before)

    def _cover(self, question: Question, passage: Passage) -> tuple[float, list[str], bool]:
        """The share of a question's weight that a passage speaks of, 0 to 1; keys of what it has to
        speak of and does not; and whether it says of an offence asked about that it is left out.
        """
        lexicon = self._index.lexicon
        excluding = self._excluding(question)
        of_same = means_same(question.text, question.units)
        total = held = 0.0
        excluded = False
        missing: list[str] = []
        for unit, share, weight in self._weighed(question):
            total += weight
            offence = unit.kind in {"offence", "matter"} and (share == 1.0 or of_same)
            left_out = offence and only_excluded(passage.clean, unit, lexicon)
            excluded = excluded or left_out
            if (left_out and not excluding) or (
                is_doing(unit, question) and not self._spoken.says_around(unit, passage)
            ):
                missing.append(unit.key)
            elif (same := self._spoken.held(unit, passage)) and not (
                unit.kind == "matter" and same < 1.0 and not self._spoken.says_near(unit, passage)
            ):
                held += weight * same
            elif (
                offence
                or unit.key in _ASKED_FOR_ITSELF
                or (unit.kind == "person" and asks_of_person(question))
                or (unit.kind in {"body", "person"} and not self.is_known(unit))
                or (unit.kind == "body" and question.asks == "name" and unit.key != OWN_BODY)
            ):
                missing.append(unit.key)
            else:
                held += weight * self._spoken.held_in_other_words(unit, passage)
        return (held / total if total else 0.0), missing, excluded

    def _behind(self, question: Question, passage: Passage, typed: bool, coverage: float) -> float:
        """How far a passage is to be ranked behind others with as much support."""
        behind = _ONLY_WANTED if is_asked_as_it_is(question, passage) else 0.0
        leads_in = passage.clean.endswith(":") and not tells_more(passage)
        if question.asks == "fact" and gives_as_many(question.text, passage):
            leads_in, behind = False, behind - _AS_MANY
        topic = coverage >= LITERAL and is_fragment(question.text)  # "stages of recording"
        if leads_in and question.asks in _WANTS_WHAT_FOLLOWS and not topic:
            behind += _ONLY_LEADS_IN
        if question.asks == "why":
            behind += short_of_reason(question, passage, typed, self._spoken)
        if question.asks == "who" and names_doer(question, passage, self._index.lexicon):
            behind -= _BY_WHOM
        return behind

    def _asks_of_exclusion(self, question: Question) -> bool:
        offences = [unit for unit in question.units if unit.kind == "offence"]
        only = bool(offences) and all(map(self._spoken.is_only_left_out, offences))
        return asks_of_exclusion(question, only)

    def _all_unknown(self, question: Question) -> list[str]:
        """What is asked about, where no document speaks of any of it: "say about police dogs"."""
        units = (*question.units, *question.context)
        telling = [u for u in units if not (is_generic(u) or u.surface[0].isdigit())]
        if any(self.is_known(unit) for unit in telling):
            return []
        return [u.key for u in telling if u.kind == "stem" and u.surface not in CHATTER]

    def _untold(self, question: Question, passage: Passage) -> list[str]:
        """What is asked about, where no document speaks of any of it in the same words, nor the
        passage of most of it in others.
        """
        unknown = self._all_unknown(question)
        units = [unit for unit in (*question.units, *question.context) if unit.key in unknown]
        told = [unit for unit in units if self._spoken.held_in_other_words(unit, passage)]
        return [] if 2 * len(told) > len(units) else unknown

    def _is_of_before(self, question: Question, passage: Passage) -> bool:
        """True where no time is named and a passage, or what heads it, is of an earlier one."""
        if question.years or any(u.key == PAST for u in (*question.units, *question.context)):
            return False
        if _EARLIER_ONE.search(passage.clean) and not _EARLIER_ONE.search(question.text):
            return True
        headed = years_of(passage.lead_in) or years_of(" ".join(passage.section[-1:]))
        return bool(headed) and self._newest - max(map(int, headed)) >= _RECENT

    @cached_property
    def _newest(self) -> int:
        """The year of the newest document; 0 where none names one."""
        corpus = self._index.corpus
        dates = dates_of_sources(corpus.sources, corpus.passages).values()
        return max((int(year) for date in dates for year in years_of(date)), default=0)

    def is_known(self, unit: Unit) -> bool:
        """True where some passage or heading speaks of it."""
        return self._spoken.is_known(unit)

    def weight(self, unit: Unit) -> float:
        """How much a unit tells: the fewer passages say it, the more."""
        return self._spoken.weight(unit)

    def _weigh(self, question: Question) -> list[tuple[Unit, float, float]]:
        """What is asked about, with its share of a unit's weight and the weight that this makes."""
        told = dict(self._spoken.weighted(question))
        of_person = question.asks == "yes_no" and any(is_doing(unit, question) for unit in told)
        viewed = VIEWS if of_person else ()
        return [
            (
                unit,
                told[unit],
                self._spoken.weight(unit) * told[unit] * (_OF_VIEW if unit.key in viewed else 1.0),
            )
            for unit in without_year(told, question.text)
        ]

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
            and (_POINTS_BACK.match(after.clean) or ARGUES.match(after.clean))
        }
