"""A composed answer → the same answer in a model's words, as far as the gate lets them through.

The model is asked only where words are wanted: what was looked up, worked out or listed stays as
it is. It never has the last word; without it, or where too little of it holds, the composed answer
stands and a caveat says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from cdi_qa import wording
from cdi_qa.answering.documents import DocumentAnswers
from cdi_qa.errors import LanguageModelError
from cdi_qa.lookup import Database
from cdi_qa.model.choice import ConfiguredModel
from cdi_qa.model.claims import ClaimReader
from cdi_qa.model.ledger import Ledger
from cdi_qa.model.prompt import NOT_FOUND, Fence, describe_task, instructions, show_evidence
from cdi_qa.model.sentences import Sentence, read_sentences, speaks_to_reader
from cdi_qa.model.talk import Talk
from cdi_qa.model.tools import Toolbox
from cdi_qa.question import Question, read_question
from cdi_qa.schema import AnsweredBy, Claim, Draft
from cdi_qa.settings import Settings
from cdi_qa.text import figures

OnWording = Callable[[str], None]
"""Called with what the model has written so far and the gate has let through."""

_SUPPLIED = 8
"""Passages that the model is given beside those of the composed answer."""
_MOST_SENTENCES = 8
_NOT_FOR_A_MODEL = {"opinion", "contact"}


class Writer:
    """Words the answers of one index. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        documents: DocumentAnswers,
        model: ConfiguredModel,
    ) -> None:
        self._settings = settings
        self._index = documents.index
        self._database = database
        self._finder = documents.evidence
        self._composer = documents.composer
        self._model = model

    def word(self, text: str, earlier: Sequence[str], draft: Draft, on_wording: OnWording) -> Draft:
        """The draft in the model's words, or as it was, with a caveat where the model failed."""
        question = read_question(text, self._index.lexicon, earlier)
        if not _wants_words(question, draft):
            return draft
        ledger = Ledger()
        try:
            written = self._write(question, earlier, draft, ledger, on_wording)
            return self._settle(question, draft, ledger, written)
        except LanguageModelError as error:
            return _with_caveat(draft, wording.MODEL_UNUSED.format(reason=error))

    def _write(
        self,
        question: Question,
        earlier: Sequence[str],
        draft: Draft,
        ledger: Ledger,
        on_wording: OnWording,
    ) -> str:
        """What the model wrote, unchecked."""
        refused = draft.status == "not_in_documents"
        tools = Toolbox(self._index, self._database, self._finder, self._composer, ledger)
        if not refused:
            for claim in draft.claims:
                if claim.evidence:
                    ledger.add(claim.evidence)
            tools.supply(question, _SUPPLIED)
        fence = Fence()
        data = describe_task(
            question.text,
            earlier,
            "\n".join(claim.text for claim in draft.claims),
            show_evidence(ledger.entries, self._index.corpus),
            tools.describe_tables(),
        )
        follow = _Follower(ClaimReader(self._index, ledger), on_wording)
        talk = Talk(self._model.open(), tools, fence, self._settings.model_seconds, follow.read)
        return talk.ask(partial(instructions, fence), data, only_with_tools=refused)

    def _settle(self, question: Question, draft: Draft, ledger: Ledger, written: str) -> Draft:
        """The answer with what holds of the model's words. Raises LanguageModelError."""
        refused = draft.status == "not_in_documents"
        if refused and (not written.strip() or NOT_FOUND in written.upper()):
            return draft
        reader = ClaimReader(self._index, ledger)
        sentences = list(dict.fromkeys(read_sentences(written)))[:_MOST_SENTENCES]
        claims = [reader.read(sentence) for sentence in sentences]
        kept = [claim for claim in claims if claim is not None]
        if not kept or claims[0] is None or 2 * len(kept) < len(claims):
            raise LanguageModelError(wording.MODEL_UNTRACED)
        confidence = self._confidence(question, draft, ledger, sentences[0])
        if confidence is None:
            raise LanguageModelError(wording.MODEL_BESIDE)
        worded = self._worded(draft, kept, confidence)
        removed = len(claims) - len(kept)
        if not removed:
            return worded
        verb = "was" if removed == 1 else "were"
        text = wording.MODEL_REMOVED.format(count=removed, total=len(claims), verb=verb)
        return _with_caveat(worded, text)

    def _confidence(
        self, question: Question, draft: Draft, ledger: Ledger, lead: Sentence
    ) -> float | None:
        """How likely what the first sentence cites is to answer; None where it is beside it.

        Where the composed answer is a refusal, the model has to have found it by its own search.
        """
        entries = ledger.cited(lead.cites) or []
        composed = {item for claim in draft.claims for item in claim.evidence}
        if draft.status != "not_in_documents":
            if any(composed.intersection(entry.evidence) for entry in entries):
                return draft.confidence
        elif not all(entry.number in ledger.searched for entry in entries):
            return None
        judged = [self._finder.judge(question, entry.hit) for entry in entries if entry.hit]
        able = [item.confidence for item in judged if item.typed and not item.missing]
        return max(able, default=None)

    def _worded(self, draft: Draft, kept: Sequence[Claim], confidence: float) -> Draft:
        evidence = [item for claim in kept for item in claim.evidence]
        caveats = self._composer.caveats(evidence)
        if draft.status == "not_in_documents":
            return Draft(
                status="answered",
                claims=tuple(kept),
                caveats=tuple(caveats),
                suggestions=draft.suggestions,
                answered_by="passages+llm",
                confidence=confidence,
            )
        # What the program itself has to say, such as which part is missing, rests on no evidence.
        own = [claim for claim in draft.claims if not claim.evidence]
        return replace(
            draft,
            claims=(*kept, *own),
            caveats=tuple(dict.fromkeys((*draft.caveats, *caveats))),
            answered_by=cast(AnsweredBy, f"{draft.answered_by}+llm"),
            confidence=confidence,
        )


class _Follower:
    """Reads along while the model writes, and passes on what the gate lets through."""

    def __init__(self, reader: ClaimReader, on_wording: OnWording) -> None:
        self._reader = reader
        self._on_wording = on_wording
        self._judged: dict[Sentence, Claim | None] = {}
        self._shown = ""

    def read(self, text: str) -> None:
        """Take in all that was written so far; its last sentence may still change."""
        claims = []
        for sentence in read_sentences(text)[:-1]:
            if sentence not in self._judged:
                self._judged[sentence] = self._reader.read(sentence)
            claims.append(self._judged[sentence])
        shown = " ".join(claim.text for claim in claims if claim is not None)
        if shown != self._shown:
            self._shown = shown
            self._on_wording(shown)


def _wants_words(question: Question, draft: Draft) -> bool:
    """True for an answer told in prose and for a refusal; exact answers stay as they are.

    So does what quotes an order to its reader: no model should see it.
    """
    if question.asks in _NOT_FOR_A_MODEL or draft.table is not None:
        return False
    quotes = [item.quote for claim in draft.claims for item in claim.evidence]
    if any(speaks_to_reader(quote) for quote in quotes):
        return False
    if draft.status == "not_in_documents":
        return True
    exact = any(claim.computed for claim in draft.claims)
    return draft.status in {"answered", "partly_answered"} and not exact


def _with_caveat(draft: Draft, text: str) -> Draft:
    caveat = Claim(text, (), frozenset(figures(text)))
    return replace(draft, caveats=(*draft.caveats, caveat))
