"""A table's header, its columns' words run together or split over lines, shared out again.

The number of columns and their types are known from the rows, so the split with the least cost is
found by dynamic programming over the header's words: words that belong together in English
("Overall Grade", "Date of report") are cheap to join, words that fit a column's type are preferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from cdi_qa.schema import ColumnKind

_JOINERS = frozenset({"of", "and", "&", "/", "for", "in", "to", "the", "per", "by", "with", "-"})
_HEAD_NOUN = re.compile(
    r"grade|rat(?:e|ing)|score|judge?ment|date|name|number|total|percentage|level|result"
    r"|offences?|crimes?|abuse|assault|care|culture|improvement|standards?|data|quality"
    r"|process(?:es)?|governance|%|rank|year|timeliness|support|protection|decisions"
)
_TYPE_WORD: dict[ColumnKind, re.Pattern[str]] = {
    "date": re.compile(r"dated?|report|published|publication|inspect(?:ed|ion)|when"),
    "text": re.compile(
        r"force|area|name|service|provider|council|authority|home|school|body|organisation|region"
        r"|trust|establishment|prison|custody|hospital|college|borough|district|unit|suite|station"
    ),
    "grade": re.compile(r"grade|rating|judge?ment|graded"),
    "number": re.compile(r"rate|%|number|score|total|percentage|count|rank"),
}
CAPTION = re.compile(
    r"(?:Table|Figure|Annex|Appendix|Chart)\s+(?:\d+(?:\.\d+)?|[A-Z])\b(?!\s+[a-z])"
)
"""How a caption begins."""
_MAX_LINES = 24
_LONGEST_LINE = 25
_LONGEST_HEADING = 6
_DROP = 0.75
"""What it costs to leave a line out of the header: the gain has to be plain."""
_PARTED = 1.5
"""What it costs to have a paragraph mark inside the header."""
_REPEATED = 1.0
"""What headings are worth that repeat themselves under others."""
_TORN = 5.0
"""What it costs to part two words that belong together."""


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table, where it begins in the text, and how forced they are."""

    headings: list[str]
    start: int
    cost: float
    caption: str = ""

    @property
    def found(self) -> bool:
        """True where there were words for every column."""
        return bool(self.headings)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    line: int
    """Where its line begins."""
    after_blank: bool
    after_mark: bool
    """True where a line of white space stands above it: a paragraph mark, not line spacing."""
    after_gap: bool
    """True where more than a space parts it from the word before on its line."""
    before_of: bool
    """True where "of" follows: "Date of report" begins a heading, "Report Date" ends one."""
    ends_line: bool = False


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
    best: tuple[float, int, list[list[_Word]]] | None = None
    for dropped in range(len(lines)):
        words = [word for line in lines[dropped:] for word in line]
        if len(words) < len(kinds):
            break
        split = _cheapest_split(tuple(words), tuple(kinds))
        if split is None:
            continue
        marks = sum(line[0].after_mark for line in lines[dropped + 1 :])
        cost = split[0] + _DROP * dropped + _PARTED * marks
        if dropped and _must_join(lines[dropped - 1][-1], words[0]):
            cost += _TORN
        if best is None or cost < best[0]:
            best = (cost, dropped, split[1])
    if best is None:
        return Header(
            [], caption[1] if caption else end, float("inf"), caption[0] if caption else ""
        )
    cost, dropped, groups = best
    headings = [" ".join(word.text for word in group) for group in groups]
    begin = groups[0][0].start
    if caption is None:
        return Header(headings, begin, cost)
    rest = " ".join(word.text for line in lines[:dropped] for word in line)
    return Header(headings, caption[1], cost, f"{caption[0]} {rest}".rstrip())


def _under_spanning(
    lines: list[list[_Word]], kinds: list[ColumnKind]
) -> tuple[list[str], float] | None:
    """The headings under others that span several of them: "2016 2017" above "Rate Cases Rate
    Cases" gives "2016 Rate". With them what they cost; None where the last line does not repeat
    itself under such a line.
    """
    if len(lines) < 2 or (split := _cheapest_split(tuple(lines[-1]), tuple(kinds))) is None:
        return None
    headings = [" ".join(word.text for word in group) for group in split[1]]
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
    return names + spanned, split[0] - _REPEATED


