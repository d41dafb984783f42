"""Every kind of look-up on the real table, in the words of lay people."""

from __future__ import annotations

import pytest

from cdi_qa.answering.ground import find_faults
from cdi_qa.lookup import Query
from tests.lookup.conftest import Desk

# Question, what the answer must hold, and what it must not.
ASKED: list[tuple[str, list[str], list[str]]] = [
    # cells, rows, columns
    ("tell us all about cambs", ["Cambridgeshire: date of report June 2017", "97.4%"], ["77.9"]),
    ("leics everything", ["Leicestershire: ", "65.8%", "Vulnerable 5;"], []),
    ("what are kent's rates", ["83.6%", "79.2%", "90.2%", "91.1%"], ["Inadequate"]),
    ("staffs grades", ["overall grade is Good", "Systems/Processes is Requires"], ["91%"]),
    ("all grades for staffs", ["grade for Recording is Good", "Leadership/Culture is Good"], []),
    ("just the four grades for Sussex", ["grade for Recording is Good", "Requires"], []),
    ("our grades for recording and leadership", ["Recording is Inadequate", "Culture is Good"], []),
    ("what's sussex's recording grade and overall rate", ["Recording is Good", "94.6%"], []),
    ("violence column", ["highest first: Sussex 95.7%", "and Leicestershire 65.8%"], []),
    ("list violence rates from lowest to highest", ["lowest first: Leicestershire 65.8%"], []),
    ("list the rape rates", ["highest first: Staffordshire 100%"], []),
    ("show me the table", ["1. Wiltshire: ", "14. Sussex: ", "Greater Manchester"], []),
    ("what share of reported rape ends up on the books in cheshire", ["79%"], []),
    ("Kent's rape rate in 2017", ["91.1%"], []),
    # a number of rows, wherever it stands
    (
        "Which three forces have the highest overall recording rate?",
        ["Sussex (94.6%), Northumb", "Staffordshire (91%)"],
        ["Wiltshire"],
    ),
    ("name the 2 forces with the lowest rape rates", ["Cheshire (79%) and Leic"], ["Devon"]),
    # an everyday word beside a grade that is none
    (
        "leadership good but systems inadequate - which",
        ["3 of the 14", "Kent, Northumbria and Avon"],
        ["GMP"],
    ),
    (
        "which reports came out later than june 2017",
        ["4 of the 14", "West Midlands"],
        ["Cambridge"],
    ),
    # a grade that only another column than the overall one has
    ("is any force graded outstanding", ["Yes: 3 of the 14", "Wiltshire (Leadership"], ["None"]),
    ("is anyone outstanding overall", ["No: none of the 14"], ["Wiltshire"]),
    ("how many forces are outstanding", ["3 of the 14", "in at least one column"], []),
    # said to be the only one, the usual one
    ("is sussex the only one with 100% for rape", ["No: 2 of the 14"], []),
    ("so we were the only ones inadequate rite", ["No: 7 of the 14"], []),
    ("is staffordshire the only force with 89.95 for violence", ["Yes: 1 of the 14"], []),
    ("is inadequate normal", ["7 of the 14 forces (50.0%: 7 ÷ 14)"], ["mean"]),
    # what it takes
    ("what would we need to be top", ["83.8%", "10.8 percentage points lower", "Sussex"], []),
    (
        "how many points would violence have to go up to reach the average",
        ["77.9%", "4.6 percentage points lower", "82.5%"],
        [],
    ),
    # all rates, any figure
    ("who beat us on all four rates", ["4 of the 14", "Sussex (94.6%, 95.7%"], ["Vulnerable"]),
    ("did any force get 100 percent", ["Yes: 2 of the 14", "Staffordshire", "Sussex"], []),
    ("did anyone score 100 anywhere", ["Yes: 2 of the 14", "Staffordshire"], []),
    ("has any force got 100% for anything", ["Yes: 2 of the 14", "Sussex"], []),
    ("do forces with good leadership record more crime", ["Yes: ", "88.5%", "84.8%"], []),
    ("which were the first forces inspected", ["joint earliest", "August 2016"], []),
    # one row's own columns
    ("our worst area", ["violence is 77.9%, its lowest figure"], ["Vulnerable"]),
    ("what are we best at", ["sexual offences is 91.4%, its highest figure"], []),
    ("which of our rates is lowest", ["77.9%, its lowest"], []),
    ("what's kent strongest on", ["rape is 91.1%, its highest"], []),
    ("which crimes are worst recorded", ["violence is 77.9%, its lowest"], ["Leicestershire"]),
    # order
    ("who brings up the rear on rape", ["Cheshire has the lowest", "79%"], []),
    ("who finished last for sexual offences", ["Leicestershire has the lowest"], []),
    ("fourth from bottom on sexual offences", ["Kent has the 4th lowest", "90.2%"], []),
    ("third from top for rape", ["Merseyside has the 3rd highest", "98.8%"], []),
    ("where are kent on violence, counting from the bottom", ["10th", "5th from the bottom"], []),
    ("of Kent, Sussex and Merseyside who is best on rape", ["Sussex has the highest"], ["Staff"]),
    ("out of GMP, Kent and us who's worst on violence", ["(GMP) has the lowest", "75.4%"], ["65"]),
    ("what quartile are we in for violence", ["11th of the 14", "bottom quarter"], []),
    ("which quarter of the table are we in for rape", ["9th", "third quarter"], []),
    ("are we in the bottom quarter for violence", ["Yes: ", "bottom quarter"], []),
    ("which forces are in the bottom quarter for violence", ["The 4 forces", "West Mid"], ["Kent"]),
    ("who is in the top half on rape", ["The 7 forces", "Kent (91.1%)"], ["West Midlands"]),
    ("are we below the median on sexual offences", ["Yes: ", "91.4%", "median", "91.6%"], ["91.0"]),
    # ties
    ("which forces have the same overall rate", ["shared by Cheshire and Kent (83.6%)"], ["91"]),
    ("any ties on rape?", ["Staffordshire and Sussex (100%)"], ["98.8"]),
    ("do any two forces have an identical violence rate", ["No: no two forces"], []),
    ("same vulnerable score", ["Merseyside and Wiltshire (95.1)", "North Wales (86.2)"], []),
    ("who has the same overall rate as Kent", ["Cheshire"], ["West Midlands"]),
    # conditions
    ("over 90 on rape or over 90 on violence", ["9 of the 14", "Northumbria"], ["Cheshire"]),
    ("who is over 95 for sexual and rape", ["2 of the 14", "North Wales", "Sussex"], ["Staff"]),
    ("forces with violence and rape under 80", ["None of the 14"], []),
    ("who scored below 80 on violence or rape", ["6 of the 14", "Cheshire"], ["Sussex"]),
    ("which forces have violence below 80 but rape above 90", ["2 of the 14", "Kent"], ["Leic"]),
    ("who is inadequate overall but not for systems", ["3 of the 14", "Merseyside"], ["Kent"]),
    ("forces graded inadequate for systems and recording", ["Leicestershire"], ["Northumbria"]),
    ("forces inadequate in all grades", ["None of the 14"], []),
    ("which forces beat us on everything", ["4 of the 14", "North Wales"], ["Merseyside"]),
    ("which forces beat us on everything", ["Wiltshire and North Wales are graded better"], []),
    ("who beat us on violence but not on sexual", ["4 of the 13", "Kent"], ["Sussex"]),
    ("how many beat us on sexual but not violence", ["1 of the 13", "GMP"], ["Kent"]),
    ("where are we furthest from the top", ["on figure for Vulnerable 57.1, 40.6"], []),
    ("where are we closest to the best", ["nearest to the highest", "sexual offences 91.4"], []),
    ("what do we need to catch GMP", ["1.7 percentage points"], []),
    ("how far behind the best are we on leadership", ["joint 4th", "Good", "Outstanding"], []),
    ("how far are we from the top for systems", ["joint 4th", "Requires Improvement"], []),
    ("how much would we have to improve to reach the average on violence", ["4.6 percentage"], []),
    ("how far behind are we on rape", ["10.2 percentage points", "Sussex"], []),
    ("how close are Kent behind us", ["0.2 percentage points lower"], []),
    ("which ones aren't good for leadership", ["4 are below it", "3 are above it"], []),
    ("is that 5 for Leicestershire a percentage", ["figure for Vulnerable is 5"], ["75.8"]),
    ("of the 15 forces how many were Good", ["3 of the 14"], []),
    ("who got RI overall", ["4 of the 14", "North Wales"], ["Wiltshire"]),
    ("how many inadequates overall", ["7 of the 14"], []),
    ("forces with a rape rate of 100", ["2 of the 14", "Staffordshire and Sussex"], ["98.8"]),
    ("does anyone get 100 for violence", ["No: none of the 14"], ["77.9"]),
    ("how many forces are ahead of us on violence", ["10 of the 14"], []),
    ("any of Kent, Sussex and Merseyside under 80 for violence?", ["Yes: Kent's", "No: S"], []),
    ("excluding us, how many are inadequate overall", ["6 of the 13"], []),
    ("is there a force graded good overall with a rate under 90", ["No: none"], []),
    ("worst violence rate among forces good for leadership", ["West Midlands", "77.9%"], ["65"]),
    ("which inadequate force has the best rape rate", ["Merseyside", "98.8%"], ["Staffordshire"]),
    ("are all the forces graded at least good for leadership", ["No: 10 of the 14"], []),
    ("is every force above 75 on rape", ["Yes: 14 of the 14"], []),
    ("are most forces inadequate", ["No: 7 of the 14"], ["Yes"]),
    ("more than half inadequate?", ["7 of the 14"], []),
    ("are there more good than inadequate forces", ["3 Good", "7 Inadequate"], []),
    ("who else is inadequate", ["6 of the 13"], []),
    ("how many other forces were inadequate", ["6 of the 13"], ["West Midlands,"]),
    ("which good force has the lowest violence", ["Wiltshire", "87.7%"], ["Leicestershire"]),
    ("which forces are shown as Outstanding in any column", ["3 of the 14", "Camb"], ["Kent"]),
    ("are we in the top five for anything", ["No, not in the top 5", "8th"], ["Yes"]),
    ("are we in the bottom five for anything", ["Yes, in the bottom 5", "11th"], ["No"]),
    ("what do we come last in", ["11th for recording rate for violence"], ["14th"]),
    ("what does kent beat us on", ["on 2 of the 5 figures", "79.2%", "91.1%"], []),
    ("which of our figures is above average", ["on 1 of the 5", "91.4%"], []),
    ("who is runner-up on violence", ["Northumbria has the 2nd highest", "93.7%"], ["Sussex"]),
    ("are we closer to Kent or GMP overall", ["Kent (83.6%) is nearest", "0.2"], ["85.5"]),
    ("which forces are within 2 points of us overall", ["4 of the 13", "within 2"], ["81.5"]),
    ("is anyone within 3 points of kent for violence", ["Yes: 4 of the 13", "81.4%"], ["82.9"]),
    ("average of the top three for rape", ["99.6%", "298.8 ÷ 3"], ["91.4"]),
    ("what's the mean and the median for violence", ["82.5%", "81.2%"], []),
    ("highest, lowest and average for rape", ["91.4%", "79% (Cheshire)", "100%"], []),
    ("is 77.9 above or below average", ["4.6 percentage points lower", "82.5%"], []),
    ("is 83.8% any good compared to others", ["10th of the 14"], []),
    ("how does our rape figure stack up against Wiltshire's", ["89.8%", "91.3%"], []),
    ("put the forces in order of vulnerable", ["Staffordshire 97.7", "Leicestershire 5"], []),
    ("does outstanding leadership mean better recording", ["Yes: ", "89.0%", "86.0%"], []),
    ("what's the norm for rape", ["average (mean)", "91.4%"], []),
    ("how'd staffs do", ["Staffordshire:", "89.95%"], []),
    ("how are we doing compared to the others", ["10th of the 14"], []),
    ("chesire sexaul offences", ["Cheshire", "84.8%"], []),
    ("forces graded inadaquate overall", ["7 of the 14"], []),
    # figures of a group
    ("avg violence of the other 13", ["13 forces other than West Midlands", "82.9%"], []),
    ("average of kent, sussex and us on rape", ["93.6%", "280.9 ÷ 3"], ["14"]),
    ("average rape rate before 2017", ["of the 3 forces", "96.7%"], []),
    ("what's the average grade", ["3 Good, 4 Requires Improvement and 7 Inadequate"], ["%"]),
    ("average leadership grade", ["7 Good", "middle grade is Good"], ["86.6"]),
    ("most common grade for systems", ["the most common is Inadequate"], []),
    ("how many of each grade overall", ["between Requires Improvement and Inadequate"], []),
    (
        "do forces graded Good for systems record more?",
        ["Yes: ", "89.0%", "267.0 ÷ 3", "86.0%", "85.1% where it is Inadequate"],
        [],
    ),
    ("do inadequate forces have lower rape rates", ["Yes: ", "88.2%", "94.6%", "are few"], []),
    ("do inadequate forces have higher rape rates", ["No: ", "88.2%", "94.6%"], []),
    ("average violence by leadership grade", ["83.5% where it is Outstanding (250.6 ÷ 3)"], []),
    ("does better leadership mean better recording", ["81.6% where it is Requires"], []),
    # differences
    ("how far are we from Good?", ["83.8%", "7.1", "90.9% (Wiltshire)", "94.6% (Sussex)"], []),
    ("what rate would get us a Good", ["7.1 percentage points below the lowest"], []),
    ("difference between us and kent and sussex on violence", ["1.3", "17.8"], []),
    ("ratio of our violence rate to sussex's", ["81.4% of it (77.9 ÷ 95.7)"], []),
    ("gap to the best on rape", ["10.2", "Staffordshire and Sussex"], []),
    ("how many percentage points between kent and gmp on rape", ["1.0 percentage points"], []),
    ("is Kent better than us for leadership", ["No: ", "the same as West Midlands' (Good)"], []),
    ("who is nearest to us on violence", ["Kent (79.2%) is nearest", "1.3"], []),
    ("which force is most like us overall", ["Cheshire (83.6%) and Kent (83.6%) are nearest"], []),
    ("who is just above us on rape", ["Greater Manchester (GMP)", "90.1%"], ["Kent"]),
    ("who is immediately below us on violence", ["Devon and Cornwall", "76.1%"], ["Leic"]),
    # two columns
    ("is our rape rate higher than our violence rate", ["Yes: ", "11.9"], []),
    ("difference between our violence and rape rates", ["77.9%", "11.9", "89.8%"], []),
    ("which is our better figure, rape or violence", ["89.8%", "11.9", "77.9%"], ["Sussex"]),
    ("which force has the largest gap between overall and violence", ["GMP", "10.1"], ["Suss"]),
    ("smallest gap between sexual and rape", ["Devon and Cornwall", "0.2"], []),
    ("forces whose leadership is better than their systems", ["13 of the 14", "Good and Inad"], []),
    ("is our leadership graded better than our systems", ["Yes: ", "better than"], []),
    ("is anyone's violence rate higher than their overall", ["2 of the 14", "Northumbria"], []),
    ("how many forces record violence worse than overall", ["12 of the 14"], []),
    ("whose recording grade differs from the overall one", ["1 of the 14", "Wiltshire"], []),
    (
        "is there a correlation between violence and overall",
        ["strong positive link", "0.95", "the higher the other", "are few"],
        [],
    ),
    ("do forces that do well on rape do well on violence", ["0.48", "not the same as"], []),
    # dates
    ("which reports came out after June?", ["4 of the 14", "West Midlands (August"], ["Kent"]),
    ("reports before 2017", ["3 of the 14", "Sussex"], ["Kent"]),
    ("reports from 2016", ["3 of the 14", "Staffordshire"], ["Kent"]),
    ("how many reports in February 2017", ["4 of the 14"], []),
    ("what came out between february and june 2017", ["7 of the 14", "Northumbria"], ["Sussex"]),
    ("which report is the oldest", ["GMP", "Staffordshire and Sussex", "August 2016"], []),
    ("who came out the same month as Kent", ["2 of the 13", "Cheshire"], []),
    ("who was inspected with us?", ["None of the 13 forces other than West Midlands"], []),
    ("which forces reported before kent", ["7 of the 13", "February 2017"], ["Wiltshire"]),
    ("was our report in june 2017", ["No: ", "August 2017"], []),
]


