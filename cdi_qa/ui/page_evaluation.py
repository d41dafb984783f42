"""The page Evaluation: how good the answers are by the latest run, and two runs compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

from cdi_qa.errors import CdiQaError
from cdi_qa.evaluation.compare import GroupComparison, compare_runs
from cdi_qa.evaluation.evaluate import list_runs
from cdi_qa.evaluation.measures import MEASURES
from cdi_qa.evaluation.report import show_value
from cdi_qa.evaluation.results import GROUPS, Results, Summary, load_results
from cdi_qa.evaluation.systems import THIS
from cdi_qa.settings import load_settings
from cdi_qa.ui.elements import draw_error, draw_label
from cdi_qa.ui.escaping import escape_html, escape_markdown

_NO_RUN = (
    "No evaluation has been made on this machine yet. Run “cdi-qa eval” in a terminal; it asks "
    "several hundred questions whose answers are known, and takes a few minutes."
)
_NOTHING = "none"
_FIRST_SHOWN = ("test", "dev", "test-altered", "dev-altered")


def draw_page() -> None:
    """The page from top to bottom."""
    st.title("Evaluation", anchor=False)
    st.markdown(
        "Questions whose right answers are known beforehand, asked of this program and of simpler "
        "ones. Test questions were not used while the program was made."
    )
    try:
        runs = list_runs(load_settings())
        if not runs:
            st.info(escape_markdown(_NO_RUN), icon=":material/info:")
            return
        _draw_runs(runs)
    except CdiQaError as error:
        draw_error(str(error))


def _draw_runs(runs: Sequence[Path]) -> None:
    names = {run.name: run for run in runs}
    chosen = st.selectbox("Run", list(names), format_func=_spoken_name, key="run")
    results = load_results(names[chosen])
    group = st.segmented_control(
        "Questions",
        [group for group in _FIRST_SHOWN if group in results.groups],
        default=next(group for group in _FIRST_SHOWN if group in results.groups),
        format_func=lambda name: GROUPS[name].capitalize(),
        required=True,
        key=f"group-{chosen}",
    )
    this = results.summary(THIS, group)
    if this is not None:
        st.html(f'<p class="cdi-answer">{escape_html(_say_headline(this))}</p>')
        _draw_categories(this)
    draw_label("Every measure, beside simpler programs; shares are from 0 to 1")
    st.html(_html_measures(results, group))
    earlier = st.selectbox(
        "Compare with an earlier run",
        [_NOTHING, *(name for name in names if name != chosen)],
        format_func=lambda name: "No comparison" if name == _NOTHING else _spoken_name(name),
        key=f"earlier-{chosen}",
    )
    if earlier != _NOTHING:
        for compared in compare_runs(load_results(names[earlier]), results, groups=[group]):
            st.html(_html_comparison(compared, results))
    report = names[chosen] / "report.html"
    if report.is_file():
        st.download_button(
            "Download the full report, with every failure",
            report.read_bytes(),
            file_name=f"evaluation-{chosen}.html",
            mime="text/html",
            icon=":material/download:",
        )


def _spoken_name(name: str) -> str:
    """A run's folder name as a date and a time: 2026-11-23T03-18-51Z → 2026-11-23, 03:18 UTC."""
    day, _, time = name.partition("T")
    parts = time.split("-")
    return f"{day}, {parts[0]}:{parts[1]} UTC" if len(parts) >= 2 else name


def _say_headline(this: Summary) -> str:
    """The three figures that a board member would ask for, in one sentence each."""
    measures = this.measures
    accuracy = measures["accuracy"]
    noun = "question" if accuracy.n == 1 else "questions"
    said = f"Of {accuracy.n} {noun} {_percent(accuracy.value)} were answered right."
    refused = measures["abstention_recall"]
    if refused.value is not None:
        said += (
            f" Of the {refused.n} that the documents do not answer, it said so for "
            f"{_percent(refused.value)}."
        )
    verbatim, figures = measures["verbatim"].value, measures["figures"].value
    if verbatim is not None and figures is not None:
        said += (
            f" {_percent(verbatim)} of its quotes are word for word in the documents, and "
            f"{_percent(figures)} of its figures are cited or can be worked out from what is."
        )
    return said


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}".removesuffix(".0") + "%"


def _draw_categories(this: Summary) -> None:
    frame = pd.DataFrame(
        [
            {
                "Kind of question": f"{name.replace('_', ' ')} ({interval.n})",
                "Right": interval.value,
                "low": interval.value if interval.low is None else interval.low,
                "high": interval.value if interval.high is None else interval.high,
            }
            for name, interval in this.by_category.items()
        ]
    ).sort_values("Right")
    order = alt.Y("Kind of question:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220))
    share = alt.X(
        "Right:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    bars = alt.Chart(frame).mark_bar(color="#3d7bc7").encode(x=share, y=order)
    ranges = (
        alt.Chart(frame)
        .mark_rule(strokeWidth=2, color="#8a8f98")
        .encode(x=alt.X("low:Q", title=None), x2="high:Q", y=order)
    )
    said = ", ".join(f"{row[0]} {_percent(row[1])}" for row in frame[::-1].itertuples(index=False))
    draw_label("Share answered right, with its 95% interval, by kind of question (how many)")
    st.altair_chart(bars + ranges, alt=f"Share answered right: {said}")


def _html_measures(results: Results, group: str) -> str:
    summaries = [s for s in results.summaries if s.group == group]
    heads = "".join(
        f'<th scope="col">{escape_html(results.systems[s.system])}</th>' for s in summaries
    )
    rows = "".join(
        f'<tr><th scope="row">{escape_html(label)}</th>'
        + "".join(f"<td>{escape_html(show_value(name, s.measures[name]))}</td>" for s in summaries)
        + "</tr>"
        for name, (label, _) in MEASURES.items()
    )
    return (
        '<div class="cdi-wide"><table class="cdi-table"><thead><tr><th scope="col">Measure</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _html_comparison(compared: GroupComparison, results: Results) -> str:
    asked = {s.id: s.question for s in results.scores if s.system == THIS}

    def listed(title: str, names: Sequence[str]) -> str:
        items = "".join(f"<li>{escape_html(asked[name])}</li>" for name in names)
        return f"<p>{title}: {len(names)}</p><ul>{items}</ul>" if names else f"<p>{title}: 0</p>"

    return (
        f'<div class="cdi-answer"><p>{_percent(compared.accuracy_before)} right before, '
        f"{_percent(compared.accuracy_after)} in this run, over {compared.questions} questions "
        f"(chance of as uneven a change: {compared.p_value:.3f}, McNemar’s exact test).</p>"
        f"{listed('Better', compared.better)}{listed('Worse', compared.worse)}</div>"
    )


if __name__ == "__main__":
    draw_page()
