"""Lines of a page with their offsets and widths: what layout rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

URL_ONLY = re.compile(r"^(?:https?://|www\.)\S+$")
BULLET_SIGN = re.compile(
    r"^([•◦▪●○■□►▸‣·*➢✓\uf0b7\uf0a7\uf02d\uf0d8\u2043\u2219]|[-–—]|o(?=\s+[A-Z]))\s+(?=\S)"
)
ITEM_NUMBER = re.compile(r"^(?:\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
SECTION_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+(?=[A-Z‘“\"'(])")
"""A number such as committee papers give to each heading and paragraph ("2.1")."""
TERMINAL = re.compile(r"[.!?:;][’”'\")\]]*\d{0,2}$")

# Approximate advance widths of a proportional typeface, in ems. Only their ratios matter: they
# let "was there room for the next word on this line?" be asked of text that has lost its layout.
_NARROW = dict.fromkeys("ilj'|,.;:!’‘`", 0.25) | dict.fromkeys("ftr()[]-/ ", 0.31)
_WIDE = dict.fromkeys("mw", 0.8) | dict.fromkeys("MW@%", 0.88)
_WIDTHS = _NARROW | _WIDE


def measure(text: str) -> float:
    """The approximate set width of a text, in ems."""
    return sum(_WIDTHS.get(char, 0.68 if char.isupper() else 0.53) for char in text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, with what surrounded it."""

    start: int
    """Offset of its first visible character."""
    end: int
    """Offset just after its last visible character."""
    text: str
    indent: int
    blanks_before: int
    """Blank lines between it and the line before."""
    gap_marked: bool
    """True where one of those blank lines holds white space: a paragraph mark, not line spacing."""
    ends_open: bool = False
    """True where two or more spaces trail it, as a paragraph's last line may keep from its PDF."""

    @property
    def width(self) -> float:
        """Approximate set width in ems."""
        return measure(self.text)

    @property
    def first_word(self) -> str:
        """Everything up to the first space."""
        return self.text.split(None, 1)[0]


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of `text[start:end]` that hold something, in order."""
    lines: list[Line] = []
    offset = start
    blanks, marked = 0, False
    for raw in text[start : len(text) if end is None else end].split("\n"):
        body = raw.strip()
        if body:
            indent = len(raw) - len(raw.lstrip())
            begin = offset + indent
            trailing = len(raw) - len(raw.rstrip(" "))
            lines.append(Line(begin, begin + len(body), body, indent, blanks, marked, trailing > 1))
            blanks, marked = 0, False
        else:
            blanks += 1
            marked = marked or bool(raw.strip("\r"))
        offset += len(raw) + 1
    return lines
