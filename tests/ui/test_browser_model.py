"""A language model's words on the page: shown as they come, checked, and done without."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from cdi_qa.settings import load_settings
from cdi_qa.ui.launch import app_environment, free_port
from tests.model.server import Script, serve

from .conftest import wait_for
from .test_browser import opened

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
            port = free_port()
            address = started.enter_context(serve(script))
            settings = load_settings(data_dir=shared_data_dir).model_copy(
                update={"model_base_url": address}
            )
            command = [sys.executable, "-m", "cdi_qa.cli", "chat", "--no-browser"]
            process = subprocess.Popen(
                [*command, "--port", str(port)], env=app_environment(settings), cwd=shared_data_dir
            )
            started.callback(process.wait, 30)
            started.callback(process.terminate)
            wait_for(f"http://127.0.0.1:{port}", process)
            return f"http://127.0.0.1:{port}"

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
