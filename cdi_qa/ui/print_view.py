"""A paper as it is printed: text alone, without the controls of the page."""

from __future__ import annotations

import streamlit as st

from cdi_qa.pack.paper import Heading, Line, Paper, Question
from cdi_qa.ui.escaping import escape_html


def draw_print_view(paper: Paper) -> None:
    """The whole paper on the page, its chart included."""
    st.html(f'<p class="cdi-facts">{escape_html(paper.title)}. {escape_html(paper.subtitle)}</p>')
    held: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Heading):
            held.append(f"<h2>{escape_html(block.text)}</h2>")
        elif isinstance(block, Question):
            details = "".join(
                f"<li><em>{label}:</em> {escape_html(text)}</li>" for label, text in block.details
            )
            text = f"{block.number}. {escape_html(block.text)}"
            held.append(f'<p class="cdi-pack-text">{text}</p><ul>{details}</ul>')
        elif isinstance(block, Line):
            held.append(f"<p>{escape_html(block.text)}</p>")
        else:
            _draw_held(held)
            held = []
            st.image(block.png, caption=block.sentence)
    if paper.sources:
        listed = "".join(f"<li>{escape_html(source)}</li>" for source in paper.sources)
        held.append(f'<h2>Sources</h2><ol class="cdi-pack-list">{listed}</ol>')
    _draw_held(held)


def _draw_held(held: list[str]) -> None:
    if held:
        st.html(f'<div class="cdi-pack-print">{"".join(held)}</div>')
