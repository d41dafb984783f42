"""The conversations in the side bar: a new one, the earlier ones, and what to do with one."""

from __future__ import annotations

import time
from collections import Counter
from functools import partial

import streamlit as st

from cdi_qa.conversations import Conversation, Conversations
from cdi_qa.evaluation.feedback import feedback_lines
from cdi_qa.ui.conversation import (
    Chat,
    handle_delete,
    handle_new_conversation,
    handle_open,
    handle_rename,
)
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.escaping import clip, escape_html, escape_markdown
from cdi_qa.ui.exporting import conversation_markdown, conversation_word, file_name
from cdi_qa.ui.wording import NO_CONVERSATION

_SHOWN = 8
"""Conversations listed before the rest is asked for."""
_LABEL = 60
"""Characters of a title in the list."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_conversations(kept: Conversations, chat: Chat) -> None:
    """A button for a new conversation, the current one's tools, and the list."""
    st.button(
        "New conversation",
        key="new-conversation",
        icon=":material/add:",
        width="stretch",
        disabled=not chat.messages,
        on_click=handle_new_conversation,
    )
    if chat.messages:
        _draw_tools(kept, chat)
    if kept.find():
        st.html('<h2 class="cdi-side">Conversations</h2>')
        search = st.text_input(
            "Search conversations",
            key="search",
            type="search",
            placeholder="Search conversations",
            label_visibility="collapsed",
        )
        _draw_list(kept.find(search or ""), chat)
    _draw_feedback(kept)


def _draw_list(found: list[Conversation], chat: Chat) -> None:
    if not found:
        st.html(f'<p class="cdi-facts">{escape_html(NO_CONVERSATION)}</p>')
    labels = _labels(found)
    all_shown = st.session_state.get("all-conversations", False)
    with st.container(key="conversations", gap=None):
        for each in found if all_shown else found[:_SHOWN]:
            st.button(
                escape_markdown(labels[each.id]),
                key=f"open-{each.id}",
                type="secondary" if each.id == chat.id else "tertiary",
                width="stretch",
                on_click=handle_open,
                args=(each.id,),
            )
    if len(found) > _SHOWN:
        st.checkbox(f"Show all {len(found)}", key="all-conversations")


def _labels(found: list[Conversation]) -> dict[str, str]:
    """The titles by conversation; those that are alike with the time of their last question."""
    alike = Counter(each.title for each in found)
    labels = {}
    for each in found:
        label = clip(each.title, _LABEL)
        if alike[each.title] > 1:
            when = time.localtime(each.changed)
            day = spoken_date(time.strftime("%Y-%m-%d", when))
            label += f" ({day}, {time.strftime('%H:%M', when)})"
        labels[each.id] = label
    return labels


def _draw_tools(kept: Conversations, chat: Chat) -> None:
    title = kept.title(chat.id)
    field = f"title-{chat.id}"
    with st.popover(
        "This conversation", icon=":material/more_horiz:", width="stretch", key="tools"
    ):
        st.text_input("Title", title, key=field, on_change=handle_rename, args=(chat.id, field))
        for label, ending, mime, made in (
            ("Download as Word", "docx", _WORD, conversation_word),
            ("Download as Markdown", "md", "text/markdown", conversation_markdown),
        ):
            st.download_button(
                label,
                partial(made, title, list(chat.messages)),
                file_name=f"{file_name(title)}.{ending}",
                mime=mime,
                key=f"download-{ending}",
                icon=":material/download:",
                on_click="ignore",
                width="stretch",
            )
        if st.checkbox("I want to delete it", key=f"sure-{chat.id}"):
            st.button(
                "Delete this conversation",
                icon=":material/delete:",
                width="stretch",
                on_click=handle_delete,
                args=(chat.id,),
            )


def _draw_feedback(kept: Conversations) -> None:
    """What was marked right or wrong, as entries of a question set."""
    judged = kept.judged()
    if judged:
        st.download_button(
            f"Download feedback ({len(judged)})",
            feedback_lines(judged),
            file_name=f"feedback-{time.strftime('%Y-%m-%d')}.jsonl",
            mime="application/jsonl",
            icon=":material/rate_review:",
            help="The answers marked right or wrong, as entries of a question set for “cdi-qa "
            "eval”. Those marked wrong need the right answer filled in.",
            on_click="ignore",
            width="stretch",
        )
