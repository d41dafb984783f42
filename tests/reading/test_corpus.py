"""Whole folders: everything that can be read is, and one sentence says why the rest is not."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdi_qa.errors import CorpusError, DocumentError
from cdi_qa.reading import read_corpus, read_source
from cdi_qa.reading.readings import SourceReading

from .conftest import Read, Refused
from .helpers import NOTE, STEADY, check_reading, check_sentence, printed, source

TABLE = "Force Rape Rate\nKent 1 2\nHull 3 4\nBath 5 6\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("note.txt", b"", "note.txt is empty."),
        ("note.pdf", b"", "note.pdf is empty."),
        ("note.txt", b" \n\t\f \n", "note.txt is empty."),
        ("note.txt", "\ufeff \u00a0\n".encode(), "note.txt holds no text."),
        ("note.md", b"", "note.md is empty."),
        ("note.html", b"<script>x()</script>", "note.html holds no text."),
        ("note.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "note.txt is not a text file"),
        ("note.html", bytes(range(256)), "note.html is not a text file"),
        ("note.md", b"PK\x03\x04", "note.md is not a text file but a Word or ZIP file"),
        ("note.docx", b"nothing", "note.docx is not a readable Word document"),
        ("note.pdf", b"nothing", "note.pdf is not a readable PDF"),
        ("note.odt", b"nothing", "note.odt is not a kind of document that is read"),
        ("note", b"nothing", "note is not a kind of document that is read"),
    ],
)
def test_bad_documents(refused: Refused, name: str, content: bytes, words: str) -> None:
    assert refused(name, content).startswith(words)


def test_text_in_an_older_encoding_is_read_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes("The café’s report.".encode("cp1252"))
    corpus, (reading,) = read_corpus(tmp_path)
    assert corpus.passages[0].clean == "The café’s report."
    assert [problem.reason for problem in corpus.problems] == [reading.remark]
    check_sentence(reading.remark)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Secret.")
    (tmp_path / "note.txt").chmod(0)
    (tmp_path / "other.txt").write_text("Open.")
    corpus, _ = read_corpus(tmp_path)
    assert [each.id for each in corpus.sources] == ["other"]
    assert corpus.problems[0].reason.startswith("note.txt cannot be opened")


def test_a_file_that_goes_away_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^gone.txt cannot be opened: .*\.$"):
        read_source(source("gone.txt"), tmp_path)


def test_a_file_that_cannot_be_opened_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("Secret.")
    (tmp_path / "other.txt").write_text("Open.")
    opened = Path.open

    def forbid(self: Path, mode: str = "r", **more: Any) -> object:
        if self.name == "note.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode, **more)

    monkeypatch.setattr(Path, "open", forbid)
    corpus, _ = read_corpus(tmp_path)
    assert [each.id for each in corpus.sources] == ["other"]
    (problem,) = corpus.problems
    assert problem.reason == "note.txt cannot be opened: Permission denied."


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="No document could be read in"):
        read_corpus(tmp_path)


def test_a_folder_of_bad_documents_says_why(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(b"")
    with pytest.raises(CorpusError, match=r"note\.txt is empty\.$"):
        read_corpus(tmp_path)


def test_links_to_nowhere_and_folders_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "other.txt").write_text("Open.")
    corpus, _ = read_corpus(tmp_path)
    assert [each.id for each in corpus.sources] == ["other"]
    assert [problem.path for problem in corpus.problems] == ["gone.txt"]


def test_everything_of_a_folder_is_put_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"The crime service team works.\n\n{TABLE}")
    (tmp_path / "b.md").write_text("# Findings\n\nAsk the CST.\n")
    seen: list[str] = []
    corpus, readings = read_corpus(tmp_path, on_progress=seen.append)
    assert seen == ["Reading a.txt", "Reading b.md"]
    assert [each.id for each in corpus.sources] == ["a", "b"]
    assert [each.clean for each in corpus.passages] == [
        "The crime service team works.",
        "Ask the CST.",
    ]
    assert corpus.abbreviations == (("CST", "crime service team"),)
    assert [table.name for table in corpus.tables] == ["a_1"]
    assert corpus.page("a", 1).text == (tmp_path / "a.txt").read_text()
    assert corpus.source("b").pages is None
    for reading in readings:
        check_reading(reading)


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    _, readings = read_corpus(tmp_path)
    known = {reading.source.sha256: reading for reading in readings}
    (tmp_path / "b.txt").write_text("Three.")
    seen: list[str] = []
    corpus, _ = read_corpus(tmp_path, known, seen.append)
    assert seen == ["Reading b.txt"]
    assert [each.clean for each in corpus.passages] == ["One.", "Three."]


def test_what_is_known_of_a_source_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    _, (reading,) = read_corpus(tmp_path)
    stale = replace(reading, source=replace(reading.source, title="Old"))
    corpus, _ = read_corpus(tmp_path, {reading.source.sha256: stale})
    assert (corpus.sources[0].title, corpus.sources[0].pages) == ("A", 1)


def test_the_same_bytes_under_another_name_are_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# One\n\nTwo.")
    _, (reading,) = read_corpus(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "a.md")
    corpus, _ = read_corpus(tmp_path, {reading.source.sha256: reading})
    assert corpus.passages[0].section == ("One",)


def test_reading_twice_gives_the_same(note: SourceReading) -> None:
    assert read_source(note.source, NOTE.parent) == note


def test_tables_are_named_by_source_and_order(read: Read) -> None:
    text = f"{TABLE}\nThe other table follows here.\n\n{TABLE.replace('Rape', 'Theft')}"
    reading = read("My note (2).txt", text)
    assert [table.name for table in reading.tables] == ["my_note_2_1", "my_note_2_2"]
    assert printed(reading.tables[1])[0] == ["Kent", "1", "2"]


def test_a_table_stands_in_the_section_above_it(read: Read) -> None:
    overleaf = "Area Cost Share\nNorth 1.5 2\nSouth 3.5 4\nEast 5.5 6\n"
    text = f"Findings\n\nIt was good.\n\nComparison\n\n{TABLE}\fAfter.\f{overleaf}"
    reading = read("note.txt", text)
    assert [table.section for table in reading.tables] == [("Comparison",), ()]


def test_a_page_that_opens_with_a_row_goes_on_only_with_an_open_table(read: Read) -> None:
    closed = read("note.txt", f"{TABLE}\nThat was all there is to be said of it.\fDerby 7 8\n")
    assert [len(table.rows) for table in closed.tables] == [3]
    still_open = read("note.txt", f"{TABLE}\fDerby 7 8\n")
    assert [len(table.rows) for table in still_open.tables] == [4]


@pytest.mark.parametrize("name", ["note.txt", "note.md", "note.html"])
@settings(STEADY, max_examples=40)
@given(
    text=st.text(
        alphabet=st.one_of(
            st.sampled_from("Kent Good Sep-17 83.6\n\n-•1.2.<p>|#:[]\f\t "),
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
        ),
        min_size=1,
        max_size=200,
    )
)
def test_whatever_is_written_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / name).write_text(text, encoding="utf-8")
    try:
        reading = read_source(source(name), folder)
    except DocumentError as error:
        check_sentence(str(error))
    else:
        check_reading(reading)


@settings(STEADY, max_examples=40)
@given(
    data=st.binary(min_size=1, max_size=300), ending=st.sampled_from(["txt", "pdf", "docx", "md"])
)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / f"bytes.{ending}").write_bytes(data)
    try:
        check_reading(read_source(source(f"bytes.{ending}"), folder))
    except DocumentError as error:
        check_sentence(str(error))


def test_long_documents_are_read(read: Read) -> None:
    text = NOTE.read_text(encoding="utf-8")
    assert len(read("pages.txt", "\f".join([text] * 20)).tables) == 20
    assert len(read("page.txt", text.replace("\f", "\n\n") * 10).passages) > 500
