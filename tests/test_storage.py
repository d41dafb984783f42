from pathlib import Path

import pytest

from cdi_qa.storage import set_aside, sweep_scratch, write_atomic


def test_it_writes_and_overwrites(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file"
    write_atomic(target, b"one")
    write_atomic(target, b"two")
    assert target.read_bytes() == b"two"
    assert [item.name for item in target.parent.iterdir()] == ["file"]


def test_a_failure_leaves_the_old_file_and_no_scraps(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "inside").write_text("kept")
    with pytest.raises(IsADirectoryError):
        write_atomic(target, b"new")
    assert (target / "inside").read_text() == "kept"
    assert [item.name for item in tmp_path.iterdir()] == ["folder"]


def test_what_a_killed_write_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "file"
    (tmp_path / f".file-{'0a' * 16}").write_text("half")
    (tmp_path / ".file-mine").write_text("kept")
    write_atomic(target, b"one")
    sweep_scratch(target)
    assert sorted(item.name for item in tmp_path.iterdir()) == [".file-mine", "file"]


def test_things_set_aside_in_the_same_second_keep_apart(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        (tmp_path / "file").write_bytes(content)
        set_aside(tmp_path / "file")
    kept = list(tmp_path.glob("file.damaged-*"))
    assert sorted(item.read_bytes() for item in kept) == [b"one", b"two"]
