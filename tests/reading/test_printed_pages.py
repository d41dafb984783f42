"""Web pages printed to PDF by Chromium: a producer that draws bullets, cells and borders itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cdi_qa.reading.readings import SourceReading

from .helpers import check_reading, headings, printed

PROSE = "The custody sergeants reviewed every record that the inspectors had asked them for. "
SUITES = [[f"{side} suite", f"{n}01", f"{n}.4", f"{n + 1}.6"] for n, side in
          enumerate(("North", "South", "East", "West", "Central", "Harbour"), 1)]  # fmt: skip
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Custody</title><style>
@page {{ size: A4; margin: 20mm; @bottom-center {{ content: "Page " counter(page) }} }}
body {{ font: 10pt sans-serif }} .two {{ column-count: 2; column-gap: 8mm; text-align: justify }}
table {{ border-collapse: collapse; column-span: all; width: 100% }}
th, td {{ border: 1px solid black; text-align: left; vertical-align: top }}
caption {{ text-align: left; font-weight: bold }}
.new {{ break-before: page }}</style></head><body><h1>Custody in Wessmoor</h1><div class="two">
<h2>Findings</h2>
<p>Of 26 incidents nine were wrong.<sup><a href="#n1">1</a></sup> {PROSE * 6}</p><p>{PROSE * 8}</p>
<ul><li>Nurses saw <del>ten</del> twelve people at night.</li><li>Children were taken
<a href="#n1">home at once</a> where that was safe.</li></ul>
<table><caption>Table 1: Searches by suite</caption><thead>
<tr><th rowspan="2">Suite</th><th rowspan="2">Detainees</th><th colspan="2">Searches</th></tr>
<tr><th>Number</th><th>Rate (%)</th></tr></thead><tbody>{
    "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in SUITES)
}</tbody></table><p>{PROSE * 9}</p></div>
<h2 class="new">Footnotes</h2><ol>
<li id="n1"><p>Force data. <a href="#r">↩</a></p></li></ol></body></html>"""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> SourceReading:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        assert os.environ.get("CI") != "true", "no Chromium is installed"
        pytest.skip("no Chromium is installed")
    folder = tmp_path_factory.mktemp("printed")
    web_page, pdf = folder / "page.html", folder / "out" / "page.pdf"
    web_page.write_text(PAGE, encoding="utf-8")
    pdf.parent.mkdir()
    subprocess.run(
        [path, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", web_page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return _read(pdf)


def _read(pdf: Path) -> SourceReading:
    from cdi_qa.reading.corpus import read_corpus

    return read_corpus(pdf.parent)[1][0]


def test_a_table_that_crosses_the_columns_is_whole_and_captioned(reading: SourceReading) -> None:
    table = reading.tables[0]
    assert table.caption == "Table 1: Searches by suite"
    assert headings(table) == ["Suite", "Detainees", "Searches Number", "Searches Rate (%)"]
    assert printed(table) == SUITES


def test_bullets_that_are_drawn_and_words_that_are_struck_out(reading: SourceReading) -> None:
    assert [p.clean for p in reading.passages if p.kind == "bullet"] == [
        "Nurses saw twelve people at night.",
        "Children were taken home at once where that was safe.",
    ]


def test_a_note_listed_at_the_end_is_a_footnote(reading: SourceReading) -> None:
    (note,) = (p for p in reading.passages if p.kind == "footnote")
    assert note.clean == "Force data."
    assert any(p.clean == "Of 26 incidents nine were wrong." for p in reading.passages)


def test_pages_have_the_numbers_printed_on_them(reading: SourceReading) -> None:
    assert [page.label for page in reading.pages] == [str(page.number) for page in reading.pages]
    assert not any("Page" in passage.clean for passage in reading.passages)
    check_reading(reading)
