"""Plain text files → pages; a form feed starts a new page."""

from __future__ import annotations

import re
from pathlib import Path

from cdi_qa.errors import DocumentError
from cdi_qa.reading.blocks import ReadFile, ReadPage

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MOST_CONTROLS = 0.01
"""Share of control characters and of bytes that mean nothing beyond which bytes are no text."""
_SIGNATURES = {b"%PDF-": "PDF", b"PK\x03\x04": "Word or ZIP", b"\xd0\xcf\x11\xe0": "Word 97"}


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text of a file and a remark on its encoding (empty for UTF-8).

    Raises DocumentError where the bytes are not text in any encoding that is still met.
    """
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(
                f"{path.name} is not a text file but a {kind} file; give it its right ending."
            )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _checked(data.decode("utf-16"), path), ""
        except UnicodeDecodeError:
            raise DocumentError(f"{path.name} is damaged: it is not valid UTF-16 text.") from None
    try:
        return _checked(data.decode("utf-8-sig"), path), ""
    except UnicodeDecodeError:
        remark = (
            f"{path.name} is not UTF-8 text; it was read as Windows-1252, so check its accents and "
            "quotation marks, or save it as UTF-8."
        )
        return _checked(data.decode("cp1252", errors="replace"), path), remark


def _checked(text: str, path: Path) -> str:
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise DocumentError(f"{path.name} is not a text file; save it as plain text and try again.")
    return text


def read_plain(data: bytes, path: Path) -> ReadFile:
    """The pages of a text file, and a remark on its encoding."""
    text, remark = decode(data, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return ReadFile(
        tuple(ReadPage(number, page) for number, page in enumerate(pages, start=1)), remark
    )
