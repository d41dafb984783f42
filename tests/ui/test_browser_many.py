"""Ten members asking at the same moment: each gets the answer to their own question."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import pytest

from .test_browser import opened

pytestmark = pytest.mark.browser

FORCES = (
    "Kent", "Sussex", "Cheshire", "Merseyside", "Wiltshire", "Staffordshire", "Leicestershire",
    "Northumbria", "Cambridgeshire", "North Wales",
)  # fmt: skip


def test_ten_at_once_are_not_mixed(chromium: Any, server: str) -> None:
    with ExitStack() as tabs:
        pages = [tabs.enter_context(opened(chromium, server)) for _ in FORCES]
        for force, page in zip(FORCES, pages, strict=True):
            box = page.get_by_placeholder("Ask a question about the documents")
            box.fill(f"What is the violence rate of {force}?")
        for page in pages:
            page.keyboard.press("Enter")
        for force, page in zip(FORCES, pages, strict=True):
            answer = page.locator(".st-key-turn-0 .cdi-answer")
            answer.wait_for(timeout=60_000)
            said = answer.inner_text()
            assert said.startswith(f"{force}'")
            assert not any(other in said for other in FORCES if other != force)
            assert page.locator(".cdi-question").count() == 1
