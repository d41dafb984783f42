"""The whole way by the command: generate, score, report, rescore, compare, gate."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cdi_qa.cli import main
from cdi_qa.evaluation.gate import find_shortfalls, load_thresholds
from cdi_qa.evaluation.results import load_results
from cdi_qa.evaluation.run import ANSWERS_FILE, load_run
from cdi_qa.evaluation.systems import SYSTEMS, THIS

NOTE = """The custody inspection

Inspectors visited the custody suite at Northgate in May 2016.

The suite has 14 cells. The custody sergeant is Olive Marsh.

Detainees waited 37 minutes on average before they were booked in.
"""
ROW = {"forbidden": [], "evidence": [], "category": "fact"}
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "sergeant",
        "split": "dev",
        "turns": ["Who is the custody sergeant?"],
        "expected_status": ["answered"],
        "facts": [["Olive Marsh"]],
        **ROW,
        "evidence": [
            {"source": "note", "page": 1, "quote": "The custody sergeant is Olive Marsh."}
        ],
    },
    {
        "id": "burglary",
        "split": "dev",
        "turns": ["How many burglaries were there in 1999?"],
        "expected_status": ["not_in_documents"],
        "facts": [],
        **ROW,
    },
    {
        "id": "markup",
        "split": "test",
        "turns": ["<script>alert(1)</script>What is the price of fish?"],
        "expected_status": ["answered"],
        "facts": [["no price"]],
        **ROW,
    },
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Path:
    import shutil

    folder = tmp_path_factory.mktemp("evaluation")
    shutil.copytree(data_dir / "models", folder / "data" / "models")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "note.txt").write_text(NOTE, encoding="utf-8")
    lines = "\n".join(json.dumps(question) for question in QUESTIONS)
    (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
    return folder


def run_eval(place: Path, *arguments: str) -> Result:
    fixed = ["--corpus", str(place / "corpus"), "--data-dir", str(place / "data"), "eval"]
    chosen = ["--questions", str(place / "questions.jsonl"), *arguments]
    return CliRunner().invoke(main, [*fixed, *chosen])


@pytest.fixture(scope="module")
def first(place: Path) -> Path:
    out = place / "first"
    done = run_eval(place, "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "this system" in done.output
    return out


def test_every_system_answers_every_question(first: Path) -> None:
    run, records = load_run(first)
    assert {(r.id, r.system) for r in records} == {
        (question["id"], system) for question in QUESTIONS for system in SYSTEMS
    }
    assert run.corpora[""].keys() == {"note.txt"}
    assert run.versions["chromadb"]
    assert all(record.error is None for record in records)


def test_the_baselines_return_four_cited_chunks_and_never_refuse(first: Path) -> None:
    for record in load_run(first)[1]:
        if record.system in {"langchain", "bm25"}:
            assert record.answer is not None
            assert record.answer.status == "answered"
            assert 1 <= len(record.answer.citations) <= 4


def test_results_are_scored_and_summed_up(first: Path) -> None:
    results = load_results(first)
    dev, test = results.summary(THIS, "dev"), results.summary(THIS, "test")
    assert dev is not None
    assert test is not None
    assert dev.measures["accuracy"].value == 1.0
    assert dev.measures["abstention_f1"].value == 1.0
    assert dev.measures["verbatim"].value == 1.0
    assert test.measures["accuracy"].value == 0.0
    tutorial = results.summary("langchain", "dev")
    assert tutorial is not None
    assert tutorial.measures["abstention_recall"].value == 0.0
    assert results.retrieval[0].measures["dense"]["recall@10"] == 1.0


def test_the_csv_has_a_line_for_each_answer(first: Path) -> None:
    with (first / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(QUESTIONS) * len(SYSTEMS)
    assert rows[0]["id"] == "sergeant"


def test_the_html_report_stands_alone_and_shows_text_as_text(first: Path) -> None:
    page = (first / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 8
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    fetched = re.findall(r'(?:src|href)="(?!#)[^"]*"|@import|url\((?!#)', page)
    assert fetched == []
    assert "no price" in page


def test_the_markdown_has_every_measure_beside_every_system(first: Path) -> None:
    text = (first / "report.md").read_text(encoding="utf-8")
    for what, _ in SYSTEMS.values():
        assert what in text
    assert "abstention F1" in text


def test_old_answers_can_be_scored_again_with_other_expectations(place: Path, first: Path) -> None:
    before = (first / ANSWERS_FILE).read_bytes()
    changed = [{**question, "facts": [["Nobody"]]} for question in QUESTIONS]
    lines = "\n".join(json.dumps(question) for question in changed)
    (place / "changed.jsonl").write_text(lines, encoding="utf-8")
    copy = place / "copy"
    copy.mkdir(exist_ok=True)
    for file in first.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    done = run_eval(place, "--questions", str(place / "changed.jsonl"), "--rescore", str(copy))
    assert done.exit_code == 0, done.output
    assert (copy / ANSWERS_FILE).read_bytes() == before
    summary = load_results(copy).summary(THIS, "dev")
    assert summary is not None
    assert summary.measures["accuracy"].value == 0.0


def test_a_run_is_compared_with_an_earlier_one(place: Path, first: Path) -> None:
    second = place / "second"
    lines = [json.loads(line) for line in (first / ANSWERS_FILE).read_text().splitlines()]
    for line in lines:
        if line["id"] == "sergeant":
            line["answer"]["text"] = "Nobody knows."
    second.mkdir(exist_ok=True)
    (second / "run.json").write_bytes((first / "run.json").read_bytes())
    (second / ANSWERS_FILE).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run_eval(place, "--rescore", str(second), "--baseline", str(first))
    assert done.exit_code == 0, done.output
    assert "- worse: sergeant" in done.output
    assert "McNemar" in done.output
    assert "sergeant" in (second / "report.html").read_text(encoding="utf-8")


def test_the_gate_fails_where_a_group_was_not_measured(place: Path) -> None:
    out = place / "gated"
    done = run_eval(place, "--gate", "--split", "test", "--system", THIS, "--out", str(out))
    assert done.exit_code == 1
    assert "test: answers right is 0.000, below" in done.output
    assert "was not measured" in done.output
    assert {record.id for record in load_run(out)[1]} == {"markup"}


def test_thresholds_hold_or_are_named(first: Path, tmp_path: Path) -> None:
    results = load_results(first)
    assert find_shortfalls(results, {"dev": {"accuracy": 1.0}}, ["dev"]) == []
    found = find_shortfalls(results, {"test": {"accuracy": 0.5}}, ["test"])
    assert found == ["test: answers right is 0.000, below the 0.500 of the thresholds."]
    assert "dev" in load_thresholds()
    bad = tmp_path / "thresholds.toml"
    bad.write_text("[dev]\nluck = 1.0\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"dev\.luck"):
        load_thresholds(bad)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--system", "oracle"], "no system 'oracle'"),
        (["--rescore", "nowhere"], "holds no evaluation run"),
        (["--baseline", "nowhere"], "holds no evaluation results"),
        (["--questions", "nowhere.jsonl"], "cannot be read"),
        (["--rescore", "nowhere", "--out", "x"], "leave --out"),
    ],
)
def test_wrong_use_is_one_sentence(place: Path, arguments: list[str], message: str) -> None:
    done = run_eval(place, *arguments)
    assert done.exit_code == 2
    assert message in done.output
    assert "Traceback" not in done.output


def test_changed_documents_are_not_scored_against(place: Path, first: Path) -> None:
    note = place / "corpus" / "note.txt"
    note.write_text(NOTE + "\nMore.\n", encoding="utf-8")
    try:
        done = run_eval(place, "--rescore", str(first))
    finally:
        note.write_text(NOTE, encoding="utf-8")
    assert done.exit_code == 2
    assert "are not those the answers were made from" in done.output
