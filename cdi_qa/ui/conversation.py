"""The conversation that a browser tab shows: kept on disk, named in the page's address.

What is behind an answer's citations and figures is looked up once and kept with the tab, so that
neither a rerun nor a change of the documents can mix it up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from cdi_qa.assistant import Assistant
from cdi_qa.conversations import Conversations, Message, Verdict
from cdi_qa.errors import CdiQaError, KeptFileError
from cdi_qa.schema import Answer
from cdi_qa.scope import Scope
from cdi_qa.settings import load_settings
from cdi_qa.ui.lookups import Lookup, read_lookup
from cdi_qa.ui.opening import forget_assistant
from cdi_qa.ui.places import Place, place_citation
from cdi_qa.ui.signing_in import whose
from cdi_qa.ui.wording import GONE, STOPPED, UNEXPECTED

_LOG = logging.getLogger(__name__)
CHAT, QUESTION = "chat", "q"
"""What the address calls the conversation and a question to be asked."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A message with what is behind its answer."""

    message: Message
    places: tuple[Place, ...] = ()
    lookup: Lookup | None = None
    terms: tuple[tuple[str, str], ...] = ()
    """Abbreviations and what they stand for, as the documents say."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation's id, "" for one not begun, and its messages so far, oldest first."""

    id: str = ""
    messages: tuple[Message, ...] = ()

    def earlier(self, position: int) -> list[str]:
        """The answered questions before a message, oldest first."""
        return [each.question for each in self.messages[:position] if each.answer is not None]


def kept_conversations() -> Conversations:
    """What is kept of whoever is signed in. Raises KeptFileError where it cannot be used."""
    return _open_kept(str(load_settings().data_dir), whose())


@st.cache_resource(max_entries=256, show_spinner=False)
def _open_kept(folder: str, owner: str) -> Conversations:
    return Conversations(Path(folder), owner)


def current_chat() -> Chat:
    """The conversation that the address names, else the tab's; a question in the address is asked.

    Raises KeptFileError where what is kept cannot be used.
    """
    name = st.query_params.get(CHAT) or st.session_state.get(CHAT, "")
    if QUESTION in st.query_params:
        asked = st.query_params[QUESTION].strip()
        del st.query_params[QUESTION]
        if asked:
            name = kept_conversations().add(asked, st.query_params.get(CHAT))
    messages = kept_conversations().messages(name) if name else []
    if messages is None:
        _go_to("")
        st.session_state["trouble"] = GONE
        return Chat()
    _go_to(name)
    return Chat(name, tuple(messages))


def _go_to(name: str) -> None:
    """Show a conversation, "" for a new one, and name it in the address."""
    if st.session_state.get(CHAT, "") != name:
        st.session_state.pop("beside", None)
    st.session_state[CHAT] = name
    if name and st.query_params.get(CHAT) != name:
        st.query_params[CHAT] = name
    elif not name:
        st.query_params.pop(CHAT, None)


def take_trouble() -> str:
    """What went wrong with what is kept, told once; empty where nothing did."""
    return str(st.session_state.pop("trouble", ""))


@contextmanager
def _told() -> Iterator[None]:
    """A failure to keep something is said on the page."""
    try:
        yield
    except KeptFileError as error:
        st.session_state["trouble"] = str(error)


# ── what is clicked ─────────────────────────────────────────────────────────────────────────


def handle_question(question: str) -> None:
    """Put a question at the end of the conversation, to be answered as it is drawn."""
    if question.strip():
        with _told():
            name = st.session_state.get(CHAT) or None
            _go_to(kept_conversations().add(question.strip(), name))


def handle_question_instead(message: Message, field: str) -> None:
    """Ask what was typed in a field in place of an earlier question."""
    question = str(st.session_state.get(field) or "").strip()
    if question:
        with _told():
            name = st.session_state.get(CHAT, "")
            _go_to(kept_conversations().ask_instead(name, message.number, question))


def handle_stop(message: Message) -> None:
    """Wait no longer for an answer."""
    with _told():
        kept_conversations().settle(message.number, error=STOPPED)


def handle_new_conversation() -> None:
    """Start afresh."""
    _go_to("")


def handle_open(conversation: str) -> None:
    """Go on with a conversation."""
    _go_to(conversation)


def handle_rename(conversation: str, field: str) -> None:
    """Give a conversation the title typed in a field."""
    with _told():
        kept_conversations().rename(conversation, str(st.session_state.get(field) or ""))


def handle_delete(conversation: str) -> None:
    """Delete a conversation and start afresh."""
    with _told():
        kept_conversations().delete(conversation)
        _go_to("")


def handle_verdict(message: Message, verdict_field: str, comment_field: str) -> None:
    """Keep what the reader thinks of an answer."""
    verdicts: dict[int | None, Verdict] = {0: "wrong", 1: "right"}
    verdict = verdicts.get(st.session_state.get(verdict_field), "")
    with _told():
        comment = str(st.session_state.get(comment_field) or "") if verdict else ""
        kept_conversations().judge(message.number, verdict, comment)


# ── answering ───────────────────────────────────────────────────────────────────────────────


def answer_message(
    assistant: Assistant,
    scope: Scope,
    chat: Chat,
    position: int,
    on_wording: Callable[[str], None],
) -> tuple[Answer | None, str]:
    """The answer to a waiting message from the documents in scope, or None and what came instead.

    `on_wording` is as in ask().
    """
    question = chat.messages[position].question
    try:
        asked = assistant.narrow(scope)
        return asked.ask(question, chat.earlier(position), on_wording), ""
    except CdiQaError as error:
        return None, str(error)
    except Exception:
        _LOG.exception("The question could not be answered")
        # The index may have been replaced under the one that is open: open it anew next time.
        forget_assistant()
        return None, UNEXPECTED


def settle(message: Message, answer: Answer | None, error: str) -> Message:
    """Keep what came of a message; it is the newest, to be read out."""
    with _told():
        kept_conversations().settle(message.number, answer, error)
    st.session_state["newest"] = message.number
    return Message(message.number, message.question, message.asked, answer, error)


def read_turn(message: Message, open_assistant: Callable[[], Assistant | None]) -> Turn:
    """The message with what is behind its answer, as it was found first."""
    if message.answer is None:
        return Turn(message)
    found: dict[int, Turn] = st.session_state.setdefault("found", {})
    if message.number not in found:
        assistant = open_assistant()
        if assistant is None:
            return Turn(message, tuple(Place(citation) for citation in message.answer.citations))
        corpus = assistant.index.corpus
        places = tuple(place_citation(corpus, citation) for citation in message.answer.citations)
        lookup = read_lookup(assistant.index, message.answer)
        found[message.number] = Turn(message, places, lookup, corpus.abbreviations)
    return replace(found[message.number], message=message)
