"""Plain text of a page → blocks, by rules that hold where a PDF's layout has been lost.

The signals, strongest first: bullet signs and list numbers; a line that begins with a space where
its neighbours do not (a lost bullet sign); blank lines, as far as they are not mere line spacing;
and room: a paragraph ends where the next word would still have fitted on its last line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from cdi_qa.reading.blocks import Block, BlockKind
from cdi_qa.reading.footnotes import Footnote, find_footnotes
from cdi_qa.reading.habits import Habits, Measure, habits_of, measure_of
from cdi_qa.reading.headings import can_be_heading, with_headings
from cdi_qa.reading.lines import (
    BULLET_SIGN,
    ITEM_NUMBER,
    SECTION_NUMBER,
    TERMINAL,
    URL_ONLY,
    Line,
    split_lines,
)

_LOST_SIGN = 3
"""Spaces at most that a lost bullet sign leaves."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_RULE = re.compile(r"[-=_*~–—]{3,}")
_SHORT_LINE = 70
"""Characters; a list number after a longer line that does not end a sentence is a mere figure."""


def read_blocks(
    text: str,
    tables: list[tuple[int, int]],
    vocabulary: frozenset[str],
    document: Measure | None = None,
) -> list[Block]:
    """The blocks of one page in reading order; the spans in `tables` are left out.

    `document` is the measure of the whole document, for pages that don't show it themselves.
    """
    regions = _outside(len(text), tables)
    lines = _without_rules(
        [line for start, end in regions for line in split_lines(text, start, end)]
    )
    if lines:
        lines[0] = replace(lines[0], blanks_before=0, gap_marked=False)
    notes = find_footnotes(text, lines, vocabulary)
    body = [line for line in lines if not _inside_note(line, notes)]
    habits = habits_of(body, document or measure_of(lines))
    breaks = {end for _, end in tables} | {note.end for note in notes}
    groups = _group(body, habits, breaks)
    blocks = [_block(group, habits) for group in groups]
    blocks = with_headings(blocks, groups, habits, max((at for at, _ in tables), default=-1))
    blocks = [_with_marks(block, notes) for block in blocks]
    blocks += [Block("footnote", note.start, note.end, note=note.number) for note in notes]
    return sorted(blocks, key=lambda block: block.start)


def _without_rules(lines: list[Line]) -> list[Line]:
    """The lines but those that only underline or rule off, of which the next begins a block."""
    parted = [
        replace(line, gap_marked=True) if _RULE.fullmatch(above.text) else line
        for above, line in pairwise(lines)
    ]
    return [line for line in [*lines[:1], *parted] if not _RULE.fullmatch(line.text)]


def _outside(length: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    regions, at = [], 0
    for start, end in sorted(spans):
        regions.append((at, start))
        at = end
    return [*regions, (at, length)]


def _inside_note(line: Line, notes: list[Footnote]) -> bool:
    return any(line.start < note.end and note.start < line.end for note in notes)


def _group(lines: list[Line], habits: Habits, breaks: set[int]) -> list[list[Line]]:
    """The lines of each block together."""
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        broken = bool(groups) and any(groups[-1][-1].end <= at <= line.start for at in breaks)
        if groups and not broken and _continues(groups[-1], line, following, habits):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(group: list[Line], line: Line, following: Line | None, habits: Habits) -> bool:
    """True where `line` goes on with the block that ends in `group[-1]`."""
    last = group[-1]
    if habits.unbroken or habits.sign_of(line) or _is_numbered(line, group):
        return False
    if URL_ONLY.match(last.text):
        unfinished = last.text.endswith(("-", "/", "_", "=", "&"))
        return unfinished and " " not in line.text and not URL_ONLY.match(line.text)
    if URL_ONLY.match(line.text):
        return False
    ended = bool(TERMINAL.search(last.text))
    runs_on = line.text[0].islower() and not ended
    room = habits.has_room(last, line)
    if line.gap_marked or line.blanks_before > habits.spacing or (last.ends_open and ended):
        # A paragraph mark ends a paragraph, unless the sentence plainly runs on.
        return runs_on and not room and not _is_lost_bullet(line, habits)
    hangs = _hangs(group[0], line, habits)
    if hangs is not None:
        return hangs
    if _is_lost_bullet(line, habits) or (ended and _stands_alone(line, following, habits)):
        return False
    return runs_on or not room


def _is_lost_bullet(line: Line, habits: Habits) -> bool:
    return habits.lost_bullets and 1 <= line.indent - habits.measure.margin <= _LOST_SIGN


def _is_numbered(line: Line, group: list[Line]) -> bool:
    """True where a line begins an item or a numbered paragraph and is no sentence's figure."""
    number = ITEM_NUMBER.match(line.text)
    if not number and not SECTION_NUMBER.match(line.text):
        return False
    last = group[-1].text
    elder = ITEM_NUMBER.match(group[0].text)
    follows = number and elder and _next_to(elder.group(1), number.group(1))
    return bool(follows or TERMINAL.search(last)) or len(last) < _SHORT_LINE


def _next_to(elder: str, label: str) -> bool:
    """True for "2" after "1", "b" after "a", "iv" after "iii"."""
    if elder.isdigit() and label.isdigit():
        return int(label) == int(elder) + 1
    if elder in _ROMAN and label in _ROMAN:
        return _ROMAN.index(label) == _ROMAN.index(elder) + 1
    return len(elder) == len(label) == 1 and ord(label) == ord(elder) + 1


def _hangs(first: Line, line: Line, habits: Habits) -> bool | None:
    """True where a line hangs under a bullet or an item, False where others do and it does not."""
    number = ITEM_NUMBER.match(first.text) or SECTION_NUMBER.match(first.text)
    if number and line.indent == first.indent + number.end():
        return True
    if number:
        return False if habits.hanging else None
    if habits.sign_of(first):
        if line.indent > first.indent:
            return True
        return False if habits.hanging else None
    return None


def _stands_alone(line: Line, following: Line | None, habits: Habits) -> bool:
    """True where a line after a full one is a heading: the line under it had room on it."""
    if not can_be_heading(line, habits):
        return False
    return following is None or (
        not following.text[0].islower() and habits.has_room(line, following)
    )


def _block(group: list[Line], habits: Habits) -> Block:
    first = group[0]
    start, end = first.start, group[-1].end
    kind: BlockKind = "paragraph"
    sign = BULLET_SIGN.match(first.text)
    if sign and habits.sign_of(first):
        kind, start = "bullet", start + sign.end()
    elif number := SECTION_NUMBER.match(first.text):
        start += number.end()
    elif number := ITEM_NUMBER.match(first.text):
        kind, start = "item", start + number.end()
    elif _is_lost_bullet(first, habits):
        kind = "bullet"
    elif URL_ONLY.match(first.text):
        kind = "link"
    set_off = first.gap_marked or first.blanks_before > habits.spacing
    return Block(kind, start, end, set_off=set_off)


def _with_marks(block: Block, notes: list[Footnote]) -> Block:
    held = [note for note in notes if block.start <= note.mark_start < block.end]
    if not held:
        return block
    return replace(
        block,
        marks=(*block.marks, *((note.mark_start, note.mark_end) for note in held)),
        notes=tuple((note.mark_start, note.number) for note in held),
    )
