"""The page Sources, and what changed between two inspections, in a real browser.

On a corpus of its own, which the tests may add to.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cdi_qa.settings import load_settings

from .conftest import ROOT, served
from .test_browser import PHONE, ask, opened
from .test_browser_chat import settled, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def two_years(shared_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over the made-up inspections of 2019 and 2024."""
    folder = tmp_path_factory.mktemp("two-years")
    shutil.copytree(ROOT / "eval" / "tables" / "two-years", folder / "documents")
    (folder / "data").mkdir()
    (folder / "data" / "models").symlink_to(shared_data_dir / "models")
    with served(
        load_settings(corpus=folder / "documents", data_dir=folder / "data"), folder
    ) as address:
        yield address


@pytest.mark.parametrize(
    ("question", "rows", "marked"),
    [
        (
            "Has our violence rate gone up since 2019?",
            ["Northumbria our force 75.8 86.4 +10.6"],
            ["75.8", "86.4", "+10.6"],
        ),
        (
            "Who got worse on overall grade since 2019?",
            [
                "North Yorkshire Good Inadequate",
                "South Yorkshire Good Requires Improvement",
                "Cleveland Requires Improvement Inadequate",
            ],
            ["Good", "Inadequate", "Good", "Requires Improvement", "Requires Improvement",
             "Inadequate"],
        ),
    ],
)  # fmt: skip
def test_a_change_shows_the_rows_that_matter_with_what_is_said_marked(
    chromium: Any, two_years: str, question: str, rows: list[str], marked: list[str]
) -> None:
    with opened(chromium, two_years, viewport=PHONE) as page:
        turn = ask(page, question)
        shown = turn.locator(".cdi-table tbody tr").all_inner_texts()
        assert [" ".join(row.split()) for row in shown] == rows
        assert turn.locator(".cdi-table mark").all_inner_texts() == marked
        turn.get_by_role("button", name="the row “").first.click()
        page.locator(".st-key-beside mark").first.wait_for(state="visible")


def test_what_came_of_added_files_is_seen_and_a_bad_one_stops_no_other(
    chromium: Any, two_years: str, tmp_path: Path
) -> None:
    files = {
        "zoo.txt": b"The zoo has 12 zebras.",
        "bad.pdf": b"no pdf",
        "park.md": b"# Park\n\nOpen.",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with opened(chromium, two_years, viewport=PHONE, reduced_motion="reduce") as page:
        page.goto(f"{two_years}/sources")
        page.locator('input[type="file"]').set_input_files([tmp_path / name for name in files])
        page.get_by_role("button", name="Add to the documents").click()
        page.get_by_text("Added Zoo.").wait_for(timeout=120_000)
        settled(page)
        page.wait_for_function(_SAID_IS_SEEN)
        said = page.locator(".st-key-said").inner_text()
        assert "bad.pdf is not a readable PDF" in said
        assert "Added Park." in said
        assert not violations(page)
        # The button is far down the page, and what came of it is at the top.
        page.get_by_role("button", name="Remove “Park”").click()
        page.get_by_text("Removed Park.").wait_for(timeout=120_000)
        settled(page)
        page.wait_for_function(_SAID_IS_SEEN)
        page.get_by_role("button", name="Remove “Zoo”").click()
        page.get_by_text("Removed Zoo.").wait_for(timeout=120_000)


_SAID_IS_SEEN = """() => {
  const at = document.querySelector('.st-key-said').getBoundingClientRect();
  return at.top >= 0 && at.bottom <= innerHeight;
}"""


def test_each_reading_of_a_disagreement_opens_its_page(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        page.goto(f"{server}/sources")
        item = page.get_by_role("listitem").filter(has_text="looks like a misprint")
        item.locator("a.cdi-mark").click()
        mark = page.locator(".st-key-beside mark").first
        mark.wait_for(state="visible")
        assert "38,8000" in mark.inner_text()
        page.get_by_role("region", name="The source").get_by_role(
            "heading", name="page 4"
        ).wait_for()


def test_phone_side_bar_closes_when_a_conversation_is_begun(chromium: Any, server: str) -> None:
    with opened(chromium, server, viewport=PHONE) as page:
        ask(page, "Which force is lowest for violence?")
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("button", name="New conversation").click()
        page.locator('[data-testid="stSidebar"][data-collapsed="true"]').wait_for(state="attached")
        page.locator(".st-key-examples button").first.wait_for()
