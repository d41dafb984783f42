"""Plain counts that may be added up: those of one list, and one with what comes on top of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cdi_qa.answering.record_finder import Known
from cdi_qa.knowledge.counting import Meaning, read_meaning
from cdi_qa.knowledge.lexicon import Lexicon

_MORE = "(?:a further|another|an additional|an extra)"


def listed_counts(records: Iterable[Known], meaning: Meaning, lexicon: Lexicon) -> list[Known]:
    """Plain counts of one list that a meaning names kind by kind, or all of it where none is.

    Each has the predicate that is asked about, denied where the question denies it.
    """
    runs: dict[tuple[str, str], list[Known]] = {}
    for known in _plain(records):
        if known.subject and known.predicate:
            run = (known.record.passage, known.record.predicate)
            runs.setdefault(run, []).append(known)
    found = [named for run in runs.values() if (named := _named(run, meaning, lexicon))]
    return found[0] if len(found) == 1 else []


def further_counts(records: Iterable[Known], meaning: Meaning) -> list[Known]:
    """A count and those of the same thing that its passage adds to it: "1,000 … a further 500".

    Empty where the question says more than the passage does.
    """
    alike: dict[tuple[str, str], list[Known]] = {}
    for known in _plain(records):
        alike.setdefault((known.record.passage, known.record.subject), []).append(known)
    found = []
    for run in alike.values():
        told = frozenset[str]().union(*(known.predicate | known.subject for known in run))
        asked = meaning.keys <= told | run[0].scope | run[0].around and not meaning.denials
        added = len(run) > 1 and all(map(_is_further, run[1:]))
        if added and asked and meaning.keys & told:
            found.append(run)
    return found[0] if len(found) == 1 else []


def _plain(records: Iterable[Known]) -> Iterator[Known]:
    """The counts of no known whole."""
    for known in records:
        if known.record.unit == "count" and known.record.denominator is None:
            yield known


def _is_further(known: Known) -> bool:
    """True for a count that comes on top of the one before it: "a further 500 records"."""
    printed = re.escape(known.record.printed)
    return re.search(rf"\b{_MORE} {printed}\b", known.passage.clean, re.IGNORECASE) is not None


def _named(run: list[Known], meaning: Meaning, lexicon: Lexicon) -> list[Known]:
    """Of a list's counts those that a meaning names; all where it names only what was done."""
    first = run[0]
    scope = read_meaning(first.record.scope.split(". ")[-1], lexicon)
    kinds = frozenset[str]().union(*(known.subject for known in run))
    asked = meaning.keys & (first.predicate | kinds)
    told = first.predicate | first.around | scope.keys | kinds
    deniable = scope.denied | (first.predicate if first.negative else frozenset())
    affirmed = first.negative and meaning.keys & first.predicate and not meaning.denied
    beside = meaning.keys - kinds
    if beside and not beside & first.predicate:
        return []  # the unrecorded ones that were looked at are not all that went unrecorded
    if not asked or not meaning.keys <= told or not meaning.denied <= deniable or affirmed:
        return []
    if meaning.limit is not None or meaning.duty:
        return []
    named = [known for known in run if known.head and known.head <= meaning.keys]
    covered = frozenset[str]().union(*(known.subject for known in named))
    if not meaning.keys & kinds:  # a list of some kinds of a whole is not all of it
        whole = first.predicate & meaning.keys and scope.keys & meaning.keys
        named = run if whole and not first.record.among else []
    return named if len(named) > 1 and meaning.keys & kinds <= covered else []
