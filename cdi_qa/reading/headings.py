"""Which blocks of a page are headings, and how deep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cdi_qa.reading.blocks import Block
from cdi_qa.reading.habits import Habits
from cdi_qa.reading.lines import ITEM_NUMBER, SECTION_NUMBER, TERMINAL, Line

_TELLS_FIGURE = re.compile(r"[a-z)]\s?[-–—:=|]\s?[£$€]?\d|\d%")
_HEADING_WORDS = 12
_NUMBERED_HEADING_WORDS = 8
_WIDEST = 0.75
"""A heading leaves at least a quarter of its line empty."""


def with_headings(
    blocks: Sequence[Block], groups: Sequence[list[Line]], habits: Habits, tables_from: int
) -> list[Block]:
    """The same blocks, short lines that stand alone above something made headings.

    `tables_from` is where the page's last table begins (-1 without one): a heading may stand above
    a table as above text.
    """
    found = {
        index
        for index in range(len(blocks))
        if _is_heading(blocks, groups, index, habits, tables_from)
    }
    found -= _listed_figures(found, groups)
    result = list(blocks)
    under_parent = False
    for index in sorted(found):
        parent = index + 1 in found
        level = 2 if under_parent and not parent else 1
        under_parent = under_parent or parent
        number = SECTION_NUMBER.match(groups[index][0].text)
        if number:
            level = number.group().strip(" .").count(".") + 1
        result[index] = replace(blocks[index], kind="heading", level=level)
    return result


def _listed_figures(found: set[int], groups: Sequence[list[Line]]) -> set[int]:
    """Those that tell a figure above or below another line that does, or in a stack of three:
    "Seen within a day — 811". The last line of such a list is seldom taken for a heading.
    """
    tells = {
        at
        for at, group in enumerate(groups)
        if len(group) == 1 and _TELLS_FIGURE.search(group[0].text)
    }
    return {
        at
        for at in found & tells
        if not tells.isdisjoint({at - 1, at + 1})
        or any(set(range(first, first + 3)) <= found for first in range(at - 2, at + 1))
    }


def _is_heading(
    blocks: Sequence[Block],
    groups: Sequence[list[Line]],
    index: int,
    habits: Habits,
    tables_from: int,
) -> bool:
    group, line = groups[index], groups[index][0]
    last_on_page = index + 1 >= len(groups) and tables_from < line.end
    if len(group) > 1 or last_on_page:
        return False
    if blocks[index].kind == "item" and can_be_heading(_without_stop(line), habits):
        return _is_numbered_heading(blocks, groups, index)
    if not can_be_heading(line, habits):
        return False
    if line.text.endswith("?"):
        return _is_question_heading(blocks, groups, index)
    return blocks[index].kind == "paragraph"


def can_be_heading(line: Line, habits: Habits) -> bool:
    """True for a short line that begins like a title and does not end like a sentence."""
    text = line.text
    return (
        len(text.split()) <= _HEADING_WORDS
        and (habits.unbroken or line.width < _WIDEST * habits.measure.ems)
        and (text.endswith("?") or not TERMINAL.search(text))
        and not text.endswith((",", "-", "–"))
        and (text[0].isupper() or text[0].isdigit())
        and any(char.isalpha() for char in text)
    )


def _without_stop(line: Line) -> Line:
    """The line of "3. Checks were not done." as it would be set without its full stop."""
    return replace(line, text=line.text[:-1]) if line.text.endswith(".") else line


def _numbering(text: str) -> str:
    """How an item is numbered, as 1 or as a; empty where it is not."""
    number = ITEM_NUMBER.match(text)
    return "" if number is None else "1" if number[1].isdigit() else "a"


def _is_numbered_heading(blocks: Sequence[Block], groups: Sequence[list[Line]], index: int) -> bool:
    """True for "2. Background" between paragraphs, as against an item among items like it."""
    text = groups[index][0].text
    number = ITEM_NUMBER.match(text)
    words = text[number.end() :] if number else text
    near = [at for at in (index - 1, index + 1) if 0 <= at < len(blocks)]
    items = [groups[at][0].text for at in near if blocks[at].kind == "item"]
    introduced = index > 0 and groups[index - 1][-1].text.endswith(":")
    return (
        words[:1].isupper()
        and len(words.split()) <= _NUMBERED_HEADING_WORDS
        and all(_numbering(item) == "a" != _numbering(text) for item in items)
        and not introduced
        and not text.endswith("?")
    )


def _is_question_heading(blocks: Sequence[Block], groups: Sequence[list[Line]], index: int) -> bool:
    """A question above its answer, as against one of a list of questions."""
    near = [groups[at][-1].text for at in (index - 1, index + 1) if 0 <= at < len(groups)]
    alone = not any(text.endswith(("?", ":")) for text in near)
    return alone and blocks[index].kind == "paragraph" and index + 1 < len(groups)
