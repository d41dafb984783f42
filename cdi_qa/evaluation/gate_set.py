"""The gate's own test set: statements that hold and statements that are subtly wrong.

Each is put before the gate as an answer of one statement; what it removes is counted against what
is marked as wrong. The fields are described in `eval/README.md`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cdi_qa.answering.ground import check_draft
from cdi_qa.errors import CdiQaError, UsageError
from cdi_qa.evaluation.cases import STATEMENTS_FILE, Split, default_questions
from cdi_qa.reading import read_corpus, read_source
from cdi_qa.schema import Claim, Corpus, Draft, Evidence, Source


class Cited(BaseModel):
    """What a statement cites; of a wrong one the page may be another than the quote's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    page: int | None
    quote: str


class Statement(BaseModel):
    """One sentence with what it cites, and whether it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    split: Split
    kind: str
    """"true", or what is wrong with it."""
    holds: bool
    text: str = Field(min_length=1)
    evidence: list[Cited]
    corpus: str = ""
    """Folder or document, relative to the file; empty for the default corpus."""


@dataclass(frozen=True, slots=True)
class GateFigures:
    """How a split went; shares are from 0 to 1, and None where nothing was measured."""

    right: int
    """Statements that hold."""
    wrong: int
    removed_right: int
    removed_wrong: int
    missed: dict[str, int]
    """What was wrong with those wrong statements that passed, and how many there were of each."""

    @property
    def precision(self) -> float | None:
        """Of what is removed, the share that is wrong."""
        removed = self.removed_wrong + self.removed_right
        return self.removed_wrong / removed if removed else None

    @property
    def recall(self) -> float | None:
        """Of what is wrong, the share that is removed."""
        return self.removed_wrong / self.wrong if self.wrong else None


def load_statements(file: Path | None = None) -> list[Statement]:
    """The statements of a file, the project's own without one. Raises UsageError where wrong."""
    file = default_questions() / STATEMENTS_FILE if file is None else file
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [Statement.model_validate(json.loads(line)) for line in lines]
    except (OSError, ValueError, ValidationError) as error:
        raise UsageError(f"The statements in {file} cannot be read: {error}.") from None


def measure_gate(default: Path, split: Split, file: Path | None = None) -> GateFigures:
    """Put the statements of a split before the gate; `default` is the default corpus.

    Raises UsageError where the statements or their documents cannot be read.
    """
    statements = [item for item in load_statements(file) if item.split == split]
    folder = (default_questions() / STATEMENTS_FILE if file is None else file).parent
    removed: set[str] = set()
    for name in dict.fromkeys(item.corpus for item in statements):
        corpus = _read(folder / name if name else default)
        chosen = [item for item in statements if item.corpus == name]
        removed |= {item.id for item in chosen if _is_removed(item, corpus)}
    return _count(statements, removed)


def _count(statements: Sequence[Statement], removed: set[str]) -> GateFigures:
    right = [item for item in statements if item.holds]
    wrong = [item for item in statements if not item.holds]
    missed = Counter(item.kind for item in wrong if item.id not in removed)
    return GateFigures(
        right=len(right),
        wrong=len(wrong),
        removed_right=sum(item.id in removed for item in right),
        removed_wrong=len(wrong) - missed.total(),
        missed=dict(sorted(missed.items())),
    )


def _read(path: Path) -> Corpus:
    try:
        if path.is_dir():
            return read_corpus(path)[0]
        source = Source(path.stem, path.stem.replace("-", " "), "full", path.name)
        read = read_source(source, path.parent)
    except CdiQaError as error:
        raise UsageError(f"The gate's documents cannot be read: {error}") from None
    return Corpus((read.source,), read.pages, read.passages, read.sections, read.tables)


def _is_removed(item: Statement, corpus: Corpus) -> bool:
    evidence = tuple(_evidence(cited, corpus) for cited in item.evidence)
    return check_draft(Draft("answered", (Claim(item.text, evidence),)), corpus).removed > 0


def _evidence(cited: Cited, corpus: Corpus) -> Evidence:
    """The citation with the headings that the quote stands under."""
    section = next(
        (
            passage.section
            for passage in corpus.passages
            if (passage.source, passage.quote) == (cited.source, cited.quote)
        ),
        (),
    )
    return Evidence(cited.source, cited.page, section, cited.quote)
