"""Web pages → one page with its blocks: their text is laid out anew, a block a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from cdi_qa.reading.blocks import BlockKind, ReadPage
from cdi_qa.reading.page_writer import PageWriter

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
_HEADING = re.compile(r"^h([1-6])$")


def read_html(text: str) -> list[ReadPage]:
    """The main text of a web page, its menus and scripts left out."""
    soup = BeautifulSoup(text, "lxml")
    for skipped in soup.find_all(list(_SKIPPED)):
        skipped.decompose()
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    for block in soup.find_all(list(_BLOCKS)):
        block.append("\n")  # so that no two blocks' words run together
    root = soup.find("main") or soup.find("article") or soup.body or soup
    writer = PageWriter()
    if isinstance(root, Tag):
        _walk(root, writer)
    return [writer.page()]


def _walk(node: Tag, writer: PageWriter) -> None:
    """The blocks of a container in order; text between them is a paragraph of its own."""
    loose: list[str] = []
    for child in node.children:
        if isinstance(child, Tag) and _holds_blocks(child):
            writer.add("paragraph", "".join(loose))
            loose.clear()
            _write_tag(child, writer)
        else:
            loose.append(_text_of(child))
    writer.add("paragraph", "".join(loose))


def _holds_blocks(tag: Tag) -> bool:
    return tag.name in _BLOCKS or tag.find(list(_BLOCKS)) is not None


def _text_of(node: PageElement) -> str:
    if isinstance(node, Tag):
        return node.get_text()
    return str(node) if type(node) is NavigableString else ""


def _write_tag(tag: Tag, writer: PageWriter) -> None:
    if heading := _HEADING.match(tag.name):
        writer.add("heading", tag.get_text(), int(heading.group(1)))
    elif tag.name == "table":
        figure = tag.find_parent("figure")
        caption = tag.find("caption") or (figure.find("figcaption") if figure else None)
        name = caption.get_text() if isinstance(caption, Tag) else ""
        writer.add_table(_grid(tag), " ".join(name.split()))
    elif tag.name in {"ul", "ol"}:
        for entry in tag.find_all("li", recursive=False):
            _write_entry(entry, "bullet" if tag.name == "ul" else "item", writer)
    elif any(isinstance(child, Tag) and _holds_blocks(child) for child in tag.children):
        _walk(tag, writer)
    else:
        writer.add("paragraph", tag.get_text())


def _write_entry(entry: Tag, kind: BlockKind, writer: PageWriter) -> None:
    """A list's entry: its own words as one block, then the lists and tables inside it."""
    inner = entry.find_all(["ul", "ol", "table"])
    outer = [tag for tag in inner if isinstance(tag, Tag) and not _inside(tag, inner, entry)]
    for tag in outer:
        tag.extract()
    writer.add(kind, entry.get_text())
    for tag in outer:
        _write_tag(tag, writer)


def _inside(tag: Tag, others: list[Tag], entry: Tag) -> bool:
    parent = tag.parent
    while parent is not None and parent is not entry:
        if any(parent is other for other in others):
            return True
        parent = parent.parent
    return False


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
            text = " ".join(cell.get_text().split())
            for _ in range(_span(cell, "colspan")):
                if (below := _span(cell, "rowspan") - 1) > 0:
                    hanging[len(row)] = (below, text)
                row.append(text)
        row += _hung(hanging, len(row))
        heads += heads == len(rows) and all(cell.name == "th" for cell in cells)
        rows.append(row)
    return [_one_header(rows[:heads]), *rows[heads:]] if heads > 1 else rows


def _one_header(rows: list[list[str]]) -> list[str]:
    """Header rows made one: "Rates" above "Violence" is "Rates Violence"."""
    columns = zip_longest(*rows, fillvalue="")
    return [" ".join(dict.fromkeys(filter(None, column))) for column in columns]


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
