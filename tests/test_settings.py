from pathlib import Path

import pytest

from cdi_qa.env_file import mend_env_file
from cdi_qa.errors import UsageError
from cdi_qa.settings import Settings, load_settings


def test_flags_win_over_the_environment_and_it_over_the_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"CDI_QA_CORPUS={tmp_path}/c\nCDI_QA_DATA_DIR={tmp_path}/d\n")
    monkeypatch.setenv("CDI_QA_DATA_DIR", str(tmp_path / "e"))
    assert load_settings().corpus == tmp_path / "c"
    assert load_settings().data_dir == tmp_path / "e"
    assert load_settings(data_dir=tmp_path / "f").data_dir == tmp_path / "f"


def test_an_address_is_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDI_QA_ADDRESS", "example.org")
    with pytest.raises(UsageError, match="CDI_QA_ADDRESS is wrong"):
        load_settings()


def test_the_default_corpus_is_the_checkout_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CDI_QA_CORPUS", raising=False)
    assert (load_settings().corpus / "briefing-note.txt").exists()


@pytest.mark.parametrize(
    ("content", "corpus", "said", "left"),
    [
        (b"CDI_QA_CORPUS=/c\nCDI_QA_MODEL=\xff\xfe\n", "/c", "now .env.damaged-", "/c"),
        (bytes(range(128, 256)) * 4, None, "now .env.damaged-", ""),
        (b"\0" * 64, None, "now .env.damaged-", ""),
        (b"PASSWORD=caf\xe9\nUSER=ann\n", None, "is damaged: 1 of its lines", None),
        (b'CDI_QA_CORPUS=/c\nCDI_QA_MODEL="x\n', "/c", "Line 2 of .env is not understood", None),
        (b"some words\nCDI_QA_CORPUS=${HOME}/c\n", f"{Path.home()}/c", "", None),
        (b"", None, "", None),
        (b"\xef\xbb\xbfCDI_QA_CORPUS=/c\r\n", "/c", "", None),
    ],
)
def test_a_damaged_env_file_is_said_and_nothing_in_it_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    content: bytes, corpus: str | None, said: str, left: str | None,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CDI_QA_CORPUS", raising=False)
    file = tmp_path / ".env"
    file.write_bytes(content)
    assert load_settings().corpus == (Path(corpus) if corpus else Settings().corpus)
    remark = mend_env_file()
    assert said in remark if said else remark == ""
    kept = list(tmp_path.glob(".env.damaged-*")) or [file]
    assert [each.read_bytes() for each in kept] == [content]
    if left is not None:
        assert left in file.read_text()
        assert mend_env_file() == ""
