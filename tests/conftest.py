"""Shared by all tests: one data folder with the exported model, one index of the real corpus."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the real corpus is indexed and the model exported."""
    folder = tmp_path_factory.mktemp("data")
    Assistant.open(Settings(corpus=CORPUS, data_dir=folder))
    return folder


@pytest.fixture(scope="session")
def assistant(data_dir: Path) -> Assistant:
    """The assistant over the real corpus."""
    return Assistant.open(Settings(corpus=CORPUS, data_dir=data_dir))


@pytest.fixture
def fresh_data(tmp_path: Path, data_dir: Path) -> Path:
    """An empty data folder that has the exported model, so that torch is not loaded again."""
    folder = tmp_path / "data"
    shutil.copytree(data_dir / "models", folder / "models")
    return folder


@pytest.fixture
def note() -> str:
    """The briefing note's text."""
    return (CORPUS / "briefing-note.txt").read_text(encoding="utf-8")


@pytest.fixture
def ask_of(tmp_path: Path, fresh_data: Path) -> Callable[[str], Assistant]:
    """Makes an assistant over one text file of the given content."""

    def make(text: str) -> Assistant:
        folder = tmp_path / "corpus"
        folder.mkdir(exist_ok=True)
        (folder / "note.txt").write_text(text, encoding="utf-8")
        return Assistant.open(Settings(corpus=folder, data_dir=fresh_data))

    return make
