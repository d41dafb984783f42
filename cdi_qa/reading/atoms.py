"""Atoms: the dates, grades, numbers and runs of words that a table's cells in plain text are."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from cdi_qa.reading.cells import (
    DATE,
    MISSING,
    NOTE_MARKS,
    any_of,
    everyday_spellings,
    grade_pattern,
)
from cdi_qa.reading.quantities import QUANTITY

_RULE = r"[-–—=_+|:]{3,}|\|+"
"""Lines drawn with signs: they part cells and are none."""
_MARKS = rf"[{re.escape(NOTE_MARKS)}]{{0,2}}"
_EVERYDAY = any_of(everyday_spellings())
_CELL_ENDS = (
    rf"(?=\s*$|\s*\n|\t|\s{{2,}}|\s?\||\s(?:[-–—.]|[£±]?\d|(?:{grade_pattern()}|{_EVERYDAY})\s))"
)
"""What follows a cell: in "Green Lane" and "Complete the audit" the first word is none."""
_ATOM = re.compile(
    rf"(?P<rule>{_RULE})(?=\s|$)"
    rf"|(?P<missing>{any_of(MISSING - {''})})(?=\s|$)"
    rf"|(?P<date>(?:{DATE.pattern}){_MARKS})(?=\s|$)"
    rf"|(?P<grade>(?:{grade_pattern()}){_MARKS})(?=\s|$)"
    rf"|(?P<everyday>(?:{_EVERYDAY}){_MARKS}){_CELL_ENDS}"
    rf"|(?P<number>(?:{QUANTITY.pattern}){_MARKS})(?=\s|$)"
    r"|(?P<text>\S+)",
    re.IGNORECASE,
)
_CELL_GAP = re.compile(r"\t|\s{2,}|\|")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a page that could be (part of) a cell."""

    kind: str
    start: int
    end: int
    first_line: int
    """Numbers of the lines on the page that it begins and ends on."""
    last_line: int
    words: int = 1


def split_atoms(text: str) -> list[Atom]:
    """The page's atoms; words of one line are one text atom unless a wide gap parts them."""
    line_ends = [match.start() for match in re.finditer("\n", text)]
    atoms: list[Atom] = []
    for match in _ATOM.finditer(text):
        kind = {"everyday": "grade"}.get(match.lastgroup or "", match.lastgroup or "text")
        if kind == "rule":
            continue
        if kind in {"grade", "missing"} and match.group()[0].islower() and len(match.group()) > 3:
            kind = "text"  # "a good start" is prose, "Good" a grade, "n/a" a missing cell
        first, last = (bisect_right(line_ends, at) for at in (match.start(), match.end() - 1))
        before = atoms[-1] if atoms else None
        if before and kind == before.kind == "text" and before.last_line == first:
            between = text[before.end : match.start()]
            if not _CELL_GAP.search(between):
                words = before.words + 1
                atoms[-1] = Atom("text", before.start, match.end(), before.first_line, last, words)
                continue
        atoms.append(Atom(kind, match.start(), match.end(), first, last))
    return atoms


def join_wrapped(text: str, atoms: list[Atom]) -> list[Atom]:
    """The same atoms, text on neighbouring lines made one where only a line break parts it."""
    joined: list[Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if last and last.kind == atom.kind == "text" and runs_on(text, last, atom):
            words = last.words + atom.words
            joined[-1] = Atom("text", last.start, atom.end, last.first_line, atom.last_line, words)
        else:
            joined.append(atom)
    return joined


def join_numbers(text: str, atoms: list[Atom]) -> list[Atom]:
    """The same atoms, each whole number that follows text on its line made part of it: "Ward 7"."""
    joined: list[Atom] = []
    for before, atom in zip([None, *atoms], atoms, strict=False):
        last = joined[-1] if joined and before and before.kind == "text" else None
        whole = atom.kind == "number" and text[atom.start : atom.end].isdigit()
        if last and whole and last.kind == "text" and text[last.end : atom.start] == " ":
            joined[-1] = replace(last, end=atom.end, words=last.words + 1)
        else:
            joined.append(atom)
    return joined


def runs_on(text: str, left: Atom, right: Atom) -> bool:
    """True where a single line break is all that parts two atoms."""
    between = text[left.end : right.start]
    return between.count("\n") == 1 and not between.strip()
