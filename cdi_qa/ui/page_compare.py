"""The page Compare: a table to rank, filter and sort without asking."""

from __future__ import annotations

import streamlit as st

from cdi_qa.index import Index
from cdi_qa.lookup.doubts import say_doubt
from cdi_qa.lookup.sheet import Sheet
from cdi_qa.schema import Column, Row, Table
from cdi_qa.ui.beside import draw_beside
from cdi_qa.ui.charts import ranked_bars, scatter
from cdi_qa.ui.citations import draw_citations
from cdi_qa.ui.comparing import (
    Choice,
    choose_rows,
    cite_rows,
    columns_first_named,
    grades_of,
    months_of,
    sort_rows,
    table_csv,
    table_grid,
)
from cdi_qa.ui.dates import spoken_date
from cdi_qa.ui.elements import draw_chart, draw_error, draw_heading, draw_note, draw_try_again
from cdi_qa.ui.escaping import escape_markdown
from cdi_qa.ui.grid import html_grid
from cdi_qa.ui.opening import handle_opening
from cdi_qa.ui.pairs import pair_rows
from cdi_qa.ui.ranking import rank_rows
from cdi_qa.ui.sheets import different, open_sheet, tables_in_order
from cdi_qa.ui.wording import BOOKMARK, NO_TABLE, NOTHING_LEFT, UNEXPLAINED, UNNAMED

_LIKE_CHART = "Like the chart"
_AS_PRINTED = "As in the document"


def draw_page() -> None:
    """The page from top to bottom."""
    st.set_page_config(layout="wide")
    assistant, error = handle_opening()
    st.title("Compare", anchor=False)
    if assistant is None:
        draw_error(error)
        draw_try_again()
        return
    tables = tables_in_order(assistant.index.corpus)
    if not tables:
        st.markdown(NO_TABLE)
        return
    sheet = open_sheet(assistant.index, _choose_table(assistant.index, tables))
    st.markdown(
        f"The {len(sheet.rows)} {escape_markdown(sheet.bodies)} in the table, to rank, filter and "
        f"sort. {BOOKMARK}"
    )
    with st.container(key="compare"):
        _draw_view(assistant.index, sheet)


