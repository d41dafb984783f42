import csv
import importlib
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cdi_qa.evaluation.cases import Case, load_cases
from cdi_qa.evaluation.judge import holds
from tests.conftest import CORPUS, ROOT

EVAL = ROOT / "eval"
README = (EVAL / "README.md").read_text(encoding="utf-8")
HEADING = "Date of report Force Overall Grade Recording Overall Violence Sexual Rape Systems/"
ENDINGS = {"briefing-note": ".txt", "hmicfrs-report": ".md", "wmp-response": ".md"}


def fold(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return load_cases(EVAL / "questions.jsonl")


@pytest.fixture
def expected(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(EVAL))
    return importlib.import_module("expected")


def page_of(source: str, page: int | None) -> str:
    text = (CORPUS / f"{source}{ENDINGS[source]}").read_text(encoding="utf-8")
    return fold(text if page is None else text.split("\f")[page - 1])


def test_the_file_is_what_the_script_writes(tmp_path: Path) -> None:
    for file in [*EVAL.glob("expected*.py"), EVAL / "comparison.csv", EVAL / "questions.jsonl"]:
        shutil.copy(file, tmp_path)
    subprocess.run([sys.executable, tmp_path / "expected.py", "--write"], check=True)
    written = (tmp_path / "questions.jsonl").read_bytes()
    assert written == (EVAL / "questions.jsonl").read_bytes()


def test_every_quote_is_verbatim_on_its_page(cases: list[Case]) -> None:
    for case in cases:
        for item in case.evidence:
            assert fold(item.quote) in page_of(item.source, item.page), case.id


def test_the_heading_line_and_nothing_else_stands_for_the_whole_table(cases: list[Case]) -> None:
    for case in cases:
        for item in case.evidence:
            assert item.table is item.quote.startswith(HEADING), case.id


def test_the_copied_table_is_the_one_of_the_note() -> None:
    with (EVAL / "comparison.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    page = page_of("briefing-note", 6).lower()
    months = dict(zip(("02", "06", "08", "09"), ("feb", "jun", "aug", "sep"), strict=True))
    for row in rows:
        year, month, _ = row.pop("date_of_report").split("-")
        printed = " ".join([f"{months[month]}-{year[2:]}", *row.values()])
        assert printed.lower() in page
    assert len(rows) == len(re.findall(r"[a-z]{3}-1\d ", page))


def test_the_categories_and_their_numbers_are_in_the_readme(cases: list[Case]) -> None:
    rows = re.findall(r"^\| `(\w+)`(?: \(`\w+`\))? \| (\d+) \| (\d+) \|", README, re.MULTILINE)
    stated = {name: (int(dev), int(test)) for name, dev, test in rows}
    numbers = Counter((case.category, case.split) for case in cases)
    assert stated == {
        category: (numbers[category, "dev"], numbers[category, "test"])
        for category in {case.category for case in cases}
    }
    assert f"{len(cases)} questions" in README


def test_the_prefix_of_an_id_is_its_categorys(cases: list[Case]) -> None:
    rows = re.findall(r"^\| `(\w+)`(?: \(`(\w+)`\))? \| \d", README, re.MULTILINE)
    prefixes = {category: prefix or category for category, prefix in rows}
    wrong = [case.id for case in cases if not case.id.startswith(prefixes[case.category] + "-")]
    assert wrong == []


def test_table_questions_and_worked_out_shares_have_a_kind(cases: list[Case]) -> None:
    for case in cases:
        table = case.computed is not None or case.category.startswith("table_")
        if table or case.category == "derived_percentage":
            assert case.kind is not None, case.id


def test_every_kind_is_in_both_splits_and_in_the_readme(cases: list[Case]) -> None:
    kinds = {case.kind for case in cases if case.kind}
    for kind in kinds:
        assert {case.split for case in cases if case.kind == kind} == {"dev", "test"}, kind
        assert f"`{kind}`" in README


def test_no_table_look_up_is_asked_for_in_both_splits(cases: list[Case]) -> None:
    asked: dict[str, set[tuple[str, str]]] = {"dev": set(), "test": set()}
    for case in cases:
        if case.computed is not None:
            asked[case.split].add((case.turns[-1].lower(), str(case.computed)))
    for place in (0, 1):
        dev, test = ({item[place] for item in asked[split]} for split in ("dev", "test"))
        assert dev & test == set()


def test_what_is_to_be_answered_has_facts_and_evidence(cases: list[Case]) -> None:
    for case in cases:
        if case.to_refuse is False and "needs_clarification" not in case.expected_status:
            assert case.expected_facts, case.id
            assert case.evidence, case.id


def test_a_refusal_has_no_evidence(cases: list[Case]) -> None:
    assert [case.id for case in cases if case.to_refuse and case.evidence] == []


def test_what_is_forbidden_is_not_right(cases: list[Case]) -> None:
    for case in cases:
        right = [word for fact in case.expected_facts for word in fact]
        stated = [word for word in case.forbidden if any(holds(text, word) for text in right)]
        assert stated == [], case.id


def test_every_operation_is_in_the_readme(expected: Any) -> None:
    listed = README.split("## Operations")[1]
    assert [name for name in expected.OPERATIONS if f"`{name}`" not in listed] == []


WORKED: list[tuple[dict[str, Any], list[list[str]]]] = [
    ({"op": "minimum", "column": "rape"}, [["79"]]),
    ({"op": "nth_bottom", "column": "vulnerable", "n": 2}, [["Kent"]]),
    ({"op": "proportion", "where": [["overall", "<", 80]]}, [["1", "one"], ["7.1"]]),
    (
        {"op": "filter", "where": [{"any": [["rape", "<", 80], ["vulnerable", "<", 20]]}]},
        [["Leicestershire", "Leics"], ["Cheshire"]],
    ),
    (
        {"op": "filter", "where": [["recording", "<", {"column": "overall_grade"}]]},
        [["Wiltshire", "Wilts"]],
    ),
    (
        {"op": "ratio", "forces": ["Kent", "Leicestershire"], "column": "vulnerable"},
        [["5.6", "5.56"]],
    ),
    (
        {"op": "gap_to_best", "force": "Kent", "column": "rape"},
        [["8.9", "8.90"], ["Staffordshire", "Staffs", "Sussex"]],
    ),
    (
        {"op": "gap_to_mean", "force": "Sussex", "column": "rape"},
        [["8.6", "8.60"], ["above", "higher", "over", "more"]],
    ),
    (
        {"op": "versus_median", "force": "Kent", "column": "rape"},
        [["91.1"], ["90.6"], ["above", "higher", "over", "more"]],
    ),
    (
        {"op": "widest", "columns": ["sexual", "vulnerable"]},
        [["Leicestershire", "Leics"], ["74.4", "74.40"]],
    ),
]


@pytest.mark.parametrize(("computed", "facts"), WORKED, ids=[w[0]["op"] for w in WORKED])
def test_what_the_operations_expect(
    expected: Any, computed: dict[str, Any], facts: list[list[str]]
) -> None:
    assert expected.expected_facts(computed, expected.load_rows()) == facts


def test_a_place_between_two_quarters_is_not_asked_for(expected: Any) -> None:
    computed = {"op": "quarter", "force": "West Mids", "column": "violence"}
    with pytest.raises(ValueError, match="between two quarters"):
        expected.expected_facts(computed, expected.load_rows())


@pytest.mark.parametrize(
    ("columns", "word"), [(["overall", "violence"], "strong"), (["rape", "violence"], "moderate")]
)
def test_how_two_columns_go_together(expected: Any, columns: list[str], word: str) -> None:
    computed = {"op": "correlation", "columns": columns}
    strength, sign, number = expected.expected_facts(computed, expected.load_rows())
    assert word in strength
    assert "positive" in sign
    assert "14" in number


def test_the_lay_questions_are_as_the_readme_says() -> None:
    lay = load_cases(EVAL / "lay")
    assert f"{len(lay):,} more questions in lay voices" in README
    assert sum(case.split == "test" for case in lay) == 603
