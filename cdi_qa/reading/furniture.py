"""Running headers, footers and page numbers of set pages: they come back at the pages' edges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cdi_qa.reading.glyphs import Sheet
from cdi_qa.reading.set_lines import SetLine, lines_of, split_marks

_EDGE = 3
"""Lines at the top and at the foot of a page that are looked at."""
_LEAST_SHARE = 0.3
_NUMBER = re.compile(
    r"(?:page\s+)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_BAND = 0.12
"""Share of a page's height at its top and at its foot where they stand."""
_NEAR = 6.0
"""Points by which the places of one running line differ at most."""
_DEEPEST = 10
"""Lines among which the first row with drawn sides is looked for."""
_ROW, _WRAP = 3.0, 1.55
"""Times the type size that rows of a table are apart at most, and the lines of one cell."""
_CELL_SIDES = 3
"""Upright lines from which on a line is a row of a table."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near a page's edge, and its distance from there in lines."""

    line: SetLine
    place: str


def without_furniture(
    sheets: Sequence[Sheet], labels: Sequence[str]
) -> tuple[list[Sheet], list[str]]:
    """The sheets without those lines, and the pages' labels.

    Where the file has no labels, the numbers that the running lines count the pages by are taken.
    """
    edges = [_edges(sheet) for sheet in sheets]
    keys = [[_keys(edge, at, labels[at]) for edge in lines] for at, lines in enumerate(edges)]
    counts = Counter(key for lines in keys for key in frozenset[str]().union(*lines))
    least = max(2, round(_LEAST_SHARE * sum(1 for lines in edges if lines)))
    common = {key for key, count in counts.items() if count >= (2 if key[0] == "~" else least)}
    # Where pages are counted in figures, those before them are counted in roman numerals.
    counted = {key.partition("\t")[2] for key in common if key[0] == "#"}
    common |= {key for key in counts if key[0] == "~" and key.partition("\t")[2] in counted}
    result, printed = [], []
    for sheet, lines, all_keys, label in zip(sheets, edges, keys, labels, strict=True):
        running = {
            word
            for edge, own in zip(lines, all_keys, strict=True)
            if own & common or _NUMBER.fullmatch(edge.line.text)
            for word in edge.line.words
        }
        kept = tuple(word for word in sheet.words if word not in running)
        result.append(replace(sheet, words=kept))
        printed.append(label)
    if not any(labels):
        printed = [_counted(own, common, at) for at, own in enumerate(keys)]
    return result, printed


def _counted(keys: Sequence[Keys], common: Collection[str], number: int) -> str:
    """The number by which a page's running lines count it."""
    for key in sorted(key for own in keys for key in own if key in common):
        if key[0] in "#~":
            count = int(key[1:].partition("\t")[0]) + number
            return str(count) if key[0] == "#" else _in_roman(count)
    return ""


def _edges(sheet: Sheet) -> list[_Edge]:
    """The lines nearest to the page's upper and lower edge."""
    lines = lines_of(split_marks(sheet.words)[0], sheet.drawing.uprights)
    top = [
        _Edge(line, f"top {round(line.y / _NEAR)}")
        for line in lines[: min(_EDGE, _table_from(lines))]
        if line.y < _BAND * sheet.height
    ]
    foot = [
        _Edge(line, f"foot {round((sheet.height - line.y) / _NEAR)}")
        for line in lines[-_EDGE:]
        if line.y > (1 - _BAND) * sheet.height
    ]
    return top + foot


def _table_from(lines: Sequence[SetLine]) -> int:
    """The first line of the table that a page begins with, its header repeated on each page."""
    first = next((at for at, line in enumerate(lines[:_DEEPEST]) if _is_row(line)), None)
    if first is None:
        return len(lines)
    for at in range(first - 1, -1, -1):
        line, below = lines[at], lines[at + 1]
        cells = [bisect_left(lines[first].edges, segment.x0 + 1) for segment in line.segments()]
        near = _ROW if len(cells) > 1 else _WRAP
        apart = below.y - line.y > near * below.size or abs(line.size - below.size) > 1
        if apart or len(set(cells)) < len(cells):
            return at + 1
    return 0


def _is_row(line: SetLine) -> bool:
    return len(line.edges) >= _CELL_SIDES and len(line.segments()) > 1


def _keys(edge: _Edge, number: int, label: str) -> Keys:
    """A line's words and place; the same with its page's label, or a number that counts, open."""
    text = edge.line.text.lower()
    keys = {f"{edge.place}:{text}"}
    if label:
        opened = re.sub(rf"(?<!\w){re.escape(label.lower())}(?!\w)", "@", text)
        keys |= {f"{edge.place}:{opened}"} if opened != text else set()
        # A line that begins or ends with its page's label may name its chapter, too.
        keys |= {f"{edge.place}:@"} if opened.startswith("@") or opened.endswith("@") else set()
    for match in re.finditer(r"(?<!\w)(?:\d{1,4}|[ivxl]{1,6})(?!\w)", text):
        around = f"{edge.place}:{text[: match.start()]}…{text[match.end() :]}"
        if match.group().isdigit():
            keys.add(f"#{int(match.group()) - number}\t{around}")
        else:
            keys.add(f"~{_roman(match.group()) - number}\t{around}")
    return frozenset(keys)


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _in_roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "x" * tens + "|i|ii|iii|iv|v|vi|vii|viii|ix".split("|")[ones]
