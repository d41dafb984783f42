"""What a model was shown in one call: numbered evidence, the only thing that it can cite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cdi_qa.schema import Evidence, Hit


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered piece of evidence."""

    number: int
    evidence: tuple[Evidence, ...]
    hit: Hit | None = None
    """The passage behind it with its scores, None where it is no single passage."""


class Ledger:
    """Numbers evidence from 1 in the order it is supplied; the same evidence keeps its number."""

    def __init__(self) -> None:
        self._entries: dict[tuple[Evidence, ...], Entry] = {}
        self.searched: set[int] = set()
        """Numbers of what the model found by its own search."""

    @property
    def entries(self) -> list[Entry]:
        """Everything supplied so far, in order."""
        return list(self._entries.values())

    def add(self, evidence: tuple[Evidence, ...], hit: Hit | None = None) -> Entry:
        """The entry of this evidence, a new one where it was not supplied before."""
        number = len(self._entries) + 1
        return self._entries.setdefault(evidence, Entry(number, evidence, hit))

    def cited(self, numbers: Iterable[int]) -> list[Entry] | None:
        """The entries of these numbers; None where one of them was never supplied."""
        known = {entry.number: entry for entry in self.entries}
        wanted = list(dict.fromkeys(numbers))
        if not wanted or any(number not in known for number in wanted):
            return None
        return [known[number] for number in wanted]
