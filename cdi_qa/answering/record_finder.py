"""Which records a query means: subject, predicate, time and polarity all have to agree.

When that is in doubt there is no match: a refusal or a quoted passage is better than a wrong sum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from cdi_qa.knowledge.counting import RECORDED, SOME_TIME, Meaning, head_keys, read_meaning
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.reading.phrases import is_negative
from cdi_qa.schema import Corpus, Passage, Record


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of anything that records count, and how it is read."""

    predicates: frozenset[str]
    lexicon: Lexicon

    def keys(self, text: str) -> frozenset[str]:
        """The keys of a phrase."""
        return read_meaning(text, self.lexicon).keys


@dataclass(frozen=True)
class Known:
    """A record and what its words mean; what only a fitting one is asked for is read then."""

    record: Record
    passage: Passage
    subject: frozenset[str]
    predicate: frozenset[str]
    head: frozenset[str]
    """The keys of the subject that a question has to name."""
    negative: bool
    limit: int | None
    excluding: frozenset[str]
    duty: bool
    """True where its predicate says what ought to have been ("should have … but did not")."""
    said: _Said = field(repr=False, compare=False)

    @cached_property
    def scope(self) -> frozenset[str]:
        """Keys of its heading and of the whole it is part of, predicates left out."""
        # Those of the heading above a record are of the scope though also predicates.
        heading = self.said.keys(self.record.scope.split(". ")[0])
        return self.whole - (self.said.predicates - heading)

    @cached_property
    def whole(self) -> frozenset[str]:
        """All keys of its heading and of the whole it is part of."""
        return self.said.keys(self.record.scope)

    @cached_property
    def around(self) -> frozenset[str]:
        """Keys of all headings above it, which a question may name besides."""
        return self.said.keys(" . ".join(self.passage.section)) - self.said.predicates

    @cached_property
    def due(self) -> bool:
        """True where it counts out of those for which something ought to have been done."""
        return read_meaning(self.record.scope, self.said.lexicon).duty

    @cached_property
    def of_whom(self) -> Meaning:
        """What is so, or not, of all those that it counts out of."""
        return read_meaning(self.record.of_whom, self.said.lexicon)

    @property
    def bracketed(self) -> bool:
        """True for a count in brackets after what it counts: "arson (3 cases)"."""
        printed = re.escape(self.record.printed)
        return re.search(rf"\([^()]*\b{printed}\b", self.passage.clean) is not None

    @property
    def rest(self) -> Decimal | None:
        """How many of the whole the record does not count; None where the whole is not known."""
        record = self.record
        if record.denominator is None or record.numerator is None:
            return None
        return record.denominator - record.numerator


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a query means; `same` is False where it asks for those the record leaves."""

    known: Known
    same: bool

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.known.record

    @property
    def count(self) -> Decimal | None:
        """How many are asked for."""
        return self.record.numerator if self.same else self.known.rest

    @property
    def share(self) -> Decimal | None:
        """The share asked for, in per cent."""
        share = self.record.share
        return share if self.same or share is None else 100 - share


class RecordFinder:
    """The records of one corpus with their meanings."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon) -> None:
        self._corpus = corpus
        self._lexicon = lexicon

    @cached_property
    def known(self) -> list[Known]:
        """Every exact record with its meaning."""
        return self._read([r for r in self._corpus.records if r.exact and r.value is not None])

    @cached_property
    def rough(self) -> list[Known]:
        """The records of which the text gives a figure only roughly, or none."""
        return self._read([r for r in self._corpus.records if not r.exact or r.value is None])

    def _read(self, records: Sequence[Record]) -> list[Known]:
        passages = {passage.id: passage for passage in self._corpus.passages}
        read = [(record, read_meaning(record.predicate, self._lexicon)) for record in records]
        said = _Said(frozenset[str]().union(*(m.keys for _, m in read)), self._lexicon)
        return [
            Known(
                record=record,
                passage=passages[record.passage],
                subject=said.keys(record.subject),
                predicate=meaning.keys,
                head=head_keys(record.subject, self._lexicon),
                negative=counts_exceptions(record) != meaning.negative,
                limit=meaning.limit,
                excluding=said.keys(record.excluding),
                duty=meaning.duty,
                said=said,
            )
            for record, meaning in read
        ]

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The keys of what records count, rather than of what is said of it."""
        counted = Counter(key for known in self.known for key in known.subject)
        told = Counter(key for known in self.known for key in known.predicate)
        return frozenset(key for key, times in counted.items() if times > told[key])

    def find(self, meaning: Meaning, wanted: Callable[[Match], bool]) -> list[Match]:
        """The records that a meaning fits best; several only where they give the same figure."""
        fitting = [
            match
            for known in self.known
            if (match := _fit(known, meaning)) is not None and wanted(match)
        ]
        if not fitting:
            return []
        if there := [match for match in fitting if _ought_to_be_there(match.known, meaning)]:
            return there
        extra = {id(match): _unasked(match, meaning) for match in fitting}
        least = min(extra.values())
        return [match for match in fitting if extra[id(match)] == least]

    def siblings(self, meaning: Meaning) -> list[Match]:
        """The ratios of one section of which all is true that a meaning says, kind by kind.

        Where it names some of the kinds, those.
        """
        named = meaning.keys & self.subjects
        bare = replace(meaning, keys=meaning.keys - named)
        sections: dict[str, list[Match]] = {}
        for known in self.known:
            fits = (
                known.record.unit == "count"
                and known.record.denominator is not None
                and known.subject
                and not (known.duty or bare.duty)
                and _same_time(known, bare)
                and (known.predicate & bare.keys or _by_time_alone(known, bare))
                and bare.keys <= known.predicate | known.scope | known.around
            )
            if fits:
                match = Match(known, known.negative == bare.negative)
                sections.setdefault(known.passage.section_id, []).append(match)
        groups = [_named_in(group, named) for group in sections.values()]
        several = [
            group
            for group in groups
            if len(group) > 1 and len({match.known.subject for match in group}) == len(group)
        ]
        return several[0] if len(several) == 1 else []

    def said_of_whole(self, meaning: Meaning) -> list[Known]:
        """What the text says, surely or roughly, of so many: of them all is true what is meant."""
        return [
            known
            for known in (*self.known, *self.rough)
            if known.record.denominator is not None
            and known.head
            and known.head <= meaning.keys
            and known.predicate & meaning.keys
            and meaning.keys <= known.subject | known.predicate | known.whole
            and _same_time(known, meaning)
        ]

    def parts(self, whole: Match) -> list[Known]:
        """The counts that are given by kind of what a match counts, in its own section."""
        about = whole.known
        return [
            known
            for known in self.known
            if known.passage.section_id == about.passage.section_id
            and known.record.unit == "count"
            and known.record.denominator is None
            and known.subject
            and not known.subject & about.subject
            and about.subject <= known.scope
            and known.predicate == about.predicate
            and (known.negative == about.negative) == whole.same
        ]


def counts_exceptions(record: Record) -> bool:
    """True for "all but three closed", whose figure is of those of whom the predicate is false."""
    return record.negative != is_negative(record.predicate)


def _without_whole(known: Known, meaning: Meaning) -> Meaning | None:
    """A meaning without what it says of the whole: "unrecorded" of the unrecorded ones looked at.

    None where it says the opposite of the whole.
    """
    named = known.of_whom.keys & meaning.keys
    if not named:
        return meaning
    denied = bool(known.of_whom.denials % 2)
    if bool(named & meaning.denied) != denied:
        return None
    denials = meaning.denials - 1 if denied else meaning.denials
    return replace(meaning, keys=meaning.keys - named, denials=denials)


def _fit(known: Known, asked: Meaning) -> Match | None:
    """The record as what a meaning speaks of, None where it speaks of something else."""
    if not known.head <= asked.keys:
        return None
    meaning = _without_whole(known, asked)
    if meaning is None or meaning.denials > 1:
        return None
    keys = meaning.keys
    if not known.head <= keys or not _same_time(known, meaning):
        return None
    if not known.subject and known.record.unit == "count" and not known.scope & keys:
        return None
    if not meaning.excluding <= known.excluding or keys & known.excluding:
        return None
    plain = keys and keys <= known.subject and known.record.denominator is None
    if known.limit is None and (not known.predicate or (plain and known.bracketed)):
        return Match(known, True) if plain and not (meaning.denials or meaning.duty) else None
    if _ought_to_be_there(known, meaning):
        return Match(known, known.negative == meaning.negative)
    # "How many officers are there" is not asked of a unit of 21 staff that takes officers' calls.
    own = keys - known.head if known.record.denominator is None else keys
    left_undone = known.due and meaning.duty and meaning.negative  # "they should have and didn't"
    told = known.predicate & own or _by_time_alone(known, meaning) or left_undone
    if not told or not keys <= known.subject | known.predicate | known.scope | known.around:
        return None
    if known.duty:
        # "Should have closed but did not" answers who should have, and who did not; no more.
        return Match(known, True) if meaning.duty or meaning.negative else None
    if meaning.duty and not known.due:
        return None
    return Match(known, known.negative == meaning.negative)


def _ought_to_be_there(known: Known, meaning: Meaning) -> bool:
    """True where a thing is said to be missing and a record counts where it ought to have been."""
    spoken = meaning.keys - {RECORDED}
    return known.due and meaning.absent and bool(spoken) and spoken <= known.scope


def _named_in(group: list[Match], named: frozenset[str]) -> list[Match]:
    """Of a group the kinds that are named; none where one named is not in it."""
    named -= group[0].known.scope  # the heading's word is what all of them are
    if not named:
        return group
    chosen = [match for match in group if match.known.head <= named]
    covered = frozenset[str]().union(*(match.known.subject for match in chosen))
    return chosen if named <= covered else []


def _same_time(known: Known, meaning: Meaning) -> bool:
    if meaning.limit == SOME_TIME:
        return known.limit is not None
    return known.limit == meaning.limit


def _by_time_alone(known: Known, meaning: Meaning) -> bool:
    """True where only the limit of time is asked about: "what share was done within a day"."""
    return known.limit is not None and meaning.keys <= known.subject | known.scope


def _unasked(match: Match, meaning: Meaning) -> int:
    """How much a record says that was not asked."""
    known = match.known
    unnamed = (known.predicate | known.subject) - meaning.keys
    return len(unnamed) + len(known.excluding - meaning.excluding)


def settle(matches: Sequence[Match], figure: Callable[[Match], Decimal | None]) -> Sequence[Match]:
    """The matches if they give one figure, else those that print it; none where these differ too.

    Of "52 were upheld and 64 not" the 64 are those not upheld, not the rest of the 52.
    """
    for chosen in (matches, [match for match in matches if match.same]):
        if len({figure(match) for match in chosen}) == 1:
            return chosen
    return []


def first_ratio(matches: Iterable[Match]) -> Match | None:
    """The first match of which the whole is known."""
    return next((match for match in matches if match.record.denominator is not None), None)
