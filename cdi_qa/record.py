"""Figures in running text: counts and shares as typed records, and where texts disagree on one.

Part of the schema, which gives these types out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

RecordUnit = Literal["count", "per cent"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A run of a source's text that a claim may cite."""

    source: str
    page: int | None
    section: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Record:
    """A count or a share that running text states: how many, of how many, of what, did what.

    "Of 40 doors only 31 closed" is the count 31 of a denominator of 40 with the subject "doors"
    and the predicate "closed"; "all but 3 closed" is the count 3 of those that did not.
    """

    passage: str
    """Id of the passage that states it."""
    value: Decimal | None
    """The count or the rate in per cent; None where it is only said in words ("most")."""
    unit: RecordUnit
    denominator: Decimal | None
    subject: str
    """What is counted, in the text's words ("sexual offences")."""
    predicate: str = ""
    """What is said of those counted, in the text's words ("recorded within 24 hours")."""
    negative: bool = False
    """True where they are those of whom the predicate does not hold."""
    excluding: str = ""
    """What the text leaves out ("rape" in "sexual offences (excluding rape)")."""
    scope: str = ""
    """What the sentence speaks of around it: its heading, and the whole that it is part of."""
    among: str = ""
    """The wider thing that it is one kind of, where the sentence lists kinds of it."""
    exact: bool = True
    """False for "about half", "over 300" and the like."""
    printed: str = ""
    """The figure as the text has it ("nine in ten", "119/150")."""
    before: str = ""
    """Id of the earlier passage that gives the denominator, where this one points back to it."""
    of_whom: str = ""
    """What is so of the denominator's things, where they are part of a whole that was counted
    before: "not recorded" of the 17 that "these cases" are after "167 cases, 150 recorded"."""
    out_of: Decimal | None = None
    """That whole's number (167), which the denominator was worked out from; None without one."""

    @property
    def numerator(self) -> Decimal | None:
        """The count, None for a rate."""
        return self.value if self.unit == "count" else None

    @property
    def share(self) -> Decimal | None:
        """The share in per cent, printed or worked out; None for a count of no known whole."""
        if self.unit == "per cent":
            return self.value
        if self.value is None or not self.denominator:
            return None
        return self.value * 100 / self.denominator


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two places that give the same thing differently: their quotes and how each gives it."""

    subject: str
    places: tuple[Evidence, Evidence]
    printed: tuple[str, str]
    """The figures as the two places have them ("150 of 167", "91.1")."""
    shares: tuple[Decimal, Decimal] | None = None
    """What they come to in per cent, where they are shares."""
