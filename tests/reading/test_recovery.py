"""Whole reports, set in styles that reading was not tuned on; `make recovery` measures all."""

from __future__ import annotations

import pytest

from cdi_qa.reading.readings import SourceReading

from .helpers import check_reading, headings, printed
from .made_up_report import draw_report
from .press import REPORTING, TUNING, Press, Style
from .recovery import compare, read_bytes

FLOORS = {"sentences": 0.98, "footnotes": 0.98, "headings": 0.98, "cells": 0.98, "labels": 1.0}
"""Shares recovered; a change that falls below one of them has lost something."""
STRAY = 4


@pytest.mark.parametrize("style", REPORTING[::2], ids=lambda style: style.name)
def test_what_is_recovered(style: Style) -> None:
    report = draw_report(style.seed, style.chapters, style.numbered)
    press = Press(report, style)
    reading = read_bytes(press.data)
    recovery = compare(report, press.labels, reading)
    below = {kind: recovery.share(kind) for kind in FLOORS if recovery.share(kind) < FLOORS[kind]}
    assert below == {}, recovery.missed
    assert len(recovery.stray) <= STRAY, recovery.stray
    scan = len(press.labels)
    assert reading.remark.startswith(f"report.pdf: page {scan}")
    assert reading.remark.endswith("could not be read, being pictures without text.")
    check_reading(reading)


@pytest.fixture(scope="module")
def reading() -> SourceReading:
    style = TUNING[0]
    return read_bytes(Press(draw_report(style.seed, style.chapters), style).data)


def test_a_table_over_pages_is_one(reading: SourceReading) -> None:
    table = reading.tables[0]
    assert len({row.page for row in table.rows}) == 2
    wanted = draw_report(TUNING[0].seed, TUNING[0].chapters).of("table")[0]
    assert table.caption == wanted.caption
    assert headings(table) == list(wanted.rows[0])
    assert printed(table) == [list(row) for row in wanted.rows[1:]]
    assert table.key == "force"


def test_the_printed_label_is_kept_beside_the_count(reading: SourceReading) -> None:
    assert [(page.number, page.label) for page in reading.pages[:4]] == [
        (1, "i"),
        (2, "ii"),
        (3, "1"),
        (4, "2"),
    ]


def test_contents_are_no_passages(reading: SourceReading) -> None:
    assert [passage.clean for passage in reading.passages if passage.page == 2] == []
    assert "Contents" in reading.pages[1].text


def test_footnotes_know_what_they_are_on(reading: SourceReading) -> None:
    notes = [passage for passage in reading.passages if passage.kind == "footnote"]
    assert notes
    for note in notes:
        holder = next(p for p in reading.passages if p.clean == note.lead_in)
        assert note.clean in holder.footnotes
