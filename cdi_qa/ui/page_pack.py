"""The page Question pack: the suggested questions, and the saved pack with its editing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from cdi_qa.index import Index
from cdi_qa.pack.model import PRIORITIES, Item, Pack
from cdi_qa.pack.paper import as_items, default_date, default_title, pack_paper
from cdi_qa.pack.store import PackStore
from cdi_qa.schema import Corpus
from cdi_qa.ui.elements import draw_error, draw_heading, draw_note, draw_try_again
from cdi_qa.ui.escaping import escape_html
from cdi_qa.ui.improving import draw_improving, html_reworded
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.packs import (
    LOOK,
    draw_downloads,
    draw_message,
    handle_change,
    html_details,
    pack_store,
    picture_of,
    suggestions,
)
from cdi_qa.ui.print_view import draw_print_view

_NONE = (
    "The documents hold nothing that a question could be drawn from; add your own once the pack is "
    "saved."
)


def draw_page() -> None:
    """The page from top to bottom."""
    assistant, error = handle_opening()
    st.html(LOOK)
    st.title("Question pack", anchor=False)
    if assistant is None:
        draw_error(error)
        draw_try_again()
        return
    index, store = assistant.index, pack_store()
    pack = store.latest()
    draw_message()
    if pack is None:
        _draw_suggested(store, index)
    else:
        _draw_saved(store, pack, index)


def _draw_suggested(store: PackStore, index: Index) -> None:
    """What the documents suggest, before anything is saved."""
    found = suggestions(index)
    draw_note(
        f"{len(found)} questions suggested from the documents, each with what it rests on. Save "
        "them as a pack to reword, reorder, add and drop."
        if found
        else _NONE
    )
    title, day = default_title(index.corpus), default_date(index.corpus)
    st.button(
        "Save as our pack",
        key="pack-save",
        type="primary",
        icon=":material/save:",
        on_click=lambda: handle_change(lambda: store.create(title, day, found)),
    )
    draw_downloads(pack_paper(None, found, index.corpus, picture_of(index)), "question-pack")
    _draw_items(as_items(found), index.corpus, None, {})


def _draw_saved(store: PackStore, pack: Pack, index: Index) -> None:
    with st.container(key="pack-tools"):
        _draw_meeting(store, pack)
        undo, more, fresh = st.columns(3)
        undo.button(
            "Undo", key="pack-undo", icon=":material/undo:", width="stretch",
            on_click=lambda: handle_change(lambda: _undo(store, pack.id)),
        )  # fmt: skip
        reworded = store.reworded(pack.id)
        held = {*(item.text for item in pack.items), *reworded.values()}
        missing = [s for s in suggestions(index) if s.text not in held]
        more.button(
            "Add the suggested", key="pack-more", icon=":material/lightbulb:", width="stretch",
            disabled=not missing,
            on_click=lambda: handle_change(lambda: [store.add(pack.id, s) for s in missing]),
        )  # fmt: skip
        fresh.button(
            "Begin a new pack", key="pack-new", icon=":material/note_add:", width="stretch",
            on_click=lambda: handle_change(
                lambda: store.create(pack.title, pack.meeting_date, suggestions(index))
            ),
        )  # fmt: skip
        draw_improving(store, pack, index)
        paper = pack_paper(pack, (), index.corpus, picture_of(index))
        draw_downloads(paper, "question-pack")
        printing = st.toggle("Print view", key="pack-print")
    if printing:
        draw_print_view(paper)
        return
    _draw_new(store, pack)
    _draw_items(list(pack.items), index.corpus, store, reworded)


def _undo(store: PackStore, pack: int) -> None:
    what = store.undo(pack)
    st.session_state.pop("pack-editing", None)
    st.session_state["pack-message"] = f"Undone: {what}." if what else "There is nothing to undo."


def _draw_meeting(store: PackStore, pack: Pack) -> None:
    """The meeting's title and date, saved as they are changed."""
    title, day = st.columns([3, 1])

    def save() -> None:
        chosen = st.session_state[f"pack-date-{pack.id}"]
        store.rename(
            pack.id,
            st.session_state[f"pack-title-{pack.id}"],
            chosen.isoformat() if chosen else "",
        )

    def handle() -> None:
        handle_change(save)

    title.text_input("Title", pack.title, key=f"pack-title-{pack.id}", on_change=handle)
    try:
        known = date.fromisoformat(pack.meeting_date)
    except ValueError:
        known = None
    day.date_input(
        "Meeting", known, key=f"pack-date-{pack.id}", format="DD/MM/YYYY", on_change=handle
    )


