"""What changes the documents from the Sources page: dropping files, fetching, removing."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from cdi_qa.errors import CdiQaError
from cdi_qa.fetching import fetch_source, fetchable_sources
from cdi_qa.reading.manifest import READABLE, name_full
from cdi_qa.recognition import new_id, replaceable_sources
from cdi_qa.schema import Source
from cdi_qa.settings import Settings, load_settings
from cdi_qa.sources import add_document, removable_sources, remove_source
from cdi_qa.ui.elements import draw_note
from cdi_qa.ui.escaping import escape_markdown
from cdi_qa.ui.wording import FETCHING, FULL_TEXT_OF, NEW_DOCUMENT, TOLD_BY_CONTENTS

_SAID = "said-of-sources"
_UPLOADS = "uploads-so-far"
_TOLD = ""
"""The choice to go by what the file holds."""
_NEW = "+"
"""The choice of a new document; no id is written so."""

How = Literal["success", "warning", "error"]
Said = list[tuple[How, str]]

_ICONS: dict[How, str] = {
    "success": ":material/check_circle:",
    "warning": ":material/warning:",
    "error": ":material/error:",
}


def draw_said() -> None:
    """What the last change came to, good and bad; it is said once, and gone to."""
    said: Said = st.session_state.pop(_SAID, [])
    if not said:
        return
    draw = {"success": st.success, "warning": st.warning, "error": st.error}
    with st.container(key="said", gap="xsmall"):
        # The button clicked may be far down the page: a new stamp has the script come here.
        st.html(f'<div id="cdi-said" data-stamp="{time.time()}"></div>')
        for how, sentence in said:
            draw[how](escape_markdown(sentence), icon=_ICONS[how])


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
    if not files:
        return
    settings = load_settings()
    places = _draw_places(settings, [file.name for file in files], count)
    if not st.button("Add to the documents", key="add-documents", type="primary"):
        return
    said: Said = []
    with st.status("Adding …") as status:
        for number, (file, place) in enumerate(zip(files, places, strict=True), start=1):
            status.update(label=escape_markdown(f"Adding {number} of {len(files)}: {file.name}"))
            said += _said_of(partial(_add, settings, file.name, file.getvalue(), place))
    st.session_state[_UPLOADS] = count + 1
    _say(said)


def _draw_places(settings: Settings, names: list[str], count: int) -> list[str]:
    """Asks what each file is, where there is a digest; the answer is an id, _TOLD or _NEW."""
    titles = {source.id: name_full(source.title) for source in replaceable_sources(settings)}
    if not titles:
        return [_TOLD for _ in names]
    choices = {_TOLD: TOLD_BY_CONTENTS}
    choices |= {name: FULL_TEXT_OF.format(title=title) for name, title in titles.items()}
    choices[_NEW] = NEW_DOCUMENT
    return [
        st.selectbox(
            f"What is {escape_markdown(name)}?",
            list(choices),
            format_func=choices.__getitem__,
            key=f"place-{count}-{number}",
        )
        for number, name in enumerate(names)
    ]


def draw_fetching() -> None:
    """The button that brings in the full documents, where a digest stands for one."""
    settings = load_settings()
    wanted = fetchable_sources(settings)
    if not wanted:
        return
    clicked = st.button(
        "Fetch the full documents", key="fetch-documents", icon=":material/travel_explore:"
    )
    draw_note(FETCHING)
    if not clicked:
        return
    said: Said = []
    with st.status("Fetching …") as status:
        for source in wanted:

            def note(message: str) -> None:
                status.update(label=escape_markdown(message))

            said += _said_of(partial(_fetch, settings, source.id, note))
    _say(said)


def draw_removing(source: Source) -> None:
    """The button that takes an added document out; the corpus's own have none."""
    settings = load_settings()
    if source.id not in {each.id for each in removable_sources(settings)}:
        return
    if st.button(
        f"Remove “{escape_markdown(source.title)}”",
        key=f"remove-{source.id}",
        icon=":material/delete:",
        help="The file is kept in the data folder.",
    ):
        _say(_said_of(lambda: _remove(settings, source)))


def _add(settings: Settings, name: str, data: bytes, place: str) -> Said:
    source_id = new_id(settings, name) if place == _NEW else place or None
    added = add_document(settings, name, data, source_id)
    said: Said = [("success", f"Added {added.source.title}. {added.remark}".rstrip())]
    return [*said, ("warning", added.warning)] if added.warning else said


def _fetch(settings: Settings, source_id: str, note: Callable[[str], None]) -> Said:
    fetched = fetch_source(settings, source_id, note)
    remark = f"Fetched {fetched.source.title} from {fetched.address}. {fetched.remark}"
    return [("success", remark.rstrip())]


def _remove(settings: Settings, source: Source) -> Said:
    kept = remove_source(settings, source.id)
    return [("success", f"Removed {source.title}. Its file is kept: {kept}.")]


def _said_of(change: Callable[[], Said]) -> Said:
    try:
        return change()
    except CdiQaError as error:
        return [("error", str(error))]


def _say(said: Said) -> None:
    """Keep what is to be said, and draw the page anew over the documents as they are now."""
    st.session_state[_SAID] = said
    st.rerun()
