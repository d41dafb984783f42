from pathlib import Path

import pytest

from cdi_qa.storage import write_atomic


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
