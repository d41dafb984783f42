"""Citations under an answer; each opens its source beside the chat, at the page, marked."""

from __future__ import annotations

import streamlit as st

from cdi_qa.render import place_name
from cdi_qa.ui.beside import handle_open_place
from cdi_qa.ui.elements import draw_label
from cdi_qa.ui.escaping import clip, escape_markdown
from cdi_qa.ui.places import Place

_QUOTED = 90
"""Characters of a quote that a button shows."""


def cite_id(key: str, place: Place) -> str:
    """What the page's script knows a citation by; `key` names what it belongs to."""
    return f"cite-{key}-{place.citation.n}"


def draw_citations(places: tuple[Place, ...], key: str) -> None:
    """The citations of one answer, as buttons."""
    if not places:
        return
    with st.container(key=f"citations-{key}", gap=None):
        draw_label("Where this comes from")
        for place in places:
            name = cite_id(key, place)
            st.button(
                label_of(place),
                key=name,
                type="tertiary",
                width="stretch",
                on_click=handle_open_place,
                args=(place, name),
            )


def label_of(place: Place) -> str:
    """What a citation's button says: where it is from, and the row or the words quoted."""
    citation = place.citation
    name = escape_markdown(f"[{citation.n}] {place_name(citation)}")
    if len(place.rows) > 1:
        return f"{name} · {len(place.rows)} rows of its table"
    if place.rows and place.rows[0]:
        return f"{name} · the row “{escape_markdown(place.rows[0])}”"
    return f"{name} · “{escape_markdown(clip(citation.quote, _QUOTED))}”"
