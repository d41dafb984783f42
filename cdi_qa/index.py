"""The index: passages and sections in Chroma (through LangChain) with BM25 beside it, on disk.

A build is made in a folder of its own and becomes current by one rename, so a kill at any point
leaves the old index answering. It starts from the build before it: documents that did not change
are not read again, and passages that did not change are not embedded again. LangChain's and
Chroma's types stop at `vectors`.

    <data_dir>/index/<corpus>/builds/<id>/        readings.json, chroma/, bm25/ (see `builds`)
"""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from dataclasses import dataclass
from functools import cached_property
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
from cdi_qa.keywords import keyword_tokens, open_keywords, write_keywords
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.reading import read_corpus
from cdi_qa.reading.corpus import SourceReading, reader_version
from cdi_qa.reading.manifest import MANIFEST, list_sources, mend_manifest
from cdi_qa.retrieve import fuse_by_rank, rank_by_score
from cdi_qa.schema import Corpus, Discrepancy, Encoder, Hit, Problem, Section
from cdi_qa.settings import Settings
from cdi_qa.vectors import (
    Place,
    Progress,
    as_index_error,
    drop_vectors,
    open_stores,
    write_vectors,
)

INDEX_VERSION = "3"
DEPTH = 50
"""Candidates taken from each of the two searches before they are fused."""
_READINGS = "readings.json"
_SAME_DISTANCE = 1e-3
"""Cosine distance below which a vector found is that of the text looked for."""


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

    def __init__(self, folder: Path, saved: _Saved, encoder: Encoder, vectors: Place) -> None:
        self.folder = folder
        """Where the build is on disk."""
        self._vectors = vectors
        self.remark = ""
        """What was found damaged and set aside when it was opened, in a sentence."""
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
        with as_index_error(url=self._vectors.url):
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
        passages = self.corpus.passages
        return {passages[at].id: float(scores[at]) for at in order if scores[at] > 0}

    @property
    def _stores(self) -> dict[str, Any]:
        """The two stores, opened once however many threads ask first."""
        with self._opening:
            if not self._opened:
                with as_index_error(url=self._vectors.url):
                    opened = open_stores(self._vectors, self.encoder)
                self._check_counts(opened)
                self._opened = opened
            return self._opened

    @cached_property
    def _bm25(self) -> Any:
        return open_keywords(check_file(self.folder, "bm25"))

    def check(self) -> None:
        """Raise IndexUnusableError where a file is not what was written, or finds nothing."""
        check_file(self.folder, "readings.json")
        check_file(self.folder, "bm25")
        self._check_counts(self._stores)
        for passage in self.corpus.passages[:1]:
            vector = self.encoder.encode([passage.context])[0].tolist()
            with as_index_error(url=self._vectors.url):
                (_, distance), *_ = self._stores[
                    "passages"
                ].similarity_search_by_vector_with_relevance_scores(embedding=vector, k=1)
            if distance > _SAME_DISTANCE:
                raise IndexUnusableError("The vectors of the index are not those of its passages.")

    def _check_counts(self, stores: dict[str, Any]) -> None:
        with as_index_error(url=self._vectors.url):
            counts = {grain: store._collection.count() for grain, store in stores.items()}
        expected = {"passages": len(self.passages), "sections": len(self.sections)}
        if counts != expected:
            raise IndexUnusableError(f"The index holds {counts}, the corpus {expected}.")


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


def _read_saved(folder: Path) -> _Saved:
    """What a build keeps of the corpus. Raises IndexUnusableError where it is damaged."""
    try:
        return _SAVED.validate_json(check_file(folder, _READINGS).read_bytes())
    except (OSError, ValidationError):
        raise IndexUnusableError(f"{_READINGS} of the index is damaged.") from None


def _load_previous(home: Path, wanted: dict[str, Any]) -> tuple[Place | None, list[SourceReading]]:
    """The build before, as far as it can be built upon: its vectors, its readings."""
    folder = current_build(home)
    if folder is None:
        return None, []
    try:
        fingerprint = read_fingerprint(folder)
        saved = _read_saved(folder)
    except IndexUnusableError:
        return None, []
    alike = ("index", "encoder", "server")
    same_vectors = all(fingerprint.get(key) == wanted[key] for key in alike)
    same_reader = fingerprint.get("reader") == wanted["reader"]
    vectors = Place.of(folder, fingerprint) if same_vectors else None
    return vectors, saved.readings if same_reader else []


def _build(
    home: Path, wanted: dict[str, Any], settings: Settings, on_progress: Progress, fresh: bool
) -> BuildReport:
    started = time.monotonic()
    previous, readings = (None, []) if fresh else _load_previous(home, wanted)
    known = {reading.source.sha256: reading for reading in readings if not reading.remark}
    corpus, readings = read_corpus(settings.corpus, known, on_progress)
    scratch = begin_build(home)
    try:
        encoder = load_encoder(settings.embeddings, settings.data_dir)
        vectors = Place.of(scratch, wanted)
        if fresh and vectors.url:
            drop_vectors(vectors)
        with as_index_error(UNWRITABLE, vectors.url):
            embedded = write_vectors(vectors, previous, corpus, encoder, on_progress)
        write_keywords(scratch / "bm25", corpus)
        saved = _Saved(readings, corpus.abbreviations, corpus.problems, corpus.discrepancies)
        (scratch / _READINGS).write_bytes(_SAVED.dump_json(saved))
        keep_manifest(settings.corpus / MANIFEST, scratch)
        use_build(home, seal_build(scratch, wanted))
        if previous is not None and previous.url and previous.name != vectors.name:
            drop_vectors(previous)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
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
