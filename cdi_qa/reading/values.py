"""Names and the words that rate them, run together in one text cell ("Marsh End Not met Met").

A scale's words are few and come back row after row; names don't. No list of scales is needed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from cdi_qa.reading.rhythm import RowOfAtoms

_PHRASE = re.compile(r"[A-Z(]\S*(?:\s+[^A-Z(\s]\S*)*")
"""A word with a capital and the small words after it."""

Span = tuple[int, int]


def split_values(text: str, rows: list[RowOfAtoms]) -> list[list[RowOfAtoms]]:
    """The rows with rating words in columns of their own, for each text column that ends so."""
    ways: list[list[RowOfAtoms]] = []
    for column, cells in enumerate(zip(*rows, strict=True)):
        if not all(cell.kind == "text" for cell in cells):
            continue
        phrases = [_phrases(text, cell.start, cell.end) for cell in cells]
        depth = _rating_columns(text, phrases)
        if depth:
            ways.append(
                [
                    [*row[:column], *_split(row, column, spans, depth), *row[column + 1 :]]
                    for row, spans in zip(rows, phrases, strict=True)
                ]
            )
    return ways


def _phrases(text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in _PHRASE.finditer(text, start, end)]


def _rating_columns(text: str, rows: list[list[Span]]) -> int:
    """How many phrases at the end of every row are words of a scale."""

    def words(span: Span) -> str:
        return " ".join(text[slice(*span)].split()).lower()

    counts = Counter(words(span) for spans in rows for span in spans[1:])
    depths = []
    for spans in rows:
        depth = 0
        while depth + 1 < len(spans) and counts[words(spans[-1 - depth])] > 1:
            depth += 1
        depths.append(depth)
    depth = min(depths, default=0)
    values = {words(span) for spans in rows for span in spans[-depth:]} if depth else set()
    if depth == 1 and len(values) == 1:
        return 0  # "North Holm", "South Holm": the second half of the names
    names = {text[spans[0][0] : spans[-1 - depth][1]] for spans in rows if spans}
    return depth if len(names) == len(rows) else 0


def _split(row: RowOfAtoms, column: int, spans: list[Span], depth: int) -> RowOfAtoms:
    cell = row[column]
    name = replace(cell, start=spans[0][0], end=spans[-1 - depth][1])
    return [name, *(replace(cell, start=start, end=end) for start, end in spans[-depth:])]
