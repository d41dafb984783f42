"""Lays the blocks of a format without pages out as the text of one page."""

from __future__ import annotations

from cdi_qa.reading.blocks import Block, BlockKind, RawTable, ReadPage


class PageWriter:
    """Writes blocks one below the other, a blank line between them, and keeps their offsets."""

    def __init__(self) -> None:
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
    ) -> None:
        """One block; `notes` are the offsets in `text` and numbers of its footnote references."""
        folded = " ".join(text.split())
        if not folded:
            return
        start = self._length
        at = tuple((start + len(" ".join(text[:cut].split())), number) for cut, number in notes)
        self._write(folded + "\n\n")
        self._blocks.append(Block(kind, start, start + len(folded), level, note=note, notes=at))

    def add_table(self, rows: list[list[str]], caption: str = "") -> None:
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
        self._tables.append(RawTable(tuple(cells), tuple(spans), caption))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def page(self) -> ReadPage:
        """The finished page."""
        return ReadPage(None, "".join(self._parts), tuple(self._blocks), tuple(self._tables))
