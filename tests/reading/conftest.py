"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cdi_qa.reading.corpus import SourceReading, read_corpus

from .helpers import NOTE

Read = Callable[[str, str | bytes], SourceReading]


@pytest.fixture(scope="session")
def note() -> SourceReading:
    """The reading of the briefing note."""
    _, readings = read_corpus(NOTE.parent)
    return next(reading for reading in readings if reading.source.path == NOTE.name)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads one document, given its name and content, in a folder of its own."""

    def read_one(name: str, content: str | bytes) -> SourceReading:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        _, readings = read_corpus(tmp_path)
        return readings[0]

    return read_one
