"""What is damaged on disk is said, set aside and begun anew; the doctor finds it first."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cdi_qa import sqlite_file
from cdi_qa.assistant import Assistant
from cdi_qa.builds import current_build
from cdi_qa.conversations import FILE_NAME, Conversations
from cdi_qa.doctor import examine
from cdi_qa.encoder import load_encoder
from cdi_qa.errors import KeptFileError, ModelError
from cdi_qa.indexing import index_home, open_index
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.store import FILE, PackStore
from cdi_qa.settings import Settings
from tests.conftest import MANIFEST, ROOT


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [garbage, truncated, empty, folder]
Damage = Callable[[Path], None]


def fill_both(place: Path) -> None:
    """Kept conversations and a pack, some pages long."""
    talk = Conversations(place)
    for number in range(30):
        talk.add(f"Question {number} " + "about this " * 100)
    PackStore(place).create("Meeting", "", [Suggestion("own", "Ours", "Why? " * 500)] * 10)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [FILE_NAME, FILE])
def test_a_damaged_database_is_set_aside_with_a_sentence(
    tmp_path: Path, name: str, damage: Damage
) -> None:
    fill_both(tmp_path)
    file = tmp_path / name
    damage(file)
    content = file.read_bytes() if file.is_file() else None
    said = {FILE_NAME: Conversations(tmp_path).remark, FILE: PackStore(tmp_path).notice}
    (aside,) = tmp_path.glob(f"{name}.damaged-*")
    assert aside.name in said.pop(name)
    assert list(said.values()) == [""]
    assert (aside.read_bytes() if aside.is_file() else None) == content
    talk = Conversations(tmp_path)
    assert talk.messages(talk.add("goes on"))
    assert PackStore(tmp_path).create("Next", "").title == "Next"


def test_a_busy_database_is_not_taken_for_a_damaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_both(tmp_path)
    packs = PackStore(tmp_path)
    monkeypatch.setattr(sqlite_file, "_WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KeptFileError, match="Another process"):
            packs.create("Late", "")
        with pytest.raises(KeptFileError, match="Another process"):
            PackStore(tmp_path)
    assert [pack.title for pack in PackStore(tmp_path).list()] == ["Meeting"]
    assert not list(tmp_path.glob("*.damaged-*"))


@pytest.mark.parametrize("damage", [*DAMAGES[::2], folder, lambda file: file.write_text("[[x")])
def test_a_damaged_manifest_gives_way_to_the_last_good_one(
    indexed: Settings, damage: Damage
) -> None:
    manifest = indexed.corpus / "manifest.toml"
    damage(manifest)
    opened = Assistant.open(indexed)
    (aside,) = indexed.corpus.glob("manifest.toml.damaged-*")
    assert aside.name in opened.remark
    assert manifest.read_text() == MANIFEST
    assert opened.index.corpus.sources[0].title == "The custody report"
    assert opened.index.corpus.problems == ()


def test_a_damaged_prepared_model_is_set_aside(indexed: Settings, data_dir: Path) -> None:
    (indexed.data_dir / "models").unlink()
    shutil.copytree(data_dir / "models", indexed.data_dir / "models")
    (model,) = (indexed.data_dir / "models").glob("*/model.onnx")
    truncated(model)
    with pytest.raises(ModelError, match=r"damaged; it is now .*\.damaged-"):
        load_encoder("", indexed.data_dir).encode(["check"])
    assert type(load_encoder("", indexed.data_dir)).__name__ == "TorchEncoder"


def dated_tomorrow(path: Path) -> None:
    os.utime(path, (time.time() + 90_000,) * 2)


@pytest.mark.parametrize(
    ("what", "name", "damage"),
    [
        ("Settings", ".env", garbage),
        ("Documents", "corpus/manifest.toml", garbage),
        ("Clock", f"data/{FILE}", dated_tomorrow),
        ("Index", "readings.json", garbage),
        ("Index", "bm25/data.csc.index.npy", truncated),
        ("Index", "keys/ends.npy", truncated),
        ("Index", "vectors.npy", garbage),
        ("Index", "chroma/chroma.sqlite3", empty),
        ("Conversations", f"data/{FILE_NAME}", truncated),
        ("Question packs", f"data/{FILE}", folder),
    ],
)
def test_the_doctor_finds_what_is_damaged_and_changes_nothing(
    indexed: Settings, monkeypatch: pytest.MonkeyPatch, what: str, name: str, damage: Damage
) -> None:
    place = indexed.corpus.parent
    monkeypatch.chdir(place)
    (place / ".env").write_text("CDI_QA_MODEL=\n")
    fill_both(indexed.data_dir)
    build = current_build(index_home(indexed))
    assert build is not None
    file = build / name if what == "Index" else place / name
    damage(file)
    content = file.read_bytes() if file.is_file() else None
    for _ in range(2):
        broken = [finding for finding in examine(indexed) if not finding.healthy]
        assert [finding.what for finding in broken] == [what], broken[-1].detail
        assert broken[0].detail.endswith(".")
    if "chroma" not in name:  # which it fills when it is opened
        assert (file.read_bytes() if file.is_file() else None) == content
    assert not list(place.rglob("*.damaged-*"))


def test_the_doctor_finds_a_document_that_cannot_be_read(indexed: Settings) -> None:
    (indexed.corpus / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (indexed.corpus / "list.csv").write_text("a kind that is not read is no fault")
    (finding,) = [each for each in examine(indexed) if not each.healthy]
    said = {problem.path: problem.reason for problem in open_index(indexed)[0].corpus.problems}
    assert (finding.what, finding.detail) == ("Reading", said["broken.pdf"])
    (indexed.corpus / "broken.pdf").unlink()
    assert all(each.healthy for each in examine(indexed))


def test_the_doctor_names_what_was_set_aside(indexed: Settings) -> None:
    garbage(indexed.data_dir / FILE)
    aside = PackStore(indexed.data_dir).notice.split(" is now ")[1].split(",")[0]
    (finding,) = [each for each in examine(indexed) if each.what == "Set aside"]
    assert aside in finding.detail
    assert finding.healthy


def test_with_the_clock_set_back_nothing_is_lost(indexed: Settings) -> None:
    fill_both(indexed.data_dir)
    for path in indexed.corpus.parent.rglob("*"):
        if path.is_file() and not path.is_symlink():
            dated_tomorrow(path)
    with sqlite3.connect(indexed.data_dir / FILE_NAME) as database:
        database.execute("UPDATE conversation SET changed = changed + 90000")
    opened = Assistant.open(indexed)
    assert opened.report is None
    assert "41 days" in opened.ask("How long was the custody suite closed?").text
    talk = Conversations(indexed.data_dir)
    talk.add("said today")
    assert len(talk.find()) == 31
    assert (talk.remark, opened.remark) == ("", "")


def test_an_env_file_of_another_program_harms_nothing(indexed: Settings, tmp_path: Path) -> None:
    content = b"PASSWORD=caf\xe9\nCHROMA_SERVER_HOST=documents.test\n"
    (tmp_path / ".env").write_bytes(content)
    base = ["--corpus", str(indexed.corpus), "--data-dir", str(indexed.data_dir)]
    run = subprocess.run(
        [sys.executable, "-m", "cdi_qa.cli", *base, "ask", "How long was custody closed?"],
        capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "41 days" in run.stdout, run.stderr
    assert (tmp_path / ".env").read_bytes() == content
