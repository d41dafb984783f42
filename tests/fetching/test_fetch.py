"""From a digest to the full document in its place, and back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fpdf import FPDF

from cdi_qa.errors import FetchError, UsageError
from cdi_qa.fetching import fetch_source, fetchable_sources
from cdi_qa.fetching.addresses import candidate_addresses
from cdi_qa.fetching.download import Limits
from cdi_qa.reading.manifest import ManifestEntry, list_sources
from cdi_qa.settings import Settings
from cdi_qa.sources import remove_source

from .conftest import Site, status

LIMITS = Limits(seconds=5, silence=1, attempts=1)
NOTE = "The note: the service answered 81.4 of calls in time and lost 12,750 of them."
DIGEST = """# Inspection of the Avon Fire Service (digest)

This is a digest.

The service answered 81.4 per cent of calls in time and lost over 12,750 of them.
Inspector Jane Porter was disappointed. The error is 2.25 points.
"""
FULL = (
    "Inspection of the Avon Fire Service. Published on 5 May 2019. The service answered 81.4 per "
    "cent of its calls in time. It lost 12,750 calls in the year that was examined, at all of its "
    "stations, and the inspectors found that nobody was told of it."
)
OTHER = FULL.replace("81.4", "77.1").replace("12,750", "9,100").replace("Avon", "Kent")


def page(*paragraphs: str) -> bytes:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<!DOCTYPE html><html><head></head><body><main>{body}</main></body></html>".encode()


def pdf(text: str) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    document.multi_cell(0, 6, text)
    return bytes(document.output())


@pytest.fixture
def settings(tmp_path: Path, site: Site) -> Settings:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "note.txt").write_text(NOTE)
    (folder / "avon.md").write_text(DIGEST)
    (folder / "manifest.toml").write_text(
        f'[[source]]\nid = "avon"\nfile = "avon.md"\nkind = "digest"\ndate = "2019-05-05"\n'
        f'title = "Inspection of the Avon Fire Service (digest)"\naddress = "{site.at("/one")}"\n'
        f'other_addresses = ["{site.at("/two")}"]\n'
    )
    return Settings(corpus=folder, data_dir=tmp_path / "data")


def fetch(settings: Settings, site: Site) -> str:
    return fetch_source(settings, "avon", access=site.access, limits=LIMITS).address


def state(settings: Settings) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in settings.corpus.iterdir()}


def test_a_pdf_linked_from_the_page_takes_the_digests_place_and_leaves_it(
    settings: Settings, site: Site
) -> None:
    before, data = state(settings), pdf(FULL)
    links = page('<a href="kent.pdf">Another</a>', '<a href="avon-inspection.pdf">Report</a>')
    site.pages = {
        "/one": status(200, links, Content_Type="text/html"),
        "/kent.pdf": status(200, pdf(OTHER)),
        # The type is a lie: what counts is the content.
        "/avon-inspection.pdf": status(200, data, Content_Type="text/plain"),
    }
    assert fetch(settings, site) == site.at("/avon-inspection.pdf")
    source = next(each for each in list_sources(settings.corpus)[0] if each.id == "avon")
    assert (source.kind, source.path) == ("full", "avon.pdf")
    assert source.title == "Inspection of the Avon Fire Service"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.sha256 in source.provenance
    assert site.at("/avon-inspection.pdf") in source.provenance
    with pytest.raises(UsageError, match="in full already"):
        fetch(settings, site)
    remove_source(settings, "avon")
    assert state(settings) == before
    assert [each.id for each in fetchable_sources(settings)] == ["avon"]


def test_without_a_pdf_the_pages_main_text_is_taken(settings: Settings, site: Site) -> None:
    site.pages["/two"] = status(200, page(FULL, "See also <script>alert(1)</script> the rest."))
    assert fetch(settings, site) == site.at("/two")
    text = (settings.corpus / "avon.html").read_text()
    assert "lost 12,750 calls" in text
    assert "alert" not in text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (page("Please log in to read the Inspection of the Avon Fire Service."), "holds only 0"),
        (page("Log in with your name and password to go on to what you asked for."), "the title"),
        (page(OTHER), "figures, names and dates"),
        (pdf(OTHER), "figures, names and dates"),
        (b"%PDF-1.7 and nothing more", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n", "neither a web page nor a PDF"),
        (page(), "no text of its own"),
    ],
)
def test_what_is_not_the_document_is_left_and_said_with_what_to_do(
    settings: Settings, site: Site, body: bytes, said: str
) -> None:
    before = state(settings)
    site.pages["/one"] = status(200, body, Content_Type="application/pdf")
    with pytest.raises(FetchError) as caught:
        fetch(settings, site)
    assert said in str(caught.value)
    assert "(404)" in str(caught.value)
    assert "`cdi-qa sources add FILE --id avon`" in str(caught.value)
    assert state(settings) == before


@pytest.mark.parametrize(("source", "said"), [("note", "in full already"), ("x", "no source 'x'")])
def test_what_is_no_digest_is_not_fetched(
    settings: Settings, site: Site, source: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        fetch_source(settings, source, access=site.access, limits=LIMITS)
    assert site.asked == []


def test_the_archives_come_after_the_documents_own_addresses() -> None:
    entry = ManifestEntry(
        id="a", file="a.md", title="A", date="2017-09", address="https://one.test/a",
        other_addresses=("https://two.test/a",),
    )  # fmt: skip
    assert candidate_addresses(entry) == [
        "https://one.test/a",
        "https://two.test/a",
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20170928000000/https://one.test/a",
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20170928000000/https://two.test/a",
        "https://web.archive.org/web/20170928000000id_/https://one.test/a",
        "https://web.archive.org/web/20170928000000id_/https://two.test/a",
    ]
