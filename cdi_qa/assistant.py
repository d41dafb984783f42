"""ask(): the whole way from a question to a checked answer, on one screen.

question → parts → look-up | figures worked out | what is due | a whole list | best passages
         → (a language model's words for it) → check → answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from cdi_qa import wording
from cdi_qa.answering.about_itself import is_talk
from cdi_qa.answering.beside_rows import BesideRows
from cdi_qa.answering.disagreements import Disagreements, disagreements_asked
from cdi_qa.answering.ground import check_draft
from cdi_qa.answering.parts import Parts, make_room
from cdi_qa.answering.then_and_now import ThenAndNow
from cdi_qa.answering.whereabouts import asked_before, asks_who_says_so
from cdi_qa.errors import IndexUnusableError
from cdi_qa.index import Index
from cdi_qa.indexing import BuildReport, open_index
from cdi_qa.lookup import Database, Query
from cdi_qa.lookup.others import OtherRows
from cdi_qa.lookup.reasons import told_before
from cdi_qa.lookup.tables import Tables
from cdi_qa.lookup.twofold import first_leans_on_next
from cdi_qa.lookup.unread import find_unread
from cdi_qa.message import (
    asked_alone,
    check_question,
    clean_question,
    is_topic,
    split_parts,
    stated_before,
    without_tag,
)
from cdi_qa.model.choice import ConfiguredModel
from cdi_qa.model.writer import OnWording, Writer
from cdi_qa.named_sources import NamedSources
from cdi_qa.question import is_fragment, read_question
from cdi_qa.remarks import order_joined
from cdi_qa.render import finish
from cdi_qa.schema import Answer, Claim, Draft
from cdi_qa.scope import Scope, Scopes
from cdi_qa.settings import Settings
from cdi_qa.spelling import Speller
from cdi_qa.text import join_english

_ALL = Scope()
_SURE = 0.54
"""Confidence of a passage from which no cell of the table is guessed instead."""


class Assistant:
    """Answers questions from one index. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        report: BuildReport | None = None,
        settings: Settings | None = None,
        look_ups: bool = True,
        scope: Scope = _ALL,
    ) -> None:
        self.report = report
        """What building the index did, None where it was up to date."""
        self._settings = settings
        self._look_ups = look_ups
        self._scope = scope
        self._model = ConfiguredModel(settings) if settings and settings.has_model else None
        self._use(index)

    def _use(self, whole: Index) -> None:
        self._whole = whole
        chosen = None if self._scope.is_open else Scopes(whole.corpus).choose(self._scope)
        self.index = index = whole.narrow(chosen) if chosen else whole
        self.database = Database(index.corpus.tables)
        self._parts = Parts(index)
        self._documents = self._parts.whole
        self._chosen: dict[Scope, Assistant] = {}
        self._names = NamedSources(index.corpus)
        self._disagreements = Disagreements(index.corpus)
        self._speller = Speller(index.corpus, index.lexicon)
        self._tables: Tables | None = None
        self._others: OtherRows | None = None
        if self.database.comparison is not None and self._look_ups:
            self._tables = Tables(index.corpus, self.database, index.lexicon, index.encoder)
            self._others = OtherRows(self._tables.first.vocabulary, index.corpus)
        self._beside_rows = BesideRows(self._documents.composer, self._documents.margins)
        self._then_and_now = ThenAndNow(index, self._documents.composer, self._tables)

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
        history = [t for turn in earlier if (t := clean_question(turn)) and not is_talk(t)]
        try:
            draft = self._draft(text, history)
        except IndexUnusableError:
            draft = self._draft_anew(text, history)
        if (
            on_wording
            and self._model
            and self._settings
            and not self._asks_of_others(text, history)
        ):
            documents = self._parts.asked(text, history)[-1]
            writer = Writer(self._settings, self.database, documents, self._model)
            draft = writer.word(text, history, draft, on_wording)
        draft = self._disagreements.add_to(draft)
        if not self._scope.is_open:
            draft = replace(draft, caveats=(*draft.caveats, self._of_scope()))
        answer = finish(question, check_draft(draft, self.index.corpus), self.index.corpus)
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    def narrow(self, scope: Scope) -> Assistant:
        """An assistant that knows only the documents chosen; it shares this one's index.

        Raises UsageError where the scope names something that is not there, or leaves nothing.
        """
        if scope == self._scope:
            return self
        known = self._chosen.get(scope)
        if known is None:
            make_room(self._chosen)
            known = Assistant(self._whole, None, self._settings, self._look_ups, scope)
            self._chosen[scope] = known
        return known

    def _of_scope(self) -> Claim:
        """That the reader has narrowed what is asked."""
        titles = join_english([source.title for source in self.index.corpus.sources])
        return Claim(wording.ONLY_ASKED.format(titles=titles), ())

    def rank_passages(self, question: str, earlier: Sequence[str] = ()) -> dict[str, list[str]]:
        """Passage ids, best first, by each search and as "judged" by what they hold."""
        text, _ = self._speller.correct(check_question(question))
        read = read_question(text, self.index.lexicon, [clean_question(turn) for turn in earlier])
        found = self._parts.asked(text, earlier)[-1].evidence.find(read)
        return self.index.rankings(read.search_text) | {"judged": [i.passage.id for i in found]}

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
        """The answer of the documents that the question names, else of all."""
        if history and asks_who_says_so(text):
            said, before = asked_before(history)
            return self._documents.told_where(self._draft(said, before))
        named = self._names.find(text, history)
        if named is None or (not named.whole and len(split_parts(text)) > 1):
            return self._draft_of_all(text, history)
        asked = self.narrow(replace(self._scope, sources=named.sources))
        draft = asked._draft_of_all(named.text, history)
        spoken = join_english([self.index.corpus.source(name).spoken for name in named.sources])
        missing = draft.status in {"not_in_documents", "needs_clarification"}
        whole = self._draft_of_all(named.text, history) if missing and not named.only else draft
        if whole.status == "not_in_documents":
            told = wording.ONLY_ASKED_THERE.format(titles=spoken)
            return replace(whole, caveats=(Claim(told, ()), *draft.caveats))
        if not missing or whole is draft:
            return draft
        told = wording.NOT_THERE_BUT.format(titles=spoken)
        return replace(whole, caveats=(Claim(told, ()), *whole.caveats))

    def _draft_of_all(self, text: str, history: Sequence[str]) -> Draft:
        if disagreeing := disagreements_asked(text, self.index.corpus):
            return self._documents.answered(disagreeing)
        before = self._query_before(history)
        listed = self._parts.has_due_column and self._look_up(text, before) is not None
        corrected, remarks = self._speller.read(text)
        if not listed and (to_be_done := self._parts.to_be_done(corrected, history)):
            return replace(to_be_done, caveats=(*remarks, *to_be_done.caveats))
        if (joined := order_joined(text)) and self._look_up(text, before) is None:
            text = joined
        for said in stated_before(text):
            if put_right := self._correct(said, before, history):
                return put_right
        asked = asked_alone(text, self.index.lexicon)
        if asked != text and self._look_up(text, before) is None:
            text = asked
        parts = split_parts(text)
        if len(parts) == 1:
            return self._draft_part(parts[0], history)
        whole = self._look_up(text, before)
        if is_topic(parts[0]):  # "other offences, what share was on time"
            if whole is not None:
                return whole
            if self._look_up(parts[1], before) is None:
                return self._draft_part(text, history)
            parts = parts[1:]
        told = [[*history, *parts[:at]] for at in range(len(parts))]
        if self._tables is not None and first_leans_on_next(self._tables, parts):
            told[0] = [*history, parts[1]]  # "who is best and who is worst for rape"
        drafts = [self._draft_named(part, said) for part, said in zip(parts, told, strict=True)]
        sure = [d.table or (d.status == "answered" and d.confidence >= _SURE) for d in drafts]
        if whole is not None and not all(sure):
            return whole
        refused = [draft.status == "not_in_documents" for draft in drafts]
        whole = self._parts.work_out(text, history) if any(refused) else None
        if whole is None and all(refused) and drafts[0].answered_by != "table":
            whole = self._read_part(text, history)  # one passage may answer what no part finds
        return whole or self._documents.refuser.join(parts, drafts, self.database)

    def _correct(self, said: str, before: Query | None, history: Sequence[str]) -> Draft | None:
        """What the table or the documents say instead of a statement that they contradict."""
        confirm = f"{said.rstrip(' .!')}, is that right?"
        looked_up = self._look_up(confirm, before)
        if looked_up is not None:
            return looked_up if looked_up.status == "premise_corrected" else None
        question = read_question(confirm, self.index.lexicon, history)
        return self._parts.asked(said, history)[-1].correct(question, history)

    def _draft_named(self, part: str, history: Sequence[str]) -> Draft:
        """One part of a message, put to the document that it alone names, if any."""
        named = self._names.find(part)
        return self._draft_part(part, history) if named is None else self._draft(part, history)

    def _draft_part(self, text: str, history: Sequence[str]) -> Draft:
        """One question: the table, figures in prose, a whole list, the passages, else a refusal."""
        before = self._query_before(history)
        if history and (before is None or before.guessed) and is_fragment(text):
            # "And for violence?" after figures in prose asks for no cell of the table.
            worked_out = self._parts.work_out(text, history)
            if worked_out is not None:
                return worked_out
        looked_up = self._look_up(text, before)
        if looked_up is not None and looked_up.status == "needs_clarification" and history:
            # Before it guesses which cell is meant: "what's that as a percentage?"
            looked_up = self._parts.work_out(text, history) or looked_up
        if looked_up is not None and looked_up.status != "needs_clarification":
            return looked_up
        if looked_up is None:
            return self._ask_back(text, history) or self._read_part(text, history)
        # "How sure are they of that figure?" names no column, but a term that passages speak of.
        if any(unit.kind == "term" for unit in self.index.lexicon.units(text)):
            told = self._read_part(text, history)
            if told.status == "answered" and told.confidence >= _SURE:
                return told
        return looked_up

    def _ask_back(self, text: str, history: Sequence[str]) -> Draft | None:
        """Where only the table can answer, and the question was not understood."""
        if self._tables is None:
            return None
        first, before = self._tables.first, self._query_before(history)
        before = before if before is None or before.table == first.name else None
        if (unread := find_unread(text, first.vocabulary, before)) is None:
            return None
        return self._parts.work_out(text, history) or first.answers.ask_back(unread)

    def _read_part(self, text: str, history: Sequence[str]) -> Draft:
        """What the documents that are asked say."""
        history = told_before(text, history, self._tables)
        corrected, remarks = self._speller.read(without_tag(text))
        if self._asks_of_others(text, history):
            question = read_question(corrected, self.index.lexicon, history)
            draft = self._parts.asked(text, history)[-1].refuser.refuse(question, [])
        else:
            draft = self._then_and_now.add_to(self._parts.read(text, corrected, history), text)
        return replace(draft, caveats=(*remarks, *draft.caveats))

    def _asks_of_others(self, text: str, history: Sequence[str]) -> bool:
        """True where it is another force's doing that is asked for, of which no prose tells."""
        return self._others is not None and self._others.are_asked(
            text, self._query_before(history)
        )

    def _query_before(self, history: Sequence[str]) -> Query | None:
        """The query of the turn before, itself read with those before it."""
        return self._tables.read_turns(history) if self._tables is not None else None

    def _look_up(self, text: str, before: Query | None) -> Draft | None:
        """A table's answer, None where the question is not one for a table."""
        reading = self._tables.read(text, before) if self._tables is not None else None
        if reading is None or self._tables is None:
            return None
        draft = self._tables.answer(reading)
        query = reading.query
        if query is None or draft is None or draft.status != "answered":
            return draft
        return self._beside_rows.add_to(draft, query, reading.asked.answers)
