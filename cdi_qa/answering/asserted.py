"""What a question takes for granted or wants confirmed, held against what the prose says of it.

The statement is checked as the gate checks one of a language model's: by its figures, its denials,
its "all" and "none" and its opposites, against the passages that speak of the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cdi_qa import wording
from cdi_qa.answering.asserted_names import AssertedNames
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.contraries import denies_presumed, presumes
from cdi_qa.answering.evidence import EvidenceFinder
from cdi_qa.answering.judged import Judged
from cdi_qa.answering.left_out import leaves_out
from cdi_qa.answering.stated_figures import (
    are_of_other_years,
    counted_by,
    counts_as_many,
    gives_other,
    is_comparable,
    is_held,
    is_only_year,
    is_worked_out,
    stated_figures,
)
from cdi_qa.answering.statements import (
    WHOLLY,
    Statement,
    clause_of,
    read_presumed,
    read_statement,
    said_done,
)
from cdi_qa.answering.telling import takes_other_view
from cdi_qa.answering.to_come import is_wanted
from cdi_qa.grounding.meaning import aligned, find_added_faults, find_denial_faults, find_opposites
from cdi_qa.grounding.mentions import Mention, find_mentions
from cdi_qa.index import Index
from cdi_qa.question import Question, read_question
from cdi_qa.schema import Claim, Passage
from cdi_qa.text import years_of

_READ, _LOOKED_AT = 10, 3
_AS_GOOD = 0.85
"""Share of the best passage's support from which another may hold the statement as well."""
_AS_MUCH = 0.5
"""Share of the best passage's coverage from which another that gives the stated figure may be the
one that is meant.
"""
_OFTEN_BESIDE = frozenset({"date", "time", "points"})
"""Units of figures that a passage often gives of something else than what it is found for."""
_SURE = 0.55
"""Support from which a passage is taken to speak of the very thing that a statement denies."""
_SAME_MATTER = 0.4
"""The same where a passage has the very words, or their contrary, of what is taken for granted."""
_ON_ALL = 0.6
"""Coverage of a passage that speaks of what is done to things counted, and not of them alone."""
_CONTRARY = ("leaves out", "denies what the source does not deny")
"""Faults of denial that make a statement the contrary of a passage, and not only another thing."""
_PARTLY = re.compile(
    r"\b(?:most|mostly|broadly|largely|mainly|partly|some(?! \d)|many|all but|except|only|half|"
    r"nearly|almost|majority|a few)\b",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(r"(?<!\d)\d{1,3}\s?/\s?\d{2,3}(?!\d)")  # "119/150" bears out no "do they"
_SAME_THING = 2
"""Things that a passage and what is taken for granted have to speak of in common."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the documents say of what a question states, and whether that bears it out."""

    claims: list[Claim]
    holds: bool


_GIVEN_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|years?|until|till) to\b|\b(?:due|deadline)\b", re.I
)
"""States what is to be done without "should": "the board has three months to train them"."""


