"""What headings, captions and rows say of figures that are per cent."""

from __future__ import annotations

import re

PER_CENT = re.compile(r"(?:%|\bper\s?cent(?:age)?\b)(?:\s+of\b)?", re.IGNORECASE)
"""What a heading, a caption or a figure in prose says for per cent."""


def says_per_cent(text: str) -> bool:
    """True for a heading or a caption that says its figures are per cent."""
    return PER_CENT.search(text) is not None


def without_per_cent(heading: str) -> str:
    """The heading without the words for per cent; as it is where nothing else would be left."""
    return re.sub(r"\(\s*\)", "", PER_CENT.sub("", heading)).strip(" -–:,") or heading
