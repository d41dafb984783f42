"""Scores → figures. Every function is pure; shares are from 0 to 1, times in milliseconds.

Nothing to measure gives None, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy import stats

from cdi_qa.evaluation.score import CaseScore

_RESAMPLES = 5000
_SEED = 20171003
_PERCENTILE = 95
_BINS = 10


class Interval(BaseModel):
    """A figure with its 95% bootstrap interval (None where there is none) and its sample size."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int


class Curve(BaseModel):
    """Risk against coverage: after each answer, most confident first."""

    coverage: list[float]
    """Share of all questions answered so far."""
    risk: list[float]
    """Share of wrong ones among the answers so far."""
    area: float | None
    """Mean risk over the curve (AURC), 0 best."""


class Bin(BaseModel):
    """The answers of one tenth of the scale of confidence."""

    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that is right."""
    n: int


class Reliability(BaseModel):
    """How far confidence is the share that is right: the answers given, tenth by tenth."""

    bins: list[Bin]
    error: float | None
    """Mean distance between the two, each answer counting once (ECE), 0 best."""


MEASURES: dict[str, tuple[str, Literal["share", "ms"]]] = {
    "accuracy": ("answers right", "share"),
    "facts": ("facts right, whatever the status", "share"),
    "status": ("status right", "share"),
    "abstention_precision": ("abstention precision", "share"),
    "abstention_recall": ("abstention recall", "share"),
    "abstention_f1": ("abstention F1", "share"),
    "risk_coverage_area": ("risk-coverage area (lower is better)", "share"),
    "coverage": ("questions answered", "share"),
    "calibration_error": ("calibration error (lower is better)", "share"),
    "citation_recall": ("citation recall", "share"),
    "citation_precision": ("citation precision", "share"),
    "page": ("page right", "share"),
    "verbatim": ("quotes verbatim", "share"),
    "figures": ("figures cited or recomputable", "share"),
    "latency_median": ("time per question, median", "ms"),
    "latency_p95": ("time per question, 95th percentile", "ms"),
}
"""Every measure by name: what a reader calls it, and its unit."""


def measure(scores: Sequence[CaseScore]) -> dict[str, Interval]:
    """Every measure over the given scores, which are of one system."""
    precision, recall, f1 = abstention(scores)
    elapsed = [score.elapsed_ms for score in scores if score.status != "error"]
    curve = risk_coverage(scores)
    return {
        "accuracy": mean_interval([score.right for score in scores]),
        "facts": mean_interval([score.facts_right for score in scores]),
        "status": mean_interval([score.status_right for score in scores]),
        "abstention_precision": precision,
        "abstention_recall": recall,
        "abstention_f1": f1,
        "risk_coverage_area": Interval(value=curve.area, n=len(curve.risk)),
        "coverage": Interval(value=curve.coverage[-1] if curve.coverage else None, n=len(scores)),
        "calibration_error": Interval(value=reliability(scores).error, n=len(curve.risk)),
        "citation_recall": _ratio(scores, lambda s: (s.statements_supported, s.statements)),
        "citation_precision": _ratio(scores, lambda s: (s.citations_precise, s.citations)),
        "page": _ratio(scores, lambda s: (s.pages_right, s.pages)),
        "verbatim": _ratio(scores, lambda s: (s.quotes_verbatim, s.quotes)),
        "figures": _ratio(scores, lambda s: (s.figures - len(s.figures_loose), s.figures)),
        "latency_median": _percentile(elapsed, 50),
        "latency_p95": _percentile(elapsed, _PERCENTILE),
    }


def mean_interval(outcomes: Iterable[bool]) -> Interval:
    """The share of true outcomes with its percentile bootstrap interval (Efron 1979)."""
    values = np.asarray([float(outcome) for outcome in outcomes])
    if len(values) == 0:
        return Interval(value=None, n=0)
    mean = float(values.mean())
    if len(values) < 2 or values.min() == values.max():
        return Interval(value=mean, n=len(values))
    found = stats.bootstrap(
        (values,),
        np.mean,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Interval(value=mean, low=float(found.low), high=float(found.high), n=len(values))


def abstention(scores: Sequence[CaseScore]) -> tuple[Interval, Interval, Interval]:
    """Precision, recall and F1 of refusing; cases that may be refused or answered are left out."""
    judged = [score for score in scores if score.to_refuse is not None]
    refused = [score for score in judged if score.refused]
    wanted = [score for score in judged if score.to_refuse]
    both = sum(1 for score in refused if score.to_refuse)
    precision = both / len(refused) if refused else None
    recall = both / len(wanted) if wanted else None
    f1 = None
    if refused or wanted:
        f1 = 2 * both / (len(refused) + len(wanted))
    return (
        Interval(value=precision, n=len(refused)),
        Interval(value=recall, n=len(wanted)),
        Interval(value=f1 if wanted else None, n=len(judged)),
    )


def risk_coverage(scores: Sequence[CaseScore]) -> Curve:
    """The risk-coverage curve (El-Yaniv and Wiener 2010) of the answers given, refusals left out.

    Answers of the same confidence share their errors evenly, so that their order does not count.
    """
    answered = _answered(scores)
    by_confidence: dict[float, list[CaseScore]] = {}
    for score in answered:
        by_confidence.setdefault(score.confidence, []).append(score)
    coverage: list[float] = []
    risk: list[float] = []
    errors = 0.0
    for confidence in sorted(by_confidence, reverse=True):
        level = by_confidence[confidence]
        share = sum(not score.right for score in level) / len(level)
        for _ in level:
            errors += share
            coverage.append((len(coverage) + 1) / len(scores))
            risk.append(errors / len(coverage))
    return Curve(coverage=coverage, risk=risk, area=float(np.mean(risk)) if risk else None)


def reliability(scores: Sequence[CaseScore]) -> Reliability:
    """Confidence against the share right in ten bins of equal width, refusals left out.

    The expected calibration error of Guo, Pleiss, Sun and Weinberger (ICML 2017).
    """
    held: dict[int, list[CaseScore]] = {}
    for score in _answered(scores):
        held.setdefault(min(_BINS - 1, int(score.confidence * _BINS)), []).append(score)
    bins = [
        Bin(
            confidence=float(np.mean([score.confidence for score in of])),
            right=float(np.mean([score.right for score in of])),
            n=len(of),
        )
        for _, of in sorted(held.items())
    ]
    total = sum(each.n for each in bins)
    away = sum(each.n * abs(each.right - each.confidence) for each in bins)
    return Reliability(bins=bins, error=away / total if total else None)


def _answered(scores: Sequence[CaseScore]) -> list[CaseScore]:
    return [score for score in scores if not score.refused and score.status != "error"]


def _ratio(scores: Sequence[CaseScore], counts: Callable[[CaseScore], tuple[int, int]]) -> Interval:
    """Counts added up over all answers: how many of how many."""
    pairs = [counts(score) for score in scores]
    total = sum(of for _, of in pairs)
    return Interval(value=sum(held for held, _ in pairs) / total if total else None, n=total)


def _percentile(values: Sequence[float], percentile: float) -> Interval:
    if not values:
        return Interval(value=None, n=0)
    return Interval(value=float(np.percentile(values, percentile)), n=len(values))
