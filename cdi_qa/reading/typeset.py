"""The sheets of a PDF → pages with their blocks and tables, by where the words stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cdi_qa.reading.blocks import ReadPage
from cdi_qa.reading.columns import columns_of
from cdi_qa.reading.footnotes import find_mark, words_of
from cdi_qa.reading.glyphs import Sheet, Word
from cdi_qa.reading.hyphens import Joiner
from cdi_qa.reading.lines import ITEM_NUMBER
from cdi_qa.reading.page_writer import PageWriter
from cdi_qa.reading.set_blocks import Body, SetBlock, blocks_of, is_small, runs_on
from cdi_qa.reading.set_columns import LEADER
from cdi_qa.reading.set_lines import Marks, SetLine, lines_of, split_marks, with_superscripts
from cdi_qa.reading.set_tables import Grid, continued, find_grids, is_caption

_NOTES = re.compile(r"(?:foot|end)?\s?notes(?: and references)?|references", re.IGNORECASE)
"""How a list of notes at the end is headed."""
_UNIT = re.compile(r"(?:^|\d)(?:[kcm]?m|ft|in)$")
"""What a raised figure belongs to."""
_BACK = re.compile(r"\s*[\u21a9\u21b5\u2191]\ufe0e?$")
"""The arrow that leads from a note on a web page back to its mark."""


@dataclass(slots=True)
class _Part:
    """A block or a table in its place, and the text that the block has."""

    column: int
    block: SetBlock | None = None
    grid: Grid | None = None
    continues: bool = False
    text: str = ""
    ends: dict[Word, int] = field(default_factory=dict)
    marks: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page without its running lines, its words in columns, its footnote marks apart."""

    sheet: Sheet
    columns: tuple[tuple[SetLine, ...], ...]
    marks: Marks


def set_pages(sheets: Sequence[Sheet]) -> list[SetPage]:
    """The sheets in columns and lines; marks that lead to no footnote stay in their words."""
    split = [split_marks(sheet.words) for sheet in sheets]
    notes = {mark for _, marks in split for mark in marks.before.values()}
    notes.update(*(_listed_notes(lines_of(words)) for words, _ in split))
    return [
        _set_page(sheet, words, marks, notes)
        for sheet, (words, marks) in zip(sheets, split, strict=True)
    ]


def _set_page(sheet: Sheet, words: list[Word], marks: Marks, notes: set[str]) -> SetPage:
    here = set(marks.before.values())
    kept = {
        word: mark
        for word, mark in marks.after.items()
        if mark in here or (mark in notes and not _UNIT.search(word.text))
    }
    others = {word: mark for word, mark in marks.after.items() if word not in kept}
    words = with_superscripts(words, others)
    drawing = sheet.drawing
    columns = tuple(
        tuple(lines_of(column, drawing.uprights)) for column in columns_of(words, drawing.rules)
    )
    return SetPage(sheet, columns, Marks(kept, marks.before))


def _listed_notes(lines: Sequence[SetLine]) -> set[str]:
    """The numbers of the notes that are listed under a heading that says so."""
    first = next((at for at, line in enumerate(lines) if _NOTES.fullmatch(line.text)), len(lines))
    found = (ITEM_NUMBER.match(line.text) for line in lines[first:])
    return {match.group(1) for match in found if match}


