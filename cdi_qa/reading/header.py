"""A table's header, its columns' words run together or split over lines, shared out again.

The number of columns and their types are known from the rows, so few splits are possible, and the
likeliest is taken. Where another is nearly as likely, the columns that it heads otherwise are
doubtful, and are marked so: a figure under the wrong heading is the worst that a table can say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cdi_qa.reading.heading_words import Word, must_join
from cdi_qa.reading.splits import Span, Ways, ways_to_split
from cdi_qa.schema import ColumnKind

CAPTION = re.compile(
    r"(?:Table|Figure|Annex|Appendix|Chart)\s+(?:\d+(?:\.\d+)?|[A-Z])\b(?!\s+[a-z])"
)
"""How a caption begins."""
_MAX_LINES = 24
_LONGEST_LINE = 25
_DROP = 2.0
"""What it costs to leave a line out of the header: the gain has to be plain."""
_CLOSE = 0.8
"""What it costs besides where no blank line sets off what is left out."""
_PARTED = 1.5
"""What it costs to have a paragraph mark inside the header."""
_REPEATED = 1.0
"""What headings are worth that repeat themselves under others."""
_TORN = 5.0
"""What it costs to part two words that belong together."""
SLACK = 1.4
"""How much more a split may cost than the likeliest one and still cast doubt on it."""


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table, where it begins in the text, and how forced they are."""

    headings: list[str]
    start: int
    cost: float
    caption: str = ""
    doubts: tuple[tuple[str, ...], ...] = ()
    """For each column what else it may be headed; nothing where that is certain."""

    @property
    def found(self) -> bool:
        """True where there were words for every column."""
        return bool(self.headings)


def are_below(above: Sequence[object], below: Sequence[object]) -> bool:
    """True where captions stand under their tables, by what stands right above and below each.

    What stands between two tables is below the one and above the other.
    """
    return sum(map(bool, below)) > sum(map(bool, above))


def split_header(text: str, start: int, end: int, kinds: list[ColumnKind]) -> Header:
    """The heading of each column, found in `text[start:end]`, the text above the first row.

    Where the words are fewer than the columns there are none: a made-up heading would be worse.
    Lines further up that fit no column are left out; they are a caption or no part of the table.
    """
    caption, lines = _lines_above(text, start, end)
    if (spanning := _under_spanning(lines, kinds)) is not None:
        begin = caption[1] if caption else lines[-2][0].start
        return Header(spanning[0], begin, spanning[1], caption[0] if caption else "")
    splits: list[_Split] = []
    for dropped in range(len(lines)):
        words = tuple(word for line in lines[dropped:] for word in line)
        if len(words) < len(kinds):
            break
        ways = ways_to_split(words, tuple(kinds))
        if not ways[0]:
            continue
        marks = sum(line[0].after_mark for line in lines[dropped + 1 :])
        extra = _DROP * dropped + _PARTED * marks
        extra += _CLOSE if dropped and not words[0].after_blank else 0.0
        if dropped and must_join(lines[dropped - 1][-1], words[0]):
            extra += _TORN
        splits.append(_Split(words, ways, extra, dropped))
    if not splits:
        return Header(
            [], caption[1] if caption else end, float("inf"), caption[0] if caption else ""
        )
    best = min(splits, key=lambda split: split.cost)
    headings = best.headings()
    doubts = tuple(_doubts(splits, column, best.cost, said) for column, said in enumerate(headings))
    if caption is None:
        return Header(headings, best.words[0].start, best.cost, "", doubts)
    rest = " ".join(word.text for line in lines[: best.dropped] for word in line)
    return Header(headings, caption[1], best.cost, f"{caption[0]} {rest}".rstrip(), doubts)


