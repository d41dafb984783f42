"""The table under an answer, where one was used."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from cdi_qa.schema import TableResult
from cdi_qa.ui.elements import draw_label

_FIRST_OF_MONTH = re.compile(r"\d{4}-\d{2}-01")


def draw_table(table: TableResult, position: int) -> None:
    """The rows that the answer rests on, and the query that found them."""
    count = len(table.rows)
    what = "The row" if count == 1 else f"The {count} rows"
    caption = f"{what} that the answer rests on, from the table “{table.name}”"
    frame = table_frame(table)
    with st.container(key=f"lookup-{position}", gap="xsmall"):
        draw_label(caption)
        st.dataframe(
            frame,
            hide_index=True,
            column_config={
                heading: st.column_config.DateColumn(format="MMM YYYY")
                for heading in frame.columns
                if any(isinstance(value, date) for value in frame[heading])
            },
            alt=caption,
            placeholder="–",
        )
        with st.expander("How this was looked up", key=f"query-{position}"):
            st.code(table.sql, language="sql", wrap_lines=True)


def table_frame(table: TableResult) -> pd.DataFrame:
    """The rows with headings to read, each different, and one type to a column."""
    headings: list[str] = []
    for name in table.columns:
        heading = _heading(name)
        number = 2
        while heading in headings:
            heading, number = f"{_heading(name)} ({number})", number + 1
        headings.append(heading)
    columns = (_one_type([row[at] for row in table.rows]) for at in range(len(headings)))
    return pd.DataFrame(dict(zip(headings, columns, strict=True)))


def _heading(name: str) -> str:
    words = name.replace("_", " ").strip() or "–"
    return words[:1].upper() + words[1:]


def _one_type(values: list[Any]) -> list[Any]:
    """Numbers as numbers and months as dates, so that they sort; a mixed column as text."""
    known = [value for value in values if value is not None]
    if all(isinstance(value, int | float | Decimal) for value in known):
        return [float(value) if isinstance(value, Decimal) else value for value in values]
    if all(_FIRST_OF_MONTH.fullmatch(str(value)[:10]) for value in known):
        return [None if value is None else date.fromisoformat(str(value)[:10]) for value in values]
    return [None if value is None else str(value) for value in values]
