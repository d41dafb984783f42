"""One SQLite file of the data folder that several tabs, threads and processes write to.

A connection is opened for each transaction, so all of them may share the file. A damaged file is
set aside, never deleted, and a new one begun. A new file is made under another name and renamed, so
that a kill never leaves an empty one in its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from cdi_qa.errors import KeptFileError
from cdi_qa.storage import set_aside, sweep_scratch

_WAIT_SECONDS = 10
_DAMAGED = "What was kept in {name} is damaged; the file is now {aside}, and a new one was begun."
_NEWER = "{name} was written by a newer version of this program: update it, or move the file away."
_UNUSABLE = (
    "Nothing can be kept in {path} ({reason}); make sure that there is space and that it may be "
    "written to, or name another folder with --data-dir."
)
_BUSY = "Another process has been writing to {name} for too long; try again when it has ended."
_BESIDE = ("-wal", "-shm", "")
"""The endings of a file's parts, the file itself last: killed half way, it is set aside again."""


class SqliteFile:
    """A file with its tables, made where there is none."""

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Raises KeptFileError where the file cannot be used."""
        self.remark = ""
        """What was set aside, in a sentence; empty where all was well."""
        self._path = path
        self._schema = schema
        self._version = version
        with self._alone():
            sweep_scratch(path)
            self.remark = self._set_aside() if is_damaged(path) else ""
        with self.transaction():
            pass

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection of which everything is kept, or nothing.

        Raises KeptFileError where the file cannot be used; a damaged one is then set aside, and
        the next transaction works.
        """
        if not self._path.exists():
            self._begin()
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as db:
                db.row_factory = sqlite3.Row
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA secure_delete = ON")
                self._prepare(db)
                with db:
                    db.execute("BEGIN IMMEDIATE")
                    yield db
        except sqlite3.DatabaseError as error:
            with self._alone():
                if is_damaged(self._path):
                    raise KeptFileError(self._set_aside()) from None
            raise self._unusable(error) from None

    def _prepare(self, db: sqlite3.Connection) -> None:
        """Raises KeptFileError for a newer version's file; one without a version gets its own."""
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > self._version:
            raise KeptFileError(_NEWER.format(name=self._path.name))
        if not version:
            with self._alone():
                self._make_tables(db)

    def _begin(self) -> None:
        """Put a new file in place, tables and all, in one step."""
        with self._alone():
            if self._path.exists():
                return
            scratch = self._path.with_name(f".{self._path.name}-{uuid4().hex}")
            try:
                with closing(sqlite3.connect(scratch)) as db:
                    self._make_tables(db)
                scratch.rename(self._path)
            finally:
                for ending in _BESIDE:
                    scratch.with_name(scratch.name + ending).unlink(missing_ok=True)

    def _make_tables(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA journal_mode = WAL")
        if not db.execute("PRAGMA user_version").fetchone()[0]:
            db.executescript(
                f"BEGIN; {self._schema} PRAGMA user_version = {self._version}; COMMIT;"
            )

    def _set_aside(self) -> str:
        """Rename the damaged file and what belongs to it; the sentence that says so."""
        for ending in _BESIDE:
            part = self._path.with_name(self._path.name + ending)
            if part.exists():
                aside = set_aside(part)
        return _DAMAGED.format(name=self._path.name, aside=aside.name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Where one process at a time may be. Raises KeptFileError for what goes wrong in it."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock", timeout=_WAIT_SECONDS):
                yield
        except Timeout:
            raise KeptFileError(_BUSY.format(name=self._path.name)) from None
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from None

    def _unusable(self, error: Exception) -> KeptFileError:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        if "locked" in reason:
            return KeptFileError(_BUSY.format(name=self._path.name))
        return KeptFileError(_UNUSABLE.format(path=self._path, reason=reason))


def is_damaged(path: Path) -> bool:
    """True for a file that holds no whole database. Raises sqlite3.OperationalError or OSError
    where that cannot be told, as with a folder that may not be written to.
    """
    if not path.exists():
        return False
    if not path.is_file() or not path.stat().st_size:
        return True
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as db:
            return bool(db.execute("PRAGMA quick_check").fetchone()[0] != "ok")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return True