@dataclass(frozen=True, slots=True)
class _Split:
    """The ways to share out the header's words without some lines at its top."""

    words: tuple[Word, ...]
    ways: Ways
    extra: float
    """What leaving those lines out costs."""
    dropped: int

    @property
    def cost(self) -> float:
        return min(self.ways[0].values()) + self.extra

    def said(self, span: Span) -> str:
        return " ".join(word.text for word in self.words[slice(*span)])

    def headings(self) -> list[str]:
        """Those of the likeliest way."""
        headings, at = [], 0
        for spans in self.ways:
            span = min((s for s in spans if s[0] == at), key=lambda s: (spans[s], s))
            headings.append(self.said(span))
            at = span[1]
        return headings


def _doubts(splits: list[_Split], column: int, cost: float, said: str) -> tuple[str, ...]:
    """What a column may be headed instead, the likeliest first."""
    rivals: dict[str, float] = {}
    for split in splits:
        for span, least in split.ways[column].items():
            if (total := least + split.extra) <= cost + SLACK:
                rival = split.said(span)
                rivals[rival] = min(total, rivals.get(rival, total))
    return tuple(sorted((rival for rival in rivals if rival != said), key=lambda r: rivals[r]))


def _under_spanning(
    lines: list[list[Word]], kinds: list[ColumnKind]
) -> tuple[list[str], float] | None:
    """The headings under others that span several of them: "2016 2017" above "Rate Cases Rate
    Cases" gives "2016 Rate". With them what they cost; None where the last line does not repeat
    itself under such a line.
    """
    if len(lines) < 2 or len(lines[-1]) < len(kinds):
        return None
    ways = ways_to_split(tuple(lines[-1]), tuple(kinds))
    if not ways[0]:
        return None
    split = _Split(tuple(lines[-1]), ways, -_REPEATED, 0)
    headings = split.headings()
    above: list[str] = []
    for word in lines[-2]:
        if above and any(each.after_gap for each in lines[-2]) and not word.after_gap:
            above[-1] += f" {word.text}"
        else:
            above.append(word.text)
    names, rest = headings[:1], headings[1:]
    each = len(rest) // len(above)
    if len(above) < 2 or not each or rest != rest[:each] * len(above):
        return None
    spanned = [f"{over} {rest[at]}" for over in above for at in range(each)]
    return names + spanned, split.cost


def _lines_above(
    text: str, start: int, end: int
) -> tuple[tuple[str, int] | None, list[list[Word]]]:
    """The caption with its offset, and the words of each line between it (or prose) and `end`."""
    caption: tuple[str, int] | None = None
    lines: list[list[Word]] = []
    blank = mark = False
    for raw in re.finditer(r"(?m)^.*$", text[start:end]):
        stripped = raw.group().strip()
        if not stripped:
            blank, mark = True, mark or bool(raw.group())
            continue
        if CAPTION.match(stripped):
            at = start + raw.start() + raw.group().index(stripped[0])
            caption, lines = (" ".join(stripped.split()), at), []
        elif re.search(r"[.!?:;]$", stripped) or len(stripped.split()) > _LONGEST_LINE:
            caption, lines = None, []
        elif words := _words(text, start + raw.start(), start + raw.end(), blank, mark):
            lines.append(words)
        blank = mark = False
    return caption, lines[-_MAX_LINES:]


def _words(text: str, start: int, end: int, blank: bool, mark: bool) -> list[Word]:
    """The words of a line; signs that draw lines are none."""
    words: list[Word] = []
    at = start
    for match in re.finditer(r"[^\s|]+", text[start:end]):
        if re.fullmatch(r"[-–—=_+:]{2,}", match.group()):
            continue
        begin, stop = start + match.start(), start + match.end()
        gap = bool(words) and bool(re.search(r"\t|\||\s{2,}", text[at:begin]))
        before_of = bool(re.match(r"\s+of\b", text[stop : stop + 10]))
        words.append(Word(match.group(), begin, start, blank, mark, gap, before_of))
        at, blank, mark = stop, False, False
    return [*words[:-1], replace(words[-1], ends_line=True)] if words else []
