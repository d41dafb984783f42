"""The app: its pages, each a file. `streamlit run` takes this file or the app.py that calls it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from cdi_qa.errors import KeptFileError
from cdi_qa.ui.beside import close_beside_unless_on
from cdi_qa.ui.elements import draw_error, draw_try_again
from cdi_qa.ui.signing_in import draw_sign_in, draw_sign_out, signed_in
from cdi_qa.ui.style import ICON, SCRIPT, STYLE
from cdi_qa.ui.wording import TITLE

_FOLDER = Path(__file__).resolve().parent


def run_pages() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title=TITLE, page_icon=ICON, layout="centered")
    st.html(STYLE)
    with st.container(key="script"):
        st.html(SCRIPT, unsafe_allow_javascript=True)
    if not signed_in():
        draw_sign_in()
        return
    with st.sidebar:
        draw_sign_out()
    pages = [
        st.Page(_FOLDER / "page_ask.py", title="Ask", icon=":material/forum:", default=True),
        st.Page(
            _FOLDER / "page_compare.py",
            title="Compare",
            icon=":material/bar_chart:",
            url_path="compare",
        ),
        st.Page(
            _FOLDER / "page_pack.py",
            title="Question pack",
            icon=":material/checklist:",
            url_path="pack",
        ),
        st.Page(
            _FOLDER / "page_meeting.py",
            title="At the meeting",
            icon=":material/groups:",
            url_path="meeting",
        ),
        st.Page(
            _FOLDER / "page_brief.py",
            title="Brief",
            icon=":material/summarize:",
            url_path="brief",
        ),
        st.Page(
            _FOLDER / "page_sources.py",
            title="Sources",
            icon=":material/description:",
            url_path="sources",
        ),
        st.Page(
            _FOLDER / "page_glossary.py",
            title="Glossary",
            icon=":material/dictionary:",
            url_path="glossary",
        ),
        st.Page(
            _FOLDER / "page_evaluation.py",
            title="Evaluation",
            icon=":material/fact_check:",
            url_path="evaluation",
        ),
    ]
    page = st.navigation(pages)
    close_beside_unless_on(page.url_path)
    try:
        page.run()
    except KeptFileError as unusable:
        draw_error(str(unusable))
        draw_try_again()


if __name__ == "__main__":
    run_pages()
