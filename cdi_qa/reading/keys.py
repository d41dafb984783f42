"""By what each passage can be found: the keys of what it says, and of what stands around it.

They are read once, when an index is built, and kept as arrays: a question is put to a few hundred
passages of some fifty keys each, and asks for the keys of few of them.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.reading.readings import SourceReading
from cdi_qa.schema import Passage
from cdi_qa.text import NUMBER, NUMBER_WORDS, stem, words, years_of

_NAMES, _ROWS, _ENDS = "names.json", "rows.npy", "ends.npy"
_SPEAKS_IN_FIGURES = frozenset(stem(word) for word in ("figures", "numbers", "statistics"))
_SPEAKS_OF_RANK = frozenset(stem(word) for word in ("rank", "title", "post", "position", "role"))
_SPEAKS_OF_PERIOD = frozenset(stem(word) for word in ("period", "cover", "covers", "span", "old"))
_PERIOD = re.compile(
    r"\b(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"(?: (?:19|20)\d\d)?) (?:to|until|and|[-–]) (?:the )?\d{0,2} ?[A-Z][a-z]+ (?:19|20)\d\d\b"
)
"""From one date to another: what tells the period of something without the word."""
_SPEAKS_OF_COST = frozenset({"matter:cost"})
_SUM = re.compile(r"£ ?\d")
_POST = re.compile(
    r"\b(?:Constable|Commissioner|Inspector|Superintendent|Sergeant|Officer|Director|Secretary|"
    r"Minister|Councillor|Chair|Manager)(?: of [A-Z]\w+)? [A-Z]\w+ [A-Z]\w+"
)
"""Somebody named with a post: what tells the rank of a person without the word."""
OF_WHAT_WENT_BEFORE = (
    r"The reasons? (?!for\b|why\b|that\b)(?:\w+ ){0,3}"
    r"(?:gives?|gave|given|offers?|is|was|are|were)\b"
)
"""How a sentence begins that gives the reason of what the one before it says."""
_GOES_ON = re.compile(rf"(?:She|He|It|They)\b|{OF_WHAT_WENT_BEFORE}")
_SINCE = re.compile(r"\bsince\b.*", re.IGNORECASE)
"""The time that a heading only counts from."""
_OF_WHAT_IS_COUNTED = re.compile(r"\b[Tt]he (\d[\d,]*)\b")
_OF_WHAT_IS_NAMED = re.compile(
    r"\b(?:[Tt]hese|[Tt]hose|[Ss]uch) (?:cases|records|reports|crimes|incidents|offences|files|"
    r"people|victims|complaints|visits|calls)\b|\bof (?:these|those|them)\b"
)


class PassageKeys:
    """The keys of passages, each told by its place among them."""

    def __init__(
        self, names: Mapping[str, int], rows: NDArray[np.int32], ends: NDArray[np.int64]
    ) -> None:
        self.names = names
        """For each key the number that stands for it."""
        self.rows = rows
        """Passage by passage the keys of its own words, then those of what stands around it."""
        self.ends = ends
        """For each passage where in `rows` its own keys end, and where all of them do."""
        self._said: dict[str, frozenset[int]] = {}
        self._read: dict[tuple[int, bool], frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self.ends)

    def own(self, at: int) -> frozenset[str]:
        """The keys of a passage's own words."""
        return self._of(at, True)

    def around(self, at: int) -> frozenset[str]:
        """The keys of its headings, its lead-in, its footnotes and the sentence before it."""
        return self._of(at, False)

    def places(self, key: str) -> frozenset[int]:
        """The places of the passages that can be found by a key."""
        number = self.names.get(key)
        if number is None:
            return frozenset()
        if key not in self._said:
            ordered, owners = self._by_key
            first, last = np.searchsorted(ordered, (number, number + 1))
            self._said[key] = frozenset(owners[first:last].tolist())
        return self._said[key]

    def part(self, places: NDArray[np.int64]) -> PassageKeys:
        """The keys of some of the passages, in the order given."""
        starts, ends = self._starts[places], self.ends[places]
        moved = np.cumsum(ends[:, 1] - starts) - ends[:, 1]
        taken = [self.rows[first:last] for first, last in zip(starts, ends[:, 1], strict=True)]
        rows = np.concatenate([self.rows[:0], *taken])
        return PassageKeys(self.names, rows, ends + moved[:, None])

    def save(self, folder: Path) -> None:
        """Write them to a folder of their own."""
        folder.mkdir()
        (folder / _NAMES).write_text(json.dumps(list(self.names)), encoding="utf-8")
        np.save(folder / _ROWS, self.rows)
        np.save(folder / _ENDS, self.ends)

    @classmethod
    def load(cls, folder: Path) -> PassageKeys:
        """What `save` wrote."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        numbered = {name: number for number, name in enumerate(names)}
        return cls(numbered, np.load(folder / _ROWS), np.load(folder / _ENDS))

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        return np.concatenate([[0], self.ends[:-1, 1]])[: len(self)]

    @cached_property
    def _by_key(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """All keys in the order of their numbers, each with the place of its passage."""
        owners = np.repeat(np.arange(len(self)), self.ends[:, 1] - self._starts)
        order = np.argsort(self.rows, kind="stable")
        return self.rows[order], owners[order]

    @cached_property
    def _listed(self) -> list[str]:
        return list(self.names)

    def _of(self, at: int, own: bool) -> frozenset[str]:
        found = self._read.get((at, own))
        if found is None:
            end, last = self.ends[at]
            row = self.rows[self._starts[at] : end] if own else self.rows[end:last]
            found = self._read[at, own] = frozenset(self._listed[number] for number in row)
        return found


def read_keys(
    readings: Sequence[SourceReading],
    lexicon: Lexicon,
    before: PassageKeys | None,
    places: Sequence[int | None],
) -> PassageKeys:
    """The keys of all passages.

    `places` tells of each document where its passages begin `before`; None: they are not there.
    """
    names: dict[str, int] = dict(before.names) if before else {}
    rows, ends = array("i"), array("q")
    for reading, old in zip(readings, places, strict=True):
        if before is None or old is None:
            for keys in chain.from_iterable(_keys_of_source(reading, lexicon)):
                rows.extend(names.setdefault(key, len(names)) for key in sorted(keys))
                ends.append(len(rows))
        else:
            part = before.part(np.arange(old, old + len(reading.passages)))
            ends.extend((part.ends + len(rows)).ravel().tolist())
            rows.frombytes(part.rows.tobytes())
    ended = np.array(ends, dtype=np.int64).reshape(-1, 2)
    return PassageKeys(names, np.array(rows, dtype=np.int32), ended)


def _keys_of_source(
    reading: SourceReading, lexicon: Lexicon
) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    """For each passage the keys of its own words, and of what stands around it."""
    titles = lexicon.keys(f"{reading.source.title} {reading.source.attribution}")
    before = find_before(reading.passages)
    for passage in reading.passages:
        around = [*passage.section, passage.lead_in, *passage.footnotes, before[passage.id]]
        own = lexicon.keys(passage.clean) | _when(passage)
        if NUMBER.search(passage.clean):
            own |= _SPEAKS_IN_FIGURES
        if _SUM.search(passage.clean):
            own |= _SPEAKS_OF_COST
        if _POST.search(passage.clean):
            own |= _SPEAKS_OF_RANK
        if _PERIOD.search(passage.clean):
            own |= _SPEAKS_OF_PERIOD
        own |= _otherwise_written(passage.clean)
        # One by one: most are another passage's as well.
        found = titles.union(*map(lexicon.keys, filter(None, around)))
        yield own, found | years_of(" ".join(around))


def find_before(passages: Iterable[Passage]) -> dict[str, str]:
    """For each passage by its id what it goes on from; empty where it does not."""
    found: dict[str, str] = {}
    section: list[Passage] = []
    for passage in passages:
        if section and section[-1].section_id != passage.section_id:
            section = []
        found[passage.id] = _pointed_at(passage, section)
        section.append(passage)
    return found


def _otherwise_written(text: str) -> frozenset[str]:
    """The small numbers of a text as a question may write them: "3" for "three"."""
    tokens = set(words(text))
    in_words = {word for word, number in NUMBER_WORDS.items() if str(number) in tokens}
    return frozenset(in_words | {str(NUMBER_WORDS[w]) for w in tokens & NUMBER_WORDS.keys()})


def _when(passage: Passage) -> frozenset[str]:
    """The years that a passage is of: its own, else those of what introduces or heads it."""
    nearest = (passage.clean, passage.lead_in, _SINCE.sub(" ", " ".join(passage.section[-1:])))
    return next((years for text in nearest if (years := years_of(text))), frozenset())


def _pointed_at(passage: Passage, section: Sequence[Passage]) -> str:
    """What a passage goes on from, of those before it in its section; empty where it does not.

    That is the sentence before in its paragraph, the bullet before where it says "these cases", or
    what last had the figure where it says "the 116".
    """
    if not section:
        return ""
    last = section[-1]
    if last.block == passage.block or _GOES_ON.match(passage.clean):
        return last.clean
    if (figure := _OF_WHAT_IS_COUNTED.search(passage.clean)) is not None:
        said = re.compile(rf"(?<![\d.,]){figure[1]}(?![\d.,]*\d)")
        told = next((p.clean for p in reversed(section) if said.search(p.clean)), "")
        again = re.search(rf"\b[Tt]he {figure[1]}\b.*", told)
        return again.group() if again else told  # of what they are, not what else is said of them
    return last.clean if _OF_WHAT_IS_NAMED.search(passage.clean) else ""
