"""Adding and removing documents: what is there stays as it was unless all went well."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa import sources
from cdi_qa.errors import CdiQaError
from cdi_qa.indexing import open_index
from cdi_qa.reading import read_source
from cdi_qa.reading.corpus import SourceReading
from cdi_qa.schema import Source
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
