"""What `pip install` brings: every file, and commands that work away from the checkout."""

import ast
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cdi_qa.reading.origins import origin_file
from tests.conftest import CORPUS, ROOT
from tests.licences import pinned

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(wheel: Path, tmp_path: Path) -> Path:
    """Where the package is installed, with somebody else's `corpus` and `eval` beside it."""
    folder = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for name in ("corpus", "eval"):
        (folder / name).mkdir()
        (folder / name / "another.txt").write_text("Not ours.")
    return folder


@pytest.fixture
def run(site: Path, tmp_path: Path) -> Run:
    """Runs Python with the installed package, in an empty folder and with a data folder."""
    (tmp_path / "elsewhere").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CDI_QA_")}
    added = {
        "CDI_QA_DATA_DIR": str(tmp_path / "data"),
        "PYTHONPATH": str(site),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=tmp_path / "elsewhere",
            env=kept | added,
            capture_output=True,
            text=True,
            check=True,
        )

    return run


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "cdi_qa").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    wanted |= {f"cdi_qa/corpus/{file.name}" for file in CORPUS.iterdir()}
    wanted |= {f"cdi_qa/questions/{file.name}" for file in (ROOT / "eval").glob("*.jsonl")}
    assert "cdi_qa/py.typed" in packed
    assert wanted - packed == set()


def test_the_packages_named_are_those_on_disk() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    folders = {file.parent.relative_to(ROOT) for file in (ROOT / "cdi_qa").rglob("*.py")}
    on_disk = {".".join(folder.parts) for folder in folders}
    assert set(named) == on_disk | {
        "cdi_qa.corpus",
        "cdi_qa.questions",
        "cdi_qa.training.notes",
    }


def imported() -> set[str]:
    """The packages that modules of this one import, wherever in a module."""
    found = set()
    for file in (ROOT / "cdi_qa").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"cdi_qa"}


def test_what_is_imported_is_declared_and_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [Requirement(text) for text in project["dependencies"] + extras["gguf"]]
    declared = {canonicalize_name(each.name): each.specifier for each in wanted}
    pins = {canonicalize_name(name): version for name, version in pinned().items()}
    assert {name: version for name, version in declared.items() if pins[name] not in version} == {}
    provided = packages_distributions()
    names = {name: {canonicalize_name(each) for each in provided[name]} for name in imported()}
    assert {name for name, by in names.items() if not by & declared.keys()} == set()


def test_the_installed_documents_are_its_own(site: Path, run: Run) -> None:
    code = (
        "from cdi_qa.settings import load_settings; print(load_settings().corpus);"
        "from cdi_qa.evaluation.cases import default_questions; print(default_questions())"
    )
    printed = run("-c", code).stdout.split()
    assert printed == [str(site / "cdi_qa" / name) for name in ("corpus", "questions")]


def test_every_document_that_questions_are_asked_of_is_installed(run: Run) -> None:
    code = (
        "from cdi_qa.evaluation.cases import default_questions, load_cases;"
        "from cdi_qa.evaluation.gate_set import load_statements;"
        "folder = default_questions();"
        "named = [folder / item.corpus for item in load_statements() if item.corpus];"
        "named += [case.corpus for case in load_cases(folder) if case.corpus];"
        "from pathlib import Path;"
        "print(len(named), {str(path) for path in named if not Path(path).exists()})"
    )
    count, missing = run("-c", code).stdout.split(maxsplit=1)
    assert int(count) > 100
    assert missing.strip() == "set()"


def test_a_change_leaves_the_installed_documents_alone(
    site: Path, run: Run, tmp_path: Path
) -> None:
    before, own = contents(site), tmp_path / "data" / "corpus"
    # What a copy leaves that was killed is in nobody's way.
    (tmp_path / "data" / ".corpus-copying" / "half").mkdir(parents=True)
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"The committee of {name} met in May.")
    added = run("-m", "cdi_qa.cli", "sources", "add", tmp_path / "one.txt", tmp_path / "two.txt")
    assert added.stderr.count(f"The documents are from now on those in {own}.") == 1
    listed = run("-m", "cdi_qa.cli", "sources", "list").stdout
    assert [line.split("\t")[0] for line in listed.splitlines()] == [
        "briefing-note",
        "hmicfrs-report",
        "wmp-response",
        "one",
        "two",
    ]
    run("-m", "cdi_qa.cli", "sources", "remove", "one")
    assert {file.name for file in own.iterdir()} == {
        "two.txt",
        ".two.txt.origin.json",
        *(file.name for file in CORPUS.iterdir()),
    }
    assert contents(site) == before


def test_a_fetched_document_goes_into_the_data_folder(site: Path, run: Run, tmp_path: Path) -> None:
    before, own = contents(site), tmp_path / "data" / "corpus"
    code = (
        "from cdi_qa.fetching.store import store_fetched;"
        "from cdi_qa.settings import load_settings;"
        "text = b'<p>The whole of the report, which says more than its digest does.</p>';"
        "args = ('hmicfrs-report', '.html', text, 'https://documents.test/report');"
        "print(store_fetched(load_settings(), *args).remark)"
    )
    assert str(own) in run("-c", code).stdout
    assert origin_file(own / "hmicfrs-report.html").is_file()
    assert contents(site) == before
