"""The side bar: which documents are loaded, and what could not be read."""

from __future__ import annotations

import streamlit as st

from cdi_qa.schema import Corpus, Problem, Source
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.escaping import escape_html
from cdi_qa.ui.wording import DIGEST_MEANS, DIGESTS_MEAN, KIND


def draw_sources_loaded(corpus: Corpus | None) -> None:
    """Every source with its kind and date, and the files that were not read."""
    if corpus is None:
        return
    count = len(corpus.sources)
    st.html(
        f'<h2 class="cdi-side">Documents loaded ({count})</h2><ul class="cdi-loaded">'
        + "".join(_html_source(source) for source in corpus.sources)
        + "</ul>"
    )
    draw_problems(corpus.problems)


def describe_loaded(corpus: Corpus) -> str:
    """How many documents are loaded and how many of them are digests, in a sentence."""
    count = len(corpus.sources)
    digests = sum(1 for source in corpus.sources if source.kind == "digest")
    loaded = "One document is loaded" if count == 1 else f"{count} documents are loaded"
    if not digests:
        return f"{loaded}."
    if count == 1:
        return f"{loaded}, a digest: {DIGEST_MEANS}."
    if digests == 1:
        return f"{loaded}; 1 of them is a digest: {DIGEST_MEANS}."
    return f"{loaded}; {digests} of them are digests: {DIGESTS_MEAN}."


def draw_problems(problems: tuple[Problem, ...]) -> None:
    """The files that could not be read, and why."""
    if problems:
        st.html(
            f'<h2 class="cdi-side">Not read ({len(problems)})</h2><ul class="cdi-problems">'
            + "".join(f"<li>{escape_html(problem.reason)}</li>" for problem in problems)
            + "</ul>"
        )


def _html_source(source: Source) -> str:
    date = f"<span>{escape_html(spoken_date(source.date))}</span>" if source.date else ""
    return (
        f"<li><strong>{escape_html(source.title)}</strong>"
        f'<span class="cdi-kind-{source.kind}">{escape_html(KIND[source.kind])}</span>{date}</li>'
    )