class Typesetting:
    """What holds for a whole document: its body type, its heading levels, its words."""

    def __init__(self, pages: Sequence[SetPage]) -> None:
        self._pages = pages
        lines = [line for page in pages for column in page.columns for line in column]
        self._joiner = Joiner(lines)
        self.body = _body_of(lines)
        self._vocabulary = words_of(" ".join(line.text for line in lines))

    def read(self, numbers: Iterable[int], labels: Sequence[str]) -> list[ReadPage]:
        """The pages as they are read; headings are as deep as their type is small."""
        parts = [self._parts(page) for page in self._pages]
        for (left, right), page in zip(pairwise(parts), self._pages[1:], strict=False):
            self._mend_word(left, right, page.marks)
        _join_tables(parts)
        self._take_end_notes(parts)
        levels = _levels(parts)
        return [
            _write(page_parts, number, label, levels)
            for page_parts, number, label in zip(parts, numbers, labels, strict=True)
        ]

    def _take_end_notes(self, pages: Sequence[Sequence[_Part]]) -> None:
        """Make footnotes of the items listed under a heading that says so."""
        raised = {mark for page in self._pages for mark in page.marks.after.values()}
        listed = False
        for part in (part for parts in pages for part in parts):
            if part.block is None:
                continue
            number = ITEM_NUMBER.match(f"{part.block.sign}x")
            if part.block.kind == "heading":
                listed = bool(_NOTES.fullmatch(part.text))
            elif listed and number and number.group(1) in raised:
                part.block.kind, part.block.note = "footnote", number.group(1)
                part.text = _BACK.sub("", part.text)

    def _mend_word(self, left: list[_Part], right: list[_Part], marks: Marks) -> None:
        """Bring a word that the end of a page breaks together, on the page that it begins on."""
        before = next((p.block for p in reversed(left) if _is_body(p)), None)
        part = next((p for p in right if _is_body(p)), None)
        if before is None or part is None or part.block is None or not runs_on(before, part.block):
            return
        last, first = before.lines[-1], part.block.lines[0]
        if not last.words[-1].hyphenated or len(first.words) < 2:
            return
        before.lines.append(SetLine(first.words[:1]))
        part.block.lines[0] = SetLine(first.words[1:])
        self._join(part, marks)
        holder = next(p for p in left if p.block is before)
        text, _ = self._joiner.join(before.lines)
        holder.text = text[len(before.sign) :]

    def _parts(self, page: SetPage) -> list[_Part]:
        parts: list[_Part] = []
        for number, column in enumerate(page.columns):
            grids = find_grids(column, page.sheet.drawing.rules, self._joiner)
            at = 0
            for grid in [*grids, None]:
                between = column[at : grid.first if grid else len(column)]
                blocks = blocks_of(between, page.sheet.drawing.rules, page.marks, self.body)
                parts += [_Part(number, block) for block in blocks]
                if grid:
                    parts.append(_Part(number, grid=grid))
                    at = grid.end
        for part in parts:
            self._join(part, page.marks)
        self._find_footnotes(parts, page.marks)
        return self._joined(parts, page.marks)

    def _join(self, part: _Part, marks: Marks) -> None:
        """Give a part the text of its lines, its sign left out, and where its marks stood."""
        if part.block is None:
            return
        text, ends = self._joiner.join(part.block.lines)
        cut = len(part.block.sign)
        part.text = text[cut:]
        part.ends = {word: end - cut for word, end in ends.items()}
        part.notes = [
            (part.ends[word], mark) for word, mark in marks.after.items() if word in part.ends
        ]

    def _find_footnotes(self, parts: list[_Part], marks: Marks) -> None:
        """Make footnotes of the blocks that begin with a mark which stands in the text."""
        raised = set(marks.after.values())
        above: list[_Part] = []
        note: _Part | None = None
        for part in parts:
            block = part.block
            if block is None or part.grid or block.kind not in {"paragraph", "link"}:
                note = None
                above.append(part)
                continue
            if block.note and self._is_footnote(block, raised, above):
                block.kind, note = "footnote", part
            elif note and note.column == part.column and is_small(block, self.body):
                _append(note, part)
                block.kind = "link"  # its words are the footnote's now
                part.text = ""
            else:
                note = None
                if not block.raised and block.note and block.sign:
                    _give_back(part)
                above.append(part)

    def _is_footnote(self, block: SetBlock, raised: set[str], above: list[_Part]) -> bool:
        if block.raised:
            return block.note in raised or is_small(block, self.body)
        for part in reversed(above):
            mark = find_mark(part.text, block.note, self._vocabulary) if part.block else None
            if mark:
                part.marks.append(mark)
                part.notes.append((mark[0], block.note))
                return True
        return False

    def _joined(self, parts: list[_Part], marks: Marks) -> list[_Part]:
        """The parts, a paragraph that goes on in the next column made one, footnotes last."""
        result: list[_Part] = []
        notes = [part for part in parts if part.block and part.block.kind == "footnote"]
        for part in parts:
            if part in notes or (part.block and not part.text):
                continue
            before = result[-1] if result else None
            if (
                before
                and before.block
                and part.block
                and before.column != part.column
                and runs_on(before.block, part.block)
            ):
                before.block.lines += part.block.lines
                shifted = before.marks
                self._join(before, marks)
                before.marks = shifted
                before.column = part.column
            else:
                result.append(part)
        return result + notes


