"""What reading a document gives, and which rules it was read by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from cdi_qa.schema import Page, Passage, Record, Section, Source, Table


@dataclass(frozen=True, slots=True)
class SourceReading:
    """One source as read."""

    source: Source
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    records: tuple[Record, ...] = ()
    remark: str = ""
    """Something to tell about the reading although it worked."""
    title: str = ""
    """What the document calls itself; empty where it does not."""


def places_before(
    readings: Iterable[SourceReading], before: Iterable[SourceReading]
) -> list[int | None]:
    """For each document the place of its first passage in an earlier reading of all.

    None where it was not there, or not as it is now.
    """
    known: dict[str, tuple[int, SourceReading]] = {}
    at = 0
    for reading in before:
        known[reading.source.id] = at, reading
        at += len(reading.passages)

    def place(reading: SourceReading) -> int | None:
        at, old = known.get(reading.source.id, (None, reading))
        one, other = old.source, reading.source
        titled_alike = (one.title, one.attribution) == (other.title, other.attribution)
        return at if titled_alike and old.passages == reading.passages else None

    return [place(reading) for reading in readings]


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Identifies the reading rules: an index made by other rules is out of date."""
    digest = hashlib.sha256()
    for name in ("cdi_qa.reading", "cdi_qa.knowledge"):
        for file in sorted(files(name).iterdir(), key=lambda item: item.name):
            if file.name.endswith((".py", ".toml")):
                digest.update(file.read_bytes())
    digest.update(files("cdi_qa").joinpath("text.py").read_bytes())
    return digest.hexdigest()
