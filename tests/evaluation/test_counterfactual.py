import importlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cdi_qa.evaluation.cases import load_cases
from cdi_qa.evaluation.judge import holds

EVAL = Path(__file__).resolve().parents[2] / "eval"
REAL = EVAL.parent / "corpus"
KINDS = {"figures", "forces", "grades", "deadlines", "section", "columns", "subject"}
CORPORA = sorted(file.parent for file in (EVAL / "counterfactual").glob("*/briefing-note.txt"))

Question = dict[str, Any]


def fold(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    lines = (EVAL / "counterfactual.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def note_module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(EVAL))
    return importlib.import_module("counterfactual_note")


def texts_of(question: Question) -> dict[str, str]:
    folder = EVAL / question["corpus"]
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def test_what_is_checked_in_is_what_the_generator_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EVAL / "counterfactual.py", tmp_path], check=True)
    made = {file.relative_to(tmp_path) for file in tmp_path.rglob("*.*") if file.is_file()}
    checked_in = {file.relative_to(EVAL) for file in EVAL.glob("counterfactual/*/*")}
    assert made == checked_in | {Path("counterfactual.jsonl")}
    for file in made:
        assert (tmp_path / file).read_bytes() == (EVAL / file).read_bytes(), file


@pytest.mark.parametrize("file", ["briefing-note.txt", "hmicfrs-report.md", "wmp-response.md"])
def test_nothing_altered_gives_the_real_text(note_module: ModuleType, file: str) -> None:
    assert note_module.render(note_module.real_note(), file) == (REAL / file).read_text("utf-8")


@pytest.mark.parametrize("times", [0, 2])
def test_a_place_has_to_be_found_once(note_module: ModuleType, times: int) -> None:
    with pytest.raises(ValueError, match=f"violence is found {times} times"):
        note_module.locate("briefing-note.txt", "violence", "77.9% for violent \n\ncrime " * times)


def test_every_kind_is_in_both_splits(questions: list[Question]) -> None:
    splits = {(q["kind"], q["split"]) for q in questions}
    assert splits == {(kind, split) for kind in KINDS for split in ("dev", "test")}


def test_a_corpus_belongs_to_one_split_and_has_about_25_questions(
    questions: list[Question],
) -> None:
    per_corpus = Counter((q["corpus"], q["split"]) for q in questions)
    assert {name for name, _ in per_corpus} == {f"counterfactual/{c.name}" for c in CORPORA}
    assert len(per_corpus) == len(CORPORA)
    assert all(24 <= number <= 26 for number in per_corpus.values())


def test_no_question_of_one_split_is_asked_in_the_other(questions: list[Question]) -> None:
    asked = {
        split: {q["turns"][0] for q in questions if q["split"] == split}
        for split in ("dev", "test")
    }
    assert asked["dev"] & asked["test"] == set()


def test_every_quote_is_verbatim_on_its_page(questions: list[Question]) -> None:
    for question in questions:
        texts = texts_of(question)
        for item in question["evidence"]:
            pages = texts[item["source"]].split("\f")
            page = pages[0] if item["page"] is None else pages[item["page"] - 1]
            assert item["quote"] in fold(page), question["id"]


def test_what_is_to_be_answered_has_facts_and_evidence(questions: list[Question]) -> None:
    for question in questions:
        answered = question["expected_status"] == ["answered"]
        stated = [*question["facts"], *question["table_facts"]]
        assert bool(stated) is bool(question["evidence"]) is answered, question["id"]


def test_what_is_forbidden_is_not_right(questions: list[Question]) -> None:
    for question in questions:
        right = {word for fact in question["facts"] + question["table_facts"] for word in fact}
        assert right.isdisjoint(question["forbidden"]), question["id"]


def test_what_is_forbidden_is_nowhere_in_the_corpus_or_the_question(
    questions: list[Question],
) -> None:
    for question in questions:
        for text in [*texts_of(question).values(), *question["turns"]]:
            stated = [word for word in question["forbidden"] if holds(text, word)]
            assert stated == [], question["id"]


def test_most_questions_forbid_what_the_real_documents_say(questions: list[Question]) -> None:
    assert sum(bool(question["forbidden"]) for question in questions) > len(questions) / 2


def test_the_evaluation_reads_them() -> None:
    cases = load_cases(EVAL / "counterfactual.jsonl")
    assert len(cases) == 200
    assert all(case.corpus for case in cases)


@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.name)
def test_the_real_headline_is_nowhere_in_an_altered_corpus(folder: Path) -> None:
    text = fold(" ".join(file.read_text(encoding="utf-8") for file in folder.iterdir()))
    for real in ("83.8% recording rate", "77.9% for violent crime", "Of 429 DA crimes", "94,989"):
        assert real in fold((REAL / "briefing-note.txt").read_text(encoding="utf-8"))
        assert real not in text


@pytest.mark.parametrize("name", ["west-yorkshire", "thames-valley"])
def test_another_force_stands_everywhere_in_its_place(name: str) -> None:
    for file in (EVAL / "counterfactual" / name).iterdir():
        text = fold(file.read_text(encoding="utf-8")).lower().replace("-", " ")
        assert "west mid" not in text
        assert "wmp" not in text


def test_altered_digests_say_that_they_are_made_for_testing() -> None:
    digests = sorted((EVAL / "counterfactual").glob("*/*.md"))
    assert len(digests) == 4
    assert all("a digest made for testing" in file.read_text(encoding="utf-8") for file in digests)


def test_the_altered_corpora_stay_small() -> None:
    files = [*EVAL.glob("counterfactual/*/*"), EVAL / "counterfactual.jsonl"]
    assert sum(file.stat().st_size for file in files) < 600_000
