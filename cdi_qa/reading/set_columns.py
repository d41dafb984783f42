"""The columns that the cells of a table stand in, on a page whose words have places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from cdi_qa.reading.cells import kind_of
from cdi_qa.reading.lines import BULLET_SIGN
from cdi_qa.reading.set_lines import SetLine

LEADER = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
"""The dots that lead from a heading to its page in a list of contents."""
_LIST_SIGN = re.compile(
    r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|\[\d+\])"
)
_LEAST_WHITE = 0.4
"""Ems between two columns, at least; the space between words is some 0.28."""
_FEWEST_LINES = 4
"""Lines with data from which on white that none breaks is no chance."""
AHEAD = 6
"""Lines further down that are looked at, too, to see where the columns are."""

Span = tuple[float, float]


def cells_of(line: SetLine) -> list[SetLine]:
    """The segments of a line; a bullet sign or a number before one is no cell."""
    segments = line.segments()
    first = segments[0].text
    signed = BULLET_SIGN.match(f"{first} x") or _LIST_SIGN.fullmatch(first)
    if len(segments) == 2 and signed:
        return [line]
    return segments


def is_tabular(line: SetLine) -> bool:
    """True for a line of several cells."""
    return len(cells_of(line)) >= 2 and not LEADER.search(line.text)


def find_columns(run: Sequence[SetLine]) -> tuple[Span, ...]:
    """The columns' left and right edges, from the lines with the usual number of cells."""
    lines = [line for line in run if holds_data(line)] or list(run)
    cells = [cells_of(line) for line in lines]
    counts = Counter(len(each) for each in cells if len(each) >= 2)
    if not counts:
        return ()
    usual = max(counts, key=lambda count: (counts[count] * count, count))
    spans = sorted((cell.x0, cell.x1) for each in cells if len(each) == usual for cell in each)
    merged: list[Span] = []
    for left, right in spans:
        if merged and left < merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    parted = _gutters(run)
    return tuple(parted if len(parted) > len(merged) else merged)


def _gutters(run: Sequence[SetLine]) -> list[Span]:
    """The columns by the white that no line from the first with data to the last with data breaks:
    long cells come nearer to the next column than words usually are parted by.
    """
    data = [at for at, line in enumerate(run) if holds_data(line) and not _holds_years(line)]
    if len(data) < _FEWEST_LINES:
        return []
    lines = run[data[0] : data[-1] + 1]
    white = _LEAST_WHITE * max(line.size for line in lines)
    merged: list[Span] = []
    for left, right in sorted((word.x0, word.x1) for line in lines for word in line.words):
        if merged and left < merged[-1][1] + white:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    held = [sum(any(a <= w.x0 < b for w in line.words) for line in lines) for a, b in merged]
    return merged if min(held) * 2 >= len(data) else []


def _holds_years(line: SetLine) -> bool:
    """True for years that head several columns each."""
    return all(re.fullmatch(r"(?:19|20)\d\d", word.text) for word in line.words)


def find_bounds(run: Sequence[SetLine], columns: tuple[Span, ...]) -> list[float]:
    """Where each column but the last ends: words of a heading may be wider than what is under it.

    Cells are set flush left, flush right or in the middle, and so are their headings.
    """
    flush = [_flush(run, column) for column in columns]
    bounds = []
    for at in range(len(columns) - 1):
        if flush[at] == flush[at + 1] == "left":
            bounds.append(columns[at + 1][0] - 1)
        elif flush[at] == flush[at + 1] == "right":
            bounds.append(columns[at][1] + 1)
        else:
            bounds.append((columns[at][1] + columns[at + 1][0]) / 2)
    return bounds


def _flush(run: Sequence[SetLine], column: Span) -> str:
    """How the cells of a column are set, where all are equally wide as its heading shows it."""
    data = [line for line in run if holds_data(line)]
    heads = [line for line in run[:AHEAD] if line not in data]
    for lines in (data, heads):
        lefts = sum(any(abs(word.x0 - column[0]) < 1 for word in line.words) for line in lines)
        rights = sum(any(abs(word.x1 - column[1]) < 1 for word in line.words) for line in lines)
        if lefts != rights and max(lefts, rights) >= len(lines) / 2:
            return "left" if lefts > rights else "right"
    return "middle"


def is_inside(line: SetLine, columns: Sequence[Span], bounds: Sequence[float]) -> bool:
    """True where each run of words on a line stands in one of the columns."""
    within = columns[0][0] - 4 <= line.x0 and line.x1 <= columns[-1][1] + 2 * line.size
    return within and all(column_of(each, columns, bounds) >= 0 for each in line.segments())


def column_of(segment: SetLine, columns: Sequence[Span], bounds: Sequence[float]) -> int:
    """The column that some words stand in, -1 where they reach over several."""
    over = [
        at for at, (left, right) in enumerate(columns) if segment.x0 < right and left < segment.x1
    ]
    if len(over) > 1:
        return -1
    return over[0] if over else bisect_right(bounds, middle(segment.x0, segment.x1))


def columns_under(line: SetLine, columns: Sequence[Span]) -> Iterator[tuple[SetLine, range]]:
    """The segments of a line, each with the columns that it reaches over where its cell is drawn:
    the first alone where it reaches over all, none where upright lines do not tell.
    """
    segments = line.segments()
    places = [bisect_right(line.edges, segment.x0 + 1) for segment in segments]
    for segment, at in zip(segments, places, strict=True):
        known = 0 < at < len(line.edges) and places.count(at) == 1
        if not known or segment.x1 > line.edges[at] + 1:
            yield segment, range(0)
            continue
        inside = (line.edges[at - 1], line.edges[at])
        held = [n for n, span in enumerate(columns) if inside[0] <= middle(*span) <= inside[1]]
        over_all = len(held) == len(columns)
        yield segment, range(held[0], 1 if over_all else held[-1] + 1) if held else range(0)


def middle(left: float, right: float) -> float:
    """The place half-way between two."""
    return (left + right) / 2


def holds_data(line: SetLine) -> bool:
    """True for a line of cells with a figure or a date beside the first."""
    kinds = [kind_of(cell.text) for cell in cells_of(line)[1:]]
    return "number" in kinds or "date" in kinds
