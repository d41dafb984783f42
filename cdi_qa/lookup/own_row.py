"""The row of a comparison table that the documents are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from cdi_qa.text import words

_LONGEST_NAME = 4
"""Words of a row's name, at most."""
_PARTS = frozenset(
    "district division area borough ward beat sector neighbourhood locality department unit team"
    " suite station watch site depot directorate command".split()
)
"""What the parts of one body are called: a report on the whole is about none of them."""


def find_own_row(
    body: str, keys: Mapping[tuple[str, ...], str], titles: Iterable[str], prose: Iterable[str]
) -> str | None:
    """The printed name of the row that the documents name most; None where they name none.

    `body` is what a row is and `keys` every way to write a row's name. The parts of one body are
    taken only where a title names one: "our figure" is not that of a district that is named often.
    """
    titled = _mentions(keys, titles)
    if is_part(body):
        return _most(titled)
    return _most(titled + _mentions(keys, prose))


def is_part(body: str) -> bool:
    """True for what the parts of one body are called: "district"."""
    return body in _PARTS


def _most(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _mentions(keys: Mapping[tuple[str, ...], str], texts: Iterable[str]) -> Counter[str]:
    """How often each row is named in some texts."""
    counts: Counter[str] = Counter()
    opening = {key[0] for key in keys if key}
    for text in texts:
        tokens, after = words(text), 0
        for at in (at for at, token in enumerate(tokens) if token in opening):
            sizes = range(_LONGEST_NAME, 0, -1)
            size = next((n for n in sizes if tuple(tokens[at : at + n]) in keys), 0)
            if size and at >= after:  # "North Vale" is not named again by its "Vale"
                counts[keys[tuple(tokens[at : at + size])]] += 1
                after = at + size
    return counts
