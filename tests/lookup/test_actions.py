"""Tables of actions, of traffic lights, of figures with units, and of several years."""

from __future__ import annotations

import pytest

from cdi_qa.answering.ground import find_faults
from cdi_qa.encoder import encoder_name
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.lookup import Database, Query
from cdi_qa.lookup.asked import AskedTable
from cdi_qa.lookup.called import call_tables
from cdi_qa.schema import Corpus
from tests.lookup.tables import make_corpus

ACTIONS = make_corpus(
    ["No", "Recommendation", "Owner", "Due date", "Status"],
    [
        ["1", "Audit every week the calls closed without a record", "Supt Amara Oyelaran",
         "January 2018", "Complete"],
        ["2", "Train all control room staff in the standard", "Head of Learning", "March 2018",
         "In progress"],
        ["3", "Link the vulnerability system with the crime system", "Chief Officer",
         "December 2017", "Overdue"],
        ["4", "Publish the results of the audits each quarter", "Crime Registrar", "June 2018",
         "Not started"],
        ["5", "Call back every victim whose crime was cancelled", "DCI Tom Brandreth",
         "February 2018", "Overdue"],
        ["6", "Write a guide for officers on cancelled records", "Crime Registrar",
         "January 2018", "Complete"],
    ],
    key=1,
)  # fmt: skip
LIGHTS = make_corpus(
    ["Priority", "Rating in 2017", "Rating in 2018"],
    [["Call handling", "Red", "Amber"], ["Audit", "Red", "Red"], ["Training", "Amber", "Green"]],
)
YEARS = make_corpus(
    ["Force", "2016 Rate", "2016 Crimes", "2017 Rate", "2017 Crimes"],
    [["Kent", "81.4%", "1,204", "86.6%", "1,377"], ["Sussex", "76.9%", "2,310", "74.2%", "298"]],
)
UNITS = make_corpus(
    ["Area", "Answered", "Average wait", "Overtime", "Violence"],
    [
        ["North", "08:42", "8.7 mins", "£21.4m", "91.2 (±1.5)"],
        ["South", "09:15", "10.2 mins", "£18.9m", "88.0 (±2.0)"],
        ["Port", "07:55", "6.4 mins", "£7.3m", "94.5 (±1.0)"],
    ],
)


class _NoWordings:
    """An encoder whose vectors the classifier of wordings does not know."""

    name = f"not {encoder_name('')}"


def read(corpus: Corpus, *turns: str) -> tuple[AskedTable, Query | None]:
    database = Database(corpus.tables)
    assert database.comparison is not None
    (called,) = call_tables(corpus, [database.comparison])
    asked = AskedTable(called, corpus, database, load_lexicon(), _NoWordings())  # type: ignore[arg-type]
    query: Query | None = None
    for turn in turns:
        found = asked.read(turn, query)
        query = found if isinstance(found, Query) else None
    return asked, query


def say(corpus: Corpus, *turns: str) -> str:
    asked, query = read(corpus, *turns)
    draft = asked.answers.answer(query) if query is not None else None
    if draft is None:
        return ""
    assert [fault for claim in draft.claims for fault in find_faults(claim, corpus)] == []
    return ". ".join(claim.text for claim in draft.claims)


