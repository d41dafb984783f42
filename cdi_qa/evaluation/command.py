"""The command `eval`: what it does with its options, and what it prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from cdi_qa.errors import UsageError
from cdi_qa.evaluation.cases import Split, default_questions
from cdi_qa.evaluation.evaluate import (
    Evaluation,
    choose_cases,
    compare_with,
    evaluate,
    judge,
    rescore,
)
from cdi_qa.evaluation.gate_set import measure_gate
from cdi_qa.evaluation.measures import MEASURES
from cdi_qa.evaluation.report import comparison_lines, show_value
from cdi_qa.evaluation.results import GROUPS, load_results
from cdi_qa.evaluation.systems import SYSTEMS
from cdi_qa.settings import Settings

_PRINTED = ("accuracy", "status", "abstention_f1", "citation_precision", "verbatim", "figures")


def run_evaluation(
    settings: Settings,
    questions: Path | None,
    out: Path | None,
    baseline: Path | None,
    gate: bool,
    split: Split | None,
    systems: Sequence[str],
    answers: Path | None,
) -> list[str]:
    """Evaluate as the options say and print a summary; what falls short of the gate is returned.

    The gate judges the dev split where none is named. `answers` is a run to score again instead
    of making answers. Raises UsageError for options that do not fit.
    """
    unknown = [name for name in systems if name not in SYSTEMS]
    if unknown:
        raise UsageError(f"There is no system {unknown[0]!r}; there are {', '.join(SYSTEMS)}.")
    if answers is not None and (out is not None or systems):
        raise UsageError("--rescore writes where the answers are; leave --out and --system out.")
    if baseline is not None:
        load_results(baseline)
    judged: Split = split or "dev"
    split = judged if gate else split
    if answers is not None:
        cases = choose_cases(questions or default_questions(), split)
        evaluation = rescore(settings, answers, cases)
    else:
        with _progress() as on_progress:
            evaluation = evaluate(
                settings, questions, out, split, systems or tuple(SYSTEMS), on_progress
            )
    if baseline is not None:
        evaluation = compare_with(evaluation, baseline)
    _print(evaluation)
    return judge(evaluation, judged) if gate else []


def print_gate_set(settings: Settings, split: Split | None) -> None:
    """Print how the gate does on its own test set, on one split or on both.

    Raises UsageError where the set or its documents cannot be read.
    """
    splits: tuple[Split, ...] = ("dev", "test") if split is None else (split,)
    for name in splits:
        figures = measure_gate(settings.corpus, name)
        click.echo(
            f"{name}: precision {figures.precision or 0:.3f}, recall {figures.recall or 0:.3f}; "
            f"{figures.removed_wrong} of {figures.wrong} wrong statements removed, "
            f"{figures.removed_right} of {figures.right} right ones"
        )
        if figures.missed:
            kinds = ", ".join(f"{kind} {count}" for kind, count in figures.missed.items())
            click.echo(f"  passed though wrong: {kinds}")


def _print(evaluation: Evaluation) -> None:
    results = evaluation.results
    for group in results.groups:
        click.echo(f"{GROUPS[group].capitalize()}")
        for system in results.run.systems:
            summary = results.summary(system, group)
            if summary is None:
                continue
            shown = ", ".join(
                f"{MEASURES[name][0]} {show_value(name, summary.measures[name])}"
                for name in _PRINTED
            )
            click.echo(f"  {results.systems[system]}: {shown}")
    for line in comparison_lines(evaluation.comparison):
        click.echo(line)
    click.echo(f"The report is {evaluation.out / 'report.html'}.")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error where that is a terminal."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1, label="Answering", file=sys.stderr, hidden=hidden) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(1)

        yield show