def _lines_above(
    text: str, start: int, end: int
) -> tuple[tuple[str, int] | None, list[list[_Word]]]:
    """The caption with its offset, and the words of each line between it (or prose) and `end`."""
    caption: tuple[str, int] | None = None
    lines: list[list[_Word]] = []
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


def _words(text: str, start: int, end: int, blank: bool, mark: bool) -> list[_Word]:
    """The words of a line; signs that draw lines are none."""
    words: list[_Word] = []
    at = start
    for match in re.finditer(r"[^\s|]+", text[start:end]):
        if re.fullmatch(r"[-–—=_+:]{2,}", match.group()):
            continue
        begin, stop = start + match.start(), start + match.end()
        gap = bool(words) and bool(re.search(r"\t|\||\s{2,}", text[at:begin]))
        before_of = bool(re.match(r"\s+of\b", text[stop : stop + 10]))
        words.append(_Word(match.group(), begin, start, blank, mark, gap, before_of))
        at, blank, mark = stop, False, False
    return [*words[:-1], replace(words[-1], ends_line=True)] if words else []


def _is_head(word: _Word) -> bool:
    return not word.before_of and bool(_HEAD_NOUN.fullmatch(word.text.lower().strip("()")))


@cache
def _cheapest_split(
    words: tuple[_Word, ...], kinds: tuple[ColumnKind, ...]
) -> tuple[float, list[list[_Word]]] | None:
    """The cost and the words of each column's heading; None where the words are too many."""
    count, columns = len(words), len(kinds)

    @cache
    def best(at: int, column: int) -> tuple[float, tuple[int, ...]]:
        if column == columns:
            return (0.0, ()) if at == count else (float("inf"), ())
        options: list[tuple[float, tuple[int, ...]]] = []
        latest = min(count - (columns - column - 1), at + _LONGEST_HEADING)
        for stop in range(at + 1, latest + 1):
            rest, cuts = best(stop, column + 1)
            cost = _group_cost(words[at:stop], kinds[column]) + rest
            if stop < count:
                cost += _cut_cost(words[stop - 1], words[stop], kinds[(column + 1) % columns])
            options.append((cost, (stop, *cuts)))
        return min(options, default=(float("inf"), ()))

    cost, cuts = best(0, 0)
    if cost == float("inf"):
        return None
    starts = [0, *cuts[:-1]]
    return cost, [list(words[a:b]) for a, b in zip(starts, cuts, strict=True)]


def _group_cost(group: tuple[_Word, ...], kind: ColumnKind) -> float:
    cost = sum(_join_cost(left, right) for left, right in pairwise(group))
    named = [word.text.lower().strip("()/:") for word in group]
    for other, pattern in _TYPE_WORD.items():
        if any(pattern.fullmatch(word) for word in named):
            cost += -1.5 if other == kind else 1.0
    if group[0].line != group[-1].line and not group[-1].ends_line:
        cost += 1.0  # a heading split over lines has its last line to itself
    return cost + max(0, len(group) - 4)


def _join_cost(left: _Word, right: _Word) -> float:
    if right.after_gap:
        return 4.0
    if _must_join(left, right):
        return 0.0
    if right.after_blank:
        return 3.0
    if _is_head(right):
        return 0.3
    return 1.2 if right.line == left.line else 1.0


def _cut_cost(left: _Word, right: _Word, kind: ColumnKind) -> float:
    if right.after_gap:
        return 0.0
    if _must_join(left, right):
        return _TORN
    if right.line != left.line:
        return 0.0 if right.after_blank else 0.4
    suits_kind = _TYPE_WORD[kind].fullmatch(right.text.lower().strip("()"))
    return 0.8 if _is_head(right) and not suits_kind else 0.0


def _must_join(left: _Word, right: _Word) -> bool:
    return (
        left.text.lower() in _JOINERS
        or left.text.endswith(("/", "-", "&"))
        or right.text.lower() in _JOINERS
        or right.text[0] in "/(&"
        or right.text[0].islower()
    )
