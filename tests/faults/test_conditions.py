"""A full disk, a folder that may not be written to, two processes at once: a sentence, no loss."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from cdi_qa.conversations import Conversations
from cdi_qa.pack.store import PackStore
from cdi_qa.settings import Settings
from tests.conftest import copy_small
from tests.faults.scenarios import Saving, run_worker

ASK = ("ask", "How long was the custody suite closed?")
COMMANDS = [("index", "--rebuild"), ("sources", "add", "NEW"), ("pack", "list"), ("doctor",), ASK]


@pytest.fixture
def on_small_disk(tmp_path: Path, small_index: Path, data_dir: Path) -> Iterator[Settings]:
    """Two documents with their index on a file system of 8 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if not mount or os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a file system can be mounted by its administrator only")
    made = copy_small(small_index, data_dir / "models", disk)
    PackStore(made.data_dir).create("Meeting", "")
    (tmp_path / "new.txt").write_text("Ambulances arrived in 8 minutes.\n" * 100)
    yield made
    subprocess.run([shutil.which("umount") or "", str(disk)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    with (disk / "filling").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(512)):
            pass
    yield
    (disk / "filling").unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    mount = shutil.which("mount") or ""
    subprocess.run([mount, "-o", "remount,ro", str(disk)], check=True)
    yield
    subprocess.run([mount, "-o", "remount,rw", str(disk)], check=True)


def start(settings: Settings, *command: str, most_bytes: int = 0) -> subprocess.Popen[str]:
    def limit() -> None:
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    base = ["--corpus", str(settings.corpus), "--data-dir", str(settings.data_dir)]
    new = str(settings.corpus.parent.parent / "new.txt")
    return subprocess.Popen(
        [sys.executable, "-m", "cdi_qa.cli", *base, *(new if c == "NEW" else c for c in command)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limit,
    )  # fmt: skip


def check_sentence(process: subprocess.Popen[str]) -> None:
    """It failed and said so in one plain sentence, or, the doctor, in a finding."""
    out, err = process.communicate()
    assert process.returncode in {1, 2}, out + err
    assert "Traceback" not in err
    assert "Something went wrong" not in err
    if "BROKEN" in out:
        assert "BROKEN  Data folder" in out
    else:
        assert len(err.splitlines()) == 1, err
        assert err.endswith(".\n")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("condition", [full, read_only])
def test_where_nothing_can_be_written_it_is_said_and_nothing_lost(
    on_small_disk: Settings, condition: Callable[[Path], AbstractContextManager[None]]
) -> None:
    before = contents(on_small_disk.corpus)
    with condition(on_small_disk.corpus.parent):
        for process in [start(on_small_disk, *command) for command in COMMANDS]:
            check_sentence(process)
    assert contents(on_small_disk.corpus) == before
    assert [pack.title for pack in PackStore(on_small_disk.data_dir).list()] == ["Meeting"]
    after = start(on_small_disk, *ASK)
    out, err = after.communicate()
    assert (after.returncode, err) == (0, "")
    assert "41 days" in out


@pytest.mark.parametrize("command", [COMMANDS[0], COMMANDS[2]])
def test_a_file_that_cannot_grow_is_said_and_nothing_lost(
    indexed: Settings, command: tuple[str, ...]
) -> None:
    check_sentence(start(indexed, *command, most_bytes=4096))
    after = start(indexed, *ASK)
    assert "41 days" in after.communicate()[0]
    assert after.returncode == 0


def test_asked_while_another_process_indexes_it_answers(indexed: Settings) -> None:
    (indexed.corpus / "second.txt").write_text("The council failed 19 of 212 homes.\n")
    both = [start(indexed, "index"), start(indexed, *ASK), start(indexed, "index", "--rebuild")]
    outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0, 0], outputs
    assert "41 days" in outputs[1][0]
    assert "BROKEN  Index" not in start(indexed, "doctor").communicate()[0]


def test_two_that_save_at_once_lose_nothing(tmp_path: Path, data_dir: Path) -> None:
    saving = Saving(tmp_path / "saving", data_dir / "models")
    PackStore(saving.settings.data_dir).create("Meeting", "")
    both = [run_worker(0, saving.folder, saving.command()) for _ in range(2)]
    said = [line for process in both for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in both] == [0, 0]
    saving.first = 1000
    assert saving.verify(said) == "old"
    assert len(Conversations(saving.settings.data_dir).find()) == 80
