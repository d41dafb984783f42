"""A PDF's bytes → its pages: each through pypdf, or by where its words stand, as suits it.

pypdf gives the text of a plainly set page as it stands. It loses what a designed page says by place
and type: columns, cells, headings, raised marks, words broken at a line's end. Such a page is set
again from PDFium's letters and their places (`typeset`), unless PDFium has the poorer text of it.
`page_fit` measures both, page by page.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from pypdf.generic import DictionaryObject

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import ReadFile, ReadPage
from cdi_qa.reading.decoration import decorated
from cdi_qa.reading.drawn import Drawing
from cdi_qa.reading.furniture import without_furniture
from cdi_qa.reading.glyphs import Sheet, read_sheet
from cdi_qa.reading.page_fit import is_all_body, is_plainly_set, reads_better
from cdi_qa.reading.set_blocks import Body
from cdi_qa.reading.typeset import SetPage, Typesetting, set_pages
from cdi_qa.text import fold_space, join_english, page_name, strip_controls

# pypdf reports each oddity of a file as a log line; the reader of an answer has no use for them.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_MOST_PAGES = 3000
_NOTHING = Sheet((), Drawing(), 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Plain:
    """What pypdf makes of a file."""

    texts: list[str]
    labels: list[str]
    pictures: list[bool]
    title: str


def read_pdf(data: bytes, name: str) -> ReadFile:
    """Every page of a PDF, and a remark on those that could not be read.

    Raises DocumentError where the file is damaged, locked or a scan.
    """
    plain = _read_plain(data, name)
    if not plain.texts:
        raise DocumentError(f"{name} has no pages.")
    found = _sheets(data, len(plain.texts))
    sheets = [decorated(sheet) for sheet in found]
    bare, labels = without_furniture(sheets, plain.labels)
    columns = set_pages(bare)
    setting = Typesetting(columns)
    again = setting.read(range(1, len(sheets) + 1), labels)
    kept = _kept_plain(plain.texts, found, sheets, columns, setting.body)
    pages = [
        ReadPage(page.number, text, label=page.label) if keep else page
        for text, keep, page in zip(plain.texts, kept, again, strict=True)
    ]
    unread = [
        page_name(page.number, page.label)
        for page, sheet, picture in zip(pages, sheets, plain.pictures, strict=True)
        if page.number
        and (picture or (sheet.drawing.has_picture and not sheet.words))
        and not page.text.strip()
    ]
    if unread and not any(page.text.strip() for page in pages):
        raise DocumentError(
            f"{name} holds no text, only pictures of pages; a copy with text is needed."
        )
    return ReadFile(tuple(pages), _remark(name, unread), plain.title)


def _kept_plain(
    texts: Sequence[str],
    found: Sequence[Sheet],
    sheets: Sequence[Sheet],
    columns: Sequence[SetPage],
    body: Body,
) -> list[bool]:
    """For each page whether it is read as pypdf gives it; `found` are the sheets as they are drawn.

    Where all pages are plainly set, the texts themselves tell which lines are running ones. Among
    others a plain page is set again where its type says that it is a title's or a note's, or its
    place that a line is a running one.
    """
    plain = [
        is_plainly_set(text, page) and own.words == sheet.words
        for text, page, own, sheet in zip(texts, columns, found, sheets, strict=True)
    ]
    if not all(plain):
        plain = [
            own and is_all_body(page, body) and len(page.sheet.words) == len(sheet.words)
            for own, page, sheet in zip(plain, columns, sheets, strict=True)
        ]
    return [
        own or reads_better(text, sheet)
        for own, text, sheet in zip(plain, texts, sheets, strict=True)
    ]


def _read_plain(data: bytes, name: str) -> _Plain:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{name} is locked with a password; save a copy without it.")
        if len(reader.pages) > _MOST_PAGES:
            raise DocumentError(f"{name} has more than {_MOST_PAGES:,} pages; split it.")
        texts = [page.extract_text() for page in reader.pages]
        pictures = [not text.strip() and _holds_picture(page)
                    for page, text in zip(reader.pages, texts, strict=True)]  # fmt: skip
        return _Plain([_cleaned(t) for t in texts], _labels(reader), pictures, _title(reader))
    except (DocumentError, MemoryError):
        raise
    except (FileNotDecryptedError, DependencyError):
        raise DocumentError(
            f"{name} is encrypted in a way that cannot be opened; save a copy without it."
        ) from None
    except PyPdfError:
        raise DocumentError(
            f"{name} is not a readable PDF; open it and save or print it to PDF again."
        ) from None
    except Exception as error:  # pypdf meets malformed files with errors of every kind
        raise DocumentError(
            f"{name} is a damaged PDF ({type(error).__name__}); save or print it to PDF again."
        ) from error


def _cleaned(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\xad\n", "")


def _title(reader: PdfReader) -> str:
    """The title in the file's properties; "" where they are broken, too."""
    try:
        return str(reader.metadata.title or "") if reader.metadata else ""
    except Exception:
        return ""


def _labels(reader: PdfReader) -> list[str]:
    """What is printed on each page, as far as the file says so."""
    count = len(reader.pages)
    if "/PageLabels" not in reader.root_object:
        return [""] * count
    try:
        labels = [fold_space(strip_controls(label))[:20] for label in reader.page_labels]
    except Exception:  # labels are a help and no more: a broken list of them is none
        return [""] * count
    return (labels + [""] * count)[:count]


def _sheets(data: bytes, count: int) -> list[Sheet]:
    """The sheets of a file; an empty one where PDFium cannot read the page."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return [_NOTHING] * count
    return [_sheet(document, at) for at in range(count)]


def _sheet(document: Any, at: int) -> Sheet:
    try:
        page = document[at]
    except (pypdfium2.PdfiumError, IndexError):
        return _NOTHING
    try:
        return read_sheet(page)
    except pypdfium2.PdfiumError:
        return _NOTHING
    finally:
        page.close()


def _holds_picture(page: PageObject) -> bool:
    nothing = DictionaryObject()
    resources = page.get("/Resources", nothing).get_object()
    objects = resources.get("/XObject", nothing).get_object()
    return any(each.get_object().get("/Subtype") == "/Image" for each in objects.values())


def _remark(name: str, unread: list[str]) -> str:
    if not unread:
        return ""
    which = f"page {unread[0]}" if len(unread) == 1 else f"pages {join_english(unread)}"
    return f"{name}: {which} could not be read, being pictures without text."