def _draw_view(index: Index, sheet: Sheet) -> None:
    measure, against = _choose_measures(sheet)
    rows = choose_rows(sheet, _choose_filters(sheet))
    if not rows:
        st.info(NOTHING_LEFT, icon=":material/filter_alt_off:")
        return
    _draw_chart(sheet, rows, measure, against)
    draw_heading("The table")
    columns, rows = _choose_order(sheet, rows, measure)
    st.html(html_grid(table_grid(sheet, rows, columns)))
    source = index.corpus.source(sheet.table.source)
    st.download_button(
        "Download as CSV",
        table_csv(sheet, rows, columns, source.title),
        file_name=f"{sheet.table.name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    draw_citations(cite_rows(index.corpus, sheet, rows), "table")
    draw_beside(index.corpus)


# ── what is chosen; the address of the page keeps it ────────────────────────────────────────


def _choose_table(index: Index, tables: list[Table]) -> str:
    if len(tables) == 1:
        return tables[0].name
    titles = dict(zip((table.name for table in tables), _titles(index, tables), strict=True))
    return st.selectbox(
        "Table", list(titles), format_func=titles.__getitem__, key="table", bind="query-params"
    )


def _titles(index: Index, tables: list[Table]) -> list[str]:
    """What tells the tables apart: where each stands, and its caption or its columns."""
    titles = []
    for table in tables:
        page = table.rows[0].page if table.rows else None
        where = index.corpus.source(table.source).title + (f", page {page}" if page else "")
        what = table.caption or ", ".join(column.heading for column in table.columns[:4])
        titles.append(f"{where}: {what}")
    return different(titles)


def _choose_measures(sheet: Sheet) -> tuple[Column | None, Column | None]:
    """The column that the chart shows and, of two columns of figures, the other one."""
    measures = [column for column in sheet.table.columns if column.kind in {"number", "grade"}]
    if not measures:
        return None, None
    measures.sort(key=lambda column: column.kind != "number")
    left, right = st.columns(2)
    with left:
        measure = _choose_column("Measure", measures, "measure")
    if measure is None or measure.kind != "number":
        return measure, None
    others = [column for column in measures if column.kind == "number" and column != measure]
    if not others:
        return measure, None
    with right:
        return measure, _choose_column("Set against", others, "against", nothing="Nothing else")


def _choose_column(label: str, columns: list[Column], key: str, nothing: str = "") -> Column | None:
    headings = different([column.heading for column in columns])
    options = ([nothing] if nothing else []) + headings
    chosen = st.selectbox(label, options, key=key, bind="query-params")
    return dict(zip(headings, columns, strict=True)).get(chosen)


def _choose_filters(sheet: Sheet) -> Choice:
    names: list[str] = []
    grades: dict[str, list[str]] = {}
    months: dict[str, tuple[str, str]] = {}
    with st.expander("Filter", key="filters", icon=":material/filter_alt:"):
        if sheet.table.key is not None:
            names = st.multiselect(
                escape_markdown(sheet.bodies.capitalize()),
                [sheet.printed(row) for row in sheet.rows],
                format_func=sheet.name,
                placeholder=f"All {sheet.bodies}",
                key="only",
                bind="query-params",
            )
        for column in sheet.table.columns:
            if column.kind == "grade":
                grades[column.name] = _choose_grades(sheet, column)
            elif column.kind == "date":
                months |= _choose_months(sheet, column)
    return Choice(names, grades, months)


def _choose_grades(sheet: Sheet, column: Column) -> list[str]:
    return st.multiselect(
        escape_markdown(column.heading),
        grades_of(sheet, column),
        placeholder="All grades",
        key=f"only_{column.name}",
        bind="query-params",
    )


def _choose_months(sheet: Sheet, column: Column) -> dict[str, tuple[str, str]]:
    """The months chosen of a column; nothing where all are, so that a missing one is kept."""
    held = months_of(sheet, column)
    if len(held) < 2:
        return {}
    whole = (held[0], held[-1])
    chosen: tuple[str, str] = st.select_slider(
        escape_markdown(column.heading),
        held,
        whole,
        format_func=lambda month: spoken_date(month[:7]),
        key=f"only_{column.name}",
        bind="query-params",
    )
    return {} if chosen == whole else {column.name: chosen}


def _choose_order(
    sheet: Sheet, rows: list[Row], measure: Column | None
) -> tuple[list[Column], list[Row]]:
    """The columns to show and the rows in order."""
    headings = dict(
        zip(different([c.heading for c in sheet.table.columns]), sheet.table.columns, strict=True)
    )
    left, right = st.columns(2)
    with left:
        wanted = st.multiselect(
            "Columns", list(headings), placeholder="All columns", key="columns", bind="query-params"
        )
    first = [_LIKE_CHART, _AS_PRINTED] if measure else [_AS_PRINTED]
    with right:
        order = st.selectbox("Sort by", [*first, *headings], key="sort", bind="query-params")
        backwards = st.toggle("Reverse the order", key="reversed", bind="query-params")
    columns = columns_first_named(sheet, [headings[heading].name for heading in wanted])
    by = measure if order == _LIKE_CHART else headings.get(order)
    if by is None:
        return columns, rows[::-1] if backwards else rows
    return columns, sort_rows(sheet, rows, by, backwards)


# ── what is drawn ───────────────────────────────────────────────────────────────────────────


def _draw_chart(
    sheet: Sheet, rows: list[Row], measure: Column | None, against: Column | None
) -> None:
    if measure is None:
        return
    shown = [column for column in (measure, against) if column is not None]
    draw_heading(" and ".join(column.heading for column in shown))
    if sheet.table.key is None:
        st.markdown(UNNAMED)
    elif against is None:
        ranking = rank_rows(sheet, measure, rows)
        draw_chart(ranked_bars(ranking) if ranking.bars else None, ranking.sentence, "chart")
    else:
        pairs = pair_rows(sheet, measure, against, rows)
        chart = scatter(pairs) if pairs.points else None
        draw_chart(chart, pairs.describe_scatter(), "chart")
    for column in shown:
        if not sheet.measures.is_explained(column):
            draw_note(UNEXPLAINED.format(heading=column.heading))
        if column.doubts:
            draw_note(say_doubt(column))


if __name__ == "__main__":
    draw_page()
