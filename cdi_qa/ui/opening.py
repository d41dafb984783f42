"""The assistant, opened once for all tabs and again when the documents change on disk."""

from __future__ import annotations

import logging
from threading import Event, Thread

import streamlit as st

from cdi_qa.assistant import Assistant
from cdi_qa.errors import CdiQaError
from cdi_qa.settings import Settings, load_settings
from cdi_qa.ui.escaping import escape_markdown
from cdi_qa.ui.wording import OPENING, UNEXPECTED_OPENING
from cdi_qa.warming import warm_up

_LOG = logging.getLogger(__name__)
_TICK_SECONDS = 0.2
_SAID = "said-of-opening"

Fingerprint = tuple[tuple[str, int, int], ...]


class Opening:
    """An assistant being opened in a thread of its own.

    Building the index takes a while. Were it done in the script's thread, whatever is clicked or
    typed meanwhile would end that run and the build with it.
    """

    def __init__(self, settings: Settings) -> None:
        self.assistant: Assistant | None = None
        self.error = ""
        self.message = ""
        self._settings = settings
        self._finished = Event()
        Thread(target=self._open, name="opening", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """True once it has come to an end, well or not."""
        return self._finished.wait(seconds)

    def _open(self) -> None:
        try:
            assistant = Assistant.open(self._settings, self._note)
            warm_up(assistant)
            self.assistant = assistant
        except CdiQaError as error:
            self.error = str(error)
        except Exception:
            _LOG.exception("The documents could not be opened")
            self.error = UNEXPECTED_OPENING
        finally:
            self._finished.set()

    def _note(self, message: str) -> None:
        self.message = message


def handle_opening() -> tuple[Assistant | None, str]:
    """The assistant, or None and the sentence that says why not; progress shows meanwhile."""
    place = st.empty()
    try:
        settings = load_settings()
    except CdiQaError as error:
        return None, str(error)
    opening = _start(settings.model_dump_json(), _fingerprint(settings), settings)
    if not opening.wait(_TICK_SECONDS):
        _draw_progress(place, opening)
    if opening.error:
        # A failure is not kept: what was wrong may be put right.
        forget_assistant()
    elif opening.assistant is not None:
        _say_once(opening.assistant.remark)
    return opening.assistant, opening.error


def _say_once(remark: str) -> None:
    """Tell this tab what was found damaged and set aside."""
    if remark and st.session_state.get(_SAID) != remark:
        st.session_state[_SAID] = remark
        st.warning(escape_markdown(remark), icon=":material/info:")


def forget_assistant() -> None:
    """Open the index anew at the next question."""
    _start.clear()


def _draw_progress(place: st.delta_generator.DeltaGenerator, opening: Opening) -> None:
    with place:
        status = st.status(f"{OPENING} …")
    while not opening.wait(_TICK_SECONDS):
        if opening.message:
            status.update(label=escape_markdown(f"{OPENING}: {opening.message}"))
    place.empty()


# Two at most: the one in use and, for a tab that is in the middle of a question, the one before.
@st.cache_resource(max_entries=2, show_spinner=False)
def _start(settings_key: str, fingerprint: Fingerprint, _settings: Settings) -> Opening:
    return Opening(_settings)


def _fingerprint(settings: Settings) -> Fingerprint:
    """Names, sizes and times of the documents: cheap, and different when one changes."""
    try:
        files = [(path.name, path.stat()) for path in settings.corpus.iterdir()]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files))
