"""Rows in plain text, found by the rhythm of their atoms' types repeating line after line.

A table is found by a core of rows that are alike to the letter. From there it grows up and down
over rows that differ in a way that cells do: a name that holds a number ("Ward 7") or a grade
("Good Hope House"), a word where a figure should be ("Suspended"). What has "Table 2" above or
below it may be smaller: two columns, or two rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cdi_qa.reading.atoms import Atom, join_numbers, join_wrapped, runs_on
from cdi_qa.reading.header import CAPTION

MIN_COLUMNS, MAX_COLUMNS = 3, 25
_MIN_ROWS = 3
_TWO = 2
_LONGEST_CELL = 9
"""Words in a text cell; more is prose."""
_LONGEST_MISFIT = 3
"""Words that may stand where a figure, grade or date should."""
_LONGEST_SUBHEADING = 6
"""Words of a line between rows that says of what the next ones are."""
_CAPTION_LINE = re.compile(rf"(?m)^[ \t]*{CAPTION.pattern}")

RowOfAtoms = list[Atom]
Kinds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Core:
    first: int
    kinds: Kinds
    rows: int

    @property
    def cells(self) -> int:
        return len(self.kinds) * self.rows

    @property
    def end(self) -> int:
        return self.first + self.cells


def find_rows(text: str, atoms: list[Atom], before: Sequence[str] = ()) -> list[list[RowOfAtoms]]:
    """The rows of each table among a page's atoms, each row a list of its cells.

    `before` holds the column types of a table that may go on at the top of the page.
    """
    rows: list[RowOfAtoms] = []
    at = 0
    while before and (row := _match_row(text, atoms, at, tuple(before), misfits=0)):
        rows.append(row[0])
        at += row[1]
    tables = [rows] if rows else []
    atoms = atoms[at:]
    for stretch, captioned in _stretches(text, atoms):
        tables += _tables_in(text, stretch, captioned)
    return tables


def _stretches(text: str, atoms: list[Atom]) -> Iterator[tuple[list[Atom], bool]]:
    """The atoms between one piece of prose and the next: no table goes over prose. With them
    whether there is a caption among them, or beside them where it is long enough for prose.
    """
    stretch: list[Atom] = []
    start = 0
    for atom in atoms:
        if atom.kind == "text" and _is_prose(text[atom.start : atom.end], atom.words):
            yield stretch, bool(_CAPTION_LINE.search(text, start, atom.end))
            stretch, start = [], atom.start
        else:
            stretch.append(atom)
    yield stretch, bool(_CAPTION_LINE.search(text, start))


def _is_prose(text: str, words: int) -> bool:
    """True where words are too many for a cell, or begin or end as only a sentence's do."""
    ends = bool(re.search(r"[.!?;:,][’”'\")]*$", text))
    if words > _LONGEST_CELL or (text[0].islower() and (ends or words >= 3)):
        return True
    return words >= 3 and (ends or bool(re.search(r"[a-z]{3}[.!?]\s+[A-Z]", text)))


def _tables_in(text: str, atoms: list[Atom], captioned: bool) -> list[list[RowOfAtoms]]:
    """The largest table, then those before and after it; a captioned one where there is none."""
    rows = _largest(text, atoms, _can_be_table)
    if not rows and captioned:
        small = _largest(text, atoms, _can_be_captioned)
        rows = [] if _is_contents(text, small) else small
    if not rows:
        return []
    start, end = rows[0][0].start, rows[-1][-1].end
    before = [atom for atom in atoms if atom.end <= start]
    after = [atom for atom in atoms if atom.start >= end]
    return [*_tables_in(text, before, captioned), rows, *_tables_in(text, after, captioned)]


def _largest(text: str, atoms: list[Atom], can_be: Callable[[_Core], bool]) -> list[RowOfAtoms]:
    """The rows of the table with the most cells, however its wrapped words are joined."""
    best: list[RowOfAtoms] = []
    numbered = join_numbers(text, atoms)
    for way in (atoms, join_wrapped(text, atoms), join_wrapped(text, numbered)):
        core = _largest_core(way, can_be)
        if core is None:
            continue
        size = len(core.kinds)
        rows = [way[at : at + size] for at in range(core.first, core.end, size)]
        rows = _grow(text, atoms, rows, core.kinds)
        if sum(map(len, rows)) > sum(map(len, best)):
            best = rows
    return best


