"""Which of many tables share most with a question, by an index of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from cdi_qa.lookup.called import Called, values_of
from cdi_qa.text import stem, words

_SHARED = 1000
"""Weight that a word shares out among the tables that have it."""


class LikelyTables:
    """The words of tables: of their names, headings, rows and values."""

    def __init__(self, tables: Mapping[str, Called]) -> None:
        self._names = list(tables)
        holding: dict[str, list[int]] = defaultdict(list)
        for at, called in enumerate(tables.values()):
            for said in called.stems | called.spoken | called.years | values_of(called.table):
                holding[said].append(at)
        self._holding = {said: np.array(places) for said, places in holding.items()}

    def find(self, question: str, most: int) -> list[str]:
        """The names of the tables that share most with a question, most first; those that share as
        much in the order of the question and of the documents.
        """
        asked = dict.fromkeys(stem(word) for word in words(question))
        held = [self._holding[said] for said in asked if said in self._holding]
        weights = np.zeros(len(self._names), dtype=np.int64)
        first = np.full(len(self._names), len(held))
        for place, tables in reversed([*enumerate(held)]):
            weights[tables] += _SHARED // len(tables)
            first[tables] = place
        sharing = np.flatnonzero(first < len(held))
        order = np.lexsort((first[sharing], -weights[sharing]))
        return [self._names[at] for at in sharing[order[:most]]]
