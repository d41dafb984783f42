"""The chat's whole way in a real browser: kept, tapped, copied, exported, and open to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

from cdi_qa.settings import load_settings

from .conftest import served
from .test_browser import PHONE, SHARE, TABLE, ask, opened

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def settled(page: Any) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    settled(page)
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


def test_conversation_is_kept_copied_renamed_and_exported(
    chromium: Any, server: str, tmp_path: Path
) -> None:
    with opened(chromium, server, permissions=["clipboard-read", "clipboard-write"]) as page:
        ask(page, SHARE)
        ask(page, TABLE)
        page.locator(".st-key-turn-0").get_by_role("button", name="Copy answer").click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "page 4: “77.9% for violent crime”" in copied
        page.reload()
        page.locator(".st-key-turn-1 .cdi-answer").wait_for(timeout=60_000)
        assert "Leicestershire" in page.locator(".st-key-turn-1 .cdi-answer").inner_text()
        assert page.locator("#cdi-live").inner_text() == ""
        settled(page)
        page.get_by_role("button", name="This conversation").click()
        title = page.get_by_label("Title")
        title.fill("Zebra")
        title.press("Enter")
        page.locator(".st-key-conversations").get_by_text("Zebra").wait_for()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as Word").click()
        assert download.value.suggested_filename == "zebra.docx"
        download.value.save_as(tmp_path / "zebra.docx")
        assert (tmp_path / "zebra.docx").read_bytes().startswith(b"PK")


def test_question_in_the_address_is_asked(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        page.goto(f"{server}/?q=Which+force+is+lowest+for+violence%3F")
        page.locator(".cdi-answer").get_by_text("Leicestershire").first.wait_for()
        settled(page)
        assert "q=" not in page.url
        assert "chat=" in page.url


def test_tap_shows_the_quote_and_a_second_one_opens_the_source(chromium: Any, server: str) -> None:
    with opened(chromium, server, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        mark = ask(page, SHARE).locator("a.cdi-mark").first
        mark.tap()
        page.get_by_role("tooltip").get_by_text("77.9% for violent crime").wait_for()
        assert page.locator(".st-key-beside").count() == 0
        mark.tap()
        page.locator(".st-key-beside mark").first.wait_for(state="visible")
        page.get_by_role("button", name="Close").tap()
        page.locator(".st-key-beside").wait_for(state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_meets_wcag_aa(chromium: Any, server: str, scheme: str) -> None:
    found = {}
    with opened(chromium, server, color_scheme=scheme, reduced_motion="reduce") as page:
        found["empty chat"] = violations(page)
        ask(page, "What did the inspection cost?")
        turn = ask(page, SHARE)
        turn.locator("a.cdi-mark").first.click()
        page.locator(".st-key-beside mark").first.wait_for(state="visible")
        found["chat with a source beside"] = violations(page)
        page.get_by_role("button", name="Close").click()
        turn.get_by_role("button", name="Edit").click()
        page.get_by_label("Your question").wait_for()
        found["editing"] = violations(page)
        links = page.get_by_test_id("stSidebarNavLink").evaluate_all("all => all.map(e => e.href)")
        for link in links[1:]:
            page.goto(link)
            page.get_by_role("heading", level=1).wait_for(timeout=60_000)
            found[link] = violations(page)
    wrong = {page: each for page, each in found.items() if each}
    assert not wrong, wrong


@pytest.fixture
def pdf_server(shared_data_dir: Path, tmp_path: Path) -> Iterator[str]:
    """The app over one PDF."""
    corpus, data = tmp_path / "documents", tmp_path / "data"
    corpus.mkdir()
    data.mkdir()
    (data / "models").symlink_to(shared_data_dir / "models")
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    for said in ("The school has 40 doors.", "The zebra allowance is 12 pounds a day."):
        pdf.add_page()
        pdf.multi_cell(0, text=said)
    pdf.output(str(corpus / "school.pdf"))
    with served(load_settings(corpus=corpus, data_dir=data), tmp_path) as address:
        yield address


def test_pdf_is_shown_as_it_looks_with_the_quote_boxed(chromium: Any, pdf_server: str) -> None:
    page = chromium.new_page()
    page.goto(pdf_server)
    page.get_by_placeholder("Ask a question").fill("How much is the zebra allowance?")
    page.keyboard.press("Enter")
    page.locator("a.cdi-mark").first.wait_for(timeout=120_000)
    settled(page)
    page.locator("a.cdi-mark").first.click()
    box = page.locator(".cdi-picture mark").first
    box.wait_for(state="visible", timeout=30_000)
    picture = page.get_by_alt_text("school, page 2 as it looks, what is quoted marked")
    assert picture.evaluate("e => e.naturalWidth") > 1000
    outer, inner = picture.bounding_box(), box.bounding_box()
    assert outer["y"] < inner["y"] < outer["y"] + outer["height"] / 4
    assert 0.2 < inner["width"] / outer["width"] < 0.6
    page.close()
