"""Turns on the screen: the question, the answer and everything under it.

One function draws a turn, whether it is old or is answered while it is drawn, so that a rerun
finds every element where it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from cdi_qa.assistant import Assistant
from cdi_qa.conversations import Message
from cdi_qa.render import place_name
from cdi_qa.schema import Answer
from cdi_qa.ui.add_to_pack import draw_add_to_pack
from cdi_qa.ui.choosing import chosen_scope
from cdi_qa.ui.citations import cite_id, draw_citations
from cdi_qa.ui.conversation import Chat, Turn, answer_message, handle_stop, read_turn, settle
from cdi_qa.ui.elements import draw_error, draw_label
from cdi_qa.ui.escaping import clip, escape_html
from cdi_qa.ui.jobs import Job
from cdi_qa.ui.lookups import draw_lookup
from cdi_qa.ui.places import Place
from cdi_qa.ui.reactions import draw_edit, draw_reactions
from cdi_qa.ui.wording import ANSWERING, WORDED, label_of, without_command

OpenAssistant = Callable[[], tuple[Assistant | None, str]]
Terms = tuple[tuple[str, str], ...]

QUESTION_SHOWN = 600
"""Characters of a question that are shown; a longer one is cut."""
_AT_ONCE_SECONDS = 0.4
"""An answer that comes sooner needs no word of what is being done."""
_TICK_SECONDS = 0.2
_MARK = re.compile(r"\[(\d+)\]")
_SPACED_MARK = re.compile(r"\s*\[\d+\]")
_COMMAND = re.compile(r"`(cdi-qa [^`]+)`")
_ITEM = re.compile(r"^\s*(?:[-*•]|(\d+)[.)])\s+(.*)$")


def draw_turn(chat: Chat, position: int, open_assistant: OpenAssistant) -> Message:
    """A question and its answer, which is asked for here where it is still waiting; the message as
    it is afterwards.
    """
    message = chat.messages[position]
    asked = st.chat_message("user", avatar=":material/person:")
    with (
        asked,
        st.container(
            horizontal=True, vertical_alignment="center", wrap=False, key=f"asked-{message.number}"
        ),
    ):
        shown = escape_html(clip(message.question, QUESTION_SHOWN))
        st.html(f'<div class="cdi-question">{shown}</div>')
        draw_edit(message)
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        progress = st.empty()
        if message.answer is None and not message.error:
            with progress.container():
                message = _answered(chat, position, open_assistant)
            progress.empty()
        with st.container(key=f"reply-{message.number}"):
            _draw_reply(read_turn(message, lambda: open_assistant()[0]))
    return message


def _answered(chat: Chat, position: int, open_assistant: OpenAssistant) -> Message:
    """The message answered; where nothing can answer it, with the reason, but still waiting."""
    message = chat.messages[position]
    assistant, error = open_assistant()
    if assistant is None:
        return replace(message, error=error)
    job = Job(partial(answer_message, assistant, chosen_scope(), chat, position))
    if not job.wait(_AT_ONCE_SECONDS):
        status = st.status(f"{ANSWERING} …")
        st.button("Stop", key=f"stop-{message.number}", on_click=handle_stop, args=(message,))
        words = st.empty()
        while not job.wait(_TICK_SECONDS):
            # Drawing is where a click on Stop gets through.
            status.update(label=f"{ANSWERING} …")
            if job.said:
                words.html(f'<div class="cdi-answer"><p>{escape_html(job.said)}</p></div>')
    return settle(message, *job.result())


def _draw_reply(turn: Turn) -> None:
    message, key = turn.message, str(turn.message.number)
    answer = message.answer
    if answer is None:
        draw_error(message.error)
        return
    if label := label_of(answer):
        st.badge(label, icon=":material/info:", color="gray")
    st.html(
        f'<div class="cdi-answer">{html_prose(answer.text, turn.places, key, turn.terms)}</div>'
    )
    _draw_caveats(answer, turn.places, key)
    if turn.lookup is not None:
        draw_lookup(turn.lookup, message.number)
    draw_citations(turn.places, key)
    if answer.ask_at_meeting:
        with st.container(border=True, key=f"meeting-{key}"):
            draw_label("Question to put to the force")
            st.code(answer.ask_at_meeting, language=None, wrap_lines=True)
    if answer.ask_at_meeting or answer.citations:
        draw_add_to_pack(answer, message.number)
    draw_reactions(message)


def _draw_caveats(answer: Answer, places: tuple[Place, ...], key: str) -> None:
    notes = [html_prose(without_command(caveat), places, key) for caveat in answer.caveats]
    if answer.answered_by.endswith("+llm"):
        notes.append(f"<p>{escape_html(WORDED)}</p>")
    if notes:
        st.html(f'<div class="cdi-caveats" role="note">{"".join(notes)}</div>')


def html_prose(text: str, places: tuple[Place, ...], key: str, terms: Terms = ()) -> str:
    """A text's paragraphs and lists as HTML, each [n] that has a citation made to open it, and what
    an abbreviation stands for shown where it comes first.
    """
    known = {place.citation.n: place for place in places}
    unsaid = {escape_html(short): escape_html(long) for short, long in terms}
    short_ones = re.compile(r"\b(?:" + "|".join(map(re.escape, unsaid)) + r")\b")

    def expand(match: re.Match[str]) -> str:
        expansion = unsaid.pop(match.group(), "")
        return f'<abbr title="{expansion}">{match.group()}</abbr>' if expansion else match.group()

    def mark(match: re.Match[str]) -> str:
        place = known.get(int(match.group(1)))
        if place is None:
            return match.group()
        name = escape_html(f"Citation {match.group(1)}: {place_name(place.citation)}")
        where = escape_html(place_name(place.citation))
        quote = escape_html(clip(place.citation.quote, 300))
        return (
            f'<a class="cdi-mark" href="#{cite_id(key, place)}" role="button" aria-label="{name}" '
            f'data-where="{where}" data-quote="{quote}">{match.group()}</a>'
        )

    blocks: list[str] = []
    listed = False
    for line in text.splitlines():
        item = _ITEM.match(line)
        if listed and not item:
            blocks.append("</ul>")
        if item and not listed:
            blocks.append("<ul>")
        listed = bool(item)
        inner = escape_html(item.group(2) if item else line.strip())
        inner = short_ones.sub(expand, inner) if unsaid else inner
        inner = _MARK.sub(mark, _COMMAND.sub(r"<code>\1</code>", inner))
        if item:
            blocks.append(_html_item(item.group(1), inner))
        elif inner:
            blocks.append(f"<p>{inner}</p>")
    return "".join(blocks) + ("</ul>" if listed else "")


def _html_item(number: str | None, inner: str) -> str:
    if number is None:
        return f"<li>{inner}</li>"
    return f'<li class="cdi-numbered"><span>{number}.</span><div>{inner}</div></li>'


def draw_announcement(chat: Chat, newest: Message | None) -> None:
    """Tell the page's script of the last answer: it is scrolled to, and read out if it is new."""
    done = [message for message in chat.messages if message.answer or message.error]
    said = ""
    if newest is not None and newest.answer is not None:
        text = _SPACED_MARK.sub("", newest.answer.text)
        said = " ".join([label_of(newest.answer), text]).strip()
    elif newest is not None:
        said = newest.error
    stamp = f"{chat.id}-{len(done)}-{newest.number if newest else 0}"
    with st.container(key="announcement"):
        st.html(
            f'<div id="cdi-latest" data-stamp="{escape_html(stamp)}" '
            f'data-turn="{len(done) - 1}" data-said="{escape_html(said)}"></div>'
            f"<script>window.cdiSettle && window.cdiSettle();</script>",
            unsafe_allow_javascript=True,
        )
