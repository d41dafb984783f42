"""The reader's network: MiniLM as a cross-encoder with two heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from transformers import AutoModel, AutoTokenizer

from training.examples import Candidate

MAX_TOKENS = 160
SEPARATOR = ": "


class ReaderNetwork(torch.nn.Module):
    """Question and passage in; how well it answers, and where, out.

    Returns relevance logits of shape (batch,) and span logits of shape (batch, tokens, 2).
    """

    def __init__(self, weights: str) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(weights)
        size = self.body.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.relevance = torch.nn.Linear(size, 1)
        self.span = torch.nn.Linear(size, 2)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Both heads' logits."""
        states = self.body(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        kept = self.dropout(states)
        return self.relevance(kept[:, 0]).squeeze(-1), self.span(kept)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question beside one passage, and whether it answers."""

    question: str
    candidate: Candidate
    right: bool
    span: tuple[int, int] | None


def passage_text(candidate: Candidate) -> str:
    """What the network reads of a passage."""
    return f"{candidate.around}{SEPARATOR}{candidate.text}" if candidate.around else candidate.text


class Batcher:
    """Pairs → tensors, with the answer's first and last token where there is one."""

    def __init__(self, weights: str) -> None:
        self.tokenizer: Any = AutoTokenizer.from_pretrained(weights, use_fast=True)

    def inputs(self, pairs: list[Pair]) -> tuple[dict[str, torch.Tensor], Any]:
        """The network's inputs, and the tokenizer's own account of them."""
        encoded = self.tokenizer(
            [pair.question for pair in pairs],
            [passage_text(pair.candidate) for pair in pairs],
            truncation="only_second",
            max_length=MAX_TOKENS,
            padding=True,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        names = ("input_ids", "attention_mask", "token_type_ids")
        return {name: encoded[name] for name in names}, encoded

    def labels(self, pairs: list[Pair], encoded: Any) -> tuple[torch.Tensor, torch.Tensor]:
        """1 or 0 for each pair, and (first, last) token of its answer, -100 without one."""
        places = torch.full((len(pairs), 2), -100, dtype=torch.long)
        for at, pair in enumerate(pairs):
            if pair.span is None:
                continue
            shift = len(passage_text(pair.candidate)) - len(pair.candidate.text)
            first = encoded.char_to_token(at, pair.span[0] + shift, 1)
            last = encoded.char_to_token(at, pair.span[1] + shift - 1, 1)
            if first is not None and last is not None:
                places[at, 0], places[at, 1] = first, last
        return torch.tensor([float(pair.right) for pair in pairs]), places
