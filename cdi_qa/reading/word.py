"""Word files → one page with its blocks: their text is laid out anew, a block a line."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from lxml import etree

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import ReadPage
from cdi_qa.reading.page_writer import PageWriter

_OLD_WORD = b"\xd0\xcf\x11\xe0"


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
    except Exception as error:  # python-docx meets damaged files with errors of every kind
        raise DocumentError(
            f"{path.name} is not a readable Word document; open it in Word and save it as .docx."
        ) from error


def _read(document: Any) -> ReadPage:
    notes = _footnotes(document)
    numbers: dict[str, str] = {}
    writer = PageWriter()
    for part in document.iter_inner_content():
        if isinstance(part, DocxTable):
            writer.add_table([[cell.text for cell in row.cells] for row in part.rows])
        else:
            _write_paragraph(part, writer, notes, numbers)
    for key, number in numbers.items():
        writer.add("footnote", notes[key], note=number)
    return writer.page()


def _write_paragraph(
    paragraph: Paragraph, writer: PageWriter, notes: dict[str, str], numbers: dict[str, str]
) -> None:
    """One paragraph; `numbers` counts the footnotes in the order in which they are referred to."""
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    text, marks = "", []
    for run in paragraph.iter_inner_content():
        text += run.text
        for reference in run._element.iter(qn("w:footnoteReference")):
            key = str(reference.get(qn("w:id"), ""))
            if key in notes:
                marks.append((len(text), numbers.setdefault(key, str(len(numbers) + 1))))
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
