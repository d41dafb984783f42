"""A page's text cut into the paragraphs it is read in, and a quote found and marked in it.

A page is kept exactly as it was read, line breaks of the layout included, so paragraphs come from
the passages and table rows that reading found; what is between them is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cdi_qa.schema import Corpus, Page, PassageKind
from cdi_qa.ui.escaping import escape_html

ParagraphKind = Literal["text", "bullet", "item", "row", "heading"]
Span = tuple[int, int]

_BULLETS = frozenset("-*•·+")
_KINDS: dict[PassageKind, ParagraphKind] = {"bullet": "bullet", "item": "item", "row": "row"}
_GAP = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of a page's text that is read in one breath."""

    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class PageView:
    """One page, ready to be drawn."""

    text: str
    paragraphs: tuple[Paragraph, ...]


def view_page(corpus: Corpus, page: Page) -> PageView:
    """The page with its paragraphs, in reading order."""
    paragraphs: list[Paragraph] = []
    at = 0
    for found in _found(corpus, page):
        start = max(found.start, at)
        if found.end <= start:
            continue
        before = page.text[at:start]
        # "2. " or "- " on the line of an item is part of it.
        sign = before[before.rfind("\n") + 1 :]
        if sign.strip() and len(sign) <= 8:
            before = before[: len(before) - len(sign)]
            start -= 0 if sign.strip() in _BULLETS else len(sign)
        paragraphs += _headings(before, at)
        paragraphs.append(Paragraph(start, found.end, found.kind))
        at = found.end
    paragraphs += _headings(page.text[at:], at)
    return PageView(page.text, tuple(paragraphs))


def _found(corpus: Corpus, page: Page) -> list[Paragraph]:
    """What reading found on the page, sentences of one paragraph joined."""
    found: list[Paragraph] = []
    block = None
    for passage in corpus.passages:
        if (passage.source, passage.page) != (page.source, page.number):
            continue
        kind = _KINDS.get(passage.kind, "text")
        if passage.block == block and found:
            found[-1] = Paragraph(found[-1].start, passage.end, found[-1].kind)
        else:
            found.append(Paragraph(passage.start, passage.end, kind))
        block = passage.block
    known = {paragraph.start for paragraph in found}
    for table in corpus.tables:
        if table.source == page.source:
            rows = (r for r in table.rows if r.page == page.number and r.start not in known)
            found += [Paragraph(row.start, row.end, "row") for row in rows]
    return sorted(found, key=lambda paragraph: paragraph.start)


def _headings(text: str, offset: int) -> Iterator[Paragraph]:
    for match in _GAP.finditer(text):
        signs = len(match.group()) - len(match.group().lstrip("# "))
        end = match.start() + len(match.group().rstrip())
        if match.start() + signs < end:
            yield Paragraph(offset + match.start() + signs, offset + end, "heading")


def find_quote(corpus: Corpus, page: Page, quote: str, section: str | None) -> Span | None:
    """Where a quote stands on its page, white space aside; None where it does not.

    A short quote may stand there more than once: the one under the section named is meant.
    """
    words = quote.split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    spans = [match.span() for match in re.finditer(pattern, page.text)]
    if len(spans) < 2 or not section:
        return spans[0] if spans else None
    under = [
        (passage.start, passage.end)
        for passage in corpus.passages
        if (passage.source, passage.page) == (page.source, page.number)
        and passage.section
        and section.endswith(passage.section[-1])
    ]
    for span in spans:
        if any(start <= span[0] < end for start, end in under):
            return span
    return spans[0]


def html_page(view: PageView, quotes: Sequence[Span] = ()) -> str:
    """The whole page as HTML, the quotes marked."""
    return "".join(
        f'<p class="cdi-{part.kind}">'
        f"{_html_run(view.text, part.start, part.end, quotes).strip()}</p>"
        for part in view.paragraphs
    )


def _html_run(text: str, first: int, last: int, quotes: Sequence[Span]) -> str:
    shown, at = [], first
    for quote in sorted(quotes):
        start = min(max(quote[0], at), last)
        end = min(max(quote[1], start), last)
        inside = _html_folded(text[start:end])
        shown += [
            _html_folded(text[at:start]),
            f"<mark>{inside}</mark>" if inside.strip() else inside,
        ]
        at = end
    return "".join([*shown, _html_folded(text[at:last])])


def _html_folded(text: str) -> str:
    return escape_html(re.sub(r"\s+", " ", text))
