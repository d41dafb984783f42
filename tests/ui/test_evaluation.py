"""The page Evaluation: the latest run, another one, two compared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdi_qa.evaluation.cases import load_cases
from cdi_qa.evaluation.evaluate import FOLDER, rescore
from cdi_qa.evaluation.run import Record, describe_run, save_run
from cdi_qa.evaluation.systems import THIS
from cdi_qa.settings import load_settings
from tests.evaluation.builders import cite, make_answer, make_case

from .conftest import ROOT

HOSTILE = "<img src=x onerror=alert(1)> how many?"


def save(data_dir: Path, name: str, text: str) -> None:
    """A run of one test question with the given answer."""
    settings = load_settings(data_dir=data_dir)
    case = make_case(split="test", turns=[HOSTILE])
    questions = data_dir / "q.jsonl"
    questions.write_text(json.dumps(case.model_dump(exclude_none=True)), encoding="utf-8")
    cases = load_cases(questions)
    answer = make_answer(text, cite(1, "Of 429 crimes only 313 were recorded."))
    out = data_dir / FOLDER / name
    save_run(out, describe_run(cases, questions, settings, [THIS]), [Record("one", THIS, answer)])
    rescore(settings, out, cases)


@pytest.fixture
def place(tmp_path: Path, shared_data_dir: Path) -> Path:
    """A data folder without runs."""
    folder = tmp_path / "data"
    shutil.copytree(shared_data_dir, folder, ignore=shutil.ignore_patterns(FOLDER))
    return folder


@pytest.fixture
def open_evaluation(place: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CDI_QA_DATA_DIR", str(place))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    return page.switch_page("cdi_qa/ui/page_evaluation.py")


def bodies(page: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in page.get("html"))


def test_without_a_run_it_says_how_to_make_one(open_evaluation: AppTest) -> None:
    page = open_evaluation.run()
    assert not page.exception
    assert "cdi-qa eval" in page.info[0].value


def test_the_latest_run_is_shown_and_text_is_text(open_evaluation: AppTest, place: Path) -> None:
    save(place, "2026-01-01T10-00-00Z", "It was 3 [1].")
    save(place, "2026-01-02T10-00-00Z", "It was 313 [1].")
    page = open_evaluation.run()
    assert not page.exception
    assert "Of 1 question 100% were answered right" in bodies(page)
    page.selectbox(key="run").set_value("2026-01-01T10-00-00Z").run()
    assert "Of 1 question 0% were answered right" in bodies(page)


def test_two_runs_are_compared_question_by_question(open_evaluation: AppTest, place: Path) -> None:
    save(place, "2026-01-01T10-00-00Z", "It was 3 [1].")
    save(place, "2026-01-02T10-00-00Z", "It was 313 [1].")
    page = open_evaluation.run()
    page.selectbox(key="earlier-2026-01-02T10-00-00Z").set_value("2026-01-01T10-00-00Z").run()
    assert not page.exception
    assert "0% right before, 100% in this run" in bodies(page)
    assert "<p>Better: 1</p><ul><li>&lt;img src=x onerror=alert(1)&gt;" in bodies(page)


def test_a_damaged_run_is_one_sentence(open_evaluation: AppTest, place: Path) -> None:
    save(place, "2026-01-02T10-00-00Z", "It was 313 [1].")
    (place / FOLDER / "2026-01-02T10-00-00Z" / "results.json").write_text("{")
    page = open_evaluation.run()
    assert not page.exception
    assert "cannot be read" in page.error[0].value
