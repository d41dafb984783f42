"""Turns on the screen: the question, the answer and everything under it.

One function draws a turn, whether it is old or is answered while it is drawn, so that a rerun
finds every element where it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from cdi_qa.assistant import Assistant
from cdi_qa.render import place_name
from cdi_qa.schema import Answer
from cdi_qa.ui.add_to_pack import draw_add_to_pack
from cdi_qa.ui.citations import cite_id, draw_citations
from cdi_qa.ui.conversation import Conversation, Place, Turn, answer_turn
from cdi_qa.ui.elements import draw_error, draw_label
from cdi_qa.ui.escaping import clip, escape_html
from cdi_qa.ui.lookups import draw_lookup
from cdi_qa.ui.wording import ANSWERING, STATUS, WORDED

OpenAssistant = Callable[[], tuple[Assistant | None, str]]

QUESTION_SHOWN = 600
"""Characters of a question that are shown; a longer one is cut."""
_MARK = re.compile(r"\[(\d+)\]")
_SPACED_MARK = re.compile(r"\s*\[\d+\]")
_COMMAND = re.compile(r"`(cdi-qa [^`]+)`")
_ITEM = re.compile(r"^\s*(?:[-*•]|(\d+)[.)])\s+(.*)$")


def draw_turn(conversation: Conversation, position: int, open_assistant: OpenAssistant) -> None:
    """A question and its answer, which is asked for here where it is still waiting."""
    turn = conversation.turns[position]
    with st.chat_message("user", avatar=":material/person:"):
        st.html(
            f'<div class="cdi-question">{escape_html(clip(turn.question, QUESTION_SHOWN))}</div>'
        )
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        progress = st.empty()
        if turn.waiting:
            with progress:
                turn = _answered(conversation, position, open_assistant)
        _draw_reply(turn, position)


def _answered(conversation: Conversation, position: int, open_assistant: OpenAssistant) -> Turn:
    """The turn answered; where nothing can answer it, with the reason, and it goes on waiting."""
    assistant, error = open_assistant()
    if assistant is None:
        return Turn(conversation.turns[position].question, error=error)
    with st.spinner(f"{ANSWERING} …"):
        return answer_turn(assistant, conversation, position)


def _draw_reply(turn: Turn, position: int) -> None:
    if turn.answer is None:
        draw_error(turn.error)
        return
    answer = turn.answer
    if STATUS[answer.status]:
        st.badge(STATUS[answer.status], icon=":material/info:", color="gray")
    st.html(f'<div class="cdi-answer">{html_prose(answer.text, turn.places, position)}</div>')
    _draw_caveats(answer, turn.places, position)
    if turn.lookup is not None:
        draw_lookup(turn.lookup, position)
    draw_citations(turn.places, position)
    if answer.ask_at_meeting:
        with st.container(border=True, key=f"meeting-{position}"):
            draw_label("Question to put to the force")
            st.code(answer.ask_at_meeting, language=None, wrap_lines=True)
    draw_add_to_pack(answer, position)


def _draw_caveats(answer: Answer, places: tuple[Place, ...], position: int) -> None:
    notes = [html_prose(caveat, places, position) for caveat in answer.caveats]
    if answer.answered_by.endswith("+llm"):
        notes.append(f"<p>{escape_html(WORDED)}</p>")
    if notes:
        st.html(f'<div class="cdi-caveats" role="note">{"".join(notes)}</div>')


def html_prose(text: str, places: tuple[Place, ...], position: int) -> str:
    """A text's paragraphs and lists as HTML, each [n] that has a citation made to open it."""
    known = {place.citation.n: place for place in places}

    def mark(match: re.Match[str]) -> str:
        place = known.get(int(match.group(1)))
        if place is None:
            return match.group()
        name = escape_html(f"Citation {match.group(1)}: {place_name(place.citation)}")
        quote = escape_html(clip(place.citation.quote, 300))
        target = cite_id(position, place.citation)
        return (
            f'<a class="cdi-mark" href="#{target}" aria-label="{name}" title="{quote}">'
            f"{match.group()}</a>"
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


def draw_announcement(conversation: Conversation) -> None:
    """Tell the page's script of the newest answer: it is read out, and scrolled to."""
    done = [turn for turn in conversation.turns if not turn.waiting]
    said = ""
    if done and done[-1].answer is not None:
        answer = done[-1].answer
        said = " ".join([STATUS[answer.status], _SPACED_MARK.sub("", answer.text)]).strip()
    elif done:
        said = done[-1].error
    stamp = f"{conversation.number}-{len(done)}"
    with st.container(key="announcement"):
        st.html(
            f'<div id="cdi-latest" data-stamp="{stamp}" data-turn="{len(done) - 1}" '
            f'data-said="{escape_html(said)}"></div>'
            "<script>window.cdiAnnounce && window.cdiAnnounce();</script>",
            unsafe_allow_javascript=True,
        )
