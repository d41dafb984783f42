"""ask(): the whole way from a question to a checked answer, on one screen.

question → parts → look-up in the table | figures worked out | a whole list | the best passages
         → (a language model's words for it) → check → answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from cdi_qa import wording
from cdi_qa.answering.asserted import AssertedAnswers
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.disagreements import Disagreements, disagreements_asked
from cdi_qa.answering.evidence import EvidenceFinder, Judged
from cdi_qa.answering.ground import check_draft
from cdi_qa.answering.lists import ListFinder
from cdi_qa.answering.refuse import Refuser
from cdi_qa.answering.shares import RecordAnswers
from cdi_qa.errors import IndexUnusableError, UsageError
from cdi_qa.index import BuildReport, Index, open_index
from cdi_qa.lookup import Database, Query, Vocabulary, parse_question
from cdi_qa.lookup.answers import TableAnswers
from cdi_qa.lookup.parse import NotInTable
from cdi_qa.lookup.scan import scan
from cdi_qa.model.writer import OnWording, Writer
from cdi_qa.question import Question, clean_question, read_question, split_parts, without_tag
from cdi_qa.render import finish
from cdi_qa.schema import Answer, Claim, Draft
from cdi_qa.settings import Settings
from cdi_qa.spelling import Speller

_LOOKED_AT = 2
"""Passages, best first, of which one has to answer."""
_RUNNERS_UP = 8
"""Passages that may be added to the one that answers."""


class Assistant:
    """Answers questions from one index. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        report: BuildReport | None = None,
        settings: Settings | None = None,
        look_ups: bool = True,
    ) -> None:
        self.report = report
        """What building the index did, None where it was up to date."""
        self._settings = settings
        self._look_ups = look_ups
        self._use(index)

    def _use(self, index: Index) -> None:
        self.index = index
        self.database = Database(index.corpus.tables)
        self._evidence = EvidenceFinder(index)
        self._lists = ListFinder(index)
        self._composer = Composer(index)
        self._disagreements = Disagreements(index.corpus)
        self._records = RecordAnswers(index, self._composer)
        self._asserted = AssertedAnswers(index, self._evidence, self._composer)
        self._refuser = Refuser(index, self._evidence, self._composer)
        self._speller = Speller(index.corpus, index.lexicon)
        self._writer: Writer | None = None
        if self._settings is not None and self._settings.has_model:
            self._writer = Writer(
                self._settings, index, self.database, self._evidence, self._composer
            )
        self._vocabulary: Vocabulary | None = None
        self._tables: TableAnswers | None = None
        if self.database.comparison is not None and self._look_ups:
            self._vocabulary = Vocabulary(self.database.comparison, index.corpus, index.lexicon)
            self._tables = TableAnswers(index.corpus, self.database, self._vocabulary)

    @classmethod
    def open(
        cls,
        settings: Settings,
        on_progress: Callable[[str], None] = lambda message: None,
        rebuild: bool = False,
    ) -> Assistant:
        """The assistant of a corpus; its index is built first where it is missing or out of date.

        Raises CdiQaError with a sentence fit to be shown.
        """
        return cls(*open_index(settings, on_progress, rebuild), settings)

    def ask(
        self,
        question: str,
        earlier: Sequence[str] = (),
        on_wording: OnWording = lambda checked: None,
    ) -> Answer:
        """One answer; `earlier` are the conversation's questions before it, oldest first.

        `on_wording` is told what a language model, where one is configured, has written so far,
        as far as it is checked.

        Raises UsageError for an empty question or one that is too long.
        """
        return self._answer(question, earlier, on_wording)

    def compose(self, question: str) -> Answer:
        """One answer composed from the documents alone, at once, whatever model is configured.

        Raises UsageError for an empty question or one that is too long.
        """
        return self._answer(question, (), None)

    def _answer(
        self, question: str, earlier: Sequence[str], on_wording: OnWording | None
    ) -> Answer:
        started = time.perf_counter()
        text = check_question(question)
        history = [cleaned for turn in earlier if (cleaned := clean_question(turn))]
        try:
            draft = self._draft(text, history)
        except IndexUnusableError:
            draft = self._draft_anew(text, history)
        if on_wording is not None and self._writer and not self._asks_of_others(text):
            draft = self._writer.word(text, history, draft, on_wording)
        draft = self._disagreements.add_to(draft)
        answer = finish(question, check_draft(draft, self.index.corpus), self.index.corpus)
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        return replace(answer, elapsed_ms=elapsed)

    def rank_passages(self, question: str, earlier: Sequence[str] = ()) -> dict[str, list[str]]:
        """Passage ids, best first, by each search and as "judged" by what they hold."""
        text, _ = self._speller.correct(check_question(question))
        read = read_question(text, self.index.lexicon, [clean_question(turn) for turn in earlier])
        judged = [item.passage.id for item in self._evidence.find(read)]
        return {**self.index.rankings(read.search_text), "judged": judged}

    def _draft_anew(self, text: str, history: Sequence[str]) -> Draft:
        """Answer from an index opened again: this one was replaced, or damaged and is rebuilt."""
        if self._settings is None:
            raise IndexUnusableError("The index is damaged; run `cdi-qa index --rebuild`.")
        try:
            self._use(open_index(self._settings)[0])
            return self._draft(text, history)
        except IndexUnusableError:
            self._replace_index(self._settings)
            return self._draft(text, history)

    def _replace_index(self, settings: Settings) -> None:
        """Put a new index in the place of this one, which is damaged."""
        index, self.report = open_index(settings, damaged=self.index.folder)
        self._use(index)

    def check(self) -> None:
        """Look through the whole index and build a new one where it is damaged.

        Raises IndexUnusableError where that cannot be done.
        """
        try:
            self.index.check()
        except IndexUnusableError:
            if self._settings is None:
                raise
            self._replace_index(self._settings)

    @property
    def remark(self) -> str:
        """What was found damaged and set aside, in a sentence; empty where all was well."""
        return self.index.remark.strip()

    def _draft(self, text: str, history: Sequence[str]) -> Draft:
        if disagreeing := disagreements_asked(text, self.index.corpus):
            return self._answered(disagreeing)
        parts = split_parts(text)
        before = self._query_before(history)
        if len(parts) > 1 and not all(self._look_up(part, before) for part in parts):
            whole = self._look_up(text, before) or self._records.answer(text, history)
            if whole is not None:
                return whole
        if len(parts) == 1:
            return self._draft_part(text, history)
        drafts = [self._draft_part(part, [*history, *parts[:at]]) for at, part in enumerate(parts)]
        return self._refuser.join(parts, drafts)

    def _draft_part(self, text: str, history: Sequence[str]) -> Draft:
        """One question: the table, figures in prose, a whole list, the passages, else a refusal."""
        looked_up = self._look_up(text, self._query_before(history))
        if looked_up is not None and looked_up.status == "needs_clarification" and history:
            # Before it guesses which cell is meant: "what's that as a percentage?"
            looked_up = self._records.answer(text, history) or looked_up
        if looked_up is not None:
            return looked_up
        corrected, changes = self._speller.correct(without_tag(text))
        question = read_question(corrected, self.index.lexicon, history)
        remarks = tuple(
            Claim(wording.READ_AS.format(typed=typed, read=read), ()) for typed, read in changes
        )
        if self._asks_of_others(text):
            draft = self._refuser.refuse(question, [])
        else:
            draft = self._read_documents(question, history)
        return replace(draft, caveats=(*remarks, *draft.caveats))

    def _asks_of_others(self, text: str) -> bool:
        """True where it is another row's or force's doing that is asked for, and no prose names it:
        what the documents say of their own is no answer.
        """
        if self._vocabulary is None:
            return False
        seen = scan(text, self._vocabulary)
        if self._vocabulary.own is None or seen.has("own"):
            return False
        named = {mention.value for mention in seen.of("key")} - {self._vocabulary.own}
        if not named and not seen.absent:
            return False
        names = [*seen.absent, *(n for key in named for n in self._vocabulary.names_of(key))]
        prose = [p.clean for p in self.index.corpus.passages if p.kind != "row"]
        return not any(name in told for told in prose for name in names)

    def _read_documents(self, question: Question, history: Sequence[str]) -> Draft:
        if not question.units and not question.context:
            return self._refuser.ask_back()
        if question.asks == "warning" and (claims := self._composer.warning()):
            return self._answered(claims)
        if (worked_out := self._records.answer(question.text, history)) is not None:
            return worked_out
        if corrected := self._asserted.correct(question, history):
            return replace(self._answered(corrected), status="premise_corrected")
        if (found := self._lists.find(question)) is not None:
            return self._answered(self._composer.listing(found))
        judged = self._evidence.find(question)
        if question.asks == "expansion" or (
            question.asks == "definition" and not _defines(question, judged)
        ):
            spelled = self._composer.abbreviation(question)
            if spelled is not None:
                return self._refuser.abbreviation(question, *spelled)
        vague = question.asks == "opinion" and all(unit.kind == "body" for unit in question.units)
        if vague:
            return self._refuser.refuse(question, [])
        answering = [item for item in judged[:_RUNNERS_UP] if item.answers]
        if answering and answering[0] in judged[:_LOOKED_AT]:
            whole = self._lists.around(question, answering[0].passage)
            if whole is not None:
                return self._answered(self._composer.listing(whole))
            claims = self._composer.statements(question, answering)
            if question.asks == "opinion":
                claims = self._composer.without_opinion(claims)
            return self._answered(claims, min(1.0, answering[0].support))
        return self._refuser.refuse(question, judged)

    def _answered(self, claims: list[Claim], confidence: float = 1.0) -> Draft:
        evidence = [item for claim in claims for item in claim.evidence]
        return Draft(
            status="answered",
            claims=tuple(claims),
            caveats=tuple(self._composer.caveats(evidence)),
            suggestions=self._refuser.suggest(claims),
            answered_by="passages",
            confidence=confidence,
        )

    # ── the comparison table ────────────────────────────────────────────────────────────────

    def _query_before(self, history: Sequence[str]) -> Query | None:
        """The query of the turn before, itself read with those before it."""
        query: Query | None = None
        if self._vocabulary is None:
            return None
        for turn in history:
            read = parse_question(turn, self._vocabulary, query)
            query = read if isinstance(read, Query) else None
        return query

    def _look_up(self, text: str, before: Query | None) -> Draft | None:
        """The table's answer, None where the question is not one for the table."""
        if self._vocabulary is None or self._tables is None:
            return None
        query = parse_question(text, self._vocabulary, before)
        if isinstance(query, NotInTable):
            return self._tables.refuse(query)
        if query is None:
            return None
        draft = self._tables.answer(query)
        if draft is None or draft.status != "answered":
            return draft
        passages = self._tables.corroborate(query)
        if not passages:
            return draft
        first, *rest = draft.claims
        agreeing = tuple(self._composer.evidence(passage) for passage in passages)
        first = replace(first, evidence=(*agreeing, *first.evidence))
        caveats = (*draft.caveats, *self._composer.caveats(agreeing))
        return replace(draft, claims=(first, *rest), caveats=caveats, answered_by="both")


def check_question(question: str) -> str:
    """The question cleaned. Raises UsageError where it is empty or too long."""
    if len(question) > wording.MAX_QUESTION:
        raise UsageError(wording.LONG_QUESTION)
    text = clean_question(question)
    if not text:
        raise UsageError(wording.EMPTY_QUESTION)
    return text


def _defines(question: Question, judged: list[Judged]) -> bool:
    """True where the best passage says of the subject what it is."""
    if not judged or not question.units:
        return False
    surface = question.units[-1].surface
    text = judged[0].passage.clean.lower()
    found = text.find(surface)
    return found >= 0 and bool(
        set(text[found + len(surface) : found + len(surface) + 25].split())
        & {"is", "are", "means", "was", "allows", "refers"}
    )
