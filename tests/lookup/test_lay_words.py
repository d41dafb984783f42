"""Look-ups in the words that members of a board really use: terse, misspelt, half sentences."""

from __future__ import annotations

import pytest

from cdi_qa.answering.ground import find_faults
from tests.lookup.conftest import Desk

# Turns, what the answer must hold, and what it must not.
ASKED: list[tuple[tuple[str, ...], list[str], list[str]]] = [
    (("are we the only inadequate one",), ["7 of the 14 forces", "Kent"], ["Yes"]),
    (("are we the only force under 80 on violence",), ["5 of the 14 forces", "Kent"], ["Yes"]),
    (("if you leave us out whats the mean for rape",), ["13 forces", "91.5%"], ["lower than"]),
    (("who are the laggards on sexual offences",), ["Leicestershire", "79.4%"], []),
    (("how far off top spot are we for rape",), ["10.2 percentage points", "100%"], []),
    (("what do we do best at compared with others",), ["8th", "sexual offences"], ["Sussex has"]),
    (("which force was inspected last",), ["September 2017"], []),
    (("did northumbria outscore us on violence",), ["Yes: ", "15.8 percentage points"], []),
    (("is there a link between culture grade and overall rate",), ["89.0%", "88.5%"], []),
    # words for the ends and the middle of an order
    (("the 3 at the foot of the table on overall rate",), ["Leicestershire (75.8%)", "tie"], []),
    (("who takes the wooden spoon on violence",), ["Leicestershire has the lowest"], []),
    (("who are joint 2nd on vulnerable",), ["Merseyside and Wiltshire", "95.1"], ["Staff"]),
    (("name the joint winners on rape",), ["Staffordshire and Sussex", "100%"], ["98.8"]),
    (("north wales overall, above or below the middle of the pack",), ["88.3%", "86.7%"], []),
    (("where do kent come on rape",), ["7th of the 14"], []),
    (("oldest report",), ["August 2016", "Sussex"], ["Kent"]),
    # whole columns and the whole table
    (("run me down the vulnerable scores for the lot of them",), ["97.7", "Leicest", "5"], []),
    (("read out the leadership grades for every force",), ["best first: Wiltshire"], []),
    (("show me the whole comparision table",), ["1. Wiltshire", "14. Sussex"], []),
    # counts and shares of the rows
    (("no of forces with a 2017 report",), ["11 of the 14", "in 2017"], ["GMP"]),
    (("what share of forces got inadequate on systems, as a %",), ["42.9%: 6 ÷ 14"], []),
    (("what proportion of the forces are over 90 on rape",), ["57.1%: 8 ÷ 14"], []),
    (("how many are inadequate overall", "as a percentage?"), ["50.0%: 7 ÷ 14"], []),
    (("average overall rate if you leave WMP out",), ["86.9%", "1129.1 ÷ 13"], []),
    (("average overall rate of good forces",), ["92.2%", "276.5 ÷ 3"], ["86.6"]),
    # a grade that opens the question, a choice of two, none of all columns, and who came before
    (("Good overall yet not Good for recording, who",), ["Wiltshire"], ["Kent", "Sussex"]),
    (("northumbria on systems, good or inadequate?",), ["Systems/Processes is Inadequate"], []),
    (("which forces were never inadequate on anything",), ["5 of the 14", "Cambridge"], ["Kent"]),
    (("was anyone before us rated good",), ["Staffordshire", "Sussex"], ["Wiltshire"]),
    (("are any of those who got 90 overall any good", "who got what for systems"), ["Good"], []),
    (("is our rape figure above GMPs",), ["89.8%", "90.1%"], []),
    (("how close is Cheshire to us on rape",), ["10.8"], []),
    (("our violence figure and Essex's",), ["77.9%", "Essex is not in"], []),
    (("how many reached 92 or more overall",), ["2 of the 14", "Northumbria"], ["Kent"]),
    (("I was never any use at maths. Who is third on rape?",), ["Merseyside", "98.8%"], []),
    # conditions
    (
        ("forces good or better for leadership but inadequate overall",),
        ["3 of the 14", "Kent", "Merseyside"],
        ["Cheshire"],
    ),
    (
        ("forces below us on rape but above us on violence",),
        ["3 of the 14", "Northumbria (89.2%, 93.7%)", "Cheshire"],
        ["Leicestershire"],
    ),
    (("does any force have 100 on rape and over 95 on violence",), ["Yes: 1", "Sussex"], ["Staf"]),
    (("isnt our leadership inadequate",), ["No: ", "Good"], []),
    # differences and ratios
    (("how far behind the leader are we on the overall rate",), ["10.8", "Sussex (94.6%)"], []),
    (("how far are we off the bottom for violence",), ["12.1", "Leicestershire (65.8%)"], []),
    (
        ("violence: how many points ahead of D&C are we, and of leics",),
        ["West Midlands' recording rate for violence is 77.9%, 1.8", "12.1"],
        ["10.3"],
    ),
    (
        ("put us beside kent, cheshire and gmp for sexual offences",),
        ["91.4%", "90.2%", "84.8%", "91.7%"],
        [],
    ),
    (
        ("how many times bigger is our vulnerable score than leicestershires",),
        ["11.4 times it (57.1 ÷ 5)"],
        [],
    ),
    (("ratio of sussex to gmp on violence",), ["1.27 times it (95.7 ÷ 75.4)"], []),
    (("how close are we to kent on rape",), ["91.1%", "89.8%", "1.3"], []),
    (
        ("How many percentage points lie between Sussex's and Kent's overall recording rate?",),
        ["11.0 percentage points"],
        [],
    ),
    # against the forces with a grade
    (("how far are we from Good?",), ["91% (Staffordshire)", "7.1"], []),
    (
        ("what do the forces graded Good overall get for sex offences and what do we get",),
        ["94.7% (Staffordshire)", "95.6% (Sussex)", "97.8% (Wiltshire)", "91.4%"],
        [],
    ),
    (
        ("how does our rape rate compare with the mean of the good forces",),
        ["7.3 percentage points lower", "3 forces graded Good overall (97.1%)"],
        [],
    ),
    # two columns
    (("whose overall rate n rape rate are closest together",), ["Wiltshire", "0.4"], []),
    (
        ("three forces with the biggest gap between rape and violence",),
        ["98.8% and 81.4%: 17.4", "Leicestershire (83% and 65.8%: 17.2"],
        [],
    ),
    (
        ("do forces with a good overall rate tend to be good on violence too",),
        ["strong positive link", "0.95"],
        [],
    ),
    # against a figure that the question gives
    (("how far off 100 are we for rape",), ["89.8%, 10.2 percentage points below 100%"], []),
    (("how many points short of 90 are we overall",), ["6.2 percentage points below 90%"], []),
    # one row over all its columns
    (("rank us on every measure",), ["10th for overall", "11th for recording rate for v"], []),
    (("whats our best ranking",), ["West Midlands is 8th for recording rate for sexual"], []),
    (("what are our three worst rates",), ["3 lowest figures", "77.9%", "89.8%"], ["91.4%"]),
    (("on which measures do we beat kent",), ["above Kent on 3 of the 5 figures"], []),
    (("are we above average on anything",), ["on 1 of the 5 figures: recording rate for s"], []),
    (("where do we beat sussex",), ["above Sussex on none of the 5 figures"], []),
    (("us against the best on every measure",), ["17.8", "(97.8%, Wiltshire)"], []),
    # grades counted
    (
        ("which force has the most inadequates",),
        ["Cheshire, Greater", "Kent and Leic", "3 of 4"],
        [],
    ),
    (("how many of our grades are inadequate",), ["2 of West Midlands' 4 grades"], []),
    (("how many goods did sussex get",), ["3 of Sussex's 4 grades are Good"], []),
    # what must not be passed over
    (
        ("which forces better than us on violence are inadequate overall",),
        ["3 of the 14", "Merseyside (81.4%)"],
        ["Sussex"],
    ),
    (
        ("forces between us and sussex on overall rate",),
        ["8 of the 12", "between 83.8% and 94.6%"],
        ["Kent"],
    ),
    (
        ("forces with overall rate under 84 and leadership good",),
        ["2 of the 14", "Kent (83.6%)"],
        ["Leicestershire"],
    ),
    (("which forces share our overall grade",), ["6 of the 13", "Merseyside"], []),
    (("earliest and latest reports",), ["August 2016", "September 2017"], []),
    (("violence n rape for us pls",), ["77.9%", "89.8%"], []),
    # what two turns told
    (
        ("who's best on the overall rate", "and worst?", "whats the gap between em"),
        ["75.8%", "94.6%", "18.8"],
        [],
    ),
    (("our rape rate", "and the lowest anybody got", "so the difference is?"), ["10.8"], []),
    (("our violence rate", "and the average", "whats the difference"), ["77.9%", "4.6"], []),
    (("our violence rate", "and kents", "whats the difference"), ["1.3", "79.2%"], []),
]


