"""The builds of an index on disk: which is in use, whether it is whole, what is set aside.

`<home>/current` holds the id of the build in use, `<home>/builds/<id>/` is a build. A build is
sealed: its checksums and what it was made from are written last.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import filelock

from cdi_qa.errors import IndexUnusableError
from cdi_qa.reading.manifest import MANIFEST, is_manifest
from cdi_qa.storage import ASIDE, set_aside, sweep_scratch, write_atomic

UNWRITABLE = (
    "The index cannot be written ({}); make sure that there is space in the data folder and that "
    "it may be written to, or name another with --data-dir."
)
_LOCK_SECONDS = 600
_CHECKSUMS = "checksums.json"
_FINGERPRINT = "fingerprint.json"
_UNFINISHED = "unfinished-"
_SET_ASIDE = "The index was damaged ({fault}); it is now {name}, and a new one was built."


def current_build(home: Path) -> Path | None:
    """The folder of the build in use; None where there is none."""
    try:
        name = (home / "current").read_text(encoding="utf-8").strip()
        folder = home / "builds" / Path(name).name
        return folder if name and folder.is_dir() else None
    except (OSError, ValueError):
        return None


@contextmanager
def building_alone(home: Path) -> Iterator[None]:
    """Where one process at a time may be. Raises IndexUnusableError where it cannot write."""
    try:
        _clear_way(home)
        home.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(str(home / "lock"), timeout=_LOCK_SECONDS):
            yield
    except filelock.Timeout:
        raise IndexUnusableError(
            "Another process has been building the index for too long; close it and try again."
        ) from None
    except OSError as error:
        raise IndexUnusableError(UNWRITABLE.format(error.strerror or error)) from error


def begin_build(home: Path) -> Path:
    """An empty folder for a new build; what earlier ones left is removed, but the one in use."""
    builds, keep = home / "builds", current_build(home)
    for folder in builds.glob("*"):
        if folder != keep and ASIDE not in folder.name:
            shutil.rmtree(folder, ignore_errors=True)
    sweep_scratch(home / "current")
    scratch = builds / f"{_UNFINISHED}{uuid4().hex[:12]}"
    scratch.mkdir(parents=True)
    return scratch


def seal_build(scratch: Path, fingerprint: dict[str, Any]) -> Path:
    """Note what the files of a finished build are and what it was made from; its final folder.

    Chroma writes to its own files whenever they are opened, so these have no checksums.
    """
    files = [path for path in scratch.rglob("*") if path.is_file()]
    own = {path.relative_to(scratch).as_posix(): path for path in files}
    sums = {name: _sum(path) for name, path in own.items() if not name.startswith("chroma/")}
    (scratch / _CHECKSUMS).write_text(json.dumps(sums), encoding="utf-8")
    (scratch / _FINGERPRINT).write_text(json.dumps(fingerprint), encoding="utf-8")
    final = scratch.with_name(scratch.name.removeprefix(_UNFINISHED))
    os.replace(scratch, final)
    return final


def use_build(home: Path, build: Path) -> None:
    """Make a sealed build the one in use."""
    write_atomic(home / "current", build.name.encode())


def read_fingerprint(build: Path) -> Any:
    """What a build was made from. Raises IndexUnusableError where that cannot be read."""
    return _read(build / _FINGERPRINT)


def check_file(build: Path, name: str) -> Path:
    """The path of a sealed file of a build, or of all those in a folder of it.

    Raises IndexUnusableError where one is missing or no longer what it was.
    """
    sums = _read(build / _CHECKSUMS)
    sealed = {key: value for key, value in sums.items() if f"{key}/".startswith(f"{name}/")}
    for key, value in sealed.items():
        try:
            whole = _sum(build / key) == value
        except OSError:
            whole = False
        if not whole:
            raise IndexUnusableError(f"{key} of the index is damaged.")
    if not sealed:
        raise IndexUnusableError(f"{name} of the index is missing.")
    return build / name


def set_build_aside(build: Path, fault: str) -> str:
    """Rename a damaged build; the sentence that says so."""
    if not build.exists():
        return ""
    return _SET_ASIDE.format(fault=fault.rstrip("."), name=set_aside(build))


def keep_manifest(manifest: Path, build: Path) -> None:
    """Keep a copy of a manifest that is in order, for when it is found damaged."""
    if is_manifest(manifest):
        (build / MANIFEST).write_bytes(manifest.read_bytes())


def kept_manifest(build: Path | None) -> Path | None:
    """The copy that a build keeps; None where there is none."""
    try:
        return check_file(build, MANIFEST) if build else None
    except IndexUnusableError:
        return None


def _clear_way(home: Path) -> None:
    """Set aside what is where a folder or a file of the index has to be, and is none."""
    for folder in (home.parent, home, home / "builds"):
        if folder.exists() and not folder.is_dir():
            set_aside(folder)
    for file in (home / "current", home / "lock"):
        if file.is_dir():
            set_aside(file)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> Any:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise IndexUnusableError(f"{path.name} of the index is damaged.") from None
    if not isinstance(found, dict):
        raise IndexUnusableError(f"{path.name} of the index is damaged.")
    return found
