"""Figures in answers: cited, worked out, or from nowhere."""

from decimal import Decimal

import pytest

from cdi_qa.evaluation.figures import count_figures, loose_figures
from cdi_qa.schema import TableResult
from tests.evaluation.builders import cite, make_answer, make_corpus, rows_of

CITED = cite(1, "Of 429 crimes only 313 were recorded.")
RATES = rows_of(
    ("Force", "Violence", "Grade"),
    ("Kent", Decimal("79.2"), "Good"),
    ("Sussex", Decimal("95.7"), "Good"),
    ("Cheshire", Decimal("80.9"), "Inadequate"),
)


@pytest.mark.parametrize(
    ("text", "table", "loose"),
    [
        ("313 of 429 were recorded [1].", None, []),
        ("117 were not recorded [1].", None, ["117"]),
        ("116 of 429 (27.0%) were not: only 313 were [1].", None, []),
        ("116 were not recorded [1].", None, []),
        ("27.1% of 429 were not: only 313 were [1].", None, ["27.1"]),
        ("The mean of 3 forces is 85.3% [1].", RATES, []),
        ("The mean of 3 forces is 85.2% [1].", RATES, ["85.2"]),
        ("Forces graded Good have 87.5% on average [1].", RATES, []),
        ("Kent is 3rd of the 3, 16.5 points behind [1].", RATES, []),
        ("Kent is 5th [1].", RATES, ["5"]),
        ("Is it 80? The table has no such figure [1].", None, []),
        ("The N100 was used.", None, []),
        ("1. One [1].\n2. Two [1].", None, []),
    ],
)
def test_figures_that_nothing_bears_out(
    text: str, table: TableResult | None, loose: list[str]
) -> None:
    answer = make_answer(text, CITED, table=table)
    if table is not None and "16.5" in text:
        text = text.replace("16.5 points behind", "79.2, 16.5 points behind 95.7")
        answer = make_answer(text, CITED, table=table)
    assert loose_figures(answer, make_corpus(), ["is it 80?"]) == loose


def test_two_equal_figures_of_one_quote_are_added_up() -> None:
    cited = cite(1, "It provided crimes for slavery (20 crimes and 20 referrals).")
    answer = make_answer("40 in all: 20 + 20 = 40 [1].", cited)
    assert loose_figures(answer, make_corpus(), ["how many"]) == []


def test_figures_are_counted_once() -> None:
    assert count_figures(make_answer("313 of 429, so 313 [1].", CITED)) == 2