class AssertedAnswers:
    """Holds what questions state against the documents."""

    def __init__(self, index: Index, evidence: EvidenceFinder, composer: Composer) -> None:
        self._index = index
        self._evidence = evidence
        self._composer = composer
        self._names = AssertedNames(index, evidence)

    def check(self, question: Question, earlier: Sequence[str]) -> Checked | None:
        """What the documents say of what is stated; None where nothing is, or where they surely
        neither bear it out nor contradict it.
        """
        against = self._find_contrary(question) or self._of_other_time(question)
        if against is not None:
            return self._checked(against, holds=False)
        if presumed := self._correct_presumed(question.text, earlier):
            return presumed
        if (other := self._names.other_post(question.text)) is not None:
            return self._checked(other, holds=False)
        if (told := self._names.check(question.text, earlier)) is not None:
            return self._checked(told.passage, told.agrees)
        statement = read_statement(question.text)
        if statement is None:
            return None
        against = self._of_other_figure(statement, earlier) or self._contrary(statement, earlier)
        if against is not None:
            return self._checked(against, holds=False)
        if (borne_out := self._bearing_out(statement, earlier)) is not None:
            return self._checked(borne_out, holds=True)
        counted = self._counting(statement, question)
        return Checked([self._composer.statement(counted)], holds=True) if counted else None

    def _checked(self, passage: Passage, holds: bool) -> Checked:
        claim = self._composer.statement(passage)
        text = f"{wording.IS_SO if holds else wording.NOT_SO} {claim.text}"
        return Checked([Claim(text, claim.evidence, claim.computed)], holds)

    def _correct_presumed(self, text: str, earlier: Sequence[str]) -> Checked | None:
        """What the documents say instead of an "all" or "none" that is only taken for granted."""
        presumed = read_presumed(text)
        if presumed is None:
            return None
        bare = WHOLLY.sub(" ", presumed)
        for item in _nearest([item for item in self._judge(bare, earlier) if item.answers]):
            told = item.passage.clean
            same = item.support >= _SURE or self._shared(bare, item.passage) >= _SAME_THING
            if same and _PARTLY.search(told):
                return self._checked(item.passage, holds=False)
        return None

    def _find_contrary(self, question: Question) -> Passage | None:
        """The passage that says the contrary of what is taken for granted; None where one on the
        same bears it out, or none surely speaks of the same.
        """
        lexicon = self._index.lexicon
        if not presumes(question, lexicon):
            return None
        told = {
            item.passage: denied
            for item in self._evidence.find(question)[:_READ]
            if item.whole >= _SAME_MATTER
            if (denied := denies_presumed(question, item.passage, lexicon)) is not None
        }
        against = next((passage for passage, denied in told.items() if denied), None)
        return against if all(told.values()) else None

    def _of_other_time(self, question: Question) -> Passage | None:
        """The passage that counts as many of the very thing of other years than a question does;
        None where one does of the same, or says of no year.
        """
        lexicon, text = self._index.lexicon, question.text
        counts = [each for each in stated_figures(text) if each.unit == "count"]
        if not question.years or not counts:
            return None
        told = [
            item.passage
            for item in self._evidence.find(question)
            if item.coverage >= _ON_ALL
            and any(counts_as_many(each, text, item.passage.clean, lexicon) for each in counts)
        ]
        if told and all(_tells_other_years(question, passage) for passage in told):
            return told[0]
        return None

    def _counting(self, statement: Statement, question: Question) -> Passage | None:
        """The one passage that counts as many of the very things that a statement counts: what it
        says of them, it says itself.
        """
        if not statement.asked or not statement.outright or not statement.figures:
            return None
        lexicon = self._index.lexicon
        told = [
            item.passage
            for item in self._evidence.find(question)
            if all(
                counts_as_many(each, statement.text, item.passage.clean, lexicon)
                for each in statement.figures
            )
        ]
        return told[0] if len(told) == 1 else None

    def _of_other_figure(self, statement: Statement, earlier: Sequence[str]) -> Passage | None:
        """The passage on the same that gives another figure; None where one gives the stated one,
        or none surely speaks of the same.
        """
        if not statement.figures:
            return None
        judged = self._judge(_without(statement.figures, statement.text), earlier)
        told = _nearest(
            [item for item in judged if item.answers and _gives_like(statement, item.passage)]
        )
        if not told:
            return None
        best = min(told, key=lambda item: _is_rounded(item.passage, statement))
        beside = [item for item in judged if item.coverage >= _AS_MUCH * best.coverage]
        for figure in statement.figures:
            sure = best.support >= _SURE if figure.unit in _OFTEN_BESIDE else True
            if is_only_year(figure):
                sure = sure and self._tells_of_it(statement.text, best.passage)
            held = any(
                is_held(figure, statement.text, _around(item.passage, figure))
                or is_worked_out(figure, item.passage.clean)
                for item in (*told, *beside)
            )
            other = self._speaks_of(figure, statement.text, best.passage) and gives_other(
                figure, statement.text, best.passage.clean
            )
            if sure and other and not held and not self._is_counted(figure, statement.text):
                return best.passage
        return None

    def _tells_of_it(self, statement: str, passage: Passage) -> bool:
        """True where a passage has all that a statement says was done, which is something."""
        done = set(said_done(statement, self._index.lexicon))
        return bool(done) and done <= self._index.lexicon.keys(passage.context)

    def _speaks_of(self, figure: Mention, statement: str, passage: Passage) -> bool:
        """True unless a count is of something that a passage does not speak of: "three piles"."""
        counted = counted_by(figure, statement, self._index.lexicon)
        return counted is None or counted in self._index.lexicon.keys(passage.context)

    def _is_counted(self, figure: Mention, statement: str) -> bool:
        """True where some passage counts so many of the very thing that a statement counts."""
        return any(
            counts_as_many(figure, statement, passage.clean, self._index.lexicon)
            for passage in self._index.corpus.passages
        )

    def _contrary(self, statement: Statement, earlier: Sequence[str]) -> Passage | None:
        """The passage on the same that denies what is stated, or says it of some and not of all."""
        amounts = [figure for figure in statement.figures if not is_only_year(figure)]
        judged = self._judge(_without(amounts, statement.text), earlier)
        told = _nearest([item for item in judged if item.answers])
        if not told or not statement.outright:
            return None
        told.sort(key=lambda item: -self._shared(statement.text, item.passage))
        best, texts = told[0], [told[0].passage.clean]
        if any(is_worked_out(amount, item.passage.clean) for amount in amounts for item in judged):
            return None
        if amounts:
            same = best.support >= _SURE and is_held(amounts[0], statement.text, texts[0])
            denied = same and self._denied(clause_of(amounts[0], statement.text), texts)
            return best.passage if denied or find_opposites(statement.text, texts) else None
        if best.support < _SURE:
            return None
        against = (
            self._denied(statement.text, texts)
            or find_added_faults(statement.text, texts)
            or find_opposites(statement.text, texts)
        )
        return best.passage if against else None

    def _bearing_out(self, statement: Statement, earlier: Sequence[str]) -> Passage | None:
        """The passage that gives every figure of a statement and surely speaks of the same."""
        if not statement.figures or not statement.asked:
            return None
        judged = self._judge(_without(statement.figures, statement.text), earlier)
        best = next((item for item in judged if item.answers), None)
        if best is None or min(best.support, best.coverage) < _SURE:
            return None
        told = best.passage.clean
        of_duty = is_wanted(statement.text) or _GIVEN_TIME.search(statement.text)
        wanted = not of_duty and is_wanted(f"{best.passage.lead_in} {told}")
        holds = (
            not _OF_SO_MANY.search(told)
            and not wanted  # "the force should record within 24 hours" is no yes to "does it"
            and not leaves_out(statement.text, told, self._index.lexicon)
            and not takes_other_view(statement.text, told, self._index.lexicon)
            and self._says_words(statement.text, best.passage)
            and all(is_held(figure, statement.text, told) for figure in statement.figures)
            and not self._denied(statement.text, [told])
            and not find_added_faults(statement.text, [told])
            and not find_opposites(statement.text, [told])
        )
        return best.passage if holds else None

    def _says_words(self, statement: str, passage: Passage) -> bool:
        """True where a passage says in some way all that a statement says was done: what was
        provided was not lost.
        """
        lexicon = self._index.lexicon
        said = {unit.key for unit in lexicon.units(statement) if unit.kind == "word"}
        return said <= lexicon.keys(passage.context)

    def _denied(self, statement: str, texts: Sequence[str]) -> bool:
        """True where a statement denies what a text says, or says what it denies."""
        near = aligned(statement, texts)
        faults = find_denial_faults(statement, near, self._index.lexicon)
        return any(fault.startswith(_CONTRARY) for fault in faults)

    def _judge(self, text: str, earlier: Sequence[str]) -> list[Judged]:
        """The first passages that may speak of the same, best first."""
        read = read_question(text, self._index.lexicon, earlier)
        if not read.units:
            return []
        return [item for item in self._evidence.find(read)[:_READ] if not item.missing]

    def _shared(self, statement: str, passage: Passage) -> int:
        """How much a statement and a passage speak of in common."""
        lexicon = self._index.lexicon
        return len(lexicon.keys(statement) & lexicon.keys(passage.clean))


