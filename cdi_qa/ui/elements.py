"""Small elements that several parts of the pages draw."""

from __future__ import annotations

import streamlit as st

from cdi_qa.ui.escaping import escape_html, escape_markdown


def draw_label(text: str) -> None:
    """A quiet line above a group of things."""
    st.html(f'<p class="cdi-label">{escape_html(text)}</p>')


def draw_error(sentence: str) -> None:
    """What is wrong, in one sentence."""
    st.error(escape_markdown(sentence), icon=":material/error:")


def draw_try_again() -> None:
    """A button that runs the page once more."""
    st.button("Try again", icon=":material/refresh:", key="try-again")
