"""Sets the parts of a made-up document as the text that different programs would leave of it.

The parts are what a reading of that text should give back, so tests need no second description.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fpdf import FPDF

PartKind = Literal["heading", "paragraph", "bullet", "item", "gap", "page", "raw"]


@dataclass(frozen=True)
class Part:
    """One heading, paragraph, bullet or numbered item; a gap, a page break or text set as it is."""

    kind: PartKind
    text: str = ""
    level: int = 1


GAP, PAGE = Part("gap"), Part("page")


def heading(text: str, level: int = 1) -> Part:
    return Part("heading", text, level)


def paragraph(text: str) -> Part:
    return Part("paragraph", text)


def bullet(text: str) -> Part:
    return Part("bullet", text)


def item(text: str) -> Part:
    return Part("item", text)


def raw(text: str) -> Part:
    return Part("raw", text)


@lru_cache(maxsize=1)
def _face() -> FPDF:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    return pdf


@lru_cache(maxsize=4096)
def _word_width(word: str) -> float:
    """A word's width in millimetres, from the metrics of a real typeface."""
    plain = word.encode("latin-1", "replace").decode("latin-1")
    return float(_face().get_string_width(plain))


def wrap_proportional(text: str, width: float = 165.0) -> list[str]:
    """Lines as a word processor breaks them; a slash or a hyphen is a place to break, too."""
    lines, line, used = [], "", 0.0
    for word in text.split():
        wide = _word_width(word)
        if line and used + _word_width(" ") + wide > width:
            lines.append(line)
            line, used = word, wide
        else:
            line = f"{line} {word}" if line else word
            used += wide + (_word_width(" ") if line != word else 0.0)
    return [*lines, line]


def wrap_columns(text: str, width: int = 78) -> list[str]:
    """Lines as an editor with a fixed line length breaks them."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def pdf_text(parts: Sequence[Part], width: float = 165.0) -> str:
    """Text as it is copied out of a PDF: an empty line after each line, bullet signs lost."""
    return _set(parts, lambda text: wrap_proportional(text, width), sign=" ", after=" \n\n")


def spaced_text(parts: Sequence[Part], sign: str = "- ") -> str:
    """Text as it is typed in an editor: a blank line after each block but between list items."""
    pieces: list[str] = []
    number = 0
    for at, part in enumerate(parts):
        number = number + 1 if part.kind == "item" else 0
        if part.kind == "gap":
            continue
        if part.kind == "page":
            pieces.append("\f")
            continue
        if part.kind == "raw":
            pieces.append(part.text + "\n\n")
            continue
        lead = {"bullet": sign, "item": f"{number}. "}.get(part.kind, "")
        lines = wrap_columns(part.text, 78 - len(lead))
        body = ("\n" + " " * len(lead)).join(lines)
        close = at + 1 < len(parts) and parts[at + 1].kind == part.kind in {"bullet", "item"}
        pieces.append(lead + body + ("\n" if close else "\n\n"))
    return "".join(pieces)


def dense_text(parts: Sequence[Part], sign: str = "• ", width: float = 165.0) -> str:
    """Text without a blank line anywhere, list items hanging."""
    return _set(
        [part for part in parts if part.kind != "gap"],
        lambda text: wrap_proportional(text, width),
        sign=sign,
        after="\n",
        hang=True,
    )


def long_line_text(parts: Sequence[Part]) -> str:
    """Text with one line for each block, however long, and no blank lines."""
    return _set(parts, lambda text: [text], sign="* ", after="\n")


def _set(
    parts: Sequence[Part],
    wrap: Callable[[str], list[str]],
    sign: str,
    after: str,
    hang: bool = False,
) -> str:
    pieces: list[str] = []
    number = 0
    for part in parts:
        number = number + 1 if part.kind == "item" else 0
        if part.kind == "gap":
            pieces.append(after)
        elif part.kind == "page":
            pieces.append("\f")
        elif part.kind == "raw":
            pieces.append(part.text)
        else:
            lead = {"bullet": sign, "item": f"{number}. "}.get(part.kind, "")
            first, *rest = wrap(part.text)
            indent = " " * len(lead) if hang else ""
            pieces += [lead + first + after, *(indent + line + after for line in rest)]
    return "".join(pieces)
