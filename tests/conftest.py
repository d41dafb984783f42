"""Shared by all tests: one data folder with the exported model, one index of the real corpus."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.indexing import index_home
from cdi_qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
IN_THE_WHEEL = ("cdi_qa", "corpus", "eval", "training/notes")
SMALL = {
    "first.txt": "Custody\n\nThe custody suite was closed for 41 days in 2019.\n",
    "second.txt": "Housing\n\nThe council inspected 212 homes and failed 17 of them.\n",
}
MANIFEST = '[[source]]\nid = "first"\nfile = "first.txt"\ntitle = "The custody report"\n'


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the real corpus is indexed and the model exported."""
    folder = tmp_path_factory.mktemp("data")
    Assistant.open(Settings(corpus=CORPUS, data_dir=folder))
    return folder


@pytest.fixture(scope="session")
def assistant(data_dir: Path) -> Assistant:
    """The assistant over the real corpus."""
    return Assistant.open(Settings(corpus=CORPUS, data_dir=data_dir))


@pytest.fixture
def fresh_data(tmp_path: Path, data_dir: Path) -> Path:
    """An empty data folder that has the exported model, so that torch is not loaded again."""
    folder = tmp_path / "data"
    shutil.copytree(data_dir / "models", folder / "models")
    return folder


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Path:
    """The index of two documents, to be copied: Chroma keeps open what is opened in a process."""
    folder = tmp_path_factory.mktemp("small")
    write_small(folder / "corpus")
    shutil.copytree(data_dir / "models", folder / "data" / "models")
    command = [sys.executable, "-m", "cdi_qa.cli", "--corpus", str(folder / "corpus")]
    subprocess.run([*command, "--data-dir", str(folder / "data"), "index"], check=True)
    return folder / "data" / "index"


def write_small(corpus: Path) -> None:
    """Two documents and a manifest that knows one of them."""
    corpus.mkdir()
    for name, text in SMALL.items():
        (corpus / name).write_text(text)
    (corpus / "manifest.toml").write_text(MANIFEST)


def copy_small(small_index: Path, models: Path, folder: Path) -> Settings:
    """The two documents with their index, in a folder of their own, where they may be harmed."""
    write_small(folder / "corpus")
    made = Settings(corpus=folder / "corpus", data_dir=folder / "data")
    shutil.copytree(small_index, made.data_dir / "index")
    (home,) = (made.data_dir / "index").iterdir()
    home.rename(index_home(made))
    (made.data_dir / "models").symlink_to(models)
    return made


@pytest.fixture
def indexed(tmp_path: Path, small_index: Path, data_dir: Path) -> Settings:
    """Two documents with their index, to be harmed."""
    return copy_small(small_index, data_dir / "models", tmp_path)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is installed, built from what it is built from."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in IN_THE_WHEEL:
        aside = shutil.ignore_patterns("__pycache__", "results")
        shutil.copytree(ROOT / name, source / name, ignore=aside)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    options = "--quiet --no-deps --no-index --no-build-isolation --disable-pip-version-check"
    pip = [sys.executable, "-m", "pip", "wheel", *options.split()]
    subprocess.run([*pip, "-w", str(folder), str(source)], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture
def note() -> str:
    """The briefing note's text."""
    return (CORPUS / "briefing-note.txt").read_text(encoding="utf-8")


@pytest.fixture
def ask_of(tmp_path: Path, fresh_data: Path) -> Callable[[str], Assistant]:
    """Makes an assistant over one text file of the given content."""

    def make(text: str) -> Assistant:
        folder = tmp_path / "corpus"
        folder.mkdir(exist_ok=True)
        (folder / "note.txt").write_text(text, encoding="utf-8")
        return Assistant.open(Settings(corpus=folder, data_dir=fresh_data))

    return make
