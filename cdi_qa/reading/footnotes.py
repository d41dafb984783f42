"""Footnotes of a page that has lost its typography: marks glued to words, texts at its foot.

A line at the foot that begins with a small number is a footnote only where the same number hangs
on a word further up ("recording1", "N1002"): both halves have to be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cdi_qa.reading.lines import ITEM_NUMBER, URL_ONLY, Line

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
_NOTE_START = re.compile(rf"^(?:\[(\d{{1,3}})\]|(\d{{1,3}}|[{_RAISED}]{{1,3}}))\s+(?=[A-Z‘“\"'(])")
_LONGEST_WORD = 60
_TOKEN = re.compile(r"[A-Za-z][\w-]*")

_Mark = tuple[int, int, int]
"""How likely a number is a footnote mark, and its span."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's number, the span of its text (number left out) and where its mark stands."""

    number: str
    start: int
    end: int
    mark_start: int
    mark_end: int


def find_footnotes(text: str, lines: list[Line], vocabulary: frozenset[str]) -> list[Footnote]:
    """The footnotes of a page.

    `lines` are the page's lines outside tables, and `vocabulary` the words of the whole document:
    it tells that "N1002" is the known "N100" with a mark, while "N101" is a word of its own.
    """
    starts = [
        (index, match)
        for index, line in enumerate(lines)
        if (match := _NOTE_START.match(line.text)) and not ITEM_NUMBER.match(line.text)
    ]
    notes: list[Footnote] = []
    marks: dict[str, list[_Mark]] = {}
    limit = len(lines)
    for index, match in reversed(starts):
        number = (match.group(1) or match.group(2)).translate(_PLAIN)
        if number not in marks:
            marks[number] = list(_marks(text, number, vocabulary))
        above = [mark for mark in marks[number] if mark[2] <= lines[index].start]
        mark = _likeliest(above)
        if mark is None or limit <= index:
            continue
        last = _note_end(lines, index, limit)
        start = lines[index].start + match.end()
        notes.append(Footnote(number, start, lines[last].end, *mark))
        limit = index
    return notes[::-1]


def _note_end(lines: list[Line], first: int, limit: int) -> int:
    """Index of a footnote's last line: bare addresses after it are none of it."""
    last = first
    for index in range(first + 1, limit):
        if URL_ONLY.match(lines[index].text):
            break
        last = index
    return last


def find_mark(text: str, number: str, vocabulary: frozenset[str]) -> tuple[int, int] | None:
    """The span of the footnote mark `number` in `text`, or None; a likelier place wins."""
    return _likeliest(_marks(text, number, vocabulary))


def _likeliest(marks: Iterable[_Mark]) -> tuple[int, int] | None:
    """The span of the likeliest mark, the first of equals."""
    best = max(marks, key=lambda mark: mark[0], default=None)
    return best[1:] if best else None


def _marks(text: str, number: str, vocabulary: frozenset[str]) -> Iterator[_Mark]:
    """The places where `number` may be a footnote mark, in order for each likelihood."""
    raised = number.translate(str.maketrans("0123456789", _RAISED))
    for match in re.finditer(
        rf"(?<=\S)(?:\[{number}\]|(?<![{_RAISED}]){raised}(?![{_RAISED}]))", text
    ):
        yield 4, *match.span()
    for match in re.finditer(rf"(?<=\S){number}(?![\w.,]*\d|\w)", text):
        before = re.search(r"\S+$", text[max(0, match.start() - _LONGEST_WORD) : match.start()])
        stripped = before.group() if before else ""
        word = _TOKEN.findall(stripped)
        core = word[-1] if word and stripped.endswith(word[-1]) else ""
        if re.fullmatch(r"[a-z-]{3,}|[A-Z][a-z]{2,}", core):
            yield 3, *match.span()
        elif core and core in vocabulary:
            yield 2, *match.span()
        elif re.search(r"[a-z][.,;:)’”'\"]+$", stripped):
            yield 1, *match.span()


def words_of(text: str) -> frozenset[str]:
    """Every word of a text as printed, for `vocabulary`."""
    return frozenset(_TOKEN.findall(text))
