from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.index import Index
from cdi_qa.settings import Settings
from tests.model.server import Script, serve

MakeAssistant = Callable[..., Assistant]


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def with_server(assistant: Assistant) -> Iterator[MakeAssistant]:
    """Makes an assistant whose model is a scripted server, over an index (the real one)."""
    with ExitStack() as servers:

        def make(script: Script, index: Index | None = None, **settings: Any) -> Assistant:
            address = servers.enter_context(serve(script))
            configured = Settings(model_base_url=address, **settings)
            return Assistant(index or assistant.index, None, configured)

        yield make
