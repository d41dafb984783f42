"""The words by which English hedges, denies and works out, from the knowledge file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cdi_qa.text import fold_typography


@lru_cache(maxsize=1)
def load_english() -> dict[str, Any]:
    """The knowledge file as it is."""
    path = files("cdi_qa.knowledge").joinpath("grounding.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some phrases as whole words, longest first, case ignored."""
    longest = sorted(phrases, key=len, reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


def holds(text: str, phrases: Iterable[str]) -> bool:
    """True where a text holds one of some phrases."""
    return pattern_of(tuple(phrases)).search(text) is not None


def plain(text: str) -> str:
    """A text in plain quotes and dashes, "n't" a word of its own."""
    return re.sub(r"n't\b", " not", fold_typography(text))


_CLAUSE = re.compile(
    r"[;:.!?]\s|[;:]$|,\s|\s[-–—]\s|\n|\b(?:but|while|whereas|although|though|because|"
    r"however|and|so that|despite|of these|of those)\b",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """A text cut where a clause may end."""
    return [piece.strip() for piece in _CLAUSE.split(text) if piece.strip()]
