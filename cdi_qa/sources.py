"""Adding documents to the corpus folder and taking them out again."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import filelock

from cdi_qa.errors import DocumentError, UsageError
from cdi_qa.reading import read_source
from cdi_qa.reading.manifest import (
    READABLE,
    full_name,
    list_sources,
    read_manifest,
)
from cdi_qa.reading.origins import Origin, origin_file, read_origin
from cdi_qa.recognition import find_place
from cdi_qa.schema import Source
from cdi_qa.settings import Settings
from cdi_qa.sketches import Sketch, keep_sketch, kept_sketch, make_sketch, shared
from cdi_qa.storage import sweep_scratch, write_atomic
from cdi_qa.text import join_english

_ID = re.compile(r"^[a-z0-9][a-z0-9._-]*$")
_SAME_SHARE = 0.9
"""Share of runs of words in common from which two texts are the same, whatever their formats."""
_LOCK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Added:
    """A document that is now in the corpus."""

    source: Source
    remark: str = ""
    """Something to tell beside it: the same words are in another file, or where all are now."""
    warning: str = ""
    """Why it may not be the document in whose place it was told to stand."""


def add_file(settings: Settings, file: Path, source_id: str | None = None) -> Added:
    """Copy a file into the corpus; see `add_document`. Raises UsageError where there is none."""
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise DocumentError(f"{file.name} cannot be opened: {error.strerror}.") from None
    return add_document(settings, file.name, data, source_id)


def add_document(
    settings: Settings,
    name: str,
    data: bytes,
    source_id: str | None = None,
    origin: Origin | None = None,
) -> Added:
    """Put a document into the corpus, under an id; a digest of that id gives way to it.

    Without an id it is the document of a digest that it is recognised as, else a new one with an id
    made of its name. `origin` is where one was fetched; such a one is known to be what was meant.
    Raises UsageError for a bad id, one in use, or a document that is there already, DocumentError
    where it cannot be read: the corpus is then as it was.
    """
    ending = Path(name).suffix.lower()
    if ending not in READABLE:
        kinds = ", ".join(sorted(READABLE))
        raise UsageError(f"{name} is not a kind of document that is read ({kinds}).")
    if source_id and not _ID.match(source_id):
        raise UsageError("An id is made of small letters, figures, dots and hyphens.")
    texts, title = _read_copy(name, data)
    noted = (origin or note_origin(data)).model_copy(update={"title": title})
    sketch = make_sketch(texts)
    with _locked(settings):
        settings = settings.with_own_corpus()
        present, _ = list_sources(settings.corpus)
        _check_copy(present, name, data)
        place = find_place(settings, name, texts, source_id, origin is not None)
        wanted = place.id
        _check_id(present, wanted)
        remark = _same_words(settings, present, sketch, wanted)
        settings, copied = _copied(settings)
        target = settings.corpus / full_name(settings.corpus, wanted, ending)
        if target.exists():
            raise UsageError(
                f"There is already a file {target.name} in the corpus; give another --id."
            )
        try:
            _write(target, data, noted)
        except OSError as error:
            raise DocumentError(
                f"{name} cannot be put into {settings.corpus} ({error.strerror}); name a folder "
                "you may write to, with enough space, with --corpus."
            ) from None
        keep_sketch(settings.data_dir, hashlib.sha256(data).hexdigest(), sketch)
        source = next(s for s in list_sources(settings.corpus)[0] if s.path == target.name)
    remarks = filter(None, (place.remark, copied, remark))
    return Added(source, " ".join(remarks), place.warning)


def _write(target: Path, data: bytes, origin: Origin) -> None:
    """Write a document and how it came here. Raises OSError.

    The origin is written first: without its document it means nothing, so that an end between the
    two leaves the old state.
    """
    beside = origin_file(target)
    sweep_scratch(target)
    with suppress(OSError):  # what is wrong is said where the document itself cannot be put there
        write_atomic(beside, origin.model_dump_json(indent=2).encode())
    try:
        write_atomic(target, data)
    except BaseException:
        if not target.exists():
            beside.unlink(missing_ok=True)
        raise


def note_origin(data: bytes, address: str = "") -> Origin:
    """How a document comes here now: from an address, or by hand."""
    return Origin(
        address=address,
        time=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _copied(settings: Settings) -> tuple[Settings, str]:
    """Settings over documents that may be changed, and what to say where they had to be copied.

    An installed package belongs to its installer, so its documents are copied into the data folder.
    Raises DocumentError where they cannot be.
    """
    if not settings.is_of_package:
        return settings, ""
    own = settings.own_corpus
    # One name, under the lock: what a killed copy left is cleared by the next.
    scratch = own.with_name(f".{own.name}-copying")
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        for file in filter(Path.is_file, settings.corpus.iterdir()):
            # The content alone: what is read-only there is not to be so here.
            shutil.copyfile(file, scratch / file.name)
        scratch.rename(own)
    except OSError as error:
        raise DocumentError(
            f"The installed documents cannot be copied to {own} ({error.strerror}); name a data "
            "folder with enough space with --data-dir."
        ) from None
    return settings.with_own_corpus(), f"The documents are from now on those in {own}."


def removable_sources(settings: Settings) -> list[Source]:
    """The sources that were added: all but what the manifest had already. Raises CorpusError."""
    own = {Path(entry.file).name for entry in read_manifest(settings.corpus)[0]}
    return [
        source
        for source in list_sources(settings.corpus)[0]
        if source.path not in own or read_origin(settings.corpus / source.path)
    ]


def remove_source(settings: Settings, source_id: str) -> Path:
    """Take an added document out of the corpus; the file is kept, moved to the data folder.

    Returns where it is now. Raises UsageError where there is no such source or it is one of the
    manifest's own.
    """
    with _locked(settings):
        settings = settings.with_own_corpus()
        present, _ = list_sources(settings.corpus)
        if source_id not in {source.id for source in present}:
            known = ", ".join(item.id for item in present)
            raise UsageError(f"There is no source {source_id!r}; the sources are {known}.")
        added = {source.id: source for source in removable_sources(settings)}
        if source_id not in added:
            raise UsageError(
                f"{source_id} belongs to the corpus; take it out of manifest.toml to leave it out."
            )
        return _set_aside(settings, settings.corpus / added[source_id].path)


def _set_aside(settings: Settings, document: Path) -> Path:
    kept = settings.data_dir / "removed"
    target, number = kept / document.name, 2
    while target.exists():
        target = kept / f"{document.stem}-{number}{document.suffix}"
        number += 1
    try:
        kept.mkdir(parents=True, exist_ok=True)
        # A copy first: a move between file systems that ends half way would leave half a file.
        write_atomic(target, document.read_bytes())
        shutil.copystat(document, target)
        document.unlink()
        origin_file(document).unlink(missing_ok=True)
    except OSError as error:
        raise DocumentError(
            f"{document.name} cannot be moved from {settings.corpus} to {kept} "
            f"({error.strerror}); it is where it was."
        ) from None
    return target


def _read_copy(name: str, data: bytes) -> tuple[list[str], str]:
    """The text of each page and the title, read from a copy outside the corpus.

    Raises DocumentError.
    """
    try:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / Path(name).name
            copy.write_bytes(data)
            reading = read_source(Source("new", "new", "full", copy.name), copy.parent)
    except OSError as error:
        raise DocumentError(
            f"{name} cannot be copied to {tempfile.gettempdir()} to be read ({error.strerror}); "
            "free some space there."
        ) from None
    return [page.text for page in reading.pages], reading.title


def _check_copy(present: list[Source], name: str, data: bytes) -> None:
    """Raise UsageError where the document is in the corpus already."""
    digest = hashlib.sha256(data).hexdigest()
    for source in present:
        if source.sha256 == digest:
            raise UsageError(f"{name} is among the documents already, as {source.title}.")


def _check_id(present: list[Source], wanted: str) -> None:
    """Raise UsageError where the id is in use."""
    if any(source.id == wanted and source.kind == "full" for source in present):
        raise UsageError(
            f"There is already a source {wanted!r}; remove it first or give another --id."
        )


def _same_words(settings: Settings, present: list[Source], new: Sketch, wanted: str) -> str:
    """What to say where another source holds the same text, perhaps in another format."""
    twins = []
    for source in present:
        if source.id == wanted:
            continue
        old = _sketch_of(settings, source)
        if old is not None and shared(new, old) >= _SAME_SHARE:
            twins.append(source.id)
    if not twins:
        return ""
    return (
        f"It holds the same text as {join_english(twins)}; `cdi-qa sources remove {wanted}` takes "
        "it out again."
    )


def _sketch_of(settings: Settings, source: Source) -> Sketch | None:
    """What a source says; it is read only where neither a build nor an adding has kept it."""
    sketch = kept_sketch(settings.data_dir, source.sha256)
    if sketch is None:
        try:
            pages = read_source(source, settings.corpus).pages
        except DocumentError:
            return None
        sketch = make_sketch(page.text for page in pages)
        keep_sketch(settings.data_dir, source.sha256, sketch)
    return sketch


@contextmanager
def _locked(settings: Settings) -> Iterator[None]:
    """Only one process at a time changes the documents."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(str(settings.data_dir / "sources.lock"), timeout=_LOCK_SECONDS)
        lock.acquire()
    except filelock.Timeout:
        raise UsageError(
            "Another process is changing the documents; wait for it to end and try again."
        ) from None
    except OSError as error:
        raise DocumentError(
            f"The data folder {settings.data_dir} cannot be written to ({error.strerror}); name "
            "another with --data-dir."
        ) from None
    try:
        yield
    finally:
        lock.release()
