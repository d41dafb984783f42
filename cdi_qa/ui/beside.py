"""A source opened beside the chat: the page that a citation names, its quote marked."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from cdi_qa.render import place_name
from cdi_qa.schema import Corpus
from cdi_qa.settings import load_settings
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.escaping import escape_html
from cdi_qa.ui.pagepicture import PagePicture, picture_page
from cdi_qa.ui.pageview import html_page, view_page
from cdi_qa.ui.places import Place
from cdi_qa.ui.wording import KIND, UNPLACED

_KEPT = "beside"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is open: the place shown, the one cited, what opened it, how often something was."""

    place: Place
    cited: Place
    opener: str
    stamp: int


def handle_open_place(place: Place, opener: str) -> None:
    """Open a citation's page beside what is on the screen."""
    _show(place, place, opener)


def _show(place: Place, cited: Place, opener: str) -> None:
    stamp = st.session_state.get("besides", 0) + 1
    st.session_state["besides"] = stamp
    st.session_state[_KEPT] = Beside(place, cited, opener, stamp)


def handle_close() -> None:
    """Close what is open beside."""
    st.session_state.pop(_KEPT, None)


def close_beside_unless_on(page: str) -> None:
    """Close what was opened beside another page than this one."""
    if st.session_state.get("beside-whose") != page:
        handle_close()
    st.session_state["beside-whose"] = page


def draw_beside(corpus: Corpus | None) -> None:
    """What is open beside, if anything."""
    beside: Beside | None = st.session_state.get(_KEPT)
    if beside is None:
        return
    with st.container(key="beside", gap="small"):
        with st.container(key="beside-head", horizontal=True, vertical_alignment="center"):
            st.html(f'<h2 class="cdi-title">{escape_html(place_name(beside.place.citation))}</h2>')
            st.button(
                "Close",
                key="beside-close",
                icon=":material/close:",
                type="tertiary",
                on_click=handle_close,
            )
        if facts := _html_facts(beside.place):
            st.html(facts)
        _draw_page(beside)
        if corpus is not None:
            _draw_turning(corpus, beside)


def _html_facts(place: Place) -> str:
    citation, source = place.citation, place.source
    lines = []
    if citation.section:
        lines.append(f'<p class="cdi-facts">Section “{escape_html(citation.section)}”</p>')
    if source is not None and (source.publisher or source.date):
        known = [part for part in (source.publisher, spoken_date(source.date)) if part]
        lines.append(f'<p class="cdi-facts">{escape_html(", ".join(known))}</p>')
    if source is not None and source.kind == "digest":
        lines.append(f'<p class="cdi-kind-digest">{escape_html(KIND["digest"])}</p>')
    return "".join(lines)


def _draw_page(beside: Beside) -> None:
    """The page as it looks where it is a PDF's, and as text; the stamp has the script go to it."""
    place = beside.place
    stamp = f'<div id="cdi-beside" data-stamp="{beside.stamp}" data-opener="{beside.opener}"></div>'
    picture = _picture(place)
    if picture is not None:
        st.html(stamp + _html_picture(picture, place))
        with st.expander("The page as text", key=f"beside-text-{beside.stamp}"):
            st.html(_html_text(place))
    else:
        st.html(stamp + _html_text(place))


def _picture(place: Place) -> PagePicture | None:
    source, number = place.source, place.citation.page
    if source is None or number is None or Path(source.path).suffix.lower() != ".pdf":
        return None
    return picture_page(load_settings().corpus / source.path, source.sha256, number, place.quoted)


def _html_picture(picture: PagePicture, place: Place) -> str:
    marks = "".join(
        f'<mark style="left:{box.left:.2%};top:{box.top:.2%};width:{box.width:.2%};'
        f'height:{box.height:.2%}"></mark>'
        for box in picture.boxes
    )
    said = f"{place_name(place.citation)} as it looks"
    said += ", what is quoted marked" if picture.boxes else ""
    data = base64.b64encode(picture.jpeg).decode()
    return (
        f'<div class="cdi-picture"><img alt="{escape_html(said)}" '
        f'src="data:image/jpeg;base64,{data}">{marks}</div>'
    )


def _html_text(place: Place) -> str:
    if place.view is not None and (place.quotes or not place.citation.quote):
        return f'<div class="cdi-page">{html_page(place.view, place.quotes)}</div>'
    return (
        f'<blockquote class="cdi-page"><p><mark>{escape_html(place.citation.quote)}</mark></p>'
        f'</blockquote><p class="cdi-facts">{escape_html(UNPLACED)}</p>'
    )


# ── turning the pages ───────────────────────────────────────────────────────────────────────


def _draw_turning(corpus: Corpus, beside: Beside) -> None:
    numbers = [page.number for page in corpus.pages if page.source == beside.place.citation.source]
    shown = beside.place.citation.page
    if shown not in numbers or len(numbers) < 2:
        return
    at = numbers.index(shown)
    with st.container(key="beside-turning", horizontal=True, horizontal_alignment="distribute"):
        for label, to in (("Page before", at - 1), ("Next page", at + 1)):
            there = 0 <= to < len(numbers)
            st.button(
                label,
                key=f"beside-{label.split()[0].lower()}",
                type="tertiary",
                disabled=not there,
                on_click=_handle_turn,
                args=(corpus, beside, numbers[to] if there else None),
            )


def _handle_turn(corpus: Corpus, beside: Beside, number: int | None) -> None:
    """Show another page of the same source, where nothing is quoted, or the one cited again."""
    cited = beside.cited
    if number == cited.citation.page:
        _show(cited, cited, beside.opener)
        return
    page = corpus.page(cited.citation.source, number)
    citation = replace(cited.citation, page=number, label=page.label, section=None, quote="")
    view = view_page(corpus, page)
    _show(Place(citation, cited.source, view), cited, beside.opener)
