"""Questions that leave out what an earlier turn said, over any number of turns."""

from __future__ import annotations

import pytest

from tests.lookup.conftest import Desk

GOES_ON: list[tuple[tuple[str, ...], list[str], list[str]]] = [
    # "They" are the row that was told of.
    (("what about Northumbria", "are they good at anything"), ["Yes: Northumbria"], ["14"]),
    (("what about Northumbria", "where do they come for rape"), ["Northumbria is 10th"], ["89.8"]),
    (("best for violence", "where do they come overall"), ["Sussex is 1st"], ["West"]),
    (("who is third for rape", "and how did they do overall"), ["Merseyside", "84.2"], ["Sussex"]),
    (("is Sussex better than us", "when were they inspected"), ["Sussex", "August 2016"], ["%"]),
    (("how did Kent do on rape", "when were they inspected"), ["June 2017"], ["91.1"]),
    # Two places of one order, and the gap between them.
    (
        ("who is bottom overall", "second worst?", "what's the gap between them"),
        ["81.5%", "5.7 percentage points", "75.8%"],
        ["West"],
    ),
    (("worst for rape", "and just above them", "how much in it"), ["4.0", "83%"], ["West"]),
    # A date and the one beside it.
    (("when was ours out", "and before that"), ["June 2017", "Kent"], ["August"]),
    (("when was ours out", "and before that", "and before that?"), ["February 2017"], ["June"]),
    (("which report is the latest", "and after that"), [], ["2016", "2017"]),
    # What one row beats another in.
    (("are we better than Kent", "on what"), ["3 of the 5", "1.3", "grades"], []),
    (("is Staffordshire better than us", "so they're better all round"), ["5 of the 5"], []),
    (("how does D & C compare with GMP", "on which are they ahead"), ["2 of the 5"], []),
    # Whether all that were found are so.
    (
        ("who is good for systems", "are they all good overall", "which ones aren't"),
        ["2 of the 3", "North Wales", "Cambridgeshire"],
        ["Sussex"],
    ),
    (("who is good for systems", "are they all good overall"), ["No: 1 of the 3"], ["Sussex"]),
    (
        ("who is outstanding for leadership", "did they all get over 80 overall"),
        ["Yes: 3 of the 3"],
        [],
    ),
    (("Kent's leadership grade", "same as ours?"), ["Yes: Kent", "(Good)"], ["6 of"]),
    (("Cheshire's rape rate", "is that the same as Kent's"), ["No: ", "12.1"], []),
    (("average overall of the Good forces", "and the inadequate ones"), ["82.6"], ["7 of"]),
    (("our violence rate", "and for rape?"), ["West Midlands'", "89.8%"], ["100%"]),
    (
        ("our violence rate", "what about Kent?", "and sussex?", "their leadership grade?"),
        ["Sussex's grade for Leadership/Culture is Good"],
        ["Kent"],
    ),
    (("our violence rate", "what about leadership"), ["Culture is Good"], ["Outstanding"]),
    (("our violence rate", "and the average?"), ["82.5%", "1155.05 ÷ 14"], []),
    (("our violence rate", "how does that compare with the average"), ["77.9%", "4.6"], []),
    (("our violence rate", "what about the worst?"), ["Leicestershire", "65.8%"], []),
    (("our violence rate", "as a percentage?"), ["77.9%"], []),
    (("our violence rate", "is that good?"), ["11th of the 14"], ["Yes", "No:"]),
    (("our violence rate", "is it the lowest?"), ["No: ", "11th", "Leicestershire"], []),
    (("our violence rate", "who's better?"), ["10 of the 14", "Kent (79.2%)"], []),
    (("our violence rate", "how many are worse"), ["3 of the 14"], []),
    (("our violence rate", "who is just above us"), ["Kent", "79.2%"], ["83.6"]),
    (("our violence rate", "who is just above us", "and just below"), ["76.1%"], ["83"]),
    (("best for violence", "by how much"), ["2.0 percentage points", "Northumbria"], []),
    (("worst for violence", "and how far behind them are we"), ["12.1", "Leicestershire"], []),
    (("best for rape", "how far off are we"), ["10.2"], []),
    (
        ("of the inadequate forces who is best overall", "and how far behind them are we"),
        ["1.7", "Greater Manchester"],
        ["Sussex"],
    ),
    (("gap between us and Sussex on violence", "and on overall"), ["10.8"], ["grade"]),
    (
        ("who is outstanding for leadership", "which of those is better for rape"),
        ["Cambridgeshire", "97.4%"],
        ["Sussex"],
    ),
    (("best for rape", "second?"), ["No force is 2nd highest"], []),
    (("best for rape", "top three?"), ["Merseyside (98.8%)"], []),
    (("best for rape", "and for violence?"), ["Sussex has the highest", "95.7%"], []),
    (
        ("bottom three for violence", "what grades did they get for leadership"),
        ["Leicestershire Requires", "Devon and Cornwall", "Manchester"],
        ["Cheshire"],
    ),
    (("bottom three for violence", "when were they inspected"), ["GMP) August 2016"], ["Kent"]),
    (("who is best on violence", "when was their report"), ["August 2016"], ["Kent"]),
    (("how many are inadequate overall", "which ones"), ["7 of the 14", "Merseyside"], []),
    (("how many are inadequate overall", "and for systems"), ["6 of the 14", "Northumbria"], []),
    (("how many are inadequate overall", "and good?"), ["3 of the 14", "Sussex"], []),
    (
        ("how many forces beat us on violence", "name them", "which of those are in the red"),
        ["Kent", "Cheshire", "Merseyside"],
        ["Leicestershire"],
    ),
    (
        ("which forces are over 90 for rape", "and under 80 for violence?"),
        ["2 of the 14", "above 90%", "below 80%"],
        [],
    ),
    (("which forces are over 90 for rape", "and over 95?"), ["5 of the 14"], ["90"]),
    (("which forces are over 80 for rape", "not counting us"), ["12 of the 13"], ["West Midl: "]),
    (
        ("which forces are graded good overall", "their violence rates", "and the average?"),
        ["91.1%", "273.35 ÷ 3"],
        ["14"],
    ),
    (
        ("which forces are graded good overall", "their violence rates", "lowest of those?"),
        ["Wiltshire", "87.7%"],
        ["Leicestershire"],
    ),
    (("which reports came out in 2016", "what did they get for rape"), ["90.1%"], ["Kent"]),
    (("average rape rate", "without us?"), ["13 forces", "91.5%"], []),
    (("average violence rate", "without sussex?", "and the median"), ["13 forces", "80.9%"], []),
    (("average rape rate", "are we above that?"), ["No: ", "1.6"], []),
    (("average rape rate", "which forces are above it"), ["5 of the 14", "above 91.4%"], []),
    (("where do we come for violence", "out of how many?"), ["of the 14"], []),
    (("where do we come for rape", "and from the bottom"), ["6th from the bottom"], []),
    (("gap between us and sussex on violence", "and on rape", "and kent"), ["1.3"], []),
    (("kent vs sussex on rape", "and violence"), ["95.7% against 79.2%"], []),
    (("how far behind the best are we on violence", "and kent", "and for rape"), ["8.9"], []),
    (("kent violence", "sorry I meant rape"), ["Kent's", "91.1%"], []),
    (("kent violence", "no, sussex"), ["Sussex's", "95.7%"], []),
    (("kent violence", "same for sussex"), ["Sussex's", "95.7%"], []),
    (("kent violence", "how far behind are we"), ["77.9%", "1.3", "Kent (79.2%)"], []),
    (("what did kent get for leadership", "is that better than ours"), ["No: ", "same as"], []),
    (
        ("what did kent get for leadership", "and systems", "who else got that"),
        ["5 of the 13", "Northumbria"],
        [],
    ),
    (("what grade did we get for systems", "who got better", "how many got worse"), ["6 of"], []),
    (
        ("how many are inadequate overall", "which of those is lowest for rape", "and highest?"),
        ["Merseyside", "98.8%"],
        ["Sussex"],
    ),
    (
        ("which reports came out in february", "which of those is best overall", "and worst?"),
        ["Devon and Cornwall", "81.5%"],
        ["Leicestershire"],
    ),
    (
        ("who has the best grade for leadership", "who has it", "which of those is best overall"),
        ["Wiltshire", "90.9%"],
        ["Sussex"],
    ),
    (("who is outstanding", "for leadership", "how many of them are good overall"), ["1 of"], []),
    (("who is outstanding", "for leadership"), ["3 of the 14", "North Wales"], ["West"]),
    (("is Sussex better than us", "on everything?"), ["5 of the 5", "17.8"], []),
    (("is Sussex better than us", "on everything?", "by how much on rape"), ["10.2"], ["167"]),
    (("is Kent better than us on rape", "what about Cheshire"), ["No: Cheshire", "10.8"], ["Kent"]),
    (("our violence rate", "who is just above us", "by how much"), ["1.3", "Kent"], []),
    (
        ("our sexual offences rate", "who is just above us", "by how much", "and below"),
        ["Merseyside", "91.2%"],
        [],
    ),
    (
        ("our gap to the best on violence", "and on rape", "which is bigger"),
        ["17.8", "10.2"],
        [],
    ),
    (("top three overall", "where do we fit in"), ["10th of the 14"], []),
    (("bottom three for rape", "are we in it"), ["No: ", "9th of the 14"], []),
    (("which forces are over 90 for violence", "are we one of them"), ["No: ", "77.9%"], []),
    (("bottom three for violence", "who's next?"), ["4th lowest", "77.9%"], []),
    (
        ("are we above average for sexual offences", "which forces are?"),
        ["10 of the 14", "91.0%"],
        [],
    ),
    (("did we get Good for leadership", "which others did?"), ["6 of the 13"], []),
    (
        ("who is good overall", "and for leadership", "which forces have both"),
        ["2 of the 14", "Staffordshire and Sussex"],
        [],
    ),
    (
        ("who's worst for rape", "what grade did they get", "who else got that"),
        ["6 of the 13", "other than Cheshire"],
        [],
    ),
    (("who is best on violence", "are they better than us at leadership"), ["No: ", "same"], []),
    (
        ("who is good overall", "which of those is best for violence", "by how much"),
        ["Sussex", "Staffordshire (89.95%)", "5.8"],
        ["Northumbria"],
    ),
    (
        ("which reports came out in june", "average violence of those", "are we above that"),
        ["No: ", "80.0%", "2.1"],
        ["82.5"],
    ),
    (
        ("which are good for systems", "are any of them inadequate overall", "their rape rates"),
        ["97.4%", "97.2%", "91.3%"],
        [],
    ),
    (
        ("our leadership grade", "average overall for forces with that grade", "are we above that"),
        ["No: ", "88.5%", "4.7"],
        ["86.6"],
    ),
    (
        ("name the inadequate forces", "any over 85 overall", "what's their leadership grade"),
        ["Manchester", "Requires Improvement"],
        ["Good"],
    ),
    (("list the rape rates", "and violence"), ["highest first: Sussex 95.7%"], []),
    (
        ("when was kent inspected", "and sussex?", "who else then"),
        ["2 of the 13", "August 2016"],
        [],
    ),
]


