"""Opening the index of a corpus: the one on disk where it is current, else a new one.

A build is made in a folder of its own and becomes current by one rename, so a kill at any point
leaves the old index answering. It starts from the build before it: documents that did not change
are not read again, and passages that did not change are not embedded again.

    <data_dir>/index/<corpus>/builds/<id>/        see `builds` and `index`
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from cdi_qa.builds import (
    UNWRITABLE,
    begin_build,
    building_alone,
    check_file,
    current_build,
    keep_manifest,
    kept_manifest,
    read_fingerprint,
    seal_build,
    set_build_aside,
    use_build,
)
from cdi_qa.encoder import TorchEncoder, encoder_name, export_encoder, load_encoder
from cdi_qa.errors import IndexUnusableError
from cdi_qa.index import KEYS, MATRIX, READINGS, Index, Saved
from cdi_qa.keywords import write_keywords
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.reading.keys import PassageKeys, read_keys
from cdi_qa.reading.manifest import MANIFEST, list_sources, mend_manifest
from cdi_qa.reading.readings import SourceReading, places_before, reader_version
from cdi_qa.settings import Settings
from cdi_qa.sketches import keep_sketch, kept_sketch, make_sketch
from cdi_qa.vectors import (
    Place,
    Progress,
    as_index_error,
    drop_vectors,
    open_matrix,
    write_matrix,
    write_vectors,
)

INDEX_VERSION = "4"
_SAVED = TypeAdapter(Saved)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    read: int
    reused: int
    embedded: int
    passages: int
    sections: int
    tables: int
    seconds: float


def open_index(
    settings: Settings,
    on_progress: Progress = lambda message: None,
    rebuild: bool = False,
    damaged: Path | None = None,
) -> tuple[Index, BuildReport | None]:
    """The index of the corpus, built first where there is none or it is out of date.

    `damaged` is the folder of a build that failed in use; where it is still the one in use, it is
    set aside for a new one. The report is None where nothing had to be built. Raises CorpusError,
    ModelError or IndexUnusableError.
    """
    home = index_home(settings)
    remark = mend_manifest(settings.corpus, kept_manifest(current_build(home)))
    wanted = _fingerprint(settings)
    opened, report = _find_current(home, wanted, settings)[0], None
    if opened is None or rebuild or damaged is not None:
        with building_alone(home):
            # Another process may have built it while this one waited.
            opened, fault = _find_current(home, wanted, settings)
            if opened and opened.folder == damaged:
                opened, fault = None, "a search in it failed"
            if opened is None or rebuild:
                broken = current_build(home) if fault else None
                fresh = rebuild or broken is not None
                report = _build(home, wanted, settings, on_progress, fresh)
                # The damaged one goes last: where building fails it may still be of use.
                remark += set_build_aside(broken, fault) if broken else ""
                opened, _ = _find_current(home, wanted, settings)
    if opened is None:
        raise IndexUnusableError("The index was built but cannot be opened; run index --rebuild.")
    opened.remark = remark
    return opened, report


def find_index_fault(settings: Settings) -> str:
    """What is damaged of the index on disk, in a sentence; empty where it is whole or missing."""
    opened, fault = _find_current(index_home(settings), _fingerprint(settings), settings)
    if opened:
        try:
            opened.check()
        except IndexUnusableError as error:
            return str(error)
    return fault


def index_home(settings: Settings) -> Path:
    """Where the index of the corpus is kept."""
    key = hashlib.sha256(str(settings.corpus.resolve()).encode()).hexdigest()[:16]
    return settings.data_dir / "index" / key


def _fingerprint(settings: Settings) -> dict[str, Any]:
    """All that an index is made from; a build with another fingerprint is out of date."""
    sources, problems = list_sources(settings.corpus)
    manifest = settings.corpus / MANIFEST
    return {
        "index": INDEX_VERSION,
        "reader": reader_version(),
        "encoder": encoder_name(settings.embeddings),
        "server": settings.chroma_url,
        "manifest": hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else "",
        "sources": {source.path: source.sha256 for source in sources},
        "problems": sorted(problem.path for problem in problems),
    }


def _find_current(
    home: Path, wanted: dict[str, Any], settings: Settings
) -> tuple[Index | None, str]:
    """The build in use where it is the one wanted and whole; else None, and what is damaged."""
    folder = current_build(home)
    if folder is None:
        return None, ""
    try:
        if read_fingerprint(folder) != wanted:
            return None, ""
        saved = _read_saved(folder)
    except IndexUnusableError as error:
        return None, str(error)
    encoder = load_encoder(settings.embeddings, settings.data_dir)
    return Index(folder, saved, encoder, Place.of(folder, wanted)), ""


def _read_saved(folder: Path) -> Saved:
    """What a build keeps of the corpus. Raises IndexUnusableError where it is damaged."""
    try:
        return _SAVED.validate_json(check_file(folder, READINGS).read_bytes())
    except (OSError, ValidationError):
        raise IndexUnusableError(f"{READINGS} of the index is damaged.") from None


@dataclass(frozen=True, slots=True)
class _Previous:
    """The build before, as far as it can be built upon."""

    vectors: Place | None = None
    matrix: NDArray[np.float32] | None = None
    readings: Sequence[SourceReading] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    keys: PassageKeys | None = None


def _load_previous(home: Path, wanted: dict[str, Any]) -> _Previous:
    folder = current_build(home)
    if folder is None:
        return _Previous()
    try:
        fingerprint = read_fingerprint(folder)
        alike = ("index", "encoder", "server")
        same_vectors = all(fingerprint.get(key) == wanted[key] for key in alike)
        vectors = Place.of(folder, fingerprint) if same_vectors else None
        saved = _read_saved(folder)
        if fingerprint.get("reader") != wanted["reader"]:
            return _Previous(vectors)
        matrix = open_matrix(check_file(folder, MATRIX)) if vectors else None
        keys = PassageKeys.load(check_file(folder, KEYS))
    except IndexUnusableError:
        return _Previous()
    return _Previous(vectors, matrix, saved.readings, saved.abbreviations, keys)


def _build(
    home: Path, wanted: dict[str, Any], settings: Settings, on_progress: Progress, fresh: bool
) -> BuildReport:
    from cdi_qa.reading import read_corpus

    started = time.monotonic()
    previous = _Previous() if fresh else _load_previous(home, wanted)
    known = {reading.source.sha256: reading for reading in previous.readings}
    corpus, readings = read_corpus(settings.corpus, known, on_progress)
    scratch = begin_build(home)
    try:
        encoder = load_encoder(settings.embeddings, settings.data_dir)
        vectors = Place.of(scratch, wanted)
        if fresh and vectors.url:
            drop_vectors(vectors)
        with as_index_error(UNWRITABLE, vectors.url):
            embedded = write_vectors(vectors, previous.vectors, corpus, encoder, on_progress)
        write_keywords(scratch / "bm25", corpus)
        places = places_before(readings, previous.readings)
        with as_index_error(UNWRITABLE, vectors.url):
            dimensions = encoder.encode([""]).shape[1]
            file = scratch / MATRIX
            write_matrix(file, vectors, readings, dimensions, previous.matrix, places)
        same_words = previous.abbreviations == corpus.abbreviations
        keys = previous.keys if same_words else None
        lexicon = load_lexicon().with_abbreviations(corpus.abbreviations)
        read_keys(readings, lexicon, keys, places).save(scratch / KEYS)
        saved = Saved(readings, corpus.abbreviations, corpus.problems, corpus.discrepancies)
        (scratch / READINGS).write_bytes(_SAVED.dump_json(saved))
        keep_manifest(settings.corpus / MANIFEST, scratch)
        use_build(home, seal_build(scratch, wanted))
        old = previous.vectors
        if old is not None and old.url and old.name != vectors.name:
            drop_vectors(old)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if isinstance(encoder, TorchEncoder):
        on_progress("Preparing the embedding model for a quick start")
        export_encoder(encoder, settings.data_dir)
    for reading in readings:
        if kept_sketch(settings.data_dir, reading.source.sha256) is None:
            sketch = make_sketch(page.text for page in reading.pages)
            keep_sketch(settings.data_dir, reading.source.sha256, sketch)
    reused = sum(1 for reading in readings if reading.source.sha256 in known)
    return BuildReport(
        read=len(readings) - reused,
        reused=reused,
        embedded=embedded,
        passages=len(corpus.passages),
        sections=len(corpus.sections),
        tables=len(corpus.tables),
        seconds=round(time.monotonic() - started, 2),
    )
