"""The conversation of one browser tab, kept in its session state.

A turn holds its answer with the page behind each citation and the rows behind each figure as they
were when the answer was given, so neither a rerun nor a change of the documents can mix them up.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st

from cdi_qa.assistant import Assistant
from cdi_qa.errors import CdiQaError
from cdi_qa.schema import Answer, Citation, Corpus, Source
from cdi_qa.ui.lookups import Lookup, read_lookup
from cdi_qa.ui.opening import forget_assistant
from cdi_qa.ui.pageview import PageView, Span, find_quote, view_page
from cdi_qa.ui.wording import UNEXPECTED

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """A citation with its source and its page, and where what it quotes stands on it."""

    citation: Citation
    source: Source | None = None
    view: PageView | None = None
    quotes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer or the error that came instead; with neither it is waiting."""

    question: str
    answer: Answer | None = None
    places: tuple[Place, ...] = ()
    lookup: Lookup | None = None
    error: str = ""

    @property
    def waiting(self) -> bool:
        """True until it is answered."""
        return self.answer is None and not self.error


@dataclass(slots=True)
class Conversation:
    """The turns so far, oldest first."""

    number: int = 1
    turns: tuple[Turn, ...] = ()

    def earlier(self, position: int) -> list[str]:
        """The answered questions before a turn, oldest first."""
        return [turn.question for turn in self.turns[:position] if turn.answer is not None]


def current_conversation() -> Conversation:
    """The tab's conversation."""
    if "conversation" not in st.session_state:
        st.session_state["conversation"] = Conversation()
    conversation: Conversation = st.session_state["conversation"]
    return conversation


def handle_question(question: str) -> None:
    """Put a question at the end of the conversation, to be answered as it is drawn."""
    conversation = current_conversation()
    if question.strip():
        conversation.turns = (*conversation.turns, Turn(question.strip()))


def handle_new_conversation() -> None:
    """Start afresh."""
    st.session_state["conversation"] = Conversation(current_conversation().number + 1)


def answer_turn(assistant: Assistant, conversation: Conversation, position: int) -> Turn:
    """Answer a waiting turn and keep it."""
    question = conversation.turns[position].question
    turn = _answered(assistant, question, conversation.earlier(position))
    turns = list(conversation.turns)
    turns[position] = turn
    conversation.turns = tuple(turns)
    return turn


def _answered(assistant: Assistant, question: str, earlier: Iterable[str]) -> Turn:
    try:
        answer = assistant.ask(question, list(earlier))
        corpus = assistant.index.corpus
        places = tuple(_placed(corpus, citation) for citation in answer.citations)
        lookup = read_lookup(assistant.index, answer)
    except CdiQaError as error:
        return Turn(question, error=str(error))
    except Exception:
        _LOG.exception("The question could not be answered")
        # The index may have been replaced under the one that is open: open it anew next time.
        forget_assistant()
        return Turn(question, error=UNEXPECTED)
    return Turn(question, answer, places, lookup)


def _placed(corpus: Corpus, citation: Citation) -> Place:
    place = Place(citation)
    try:
        place = replace(place, source=corpus.source(citation.source))
        page = corpus.page(citation.source, citation.page)
    except KeyError:
        return place
    quote = find_quote(corpus, page, citation.quote, citation.section)
    return replace(place, view=view_page(corpus, page), quotes=(quote,) if quote else ())
