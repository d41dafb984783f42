"""The page Compare in a real browser. Without one it is skipped, and fails where CI=true."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from .test_browser import DESKTOP, PHONE, ask, opened

pytestmark = pytest.mark.browser

CHART = '[data-testid="stVegaLiteChart"] svg'


@contextmanager
def comparing(chromium: Any, server: str, query: str = "", **context: Any) -> Iterator[Any]:
    """The page Compare in a fresh tab."""
    with opened(chromium, server, **context) as page:
        page.goto(f"{server}/compare?{query}")
        page.locator(".cdi-table").wait_for(timeout=60_000)
        settled(page)
        yield page


def settled(page: Any) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def choose(page: Any, label: str, option: str, effect: str) -> None:
    """Choose an option in the box of that label, and wait for what it brings about.

    A page that is drawn or moved meanwhile would close the list again, and an open list hides the
    page from whoever goes by roles.
    """
    box = page.get_by_role("combobox", name=label).first
    box.click(trial=True)
    box.press_sequentially(option)
    page.get_by_role("option", name=option, exact=True).click()
    page.locator(effect).wait_for()
    page.keyboard.press("Escape")
    settled(page)


def row_names(page: Any) -> list[str]:
    return [str(text).split("\n")[0] for text in page.get_by_role("rowheader").all_inner_texts()]


def test_choices_change_the_page_and_its_address_which_brings_them_back(
    chromium: Any, server: str
) -> None:
    with comparing(chromium, server, "columns=Violence") as page:
        page.locator(CHART).wait_for()
        choose(page, "Measure", "Violence", "h2:text-is('Violence')")
        choose(page, "Columns", "Rape", ".cdi-table th:text-is('Rape')")
        page.get_by_text("Filter", exact=True).click()
        page.wait_for_timeout(600)  # the panel slides open
        choose(page, "Overall Grade", "Good", "caption:text('3 of the 14 forces')")
        assert row_names(page) == ["Sussex", "Staffordshire", "Wiltshire"]
        address = page.url
        assert parse_qs(urlsplit(address).query) == {
            "measure": ["Violence"],
            "columns": ["Violence", "Rape"],
            "only_overall_grade": ["Good"],
        }
        page.goto(server)
        page.goto(address)
        page.get_by_text("3 of the 14 forces").wait_for(timeout=60_000)
        page.get_by_role("heading", name="Violence").wait_for()
        assert row_names(page) == ["Sussex", "Staffordshire", "Wiltshire"]


def test_address_with_nonsense_in_it_shows_the_page(chromium: Any, server: str) -> None:
    query = "measure=%3Cb%3E&against=Force&only=Nowhere&sort=-1&reversed=perhaps&table=x"
    with comparing(chromium, server, query) as page:
        assert len(row_names(page)) == 14
        page.get_by_role("heading", name="Overall", exact=True).wait_for()


def test_chart_is_drawn_and_described(chromium: Any, server: str) -> None:
    with comparing(chromium, server, "measure=Rape") as page:
        chart = page.get_by_test_id("stVegaLiteChart")
        chart.locator("svg").wait_for()
        assert "West Midlands is 9th of the 14 forces" in chart.get_attribute("aria-label")
        labels = chart.locator("text").all_text_contents()
        assert "9. West Mids (our force): 89.8%" in labels
        assert "1= Staffordshire: 100%" in labels
        assert "average of 14: 91.4%" in labels


def test_what_is_shown_is_downloaded(chromium: Any, server: str, tmp_path: Path) -> None:
    query = "only=West+Midlands&only=Staffordshire&columns=Date+of+report&columns=Violence"
    with comparing(chromium, server, query) as page:
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download as CSV").click()
        assert waiting.value.suggested_filename == "briefing_note_1.csv"
        waiting.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    title = "SPCB briefing note: Crime Data Integrity inspection"
    assert rows == [
        ["Force", "Date of report", "Violence", "Source", "Page"],
        ["Staffordshire", "August 2016", "89.95", title, "6"],
        ["West Mids", "August 2017", "77.9", title, "6"],
    ]


def test_citation_opens_the_page_with_the_row_marked(chromium: Any, server: str) -> None:
    with comparing(chromium, server, "only=West+Midlands") as page:
        cited = page.locator(".st-key-cite-table-1")
        cited.get_by_text("page 6").wait_for()
        cited.locator("button").click()
        mark = page.locator(".st-key-beside mark").first
        mark.wait_for(state="visible")
        assert mark.inner_text().startswith("Aug-17 West Mids Inadequate Inadequate 83.8")


@pytest.mark.parametrize("query", ["", "measure=Violence&against=Rape", "only=Kent"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_page_has_no_sideways_scroll(
    chromium: Any, server: str, size: dict[str, int], query: str
) -> None:
    with comparing(chromium, server, query, viewport=size) as page:
        page.locator(CHART).wait_for()
        for selector in ("html", ".stMain"):
            wide = page.locator(selector).first.evaluate("e => e.scrollWidth - e.clientWidth")
            assert wide <= 0, selector


def test_looked_up_rows_and_chart_fit_a_phone(chromium: Any, server: str) -> None:
    with opened(chromium, server, viewport=PHONE) as page:
        turn = ask(page, "Where do we come for violence?")
        turn.locator(CHART).wait_for()
        wide = page.locator(".stMain").evaluate("e => e.scrollWidth - e.clientWidth")
        assert wide <= 0
        assert turn.locator(".cdi-ours mark").all_inner_texts() == ["77.9", "11"]
