"""The gate's own test set: statements that hold and statements that are subtly wrong.

Each is put before the gate as an answer of one statement; what it removes is counted against what
is marked as wrong. The fields are described in `eval/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cdi_qa.answering.ground import check_draft
from cdi_qa.errors import UsageError
from cdi_qa.evaluation.cases import STATEMENTS_FILE, Split, default_questions
from cdi_qa.reading import read_corpus
from cdi_qa.reading.markdown import read_markdown
from cdi_qa.schema import Claim, Corpus, Draft, Evidence


class Statement(BaseModel):
    """One sentence with what it cites, and whether it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    split: Split
    kind: str
    """"true", or what is wrong with it."""
    holds: bool
    text: str = Field(min_length=1)
    evidence: list[dict[str, str | int | None]]
    corpus: str = ""
    """Folder or document, relative to the file; empty for the default corpus."""
