"""One SQLite file of the data folder that several tabs, threads and processes write to.

A connection is opened for each transaction, so all of them may share the file. A damaged file is
set aside, never deleted, and a new one begun.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock

from cdi_qa.errors import KeptFileError

_WAIT_SECONDS = 10
_DAMAGED = "What was kept in {name} is damaged; the file is now {aside}, and a new one was begun."
_NEWER = "{name} was written by a newer version of this program: update it, or move the file away."
_UNUSABLE = "Nothing can be kept in {path}: {reason}."


class SqliteFile:
    """A file with its tables, made where there is none."""

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Raises KeptFileError where the file cannot be used."""
        self.remark = ""
        """What was set aside, in a sentence; empty where all was well."""
        self._path = path
        self._schema = schema
        self._version = version
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock():
                self.remark = self._set_aside() if self._is_damaged() else ""
        except OSError as error:
            raise self._unusable(error.strerror or type(error).__name__) from None
        with self.transaction():
            pass

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection of which everything is kept, or nothing.

        Raises KeptFileError where the file cannot be used; a damaged one is then set aside, and
        the next transaction works.
        """
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as db:
                db.row_factory = sqlite3.Row
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA secure_delete = ON")
                self._prepare(db)
                with db:
                    db.execute("BEGIN IMMEDIATE")
                    yield db
        except sqlite3.OperationalError as error:
            raise self._unusable(str(error)) from None
        except sqlite3.DatabaseError as error:
            with self._lock():
                if self._is_damaged():
                    raise KeptFileError(self._set_aside()) from None
            raise self._unusable(str(error)) from None

    def _prepare(self, db: sqlite3.Connection) -> None:
        """Make the tables of a new file. Raises KeptFileError for a newer version's file."""
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > self._version:
            raise KeptFileError(_NEWER.format(name=self._path.name))
        if version:
            return
        db.execute("PRAGMA journal_mode = WAL")
        with self._lock():
            if not db.execute("PRAGMA user_version").fetchone()[0]:
                db.executescript(
                    f"BEGIN; {self._schema} PRAGMA user_version = {self._version}; COMMIT;"
                )

    def _is_damaged(self) -> bool:
        if not self._path.exists():
            return False
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as db:
                return bool(db.execute("PRAGMA quick_check").fetchone()[0] != "ok")
        except sqlite3.OperationalError as error:
            raise self._unusable(str(error)) from None
        except sqlite3.DatabaseError:
            return True

    def _set_aside(self) -> str:
        """Rename the damaged file and what belongs to it; the sentence that says so."""
        stamp = f"{time.strftime('%Y-%m-%dT%H-%M-%S')}-{secrets.token_hex(2)}"
        aside = self._path.with_name(f"{self._path.name}.damaged-{stamp}")
        for ending in ("", "-wal", "-shm"):
            part = self._path.with_name(self._path.name + ending)
            if part.exists():
                part.rename(f"{aside}{ending}")
        return _DAMAGED.format(name=self._path.name, aside=aside.name)

    def _lock(self) -> FileLock:
        return FileLock(f"{self._path}.lock")

    def _unusable(self, reason: str) -> KeptFileError:
        return KeptFileError(_UNUSABLE.format(path=self._path, reason=reason))