def _is_contents(text: str, rows: list[RowOfAtoms]) -> bool:
    """True for headings and the pages that they are on."""
    if not rows or len(rows[0]) > _TWO:
        return False
    names, pages = ([text[row[at].start : row[at].end] for row in rows] for at in (0, -1))
    if any(CAPTION.match(name) for name in names):
        return True
    numbered = all(re.fullmatch(r"\d{1,3}", page) for page in pages)
    return numbered and all(int(a) <= int(b) for a, b in pairwise(pages))


def _largest_core(atoms: list[Atom], can_be: Callable[[_Core], bool]) -> _Core | None:
    """The run of like rows with the most cells, the earliest of equals."""
    kinds = [atom.kind for atom in atoms]
    best: _Core | None = None
    fewest = MIN_COLUMNS if can_be is _can_be_table else _TWO
    covered: set[tuple[int, int]] = set()
    for first in range(len(kinds)):
        left = len(kinds) - first
        if best and left <= best.cells:
            break
        if not _starts_line(atoms, first):
            continue
        for size in range(fewest, min(MAX_COLUMNS, left // 2) + 1):
            second = first + size
            if (first, size) in covered or not _starts_line(atoms, second):
                continue
            row = kinds[first:second]
            if 2 * row.count("text") > size or not _alike(kinds, first, second, size):
                continue
            core = _repeat(atoms, kinds, first, size)
            # From these rows on it is the same run, only shorter.
            rows = range(second, core.end, size)
            covered.update((at, size) for at in rows if (*kinds[at : at + size],) == core.kinds)
            if can_be(core) and (best is None or core.cells > best.cells):
                best = core
    return best


def _starts_line(atoms: list[Atom], at: int) -> bool:
    """True where no other atom stands before it on its line, or on the last of its lines."""
    if at == 0 or at >= len(atoms):
        return True
    line = atoms[at].last_line if atoms[at].kind == "text" else atoms[at].first_line
    return line > atoms[at - 1].last_line


def _alike(kinds: list[str], one: int, other: int, size: int) -> bool:
    return all(
        kinds[one + at] == kinds[other + at] or "missing" in (kinds[one + at], kinds[other + at])
        for at in range(size)
    )


def _repeat(atoms: list[Atom], kinds: list[str], first: int, size: int) -> _Core:
    """The rows of `size` atoms from `first` on that are alike."""
    pattern = list(kinds[first : first + size])
    rows, at = 1, first + size
    while at + size <= len(kinds) and _starts_line(atoms, at):
        if not all(
            kind in {wanted, "missing"} or wanted == "missing"
            for kind, wanted in zip(kinds[at : at + size], pattern, strict=True)
        ):
            break
        pattern = [
            kind if wanted == "missing" else wanted
            for kind, wanted in zip(kinds[at : at + size], pattern, strict=True)
        ]
        rows, at = rows + 1, at + size
    if not _starts_line(atoms, at):
        rows -= 1
    return _Core(first, tuple(pattern), rows)


def _can_be_table(core: _Core) -> bool:
    """True where enough of a row is typed and it is not several rows of a narrower table."""
    kinds, rows, size = core.kinds, core.rows, len(core.kinds)
    words = kinds.count("text")
    typed = size - words - kinds.count("missing")
    if typed < 2 or words > max(1, typed):
        return False
    if rows < _MIN_ROWS and not (rows == 2 and words <= 1 and size >= 5):
        return False
    parts = (part for part in range(1, size) if size % part == 0)
    return len(set(kinds)) == 1 or not any(kinds == kinds[:n] * (size // n) for n in parts)


def _can_be_captioned(core: _Core) -> bool:
    """True where it is enough of a table for one with a caption."""
    if len(core.kinds) == _TWO:
        return core.kinds in {("text", "number"), ("text", "grade")} and core.rows >= _MIN_ROWS
    few = core.rows == _TWO and core.kinds.count("text") <= 1
    return _can_be_table(replace(core, rows=_MIN_ROWS) if few else core)


def _grow(text: str, atoms: list[Atom], rows: list[RowOfAtoms], kinds: Kinds) -> list[RowOfAtoms]:
    """The core's rows and those above and below it that fit it with a deviation."""
    start, end = rows[0][0].start, rows[-1][-1].end
    rows = list(rows)
    at = sum(1 for atom in atoms if atom.start < end)
    while True:
        if (row := _match_row(text, atoms, at, kinds, misfits=1)) is None:
            at += 1
            if not _is_subheading(text, atoms, at - 1):
                break
            if (row := _match_row(text, atoms, at, kinds, misfits=0)) is None:
                break
        rows.append(row[0])
        at += row[1]
    at = sum(1 for atom in atoms if atom.end <= start)
    while True:
        if (row := _match_above(text, atoms, at, kinds)) is None:
            at -= 1
            if not _is_subheading(text, atoms, at):
                break
            if (row := _match_above(text, atoms, at, kinds)) is None:
                break
        rows.insert(0, row[0])
        at -= row[1]
    return rows


def _is_subheading(text: str, atoms: list[Atom], at: int) -> bool:
    """True for words on a line of their own that say of what the rows under them are."""
    if not 0 < at < len(atoms) or atoms[at].kind != "text":
        return False
    words = text[atoms[at].start : atoms[at].end]
    alone = _starts_line(atoms, at) and _starts_line(atoms, at + 1) and "\n" not in words
    short = atoms[at].words <= _LONGEST_SUBHEADING and words[0].isupper()
    return alone and short and not CAPTION.match(words)


def _match_above(
    text: str, atoms: list[Atom], end: int, kinds: Kinds
) -> tuple[RowOfAtoms, int] | None:
    """The row that ends just before `end`; a header's words would pass for misfits, so none may."""
    for length in range(len(kinds), len(kinds) + 4):
        if end - length < 0 or not _starts_line(atoms, end - length):
            continue
        row = _match_row(text, atoms, end - length, kinds, misfits=0)
        if row and row[1] == length:
            return row
    return None


def _match_row(
    text: str, atoms: list[Atom], at: int, kinds: Kinds, misfits: int
) -> tuple[RowOfAtoms, int] | None:
    """The row that begins at `at`, cells made of several atoms joined, and its count of atoms."""
    found = next(_cells(text, atoms, at, kinds, misfits), None)
    if found is None or not found or not _starts_line(atoms, at):
        return None
    used = sum(count for _, count in found)
    return [cell for cell, _ in found], used


def _cells(
    text: str, atoms: list[Atom], at: int, kinds: Kinds, misfits: int
) -> Iterator[list[tuple[Atom, int]]]:
    """Every way to read the atoms at `at` as cells of these types, the plainest first."""
    if not kinds:
        if _starts_line(atoms, at):
            yield []
        return
    if at >= len(atoms):
        return
    first, wanted = atoms[at], kinds[0]
    if first.kind in {wanted, "missing"} or wanted == "missing":
        for rest in _cells(text, atoms, at + 1, kinds[1:], misfits):
            yield [(first, 1), *rest]
    if wanted == "text":
        cell = first
        for count in range(2, 5):
            piece = atoms[at + count - 1] if at + count <= len(atoms) else None
            if piece is None or not _one_cell(text, cell, piece):
                break
            cell = Atom(
                "text",
                cell.start,
                piece.end,
                cell.first_line,
                piece.last_line,
                cell.words + piece.words,
            )
            for rest in _cells(text, atoms, at + count, kinds[1:], misfits):
                yield [(cell, count), *rest]
    elif first.kind == "text" and first.words <= _LONGEST_MISFIT and misfits:
        for rest in _cells(text, atoms, at + 1, kinds[1:], misfits - 1):
            yield [(first, 1), *rest]


def _one_cell(text: str, left: Atom, right: Atom) -> bool:
    """True where two atoms may be parts of one name: side by side, or a name's wrapped words."""
    if left.words + right.words > _LONGEST_CELL:
        return False
    between = text[left.end : right.start]
    return between == " " or (right.kind == "text" and runs_on(text, left, right))
