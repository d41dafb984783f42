"""Vectors in a Chroma server that several machines share: a real one, started here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.errors import UsageError, VectorServerError
from cdi_qa.indexing import open_index
from cdi_qa.settings import Settings, load_settings
from tests.ports import unused_port

NOTE = "The harbour was inspected in May 2019.\n\nThe inspectors counted 64 boats with no lights.\n"
QUESTION = "when did the inspectors look at the harbour"
ENDED_WITHIN = 20


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = unused_port()
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--path", str(tmp_path / "server")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield url, process
    finally:
        process.terminate()
        process.wait(ENDED_WITHIN)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "note.txt").write_text(NOTE, encoding="utf-8")
    (folder / "other.txt").write_text("The mayor was pleased with the new pier.\n", "utf-8")
    return folder


def machine(name: str, corpus: Path, url: str, data_dir: Path, tmp_path: Path) -> Settings:
    """The settings of one machine; the exported model is lent, as it takes long to make."""
    own = tmp_path / name
    if not own.exists():
        own.mkdir()
        shutil.copytree(data_dir / "models", own / "models", dirs_exist_ok=True)
    return Settings(corpus=corpus, data_dir=own, chroma_url=url)


def test_machines_with_the_same_documents_share_the_vectors(
    server: tuple[str, subprocess.Popen[bytes]], corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    url, _ = server
    one = machine("one", corpus, url, data_dir, tmp_path)
    index, report = open_index(one)
    assert report is not None
    assert report.embedded == report.passages + report.sections
    assert not (index.folder / "chroma").exists()
    _, second = open_index(machine("two", corpus, url, data_dir, tmp_path))
    assert second is not None
    assert second.embedded == 0
    embedded = Settings(
        corpus=corpus, data_dir=machine("3", corpus, "", data_dir, tmp_path).data_dir
    )
    told = Assistant.open(embedded).ask(QUESTION)
    answer = Assistant.open(one).ask(QUESTION)
    assert "May 2019" in answer.text
    assert (answer.status, answer.text, answer.citations) == (
        told.status,
        told.text,
        told.citations,
    )


def test_a_changed_document_alone_is_embedded_anew(
    server: tuple[str, subprocess.Popen[bytes]], corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    url, _ = server
    settings = machine("one", corpus, url, data_dir, tmp_path)
    before = Assistant.open(settings)
    (corpus / "other.txt").write_text("The mayor was cross about the new pier.\n", "utf-8")
    after = Assistant.open(settings)
    assert after.report is not None
    assert 0 < after.report.embedded < after.report.passages + after.report.sections
    assert "cross" in after.ask("was the mayor cross about the pier").text
    # The assistant that was open before finds its collections gone and takes the new ones.
    assert "May 2019" in before.ask(QUESTION).text


def test_several_processes_ask_while_another_indexes(
    server: tuple[str, subprocess.Popen[bytes]], corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    url, _ = server
    settings = machine("one", corpus, url, data_dir, tmp_path)
    open_index(settings)
    turns = [{"id": str(at), "turns": [QUESTION]} for at in range(20)]
    asked = tmp_path / "asked.jsonl"
    asked.write_text("\n".join(map(json.dumps, turns)), encoding="utf-8")
    command = [sys.executable, "-m", "cdi_qa.cli", "--corpus", str(corpus)]
    command += ["--data-dir", str(settings.data_dir)]
    environment = {"CDI_QA_CHROMA_URL": url, "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    askers = [
        subprocess.Popen([*command, "batch", str(asked)], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    indexer = subprocess.Popen([*command, "index", "--rebuild"], env=environment)
    for asker in askers:
        told, _ = asker.communicate(timeout=120)
        answers = [json.loads(line) for line in told.splitlines()]
        assert asker.returncode == 0
        assert len(answers) == len(turns)
        assert all("May 2019" in answer["answers"][0]["text"] for answer in answers)
    assert indexer.wait(120) == 0


def test_a_server_that_is_away_is_said_in_a_sentence_and_no_index_is_set_aside(
    server: tuple[str, subprocess.Popen[bytes]], corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    url, process = server
    settings = machine("one", corpus, url, data_dir, tmp_path)
    assistant = Assistant.open(settings)
    process.terminate()
    process.wait(ENDED_WITHIN)
    with pytest.raises(VectorServerError, match=f"{url} cannot be used"):
        assistant.ask(QUESTION)
    with pytest.raises(VectorServerError, match="CDI_QA_CHROMA_URL"):
        Assistant.open(settings).ask(QUESTION)
    builds = (settings.data_dir / "index").rglob("builds/*")
    assert [folder.name for folder in builds if "aside" in folder.name] == []


def test_collections_that_were_deleted_are_made_again(
    server: tuple[str, subprocess.Popen[bytes]], corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    import chromadb

    url, _ = server
    assistant = Assistant.open(machine("one", corpus, url, data_dir, tmp_path))
    assert "May 2019" in assistant.ask(QUESTION).text
    client = chromadb.HttpClient(host="127.0.0.1", port=int(url.rpartition(":")[2]))
    for collection in client.list_collections():
        client.delete_collection(collection.name)
    assert "May 2019" in assistant.ask(QUESTION).text


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://host", "http://"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("CDI_QA_CHROMA_URL", address)
    with pytest.raises(UsageError, match="http://host:port"):
        load_settings()
