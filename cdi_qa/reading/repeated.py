"""Words that rate, found by their coming back in row after row, on no list of scales.

"Not compliant" says nothing of its place in an order, but it is plainly a cell and no part of the
name before it: the words of a scale are few and come back, names and headings don't.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from cdi_qa.reading.atoms import Atom
from cdi_qa.reading.cells import any_of

_PHRASE = re.compile(r"[A-Z]\S*(?:[ ]+[^A-Z(\s]\S*|[ ]*\n[ ]*[^A-Z(\s\d]\S*)*")
"""A word with a capital and the small words after it, on its line or the next."""
_BREAK = re.compile(r"[ ]*\n?[ ]*")
"""What may part the words of one cell."""
_MOST_WORDS = 5
_MOST_VALUES = 12

Phrase = tuple[int, int, str]
Span = tuple[int, int]


def as_values(text: str, atoms: list[Atom]) -> Iterator[list[Atom]]:
    """The same atoms with the words that come back as cells of their own, of the kind "grade".

    Nothing where no words do. The first ways take words that come back at least three times, the
    others also those that come back once.
    """
    runs = [_phrases(text, run) for run in _text_runs(atoms)]
    told: set[frozenset[str]] = set()
    for least, parted in ((3, False), (3, True), (2, False), (2, True)):
        values = _values(text, runs, least, parted)
        if 1 < len(values) <= _MOST_VALUES and values not in told:
            told.add(values)
            yield _cut_out(text, atoms, values)


def _text_runs(atoms: list[Atom]) -> Iterator[Span]:
    """Where text stands without a figure, date or grade in between."""
    start = end = -1
    for atom in atoms:
        if atom.kind == "text":
            start = atom.start if start < 0 else start
            end = atom.end
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _phrases(text: str, run: Span) -> list[Phrase]:
    return [
        (match.start(), match.end(), " ".join(match.group().split()))
        for match in _PHRASE.finditer(text, *run)
    ]


def _values(
    text: str, runs: list[list[Phrase]], least: int, parted: bool = False
) -> frozenset[str]:
    """What comes back at least so often; words that only ever stand together are one value.

    `parted`: unless the second goes its own ways too: "Whole-time Met", "On-call Met" and
    "On-call Not met" are of two columns.
    """
    followers: dict[str, Counter[str]] = defaultdict(Counter)
    leaders: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        for at, (_, end, words) in enumerate(run):
            after = run[at + 1] if at + 1 < len(run) else None
            joined = after is not None and _BREAK.fullmatch(text, end, after[0]) is not None
            followers[words][after[2] if after and joined else ""] += 1
            if after and joined:
                leaders[after[2]].add(words)
    apart = {
        words
        for words, before in leaders.items()
        if parted and any(len(followers[each]) > 1 for each in before)
    }
    counts: Counter[str] = Counter()
    for run in runs:
        at = 0
        while at < len(run):
            words = run[at][2]
            while (
                (more := _always_after(followers, run[at][2]))
                and more not in apart
                and at + 1 < len(run)
            ):
                at += 1
                words = f"{words} {more}"
            counts[words] += 1
            at += 1
    return frozenset(
        words for words, n in counts.items() if n >= least and len(words.split()) <= _MOST_WORDS
    )


def _always_after(followers: dict[str, Counter[str]], words: str) -> str:
    """The words that follow some others wherever those stand, twice or more; else nothing."""
    after = followers[words]
    if len(after) != 1 or after.total() < 2:
        return ""
    (only,) = after
    return only if only != words else ""


def _cut_out(text: str, atoms: list[Atom], values: Collection[str]) -> list[Atom]:
    """The atoms with every run of words that is a value as one atom of the kind "grade"."""
    pattern = re.compile(rf"(?<!\S)(?:{any_of(values)})(?!\S)")
    spans = [match.span() for run in _text_runs(atoms) for match in pattern.finditer(text, *run)]
    ends = [match.start() for match in re.finditer("\n", text)]
    made = [
        Atom("grade", start, end, bisect_right(ends, start), bisect_right(ends, end - 1))
        for start, end in spans
    ]
    for atom in atoms:
        made += [atom] if atom.kind != "text" else _rest(text, atom, spans)
    return sorted(made, key=lambda atom: atom.start)


def _rest(text: str, atom: Atom, spans: list[Span]) -> Iterator[Atom]:
    """What is left of a text atom beside the values in it."""
    at = atom.start
    within = [span for span in spans if span[0] < atom.end and span[1] > atom.start]
    for start, end in [*within, (atom.end, atom.end)]:
        piece = text[at : max(at, start)]
        if piece.strip():
            begin = at + len(piece) - len(piece.lstrip())
            yield replace(atom, start=begin, end=at + len(piece.rstrip()), words=len(piece.split()))
        at = max(at, end)
