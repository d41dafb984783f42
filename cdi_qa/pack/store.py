"""Saved packs in SQLite: every change at once on disk, undone at will, never over another's.

Each row has a version. A change names the version it was made on; where the row has moved on
since, it is refused and both wordings are handed back. The log keeps the rows as they were before
each change, by author, so that undo takes back one's own last change and nobody else's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from cdi_qa.errors import UsageError
from cdi_qa.pack.model import STATES, Item, Pack, Suggestion
from cdi_qa.pack.rows import (
    SCHEMA,
    insert_item,
    pack_rows,
    read_item,
    restore_row,
    stored_row,
    told_of,
)
from cdi_qa.schema import Answer, Evidence
from cdi_qa.sqlite_file import SqliteFile

FILE = "packs.sqlite"
CHANGED = "Somebody else changed this question meanwhile, so your change was not saved."
GONE = "Somebody else dropped this question meanwhile, so your change was not saved."
CANNOT_UNDO = "Somebody else has changed that since, so it was not undone."
_MOVE = "move a question"
_REWORD = "improve the wording of a question"
FROM_CHAT = "From the chat"
_Rows = dict[str, dict[str, Any] | None]
"""Rows by id, None where there was or is none."""
LONGEST = 4000
"""Characters of a text that a person types."""
_FIELDS = frozenset(
    "theme text comparison follow_up priority assignee note state answer seconds".split()
)


class ChangedElsewhereError(UsageError):
    """A change was made on a version that is no longer the latest; `current` is what is there."""

    def __init__(self, sentence: str, current: Item | None, wanted: str = "") -> None:
        super().__init__(sentence)
        self.current = current
        """The question as it is now, None where it was dropped."""
        self.wanted = wanted
        """The words that were not saved."""


class PackStore:
    """The packs of one data folder. Safe to share between threads and processes."""

    def __init__(self, folder: Path, author: str = "") -> None:
        """Raises KeptFileError where the file cannot be used."""
        self._file = SqliteFile(folder / FILE, SCHEMA, 1)
        self._author = author

    @property
    def notice(self) -> str:
        """What happened to a file that could not be read, in one sentence."""
        return self._file.remark

    def _write(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction; nothing of it stays where anything in it fails."""
        return self._file.transaction()

    # ── packs ───────────────────────────────────────────────────────────────────────────────

    def create(self, title: str, meeting_date: str, suggested: Iterable[Suggestion] = ()) -> Pack:
        """A new pack that holds the suggestions in their order."""
        with self._write() as database:
            made = database.execute(
                "INSERT INTO packs (title, meeting_date) VALUES (?, ?)", (title, meeting_date)
            )
            pack = int(made.lastrowid or 0)
            for position, item in enumerate(suggested, start=1):
                insert_item(database, pack, position, item)
        return self.load(pack)

    def list(self) -> Sequence[Pack]:
        """Every pack, the newest first."""
        with self._write() as database:
            ids = [row["id"] for row in database.execute("SELECT id FROM packs ORDER BY id DESC")]
        return [self.load(pack) for pack in ids]

    def latest(self) -> Pack | None:
        """The newest pack, None where none is saved."""
        with self._write() as database:
            row = database.execute("SELECT max(id) AS id FROM packs").fetchone()
        return self.load(row["id"]) if row["id"] is not None else None

    def load(self, pack: int) -> Pack:
        """One pack with its questions in order. Raises UsageError where there is none."""
        with self._write() as database:
            row = database.execute("SELECT * FROM packs WHERE id = ?", (pack,)).fetchone()
            if row is None:
                raise UsageError(f"There is no pack {pack}.")
            rows = database.execute(
                "SELECT * FROM items WHERE pack = ? ORDER BY position, id", (pack,)
            ).fetchall()
        items = tuple(read_item(dict(held)) for held in rows)
        return Pack(row["id"], row["title"], row["meeting_date"], items, row["version"])

    def rename(self, pack: int, title: str, meeting_date: str) -> None:
        """Set the meeting's title and its date."""
        with self._write() as database:
            database.execute(
                "UPDATE packs SET title = ?, meeting_date = ?, version = version + 1 WHERE id = ?",
                (_checked(title), meeting_date, pack),
            )

    # ── questions ───────────────────────────────────────────────────────────────────────────

    def add(self, pack: int, suggestion: Suggestion) -> Item:
        """Put a question at the end of its theme's group, or of the pack."""
        _checked(suggestion.text)
        with self._change(pack, "add a question") as database:
            rows = database.execute(
                "SELECT position, theme FROM items WHERE pack = ? ORDER BY position", (pack,)
            ).fetchall()
            grouped = [row["position"] for row in rows if row["theme"] == suggestion.theme]
            last = max(grouped or [row["position"] for row in rows], default=0)
            database.execute(
                "UPDATE items SET position = position + 1 WHERE pack = ? AND position > ?",
                (pack, last),
            )
            made = insert_item(database, pack, last + 1, suggestion)
        return self._one(made)

    def add_question(self, pack: int, text: str) -> Item:
        """Put a question of the chat's that the documents do not answer into the pack."""
        return self.add(pack, Suggestion("chat", FROM_CHAT, text, priority=2))

    def add_evidence(self, pack: int, answer: Answer) -> Item:
        """Put an answer of the chat's into the pack: its question, with what it rests on."""
        text = answer.ask_at_meeting or answer.question
        cited = tuple(
            Evidence(c.source, c.page, (c.section,) if c.section else (), c.quote)
            for c in answer.citations
        )
        found = "" if answer.ask_at_meeting else answer.text
        item = self.add(pack, Suggestion("chat", FROM_CHAT, text, cited))
        return self.edit(item.id, item.version, note=found[:LONGEST]) if found else item

    def edit(self, item: int, version: int, **changes: Any) -> Item:
        """Change fields of a question.

        Raises ChangedElsewhereError where it is no longer at that version, UsageError for a field
        or a value that there is not.
        """
        if unknown := set(changes) - _FIELDS:
            raise UsageError(f"A question has no {sorted(unknown)[0]}.")
        if changes.get("state", "open") not in STATES or changes.get("priority", 1) not in {
            1,
            2,
            3,
        }:
            raise UsageError("That is no state or priority of a question.")
        if "text" in changes:
            changes["text"] = _checked(changes["text"])
        return self._edit(item, version, "change a question", changes)

    def reword(self, item: int, version: int, text: str) -> Item:
        """Give a question a language model's words; raises as `edit` does."""
        return self._edit(item, version, _REWORD, {"text": _checked(text)})

    def reworded(self, pack: int) -> dict[int, str]:
        """What the questions that a language model has worded said before, by id."""
        with self._write() as database:
            now = pack_rows(database, pack)
            entries = database.execute(
                "SELECT before, after FROM log WHERE pack = ? AND what = ? ORDER BY id",
                (pack, _REWORD),
            ).fetchall()
        earlier: dict[int, str] = {}
        for entry in entries:
            before, after = json.loads(entry["before"]), json.loads(entry["after"])
            earlier |= {
                int(key): before[key]["text"]
                for key, row in after.items()
                if key in now and now[key]["text"] == row["text"]
            }
        return earlier

    def _edit(self, item: int, version: int, what: str, changes: dict[str, Any]) -> Item:
        wanted = str(changes.get("text") or changes.get("answer") or changes.get("note") or "")
        with self._change(self._pack_of(item, wanted), what) as database:
            current = read_item(_row(database, item, wanted))
            if current.version != version:
                raise ChangedElsewhereError(CHANGED, current, wanted)
            settings = ", ".join(f"{name} = ?" for name in changes)
            database.execute(
                f"UPDATE items SET {settings}, version = version + 1 WHERE id = ?",
                (*changes.values(), item),
            )
        return self._one(item)

    def drop(self, item: int, version: int) -> None:
        """Take a question out. Raises ChangedElsewhereError as `edit` does."""
        with self._change(self._pack_of(item), "drop a question") as database:
            current = read_item(_row(database, item))
            if current.version != version:
                raise ChangedElsewhereError(CHANGED, current)
            database.execute("DELETE FROM items WHERE id = ?", (item,))

    def move(self, item: int, by: int) -> None:
        """Move a question up (negative) or down by so many places, as far as there are."""
        pack = self._pack_of(item)
        with self._change(pack, _MOVE) as database:
            rows = database.execute(
                "SELECT id, position FROM items WHERE pack = ? ORDER BY position, id", (pack,)
            ).fetchall()
            ids = [row["id"] for row in rows]
            at = ids.index(item)
            to = max(0, min(len(ids) - 1, at + by))
            if to == at:
                return
            ids.insert(to, ids.pop(at))
            # The places stay the same, so that what was dropped before can come back to its own.
            places = sorted(row["position"] for row in rows)
            for position, held in zip(places, ids, strict=True):
                database.execute("UPDATE items SET position = ? WHERE id = ?", (position, held))

    # ── undo ────────────────────────────────────────────────────────────────────────────────

    def undo(self, pack: int) -> str:
        """Take back this author's last change; what it was, or "" where there is none.

        Raises UsageError where somebody else has changed the same since.
        """
        with self._write() as database:
            entry = database.execute(
                "SELECT * FROM log WHERE pack = ? AND author = ? ORDER BY id DESC LIMIT 1",
                (pack, self._author),
            ).fetchone()
            if entry is None:
                return ""
            before, after = json.loads(entry["before"]), json.loads(entry["after"])
            if entry["what"] == _MOVE:
                _move_back(database, pack, before, after)
            else:
                _bring_back(database, before, after)
            database.execute("DELETE FROM log WHERE id = ?", (entry["id"],))
            return str(entry["what"])

    @contextmanager
    def _change(self, pack: int, what: str) -> Iterator[sqlite3.Connection]:
        """A transaction whose rows, as they were and as they are then, go into the log."""
        with self._write() as database:
            before = pack_rows(database, pack)
            yield database
            after = pack_rows(database, pack)
            moved = what == _MOVE
            changed = {
                key
                for key in before.keys() | after.keys()
                if told_of(before.get(key), moved) != told_of(after.get(key), moved)
            }
            if changed and moved:  # a place is one among all
                changed = set(after)
            if changed:
                database.execute(
                    "INSERT INTO log (pack, author, what, before, after) VALUES (?, ?, ?, ?, ?)",
                    (
                        pack,
                        self._author,
                        what,
                        json.dumps({key: before.get(key) for key in changed}),
                        json.dumps({key: after.get(key) for key in changed}),
                    ),
                )

    def _pack_of(self, item: int, wanted: str = "") -> int:
        with self._write() as database:
            return int(_row(database, item, wanted)["pack"])

    def _one(self, item: int) -> Item:
        with self._write() as database:
            return read_item(_row(database, item))


