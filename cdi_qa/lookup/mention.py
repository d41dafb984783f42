"""What a question mentions of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a question mentions, with the span of its tokens."""

    kind: str
    """key, own, all, column, grade, number, month, year, measure, or an operation's name."""
    value: str
    start: int
    end: int
    amount: Decimal | None = None


@dataclass(slots=True)
class Scan:
    """All mentions of a question in order, and the words that nothing accounts for."""

    tokens: list[str]
    mentions: list[Mention] = field(default_factory=list)
    leftover: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """Forces that are named and are not in the table."""

    @property
    def leaves_year(self) -> bool:
        """True where a year that runs over two is left over: the table is not of it."""
        return any(word[:4].isdigit() for word in self.leftover)

    def of(self, *kinds: str) -> list[Mention]:
        """The mentions of these kinds."""
        return [mention for mention in self.mentions if mention.kind in kinds]

    def has(self, *kinds: str) -> bool:
        """True where one of these kinds is mentioned."""
        return bool(self.of(*kinds))
