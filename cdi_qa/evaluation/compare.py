"""Two runs, question by question: what got better, what got worse, and whether it is chance."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel
from scipy import stats

from cdi_qa.evaluation.results import GROUPS, Results
from cdi_qa.evaluation.systems import THIS


class GroupComparison(BaseModel):
    """One group of questions in two runs; only those in both are compared."""

    group: str
    questions: int
    accuracy_before: float
    accuracy_after: float
    better: list[str]
    """Ids of the questions that were wrong and are right."""
    worse: list[str]
    """Ids of the questions that were right and are wrong."""
    p_value: float
    """McNemar's exact test, two-sided: how likely as uneven a change is by chance."""


def compare_runs(
    before: Results, after: Results, system: str = THIS, groups: Sequence[str] = tuple(GROUPS)
) -> list[GroupComparison]:
    """One system in two runs, group by group; a group that one of them lacks is left out."""
    found = []
    for group in groups:
        old, new = (
            {
                score.id: score.right
                for score in results.scores
                if (score.system, score.group) == (system, group)
            }
            for results in (before, after)
        )
        shared = [case for case in new if case in old]
        if not shared:
            continue
        better = [case for case in shared if new[case] and not old[case]]
        worse = [case for case in shared if old[case] and not new[case]]
        found.append(
            GroupComparison(
                group=group,
                questions=len(shared),
                accuracy_before=sum(old[case] for case in shared) / len(shared),
                accuracy_after=sum(new[case] for case in shared) / len(shared),
                better=better,
                worse=worse,
                p_value=mcnemar(len(better), len(worse)),
            )
        )
    return found


def mcnemar(better: int, worse: int) -> float:
    """McNemar's exact test on the changed pairs (McNemar 1947): two-sided, 1 without a change."""
    changed = better + worse
    return float(stats.binomtest(better, changed, 0.5).pvalue) if changed else 1.0
