"""The rows of the saved packs: their columns, and questions made of them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from cdi_qa.pack.model import Item, Suggestion
from cdi_qa.schema import Evidence

SCHEMA = """
CREATE TABLE IF NOT EXISTS packs (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, meeting_date TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1);
CREATE TABLE IF NOT EXISTS items (
    id INTEGER PRIMARY KEY AUTOINCREMENT, pack INTEGER NOT NULL, position INTEGER NOT NULL,
    theme TEXT NOT NULL, text TEXT NOT NULL, evidence TEXT NOT NULL, comparison TEXT NOT NULL,
    full_answer TEXT NOT NULL, follow_up TEXT NOT NULL, priority INTEGER NOT NULL,
    assignee TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'open', answer TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1);
CREATE TABLE IF NOT EXISTS log (
    id INTEGER PRIMARY KEY AUTOINCREMENT, pack INTEGER NOT NULL, author TEXT NOT NULL,
    what TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL);
"""
_COLUMNS = [
    *("id", "pack", "position", "theme", "text", "evidence", "comparison", "full_answer"),
    *("follow_up", "priority", "assignee", "note", "state", "answer", "seconds", "version"),
]


def insert_item(database: sqlite3.Connection, pack: int, position: int, item: Suggestion) -> int:
    """Put a question at a position of a pack; its id."""
    made = database.execute(
        "INSERT INTO items (pack, position, theme, text, evidence, comparison, full_answer, "
        "follow_up, priority) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            pack,
            position,
            item.theme,
            item.text,
            json.dumps([asdict(evidence) for evidence in item.evidence]),
            item.comparison,
            json.dumps(item.full_answer),
            item.follow_up,
            item.priority,
        ),
    )
    return int(made.lastrowid or 0)


def read_item(row: dict[str, Any]) -> Item:
    """A question from its row."""
    evidence = tuple(
        Evidence(held["source"], held["page"], tuple(held["section"]), held["quote"])
        for held in json.loads(row.pop("evidence"))
    )
    return Item(evidence=evidence, full_answer=tuple(json.loads(row.pop("full_answer"))), **row)


def stored_row(database: sqlite3.Connection, item: int) -> dict[str, Any] | None:
    """A question's row, None where it was dropped."""
    row = database.execute("SELECT * FROM items WHERE id = ?", (item,)).fetchone()
    return dict(row) if row is not None else None


def told_of(row: dict[str, Any] | None, with_place: bool = False) -> dict[str, Any] | None:
    """What a row says, without its version; its place only where that is what was changed."""
    left_out = {"version"} if with_place else {"version", "position"}
    return row and {name: value for name, value in row.items() if name not in left_out}


def pack_rows(database: sqlite3.Connection, pack: int) -> dict[str, dict[str, Any]]:
    """Every row of a pack, by id."""
    rows = database.execute("SELECT * FROM items WHERE pack = ?", (pack,)).fetchall()
    return {str(row["id"]): dict(row) for row in rows}


def restore_row(database: sqlite3.Connection, row: dict[str, Any]) -> None:
    """Put a row back as it was."""
    marks = ", ".join("?" for _ in _COLUMNS)
    database.execute(
        f"INSERT OR REPLACE INTO items ({', '.join(_COLUMNS)}) VALUES ({marks})",
        [row[name] for name in _COLUMNS],
    )
