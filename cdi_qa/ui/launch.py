"""Starting the chat page from the command line, from a checkout or an installed package."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Iterator
from ipaddress import IPv4Address
from pathlib import Path
from types import FrameType

from cdi_qa.errors import UsageError
from cdi_qa.settings import Settings
from cdi_qa.ui.options import ADDRESS, option_flags, options_at, reached_at

APP_FILE = Path(__file__).resolve().parent / "main.py"
FIRST_PORT = 8501
_HERE = IPv4Address(ADDRESS)
_PORTS_TRIED = 50
_START_SECONDS = 60
_STOP_SECONDS = 10


def run_app(settings: Settings, port: int | None = None, open_browser: bool = True) -> int:
    """Serve the chat page at the settings' address until it is stopped; the exit status.

    Without a port the first free one from 8501 is taken. Raises UsageError where the port named
    is in use, or the address is none of this machine's.
    """
    at = settings.address
    _check_address(at)
    port = free_port(at) if port is None else _checked_port(at, port)
    page = f"http://{reached_at(at)}:{port}"
    options = {**options_at(at), "server.port": str(port), "logger.hideWelcomeMessage": True}
    command = [sys.executable, "-m", "streamlit", "run", str(APP_FILE), *option_flags(options)]
    with _stopping_on_terminate():
        process = subprocess.Popen(command, env=app_environment(settings))  # noqa: S603
        try:
            print(f"The chat page is at {page} (Ctrl-C stops it).", flush=True)
            if open_browser:
                threading.Thread(target=_open_browser, args=(page,), daemon=True).start()
            return process.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            _stop(process)


def app_environment(settings: Settings) -> dict[str, str]:
    """The environment with the settings in it, so that the page uses the same ones."""
    given = {
        f"CDI_QA_{name.upper()}": str(value)
        for name, value in settings.model_dump().items()
        if value is not None
    }
    return {**os.environ, **given}


@contextlib.contextmanager
def _stopping_on_terminate() -> Iterator[None]:
    """Treat a request to end the process as Ctrl-C, so that the server does not outlive it."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _open_browser(page: str) -> None:
    """Open the page once it answers."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{page}/_stcore/health", timeout=1):  # noqa: S310
                webbrowser.open(page)
                return
        except OSError:
            time.sleep(0.2)


def free_port(at: IPv4Address = _HERE) -> int:
    """The first port from 8501 that is free; raises UsageError where there is none near it."""
    for port in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        if _is_free(at, port):
            return port
    last = FIRST_PORT + _PORTS_TRIED - 1
    raise UsageError(f"No port from {FIRST_PORT} to {last} is free; name another one.")


def _check_address(at: IPv4Address) -> None:
    if not _is_free(at, port=0):
        raise UsageError(f"The address {at} is none of this machine's; set another CDI_QA_ADDRESS.")


def _checked_port(at: IPv4Address, port: int) -> int:
    if not 1 <= port <= 65535:
        raise UsageError(f"A port is a number from 1 to 65535, not {port}.")
    if not _is_free(at, port):
        raise UsageError(f"Port {port} is in use; stop what uses it or name another port.")
    return port


def _is_free(at: IPv4Address, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((str(at), port))
        except OSError:
            return False
    return True