@pytest.mark.parametrize(("question", "parts", "others"), ASKED)
def test_asked(desk: Desk, question: str, parts: list[str], others: list[str]) -> None:
    draft = desk.ask(question)
    assert draft is not None
    text = desk.say(question)
    assert [part for part in parts if part not in text] == [], text
    assert [part for part in others if part in text] == [], text
    assert draft.status == "answered"
    assert [fault for claim in draft.claims for fault in find_faults(claim, desk.corpus)] == []


@pytest.mark.parametrize(
    "question",
    [
        "how many rape reports were reviewed for safeguarding",
        "what did the force say about overall accuracy",
        "how many victims were there",
        "who inspected Sussex",
        "crime rate in Kent",
        "is Kent safer than Sussex",
        "which force had the most rapes",
        "which month had the most reports",
        "who leads the force",
        "which force is next to be inspected",
        "what did Sussex do to get 100% for rape",
        "what would we need to be good",
        "who said leadership is good",
        "is violence under-recorded",
        "vulnerable victims",
        "what systems are used",
        "what is the worst failing",
        "sum of violence rates",
        "who is more than 10 points behind sussex on violence",
        "average of rape and violence for us",
        "what happened in june 2017",
        "what's the average time to record a crime",
        "which of those are inadequate",
        "our violence rate if we recorded everything",
    ],
)
def test_is_left_to_the_documents(desk: Desk, question: str) -> None:
    assert desk.ask(question) is None


