"""A document → its reading, within limits of time and memory, whatever is in the file.

A file is read in a process of its own: what it does to that process, it does to no more. Starting
one takes most of a second, so a small file of a plain format is read in this process instead. There
its size alone is the limit: of over a hundred files of that size that are made to be slow, one
construct again and again, none takes three seconds (`tests/reading/small_files.py`). A PDF, of
which a few bytes can ask for any amount of work, is never read here.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from cdi_qa.errors import DocumentError
from cdi_qa.reading.document import read_document
from cdi_qa.reading.readings import SourceReading
from cdi_qa.schema import Source


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    seconds: float = 180.0
    """A PDF of a hundred pages takes some ten."""
    megabytes: int = 2048
    """Of memory, where the system can set a limit."""
    largest: int = 300
    """Megabytes of a file that is still looked at."""
    small: int = 20_000
    """Bytes, unpacked, up to which a file can do no harm that needs a process of its own."""
    small_word: int = 200_000
    """The same of a Word file, most of which is styles and settings."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the process hands back: a reading, or in one sentence why there is none."""

    reading: SourceReading | None = None
    error: str = ""


@lru_cache(maxsize=1)
def outcomes() -> TypeAdapter[Outcome]:
    """An outcome as JSON and back: nothing that a file's text could make run."""
    return TypeAdapter(Outcome)


def read_within(source: Source, data: bytes, limits: Limits) -> SourceReading:
    """The document, whole.

    Raises DocumentError where it is damaged, locked, holds no text or takes too much to read.
    """
    if _is_small(data, Path(source.path), limits):
        outcome = read_outcome(source, data, limits.megabytes)
    else:
        outcome = _read_apart(source, data, limits)
    if outcome.reading is None:
        raise DocumentError(outcome.error)
    return outcome.reading


def read_outcome(source: Source, data: bytes, megabytes: int) -> Outcome:
    """What reading in this process comes to, whatever the file holds."""
    name = Path(source.path).name
    try:
        return Outcome(read_document(source, data))
    except DocumentError as error:
        return Outcome(error=str(error))
    except MemoryError:
        return Outcome(
            error=f"{name} needs more memory than reading one document may take ({megabytes} MB); "
            f"{_remedy(name)}."
        )
    except RecursionError:
        return Outcome(error=f"{name} is nested too deep to be read; {_remedy(name)}.")
    except Exception as error:  # whatever else a malformed file leads to, it is of this file only
        return Outcome(
            error=f"{name} is damaged ({type(error).__name__}) and was not read; {_remedy(name)}."
        )


def _remedy(name: str) -> str:
    if name.lower().endswith(".pdf"):
        return "save or print it to PDF again"
    return "split it, or save it anew"


def _is_small(data: bytes, path: Path, limits: Limits) -> bool:
    """True for a file that is read sooner than a process is started, whatever it holds."""
    ending = path.suffix.lower()
    if ending == ".docx":
        return _unpacked(data) <= limits.small_word
    return ending != ".pdf" and len(data) <= limits.small


def _unpacked(data: bytes) -> float:
    """The bytes that a zipped file says it unpacks to; zipfile gives no more than is said."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        return 0  # refused as soon as it is looked at
    except Exception:  # a directory that is broken otherwise is not looked at in this process
        return float("inf")


def _read_apart(source: Source, data: bytes, limits: Limits) -> Outcome:
    """What reading in a process with limits comes to."""
    name = Path(source.path).name
    # The child finds the same modules, however this process came by them.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONIOENCODING": "utf-8",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    try:
        done = subprocess.run(  # noqa: S603 (the command is this program's own)
            [sys.executable, "-m", "cdi_qa.reading.limited_process", str(limits.megabytes)],
            input=TypeAdapter(Source).dump_json(source) + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(
            error=f"{name} took longer than {limits.seconds:.0f} seconds to read and was given up; "
            f"{_remedy(name)}."
        )
    try:
        return outcomes().validate_json(done.stdout)
    except ValidationError:
        return Outcome(
            error=f"{name} is damaged in a way that stopped the reader; {_remedy(name)}."
        )
