"""Word and HTML files → one page with its blocks: their text is laid out anew, a block a line."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import Block, BlockKind, RawTable, ReadPage

_SKIPPED = {"script", "style", "noscript", "template", "nav", "form", "svg", "iframe", "head"}
_BLOCKS = {"p", "li", "dt", "dd", "blockquote", "pre", "figcaption", "caption", "address", "td"}
_HEADING = re.compile(r"^h([1-6])$")


class PageWriter:
    """Lays blocks out on one page, a blank line between them, and keeps their offsets."""

    def __init__(self) -> None:
        self._text = ""
        self._blocks: list[Block] = []
        self._tables: list[RawTable] = []

    def add(
        self,
        kind: BlockKind,
        text: str,
        level: int = 0,
        notes: tuple[tuple[int, str], ...] = (),
        note: str = "",
    ) -> None:
        """One block; `notes` are the offsets in `text` and numbers of its footnote references."""
        text = " ".join(text.split()) if not notes else text.strip()
        if not text:
            return
        start = len(self._text)
        at = tuple((start + offset, number) for offset, number in notes)
        self._text += text + "\n\n"
        self._blocks.append(Block(kind, start, start + len(text), level, note=note, notes=at))

    def add_table(self, rows: list[list[str]], caption: str = "") -> None:
        """One table, a row a line, cells parted by tabs; ragged rows are filled up."""
        rows = [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]
        if not rows:
            return
        width = max(len(row) for row in rows)
        cells, spans = [], []
        for row in rows:
            row = row + [""] * (width - len(row))
            start = len(self._text)
            line = "\t".join(row)
            self._text += line + "\n"
            cells.append(tuple(row))
            spans.append((start, start + len(line)))
        self._text += "\n"
        self._tables.append(RawTable(tuple(cells), tuple(spans), caption))

    def page(self) -> ReadPage:
        """The finished page."""
        return ReadPage(None, self._text, tuple(self._blocks), tuple(self._tables))


def read_html(text: str) -> list[ReadPage]:
    """The main text of a web page, its menus and scripts left out."""
    soup = BeautifulSoup(text, "lxml")
    root = soup.find("main") or soup.find("article") or soup.body or soup
    writer = PageWriter()
    if isinstance(root, Tag):
        _walk(root, writer)
    return [writer.page()]


def _walk(node: Tag, writer: PageWriter) -> None:
    loose: list[str] = []

    def flush() -> None:
        writer.add("paragraph", "".join(loose))
        loose.clear()

    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, Comment):
                loose.append(str(child))
        elif isinstance(child, Tag):
            if child.name in _SKIPPED:
                continue
            if child.name == "br":
                loose.append("\n")
            elif _is_inline(child):
                loose.append(child.get_text())
            else:
                flush()
                _write_tag(child, writer)
    flush()


def _is_inline(tag: Tag) -> bool:
    block = {
        "table",
        "ul",
        "ol",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "aside",
    } | _BLOCKS
    return (
        tag.name not in block
        and not _HEADING.match(tag.name)
        and not any(tag.find(name) for name in ("p", "div", "table", "ul", "ol", "h1", "h2", "h3"))
    )


def _write_tag(tag: Tag, writer: PageWriter) -> None:
    if heading := _HEADING.match(tag.name):
        writer.add("heading", tag.get_text(), int(heading.group(1)))
    elif tag.name == "table":
        caption = tag.find("caption")
        rows = [
            [cell.get_text(" ") for cell in row.find_all(["td", "th"])]
            for row in tag.find_all("tr")
        ]
        writer.add_table(rows, caption.get_text() if isinstance(caption, Tag) else "")
    elif tag.name in {"ul", "ol"}:
        for item in tag.find_all("li", recursive=False):
            own = "".join(
                child.get_text() if isinstance(child, Tag) else str(child)
                for child in item.children
                if not (isinstance(child, Tag) and child.name in {"ul", "ol"})
            )
            writer.add("bullet" if tag.name == "ul" else "item", own)
            for inner in item.find_all(["ul", "ol"], recursive=False):
                _write_tag(inner, writer)
    elif tag.name in _BLOCKS and not tag.find(["p", "ul", "ol", "table", "div"]):
        writer.add("paragraph", tag.get_text())
    else:
        _walk(tag, writer)


def read_docx(data: bytes, path: Path) -> list[ReadPage]:
    """A Word file's paragraphs, lists, tables and footnotes.

    Raises DocumentError where the file is none.
    """
    try:
        document = Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise DocumentError(
            f"{path.name} is not a readable Word document; open it in Word and save it as .docx."
        ) from None
    notes = _docx_footnotes(document)
    writer = PageWriter()
    for part in document.iter_inner_content():
        if isinstance(part, DocxTable):
            writer.add_table([[cell.text for cell in row.cells] for row in part.rows])
        else:
            _write_paragraph(part, writer, notes)
    for number, text in notes.items():
        writer.add("footnote", text, note=number)
    return [writer.page()]


def _write_paragraph(paragraph: Paragraph, writer: PageWriter, notes: dict[str, str]) -> None:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    text, marks = "", []
    for run in paragraph.iter_inner_content():
        for reference in run._element.iter(qn("w:footnoteReference")):
            number = reference.get(qn("w:id"), "")
            if number in notes:
                marks.append((len(text), number))
        text += run.text
    heading = re.match(r"Heading (\d)", style)
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    if heading or style == "Title":
        writer.add("heading", text, int(heading.group(1)) if heading else 1, tuple(marks))
    elif style.startswith("List Number"):
        writer.add("item", text, notes=tuple(marks))
    elif numbered or style.startswith("List"):
        writer.add("bullet", text, notes=tuple(marks))
    else:
        writer.add("paragraph", text, notes=tuple(marks))


def _docx_footnotes(document: Any) -> dict[str, str]:
    """Footnote id → text; python-docx has no call for them."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            from lxml import etree

            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root: Element = etree.fromstring(relation.target_part.blob, parser)
            return {
                note.get(qn("w:id"), ""): "".join(
                    piece.text or "" for piece in note.iter(qn("w:t"))
                ).strip()
                for note in root.iter(qn("w:footnote"))
                if note.get(qn("w:type")) is None
            }
    return {}
