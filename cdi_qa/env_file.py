"""The `.env` file of the working folder: settings that a person typed.

Other programs keep theirs in it too, so a damaged one is set aside only where it names a setting of
this program or nothing in it can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from cdi_qa.storage import set_aside, write_atomic

FILE = Path(".env")
PREFIX = "CDI_QA_"
_UNREADABLE = ".env cannot be opened ({}), so no setting is taken from it."
_DAMAGED = ".env is damaged: {} of its lines cannot be read."
_LINE = "Line {} of .env is not understood and was left out; write it as NAME=value."
_SET_ASIDE = (
    ".env was damaged; it is now {}, and a new one holds the lines that could be read ({}), so put "
    "in again what is missing."
)
_KEPT = "{} It cannot be set aside ({})."


@dataclass(frozen=True, slots=True)
class EnvFile:
    """What was read of the file."""

    values: dict[str, str] = field(default_factory=dict)
    """Settings by their names, in small letters and without the prefix."""
    fault: str = ""
    """What is wrong with it, in a sentence."""
    readable: str | None = None
    """The lines that can be read, where the file is damaged and is this program's."""


def read_env_file() -> EnvFile:
    """The settings in the file; what cannot be read of it is left out and said."""
    try:
        data = FILE.read_bytes() if FILE.is_file() else b""
    except OSError as error:
        return EnvFile(fault=_UNREADABLE.format(error.strerror))
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    good = [text for line in lines if (text := _decode(line)) is not None]
    text, fault = "", ""
    for binding in parse_stream(StringIO("".join(good))):
        if not binding.error:
            text += binding.original.string
        elif PREFIX in binding.original.string.upper():
            fault = fault or _LINE.format(binding.original.line)
    known = dotenv_values(stream=StringIO(text))
    values = {
        name[len(PREFIX) :].lower(): value
        for name, value in known.items()
        if name.upper().startswith(PREFIX) and value is not None
    }
    if len(good) == len(lines):
        return EnvFile(values, fault)
    own = PREFIX.encode() in data.upper() or not known
    return EnvFile(values, _DAMAGED.format(len(lines) - len(good)), text if own else None)


def mend_env_file() -> str:
    """Set a damaged file aside for one with the lines that can be read; what is to be said."""
    read = read_env_file()
    if read.readable is None:
        return read.fault
    try:
        aside = set_aside(FILE)
        write_atomic(FILE, read.readable.encode())
    except OSError as error:
        return _KEPT.format(read.fault, error.strerror)
    return _SET_ASIDE.format(aside, len(read.readable.splitlines()))


def _decode(line: bytes) -> str | None:
    """A line's text; None where it is none."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.strip("\r\n").replace("\t", " ").isprintable() else None
