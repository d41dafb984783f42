from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fpdf import FPDF

from cdi_qa.ui.pagepicture import PagePicture, picture_page

LINES = ["The first line says 77.9", "per cent, the second 12,", "and the third nothing."]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pdf") / "a.pdf"
    made = FPDF()
    made.set_font("helvetica", size=14)
    made.add_page()
    for line in LINES:
        made.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    made.output(str(file))
    return file


def picture(pdf: Path, *quotes: str, number: int = 1) -> PagePicture | None:
    return picture_page(pdf, hashlib.sha256(pdf.read_bytes()).hexdigest(), number, quotes)


@pytest.mark.parametrize(
    ("quotes", "lines"),
    [
        (("says 77.9",), 1),
        (("77.9\nper cent, the",), 2),
        (("line says 77.9 per cent, the second 12, and the",), 3),
        (("first line", "third nothing"), 2),
        (("says 77.8",), 0),
        (("  ",), 0),
        ((), 0),
    ],
)
def test_every_line_of_a_quote_is_boxed(pdf: Path, quotes: tuple[str, ...], lines: int) -> None:
    drawn = picture(pdf, *quotes)
    assert drawn is not None
    assert drawn.jpeg.startswith(b"\xff\xd8")
    assert len(drawn.boxes) == lines
    tops = [box.top for box in drawn.boxes]
    assert tops == sorted(tops)
    assert all(0 < b.left < 1 and 0 < b.top < 0.2 and 0 < b.width < 0.5 for b in drawn.boxes)


def test_file_that_is_another_now_is_not_shown(pdf: Path, tmp_path: Path) -> None:
    assert picture_page(pdf, "0" * 64, 1, ()) is None
    assert picture_page(tmp_path / "gone.pdf", "0" * 64, 1, ()) is None
    assert picture(pdf, number=2) is None
    text = tmp_path / "text.pdf"
    text.write_text("no PDF")
    assert picture(text) is None
