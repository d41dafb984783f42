"""What a question takes for granted or wants confirmed, held against what the prose says of it.

The statement is checked as the gate checks one of a language model's: by its figures, its denials,
its "all" and "none" and its opposites, against the passages that speak of the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cdi_qa import wording
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.evidence import EvidenceFinder, Judged
from cdi_qa.grounding.amounts import same_amount
from cdi_qa.grounding.meaning import (
    aligned,
    find_added_faults,
    find_denial_faults,
    find_opposites,
)
from cdi_qa.grounding.mentions import Mention, find_mentions
from cdi_qa.index import Index
from cdi_qa.lookup.premises import split_statement
from cdi_qa.lookup.reader import is_yes_no
from cdi_qa.question import Question, read_question
from cdi_qa.schema import Claim, Passage

_LOOKED_AT = 3
_AS_GOOD = 0.85
"""Share of the best passage's support from which another may hold the statement as well."""
_SURE = 0.55
"""Support from which a passage is taken to speak of the very thing that a statement denies."""
_CONTRARY = ("leaves out", "denies what the source does not deny")
"""Faults of denial that make a statement the contrary of a passage, and not only another thing."""
_EITHER = re.compile(r"\W*(?:is|was) (?:it|this|that)\b.*\bor\b", re.IGNORECASE)
"""Asks which of two it is, and states neither."""
_PER_CENT = re.compile(r"\s*\b(?:pct|pc|percent)\b", re.IGNORECASE)
_AMOUNTS = frozenset({"count", "percent"})
_ROUND = re.compile(r"\b(?:about|around|roughly|some|nearly|almost|like|over|under|ish)\b", re.I)
_PRESUMING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(?:and |so |but )?(?:why|how come|what made)\b(?P<said>.+)$",
        r"\b(?:glad|pleased|delighted|good|great|sad|sorry|shame|disgrace|disgusting|disgraceful|"
        r"shocking|terrible|appalling|amazing|brilliant)\b(?: to (?:hear|see|read|learn))?"
        r"(?: that)? (?P<said>[^.?!]+)",
        r"^\W*(?:it|the (?:report|note|inspectors?)) (?:says?|said)(?: that)?"
        r" (?P<said>[^.?!]+)[.!]",
        r"^(?P<said>[^.?!]+)[.!]\s+(?:why|how)\b",
    )
)
"""What a question states and does not ask."""
_WHOLLY = re.compile(
    r"\b(?:all(?! but\b)|every(?:thing| single| bit|one|body)?|none|nothing|nobody|no ?one|never|"
    r"entire(?:ly)?|whole(?: lot)?|wholly|completely|totally)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:most|mostly|broadly|largely|mainly|partly|some(?! \d)|many|all but|except|only|half|"
    r"nearly|almost|majority|a few)\b",
    re.IGNORECASE,
)
_OBLIGED = re.compile(r"\b(?:should|must|ought|have to|has to|need to|needs to)\b", re.IGNORECASE)
_SAME_THING = 2
"""Things that a passage and what is taken for granted have to speak of in common."""
_FEW = 10
"""One part in so many that "over 38,000" may be off the figure itself."""
_NEAR = 50
"""One part in so many that a rounded figure may be off."""


@dataclass(frozen=True, slots=True)
class _Statement:
    text: str
    figures: tuple[Mention, ...]
    outright: bool
    """False for a plain yes-or-no question, which denies nothing and says "all" of nothing."""


