"""What is killed: a command run as a process that may die at a step on the disk.

`python -m tests.faults.worker STEP FOLDER WHAT ARGUMENTS…` runs WHAT (`cli`, `fetch` or `save`) and
kills itself, as the system would, just before the STEPth change that Python makes on the disk below
FOLDER; with STEP 0 it runs to its end and says how many there were. What Chroma and SQLite write
themselves is no step: there the parent's kills by the clock come in.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.copytree"}


class Steps:
    """Counts the changes below a folder, and dies at one of them."""

    def __init__(self, last: int, folder: str) -> None:
        self.count = 0
        self._last = last
        self._folder = folder

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if not (opened or event in _CHANGES):
            return
        path = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, Path)) else ""
        if path.startswith(self._folder):
            self.count += 1
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)


def fetch(corpus: str, data: str, certificate: str, source: str) -> None:
    """Fetch a source from the test's own server, which no command may ask."""
    import ssl

    from cdi_qa.fetching import Access, fetch_source
    from cdi_qa.settings import Settings
    from tests.fetching.conftest import resolve

    access = Access(
        resolve=resolve,
        may_ask=lambda ip: ip == ip_address("127.0.0.1"),
        tls=ssl.create_default_context(cafile=certificate),
    )
    fetch_source(Settings(corpus=Path(corpus), data_dir=Path(data)), source, access=access)


def save(data: str, first: str, count: str) -> None:
    """Keep questions, answers and pack questions one after another, and say each that is kept."""
    from cdi_qa.conversations import Conversations
    from cdi_qa.pack.store import PackStore
    from cdi_qa.schema import Answer

    talk, packs = Conversations(Path(data)), PackStore(Path(data), "ann")
    pack = packs.latest() or packs.create("Meeting", "")
    for number in range(int(first), int(first) + int(count)):
        chat = talk.add(f"question {number}")
        print(f"asked {number}", flush=True)
        (message,) = talk.messages(chat) or []
        talk.settle(message.number, Answer(f"question {number}", "answered", f"answer {number}"))
        print(f"answered {number}", flush=True)
        packs.add_question(pack.id, f"put {number}")
        print(f"put {number}", flush=True)


_WORK: dict[str, Callable[..., None]] = {"fetch": fetch, "save": save}


def main() -> None:
    """Run what the arguments name."""
    step, folder, what, *arguments = sys.argv[1:]
    steps = Steps(int(step), folder)
    sys.addaudithook(steps)
    if what == "cli":
        from cdi_qa.cli import main as command

        command(arguments, standalone_mode=False)
    else:
        _WORK[what](*arguments)
    print(f"steps {steps.count}")


if __name__ == "__main__":
    main()
