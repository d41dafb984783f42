"""What the pages of the pack share: the store, the suggestions, messages, the look."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import lru_cache

import streamlit as st

from cdi_qa.errors import CdiQaError
from cdi_qa.index import Index
from cdi_qa.pack.brief import Brief, make_brief
from cdi_qa.pack.chart import Picture, draw_comparison
from cdi_qa.pack.export_markdown import to_markdown
from cdi_qa.pack.export_word import to_word
from cdi_qa.pack.model import Item, Suggestion
from cdi_qa.pack.paper import Paper, cite
from cdi_qa.pack.standing import open_standing
from cdi_qa.pack.store import ChangedElsewhereError, PackStore
from cdi_qa.pack.suggest import suggest_pack
from cdi_qa.schema import Corpus
from cdi_qa.settings import load_settings
from cdi_qa.ui.escaping import escape_html, escape_markdown

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LOOK = """<style>
.cdi-pack-text { font-weight: 600; margin: 0; line-height: 1.5; overflow-wrap: anywhere; }
.cdi-pack-large { font-size: 1.5rem; font-weight: 600; line-height: 1.45; margin: 0 0 0.5rem;
  overflow-wrap: anywhere; }
.cdi-pack-meta { font-size: 0.875rem; margin: 0.15rem 0 0; opacity: 0.85; }
.cdi-pack-details dt { font-weight: 600; font-size: 0.9rem; margin-top: 0.5rem; }
.cdi-pack-details dd { margin: 0; font-size: 0.95rem; overflow-wrap: anywhere; }
.cdi-pack-details ul, .cdi-pack-list { margin: 0; padding-left: 1.2rem; }
.cdi-pack-list li { margin-bottom: 0.35rem; overflow-wrap: anywhere; }
.cdi-pack-print h2 { font-size: 1.15rem; }
.st-key-meeting-view button { min-height: 3.25rem; }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .stButton, .stDownloadButton,
  [data-testid="stExpandSidebarButton"], .st-key-pack-tools { display: none !important; }
}
</style>"""


def pack_store() -> PackStore:
    """The store of the data folder, with this tab as the author of its changes."""
    author: str = st.session_state.setdefault("pack-author", uuid.uuid4().hex)
    store = PackStore(load_settings().data_dir, author)
    if store.notice:
        st.session_state["pack-message"] = store.notice
    return store


@lru_cache(maxsize=2)
def suggestions(index: Index) -> tuple[Suggestion, ...]:
    """The suggested questions of the documents loaded."""
    return tuple(suggest_pack(index.corpus, index.lexicon))


@lru_cache(maxsize=2)
def brief_of(index: Index) -> Brief:
    """The brief of the documents loaded."""
    return make_brief(index.corpus, index.lexicon)


@lru_cache(maxsize=2)
def picture_of(index: Index) -> Picture | None:
    """The comparison chart of the documents loaded."""
    return draw_comparison(open_standing(index.corpus, index.lexicon))


def handle_change(change: Callable[[], object]) -> None:
    """Make a change; where it could not be made, keep the sentence that says why."""
    try:
        change()
    except ChangedElsewhereError as error:
        now = f"\n\nIt now reads: {escape_markdown(error.current.text)}" if error.current else ""
        mine = f"\n\nYours was: {escape_markdown(error.wanted)}" if error.wanted else ""
        st.session_state["pack-message"] = f"{error}{now}{mine}"
    except CdiQaError as error:
        st.session_state["pack-message"] = escape_markdown(str(error))


def draw_message() -> None:
    """What went wrong or was done at the last click, once."""
    message = st.session_state.pop("pack-message", "")
    if message:
        st.warning(message, icon=":material/info:")


def draw_downloads(paper: Paper, name: str) -> None:
    """The paper as a Word and as a Markdown file, made when asked for."""
    word, text = st.columns(2)
    word.download_button(
        "Word document",
        lambda: to_word(paper),
        f"{name}.docx",
        WORD,
        key=f"{name}-word",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
    text.download_button(
        "Markdown",
        lambda: to_markdown(paper),
        f"{name}.md",
        "text/markdown",
        key=f"{name}-markdown",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )


def html_details(item: Item, corpus: Corpus) -> str:
    """Everything that goes with a question: evidence, comparison, what to listen for, a note."""
    evidence = "".join(f"<li>{escape_html(cite(e, corpus))}</li>" for e in item.evidence)
    full = "".join(f"<li>{escape_html(part)}</li>" for part in item.full_answer)
    told = [
        ("Evidence", evidence and f"<ul>{evidence}</ul>"),
        ("How we compare", escape_html(item.comparison)),
        ("A full answer has", full and f"<ul>{full}</ul>"),
        ("Follow up with", escape_html(item.follow_up)),
        ("Note", escape_html(item.note)),
        ("Answer at the meeting", escape_html(item.answer)),
    ]
    rows = "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in told if text)
    return f'<dl class="cdi-pack-details">{rows}</dl>' if rows else ""
