"""Adding and removing documents: what is there stays as it was unless all went well."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF

from cdi_qa import sources
from cdi_qa.errors import CdiQaError
from cdi_qa.indexing import open_index
from cdi_qa.reading import read_source
from cdi_qa.reading.manifest import list_sources
from cdi_qa.reading.readings import SourceReading
from cdi_qa.recognition import new_id
from cdi_qa.schema import Source
from cdi_qa.settings import Settings
from cdi_qa.sources import add_document, removable_sources, remove_source

TEXT = "The unit failed 3 of 9 tests in Leeds, and nobody was told of it before the spring."
DIGEST = """# Report on the Leeds unit (digest)

This is a digest of the report; see example.org/news-41178872.

- The unit passed 66.7 per cent of its tests, and 12,750 people were told.
- Inspector Jane Porter was disappointed.
"""
FULL = (
    "Report on the Leeds unit\n\nMay 2019\n\nThe unit passed 66.7 per cent of its tests. "
    "In the end 12,750 people were told, said Jane Porter."
)
ENTRY = """
[[source]]
id = "leeds"
file = "leeds.md"
title = "Report on the Leeds unit (digest)"
kind = "digest"
date = "2019-05-05"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "note.txt").write_text(TEXT)
    (folder / "manifest.toml").write_text('[[source]]\nid="note"\nfile="note.txt"\ntitle="Note"\n')
    return Settings(corpus=folder, data_dir=tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "data", "source_id", "said"),
    [
        ("copy.txt", TEXT.encode(), None, "copy.txt is among the documents already, as Note."),
        ("note.md", b"Other words.", None, "already a source 'note'"),
        ("a.exe", b"Words.", None, "not a kind of document"),
        ("a.pdf", b"no pdf", None, "not a readable PDF"),
        ("a.txt", b" \n", None, "is empty"),
        ("a.docx", b"PK\x03\x04", None, "a.docx is not a readable Word document"),
        ("a.html", b"<svg>" * 2000 + b"Words.", None, "a.html holds no text"),
        ("a.txt", b"Words.", "../up", "An id is made of"),
        ("a.txt", b"Words.", "A b", "An id is made of"),
    ],
)
def test_what_cannot_be_added_leaves_all_as_it_was(
    settings: Settings, name: str, data: bytes, source_id: str | None, said: str
) -> None:
    before = sorted(settings.corpus.iterdir())
    with pytest.raises(CdiQaError) as caught:
        add_document(settings, name, data, source_id)
    assert said in str(caught.value)
    assert sorted(settings.corpus.iterdir()) == before


def a_pdf(title: str) -> bytes:
    pdf = FPDF()
    pdf.set_title(title)
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    pdf.multi_cell(0, 6, f"Review of the harbour lights, 2019\n\n{TEXT}")
    return bytes(pdf.output())


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("rpt_v3.pdf", a_pdf("Review of the Harbour Lights"), "Review of the Harbour Lights"),
        ("rpt_v3.pdf", a_pdf("Microsoft Word - rpt_v3.doc"), "Review of the harbour lights, 2019"),
        ("rpt_v3.md", f"# Review of the lights\n\n{TEXT}".encode(), "Review of the lights"),
        ("rpt_v3.html", f"<h1>Harbour  lights</h1><p>{TEXT}".encode(), "Harbour lights"),
        ("rpt_v3.md", f"# Summary\n\n{TEXT}".encode(), "Rpt v3"),
        ("rpt_v3.md", f"# Executive summary\n\n{TEXT}".encode(), "Rpt v3"),
        ("rpt_v3.md", f"{TEXT}\n\n# What comes later\n\n{TEXT}".encode(), "Rpt v3"),
        ("rpt_v3.md", f"# {'A long story ' * 20}\n\n{TEXT}".encode(), "Rpt v3"),
        ("rpt_v3.txt", TEXT.encode() + b"\nMore.", "Rpt v3"),
    ],
)
def test_an_added_document_bears_its_own_title(
    settings: Settings, name: str, data: bytes, title: str
) -> None:
    added = add_document(settings, name, data)
    assert (added.source.id, added.source.title) == ("rpt-v3", title)
    assert [source.title for source in list_sources(settings.corpus)[0]] == ["Note", title]
    # What is put in its place by hand has not told its title.
    (settings.corpus / added.source.path).write_text("Quite other words in Hull.")
    assert list_sources(settings.corpus)[0][1].title == "Rpt v3"


