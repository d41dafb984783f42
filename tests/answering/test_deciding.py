"""Whether a note answers a question, or only speaks of something near it."""

from collections.abc import Callable

import pytest

from cdi_qa import wording
from cdi_qa.answering.judged import ANSWERABLE, Judged, with_leads
from cdi_qa.assistant import Assistant
from cdi_qa.schema import Hit, Passage

NOTE = """# Riverbank libraries

The county sent three reviewers to the branches in May 2021.

Volunteers knocked at 230 doors to hand out cards.

Of 60 overdue books the main branch found 45.

The branch manager reports to the council each quarter.

The branch should answer every letter within ten days.

The Police and Crime Commissioner opened the new reading room.

The Assistant Chief Constable thanked the reading groups.

Lorries bring the books on Mondays; a driver, paid by the county, unloads them.

The full report runs to forty pages.

Reviewers looked at 48 loan files. In 17 of them a date was missing.

The branch has 30 lamps. Four more are on order.

The reading club has nine rooms in the old mill. Its tents were used 14 times.

The help desk picked up 81 per cent of 101 calls about loans.

Readers in town are 3.2 times more likely to borrow than readers in villages.

The lending rate for novels rose from 12 to 19 per cent.

You asked why the lifts are slow. The lifts stop at each floor.

Forty-four readers had no card. Sixty-one were sent one.

The flood alert came at 22.05 but the branch was shut.

The reviewers will come back in the spring of 2022.

The roof is tested each April.

- Only six tents were mended.
- The county attributes this to a want of canvas.
"""


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how often does the branch manager report to the council", "each quarter"),
        ("who opened the new reading room", "Commissioner opened"),
        ("how should letters be answered", "should answer every letter"),
        ("what did the assistant chief constable do", "Assistant Chief Constable thanked"),
        ("what did the commissioner open", "Commissioner opened"),
        ("in how many loan files was a date missing", "In 17 of them"),
        ("how many lamps are on order", "Four more"),
        ("how many club rooms are there", "nine rooms"),
        ("why were only six tents mended", "want of canvas"),
        ("how many 101 calls were picked up", "81 per cent of 101 calls"),
        ("how much more likely are readers in town to borrow", "3.2 times more likely"),
        ("how many readers didn't have a card", "Forty-four readers"),
        ("what time did the flood alert come", "at 22.05"),
        ("when will the reviewers come back", "spring of 2022"),
        ("how often is the roof tested", "each April"),
    ],
)
def test_what_the_note_says_is_answered(
    ask_of: Callable[[str], Assistant], question: str, quote: str
) -> None:
    answer = ask_of(NOTE).ask(question)
    assert answer.status == "answered"
    assert any(quote in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "how many volunteers are there",  # 230 doors
        "how many county rooms are there",  # of another's
        "on what day exactly do the reviewers come back",  # only the season
        "what is the target for the lending rate for novels",  # only what it was
        "why are the lifts slow",  # asked, and not said
        "in how many loan files was there a tent",  # a number of files of another kind
        "what did the chief constable say about the reading groups",  # another's words
        "did the home office open the reading room",  # another's doing
        "what is the driver paid",  # no sum
        "was anybody fiddling the figures",
        "how does the branch answer letters",  # only how it should
        "does the branch answer every letter within ten days",
    ],
)
def test_what_only_comes_near_is_not_taken_for_an_answer(
    ask_of: Callable[[str], Assistant], question: str
) -> None:
    answer = ask_of(NOTE).ask(question)
    assert answer.status == "not_in_documents" or not answer.text.startswith(wording.IS_SO)
    if "ten days" not in question:
        assert answer.status == "not_in_documents"


def test_a_difference_of_two_counts_is_not_corrected(ask_of: Callable[[str], Assistant]) -> None:
    answer = ask_of(NOTE).ask("why were 15 overdue books not found")
    assert answer.status != "premise_corrected"


@pytest.mark.parametrize(
    "question",
    ["what should we ask the force", "which questions should the board put", "what to ask them"],
)
def test_asked_what_to_ask_it_points_to_the_question_pack(
    ask_of: Callable[[str], Assistant], question: str
) -> None:
    assert ask_of(NOTE).ask(question).text.startswith(wording.QUESTIONS_TO_ASK)


def judged(cosine: float, support: float, missing: tuple[str, ...] = ()) -> Judged:
    passage = Passage("p", "note", 1, 0, 1, "sentence", "x", "x")
    hit = Hit(passage, cosine=cosine, bm25=0.0, fused=0.0)
    return Judged(hit, support, 0.5, True, missing)


@pytest.mark.parametrize(
    ("others", "answers"),
    [([judged(0.1, 0.2)] * 9, True), ([judged(0.39, 0.44)] * 9, False)],
)
def test_an_answer_stands_out_from_the_passages_beside_it(
    others: list[Judged], answers: bool
) -> None:
    best, *_ = with_leads([judged(0.4, ANSWERABLE), *others], [])
    assert best.answers is answers


def test_what_stands_out_plainly_may_be_said_in_other_words() -> None:
    best = judged(0.34, 0.3, ("unheard",))
    beside = [judged(0.05, 0.1)] * 9
    assert with_leads([best, *beside], ["unheard"])[0].answers
    assert not with_leads([best, *beside], [])[0].answers
