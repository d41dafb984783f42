"""Running headers, footers and page numbers of set pages: they come back at the pages' edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

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

Keys = frozenset[str]


def without_furniture(sheets: Sequence[Sheet], labels: Sequence[str]) -> list[Sheet]:
    """The sheets without those lines."""
    edges = [_edges(sheet) for sheet in sheets]
    counts = Counter(
        key
        for number, lines in enumerate(edges)
        for key in frozenset[str]().union(*(_keys(line, number, labels[number]) for line in lines))
    )
    written = sum(1 for lines in edges if lines)
    least = max(2, round(_LEAST_SHARE * written))
    common = {key for key, count in counts.items() if count >= least}
    result = []
    for number, (sheet, lines) in enumerate(zip(sheets, edges, strict=True)):
        running = {
            word
            for line in lines
            if _keys(line, number, labels[number]) & common or _NUMBER.fullmatch(line.text)
            for word in line.words
        }
        kept = tuple(word for word in sheet.words if word not in running)
        result.append(replace(sheet, words=kept))
    return result


def _edges(sheet: Sheet) -> list[SetLine]:
    """The lines nearest to the page's upper and lower edge."""
    lines = lines_of(split_marks(sheet.words)[0])
    top = [line for line in lines[:_EDGE] if line.y < _BAND * sheet.height]
    foot = [line for line in lines[-_EDGE:] if line.y > (1 - _BAND) * sheet.height]
    return top + [line for line in foot if line not in top]


def _keys(line: SetLine, number: int, label: str) -> Keys:
    """A line's words and height; the same with its page's label, or its count, left open."""
    text = line.text.lower()
    height = round(line.y / 4)
    keys = {f"{at}:{text}" for at in (height, height + 1)}
    open_label = re.sub(rf"(?<!\w){re.escape(label.lower())}(?!\w)", "@", text) if label else text
    texts = {open_label} - {text}
    for match in re.finditer(r"\d{1,4}", text):
        texts.add(f"{text[: match.start()]}#{int(match.group()) - number}{text[match.end() :]}")
    return frozenset(keys | {f"{at}:{each}" for each in texts for at in (height, height + 1)})
