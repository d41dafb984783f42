"""Notes that are not the briefing note: other inspections, other layouts, other tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from . import fake_notes as notes
from .conftest import Read
from .helpers import check_reading, expected_view, headings, kinds, merge_sentences, printed
from .typesetting import Part, dense_text, long_line_text, pdf_text, spaced_text


@dataclass(frozen=True)
class Expected:
    """A table worked out by hand; cells are parted by bars."""

    headings: str
    kinds: str
    rows: tuple[str, ...]
    section: tuple[str, ...] = ()
    caption: str = ""
    key: str | None = None


def with_windows_line_ends(parts: list[Part]) -> str:
    return dense_text(parts).replace("\n", "\r\n")


@dataclass(frozen=True)
class Case:
    parts: list[Part]
    setting: Callable[[list[Part]], str]
    tables: tuple[Expected, ...] = ()


FIRE_TABLE = Expected(
    "Service | Date of report | Effectiveness | Efficiency | People | Response time",
    "text date grade grade grade number",
    (
        "Dunmere | May-22 | Good | Requires improvement | Good | 8.4",
        "North Fell | May-22 | Inadequate | Good | Requires improvement | 9.1",
        "Harrow Vale | Mar-22 | Good | Good | Outstanding | 7.95",
        "Saltmarsh | Jan-22 | Requires improvement | Inadequate | Inadequate | 11",
        "Tidewater & Bay | Oct-21 | Outstanding | Good | Good | -",
    ),
    key="service",
)
HOMES_TABLE = Expected(
    "Home | Overall | Safe | Caring | Well-led | Beds | Occupancy",
    "text grade grade grade grade number number",
    (
        "Rosewood House | Inadequate | Inadequate | Good | Requires improvement | 42 | 71.4%",
        "The Laurels | Good | Good | Outstanding | Good | 18 | 100%",
        "St Anne's | Good | Requires improvement | Good | Good | 33 | 93.9%",
        "Fairways | Outstanding | Good | Outstanding | Outstanding | 24 | 95.8%",
        "Mill Lane | Requires improvement | Requires improvement | Good | n/a | 60 | 88.3%",
    ),
    ("Complaints",),
    "Table 1: Ratings of the homes inspected in the year to March 2024",
    "home",
)
FORCE_TABLE = Expected(
    "Force | Report | Grade | Overall | Burglary | Violence | Victim care",
    "text date grade number number number grade",
    (
        "Northshire | Jul-19 | Good | 92.4 | 97.0 | 89.1 | Good",
        "Westmark | Jul-19 | Requires Improvement | 88.0 | 91.5 | 84.7 | Inadequate",
        "Great Holm | May-19 | Outstanding | 96.3 | 98.8 | 95.2 | Good",
        "Borough of Lyme | Mar-19 | Inadequate | 79.9 | 85.0 | 71.3 | Requires Improvement",
    ),
    ("How other forces did",),
    key="force",
)
CUSTODY_TABLE = Expected(
    "Suite | Grade | Cells | Visits | Late reviews",
    "text grade number number number",
    (
        "Central | Good | 40 | 96 | 11.2",
        "Harbour Road | Inadequate | 24 | 51 | 31.0",
        "Old Mill | Requires Improvement | 16 | 33 | 20.5",
        "Airport | Good | 8 | 28 | 4",
        "Moor Street | Good | 22 | 47 | 9.8",
        "Quayside | Inadequate | 12 | 19 | -",
    ),
    ("Action taken",),
    key="suite",
)
SCHOOLS_TABLE = Expected(
    "Date | School | Behaviour | Quality of education | Pupils | Attendance",
    "date text grade grade number number",
    (
        "12/01/2023 | Hill Top | Good | Requires improvement | 211 | 90.1",
        "19/01/2023 | Beech Grove | Outstanding | Good | 184 | 95.3",
        "02/02/2023 | Canal Street | Inadequate | Inadequate | 1,037 | 87.7",
        "09/02/2023 | St Mary's | Good | Good | 156 | 94.0",
    ),
    ("Results",),
    key="school",
)
PRISON_TABLES = (
    Expected(
        "Prison | Assaults | Self-harm | Escapes",
        "text number number number",
        ("Stonefield | 61 | 240 | 0", "Brack Hill | 112 | 388 | 1", "East Moor | 35 | 97 | -"),
        ("Safety",),
        key="prison",
    ),
    Expected(
        "Prison | Deaths | Complaints | Upheld | Hours unlocked",
        "text number number number number",
        (
            "Stonefield | 2 | 1,204 | 18.5% | 6.5",
            "Brack Hill | 5 | 2,310 | 12.1% | 4",
            "East Moor | 0 | 870 | 22% | 9.25",
            "Long Reach | 1 | 990 | 19% | 8",
        ),
        ("Safety",),
        key="prison",
    ),
)
PROBATION_TABLE = Expected(
    "Unit | Assessment | Planning | Delivery | Score | Caseload",
    "text text text text number number",
    (
        "Lowfield | Met | Partly met | Met | 14 | 612",
        "Marsh End | Not met | Not met | Partly met | 5 | 840",
        "Castle Hill | Met | Met | Met | 19 | 355",
        "Three Bridges | Partly met | Not met | Met | 9 | 777",
        "Wick | Partly met | Met | Met | 15 | 204",
    ),
    ("Probation inspection of the eastern region",),
    key="unit",
)
WARDS_TABLE = Expected(
    "Ward | Beds | Staffing % | Safe | Date",
    "text number number grade date",
    (
        "Ward 7 | 22 | 91 | Good | May-23",
        "Ward 12 | 18 | 84.5 | Inadequate | May-23",
        "Good Hope Ward | 30 | 100 | Outstanding | Jun-23",
        "Ward 3 North | 16 | 77 | Requires Improvement | May-23",
    ),
    ("Ratings by ward",),
    key="ward",
)
YEARS_TABLE = Expected(
    "Division | 2015 | 2016 | 2017",
    "text number number number",
    (
        "North | 8,112 | 8,403 | 9,021",
        "South and Coast | 6,054 | 5,998 | 6,310",
        "Central | 12,670 | 12,904 | 13,377",
    ),
    ("Recorded crime by division",),
    key="division",
)

CASES = {
    "fire, copied out of a PDF": Case(notes.FIRE, pdf_text, (FIRE_TABLE,)),
    "care homes, blank lines": Case(notes.CARE_HOMES, spaced_text, (HOMES_TABLE,)),
    "another force, no blank lines": Case(notes.OTHER_FORCE, dense_text, (FORCE_TABLE,)),
    "another force, Windows": Case(notes.OTHER_FORCE, with_windows_line_ends, (FORCE_TABLE,)),
    "custody, running lines": Case(notes.CUSTODY, pdf_text, (CUSTODY_TABLE,)),
    "committee paper, blank lines": Case(notes.COMMITTEE, spaced_text),
    "committee paper, no blank lines": Case(notes.COMMITTEE, dense_text),
    "schools, a line a paragraph": Case(notes.SCHOOLS, long_line_text, (SCHOOLS_TABLE,)),
    "prison, two tables": Case(notes.PRISON, pdf_text, PRISON_TABLES),
    "probation, words of its own": Case(notes.PROBATION, pdf_text, (PROBATION_TABLE,)),
    "hospital wards, numbered names": Case(notes.WARDS, pdf_text, (WARDS_TABLE,)),
    "years as headings": Case(notes.YEARS, spaced_text, (YEARS_TABLE,)),
}


def words(text: str) -> str:
    """A part's words as a reading gives them: without paragraph numbers and footnote marks."""
    first, _, rest = text.partition(" ")
    text = rest if first.strip(".").replace(".", "").isdigit() else text
    return text.replace("[1]", "").replace("[2]", "")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_text_is_read_as_it_was_written(case: Case, read: Read) -> None:
    reading = read("note.txt", case.setting(case.parts))
    found = [each for each in merge_sentences(reading.passages) if each[0] != "footnote"]
    expected = [
        (kind, tuple(words(heading) for heading in section), words(text))
        for kind, section, text in expected_view(case.parts)
    ]
    assert found == expected
    check_reading(reading)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_tables_are_read_as_they_were_written(case: Case, read: Read) -> None:
    reading = read("note.txt", case.setting(case.parts))
    assert len(reading.tables) == len(case.tables)
    for table, expected in zip(reading.tables, case.tables, strict=True):
        assert headings(table) == expected.headings.split(" | ")
        assert kinds(table) == expected.kinds.split()
        assert printed(table) == [row.split(" | ") for row in expected.rows]
        assert (table.section, table.caption) == (expected.section, expected.caption)
        assert table.key == expected.key


