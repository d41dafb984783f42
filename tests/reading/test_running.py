from __future__ import annotations

import pytest

from cdi_qa.reading.running import without_running_lines

BODY = ["One thing.\nAnother thing.", "A third thing.\nA fourth.", "A fifth.\nA sixth thing."]


def lines(pages: list[str]) -> list[list[str]]:
    cleaned = without_running_lines(pages)
    assert [len(page) for page in cleaned] == [len(page) for page in pages]
    return [[line.strip() for line in page.split("\n") if line.strip()] for page in cleaned]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("OFFICIAL\n", ""),
        ("", "\nPage {n}"),
        ("", "\nPage {n} of 3"),
        ("", "\n{n}"),
        ("", "\n- {n} -"),
        ("Crime Panel, 3 May 2019\n\n", "\n\nCrime data\n{n}"),
        ("{n} Crime Panel\n", "\nVersion 2, page {n}"),
    ],
)
def test_running_lines_are_blanked(head: str, foot: str) -> None:
    pages = [
        head.format(n=number) + body + foot.format(n=number)
        for number, body in enumerate(BODY, start=7)
    ]
    assert lines(pages) == [body.split("\n") for body in BODY]


def test_a_front_page_may_lack_them() -> None:
    pages = [BODY[0], "OFFICIAL\n" + BODY[1], "OFFICIAL\n" + BODY[2]]
    assert lines(pages) == [body.split("\n") for body in BODY]


def test_headings_that_differ_by_their_year_stay() -> None:
    pages = ["2014 inspections\n" + BODY[0], "2017 inspections\n" + BODY[1]]
    assert lines(pages) == [page.split("\n") for page in pages]


def test_what_comes_back_inside_a_page_stays() -> None:
    pages = [f"{body}\nMore to say.\nSee below.\n{body} So.\nOh.\nWell.\nYes." for body in BODY]
    assert all("See below." in page for page in lines(pages))


def test_a_single_page_keeps_all_but_its_number() -> None:
    assert lines(["OFFICIAL\nOne thing.\nPage 1 of 1"]) == [["OFFICIAL", "One thing."]]


def test_no_pages() -> None:
    assert without_running_lines([]) == []
    assert without_running_lines(["", ""]) == ["", ""]
