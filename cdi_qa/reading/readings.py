"""What reading a document gives, and which rules it was read by."""

from __future__ import annotations

import hashlib
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


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Identifies the reading rules: an index made by other rules is out of date."""
    digest = hashlib.sha256()
    for name in ("cdi_qa.reading", "cdi_qa.knowledge"):
        for file in sorted(files(name).iterdir(), key=lambda item: item.name):
            if file.name.endswith((".py", ".toml")):
                digest.update(file.read_bytes())
    return digest.hexdigest()