def test_says_that_no_column_is_about_an_offence(desk: Desk) -> None:
    draft = desk.ask("burglary rate for Kent")
    assert draft is not None
    assert draft.status == "not_in_documents"
    assert "no column for burglary" in draft.claims[0].text


def test_says_that_a_column_is_not_defined(desk: Desk) -> None:
    draft = desk.ask("what does vulnerable mean")
    assert draft is not None
    assert draft.status == "not_in_documents"
    assert "do not say what the column headed Vulnerable measures" in draft.claims[0].text
    assert desk.ask("what does violence mean") is None


@pytest.mark.parametrize(
    ("question", "caveat", "other"),
    [
        ("wiltshire recording", "may also mean the overall recording rate", "is 90.9%"),
        ("who's best at recording", "may also mean the overall recording rate", "Sussex has"),
        ("who is bottom overall", "may also mean the overall grade", "Inadequate"),
    ],
)
def test_gives_the_other_column_that_a_word_may_mean(
    desk: Desk, question: str, caveat: str, other: str
) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert any(caveat in claim.text for claim in draft.caveats)
    assert draft.claims[-1].text.startswith("If the overall ")
    assert other in draft.claims[-1].text
    assert find_faults(draft.claims[-1], desk.corpus) == []


@pytest.mark.parametrize("question", ["wiltshire's recording grade", "worst overall rate"])
def test_names_no_other_column_where_a_cue_decides(desk: Desk, question: str) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert not any("may also mean" in claim.text for claim in draft.caveats)