def _draw_new(store: PackStore, pack: Pack) -> None:
    with st.expander("Add a question", icon=":material/add:", key="pack-add"):
        themes = list(dict.fromkeys(item.theme for item in pack.items)) or ["Our own questions"]
        with st.form("pack-new-question", clear_on_submit=True, border=False):
            text = st.text_area("The question", key="pack-new-text")
            theme = st.selectbox("Group", themes, accept_new_options=True, key="pack-new-theme")
            if st.form_submit_button("Add", type="primary"):
                handle_change(lambda: _add(store, pack.id, text, str(theme)))
                st.rerun()


def _add(store: PackStore, pack: int, text: str, theme: str) -> None:
    item = store.add_question(pack, text)
    store.edit(item.id, item.version, theme=theme)


def _draw_items(
    items: list[Item], corpus: Corpus, store: PackStore | None, reworded: dict[int, str]
) -> None:
    theme = None
    for number, item in enumerate(items, start=1):
        if item.theme != theme:
            theme = item.theme
            draw_heading(theme)
        with st.container(border=True, key=f"pack-item-{number}"):
            _draw_item(item, number, corpus, store, reworded.get(item.id, ""))


def _draw_item(
    item: Item, number: int, corpus: Corpus, store: PackStore | None, earlier: str
) -> None:
    text = f'<p class="cdi-pack-text">{number}. {escape_html(item.text)}</p>'
    st.html(text + _html_meta(item) + html_reworded(earlier))
    details = html_details(replace(item, answer=""), corpus)
    if details:
        with st.expander("Evidence and what to listen for", key=f"pack-details-{item.id}"):
            st.html(details)
    if store is None:
        return
    editing = st.session_state.get("pack-editing")
    if editing and editing[0] == item.id:
        _draw_editor(item, editing[1], store)
        return
    with st.container(horizontal=True, gap="small", key=f"pack-tools-{item.id}"):
        _draw_item_tools(item, number, store)


def _draw_item_tools(item: Item, number: int, store: PackStore) -> None:
    """Four buttons in a row, on a phone too."""

    def begin() -> None:
        st.session_state["pack-editing"] = (item.id, item.version)

    name = f"question {number}"
    st.button("Edit", key=f"pack-edit-{item.id}", help=f"Edit {name}", on_click=begin)
    st.button(
        "Up", key=f"pack-up-{item.id}", help=f"Move {name} up",
        on_click=lambda: handle_change(lambda: store.move(item.id, -1)),
    )  # fmt: skip
    st.button(
        "Down", key=f"pack-down-{item.id}", help=f"Move {name} down",
        on_click=lambda: handle_change(lambda: store.move(item.id, 1)),
    )  # fmt: skip
    st.button(
        "Drop", key=f"pack-drop-{item.id}", help=f"Drop {name}",
        on_click=lambda: handle_change(lambda: store.drop(item.id, item.version)),
    )  # fmt: skip


def _html_meta(item: Item) -> str:
    told = [f"{PRIORITIES[item.priority]} priority"]
    if item.assignee:
        told.append(f"to be asked by {item.assignee}")
    if item.state != "open":
        told.append(item.state)
    return f'<p class="cdi-pack-meta">{escape_html(" · ".join(told))}</p>'


def _draw_editor(item: Item, version: int, store: PackStore) -> None:
    """A form on one question; what is saved is held against the version it was opened at."""
    with st.form(f"pack-form-{item.id}-{version}", border=False):
        text = st.text_area("The question", item.text, key=f"pack-text-{item.id}-{version}")
        left, right = st.columns(2)
        theme = left.text_input("Group", item.theme)
        priority = right.selectbox(
            "Priority", list(PRIORITIES), item.priority - 1, format_func=PRIORITIES.__getitem__
        )
        assignee = left.text_input("To be asked by", item.assignee)
        note = right.text_input("Note", item.note)
        save, leave = st.columns(2)
        saved = save.form_submit_button("Save", type="primary", width="stretch")
        left_alone = leave.form_submit_button("Leave as it was", width="stretch")
    if saved:
        handle_change(
            lambda: store.edit(
                item.id, version,
                text=text, theme=theme, priority=priority, assignee=assignee, note=note,
            )
        )  # fmt: skip
    if saved or left_alone:
        st.session_state.pop("pack-editing", None)
        st.rerun()


if __name__ == "__main__":
    draw_page()
