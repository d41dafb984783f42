"""One source → its full document: each address in turn until one gives what was meant."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cdi_qa.errors import DocumentError, FetchError, UsageError
from cdi_qa.fetching.addresses import candidate_addresses
from cdi_qa.fetching.download import Limits, download
from cdi_qa.fetching.errors import Unfetchable
from cdi_qa.fetching.guard import Access
from cdi_qa.fetching.identify import Expected, ending_of, expect, why_another
from cdi_qa.fetching.store import store_fetched
from cdi_qa.fetching.webpage import find_pdfs, main_text
from cdi_qa.reading import read_source
from cdi_qa.reading.manifest import ManifestEntry, list_sources, read_manifest
from cdi_qa.schema import Source
from cdi_qa.settings import Settings

_MOST_PDFS = 3
"""PDFs of one page that are tried."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that now stands in its digest's place."""

    source: Source
    address: str
    remark: str = ""
    """Something to tell beside it; see `Added`."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A document that is the one meant: its ending, content and address."""

    ending: str
    data: bytes
    address: str


def fetchable_sources(settings: Settings) -> list[Source]:
    """The digests that have an address at which the full document may be. Raises CorpusError."""
    entries = {entry.id: entry for entry in read_manifest(settings.corpus)[0]}
    return [
        source
        for source in list_sources(settings.corpus)[0]
        if source.kind == "digest"
        and source.id in entries
        and candidate_addresses(entries[source.id])
    ]


def fetch_source(
    settings: Settings,
    source_id: str,
    on_progress: Progress = lambda message: None,
    access: Access | None = None,
    limits: Limits | None = None,
) -> Fetched:
    """Bring in the full document of a digest.

    Raises UsageError where the source is none that can be fetched, FetchError with what to do by
    hand where no address gave it: the corpus is then as it was.
    """
    entry = _entry(settings, source_id)
    expected = _expected(settings, source_id)
    access, limits = access or Access(), limits or Limits()
    faults: dict[str, str] = {}
    for address in candidate_addresses(entry):
        on_progress(f"Asking {address}")
        try:
            found = _look(address, expected, access, limits, on_progress)
        except Unfetchable as fault:
            faults[address] = str(fault)
            continue
        added = store_fetched(settings, source_id, found.ending, found.data, found.address)
        return Fetched(added.source, found.address, added.remark)
    raise FetchError(_by_hand(entry, faults))


def _entry(settings: Settings, source_id: str) -> ManifestEntry:
    """The manifest's entry of a source that can be fetched. Raises UsageError for another."""
    if source_id in {source.id for source in fetchable_sources(settings)}:
        return next(e for e in read_manifest(settings.corpus)[0] if e.id == source_id)
    present = {source.id: source for source in list_sources(settings.corpus)[0]}
    if source_id not in present:
        known = ", ".join(present)
        raise UsageError(f"There is no source {source_id!r}; the sources are {known}.")
    if present[source_id].kind == "full":
        raise UsageError(f"{source_id} is here in full already; remove it first to fetch it anew.")
    raise UsageError(f"No address is known for {source_id}; add one to the manifest.")


def _expected(settings: Settings, source_id: str) -> Expected:
    """What the document is known by, from the digest and the other documents that can be read."""
    texts: dict[str, str] = {}
    sources = list_sources(settings.corpus)[0]
    for source in sources:
        try:
            pages = read_source(source, settings.corpus).pages
        except DocumentError:
            continue
        texts[source.id] = "\n".join(page.text for page in pages)
    own = next(source for source in sources if source.id == source_id)
    digest = texts.pop(source_id, "")
    return expect(own, digest, "\n".join(texts.values()))


def _look(
    address: str, expected: Expected, access: Access, limits: Limits, on_progress: Progress
) -> _Found:
    """The document at one address: a PDF, a PDF that the page there links to, or its main text."""
    got = download(address, access, limits)
    ending = ending_of(got.data)
    if ending == ".pdf":
        return _checked(_Found(ending, got.data, got.address), expected)
    if ending != ".html":
        raise Unfetchable("what came is neither a web page nor a PDF")
    for linked in find_pdfs(got.data, got.address, expected.title_stems, _MOST_PDFS):
        on_progress(f"Asking {linked}")
        try:
            pdf = download(linked, access, limits)
            if ending_of(pdf.data) == ".pdf":
                return _checked(_Found(".pdf", pdf.data, pdf.address), expected)
        except Unfetchable:
            continue
    text = main_text(got.data)
    if not text:
        raise Unfetchable("the page has no text of its own")
    return _checked(_Found(".html", text, got.address), expected)


def _checked(found: _Found, expected: Expected) -> _Found:
    """The document, once it was read and is the one meant. Raises Unfetchable."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / f"document{found.ending}"
        copy.write_bytes(found.data)
        try:
            pages = read_source(
                Source("document", "document", "full", copy.name), copy.parent
            ).pages
        except DocumentError:
            raise Unfetchable("what came cannot be read") from None
    fault = why_another("\n".join(page.text for page in pages), expected)
    if fault:
        raise Unfetchable(fault)
    return found


def _by_hand(entry: ManifestEntry, faults: dict[str, str]) -> str:
    """One sentence: what happened, and what to do instead."""
    reasons = "; ".join(f"{address}: {why}" for address, why in faults.items())
    return (
        f"The full document of {entry.id} could not be fetched ({reasons}), so open "
        f"{next(iter(faults))} in a browser, save the page or its PDF, and put it in with "
        f"`cdi-qa sources add FILE --id {entry.id}`."
    )
