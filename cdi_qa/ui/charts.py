"""Charts of a table's columns, drawn by the browser from the figures alone.

Colours hold against the light page and the dark one. What a colour says, a label says too: the
own row is named as such and set in bold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import altair as alt
import pandas as pd

from cdi_qa.lookup.sheet import one_decimal
from cdi_qa.ui.pairs import Pairs
from cdi_qa.ui.placing import PADDING, place_labels
from cdi_qa.ui.ranking import Bar, Ranking

OURS = "#1f77d0"
NAMED = "#c2540a"
OTHER = "#7a8594"
_ROW = 24
"""Height of a bar with its gap, in pixels."""
_LABEL = 230
"""Room for a label before it is cut, in pixels."""
_TALL = 400
"""Height of a scatter, in pixels."""
_AXIS = 60
"""What the axes and the legend take of a chart's height, at most."""
_NARROW, _WIDE = 250, 520
"""Widths of a plot that labels are placed for: on a phone, and on anything wider."""


def ranked_bars(ranking: Ranking) -> alt.LayerChart:
    """Bars from the highest to the lowest, the own one and the plain average marked."""
    labels = [_bar_label(bar, ranking) for bar in ranking.bars]
    frame = pd.DataFrame(
        {
            "label": labels,
            "length": [bar.length for bar in ranking.bars],
            "name": [bar.name for bar in ranking.bars],
            "printed": [bar.printed for bar in ranking.bars],
            "colour": [_colour(bar) for bar in ranking.bars],
        }
    )
    strong = [
        label for label, bar in zip(labels, ranking.bars, strict=True) if bar.ours or bar.named
    ]
    axis = alt.Axis(title=None, grid=True, tickCount=5) if ranking.mean is not None else None
    bars = (
        alt.Chart(frame)
        .mark_bar(height={"band": 0.7})
        .encode(
            x=alt.X("length:Q", axis=axis),
            y=alt.Y("label:N", sort=None, axis=_names_axis(strong)),
            color=alt.Color("colour:N", scale=None),
            tooltip=_tooltip(("name", "Name"), ("printed", ranking.heading)),
        )
    )
    layers = [bars]
    if ranking.mean is not None:
        printed = f"average of {len(labels)}: {one_decimal(ranking.mean)}{ranking.unit}"
        layers.append(_mean_rule(float(ranking.mean), printed))
    height = _ROW * len(ranking.bars) + (_AXIS if ranking.mean is not None else 0)
    return _finished(alt.layer(*layers).resolve_axis(x="independent"), height)


def _bar_label(bar: Bar, ranking: Ranking) -> str:
    place = f"{bar.place}{'=' if bar.shared else '.'}"
    ours = f" ({ranking.ours})" if bar.ours else ""
    return f"{place} {bar.name}{ours}: {bar.printed}"


def _colour(bar: Bar) -> str:
    if bar.ours:
        return OURS
    return NAMED if bar.named else OTHER


def _names_axis(strong: list[str]) -> alt.Axis:
    """The rows' labels, some of them in bold."""
    test = f"indexof({json.dumps(strong)}, datum.value) >= 0"
    weight: Any = {"condition": {"test": test, "value": "bold"}, "value": "normal"}
    return alt.Axis(
        title=None, ticks=False, domain=False, labelLimit=_LABEL, labelFontWeight=weight
    )


def _mean_rule(mean: float, printed: str) -> Any:
    """A dashed line at the average, named above the bars."""
    axis = alt.Axis(
        orient="top",
        title=None,
        values=[mean],
        grid=False,
        domain=False,
        labelExpr=json.dumps(printed),
        # To the left of the line there is always room, to the right often none.
        labelAlign="right",
        labelFlush=False,
        labelFontWeight="bold",
    )
    return (
        alt.Chart(pd.DataFrame({"mean": [mean]}))
        .mark_rule(strokeDash=[5, 4], strokeWidth=2, color="currentColor")
        .encode(x=alt.X("mean:Q", axis=axis))
    )


