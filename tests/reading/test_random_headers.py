"""Headings set at random are read right or marked doubtful, never wrong without a word."""

from __future__ import annotations

from random import Random

import pytest

from cdi_qa.reading.tables import find_tables

from .random_headers import STYLES, draw_table, judge, tally

_ROWS = (
    "Mar-19 Kent Good 61 14.4 Good\n\nFeb-19 Essex Good 24 9.8 Good\n\n"
    "Jan-19 Dorset Inadequate 19 8.1 Good\n\nNov-18 Gwent Good 17 11.6 Inadequate\n\n"
)


def test_no_heading_is_wrong_without_a_word() -> None:
    verdicts = tally(300, seed=5)
    assert sum(count for (_, verdict), count in verdicts.items() if verdict == "wrong") == 0
    assert {style for style, _ in verdicts} == set(STYLES)


def test_most_headings_are_not_in_doubt() -> None:
    rng = Random(6)
    columns = [
        column
        for _ in range(100)
        for table in find_tables(draw_table(rng).text, 1)
        for column in table.columns
    ]
    assert sum(not column.doubts for column in columns) > 0.6 * len(columns)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Date of \nreport \n\nForce Overall Grade Wait \nStrip \nSearch \n\nHealthcare",
            "Date of report | Force | Overall Grade | Wait | Strip Search | Healthcare",
        ),
        (
            "Date Force Leadership Wait Release \nUse of \nForce",
            "Date | Force | Leadership | Wait | Release | Use of Force",
        ),
        (
            "Date Force Overall Grade Wait \nTaser \nUse \n\nHealthcare",
            "Date | Force | Overall Grade | Wait | Taser Use | Healthcare",
        ),
    ],
)
def test_line_breaks_tell_where_headings_end(header: str, expected: str) -> None:
    (table,) = find_tables(f"{header} \n\n{_ROWS}", 1)
    assert [column.heading for column in table.columns] == expected.split(" | ")
    assert not any(column.doubts for column in table.columns)


def test_what_nothing_decides_is_doubtful_and_the_rest_is_not() -> None:
    (table,) = find_tables(f"Date Force Overall Grade Cell Checks Wait Healthcare\n\n{_ROWS}", 1)
    sure = {column.heading for column in table.columns if not column.doubts}
    checks = table.columns[3]
    assert sure == {"Date", "Force", "Overall Grade"}
    assert {"Cell", "Cell Checks"} <= {checks.heading, *checks.doubts}


def test_a_heading_for_every_word_is_beyond_doubt() -> None:
    (table,) = find_tables(f"Published Force Grade Zeal Quux Frobs\n\n{_ROWS}", 1)
    assert not any(column.doubts for column in table.columns)


def test_the_judge_tells_wrong_from_doubtful() -> None:
    drawn = draw_table(Random(1))
    swapped = [drawn.headings[1], drawn.headings[0], *drawn.headings[2:]]
    assert judge(drawn) in {"right", "doubtful"}
    assert judge(type(drawn)(swapped, drawn.text, drawn.style)) != "right"
