"""What is to be reached, as against what has been: "the target for the charge rate"."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\b(?:what(?:'?s| is| was| are| were)|which) (?:\w+ ){0,3}?targets?\b"
    r"(?! (?:dates?|deadlines?|days?)\b)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:targets?|aim\w*|goals?|ambition|should|must|standard|expect\w*|at least)\b",
    re.IGNORECASE,
)


def asks_target(question: str) -> bool:
    """True for a question of what the target for something is."""
    return _ASKS.search(question) is not None


def tells_target(text: str) -> bool:
    """True for a text that says of something that it is to be reached."""
    return _TELLS.search(text) is not None
