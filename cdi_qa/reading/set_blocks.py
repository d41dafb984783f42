"""The lines of a column of text → headings, paragraphs, bullets, items and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cdi_qa.reading.blocks import BlockKind
from cdi_qa.reading.drawn import Rule
from cdi_qa.reading.lines import BULLET_SIGN, ITEM_NUMBER, SECTION_NUMBER, TERMINAL, URL_ONLY
from cdi_qa.reading.set_lines import Marks, SetLine

_BRACKETED = re.compile(r"\[(\d{1,3})\]\s+")
_PLAIN_NUMBER = re.compile(r"(\d{1,3})\s+(?=[A-Z‘“\"'(])")
_HEADING_WORDS = 16
_LARGER, _SMALLER = 1.08, 0.93
"""Shares of the body's type size from which on type is larger or smaller."""
_OTHER_TYPE, _INLINE_TYPE = 0.06, 0.25
"""Shares by which type differs from a block's, and by which words within it still may."""
_PARTED = 1.22
"""Times the usual distance of lines, from which on a new paragraph begins."""


@dataclass(frozen=True, slots=True)
class Body:
    """How most of a document is set."""

    size: float
    bold: bool


@dataclass(slots=True)
class SetBlock:
    """Lines that belong together; `sign` is the bullet, number or footnote mark before them."""

    kind: BlockKind
    lines: list[SetLine]
    size: float
    bold: bool
    sign: str = ""
    note: str = ""
    """A footnote's number, where it may be one."""
    raised: bool = False
    """True where that number is set small and raised."""


def blocks_of(
    lines: Sequence[SetLine], rules: Sequence[Rule], marks: Marks, body: Body
) -> list[SetBlock]:
    """The blocks of some lines of one column."""
    leading = _leading(lines)
    groups: list[list[SetLine]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, rules, marks, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(group, marks, body) for group in groups]


def _leading(lines: Sequence[SetLine]) -> float:
    """The usual distance of lines, in type sizes."""
    drops = [
        (below.y - above.y) / below.size
        for above, below in pairwise(lines)
        if 0.8 < (below.y - above.y) / below.size < 2.2
    ]
    return min(median(drops), 1.6) if drops else 1.2


def _begins(
    group: list[SetLine], line: SetLine, rules: Sequence[Rule], marks: Marks, leading: float
) -> bool:
    """True where a line begins a block of its own."""
    last = group[-1]
    apart = abs(line.size - last.size) / last.size
    if (apart > _OTHER_TYPE or line.bold != last.bold) and not (
        apart < _INLINE_TYPE and _same_sentence(last, line)
    ):
        return True
    if line.words[0] in marks.before or _sign(line):
        return True
    if line.y < last.y or line.y - last.y > _PARTED * leading * line.size:
        return True
    if any(last.y + 1 < rule.y < line.y - 0.5 * line.size and rule.x0 < line.x1
           and line.x0 < rule.x1 for rule in rules):  # fmt: skip
        return True
    ended = bool(TERMINAL.search(last.text))
    indented = line.x0 - last.x0 > 0.8 * line.size
    if len(group) > 1 or not _sign(group[0]):
        return indented and ended
    return False


def _same_sentence(last: SetLine, line: SetLine) -> bool:
    """True where words in another type merely stand within a running sentence."""
    return not TERMINAL.search(last.text) and line.text[:1].islower()


def _sign(line: SetLine) -> str:
    """The bullet sign, item or paragraph number that a line begins with."""
    if URL_ONLY.match(line.text):
        return ""
    for pattern in (BULLET_SIGN, SECTION_NUMBER, ITEM_NUMBER, _BRACKETED):
        if match := pattern.match(line.text):
            return match.group()
    return ""


def _block(group: list[SetLine], marks: Marks, body: Body) -> SetBlock:
    first = group[0]
    text = " ".join(line.text for line in group)
    made = SetBlock("paragraph", group, first.size, all(line.bold for line in group))
    if first.words[0] in marks.before:
        made.note, made.raised = marks.before[first.words[0]], True
    elif match := _BRACKETED.match(text) or _PLAIN_NUMBER.match(text):
        made.note, made.sign = match.group(1), match.group()
    if _is_heading(made, text, body):
        made.kind, made.sign, made.note = "heading", "", ""
        if number := SECTION_NUMBER.match(text) or _PLAIN_NUMBER.match(text):
            made.sign = number.group()
    elif match := BULLET_SIGN.match(text):
        made.kind, made.sign = "bullet", match.group()
    elif match := SECTION_NUMBER.match(text):
        made.sign = match.group()
    elif match := ITEM_NUMBER.match(text):
        made.kind, made.sign = "item", match.group()
    elif URL_ONLY.match(text.replace(" ", "")) and len(group) < 4:
        made.kind = "link"
    return made


def _is_heading(block: SetBlock, text: str, body: Body) -> bool:
    stands_out = block.size > _LARGER * body.size or (
        block.bold and not body.bold and block.size > _SMALLER * body.size
    )
    return (
        stands_out
        and not block.raised
        and not _BRACKETED.match(text)
        and len(block.lines) <= 4
        and len(text.split()) <= _HEADING_WORDS
        and not re.search(r"[.;:,]$", text)
        and any(char.isalpha() for char in text)
        and not BULLET_SIGN.match(text)
    )


def is_small(block: SetBlock, body: Body) -> bool:
    """True where a block is set smaller than the body, as footnotes are."""
    return block.size < _SMALLER * body.size


def runs_on(before: SetBlock, after: SetBlock) -> bool:
    """True where a block at the top of a column goes on with the one at the foot of the last."""
    return (
        before.kind in {"paragraph", "bullet", "item"}
        and after.kind == "paragraph"
        and not after.sign
        and abs(before.size - after.size) < 0.06 * before.size
        and before.bold == after.bold
        and not TERMINAL.search(before.lines[-1].text)
    )
