"""The index: passages and sections in Chroma with BM25 beside it.

Chroma's types stop at `vectors`; `indexing` builds an index and opens it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cdi_qa.builds import (
    check_file,
)
from cdi_qa.errors import IndexUnusableError
from cdi_qa.keywords import keyword_tokens, open_keywords
from cdi_qa.knowledge.lexicon import Lexicon, load_lexicon
from cdi_qa.knowledge.thesaurus import load_thesaurus
from cdi_qa.reading.keys import PassageKeys
from cdi_qa.reading.readings import SourceReading
from cdi_qa.retrieve import fuse_by_rank, rank_by_score
from cdi_qa.schema import Corpus, Discrepancy, Encoder, Hit, Problem, Section
from cdi_qa.vectors import (
    Place,
    as_index_error,
    find_nearest,
    open_collections,
    open_matrix,
)

READINGS = "readings.json"
"""The file of a build that holds what was read."""
KEYS, MATRIX = "keys", "vectors.npy"
"""By what each passage can be found (a folder), and the passages' vectors beside Chroma's."""
DEPTH = 50
"""Candidates taken from each of the two searches before they are fused."""
_SMALL_PART = 2000
"""Passages of a part of the index up to which their vectors are kept by themselves."""
_FEW = 4
"""A part of at most one in so many passages is sooner picked out than all are compared."""
_SAME_DISTANCE = 1e-3
"""Cosine distance below which a vector found is that of the text looked for."""
_ASKED = 256
"""Questions whose vectors are kept: one is put to several parts of an index."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a build keeps of the corpus."""

    readings: list[SourceReading]
    abbreviations: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    discrepancies: tuple[Discrepancy, ...]


