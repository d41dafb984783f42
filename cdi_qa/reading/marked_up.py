"""Web pages → one page with its blocks: their text is laid out anew, a block a line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from cdi_qa.reading.blocks import ReadPage
from cdi_qa.reading.marked_tables import join_headings
from cdi_qa.reading.page_writer import PageWriter
from cdi_qa.reading.web_notes import NoteMark, take_notes

_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "nav", "form", "svg", "iframe", "head", "button"]
)
_BLOCKS = frozenset(
    (
        *("p", "li", "dt", "dd", "blockquote", "pre", "figcaption", "caption", "address", "center"),
        *("td", "th", "table", "ul", "ol", "dl", "div", "section", "article", "header", "footer"),
        *("aside", "main", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "details", "summary"),
    )
)
_WIDEST = 300
"""Columns of a table that are read: cells that span without end would fill any memory."""
_HEADING = re.compile(r"^h([1-6])$")


def read_html(text: str) -> list[ReadPage]:
    """The main text of a web page, its menus and scripts left out."""
    soup = BeautifulSoup(text, "lxml")
    root = soup.find("main") or soup.find("article") or soup.body or soup
    notes = take_notes(soup)
    writer = PageWriter()
    if isinstance(root, Tag):
        _walk(root, writer, notes)
    return [writer.page()]


def _walk(root: Tag, writer: PageWriter, notes: dict[int, str]) -> None:
    """The blocks of a page in order; text between them is a paragraph of its own, and `notes` are
    the footnotes' numbers by the ids of their tags.

    What is yet to be read is kept in a list, and each tag is looked at once: a page may be nested
    as deep as it likes.
    """
    holders = _holders(root)
    yet: list[tuple[Iterator[PageElement], list[str]]] = [(iter(root.children), [])]
    while yet:
        children, loose = yet[-1]
        child = next(children, None)
        if isinstance(child, Tag) and (child.name in _BLOCKS or id(child) in holders):
            writer.add("paragraph", "".join(loose))
            loose.clear()
            if id(child) in notes:
                writer.add("footnote", _text_of(child).words, note=notes[id(child)])
                continue
            yet.append((iter(_write_tag(child, id(child) in holders, writer)), []))
        elif child is not None:
            loose.append(_text_of(child).words)
        else:
            writer.add("paragraph", "".join(loose))
            yet.pop()


def _holders(root: Tag) -> set[int]:
    """The ids of the tags that hold blocks, at whatever depth."""
    holders: set[int] = set()
    yet = [root]
    while yet:
        for child in yet.pop().children:
            if not isinstance(child, Tag) or child.name in _SKIPPED:
                continue
            yet.append(child)
            above = child.parent if child.name in _BLOCKS else None
            while above is not None and id(above) not in holders:
                holders.add(id(above))
                above = above.parent
    return holders


def _write_tag(tag: Tag, holds_blocks: bool, writer: PageWriter) -> Iterable[PageElement]:
    """Write what a tag says itself; what is left to be read after it is given back."""
    if heading := _HEADING.match(tag.name):
        said = _text_of(tag, skipped=_SKIPPED - {"button"})
        writer.add("heading", said.words, int(heading.group(1)), said.notes)
    elif tag.name == "table":
        writer.add_table(_grid(tag), _caption(tag))
    elif tag.name in {"ul", "ol"}:
        return tag.find_all("li", recursive=False)
    elif tag.name == "li" and tag.parent is not None and tag.parent.name in {"ul", "ol"}:
        own = _text_of(tag, ("ul", "ol", "table"))
        writer.add("bullet" if tag.parent.name == "ul" else "item", own.words, notes=own.notes)
        return own.apart
    elif holds_blocks:
        return tag.children
    else:
        own = _text_of(tag)
        writer.add("paragraph", own.words, notes=own.notes)
    return ()


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a node, the tags left out of them, and where which footnotes are referred to."""

    words: str
    apart: list[Tag]
    notes: tuple[tuple[int, str], ...]


def _text_of(
    node: PageElement, apart: Container[str] = (), skipped: Container[str] = _SKIPPED
) -> _Said:
    """The words of a node; tags named in `apart` are left out of them and given beside."""
    words: list[str] = []
    inner: list[Tag] = []
    notes: list[tuple[int, str]] = []
    yet: list[PageElement | str] = [node]
    length = 0
    while yet:
        here = yet.pop()
        if isinstance(here, NoteMark):
            notes.append((length, str(here)))
        elif not isinstance(here, Tag):
            words.append(str(here) if type(here) in {str, NavigableString, CData} else "")
            length += len(words[-1])
        elif here.name in apart:
            inner.append(here)
        elif here.name == "br":
            words.append("\n")
            length += 1
        elif here.name not in skipped and here.get("aria-hidden") != "true":
            # So that no two blocks' words run together.
            yet += ["\n"] if here.name in _BLOCKS else []
            yet += reversed(here.contents)
    return _Said("".join(words), inner, tuple(notes))


def _caption(table: Tag) -> str:
    figure = table.find_parent("figure")
    caption = table.find("caption") or (figure.find("figcaption") if figure else None)
    return " ".join(_text_of(caption).words.split()) if isinstance(caption, Tag) else ""


def _grid(table: Tag) -> list[list[str]]:
    """The cells of a table; one that spans several rows or columns is repeated in each."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    heads = 0
    for line in table.find_all("tr"):
        if line.find_parent("table") is not table:
            continue
        row: list[str] = []
        cells = line.find_all(["td", "th"], recursive=False)
        for cell in cells:
            row += _hung(hanging, len(row))
            text = " ".join(_text_of(cell).words.split())
            for _ in range(min(_span(cell, "colspan"), _WIDEST - len(row))):
                if (below := _span(cell, "rowspan") - 1) > 0:
                    hanging[len(row)] = (below, text)
                row.append(text)
        row += _hung(hanging, len(row))
        named = len(cells) > 1 and all(cell.name == "th" for cell in cells)
        heads += heads == len(rows) and named
        rows.append(row)
    return [join_headings(rows[:heads]), *rows[heads:]] if heads > 1 else rows


def _hung(hanging: dict[int, tuple[int, str]], column: int) -> Iterator[str]:
    """The cells that reach down into a row from above, from a column on."""
    while column in hanging:
        left, text = hanging.pop(column)
        if left > 1:
            hanging[column] = (left - 1, text)
        yield text
        column += 1


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(int(value), 100) if value.isdigit() and int(value) else 1
