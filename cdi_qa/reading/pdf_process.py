"""The process that reads one PDF: its bytes come in, its pages go out as JSON.

python -m cdi_qa.reading.pdf_process NAME MEGABYTES < file
"""

from __future__ import annotations

import contextlib
import sys

from pydantic import TypeAdapter

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import PdfReading


def main(name: str, megabytes: int) -> None:
    """Read standard input and write a `PdfReading`, an error in one sentence among its fields."""
    data = sys.stdin.buffer.read()
    limit_memory(megabytes)
    try:
        # Imported here, so that the limit holds for all that meets the file.
        from cdi_qa.reading.pdf_pages import read_pages

        reading = read_pages(data, name)
    except DocumentError as error:
        reading = PdfReading(error=str(error))
    except (MemoryError, RecursionError):
        reading = PdfReading(
            error=f"{name} needs more memory than reading one document may take ({megabytes} MB); "
            "save or print it to PDF again."
        )
    sys.stdout.buffer.write(TypeAdapter(PdfReading).dump_json(reading))


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
    main(sys.argv[1], int(sys.argv[2]))
