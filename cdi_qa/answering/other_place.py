"""Whether a passage tells of another place than the one asked about, or of all of them.

What was counted at one office is no answer on the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from cdi_qa.due import MONTHS
from cdi_qa.knowledge.forces import force_names
from cdi_qa.schema import Passage
from cdi_qa.text import NUMBER_WORDS, words

_AT = re.compile(r"\b(?:[Aa]t|[Ii]n|[Nn]ear) (?P<name>[A-Z][a-z’']+(?: [A-Z][a-z’']+)*)\b")
_CLAUSE = re.compile(r"[;:]|, | (?:and|but|while|whereas|against|to) ")
_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS)}|half|all|no|none|nobody|nothing)\b", re.I)
_EACH = re.compile(r"\b(?:each|both|apiece|together|all)\b", re.IGNORECASE)
_SAME_EVERYWHERE = 0.4
"""Share of the passages from which what all of them name is the place that they are on."""


class Places:
    """The places that some passages name."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._passages = list(passages)

    def is_other(self, asked: str, passage: Passage) -> bool:
        """True where a question names a place and a passage does not tell of it, by its words, its
        headings, or what its section last spoke of.
        """
        named = self._named(asked) if self._known else frozenset()
        return bool(named) and not named <= self._told(passage)

    def is_of_the_next(self, asked: str, told: str) -> bool:
        """True where a question names one of several places of a text, and what the text counts is
        of another: "the quickest was Stell, at 58 days, and the slowest Garrow Bay".
        """
        if not self._known or not (named := self._named(asked)) or not self._named(told) - named:
            return False
        clauses = [each for each in _CLAUSE.split(told) if each]
        counted = [bool(_FIGURE.search(each)) for each in clauses]
        of_it = [bool(named & self._named(each)) for each in clauses]
        if _EACH.search(told) or not any(of_it):
            return False
        beside = [
            counted[at] or (counted[at + 1 : at + 2] == [True] and not self._named(clauses[at + 1]))
            for at, own in enumerate(of_it)
            if own
        ]
        return any(counted) and not any(beside)

    def _told(self, passage: Passage) -> frozenset[tuple[str, ...]]:
        """The places that a passage tells of."""
        around = " . ".join((*passage.section, passage.lead_in, *passage.footnotes, passage.clean))
        if told := self._named(around):
            return told
        at = self._at[passage.id]
        for before in reversed(self._passages[:at]):
            if before.section_id != passage.section_id:
                break
            if told := self._named(before.clean):
                return told
        return frozenset()

    def _named(self, text: str) -> frozenset[tuple[str, ...]]:
        return _runs_in(words(text), self._known)

    @cached_property
    def _at(self) -> dict[str, int]:
        return {passage.id: at for at, passage in enumerate(self._passages)}

    @cached_property
    def _known(self) -> dict[str, set[tuple[str, ...]]]:
        """The names of places by their first words: what stands after "at", and is not what the
        passages as a whole are on.
        """
        small = {
            word
            for passage in self._passages
            for word in re.findall(r"\b[a-z][a-z’']+", passage.clean)
        }
        names: dict[str, set[tuple[str, ...]]] = {}
        for passage in self._passages:
            for found in _AT.finditer(passage.clean):
                name = tuple(words(found["name"]))
                if name[0] in MONTHS or name in force_names() or small.issuperset(name):
                    continue
                names.setdefault(name[0], set()).add(name)
        told = Counter(
            name for passage in self._passages for name in _runs_in(words(passage.clean), names)
        )
        most = max(1, _SAME_EVERYWHERE * len(self._passages))
        return {
            first: {name for name in each if told[name] <= most} for first, each in names.items()
        }


def _runs_in(
    tokens: list[str], by_first: Mapping[str, Iterable[tuple[str, ...]]]
) -> frozenset[tuple[str, ...]]:
    """Which of some runs of words stand in a text, looked up by their first."""
    return frozenset(
        run
        for at, token in enumerate(tokens)
        for run in by_first.get(token, ())
        if tuple(tokens[at : at + len(run)]) == run
    )
