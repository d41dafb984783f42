"""Counts in brackets after what they count: "asked to review: rape (12 cases), arson (3 cases)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cdi_qa.reading.phrases import AUXILIARIES, is_verb

_OPENED = re.compile(
    r"(?:.*(?:[,:;]|\b(?:and|for|of|were|was)\b)|^)\s*(?P<what>[^,:;()]+?)\s*\($", re.DOTALL
)
_SELECTION = re.compile(
    r"\s+(?:a|the|some|this) (?:selection|sample|number|range|set|list|batch) of (?P<of>.+)$", re.I
)
_LEADS_ON = re.compile(r"(?:\s*\b(?:for|of|on|to|and|were|was)\b)?[\s:,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bracket:
    """What the counts of one pair of brackets are of, and what the sentence says of it."""

    what: str
    predicate: str = ""
    """The sentence's verb and what follows it, up to the list: "asked the force to review"."""
    among: str = ""
    """Of which whole the things are a selection: "missed crime records"."""


def read_brackets(befores: Sequence[str]) -> list[Bracket | None]:
    """For each amount of a sentence its bracket; `befores` are the texts since the one before.

    What leads to the first of a run of brackets is said of all of them.
    """
    found: list[Bracket | None] = []
    open_one, lead = None, Bracket("")
    for before in befores:
        if match := _OPENED.search(before):
            if said := _read_lead(before[: match.start("what")]):
                lead = said
            open_one = replace(lead, what=match.group("what"))
        elif ")" in before:
            open_one = None
        found.append(open_one)
    return found


def _read_lead(text: str) -> Bracket | None:
    """What is said before a run of brackets; None where no verb stands there."""
    words = list(re.finditer(r"[A-Za-z'’-]+", text))
    verb = next((w for w in words if is_verb(w.group()) or w.group().lower() in AUXILIARIES), None)
    if verb is None:
        return None
    said = _LEADS_ON.sub("", text[verb.start() :])
    selection = _SELECTION.search(said)
    predicate = said[: selection.start()] if selection else said
    return Bracket("", " ".join(predicate.split()), selection.group("of") if selection else "")
