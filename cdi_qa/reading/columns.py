"""The words of a page → the columns of text that they stand in, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cdi_qa.reading.drawn import Rule
from cdi_qa.reading.glyphs import Word
from cdi_qa.reading.set_lines import lines_of

_GUTTER = 9.0
"""Points of white between two columns, at least."""
_LEAST_WORDS = 16
"""Words on each side of a gutter."""
_WORDS_IN_PROSE = 3.0
"""Words on average between the gaps of a line of prose; cells have fewer."""
_PROSE = 0.5
"""Share of a column's words that stand in prose."""
_STEP = 3.0
_DEEPEST = 6


def columns_of(
    words: Sequence[Word], rules: Sequence[Rule] = (), depth: int = 0
) -> list[list[Word]]:
    """The words of each column of text, column after column as they are read.

    What reaches over the gutter (a title, a wide table, the lines drawn in one) parts the columns
    above it from those below it.
    """
    words = list(words)
    found = _gutter(words, rules) if depth < _DEEPEST else None
    if found is None:
        return [words] if words else []
    at, top, bottom = found
    above = [word for word in words if word.y <= top]
    below = [word for word in words if word.y >= bottom]
    between = [word for word in words if top < word.y < bottom]
    left = [word for word in between if word.x1 <= at]
    right = [word for word in between if word.x1 > at]
    parts = (above, left, right, below)
    return [column for part in parts if part for column in columns_of(part, rules, depth + 1)]


def _gutter(words: list[Word], rules: Sequence[Rule]) -> tuple[float, float, float] | None:
    """Where a gutter stands and from what height to what height, None where there is none."""
    if len(words) < 2 * _LEAST_WORDS:
        return None
    x0 = np.array([word.x0 for word in words])
    x1 = np.array([word.x1 for word in words])
    y = np.array([word.y for word in words])
    drawn = np.array([(rule.x0, rule.x1, rule.y) for rule in rules]).reshape(-1, 3)
    first, last = float(x0.min()), float(x1.max())
    wide = last - first
    best: tuple[int, float, float, float] | None = None
    for at in np.arange(first + 0.2 * wide, first + 0.8 * wide, _STEP):
        over = drawn[(drawn[:, 0] < at + _GUTTER) & (drawn[:, 1] > at)]
        crossing = np.sort(np.concatenate([y[(x0 < at + _GUTTER) & (x1 > at)], over[:, 2]]))
        edges = np.concatenate([[-np.inf], crossing, [np.inf]])
        for top, bottom in _tallest(edges, y):
            inside = (y > top) & (y < bottom)
            left = int((inside & (x1 <= at)).sum())
            right = int((inside & (x0 >= at + _GUTTER)).sum())
            if min(left, right) < _LEAST_WORDS or (best and left + right <= best[0]):
                continue
            sides = [
                [word for word, here in zip(words, mask, strict=True) if here]
                for mask in (inside & (x1 <= at), inside & (x0 >= at + _GUTTER))
            ]
            if all(_is_prose(side) for side in sides):
                best = (left + right, float(at), float(top), float(bottom))
    return best[1:] if best else None


def _tallest(edges: NDArray[np.float64], heights: NDArray[np.float64]) -> list[tuple[float, float]]:
    """The three stretches between crossing words that hold the most words."""
    counts = np.searchsorted(np.sort(heights), edges)
    held = np.diff(counts)
    order = np.argsort(-held)[:3]
    return [(float(edges[at]), float(edges[at + 1])) for at in order if held[at] > 2 * _LEAST_WORDS]


def _is_prose(words: list[Word]) -> bool:
    total = prose = 0
    for line in lines_of(words):
        segments = line.segments()
        total += len(line.words)
        if len(line.words) / len(segments) >= _WORDS_IN_PROSE:
            prose += len(line.words)
    return prose >= _PROSE * total
