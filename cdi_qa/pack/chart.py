"""The comparison chart as a picture: one bar a row, the own one marked by colour and in words."""

from __future__ import annotations

import io
from dataclasses import dataclass

from cdi_qa.lookup.sheet import order_of
from cdi_qa.pack.standing import Standing

_OURS = "#1f77d0"
_OTHER = "#9aa3ad"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the sentence that says what it shows."""

    png: bytes
    sentence: str


def draw_comparison(standing: Standing | None) -> Picture | None:
    """Bars of the first figure that the documents explain, highest first; None without one."""
    if standing is None:
        return None
    columns = [column for column in standing.columns("number") if standing.explained(column)]
    if not columns:
        return None
    # Without pyplot, whose figures live for ever and in one thread only.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    sheet, column = standing.sheet, columns[0]
    rows = sheet.ordered(column.name)
    names = [sheet.printed(row) for row in rows]
    values = [float(order_of(sheet.cell(row, column.name))) for row in rows]
    own = sheet.printed(standing.own)
    figure = Figure(figsize=(6.2, 0.28 * len(rows) + 0.6), dpi=160)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    colours = [_OURS if name == own else _OTHER for name in names]
    bars = axes.barh(range(len(rows)), values, color=colours)
    axes.bar_label(bars, [sheet.value(row, column.name) for row in rows], padding=3, fontsize=8)
    axes.set_yticks(range(len(rows)), [f"{n} (ours)" if n == own else n for n in names], fontsize=8)
    axes.set_xticks([])
    axes.set_xlim(0, max(values) * 1.15 or 1)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    figure.tight_layout()
    held = io.BytesIO()
    figure.savefig(held, format="png")
    place = standing.place(column)
    label = f"{place.label[0].upper()}{place.label[1:]}"
    return Picture(held.getvalue(), f"{label}: {standing.name} {place.said}. {place.around}")
