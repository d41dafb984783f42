"""The page Sources: documents read, dropped, fetched and removed there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdi_qa.fetching.download import Limits
from tests.fetching.conftest import Site, certificate, site, status
from tests.test_identity import REPORT

from .conftest import OpenPage
from .test_pages import with_class

__all__ = ["certificate", "site"]  # fixtures


def test_sources_page_describes_each_document_and_shows_its_text(open_page: OpenPage) -> None:
    page = open_page().switch_page("cdi_qa/ui/page_sources.py").run()
    assert not page.exception
    described = [body for body in with_class(page, "cdi-title") if "cdi-kind" in body]
    assert len(described) == 3
    assert "The document itself" in described[0]
    assert "Digest - a summary" in described[1]
    assert 'href="https://www.justiceinspectorates.gov.uk/' in described[1]
    assert "Strategic Policing and Crime Board" in described[0]
    page.number_input[0].set_value(4).run()
    assert not page.exception
    assert any("77.9% for violent crime" in body for body in with_class(page, "cdi-page"))


def test_sources_page_says_what_is_wrong(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(tmp_path / "nothing").switch_page("cdi_qa/ui/page_sources.py").run()
    assert not page.exception
    assert len(page.error) == 1


def test_documents_dropped_on_the_sources_page_are_added_and_removed(
    open_page: OpenPage, corpus_copy: Path
) -> None:
    page = open_page(corpus_copy).switch_page("cdi_qa/ui/page_sources.py").run()
    files = [("new.txt", b"The unit failed 3 of 9 tests in Leeds.", "text/plain")]
    files.append(("bad.pdf", b"no pdf", "application/pdf"))
    page.file_uploader(key="upload-0").set_value(files).run()
    page.button(key="add-documents").click().run()
    assert not page.exception
    assert [each.value for each in page.success] == ["Added New."]
    assert "bad.pdf is not a readable PDF" in page.error[0].value.replace("\\", "")
    assert (corpus_copy / "new.txt").exists()
    page.button(key="remove-new").click().run()
    assert not page.exception
    assert "Removed New." in page.success[0].value
    assert not (corpus_copy / "new.txt").exists()


def dropped(page: AppTest, name: str, text: str) -> AppTest:
    """The Sources page with a file in its field."""
    page = page.switch_page("cdi_qa/ui/page_sources.py").run()
    return page.file_uploader(key="upload-0").set_value((name, text.encode(), "text/plain")).run()


def described(page: AppTest, source_id: str) -> str:
    """What the page says of one source."""
    number = ["briefing-note", "hmicfrs-report", "wmp-response"].index(source_id)
    return [body for body in with_class(page, "cdi-title") if "cdi-kind" in body][number]


def test_a_full_document_dropped_takes_its_digests_place_until_it_is_removed(
    open_page: OpenPage, corpus_copy: Path
) -> None:
    page = dropped(open_page(corpus_copy), "download.txt", REPORT)
    page.button(key="add-documents").click().run()
    assert not page.exception
    (said,) = page.success
    assert "recognised as the full text" in said.value
    assert "The document itself" in described(page, "hmicfrs-report")
    assert "put in the place of the digest hmicfrs-report.md" in described(page, "hmicfrs-report")
    page.button(key="remove-hmicfrs-report").click().run()
    assert not page.exception
    assert "Digest - a summary" in described(page, "hmicfrs-report")


def test_a_reader_says_that_a_file_is_a_digests_full_text_and_is_warned(
    open_page: OpenPage, corpus_copy: Path
) -> None:
    page = dropped(open_page(corpus_copy), "other.txt", "The unit failed 3 of 9 tests in Leeds.")
    chosen = page.selectbox(key="place-0-0")
    assert chosen.label == "What is other.txt?"
    assert "This is the full text of: HMICFRS report on West Midlands Police" in chosen.options
    chosen.set_value("hmicfrs-report").run()
    page.button(key="add-documents").click().run()
    assert not page.exception
    assert "may be another document" in page.warning[0].value
    assert "The document itself" in described(page, "hmicfrs-report")


def test_a_reader_says_that_a_file_is_a_new_document(
    open_page: OpenPage, corpus_copy: Path
) -> None:
    page = dropped(open_page(corpus_copy), "hmicfrs-report.txt", REPORT)
    page.selectbox(key="place-0-0").set_value("+").run()
    page.button(key="add-documents").click().run()
    assert not page.exception
    assert not page.warning
    assert "Digest - a summary" in described(page, "hmicfrs-report")
    assert (corpus_copy / "hmicfrs-report-2.txt").exists()


def address_at(corpus: Path, site: Site) -> None:
    """Let the report's first address be the tests' own server's, and give the others none."""
    manifest = (corpus / "manifest.toml").read_text()
    address = f'address = "{site.at("/report")}"'
    manifest = re.sub(r'(?m)^address = "http.*"$', address, manifest, count=1)
    manifest = re.sub(r'(?m)^(other_addresses = .*|address = "https://www.*)$', "", manifest)
    (corpus / "manifest.toml").write_text(manifest)


def test_the_button_fetches_the_full_documents_and_says_what_it_could_not(
    open_page: OpenPage, corpus_copy: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cdi_qa.fetching.fetch.Access", lambda: site.access)
    monkeypatch.setattr("cdi_qa.fetching.fetch.Limits", lambda: Limits(seconds=5, attempts=1))
    address_at(corpus_copy, site)
    page = open_page(corpus_copy).switch_page("cdi_qa/ui/page_sources.py").run()
    assert page.button(key="fetch-documents").label == "Fetch the full documents"
    page.button(key="fetch-documents").click().run()
    assert not page.exception
    assert "could not be fetched" in page.error[0].value
    assert "Digest - a summary" in described(page, "hmicfrs-report")
    text = REPORT.replace("\n", "</p><p>")
    html = f"<!DOCTYPE html><html><body><main><p>{text}</p></main></body></html>"
    site.pages["/report"] = status(200, html.encode())
    page.button(key="fetch-documents").click().run()
    assert not page.exception
    assert not page.error
    assert site.asked == ["/report", "/report"]
    assert "Fetched HMICFRS report on West Midlands Police" in page.success[0].value
    assert "The document itself" in described(page, "hmicfrs-report")
    assert f"Fetched from {site.at('/report')}" in described(page, "hmicfrs-report")
    assert "fetch-documents" not in [button.key for button in page.button]
    page.button(key="remove-hmicfrs-report").click().run()
    assert "Digest - a summary" in described(page, "hmicfrs-report")
