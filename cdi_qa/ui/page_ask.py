"""The page Ask: the conversation, and where to type."""

from __future__ import annotations

from functools import cache

import streamlit as st

from cdi_qa.assistant import Assistant
from cdi_qa.conversations import Message
from cdi_qa.errors import KeptFileError
from cdi_qa.ui.beside import draw_beside
from cdi_qa.ui.choosing import draw_scope
from cdi_qa.ui.conversation import (
    Chat,
    current_chat,
    handle_question,
    kept_conversations,
    take_trouble,
)
from cdi_qa.ui.conversation_list import draw_conversations
from cdi_qa.ui.elements import draw_error, draw_label, draw_try_again
from cdi_qa.ui.escaping import escape_html, escape_markdown
from cdi_qa.ui.examples import example_questions
from cdi_qa.ui.messages import OpenAssistant, draw_announcement, draw_turn
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.sidebar import describe_loaded, draw_sources_loaded
from cdi_qa.ui.wording import ASK_INSTEAD, ASK_NEXT, PLACEHOLDER, PURPOSE, TITLE


def draw_page() -> None:
    """The page from top to bottom."""
    try:
        chat = current_chat()
    except KeptFileError as unusable:
        st.title(TITLE, anchor=False)
        draw_error(str(unusable))
        draw_try_again()
        return
    # Without st.bottom Streamlit scrolls every new page and answer to its end.
    with st.bottom:
        st.chat_input(PLACEHOLDER, key="typed", on_submit=_handle_typed)
    # Once a run, where it is first needed: under a waiting question, else below everything.
    open_assistant = cache(handle_opening)
    with st.sidebar:
        conversations = st.container(key="kept")
        loaded = st.container(key="loaded")
    for trouble in filter(None, (kept_conversations().remark, take_trouble())):
        st.warning(escape_markdown(trouble), icon=":material/warning:")
    chat = _draw_chat(chat, open_assistant)
    with st.container():
        assistant, error = open_assistant()
    with conversations:
        draw_conversations(kept_conversations(), chat)
    with loaded:
        draw_sources_loaded(assistant.index.corpus if assistant else None)
        draw_scope(assistant.index.corpus if assistant else None)
    _draw_suggestions(chat, assistant)
    if error:
        if not any(message.error for message in chat.messages[-1:]):
            draw_error(error)
        draw_try_again()
    newest = st.session_state.get("newest")
    draw_announcement(chat, next((m for m in chat.messages[-1:] if m.number == newest), None))
    draw_beside(assistant.index.corpus if assistant else None)


def _handle_typed() -> None:
    handle_question(st.session_state["typed"] or "")


def _draw_chat(chat: Chat, open_assistant: OpenAssistant) -> Chat:
    """The welcome or the conversation; the conversation as it is after waiting questions."""
    # An empty place takes the welcome off the screen at once, not when the answer is there.
    welcome = st.empty()
    if not chat.messages:
        with welcome.container(key="welcome"):
            _draw_welcome(open_assistant)
    answered: list[Message] = []
    for position in range(len(chat.messages)):
        now = Chat(chat.id, (*answered, *chat.messages[position:]))
        with st.container(key=f"turn-{position}"):
            answered.append(draw_turn(now, position, open_assistant))
    return Chat(chat.id, tuple(answered))


def _draw_welcome(open_assistant: OpenAssistant) -> None:
    st.title(TITLE, anchor=False)
    st.markdown(PURPOSE)
    assistant, _ = open_assistant()
    if assistant is None:
        return
    st.markdown(describe_loaded(assistant.index.corpus))
    with st.container(key="examples", gap="medium"):
        for number, (theme, questions) in enumerate(example_questions(assistant).items()):
            with st.container(gap="xsmall", key=f"theme-{number}"):
                st.html(f'<h2 class="cdi-side">{escape_html(theme)}</h2>')
                for place, question in enumerate(questions):
                    _draw_question_button(question, f"example-{number}-{place}")


def _draw_suggestions(chat: Chat, assistant: Assistant | None) -> None:
    latest = chat.messages[-1] if chat.messages else None
    # Always there, so that what follows keeps its place.
    with st.container(key="suggestions", gap="xsmall"):
        if latest and latest.answer and latest.answer.suggestions and assistant:
            draw_label(ASK_INSTEAD if latest.answer.status == "needs_clarification" else ASK_NEXT)
            for number, question in enumerate(latest.answer.suggestions):
                _draw_question_button(question, f"suggestion-{len(chat.messages)}-{number}")


def _draw_question_button(question: str, key: str) -> None:
    st.button(
        escape_markdown(question),
        key=key,
        width="stretch",
        on_click=handle_question,
        args=(question,),
    )


if __name__ == "__main__":
    draw_page()
