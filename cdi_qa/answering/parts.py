"""Which documents of an index are read for a question: those it is of, else the likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cdi_qa.answering.documents import DocumentAnswers
from cdi_qa.answering.due_asked import read_due
from cdi_qa.index import Index
from cdi_qa.question import POINTS_BACK, may_stand_alone, read_question
from cdi_qa.schema import Draft
from cdi_qa.scope import Scopes
from cdi_qa.text import words

_KEPT = 16
"""Narrowed parts of the index that are kept for the next question on them."""
_ASKED = 8
"""Questions of which it is kept: one is put to its documents in several ways."""
_MANY = 2000
"""Passages above which a question is put to the likeliest documents and not to all."""
_FOUND, _CLOSELY = 40, 8
"""Passages that are looked for then, and documents that are read closely."""
_PLAINLY, _SURER = 0.5, 0.2
"""Confidence from which a question is answered by itself, and by how much more than with others."""

_DUE = frozenset({"due", "deadline", "target", "complete", "completion"})
"""Words of the heading of a column of deadlines."""


class Parts:
    """The parts of one index that questions are put to. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self.whole = DocumentAnswers(index)
        self._index = index
        self._lexicon = index.lexicon
        self._scopes = Scopes(index.corpus)
        self.has_due_column = any(
            _DUE & set(words(column.name))
            for table in index.corpus.tables
            for column in table.columns
            if column.kind == "date"
        )
        """True where a table lists actions with their dates, which is then asked first."""
        self._known = lru_cache(maxsize=_ASKED)(self._find)
        self._parts: dict[frozenset[str], DocumentAnswers] = {}

    def asked(self, text: str, history: Sequence[str]) -> tuple[DocumentAnswers, ...]:
        """The documents that a question is put to, the narrowest first."""
        return self._known(text, tuple(history))

    def _find(self, text: str, history: Sequence[str]) -> tuple[DocumentAnswers, ...]:
        chosen = self._scopes.asked(text, history)
        asked = [self._part(sources) for sources in chosen] or [self.whole]
        return tuple(self._likeliest(documents, text, history) for documents in asked)

    def read(self, text: str, corrected: str, history: Sequence[str]) -> Draft:
        """What the documents that a question is put to say, the narrowest first.

        A passage that answers it plainly without the turns before counts for more than what is
        found with them: "when will they be back to check" after talk of something else.
        """
        draft = self._read(text, corrected, history, history)
        sure = _sureness(draft)
        if history and sure < 1 and may_stand_alone(corrected, self._lexicon):
            alone = self._read(text, corrected, history, ())
            plainly = _sureness(alone) < 1 or not POINTS_BACK.search(corrected)
            if plainly and _sureness(alone) >= max(_PLAINLY, sure + _SURER):
                return alone
        return draft

    def _read(
        self, text: str, corrected: str, history: Sequence[str], earlier: Sequence[str]
    ) -> Draft:
        """What the documents of a conversation say, the question read with some turns of it."""
        question = read_question(corrected, self._lexicon, earlier)
        for documents in self.asked(text, history):
            draft = documents.read(question, earlier)
            if draft.status != "not_in_documents":
                break
        return draft

    def work_out(self, text: str, history: Sequence[str]) -> Draft | None:
        """What is worked out from figures in the prose of the documents that are asked."""
        drafts = (
            each.margins.answer(text, history) or each.records.answer(text, history)
            for each in self.asked(text, history)
        )
        return next((draft for draft in drafts if draft is not None), None)

    def to_be_done(self, text: str, history: Sequence[str]) -> Draft | None:
        """The actions that are asked for by their deadlines, None where none are."""
        due = read_due(text, self._lexicon, history)
        for documents in self.asked(text, history) if due is not None else ():
            if due is not None and (claims := documents.actions.answer(due)):
                return documents.answered(claims)
        return None

    def _likeliest(
        self, documents: DocumentAnswers, text: str, history: Sequence[str]
    ) -> DocumentAnswers:
        """Of very many documents those that a search finds first: only they are read closely."""
        if len(documents.index.corpus.passages) <= _MANY:
            return documents
        read = read_question(text, self._lexicon, history)
        found = (hit.passage.source for hit in documents.index.search(read.search_text, _FOUND))
        return self._part(frozenset(list(dict.fromkeys(found))[:_CLOSELY]))

    def _part(self, sources: frozenset[str]) -> DocumentAnswers:
        known = self._parts.get(sources)
        if known is None:
            make_room(self._parts)
            known = self._parts[sources] = DocumentAnswers(self._index.narrow(sources))
        return known


def make_room(kept: dict[Any, Any]) -> None:
    """Drop what was put in first, until one more narrowed part can be kept."""
    while len(kept) >= _KEPT:
        kept.pop(next(iter(kept)), None)


def _sureness(draft: Draft) -> float:
    """How sure an answer from a passage is, 1 of a list or of what is worked out, 0 of none."""
    return 0.0 if draft.status in {"not_in_documents", "needs_clarification"} else draft.confidence