@pytest.mark.parametrize("question", ["the worst", "bottom three"])
def test_asks_back_where_nothing_is_named(desk: Desk, question: str) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert draft.status == "needs_clarification"


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("where do we come for rape", "rank of rape for West Mids, highest first"),
        (
            "which forces are under 80 for violence and good for leadership",
            "filter of violence, leadership_culture where violence < 80 and "
            "leadership_culture = Good",
        ),
        ("bottom three for violence", "extreme of violence, lowest first, limit 3"),
        ("average rape rate without Kent", "mean of rape where force != Kent"),
        ("average violence by leadership grade", "groups of violence by leadership_culture"),
        ("how far are we behind Kent on rape", "difference of rape for West Mids, Kent"),
    ],
)
def test_the_query_is_printed(desk: Desk, question: str, line: str) -> None:
    query, draft = desk.read(question), desk.ask(question)
    assert isinstance(query, Query)
    assert str(query).startswith(line)
    assert draft is not None
    assert draft.table is not None
    assert draft.table.query == str(query)


@pytest.mark.parametrize(
    ("question", "working"),
    [
        (
            "where do we come overall",
            "Ranked the 14 forces by overall recording rate, highest first; ties share a place.",
        ),
        (
            "forces graded Good overall",
            "Kept those of the 14 forces graded Good overall.",
        ),
        (
            "how far are we behind Kent on rape",
            "Compared the recording rate for rape of West Midlands with that of Kent.",
        ),
    ],
)
def test_the_working_is_said(desk: Desk, question: str, working: str) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert draft.table is not None
    assert draft.table.working == working


@pytest.mark.parametrize("question", [question for question, _, _ in ASKED])
def test_every_answer_has_its_query_and_working(desk: Desk, question: str) -> None:
    draft = desk.ask(question)
    assert draft is not None
    assert draft.table is not None
    assert draft.table.query
    assert draft.table.working.endswith(".")
