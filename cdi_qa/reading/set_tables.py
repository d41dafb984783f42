"""Tables on a page whose words have places: cells stand under one another, rules may part them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cdi_qa.reading.cells import is_missing, kind_of
from cdi_qa.reading.drawn import Rule
from cdi_qa.reading.glyphs import Word
from cdi_qa.reading.header import are_below
from cdi_qa.reading.hyphens import Joiner
from cdi_qa.reading.set_columns import (
    AHEAD,
    Span,
    column_of,
    columns_under,
    find_bounds,
    find_columns,
    holds_data,
    is_inside,
    is_tabular,
    middle,
)
from cdi_qa.reading.set_lines import SetLine

_CAPTION = re.compile(r"(?:Table|Figure|Annex|Appendix|Chart)\s+(?:\d+(?:\.\d+)?|[A-Z])\b")
_NEAR = 2.6
"""Times the type size that a table's next line, or its caption, is away at most."""
_APART = 1.22
"""Times the distance of a cell's lines, from which on lines belong to two rows."""
_CLOSE = 1.55
"""Times the type size that the next line of a wrapped cell is away at most."""
_LONGEST_SUBHEADING = 6
"""Words of a line that says of what the rows under it are."""
_TYPED = 0.4
"""Share of the cells after the first column that hold figures, grades or dates."""
_PARTING_RULES = 3


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
    top: int
    """The first of its lines that is no caption."""
    y: float
    """Where that stands."""


def find_grids(lines: Sequence[SetLine], rules: Sequence[Rule], joiner: Joiner) -> list[Grid]:
    """Every table in a column of text."""
    grids = _grids_in(lines, rules, joiner)
    above = [bool(_CAPTION.match(grid.caption)) for grid in grids]
    if not are_below(above, [_caption_below(lines, grid.end) for grid in grids]):
        return grids
    # What says so under each of them is read as their caption where all that is set is known.
    return [replace(grid, first=grid.top, caption="") for grid in grids]


def is_caption(lines: Sequence[SetLine], grid: Grid | None = None) -> bool:
    """True for lines that begin with a table's kind and number, right above `grid` if given."""
    last = lines[-1]
    near = grid is None or 0 < grid.y - last.y <= _NEAR * last.size
    return near and bool(_CAPTION.match(lines[0].text))


def _caption_below(lines: Sequence[SetLine], end: int) -> bool:
    """True where the line under a table is a caption and stands near."""
    if not 0 < end < len(lines) or not _CAPTION.match(lines[end].text):
        return False
    return lines[end].y - lines[end - 1].y <= _NEAR * lines[end].size


def _grids_in(lines: Sequence[SetLine], rules: Sequence[Rule], joiner: Joiner) -> list[Grid]:
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


def _grid_at(
    lines: Sequence[SetLine], at: int, limit: int, rules: Sequence[Rule], joiner: Joiner
) -> Grid | None:
    """The table whose first line of cells is `lines[at]`."""
    if not is_tabular(lines[at]):
        return None
    end = at + 1
    while end < len(lines) and _goes_on(lines, at, end, rules):
        end += 1
    run = list(lines[at:end])
    columns = find_columns(run)
    if len(columns) < 2:
        return None
    bounds = find_bounds(run, columns)
    top = at
    while top > limit and _tops_header(lines, top - 1, columns, bounds):
        top -= 1
    run = list(lines[top:end])
    groups = _rows(run, columns, rules)
    rows = [_row(group, columns, bounds, joiner) for group in groups]
    header, rows = _split_header(rows, groups)
    caption_from, caption = _caption(lines, top, limit, joiner)
    if not _holds_figures(rows, header, caption) or _is_contents(rows, caption):
        return None
    return Grid(caption_from, end, caption, header, tuple(rows), columns, top, lines[top].y)


def _goes_on(lines: Sequence[SetLine], at: int, end: int, rules: Sequence[Rule]) -> bool:
    """True where `lines[end]` is part of the table that begins at `at`."""
    last, line = lines[end - 1], lines[end]
    drop = line.y - last.y
    ruled = any(last.y < rule.y < line.y and rule.x0 <= line.x0 + 3 for rule in rules)
    if drop > (2 if ruled else 1) * _NEAR * last.size or abs(line.size - last.size) > 1:
        return False
    if is_tabular(line):
        return True
    columns = find_columns(lines[at : end + AHEAD])
    # A wrapped cell's next line stands close under the row that it belongs to.
    after = lines[end + 1 : end + 2]
    close = drop < _CLOSE * line.size or any(
        is_tabular(each) and each.y - line.y < _CLOSE * line.size for each in after
    )
    bounds = find_bounds(lines[at : end + AHEAD], columns)
    inside = is_inside(line, columns, bounds) and not _CAPTION.match(line.text)
    return inside and (close or _is_subheading(lines, end, columns))


