"""Tables on a page whose words have places: cells stand under one another, rules may part them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cdi_qa.reading.cells import is_missing, kind_of
from cdi_qa.reading.glyphs import Rule, Word
from cdi_qa.reading.hyphens import Joiner
from cdi_qa.reading.lines import BULLET_SIGN
from cdi_qa.reading.set_lines import SetLine

_CAPTION = re.compile(r"(?:Table|Figure|Annex|Appendix|Chart)\s+(?:\d+(?:\.\d+)?|[A-Z])\b")
LEADER = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
"""The dots that lead from a heading to its page in a list of contents."""
_LIST_SIGN = re.compile(
    r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|\[\d+\])"
)
_NEAR = 2.6
"""Times the type size that a table's next line, or its caption, is away at most."""
_APART = 1.22
"""Times the distance of a cell's lines, from which on lines belong to two rows."""
_TYPED = 0.4
"""Share of the cells after the first column that hold figures, grades or dates."""
_PARTING_RULES = 3
_AHEAD = 6
"""Lines further down that are looked at, too, to see where the columns are."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table among the lines of a column of text: `lines[first:end]`, its caption included."""

    first: int
    end: int
    caption: str
    header: tuple[str, ...]
    """Empty where no row looks like one: the table goes on from elsewhere."""
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Span, ...]


def find_grids(lines: Sequence[SetLine], rules: Sequence[Rule], joiner: Joiner) -> list[Grid]:
    """Every table in a column of text."""
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        grid = _grid_at(lines, at, grids[-1].end if grids else 0, rules, joiner)
        if grid is None:
            at += 1
        else:
            grids.append(grid)
            at = grid.end
    return grids


def _cells_of(line: SetLine) -> list[SetLine]:
    """The segments of a line; a bullet sign or a number before one is no cell."""
    segments = line.segments()
    first = segments[0].text
    signed = BULLET_SIGN.match(f"{first} x") or _LIST_SIGN.fullmatch(first)
    if len(segments) == 2 and signed:
        return [line]
    return segments


def _is_tabular(line: SetLine) -> bool:
    return len(_cells_of(line)) >= 2 and not LEADER.search(line.text)


def _grid_at(
    lines: Sequence[SetLine], at: int, limit: int, rules: Sequence[Rule], joiner: Joiner
) -> Grid | None:
    """The table whose first line of cells is `lines[at]`."""
    if not _is_tabular(lines[at]):
        return None
    end = at + 1
    while end < len(lines) and _goes_on(lines, at, end, rules):
        end += 1
    run = list(lines[at:end])
    columns = _columns(run)
    if len(columns) < 2:
        return None
    bounds = _bounds(run, columns)
    top = at
    while top > limit and _tops_header(lines, top - 1, columns, bounds):
        top -= 1
    run = list(lines[top:end])
    groups = _rows(run, columns, rules)
    rows = [
        tuple(_cell(group, columns, bounds, number, joiner) for number in range(len(columns)))
        for group in groups
    ]
    header, rows = _split_header(rows, groups)
    caption_from, caption = _caption(lines, top, limit, joiner)
    if not _holds_figures(rows, header) or _is_contents(rows, caption):
        return None
    return Grid(caption_from, end, caption, header, tuple(rows), columns)


def _goes_on(lines: Sequence[SetLine], at: int, end: int, rules: Sequence[Rule]) -> bool:
    """True where `lines[end]` is part of the table that begins at `at`."""
    last, line = lines[end - 1], lines[end]
    drop = line.y - last.y
    ruled = any(last.y < rule.y < line.y and rule.x0 <= line.x0 + 3 for rule in rules)
    if drop > (2 if ruled else 1) * _NEAR * last.size or abs(line.size - last.size) > 1:
        return False
    if _is_tabular(line):
        return True
    columns = _columns(lines[at : end + _AHEAD])
    # A wrapped cell's next line stands close under the row that it belongs to.
    close = drop < 1.5 * line.size or any(
        _is_tabular(each) and each.y - line.y < 1.5 * line.size for each in lines[end + 1 : end + 2]
    )
    bounds = _bounds(lines[at : end + _AHEAD], columns)
    inside = _is_inside(line, columns, bounds)
    return inside and close and not _CAPTION.match(line.text)


def _is_inside(line: SetLine, columns: Sequence[Span], bounds: Sequence[float]) -> bool:
    """True where each run of words on a line stands in one of the columns."""
    within = columns[0][0] - 4 <= line.x0 and line.x1 <= columns[-1][1] + 2 * line.size
    return within and all(_column_of(each, columns, bounds) >= 0 for each in line.segments())


def _columns(run: Sequence[SetLine]) -> tuple[Span, ...]:
    """The columns' left and right edges, from the lines with the usual number of cells."""
    lines = [line for line in run if _holds_data(line)] or list(run)
    cells = [_cells_of(line) for line in lines]
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
    return tuple(merged)


def _bounds(run: Sequence[SetLine], columns: tuple[Span, ...]) -> list[float]:
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
    data = [line for line in run if _holds_data(line)]
    heads = [line for line in run[:_AHEAD] if line not in data]
    for lines in (data, heads):
        lefts = sum(any(abs(word.x0 - column[0]) < 1 for word in line.words) for line in lines)
        rights = sum(any(abs(word.x1 - column[1]) < 1 for word in line.words) for line in lines)
        if lefts != rights and max(lefts, rights) >= len(lines) / 2:
            return "left" if lefts > rights else "right"
    return "middle"