@pytest.mark.parametrize(
    ("turns", "parts", "others"),
    [
        (
            ("kent's violence rate", "ours?", "sussex's", "who is worst of those"),
            ["among Kent", "West Midlands has the lowest", "77.9%"], ["Leicestershire"],
        ),
        (("kent violence", "sussex", "wilts", "so who's best"), ["Sussex has the highest"], []),
        (("kent's violence rate", "so who's below that"), ["4 of the 14", "65.8%"], ["79.2%)"]),
        (("who is below average on violence", "and the other way round"), ["6 of the 14"], []),
        (
            ("who's good for leadership", "take out the ones with RI systems", "how many left"),
            ["3 of the 14", "Kent", "Northumbria"], ["Merseyside"],
        ),
        (("gap between us and the best on violence", "and the worst"), ["12.1", "lowest"], []),
        (("who's worst on violence", "are they outstanding at anything"), ["No: Leices"], []),
        (("gap between kent and us on rape", "who wins"), ["Kent has the higher"], ["Sussex"]),
        (("who's under 80 violence", "over 70 as well"), ["4 of the 14"], ["Leicestershire"]),
        (("what did the geordies get for violence",), ["Northumbria", "93.7%"], []),
        (("avg violence including us",), ["of the 14 forces is 82.5%"], ["82.9"]),
    ],
)  # fmt: skip
def test_leans_on_what_was_told(
    desk: Desk, turns: tuple[str, ...], parts: list[str], others: list[str]
) -> None:
    text = desk.say(*turns)
    assert [part for part in parts if part not in text] == [], text
    assert [part for part in others if part in text] == [], text


