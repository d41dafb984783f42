"""Rows by the first word of their names alone: "Fernhill" for Fernhill House."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cdi_qa.knowledge.lexicon import english_words
from cdi_qa.text import words

_SHORTEST = 4


def short_names(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    """The first words by which one name alone of some is meant, and which are no English words."""
    told = [(words(name), name) for name in names]
    firsts = Counter(said[0] for said, _ in told if said)
    return {
        (said[0],): name
        for said, name in told
        if len(said) > 1
        and firsts[said[0]] == 1
        and len(said[0]) >= _SHORTEST
        and said[0] not in english_words()
    }
