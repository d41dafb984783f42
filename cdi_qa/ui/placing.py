"""Where the names of a scatter's points go, so that none lies on another or on a point.

The browser draws wider than is reckoned with here, never narrower: what is apart stays apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cdi_qa.ui.pairs import Pairs, Point

PADDING = 24
"""Pixels between the outermost points and the edges of the plot."""
_LETTER = 7.0
"""Pixels that a letter takes up at most, on the average of a name."""
_HALF_LINE = 8.0
_RADIUS = 6.0
_SIDES: tuple[tuple[Literal["left", "right", "center"], int, int], ...] = (
    ("left", 9, 0),
    ("right", -9, 0),
    ("center", 0, -15),
    ("center", 0, 15),
    ("left", 7, -12),
    ("left", 7, 12),
    ("right", -7, -12),
    ("right", -7, 12),
)
"""Alignment and offset of a label beside, above and below its point."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name at its point, with its offset from it in pixels."""

    text: str
    x: float
    y: float
    align: Literal["left", "right", "center"]
    dx: int
    dy: int
    ours: bool


@dataclass(frozen=True, slots=True)
class _Box:
    """A run of the plot, with the pixel of the point it belongs to."""

    left: float
    right: float
    top: float
    bottom: float
    at: float

    def clashes(self, other: _Box) -> bool:
        """True where the two overlap, or would where the plot is drawn wider."""
        first, second = sorted((self, other), key=lambda box: box.at)
        apart = first.right <= second.left or (self.at == other.at and self._beside(other))
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def _beside(self, other: _Box) -> bool:
        return self.right <= other.left or other.right <= self.left


def place_labels(pairs: Pairs, width: int, height: int) -> list[Label]:
    """The labels that there is room for on a plot of that size, the own row's first."""
    spots = dict(zip(pairs.points, _spots(pairs.points, width, height), strict=True))
    taken = [_Box(x - _RADIUS, x + _RADIUS, y - _RADIUS, y + _RADIUS, x) for x, y in spots.values()]
    labels = []
    for point in sorted(pairs.points, key=lambda point: not point.ours):
        text = f"{point.name} ({pairs.ours})" if point.ours else point.name
        own = list(spots).index(point)
        for align, dx, dy in _SIDES:
            box = _box(spots[point], len(text) * _LETTER, align, dx, dy)
            inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
            others = (there for at, there in enumerate(taken) if at != own)
            if inside and not any(box.clashes(there) for there in others):
                taken.append(box)
                labels.append(Label(text, point.x, point.y, align, dx, dy, point.ours))
                break
    return labels


def _spots(points: tuple[Point, ...], width: int, height: int) -> Iterator[tuple[float, float]]:
    """The pixel of each point, from the top left."""
    xs, ys = [point.x for point in points], [point.y for point in points]
    for point in points:
        x = PADDING + _share(point.x, xs) * (width - 2 * PADDING)
        yield x, PADDING + (1 - _share(point.y, ys)) * (height - 2 * PADDING)


def _share(value: float, values: list[float]) -> float:
    """How far a value is from the least to the greatest, 0 to 1; a half where all are alike."""
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high > low else 0.5


def _box(spot: tuple[float, float], length: float, align: str, dx: int, dy: int) -> _Box:
    x, y = spot[0] + dx, spot[1] + dy
    left = {"left": x, "right": x - length, "center": x - length / 2}[align]
    return _Box(left, left + length, y - _HALF_LINE, y + _HALF_LINE, spot[0])
