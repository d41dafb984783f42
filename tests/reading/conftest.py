"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cdi_qa.reading.corpus import read_corpus
from cdi_qa.reading.readings import SourceReading

from .helpers import NOTE, check_sentence

Read = Callable[[str, str | bytes], SourceReading]


@pytest.fixture(scope="package")
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


Refused = Callable[[str, str | bytes], str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """The reason why a document is not read; another one beside it has to be."""

    def reason(name: str, content: str | bytes) -> str:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        (tmp_path / "other.txt").write_text("The other one is read.")
        corpus, _ = read_corpus(tmp_path)
        assert [source.id for source in corpus.sources] == ["other"]
        assert [passage.clean for passage in corpus.passages] == ["The other one is read."]
        (problem,) = corpus.problems
        assert problem.path == name
        check_sentence(problem.reason)
        return problem.reason

    return reason
