"""One exchange with a chat model: it streams, calls tools, and is stopped when it takes too long.

Whatever goes wrong becomes a LanguageModelError in this program's own words: what a server says
of an error may hold a key or text for the reader, and is neither shown nor logged.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from cdi_qa import wording
from cdi_qa.errors import LanguageModelError
from cdi_qa.model.prompt import Fence

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

_LOG = logging.getLogger(__name__)
_ROUNDS = 4
"""Times that a model may call tools before it has to answer."""
_CALLS = 4
"""Tool calls of one round that are run."""
_LONGEST = 12_000
"""Characters of an answer; a longer one is not read on."""
_NO_TOOLS = frozenset({400, 422, 501})
"""What a server answers whose model cannot call tools."""
_ERRORS = {
    400: wording.MODEL_REFUSED,
    401: wording.MODEL_KEY_REFUSED,
    403: wording.MODEL_KEY_REFUSED,
    404: wording.MODEL_UNKNOWN,
    413: wording.MODEL_REFUSED,
    422: wording.MODEL_REFUSED,
    429: wording.MODEL_RATE_LIMITED,
}


class Tools(Protocol):
    """What a model may call."""

    @property
    def schemas(self) -> list[dict[str, Any]]:
        """The tools as a chat model is told of them."""
        ...

    def call(self, name: str, arguments: dict[str, Any]) -> str:
        """What a tool answers."""
        ...


class Talk:
    """One question put to one model."""

    def __init__(
        self,
        model: BaseChatModel,
        tools: Tools | None,
        fence: Fence,
        seconds: float,
        on_text: Callable[[str], None] | None = None,
    ) -> None:
        self._model = model
        self._tools = tools
        self._fence = fence
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._on_text = on_text

    def ask(self, system: Callable[[bool], str], data: str, only_with_tools: bool = False) -> str:
        """The model's answer, unchecked; empty where it cannot call tools and only that was asked.

        `system` makes the system message, given whether there are tools. Raises LanguageModelError.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        human = HumanMessage(self._fence.around(data))
        try:
            try:
                if self._tools is not None:
                    bound = self._model.bind_tools(self._tools.schemas)
                    return self._converse(bound, [SystemMessage(system(True)), human])
            except Exception as error:
                if not _cannot_call_tools(error):
                    raise
            if only_with_tools:
                return ""
            return self._converse(self._model, [SystemMessage(system(False)), human])
        except LanguageModelError:
            raise
        except Exception as error:
            _LOG.info("The language model failed (%s)", type(error).__name__)
            raise LanguageModelError(self._explain(error)) from None

    def _converse(self, model: Any, messages: list[BaseMessage]) -> str:
        from langchain_core.messages import ToolMessage

        for _ in range(_ROUNDS + 1):
            message = self._say(model, messages)
            calls = [*message.tool_calls, *message.invalid_tool_calls]
            if not calls:
                return str(message.text)
            messages.append(message)
            for number, call in enumerate(calls):
                told = self._run(call) if number < _CALLS else "Too many calls at once."
                messages.append(
                    ToolMessage(self._fence.around(told), tool_call_id=call["id"] or "")
                )
        raise LanguageModelError(wording.MODEL_SEARCHING)

    def _run(self, call: Any) -> str:
        arguments = call["args"]
        if self._tools is None:
            return "There are no tools."
        if not isinstance(arguments, dict):
            return "The arguments are not valid JSON."
        return self._tools.call(call["name"] or "", arguments)

    def _say(self, model: Any, messages: Sequence[BaseMessage]) -> AIMessageChunk:
        """One message, streamed and put together."""
        whole: AIMessageChunk | None = None
        for chunk in self._stream(model, messages):
            whole = chunk if whole is None else whole + chunk
            text = str(whole.text)
            if len(text) > _LONGEST:
                raise LanguageModelError(wording.MODEL_LONG)
            if chunk.text and self._on_text is not None:
                self._on_text(text)
        ended = whole is not None and any("reason" in key for key in whole.response_metadata)
        if whole is None or not ended:
            raise LanguageModelError(wording.MODEL_CUT_OFF)
        return whole

    def _stream(self, model: Any, messages: Sequence[BaseMessage]) -> Iterator[AIMessageChunk]:
        """What the model sends, read in a thread of its own so that a silent server is left."""
        sent: queue.SimpleQueue[AIMessageChunk | Exception | None] = queue.SimpleQueue()
        left = threading.Event()
        threading.Thread(
            target=_read, args=(model, list(messages), sent, left), name="model", daemon=True
        ).start()
        try:
            while (remaining := self._deadline - time.monotonic()) > 0:
                try:
                    item = sent.get(timeout=remaining)
                except queue.Empty:
                    break
                if item is None:
                    return
                if isinstance(item, Exception):
                    raise item
                yield item
            raise LanguageModelError(wording.MODEL_SLOW.format(seconds=self._seconds))
        finally:
            left.set()

    def _explain(self, error: Exception) -> str:
        status, name = _status(error), type(error).__name__
        if status in _ERRORS:
            return _ERRORS[status]
        if status >= 500:
            return wording.MODEL_BROKEN
        if "Timeout" in name:
            return wording.MODEL_SLOW.format(seconds=self._seconds)
        if "Protocol" in name or name == "ReadError":
            return wording.MODEL_CUT_OFF
        if "Connect" in name:
            return wording.MODEL_UNREACHABLE
        return wording.MODEL_FAILED


def _read(
    model: Any,
    messages: list[BaseMessage],
    sent: queue.SimpleQueue[AIMessageChunk | Exception | None],
    left: threading.Event,
) -> None:
    from langsmith import tracing_context

    try:
        # Whatever the environment says, nothing is sent to a tracing service.
        with tracing_context(enabled=False):
            for chunk in model.stream(messages):
                if left.is_set():
                    return
                sent.put(chunk)
        sent.put(None)
    except Exception as error:
        sent.put(error)


def _cannot_call_tools(error: Exception) -> bool:
    return isinstance(error, NotImplementedError) or _status(error) in _NO_TOOLS


def _status(error: Exception) -> int:
    """The HTTP status behind an error, 0 where there is none."""
    for name in ("status_code", "code"):
        status = getattr(error, name, None)
        if isinstance(status, int):
            return status
    return 0
