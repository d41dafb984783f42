"""Word files → one page with its blocks: their text is laid out anew, a block a line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import ReadPage
from cdi_qa.reading.header import CAPTION
from cdi_qa.reading.page_writer import PageWriter

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_WIDEST = 300
"""Columns of a table that are read."""
_ENDS_IN_PAGE = re.compile(r"\w\s*\t\s*(?:\d{1,3}|[ivxl]{1,6})\s*$")
"""How a line of a list of contents ends: a tab, and the page."""
_PLAIN_STYLES = frozenset({"", "Normal", "Body Text"})
_LONGEST_TITLE = 14
"""Words of a bold paragraph that may be a heading."""
_PARAGRAPH, _TABLE, _BOX, _WORDS = (qn(f"w:{name}") for name in ("p", "tbl", "txbxContent", "t"))
_NOTE = qn("w:footnoteReference")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_PROPERTIES = frozenset(qn(f"w:{name}") for name in ("pPr", "rPr", "sdtPr"))
_WRAPPERS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_DELETED = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom"))
"""What was there before a tracked change."""


def read_docx(data: bytes, path: Path) -> list[ReadPage]:
    """A Word file's paragraphs, lists, tables and footnotes.

    Raises DocumentError where the file is none.
    """
    if data.startswith(_OLD_WORD):
        raise DocumentError(
            f"{path.name} is locked with a password or in the format of Word 97; "
            "save it as .docx without a password."
        )
    try:
        return [_read(Document(io.BytesIO(data)))]
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # python-docx meets damaged files with errors of every kind
        raise DocumentError(
            f"{path.name} is not a readable Word document; open it in Word and save it as .docx."
        ) from error


def _read(document: Any) -> ReadPage:
    notes = _footnotes(document)
    numbers: dict[str, str] = {}
    styles = {style.style_id: style.name or "" for style in document.styles}
    writer = PageWriter()
    caption = ""
    for part in _parts(document.element.body):
        if part.tag == _TABLE:
            writer.add_table(_grid(part), caption)
            caption = ""
            continue
        style = styles.get(part.style or "", "")
        text = _write_paragraph(part, style, writer, notes, numbers)
        if text.strip():
            caption = " ".join(text.split()) if style.lower() == "caption" else ""
    for key, number in numbers.items():
        writer.add("footnote", notes[key], note=number)
    return writer.page()


def _parts(container: Any) -> Iterator[Any]:
    """The paragraphs and tables of a part of the document in order.

    What stands in a text box follows the paragraph that it is fastened to.
    """
    for child in container:
        if child.tag == _PARAGRAPH:
            yield child
            for box in _boxes(child):
                yield from _parts(box)
        elif child.tag == _TABLE:
            yield child
        elif child.tag in _WRAPPERS and not _is_contents(child):
            yield from _parts(child)


def _is_contents(control: Any) -> bool:
    """True for a table of contents, which says nothing that the headings do not."""
    gallery = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes of a paragraph. Word writes each twice, for itself and for older readers."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATIVES:
            found = (list(_boxes(each)) for each in child)
            yield from next(filter(None, found), [])
        elif child.tag not in _DELETED:
            yield from _boxes(child)


def _text_of(paragraph: Any) -> tuple[str, list[tuple[int, str]]]:
    """A paragraph's words as they stand with its changes accepted, and where its notes are."""
    text, notes = "", []
    for element in _inline(paragraph):
        if element.tag == _NOTE:
            notes.append((len(text), str(element.get(qn("w:id"), ""))))
        else:
            text += _SIGNS.get(element.tag) or str(element.text or "")
    return text, notes


def _inline(element: Any) -> Iterator[Any]:
    """The pieces of text in an element: its runs, links, fields and inserted words."""
    for child in element:
        if child.tag in _SIGNS or child.tag in {_WORDS, _NOTE}:
            yield child
        elif child.tag not in _DELETED and child.tag not in {_BOX, _ALTERNATIVES, *_PROPERTIES}:
            yield from _inline(child)


def _grid(table: Any) -> list[list[str]]:
    """The cells of a table; one that spans several rows or columns is repeated in each."""
    rows: list[list[str]] = []
    for line in _within(table, qn("w:tr")):
        if line.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        row: list[str] = []
        for cell in _within(line, qn("w:tc")):
            span = min(cell.grid_span, _WIDEST - len(row))
            if cell.vMerge == "continue" and rows:
                row += (rows[-1] + [""] * _WIDEST)[len(row) : len(row) + span]
            else:
                row += [_cell_text(cell)] * span
        rows.append(row)
    return rows


def _within(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in content controls among them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _cell_text(cell: Any) -> str:
    """What a cell says, the cells of a table in it among the rest."""
    pieces: list[str] = []
    for part in _parts(cell):
        if part.tag == _PARAGRAPH:
            pieces.append(_text_of(part)[0])
        else:
            pieces += (text for row in _grid(part) for text in row)
    return "\n".join(pieces)


def _write_paragraph(
    paragraph: Any,
    style: str,
    writer: PageWriter,
    notes: dict[str, str],
    numbers: dict[str, str],
) -> str:
    """One paragraph; `numbers` counts the footnotes in the order in which they are referred to."""
    text, found = _text_of(paragraph)
    marks = tuple(
        (at, numbers.setdefault(key, str(len(numbers) + 1))) for at, key in found if key in notes
    )
    if _is_led_to_page(paragraph, style) and _ENDS_IN_PAGE.search(text):
        writer.add_aside(text)
        return text
    heading = re.match(r"Heading (\d)", style, re.IGNORECASE)
    properties = paragraph.pPr
    numbered = properties is not None and properties.numPr is not None
    if heading or style == "Title":
        writer.add("heading", text, int(heading.group(1)) if heading else 1, marks)
    elif not numbered and style in _PLAIN_STYLES and _is_bold_title(paragraph, text):
        writer.add("heading", text, 2, marks)
    elif style.startswith("List Number"):
        writer.add("item", text, notes=marks)
    elif numbered or style.startswith("List"):
        writer.add("bullet", text, notes=marks)
    else:
        writer.add("paragraph", text, notes=marks)
    return text


def _is_led_to_page(paragraph: Any, style: str) -> bool:
    """True for a line of a list of contents: dots lead to its page, or its style says so."""
    leaders = {tab.get(qn("w:leader")) for tab in paragraph.iter(qn("w:tab"))}
    return bool(leaders & {"dot", "middleDot"}) or style.lower().startswith("toc ")


def _is_bold_title(paragraph: Any, text: str) -> bool:
    """True for a short paragraph that is bold throughout: a heading that has no style for it."""
    runs = [run for run in paragraph.iter(qn("w:r")) if run.find(_WORDS) is not None]
    short = 0 < len(text.split()) <= _LONGEST_TITLE and not re.search(r"[.;:,]$", text.strip())
    return short and bool(runs) and not CAPTION.match(text.strip()) and all(map(_is_bold, runs))


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _footnotes(document: Any) -> dict[str, str]:
    """Footnote id → text; python-docx has no call for them."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            return {
                str(note.get(qn("w:id"), "")): "".join(
                    str(piece.text or "") for piece in note.iter(qn("w:t"))
                ).strip()
                for note in root.iter(qn("w:footnote"))
                if note.get(qn("w:type")) is None
            }
    return {}
