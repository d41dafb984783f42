"""Words taken out of a question, with what they leave hanging."""

from __future__ import annotations

from collections.abc import Set

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.text import stem, words

_LINKS = FUNCTION_WORDS - {
    "who",
    "which",
    "what",
    "how",
    "when",
    "we",
    "us",
    "our",
    "not",
    "no",
    "ones",
}
"""Words that are left hanging where others are taken out: "on answering calls"."""


def without(text: str, stems: Set[str]) -> str:
    """The text without words of these stems and what they leave hanging."""
    kept: list[str] = []
    for word in text.split():
        said = words(word)
        if not said or any(stem(each) not in stems for each in said):
            kept.append(word)
            continue
        while kept and words(kept[-1]) and words(kept[-1])[0] in _LINKS:
            kept.pop()
        if kept and word[-1:] in "?,.;:":
            kept[-1] += word[-1]
    return " ".join(kept)
