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
        (
            "our rank for violence, and sexual offences, and rape",
            "11th for recording rate for viol",
        ),
        ("is cheshire any better", "No: Cheshire's overall recording rate is 83.6%, 0.2"),
        ("how much better are the good forces than the inadequate ones", "92.2% where it is Good"),
        ("how many good grades did we get", "1 of West Midlands' 4 grades is Good"),
        ("are kent and cheshire tied on anything", "level with Cheshire on 1 of the 5 figures"),
        ("how is leadership", "West Midlands' grade for Leadership/Culture is Good"),
        ("how are systems and processes doing", "West Midlands' grade for Systems/Processes is R"),
        (
            "how is the force performing on violence",
            "West Midlands' recording rate for violence is",
        ),
        ("who isn't good for leadership", "7 of the 14 forces are not graded Good"),
        ("which forces got worse than good for leadership", "4 of the 14 forces are graded worse"),
        ("who's last for sexual offences", "Leicestershire has the lowest"),
        ("reports before october", "3 of the 14 forces have a report dated before October 2016"),
        ("who came second to last for rape", "Leicestershire has the 2nd lowest"),
        ("are all the good forces over 90 overall", "3 of the 14 forces have an overall"),
        ("is sussex the best at everything", "3rd for recording rate for sexual offences"),
        ("gap between best and worst", "a gap of 18.8 percentage points"),
        ("what's the gap between the best and the worst", "a gap of 18.8 percentage points"),
        ("who got 100 for rape", "Staffordshire and Sussex"),
        ("who has 100 for rape", "Staffordshire and Sussex"),
        ("what was the overall grade", "West Midlands' overall grade is Inadequate"),
        ("what is 57.1", "West Midlands' figure for Vulnerable is 57.1"),
        ("what does the 57.1 mean", "West Midlands' figure for Vulnerable is 57.1"),
        ("who has 95.7", "Sussex's recording rate for violence is 95.7%"),
        ("where does 27.8 come from", "Kent's figure for Vulnerable is 27.8"),
        ("which force has 100%", "Sussex's recording rate for rape is 100%"),
        ("our place on each column", "11th for recording rate for violence"),
        (
            "what does the recording rate for rape average over all forces",
            "The average (mean) recording rate for rape of the 14 forces is 91.4%",
        ),
        ("who's good", "3 of the 14 forces are graded Good overall"),
        ("did everyone get good", "No: 3 of the 14 forces are graded Good overall"),
        ("are they all inadequate", f"No: {INADEQUATE}"),
        ("what percentage are inadequate", "7 of the 14 forces (50.0%: 7 ÷ 14)"),
        ("who is not graded Good or better", "11 of the 14 forces are graded worse than Good"),
        ("did we get outstanding for anything", "No: West Midlands' overall grade is Inadequate"),
        ("do we have any goods", "Yes: West Midlands' grade for Leadership/Culture is Good [1]."),
        ("where are we inadequate", "overall grade is Inadequate and grade for Recording is"),
        ("whats the national average", "86.6% (1212.9 ÷ 14) [1]. That is of the 14 forces"),
        ("what did we get", "overall recording rate 83.8%"),
        ("what is our violence", "West Midlands' recording rate for violence is 77.9%"),
        ("when was ours done", "West Midlands' date of report is August 2017"),
        ("who has no inadequates", "5 of the 14 forces have no grade of Inadequate"),
        ("how many forces got no inadequate", "5 of the 14 forces have no grade of Inadequate"),
        ("do we have no inadequates", "No: West Midlands' overall grade is Inadequate"),
        ("who failed everything", "None of the 14 forces in the table is graded Inadequate in"),
        ("same rate as Kent", "1 of the 13 forces other than Kent"),
        ("who got better on rape", "not clear what to look up"),
        ("are we last", "No: West Midlands is 10th of the 14 forces"),
        ("who's second", "Northumbria has the 2nd highest"),
        ("who got 100", "Sussex's recording rate for rape is 100%"),
        ("how many at least 90", "4 of the 14 forces"),
        ("whats the spread", "from 75.8% (Leicestershire) to 94.6% (Sussex)"),
        ("are we streets behind Sussex", "Yes: West Midlands' overall recording rate is 83.8%"),
        ("is Kent miles ahead of us", "No: Kent's overall recording rate is 83.6%"),
        ("by how much did Sussex beat us", "10.8 percentage points higher"),
        ("by how much did we beat Sussex", "That is not so: West Midlands'"),
        ("are Kent and Cheshire the same", "Yes: Kent and Cheshire have the same overall"),
        ("is Kent the same as Cheshire on rape", "No: Kent's recording rate for rape is 91.1%"),
        ("are our systems as good as Wiltshire's", "No: West Midlands' grade for Systems"),
        ("who is right behind us", "Cheshire and Kent have the joint highest"),
        ("is our rape rate good", "West Midlands is 9th of the 14 forces"),
        ("is 77.9% good", "West Midlands is 11th of the 14 forces"),
        ("did we do badly for violence", "West Midlands is 11th of the 14 forces"),
        ("who did badly", "Leicestershire has the lowest overall recording rate"),
        ("isn't Kent the worst", "No: Kent is joint 11th"),
        ("we're not the worst are we", "No: West Midlands is 10th"),
        ("give me the rape figures", "Recording rate for rape, highest first: Staffordshire 100%"),
        ("rank them by rape", "Recording rate for rape, highest first: Staffordshire 100%"),
        ("do we come top for anything", "No, not at the top for any figure"),
        ("which reports are newer than ours", "3 of the 13 forces other than West Midlands"),
        ("how many were inspected after us", "3 of the 13 forces other than West Midlands"),
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


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (
            ["how is the force doing on violence", "what about sexual offences"],
            "West Midlands' recording rate for sexual offences is 91.4%",
        ),
        (["Kent", "and Cheshire", "which is better"], "Kent and Cheshire have the same overall"),
        (["Kent", "and Cheshire", "who's better on rape"], "Kent has the higher recording rate"),
        (["Kent and Cheshire", "how do they compare"], "Kent and Cheshire have the same overall"),
        (["who beat us on rape", "and on violence"], "violence above 77.9% (West Midlands' own)"),
        (["who beat us on rape", "did Cheshire"], "No: Cheshire's recording rate for rape is 79%"),
        (
            ["who's above us", "and below"],
            "4 of the 14 forces have an overall recording rate below",
        ),
        (["did we pass", "who else did"], "3 of the 13 forces other than West Midlands are graded"),
        (["did Kent pass", "and Sussex"], "Yes: Sussex's overall grade is Good"),
        (["which are inadequate", "which of those is best"], "Greater Manchester (GMP) has the"),
        (["who's good", "what are their rates"], "highest first: Sussex 94.6%, Staffordshire 91%"),
        (["who's good", "rank them by rape"], "the 3 forces graded Good overall: Staffordshire"),
        (["Sussex rape rate", "and ours", "so how far behind are we"], "10.2 percentage points"),
        (["who's closest to us", "by how much"], "0.2 percentage points away"),
    ],
)
def test_the_plainest_follow_ups(assistant: Assistant, turns: list[str], text: str) -> None:
    assert text in assistant.ask(turns[-1], turns[:-1]).text


def test_an_answer_of_two_look_ups_shows_the_rows_of_both(assistant: Assistant) -> None:
    table = assistant.ask("who was best for violence and who was worst for rape").table
    assert table is not None
    assert table.columns == ("Force", "Violence", "Rape")
    assert sorted(table.rows) == [("Cheshire", 80.9, 79), ("Sussex", 95.7, 100)]
    assert assistant.database.run(table.sql).rows == table.rows


@pytest.mark.parametrize(
    ("question", "year", "held"),
    [
        ("who was inspected last year", "2016", "Staffordshire"),
        ("which reports came out this year", "2017", "Wiltshire"),
    ],
)
def test_this_year_is_that_of_the_latest_report(
    assistant: Assistant, question: str, year: str, held: str
) -> None:
    answer = assistant.ask(question)
    assert held in answer.text
    assert any(f"was read as {year}" in caveat for caveat in answer.caveats)
