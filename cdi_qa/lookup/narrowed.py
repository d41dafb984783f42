"""Whether a question is of some of the rows only, by words that no column tells of.

"The ones that passed", "forces up north", "the quickest": a likely wording that has no room for
such words would answer for all rows, or by another measure.
"""

from __future__ import annotations

from cdi_qa.lookup.mention import Scan
from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases

_WHEREABOUTS = frozenset(
    "north south east west northern southern eastern western northwest northeast southwest "
    "southeast coastal inland rural urban".split()
)
"""Parts of a country: no column says in which of them a row lies."""
_ROWS = frozenset("ones those forces bodies them".split())
_RELATIVES = frozenset("that who which whose with without having".split())
_BETWEEN = frozenset("is are was were have has had did do does got get they been being".split())
"""Words that may stand before what narrows the rows."""
_ENDS = ("cheapest", "dearest", "lowest", "highest")
"""Groups of words for the ends of times and prices, which mean something of such columns alone."""


def is_narrowed(seen: Scan, vocabulary: Vocabulary) -> bool:
    """True where words that are read as nothing choose among the rows."""
    left = set(seen.leftover)
    ends = {word for group in _ENDS for word in load_phrases()["directions"][group]}
    return bool(left & (_WHEREABOUTS | ends)) or _in_relative(seen, vocabulary, left)


def _in_relative(seen: Scan, vocabulary: Vocabulary, left: set[str]) -> bool:
    """True for "the ones that passed" where nothing is known of passing."""
    rows = _ROWS | {vocabulary.bodies}
    for at, token in enumerate(seen.tokens[:-1]):
        if token not in rows or seen.tokens[at + 1] not in _RELATIVES:
            continue
        after = (word for word in seen.tokens[at + 2 :] if word not in _BETWEEN)
        if next(after, "") in left:
            return True
    return False
