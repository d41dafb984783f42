"""A health check: what is installed, loaded and missing, each with what to do."""

from __future__ import annotations

import importlib.metadata
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

import filelock

from cdi_qa import conversations
from cdi_qa.encoder import load_encoder, verify_bundled_model
from cdi_qa.env_file import read_env_file
from cdi_qa.errors import (
    CdiQaError,
    CorpusError,
    IndexUnusableError,
    KeptFileError,
    UsageError,
)
from cdi_qa.indexing import find_index_fault, index_home, open_index
from cdi_qa.lookup.wordings import Classifier
from cdi_qa.pack import store
from cdi_qa.reading.manifest import MANIFEST, READABLE, list_sources
from cdi_qa.settings import Settings
from cdi_qa.sqlite_file import is_damaged
from cdi_qa.storage import ASIDE

_PACKAGES = (
    "langchain",
    "chromadb",
    "sentence-transformers",
    "torch",
    "pypdf",
    "streamlit",
    "duckdb",
)
_KEPT = {"Conversations": conversations.FILE_NAME, "Question packs": store.FILE}
_LEAST_SPACE = 100_000_000
"""Bytes free below which the next index may not find room."""
_CLOCK_SECONDS = 3600
"""How far in the future a file may be dated before the clock is doubted."""


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
        _try("Settings", _settings),
        _try("Documents", lambda: _documents(settings)),
        _try("Data folder", lambda: _data_folder(settings.data_dir)),
        _try("Clock", lambda: _clock(settings.data_dir)),
        _try("Embedding model", lambda: _model(settings)),
        _try("Index", lambda: _index(settings)),
        _try("Reading", lambda: _reading(settings)),
        *(_try(what, partial(_kept, settings.data_dir / name)) for what, name in _KEPT.items()),
        _try("Set aside", lambda: _set_aside(settings)),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed; run `make setup` or `pip install .`")


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except CdiQaError as error:
        return Finding(what, False, str(error))
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        return Finding(what, False, f"It cannot be opened ({reason}); put the data folder right.")


def _settings() -> str:
    if fault := read_env_file().fault:
        raise UsageError(f"{fault} Put it right; a damaged one is set aside at the next command.")
    return "in order"


def _documents(settings: Settings) -> str:
    found, problems = list_sources(settings.corpus)
    if wrong := _manifest_faults(settings):
        raise CorpusError(f"{' '.join(wrong)} Put it right in {settings.corpus}.")
    unread = "".join(f" {problem.reason}" for problem in problems)
    return f"{len(found)} in {settings.corpus}.{unread}"


def _manifest_faults(settings: Settings) -> list[str]:
    problems = list_sources(settings.corpus)[1]
    return [problem.reason for problem in problems if problem.path == MANIFEST]


def _model(settings: Settings) -> str:
    if not settings.embeddings:
        verify_bundled_model()
        Classifier.load()
    encoder = load_encoder(settings.embeddings, settings.data_dir)
    return f"{encoder.name}, {encoder.encode(['check']).shape[1]} dimensions"


def _why_closed(settings: Settings) -> str:
    """Why the index is not to be opened now; empty where it may be."""
    lock = index_home(settings) / "lock"
    if lock.is_file():
        try:
            filelock.FileLock(str(lock), timeout=0).acquire().lock.release()
        except filelock.Timeout:
            return "another process is building it now; look again when it has ended"
    if _manifest_faults(settings):
        return "not looked at before the manifest is put right"
    return ""


def _index(settings: Settings) -> str:
    if why := _why_closed(settings):
        return why
    if fault := find_index_fault(settings):
        raise IndexUnusableError(
            f"{fault} Where the data folder is in order, `cdi-qa index` sets it aside and builds "
            "another."
        )
    index, report = open_index(settings)
    state = "built just now" if report else "up to date"
    return f"{len(index.passages)} passages, {len(index.corpus.tables)} tables, {state}"


def _reading(settings: Settings) -> str:
    """Whether the index holds every document, the reason why not being that of `cdi-qa index`."""
    unknown = "not known before the index can be opened"
    if _why_closed(settings) or find_index_fault(settings):
        return unknown
    try:
        corpus = open_index(settings)[0].corpus
    except CdiQaError:
        return unknown
    read = {source.path for source in corpus.sources}
    unread = [
        problem.reason
        for problem in corpus.problems
        if problem.path not in read and Path(problem.path).suffix.lower() in READABLE
    ]
    if unread:
        raise CorpusError(" ".join(unread))
    return f"all {len(read)} documents were read"


def _data_folder(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{uuid4().hex}"
        try:
            probe.write_bytes(bytes(1 << 16))
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise KeptFileError(
            f"{folder} cannot be written to ({error.strerror}); free some space, allow writing to "
            "it, or name another with --data-dir."
        ) from None
    free = shutil.disk_usage(folder).free
    if free < _LEAST_SPACE:
        raise KeptFileError(f"Only {free // 1_000_000} MB are free in {folder}; free some space.")
    return str(folder)


def _clock(folder: Path) -> str:
    """What was written before now is dated before now, unless the clock was set back."""
    dated = [(path.stat().st_mtime, path) for path in folder.rglob("*") if path.is_file()]
    latest, path = max(dated, default=(0.0, folder))
    if latest > time.time() + _CLOCK_SECONDS:
        raise UsageError(
            f"{path.name} is dated {datetime.fromtimestamp(latest):%Y-%m-%d %H:%M}, which is yet "
            "to come: set this machine's clock right. Nothing is lost meanwhile, but the newest "
            "may not be listed first."
        )
    return f"{datetime.now():%Y-%m-%d %H:%M}"


def _kept(file: Path) -> str:
    if is_damaged(file):
        raise KeptFileError(
            f"{file} is damaged. It is set aside, not deleted, when it is next used, and a new one "
            "begun; put a copy of yours in its place if you have one."
        )
    return "whole" if file.exists() else "none yet"


def _set_aside(settings: Settings) -> str:
    """What was damaged once: kept until a person looks at it."""
    folders = [settings.data_dir, index_home(settings) / "builds", Path()]
    found = [path for folder in folders for path in sorted(folder.glob(f"*{ASIDE}*"))]
    if not found:
        return "nothing"
    return f"{', '.join(map(str, found))}; delete what you no longer need"