def _bring_back(database: sqlite3.Connection, before: _Rows, after: _Rows) -> None:
    """Make rows say what they said; raises UsageError where they no longer say what was made."""
    now = {key: stored_row(database, int(key)) for key in before}
    if any(told_of(now[key]) != told_of(after.get(key)) for key in before):
        raise UsageError(CANNOT_UNDO)
    for key, row in before.items():
        if row is None:
            database.execute("DELETE FROM items WHERE id = ?", (int(key),))
            continue
        held = now[key] or row
        # The version goes on, so that a change made on the undone one is refused.
        kept = {"position": held["position"], "version": held["version"] + 1}
        restore_row(database, {**row, **kept})


def _move_back(database: sqlite3.Connection, pack: int, before: _Rows, after: _Rows) -> None:
    """Deal the places that questions hold now out in the order of before the move.

    What was added or dropped since may have shifted them, but not their order: where another move
    has changed that, raises UsageError.
    """
    held = {key: row["position"] for key, row in pack_rows(database, pack).items() if key in after}
    if sorted(held, key=held.__getitem__) != _in_order(after, held):
        raise UsageError(CANNOT_UNDO)
    for key, position in zip(_in_order(before, held), sorted(held.values()), strict=True):
        database.execute("UPDATE items SET position = ? WHERE id = ?", (position, int(key)))


def _in_order(rows: _Rows, kept: Container[str]) -> list[str]:
    """The ids of those rows that are kept, by their places."""
    placed = [(row["position"], key) for key, row in rows.items() if row and key in kept]
    return [key for _, key in sorted(placed)]


def _checked(text: str) -> str:
    """The text without space at its ends. Raises UsageError where it is empty or too long."""
    text = text.strip()
    if not text:
        raise UsageError("A question needs words.")
    if len(text) > LONGEST:
        raise UsageError(f"A question has at most {LONGEST:,} characters.")
    return text


def _row(database: sqlite3.Connection, item: int, wanted: str = "") -> dict[str, Any]:
    """A question's row. Raises ChangedElsewhereError where it was dropped."""
    row = stored_row(database, item)
    if row is None:
        raise ChangedElsewhereError(GONE, None, wanted)
    return row
