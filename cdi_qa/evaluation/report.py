"""Results for people: a table of all scores (CSV), a summary (Markdown), a full report (HTML)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from cdi_qa.evaluation.charts import (
    chart_categories,
    chart_latency,
    chart_reliability,
    chart_risk,
)
from cdi_qa.evaluation.compare import GroupComparison
from cdi_qa.evaluation.failures import Failure
from cdi_qa.evaluation.measures import MEASURES, Interval
from cdi_qa.evaluation.results import GROUPS, Results
from cdi_qa.evaluation.retrieval import RETRIEVAL_MEASURES
from cdi_qa.evaluation.systems import THIS
from cdi_qa.storage import write_atomic

_TEMPLATE = "report.html"


def save_reports(
    out: Path,
    results: Results,
    failures: Sequence[Failure],
    comparison: Sequence[GroupComparison] = (),
) -> None:
    """Write `results.csv`, `report.md` and `report.html` beside `results.json`."""
    write_atomic(out / "results.csv", to_csv(results).encode())
    write_atomic(out / "report.md", to_markdown(results, comparison).encode())
    write_atomic(out / "report.html", to_html(results, failures, comparison).encode())


def show_value(name: str, interval: Interval | None) -> str:
    """A measure as printed: a share with its interval, or a time; "–" where there is nothing."""
    if interval is None or interval.value is None:
        return "–"
    if MEASURES[name][1] == "ms":
        return f"{interval.value:.0f} ms"
    if interval.low is None or interval.high is None:
        return f"{interval.value:.3f}"
    return f"{interval.value:.3f} ({interval.low:.2f} to {interval.high:.2f})"


def to_csv(results: Results) -> str:
    """One line for each question and system, every field of its score."""
    target = io.StringIO()
    rows = [asdict(score) for score in results.scores]
    names = list(rows[0]) if rows else ["id"]
    writer = csv.DictWriter(target, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        row["facts_missing"] = " ; ".join(" | ".join(fact) for fact in row["facts_missing"])
        row["forbidden_said"] = " ; ".join(row["forbidden_said"])
        row["figures_loose"] = " ; ".join(row["figures_loose"])
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return target.getvalue()


def _harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula, marked as text."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"}:
        return f"'{value}"
    return value


def to_markdown(results: Results, comparison: Sequence[GroupComparison] = ()) -> str:
    """All measures as tables, for a note or a terminal."""
    parts = ["# Evaluation", "", _describe(results), ""]
    for group in results.groups:
        parts += [f"## {GROUPS[group].capitalize()}", "", *_measures_table(results, group), ""]
        parts += ["Share right by category:", "", *_category_table(results, group), ""]
        parts += _kind_table(results, group)
        parts += _reliability_table(results, group)
    for retrieval in results.retrieval:
        parts += [
            f"## Search, {GROUPS[retrieval.group]} ({retrieval.questions} with evidence in prose)",
            "",
            *_table(
                ["search", *RETRIEVAL_MEASURES],
                [
                    [name, *(f"{values[label]:.3f}" for label in RETRIEVAL_MEASURES)]
                    for name, values in retrieval.measures.items()
                ],
            ),
            "",
        ]
    return "\n".join(parts + comparison_lines(comparison)) + "\n"


def comparison_lines(comparison: Sequence[GroupComparison]) -> list[str]:
    """What got better and worse, question by question, as Markdown lines."""
    lines = []
    for group in comparison:
        lines += [
            f"## Against the earlier run, {GROUPS[group.group]}",
            "",
            f"{group.accuracy_before:.3f} before, {group.accuracy_after:.3f} now, over "
            f"{group.questions} questions; {len(group.better)} better, {len(group.worse)} worse "
            f"(McNemar's exact test: p = {group.p_value:.3f}).",
            "",
            *(f"- better: {name}" for name in group.better),
            *(f"- worse: {name}" for name in group.worse),
            "",
        ]
    return lines


def _describe(results: Results) -> str:
    run = results.run
    revision = f", revision {run.revision}" if run.revision else ""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    return f"Answers of {run.started}{revision}. {versions}. Embeddings: " + "; ".join(
        run.settings.values()
    )


def _measures_table(results: Results, group: str) -> list[str]:
    summaries = [results.summary(system, group) for system in results.run.systems]
    rows = [
        [label, *(show_value(name, s.measures[name] if s else None) for s in summaries)]
        for name, (label, _) in MEASURES.items()
    ]
    return _table(["measure", *(results.systems[name] for name in results.run.systems)], rows)


def _category_table(results: Results, group: str) -> list[str]:
    this = results.summary(THIS, group) or results.summary(results.run.systems[0], group)
    if this is None:
        return []
    rows = []
    for category, interval in this.by_category.items():
        others = [results.summary(system, group) for system in results.run.systems]
        cells = [show_value("accuracy", s.by_category.get(category) if s else None) for s in others]
        rows.append([category, str(interval.n), *cells])
    return _table(["category", "questions", *results.run.systems], rows)


def _kind_table(results: Results, group: str) -> list[str]:
    this = results.summary(THIS, group)
    if this is None or not this.by_kind:
        return []
    rows = [[k, str(i.n), show_value("accuracy", i)] for k, i in this.by_kind.items()]
    return ["Share right by kind of look-up:", "", *_table(["kind", "questions", THIS], rows), ""]


def _reliability_table(results: Results, group: str) -> list[str]:
    this = results.summary(THIS, group)
    if this is None or not this.reliability.bins:
        return []
    rows = [[f"{b.confidence:.2f}", f"{b.right:.2f}", str(b.n)] for b in this.reliability.bins]
    head = ["confidence", "share right", "answers"]
    return ["Confidence against the share right, by tenths:", "", *_table(head, rows), ""]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]


def to_html(
    results: Results, failures: Sequence[Failure], comparison: Sequence[GroupComparison] = ()
) -> str:
    """One self-contained page: measures, charts, every failure. Nothing is loaded from outside."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    groups = []
    for group in results.groups:
        of_group = [s for s in results.summaries if s.group == group]
        this = results.summary(THIS, group)
        groups.append(
            {
                "name": group,
                "title": GROUPS[group],
                "summaries": of_group,
                "this": this,
                "categories": Markup(chart_categories(this)) if this else "",  # noqa: S704
                "reliability": Markup(chart_reliability(this)) if this else "",  # noqa: S704
                "risk": Markup(chart_risk(of_group)),  # noqa: S704
                "latency": Markup(chart_latency(of_group)),  # noqa: S704
                "failures": [f for f in failures if f.case.group == group],
            }
        )
    return environment.get_template(_TEMPLATE).render(
        results=results,
        groups=groups,
        measures=MEASURES,
        retrieval_measures=list(RETRIEVAL_MEASURES),
        comparison=comparison,
        titles=GROUPS,
        description=_describe(results),
        show_value=show_value,
    )
