"""Writing files so that a kill at any moment leaves the old state or the new one."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
import uuid
from pathlib import Path

ASIDE = ".damaged-"
"""Stands between the own name and the time in the name of what was set aside."""


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        with scratch.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def sweep_scratch(path: Path) -> None:
    """Remove what a killed `write_atomic` to `path` left beside it; nobody else may be writing."""
    for scrap in path.parent.glob(f".{path.name}-{'[0-9a-f]' * 32}*"):
        with contextlib.suppress(OSError):
            scrap.unlink()


def set_aside(path: Path) -> Path:
    """Rename what is at `path`, whatever it is, so that its place is free; where it is now.

    A random ending keeps two names apart where the clock stands still or was set back.
    """
    stamp = f"{time.strftime('%Y-%m-%dT%H-%M-%S')}-{secrets.token_hex(2)}"
    aside = path.with_name(f"{path.name}{ASIDE}{stamp}")
    path.rename(aside)
    return aside