def _nearest(judged: Sequence[Judged]) -> list[Judged]:
    """The best and those nearly as good."""
    return [
        item
        for at, item in enumerate(judged[:_LOOKED_AT])
        if not at or item.support >= _AS_GOOD * judged[0].support
    ]


def _gives_like(statement: Statement, passage: Passage) -> bool:
    """True where a passage gives a figure of a kind that is stated."""
    told = find_mentions(passage.clean)
    return any(is_comparable(said, figure) for said in statement.figures for figure in told)


def _around(passage: Passage, figure: Mention) -> str:
    """Where a figure may stand: a year stands in a heading as well."""
    return passage.context if figure.unit == "date" else passage.clean


def _without(figures: Sequence[Mention], text: str) -> str:
    """The words of a statement: a wrong figure finds no passage."""
    for figure in reversed(figures):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return text


def _is_rounded(passage: Passage, statement: Statement) -> bool:
    """True where every figure of the stated kinds is only roughly given."""
    units = {figure.unit for figure in statement.figures}
    held = [figure for figure in find_mentions(passage.clean) if figure.unit in units]
    return all(figure.hedge == "rough" for figure in held)


def _tells_other_years(question: Question, passage: Passage) -> bool:
    """True where a passage, or else what heads it, is of other years than a question."""
    own = f"{passage.lead_in} {passage.clean}"
    return are_of_other_years(question.text, own if years_of(own) else passage.context)
