"""The program as `pip install` leaves it: an environment of its own that has nothing else in it.

Nothing is fetched: of the packages of this environment, those that the program declares, and that
these bring, are linked into a new one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.licences import needed_by
from tests.ports import unused_port
from tests.ui.conftest import wait_for

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links files, and looks in bin/")


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The new environment's folder of programs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name in needed_by(project["dependencies"]):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # another system's, or an extra's
        for part in {file.parts[0] for file in found.files or () if file.parts[0] != ".."}:
            target = packages / part
            if not target.exists() and Path(str(found.locate_file(part))).exists():
                target.symlink_to(str(found.locate_file(part)))
    shown = "--quiet --disable-pip-version-check --no-deps --no-index --no-compile"
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install"]
    subprocess.run([*pip, *shown.split(), str(wheel)], check=True)
    return folder / "bin"


@pytest.fixture
def surroundings(tmp_path: Path, data_dir: Path) -> dict[str, str]:
    """An environment's variables with nothing of this one, and a data folder of its own."""
    # The model as it was exported here: doing so again takes most of a minute.
    shutil.copytree(data_dir / "models", tmp_path / "data" / "models")
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(tmp_path), "CDI_QA_DATA_DIR": str(tmp_path / "data")}


def test_the_commands_work_away_from_the_checkout(
    environment: Path, surroundings: dict[str, str], tmp_path: Path
) -> None:
    def run(*words: str) -> str:
        command = [str(environment / "cdi-qa"), *words]
        return subprocess.run(
            command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True
        ).stdout

    assert "briefing-note: " in run("index")
    assert "77.9%" in run("ask", "What share of violent crime did our force record?")
    assert "[1]" in run("ask", "When will HMIC re-visit the force?")
    assert f"{environment.parent}/lib" in run("doctor")


def test_nothing_else_is_in_that_environment(environment: Path) -> None:
    code = "import pytest"
    command = [str(environment / "python"), "-c", code]
    assert b"No module named 'pytest'" in subprocess.run(command, capture_output=True).stderr


def test_the_chat_page_starts_there(
    environment: Path, surroundings: dict[str, str], tmp_path: Path
) -> None:
    port = unused_port()
    command = [str(environment / "cdi-qa"), "chat", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, env=surroundings)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(30)