@pytest.mark.parametrize(
    ("question", "facts", "absent"),
    [
        ("what's overdue?", ["2 of the 6", "Link the", "Call back"], ["Train"]),
        ("is anything overdue?", ["Yes", "Link the", "Call back"], ["Train"]),
        ("who has overdue actions?", ["Chief Officer", "Brandreth"], ["Registrar"]),
        ("who owns recommendation 3?", ["Chief Officer"], ["Learning"]),
        ("who's responsible for actions 2 and 5?", ["Learning", "Brandreth"], ["Chief"]),
        ("who is responsible for training the control room staff?", ["Learning"], ["Chief"]),
        ("when is recommendation 4 due?", ["June 2018"], []),
        ("what is the deadline for the vulnerability system link?", ["December 2017"], []),
        ("what is the status of recommendation 2?", ["In progress"], []),
        ("is recommendation 1 done?", ["Yes", "Complete"], []),
        ("is recommendation 2 finished?", ["No", "In progress"], []),
        ("what is due by March 2018?", ["5 of the 6", "Train", "Link"], ["Publish"]),
        ("which actions are due after March 2018?", ["1 of the 6", "Publish"], ["Train"]),
        ("what does the Crime Registrar have to do?", ["Publish", "Write a guide"], ["Train"]),
        ("how many actions does Brandreth own?", ["1 of the 6"], ["Train"]),
        ("which actions have not been started?", ["Publish"], ["Train", "Link"]),
        ("which are still outstanding?", ["4 of the 6", "Train", "Publish"], ["Write"]),
        ("how many recommendations are complete?", ["2 of the 6"], []),
        ("what proportion are complete?", ["33.3%"], []),
        ("what must be done by January 2018?", ["3 of the 6", "Audit", "Link"], ["None"]),
    ],
)
def test_what_is_asked_of_actions(question: str, facts: list[str], absent: list[str]) -> None:
    said = say(ACTIONS, question)
    assert [fact for fact in facts if fact not in said] == []
    assert [fact for fact in absent if fact in said] == []


def test_the_next_action_is_asked_for_the_same() -> None:
    assert "Brandreth" in say(ACTIONS, "who owns recommendation 3?", "and recommendation 5?")


@pytest.mark.parametrize(
    "question",
    [
        "why is recommendation 3 overdue?",
        "who owns recommendation 9?",
        "who owns the helicopter?",
        "when was the inspection due to be published in Wales?",
        "what did the board ask for?",
        "what was left out?",
        "how many calls closed without a record are there?",
        "how many people still have to be trained?",
    ],
)
def test_what_actions_do_not_tell(question: str) -> None:
    assert say(ACTIONS, question) == ""


def test_the_number_of_an_action_is_no_figure_of_it() -> None:
    query = read(ACTIONS, "who is best?")[1]
    assert query is None or "no" not in query.columns


@pytest.mark.parametrize(
    ("corpus", "question", "facts", "absent"),
    [
        (LIGHTS, "which priorities are red in 2018?", ["1 of the 3", "Audit"], ["Training"]),
        (LIGHTS, "what was the rating for training in 2017?", ["Amber"], ["Green"]),
        (LIGHTS, "how many are red in 2017?", ["2 of the 3"], []),
        (YEARS, "what was Kent's rate in 2017?", ["86.6%"], ["81.4"]),
        (YEARS, "how many crimes did Kent have in 2016?", ["1,204"], ["1,377"]),
        (YEARS, "which force had the lowest rate in 2016?", ["Sussex", "76.9%"], ["74.2"]),
        (YEARS, "which forces were over 80 per cent in 2017?", ["Kent"], ["Sussex"]),
        (UNITS, "what is the average wait in Port?", ["6.4 mins"], []),
        (UNITS, "what is the difference between South and Port for average wait?",
         ["3.8 minutes"], ["point"]),
        (UNITS, "what is the difference between North and Port for overtime?",
         ["14.1 million pounds"], []),
        (UNITS, "what is the violence rate of South?", ["88.0", "±2.0"], []),
        (UNITS, "what is the lowest answered?", ["Port", "07:55"], []),
    ],
)  # fmt: skip
def test_lights_years_and_units(
    corpus: Corpus, question: str, facts: list[str], absent: list[str]
) -> None:
    said = say(corpus, question)
    assert [fact for fact in facts if fact not in said] == []
    assert [fact for fact in absent if fact in said] == []


@pytest.mark.parametrize(
    "question",
    [
        "what is the difference between North and Port for answered?",
        "what is the average of answered?",
        "which area has the largest gap between overtime and average wait?",
    ],
)
def test_nothing_is_worked_out_of_clock_times_or_of_several_units(question: str) -> None:
    assert say(UNITS, question) == ""


def test_everyday_words_are_grades_only_where_a_table_has_them() -> None:
    assert "Complete" in read(ACTIONS, "x")[0].vocabulary.grade_words.values()
    assert "Complete" not in read(YEARS, "x")[0].vocabulary.grade_words.values()
    assert "Good" in read(YEARS, "x")[0].vocabulary.grade_words.values()