def _is_body(part: _Part) -> bool:
    return part.grid is not None or (part.block is not None and part.block.kind != "footnote")


def _append(note: _Part, part: _Part) -> None:
    note.text = f"{note.text} {part.text}"


def _give_back(part: _Part) -> None:
    """A number that is no footnote's after all is part of the text."""
    if part.block is not None:
        part.text = part.block.sign + part.text
        part.notes = [(at + len(part.block.sign), mark) for at, mark in part.notes]


def _body_of(lines: Sequence[SetLine]) -> Body:
    counts: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        counts[(round(line.size * 2) / 2, line.bold)] += len(line.text)
    (size, bold), _ = counts.most_common(1)[0] if counts else ((10.0, False), 0)
    return Body(size, bold)


def _levels(pages: Sequence[Sequence[_Part]]) -> dict[tuple[float, bool], int]:
    kinds = {
        _type_of(part.block)
        for parts in pages
        for part in parts
        if part.block and part.block.kind == "heading"
    }
    return {kind: at for at, kind in enumerate(sorted(kinds, reverse=True), start=1)}


def _type_of(block: SetBlock) -> tuple[float, bool]:
    return round(block.size * 2) / 2, block.bold


def _join_tables(pages: Sequence[list[_Part]]) -> None:
    """Let a table at the top of a column or page go on with the one that ends the column before,
    or have the caption that does.
    """
    last: _Part | None = None
    told: list[tuple[list[_Part], _Part]] = []
    for parts in pages:
        body = [part for part in parts if not (part.block and part.block.kind == "footnote")]
        for at, part in enumerate(body):
            longer = continued(part.grid, last.grid) if part.grid and last and last.grid else None
            if longer is None:
                last = part
                _take_caption(part, told, parts)
                told.append((parts, part))
                continue
            if at and last is not None and last.grid is not None:
                last.grid = replace(last.grid, rows=(*last.grid.rows, *longer.rows))
                parts.remove(part)
            else:
                part.grid = replace(longer, header=last.grid.header if last and last.grid else ())
                part.continues = True
                last = part


def _take_caption(part: _Part, told: list[tuple[list[_Part], _Part]], here: list[_Part]) -> None:
    """Give a table on the page `here` the caption that stands right above it in another column, or
    that ends the column or page before it, where its header may stand under the caption, too.
    """
    if part.grid is None or part.grid.caption or not told:
        return
    header = Counter(" ".join(part.grid.header).split())
    at = len(told) - 1
    while at and told[at][1].block and Counter(told[at][1].text.split()) <= header:
        at -= 1
    for first, (page, each) in enumerate(told):
        if page is here and each.block and is_caption(each.block.lines, part.grid):
            at, told = 0, told[first : first + 1]
            break
    caption = told[at][1]
    if caption.block is None or not is_caption(caption.block.lines):
        return
    part.grid = replace(part.grid, caption=caption.text)
    for parts, taken in told[at:]:
        parts.remove(taken)


def _write(
    parts: Sequence[_Part], number: int, label: str, levels: dict[tuple[float, bool], int]
) -> ReadPage:
    writer = PageWriter(number, label)
    for part in parts:
        if part.grid is not None:
            header = part.grid.header or tuple("" for _ in part.grid.columns)
            rows = part.grid.rows if part.continues else (header, *part.grid.rows)
            writer.add_table([list(row) for row in rows], part.grid.caption, part.continues)
        elif part.block is not None and LEADER.search(part.text):
            writer.add_aside(part.text)
        elif part.block is not None:
            block = part.block
            level = _level(block, levels)
            note = block.note if block.kind == "footnote" else ""
            writer.add(block.kind, part.text, level, tuple(part.notes), note, tuple(part.marks))
    return writer.page()


def _level(block: SetBlock, levels: dict[tuple[float, bool], int]) -> int:
    if block.kind != "heading":
        return 0
    if number := re.match(r"\d{1,2}(?:\.\d{1,2})+", block.sign):
        return number.group().count(".") + 1
    return levels[_type_of(block)]
