"""The manifest: what is known of each source beyond its text. A folder without one works too."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from cdi_qa.errors import CorpusError
from cdi_qa.reading.origins import read_origin
from cdi_qa.schema import Problem, Source
from cdi_qa.storage import ASIDE, set_aside, write_atomic
from cdi_qa.text import fold_space, strip_controls

MANIFEST = "manifest.toml"
READABLE = {".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"}
_MENDED = (
    "manifest.toml could not be read; it is now {}, and the last good one was put in its place. "
)
_BESIDE = ".full"
"""After the id in the name of a full document whose digest has the id itself for its name."""
_FIELDS = ("id", "title", "kind", "publisher", "date", "address", "provenance", "attribution")
_DIGEST = re.compile(r"\bdigest\b", re.IGNORECASE)
_SAYS_DIGEST = re.compile(r"\s*\(digest\)|\bthe digest of\s+", re.IGNORECASE)


class ManifestEntry(BaseModel):
    """One `[[source]]` of the manifest."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", description="short name used in citations")
    address: str = ""
    file: str = Field(
        default=None,
        validate_default=True,
        description="file name in the corpus folder; one with an address may be fetched without",
    )
    title: str = Field(
        min_length=1, description="title shown in citations; a digest's says that it is one"
    )
    kind: Literal["full", "digest"] = "full"
    publisher: str = ""
    date: str = Field(default="", pattern=r"^$|^\d{4}(-\d{2}(-\d{2})?)?$")
    other_addresses: tuple[str, ...] = Field(
        default=(), description="where else the document may be found, in the order to try"
    )
    provenance: str = Field(default="", description="licence, or where the text comes from")
    attribution: str = Field(default="", description="how it is named inside a sentence")

    @field_validator("file", mode="before")
    @classmethod
    def _names_a_file(cls, file: object, info: ValidationInfo) -> object:
        if file is None and info.data.get("address"):
            return ""
        if file is None:
            raise PydanticCustomError("missing", "it is missing")
        if file == "":
            raise PydanticCustomError("empty", "it is empty")
        return file


