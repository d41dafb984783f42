"""Choosing in the side bar which documents are asked."""

from __future__ import annotations

import streamlit as st

from cdi_qa.schema import Corpus
from cdi_qa.scope import Scope

_CHOSEN = "asked-only"
_FIELD = "asked-only-field"


def draw_scope(corpus: Corpus | None) -> None:
    """A field for the documents to ask, where there are several."""
    if corpus is None or len(corpus.sources) < 2:
        return
    titles = {source.id: source.title for source in corpus.sources}
    # The field's own state goes when another page is opened.
    kept = [name for name in st.session_state.get(_CHOSEN, ()) if name in titles]
    st.session_state[_CHOSEN] = st.session_state[_FIELD] = kept
    st.multiselect(
        "Ask only", list(titles), key=_FIELD, format_func=lambda name: titles[name],
        placeholder="All documents", on_change=_handle_chosen,
        help="Answers then come from these documents alone, and say so.",
    )  # fmt: skip


def chosen_scope() -> Scope:
    """What the reader of this tab has chosen; open where nothing is."""
    return Scope(sources=tuple(st.session_state.get(_CHOSEN, ())))


def _handle_chosen() -> None:
    st.session_state[_CHOSEN] = list(st.session_state[_FIELD])
