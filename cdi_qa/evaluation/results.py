"""Results: all scores of a run, summed up by system and group, as one typed object on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from cdi_qa.errors import UsageError
from cdi_qa.evaluation.cases import Case
from cdi_qa.evaluation.measures import (
    Curve,
    Interval,
    Reliability,
    mean_interval,
    measure,
    reliability,
    risk_coverage,
)
from cdi_qa.evaluation.retrieval import measure_retrieval
from cdi_qa.evaluation.run import Record, Run, corpora_of, hash_corpus
from cdi_qa.evaluation.score import CaseScore, score_all
from cdi_qa.evaluation.systems import SYSTEMS
from cdi_qa.reading import read_corpus
from cdi_qa.schema import Corpus
from cdi_qa.settings import Settings
from cdi_qa.storage import write_atomic

RESULTS_FILE = "results.json"
GROUPS = {
    "dev": "development questions",
    "test": "test questions",
    "dev-altered": "development questions on altered documents",
    "test-altered": "test questions on altered documents",
}


class Summary(BaseModel):
    """One system over one group of questions."""

    system: str
    group: str
    measures: dict[str, Interval]
    by_category: dict[str, Interval]
    """Accuracy of each category."""
    by_kind: dict[str, Interval]
    """Accuracy of each kind of look-up."""
    curve: Curve
    reliability: Reliability = Reliability(bins=[], error=None)
    elapsed_ms: list[float]


class Retrieval(BaseModel):
    """How well each way of searching found the evidence, over one group of questions."""

    group: str
    questions: int
    measures: dict[str, dict[str, float]]


class Results(BaseModel):
    """Everything a report shows, except the answers themselves."""

    run: Run
    systems: dict[str, str]
    """What each system is, by name."""
    summaries: list[Summary]
    retrieval: list[Retrieval]
    scores: list[CaseScore]

    def summary(self, system: str, group: str) -> Summary | None:
        """The summary of one system over one group, None where it was not measured."""
        for summary in self.summaries:
            if (summary.system, summary.group) == (system, group):
                return summary
        return None

    @property
    def groups(self) -> list[str]:
        """The groups measured, in their order."""
        return [group for group in GROUPS if any(s.group == group for s in self.summaries)]


def read_corpora(cases: Sequence[Case], settings: Settings, run: Run) -> dict[str, Corpus]:
    """The corpora that the answers were made from, read again.

    Raises UsageError where one has changed since: its quotes could not be checked.
    """
    corpora = {}
    for name, folder in corpora_of(cases, settings.corpus).items():
        if hash_corpus(folder) != run.corpora.get(name):
            raise UsageError(
                f"The documents in {folder} are not those the answers were made from; run the "
                "evaluation again."
            )
        corpora[name] = read_corpus(folder)[0]
    return corpora


def sum_up(
    run: Run, cases: Sequence[Case], records: Sequence[Record], corpora: Mapping[str, Corpus]
) -> Results:
    """Score every record, and sum up by system and group."""
    scores = score_all(cases, records, corpora)
    summaries = []
    for system in run.systems:
        for group in GROUPS:
            chosen = [s for s in scores if (s.system, s.group) == (system, group)]
            if chosen:
                summaries.append(_summarise(system, group, chosen))
    retrieval = []
    for group in GROUPS:
        measured, count = measure_retrieval(
            [case for case in cases if case.group == group], records, corpora
        )
        if measured:
            retrieval.append(Retrieval(group=group, questions=count, measures=measured))
    return Results(
        run=run,
        systems={name: SYSTEMS[name][0] for name in run.systems},
        summaries=summaries,
        retrieval=retrieval,
        scores=scores,
    )


def _summarise(system: str, group: str, scores: Sequence[CaseScore]) -> Summary:
    return Summary(
        system=system,
        group=group,
        measures=measure(scores),
        by_category=_accuracy_by(scores, lambda score: score.category),
        by_kind=_accuracy_by(scores, lambda score: score.kind),
        curve=risk_coverage(scores),
        reliability=reliability(scores),
        elapsed_ms=[score.elapsed_ms for score in scores],
    )


def _accuracy_by(
    scores: Sequence[CaseScore], key: Callable[[CaseScore], str | None]
) -> dict[str, Interval]:
    names = dict.fromkeys(name for score in scores if (name := key(score)) is not None)
    return {
        name: mean_interval([score.right for score in scores if key(score) == name])
        for name in sorted(names)
    }


def save_results(out: Path, results: Results) -> None:
    """Write `results.json`, whole or not at all."""
    write_atomic(out / RESULTS_FILE, results.model_dump_json(indent=1).encode())


def load_results(folder: Path) -> Results:
    """What `save_results` wrote. Raises UsageError where there is none or it is damaged."""
    try:
        return Results.model_validate_json((folder / RESULTS_FILE).read_bytes())
    except FileNotFoundError:
        raise UsageError(f"{folder} holds no evaluation results.") from None
    except (OSError, ValidationError) as error:
        raise UsageError(
            f"The results in {folder} cannot be read ({type(error).__name__}); score them again "
            "with --rescore."
        ) from None
