"""Tables in plain text: found, typed, put together again over pages."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdi_qa.reading.tables import FoundTable, extend_table, find_tables, key_column, name_columns
from cdi_qa.schema import ColumnKind, Table

from .helpers import STEADY
from .typesetting import wrap_columns, wrap_proportional

HEADINGS: dict[str, list[str]] = {
    "date": ["Date of report", "Published", "Report date"],
    "text": ["Force", "Service", "Police force", "Area"],
    "grade": [
        *("Overall Grade", "Recording", "Systems/ Processes", "Leadership/ Culture"),
        *("Effectiveness", "Efficiency", "People"),
    ],
    "number": [
        *("Overall", "Violence", "Sexual", "Rape", "Vulnerable", "Burglary", "Victim care"),
        *("Robbery", "Hate crime", "Response time"),
    ],
}
NAMES = [
    *("Wiltshire", "North Wales", "D & C", "A & S", "West Mids", "Devon and Cornwall", "GMP"),
    *("City of London", "St. Mary's", "Tyne-Side", "Borough of Lyme", "Bay & Tide", "Kent"),
    *(f"{side} {place}" for side in ("North", "East", "West") for place in ("Fell", "Moor")),
    *(f"{side} {place}" for side in ("Upper", "Lower") for place in ("Marsh", "Dale", "Holm")),
    *("Great Holm", "Harrow", "Stonefield", "Saltmarsh", "Ashcombe", "Old Mill", "Brack Hill"),
]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
GRADES = ["Outstanding", "Good", "Requires Improvement", "Requires improvement", "Inadequate"]


@dataclass
class Drawn:
    """A table as drawn, and its text."""

    kinds: list[str]
    headings: list[str]
    rows: list[list[str]]
    text: str = field(default="")


def cell(kind: str) -> st.SearchStrategy[str]:
    if kind == "date":
        years = st.integers(10, 24)
        return st.builds(lambda month, year: f"{month}-{year}", st.sampled_from(MONTHS), years)
    if kind == "grade":
        return st.sampled_from(GRADES)
    whole = st.integers(0, 100).map(str)
    tenths = st.integers(0, 1000).map(lambda n: f"{n / 10:.1f}")
    thousands = st.integers(1000, 99999).map(lambda n: f"{n:,}")
    return st.one_of(whole, tenths, tenths, thousands)


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    """Three to thirty rows, columns in any order, some cells missing, some wrapped."""
    kinds = ["text", *["date"] * draw(st.integers(0, 1)), *["grade"] * draw(st.integers(0, 4))]
    kinds += ["number"] * draw(st.integers(max(0, 4 - len(kinds)), 6))
    kinds = draw(st.permutations(kinds))
    pools = {kind: iter(draw(st.permutations(pool))) for kind, pool in HEADINGS.items()}
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=30, unique=True))
    rows = [[name if kind == "text" else draw(cell(kind)) for kind in kinds] for name in names]
    for row in rows[2::3]:
        at = draw(st.integers(0, len(kinds) - 1))
        row[at] = row[at] if kinds[at] == "text" else "-"
    drawn = Drawn(kinds, [next(pools[kind]) for kind in kinds], rows)
    one_line = draw(st.booleans())
    lines = [set_cells(drawn.headings, lambda text: not one_line and draw(st.booleans()))]
    lines += [
        set_cells(row, lambda text: text.startswith("Requires") and draw(st.booleans()))
        for row in rows
    ]
    above = draw(st.sampled_from(["", "They compare as follows. \n\n", "Comparison \n\n \n\n"]))
    below = draw(st.sampled_from(["", " \n\n", " \n\nFigures are for recorded crime only. \n\n"]))
    drawn.text = above + "".join(lines) + below
    return drawn


def set_cells(cells: list[str], wrapped: object) -> str:
    """Cells in a row as a PDF leaves them: a wrapped one on lines of its own."""
    text = ""
    for each in cells:
        if " " in each and callable(wrapped) and wrapped(each):
            text = text.rstrip(" ") + (" \n" if text and not text.endswith("\n") else "")
            text += " \n".join(each.split(" ")) + " \n\n"
        else:
            text += each + " "
    return text.rstrip() + " \n\n"


@settings(STEADY, max_examples=60)
@given(tables())
def test_tables_of_the_notes_kind_are_read_whatever_their_rows_and_columns(drawn: Drawn) -> None:
    (table,) = find_tables(drawn.text, 1)
    assert [[each.printed for each in row.cells] for row in table.rows] == drawn.rows
    assert [column.heading for column in table.columns] == drawn.headings
    for at, kind in enumerate(drawn.kinds):
        if any(row[at] != "-" for row in drawn.rows):
            assert table.columns[at].kind == kind
            assert all(
                (r.cells[at].value is None) == (r.cells[at].printed == "-") for r in table.rows
            )
    for row in table.rows:
        assert row.quote == " ".join(drawn.text[row.start : row.end].split())
        assert row.quote == " ".join(each.printed for each in row.cells)
    assert key_column(table.columns, table.rows) == table.columns[drawn.kinds.index("text")].name


SENTENCES = st.lists(
    st.sampled_from(
        "the force recorded 341 of 448 crimes in Kent and 83.6 per cent was Good or Inadequate by "
        "Sep-17 with 1,204 reports from North Wales to be checked within 24 hours - rape".split()
    ),
    min_size=6,
    max_size=40,
).map(lambda words: " ".join(words).capitalize() + ".")


@settings(STEADY, max_examples=60)
@given(
    st.lists(SENTENCES, min_size=1, max_size=8),
    st.sampled_from([" \n\n", "\n"]),
    st.booleans(),
)
def test_prose_full_of_figures_is_no_table(text: list[str], after: str, columns: bool) -> None:
    wrap = wrap_columns if columns else wrap_proportional
    page = after.join(line for sentence in text for line in wrap(sentence))
    assert find_tables(page, 1) == []


def found(text: str) -> FoundTable:
    (table,) = find_tables(text, 1)
    return table


def rows_of(table: FoundTable | Table) -> list[list[str]]:
    return [[each.printed for each in row.cells] for row in table.rows]


def test_a_table_of_figures_alone() -> None:
    table = found("Force Rape Rate\nKent 1 2.5\nHull 3 4.5\nBath 5 6.5\n")
    assert rows_of(table) == [["Kent", "1", "2.5"], ["Hull", "3", "4.5"], ["Bath", "5", "6.5"]]


def test_two_rows_of_five_columns_are_enough() -> None:
    table = found("Force Grade A B C\nKent Good 1 2 3\nHull Good 4 5 6\n")
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Kent 1 2\n", "Kent 1\nHull 2\nBath 3\n", "1\n2\n3\n"]
)
def test_no_tables(text: str) -> None:
    assert find_tables(text, 1) == []


def test_several_tables_are_found_in_order_the_largest_not_first() -> None:
    text = (
        "Force Rape Rate\nKent 1 2\nHull 3 4\nBath 5 6\n\nThen the other table follows here.\n\n"
        "Area Cost Share Beds\nNorth 1 2 3\nSouth 4 5 6\nEast 7 8 9\nWest 1 2 3\n"
    )
    first, second = find_tables(text, 1)
    assert [c.heading for c in first.columns] == ["Force", "Rape", "Rate"]
    assert [c.heading for c in second.columns] == ["Area", "Cost", "Share", "Beds"]
    assert first.end < second.start


def test_the_name_may_stand_last() -> None:
    table = found("Rate Grade Force\n83.6 Good Kent\n79 Good Hull\n80.1 Inadequate Great Holm\n")
    assert [row[-1] for row in rows_of(table)] == ["Kent", "Hull", "Great Holm"]


def test_names_may_be_wrapped() -> None:
    table = found(
        "Force Rape Rate \n\nKent 1 2 \n\nHull 3 4 \n\nBath 5 6 \n\nDevon and \nCornwall 7 8 \n\n"
    )
    assert rows_of(table)[-1] == ["Devon and Cornwall", "7", "8"]


def test_a_word_in_place_of_a_figure_is_kept_without_a_value() -> None:
    lines = [f"Place{number} Good {number} {number}.5" for number in range(6)]
    lines[4] = "Place4 Good withdrawn 4.5"
    table = found("Force Grade Rape Rate\n" + "\n".join(lines) + "\n")
    assert [column.kind for column in table.columns] == ["text", "grade", "number", "number"]
    odd = table.rows[4].cells[2]
    assert (odd.printed, odd.value) == ("withdrawn", None)


def test_a_grade_in_a_name_stays_in_it() -> None:
    table = found(
        "Home Grade Beds\nGood Hope House Good 4\nRose Lodge Good 5\nElm Inadequate 6\nOak Good 7\n"
    )
    assert rows_of(table)[0] == ["Good Hope House", "Good", "4"]


def test_years_as_headings() -> None:
    table = found("Force 2016 2017\nKent 83 84.5\nHull 79 80.1\nBath 91 90.2\n")
    assert [column.heading for column in table.columns] == ["Force", "2016", "2017"]
    assert [column.name for column in table.columns] == ["force", "_2016", "_2017"]
    assert len(table.rows) == 3


def test_drawn_tables() -> None:
    table = found(
        "+------+------+------+\n| Force | Hate Crime | Rate |\n+------+------+------+\n"
        "| Kent | Met | 1 | 2 |\n| Hull | Low | 3 | 4 |\n| Bath | Met | 5 | 6 |\n"
    )
    assert rows_of(table)[1] == ["Hull", "Low", "3", "4"]


def test_no_heading_is_made_up() -> None:
    table = found("Kent 1 2\nHull 3 4\nBath 5 6\n")
    assert [column.heading for column in table.columns] == ["Column 1", "Column 2", "Column 3"]
    assert not table.headed


def test_text_under_the_table_is_not_its_last_cell() -> None:
    text = "Rate Rape Force\n1 2 Kent\n3 4 Hull\n5 6 Bath\nSource: the inspectorate\n"
    assert rows_of(found(text))[-1] == ["5", "6", "Bath"]


def test_columns_get_unique_names() -> None:
    kinds: list[ColumnKind] = ["text", "number", "number", "number", "number"]
    columns = name_columns(["Systems/ Processes", "Rate %", "Rate", "", "24 hours"], kinds)
    assert [column.name for column in columns] == [
        "systems_processes",
        "rate",
        "rate_2",
        "column_4",
        "_24_hours",
    ]


def as_table(table: FoundTable) -> Table:
    key = key_column(table.columns, table.rows)
    return Table("t_1", "t", "", (), table.columns, table.rows, key)


PAGE_ONE = as_table(found("Force Grade Rate\nKent Good 1\nHull Good 2\nBath Good 3\n"))


def test_rows_overleaf_go_on_with_the_table_be_they_ever_so_few() -> None:
    (more,) = find_tables(
        "Derby Inadequate 4.5\n\nThat is all there is.", 2, ["text", "grade", "number"]
    )
    longer = extend_table(PAGE_ONE, more)
    assert longer is not None
    assert rows_of(longer)[3:] == [["Derby", "Inadequate", "4.5"]]
    assert [row.page for row in longer.rows] == [1, 1, 1, 2]
    assert longer.key == "force"


def test_a_header_may_be_printed_again_overleaf() -> None:
    (more,) = find_tables("Force Grade Rate\nA Good 1\nB Good 2\nC Good -\n", 2)
    longer = extend_table(PAGE_ONE, more)
    assert longer is not None
    assert len(longer.rows) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Prison Grade Rate\nA Good 1\nB Good 2\nC Good 3\n",
        "A 1 1\nB 2 2\nC 3 3\n",
        "A Good 1 2\nB Good 2 3\nC Good 3 4\n",
    ],
)
def test_another_table_overleaf_is_another_table(text: str) -> None:
    (more,) = find_tables(text, 2)
    assert extend_table(PAGE_ONE, more) is None


def test_key_is_the_first_text_column_of_names_all_there_and_all_different() -> None:
    table = found("Region Force Rate Rape\nSouth\tKent 1 2\nSouth\tSussex 3 4\nNorth\tHull 5 6\n")
    assert key_column(table.columns, table.rows) == "force"
    twice = found("Force Rate Rape\nKent 1 2\nKent 3 4\nHull 5 6\n")
    assert key_column(twice.columns, twice.rows) is None


def test_a_long_page_is_read_in_good_time() -> None:
    line = "In the year the force recorded 341 of 448 crimes, which is less than in Kent.\n"
    table = "Force Grade Rate Rape\n" + "".join(f"Place{n} Good {n} {n}.5\n" for n in range(300))
    started = time.perf_counter()
    assert len(find_tables((line * 300 + table) * 3, 1)) == 3
    assert time.perf_counter() - started < 5


CAPTIONED = "Some words come first.\n\nTable 3: Crimes cancelled\n\n"


def test_two_columns_are_a_table_under_a_caption() -> None:
    rows = [["Fenwick Road", "41"], ["Castle Street", "112"], ["Harbour", "9"]]
    table = found(f"{CAPTIONED}Station Crimes cancelled\n" + "\n".join(map(" ".join, rows)) + "\n")
    assert rows_of(table) == rows
    assert [column.heading for column in table.columns] == ["Station", "Crimes cancelled"]
    assert table.caption == "Table 3: Crimes cancelled"


def test_two_rows_are_a_table_under_a_caption() -> None:
    table = found(f"{CAPTIONED}Force Grade Rape\nKent Good 81\nHull Inadequate 79\n")
    assert rows_of(table) == [["Kent", "Good", "81"], ["Hull", "Inadequate", "79"]]


@pytest.mark.parametrize(
    "text",
    [
        "Contents of Figure 1\n\nIntroduction 3\nFindings 5\nActions 9\n",
        "Table 1 Rates 3\nTable 2 Grades 5\nFigure 1 Calls 4\n",
        "Table 2: Stations\n\nThe board met. Kent 4\n\nThen it rose, and Hull 3 went.\n",
    ],
)
def test_a_caption_alone_makes_no_table(text: str) -> None:
    assert find_tables(text, 1) == []


def test_captions_stand_below_where_the_first_table_has_its_own_there() -> None:
    text = (
        "Words.\n\nForce Rape Rate\nKent 1 2\nHull 3 4\nBath 5 6\n\nTable 1: Rates\n\n"
        "Area Cost Beds\nNorth 1 2\nSouth 4 5\nEast 7 8\n\nTable 2: Beds\n\nMore is said here.\n"
    )
    first, second = find_tables(text, 1)
    assert (first.caption, second.caption) == ("Table 1: Rates", "Table 2: Beds")
    assert [column.heading for column in second.columns] == ["Area", "Cost", "Beds"]


def test_a_caption_between_two_tables_is_that_of_the_second() -> None:
    text = (
        "Force Rape Rate\nKent 1 2\nHull 3 4\nBath 5 6\n\nTable 2: Beds\n\n"
        "Area Cost Beds\nNorth 1 2\nSouth 4 5\nEast 7 8\n"
    )
    first, second = find_tables(text, 1)
    assert (first.caption, second.caption) == ("", "Table 2: Beds")


def test_sub_headings_are_no_rows_and_no_part_of_a_heading() -> None:
    text = (
        "Force Violence Rape\n\nMetropolitan forces\n\nKent 1 2\n\nHull 3 4\n\nBath 5 6\n\n"
        "Shire forces\n\nYork 7 8\n\nEly 9 10\n\n"
    )
    table = found(text)
    assert [row[0] for row in rows_of(table)] == ["Kent", "Hull", "Bath", "York", "Ely"]
    assert [column.heading for column in table.columns] == ["Force", "Violence", "Rape"]


@pytest.mark.parametrize("above", ["2016 2017", "2016    2017"])
def test_headings_that_span_several_columns(above: str) -> None:
    table = found(
        f"{above}\nForce Rate Cases Rate Cases\nKent 1 2 3 4\nHull 5 6 7 8\nYork 9 8 7 6\n"
    )
    headings = [column.heading for column in table.columns]
    assert headings == ["Force", "2016 Rate", "2016 Cases", "2017 Rate", "2017 Cases"]


def test_traffic_lights_are_cells_and_in_names_they_are_none() -> None:
    rows = "Green Lane Red Amber\nRed Hill Green Green\nEast Red Red\n"
    table = found(f"Table 1: Lights\n\nArea 2017 2018\n{rows}")
    assert rows_of(table) == [
        ["Green Lane", "Red", "Amber"],
        ["Red Hill", "Green", "Green"],
        ["East", "Red", "Red"],
    ]
