"""One answer held against one case."""

import pytest

from tests.evaluation.builders import cite, make_answer, score

QUOTE = "Of 429 crimes only 313 were recorded."


def test_a_right_answer_is_right_in_every_respect() -> None:
    found = score(make_answer("313 of 429 were recorded [1].", cite(1, QUOTE)))
    assert (found.right, found.status_right, found.facts_right) == (True, True, True)
    assert (found.statements_supported, found.statements) == (1, 1)
    assert (found.citations_precise, found.citations) == (1, 1)
    assert (found.pages_right, found.pages) == (1, 1)
    assert (found.quotes_verbatim, found.quotes) == (1, 1)
    assert (found.figures, found.figures_loose) == (2, ())


def test_what_is_missing_and_what_must_not_be_said_are_named() -> None:
    found = score(make_answer("It was 117 [1].", cite(1, QUOTE)), forbidden=["117"])
    assert (found.right, found.facts_missing, found.forbidden_said) == (
        False,
        (("313",),),
        ("117",),
    )
    assert found.figures_loose == ("117",)


def test_facts_may_be_right_under_a_wrong_status() -> None:
    found = score(make_answer("It was 313 [1].", cite(1, QUOTE), status="premise_corrected"))
    assert (found.right, found.facts_right, found.status_right) == (False, True, False)


def test_table_facts_count_like_those_written_by_hand() -> None:
    assert not score(make_answer("It was 313 [1].", cite(1, QUOTE)), table_facts=[["429"]]).right


def test_a_citation_elsewhere_is_neither_precise_nor_on_the_page() -> None:
    other = cite(2, "A page.", page=1)
    found = score(make_answer("It was 313 [1][2]. So there [2].", cite(1, QUOTE), other))
    assert (found.statements_supported, found.statements) == (1, 2)
    assert (found.citations_precise, found.citations) == (1, 3)
    assert (found.pages_right, found.pages) == (1, 2)


@pytest.mark.parametrize(
    ("quote", "page", "verbatim"),
    [
        ("The force records 77.9% of violent crime. It is late.", 2, 1),
        ("The force records 77.8% of violent crime.", 2, 0),
        (QUOTE, 1, 0),
        (QUOTE, 9, 0),
        ("", 2, 0),
    ],
)
def test_a_quote_has_to_be_on_its_page(quote: str, page: int, verbatim: int) -> None:
    assert score(make_answer("It was 313 [1].", cite(1, quote, page))).quotes_verbatim == verbatim


def test_a_refusal_has_no_citations_to_judge() -> None:
    found = score(make_answer("The documents do not say.", status="not_in_documents"))
    assert (found.refused, found.to_refuse, found.statements) == (True, False, 0)


def test_either_may_be_right_leaves_refusing_unjudged() -> None:
    statuses = ["answered", "not_in_documents"]
    assert score(make_answer("313."), expected_status=statuses).to_refuse is None


def test_a_question_that_failed_is_wrong() -> None:
    found = score(None, facts=[], expected_status=["answered"])
    assert (found.right, found.status, found.refused) == (False, "error", False)
