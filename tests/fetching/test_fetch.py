"""From a digest to the full document in its place, and back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
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

from .conftest import Respond, Site, in_turn, status

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
LANDING = (
    "Inspection of the Avon Fire Service, published on 5 May 2019. The service answered 81.4 per "
    "cent of its calls in time and lost 12,750 of them, and Jane Porter was disappointed. The "
    "whole report can be read below."
)
LINK = '<a href="avon-fire-service-inspection.pdf">The report</a>'
PDF = "/avon-fire-service-inspection.pdf"


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


@pytest.mark.parametrize(
    ("respond", "said"),
    [
        (status(500), "its PDF could not be had: the site is not able to answer now (500)"),
        (status(404), "its PDF could not be had: the site has no such page (404)"),
        (status(200, page("Log in to go on.")), "its PDF could not be had: what came is no PDF"),
        (status(200, b"%PDF-1.7 and nothing more"), "could not be had: what came cannot be read"),
        (status(200, pdf(OTHER)), "of its PDF: it holds only"),
    ],
)
def test_a_pdf_that_fails_is_not_replaced_by_the_page_that_links_to_it(
    settings: Settings, site: Site, respond: Respond, said: str
) -> None:
    before = state(settings)
    site.pages = {"/one": status(200, page(LANDING, LINK)), PDF: respond}
    with pytest.raises(FetchError) as caught:
        fetch(settings, site)
    assert said in str(caught.value)
    assert state(settings) == before
    site.pages["/two"] = status(200, pdf(FULL))
    assert fetch(settings, site) == site.at("/two")


def test_a_pdf_that_fails_once_is_asked_again(settings: Settings, site: Site) -> None:
    site.pages = {
        "/one": status(200, page(LANDING, LINK)),
        PDF: in_turn(status(500), status(200, pdf(FULL))),
    }
    again = replace(LIMITS, attempts=2, back_off=0.05)
    fetched = fetch_source(settings, "avon", access=site.access, limits=again)
    assert fetched.address == site.at(PDF)


@pytest.mark.parametrize(
    "link",
    [
        '<iframe src="avon-fire-service-inspection.pdf"></iframe>',
        '<object data="avon-fire-service-inspection.pdf"></object>',
        '<a href="/get?file=avon.pdf&amp;page=1">The whole of it</a>',
        '<a href="/download/17" type="application/pdf">The whole of it</a>',
        '<a href="/download/17">The whole of it (PDF, 2 MB)</a>',
        '<a href="http://documents.test/a.pdf">The whole of it</a>',
    ],
)
def test_a_pdf_is_found_however_a_page_names_it(settings: Settings, site: Site, link: str) -> None:
    site.pages["/one"] = status(200, page(LANDING, link))
    with pytest.raises(FetchError, match="its PDF could not be had"):
        fetch(settings, site)


def test_a_page_is_the_document_where_its_pdfs_are_others(settings: Settings, site: Site) -> None:
    links = '<a href="kent.pdf">Kent</a> <a href="/reader">Get a PDF reader</a>'
    site.pages = {"/one": status(200, page(LANDING, links)), "/kent.pdf": status(200, pdf(OTHER))}
    assert fetch(settings, site) == site.at("/one")


def test_a_page_with_more_pdfs_than_are_tried_is_not_the_document(
    settings: Settings, site: Site
) -> None:
    links = "".join(f'<a href="{number}.pdf">Part {number}</a>' for number in range(9))
    site.pages = {f"/{number}.pdf": status(200, pdf(OTHER)) for number in range(9)}
    site.pages["/one"] = status(200, page(LANDING, links))
    with pytest.raises(FetchError, match="the page offers 9 PDFs"):
        fetch(settings, site)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (pdf(f"Second inspection of the Avon Fire Service, 2020. {FULL}"), "it is dated 2020"),
        (pdf(f"A report by the inspectors, October 2020. {FULL}"), "it is dated October 2020"),
        (
            pdf(f"Inspection of the Avon Fire Service. Published on 3 June 2019. {FULL}"),
            "it is dated 3 June 2019, later than 5 May 2019",
        ),
        (
            pdf(f"Avon Fire Service: re-inspection. In 2019 we found: {FULL}"),
            "it is by its title a later inspection",
        ),
        (
            page(FULL).replace(b"<head>", b"<head><title>Avon Fire Service 2021</title>"),
            "it is dated 2021",
        ),
    ],
)
def test_a_later_inspection_that_quotes_the_figures_is_refused(
    settings: Settings, site: Site, body: bytes, said: str
) -> None:
    before = state(settings)
    site.pages["/one"] = status(200, body)
    with pytest.raises(FetchError) as caught:
        fetch(settings, site)
    assert said in str(caught.value)
    assert "`cdi-qa sources add FILE --id avon`" in str(caught.value)
    assert state(settings) == before


def test_what_is_to_come_makes_no_document_a_later_one(settings: Settings, site: Site) -> None:
    text = (
        f"This snapshot, taken on 08/11/2022, is of: {FULL} We will inspect it again in 2020. It "
        "is to do better by 31 March 2021. Last updated: 3 May 2023."
    )
    site.pages["/one"] = status(200, pdf(text))
    assert fetch(settings, site) == site.at("/one")


@pytest.mark.parametrize("file", ['file = "kent.pdf"', ""])
def test_an_entry_without_its_file_is_fetched_and_can_be_removed(
    settings: Settings, site: Site, file: str
) -> None:
    with (settings.corpus / "manifest.toml").open("a") as manifest:
        manifest.write(
            f'[[source]]\nid = "kent"\n{file}\ntitle = "Inspection of the Kent Fire Service"\n'
            f'date = "2019-05-05"\naddress = "{site.at("/kent")}"\n'
        )
    before = state(settings)
    (problem,) = list_sources(settings.corpus)[1]
    assert "`cdi-qa sources fetch kent`" in problem.reason
    assert [each.id for each in fetchable_sources(settings)] == ["avon", "kent"]
    data = pdf(f"{OTHER} " + "They were told in May of what had been found there. " * 5)
    site.pages["/kent"] = status(200, data)
    fetched = fetch_source(settings, "kent", access=site.access, limits=LIMITS)
    source = next(each for each in list_sources(settings.corpus)[0] if each.id == "kent")
    assert (source.kind, source.title) == ("full", "Inspection of the Kent Fire Service")
    assert source.sha256 == fetched.source.sha256 == hashlib.sha256(data).hexdigest()
    assert list_sources(settings.corpus)[1] == []
    remove_source(settings, "kent")
    assert state(settings) == before


def test_a_notice_is_no_document_of_which_only_the_title_is_known(
    settings: Settings, site: Site
) -> None:
    with (settings.corpus / "manifest.toml").open("a") as manifest:
        manifest.write(
            f'[[source]]\nid = "kent"\ntitle = "Inspection of the Kent Fire Service"\n'
            f'address = "{site.at("/kent")}"\n'
        )
    site.pages["/kent"] = status(200, page("Log in for the Inspection of the Kent Fire Service."))
    with pytest.raises(FetchError, match="a notice rather than a document"):
        fetch_source(settings, "kent", access=site.access, limits=LIMITS)


def test_without_a_network_the_failure_is_one_short_sentence(
    settings: Settings, site: Site
) -> None:
    def offline(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(FetchError) as caught:
        fetch_source(settings, "avon", access=replace(site.access, resolve=offline), limits=LIMITS)
    assert str(caught.value) == (
        "The full document of avon could not be fetched (its name cannot be found: is this machine "
        f"online?): open {site.at('/one')} in a browser, save the page or its PDF, and put it in "
        "with `cdi-qa sources add FILE --id avon` or on the page Sources."
    )


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
