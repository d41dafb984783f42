"""What changes the documents from the Sources page: dropping files, fetching, removing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from cdi_qa.errors import CdiQaError
from cdi_qa.fetching import fetch_source, fetchable_sources
from cdi_qa.reading.manifest import READABLE
from cdi_qa.settings import Settings, load_settings
from cdi_qa.sources import add_document, removable_sources, remove_source
from cdi_qa.ui.escaping import escape_markdown

_SAID = "said-of-sources"
_UPLOADS = "uploads-so-far"


def draw_said() -> None:
    """What the last change came to, good and bad; it is said once."""
    for well, sentence in st.session_state.pop(_SAID, []):
        (st.success if well else st.error)(escape_markdown(sentence))


def draw_adding() -> None:
    """The place to drop documents, and the button that adds them."""
    # A key of its own for each round empties the field once its files were added.
    count = st.session_state.setdefault(_UPLOADS, 0)
    files = st.file_uploader(
        "Add documents (PDF, Word, HTML, Markdown, text)",
        type=sorted(ending.removeprefix(".") for ending in READABLE),
        accept_multiple_files=True,
        key=f"upload-{count}",
    )
    if not files or not st.button("Add to the documents", key="add-documents"):
        return
    settings = load_settings()
    said: list[tuple[bool, str]] = []
    with st.status("Adding …") as status:
        for number, file in enumerate(files, start=1):
            status.update(label=escape_markdown(f"Adding {number} of {len(files)}: {file.name}"))
            said.append(_said_of(partial(_add, settings, file.name, file.getvalue())))
    st.session_state[_UPLOADS] = count + 1
    _say(said)


def draw_fetching() -> None:
    """The button that brings in the full documents, where a digest stands for one."""
    settings = load_settings()
    wanted = fetchable_sources(settings)
    if not wanted or not st.button(
        "Fetch the full documents",
        key="fetch-documents",
        help="Asks the public addresses of the documents that digests stand in for. Needs the "
        "internet, and takes up to a few minutes.",
    ):
        return
    said = []
    with st.status("Fetching …") as status:
        for source in wanted:

            def note(message: str) -> None:
                status.update(label=escape_markdown(message))

            said.append(_said_of(partial(_fetch, settings, source.id, note)))
    _say(said)


def draw_removing(source_id: str) -> None:
    """The button that takes an added document out; the corpus's own have none."""
    settings = load_settings()
    if source_id not in {source.id for source in removable_sources(settings)}:
        return
    if st.button("Remove", key=f"remove-{source_id}", help="The file is kept in the data folder."):
        _say([_said_of(lambda: _remove(settings, source_id))])


def _add(settings: Settings, name: str, data: bytes) -> str:
    added = add_document(settings, name, data)
    return f"Added {added.source.title}. {added.remark}".rstrip()


def _fetch(settings: Settings, source_id: str, note: Callable[[str], None]) -> str:
    fetched = fetch_source(settings, source_id, note)
    return f"Fetched {fetched.source.title} from {fetched.address}. {fetched.remark}".rstrip()


def _remove(settings: Settings, source_id: str) -> str:
    return f"Removed {source_id}; its file is now {remove_source(settings, source_id)}."


def _said_of(change: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, change()
    except CdiQaError as error:
        return False, str(error)


def _say(said: list[tuple[bool, str]]) -> None:
    """Keep what is to be said, and draw the page anew over the documents as they are now."""
    st.session_state[_SAID] = said
    st.rerun()
