"""A health check: what is installed, loaded and missing, each with what to do."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Callable
from dataclasses import dataclass

from cdi_qa.encoder import load_encoder, verify_bundled_model
from cdi_qa.errors import CdiQaError
from cdi_qa.index import open_index
from cdi_qa.model.choice import describe_model
from cdi_qa.reading.manifest import list_sources
from cdi_qa.settings import Settings

_PACKAGES = (
    "langchain",
    "chromadb",
    "sentence-transformers",
    "torch",
    "pypdf",
    "streamlit",
    "duckdb",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    healthy: bool
    detail: str


def examine(settings: Settings) -> list[Finding]:
    """Everything that has to work, in the order it is needed."""
    return [
        Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0]),
        *(_package(name) for name in _PACKAGES),
        _try("Documents", lambda: _documents(settings)),
        _try("Embedding model", lambda: _model(settings)),
        _try("Index", lambda: _index(settings)),
        _try("Language model", lambda: describe_model(settings)),
        _try("Data folder", lambda: _data_folder(settings)),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed; run `make setup` or `pip install .`")


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except (CdiQaError, OSError) as error:
        return Finding(what, False, str(error))


def _documents(settings: Settings) -> str:
    found, problems = list_sources(settings.corpus)
    unread = "".join(f" {problem.reason}" for problem in problems)
    return f"{len(found)} in {settings.corpus}.{unread}"


def _model(settings: Settings) -> str:
    if not settings.embeddings:
        verify_bundled_model()
    encoder = load_encoder(settings.embeddings, settings.data_dir)
    return f"{encoder.name}, {encoder.encode(['check']).shape[1]} dimensions"


def _index(settings: Settings) -> str:
    index, report = open_index(settings)
    index.check()
    state = "built just now" if report else "up to date"
    return f"{len(index.passages)} passages, {len(index.corpus.tables)} tables, {state}"


def _data_folder(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    probe = settings.data_dir / ".probe"
    probe.write_text("ok", encoding="utf-8")
    probe.unlink()
    return str(settings.data_dir)