def test_the_same_text_in_another_format_is_said(settings: Settings) -> None:
    html = f"<html><body><h1></h1><p>{TEXT}</p></body></html>".encode()
    added = add_document(settings, "My copy.html", html)
    assert added.source.id == "my-copy"
    assert "same text as note" in added.remark
    assert add_document(settings, "new.txt", b"Quite other words in Hull.").remark == ""


def test_a_document_is_compared_without_reading_the_others_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_index(settings)
    assert add_document(settings, "other.txt", b"Quite other words in Hull.").remark == ""
    read: list[str] = []

    def note(source: Source, folder: Path) -> SourceReading:
        read.append(source.path)
        return read_source(source, folder)

    monkeypatch.setattr(sources, "read_source", note)
    for name, text in (("a.md", TEXT), ("b.md", "Quite other words in Hull."), ("c.md", "New.")):
        add_document(settings, name, text.encode() + b"\n")
    assert read == ["a.md", "b.md", "c.md"]


def test_what_was_put_there_by_hand_is_compared_too(settings: Settings) -> None:
    (settings.corpus / "hand.txt").write_text("Quite other words in Hull.")
    added = add_document(settings, "mine.md", b"Quite other words in Hull.\n")
    assert "same text as hand" in added.remark


def test_a_damaged_sketch_is_made_again(settings: Settings) -> None:
    add_document(settings, "new.txt", b"Quite other words in Hull.")
    for kept in (settings.data_dir / "sketches").iterdir():
        kept.write_bytes(b"torn")
    added = add_document(settings, "mine.md", b"Quite other words in Hull.\n")
    assert "same text as new" in added.remark


def test_an_added_document_can_be_removed_and_the_corpus_own_cannot(settings: Settings) -> None:
    add_document(settings, "new.txt", b"Quite other words in Hull.")
    assert [source.id for source in removable_sources(settings)] == ["new"]
    kept = remove_source(settings, "new")
    assert kept.read_bytes() == b"Quite other words in Hull."
    assert removable_sources(settings) == []
    with pytest.raises(CdiQaError, match="belongs to the corpus"):
        remove_source(settings, "note")


@pytest.fixture
def with_digest(settings: Settings) -> Settings:
    (settings.corpus / "leeds.md").write_text(DIGEST)
    with (settings.corpus / "manifest.toml").open("a") as manifest:
        manifest.write(ENTRY)
    return settings


def state(settings: Settings) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in settings.corpus.iterdir()}


@pytest.mark.parametrize("name", ["Downloaded (3).txt", "whole.md", "leeds.md", "ÄÖ.html"])
def test_a_full_document_is_recognised_as_a_digests_and_takes_its_place(
    with_digest: Settings, name: str
) -> None:
    before = state(with_digest)
    text = FULL if not name.endswith("html") else f"<html><body><p>{FULL}</p></body></html>"
    added = add_document(with_digest, name, text.encode())
    assert (added.source.id, added.source.kind) == ("leeds", "full")
    assert added.source.title == "Report on the Leeds unit"
    assert added.remark == (
        "It was recognised as the full text, and stands in the place of its digest; "
        "`cdi-qa sources remove leeds` takes it out, and the digest is back."
    )
    assert "put in the place of the digest leeds.md" in added.source.provenance
    assert f"Added by hand on {datetime.now(UTC):%Y-}" in added.source.provenance
    assert len(list_sources(with_digest.corpus)[0]) == 2
    remove_source(with_digest, "leeds")
    assert state(with_digest) == before


