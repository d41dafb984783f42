"""Sets a made-up report as a PDF, in one of several styles of report."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter

from .made_up_report import Piece, Report

_FONTS = Path(str(files("matplotlib"))) / "mpl-data" / "fonts" / "ttf"
_FILES = {
    "STIX": ("STIXGeneral.ttf", "STIXGeneralBol.ttf"),
    "DejaVuSans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "DejaVuSerif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
}
"""Typefaces that are embedded; Helvetica, Times and Courier are every reader's own."""
_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 62.0
Order = Literal["natural", "furniture first", "by lines", "shuffled"]


@dataclass(frozen=True)
class Style:
    """How a report is set."""

    name: str
    body: str
    heads: str
    size: float = 10.5
    justified: bool = False
    """Words are placed one by one, without spaces between them."""
    hyphen: str = ""
    """What ends a line that breaks a word: nothing (no word is broken), "-" or a soft hyphen."""
    ligatures: bool = False
    numbered: bool = False
    """Paragraphs are numbered and headings in capitals."""
    bullet: str = "•"
    raised: bool = True
    """Footnote marks are small and raised; "[1]" on the line otherwise."""
    table: Literal["grid", "rules", "bare"] = "grid"
    header: str = "{title}"
    footer: str = "{label}"
    front: str = "r"
    """How pages before the first chapter are labelled: r for roman numerals."""
    order: Order = "natural"
    seed: int = 1
    colour: int = 0
    rotated: bool = True
    cells: Literal["left", "right", "middle"] = "left"
    """How figures stand in their column."""
    indent: float = 0.0
    """What sets a paragraph off: its first line's indent in points; white space where it is 0."""
    labelled: bool = True
    """False where the file does not say what is printed as each page's number."""
    watermark: bool = False
    alternate: bool = False
    """Even pages have the title at their head, odd pages the name of the force."""

    @property
    def chapters(self) -> int:
        return 3


STYLES = [
    Style("serif, two columns", "STIX", "Helvetica", justified=True, hyphen="\xad",
          ligatures=True, cells="right", seed=11),
    Style("sans, numbered", "Helvetica", "Helvetica", numbered=True, raised=False, bullet="–",
          table="rules", header="OFFICIAL", footer="Page {label} of 14", order="furniture first",
          seed=12),
    Style("wide, hyphenated", "DejaVuSerif", "DejaVuSans", size=9.5, hyphen="-", justified=True,
          table="bare", bullet="■", header="", footer="{title}   {label}", order="by lines",
          colour=90, indent=14, cells="middle", watermark=True, seed=13),
    Style("mixed, shuffled", "DejaVuSans", "Times", size=9, hyphen="-", ligatures=True,
          table="rules", header="{label}   Northshire inspection", footer="", order="shuffled",
          labelled=False, alternate=True, cells="right", seed=14),
    Style("serif, plain", "Times", "Times", size=12, numbered=True, table="grid",
          footer="- {label} -", order="furniture first", labelled=False, cells="middle", seed=21),
    Style("sans, hyphenated", "DejaVuSans", "STIX", size=9.5, hyphen="\xad", justified=True,
          ligatures=True, bullet="▪", table="rules", header="{title}",
          footer="www.example.org   {label}", order="shuffled", indent=12, cells="right", seed=22),
    Style("typewriter", "Courier", "Helvetica", size=9, hyphen="-", raised=False, table="grid",
          header="", footer="{label}", order="by lines", colour=120, seed=23),
    Style("serif, bare tables", "STIX", "DejaVuSans", size=11, justified=True, table="bare",
          header="OFFICIAL   {title}", footer="{label}", alternate=True, watermark=True,
          cells="right", seed=24),
]  # fmt: skip
TUNING, REPORTING = STYLES[:4], STYLES[4:]


@dataclass(frozen=True)
class _Ink:
    x: float
    y: float
    text: str
    family: str
    size: float
    bold: bool = False


@dataclass
class _Frame:
    """A column of a page: what is set in it so far, and its footnotes."""

    x: float
    width: float
    y: float
    bottom: float
    notes: list[tuple[str, str]]


