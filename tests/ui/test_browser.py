"""The pages in a real browser. Without one they are skipped, and fail where CI=true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

SHARE = "What share of violent crime did our force record?"
TABLE = "Which force is lowest for violence?"
HOSTILE = "<img src=x onerror=\"document.title='hit'\"> **bold** $x$ [link](http://x.example)"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@contextmanager
def opened(chromium: Any, server: str, **context: Any) -> Iterator[Any]:
    """A fresh tab with the empty chat; whatever it asks of another machine fails the test."""
    tab = chromium.new_context(**{"viewport": DESKTOP, **context})
    page = tab.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.goto(server)
    page.wait_for_selector(".st-key-examples button", timeout=120_000)
    yield page
    tab.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert not wrong


def ask(page: Any, question: str) -> Any:
    """Type a question; the message that answers it."""
    before = page.locator(".cdi-question").count()
    page.get_by_placeholder("Ask a question about the documents").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(f".st-key-turn-{before}")
    turn.locator(".cdi-answer").wait_for(timeout=60_000)
    # A page that is still being drawn closes again what a click has just opened.
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    return turn


def test_citation_opens_from_its_mark_with_the_quote_marked(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        turn = ask(page, SHARE)
        assert "77.9" in turn.locator(".cdi-answer").inner_text()
        mark = turn.locator("a.cdi-mark").first
        mark.hover()
        page.get_by_role("tooltip").get_by_text("77.9% for violent crime").wait_for()
        mark.click()
        beside = page.get_by_role("region", name="The source")
        quote = beside.locator("mark").first
        quote.wait_for(state="visible")
        assert "77.9" in quote.inner_text()
        beside.get_by_role("heading", name="Crime Data Integrity inspection, page 4").wait_for()
        background = "e => getComputedStyle(e).backgroundColor"
        assert quote.evaluate(background) != "rgba(0, 0, 0, 0)"
        page.wait_for_function(
            "() => { const top = document.querySelector('.st-key-beside mark')"
            ".getBoundingClientRect().top; return top > 0 && top < innerHeight; }"
        )
        assert turn.bounding_box()["x"] + turn.bounding_box()["width"] <= beside.bounding_box()["x"]
        page.keyboard.press("Escape")
        beside.wait_for(state="detached")
        page.wait_for_function("document.activeElement.matches('a.cdi-mark')")


def test_open_citation_stays_open_when_the_next_question_is_asked(
    chromium: Any, server: str
) -> None:
    with opened(chromium, server) as page:
        turn = ask(page, SHARE)
        turn.get_by_role("button", name="page 4").last.click()
        page.locator(".st-key-beside mark").first.wait_for(state="visible")
        ask(page, "And Kent?")
        assert page.locator(".st-key-beside mark").first.is_visible()
        assert page.locator(".cdi-answer").count() == 2


def test_look_does_not_depend_on_the_checkout(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        assert page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "32px"
        assert page.get_by_test_id("stMainMenu").count() == 0


def test_table_is_shown_with_its_query(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        turn = ask(page, TABLE)
        turn.get_by_role("rowheader", name="Leicestershire").wait_for(state="visible")
        turn.get_by_test_id("stVegaLiteChart").locator("svg").wait_for(state="visible")
        turn.get_by_text("The query behind it").click()
        turn.get_by_text("SELECT").wait_for(state="visible")


def test_markup_is_text(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        turn = ask(page, HOSTILE)
        assert turn.locator(".cdi-question").inner_text() == HOSTILE
        assert turn.locator("img, .katex, .cdi-question a, .cdi-question strong").count() == 0
        assert page.title() != "hit"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll(chromium: Any, server: str, scheme: str) -> None:
    with opened(chromium, server, viewport=PHONE, color_scheme=scheme) as page:
        turn = ask(page, SHARE)
        turn.locator("a.cdi-mark").first.click()
        page.locator(".st-key-beside mark").first.wait_for(state="visible")
        for selector in ("html", ".stMain"):
            wide = page.locator(selector).first.evaluate("e => e.scrollWidth - e.clientWidth")
            assert wide <= 0, selector
        dark = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert dark == ("rgb(17, 22, 29)" if scheme == "dark" else "rgb(255, 255, 255)")


def test_phone_side_bar_closes_when_a_page_is_chosen(chromium: Any, server: str) -> None:
    with opened(chromium, server, viewport=PHONE) as page:
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("link", name="Sources").click()
        page.get_by_role("heading", name="Sources", exact=True).wait_for()
        page.locator('[data-testid="stSidebar"][data-collapsed="true"]').wait_for(state="attached")
        page.get_by_text("Read the text").first.click()
        page.get_by_text("WMP will be reporting on the HMICFSR").wait_for(state="visible")


def test_new_answer_is_announced_and_scrolled_to(chromium: Any, server: str) -> None:
    with opened(chromium, server, reduced_motion="reduce") as page:
        ask(page, SHARE)
        ask(page, TABLE)
        page.wait_for_function(
            "document.querySelector('#cdi-live[aria-live=polite]').textContent"
            ".includes('Leicestershire')"
        )
        page.wait_for_function(
            "() => { const top = document.querySelector('.st-key-turn-1')"
            ".getBoundingClientRect().top; return top >= 0 && top < innerHeight / 2; }"
        )


def test_works_from_the_keyboard_and_every_button_has_a_name(chromium: Any, server: str) -> None:
    with opened(chromium, server) as page:
        page.locator(".st-key-examples button").first.focus()
        page.keyboard.press("Enter")
        page.locator(".cdi-answer").wait_for()
        page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
        nameless = page.evaluate(
            "[...document.querySelectorAll('button, a, textarea, input')].filter(e =>"
            " e.checkVisibility() && !(e.innerText || e.getAttribute('aria-label') || e.title))"
            ".map(e => e.outerHTML)"
        )
        assert nameless == []
        page.locator("a.cdi-mark").first.focus()
        page.get_by_role("tooltip").wait_for()
        page.keyboard.press("Enter")
        page.locator(".st-key-beside mark").first.wait_for(state="visible")
        page.wait_for_function("document.activeElement.innerText.includes('Close')")
