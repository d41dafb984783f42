"""The manifest: what is known of each source beyond its text. A folder without one works too."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cdi_qa.errors import CorpusError
from cdi_qa.schema import Problem, Source

MANIFEST = "manifest.toml"
READABLE = {".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"}


class ManifestEntry(BaseModel):
    """One `[[source]]` of the manifest."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", description="short name used in citations")
    file: str = Field(description="file name in the corpus folder")
    title: str = Field(description="title shown in citations; a digest's says that it is one")
    kind: Literal["full", "digest"] = "full"
    publisher: str = ""
    date: str = Field(default="", pattern=r"^$|^\d{4}(-\d{2}(-\d{2})?)?$")
    address: str = ""
    provenance: str = Field(default="", description="licence, or where the text comes from")
    attribution: str = Field(default="", description="how it is named inside a sentence")


def list_sources(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The sources of a corpus folder, the manifest's first, and the files that cannot be read.

    Raises CorpusError where the folder or its manifest is no good.
    """
    if not folder.is_dir():
        raise CorpusError(
            f"The folder of documents {folder} does not exist; name one with --corpus."
        )
    entries = _read_manifest(folder / MANIFEST)
    sources: list[Source] = []
    problems: list[Problem] = []
    for entry in entries:
        path = (folder / entry.file).resolve()
        if not path.is_relative_to(folder.resolve()):
            problems.append(Problem(entry.file, f"{entry.file} is outside the corpus folder."))
        elif not path.is_file():
            problems.append(
                Problem(
                    entry.file, f"{entry.file} is named in {MANIFEST} but is not in the folder."
                )
            )
        else:
            known = entry.model_dump(include=set(Source.__dataclass_fields__) & set(entry.__dict__))
            sources.append(Source(path=entry.file, sha256=_hash(path), **known))
    taken = {source.id for source in sources} | {entry.id for entry in entries}
    listed = {entry.file for entry in entries}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == MANIFEST or path.name in listed:
            continue
        if not path.is_file():
            continue
        if path.suffix.lower() not in READABLE:
            kinds = ", ".join(sorted(READABLE))
            problems.append(
                Problem(path.name, f"{path.name} is not a kind of document that is read ({kinds}).")
            )
            continue
        sources.append(_unlisted(path, taken))
        taken.add(sources[-1].id)
    return sources, problems


def _read_manifest(path: Path) -> list[ManifestEntry]:
    if not path.exists():
        return []
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = [ManifestEntry.model_validate(item) for item in data.get("source", [])]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CorpusError(f"{path.name} cannot be read: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "an entry"
        raise CorpusError(f"{path.name} is wrong at {where!r}: {first['msg']}.") from None
    ids = [entry.id for entry in entries]
    for entry_id in ids:
        if ids.count(entry_id) > 1:
            raise CorpusError(f"{path.name} gives the id {entry_id!r} twice; ids must differ.")
    return entries


def _unlisted(path: Path, taken: set[str]) -> Source:
    base = path.stem
    source_id = base if base not in taken else f"{base}-{path.suffix[1:].lower()}"
    number = 2
    while source_id in taken:
        source_id, number = f"{base}-{number}", number + 1
    title = re.sub(r"[-_]+", " ", base).strip() or base
    return Source(
        id=source_id,
        title=title[:1].upper() + title[1:],
        kind="digest" if re.search(r"\bdigest\b", title, re.IGNORECASE) else "full",
        path=path.name,
        sha256=_hash(path),
    )


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