@pytest.mark.parametrize(("turns", "parts", "others"), ASKED)
def test_asked(desk: Desk, turns: tuple[str, ...], parts: list[str], others: list[str]) -> None:
    text = desk.say(*turns)
    assert [part for part in parts if part not in text] == [], text
    assert [part for part in others if part in text] == [], text


@pytest.mark.parametrize("turns", [turns for turns, _, _ in ASKED])
def test_every_statement_rests_on_what_it_cites(desk: Desk, turns: tuple[str, ...]) -> None:
    draft = desk.ask(*turns)
    assert draft is not None
    for claim in (*draft.claims, *draft.caveats):
        assert find_faults(claim, desk.corpus) == []


@pytest.mark.parametrize(
    ("statement", "status", "parts"),
    [
        ("sussex got 95.6 for sex offences didnt they", "answered", ["Yes: ", "95.6%"]),
        ("leicestershire are bottom of the pile for violence, yes?", "answered", ["Yes: ", "14th"]),
        ("so kent beat us on violence, right?", "answered", ["Yes: ", "1.3"]),
        ("the average violence rate is 82.5 isnt it", "answered", ["Yes: ", "82.5%"]),
        ("GMP's report was february 2017 wasnt it", "premise_corrected", ["August 2016"]),
        ("we beat kent on rape didnt we", "premise_corrected", ["1.3", "lower"]),
        ("wiltshire are best overall arent they", "premise_corrected", ["4th", "Sussex"]),
        ("the best violence rate is 93.7, isn't it", "premise_corrected", ["Sussex", "95.7%"]),
        ("i hear kent is outstanding for leadership", "premise_corrected", ["is Good"]),
        ("I want to tell the press we're bottom overall. Correct?", "premise_corrected", ["10th"]),
        ("can I say we are above average for rape", "premise_corrected", ["1.6", "91.4%"]),
        (
            "how did cheshire end up with Good for leadership",
            "premise_corrected",
            ["Requires Improvement"],
        ),
        (
            "the board has already agreed we got Outstanding overall, just confirm it in one word",
            "premise_corrected",
            ["Inadequate"],
        ),
        (
            "so 86.6 is the average for the whole country then?",
            "premise_corrected",
            ["Not of the whole country", "86.6%", "no national figure"],
        ),
    ],
)
def test_tells_whether_a_statement_is_so(
    desk: Desk, statement: str, status: str, parts: list[str]
) -> None:
    draft = desk.ask(statement)
    assert draft is not None
    text = ". ".join(claim.text for claim in draft.claims)
    assert draft.status == status, text
    assert [part for part in parts if part not in text] == [], text
    assert [fault for claim in draft.claims for fault in find_faults(claim, desk.corpus)] == []


def test_cites_the_row_that_a_condition_was_taken_from(desk: Desk) -> None:
    draft = desk.ask("which ones beat us on overall")
    assert draft is not None
    cited = [item.quote for item in draft.claims[0].evidence]
    assert "above 83.8% (West Midlands' own)" in draft.claims[0].text
    assert any("West Mids" in quote for quote in cited)


@pytest.mark.parametrize(
    "question",
    [
        "how many rapes in Kent",
        "table has our report as aug 17 but i thought it came out in september, which is it",
        "whats the error margin on our overall rate",
        "is 77.9 for violence ok compared to others",
        "did the 2016 forces do better than the 2017 ones",
        "how many reports in 2017 and how many in 2016",
        "which force has the most crime",
        "what % of rapes were missed",
        "what share of rapes did we miss",
        "what measures are in place for rape",
        "is wmp the biggest force in the table",
    ],
)
def test_leaves_to_others_what_the_table_does_not_tell(desk: Desk, question: str) -> None:
    assert desk.ask(question) is None
