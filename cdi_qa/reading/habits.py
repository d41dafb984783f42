"""How a page is set, learnt from its lines: their spacing, their measure, their bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_high

from cdi_qa.reading.lines import (
    BULLET_SIGN,
    ITEM_NUMBER,
    TERMINAL,
    URL_ONLY,
    Line,
    measure,
    split_lines,
)

_FULL = 0.92
"""A line that the next word would have filled beyond this share of the measure is a full line."""
_LONGEST_LINE = 160
"""Characters; where lines are longer than this, nobody has broken them."""
_NARROW_PAGE = 0.8
"""A page this much narrower than its document merely has short lines."""
_CELL_GAP = re.compile(r"\S(?: {3,}|\t\s*)(?=\S)")
_DASHES = "-–—"
_COMMON = 0.1
"""Share of lines that an indent has to have to be the margin."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide text is set, in ems of a proportional typeface and in characters, and from where."""

    ems: float = 0.0
    characters: int = 0
    margin: int = 0
    """Spaces that lines begin with which begin nothing."""
    spacing: int | None = None
    """Blank lines between the lines of one paragraph, where a sentence shows it."""

    def within(self, document: Measure) -> Measure:
        """A page's measure, or its document's where the page's lines plainly don't show it."""
        margin = min(self.margin, document.margin)
        spacing = document.spacing if self.spacing is None else self.spacing
        narrow = self.spacing is None or self.ems < _NARROW_PAGE * document.ems
        wide = document if narrow else self
        return replace(wide, margin=margin, spacing=spacing)


_USUAL = Measure(ems=40.0, characters=75)


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rules of layout need to know of a page as a whole."""

    spacing: int
    """Blank lines that stand between the lines of one paragraph."""
    measure: Measure
    by_characters: bool
    """True where lines were broken at a number of characters, not at a width."""
    signs: frozenset[str]
    """Bullet signs in use."""
    lost_bullets: bool
    """True where an indent of a few spaces is all that is left of a bullet sign."""
    hanging: bool
    """True where the lines of a bullet or an item after its first are indented more."""

    @property
    def unbroken(self) -> bool:
        """True where each line is a whole paragraph."""
        return self.measure.characters > _LONGEST_LINE

    def has_room(self, line: Line, following: Line) -> bool:
        """True where the following line's first word would have fitted on this one."""
        return _needed(line, following, self.by_characters) < _FULL * (
            self.measure.characters if self.by_characters else self.measure.ems
        )

    def sign_of(self, line: Line) -> str:
        """The bullet sign that a line begins with, or nothing."""
        match = BULLET_SIGN.match(line.text)
        return match.group(1) if match and match.group(1) in self.signs else ""


def measure_of(lines: Sequence[Line]) -> Measure:
    """The measure of some lines; the longest few may stick out of it."""
    plain = [line for line in lines if not URL_ONLY.match(line.text) and not _holds_cells(line)]
    if not plain:
        return Measure()
    indents = Counter(line.indent for line in plain)
    common = {indent for indent, count in indents.items() if count >= _COMMON * len(plain)}
    margin = min(common or indents)
    broken = [(line, after) for line, after in pairwise(lines) if _runs_on(line, after)]
    widest = sorted(line.width for line in plain)[-1 - len(plain) // 20]
    longest = sorted(_length(line) for line in plain)[-1 - len(plain) // 20]
    if not broken:
        # No line was seen to be broken, so they may grow wider than any that is there.
        return Measure(max(widest, _USUAL.ems), max(longest, _USUAL.characters), margin)
    ems = max(widest, median(line.width for line, _ in broken))
    characters = max(longest, median_high(_length(line) for line, _ in broken))
    gaps = Counter(after.blanks_before for _, after in broken)
    return Measure(ems, characters, margin, gaps.most_common(1)[0][0])


def _holds_cells(line: Line) -> bool:
    """True for a row of a table: its cells are wide apart, and it may be wider than any text."""
    return len(_CELL_GAP.findall(line.text)) > 1


def _length(line: Line) -> int:
    return line.indent + len(line.text)


def _runs_on(line: Line, after: Line) -> bool:
    """True where a sentence plainly goes on from one line to the next."""
    return after.text[0].islower() and not after.gap_marked and not TERMINAL.search(line.text)


def document_measure(pages: Sequence[str]) -> Measure:
    """The measure of a document's pages together."""
    return measure_of([line for text in pages for line in split_lines(text)])


def habits_of(lines: Sequence[Line], document: Measure) -> Habits:
    """The habits of a page's lines, tables and footnotes left out."""
    gaps = {line.blanks_before for line in lines[1:] if not line.gap_marked}
    width = measure_of(lines).within(document)
    signs = _signs(lines)
    return Habits(
        spacing=width.spacing if width.spacing is not None else min(gaps, default=0),
        measure=width,
        by_characters=_broken_by_characters(lines, width),
        signs=signs,
        lost_bullets=not signs,
        hanging=any(_hangs_under(line, after, signs) for line, after in pairwise(lines)),
    )


def _signs(lines: Sequence[Line]) -> frozenset[str]:
    """The bullet signs on the page; one dash alone may be a sentence's that fell on a new line."""
    counts = Counter(
        match.group(1) for line in lines if (match := BULLET_SIGN.match(line.text)) is not None
    )
    return frozenset(sign for sign, count in counts.items() if count > 1 or sign not in _DASHES)


def _hangs_under(line: Line, after: Line, signs: frozenset[str]) -> bool:
    """True where a line is indented to where the words of the bullet or item above it begin."""
    match = BULLET_SIGN.match(line.text)
    if match and match.group(1) in signs:
        return after.indent > line.indent
    number = ITEM_NUMBER.match(line.text)
    return bool(number) and after.indent == line.indent + len(number.group() if number else "")


def _broken_by_characters(lines: Sequence[Line], width: Measure) -> bool:
    """Which of the two measures explains better why lines end where sentences plainly run on."""
    unexplained = {True: 0, False: 0}
    for line, after in pairwise(lines):
        if _runs_on(line, after):
            for by_characters in (True, False):
                full = width.characters if by_characters else width.ems
                if _needed(line, after, by_characters) < _FULL * full:
                    unexplained[by_characters] += 1
    return unexplained[True] < unexplained[False]


def _needed(line: Line, following: Line, by_characters: bool) -> float:
    if by_characters:
        return _length(line) + 1 + len(following.first_word)
    return line.width + measure(" ") + measure(following.first_word)
