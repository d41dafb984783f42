"""Passages → the counts and shares that they state, as typed records.

A sentence may give a whole whose parts follow in it or in the next ("40 doors. Of these 12 …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cdi_qa.reading.phrases import has_verb, is_negative, is_verb, read_before, verbs
from cdi_qa.reading.said import Said, is_named, read_sentence
from cdi_qa.schema import Passage, Record
from cdi_qa.text import sentence_spans

_OF_THESE = re.compile(
    r"\b(?:of|among) (?:these|those|them|which|whom),?\s*(?:only|just)?\s*$", re.I
)
_RESTRICTED = re.compile(r"\b(?:only|just|merely|but)\b", re.I)
_REMAINING = re.compile(r"\bthe (?:remaining|other|rest),?\s*$", re.I)
_COMPARED = re.compile(
    r"\b(?:from|than|against|versus|vs\.?|compared (?:with|to)|rising to|falling to|target of|"
    r"average of)\s*(?:a |an |the )?(?:target of |average of )?$",
    re.IGNORECASE,
)
"""What comes before another year's or place's number, which is no part of the one before."""
_RATE_NOUN = re.compile(r"^(?P<of>.*?)\s*\b(?P<rate>[a-z]+ rates?)$", re.I)
_RATE_BEFORE = re.compile(
    r"\b(?:share|proportion|percentage|number) of (?P<subject>.+?) (?:that|which|who) "
    r"(?P<predicate>.+?) (?:is|was|were|stood at|reached)$"
    r"|\b(?P<rate>[a-z]+ rate) (?:for|of|on) (?P<what>.+?) (?:is|was|were|stood at|reached)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Whole:
    """A count that later ones may be part of."""

    record: Record
    taken: Decimal = field(default_factory=Decimal)
    """The sum of its parts so far."""


def find_records(passages: Sequence[Passage]) -> list[Record]:
    """The records of one source's passages, in reading order."""
    reader = _Reader()
    for passage in passages:
        if passage.kind not in {"link", "row"}:
            reader.read(passage)
    return reader.records


