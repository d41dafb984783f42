"""Measures against results worked by hand."""

from dataclasses import replace

import pytest

from cdi_qa.evaluation.compare import mcnemar
from cdi_qa.evaluation.measures import (
    abstention,
    mean_interval,
    measure,
    reliability,
    risk_coverage,
)
from cdi_qa.evaluation.score import CaseScore
from tests.evaluation.builders import make_answer, score


def outcome(right: bool, confidence: float = 1.0, **changes: object) -> CaseScore:
    base = score(make_answer("It was 313." if right else "It was 3.", confidence=confidence))
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_share_has_an_interval_around_it() -> None:
    found = mean_interval([True] * 30 + [False] * 10)
    assert found.value == 0.75
    assert found.low is not None
    assert found.high is not None
    # The normal approximation: 0.75 ± 1.96 × sqrt(0.75 × 0.25 / 40) = 0.616 to 0.884.
    assert found.low == pytest.approx(0.616, abs=0.03)
    assert found.high == pytest.approx(0.884, abs=0.03)


@pytest.mark.parametrize(("outcomes", "value"), [([], None), ([True], 1.0), ([False] * 5, 0.0)])
def test_nothing_to_resample_has_no_interval(outcomes: list[bool], value: float | None) -> None:
    found = mean_interval(outcomes)
    assert (found.value, found.low, found.high, found.n) == (value, None, None, len(outcomes))


def test_abstention_counts_only_what_must_be_refused_or_answered() -> None:
    scores = [
        *(outcome(True, to_refuse=True, refused=True) for _ in range(3)),
        outcome(False, to_refuse=True, refused=False),
        *(outcome(False, to_refuse=False, refused=True) for _ in range(2)),
        *(outcome(True, to_refuse=False, refused=False) for _ in range(4)),
        outcome(True, to_refuse=None, refused=True),
    ]
    precision, recall, f1 = abstention(scores)
    assert precision.value == pytest.approx(3 / 5)
    assert recall.value == pytest.approx(3 / 4)
    assert f1.value == pytest.approx(2 * 3 / (5 + 4))


def test_abstention_that_was_never_wanted_or_made_is_not_measured() -> None:
    precision, recall, f1 = abstention([outcome(True)])
    assert (precision.value, recall.value, f1.value) == (None, None, None)


def test_the_risk_coverage_curve_falls_out_of_the_order_of_confidence() -> None:
    scores = [
        outcome(True, 0.9),
        outcome(False, 0.7),
        outcome(True, 0.5),
        outcome(False, 0.2, refused=True),
    ]
    curve = risk_coverage(scores)
    assert curve.coverage == [0.25, 0.5, 0.75]
    assert curve.risk == pytest.approx([0.0, 1 / 2, 1 / 3])
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_answers_of_one_confidence_share_their_errors() -> None:
    forwards = [outcome(True), outcome(False)]
    assert risk_coverage(forwards).risk == risk_coverage(forwards[::-1]).risk == [0.5, 0.5]


def test_no_answers_measure_nothing() -> None:
    found = measure([outcome(False, refused=True)])
    assert found["risk_coverage_area"].value is None
    assert found["verbatim"].value is None
    assert measure([])["accuracy"].value is None


@pytest.mark.parametrize(
    ("better", "worse", "p_value"),
    [(0, 0, 1.0), (5, 5, 1.0), (6, 0, 2 / 64), (1, 7, 2 * (1 + 8) / 256)],
)
def test_mcnemars_exact_test(better: int, worse: int, p_value: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p_value)


def test_confidence_is_held_against_the_share_right() -> None:
    scores = [outcome(True, 0.9), outcome(False, 0.9), outcome(True, 0.45), outcome(True, 1.0)]
    found = reliability(scores)
    assert [(each.n, each.right) for each in found.bins] == [(1, 1.0), (3, pytest.approx(2 / 3))]
    assert found.error == pytest.approx((0.55 + 3 * abs(2 / 3 - 2.8 / 3)) / 4)


def test_refusals_have_no_part_in_calibration() -> None:
    refusal = score(make_answer("Nothing.", status="not_in_documents"))
    assert reliability([refusal]).bins == []
    assert reliability([refusal]).error is None
