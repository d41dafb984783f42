"""How a clerk to a board words things: patterns, themes and asks of `knowledge/pack.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from cdi_qa.text import stem


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that findings are grouped by, what is asked under it, what a full answer has."""

    name: str
    pattern: re.Pattern[str]
    ask: str
    full: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What goes with a kind of question."""

    asks: tuple[str, ...]
    full: tuple[str, ...]
    follow_up: str


@lru_cache(maxsize=1)
def _load() -> dict[str, Any]:
    text = resources.files("cdi_qa.knowledge").joinpath("pack.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def themes() -> tuple[Theme, ...]:
    """Every theme, in the order in which a pack has them."""
    return tuple(
        Theme(entry["name"], re.compile(entry["terms"], re.I), entry["ask"], entry["full"])
        for entry in _load()["theme"]
    )


@lru_cache(maxsize=1)
def roles() -> dict[str, re.Pattern[str]]:
    """What a heading is a sign of, the surest first."""
    return {name: re.compile(text, re.I) for name, text in _load()["roles"].items()}


@lru_cache(maxsize=32)
def cue(name: str) -> re.Pattern[str]:
    """The pattern of that name; raises KeyError where there is none."""
    return re.compile(_load()["cues"][name], re.I)


@lru_cache(maxsize=32)
def kind(name: str) -> Kind:
    """What goes with that kind of question; raises KeyError where there is none."""
    entry = _load()["kind"][name]
    asks = entry.get("ask", [])
    return Kind(
        asks=(asks,) if isinstance(asks, str) else tuple(asks),
        full=tuple(entry["full"]),
        follow_up=entry["follow_up"],
    )


def theme_name(name: str) -> str:
    """The heading in a pack of what is no finding ("Recommendations"); raises KeyError."""
    return str(_load()["names"][name])


@lru_cache(maxsize=1)
def neutral_words() -> frozenset[str]:
    """Stems of words that may come and go while a question stays the same."""
    return frozenset(map(stem, _load()["rewording"]["neutral"].split()))


@lru_cache(maxsize=1)
def amount_words() -> frozenset[str]:
    """Words that say of how many something holds."""
    return frozenset(_load()["rewording"]["amounts"].split())


@lru_cache(maxsize=1)
def imperatives() -> frozenset[str]:
    """Verbs that an instruction may begin with."""
    return frozenset(_load()["verbs"]["imperative"].split())
