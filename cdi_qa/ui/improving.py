"""Better words for a saved pack's suggested questions, from a language model, when asked for."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event

import streamlit as st

from cdi_qa import wording
from cdi_qa.errors import CdiQaError
from cdi_qa.index import Index
from cdi_qa.pack.model import Item, Pack, Suggestion
from cdi_qa.pack.rewording import Rewriter, as_suggested, improve_wording
from cdi_qa.pack.store import PackStore
from cdi_qa.settings import load_settings
from cdi_qa.ui.elements import draw_note
from cdi_qa.ui.escaping import escape_html, escape_markdown
from cdi_qa.ui.jobs import Job
from cdi_qa.ui.packs import suggestions

_LOG = logging.getLogger(__name__)
_RUN = "pack-improving"
_UNWATCHED_SECONDS = 120
"""A page that has not asked for so long was closed, and its run ends."""
_HELP = (
    "Puts the suggested questions to the language model, which may word them better. Each change "
    "is marked and can be undone; what adds, changes or leaves out anything is not taken."
)


class _Run:
    """One pass over the suggested questions of a pack."""

    def __init__(
        self, wanted: list[tuple[Item, Suggestion]], rewriter: Rewriter, store: PackStore
    ) -> None:
        self.stopped = Event()
        self.seen = time.monotonic()

        def work(say: Callable[[str], None]) -> int:
            def tell(done: int) -> None:
                say(f"question {done + 1} of {len(wanted)}")

            return improve_wording(wanted, rewriter, store, tell, self.is_over)

        self.job = Job(work)

    def is_over(self) -> bool:
        """True once it was stopped or nobody looks on."""
        return self.stopped.is_set() or time.monotonic() - self.seen > _UNWATCHED_SECONDS


def draw_improving(store: PackStore, pack: Pack, index: Index) -> None:
    """The button where a language model is configured; while it works, how far it is."""
    if not load_settings().has_model:
        return
    if _RUN in st.session_state:
        _draw_progress()
        return
    wanted = as_suggested(pack.items, suggestions(index))
    st.button(
        "Improve the wording", key="pack-improve", icon=":material/edit_note:", width="stretch",
        disabled=not wanted, help=_HELP, on_click=_handle_begin, args=(wanted, store, index),
    )  # fmt: skip


def html_reworded(earlier: str) -> str:
    """The mark of a question that the language model has worded, with what it was before."""
    if not earlier:
        return ""
    before = escape_html(earlier)
    return f'<p class="cdi-pack-meta">Worded by the language model. Before: {before}</p>'


@st.fragment(run_every=1)
def _draw_progress() -> None:
    run: _Run | None = st.session_state.get(_RUN)
    if run is None:
        return
    run.seen = time.monotonic()
    if run.job.wait(0):
        del st.session_state[_RUN]
        st.session_state["pack-message"] = escape_markdown(_told(run.job))
        st.rerun()
    draw_note(f"Improving the wording: {run.job.said or 'opening the language model'} …")
    if st.button("Stop", key="pack-improve-stop", icon=":material/stop:"):
        run.stopped.set()
        del st.session_state[_RUN]
        st.session_state["pack-message"] = "Stopped. What was improved before is marked."
        st.rerun()


def _handle_begin(wanted: list[tuple[Item, Suggestion]], store: PackStore, index: Index) -> None:
    rewriter = Rewriter(load_settings(), index.corpus, index.lexicon)
    st.session_state[_RUN] = _Run(wanted, rewriter, store)


def _told(job: Job[int]) -> str:
    """What a run came to, in one sentence or two."""
    try:
        changed = job.result()
    except CdiQaError as error:
        return wording.MODEL_LEFT.format(reason=error)
    except Exception:
        _LOG.exception("The wording could not be improved")
        return "Something went wrong with the language model; the details are in the terminal."
    if not changed:
        return "The language model found no better words that ask the same."
    questions = "1 question was" if changed == 1 else f"{changed} questions were"
    return f"{questions} worded better; each is marked, and Undo takes them back one by one."