class Index:
    """An opened index: the corpus and the two searches over it."""

    def __init__(
        self,
        folder: Path,
        saved: Saved,
        encoder: Encoder,
        vectors: Place,
        whole: Index | None = None,
    ) -> None:
        self.folder = folder
        """Where the build is on disk."""
        self._vectors = vectors
        self._saved = saved
        self._whole = whole
        """The index that this one is a part of; None where it is the whole."""
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
        self._vector_of: Callable[[str], NDArray[np.float32]] = (
            whole._vector_of if whole else lru_cache(maxsize=_ASKED)(self._query_vector)
        )
        self.lexicon: Lexicon = (
            whole.lexicon if whole else load_lexicon().with_abbreviations(saved.abbreviations)
        )
        self.passages = {passage.id: passage for passage in self.corpus.passages}
        self.sections = {section.id: section for section in self.corpus.sections}

    def narrow(self, sources: frozenset[str]) -> Index:
        """The part of the index that is made of these sources; it is searched as the whole is."""
        disputed = {at for source in sources for at in self._disputed.get(source, ())}
        discrepancies = (self._saved.discrepancies[at] for at in sorted(disputed))
        saved = replace(
            self._saved,
            readings=[
                self._saved.readings[at]
                for at in sorted(self._order[name] for name in sources & self._order.keys())
            ],
            problems=(),
            discrepancies=tuple(
                item
                for item in discrepancies
                if all(place.source in sources for place in item.places)
            ),
        )
        whole = self._whole or self
        return Index(self.folder, saved, self.encoder, self._vectors, whole)

    def read_ahead(self) -> None:
        """Bring the vectors from disk into memory, so that no question waits for their pages."""
        self._matrix @ np.zeros(self._matrix.shape[1], dtype=np.float32)

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
        vector = self._vector_of(question)
        if grain == "passages" and self._whole is not None:
            return self._compare_each(vector, self._whole)
        with as_index_error(url=self._vectors.url):
            found = find_nearest(self._collections[grain], vector, DEPTH, self._filter)
        known = self.passages if grain == "passages" else self.sections
        return {item: 1.0 - distance for item, distance in found if item in known}

    def _compare_each(self, vector: NDArray[np.float32], whole: Index) -> dict[str, float]:
        """The nearest passages of a part: Chroma takes a tenth of a second to leave out others."""
        if len(self.passages) <= _SMALL_PART:
            scores = self._matrix @ vector
        elif len(self.passages) * _FEW <= len(whole.passages):
            scores = whole._matrix[self._inside] @ vector
        else:
            scores = (whole._matrix @ vector)[self._inside]
        return self._best(scores)

    def _best(self, scores: NDArray[np.float32], above: float = -np.inf) -> dict[str, float]:
        """The passages with the highest scores above a bound, best first."""
        least = np.partition(scores, -DEPTH)[-DEPTH] if len(scores) > DEPTH else -np.inf
        found = np.flatnonzero((scores >= least) & (scores > above))  # the others need no order
        order = found[np.argsort(-scores[found], kind="stable")[:DEPTH]]
        return {self.corpus.passages[at].id: float(scores[at]) for at in order}

    def _query_vector(self, question: str) -> NDArray[np.float32]:
        """The unit vector between the question as typed and with the documents' words added: the
        lexicon misleads in another field, and alone the typed words miss its terms of art.
        """
        rewritten = self.lexicon.rewrite(question)
        terms = [unit for unit in self.lexicon.units(question) if unit.kind != "stem"]
        taken = {u.position + at for u in terms for at in range(len(u.surface.split()))}
        others = load_thesaurus().put_otherwise(question, self._bm25.vocab_dict, taken)
        added = " ".join([rewritten, *others]).strip()
        asked = [question, f"{question} {added}"] if added else [question]
        mean = self.encoder.encode(asked).mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def _keyword(self, question: str) -> dict[str, float]:
        tokens = keyword_tokens(question, self.lexicon)
        known = [token for token in tokens if token in self._bm25.vocab_dict]
        if not known:
            return {}
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        if self._whole is not None:
            scores = scores[self._inside]
        return self._best(scores, above=0)

    @cached_property
    def _inside(self) -> NDArray[np.int64]:
        """Where each passage of this part stands in the whole."""
        begins = (self._whole or self)._begins
        counted = (
            (begins[r.source.id], len(r.passages)) for r in self._saved.readings if r.passages
        )
        inside = [np.arange(begin, begin + count) for begin, count in counted]
        return np.concatenate(inside) if inside else np.array([], dtype=np.int64)

    @cached_property
    def _begins(self) -> dict[str, int]:
        """Where each document's passages begin among those of this index."""
        ends = accumulate((len(r.passages) for r in self._saved.readings), initial=0)
        return {r.source.id: at for r, at in zip(self._saved.readings, ends, strict=False)}

    @cached_property
    def _order(self) -> dict[str, int]:
        """Where each document stands among those of this index."""
        return {reading.source.id: at for at, reading in enumerate(self._saved.readings)}

    @cached_property
    def _disputed(self) -> dict[str, list[int]]:
        """For each source the places of the discrepancies that it is part of."""
        found: dict[str, list[int]] = {}
        for at, item in enumerate(self._saved.discrepancies):
            for source in {place.source for place in item.places}:
                found.setdefault(source, []).append(at)
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each passage stands among those of this index."""
        return {passage.id: at for at, passage in enumerate(self.corpus.passages)}

    @cached_property
    def _filter(self) -> dict[str, Any] | None:
        """What Chroma is to search in; None for all of it."""
        ids = sorted(source.id for source in self.corpus.sources)
        return None if self._whole is None else {"source": {"$in": ids}}

    @property
    def _collections(self) -> dict[str, Any]:
        """The two collections, opened once however many threads ask first."""
        if self._whole is not None:
            return self._whole._collections
        with self._opening:
            if not self._opened:
                with as_index_error(url=self._vectors.url):
                    opened = open_collections(self._vectors)
                self._check_counts(opened)
                self._opened = opened
            return self._opened

    @cached_property
    def _bm25(self) -> Any:
        if self._whole is not None:
            return self._whole._bm25
        return open_keywords(check_file(self.folder, "bm25"))

    @cached_property
    def _matrix(self) -> NDArray[np.float32]:
        """The passages' unit vectors; of a part only where it is small."""
        if self._whole is not None:
            return self._whole._matrix[self._inside]
        return open_matrix(check_file(self.folder, MATRIX))

    @cached_property
    def keys(self) -> PassageKeys:
        """By what each passage can be found."""
        if self._whole is not None:
            return self._whole.keys.part(self._inside)
        return PassageKeys.load(check_file(self.folder, KEYS))

    def check(self) -> None:
        """Raise IndexUnusableError where a file is not what was written, or finds nothing."""
        for name in (READINGS, "bm25", KEYS, MATRIX):
            check_file(self.folder, name)
        self._check_counts(self._collections)
        for passage in self.corpus.passages[:1]:
            vector = self.encoder.encode([passage.context])[0]
            with as_index_error(url=self._vectors.url):
                (_, distance), *_ = find_nearest(self._collections["passages"], vector, 1)
            if distance > _SAME_DISTANCE:
                raise IndexUnusableError("The vectors of the index are not those of its passages.")

    def _check_counts(self, collections: dict[str, Any]) -> None:
        with as_index_error(url=self._vectors.url):
            counts = {grain: held.count() for grain, held in collections.items()}
        expected = {"passages": len(self.passages), "sections": len(self.sections)}
        if counts != expected:
            raise IndexUnusableError(f"The index holds {counts}, the corpus {expected}.")
