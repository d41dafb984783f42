"""Which documents a question is asked of: those that were chosen, or those on the force it names.

In a corpus of reports on several forces the prose of one force's reports must not answer for
another's, so a question is put only to the reports on the forces it names, or on the readers' own
force where it names none, and to what is on no force in particular. A year narrows further where
reports of that year are among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cdi_qa.errors import UsageError
from cdi_qa.knowledge.forces import force_names
from cdi_qa.reading.subjects import dates_of_sources, subjects_of_sources
from cdi_qa.schema import Corpus
from cdi_qa.text import YEAR, join_english, words

_DAY = re.compile(r"(?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?")
_OURS = frozenset({"us", "we", "our", "ours"})
"""Words by which readers speak of their own force."""
_LONGEST_NAME = 6
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A reader's own choice of documents; what is empty narrows nothing."""

    sources: tuple[str, ...] = ()
    """Ids."""
    forces: tuple[str, ...] = ()
    """Forces that the documents report on, in any spelling."""
    since: str = ""
    until: str = ""
    """Publication dates in ISO form or the beginning of one ("2017", "2017-06"), inclusive."""

    @property
    def is_open(self) -> bool:
        """True where it narrows nothing."""
        return self == Scope()


class Scopes:
    """What each document of one corpus reports on, and when."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.subjects = subjects_of_sources(corpus.sources, corpus.passages)
        """For each source the forces that it reports on; none where it is on none by name."""
        self._dates = dates_of_sources(corpus.sources, corpus.passages)

    def choose(self, scope: Scope) -> frozenset[str]:
        """The ids of the documents chosen. Raises UsageError where there is none."""
        known = {source.id for source in self._corpus.sources}
        if unknown := [name for name in scope.sources if name not in known]:
            raise UsageError(
                f"There is no source {unknown[0]!r}; the sources are {join_english(sorted(known))}."
            )
        wanted = set()
        for force in scope.forces:
            named = self._named_in(words(force))
            if not named:
                there = sorted(set().union(*self.subjects.values()))
                held = f"there are reports on {join_english(there)}" if there else "none names one"
                raise UsageError(f"No document reports on {force!r}; {held}.")
            wanted |= named
        for day in (scope.since, scope.until):
            if day and not _DAY.fullmatch(day):
                raise UsageError(f"{day!r} is no date; write it as 2017, 2017-09 or 2017-09-07.")
        chosen = frozenset(
            source.id
            for source in self._corpus.sources
            if (not scope.sources or source.id in scope.sources)
            and (not wanted or wanted & self.subjects[source.id])
            and _is_within(self._dates[source.id], scope)
        )
        if not chosen:
            raise UsageError("No document is left by what was chosen; choose less narrowly.")
        return chosen

    def asked(self, question: str, earlier: Iterable[str] = ()) -> list[frozenset[str]]:
        """The documents that a question is to be put to, the narrowest first; empty for all.

        `earlier` are the conversation's questions, oldest first: a follow-up keeps their force.
        """
        if len(self._held) < 2:
            return self._of_years(question, self._all)
        forces: set[str] = set()
        for turn in [question, *reversed(list(earlier))]:
            tokens = words(turn)
            forces = self._named_in(tokens)
            if self.own and _OURS & set(tokens):
                forces.add(self.own)
            if forces:
                break
        if not forces and self.own:
            forces = {self.own}
        chosen = self._all
        if forces:
            chosen = self._of_none.union(*(self._held[force] for force in forces))
        narrowed = self._of_years(question, chosen)
        return narrowed if len(chosen) == len(self.subjects) else [*narrowed, chosen]

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self.subjects)

    @cached_property
    def _of_none(self) -> frozenset[str]:
        """The documents that are on no force by name."""
        return frozenset(source for source, of in self.subjects.items() if not of)

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        """The forces that documents are on, with those documents."""
        held: dict[str, list[str]] = {}
        for source, of in self.subjects.items():
            for force in of:
                held.setdefault(force, []).append(source)
        return held

    @cached_property
    def own(self) -> str:
        """The readers' own force: the one that most documents are on; empty where none is."""
        counts = Counter(name for of in self.subjects.values() for name in of)
        (first, most), *others = [*counts.most_common(2), ("", 0)]
        return first if most > others[0][1] else ""

    def _of_years(self, question: str, among: frozenset[str]) -> list[frozenset[str]]:
        years = set(YEAR.findall(question))
        if not years:
            return []
        dated = {name: date[:4] for name, date in self._dates.items() if name in among}
        if not years & set(dated.values()):
            return []
        chosen = frozenset(name for name, year in dated.items() if not year or year in years)
        return [chosen] if len(chosen) < len(among) else []

    def _named_in(self, tokens: list[str]) -> set[str]:
        """The forces named by a run of words, as far as there are documents on them."""
        spans = (
            tuple(tokens[at : at + size])
            for at in range(len(tokens))
            for size in range(_LONGEST_NAME, 0, -1)
        )
        return {self._names[span] for span in spans if span in self._names}

    @cached_property
    def _names(self) -> dict[tuple[str, ...], str]:
        spelled = {said: name for said, name in force_names().items() if name in self._held}
        return {**spelled, **{tuple(words(name)): name for name in self._held}}


def _is_within(date: str, scope: Scope) -> bool:
    if not (scope.since or scope.until):
        return True
    after = date[: len(scope.since)] >= scope.since[: len(date)]
    before = date[: len(scope.until)] <= scope.until[: len(date)] or not scope.until
    return bool(date) and after and before
