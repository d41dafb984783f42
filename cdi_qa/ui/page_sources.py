"""The page Sources: what each document is, and its text to read."""

from __future__ import annotations

import streamlit as st

from cdi_qa.schema import Corpus, Source
from cdi_qa.ui.adding import draw_adding, draw_fetching, draw_removing, draw_said
from cdi_qa.ui.beside import draw_beside
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.discrepancies import draw_discrepancies
from cdi_qa.ui.elements import draw_error, draw_heading, draw_try_again
from cdi_qa.ui.escaping import escape_html, escape_markdown, html_link
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.pageview import html_page, view_page
from cdi_qa.ui.sidebar import draw_problems
from cdi_qa.ui.wording import BRING_IN, KIND, NO_TEXT


def draw_page() -> None:
    """The page from top to bottom."""
    assistant, error = handle_opening()
    st.title("Sources", anchor=False)
    if assistant is None:
        draw_error(error)
        draw_try_again()
        return
    corpus = assistant.index.corpus
    st.markdown("Every answer rests on these documents and on nothing else.")
    draw_said()
    draw_heading(BRING_IN)
    draw_adding()
    draw_fetching()
    draw_heading(f"Documents loaded ({len(corpus.sources)})")
    for source in corpus.sources:
        with st.container(border=True, key=f"source-{source.id}"):
            _draw_source(corpus, source)
    draw_discrepancies(corpus)
    draw_problems(corpus.problems)
    draw_beside(corpus)


def _draw_source(corpus: Corpus, source: Source) -> None:
    st.html(
        f'<h3 class="cdi-title">{escape_html(source.title)}</h3>'
        f'<p class="cdi-kind-{source.kind}">{escape_html(KIND[source.kind])}</p>'
        f'<dl class="cdi-facts">{_html_facts(corpus, source)}</dl>'
    )
    with st.expander("Read the text", key=f"read-{source.id}"):
        _draw_text(corpus, source)
    draw_removing(source)


def _html_facts(corpus: Corpus, source: Source) -> str:
    numbered = [page for page in corpus.pages if page.source == source.id and page.number]
    facts = [
        ("Publisher", escape_html(source.publisher)),
        ("Date", escape_html(spoken_date(source.date))),
        ("Address", html_link(source.address)),
        ("Where the text comes from", escape_html(source.provenance)),
        ("File", escape_html(source.path)),
        ("Pages", str(len(numbered)) if numbered else "not divided into pages"),
    ]
    return "".join(f"<div><dt>{name}</dt><dd>{fact}</dd></div>" for name, fact in facts if fact)


def _draw_text(corpus: Corpus, source: Source) -> None:
    pages = [page for page in corpus.pages if page.source == source.id]
    at = 0
    if len(pages) > 1:
        number = st.number_input(
            f"Page (1 to {len(pages)})",
            1,
            len(pages),
            key=f"page-of-{source.id}-{len(pages)}",
            width=180,
        )
        at = int(number) - 1
        if pages[at].label not in {"", str(at + 1)}:
            st.caption(f"Printed as page {escape_markdown(pages[at].label)}")
    text = html_page(view_page(corpus, pages[at])) if pages else ""
    st.html(f'<div class="cdi-page">{text or f"<p>{escape_html(NO_TEXT)}</p>"}</div>')


if __name__ == "__main__":
    draw_page()
