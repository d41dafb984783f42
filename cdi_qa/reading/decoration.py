"""What is drawn at a page's words: bullet signs before them, lines under them and through them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cdi_qa.reading.drawn import Dot, Rule
from cdi_qa.reading.glyphs import Sheet, Word

_THROUGH = (0.18, 0.42)
"""Shares of the type size above the baseline at which a line goes through small letters."""
_UNDER = (-0.02, 0.25)
"""The same below the baseline at which it underlines."""
_SLACK = 0.35
"""Share of the type size by which such a line may be longer than its words."""
_SIGN_HEIGHT = (0.1, 0.5)
"""Shares of the type size above the baseline at which the middle of a bullet sign stands."""
_SIGN_GAP = (0.2, 2.5)
"""Type sizes between a bullet sign and its first word."""
_MOST_SIZE = 40.0
"""Points: type larger than this is not looked for at a line."""


def decorated(sheet: Sheet) -> Sheet:
    """The sheet without the words that are struck out and the lines along words, drawn bullet signs
    among its words.

    What a line is drawn through has been taken back by who wrote it.
    """
    in_order = sorted(sheet.words, key=lambda word: word.y)
    heights = [word.y for word in in_order]

    def near(y: float) -> Sequence[Word]:
        return in_order[
            bisect_left(heights, y - _MOST_SIZE) : bisect_right(heights, y + _MOST_SIZE)
        ]

    struck: set[Word] = set()
    rules: list[Rule] = []
    for rule in sheet.drawing.rules:
        beside = near(rule.y)
        through = list(_along(rule, beside, *_THROUGH))
        struck.update(through)
        if not through and not any(_along(rule, beside, -_UNDER[1], -_UNDER[0])):
            rules.append(rule)
    kept = [word for word in sheet.words if word not in struck]
    signs = {
        word: dot for dot in sheet.drawing.dots if (word := _signed(dot, near(dot.y))) is not None
    }
    placed = tuple(each for word in kept for each in _with_sign(word, signs))
    return replace(sheet, words=placed, drawing=replace(sheet.drawing, rules=tuple(rules)))


def _along(rule: Rule, words: Sequence[Word], low: float, high: float) -> Iterator[Word]:
    """The words that a line is drawn along, so high above their baseline, and no further."""
    level = [word for word in words if low <= (word.y - rule.y) / word.size <= high]
    over = [word for word in level if rule.x0 < (word.x0 + word.x1) / 2 < rule.x1]
    if not over:
        return
    slack = _SLACK * max(word.size for word in over)
    left, right = min(word.x0 for word in over), max(word.x1 for word in over)
    if abs(left - rule.x0) <= slack and abs(right - rule.x1) <= slack:
        yield from over


def _signed(dot: Dot, words: Sequence[Word]) -> Word | None:
    """The word that a dot stands before as a bullet sign, nothing else before it on its line."""
    level = [word for word in words if _is_level(dot, word)]
    if any(word.x1 <= dot.x0 + 1 and dot.x0 - word.x1 < word.size for word in level):
        return None
    after = min((word for word in level if word.x0 >= dot.x1), key=_left, default=None)
    if after is None or not _SIGN_GAP[0] <= (after.x0 - dot.x1) / after.size <= _SIGN_GAP[1]:
        return None
    return after


def _is_level(dot: Dot, word: Word) -> bool:
    return _SIGN_HEIGHT[0] <= (word.y - dot.y) / word.size <= _SIGN_HEIGHT[1]


def _left(word: Word) -> float:
    return word.x0


def _with_sign(word: Word, signs: dict[Word, Dot]) -> tuple[Word, ...]:
    if word not in signs:
        return (word,)
    dot = signs[word]
    return Word("•", dot.x0, dot.x1, word.y, word.size), word
