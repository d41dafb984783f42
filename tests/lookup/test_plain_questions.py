"""The plainest questions of a table, in the fewest words: none may be taken for another."""

from __future__ import annotations

import pytest

from cdi_qa.assistant import Assistant

INADEQUATE = "7 of the 14 forces are graded Inadequate overall"
IMPROVING = "4 of the 14 forces are graded Requires Improvement overall"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("which forces are inadequate", INADEQUATE),
        ("who is inadequate?", INADEQUATE),
        ("inadequate forces?", INADEQUATE),
        ("which ones are failing", INADEQUATE),
        ("who was found inadequate", INADEQUATE),
        ("who is rated good", "3 of the 14 forces are graded Good overall"),
        ("who is good", "3 of the 14 forces are graded Good overall"),
        ("which forces require improvement", IMPROVING),
        ("who requires improvement", IMPROVING),
        ("who got inadequate right across the board", "None of the 14 forces"),
        ("gap between best and worst", "a gap of 18.8 percentage points"),
        ("what's the gap between the best and the worst", "a gap of 18.8 percentage points"),
        ("who got 100 for rape", "Staffordshire and Sussex"),
        ("who has 100 for rape", "Staffordshire and Sussex"),
        ("what was the overall grade", "West Midlands' overall grade is Inadequate"),
    ],
)
def test_the_plainest_questions(assistant: Assistant, question: str, text: str) -> None:
    assert text in assistant.ask(question).text


OWN_REASON = "deficiencies in the force"


@pytest.mark.parametrize(
    ("turns", "status", "text"),
    [
        (["what grade did we get", "why"], "answered", OWN_REASON),
        (["we were inadequate", "how come"], "answered", OWN_REASON),
        (["what grade did we get and why"], "answered", OWN_REASON),
        (["what grade did we get", "why", "and for leadership"], "answered", "Culture is Good"),
        (["where do we come", "why", "and for rape"], "answered", "9th of the 14"),
        (["who is worst for rape", "why"], "not_in_documents", ""),
        (["what grade did Kent get", "why is that"], "not_in_documents", ""),
        (["are we better than Kent", "why"], "not_in_documents", ""),
    ],
)
def test_why_after_a_look_up(
    assistant: Assistant, turns: list[str], status: str, text: str
) -> None:
    """The own force's reasons are given for its own results, and for nobody else's."""
    answer = assistant.ask(turns[-1], turns[:-1])
    assert answer.status == status
    assert text in answer.text
    assert OWN_REASON in text or OWN_REASON not in answer.text


def test_both_ends_are_among_the_rows(assistant: Assistant) -> None:
    table = assistant.ask("what are the best and worst overall rates").table
    assert table is not None
    assert [row[0] for row in table.rows] == ["Sussex", "Leicestershire"]