def _tops_header(
    lines: Sequence[SetLine], at: int, columns: Sequence[Span], bounds: Sequence[float]
) -> bool:
    """True where a line is the upper part of a heading that is taller than those beside it."""
    line = lines[at]
    beside = _middle(line.x0, line.x1) >= bounds[0] and _is_inside(line, columns, bounds)
    near = lines[at + 1].y - line.y <= 1.5 * line.size
    return beside and near and not _CAPTION.match(line.text)


def _rows(
    run: Sequence[SetLine], columns: tuple[Span, ...], rules: Sequence[Rule]
) -> list[list[SetLine]]:
    """The lines of each row together: between rules, else by distance, else a line a row."""
    left, right = columns[0][0], columns[-1][1]
    inside = [
        rule.y
        for rule in rules
        if run[0].y < rule.y < run[-1].y and min(rule.x1, right) - max(rule.x0, left) > 20
    ]
    if len(set(map(round, inside))) >= _PARTING_RULES:
        ruled = _parted(run, [any(a.y < y < b.y for y in inside) for a, b in pairwise(run)])
        if all(sum(map(_holds_data, group)) <= 1 for group in ruled):
            return ruled
    drops = [below.y - above.y for above, below in pairwise(run)]
    nearest = min(drops, default=0.0)
    wrapped = any(not _is_tabular(line) for line in run) or nearest < 1.45 * run[0].size
    if wrapped and any(drop > _APART * nearest for drop in drops):
        spaced = _parted(run, [drop > _APART * nearest for drop in drops])
        if all(sum(map(_holds_data, group)) <= 1 for group in spaced):
            return spaced
    return _parted(run, [_is_tabular(line) for line in run[1:]])


def _parted(run: Sequence[SetLine], parts: Sequence[bool]) -> list[list[SetLine]]:
    groups = [[run[0]]]
    for line, parted in zip(run[1:], parts, strict=True):
        if parted:
            groups.append([])
        groups[-1].append(line)
    return groups


def _holds_data(line: SetLine) -> bool:
    kinds = [kind_of(cell.text) for cell in _cells_of(line)[1:]]
    return "number" in kinds or "date" in kinds


def _cell(
    group: Sequence[SetLine],
    columns: Sequence[Span],
    bounds: Sequence[float],
    number: int,
    joiner: Joiner,
) -> str:
    """The words of one row that stand in a column."""
    held: list[SetLine] = []
    for line in group:
        words: list[Word] = []
        for segment in line.segments():
            at = _column_of(segment, columns, bounds)
            words += [
                word
                for word in segment.words
                if (at if at >= 0 else bisect_right(bounds, _middle(word.x0, word.x1))) == number
            ]
        held += [SetLine(tuple(words))] if words else []
    return joiner.join(held)[0] if held else ""


def _column_of(segment: SetLine, columns: Sequence[Span], bounds: Sequence[float]) -> int:
    """The column that some words stand in, -1 where they reach over several."""
    over = [
        at for at, (left, right) in enumerate(columns) if segment.x0 < right and left < segment.x1
    ]
    if len(over) > 1:
        return -1
    return over[0] if over else bisect_right(bounds, _middle(segment.x0, segment.x1))


def _middle(left: float, right: float) -> float:
    return (left + right) / 2


def _is_data(row: tuple[str, ...]) -> bool:
    return any(kind_of(cell) in {"number", "grade", "date"} for cell in row[1:])


def _split_header(
    rows: list[tuple[str, ...]], groups: Sequence[Sequence[SetLine]]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The header, its rows made one, and the rows under it."""
    depth = 0
    while depth < len(rows) and not _is_data(rows[depth]):
        depth += 1
    if depth == len(rows):
        return (), rows
    bold = [all(line.bold for line in group) for group in groups]
    if depth == 0 and bold[0] and not all(bold):
        depth = 1  # years, or grades, as headings
    header = [" ".join(filter(None, column)) for column in zip(*rows[:depth], strict=True)]
    return tuple(header), rows[depth:]


def _caption(lines: Sequence[SetLine], top: int, limit: int, joiner: Joiner) -> tuple[int, str]:
    """The line that a table's caption begins on, and its words."""
    for at in range(top - 1, max(limit, top - 4) - 1, -1):
        line, below = lines[at], lines[at + 1]
        if below.y - line.y > _NEAR * line.size:
            break
        named = bool(_CAPTION.match(line.text))
        if named or (at == top - 1 and line.bold and _is_title(line, lines[top])):
            return at, joiner.join(lines[at:top])[0]
    return top, ""


def _is_title(line: SetLine, first: SetLine) -> bool:
    return abs(line.size - first.size) < 0.12 * first.size and not line.text.endswith(".")


def _holds_figures(rows: Sequence[tuple[str, ...]], header: tuple[str, ...]) -> bool:
    cells = [cell for row in rows for cell in row[1:] if cell]
    typed = sum(1 for cell in cells if is_missing(cell) or kind_of(cell) != "text")
    return len(rows) >= (2 if header else 1) and typed >= max(2, _TYPED * len(cells))


def _is_contents(rows: Sequence[tuple[str, ...]], caption: str) -> bool:
    """True for headings and the pages that they are on."""
    pages = [row[-1] for row in rows]
    if caption or len(rows[0]) != 2 or not all(re.fullmatch(r"\d{1,3}", page) for page in pages):
        return False
    return all(int(a) <= int(b) for a, b in pairwise(pages))


def continued(grid: Grid, before: Grid) -> Grid | None:
    """The grid as more rows of the table before it, or None where it is a table of its own."""
    if len(grid.columns) != len(before.columns) or (grid.caption and not _again(grid.caption)):
        return None
    if grid.header and grid.header != before.header:
        return None
    return replace(grid, header=(), caption="")


def _again(caption: str) -> bool:
    return bool(re.search(r"\bcont(?:inued|’d|'d|\.|d)", caption, re.IGNORECASE))