def dot_plot(pairs: Pairs) -> alt.LayerChart:
    """Two figures a row on one scale, joined by a line."""
    labels = [point.name + (f" ({pairs.ours})" if point.ours else "") for point in pairs.points]
    strong = [label for label, point in zip(labels, pairs.points, strict=True) if point.ours]
    frame = pd.DataFrame(
        [
            {"label": label, "name": point.name, "column": heading, "value": value, "printed": text}
            for label, point in zip(labels, pairs.points, strict=True)
            for heading, value, text in (
                (pairs.across, point.x, point.x_printed),
                (pairs.up, point.y, point.y_printed),
            )
        ]
    )
    rows = alt.Y("label:N", sort=None, axis=_names_axis(strong))
    scale = alt.Scale(zero=False, padding=12)
    headings = [pairs.across, pairs.up]
    legend = alt.Legend(title=None, orient="top", labelLimit=_LABEL)
    base = alt.Chart(frame)
    lines = base.mark_line(color=OTHER, strokeWidth=1.5).encode(
        x=alt.X("value:Q", scale=scale), y=rows, detail="label:N"
    )
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(
        x=alt.X("value:Q", scale=scale, axis=alt.Axis(title=None, tickCount=5)),
        y=rows,
        color=alt.Color(
            "column:N",
            scale=alt.Scale(domain=headings, range=[OURS, NAMED]),
            legend=legend,
        ),
        shape=alt.Shape(
            "column:N", scale=alt.Scale(domain=headings, range=["circle", "diamond"]), legend=legend
        ),
        tooltip=_tooltip(("name", "Name"), ("column", "Column"), ("printed", "Printed")),
    )
    return _finished(alt.layer(lines, dots), _ROW * len(pairs.points) + _AXIS)


def scatter(pairs: Pairs) -> alt.LayerChart:
    """A point a row, labelled where there is room on a narrow screen, or else on a wide one."""
    frame = pd.DataFrame(
        {
            "x": [point.x for point in pairs.points],
            "y": [point.y for point in pairs.points],
            "name": [point.name for point in pairs.points],
            "across": [point.x_printed for point in pairs.points],
            "up": [point.y_printed for point in pairs.points],
            "colour": [OURS if point.ours else OTHER for point in pairs.points],
            "shape": ["diamond" if point.ours else "circle" for point in pairs.points],
            "size": [180 if point.ours else 80 for point in pairs.points],
        }
    )
    scale = alt.Scale(zero=False, nice=False, padding=PADDING)
    x = alt.X("x:Q", scale=scale, axis=_figure_axis(pairs.across))
    y = alt.Y("y:Q", scale=scale, axis=_figure_axis(pairs.up))
    base = alt.Chart(frame).encode(x=x, y=y)
    points = base.mark_point(filled=True, opacity=1).encode(
        color=alt.Color("colour:N", scale=None),
        shape=alt.Shape("shape:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        tooltip=_tooltip(("name", "Name"), ("across", pairs.across), ("up", pairs.up)),
    )
    return _finished(alt.layer(points, *_point_labels(pairs)), _TALL)


def _point_labels(pairs: Pairs) -> Iterable[alt.Chart]:
    """The labels for a phone and those for a wider screen, of which the browser shows one set."""
    for width, shown in ((_NARROW, f"width < {_WIDE}"), (_WIDE, f"width >= {_WIDE}")):
        labels = place_labels(pairs, width, _TALL - _AXIS)
        if not labels:
            continue
        frame = pd.DataFrame([asdict(label) for label in labels])
        yield (
            alt.Chart(frame)
            .mark_text(
                font="inherit",
                fontSize=12,
                baseline="middle",
                color="currentColor",
                align=alt.expr("datum.align"),
                dx=alt.expr("datum.dx"),
                dy=alt.expr("datum.dy"),
                fontWeight=alt.expr("datum.ours ? 'bold' : 'normal'"),
                opacity=alt.expr(f"{shown} ? 1 : 0"),
                tooltip=None,
            )
            .encode(x="x:Q", y="y:Q", text="text:N")
        )


def _figure_axis(title: str) -> alt.Axis:
    return alt.Axis(title=title, tickCount=5, domain=False, ticks=False)


def _tooltip(*fields: tuple[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in fields]


def _finished(chart: Any, height: int) -> alt.LayerChart:
    fitted: alt.LayerChart = chart.properties(
        height=height, autosize=alt.AutoSizeParams(type="fit", contains="padding")
    )
    plain: alt.LayerChart = fitted.configure_view(stroke=None)
    return plain
