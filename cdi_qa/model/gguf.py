"""A GGUF file run inside this process, by a server that only this process can talk to."""

from __future__ import annotations

import atexit
import json
import os
import secrets
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from cdi_qa import wording
from cdi_qa.errors import LanguageModelError

_CONTEXT = 8192
"""Tokens that question, evidence and answer may take together."""

_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class LocalServer:
    """Where a file is served, and the key that only this process knows."""

    address: str
    key: str
    running: Any
    """The server; it ends when nothing refers to it any more."""


def serve_file(path: Path) -> LocalServer:
    """The running server of a file, started once. Raises LanguageModelError."""
    path = path.expanduser().resolve()
    if not path.is_file():
        raise LanguageModelError(wording.MODEL_FILE.format(path=path))
    return _start(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _start(path: Path, changed: int) -> LocalServer:
    try:
        import xllamacpp
    except ImportError:
        text = wording.MODEL_PACKAGE.format(provider="gguf", package='"cdi_qa[gguf]"')
        raise LanguageModelError(text) from None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [secrets.token_urlsafe(24)]
    parameters.n_ctx = _CONTEXT
    parameters.cpuparams.n_threads = max(1, (os.cpu_count() or 2) - 1)
    parameters.use_jinja = True
    parameters.ui = False
    parameters.verbosity = -1
    try:
        server = xllamacpp.Server(parameters)
    except Exception:
        raise LanguageModelError(wording.MODEL_DAMAGED.format(path=path)) from None
    started = LocalServer(f"{server.listening_address}/v1", parameters.api_keys[0], server)
    _try(started, path)
    # Ended while the interpreter still stands: its threads must not outlive it.
    atexit.register(_start.cache_clear)
    return started


def _try(server: LocalServer, path: Path) -> None:
    """Have it write one word: told to end before its threads are up, it would never end."""
    request = Request(  # noqa: S310 - its address is of this process's own server
        f"{server.address}/completions",
        json.dumps({"prompt": "A", "max_tokens": 1}).encode(),
        {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"},
    )
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            with build_opener(ProxyHandler({})).open(request, timeout=_START_SECONDS):
                return
        except OSError:  # not listening yet, or still loading
            if time.monotonic() > until:
                raise LanguageModelError(wording.MODEL_DAMAGED.format(path=path)) from None
            time.sleep(0.05)
