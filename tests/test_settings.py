from pathlib import Path

import pytest

from cdi_qa.errors import UsageError
from cdi_qa.settings import load_settings


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
