"""Where a row is furthest from the best, or nearest to it: "where are we furthest off the top?"."""

from __future__ import annotations

import re

from cdi_qa.lookup.query import Order, Query
from cdi_qa.lookup.reader import Reader

_TO_BEST = re.compile(
    r"(?:where|(?:on |in |for |at )?(?:what|which)(?: \w+)?) (?:are|is|were|was|do|does|did)"
    r" .*\b(?P<how>furthest|farthest|closest|nearest)(?: \w+)?"
    r" (?:from|off|to|behind|short of) (?:the |being )*"
    r"(?:top|best|leaders?|front|highest|number one)(?: \w+)?"
)
_NEAR = frozenset({"closest", "nearest"})


def read_gaps_to_best(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """A row's gaps to the best of each column, the widest or the narrowest of them first."""
    asked = _TO_BEST.fullmatch(" ".join(reader.scan.tokens))
    figures = reader.of_kind("number")
    if asked is None or columns or len(keys) != 1 or len(figures) < 2 or reader.asks_rows:
        return None
    order: Order = "lowest" if asked["how"] in _NEAR else "highest"
    return Query("difference", tuple(figures), tuple(keys), against="best", which=True, order=order)
