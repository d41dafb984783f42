from __future__ import annotations

import os
from pathlib import Path

import pytest

from cdi_qa.errors import CorpusError
from cdi_qa.reading.corpus import read_corpus
from cdi_qa.reading.manifest import MANIFEST, list_sources
from cdi_qa.schema import Source

from .helpers import NOTE, check_sentence

DIGEST = """
[[source]]
id = "report"
file = "report-digest.md"
title = "The inspectorate's report (digest)"
kind = "digest"
publisher = "The inspectorate"
date = "2017-09-07"
address = "https://www.example.org/report"
provenance = "Digest in this project's own words."
attribution = "the digest of the inspectorate's report"
"""


def fill(folder: Path, *names: str, manifest: str = "") -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"Text of {name}.\n", encoding="utf-8")
    if manifest:
        (folder / MANIFEST).write_text(manifest, encoding="utf-8")


def ids(folder: Path) -> dict[str, str]:
    """Id and file of each source."""
    return {source.id: source.path for source in list_sources(folder)[0]}


def reasons(folder: Path) -> list[str]:
    problems = list_sources(folder)[1]
    for problem in problems:
        check_sentence(problem.reason)
    return [problem.reason for problem in problems]


def entry(source_id: str, file: str, **more: str) -> str:
    fields = {"id": source_id, "file": file, "title": "A title", **more}
    return "[[source]]\n" + "".join(f"{key} = '{value}'\n" for key, value in fields.items())


def test_a_folder_without_a_manifest(tmp_path: Path) -> None:
    fill(tmp_path, "briefing-note_2.txt", "report.MD", ".hidden.txt", "sub/inner.txt")
    sources, problems = list_sources(tmp_path)
    assert problems == []
    assert [(s.id, s.title, s.kind, s.path) for s in sources] == [
        ("briefing-note_2", "Briefing note 2", "full", "briefing-note_2.txt"),
        ("report", "Report", "full", "report.MD"),
    ]
    assert len({source.sha256 for source in sources}) == 2


def test_the_manifests_sources_come_first_with_what_is_known_of_them(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "sub/z.txt", manifest=entry("last", "sub/z.txt", date="2017-10-03"))
    first, second = list_sources(tmp_path)[0]
    assert (first.id, first.path, first.title, first.date) == (
        "last",
        "sub/z.txt",
        "A title",
        "2017-10-03",
    )
    assert (second.id, second.date) == ("a", "")


def test_the_default_corpus() -> None:
    sources, problems = list_sources(NOTE.parent)
    assert problems == []
    assert {source.id: source.kind for source in sources} == {
        "briefing-note": "full",
        "hmicfrs-report": "digest",
        "wmp-response": "digest",
    }
    assert all("digest" in source.title for source in sources if source.kind == "digest")


def test_a_digest_is_listed_while_nothing_takes_its_place(tmp_path: Path) -> None:
    fill(tmp_path, "report-digest.md", manifest=DIGEST)
    (source,) = list_sources(tmp_path)[0]
    assert (source.id, source.kind, source.path) == ("report", "digest", "report-digest.md")


@pytest.mark.parametrize("ending", ["pdf", "txt", "md", "docx", "html"])
def test_a_file_named_after_a_digest_takes_its_place(tmp_path: Path, ending: str) -> None:
    fill(tmp_path, "report-digest.md", f"report.{ending}", manifest=DIGEST)
    (source,) = list_sources(tmp_path)[0]
    assert source == Source(
        id="report",
        title="The inspectorate's report",
        kind="full",
        path=f"report.{ending}",
        publisher="The inspectorate",
        date="2017-09-07",
        address="https://www.example.org/report",
        provenance=f"report.{ending}, put in the place of the digest report-digest.md.",
        attribution="the inspectorate's report",
        sha256=source.sha256,
    )


def test_the_digest_is_back_when_the_file_is_gone(tmp_path: Path) -> None:
    fill(tmp_path, "report-digest.md", manifest=DIGEST)
    before = list_sources(tmp_path)
    fill(tmp_path, "report.txt")
    corpus, _ = read_corpus(tmp_path)
    assert [passage.clean for passage in corpus.passages] == ["Text of report.txt."]
    (tmp_path / "report.txt").unlink()
    assert list_sources(tmp_path) == before


def test_a_digest_whose_own_file_is_gone_can_still_be_replaced(tmp_path: Path) -> None:
    fill(tmp_path, "report.txt", manifest=DIGEST)
    assert ids(tmp_path) == {"report": "report.txt"}
    assert reasons(tmp_path) == []


def test_the_default_digests_share_their_names_with_what_replaces_them(tmp_path: Path) -> None:
    manifest = DIGEST.replace("report-digest.md", "report.md")
    fill(tmp_path, "report.md", manifest=manifest)
    assert list_sources(tmp_path)[0][0].kind == "digest"
    fill(tmp_path, "report.txt")
    (source,) = list_sources(tmp_path)[0]
    assert (source.kind, source.path) == ("full", "report.txt")


def test_a_second_file_of_that_name_is_a_document_of_its_own(tmp_path: Path) -> None:
    fill(tmp_path, "report-digest.md", "report.docx", "report.txt", manifest=DIGEST)
    assert ids(tmp_path) == {"report": "report.docx", "report-txt": "report.txt"}


def test_only_digests_can_be_replaced(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "note.txt", manifest=entry("note", "a.md"))
    assert ids(tmp_path) == {"note": "a.md", "note-txt": "note.txt"}


