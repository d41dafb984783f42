"""Ranking as pure functions: two ranked lists in, one fused list out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RANK_CONSTANT = 60
"""The k of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""


def fuse_by_rank(
    rankings: Sequence[Sequence[str]], constant: int = RANK_CONSTANT
) -> dict[str, float]:
    """Reciprocal rank fusion: each id's sum of 1 / (constant + rank), best first."""
    fused: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            fused[item] = fused.get(item, 0.0) + 1.0 / (constant + rank)
    return dict(sorted(fused.items(), key=lambda pair: (-pair[1], pair[0])))


def rank_by_score(scores: Mapping[str, float]) -> list[str]:
    """Ids by falling score; ids without a score above 0 are left out."""
    return [
        item
        for item, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        if score > 0
    ]
