"""The page At the meeting: one question at a time, and what remains afterwards."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

from cdi_qa.pack.model import PRIORITIES, Item, Pack, State
from cdi_qa.pack.paper import action_list
from cdi_qa.pack.store import PackStore
from cdi_qa.schema import Corpus
from cdi_qa.ui.elements import draw_error, draw_heading, draw_note, draw_try_again
from cdi_qa.ui.escaping import escape_html
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.packs import LOOK, draw_message, handle_change, html_details, pack_store

_NO_PACK = "There is no saved pack yet: save one on the page Question pack first."
_PACK = st.Page(Path(__file__).parent / "page_pack.py", url_path="pack")
_ASKED: tuple[tuple[State, str, str], ...] = (
    ("asked", "Asked", ":material/record_voice_over:"),
    ("answered", "Answered", ":material/check:"),
    ("follow up", "Follow up", ":material/flag:"),
)
_LONGEST_STAY = 3600.0
"""Seconds; a page left open longer was not looked at."""


def draw_page() -> None:
    """The page from top to bottom."""
    assistant, error = handle_opening()
    st.html(LOOK)
    st.title("At the meeting", anchor=False)
    if assistant is None:
        draw_error(error)
        draw_try_again()
        return
    store = pack_store()
    pack = store.latest()
    draw_message()
    if pack is None or not pack.items:
        draw_note(_NO_PACK)
        st.page_link(_PACK, label="Open the question pack", icon=":material/checklist:")
        return
    one, remains = st.tabs(["One question at a time", "What remains"])
    with one, st.container(key="meeting-view"):
        _draw_question(store, pack, assistant.index.corpus)
    with remains:
        _draw_remaining(pack)


def _position(pack: Pack) -> int:
    """The question that the address names, from 1."""
    asked = st.query_params.get("question", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return max(1, min(len(pack.items), number))


def _draw_question(store: PackStore, pack: Pack, corpus: Corpus) -> None:
    number = _position(pack)
    item = pack.items[number - 1]
    _start_clock(item)
    st.progress(number / len(pack.items), text=f"Question {number} of {len(pack.items)}")
    st.html(
        f'<p class="cdi-pack-meta">{escape_html(item.theme)} · {PRIORITIES[item.priority]} priority'
        f"{_asker(item)}</p>"
        f'<p class="cdi-pack-large">{escape_html(item.text)}</p>'
    )
    with st.expander("Evidence and what to listen for", key=f"meeting-evidence-{item.id}"):
        st.html(html_details(item, corpus) or "<p>Nothing is noted for this one.</p>")
    for column, (state, label, icon) in zip(st.columns(3), _ASKED, strict=True):
        column.button(
            label, key=f"meeting-{state}-{item.id}", icon=icon, width="stretch",
            type="primary" if item.state == state else "secondary",
            on_click=_handle_state, args=(store, item, state),
        )  # fmt: skip
    st.text_area(
        "What was answered",
        item.answer,
        key=f"meeting-answer-{item.id}-{item.version}",
        on_change=_handle_answer,
        args=(store, item),
    )
    _draw_clock(item)
    before, after = st.columns(2)
    before.button(
        "Back", key="meeting-back", icon=":material/arrow_back:", width="stretch",
        disabled=number == 1, on_click=_handle_go, args=(store, item, number - 1),
    )  # fmt: skip
    after.button(
        "Next", key="meeting-next", icon=":material/arrow_forward:", width="stretch",
        disabled=number == len(pack.items), on_click=_handle_go, args=(store, item, number + 1),
    )  # fmt: skip


def _asker(item: Item) -> str:
    return f" · {escape_html(item.assignee)}" if item.assignee else ""


def _start_clock(item: Item) -> None:
    if st.session_state.get("meeting-clock", (None, 0.0))[0] != item.id:
        st.session_state["meeting-clock"] = (item.id, time.monotonic())


def _spent(item: Item) -> float:
    """Seconds on the question since it came up, nothing where another one has the clock."""
    held, since = st.session_state.get("meeting-clock", (None, 0.0))
    spent = time.monotonic() - since if held == item.id else 0.0
    return spent if spent <= _LONGEST_STAY else 0.0


@st.fragment(run_every=5)
def _draw_clock(item: Item) -> None:
    whole = int(item.seconds + _spent(item))
    draw_note(f"Time on this question: {whole // 60} min {whole % 60:02d} s")


def _timed(item: Item) -> float:
    """The question's time with what was spent now, and the clock set back."""
    total = item.seconds + _spent(item)
    st.session_state["meeting-clock"] = (item.id, time.monotonic())
    return round(total, 1)


def _handle_state(store: PackStore, item: Item, state: State) -> None:
    wanted: State = "open" if item.state == state else state
    seconds = _timed(item)
    handle_change(lambda: store.edit(item.id, item.version, state=wanted, seconds=seconds))


def _handle_answer(store: PackStore, item: Item) -> None:
    answer = st.session_state[f"meeting-answer-{item.id}-{item.version}"]
    seconds = _timed(item)
    handle_change(lambda: store.edit(item.id, item.version, answer=answer, seconds=seconds))


def _handle_go(store: PackStore, item: Item, number: int) -> None:
    """Keep the time spent and turn to another question."""
    seconds = _timed(item)
    latest = next((i for i in store.load(item.pack).items if i.id == item.id), None)
    if latest is not None:
        handle_change(lambda: store.edit(item.id, latest.version, seconds=seconds))
    st.query_params["question"] = str(number)


def _draw_remaining(pack: Pack) -> None:
    left = action_list(pack)
    answered = len(pack.items) - len(left)
    draw_note(f"{answered} of {len(pack.items)} questions are answered; {len(left)} remain.")
    groups = [("follow up", "To be followed up"), ("asked", "Asked, not answered yet")]
    for state, heading in [*groups, ("open", "Not asked")]:
        under = [item for item in left if item.state == state]
        if not under:
            continue
        draw_heading(heading)
        listed = "".join(f"<li>{_html_left(item)}</li>" for item in under)
        st.html(f'<ul class="cdi-pack-list">{listed}</ul>')


def _html_left(item: Item) -> str:
    who = f" ({escape_html(item.assignee)})" if item.assignee else ""
    answer = f"<br>Answered so far: {escape_html(item.answer)}" if item.answer else ""
    return f"{escape_html(item.text)}{who}{answer}"


if __name__ == "__main__":
    draw_page()