def test_what_cannot_be_read_replaces_no_digest(tmp_path: Path) -> None:
    fill(tmp_path, "report-digest.md", "report.png", manifest=DIGEST)
    assert ids(tmp_path) == {"report": "report-digest.md"}
    assert reasons(tmp_path)[0].startswith("report.png is not a kind of document")


def test_files_with_one_stem_get_ids_of_their_own(tmp_path: Path) -> None:
    fill(tmp_path, "note.md", "note.txt", "note-txt.txt")
    found = ids(tmp_path)
    assert len(found) == 3
    assert set(found.values()) == {"note.md", "note.txt", "note-txt.txt"}


@pytest.mark.parametrize(
    "name", ["naïve note (final) #2.txt", "a'b\"c&d;.txt", "‘Bericht’ – 3 %.txt", "note.v2.txt"]
)
def test_odd_but_printable_names(tmp_path: Path, name: str) -> None:
    fill(tmp_path, name)
    corpus, _ = read_corpus(tmp_path)
    assert corpus.sources[0].id == name.removesuffix(".txt")
    assert corpus.problems == ()
    assert corpus.passages[0].clean.startswith("Text of")


@pytest.mark.parametrize("name", [b"a\nb.txt", b"a\x1b[31m.txt", b"\xff\xfe.txt"])
def test_names_that_cannot_be_shown(tmp_path: Path, name: bytes) -> None:
    fill(tmp_path, "other.txt")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Text.")
    except OSError:
        pytest.skip("this file system refuses such names")
    assert ids(tmp_path) == {"other": "other.txt"}
    (problem,) = list_sources(tmp_path)[1]
    assert problem.path.isprintable()
    assert "rename it" in reasons(tmp_path)[0]


def test_a_digest_without_a_manifest_is_known_by_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("# The report (digest)\n\nIt is good.\n")
    (tmp_path / "my-digest.md").write_text("It is good.\n")
    found = {source.id: (source.kind, source.title) for source in list_sources(tmp_path)[0]}
    assert found == {
        "my-digest": ("digest", "My digest"),
        "report": ("digest", "Report (digest)"),
    }


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"does not exist; name one with --corpus\.$"):
        list_sources(tmp_path / "missing")


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    with pytest.raises(CorpusError, match="does not exist"):
        list_sources(tmp_path / "a.txt")


WRONG_MANIFESTS = {
    "no TOML": ("[[source]\nid = ", "not valid TOML"),
    "not text": ("\x00\x01", "not valid TOML"),
    "a table": ("[source]\nid = 'a'\nfile = 'a.txt'\ntitle = 'A'\n", "[[source]]"),
    "a number": ("source = 5\n", "[[source]]"),
    "an entry that is no table": ("source = ['a.txt']\n", "entry 1"),
    "no title": ("[[source]]\nid = 'a'\nfile = 'a.txt'\n", "'title' is missing"),
    "no file": ("[[source]]\nid = 'a'\ntitle = 'A'\n", "'file' is missing"),
    "an empty file name": (entry("a", ""), "'file' is wrong"),
    "an odd id": (entry("A B", "a.txt"), "'id' is wrong"),
    "an odd date": (entry("a", "a.txt", date="7 Sept"), "'date' is wrong"),
    "an odd kind": (entry("a", "a.txt", kind="summary"), "'kind' is wrong"),
}


@pytest.mark.parametrize(
    ("manifest", "words"), WRONG_MANIFESTS.values(), ids=WRONG_MANIFESTS.keys()
)
def test_a_wrong_manifest_is_told_of_and_the_documents_are_read(
    tmp_path: Path, manifest: str, words: str
) -> None:
    fill(tmp_path, "a.txt", "b.txt", manifest=manifest)
    assert ids(tmp_path) == {"a": "a.txt", "b": "b.txt"}
    (reason,) = reasons(tmp_path)
    assert words in reason


def test_a_wrong_entry_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    manifest = entry("one", "a.txt") + entry("Two!", "b.txt") + entry("one", "c.txt")
    fill(tmp_path, "a.txt", "b.txt", "c.txt", manifest=manifest)
    assert ids(tmp_path) == {"one": "a.txt", "b": "b.txt", "c": "c.txt"}
    second, third = reasons(tmp_path)
    assert second.startswith("manifest.toml: entry 2")
    assert third.startswith("manifest.toml: entry 3 was left out, because the id 'one' is taken")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("missing.txt", "is named in manifest.toml but is not in the folder"),
        ("../outside.txt", "is outside the corpus folder"),
        ("/etc/hostname", "is outside the corpus folder"),
        ("picture.png", "is not a kind of document that is read"),
        ("sub", "is named in manifest.toml but is not in the folder"),
    ],
)
def test_an_entry_whose_file_is_no_good(tmp_path: Path, file: str, words: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    fill(corpus, "picture.png", "a.txt", "sub/x.txt", manifest=entry("b", file))
    fill(tmp_path, "outside.txt")
    assert ids(corpus) == {"a": "a.txt"}
    assert any(words in reason for reason in reasons(corpus))


def test_an_entry_may_name_its_file_in_a_roundabout_way(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", manifest=entry("one", "./a.txt"))
    assert list(ids(tmp_path)) == ["one"]


def test_a_manifest_that_is_a_folder(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    (tmp_path / MANIFEST).mkdir()
    assert ids(tmp_path) == {"a": "a.txt"}
    assert "cannot be opened" in reasons(tmp_path)[0]
