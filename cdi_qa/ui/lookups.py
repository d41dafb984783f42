"""The look-up under an answer: its rows, a chart where one helps, and how it was worked out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from cdi_qa.index import Index
from cdi_qa.schema import Answer
from cdi_qa.ui.answer_rows import AnswerRows, grid_rows, match_rows
from cdi_qa.ui.charts import dot_plot, ranked_bars
from cdi_qa.ui.elements import draw_chart, draw_label
from cdi_qa.ui.grid import Grid, html_grid
from cdi_qa.ui.pairs import Pairs, pair_rows
from cdi_qa.ui.ranking import Ranking, rank_rows
from cdi_qa.ui.sheets import open_sheet

_CHARTED = 4
"""Fewer rows than this need no chart."""
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is shown of the look-up behind an answer."""

    grid: Grid
    chart: Ranking | Pairs | None
    working: str
    sql: str


def read_lookup(index: Index, answer: Answer) -> Lookup | None:
    """The look-up behind an answer, None where none was made or its table is there no more."""
    if answer.table is None:
        return None
    try:
        sheet = open_sheet(index, answer.table.name)
    except KeyError:
        return None
    found = match_rows(sheet, answer.table, index.corpus.tables)
    grid = grid_rows(found, answer.text)
    return Lookup(grid, choose_chart(found), answer.table.working, answer.table.sql)


def draw_lookup(lookup: Lookup, position: int) -> None:
    """The rows, the chart, how it was worked out, and the query."""
    with st.container(key=f"lookup-{position}", gap="small"):
        if lookup.grid.rows:
            st.html(html_grid(lookup.grid))
        else:
            draw_label("The look-up found no row.")
        if isinstance(lookup.chart, Ranking):
            draw_chart(ranked_bars(lookup.chart), lookup.chart.sentence, f"chart-{position}")
        elif lookup.chart is not None:
            draw_chart(dot_plot(lookup.chart), lookup.chart.describe_dots(), f"chart-{position}")
        if lookup.working:
            draw_label(f"How this was worked out: {lookup.working}")
        with st.expander("The query behind it", key=f"query-{position}"):
            st.code(lookup.sql, language="sql", wrap_lines=True)


def choose_chart(found: AnswerRows) -> Ranking | Pairs | None:
    """Bars for one column of figures, dots for two on one scale, None where neither helps.

    Bars show every row of the table, so that a place is one among all; where the answer rests on
    some of them, those are marked.
    """
    sheet = found.sheet
    rows = [row for row in found.rows if row is not None]
    numbers = [column for column in found.columns if column and column.kind == "number"]
    if not rows or len(rows) < len(found.rows):
        return None
    if len(numbers) == 2 and len(rows) >= _CHARTED:
        pairs = pair_rows(sheet, numbers[0], numbers[1], rows)
        return pairs if pairs.overlap and len(pairs.points) >= _CHARTED else None
    # A figure or two that were looked up by name are no ranking.
    if len(numbers) != 1 or (len(rows) < _CHARTED and not _ORDERED.search(found.result.sql)):
        return None
    named = rows if len(rows) < len(sheet.rows) else ()
    ranking = rank_rows(sheet, numbers[0], sheet.rows, named)
    return ranking if len(ranking.bars) >= _CHARTED else None
