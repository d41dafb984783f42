"""Saying no well: what is missing, the nearest that is said, and the question for the meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from cdi_qa import wording
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.evidence import EvidenceFinder
from cdi_qa.answering.judged import Judged
from cdi_qa.answering.lacking import A_YEAR, OUTCOME, UNTOLD
from cdi_qa.answering.meanings import Meaning
from cdi_qa.answering.parts_told import without_told
from cdi_qa.answering.per_time import without_year
from cdi_qa.index import Index
from cdi_qa.lookup import Database
from cdi_qa.lookup.joined import join_results
from cdi_qa.question import Question
from cdi_qa.schema import Claim, Draft
from cdi_qa.text import YEAR, figures, join_english

_NEAR, _NEAR_COSINE, _NEAR_KNOWN, _WHOLLY = 0.45, 0.3, 0.6, 0.9
"""Support, cosine, and share of what the documents know of a question, from all three of which a
passage that does not answer is near; or the share of all that is asked.
"""
_TRIED = 3
"""Passages, best first, of which one may be near."""
_TOLD_APART = {A_YEAR, OUTCOME, UNTOLD}
"""What the nearest passage may lack, which is then said."""
_PLAIN = re.compile(r"^[\w\s',.?!()%£&/’-]{3,200}$")


class Refuser:
    """Words refusals, joins the parts of an answer, and suggests what can be answered."""

    def __init__(self, index: Index, evidence: EvidenceFinder, composer: Composer) -> None:
        self._index = index
        self._evidence = evidence
        self._composer = composer

    def refuse(self, question: Question, judged: Sequence[Judged]) -> Draft:
        """Nothing in the documents answers it."""
        reason = self._reason(question)
        claims = [Claim(reason, (), frozenset(figures(reason)))]
        if (nearest := self._nearest(question, judged)) is not None:
            statement = self._composer.statement(nearest.passage)
            lacks = _lacks(question, nearest)
            text = f"{lacks} {statement.text[0].lower()}{statement.text[1:]}"
            claims.append(Claim(text, statement.evidence))
        return Draft(
            status="not_in_documents",
            claims=tuple(claims),
            caveats=tuple(self._digests(question)),
            suggestions=self.suggest([]),
            ask_at_meeting=self._for_meeting(question),
            answered_by="none" if len(claims) == 1 else "passages",
        )

    def _nearest(self, question: Question, judged: Sequence[Judged]) -> Judged | None:
        """The passage that speaks of most of what is asked about; None where none is truly near.

        One that lacks what the question turns on (an offence, a person, a body) is of something
        else.
        """
        told_of = without_year(question.units, question.text)
        known = [unit for unit in told_of if self._evidence.is_known(unit)]
        whole = sum(map(self._evidence.weight, known))
        for item in judged[:_TRIED]:
            told = self._index.lexicon.keys(item.passage.context)
            held = [unit for unit in known if unit.key in told]
            speaks = any(unit.kind != "body" for unit in held)
            share = sum(map(self._evidence.weight, held)) / whole if whole else 0.0
            alike = item.whole >= _NEAR and item.hit.cosine >= _NEAR_COSINE
            close = (alike and share >= _NEAR_KNOWN) or item.coverage >= _WHOLLY
            turns = [key for key in set(item.missing) - _TOLD_APART if not YEAR.fullmatch(key)]
            if speaks and close and not turns:
                return item
        return None

    def ask_back(self) -> Draft:
        """The question names no subject, and there was none before it."""
        return Draft(
            status="needs_clarification",
            claims=(Claim(wording.UNCLEAR, ()),),
            suggestions=self.suggest([]),
        )

    def questions_to_ask(self) -> Draft:
        """It is asked what to ask: where questions for the meeting are suggested."""
        return Draft(
            status="not_in_documents",
            claims=(Claim(wording.QUESTIONS_TO_ASK, ()),),
            suggestions=self.suggest([]),
        )

    def abbreviation(self, question: Question, status: str, claim: Claim) -> Draft:
        """What an abbreviation stands for, or that the documents never say."""
        answered = status == "answered"
        return Draft(
            status="answered" if answered else "not_in_documents",
            claims=(claim,),
            ask_at_meeting=None if answered else self._for_meeting(question),
            answered_by="passages",
        )

    def unexplained(self, question: Question, meaning: Meaning) -> Draft:
        """The documents have the term and nowhere say what it means; where they have it."""
        text = wording.UNEXPLAINED.format(term=meaning.term)
        return Draft(
            status="not_in_documents",
            claims=(Claim(text, ()), self._composer.statement(meaning.passage)),
            caveats=tuple(self._digests(question)),
            ask_at_meeting=self._for_meeting(question),
            answered_by="passages",
        )

    def _reason(self, question: Question) -> str:
        """The refusal's first sentence: what exactly the documents lack, where that is plain."""
        lexicon = self._index.lexicon
        absent = [
            lexicon.concepts[unit.key].name
            for unit in dict.fromkeys(question.units)
            if unit.kind in {"offence", "matter", "body"} and not self._evidence.is_known(unit)
        ]
        if absent:
            return wording.NOTHING_ON.format(
                subjects=join_english(list(dict.fromkeys(absent)), "or")
            )
        years = [year for year in question.years if year not in self._years]
        if years:
            return wording.NO_SUCH_YEAR.format(years=join_english(years, "or"))
        return wording.NOT_IN_DOCUMENTS

    def _for_meeting(self, question: Question) -> str | None:
        """The question to put to the force, where it is one about their work."""
        text = question.text.strip()
        if question.asks in {"contact", "opinion"}:
            return None
        if not _PLAIN.match(text) or not any(map(self._evidence.is_known, question.units)):
            return None
        text = text[0].upper() + text[1:]
        return text if text.endswith("?") else text.rstrip(".!, ") + "?"

    def _digests(self, question: Question) -> list[Claim]:
        """That a source is only a digest, so the full document may say more."""
        if not any(map(self._evidence.is_known, question.units)):
            return []
        digests = [source for source in self._index.corpus.sources if source.kind == "digest"]
        if not digests:
            return []
        titles = join_english([source.title for source in digests])
        verb = "is only a digest" if len(digests) == 1 else "are only digests"
        text = wording.ONLY_DIGESTS.format(titles=titles, verb=verb, id=digests[0].id)
        return [Claim(text, ())]

    def join(self, parts: Sequence[str], drafts: Sequence[Draft], database: Database) -> Draft:
        """One answer from the answers to the parts of a question; `database` holds the tables."""
        good = [d for d in drafts if d.status not in {"not_in_documents", "needs_clarification"}]
        if not good:
            return next((d for d in drafts if d.status == "not_in_documents"), drafts[0])
        parts, drafts = without_told(parts, drafts, self._evidence, self._index.lexicon)
        claims: list[Claim] = []
        for part, draft in zip(parts, drafts, strict=True):
            if draft.status == "not_in_documents":
                plain = _PLAIN.match(part) is not None
                text = wording.PART_MISSING.format(part=part.rstrip("?"))
                text = text if plain else wording.NOT_IN_DOCUMENTS
                claims.append(Claim(text, (), frozenset(figures(part))))
            else:
                claims += draft.claims
        refused = any(draft.status == "not_in_documents" for draft in drafts)
        status = "partly_answered" if refused else "answered"
        if any(draft.status == "premise_corrected" for draft in drafts):
            status = "premise_corrected"
        kinds = {draft.answered_by for draft in good}
        by = kinds.pop() if len(kinds) == 1 else "both"
        asks = [draft.ask_at_meeting for draft in drafts if draft.ask_at_meeting]
        tables = [draft.table for draft in good if draft.table is not None]
        return Draft(
            status=status,  # type: ignore[arg-type]
            claims=tuple(dict.fromkeys(claims)),
            table=join_results(database, tables),
            caveats=tuple(dict.fromkeys(c for draft in drafts for c in draft.caveats)),
            suggestions=(),
            ask_at_meeting=asks[0] if asks else None,
            answered_by=by,
            confidence=min(draft.confidence for draft in good),
        )

    def suggest(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Questions that the documents' own lists answer, other than the one just given."""
        shown = {section for claim in claims for item in claim.evidence for section in item.section}
        others = (heading for heading in self._listed if heading not in shown)
        return tuple(f"What are the {heading.lower()}?" for heading in islice(others, 2))

    @cached_property
    def _listed(self) -> list[str]:
        """The headings that name things in the plural, in the field's terms."""
        headings = dict.fromkeys(
            section.path[-1]
            for section in self._index.corpus.sections
            if section.path and len(section.passages) >= 2
        )
        return [
            heading
            for heading in headings
            if re.fullmatch(r"[A-Z][a-z]+(?: [a-z]+){0,3}", heading)
            and any(word.endswith("s") for word in heading.split()[:1] + heading.split()[-1:])
            and any(unit.kind == "term" for unit in self._index.lexicon.units(heading))
        ]

    @cached_property
    def _years(self) -> frozenset[str]:
        """The years that the documents name."""
        passages = self._index.corpus.passages
        return frozenset(year for passage in passages for year in YEAR.findall(passage.context))


def _lacks(question: Question, nearest: Judged) -> str:
    """Why the nearest passage is no answer, as the words that introduce it."""
    if OUTCOME in nearest.missing:
        return wording.NEAREST_TO_COME
    if A_YEAR in nearest.missing:
        return wording.NEAREST_OF_NO_YEAR
    if set(nearest.missing) - {UNTOLD}:
        return wording.NEAREST_OTHER_TIME
    untyped = wording.NEAREST_LACKS.get(question.asks) if not nearest.typed else None
    return untyped or wording.NEAREST
