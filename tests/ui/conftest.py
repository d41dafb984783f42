"""What the tests of the pages share: one index, one server a module, one Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from streamlit.testing.v1 import AppTest

from cdi_qa.indexing import open_index
from cdi_qa.settings import Settings, load_settings
from cdi_qa.ui.launch import app_environment
from tests.ports import unused_port

ROOT = Path(__file__).resolve().parents[2]
_SKIPPED: list[str] = []


@pytest.fixture(scope="session")
def shared_data_dir(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder with the default corpus's index: the whole suite's, else one built here."""
    try:
        return Path(request.getfixturevalue("data_dir"))
    except pytest.FixtureLookupError:
        folder = tmp_path_factory.mktemp("data")
        open_index(load_settings(data_dir=folder))
        return folder


@pytest.fixture
def corpus_copy(tmp_path: Path) -> Path:
    """A copy of the default corpus that a test may change."""
    folder = tmp_path / "documents"
    shutil.copytree(load_settings().corpus, folder)
    return folder


OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(shared_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Runs the app in-process, on the default corpus or another one."""

    def open_page(corpus: Path | None = None) -> AppTest:
        monkeypatch.setenv("CDI_QA_DATA_DIR", str(shared_data_dir))
        if corpus is not None:
            monkeypatch.setenv("CDI_QA_CORPUS", str(corpus))
        return AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()

    return open_page


@pytest.fixture
def no_pack(shared_data_dir: Path) -> Iterator[None]:
    """No saved pack before and after the test."""
    file = shared_data_dir / "packs.sqlite"
    file.unlink(missing_ok=True)
    yield
    file.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def server(shared_data_dir: Path) -> Iterator[str]:
    """The address of the app over the default corpus."""
    with served(load_settings(data_dir=shared_data_dir), shared_data_dir) as address:
        yield address


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[str]:
    """The address of the app, started in a folder as `cdi-qa chat` starts it, and ended after."""
    port = unused_port()
    command = [sys.executable, "-m", "cdi_qa.cli", "chat", "--no-browser", "--port", str(port)]
    environment = {**app_environment(settings), "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, env=environment, cwd=folder)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def wait_for(address: str, process: subprocess.Popen[Any]) -> None:
    """Wait until the server answers; fails where it ends instead."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer within two minutes")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium; without one the test is skipped, or fails where CI=true."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _miss("playwright is not installed")
    if path is None:
        _miss("no Chromium is installed")
    off = ("background-networking", "component-update", "sync")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", *(f"--disable-{name}" for name in off)],
        )
        yield browser
        browser.close()


def _miss(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"The browser tests cannot run: {reason}.")
    if reason not in _SKIPPED:
        _SKIPPED.append(reason)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, visibly, that the browser was not tested."""
    for reason in _SKIPPED:
        terminalreporter.write_line(f"The browser tests were SKIPPED: {reason}.", yellow=True)
