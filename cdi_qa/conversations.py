"""Conversations kept on disk, in one SQLite file of the data folder.

A message holds its whole answer, citations included, so nothing moves when the documents change.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from cdi_qa.schema import Answer
from cdi_qa.sqlite_file import SqliteFile

FILE_NAME = "conversations.sqlite"
Verdict = Literal["", "right", "wrong"]

_VERSION = 1
_SCHEMA = """
CREATE TABLE conversation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    changed REAL NOT NULL
);
CREATE TABLE message (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,
    question TEXT NOT NULL,
    asked REAL NOT NULL,
    answer TEXT,
    error TEXT NOT NULL DEFAULT '',
    verdict TEXT NOT NULL DEFAULT '',
    comment TEXT NOT NULL DEFAULT ''
);
CREATE INDEX message_of ON message (conversation);
CREATE VIRTUAL TABLE words USING fts5 (said, tokenize = 'porter unicode61 remove_diacritics 2');
"""
_TITLE = 80
"""Characters of a title."""
_ANSWER = TypeAdapter(Answer)
_UNREADABLE = "This answer was kept by another version and cannot be shown; ask again."


@dataclass(frozen=True, slots=True)
class Message:
    """A question with its answer or the error that came instead; with neither it is waiting."""

    number: int
    question: str
    asked: float = 0.0
    """Seconds since 1970."""
    answer: Answer | None = None
    error: str = ""
    verdict: Verdict = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the list of conversations shows of one."""

    id: str
    title: str
    changed: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A message that a reader judged, with the questions answered before it, oldest first."""

    message: Message
    earlier: tuple[str, ...]


class Conversations:
    """One owner's conversations; the owner is "" where nobody signs in.

    Every method raises KeptFileError, one sentence, where the file cannot be used.
    """

    def __init__(self, folder: Path, owner: str = "") -> None:
        self._file = SqliteFile(folder / FILE_NAME, _SCHEMA, _VERSION)
        self._owner = owner

    @property
    def remark(self) -> str:
        """What was set aside, in a sentence; empty where all was well."""
        return self._file.remark

    # ── what is said ────────────────────────────────────────────────────────────────────────

    def add(self, question: str, conversation: str | None = None) -> str:
        """Put a question at a conversation's end; the conversation's id, a new one where it had
        none or is gone.
        """
        with self._file.transaction() as db:
            number = self._number(db, conversation)
            if number is None:
                conversation, number = self._begin(db, _title(question))
            self._put(db, number, question)
            self._note_change(db, number)
        return str(conversation)

    def ask_instead(self, conversation: str, message: int, question: str) -> str:
        """Ask another question in an earlier one's place; the id of the conversation with it.

        Where more was said after it, that is in a copy, so that nothing is lost.
        """
        with self._file.transaction() as db:
            number = self._number(db, conversation)
            if number is None:
                target, number = self._begin(db, _title(question))
            elif self._is_last(db, number, message):
                target = conversation
                db.execute("DELETE FROM message WHERE number = ?", (message,))
            else:
                target, copy = self._begin(db, _title(question))
                db.execute(
                    "INSERT INTO message (conversation, question, asked, answer, error)"
                    " SELECT ?, question, asked, answer, error FROM message"
                    " WHERE conversation = ? AND number < ? ORDER BY number",
                    (copy, number, message),
                )
                number = copy
            self._put(db, number, question)
            self._note_change(db, number)
        return target

    def settle(self, message: int, answer: Answer | None = None, error: str = "") -> None:
        """Keep a waiting message's answer, or the error that came instead."""
        kept = None if answer is None else _ANSWER.dump_json(answer).decode()
        with self._file.transaction() as db:
            number = self._conversation_of(db, message)
            if number is not None:
                db.execute(
                    "UPDATE message SET answer = ?, error = ? WHERE number = ?",
                    (kept, error, message),
                )
                self._note_change(db, number)

    def messages(self, conversation: str) -> list[Message] | None:
        """What was said, oldest first; None where there is no such conversation."""
        with self._file.transaction() as db:
            number = self._number(db, conversation)
            if number is None:
                return None
            rows = db.execute(
                "SELECT * FROM message WHERE conversation = ? ORDER BY number", (number,)
            )
            return [_read_message(row) for row in rows]

    # ── the list ────────────────────────────────────────────────────────────────────────────

    def find(self, search: str = "") -> list[Conversation]:
        """The conversations in which all the words occur, at the end of a word left open; newest
        first.
        """
        words = " ".join(f'"{word}"*' for word in re.findall(r"\w+", search))
        chosen = "AND number IN (SELECT rowid FROM words WHERE words MATCH :words)" if words else ""
        query = (
            f"SELECT id, title, changed FROM conversation WHERE owner = :owner {chosen}"
            " ORDER BY changed DESC, number DESC"
        )
        with self._file.transaction() as db:
            rows = db.execute(query, {"owner": self._owner, "words": words})
            return [Conversation(**row) for row in rows]

    def title(self, conversation: str) -> str:
        """The title, empty where there is no such conversation."""
        with self._file.transaction() as db:
            row = db.execute(
                "SELECT title FROM conversation WHERE id = ? AND owner = ?",
                (conversation, self._owner),
            ).fetchone()
        return str(row["title"]) if row else ""

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation another title; an empty one is not taken."""
        if not _title(title):
            return
        with self._file.transaction() as db:
            number = self._number(db, conversation)
            if number is not None:
                db.execute(
                    "UPDATE conversation SET title = ? WHERE number = ?", (_title(title), number)
                )
                self._index(db, number)

    def delete(self, conversation: str) -> None:
        """Take a conversation off the disk."""
        with self._file.transaction() as db:
            number = self._number(db, conversation)
            if number is not None:
                db.execute("DELETE FROM words WHERE rowid = ?", (number,))
                # Until it is written anew the index keeps the words of what was deleted.
                db.execute("INSERT INTO words (words) VALUES ('optimize')")
                db.execute("DELETE FROM conversation WHERE number = ?", (number,))

    # ── what a reader thinks of it ──────────────────────────────────────────────────────────

    def judge(self, message: int, verdict: Verdict, comment: str = "") -> None:
        """Keep whether an answer was right, and what the reader says of it."""
        with self._file.transaction() as db:
            if self._conversation_of(db, message) is not None:
                db.execute(
                    "UPDATE message SET verdict = ?, comment = ? WHERE number = ?",
                    (verdict, comment.strip(), message),
                )

    def judged(self) -> list[Judged]:
        """Every answer that was judged, in the order asked."""
        with self._file.transaction() as db:
            rows = db.execute(
                "SELECT message.* FROM message JOIN conversation AS c ON c.number = conversation"
                " WHERE owner = ? ORDER BY message.number",
                (self._owner,),
            ).fetchall()
        earlier: dict[int, list[str]] = {}
        found = []
        for row in rows:
            before = earlier.setdefault(row["conversation"], [])
            message = _read_message(row)
            if message.verdict and message.answer is not None:
                found.append(Judged(message, tuple(before)))
            if message.answer is not None:
                before.append(message.question)
        return found

    # ── rows ────────────────────────────────────────────────────────────────────────────────

    def _number(self, db: sqlite3.Connection, conversation: str | None) -> int | None:
        row = db.execute(
            "SELECT number FROM conversation WHERE id = ? AND owner = ?",
            (conversation, self._owner),
        ).fetchone()
        return None if row is None else int(row["number"])

    def _conversation_of(self, db: sqlite3.Connection, message: int) -> int | None:
        row = db.execute(
            "SELECT c.number FROM message JOIN conversation AS c ON c.number = conversation"
            " WHERE message.number = ? AND owner = ?",
            (message, self._owner),
        ).fetchone()
        return None if row is None else int(row["number"])

    def _begin(self, db: sqlite3.Connection, title: str) -> tuple[str, int]:
        name = secrets.token_urlsafe(9)
        added = db.execute(
            "INSERT INTO conversation (id, owner, title, changed) VALUES (?, ?, ?, ?)",
            (name, self._owner, title, time.time()),
        )
        return name, int(added.lastrowid or 0)

    @staticmethod
    def _is_last(db: sqlite3.Connection, number: int, message: int) -> bool:
        query = "SELECT max(number) FROM message WHERE conversation = ?"
        return bool(db.execute(query, (number,)).fetchone()[0] == message)

    @staticmethod
    def _put(db: sqlite3.Connection, number: int, question: str) -> None:
        db.execute(
            "INSERT INTO message (conversation, question, asked) VALUES (?, ?, ?)",
            (number, question, time.time()),
        )

    def _note_change(self, db: sqlite3.Connection, number: int) -> None:
        db.execute("UPDATE conversation SET changed = ? WHERE number = ?", (time.time(), number))
        self._index(db, number)

    @staticmethod
    def _index(db: sqlite3.Connection, number: int) -> None:
        """Write anew what a search looks in: the title, the questions and the answers' texts."""
        db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        db.execute(
            "INSERT INTO words (rowid, said) SELECT number, title || ' ' || coalesce((SELECT"
            " group_concat(question || ' ' || coalesce(answer ->> '$.text', ''), ' ')"
            " FROM message WHERE conversation = c.number), '')"
            " FROM conversation AS c WHERE number = ?",
            (number,),
        )


def _title(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _TITLE else folded[: _TITLE - 1].rstrip() + "…"


def _read_message(row: sqlite3.Row) -> Message:
    answer, error = None, row["error"]
    if row["answer"] is not None:
        try:
            answer = _ANSWER.validate_json(row["answer"])
        except ValidationError:
            error = _UNREADABLE
    return Message(
        row["number"], row["question"], row["asked"], answer, error, row["verdict"], row["comment"]
    )
