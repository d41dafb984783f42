from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cdi_qa import wording
from cdi_qa.errors import LanguageModelError
from cdi_qa.model.choice import describe_model, open_model
from cdi_qa.settings import Settings
from tests.conftest import CORPUS


def test_none_is_configured_by_default() -> None:
    assert not Settings().has_model
    assert describe_model(Settings()) == wording.NO_MODEL


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"model": "some-model"}, "write provider:model"),
        ({"model": ":x"}, "write provider:model"),
        ({"model": "openai:some-model"}, "OPENAI_API_KEY is not set."),
        ({"model": "anthropic:some-model"}, "ANTHROPIC_API_KEY is not set."),
        ({"model": "google:some-model"}, "GOOGLE_API_KEY is not set."),
        ({"model": "no_such_provider:x"}, "could not be set up"),
        ({"model": "perplexity:x"}, "pip install langchain-perplexity"),
        ({"model": "gguf:/nowhere/a.gguf"}, "there is no file /nowhere/a.gguf"),
        ({"model": f"gguf:{CORPUS / 'briefing-note.txt'}"}, "is not a GGUF model"),
    ],
)
def test_what_is_missing_is_one_plain_sentence(given: dict[str, str], said: str) -> None:
    with pytest.raises(LanguageModelError, match=r"^[^\n]+$") as caught:
        open_model(Settings(**given))  # type: ignore[arg-type]
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("model", "named"),
    [
        ("", "openai:default"),
        ("qwen3", "openai:qwen3"),
        ("llama3.2:1b", "openai:llama3.2:1b"),
        ("openai:qwen3", "openai:qwen3"),
    ],
)
def test_a_server_s_model_is_named_without_its_credentials(model: str, named: str) -> None:
    settings = Settings(model=model, model_base_url="http://someone:secret@10.0.0.5:8000/v1")
    assert describe_model(settings) == f"{named} at 10.0.0.5"


def test_a_key_may_stand_in_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("CDI_QA_MODEL=openai:some-model\nOPENAI_API_KEY=secret-key\n")
    settings = Settings()
    assert describe_model(settings) == "openai:some-model"
    assert "secret-key" not in settings.model_dump_json()
    assert "secret-key" not in repr(open_model(settings))


def test_an_ordinary_question_loads_nothing_that_it_does_not_need(data_dir: Path) -> None:
    """Each of these takes as long to import as the rest of an answer does."""
    slow = {"langchain_core", "langsmith", "openai", "pandas", "streamlit", "torch", "transformers"}
    program = (
        "import sys; from cdi_qa import Assistant, load_settings; "
        "from pathlib import Path; "
        f"a = Assistant.open(load_settings(Path({str(CORPUS)!r}), Path({str(data_dir)!r}))); "
        "print(a.ask('When will HMIC re-visit the force?').answered_by, "
        f"sorted({slow!r} & set(sys.modules)), 'chromadb' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.stdout == "passages [] True\n", result.stderr
