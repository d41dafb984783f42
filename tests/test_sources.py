"""Adding and removing documents: what is there stays as it was unless all went well."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.errors import CdiQaError
from cdi_qa.settings import Settings
from cdi_qa.sources import add_document, removable_sources, remove_source

TEXT = "The unit failed 3 of 9 tests in Leeds, and nobody was told of it before the spring."


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
        ("copy.txt", TEXT.encode(), None, "copy.txt is in the corpus already, as note."),
        ("note.md", b"Other words.", None, "already a source 'note'"),
        ("a.exe", b"Words.", None, "not a kind of document"),
        ("a.pdf", b"no pdf", None, "not a readable PDF"),
        ("a.txt", b" \n", None, "is empty"),
        ("a.docx", b"PK\x03\x04", None, "a.docx is not a readable Word document"),
        ("a.html", b"<svg>" * 2000 + b"Words.", None, "a.html holds no text"),
        ("a.txt", b"Words.", "../up", "An id is made of"),
        ("---.txt", b"Words.", None, "An id is made of"),
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


def test_the_same_text_in_another_format_is_said(settings: Settings) -> None:
    html = f"<html><body><h1></h1><p>{TEXT}</p></body></html>".encode()
    added = add_document(settings, "My copy.html", html)
    assert added.source.id == "my-copy"
    assert "same text as note" in added.remark
    assert add_document(settings, "new.txt", b"Quite other words in Hull.").remark == ""


def test_an_added_document_can_be_removed_and_the_corpus_own_cannot(settings: Settings) -> None:
    add_document(settings, "new.txt", b"Quite other words in Hull.")
    assert [source.id for source in removable_sources(settings)] == ["new"]
    kept = remove_source(settings, "new")
    assert kept.read_bytes() == b"Quite other words in Hull."
    assert removable_sources(settings) == []
    with pytest.raises(CdiQaError, match="belongs to the corpus"):
        remove_source(settings, "note")
