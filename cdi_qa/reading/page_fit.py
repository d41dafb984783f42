"""Which reading suits a page: pypdf's text, or the page set again from its letters' places."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from cdi_qa.reading.glyphs import Sheet
from cdi_qa.reading.set_blocks import Body
from cdi_qa.reading.typeset import SetPage

_AGREED = 0.97
"""Share of neighbouring words that both readings have side by side."""
_ONE_TYPE = 0.98
"""Share of a page's letters that are of one size and weight where its type says nothing."""
_ODD = re.compile("[\ufffd\x00-\x08\x0e-\x1f\ue000-\uf8ff]|[A-Za-z]{30,}")
_CLEARLY = 0.01
_LESS = 0.8
"""Share of pypdf's letters that PDFium's are fewer than where it has lost some."""


def is_plainly_set(text: str, page: SetPage) -> bool:
    """True where type and place say nothing on a page and pypdf has its words in their order."""
    return _is_plain(page) and agreement(text, page) >= _AGREED


def is_all_body(page: SetPage, body: Body) -> bool:
    """True where a page that is plainly set is set in the document's body type."""
    lines = [line for column in page.columns for line in column]
    return all(round(line.size) == round(body.size) and line.bold == body.bold for line in lines)


def reads_better(text: str, sheet: Sheet) -> bool:
    """True where pypdf finds clearly more on a page than PDFium, or PDFium finds no text."""
    placed = " ".join(word.text for word in sheet.words)
    if len(_squeezed(placed)) < _LESS * len(_squeezed(text)):
        return True
    return oddity(placed) > oddity(text) + _CLEARLY


def oddity(text: str) -> float:
    """Share of a text's words that are none: unknown signs, or many words run together."""
    words = text.split()
    return sum(1 for word in words if _ODD.search(word)) / max(1, len(words))


def agreement(text: str, page: SetPage) -> float:
    """Share of the page's neighbouring words that stand side by side in the text, too; all of none
    on an empty page.
    """
    placed = [word.text for column in page.columns for line in column for word in line.words]
    wanted = Counter(pairwise(placed))
    found = Counter(pairwise(text.split()))
    return (wanted & found).total() / wanted.total() if wanted else 1.0


def _is_plain(page: SetPage) -> bool:
    """True for one column in one type, without cells, raised marks or broken words."""
    if len(page.columns) > 1 or page.marks.after or page.marks.before:
        return False
    lines = [line for column in page.columns for line in column]
    types = Counter[tuple[float, bool]]()
    for line in lines:
        types[(round(line.size), line.bold)] += len(line.text)
    usual = max(types.values(), default=0)
    return (
        usual >= _ONE_TYPE * types.total()
        and not any(line.words[-1].hyphenated for line in lines)
        and sum(len(line.segments()) > 2 for line in lines) < 2
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())
