"""The index: passages and sections in Chroma (through LangChain) with BM25 beside it, on disk.

A build is made in a folder of its own and becomes current by one rename, so a kill at any point
leaves the old index answering. It starts from the build before it: documents that did not change
are not read again, and passages that did not change are not embedded again. LangChain's and
Chroma's types stop at `vectors`.

    <data_dir>/index/<corpus>/current             id of the build in use
    <data_dir>/index/<corpus>/builds/<id>/        fingerprint.json, readings.json, chroma/, bm25/
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
import uuid
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import filelock
import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from cdi_qa.encoder import TorchEncoder, encoder_name, export_encoder, load_encoder
from cdi_qa.errors import IndexUnusableError
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon, load_lexicon
from cdi_qa.reading import read_corpus
from cdi_qa.reading.corpus import SourceReading, reader_version
from cdi_qa.reading.manifest import MANIFEST, list_sources
from cdi_qa.retrieve import fuse_by_rank, rank_by_score
from cdi_qa.schema import Corpus, Discrepancy, Encoder, Hit, Problem, Section
from cdi_qa.settings import Settings
from cdi_qa.storage import write_atomic
from cdi_qa.text import stem, words
from cdi_qa.vectors import Progress, as_index_error, open_stores, write_vectors

INDEX_VERSION = "2"
DEPTH = 50
"""Candidates taken from each of the two searches before they are fused."""
_LOCK_SECONDS = 600


@dataclass(frozen=True, slots=True)
class _Saved:
    """What a build keeps of the corpus."""

    readings: list[SourceReading]
    abbreviations: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    discrepancies: tuple[Discrepancy, ...]


_SAVED = TypeAdapter(_Saved)


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


class Index:
    """An opened index: the corpus and the two searches over it."""

    def __init__(self, folder: Path, saved: _Saved, encoder: Encoder) -> None:
        self._folder = folder
        self.encoder = encoder
        self._opening = threading.Lock()
        self._opened: dict[str, Any] = {}
        readings = saved.readings
        self.corpus = Corpus(
            sources=tuple(reading.source for reading in readings),
            pages=tuple(page for reading in readings for page in reading.pages),
            passages=tuple(passage for reading in readings for passage in reading.passages),
            sections=tuple(section for reading in readings for section in reading.sections),
            tables=tuple(table for reading in readings for table in reading.tables),
            abbreviations=saved.abbreviations,
            problems=saved.problems,
            records=tuple(record for reading in readings for record in reading.records),
            discrepancies=saved.discrepancies,
        )
        self.lexicon = load_lexicon().with_abbreviations(saved.abbreviations)
        self.passages = {passage.id: passage for passage in self.corpus.passages}
        self.sections = {section.id: section for section in self.corpus.sections}

    def search(self, question: str, limit: int = 10) -> list[Hit]:
        """Passages for a question, dense and BM25 fused by reciprocal rank, best first."""
        dense = self._dense("passages", question)
        keyword = self._keyword(question)
        fused = fuse_by_rank([rank_by_score(dense), rank_by_score(keyword)])
        return [
            Hit(self.passages[item], dense.get(item, 0.0), keyword.get(item, 0.0), score)
            for item, score in list(fused.items())[:limit]
        ]

    def rankings(self, question: str) -> dict[str, list[str]]:
        """Passage ids, best first, by each search alone ("dense", "bm25") and by both ("fused")."""
        dense = rank_by_score(self._dense("passages", question))
        keyword = rank_by_score(self._keyword(question))
        return {"dense": dense, "bm25": keyword, "fused": list(fuse_by_rank([dense, keyword]))}

    def search_sections(self, question: str, limit: int = 5) -> list[tuple[Section, float]]:
        """Whole sections for a question with their cosine similarity, best first."""
        scores = self._dense("sections", question)
        return [(self.sections[item], scores[item]) for item in rank_by_score(scores)[:limit]]

    def _dense(self, grain: str, question: str) -> dict[str, float]:
        rewritten = self.lexicon.rewrite(question)
        vectors = self.encoder.encode([question if not rewritten else f"{question} {rewritten}"])
        with as_index_error():
            found = self._stores[grain].similarity_search_by_vector_with_relevance_scores(
                embedding=vectors[0].tolist(), k=DEPTH
            )
        known = self.passages if grain == "passages" else self.sections
        return {
            document.metadata["of"]: 1.0 - distance
            for document, distance in found
            if document.metadata["of"] in known
        }

    def _keyword(self, question: str) -> dict[str, float]:
        tokens = keyword_tokens(question, self.lexicon)
        known = [token for token in tokens if token in self._bm25.vocab_dict]
        if not known:
            return {}
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        ids = [passage.id for passage in self.corpus.passages]
        return {ids[at]: float(scores[at]) for at in order if scores[at] > 0}

    @property
    def _stores(self) -> dict[str, Any]:
        """The two stores, opened once however many threads ask first."""
        with self._opening:
            if not self._opened:
                self._opened = open_stores(self._folder / "chroma", self.encoder)
            return self._opened

    @cached_property
    def _bm25(self) -> Any:
        import bm25s

        with as_index_error():
            return bm25s.BM25.load(str(self._folder / "bm25"))

    def check(self) -> None:
        """Raise IndexUnusableError where Chroma does not hold what the corpus holds."""
        with as_index_error():
            counts = {grain: store._collection.count() for grain, store in self._stores.items()}
        expected = {"passages": len(self.passages), "sections": len(self.sections)}
        if counts != expected:
            raise IndexUnusableError(f"The index holds {counts}, the corpus {expected}.")


def keyword_tokens(text: str, lexicon: Lexicon) -> list[str]:
    """The tokens BM25 counts: stems of the content words, and the concepts they belong to."""
    tokens = [stem(word) for word in words(text) if word not in FUNCTION_WORDS]
    return tokens + [unit.key for unit in lexicon.units(text) if unit.kind != "stem"]


def open_index(
    settings: Settings, on_progress: Progress = lambda message: None, rebuild: bool = False
) -> tuple[Index, BuildReport | None]:
    """The index of the corpus, built first where there is none or it is out of date.

    The report is None where nothing had to be built. Raises CorpusError, ModelError or
    IndexUnusableError.
    """
    home = _home(settings)
    wanted = _fingerprint(settings)
    if not rebuild and (opened := _open_current(home, wanted, settings)):
        return opened, None
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(str(home / "lock"), timeout=_LOCK_SECONDS)
        with lock:
            # Another process may have built it while this one waited.
            if not rebuild and (opened := _open_current(home, wanted, settings)):
                return opened, None
            report = _build(home, wanted, settings, on_progress, fresh=rebuild)
    except filelock.Timeout:
        raise IndexUnusableError(
            "Another process has been building the index for too long; close it and try again."
        ) from None
    except OSError as error:
        raise IndexUnusableError(
            f"The index cannot be written to {settings.data_dir} ({error.strerror or error}); free "
            "some space or name another folder with --data-dir."
        ) from error
    opened = _open_current(home, wanted, settings)
    if opened is None:
        raise IndexUnusableError("The index was built but cannot be opened; run index --rebuild.")
    return opened, report


def _home(settings: Settings) -> Path:
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
        "manifest": hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.exists() else "",
        "sources": {source.path: source.sha256 for source in sources},
        "problems": sorted(problem.path for problem in problems),
    }


def _open_current(home: Path, wanted: dict[str, Any], settings: Settings) -> Index | None:
    """The current build where it is the one wanted and whole; None otherwise."""
    folder = _current_folder(home)
    if folder is None:
        return None
    try:
        if json.loads((folder / "fingerprint.json").read_text(encoding="utf-8")) != wanted:
            return None
        saved = _SAVED.validate_json((folder / "readings.json").read_bytes())
    except (OSError, ValueError, ValidationError):
        return None
    return Index(folder, saved, load_encoder(settings.embeddings, settings.data_dir))


def _load_previous(home: Path, wanted: dict[str, Any]) -> tuple[Path | None, list[SourceReading]]:
    """The build before, as far as it can be built upon: its folder (for vectors), its readings."""
    folder = _current_folder(home)
    if folder is None:
        return None, []
    try:
        fingerprint = json.loads((folder / "fingerprint.json").read_text(encoding="utf-8"))
        saved = _SAVED.validate_json((folder / "readings.json").read_bytes())
    except (OSError, ValueError, ValidationError):
        return None, []
    same_vectors = all(fingerprint.get(key) == wanted[key] for key in ("index", "encoder"))
    same_reader = fingerprint.get("reader") == wanted["reader"]
    return folder if same_vectors else None, saved.readings if same_reader else []


def _build(
    home: Path, wanted: dict[str, Any], settings: Settings, on_progress: Progress, fresh: bool
) -> BuildReport:
    started = time.monotonic()
    previous, readings = (None, []) if fresh else _load_previous(home, wanted)
    known = {reading.source.sha256: reading for reading in readings if not reading.remark}
    corpus, readings = read_corpus(settings.corpus, known, on_progress)
    builds = home / "builds"
    _sweep(builds, keep=_current_folder(home))
    scratch = builds / f"unfinished-{uuid.uuid4().hex[:12]}"
    scratch.mkdir(parents=True)
    encoder = load_encoder(settings.embeddings, settings.data_dir)
    embedded = write_vectors(scratch / "chroma", previous, corpus, encoder, on_progress)
    _write_bm25(scratch / "bm25", corpus)
    saved = _Saved(readings, corpus.abbreviations, corpus.problems, corpus.discrepancies)
    (scratch / "readings.json").write_bytes(_SAVED.dump_json(saved))
    (scratch / "fingerprint.json").write_text(json.dumps(wanted), encoding="utf-8")
    final = builds / scratch.name.removeprefix("unfinished-")
    os.replace(scratch, final)
    write_atomic(home / "current", final.name.encode())
    if isinstance(encoder, TorchEncoder):
        on_progress("Preparing the embedding model for a quick start")
        export_encoder(encoder, settings.data_dir)
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


def _current_folder(home: Path) -> Path | None:
    try:
        return home / "builds" / (home / "current").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None


def _sweep(builds: Path, keep: Path | None) -> None:
    """Remove all builds but the current one, which others may have open."""
    for folder in builds.glob("*") if builds.exists() else []:
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)


def _write_bm25(folder: Path, corpus: Corpus) -> None:
    import bm25s

    lexicon = load_lexicon().with_abbreviations(corpus.abbreviations)
    tokens = [keyword_tokens(passage.context, lexicon) or ["∅"] for passage in corpus.passages]
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    index.save(str(folder))
