"""The page Glossary: the documents' abbreviations, those that they never spell out among them."""

from __future__ import annotations

import streamlit as st

from cdi_qa.schema import Corpus
from cdi_qa.ui.elements import draw_error, draw_try_again
from cdi_qa.ui.escaping import escape_html
from cdi_qa.ui.glossary import Term, read_glossary
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.wording import GLOSSARY, NEVER_EXPANDED, NO_ABBREVIATION


def draw_page() -> None:
    """The page from top to bottom."""
    assistant, error = handle_opening()
    st.title("Glossary", anchor=False)
    if assistant is None:
        draw_error(error)
        draw_try_again()
        return
    corpus = assistant.index.corpus
    terms = read_glossary(corpus)
    if not terms:
        st.markdown(NO_ABBREVIATION)
        return
    st.markdown(GLOSSARY)
    items = "".join(_html_term(corpus, term) for term in terms)
    st.html(f'<dl class="cdi-glossary">{items}</dl>')


def _html_term(corpus: Corpus, term: Term) -> str:
    meaning = escape_html(term.expansion) if term.expansion else f"<em>{NEVER_EXPANDED}</em>"
    where = ""
    if term.where is not None:
        page = "" if term.where.page is None else f", page {term.where.page}"
        source = corpus.source(term.where.source).title
        first = escape_html(f"First in {source}{page}")
        where = f'<span class="cdi-where">{first}</span>'
    return f"<div><dt>{escape_html(term.short)}</dt><dd>{meaning}{where}</dd></div>"


if __name__ == "__main__":
    draw_page()
