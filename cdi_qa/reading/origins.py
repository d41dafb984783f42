"""How a document came into the corpus: noted beside it, out of sight."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Origin(BaseModel):
    """Where and when a document that was fetched or added was found, and what it was then."""

    model_config = ConfigDict(frozen=True)

    address: str = Field(description="empty where it was added by hand")
    time: str = Field(description="Coordinated Universal Time")
    sha256: str
    title: str = Field(default="", description="what the document calls itself")


def origin_file(document: Path) -> Path:
    """Where the origin of a fetched or added document is noted: beside it, out of sight."""
    return document.with_name(f".{document.name}.origin.json")


def read_origin(document: Path) -> Origin | None:
    """How a document came here; None where it was put there, or is no longer what came."""
    try:
        origin = Origin.model_validate_json(origin_file(document).read_bytes())
        same = hashlib.sha256(document.read_bytes()).hexdigest() == origin.sha256
    except (OSError, ValueError):
        return None
    return origin if same else None
