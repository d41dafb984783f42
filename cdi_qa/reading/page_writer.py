"""Lays blocks out as the text of a page."""

from __future__ import annotations

from cdi_qa.reading.blocks import Block, BlockKind, RawTable, ReadPage


class PageWriter:
    """Writes blocks one below the other, a blank line between them, and keeps their offsets."""

    def __init__(self, number: int | None = None, label: str = "") -> None:
        self._number, self._label = number, label
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[RawTable] = []

    def add(
        self,
        kind: BlockKind,
        text: str,
        level: int = 0,
        notes: tuple[tuple[int, str], ...] = (),
        note: str = "",
        marks: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """One block; `notes` are the offsets in `text` and numbers of its footnote references.

        `marks` are spans of `text`, its white space folded, that are none of its words.
        """
        folded = " ".join(text.split())
        if not folded:
            return
        start = self._length
        at = tuple((start + len(" ".join(text[:cut].split())), number) for cut, number in notes)
        self._write(folded + "\n\n")
        spans = tuple((start + begin, start + stop) for begin, stop in marks)
        self._blocks.append(Block(kind, start, start + len(folded), level, spans, note, at))

    def add_aside(self, text: str) -> None:
        """Text that is on the page and no part of what it says, such as a list of contents."""
        self._write(" ".join(text.split()) + "\n\n")

    def add_table(self, rows: list[list[str]], caption: str = "", continues: bool = False) -> None:
        """One table, a row a line, cells parted by tabs; ragged rows are filled up."""
        rows = [[" ".join(cell.split()) for cell in row] for row in rows]
        rows = [row for row in rows if any(row)]
        if not rows:
            return
        width = max(len(row) for row in rows)
        cells, spans = [], []
        for row in rows:
            row = row + [""] * (width - len(row))
            line = "\t".join(row)
            spans.append((self._length, self._length + len(line.rstrip("\t"))))
            cells.append(tuple(row))
            self._write(line + "\n")
        self._write("\n")
        self._tables.append(RawTable(tuple(cells), tuple(spans), caption, continues))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def page(self) -> ReadPage:
        """The finished page."""
        text = "".join(self._parts)
        return ReadPage(self._number, text, tuple(self._blocks), tuple(self._tables), self._label)
