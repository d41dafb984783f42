"""One source → its full document: each address in turn until one gives what was meant."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cdi_qa.errors import DocumentError, FetchError, UsageError
from cdi_qa.fetching.addresses import candidate_addresses
from cdi_qa.fetching.download import Limits, download
from cdi_qa.fetching.errors import Unfetchable
from cdi_qa.fetching.guard import Access
from cdi_qa.fetching.kinds import ending_of
from cdi_qa.fetching.store import store_fetched
from cdi_qa.fetching.webpage import PdfLink, find_pdfs, main_text, page_title
from cdi_qa.identity import Expected, expect_source, read_texts, why_another
from cdi_qa.reading import read_source
from cdi_qa.reading.manifest import ManifestEntry, absent_sources, list_sources, read_manifest
from cdi_qa.schema import Source
from cdi_qa.settings import Settings

_MOST_PDFS = 5
"""PDFs of one page that are tried."""
_NAMES_IT = 0.6
"""Share of the title's words from which a link names the document."""
_MOST_REASONS = 3
"""Reasons that a failure tells, each with how many addresses gave it."""

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
    """The sources whose full document is not here but may be at an address. Raises CorpusError.

    They are the digests, and the entries of the manifest whose file is not there.
    """
    entries = {entry.id: entry for entry in read_manifest(settings.corpus)[0]}
    wanted = [each for each in list_sources(settings.corpus)[0] if each.kind == "digest"]
    wanted += absent_sources(settings.corpus)
    addressed = {each.id for each in entries.values() if candidate_addresses(each)}
    return [source for source in wanted if source.id in addressed]


def fetch_source(
    settings: Settings,
    source_id: str,
    on_progress: Progress = lambda message: None,
    access: Access | None = None,
    limits: Limits | None = None,
) -> Fetched:
    """Bring in the full document of a digest, or of an entry of the manifest without its file.

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
    absent = {source.id: source for source in absent_sources(settings.corpus)}
    if source_id not in present | absent:
        known = ", ".join(present | absent)
        raise UsageError(f"There is no source {source_id!r}; the sources are {known}.")
    if source_id in present and present[source_id].kind == "full":
        raise UsageError(f"{source_id} is here in full already; remove it first to fetch it anew.")
    raise UsageError(f"No address is known for {source_id}; add one to the manifest.")


def _expected(settings: Settings, source_id: str) -> Expected:
    """What the document is known by, from its entry, its digest and the other documents."""
    present = list_sources(settings.corpus)[0]
    every = [*present, *absent_sources(settings.corpus)]
    own = next(source for source in every if source.id == source_id)
    return expect_source(own, read_texts(present, settings.corpus))


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
    title = page_title(got.data)
    links = find_pdfs(got.data, got.address, expected.title_stems)
    for link in links[:_MOST_PDFS]:
        on_progress(f"Asking {link.address}")
        try:
            return _linked(link, expected, access, limits)
        except _AnotherDocument:
            continue
    # A page stands for its document only where no PDF on it may be the document itself.
    if len(links) > _MOST_PDFS:
        raise Unfetchable(f"the page offers {len(links)} PDFs, and none of those tried is it")
    text = main_text(got.data)
    if not text:
        raise Unfetchable("the page has no text of its own")
    return _checked(_Found(".html", text, got.address), expected, title)


def _linked(link: PdfLink, expected: Expected, access: Access, limits: Limits) -> _Found:
    """The PDF that a page links to.

    Raises _AnotherDocument where it surely is another, Unfetchable where it may be the one.
    """
    try:
        got = download(link.address, access, limits)
        if ending_of(got.data) != ".pdf":
            raise Unfetchable("what came is no PDF")
        return _checked(_Found(".pdf", got.data, got.address), expected)
    except _AnotherDocument as fault:
        if link.share < _NAMES_IT:
            raise
        raise Unfetchable(f"of its PDF: {fault}") from None
    except Unfetchable as fault:
        raise Unfetchable(f"its PDF could not be had: {fault}") from None


class _AnotherDocument(Unfetchable):
    """What came can be read, and is not the document that was meant."""


def _checked(found: _Found, expected: Expected, title: str = "") -> _Found:
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
    if fault := why_another([page.text for page in pages], expected, title):
        raise _AnotherDocument(fault)
    return found


def _by_hand(entry: ManifestEntry, faults: dict[str, str]) -> str:
    """One short sentence: what happened, and what to do instead."""
    counts = Counter(faults.values())
    # What the document's own addresses said comes first, as the faults do.
    told = [
        f"{why}, at {count} addresses" if count > 1 else why
        for why, count in list(counts.items())[:_MOST_REASONS]
    ]
    if len(counts) > _MOST_REASONS:
        told.append("and more")
    reasons = next(iter(counts)) if len(counts) == 1 else "; ".join(told)
    return (
        f"The full document of {entry.id} could not be fetched ({reasons}): open "
        f"{next(iter(faults))} in a browser, save the page or its PDF, and put it in with "
        f"`cdi-qa sources add FILE --id {entry.id}` or on the page Sources."
    )