def test_footnotes_in_brackets_are_tied_to_their_marks(read: Read) -> None:
    reading = read("note.txt", pdf_text(notes.PRISON))
    found = {p.clean: (p.lead_in, p.section[-1]) for p in reading.passages if p.kind == "footnote"}
    assert found == {
        "The report of that visit is on the inspectorate's page.": (
            "Stonefield was last inspected in 2018 and had then been told to reduce violence.",
            "Prison inspection: Stonefield",
        ),
        "Figures are for the six months before the visit.": (
            "Ten prisoners had been segregated for more than 42 days.",
            "Safety",
        ),
    }


def test_lists_keep_their_lead_in(read: Read) -> None:
    reading = read("note.txt", spaced_text(notes.CARE_HOMES))
    led = {p.clean: p.lead_in for p in reading.passages if p.lead_in}
    assert list(led) == [
        "Food and drink",
        "Waiting after a call bell had been rung, at night above all, and how long it took",
        "Lost laundry",
    ]
    assert set(led.values()) == {"The commonest reasons were, in this order:"}


def test_a_table_over_two_pages_is_one_with_the_page_of_each_row(read: Read) -> None:
    reading = read("note.txt", pdf_text(notes.CUSTODY))
    (table,) = reading.tables
    assert [row.page for row in table.rows] == [2, 2, 2, 3, 3, 3]


def test_running_lines_stay_in_the_page_but_out_of_the_passages(read: Read) -> None:
    reading = read("note.txt", pdf_text(notes.CUSTODY))
    assert all("OFFICIAL" in page.text for page in reading.pages)
    read_words = " ".join(" ".join((*p.section, p.clean)) for p in reading.passages)
    assert "OFFICIAL" not in read_words
    assert "Custody visiting" not in read_words


def test_values_of_cells(read: Read) -> None:
    reading = read("note.txt", long_line_text(notes.SCHOOLS))
    (table,) = reading.tables
    assert [str(cell.value) for cell in table.rows[0].cells] == [
        "2023-01-01",
        "Hill Top",
        "Good",
        "Requires Improvement",
        "211",
        "90.1",
    ]
    assert str(table.rows[2].cells[4].value) == "1037"