@pytest.mark.parametrize(
    "text",
    [
        FULL.replace("66.7", "70.1").replace("12,750", "9,000"),
        FULL.replace("May 2019", "June 2020"),
        f"Briefing on the {FULL}",
        "Quite other words in Hull.",
    ],
)
def test_another_document_is_a_new_one(with_digest: Settings, text: str) -> None:
    added = add_document(with_digest, "Other.txt", text.encode())
    assert (added.source.id, added.remark, added.warning) == ("other", "", "")


def test_a_document_of_two_digests_alike_is_a_new_one(with_digest: Settings) -> None:
    (with_digest.corpus / "york.md").write_text(DIGEST)
    with (with_digest.corpus / "manifest.toml").open("a") as manifest:
        manifest.write(ENTRY.replace('"leeds', '"york'))
    assert add_document(with_digest, "other.txt", FULL.encode()).source.id == "other"


@pytest.mark.parametrize(("name", "source_id"), [("a.txt", "leeds"), ("leeds.txt", None)])
def test_a_choice_is_obeyed_and_a_mismatch_said(
    with_digest: Settings, name: str, source_id: str | None
) -> None:
    text = FULL.replace("May 2019", "June 2020").encode()
    added = add_document(with_digest, name, text, source_id)
    assert (added.source.id, added.source.kind) == ("leeds", "full")
    assert added.warning == (
        f"Warning: {name} may be another document than Report on the Leeds unit (it is dated June "
        "2020, later than 5 May 2019)."
    )
    assert "`cdi-qa sources remove leeds` takes it out, and the digest is back." in added.remark


def test_a_choice_that_fits_is_obeyed_without_a_warning(with_digest: Settings) -> None:
    added = add_document(with_digest, "a.txt", FULL.encode(), "leeds")
    assert added.source.kind == "full"
    assert added.remark.startswith("It stands in the place of its digest;")
    assert added.warning == ""


def test_a_document_can_be_made_a_new_one_whatever_it_is_called(with_digest: Settings) -> None:
    assert new_id(with_digest, "Leeds.txt") == "leeds-2"
    added = add_document(with_digest, "Leeds.txt", FULL.encode(), "leeds-2")
    assert (added.source.id, added.source.kind) == ("leeds-2", "full")
    assert next(s for s in list_sources(with_digest.corpus)[0] if s.id == "leeds").kind == "digest"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ÄÖ.txt", "ao"),
        ("Straße Ærø.txt", "strasse-aero"),
        ("報告.txt", "document"),
        ("---.txt", "document"),
    ],
)
def test_a_name_in_other_letters_gets_an_id(settings: Settings, name: str, expected: str) -> None:
    assert add_document(settings, name, b"Quite other words in Hull.").source.id == expected


def test_two_names_without_letters_get_two_ids(settings: Settings) -> None:
    for text in (b"Quite other words in Hull.", b"The weather of the week in Kent."):
        add_document(settings, "報告.txt", text)
    assert {source.id for source in removable_sources(settings)} == {"document", "document-2"}


def test_a_document_of_the_manifest_that_was_added_by_hand_can_be_removed(
    settings: Settings,
) -> None:
    with (settings.corpus / "manifest.toml").open("a") as manifest:
        manifest.write('[[source]]\nid="hull"\nfile="hull.txt"\ntitle="Hull"\nprovenance="Ours."\n')
    before = state(settings)
    added = add_document(settings, "hull.txt", b"Quite other words in Hull.")
    assert (added.source.id, added.source.title) == ("hull", "Hull")
    assert added.source.provenance.startswith("Ours. Added by hand on ")
    assert [source.id for source in removable_sources(settings)] == ["hull"]
    remove_source(settings, "hull")
    assert state(settings) == before


def test_a_document_listed_after_it_was_added_can_be_removed(settings: Settings) -> None:
    add_document(settings, "hull.txt", b"Quite other words in Hull.")
    with (settings.corpus / "manifest.toml").open("a") as manifest:
        manifest.write('[[source]]\nid="kingston"\nfile="hull.txt"\ntitle="Kingston"\n')
    assert [source.id for source in removable_sources(settings)] == ["kingston"]
    remove_source(settings, "kingston")
    assert not (settings.corpus / "hull.txt").exists()