class _Reader:
    """Walks passages, keeping the whole that "these" and "the remaining" point back to."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._whole: _Whole | None = None
        self._block = -1
        self._section = ""
        self._rate = ""
        self._ratio: Record | None = None

    def read(self, passage: Passage) -> None:
        """Add the records of one passage."""
        if passage.block != self._block:
            self._whole, self._block = None, passage.block
        if passage.section_id != self._section:
            self._rate, self._section, self._ratio = "", passage.section_id, None
        text = passage.clean
        for start, end in sentence_spans(text):
            self._read_said(read_sentence(text[start:end]), passage)

    def _read_said(self, said: list[Said], passage: Passage) -> None:
        inside = None  # the whole that the sentence's other counts are part of
        for at, item in enumerate(said):
            blank = self._blank(item, passage)
            if item.amount.kind == "rate":
                self._add_rate(item, blank)
            elif item.amount.whole is not None or item.amount.kind == "all but":
                self._add_ratio(item, blank)
            elif (whole := self._whole_of(item, said[at - 1] if at else None, inside)) is not None:
                inside = whole
                self._add_part(item, blank, whole)
            elif item.amount.kind == "count" and item.phrase.noun and not _is_of_times(item):
                record = _count(item, blank, inside)
                self.records.append(record)
                following = said[at + 1] if at + 1 < len(said) else None
                if inside is None and not (following and following.listed and is_named(following)):
                    self._whole = _Whole(record)

    @staticmethod
    def _blank(item: Said, passage: Passage) -> Record:
        return Record(
            passage=passage.id,
            value=item.amount.value,
            unit="count",
            denominator=item.amount.whole,
            subject=item.amount.noun or item.phrase.noun,
            excluding=item.phrase.excluding,
            scope=passage.section[-1] if passage.section else "",
            exact=item.amount.exact,
            printed=item.amount.printed,
        )

    def _whole_of(self, item: Said, before: Said | None, inside: _Whole | None) -> _Whole | None:
        """The whole that a count is part of, None where it stands by itself."""
        whole = self._whole
        if whole is None or item.amount.value is None or whole.record.value is None:
            return None
        if item.amount.value > whole.record.value:
            return None
        remaining = whole.record.value - whole.taken
        if _REMAINING.search(item.before):
            return whole if item.amount.value == remaining and whole.taken else None
        fresh = not whole.taken or whole is inside
        if item.amount.points_back or _OF_THESE.search(item.before):
            if before is not None and before.amount.value != whole.record.value:
                # "22 were charged, and 3 of those were moved": 3 of the 22
                return self._just_told(before, item)
            return whole if fresh else None
        if before is None or item.phrase.noun or not fresh or _COMPARED.search(item.before):
            return None
        told = item.phrase.predicate or read_before(item.before)
        # "40 were booked in May and 30 were booked in June" are two numbers of the same.
        repeated = verbs(told) & verbs(whole.record.predicate)
        parallel = bool(repeated) and _RESTRICTED.search(item.before) is None
        return whole if has_verb(told) and not parallel else None

    def _just_told(self, before: Said, item: Said) -> _Whole | None:
        """The count before in the same sentence as the whole of one that points back to it."""
        last = self.records[-1] if self.records else None
        if last is None or last.unit != "count" or last.value != before.amount.value:
            return None
        fits = last.value is not None and (item.amount.value or 0) <= last.value
        return _Whole(last) if fits else None

    def _add_part(self, item: Said, blank: Record, whole: _Whole) -> None:
        phrase = item.phrase
        of_whole = whole.record
        predicate = phrase.predicate or phrase.modifiers or read_before(item.before)
        whole.taken += item.amount.value or 0
        self._keep(
            replace(
                blank,
                denominator=of_whole.value,
                subject=of_whole.subject,
                predicate=predicate,
                negative=is_negative(predicate),
                excluding=of_whole.excluding,
                scope=_joined(blank.scope, of_whole.predicate),
                exact=blank.exact and of_whole.exact,
                before=of_whole.passage if of_whole.passage != blank.passage else "",
                of_whom=of_whole.predicate if of_whole.denominator is not None else "",
            )
        )

    def _add_ratio(self, item: Said, blank: Record) -> None:
        phrase = item.phrase
        known = self._known(item.amount.whole) if not blank.subject else None
        subject = blank.subject if known is None else known.subject
        described = phrase.modifiers if known is None else known.predicate
        predicate = phrase.predicate or read_before(item.before) or phrase.modifiers
        but = item.amount.kind == "all but"
        record = replace(
            blank,
            subject=subject,
            predicate=predicate,
            negative=is_negative(predicate) != but,
            scope=_joined(blank.scope, described if described != predicate else ""),
        )
        if item.points_back and self._ratio is not None:
            record = _of_earlier(record, self._ratio, item.before)
        self._keep(record)
        self._add_whole(item, blank)

    def _keep(self, record: Record) -> None:
        """Add a record, and remember it where "these cases" may be its counted ones or the rest."""
        self.records.append(record)
        if record.denominator is not None and record.exact:
            self._ratio = record

    def _add_rate(self, item: Said, blank: Record) -> None:
        """A rate, a half or "most": of a known number, or of all that its words speak of."""
        phrase = item.phrase
        known = self._known(item.amount.whole) if not blank.subject else None
        subject = blank.subject if known is None else known.subject
        described = phrase.modifiers if known is None else known.predicate
        predicate = phrase.predicate or read_before(item.before)
        if match := _RATE_NOUN.search(subject):
            subject, predicate = match.group("of"), match.group("rate")
        if match := _RATE_BEFORE.search(item.before.rstrip(" :,")):
            subject = match.group("subject") or match.group("what")
            predicate = match.group("predicate") or match.group("rate")
        predicate = predicate or self._rate
        self._rate = predicate if item.amount.whole is None else self._rate
        self.records.append(
            replace(
                blank,
                unit="per cent",
                subject=subject,
                predicate=predicate,
                negative=is_negative(predicate),
                scope=_joined(blank.scope, described),
            )
        )
        self._add_whole(item, blank)

    def _add_whole(self, item: Said, blank: Record) -> None:
        """What "12 of the 40 unlocked doors" says besides: there are 40 unlocked doors."""
        if item.amount.whole is None or not item.phrase.modifiers or not item.phrase.noun:
            return
        modifiers = item.phrase.modifiers
        negative = is_negative(modifiers)
        whole = replace(
            blank,
            value=item.amount.whole,
            denominator=None,
            predicate=modifiers,
            negative=negative,
            exact=True,
            printed=str(item.amount.whole),
        )
        self.records.append(whole)

    def _known(self, whole: Decimal | None) -> Record | None:
        """The earlier count that a bare "most of the 116" speaks of."""
        if whole is None:
            return None
        return next((r for r in reversed(self.records) if r.value == whole and r.subject), None)


def _of_earlier(record: Record, earlier: Record, before: str) -> Record:
    """A record of "these cases": the counted ones of an earlier record, or the others.

    It is left as it is where the sentence does not say which of the two, by the same verb.
    """
    told = [match for word in verbs(earlier.predicate) for match in _said(word, before)]
    plain = earlier.predicate.split()[:1]
    if not told or not plain or not is_verb(plain[0]) or earlier.value is None:
        return record
    whole, counted = earlier.denominator or earlier.value, earlier.value
    denied = is_negative(before[: told[0].end()]) != earlier.negative
    few = whole - counted if denied else counted
    if record.value is None or record.value > few:
        return record
    return replace(
        record,
        denominator=few,
        subject=earlier.subject,
        excluding=earlier.excluding,
        before=earlier.passage if earlier.passage != record.passage else "",
        of_whom=f"not {earlier.predicate}" if denied else earlier.predicate,
        out_of=whole,
    )


def _is_of_times(item: Said) -> bool:
    """True for "used 31 times", where something else is counted than the noun says."""
    return (item.amount.noun or item.phrase.noun).lower().split()[-1:] == ["times"]


def _said(word: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE))


def _count(item: Said, blank: Record, inside: _Whole | None) -> Record:
    """A count with a noun of its own; in the sentence of a whole it is of that whole's kind."""
    phrase = item.phrase
    predicate = phrase.predicate or phrase.modifiers
    subject = blank.subject
    around = inside.record.subject if inside else ""
    scope = around
    if item.bracket is not None:
        subject, predicate = f"{item.bracket.what} {subject}", item.bracket.predicate
        scope = item.bracket.among
    elif not predicate and not item.listed:
        predicate = read_before(item.before)
    return replace(
        blank,
        subject=subject,
        predicate=predicate,
        negative=is_negative(predicate),
        scope=_joined(blank.scope, scope),
        among=around,
    )


def _joined(*parts: str) -> str:
    return ". ".join(dict.fromkeys(part for part in parts if part))
