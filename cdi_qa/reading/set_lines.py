"""Words with their places → lines as they are set, footnote marks told from words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cdi_qa.reading.drawn import Upright, edges_at
from cdi_qa.reading.glyphs import Word

_MARK = re.compile(r"\[?(\d{1,3}|[*†‡§])\]?")
_SMALL = 0.86
"""A raised mark is set smaller than this share of the type it belongs to; browsers set 5/6."""
_LEVEL = 0.35
"""Share of the type size by which the baselines of one line may differ."""
_WIDE = 1.1
"""A gap of more ems than this parts what stands on one line."""
_OVER = 1.0
"""Points by which a letter may reach over an upright line beside it."""
_BODY = 0.3
"""Share of the type size above the baseline at which a line's upright lines are looked for."""
_STRETCH, _SPACE = 2.0, 0.8
"""Times a justified line's usual gap that parts nothing yet, and the ems that gap may have."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]
    edges: tuple[float, ...] = ()
    """Where upright lines pass between them, or at their ends."""

    @property
    def text(self) -> str:
        """The line's words, a space between them."""
        return " ".join(word.text + "-" * word.hyphenated for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def y(self) -> float:
        """Its baseline."""
        return self.words[0].y

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        letters = Counter[float]()
        for word in self.words:
            letters[word.size] += len(word.text)
        return letters.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """True where every word is bold."""
        return all(word.bold for word in self.words)

    def segments(self) -> list[SetLine]:
        """The runs of words between wide gaps and upright lines."""
        gaps = sorted(right.x0 - left.x1 for left, right in pairwise(self.words))
        usual = min(gaps[len(gaps) // 2], _SPACE * self.size) if len(gaps) >= 4 else 0.0
        widest = max(_WIDE * self.size, _STRETCH * usual)
        runs: list[list[Word]] = [[self.words[0]]]
        for left, right in pairwise(self.words):
            if right.x0 - left.x1 > widest or self._is_parted(left, right):
                runs.append([])
            runs[-1].append(right)
        return [SetLine(tuple(run), self.edges) for run in runs]

    def _is_parted(self, left: Word, right: Word) -> bool:
        at = bisect_left(self.edges, left.x1 - _OVER)
        return at < len(self.edges) and self.edges[at] <= right.x0 + _OVER


@dataclass(frozen=True, slots=True)
class Marks:
    """Raised footnote marks, by the word they follow or precede."""

    after: Mapping[Word, str]
    before: Mapping[Word, str]


def split_marks(words: Sequence[Word]) -> tuple[list[Word], Marks]:
    """The words without the small raised marks among them, and those marks."""
    after: dict[Word, str] = {}
    before: dict[Word, str] = {}
    taken: set[Word] = set()
    marked: dict[Word, Word] = {}
    for word in words:
        mark = _MARK.fullmatch(word.text)
        if mark is None:
            continue
        hosts = [host for host in words if _is_raised_over(word, host)]
        left = [host for host in hosts if -0.2 < (word.x0 - host.x1) / host.size < 0.25]
        right = [host for host in hosts if -0.1 < (host.x0 - word.x1) / host.size < 2.5]
        if left:
            host = max(left, key=lambda host: host.x1)
            # What is left of a mark is no gap between cells.
            marked[host] = replace(host, x1=max(host.x1, word.x1))
            after[marked[host]] = mark.group(1)
        elif right:
            before[min(right, key=lambda host: host.x0)] = mark.group(1)
        else:
            continue
        taken.add(word)
    kept = [marked.get(word, word) for word in words if word not in taken]
    return kept, Marks(after, before)


def _is_raised_over(mark: Word, host: Word) -> bool:
    return mark.size < _SMALL * host.size and 0.1 < (host.y - mark.y) / host.size < 0.8


def lines_of(words: Iterable[Word], uprights: Sequence[Upright] = ()) -> list[SetLine]:
    """Words grouped by their baselines, from the top down; `uprights` part the cells of some."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.y, each.x0)):
        last = groups[-1] if groups else None
        if last and word.y - last[-1].y < _LEVEL * min(word.size, last[0].size):
            last.append(word)
        else:
            groups.append([word])
    return [
        SetLine(
            tuple(sorted(group, key=lambda each: each.x0)),
            edges_at(uprights, group[0].y - _BODY * group[0].size),
        )
        for group in groups
    ]


def with_superscripts(words: Sequence[Word], marks: Mapping[Word, str]) -> list[Word]:
    """The words, marks that lead to no footnote kept as raised figures: "m²"."""
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    return [
        replace(word, text=word.text + marks[word].translate(raised)) if word in marks else word
        for word in words
    ]
