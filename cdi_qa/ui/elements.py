"""Small elements that several parts of the pages draw."""

from __future__ import annotations

import altair as alt
import streamlit as st

from cdi_qa.ui.escaping import escape_html, escape_markdown


def draw_label(text: str) -> None:
    """A quiet line above a group of things."""
    st.html(f'<p class="cdi-label">{escape_html(text)}</p>')


def draw_heading(text: str) -> None:
    """A heading within a page."""
    st.html(f'<h2 class="cdi-title">{escape_html(text)}</h2>')


def draw_note(sentence: str) -> None:
    """A sentence about what is above it."""
    st.html(f'<p class="cdi-facts">{escape_html(sentence)}</p>')


def draw_chart(chart: alt.LayerChart | None, sentence: str, key: str) -> None:
    """A chart, where there is anything to draw, with the sentence that says what it shows."""
    with st.container(key=key, gap="xsmall"):
        if chart is not None:
            # Streamlit's own theme sets labels too pale and cuts them short.
            st.altair_chart(chart, theme=None, width="stretch", alt=f"A chart. {sentence}")
        draw_note(sentence)


def draw_error(sentence: str) -> None:
    """What is wrong, in one sentence."""
    st.error(escape_markdown(sentence), icon=":material/error:")


def draw_try_again() -> None:
    """A button that runs the page once more."""
    st.button("Try again", icon=":material/refresh:", key="try-again")
