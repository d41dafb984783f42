"""Passages and sections as vectors in Chroma, whose types stop here, as do LangChain's.

They are written through LangChain's store, and searched in Chroma itself: a single question is not
to wait for LangChain to be imported, which takes about as long as the rest of its answer.

They are in the build's own folder, or in a Chroma server that several machines share. There each
build has collections of its own, named by what it was made from: machines with the same documents
share them. One with newer documents removes the older collections; a machine that still asks those
makes them again from its own documents.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from cdi_qa.errors import CdiQaError, IndexUnusableError, VectorServerError
from cdi_qa.reading.readings import SourceReading
from cdi_qa.schema import Corpus, Encoder

_BATCH = 256
_COPIED = ("ids", "embeddings", "documents", "metadatas")
_HNSW: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}}

_UNOPENED = "The index cannot be opened ({}); run `cdi-qa index --rebuild`."
_UNREACHABLE = (
    "The Chroma server at {url} cannot be used ({reason}); start it, or check or remove "
    "CDI_QA_CHROMA_URL."
)
_GRAINS = ("passages", "sections")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the vectors of one build are: in a folder, or in collections of a server."""

    folder: Path
    url: str = ""
    """The server's address; empty where the vectors are in the folder."""
    name: str = ""
    """What the server's collections of this build are told by."""

    @classmethod
    def of(cls, build: Path, fingerprint: Mapping[str, Any]) -> Place:
        """A build's; on a server it is named by what passages and vectors are made from."""
        made_from = {key: fingerprint.get(key) for key in ("index", "reader", "encoder", "sources")}
        name = hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:24]
        return cls(build / "chroma", str(fingerprint.get("server") or ""), name)

    def collection(self, grain: str) -> str:
        """The name of one grain's collection."""
        return f"cdi-qa-{grain}-{self.name}" if self.url else grain


@contextlib.contextmanager
def as_index_error(sentence: str = _UNOPENED, url: str = "") -> Iterator[None]:
    """Whatever Chroma fails with (its core's panics are no `Exception`) as one of our errors.

    Raises IndexUnusableError; of a server VectorServerError, unless only its collection is gone.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, CdiQaError):
        raise
    except BaseException as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        if url and not _is_gone(error):
            raise VectorServerError(_UNREACHABLE.format(url=url, reason=reason)) from error
        raise IndexUnusableError(sentence.format(reason)) from error


def _is_gone(error: BaseException) -> bool:
    from chromadb.errors import NotFoundError

    return isinstance(error, NotFoundError)


def _chunk_id(of: str, text: str) -> str:
    return f"{of}|{hashlib.sha256(text.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class _Chunk:
    of: str
    """The id of the passage or section."""
    source: str
    text: str
    """What is embedded."""


def _chunks(corpus: Corpus, grain: str) -> dict[str, _Chunk]:
    """The passages or the sections as chunks by their ids."""
    if grain == "passages":
        told = [_Chunk(item.id, item.source, item.context) for item in corpus.passages]
    else:
        told = [
            _Chunk(item.id, item.source, ". ".join([*item.path, item.text]))
            for item in corpus.sections
        ]
    return {_chunk_id(chunk.of, chunk.text): chunk for chunk in told}


def write_vectors(
    place: Place, previous: Place | None, corpus: Corpus, encoder: Encoder, on_progress: Progress
) -> int:
    """Fill the stores, starting from the previous build's; returns how many texts were embedded."""
    if place.url:
        return _fill_server(place, previous, corpus, encoder, on_progress)
    if previous is not None:
        with contextlib.suppress(OSError):
            shutil.copytree(previous.folder, place.folder)
    try:
        return _fill_stores(place, corpus, encoder, on_progress)
    except Exception:
        if previous is None:
            raise
        # The copy cannot be built upon: start from nothing.
        shutil.rmtree(place.folder, ignore_errors=True)
        return _fill_stores(place, corpus, encoder, on_progress)


def _fill_server(
    place: Place, previous: Place | None, corpus: Corpus, encoder: Encoder, on_progress: Progress
) -> int:
    """Fill collections beside the previous build's, taking from those what has not changed."""
    with as_index_error(url=place.url):
        client = _client(place)
        if previous is not None and previous.url == place.url and previous.name != place.name:
            held = {collection.name for collection in client.list_collections()}
            for grain in _GRAINS:
                if (old := previous.collection(grain)) in held:
                    new = client.get_or_create_collection(
                        place.collection(grain), configuration=_HNSW
                    )
                    _copy_vectors(client.get_collection(old), new, list(_chunks(corpus, grain)))
        return _fill_stores(place, corpus, encoder, on_progress)


def drop_vectors(place: Place) -> None:
    """Remove a build's collections from a server, as far as it can be reached."""
    for grain in _GRAINS:
        with contextlib.suppress(Exception):
            _client(place).delete_collection(place.collection(grain))


