"""A PDF's page as a picture, and where on it a quote stands."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium

_WIDTH = 1100
"""Width of a picture in pixels: sharp beside the chat, and on a phone enlarged twice."""
_QUALITY = 80
_PDFIUM = Lock()
"""pdfium is not to be used by two threads at once."""


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a line that is quoted, as shares (0 to 1) of the page's width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a JPEG picture, with boxes around what is quoted; none where it is not found."""

    jpeg: bytes
    boxes: tuple[Box, ...]


@lru_cache(maxsize=32)
def picture_page(
    path: Path, sha256: str, number: int, quotes: tuple[str, ...]
) -> PagePicture | None:
    """The page with that number, from 1; None where the file is no longer that one or not a PDF."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != sha256:
        return None
    with _PDFIUM:
        try:
            with pdfium.PdfDocument(data) as document:
                return _draw(document[number - 1], quotes)
        except (pdfium.PdfiumError, IndexError):
            return None


def _draw(page: pdfium.PdfPage, quotes: tuple[str, ...]) -> PagePicture:
    width, _ = page.get_size()
    image = page.render(scale=_WIDTH / width).to_pil().convert("RGB")
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    boxes = [box for quote in quotes for box in _boxes(page, quote)]
    return PagePicture(kept.getvalue(), tuple(boxes))


def _boxes(page: pdfium.PdfPage, quote: str) -> list[Box]:
    """A box for each line of the quote, white space aside."""
    text = page.get_textpage()
    drawn = [(at, sign) for at, sign in enumerate(text.get_text_range()) if not sign.isspace()]
    sought = "".join(quote.split())
    start = "".join(sign for _, sign in drawn).find(sought) if sought else -1
    if start < 0:
        return []
    width, height = page.get_size()
    lines: list[list[float]] = []
    for at, _ in drawn[start : start + len(sought)]:
        left, bottom, right, top = text.get_charbox(at, loose=True)
        line = lines[-1] if lines else None
        if line and left >= line[2] - width / 100 and bottom < line[3] and top > line[1]:
            line[1:] = [min(line[1], bottom), max(line[2], right), max(line[3], top)]
        else:
            lines.append([left, bottom, right, top])
    return [
        Box(left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
        for left, bottom, right, top in lines
    ]
