"""The button under an answer that puts it into the question pack."""

from __future__ import annotations

import streamlit as st

from cdi_qa.schema import Answer
from cdi_qa.ui.packs import handle_change, pack_store

_FIRST_TITLE = "Question pack"


def draw_add_to_pack(answer: Answer, position: int) -> None:
    """A button for the answer as evidence, or for the question that it leaves to be put."""
    added = st.session_state.get(f"added-to-pack-{position}") == answer.question
    label = "Add this question to the pack" if answer.ask_at_meeting else "Add to the question pack"
    st.button(
        "In the question pack" if added else label,
        key=f"add-to-pack-{position}",
        icon=":material/check:" if added else ":material/playlist_add:",
        type="tertiary",
        disabled=added,
        on_click=_handle_add,
        args=(answer, position),
    )


def _handle_add(answer: Answer, position: int) -> None:
    def add() -> None:
        store = pack_store()
        pack = store.latest() or store.create(_FIRST_TITLE, "")
        store.add_evidence(pack.id, answer)
        st.session_state[f"added-to-pack-{position}"] = answer.question

    handle_change(add)
