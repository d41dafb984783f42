"""Many questions: JSON lines in, JSON lines out; a bad line is named and passed over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, TextIO

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cdi_qa.assistant import Assistant
from cdi_qa.errors import CdiQaError, DocumentError


class BatchLine(BaseModel):
    """One conversation to answer: its turns in order."""

    model_config = ConfigDict(extra="allow")

    id: Annotated[str | int, Field(description="echoed in the output")]
    turns: Annotated[list[str], Field(min_length=1, description="the first question, follow-ups")]


def run_batch(
    assistant: Assistant, lines: Sequence[bytes], out: Path | None, show_progress: bool = False
) -> int:
    """Answer every line into `out` (standard output where None); returns how many were bad.

    Raises DocumentError where `out` cannot be written.
    """
    if out is None:
        return _write_all(assistant, lines, sys.stdout, show_progress)
    try:
        with out.open("w", encoding="utf-8") as file:
            return _write_all(assistant, lines, file, show_progress)
    except OSError as error:
        raise DocumentError(f"{out} cannot be written: {error.strerror}.") from None


def _write_all(
    assistant: Assistant, lines: Sequence[bytes], file: TextIO, show_progress: bool
) -> int:
    failures = 0
    with click.progressbar(
        length=len(lines), label="Answering", file=sys.stderr, hidden=not show_progress
    ) as bar:
        for record in _answer_all(assistant, lines):
            failures += "error" in record
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            file.flush()
            bar.update(1)
    return failures


def _answer_all(assistant: Assistant, lines: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        identifier: Any = None
        try:
            data = json.loads(raw.decode("utf-8-sig"))
            identifier = data.get("id") if isinstance(data, dict) else None
            line = BatchLine.model_validate(data)
            answers = [
                assistant.ask(turn, line.turns[:at]).as_dict() for at, turn in enumerate(line.turns)
            ]
            yield {"id": line.id, "answers": answers}
        except UnicodeDecodeError:
            yield _error(identifier, number, "The line is not UTF-8 text.")
        except json.JSONDecodeError as error:
            yield _error(identifier, number, f"The line is not valid JSON: {error.msg}.")
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            yield _error(identifier, number, f"The line is wrong at {where!r}: {first['msg']}.")
        except CdiQaError as error:
            yield _error(identifier, number, str(error))


def _error(identifier: Any, number: int, reason: str) -> dict[str, Any]:
    plain = identifier if isinstance(identifier, (str, int)) else None
    return {"id": plain, "line": number, "error": reason}
