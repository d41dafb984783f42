import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.errors import CorpusError, IndexUnusableError
from cdi_qa.index import Index
from cdi_qa.indexing import open_index
from cdi_qa.scope import Scope
from cdi_qa.settings import Settings

from .conftest import SMALL

FIRST, SECOND = SMALL["first.txt"], SMALL["second.txt"]


@pytest.fixture
def settings(tmp_path: Path, fresh_data: Path) -> Settings:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    return Settings(corpus=folder, data_dir=fresh_data)


def top(index: Index, question: str) -> str:
    return index.search(question)[0].passage.clean


def build_folder(settings: Settings) -> Path:
    (home,) = (settings.data_dir / "index").iterdir()
    return home / "builds" / (home / "current").read_text()


def test_it_finds_by_meaning_and_by_words(settings: Settings) -> None:
    index, report = open_index(settings)
    assert report is not None
    assert report.read == 2
    assert top(index, "how long was the custody suite shut?").startswith("The custody suite")
    hit = index.search("212 homes")[0]
    assert hit.bm25 > 0
    assert hit.cosine > 0.3
    assert hit.passage.source == "second"


def test_both_grains_are_indexed(settings: Settings) -> None:
    index, _ = open_index(settings)
    section, similarity = index.search_sections("housing inspections")[0]
    assert section.path == ("Housing",)
    assert similarity > 0.3
    index.check()


def test_an_unchanged_corpus_is_not_built_again(settings: Settings) -> None:
    open_index(settings)
    _, report = open_index(settings)
    assert report is None


def test_only_what_changed_is_read_and_embedded_again(settings: Settings) -> None:
    open_index(settings)
    (settings.corpus / "second.txt").write_text(SECOND.replace("17", "19"))
    index, report = open_index(settings)
    assert report is not None
    assert (report.read, report.reused) == (1, 1)
    assert report.embedded == 2  # one passage, one section
    assert "19" in top(index, "how many homes failed?")
    assert all("17" not in hit.passage.clean for hit in index.search("homes failed 17"))


def test_a_document_with_a_remark_is_not_read_again_and_the_remark_stays(
    settings: Settings,
) -> None:
    old = settings.corpus / "old.txt"
    old.write_bytes("The café’s lease ended in May.".encode("cp1252"))
    before, _ = open_index(settings)
    (settings.corpus / "second.txt").write_text(SECOND.replace("17", "19"))
    index, report = open_index(settings)
    assert report is not None
    assert (report.read, report.reused) == (1, 2)
    assert index.corpus.problems == before.corpus.problems
    assert [problem.path for problem in index.corpus.problems] == ["old.txt"]


def test_a_removed_document_is_forgotten(settings: Settings) -> None:
    open_index(settings)
    (settings.corpus / "first.txt").unlink()
    index, _ = open_index(settings)
    assert {hit.passage.source for hit in index.search("custody")} == {"second"}


def test_a_renamed_document_keeps_nothing_of_its_old_name(settings: Settings) -> None:
    open_index(settings)
    (settings.corpus / "first.txt").rename(settings.corpus / "third.txt")
    index, _ = open_index(settings)
    assert {source.id for source in index.corpus.sources} == {"second", "third"}
    assert index.search("custody")[0].passage.source == "third"


def test_two_corpora_share_a_data_folder(settings: Settings, tmp_path: Path) -> None:
    open_index(settings)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Ambulances arrived in 8 minutes.")
    open_index(Settings(corpus=other, data_dir=settings.data_dir))
    _, report = open_index(settings)
    assert report is None


@pytest.mark.parametrize(
    "damaged",
    [
        "fingerprint.json", "checksums.json", "readings.json", "chroma/chroma.sqlite3",
        "bm25/data.csc.index.npy", "keys/rows.npy", "keys/names.json",
    ],
)  # fmt: skip
@pytest.mark.parametrize("content", [b"\0broken", b"", None], ids=["garbage", "empty", "folder"])
def test_a_damaged_index_is_set_aside_and_built_again(
    indexed: Settings, damaged: str, content: bytes | None
) -> None:
    build = build_folder(indexed)
    (build / damaged).unlink()
    if content is None:
        (build / damaged).mkdir()
    else:
        (build / damaged).write_bytes(content)
    opened = Assistant.open(indexed)
    assert "41 days" in opened.ask("How long was custody closed?").text
    (aside,) = build.parent.glob("*.damaged-*")
    assert aside.name in opened.remark
    assert build_folder(indexed).name not in aside.name


def test_damaged_vectors_of_a_part_are_set_aside_with_the_index(indexed: Settings) -> None:
    (build_folder(indexed) / "vectors.npy").write_bytes(b"\0broken")
    opened = Assistant.open(indexed)
    narrowed = opened.narrow(Scope(sources=("first",)))
    assert "41 days" in narrowed.ask("How long was custody closed?").text
    (aside,) = build_folder(indexed).parent.glob("*.damaged-*")
    assert aside.name != build_folder(indexed).name


def test_what_is_taken_over_from_the_build_before_is_what_a_new_one_has(settings: Settings) -> None:
    open_index(settings)
    (settings.corpus / "first.txt").write_text(f"{FIRST}\n\nThe stables were sold in spring.\n")
    updated, _ = open_index(settings)
    kept = np.load(updated.folder / "vectors.npy")
    words = [updated.keys.own(at) for at in range(len(updated.keys))]
    fresh, _ = open_index(settings, rebuild=True)
    assert np.allclose(kept, np.load(fresh.folder / "vectors.npy"), atol=1e-6)
    assert words == [fresh.keys.own(at) for at in range(len(fresh.keys))]


def arguments(settings: Settings) -> list[str]:
    return ["--corpus", str(settings.corpus), "--data-dir", str(settings.data_dir)]


def test_killed_while_building_the_old_index_still_answers(settings: Settings) -> None:
    open_index(settings)
    old = build_folder(settings).name
    before = (settings.corpus / "second.txt").read_text()
    more = "\n\n".join(f"Paragraph {n} tells of home number {n}, which passed." for n in range(400))
    command = [sys.executable, "-m", "cdi_qa.cli", *arguments(settings), "index"]
    killed = 0
    for delay in (1.0, 1.6, 2.2, 2.8, 3.4):
        (settings.corpus / "second.txt").write_text(f"{SECOND}\n{delay}\n\n{more}")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        if process.returncode == -signal.SIGKILL:
            (settings.corpus / "second.txt").write_text(before)
            index, report = open_index(settings)
            index.check()
            assert "41 days" in top(index, "how long was custody closed?")
            if build_folder(settings).name == old:
                assert report is None
            old = build_folder(settings).name
    assert killed
    index, _ = open_index(settings)
    index.check()


def test_two_processes_at_once_leave_a_good_index(settings: Settings) -> None:
    command = [sys.executable, "-m", "cdi_qa.cli", *arguments(settings), "index", "--json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    outputs = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(json.loads(output)["built"] for output in outputs) == [False, True]


def test_an_assistant_outlives_the_index_it_opened(settings: Settings) -> None:
    assistant = Assistant.open(settings)
    for _ in range(3):
        open_index(settings, rebuild=True)
    assert "41 days" in assistant.ask("how long was the custody suite closed?").text


def test_a_missing_folder_is_one_sentence(tmp_path: Path, fresh_data: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        open_index(Settings(corpus=tmp_path / "none", data_dir=fresh_data))


def test_a_data_folder_that_cannot_be_written_is_one_sentence(
    settings: Settings, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(IndexUnusableError, match="cannot be written"):
        open_index(Settings(corpus=settings.corpus, data_dir=blocked))