class Press:
    """Sets one report. `data` is the PDF, `labels` what is printed on each page."""

    def __init__(self, report: Report, style: Style, compressed: bool = True) -> None:
        self._report, self._style = report, style
        self._chance = random.Random(style.seed)
        self._pdf = FPDF(unit="pt", format="a4")
        self._pdf.set_auto_page_break(False)
        self._pdf.set_compression(compressed)
        for family in {style.body, style.heads}:
            for weight, file in zip(("", "B"), _FILES.get(family, ()), strict=False):
                self._pdf.add_font(family, weight, _FONTS / file)
        self._inks: list[list[_Ink]] = []
        self._frames: list[_Frame] = []
        self._notes = 0
        self._rotated: list[int] = []
        self.labels: list[str] = []
        self._columns = 1
        self._main = 0
        self._header: tuple[str, ...] = ()
        self._front()
        for piece in report.pieces:
            self._set(piece)
        self._close_page()
        self.data = self._finish()

    # ── pages ──

    def _open_page(self, columns: int, front: bool = False, landscape: bool = False) -> None:
        self._close_page()
        number = len(self.labels) + 1
        label = "i ii iii iv v".split()[number - 1] if front and self._style.front else None
        if label is None:
            self._main = self._main or number - 1
            label = str(number - self._main)
        first = number == 1 or (not front and label == "1")
        self._pdf.add_page(
            orientation="landscape" if landscape else "portrait",
            label_style=("r" if front else "D") if first and self._style.labelled else None,
        )
        self.labels.append(label)
        self._columns = columns
        self._page_width, self._page_height = (_HEIGHT, _WIDTH) if landscape else (_WIDTH, _HEIGHT)
        whole = self._page_width - 2 * _MARGIN
        gutter = 22.0
        width = (whole - gutter * (columns - 1)) / columns
        self._frames = [
            _Frame(_MARGIN + at * (width + gutter), width, 76.0, self._page_height - 76.0, [])
            for at in range(columns)
        ]
        self._at = 0
        self._inks.append([])

    def _close_page(self) -> None:
        if not self._inks or not self._frames:
            return
        for frame in self._frames:
            self._set_notes(frame)
        body = self._inks[-1]
        furniture: list[_Ink] = []
        if len(self.labels) > 1:
            furniture = self._furniture()
        else:
            self._unlabel()
        for ink in self._ordered(body, furniture):
            self._pdf.set_font(ink.family, "B" if ink.bold else "", ink.size)
            self._pdf.set_text_color(self._style.colour if ink.bold else 0)
            self._pdf.text(ink.x, ink.y, ink.text)
        if self._style.watermark:
            with self._pdf.rotation(50, self._page_width / 2, self._page_height / 2):
                self._pdf.set_font("Helvetica", "B", 90)
                self._pdf.set_text_color(225)
                self._pdf.text(self._page_width / 2 - 150, self._page_height / 2, "DRAFT")
        self._frames = []

    def _unlabel(self) -> None:
        """Nobody can know the label of a page that has none printed and none in the file."""
        if not self._style.labelled:
            self.labels[-1] = ""

    def _furniture(self) -> list[_Ink]:
        style = self._style
        inks = []
        for pattern, y in ((style.header, 44.0), (style.footer, self._page_height - 36.0)):
            if pattern:
                odd = self._style.alternate and len(self.labels) % 2 == 1
                title = "Northshire Police" if odd else self._report.title
                text = pattern.format(title=title, label=self.labels[-1], pages=14)
                inks.append(_Ink(_MARGIN, y, text, style.heads, 8))
        return inks

    def _ordered(self, body: list[_Ink], furniture: list[_Ink]) -> list[_Ink]:
        order = self._style.order
        if order == "natural":
            return body + furniture
        if order == "furniture first":
            return furniture + body
        inks = body + furniture
        if order == "by lines":
            return sorted(inks, key=lambda ink: (round(ink.y), ink.x))
        lines: dict[tuple[int, int], list[_Ink]] = {}
        for ink in inks:
            lines.setdefault((round(ink.y), int(ink.x > self._page_width / 2)), []).append(ink)
        groups = list(lines.values())
        blocks = [groups[at : at + 7] for at in range(0, len(groups), 7)]
        self._chance.shuffle(blocks)
        return [ink for block in blocks for line in block for ink in line]

    def _frame(self, height: float) -> _Frame:
        """The frame with room for some more points, on a new page where need be."""
        while self._frames[self._at].y + height > self._frames[self._at].bottom:
            if self._at + 1 < len(self._frames):
                self._at += 1
            else:
                self._open_page(self._columns, landscape=self._page_width > self._page_height)
        return self._frames[self._at]

    # ── words ──

    def _width(self, text: str, family: str, size: float, bold: bool = False) -> float:
        self._pdf.set_font(family, "B" if bold else "", size)
        return float(self._pdf.get_string_width(text))

    def _set_as(self, text: str, family: str) -> str:
        """The signs that stand for some text in a typeface."""
        if family not in _FILES:
            return text.replace("•", "\x95").replace("–", "\x96")
        if self._style.ligatures:
            text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
        return text

    def _break(
        self, text: str, width: float, family: str, size: float, bold: bool = False
    ) -> list[str]:
        lines, line = [], ""
        words = text.split(" ")
        while words:
            word = words.pop(0)
            longer = f"{line} {word}" if line else word
            if self._width(self._set_as(longer, family), family, size, bold) <= width or not line:
                line = longer
                continue
            halves = [] if bold else list(self._halves(word))
            for head, tail in halves:
                if self._width(self._set_as(f"{line} {head}", family), family, size) <= width:
                    line, word = f"{line} {head}", tail
                    break
            lines.append(line)
            words.insert(0, word)
            line = ""
        return [*lines, line]

    def _break_indented(
        self, first: float, text: str, width: float, family: str, size: float
    ) -> list[str]:
        """Lines of which the first is shorter."""
        head, *rest = self._break(text, width - first, family, size)
        if not first or not rest:
            return [head, *rest]
        cut = len(head) if text.startswith(head) else len(head) - 1
        return [head, *self._break(text[cut:].strip(), width, family, size)]

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Ways to break a word, the latest first; a hyphen of its own may always end a line."""
        if match := re.fullmatch(r"([A-Za-z]+(?:-[a-z]+)*-)([A-Za-z]+[.,]?)", word):
            yield match.group(1), match.group(2)
        elif self._style.hyphen and re.fullmatch(r"[a-z]{7,}[.,]?", word):
            for at in range(len(word) - 3, 2, -1):
                if word[at - 1] in "aeiou" and word[at] not in "aeiou":
                    yield word[:at] + self._style.hyphen, word[at:]

    def _put(
        self, x: float, y: float, text: str, family: str, size: float, *, bold: bool = False,
        width: float = 0.0,
    ) -> None:  # fmt: skip
        """One line; stretched to a width where one is given, word by word."""
        words = [self._set_as(word, family) for word in text.split(" ")]
        if not width or len(words) < 2:
            self._inks[-1].append(_Ink(x, y, " ".join(words), family, size, bold))
            return
        widths = [self._width(word, family, size, bold) for word in words]
        space = (width - sum(widths)) / (len(words) - 1)
        for word, wide in zip(words, widths, strict=True):
            self._inks[-1].append(_Ink(x, y, word, family, size, bold))
            x += wide + space

    def _set_lines(
        self, text: str, *, indent: float = 0.0, mark: str = "", note: str = "", after: float = 6.0
    ) -> None:
        style = self._style
        family, size = style.body, style.size
        leading = size * 1.28
        first = style.indent if not mark else 0.0
        text, number = self._with_mark(text, note)
        after = after if mark or not style.indent else 0.0
        lines = self._break_indented(
            first, text, self._frames[self._at].width - indent, family, size
        )
        for at, line in enumerate(lines):
            noted = bool(number) and "\x01" in line
            room = self._note_height(note) if noted else 0.0
            frame = self._frame(leading + room)
            if noted:
                frame.bottom -= room
                frame.notes.append((number, note))
            y = frame.y + size
            if at == 0 and mark:
                self._put(frame.x, y, mark, family, size)
            last = at == len(lines) - 1
            inset = indent + (first if at == 0 else 0.0)
            wide = frame.width - inset if style.justified and not last else 0.0
            self._put_marked(frame.x + inset, y, line, family, size, wide, number)
            frame.y += leading
        self._frames[self._at].y += after

    def _with_mark(self, text: str, note: str) -> tuple[str, str]:
        """The text with a place kept for its footnote's mark, after its first sentence."""
        if not note:
            return text, ""
        self._notes += 1
        first, stop, rest = text.partition(".  ") if ".  " in text else _first_sentence(text)
        return f"{first}{stop}\x01{rest}", str(self._notes)

    def _put_marked(
        self, x: float, y: float, line: str, family: str, size: float, width: float, number: str
    ) -> None:
        before, mark, after = line.partition("\x01")
        if not mark:
            self._put(x, y, line, family, size, width=width)
        elif not self._style.raised:
            self._put(x, y, f"{before}[{number}]{after}", family, size, width=width)
        else:
            self._put(x, y, before, family, size)
            x += self._width(self._set_as(before, family), family, size)
            self._put(x, y - size * 0.35, number, family, size * 0.6)
            x += self._width(number, family, size * 0.6)
            if after:
                x += self._width(" ", family, size) if after.startswith(" ") else 0.0
                self._put(x, y, after.strip(), family, size)

    def _note_lines(self, note: str) -> list[str]:
        width = self._frames[self._at].width - 14
        return self._break(note, width, self._style.body, self._style.size * 0.8)

    def _note_height(self, note: str) -> float:
        return len(self._note_lines(note)) * self._style.size + 8

    def _set_notes(self, frame: _Frame) -> None:
        size = self._style.size * 0.8
        y = frame.bottom + 8 + size
        if frame.notes:
            self._pdf.line(frame.x, frame.bottom + 5, frame.x + 120, frame.bottom + 5)
        for number, note in frame.notes:
            at = self._frames.index(frame)
            self._at = at
            if self._style.raised:
                self._put(frame.x, y - size * 0.3, number, self._style.body, size * 0.65)
            else:
                self._put(frame.x, y, f"[{number}]", self._style.body, size)
            for line in self._note_lines(note):
                self._put(frame.x + 14, y, line, self._style.body, size)
                y += self._style.size
            y += 2

    # ── pieces ──

    def _front(self) -> None:
        style = self._style
        self._open_page(1, front=True)
        frame = self._frames[0]
        for at, line in enumerate(
            self._break(self._report.title, frame.width, style.heads, 26, True)
        ):
            self._put(frame.x, 240 + 32 * at, line, style.heads, 26, bold=True)
        self._open_page(1, front=True)
        frame = self._frames[0]
        self._put(frame.x, 90, "Contents", style.heads, 16, bold=True)
        y = 120.0
        for at, piece in enumerate(self._report.of("heading")):
            text = piece.text + " "
            dots = "." * int(
                (400 - self._width(text, style.body, style.size))
                / self._width(".", style.body, style.size)
            )
            self._put(
                frame.x + 12 * (piece.level - 1),
                y,
                f"{text}{dots} {at + 1}",
                style.body,
                style.size,
            )
            y += style.size * 1.5

    def _set(self, piece: Piece) -> None:
        if piece.kind == "heading" and piece.level == 1:
            self._open_page(piece.columns)
        setters: dict[str, Callable[[Piece], None]] = {
            "heading": self._set_heading,
            "paragraph": lambda p: self._set_lines(p.text, note=p.note),
            "numbered": lambda p: self._set_lines(p.text, note=p.note, mark=p.number, indent=30),
            "bullet": lambda p: self._set_lines(
                p.text, mark=self._style.bullet, indent=16, after=3
            ),
            "boxed": self._set_box,
            "table": self._set_table,
            "chart": self._set_chart,
            "scan": self._set_scan,
        }
        setters[piece.kind](piece)

    def _set_heading(self, piece: Piece) -> None:
        size = self._style.size * (1.7 if piece.level == 1 else 1.25)
        frame = self._frame(size * 2.4 + 40)
        frame.y += size * 0.7
        for line in self._break(piece.text, frame.width, self._style.heads, size, True):
            self._put(frame.x, frame.y + size, line, self._style.heads, size, bold=True)
            frame.y += size * 1.2
        frame.y += 4

    def _set_box(self, piece: Piece) -> None:
        style = self._style
        lines = self._break(piece.text, self._frames[self._at].width - 20, style.body, style.size)
        leading = style.size * 1.28
        frame = self._frame(leading * len(lines) + 24)
        if style.table == "bare":
            self._pdf.set_fill_color(230)
            self._pdf.rect(frame.x, frame.y, frame.width, leading * len(lines) + 12, style="F")
        else:
            self._pdf.rect(frame.x, frame.y, frame.width, leading * len(lines) + 12)
        y = frame.y + 5
        for line in lines:
            self._put(frame.x + 10, y + style.size, line, style.body, style.size)
            y += leading
        frame.y = y + 18

    def _set_chart(self, piece: Piece) -> None:
        frame = self._frame(110)
        self._pdf.line(frame.x, frame.y + 95, frame.x + 160, frame.y + 95)
        for at in range(6):
            high = self._chance.randint(10, 90)
            self._pdf.set_fill_color(90)
            self._pdf.rect(frame.x + 8 + 25 * at, frame.y + 95 - high, 16, high, style="F")
        frame.y += 110

    def _set_scan(self, piece: Piece) -> None:
        self._open_page(1)
        picture = Image.effect_noise((80, 110), 60)
        self._pdf.image(picture, x=0, y=0, w=_WIDTH, h=_HEIGHT)
        self._unlabel()
        self._frames = []

    def _set_table(self, piece: Piece) -> None:
        style = self._style
        if style.rotated and len(piece.rows[0]) == 5 and "Table 3" in piece.caption:
            self._open_page(1, landscape=True)
            self._rotated.append(len(self.labels) - 1)
        size = style.size - 1
        frame = self._frame(110)
        for line in self._break(piece.caption, frame.width, style.body, size, True):
            self._put(frame.x, frame.y + size, line, style.body, size, bold=True)
            frame.y += size * 1.3
        frame.y += 4
        shares = [0.3, 0.25, 0.15, 0.15, 0.15][: len(piece.rows[0])]
        shares = [share / sum(shares) for share in shares]
        for at, row in enumerate(piece.rows):
            self._set_row(row, shares, size, bold=at == 0)
        self._frames[self._at].y += 14

    def _set_row(self, row: tuple[str, ...], shares: list[float], size: float, bold: bool) -> None:
        style = self._style
        width = self._frames[self._at].width
        cells = [
            self._break(cell, share * width - 8, style.body, size, True)
            for cell, share in zip(row, shares, strict=True)
        ]
        height = max(map(len, cells)) * size * 1.2 + 6
        page = len(self.labels)
        frame = self._frame(height)
        if len(self.labels) != page and self._header and style.table != "rules" and not bold:
            header = self._header
            self._set_row(header, shares, size, bold=True)
            frame = self._frame(height)
        if bold:
            self._header = row
        x = frame.x
        for column, (cell, share) in enumerate(zip(cells, shares, strict=True)):
            for at, line in enumerate(cell):
                spare = share * width - 8 - self._width(line, style.body, size, bold)
                shift = {"left": 0.0, "right": spare, "middle": spare / 2}[style.cells]
                left = x + 4 + (shift if column > 1 else 0.0)
                y = frame.y + 3 + size + at * size * 1.2
                self._put(left, y, line, style.body, size, bold=bold)
            if style.table == "grid":
                self._pdf.rect(x, frame.y, share * width, height)
            x += share * width
        if style.table == "rules":
            self._pdf.line(frame.x, frame.y + height, frame.x + width, frame.y + height)
        frame.y += height

    def _finish(self) -> bytes:
        data = bytes(self._pdf.output())
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        for at in self._rotated:
            page = writer.pages[at]
            page.rotation = 270
            page.transfer_rotation_to_content()
            page.rotation = 90
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()


def _first_sentence(text: str) -> tuple[str, str, str]:
    match = re.search(r"\.(?= [A-Z]|$)", text)
    at = match.end() if match else len(text)
    return text[:at], "", text[at:]
