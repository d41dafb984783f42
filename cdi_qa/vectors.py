"""Passages and sections as vectors in Chroma, through LangChain, whose types stop here."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cdi_qa.errors import IndexUnusableError
from cdi_qa.schema import Corpus, Encoder

_BATCH = 256
_HNSW: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}}

_UNOPENED = "The index cannot be opened ({}); run `cdi-qa index --rebuild`."

Progress = Callable[[str], None]


@contextlib.contextmanager
def as_index_error(sentence: str = _UNOPENED) -> Iterator[None]:
    """Whatever Chroma fails with (its core's panics are no `Exception`) as IndexUnusableError."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, IndexUnusableError):
        raise
    except BaseException as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise IndexUnusableError(sentence.format(reason or type(error).__name__)) from error


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


def write_vectors(
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

    stores = open_stores(folder, encoder)
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


def as_embeddings(encoder: Encoder) -> Any:
    """An encoder in LangChain's interface."""
    from langchain_core.embeddings import Embeddings

    class EncoderEmbeddings(Embeddings):
        def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
            return [vector.tolist() for vector in encoder.encode(list(texts))]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return EncoderEmbeddings()


@contextlib.contextmanager
def ignoring_env_file() -> Iterator[None]:
    """Import Chroma without its reading the working folder's `.env`, and keep it from that later.

    Any program may have left one there: Chroma fails where it is not UTF-8, and would obey it.
    """
    from pydantic_settings import DotEnvSettingsSource

    with patch.object(DotEnvSettingsSource, "_read_env_files", lambda source: {}):
        yield
        import chromadb.config

    chromadb.config.Settings.model_config["env_file"] = None


def open_stores(folder: Path, encoder: Encoder) -> dict[str, Any]:
    """The two Chroma collections, as LangChain vector stores."""
    with ignoring_env_file():
        import chromadb
        from chromadb.config import Settings as ChromaSettings
        from langchain_chroma import Chroma

    embeddings = as_embeddings(encoder)
    settings = ChromaSettings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    return {
        grain: Chroma(
            collection_name=grain,
            embedding_function=embeddings,
            client=client,
            collection_configuration=_HNSW,
        )
        for grain in ("passages", "sections")
    }
