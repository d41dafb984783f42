"""Training data → questions with the passages they are to be held against.

Two sources: the notes and questions beside this file, and XQuAD's English half (CC BY-SA 4.0,
Artetxe, Ruder and Yogatama 2020), which is not kept here. Passages are read from the notes by
`cdi_qa.reading`, so that the reader is trained on what it will meet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cdi_qa.reading import read_corpus
from cdi_qa.schema import Passage
from cdi_qa.text import fold_space, sentence_spans

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage as the reader sees it."""

    around: str
    """Headings and lead-in."""
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with every passage of its document."""

    document: str
    question: str
    candidates: tuple[Candidate, ...]
    right: frozenset[int]
    """Positions of the candidates that answer it; empty where none does."""
    near: frozenset[int]
    """Positions of those that tempt, as far as they are named."""


def read_notes(folder: Path = HERE) -> list[Asked]:
    """The questions over the notes of `notes/`."""
    corpus = read_corpus(folder / "notes")[0]
    by_note: dict[str, list[Passage]] = {}
    for passage in corpus.passages:
        by_note.setdefault(passage.source, []).append(passage)
    found = []
    for name, passages in by_note.items():
        lines = (folder / "questions" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        candidates = tuple(_as_candidate(passage) for passage in passages)
        for line in lines:
            item = json.loads(line)
            right = _places(item["answers"], passages)
            if item["answers"] and not right:
                continue
            found.append(
                Asked(
                    document=name,
                    question=item["question"],
                    candidates=candidates,
                    right=frozenset(right),
                    near=frozenset(_places(item.get("near", []), passages)) - set(right),
                )
            )
    return found


def _as_candidate(passage: Passage) -> Candidate:
    around = ". ".join(part.rstrip(" .:") for part in (*passage.section, passage.lead_in) if part)
    return Candidate(around, passage.clean)


def _places(quotes: list[str], passages: list[Passage]) -> list[int]:
    """Positions of the passages that one of the quotes is, holds, or is held by."""
    folded = [fold_space(quote).strip(" .") for quote in quotes]
    return [
        at
        for at, passage in enumerate(passages)
        for text in [fold_space(passage.clean).strip(" .")]
        if any(quote in text or (text in quote and len(text) > 15) for quote in folded)
    ]


def read_squad(path: Path) -> Iterator[Asked]:
    """SQuAD's JSON: each question against the sentences of its article."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        candidates: list[Candidate] = []
        places: list[list[tuple[int, int, int]]] = []
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            spans = sentence_spans(text)
            first = len(candidates)
            places.append([(first + at, start, end) for at, (start, end) in enumerate(spans)])
            candidates += [Candidate(title, text[start:end]) for start, end in spans]
        for paragraph, held in zip(article["paragraphs"], places, strict=True):
            for asked in paragraph["qas"]:
                answer = asked["answers"][0]
                begin = answer["answer_start"]
                stop = begin + len(answer["text"])
                right = [at for at, start, end in held if start <= begin and stop <= end]
                if right:
                    yield Asked(
                        title,
                        asked["question"],
                        tuple(candidates),
                        frozenset(right),
                        frozenset(),
                    )
