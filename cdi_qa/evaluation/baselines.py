"""Two ordinary pipelines over the same documents, to hold this system against.

Both cut the pages as LangChain's retrieval tutorial does and return the four best chunks as the
answer, each cited. They answer every question, and see a conversation's last turn only.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from typing import Any

from cdi_qa.schema import Answer, Citation, Corpus, Encoder
from cdi_qa.text import fold_space, words
from cdi_qa.vectors import as_embeddings, ignoring_env_file

CHUNK_SIZE, CHUNK_OVERLAP = 1000, 200
"""The tutorial's settings, in characters."""
CHUNKS_SHOWN = 4


def cut_pages(corpus: Corpus) -> list[Any]:
    """The pages as LangChain documents, cut by its recursive splitter; no chunk crosses pages."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)
    pages = [
        Document(page_content=page.text, metadata={"source": page.source, "page": page.number or 0})
        for page in corpus.pages
    ]
    return [chunk for chunk in splitter.split_documents(pages) if chunk.page_content.strip()]


class TutorialPipeline:
    """LangChain's tutorial: recursive splitter, the same embedding model, Chroma, top four."""

    name = "langchain"

    def __init__(self, corpus: Corpus, encoder: Encoder) -> None:
        with ignoring_env_file():
            import chromadb
            from chromadb.config import Settings as ChromaSettings
            from langchain_chroma import Chroma

        self._corpus = corpus
        self._store = Chroma(
            collection_name=f"baseline-{uuid.uuid4().hex}",
            embedding_function=as_embeddings(encoder),
            client=chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False)),
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
        self._store.add_documents(cut_pages(corpus))

    def answer(self, turns: Sequence[str]) -> Answer:
        """The four chunks nearest to the last turn; confidence is the best one's cosine."""
        started = time.perf_counter()
        found = self._store.similarity_search_with_score(turns[-1], k=CHUNKS_SHOWN)
        scored = [(chunk, 1.0 - distance) for chunk, distance in found]
        return _show_chunks(turns[-1], scored, self._corpus, started)


class KeywordPipeline:
    """BM25 alone, over the same chunks."""

    name = "bm25"

    def __init__(self, corpus: Corpus) -> None:
        import bm25s

        self._corpus = corpus
        self._chunks = cut_pages(corpus)
        self._bm25 = bm25s.BM25()
        tokens = [words(chunk.page_content) or ["∅"] for chunk in self._chunks]
        self._bm25.index(tokens, show_progress=False)

    def answer(self, turns: Sequence[str]) -> Answer:
        """The four chunks of the highest BM25 score; confidence is s / (s + 10) of the best one."""
        started = time.perf_counter()
        known = [word for word in words(turns[-1]) if word in self._bm25.vocab_dict]
        scores = self._bm25.get_scores(known) if known else [0.0] * len(self._chunks)
        best = sorted(range(len(self._chunks)), key=lambda at: -scores[at])[:CHUNKS_SHOWN]
        scored = [(self._chunks[at], scores[at] / (scores[at] + 10.0)) for at in best]
        return _show_chunks(turns[-1], scored, self._corpus, started)


def _show_chunks(
    question: str, scored: Sequence[tuple[Any, float]], corpus: Corpus, started: float
) -> Answer:
    citations = tuple(
        Citation(
            n=number,
            source=chunk.metadata["source"],
            title=corpus.source(chunk.metadata["source"]).title,
            page=chunk.metadata["page"] or None,
            section=None,
            quote=fold_space(chunk.page_content),
        )
        for number, (chunk, _) in enumerate(scored, start=1)
    )
    return Answer(
        question=question,
        status="answered",
        text="\n".join(f"“{_plain(citation.quote)}” [{citation.n}]" for citation in citations),
        citations=citations,
        answered_by="passages",
        confidence=round(max((float(score) for _, score in scored), default=0.0), 3),
        elapsed_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _plain(quote: str) -> str:
    """A quote that can stand between quotation marks."""
    return quote.replace("“", '"').replace("”", '"')
