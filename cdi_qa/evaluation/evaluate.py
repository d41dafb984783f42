"""One evaluation from end to end: generate, or take answers made earlier; score; report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cdi_qa.errors import UsageError
from cdi_qa.evaluation.cases import Case, Split, default_questions, load_cases
from cdi_qa.evaluation.compare import GroupComparison, compare_runs
from cdi_qa.evaluation.failures import Failure, find_failures
from cdi_qa.evaluation.gate import find_shortfalls, load_thresholds
from cdi_qa.evaluation.report import save_reports
from cdi_qa.evaluation.results import (
    RESULTS_FILE,
    Results,
    load_results,
    read_corpora,
    save_results,
    sum_up,
)
from cdi_qa.evaluation.run import describe_run, generate, load_run, save_run
from cdi_qa.evaluation.systems import SYSTEMS
from cdi_qa.settings import Settings

FOLDER = "evaluations"
"""Where runs are kept inside the data folder."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one evaluation came to."""

    out: Path
    results: Results
    failures: list[Failure]
    comparison: list[GroupComparison] = field(default_factory=list)


def new_folder(settings: Settings) -> Path:
    """A folder for a run made now, inside the data folder."""
    return settings.data_dir / FOLDER / datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")


def list_runs(settings: Settings) -> list[Path]:
    """The folders of scored runs in the data folder, newest first."""
    folders = (settings.data_dir / FOLDER).glob("*")
    return sorted((f for f in folders if (f / RESULTS_FILE).is_file()), reverse=True)


def choose_cases(questions: Path, split: Split | None) -> list[Case]:
    """The cases of a file or folder, of one split or (None) of both. Raises UsageError."""
    cases = [case for case in load_cases(questions) if split in (None, case.split)]
    if not cases:
        raise UsageError(f"There is no {split} question in {questions}.")
    return cases


def evaluate(
    settings: Settings,
    questions: Path | None = None,
    out: Path | None = None,
    split: Split | None = None,
    systems: Sequence[str] = tuple(SYSTEMS),
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Evaluation:
    """Ask every question of every system, keep the answers, and score them.

    `on_progress` is told how many answers were made and how many there will be. Raises
    UsageError where the questions or the folder cannot be used.
    """
    questions = default_questions() if questions is None else questions
    cases = choose_cases(questions, split)
    out = new_folder(settings) if out is None else out
    run = describe_run(cases, questions, settings, systems)
    done, total = 0, len(cases) * len(systems)

    def count(more: int) -> None:
        nonlocal done
        done += more
        on_progress(done, total)

    save_run(out, run, generate(cases, settings, systems, count))
    return rescore(settings, out, cases)


def rescore(settings: Settings, folder: Path, cases: Sequence[Case]) -> Evaluation:
    """Score the answers kept in a folder against the cases as they are now, and report beside them.

    Raises UsageError where the folder holds no run, or the documents have changed since.
    """
    run, records = load_run(folder)
    answered = {record.id for record in records}
    known = [case for case in cases if case.id in answered]
    if not known:
        raise UsageError(f"None of the questions is answered in {folder}.")
    corpora = read_corpora(known, settings, run)
    results = sum_up(run, known, records, corpora)
    failures = find_failures(known, records, results.scores, corpora)
    save_results(folder, results)
    save_reports(folder, results, failures)
    return Evaluation(folder, results, failures)


def compare_with(evaluation: Evaluation, baseline: Path) -> Evaluation:
    """The evaluation with an earlier run beside it; the reports are written again with both."""
    comparison = compare_runs(load_results(baseline), evaluation.results)
    save_reports(evaluation.out, evaluation.results, evaluation.failures, comparison)
    return Evaluation(evaluation.out, evaluation.results, evaluation.failures, comparison)


def judge(evaluation: Evaluation, split: Split) -> list[str]:
    """What falls short of the thresholds on one split, altered documents included."""
    return find_shortfalls(evaluation.results, load_thresholds(), [split, f"{split}-altered"])
