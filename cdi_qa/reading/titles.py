"""What a document calls itself: the title in its properties, or the heading that it begins with."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.schema import Passage
from cdi_qa.text import fold_space, strip_controls, words

_LONGEST = 120
"""Characters of a title; what is longer is a sentence."""
_OPENING = 2000
"""Characters of the first page among which a title in the properties is looked for."""
_OF_PARTS = frozenset(
    {
        "executive summary",
        "key findings",
        "main findings",
        "key points",
        "table of contents",
        "terms of reference",
        "for information",
        "for decision",
    }
)
"""What parts of documents are called, and no document is."""


def find_title(stated: str, opening: str, passages: Sequence[Passage]) -> str:
    """The title, or "" where there is none to go by.

    One that is stated in the properties counts where the first page (`opening`) says it too: many a
    file has that of the one it was made from, or its writer's file name.
    """
    stated = fold_space(strip_controls(stated))
    if _is_title(stated) and set(words(stated)) <= set(words(opening[:_OPENING])):
        return stated
    heading = next((passage.section[:1] for passage in passages[:1]), ())
    first = fold_space(" ".join(heading))
    return first if _is_title(first) else ""


def _is_title(text: str) -> bool:
    said = [word for word in words(text) if not word.isdigit()]
    return len(said) > 1 and len(text) <= _LONGEST and " ".join(said) not in _OF_PARTS
