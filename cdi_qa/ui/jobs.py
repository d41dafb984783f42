"""Work in a thread of its own, so that what is clicked meanwhile does not end it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Job(Generic[Result]):
    """Something being worked out; a job that nobody waits for any more ends unheard.

    `work` is called with what takes the words that can be shown before it has ended.
    """

    def __init__(self, work: Callable[[Callable[[str], None]], Result]) -> None:
        self.said = ""
        """What can be shown so far."""
        self._work = work
        self._finished = Event()
        self._result: list[Result] = []
        self._error: BaseException | None = None
        Thread(target=self._run, name="job", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """True once it has come to an end, well or not."""
        return self._finished.wait(seconds)

    def result(self) -> Result:
        """What came of it, waited for; raises what the work raised."""
        self._finished.wait()
        if self._error is not None:
            raise self._error
        return self._result[0]

    def _run(self) -> None:
        try:
            self._result.append(self._work(self._say))
        except BaseException as error:
            self._error = error
        finally:
            self._finished.set()

    def _say(self, text: str) -> None:
        self.said = text
