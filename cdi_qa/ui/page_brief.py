"""The page Brief: the inspection for somebody with five minutes, each line cited."""

from __future__ import annotations

import streamlit as st

from cdi_qa.pack.brief import brief_paper
from cdi_qa.pack.paper import cite, place
from cdi_qa.schema import Claim, Corpus
from cdi_qa.ui.elements import draw_error, draw_heading, draw_note, draw_try_again
from cdi_qa.ui.escaping import escape_html
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.packs import LOOK, brief_of, draw_downloads

_NOTHING = "The documents hold nothing that a brief could be made of."


def draw_page() -> None:
    """The page from top to bottom."""
    assistant, error = handle_opening()
    st.html(LOOK)
    st.title("The inspection in brief", anchor=False)
    if assistant is None:
        draw_error(error)
        draw_try_again()
        return
    corpus, brief = assistant.index.corpus, brief_of(assistant.index)
    draw_note(brief.title if brief.parts else _NOTHING)
    if not brief.parts:
        return
    draw_downloads(brief_paper(brief, corpus), "brief")
    for heading, claims in brief.parts:
        draw_heading(heading)
        lines = "".join(_html_line(claim, corpus) for claim in claims)
        st.html(f'<ul class="cdi-pack-list">{lines}</ul>')
        with st.expander("The words that this rests on", key=f"brief-{heading}"):
            quotes = dict.fromkeys(cite(e, corpus) for claim in claims for e in claim.evidence)
            listed = "".join(f"<li>{escape_html(quote)}</li>" for quote in quotes)
            st.html(f'<ul class="cdi-pack-list">{listed}</ul>')


def _html_line(claim: Claim, corpus: Corpus) -> str:
    places = "; ".join(dict.fromkeys(place(evidence, corpus) for evidence in claim.evidence))
    return f"<li>{escape_html(claim.text)} <small>({escape_html(places)})</small></li>"


if __name__ == "__main__":
    draw_page()
