"""Blocks: the headings, paragraphs, bullets, list items, footnotes and links of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "bullet", "item", "footnote", "link"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a page's text with its part in the layout.

    `start` and `end` are offsets into the page's text. `level` is a heading's depth from 1 (0 for
    anything else). `marks` are the spans inside the block that are not its words: footnote marks,
    bullet signs, inline markup. `note` is a footnote's own number, and `notes` the numbers of the
    footnotes that the block's marks refer to.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    note: str = ""
    notes: tuple[tuple[int, str], ...] = ()
    """Offset of each footnote mark and the number it carries."""
    set_off: bool = False
    """True where more than line spacing parts it from the block before."""


def clean_slice(text: str, start: int, end: int, marks: tuple[tuple[int, int], ...]) -> str:
    """`text[start:end]` for reading: marks left out, white space folded, hyphenation kept."""
    pieces: list[str] = []
    at = start
    for begin, stop in sorted(marks):
        if begin >= end or stop <= start:
            continue
        pieces.append(text[at : max(begin, at)])
        at = max(stop, at)
    pieces.append(text[at:end])
    return " ".join("".join(pieces).split())


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table whose cells the format itself marks (Word, HTML, Markdown), header row first.

    `spans` holds the place of each row's text on the page.
    """

    cells: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int], ...]
    caption: str = ""
    continues: bool = False
    """True where it goes on with the table before it, without a header row of its own."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as its reader leaves it: its text and, where the format marks them, its parts.

    `blocks` is None where only text is known (plain text, a plainly set PDF) and the layout has to
    be inferred.
    """

    number: int | None
    text: str
    blocks: tuple[Block, ...] | None = None
    tables: tuple[RawTable, ...] = ()
    label: str = ""
    """What is printed as the page's number, where the document says so."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as its reader leaves it: its pages, and what is to be told of how they were read."""

    pages: tuple[ReadPage, ...]
    remark: str = ""
    title: str = ""
    """The title in its properties, whatever it may be worth."""
