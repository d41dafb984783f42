"""What a question pack is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cdi_qa.schema import Evidence

State = Literal["open", "asked", "answered", "follow up"]
STATES: tuple[State, ...] = ("open", "asked", "answered", "follow up")
PRIORITIES = {1: "High", 2: "Medium", 3: "Low"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question worth asking, with what it rests on and what to listen for."""

    kind: str
    """What it came from: "shortfall", "recommendation", "dispute" …"""
    theme: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    comparison: str = ""
    """How the own row stands in the comparison table, empty where the table does not bear on it."""
    full_answer: tuple[str, ...] = ()
    follow_up: str = ""
    """What to ask where the answer is weak."""
    priority: int = 2
    """1 high, 2 medium, 3 low."""
    computed: frozenset[str] = frozenset()
    """Figures in its words that were worked out, not printed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a saved pack; `version` goes up with every change."""

    id: int
    position: int
    theme: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    comparison: str = ""
    full_answer: tuple[str, ...] = ()
    follow_up: str = ""
    priority: int = 2
    assignee: str = ""
    note: str = ""
    state: State = "open"
    answer: str = ""
    """What was answered at the meeting."""
    seconds: float = 0.0
    """Time spent on it at the meeting."""
    version: int = 1
    pack: int = 0
    """Id of the pack it is in; 0 where it is in none."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack with its questions in order."""

    id: int
    title: str
    meeting_date: str
    """In ISO form, or empty where it is not known."""
    items: tuple[Item, ...] = ()
    version: int = 1
