"""The question set: one JSON object a line, typed and validated on reading.

What each field means to a person writing questions is in `eval/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cdi_qa.errors import UsageError
from cdi_qa.schema import Status
from cdi_qa.shipped import shipped_folder

Split = Literal["dev", "test"]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Facts = list[Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]]
STATEMENTS_FILE = "gate.jsonl"
"""The gate's own test set, beside the questions; `gate_set` reads it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedEvidence(_Strict):
    """What supports a right answer: a verbatim run of a source's page, white space folded."""

    source: str
    page: Annotated[int | None, Field(ge=1)]
    quote: Annotated[str, Field(min_length=1)]
    table: bool = False
    """True where the quote is a table's heading line and stands for every row of the table."""


class Case(_Strict):
    """One question, or one conversation of which the last turn is judged."""

    id: Name
    split: Split
    category: Name
    kind: Name | None = None
    turns: Annotated[list[str], Field(min_length=1, max_length=8)]
    expected_status: Annotated[list[Status], Field(min_length=1)]
    facts: Facts
    """From each list at least one string has to be in the answer's text."""
    table_facts: Facts = []
    """The same, worked out from the hand-checked table by a script."""
    forbidden: list[Annotated[str, Field(min_length=1)]]
    evidence: list[ExpectedEvidence]
    computed: dict[str, Any] | None = None
    note: str | None = None
    corpus: str | None = None
    """Folder of an altered corpus, relative to the questions' file; None for the default one."""

    @property
    def expected_facts(self) -> Facts:
        """Every fact that a right answer states, written by hand or worked out."""
        return [*self.facts, *self.table_facts]

    @property
    def group(self) -> str:
        """The questions it is counted with: its split, altered corpora apart."""
        return self.split if self.corpus is None else f"{self.split}-altered"

    @property
    def to_refuse(self) -> bool | None:
        """True where only a refusal is right, False where none is, None where either may be."""
        refusal = "not_in_documents" in self.expected_status
        return None if refusal and len(self.expected_status) > 1 else refusal


def default_questions() -> Path:
    """The folder of the project's own question files, in the checkout or the installed package."""
    return shipped_folder("eval", "questions")


def load_cases(path: Path) -> list[Case]:
    """The cases of one file, or of every `.jsonl` file of a folder; corpora as absolute paths.

    Raises UsageError naming the file and line where one is not right, and for an id given twice.
    """
    files = question_files(path)
    if not files:
        raise UsageError(f"There are no questions (.jsonl files) in {path}.")
    cases = [case for file in files for case in _read_file(file)]
    if not cases:
        raise UsageError(f"There is no question in {path}.")
    _refuse_doubles(cases)
    return cases


def question_files(path: Path) -> list[Path]:
    """The files of questions: one file, or those of a folder but for the statements of the gate."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.glob("*.jsonl") if file.name != STATEMENTS_FILE)


def _read_file(file: Path) -> list[Case]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not UTF-8 text.") from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    return [_read_line(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _read_line(file: Path, number: int, line: str) -> Case:
    where = f"{file}, line {number}"
    try:
        case = Case.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise UsageError(f"{where} is not valid JSON: {error.msg}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise UsageError(f"{where} is wrong at {field!r}: {first['msg']}.") from None
    if case.corpus is None:
        return case
    folder = (file.parent / case.corpus).resolve()
    if not folder.is_dir():
        raise UsageError(f"{where} names a corpus that is not there: {folder}.")
    return case.model_copy(update={"corpus": str(folder)})


def _refuse_doubles(cases: Iterable[Case]) -> None:
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise UsageError(f"The id {case.id!r} is given to two questions.")
        seen.add(case.id)