def list_sources(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The sources of a corpus folder, the manifest's first, and what is wrong with the others.

    An unlisted file named after a digest's id takes the digest's place for as long as it is there,
    and so it does for any entry whose own file is not there.
    Raises CorpusError where the folder is missing or may not be looked into.
    """
    if not folder.is_dir():
        raise CorpusError(
            f"The folder of documents {folder} does not exist; name one with --corpus."
        )
    try:
        names = sorted(
            path.name for path in folder.iterdir() if not path.is_dir() and ASIDE not in path.name
        )
    except OSError as error:
        raise CorpusError(
            f"The folder of documents {folder} cannot be opened: {error.strerror}."
        ) from None
    entries, problems = read_manifest(folder)
    listed = {str(Path(entry.file)) for entry in entries if entry.file} | {MANIFEST}
    unlisted = [name for name in names if not name.startswith(".") and name not in listed]
    found: list[Source | Problem] = []
    for entry in entries:
        full = _full_text_of(folder, entry, unlisted)
        if full is not None:
            unlisted.remove(full)
        found.append(_listed(folder, entry, full))
    taken = {entry.id for entry in entries}
    for name in unlisted:
        found.append(_unlisted(folder, name, taken))
        taken |= {each.id for each in found[-1:] if isinstance(each, Source)}
    problems += [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Source)], problems


def absent_sources(folder: Path) -> list[Source]:
    """The manifest's sources of which nothing is in the folder. Raises CorpusError."""
    present = {source.id for source in list_sources(folder)[0]}
    return [
        Source(path=entry.file, **entry.model_dump(include=set(_FIELDS)))
        for entry in read_manifest(folder)[0]
        if entry.id not in present and _is_absent(folder, entry)
    ]


def full_name(folder: Path, source_id: str, ending: str) -> str:
    """The file name under which a document is the one of an id, whatever the digest's own is."""
    own = {entry.file for entry in read_manifest(folder)[0] if (folder / entry.file).is_file()}
    name = f"{source_id}{ending}"
    return name if name not in own else f"{source_id}{_BESIDE}{ending}"


def name_full(title: str) -> str:
    """What a full document is called whose digest has this title."""
    return _SAYS_DIGEST.sub("", title).strip()


def _full_text_of(folder: Path, entry: ManifestEntry, unlisted: Iterable[str]) -> str | None:
    """The file that stands in a digest's place, or for a file that is not there; None without."""
    if entry.kind != "digest" and not _is_absent(folder, entry):
        return None
    stems = (entry.id, f"{entry.id}{_BESIDE}")
    named = (name for name in unlisted if Path(name).stem in stems and _is_readable(name))
    return next(named, None)


def _listed(folder: Path, entry: ManifestEntry, full: str | None) -> Source | Problem:
    known = entry.model_dump(include=set(_FIELDS))
    if full:
        known |= {
            "kind": "full",
            "title": name_full(entry.title),
            "attribution": name_full(entry.attribution),
            "provenance": _provenance_of(folder / full, entry),
        }
    elif problem := _misplaced(folder, entry) if entry.file else _absent(entry):
        return problem
    elif read_origin(folder / entry.file):
        known["provenance"] = f"{entry.provenance} {_origin_of(folder / entry.file)}".strip()
    return _hashed(folder, full or entry.file, known)


def _is_absent(folder: Path, entry: ManifestEntry) -> bool:
    return not entry.file or not (folder / entry.file.replace("\0", "")).exists()


def _absent(entry: ManifestEntry) -> Problem:
    shown = fold_space(strip_controls(entry.file)) or entry.id
    known = "is named" if entry.file else "has an address"
    ways = "`cdi-qa sources fetch {0}` looks for it at its address; " if entry.address else ""
    return Problem(
        shown,
        f"{shown} {known} in {MANIFEST} but is not in the folder: {ways}"
        "`cdi-qa sources add FILE --id {0}` puts it in.".replace("{0}", entry.id),
    )


def _provenance_of(document: Path, entry: ManifestEntry) -> str:
    placed = document.name
    if entry.kind == "digest":
        placed += f", put in the place of the digest {entry.file}"
    return f"{placed}. {_origin_of(document)}".strip()


def _origin_of(document: Path) -> str:
    """Where a document comes from, as a sentence; "" where it was not put there by a command."""
    origin = read_origin(document)
    if origin is None:
        return ""
    way = f"Fetched from {origin.address}" if origin.address else "Added by hand"
    return f"{way} on {origin.time}; its SHA-256 is {origin.sha256}."


def _misplaced(folder: Path, entry: ManifestEntry) -> Problem | None:
    """What is wrong with the file that an entry names."""
    name = entry.file
    shown = fold_space(strip_controls(name))
    path = folder / name.replace("\0", "")
    if not path.resolve().is_relative_to(folder.resolve()):
        return Problem(shown, f"{shown} is outside the corpus folder.")
    if not path.is_file():
        return _absent(entry)
    return None if _is_readable(name) else _unreadable_kind(shown)


def _unlisted(folder: Path, name: str, taken: set[str]) -> Source | Problem:
    if not name.isprintable():
        shown = "".join(char if char.isprintable() else "?" for char in name)
        return Problem(
            shown, f"{shown} has a name with characters that cannot be shown; rename it."
        )
    if not _is_readable(name):
        return _unreadable_kind(name)
    base, ending = Path(name).stem, Path(name).suffix
    source_id = base if base not in taken else f"{base}-{ending[1:].lower()}"
    number = 2
    while source_id in taken:
        source_id, number = f"{base}-{number}", number + 1
    origin = read_origin(folder / name)
    title = (origin.title if origin else "") or _title_of_name(base)
    digest = bool(_DIGEST.search(title))
    if not digest and _opens_as_digest(folder / name):
        digest, title = True, f"{title} (digest)"
    return _hashed(
        folder, name, {"id": source_id, "title": title, "kind": "digest" if digest else "full"}
    )


def _title_of_name(base: str) -> str:
    title = re.sub(r"[-_]+", " ", base).strip() or base
    return title[:1].upper() + title[1:]


def _opens_as_digest(path: Path) -> bool:
    """True where a text's first line says that it is a digest, so that nobody takes it for more."""
    if path.suffix.lower() not in {".txt", ".md", ".markdown"}:
        return False
    try:
        with path.open("rb") as file:
            opening = file.read(2000).decode("utf-8", "replace")
    except OSError:
        return False
    return bool(_DIGEST.search(opening.strip().partition("\n")[0]))


def _hashed(folder: Path, name: str, known: dict[str, Any]) -> Source | Problem:
    digest = hashlib.sha256()
    try:
        with (folder / name).open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        return Problem(name, f"{name} cannot be opened: {error.strerror}.")
    return Source(path=name, sha256=digest.hexdigest(), **known)


def _is_readable(name: str) -> bool:
    return Path(name).suffix.lower() in READABLE


def _unreadable_kind(name: str) -> Problem:
    kinds = ", ".join(sorted(READABLE))
    return Problem(name, f"{name} is not a kind of document that is read ({kinds}).")


def read_manifest(folder: Path) -> tuple[list[ManifestEntry], list[Problem]]:
    """The entries that are in order; documents of the others are read as if not listed."""
    path = folder / MANIFEST
    if not path.exists():
        return [], []
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return [], [Problem(path.name, f"{path.name} cannot be opened: {error.strerror}.")]
    except ValueError as error:
        reason = f"{path.name} is not valid TOML and was left out: {error}."
        return [], [Problem(path.name, reason)]
    items = data.get("source", [])
    if not isinstance(items, list):
        reason = f"{path.name} was left out: each document needs a [[source]] of its own."
        return [], [Problem(path.name, reason)]
    entries: list[ManifestEntry] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        try:
            entry = ManifestEntry.model_validate(item)
        except ValidationError as error:
            problems.append(_wrong_entry(path.name, number, _first_fault(error)))
            continue
        if entry.id in {each.id for each in entries}:
            problems.append(_wrong_entry(path.name, number, f"the id {entry.id!r} is taken"))
        else:
            entries.append(entry)
    return entries, problems


def is_manifest(file: Path) -> bool:
    """True for a file that can be read as a manifest, whatever its entries are."""
    try:
        return bool(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return False


def mend_manifest(folder: Path, copy: Path | None) -> str:
    """Set a manifest that cannot be read aside for the copy of the last good one, if there is one.

    Returns what was done in a sentence, "" where nothing was; `read_manifest` says what is wrong
    with one that stays.
    """
    path = folder / MANIFEST
    if copy is None or not path.exists() or is_manifest(path):
        return ""
    try:
        aside = set_aside(path)
        write_atomic(path, copy.read_bytes())
    except OSError:
        return ""
    return _MENDED.format(aside.name)


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"{field!r} is missing"
    return f"{field!r} is wrong ({first['msg']})" if field else "it is no table"


def _wrong_entry(manifest: str, number: int, fault: str) -> Problem:
    return Problem(
        manifest,
        f"{manifest}: entry {number} was left out, because {fault}; its document is read under "
        "its file name.",
    )
