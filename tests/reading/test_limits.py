"""Files of every format that are made to break what reads them: each is read, or refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from cdi_qa.errors import DocumentError
from cdi_qa.reading import read_corpus, read_source
from cdi_qa.reading.limits import LIMITS, Limits

from .conftest import Read
from .helpers import NOTE, check_reading, check_sentence, source

ALWAYS_APART = Limits(small=0, small_word=0)
LITTLE = Limits(seconds=60, megabytes=400, small=0, small_word=0)
SENTENCE = "Of 212 homes only 17 were inspected in Leeds, and nobody was told of it. "


def word_file(words: str = SENTENCE, padding: int = 0) -> bytes:
    """A Word file, with so many bytes that pack well inside its text."""
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(words)
    document.save(out)
    bomb = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml" and padding:
                content = content.replace(b"</w:t>", b"a" * padding + b"</w:t>")
            new.writestr(name, content)
    return bomb.getvalue()


PLAIN: dict[str, bytes] = {
    "note.txt": SENTENCE.encode(),
    "note.md": f"# Homes\n\n{SENTENCE}".encode(),
    "note.html": f"<h1>Homes</h1><p>{SENTENCE}</p>".encode(),
    "note.docx": word_file(),
}
LONG_TEXT = "\n\n".join([SENTENCE] * 20_000)
# A short file can be read in what a process has taken before its memory is limited.
LONG = {
    "note.txt": LONG_TEXT.encode(),
    "note.md": LONG_TEXT.encode(),
    "note.html": f"<h1>Homes</h1><p>{LONG_TEXT}</p>".encode(),
    "note.docx": word_file(LONG_TEXT),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_process_of_its_own_reads_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PLAIN[name])
    here = read_source(source(name), tmp_path)
    assert read_source(source(name), tmp_path, ALWAYS_APART) == here
    assert here.records


def test_the_note_is_read_the_same_in_a_process_of_its_own() -> None:
    note = source(NOTE.name)
    assert read_source(note, NOTE.parent, ALWAYS_APART) == read_source(note, NOTE.parent)


@pytest.mark.parametrize("name", PLAIN)
def test_time_and_memory_are_limited_in_every_format(tmp_path: Path, name: str) -> None:
    pytest.importorskip("resource")
    (tmp_path / name).write_bytes(LONG[name])
    hurried = Limits(seconds=0.0, small=0, small_word=0)
    starved = Limits(megabytes=20, small=0, small_word=0)
    for limits, said in ((hurried, "took longer than"), (starved, "")):
        with pytest.raises(DocumentError) as error:
            read_source(source(name), tmp_path, limits)
        check_sentence(str(error.value))
        assert str(error.value).startswith(f"{name} ")
        assert said in str(error.value)


HOSTILE = {
    "deep.html": b"<div>" * 1000 + b"Deep." + b"</div>" * 1000,
    "deeper.html": b"<div>" * 50_000,
    "lists.html": b"<ul><li>a" * 1500,
    "tables.html": b"<table><tr><td>1" * 1000,
    "spans.html": b"<table>" + b"<tr><td colspan=100 rowspan=100>a" * 200,
    "empty.html": b"<p>" * 50_000,
    "ones.txt": b"1 " * 20_000,
    "rows.txt": b"a 1\n" * 4000,
    "notes.txt": b"[1] A\n" * 3000,
    "short.txt": b"e.g. A. " * 5000,
    "brackets.md": b"[" * 20_000,
    "links.md": b"[a](" * 5000,
    "comments.md": b"a <!-- " * 5000,
    "bars.md": b"|a" * 30_000,
    "wide.md": b"|a" * 5000 + b"|\n" + b"|-" * 5000 + b"|\n" + b"|1" * 5000,
    "bomb.docx": word_file(padding=400_000_000),
    "many.txt": b"The force records it all.\n\n" * 400_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    small = len(HOSTILE[name]) <= LIMITS.small and name != "bomb.docx"
    try:
        check_reading(read_source(source(name), tmp_path, LIMITS if small else LITTLE))
    except DocumentError as error:
        said = str(error)
    else:
        return
    check_sentence(said)
    assert said.startswith(f"{name} ")


def test_a_page_may_be_nested_however_deep(read: Read) -> None:
    reading = read("deep.html", "<div>" * 2000 + "<p>Deep</p>down" + "</div>" * 2000)
    assert [passage.clean for passage in reading.passages] == ["Deep", "down"]


def test_a_report_saved_as_one_line_is_read(tmp_path: Path) -> None:
    sentences = [f"Of {n + 100} homes only {n} were inspected in Leeds." for n in range(2, 3000)]
    (tmp_path / "report.txt").write_text(" ".join(sentences))
    reading = read_source(source("report.txt"), tmp_path)
    assert [passage.clean for passage in reading.passages] == sentences
    assert {record.value for record in reading.records if record.denominator} >= {25, 2999}


def test_what_has_no_end_is_cut_between_words(read: Read) -> None:
    reading = read("note.txt", "word " * 3000)
    check_reading(reading)
    assert len(reading.passages) > 1
    assert {word for passage in reading.passages for word in passage.text.split()} == {"word"}
    assert sum(len(passage.text.split()) for passage in reading.passages) == 3000


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(b"word " * 300_000)
    with pytest.raises(DocumentError, match=r"note.txt is larger than 1 MB; split it\."):
        read_source(source("note.txt"), tmp_path, Limits(largest=1))


def test_whatever_a_reader_stumbles_on_takes_no_other_file_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str) -> None:
        raise RecursionError if "deep" in text else ArithmeticError

    monkeypatch.setattr("cdi_qa.reading.markdown.read_markdown", stumble)
    (tmp_path / "a.md").write_text("deep")
    (tmp_path / "b.md").write_text("odd")
    (tmp_path / "c.txt").write_text("Read.")
    corpus, _ = read_corpus(tmp_path)
    assert [each.id for each in corpus.sources] == ["c"]
    assert [problem.reason for problem in corpus.problems] == [
        "a.md is nested too deep to be read; split it, or save it anew.",
        "b.md is damaged (ArithmeticError) and was not read; split it, or save it anew.",
    ]
