"""Quality cannot fall unnoticed: the dev questions, on altered documents too, against the gate."""

from pathlib import Path

from cdi_qa.evaluation.evaluate import evaluate, judge
from cdi_qa.evaluation.systems import THIS
from cdi_qa.settings import Settings
from tests.conftest import CORPUS


def test_the_dev_questions_pass_the_gate(data_dir: Path, tmp_path: Path) -> None:
    settings = Settings(corpus=CORPUS, data_dir=data_dir)
    evaluation = evaluate(settings, out=tmp_path / "run", split="dev", systems=[THIS])
    assert judge(evaluation, "dev") == []
