"""A language model's words on the page: shown as they come, checked, and done without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from cdi_qa.settings import load_settings
from tests.model.server import Script, data_of, serve

from .conftest import served
from .test_browser import opened
from .test_browser_pack import FIRST as FIRST_OF_PACK
from .test_browser_pack import go, settle

pytestmark = pytest.mark.browser

QUESTION = "When will HMIC re-visit the force?"
FIRST = "HMIC will re-visit the force in early 2018 to assess progress"
FALSE = "HMIC will re-visit the force in June 2019."
REST = "The serious causes of concern found during this inspection are such that HMIC will re-visit"

StartApp = Callable[[Script], str]


@pytest.fixture
def start_app(shared_data_dir: Path) -> Iterator[StartApp]:
    """Starts the app with a scripted model and gives its address."""
    with ExitStack() as started:

        def start(script: Script) -> str:
            model = started.enter_context(serve(script))
            settings = load_settings(data_dir=shared_data_dir).model_copy(
                update={"model_base_url": model}
            )
            return started.enter_context(served(settings, shared_data_dir))

        yield start


def typed(page: Any) -> Any:
    page.get_by_placeholder("Ask a question").fill(QUESTION)
    page.keyboard.press("Enter")
    return page.locator(".st-key-turn-0")


def test_checked_words_show_while_the_model_writes(chromium: Any, start_app: StartApp) -> None:
    text = f"{FIRST} [1]. {FALSE.rstrip('.')} [1]. {REST} the force [1]. {'The force waits. ' * 20}"
    address = start_app(Script([text], stall_seconds=6))
    with opened(chromium, address) as page:
        turn = typed(page)
        turn.get_by_text(FIRST).first.wait_for(timeout=120_000)
        assert turn.get_by_role("button", name="Stop").is_visible()
        assert turn.locator(".cdi-mark").count() == 0
        turn.locator("a.cdi-mark").first.wait_for(timeout=60_000)
        assert "2019" not in turn.inner_text()


def test_without_the_model_the_composed_answer_comes_and_says_so(
    chromium: Any, start_app: StartApp
) -> None:
    with opened(chromium, start_app(Script([500]))) as page:
        turn = typed(page)
        turn.locator(".cdi-answer a.cdi-mark").first.wait_for(timeout=120_000)
        assert "early 2018" in turn.locator(".cdi-answer").inner_text()
        assert "The language model was not used: its server failed." in turn.inner_text()
        assert turn.get_by_role("button", name="Stop").count() == 0


NOTED = (
    "The force is not complying with all of its responsibilities under the Victims Code, and "
    "referrals to Victims Support are either delayed or not made at all. What difference does this "
    "make to the people concerned, and what is being done for them?"
)


def reword(request: dict[str, Any]) -> str:
    """Better words for one question, a wrong figure in all others that have one."""
    text = data_of(request).split("\n", 1)[1].rsplit("\n", 1)[0]
    return NOTED if text.startswith("Under “Victims”") else text.replace("8", "9")


def open_saved_pack(page: Any, address: str) -> None:
    go(page, address, "pack", FIRST_OF_PACK)
    assert page.get_by_role("button", name="Improve the wording").count() == 0
    page.get_by_role("button", name="Save as our pack").click()
    page.get_by_role("button", name="Improve the wording").wait_for()
    settle(page)


@pytest.mark.usefixtures("no_pack")
def test_pack_is_worded_better_where_asked_and_it_can_be_undone(
    chromium: Any, start_app: StartApp
) -> None:
    address = start_app(Script([reword]))
    with opened(chromium, address) as page:
        open_saved_pack(page, address)
        before = page.locator(".cdi-pack-text").all_inner_texts()
        page.get_by_role("button", name="Improve the wording").click()
        page.get_by_text("1 question was worded better").wait_for(timeout=60_000)
        settle(page)
        after = page.locator(".cdi-pack-text").all_inner_texts()
        changed = [text for text in after if text not in before]
        assert [text.partition(". ")[2] for text in changed] == [NOTED]
        assert (
            page.get_by_text("Worded by the language model. Before: Under “Victims”").count() == 1
        )
        assert page.get_by_role("button", name="Add the suggested").is_disabled()
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Undone: improve the wording of a question.").wait_for()
        settle(page)
        assert page.locator(".cdi-pack-text").all_inner_texts() == before
        assert page.get_by_text("Worded by the language model").count() == 0


@pytest.mark.usefixtures("no_pack")
def test_improving_can_be_stopped_while_the_model_hangs(chromium: Any, start_app: StartApp) -> None:
    address = start_app(Script([reword], stall_seconds=30))
    with opened(chromium, address) as page:
        open_saved_pack(page, address)
        page.get_by_role("button", name="Improve the wording").click()
        page.get_by_text("Improving the wording: question 1 of").wait_for()
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped. What was improved before is marked.").wait_for()
        settle(page)
        assert page.get_by_text("Worded by the language model").count() == 0
        assert page.get_by_role("button", name="Improve the wording").is_enabled()


@pytest.mark.usefixtures("no_pack")
def test_improving_says_that_the_server_failed(chromium: Any, start_app: StartApp) -> None:
    address = start_app(Script([500]))
    with opened(chromium, address) as page:
        open_saved_pack(page, address)
        page.get_by_role("button", name="Improve the wording").click()
        page.get_by_text("The language model was left: its server failed.").wait_for()
        assert page.get_by_text("Worded by the language model").count() == 0
