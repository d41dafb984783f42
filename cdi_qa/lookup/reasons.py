"""A bare "why?" after a table's answer, which the documents are asked in that answer's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cdi_qa.lookup.mention import Scan

if TYPE_CHECKING:
    from cdi_qa.lookup.tables import Tables

_ONLY_WHY = re.compile(
    r"\W*(?:(?:and|but|so|ok|oh|right)\W+)*(?:why|how come|for what reason|what(?:'s| is| was) the "
    r"reason)(?: (?:is|was|are|were|did|do|does))?(?: (?:that|this|it|they|we|not|so|then))*\W*",
    re.IGNORECASE,
)

_FEW = 5
"""Words of a turn that only reacts to an answer."""


def asks_only_why(text: str) -> bool:
    """True for "why?", "and why is that": what it asks the reason for was said before."""
    return _ONLY_WHY.fullmatch(text) is not None


def drops_nothing(text: str, seen: Scan) -> bool:
    """True for a turn after which what was asked before still stands: "why?", "no, the other
    one", "really?"; it names nothing of the table and nothing else.
    """
    empty = len(seen.tokens) <= _FEW and not (seen.mentions or seen.leftover)
    return empty or asks_only_why(text)


def told_before(text: str, history: Sequence[str], tables: Tables | None) -> Sequence[str]:
    """The turns before, with what a table answered of the readers' own row in place of the last
    where only "why?" is asked: "what grade did we get" does not say which it was.
    """
    if tables is None or not history or not asks_only_why(text):
        return history
    reading = tables.read(history[-1], tables.read_turns(history[:-1]))
    query, own = reading and reading.query, tables.first.vocabulary.own
    draft = tables.answer(reading) if reading and query and query.keys == (own,) else None
    if draft is None or not draft.claims:
        return history
    return [*history[:-1], draft.claims[0].text.removeprefix("Yes: ").removeprefix("No: ")]
