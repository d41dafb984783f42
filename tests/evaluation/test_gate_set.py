from pathlib import Path

import pytest

from cdi_qa.errors import UsageError
from cdi_qa.evaluation.gate_set import load_statements, measure_gate

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def test_wrong_statements_are_removed_and_right_ones_kept() -> None:
    figures = measure_gate(CORPUS, "dev")
    assert figures.right >= 50
    assert figures.wrong >= 80
    assert (figures.precision or 0) >= 0.97, figures
    assert (figures.recall or 0) >= 0.93, figures


def test_the_set_is_large_and_of_many_kinds() -> None:
    statements = load_statements()
    assert len(statements) >= 200
    assert len({item.kind for item in statements if not item.holds}) >= 15
    assert {item.holds for item in statements if item.split == "test"} == {True, False}
    assert len({item.id for item in statements}) == len(statements)


def test_a_damaged_set_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gate.jsonl"
    file.write_text('{"id": "a"}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"gate\.jsonl"):
        load_statements(file)
