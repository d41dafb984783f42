"""Generating: cases → answers.jsonl, with everything that is needed to say later how it was made.

<out>/run.json        systems, settings, versions, hashes of questions and corpora, revision
<out>/answers.jsonl   one line for each case and system
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from cdi_qa.assistant import Assistant
from cdi_qa.errors import CdiQaError, UsageError
from cdi_qa.evaluation.cases import Case, Split, question_files
from cdi_qa.evaluation.systems import SYSTEMS, THIS
from cdi_qa.reading.manifest import list_sources
from cdi_qa.schema import Answer
from cdi_qa.settings import Settings
from cdi_qa.storage import write_atomic

RUN_FILE, ANSWERS_FILE = "run.json", "answers.jsonl"
_PACKAGES = ("cdi_qa", "langchain", "chromadb", "sentence-transformers", "bm25s", "duckdb", "pypdf")
_RANKED = 50


class Run(BaseModel):
    """How a set of answers was made."""

    model_config = ConfigDict(extra="ignore")

    started: str
    """Date and time in ISO form, UTC."""
    revision: str
    """Git revision of the code, with "+" where it had changes; empty outside a checkout."""
    questions: str
    """Name of the questions' file or folder."""
    questions_sha256: str
    splits: list[Split]
    systems: list[str]
    settings: dict[str, str]
    versions: dict[str, str]
    corpora: dict[str, dict[str, str]]
    """For each corpus ("" is the default one) the SHA-256 of each file, by name."""


@dataclass(frozen=True, slots=True)
class Record:
    """One system's answer to one case."""

    id: str
    system: str
    answer: Answer | None
    error: str | None = None
    rankings: dict[str, list[str]] | None = None
    """Passage ids, best first, by each way of searching; only for this system."""


_RECORD = TypeAdapter(Record)


def describe_run(
    cases: Sequence[Case], questions: Path, settings: Settings, systems: Sequence[str]
) -> Run:
    """What is saved beside the answers."""
    files = question_files(questions)
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    present = {case.split for case in cases}
    splits: list[Split] = ["dev", "test"]
    return Run(
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        revision=_revision(),
        questions=questions.name,
        questions_sha256=digest.hexdigest(),
        splits=[split for split in splits if split in present],
        systems=list(systems),
        settings={"embeddings": settings.embeddings or "all-MiniLM-L6-v2, as installed"},
        versions={
            "python": platform.python_version(),
            **{name: importlib.metadata.version(name) for name in _PACKAGES},
        },
        corpora={
            name: hash_corpus(folder) for name, folder in corpora_of(cases, settings.corpus).items()
        },
    )


def corpora_of(cases: Iterable[Case], default: Path) -> dict[str, Path]:
    """The corpora that the cases are asked of: the default one as "", altered ones by name."""
    altered = sorted({case.corpus for case in cases if case.corpus is not None})
    found = {Path(folder).name: Path(folder) for folder in altered}
    return {"": default, **found} if any(case.corpus is None for case in cases) else found


def corpus_name(case: Case) -> str:
    """The name under which `corpora_of` has a case's corpus."""
    return Path(case.corpus).name if case.corpus is not None else ""


def hash_corpus(folder: Path) -> dict[str, str]:
    """SHA-256 of each readable document of a corpus, by file name."""
    return {source.path: source.sha256 for source in list_sources(folder)[0]}


def _revision() -> str:
    """The checkout's revision; asking git changes nothing."""
    here = Path(__file__).resolve().parent

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(here), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        return done.stdout.strip() if done.returncode == 0 else ""

    try:
        revision = git("rev-parse", "--short=12", "HEAD")
        return f"{revision}+" if revision and git("status", "--porcelain") else revision
    except OSError:
        return ""


def generate(
    cases: Sequence[Case],
    settings: Settings,
    systems: Sequence[str],
    on_progress: Callable[[int], None] = lambda done: None,
) -> Iterator[Record]:
    """Every system's answer to every case, corpus by corpus.

    `on_progress` is told how many were answered since it was last told. A question that fails is
    a record with the error, not the end of the run.
    """
    for name, folder in corpora_of(cases, settings.corpus).items():
        chosen = [case for case in cases if corpus_name(case) == name]
        assistant = Assistant.open(settings.model_copy(update={"corpus": folder}))
        for system in systems:
            made = SYSTEMS[system][1](assistant)
            for case in chosen:
                yield _answer(case, made.answer, system, assistant)
                on_progress(1)


def _answer(
    case: Case,
    answer: Callable[[Sequence[str]], Answer],
    system: str,
    assistant: Assistant,
) -> Record:
    try:
        given = answer(case.turns)
        if system != THIS:
            return Record(case.id, system, given)
        ranked = assistant.rank_passages(case.turns[-1], case.turns[:-1])
    except CdiQaError as error:
        return Record(case.id, system, None, str(error))
    return Record(
        case.id, system, given, None, {name: ids[:_RANKED] for name, ids in ranked.items()}
    )


def save_run(out: Path, run: Run, records: Iterable[Record]) -> None:
    """Write `run.json` and `answers.jsonl`; the latter grows line by line, so a stop loses little.

    Raises UsageError where the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_atomic(out / RUN_FILE, run.model_dump_json(indent=2).encode())
        with (out / ANSWERS_FILE).open("w", encoding="utf-8") as file:
            for record in records:
                line = _RECORD.dump_python(record, mode="json")
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}.") from None


def load_run(folder: Path) -> tuple[Run, list[Record]]:
    """What `save_run` wrote. Raises UsageError where the folder holds no run or a damaged one."""
    try:
        run = Run.model_validate_json((folder / RUN_FILE).read_bytes())
        lines = (folder / ANSWERS_FILE).read_text(encoding="utf-8").splitlines()
        return run, [_RECORD.validate_json(line) for line in lines]
    except FileNotFoundError:
        raise UsageError(f"{folder} holds no evaluation run.") from None
    except (OSError, ValueError, ValidationError) as error:
        raise UsageError(f"The run in {folder} is damaged ({type(error).__name__}).") from None
