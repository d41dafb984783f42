"""Pairs of places that tell one thing with unlike figures, not each held against every other.

Where a few figures are told, every pair is found. A thing that is told with more than `FIGURES`
figures is a form that is filled in again and again, and a figure may be repeated in any number of
places: then each place is held against the first `PLACES` places of the first `FIGURES` figures
only, so that the work grows with the number of places and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

FIGURES = 8
"""Figures of one thing that others are held against."""
PLACES = 3
"""Places of each of them."""

Saying = tuple[Hashable, Hashable]
"""What a place tells a figure of, and the figure."""


class _Told:
    """Where one thing is told: the first places of each of its first figures."""

    def __init__(self) -> None:
        self._places: dict[Hashable, list[int]] = {}

    def add(self, figure: Hashable, place: int) -> None:
        """Take in a place, unless there are enough of its figure or of other figures."""
        if figure in self._places or len(self._places) < FIGURES:
            places = self._places.setdefault(figure, [])
            if len(places) < PLACES:
                places.append(place)

    def besides(self, figure: Hashable) -> Iterator[int]:
        """The places of the other figures."""
        for other, places in self._places.items():
            if other != figure:
                yield from places


def pair_unlike(ones: Sequence[Saying], others: Sequence[Saying]) -> list[tuple[int, int]]:
    """The pairs of a place in each sequence that tell one thing with unlike figures, in order."""
    left, right = _hold(ones), _hold(others)
    pairs = {
        (at, to)
        for at, (thing, figure) in enumerate(ones)
        if thing in right
        for to in right[thing].besides(figure)
    }
    pairs |= {
        (at, to)
        for to, (thing, figure) in enumerate(others)
        if thing in left
        for at in left[thing].besides(figure)
    }
    return sorted(pairs)


def _hold(sayings: Sequence[Saying]) -> dict[Hashable, _Told]:
    told: dict[Hashable, _Told] = defaultdict(_Told)
    for place, (thing, figure) in enumerate(sayings):
        told[thing].add(figure, place)
    return told
