"""Adding documents to the corpus folder and taking them out again."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from cdi_qa.errors import DocumentError, UsageError
from cdi_qa.reading import read_source
from cdi_qa.reading.manifest import MANIFEST, READABLE, list_sources
from cdi_qa.schema import Source
from cdi_qa.settings import Settings
from cdi_qa.storage import write_atomic

_ID = re.compile(r"^[a-z0-9][a-z0-9._-]*$")


def add_source(settings: Settings, file: Path, source_id: str | None = None) -> Source:
    """Copy a document into the corpus, under an id; a digest of that id gives way to it.

    Raises UsageError for a bad id or one in use, DocumentError where the file cannot be read:
    the corpus is then as it was.
    """
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    if file.suffix.lower() not in READABLE:
        kinds = ", ".join(sorted(READABLE))
        raise UsageError(f"{file.name} is not a kind of document that is read ({kinds}).")
    wanted = source_id or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    if not _ID.match(wanted):
        raise UsageError("An id is made of small letters, figures, dots and hyphens.")
    present, _ = list_sources(settings.corpus)
    for source in present:
        if source.id == wanted and source.kind == "full":
            raise UsageError(
                f"There is already a source {wanted!r}; remove it first or give another --id."
            )
    target = settings.corpus / f"{wanted}{file.suffix.lower()}"
    if target.exists():
        raise UsageError(f"There is already a file {target.name} in the corpus; give another --id.")
    data = file.read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / file.name
        copy.write_bytes(data)
        read_source(Source(wanted, wanted, "full", copy.name), Path(scratch))
    try:
        write_atomic(target, data)
    except OSError as error:
        raise DocumentError(
            f"{file.name} cannot be put into {settings.corpus} ({error.strerror}); name a folder "
            "you may write to with --corpus."
        ) from None
    return next(s for s in list_sources(settings.corpus)[0] if s.path == target.name)


def remove_source(settings: Settings, source_id: str) -> Path:
    """Take an added document out of the corpus; the file is kept, moved to the data folder.

    Returns where it is now. Raises UsageError where there is no such source or it is one of the
    manifest's own.
    """
    present, _ = list_sources(settings.corpus)
    source = next((source for source in present if source.id == source_id), None)
    if source is None:
        known = ", ".join(item.id for item in present)
        raise UsageError(f"There is no source {source_id!r}; the sources are {known}.")
    manifest = settings.corpus / MANIFEST
    if manifest.exists() and f'"{source.path}"' in manifest.read_text(encoding="utf-8"):
        raise UsageError(
            f"{source_id} belongs to the corpus; take it out of {MANIFEST} to leave it out."
        )
    kept = settings.data_dir / "removed"
    kept.mkdir(parents=True, exist_ok=True)
    target, number = kept / source.path, 2
    while target.exists():
        target = kept / f"{Path(source.path).stem}-{number}{Path(source.path).suffix}"
        number += 1
    shutil.move(settings.corpus / source.path, target)
    return target
