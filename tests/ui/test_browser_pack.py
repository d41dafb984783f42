"""The pack in a real browser, the whole way. Without one it is skipped, and fails where CI=true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from .test_browser import PHONE, SHARE, ask, opened
from .test_browser_chat import violations

pytestmark = pytest.mark.browser

FIRST = ".st-key-pack-item-1"


def go(page: Any, server: str, path: str, ready: str) -> None:
    page.goto(f"{server}/{path}")
    page.locator(ready).first.wait_for(timeout=60_000)
    settle(page)


def settle(page: Any) -> None:
    page.wait_for_timeout(300)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


@pytest.mark.usefixtures("no_pack")
def test_from_suggestions_to_the_meeting_and_back(
    chromium: Any, server: str, tmp_path: Path
) -> None:
    with opened(chromium, server, viewport={"width": 1024, "height": 768}) as page:
        go(page, server, "pack", FIRST)
        assert "10th of the 14 forces" in page.locator(FIRST).inner_text()
        page.get_by_role("button", name="Save as our pack").click()
        page.get_by_role("button", name="Undo").wait_for()
        settle(page)

        page.get_by_text("Add a question", exact=True).click()
        page.get_by_label("The question").fill("What did the inspection cost <b>us</b>?")
        page.get_by_role("button", name="Add", exact=True).click()
        added = page.get_by_text("What did the inspection cost <b>us</b>?")
        added.wait_for()
        settle(page)

        page.locator(FIRST).get_by_role("button", name="Edit").click()
        page.locator(FIRST).get_by_label("The question").fill("Why are we 10th of 14?")
        page.locator(FIRST).get_by_label("To be asked by").fill("Cllr Ray")
        page.locator(FIRST).get_by_role("button", name="Save", exact=True).click()
        page.locator(FIRST).get_by_text("1. Why are we 10th of 14?").wait_for()
        settle(page)

        with page.expect_download() as waiting:
            page.get_by_role("button", name="Word document").click()
        waiting.value.save_as(tmp_path / "pack.docx")
        lines = [p.text for p in Document(str(tmp_path / "pack.docx")).paragraphs]
        assert "1.\tWhy are we 10th of 14?" in lines
        assert "To be asked by: Cllr Ray" in lines

        go(page, server, "meeting", ".cdi-pack-large")
        assert page.locator(".cdi-pack-large").inner_text() == "Why are we 10th of 14?"
        page.get_by_text("Evidence and what to listen for").click()
        page.get_by_text("page 6: “Aug-17 West Mids").wait_for(state="visible")
        page.get_by_label("What was answered").fill("A plan by May.")
        page.get_by_label("What was answered").press("Control+Enter")
        settle(page)
        page.get_by_role("button", name="Follow up").click()
        settle(page)
        page.get_by_role("button", name="Next").click()
        page.get_by_text("Question 2 of").wait_for()
        assert "question=2" in page.url

        go(page, server, "meeting", ".cdi-pack-large")
        page.get_by_role("tab", name="What remains").click()
        left = page.get_by_role("tabpanel", name="What remains")
        left.get_by_text("Answered so far: A plan by May.").wait_for()
        go(page, server, "pack", FIRST)
        assert "follow up" in page.locator(FIRST).inner_text()
        assert added.count() == 1


@pytest.mark.usefixtures("no_pack")
def test_answer_of_the_chat_goes_into_the_pack(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        turn = ask(page, SHARE)
        turn.get_by_role("button", name="Add to the question pack").click()
        turn.get_by_role("button", name="In the question pack").wait_for()
        go(page, server, "pack", FIRST)
        assert SHARE in page.locator(FIRST).inner_text()


@pytest.mark.usefixtures("no_pack")
@pytest.mark.parametrize("path", ["pack", "brief", "meeting"])
def test_pages_fit_a_phone(chromium: Any, server: str, path: str) -> None:
    with opened(chromium, server, viewport=PHONE) as page:
        go(page, server, path, "h1, .cdi-facts")
        for selector in ("html", ".stMain"):
            wide = page.locator(selector).first.evaluate("e => e.scrollWidth - e.clientWidth")
            assert wide <= 0, selector


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.usefixtures("no_pack")
def test_pack_and_meeting_are_open_to_everybody(chromium: Any, server: str, scheme: str) -> None:
    with opened(chromium, server, color_scheme=scheme) as page:
        go(page, server, "pack", FIRST)
        page.get_by_role("button", name="Save as our pack").click()
        page.get_by_role("button", name="Undo").wait_for()
        settle(page)
        page.locator(FIRST).get_by_role("button", name="Edit").click()
        page.locator(FIRST).get_by_label("To be asked by").fill("Cllr Ray")
        page.locator(FIRST).get_by_label("Note").fill("Ask the chief constable.")
        assert violations(page) == []
        page.locator(FIRST).get_by_role("button", name="Save", exact=True).click()
        page.locator(FIRST).get_by_text("Cllr Ray").wait_for()
        assert violations(page) == []

        go(page, server, "meeting", ".cdi-pack-large")
        page.get_by_text("Evidence and what to listen for").click()
        page.get_by_label("What was answered").fill("A plan by May.")
        page.get_by_label("What was answered").press("Control+Enter")
        settle(page)
        page.get_by_role("button", name="Follow up").click()
        settle(page)
        assert violations(page) == []
        page.get_by_role("tab", name="What remains").click()
        page.get_by_role("tabpanel", name="What remains").get_by_text("A plan by May.").wait_for()
        assert violations(page) == []
        go(page, server, "brief", ".cdi-pack-list")
        assert violations(page) == []