class AssertedAnswers:
    """Corrects statements that the documents contradict."""

    def __init__(self, index: Index, evidence: EvidenceFinder, composer: Composer) -> None:
        self._index = index
        self._evidence = evidence
        self._composer = composer

    def correct(self, question: Question, earlier: Sequence[str]) -> list[Claim] | None:
        """What the documents say instead; None where nothing is stated, or nothing against it."""
        if presumed := self._correct_presumed(question.text, earlier):
            return presumed
        statement = _read_statement(question.text)
        if statement is None:
            return None
        told = self._speaking_of(statement, earlier)
        if not told:
            return None
        if statement.figures:  # the figure itself before a rounding of it
            told = sorted(told, key=lambda item: _is_rounded(item.passage, statement))
        else:
            told = sorted(told, key=lambda item: -self._shared(statement.text, item.passage))
        if not self._contradicted(statement, told):
            return None
        claim = self._composer.statement(told[0].passage)
        text = f"{wording.NOT_SO} {claim.text}"
        return [Claim(text, claim.evidence, claim.computed)]

    def _correct_presumed(self, text: str, earlier: Sequence[str]) -> list[Claim] | None:
        """What the documents say instead of an "all" or "none" that is only taken for granted."""
        presumed = _read_presumed(text)
        if presumed is None:
            return None
        bare = _WHOLLY.sub(" ", presumed)
        for item in self._speaking_of(_Statement(bare, (), outright=True), earlier):
            told = item.passage.clean
            same = item.support >= _SURE or self._shared(bare, item.passage) >= _SAME_THING
            if same and _PARTLY.search(told):
                claim = self._composer.statement(item.passage)
                return [Claim(f"{wording.NOT_SO} {claim.text}", claim.evidence, claim.computed)]
        return None

    def _speaking_of(self, statement: _Statement, earlier: Sequence[str]) -> list[Judged]:
        """The passages that say something of the same, with figures of the same kind if it has."""
        bare = _without_figures(statement)
        read = read_question(bare, self._index.lexicon, earlier)
        if not read.units:
            return []
        answering = [item for item in self._evidence.find(read)[:8] if item.answers]
        if statement.figures:
            units = {figure.unit for figure in statement.figures}
            answering = [
                item
                for item in answering
                if units & {told.unit for told in find_mentions(item.passage.clean)}
            ]
        best = answering[:1]
        return best + [
            item for item in answering[1:_LOOKED_AT] if item.support >= _AS_GOOD * best[0].support
        ]

    def _shared(self, statement: str, passage: Passage) -> int:
        """How much a statement and a passage speak of in common."""
        lexicon = self._index.lexicon
        return len(lexicon.keys(statement) & lexicon.keys(passage.clean))

    def _contradicted(self, statement: _Statement, told: Sequence[Judged]) -> bool:
        texts = [item.passage.clean for item in told]
        if statement.figures:
            held = [figure for text in texts for figure in find_mentions(text)]
            wrong = not all(
                any(_may_be(said, figure, statement.text) for figure in held)
                for said in statement.figures
            )
            return wrong or (statement.outright and bool(find_opposites(statement.text, texts[:1])))
        if not statement.outright or told[0].support < _SURE:
            return False
        near = aligned(statement.text, texts[:1])
        denials = find_denial_faults(statement.text, near, self._index.lexicon)
        return bool(
            any(fault.startswith(_CONTRARY) for fault in denials)
            or find_added_faults(statement.text, texts[:1])
            or find_opposites(statement.text, texts[:1])
        )


def _read_statement(text: str) -> _Statement | None:
    text = _PER_CENT.sub(" per cent", text)
    said = split_statement(text)
    if _EITHER.match(text):
        return None
    figures = tuple(m for m in find_mentions(said or text) if _is_amount(m))
    if said is None and not (is_yes_no(text) and len(figures) == 1):
        return None
    return _Statement(said or text, figures, said is not None)


def _read_presumed(text: str) -> str | None:
    """What a question takes for granted of all or of none, and does not ask: "why did they reject
    all of it"; None where it takes nothing so.
    """
    for pattern in _PRESUMING:
        found = pattern.search(text)
        if found and _WHOLLY.search(found["said"]) and not _OBLIGED.search(found["said"]):
            return found["said"]
    return None


def _is_amount(figure: Mention) -> bool:
    """True for a count, a rate, and a date that is more than a year."""
    if figure.unit == "date":
        return isinstance(figure.value, tuple) and figure.value[1] is not None
    return figure.unit in _AMOUNTS


def _without_figures(statement: _Statement) -> str:
    """The words of a statement: a wrong figure and a denial find no passage."""
    text = statement.text
    for figure in reversed(statement.figures):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return text


def _is_rounded(passage: Passage, statement: _Statement) -> bool:
    """True where every figure of the stated kinds is only roughly given."""
    units = {figure.unit for figure in statement.figures}
    held = [figure for figure in find_mentions(passage.clean) if figure.unit in units]
    return all(figure.hedge == "rough" for figure in held)


def _may_be(said: Mention, told: Mention, text: str) -> bool:
    """True where a figure of the statement is one of a passage's, or a rounding of it."""
    if said.unit != told.unit or said.value == told.value:
        return said.unit == told.unit
    if isinstance(said.value, tuple):
        return same_amount(said, told)
    assert not isinstance(told.value, tuple)
    if said.hedge in {"lower", "upper"}:
        low, high = sorted((said.value, told.value))
        held = (said.value < told.value) == (said.hedge == "lower")
        return held and (high - low) * _FEW <= high
    rounded = bool(said.hedge) or _ROUND.search(text[max(0, said.start - 9) : said.start])
    near = abs(said.value - told.value) * _NEAR <= told.value
    whole = said.unit == "percent" and round(told.value) == said.value
    return bool((rounded and near) or whole)
