"""Running headers, footers and page numbers: lines that come back at the edge of each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cdi_qa.reading.lines import Line, split_lines

_EDGE = 4
"""Lines at the top and at the bottom of a page that are looked at."""
_LONGEST = 300
"""Characters of a line that may be a running one."""
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}\s*(?:of|/)\s*\d{1,4}|page\s+\d{1,4}", re.IGNORECASE)

Span = tuple[int, int]


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """The pages with those lines blanked out, every other character in its place."""
    lines = [split_lines(text) for text in pages]
    tops = [page[:_EDGE] for page in lines]
    bottoms = [page[::-1][:_EDGE] for page in lines]
    both = [(edges, _running(edges)) for edges in (tops, bottoms)]
    result = []
    for number, text in enumerate(pages):
        for edges, common in both:
            for line in edges[number]:
                if not _keys(line, number) & common and not _PAGE_NUMBER.fullmatch(line.text):
                    break
                text = text[: line.start] + " " * (line.end - line.start) + text[line.end :]
        result.append(text)
    return result


def _running(edges: Sequence[Sequence[Line]]) -> set[str]:
    """What comes back on at least half of the pages, and on two at least."""
    counts = Counter(
        key
        for number, page in enumerate(edges)
        for key in set().union(*(_keys(line, number) for line in page))
    )
    least = max(2, (len(edges) + 1) // 2)
    return {key for key, count in counts.items() if count >= least}


def _keys(line: Line, number: int) -> set[str]:
    """A line's words, and the same with a figure told as its distance from the page's number.

    So "Page 3" and "Page 4" on neighbouring pages are alike, "2014 findings" and "2017 findings"
    are not.
    """
    if len(line.text) > _LONGEST:
        return set()
    text = " ".join(line.text.lower().split())
    keys = {text}
    for match in re.finditer(r"\d{1,4}", text):
        keys.add(f"{text[: match.start()]}#{int(match.group()) - number}{text[match.end() :]}")
    return keys
