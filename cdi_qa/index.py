"""The index: passages and sections in Chroma (through LangChain) with BM25 beside it, on disk.

A build is made in a folder of its own and becomes current by one rename, so a kill at any point
leaves the old index answering. It starts from the build before it: documents that did not change
are not read again, and passages that did not change are not embedded again. LangChain's and
Chroma's types stop at this module.

    <data_dir>/index/<corpus>/current             id of the build in use
    <data_dir>/index/<corpus>/builds/<id>/        fingerprint.json, readings.json, chroma/, bm25/
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
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
from cdi_qa.schema import Corpus, Encoder, Hit, Problem, Section
from cdi_qa.settings import Settings
from cdi_qa.storage import write_atomic
from cdi_qa.text import stem, words

INDEX_VERSION = "1"
DEPTH = 50
"""Candidates taken from each of the two searches before they are fused."""
_BATCH = 256
_HNSW: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}}
_LOCK_SECONDS = 600

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Saved:
    """What a build keeps of the corpus."""

    readings: list[SourceReading]
    abbreviations: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


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

    def search_sections(self, question: str, limit: int = 5) -> list[tuple[Section, float]]:
        """Whole sections for a question with their cosine similarity, best first."""
        scores = self._dense("sections", question)
        return [(self.sections[item], scores[item]) for item in rank_by_score(scores)[:limit]]

    def _dense(self, grain: str, question: str) -> dict[str, float]:
        rewritten = self.lexicon.rewrite(question)
        vectors = self.encoder.encode([question if not rewritten else f"{question} {rewritten}"])
        with _as_index_error():
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
                self._opened = _open_stores(self._folder / "chroma", self.encoder)
            return self._opened

    @cached_property
    def _bm25(self) -> Any:
        import bm25s

        with _as_index_error():
            return bm25s.BM25.load(str(self._folder / "bm25"))

    def check(self) -> None:
        """Raise IndexUnusableError where Chroma does not hold what the corpus holds."""
        with _as_index_error():
            counts = {grain: store._collection.count() for grain, store in self._stores.items()}
        expected = {"passages": len(self.passages), "sections": len(self.sections)}
        if counts != expected:
            raise IndexUnusableError(f"The index holds {counts}, the corpus {expected}.")


@contextlib.contextmanager
def _as_index_error() -> Iterator[None]:
    """Whatever Chroma fails with (its core's panics are no `Exception`) as IndexUnusableError."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise IndexUnusableError(
            f"The index is damaged ({type(error).__name__}); run `cdi-qa index --rebuild`."
        ) from error


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
    embedded = _write_vectors(scratch / "chroma", previous, corpus, encoder, on_progress)
    _write_bm25(scratch / "bm25", corpus)
    saved = _Saved(readings, corpus.abbreviations, corpus.problems)
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


def _chunk_id(of: str, text: str) -> str:
    return f"{of}|{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _chunks(corpus: Corpus) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """For each grain its chunks: id → (what it is a chunk of, text to embed)."""
    passages: dict[str, tuple[str, str]] = {}
    for passage in corpus.passages:
        passages[_chunk_id(passage.id, passage.context)] = (passage.id, passage.context)
    sections: dict[str, tuple[str, str]] = {}
    for section in corpus.sections:
        text = ". ".join([*section.path, section.text])
        sections[_chunk_id(section.id, text)] = (section.id, text)
    yield "passages", passages
    yield "sections", sections


def _write_vectors(
    folder: Path, previous: Path | None, corpus: Corpus, encoder: Encoder, on_progress: Progress
) -> int:
    """Fill the stores, starting from the previous build's; returns how many texts were embedded."""
    if previous is not None:
        with contextlib.suppress(OSError):
            shutil.copytree(previous / "chroma", folder)
    try:
        return _fill_stores(folder, corpus, encoder, on_progress)
    except Exception:
        if previous is None:
            raise
        # The copy cannot be built upon: start from nothing.
        shutil.rmtree(folder, ignore_errors=True)
        return _fill_stores(folder.with_name("chroma"), corpus, encoder, on_progress)


def _fill_stores(folder: Path, corpus: Corpus, encoder: Encoder, on_progress: Progress) -> int:
    from langchain_core.documents import Document

    stores = _open_stores(folder, encoder)
    embedded = 0
    for grain, wanted in _chunks(corpus):
        store = stores[grain]
        present = set(store.get(include=[])["ids"])
        if gone := sorted(present - set(wanted)):
            store.delete(ids=gone)
        missing = [item for item in wanted if item not in present]
        for at in range(0, len(missing), _BATCH):
            batch = missing[at : at + _BATCH]
            on_progress(f"Preparing {grain}: {at + len(batch)} of {len(missing)}")
            documents = [
                Document(page_content=wanted[item][1], metadata={"of": wanted[item][0]})
                for item in batch
            ]
            store.add_documents(documents, ids=batch)
        embedded += len(missing)
    return embedded


def _open_stores(folder: Path, encoder: Encoder) -> dict[str, Any]:
    """The two Chroma collections, as LangChain vector stores."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class EncoderEmbeddings(Embeddings):
        """Our encoder in LangChain's interface."""

        def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
            return [vector.tolist() for vector in encoder.encode(list(texts))]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    client = chromadb.PersistentClient(
        path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
    )
    return {
        grain: Chroma(
            collection_name=grain,
            embedding_function=EncoderEmbeddings(),
            client=client,
            collection_configuration=_HNSW,
        )
        for grain in ("passages", "sections")
    }


def _write_bm25(folder: Path, corpus: Corpus) -> None:
    import bm25s

    lexicon = load_lexicon().with_abbreviations(corpus.abbreviations)
    tokens = [keyword_tokens(passage.context, lexicon) or ["∅"] for passage in corpus.passages]
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    index.save(str(folder))
