"""The page Ask: the conversation, and where to type."""

from __future__ import annotations

from functools import cache

import streamlit as st

from cdi_qa.assistant import Assistant
from cdi_qa.ui.conversation import (
    Conversation,
    current_conversation,
    handle_new_conversation,
    handle_question,
)
from cdi_qa.ui.elements import draw_error, draw_label, draw_try_again
from cdi_qa.ui.escaping import escape_markdown
from cdi_qa.ui.examples import example_questions
from cdi_qa.ui.messages import OpenAssistant, draw_announcement, draw_turn
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.sidebar import describe_loaded, draw_sources_loaded
from cdi_qa.ui.wording import PLACEHOLDER, PURPOSE, TITLE


def draw_page() -> None:
    """The page from top to bottom."""
    conversation = current_conversation()
    # Without st.bottom Streamlit scrolls every new page and answer to its end.
    with st.bottom:
        st.chat_input(PLACEHOLDER, key="typed", on_submit=_handle_typed)
    # Once a run, where it is first needed: under a waiting question, else below everything.
    open_assistant = cache(handle_opening)
    with st.sidebar:
        st.button(
            "New conversation",
            icon=":material/add:",
            width="stretch",
            disabled=not conversation.turns,
            on_click=handle_new_conversation,
        )
        loaded = st.container(key="loaded")
    # An empty place takes the welcome off the screen at once, not when the answer is there.
    welcome = st.empty()
    if not conversation.turns:
        with welcome.container(key="welcome"):
            _draw_welcome(open_assistant)
    for position in range(len(conversation.turns)):
        with st.container(key=f"turn-{position}"):
            draw_turn(conversation, position, open_assistant)
    with st.container():
        assistant, error = open_assistant()
    with loaded:
        draw_sources_loaded(assistant.index.corpus if assistant else None)
    _draw_suggestions(conversation, assistant)
    if error:
        if not any(turn.waiting for turn in conversation.turns):
            draw_error(error)
        draw_try_again()
    draw_announcement(conversation)


def _handle_typed() -> None:
    handle_question(st.session_state["typed"] or "")


def _draw_welcome(open_assistant: OpenAssistant) -> None:
    st.title(TITLE, anchor=False)
    st.markdown(PURPOSE)
    assistant, _ = open_assistant()
    if assistant is None:
        return
    st.markdown(describe_loaded(assistant.index.corpus))
    with st.container(key="examples", gap="xsmall"):
        draw_label("For example")
        for number, question in enumerate(example_questions(assistant.index.corpus)):
            _draw_question_button(question, f"example-{number}")


def _draw_suggestions(conversation: Conversation, assistant: Assistant | None) -> None:
    latest = conversation.turns[-1] if conversation.turns else None
    # Always there, so that what follows keeps its place.
    with st.container(key="suggestions", gap="xsmall"):
        if latest and latest.answer and latest.answer.suggestions and assistant:
            draw_label("You could ask next")
            for number, question in enumerate(latest.answer.suggestions):
                position = len(conversation.turns)
                _draw_question_button(question, f"suggestion-{position}-{number}")


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
