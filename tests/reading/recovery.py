"""How much of made-up reports is got back from their PDFs, style by style. Run by `make recovery`.

A sentence, footnote or heading counts where it is read whole, to the letter, as what it is; a
table's cell where it stands in its row under its heading. `stray` counts passages that are no part
of the report's text.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cdi_qa.reading.corpus import read_corpus
from cdi_qa.reading.readings import SourceReading
from cdi_qa.schema import Passage, Table

from .made_up_report import Piece, Report, draw_report
from .press import REPORTING, TUNING, Press, Style

_COLUMNS = ("sentences", "footnotes", "headings", "cells", "labels")
Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Recovery:
    """Found and wanted of each kind, and the passages that are no part of the report."""

    counts: dict[str, tuple[int, int]]
    stray: list[str]
    missed: list[str]

    def share(self, kind: str) -> float:
        found, wanted = self.counts[kind]
        return found / wanted if wanted else 1.0


def read_bytes(data: bytes) -> SourceReading:
    """The reading of one PDF."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.pdf").write_bytes(data)
        return read_corpus(Path(folder))[1][0]


def measure_style(style: Style) -> tuple[Recovery, SourceReading]:
    """Set a report in a style, read it and compare."""
    report = draw_report(style.seed, style.chapters, style.numbered)
    press = Press(report, style)
    reading = read_bytes(press.data)
    return compare(report, press.labels, reading), reading


def compare(report: Report, labels: Sequence[str], reading: SourceReading) -> Recovery:
    """What was recovered of a report."""
    told = [s for piece in report.pieces for s in piece.sentences if piece.kind != "heading"]
    notes = [piece.note for piece in report.pieces if piece.note]
    headings = [piece.text for piece in report.of("heading")]
    passages = list(_whole(reading.passages))
    read = {clean for kind, clean in passages if kind != "footnote"}
    read_notes = {clean for kind, clean in passages if kind == "footnote"}
    paths = {heading for passage in reading.passages for heading in passage.section}
    cells = set(_cells_of(report.of("table")))
    read_cells = {cell for table in reading.tables for cell in _cells_read(table)}
    missed = [s for s in told if s not in read]
    missed += [f"note: {s}" for s in notes if s not in read_notes]
    missed += [f"heading: {s}" for s in headings if s not in paths]
    missed += [f"cell: {s}" for s in sorted(cells - read_cells)[:5]]
    known = {*told, *notes, *headings, report.title, "Contents"}
    found_labels = [page.label for page in reading.pages]
    counts = {
        "sentences": (sum(s in read for s in told), len(told)),
        "footnotes": (sum(s in read_notes for s in notes), len(notes)),
        "headings": (sum(s in paths for s in headings), len(headings)),
        "cells": (len(cells & read_cells), len(cells)),
        "labels": (sum(a == b for a, b in zip(found_labels, labels, strict=True)), len(labels)),
    }
    stray = [clean for _, clean in passages if clean not in known and "...." not in clean]
    return Recovery(counts, stray, missed)


def _whole(passages: Iterable[Passage]) -> Iterable[tuple[str, str]]:
    """Kind and words of each passage, a sentence that a page's end cuts in two put together."""
    parts: list[str] = []
    for passage in passages:
        if passage.kind == "footnote":
            yield passage.kind, passage.clean
            continue
        if parts and not passage.continued:
            yield "sentence", " ".join(parts)
            parts = []
        parts.append(passage.clean)
    if parts:
        yield "sentence", " ".join(parts)


def _cells_of(tables: Iterable[Piece]) -> Iterable[Triple]:
    for table in tables:
        header, *rows = table.rows
        for row in rows:
            for heading, cell in zip(header[1:], row[1:], strict=True):
                yield f"{table.caption}: {row[0]}", heading, cell


def _cells_read(table: Table) -> Iterable[Triple]:
    for row in table.rows:
        first, *cells = row.cells
        for column, cell in zip(table.columns[1:], cells, strict=True):
            yield f"{table.caption}: {first.printed}", column.heading, cell.printed


def main() -> None:
    """Print the table; with `-v` what was missed, too."""
    print(f"{'style':22}{''.join(f'{name:>11}' for name in _COLUMNS)}{'stray':>7}{'s/page':>8}")
    for name, styles in (("tuned on", TUNING), ("reported", REPORTING)):
        print(f"-- {name}")
        for style in styles:
            started = time.perf_counter()
            recovery, reading = measure_style(style)
            seconds = (time.perf_counter() - started) / len(reading.pages)
            shares = "".join(f"{recovery.share(kind):>11.1%}" for kind in _COLUMNS)
            print(f"{style.name:22}{shares}{len(recovery.stray):>7}{seconds:>8.2f}")
            if "-v" in sys.argv and style in TUNING:
                for line in (*recovery.missed[:12], *(f"stray: {s}" for s in recovery.stray[:12])):
                    print("     ", line[:150])


if __name__ == "__main__":
    main()
