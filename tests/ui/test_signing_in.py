"""Signing in is asked for only where the server's secrets name a provider."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from .conftest import ROOT


def labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The buttons of the page over no documents, which are quickly not found."""
    monkeypatch.setenv("CDI_QA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CDI_QA_CORPUS", str(tmp_path / "nothing"))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    assert not page.exception
    assert bool(page.chat_input) is ("New conversation" in [each.label for each in page.button])
    return [button.label for button in page.button]


def test_only_signing_in_is_shown_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.user_info.get_secrets_auth_section", lambda: {"client_id": "x"})
    assert labels(tmp_path, monkeypatch) == ["Sign in"]


def test_nobody_signs_in_without_a_provider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = labels(tmp_path, monkeypatch)
    assert "New conversation" in shown
    assert not {"Sign in", "Sign out"} & set(shown)