def _is_subheading(lines: Sequence[SetLine], at: int, columns: Sequence[Span]) -> bool:
    """True for a few words in the first column, apart from the rows of figures under them."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if below is None or len(line.words) > _LONGEST_SUBHEADING or abs(line.x0 - columns[0][0]) > 1:
        return False
    near = _CLOSE * line.size <= below.y - line.y <= _NEAR * line.size
    return near and line.text[0].isupper() and holds_data(below) and is_tabular(below)


def _tops_header(
    lines: Sequence[SetLine], at: int, columns: Sequence[Span], bounds: Sequence[float]
) -> bool:
    """True where a line is the upper part of a heading that is taller than those beside it."""
    line = lines[at]
    within = is_inside(line, columns, bounds) or _stands_in(line, columns)
    beside = middle(line.x0, line.x1) >= bounds[0] and within
    near = lines[at + 1].y - line.y <= _CLOSE * line.size
    return beside and near and not _CAPTION.match(line.text)


def _stands_in(line: SetLine, columns: Sequence[Span]) -> bool:
    """True where bold words are headings side by side, with no more than a space between some."""
    lefts = [any(abs(word.x0 - left) < 1 for word in line.words) for left, _ in columns]
    return line.bold and sum(lefts) > 1


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
        if all(sum(map(holds_data, group)) <= 1 for group in ruled):
            return ruled
    drops = [below.y - above.y for above, below in pairwise(run)]
    nearest = min(drops, default=0.0)
    wrapped = any(not is_tabular(line) for line in run) or nearest < 1.45 * run[0].size
    if wrapped and any(drop > _APART * nearest for drop in drops):
        spaced = _parted(run, [drop > _APART * nearest for drop in drops])
        if all(sum(map(holds_data, group)) <= 1 for group in spaced):
            return spaced
    alone = {at for at in range(1, len(run)) if _is_subheading(run, at, columns)}
    return _parted(run, [is_tabular(line) or at in alone for at, line in enumerate(run[1:], 1)])


def _parted(run: Sequence[SetLine], parts: Sequence[bool]) -> list[list[SetLine]]:
    groups = [[run[0]]]
    for line, parted in zip(run[1:], parts, strict=True):
        if parted:
            groups.append([])
        groups[-1].append(line)
    return groups


def _row(
    group: Sequence[SetLine], columns: Sequence[Span], bounds: Sequence[float], joiner: Joiner
) -> tuple[str, ...]:
    """The cells of a row."""
    over = _spread(group[0], columns)
    rest = group[1:] if over else group
    cells = [_cell(rest, columns, bounds, number, joiner) for number in range(len(columns))]
    both = zip(over or [""] * len(columns), cells, strict=True)
    return tuple(" ".join(filter(None, pair)) for pair in both)


def _spread(line: SetLine, columns: Sequence[Span]) -> tuple[str, ...] | None:
    """The cells of a line whose few headings stand over as many columns each: "2016", "2017"."""
    first, *over = line.segments()
    cells = [first.text]
    if first.x0 >= columns[0][1]:
        over, cells = [first, *over], [""]
    each, left = divmod(len(columns) - 1, len(over) or 1)
    if len(over) < 2 or each < 2 or left or not all(_is_heading(part.text) for part in over):
        return None
    for at, segment in enumerate(over):
        begin, end = columns[1 + at * each], columns[(at + 1) * each]
        if segment.x1 < begin[0] or segment.x0 > end[1] or segment.x0 < columns[at * each][1]:
            return None
        cells += [segment.text] * each
    return tuple(cells)


def _is_heading(text: str) -> bool:
    return kind_of(text) == "text" or bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _cell(
    group: Sequence[SetLine],
    columns: Sequence[Span],
    bounds: Sequence[float],
    number: int,
    joiner: Joiner,
) -> str:
    """The words of one row that stand in a column, or over it."""
    held: list[SetLine] = []
    for line in group:
        words: list[Word] = []
        for segment, under in columns_under(line, columns):
            if under:
                words += segment.words if number in under else ()
                continue
            at = column_of(segment, columns, bounds)
            words += [
                word
                for word in segment.words
                if (at if at >= 0 else bisect_right(bounds, middle(word.x0, word.x1))) == number
            ]
        held += [SetLine(tuple(words))] if words else []
    return joiner.join(held)[0] if held else ""


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
    while depth > 1 and _is_name(rows[depth - 1]) and any(map(_is_name, rows[depth:])):
        depth -= 1  # a sub-heading, as there are others
    bold = [all(line.bold for line in group) for group in groups]
    if depth == 0 and bold[0] and not all(bold):
        depth = 1  # years, or grades, as headings
    header = [" ".join(filter(None, column)) for column in zip(*rows[:depth], strict=True)]
    return tuple(header), rows[depth:]


def _is_name(row: tuple[str, ...]) -> bool:
    """True for a row that has nothing but a name."""
    return bool(row[0]) and not any(row[1:])


def _caption(lines: Sequence[SetLine], top: int, limit: int, joiner: Joiner) -> tuple[int, str]:
    """The line that a table's caption begins on, and its words."""
    for at in range(top - 1, max(limit, top - 4) - 1, -1):
        line, below = lines[at], lines[at + 1]
        if below.y - line.y > _NEAR * line.size:
            break
        if line.bold != below.bold and at < top - 1:
            break
        named = bool(_CAPTION.match(line.text))
        if named or (at == top - 1 and line.bold and _is_title(line, lines[top])):
            return at, joiner.join(lines[at:top])[0]
    return top, ""


def _is_title(line: SetLine, first: SetLine) -> bool:
    return abs(line.size - first.size) < 0.12 * first.size and not line.text.endswith(".")


def _holds_figures(rows: Sequence[tuple[str, ...]], header: tuple[str, ...], caption: str) -> bool:
    named = bool(_CAPTION.match(caption))
    cells = [cell for row in rows for cell in row[1:] if cell]
    typed = sum(1 for cell in cells if is_missing(cell) or kind_of(cell) != "text")
    return len(rows) >= (2 if header and not named else 1) and typed >= max(2, _TYPED * len(cells))


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
    if grid.header and _words(grid.header) != _words(before.header):
        return None
    return replace(grid, header=(), caption="")


def _words(header: Sequence[str]) -> Counter[str]:
    return Counter(" ".join(header).split())


def _again(caption: str) -> bool:
    return bool(re.search(r"\bcont(?:inued|’d|'d|\.|d)", caption, re.IGNORECASE))
