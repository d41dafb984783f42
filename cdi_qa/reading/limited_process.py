"""The process that reads one document: its source and bytes come in, its reading goes out as JSON.

python -m cdi_qa.reading.limited_process MEGABYTES < a line of JSON, then the file
"""

from __future__ import annotations

import contextlib
import sys

from pydantic import TypeAdapter

from cdi_qa.reading.limits import Outcome, outcomes, read_outcome
from cdi_qa.schema import Source


def main(megabytes: int) -> None:
    """Read standard input and write an `Outcome`."""
    source = TypeAdapter(Source).validate_json(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    limit_memory(megabytes)
    outcome = read_outcome(source, data, megabytes)
    try:
        said = outcomes().dump_json(outcome)
    except MemoryError:
        outcome = Outcome(error=f"{source.path} holds too much text; split it.")
        said = outcomes().dump_json(outcome)
    sys.stdout.buffer.write(said)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than that, where the system can set a limit."""
    try:
        import resource
    except ImportError:  # Windows has none; the time limit holds there, too
        return
    limit = megabytes * 1_000_000
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(int(sys.argv[1]))
