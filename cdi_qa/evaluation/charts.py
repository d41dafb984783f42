"""The report's charts, as SVG text that stands alone."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cdi_qa.evaluation.results import Summary
from cdi_qa.evaluation.systems import THIS

_COLOURS = {THIS: "#1d4f91", "no-look-ups": "#7a5ba6", "langchain": "#b35900", "bm25": "#5c6670"}
_STYLES = {THIS: "-", "no-look-ups": "--", "langchain": "-.", "bm25": ":"}
_STYLE: Any = {"svg.fonttype": "none", "svg.hashsalt": "cdi_qa", "font.family": "sans-serif"}


def chart_categories(summary: Summary) -> str:
    """Accuracy of each category with its interval, worst at the bottom."""
    found = sorted(
        ((name, interval) for name, interval in summary.by_category.items()),
        key=lambda pair: pair[1].value or 0.0,
    )
    figure, axes = _new(max(1.6, 0.34 * len(found) + 0.8))
    for at, (_, interval) in enumerate(found):
        value = interval.value or 0.0
        axes.barh(at, value, color=_COLOURS[THIS], height=0.62)
        if interval.low is not None and interval.high is not None:
            axes.plot([interval.low, interval.high], [at, at], color="#111111", linewidth=1.4)
        axes.text(1.02, at, f"{value:.2f}", va="center", fontsize=9)
    axes.set_yticks(
        range(len(found)), [f"{name.replace('_', ' ')} ({i.n})" for name, i in found], fontsize=9
    )
    axes.set_xlim(0, 1)
    axes.set_xlabel("share right, with its 95% interval")
    return _to_svg(figure, "Accuracy by category")


def chart_risk(summaries: Sequence[Summary]) -> str:
    """Share wrong among the answers given, against the share of questions answered."""
    figure, axes = _new(3.4)
    for summary in summaries:
        if summary.curve.coverage:
            axes.plot(
                summary.curve.coverage,
                summary.curve.risk,
                label=summary.system,
                color=_COLOURS[summary.system],
                linestyle=_STYLES[summary.system],
            )
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("share of questions answered, the most confident first")
    axes.set_ylabel("share of them wrong")
    _name_lines(axes)
    return _to_svg(figure, "Risk against coverage")


def chart_reliability(summary: Summary) -> str:
    """Share right against confidence, tenth by tenth; on the line where the two are the same."""
    figure, axes = _new(3.4)
    axes.plot([0, 1], [0, 1], color="#5c6670", linestyle=":", linewidth=1)
    bins = summary.reliability.bins
    axes.plot(
        [each.confidence for each in bins],
        [each.right for each in bins],
        color=_COLOURS[THIS],
        marker="o",
    )
    for each in bins:
        axes.annotate(
            str(each.n), (each.confidence, each.right), (4, -12), textcoords="offset points"
        )
    axes.set_xlim(0, 1.05)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("confidence of the answers given (how many beside each point)")
    axes.set_ylabel("share of them right")
    return _to_svg(figure, "Reliability")


def chart_latency(summaries: Sequence[Summary]) -> str:
    """Share of questions answered within a time."""
    figure, axes = _new(3.0)
    for summary in summaries:
        times = sorted(max(time, 0.1) for time in summary.elapsed_ms)
        if times:
            axes.plot(
                times,
                [(at + 1) / len(times) for at in range(len(times))],
                label=summary.system,
                color=_COLOURS[summary.system],
                linestyle=_STYLES[summary.system],
            )
    axes.set_xscale("log")
    axes.set_ylim(0, 1)
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("share of questions done")
    _name_lines(axes)
    return _to_svg(figure, "Time per question")


def _new(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(7.2, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _name_lines(axes: Axes) -> None:
    if axes.get_lines():
        axes.legend(frameon=False, fontsize=9)


def _to_svg(figure: Figure, title: str) -> str:
    """The drawing as an `svg` element with a title for screen readers."""
    with matplotlib.rc_context(_STYLE):
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    svg = target.getvalue()
    svg = svg[svg.index("<svg") :]
    return re.sub(r"<svg\b", f'<svg role="img" aria-label="{title}"', svg, count=1)
