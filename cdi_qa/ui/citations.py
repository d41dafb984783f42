"""Citations under an answer: each opens to the quote, marked, in its surroundings."""

from __future__ import annotations

import streamlit as st

from cdi_qa.render import place_name
from cdi_qa.schema import Citation
from cdi_qa.ui.conversation import Place
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.elements import draw_label
from cdi_qa.ui.escaping import clip, escape_html, escape_markdown
from cdi_qa.ui.pageview import html_page, html_surroundings, is_whole
from cdi_qa.ui.wording import KIND, UNPLACED


def cite_id(position: int, citation: Citation) -> str:
    """What the page's script knows a citation by."""
    return f"cite-{position}-{citation.n}"


def draw_citations(places: tuple[Place, ...], position: int) -> None:
    """The citations of one answer, closed."""
    if not places:
        return
    with st.container(key=f"citations-{position}", gap="xsmall"):
        draw_label("Where this comes from")
        for place in places:
            with st.expander(_label(place.citation), key=cite_id(position, place.citation)):
                st.html(_html_place(place))


def _label(citation: Citation) -> str:
    name = escape_markdown(f"[{citation.n}] {place_name(citation)}")
    return f"{name} · “{escape_markdown(clip(citation.quote, 60))}”"


def _html_place(place: Place) -> str:
    citation, source = place.citation, place.source
    facts = [place_name(citation)]
    if citation.section:
        facts.append(f"section “{citation.section}”")
    lines = [f'<p class="cdi-facts">{escape_html(", ".join(facts))}</p>']
    if source is not None and (source.publisher or source.date):
        known = [part for part in (source.publisher, spoken_date(source.date)) if part]
        lines.append(f'<p class="cdi-facts">{escape_html(", ".join(known))}</p>')
    if source is not None and source.kind == "digest":
        lines.append(f'<p class="cdi-kind-digest">{escape_html(KIND["digest"])}</p>')
    return "".join(lines) + _html_text(place)


def _html_text(place: Place) -> str:
    if place.view is None or not place.quotes:
        quote = escape_html(place.citation.quote)
        return (
            f'<blockquote class="cdi-page"><p><mark>{quote}</mark></p></blockquote>'
            f'<p class="cdi-facts">{escape_html(UNPLACED)}</p>'
        )
    around = html_surroundings(place.view, place.quotes)
    shown = f'<blockquote class="cdi-page">{around}</blockquote>'
    if is_whole(place.view, place.quotes):
        return shown
    what = "page" if place.citation.page is not None else "document"
    whole = html_page(place.view, place.quotes)
    return (
        f'{shown}<details class="cdi-whole"><summary>Show the whole {what}</summary>'
        f'<div class="cdi-page" tabindex="0" role="region" aria-label="The whole {what}">'
        f"{whole}</div></details>"
    )