@pytest.mark.parametrize(("turns", "parts", "others"), GOES_ON)
def test_goes_on(desk: Desk, turns: tuple[str, ...], parts: list[str], others: list[str]) -> None:
    text = desk.say(*turns)
    assert [part for part in parts if part not in text] == [], text
    assert [part for part in others if part in text] == [], text


@pytest.mark.parametrize(
    "turns",
    [
        ("our violence rate", "why?"),
        ("our violence rate", "why is that"),
        ("who is worst for rape", "how come?"),
        ("our rape rate", "how many rape victims were not safeguarded"),
        ("our rape rate", "how was the audit done"),
    ],
)
def test_is_not_answered_with_the_figure_again(desk: Desk, turns: tuple[str, ...]) -> None:
    assert desk.ask(*turns) is None


@pytest.mark.parametrize(
    "turns",
    [
        ("which of those is best overall",),
        ("kent's violence rate", "cheshire's", "so who is the best of the three"),
    ],
)
def test_nothing_is_made_up_for_rows_that_were_not_found(
    desk: Desk, turns: tuple[str, ...]
) -> None:
    assert desk.ask(*turns) is None


def test_a_new_subject_drops_the_old_one(desk: Desk) -> None:
    text = desk.say("our rape rate", "what are the recommendations", "and kent?")
    assert text.startswith("Kent: date of report")
