"""PDF files → pages, through pypdf."""

from __future__ import annotations

import io
import logging
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from pypdf.generic import DictionaryObject

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import ReadPage
from cdi_qa.text import join_english

# pypdf reports each oddity of a file as a log line; the reader of an answer has no use for them.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes, path: Path) -> tuple[list[ReadPage], str]:
    """The text of each page, and a remark on pages that are pictures.

    Raises DocumentError where the file is damaged, locked or a scan.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{path.name} is locked with a password; save a copy without it.")
        texts = [page.extract_text() for page in reader.pages]
        pictures = [
            str(number)
            for number, (page, text) in enumerate(zip(reader.pages, texts, strict=True), start=1)
            if not text.strip() and _holds_picture(page)
        ]
    except DocumentError:
        raise
    except (FileNotDecryptedError, DependencyError):
        raise DocumentError(
            f"{path.name} is encrypted in a way that cannot be opened; save a copy without it."
        ) from None
    except PyPdfError:
        raise DocumentError(
            f"{path.name} is not a readable PDF; open it and save or print it to PDF again."
        ) from None
    except Exception as error:  # pypdf meets malformed files with errors of every kind
        raise DocumentError(
            f"{path.name} is a damaged PDF ({type(error).__name__}); save or print it to PDF again."
        ) from error
    if not texts:
        raise DocumentError(f"{path.name} has no pages.")
    if not any(text.strip() for text in texts):
        raise DocumentError(
            f"{path.name} holds no text, only pictures of pages; a copy with text is needed."
        )
    pages = [
        ReadPage(number, text.replace("\r\n", "\n").replace("\r", "\n"))
        for number, text in enumerate(texts, start=1)
    ]
    return pages, _remark(path, pictures)


def _holds_picture(page: PageObject) -> bool:
    nothing = DictionaryObject()
    resources = page.get("/Resources", nothing).get_object()
    objects = resources.get("/XObject", nothing).get_object()
    return any(each.get_object().get("/Subtype") == "/Image" for each in objects.values())


def _remark(path: Path, pictures: list[str]) -> str:
    if not pictures:
        return ""
    which = f"page {pictures[0]}" if len(pictures) == 1 else f"pages {join_english(pictures)}"
    return f"{path.name}: {which} could not be read, being pictures without text."
