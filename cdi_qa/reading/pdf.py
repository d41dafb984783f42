"""PDF files → pages, read in a process of their own: what a file does to it, it does to no more.

That process has so much memory and so much time; a file that needs more is not read, and says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import PdfReading

SECONDS = 180.0
"""Time that one file may take; a report of a hundred pages takes some ten."""
MEGABYTES = 2048
"""Memory that reading one file may take, where the system can set a limit."""
_LARGEST = 300
"""Megabytes of a file that is still looked at."""
_READING = TypeAdapter(PdfReading)


def read_pdf(
    data: bytes, path: Path, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> PdfReading:
    """The pages of a PDF, and a remark on those that are pictures.

    Raises DocumentError where the file is damaged, locked, a scan, or takes too much to read.
    """
    if len(data) > _LARGEST * 1_000_000:
        raise DocumentError(
            f"{path.name} is larger than {_LARGEST} MB; split it, or save it without its pictures."
        )
    command = [sys.executable, "-m", "cdi_qa.reading.pdf_process", path.name, str(megabytes)]
    # The child finds the same modules, however this process came by them.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONIOENCODING": "utf-8",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    try:
        done = subprocess.run(  # noqa: S603 (the command is this program's own)
            command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(
            f"{path.name} took longer than {seconds:.0f} seconds to read and was given up; save or "
            "print it to PDF again."
        ) from None
    try:
        reading = _READING.validate_json(done.stdout)
    except ValidationError:
        raise DocumentError(
            f"{path.name} is a damaged PDF that stopped the reader; save or print it to PDF again."
        ) from None
    if reading.error:
        raise DocumentError(reading.error)
    return reading
