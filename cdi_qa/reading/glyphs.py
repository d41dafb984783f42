"""A PDF page → its words with their places, through PDFium, and what is drawn on it.

Places are in points, x to the right and y down, in the direction in which most of the page's text
runs: a table set sideways reads like any other.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from cdi_qa.reading.drawn import Drawing, read_drawing

_MOST_GLYPHS = 60_000
"""Characters of one page beyond which it is no page for readers."""
_WORD_GAP = 0.14
"""Share of the type size that parts two words where no space is set between them."""
_END_HYPHENS = "\x02\xad"
"""What PDFium leaves of a hyphen that breaks a word at a line's end, and the soft hyphen."""
_HYPHENATED = re.compile(r"\w[-\u2010]$")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\xad\ufffe\uffff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters; `y` is its baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    hyphenated: bool = False
    """True where a hyphen follows its last letter; at a line's end it may merely break the word."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page."""

    words: tuple[Word, ...]
    drawing: Drawing
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    y: float
    turn: int
    size: float
    bold: bool


def read_sheet(page: Any) -> Sheet:
    """The words and drawn lines of a page that PDFium has opened."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if pdfium.FPDFPage_GetRotation(page) % 2:
        width, height = height, width
    text_page = page.get_textpage()
    try:
        places = list(_glyphs(text_page, width, height))
    finally:
        text_page.close()
    turns = Counter(glyph.turn for glyph in places)
    turn = turns.most_common(1)[0][0] if turns else 0
    words = tuple(_words([glyph for glyph in places if glyph.turn == turn]))
    drawing = read_drawing(page, lambda x, y: _turned(x, y, width, height, turn))
    upright = (height, width) if turn % 2 else (width, height)
    return Sheet(words, drawing, *upright)


def _turned(x: float, y: float, width: float, height: float, turn: int) -> tuple[float, float]:
    """A place on the page as it is for a reader who turned it by quarters; y runs down."""
    return [
        (x, height - y),
        (y, x),
        (width - x, y),
        (height - y, width - x),
    ][turn]


def _glyphs(text_page: Any, width: float, height: float) -> Iterator[_Glyph]:
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for at in range(min(pdfium.FPDFText_CountChars(text_page), _MOST_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if pdfium.FPDFText_IsGenerated(text_page, at) == 1 or not 0 < code < 0x110000:
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, at, box)
        pdfium.FPDFText_GetCharOrigin(text_page, at, x, y)
        pdfium.FPDFText_GetMatrix(text_page, at, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = pdfium.FPDFText_GetFontSize(text_page, at) * scale
        turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        places = [x.value, y.value, box.left, box.right, box.top, box.bottom]
        if not all(map(math.isfinite, places)) or not 0.5 < size < 500:
            continue
        ends = [
            _turned(across, up, width, height, turn)[0]
            for across, up in ((box.left, box.bottom), (box.right, box.top))
        ]
        down = _turned(x.value, y.value, width, height, turn)[1]
        length = pdfium.FPDFText_GetFontInfo(text_page, at, name, 128, flags)
        bold = bool(0 < length <= 128 and _BOLD.search(name.value.decode("utf-8", "replace")))
        letter = _LIGATURES.get(chr(code), chr(code))
        yield _Glyph(letter, min(ends), max(ends), down, turn, size, bold)


def _words(glyphs: list[_Glyph]) -> Iterator[Word]:
    held: list[_Glyph] = []
    for glyph in glyphs:
        if held and (glyph.text.isspace() or not _joins(held[-1], glyph)):
            yield _word(held)
            held = []
        if not glyph.text.isspace():
            held.append(glyph)
    if held:
        yield _word(held)


def _joins(left: _Glyph, right: _Glyph) -> bool:
    level = abs(left.y - right.y) < 0.1 * left.size
    alike = 0.7 < left.size / right.size < 1.4
    shared = left.x0 == right.x0  # the letters of a ligature stand in one place
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    return level and alike and (shared or -0.3 < gap < _WORD_GAP)


def _word(glyphs: list[_Glyph]) -> Word:
    text = "".join(glyph.text for glyph in glyphs)
    broken = text[-1] in _END_HYPHENS or bool(_HYPHENATED.search(text))
    letters = _UNPRINTABLE.sub("", text[:-1] if broken else text)
    first = glyphs[0]
    size = max(glyph.size for glyph in glyphs)
    return Word(letters, first.x0, glyphs[-1].x1, first.y, size, first.bold, broken)