def _copy_vectors(old: Any, new: Any, wanted: Sequence[str]) -> None:
    present = set(new.get(include=[])["ids"])
    missing = [item for item in wanted if item not in present]
    for at in range(0, len(missing), _BATCH):
        held = old.get(ids=missing[at : at + _BATCH], include=list(_COPIED[1:]))
        if held["ids"]:
            new.upsert(**{name: held[name] for name in _COPIED})


def _fill_stores(place: Place, corpus: Corpus, encoder: Encoder, on_progress: Progress) -> int:
    from langchain_core.documents import Document

    stores = _open_stores(place, encoder)
    embedded = 0
    for grain, store in stores.items():
        wanted = _chunks(corpus, grain)
        present = set(store.get(include=[])["ids"])
        if gone := sorted(present - set(wanted)):
            store.delete(ids=gone)
        missing = [item for item in wanted if item not in present]
        for at in range(0, len(missing), _BATCH):
            batch = missing[at : at + _BATCH]
            on_progress(f"Preparing {grain}: {at + len(batch)} of {len(missing)}")
            documents = [
                Document(
                    page_content=wanted[item].text,
                    metadata={"of": wanted[item].of, "source": wanted[item].source},
                )
                for item in batch
            ]
            store.add_documents(documents, ids=batch)
        embedded += len(missing)
    return embedded


def write_matrix(
    file: Path,
    place: Place,
    readings: Sequence[SourceReading],
    dimensions: int,
    before: NDArray[np.float32] | None,
    places: Sequence[int | None],
) -> None:
    """Write the unit vectors of all passages, row by row: a part of the index is searched in these.

    `places` tells of each document where its rows begin `before`, None where they are not there.
    """
    count = sum(len(reading.passages) for reading in readings)
    rows = open_memmap(file, "w+", np.dtype(np.float32), (count, dimensions))
    missing: dict[str, int] = {}
    at = 0
    for reading, old in zip(readings, places, strict=True):
        end = at + len(reading.passages)
        if before is None or old is None:
            chunks = (_chunk_id(passage.id, passage.context) for passage in reading.passages)
            missing.update(zip(chunks, range(at, end), strict=True))
        else:
            rows[at:end] = before[old : old + end - at]
        at = end
    collection, ids = open_collections(place)["passages"], list(missing)
    for first in range(0, len(ids), _BATCH):
        held = collection.get(ids=ids[first : first + _BATCH], include=["embeddings"])
        rows[[missing.pop(item) for item in held["ids"]]] = held["embeddings"]
    if missing:
        raise IndexUnusableError("The vectors of the index are not those of its passages.")
    rows.flush()


def open_matrix(file: Path) -> NDArray[np.float32]:
    """What `write_matrix` wrote, read from disk where it is used."""
    with as_index_error():
        return np.asarray(np.load(file, mmap_mode="r"))  # a plain array is indexed sooner


def find_nearest(
    collection: Any, vector: NDArray[np.float32], limit: int, where: dict[str, Any] | None = None
) -> list[tuple[str, float]]:
    """The ids of the passages or sections nearest to a vector with their cosine distances."""
    found = collection.query(
        query_embeddings=[vector.tolist()],
        n_results=limit,
        where=where,
        include=["metadatas", "distances"],
    )
    ids = [str(metadata["of"]) for metadata in found["metadatas"][0]]
    return list(zip(ids, found["distances"][0], strict=True))


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


def open_collections(place: Place) -> dict[str, Any]:
    """The two Chroma collections, to be searched."""
    client = _client(place)
    return {
        grain: client.get_or_create_collection(
            place.collection(grain), configuration=_HNSW, embedding_function=None
        )
        for grain in _GRAINS
    }


def _open_stores(place: Place, encoder: Encoder) -> dict[str, Any]:
    """The two collections as LangChain vector stores, to be filled."""
    with ignoring_env_file():
        from langchain_chroma import Chroma

    embeddings, client = as_embeddings(encoder), _client(place)
    return {
        grain: Chroma(
            collection_name=place.collection(grain),
            embedding_function=embeddings,
            client=client,
            collection_configuration=_HNSW,
        )
        for grain in _GRAINS
    }


def _client(place: Place) -> Any:
    """Chroma's client for a folder or a server."""
    with ignoring_env_file():
        import chromadb
        from chromadb.config import Settings as ChromaSettings
    settings = ChromaSettings(anonymized_telemetry=False)
    if not place.url:
        return chromadb.PersistentClient(path=str(place.folder), settings=settings)
    address = urlsplit(place.url)
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 8000)
    return chromadb.HttpClient(
        host=address.hostname or "", port=port, ssl=secure, settings=settings
    )
