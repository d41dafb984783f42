"""Reading question files."""

import json
from pathlib import Path
from typing import Any

import pytest

from cdi_qa.errors import UsageError
from cdi_qa.evaluation import default_questions, load_cases
from tests.evaluation.builders import make_case


def write(path: Path, *lines: Any) -> Path:
    text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(text), encoding="utf-8")
    return path


def plain(**changes: Any) -> dict[str, Any]:
    return {**make_case().model_dump(exclude_none=True), **changes}


def test_a_file_is_read_blank_lines_and_all(tmp_path: Path) -> None:
    cases = load_cases(write(tmp_path / "q.jsonl", plain(), "", plain(id="two", split="test")))
    assert [(case.id, case.group) for case in cases] == [("one", "dev"), ("two", "test")]


def test_a_folder_is_all_its_files_and_corpora_are_relative_to_them(tmp_path: Path) -> None:
    (tmp_path / "altered").mkdir()
    write(tmp_path / "a.jsonl", plain())
    write(tmp_path / "b.jsonl", plain(id="two", corpus="altered"))
    cases = load_cases(tmp_path)
    assert [case.group for case in cases] == ["dev", "dev-altered"]
    assert cases[1].corpus == str(tmp_path / "altered")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['{"id": '], "line 1 is not valid JSON"),
        ([plain(), plain(id="x", split="train")], "line 2 is wrong at 'split'"),
        ([plain(turns=[])], "wrong at 'turns'"),
        ([plain(expected_status=["fine"])], "wrong at 'expected_status.0'"),
        ([plain(facts=[[]])], "wrong at 'facts.0'"),
        ([plain(surprise=1)], "wrong at 'surprise'"),
        ([plain(id="../x")], "wrong at 'id'"),
        ([plain(), plain()], "'one' is given to two questions"),
        ([plain(corpus="nowhere")], "corpus that is not there"),
        ([], "no question"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, lines: list[Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load_cases(write(tmp_path / "q.jsonl", *lines))


def test_a_missing_file_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_cases(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="no questions"):
        load_cases(tmp_path)


def test_the_projects_own_questions_are_enough_and_in_every_category() -> None:
    cases = load_cases(default_questions())
    own = [case for case in cases if case.corpus is None]
    assert len(own) >= 200
    assert sum(case.split == "test" for case in own) >= 60
    for category in {case.category for case in own}:
        assert {case.split for case in own if case.category == category} == {"dev", "test"}
    assert {case.split for case in cases if case.corpus is not None} == {"dev", "test"}
