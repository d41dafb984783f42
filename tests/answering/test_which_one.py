"""Which one, who and where: told by a name, by what somebody is, and of the very place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.answering.other_place import Places
from cdi_qa.answering.people_told import goes_on_about_them, tells_who
from cdi_qa.answering.which_one import leaves_unnamed
from cdi_qa.assistant import Assistant
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.question import read_question
from cdi_qa.schema import Passage
from tests.test_shares import assistant_of

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("asked", "told", "unnamed"),
    [
        ("which school has the boats", "Three boats had been lent to a school.", True),
        ("which school has the boats", "The boats had been lent to Marl Street School.", False),
        ("which volunteer kept photos", "A volunteer's own phone held photos.", True),
        ("which homes had gaps", "There were gaps in five homes.", True),
        ("which homes had gaps", "There were gaps at Elm Court and Ash House.", False),
        ("which injuries were missed most", "Back injuries were missed most.", False),
        ("which water company is slowest", "The water company has 20 days.", True),
        ("which kind of file was checked", "A file of one kind was checked.", False),
        ("which two questions did they pick", "Members are to pick two questions.", True),
        ("what three things are due", "Three things are due: a plan, a rota and a log.", False),
        ("which four had old stock out", "Old stock was out at 4 of 19.", True),
        ("what did the school do", "It was lent to a school.", False),
        ("which homes wait longest", "Homes with no lift wait longest.", False),
        ("whose decision is it", "The decision is the landlord's.", False),
        ("whose phone is it", "The phone was lent.", True),
        ("what 24 hour target is there", "The 24 hour target was met.", False),
        ("which lawyer said so", "Counsel advised against it.", True),
        ("which lawyer said so", "Mr Ian Teasdale advised against it.", False),
        ("which town does worst", "Marlby does worst.", False),
        ("which town does worst", "Costs were the worst.", True),
        ("what's the clerk called who types them", "A clerk types them on Thursdays.", True),
        ("what's the clerk called who types them", "A clerk, Ada Moss, types them.", False),
        ("what is the course called", "The course is known as the ladder.", False),
    ],
)
def test_which_one_is_told_by_what_tells_it_from_others(
    asked: str, told: str, unnamed: bool
) -> None:
    assert leaves_unnamed(asked, told) is unnamed


@pytest.mark.parametrize(
    ("asked", "told", "tells"),
    [
        ("who checks a foreman's decision", "The safety adviser countersigns.", True),
        ("who checks a foreman's decision", "The foreman fills in a form.", False),
        ("who decides on it", "The coroner decides whether it is needed.", True),
        ("who is the foreman accused of it", "Workers at Tarn Quay accused a foreman.", False),
        ("who is the foreman accused of it", "The foreman, Ian Teasdale, denies it.", True),
        ("who pasted the notes in", "The notes had been pasted in at Tarn Quay.", False),
        ("who pasted the notes in", "Two clerks pasted the notes in.", True),
        ("who pasted the notes in", "Witnesses pasted the notes in.", True),
        ("who approves the notes", "A panel approves each note.", True),
        ("who did the notes come from", "The notes came from Ian Teasdale.", True),
    ],
)
def test_who_is_told_by_a_name_or_by_what_they_are(asked: str, told: str, tells: bool) -> None:
    assert tells_who(read_question(asked, LEXICON), told, LEXICON) is tells


def test_only_a_pronoun_tells_of_whom_the_sentence_before_names() -> None:
    assert goes_on_about_them("She signs it.")
    assert goes_on_about_them("In May he signed it.")
    assert not goes_on_about_them("In 16 files the notes had been pasted in.")


SAID = [
    ("Depots", "The team saw 84 files at Elmbury and 30 in Harrow Lane."),
    ("Depots", "At Elmbury 61 files were in order."),
    ("Depots", "A further nine had no date."),
    ("Depots", "The quickest depot was Elmbury, at 58 days, and the slowest was in Harrow Lane."),
    ("Staff", "Notes took six days on average."),
    ("Harrow Lane", "Two clerks had left."),
    ("Staff", "Vacancies stood at 22%."),
    ("Staff", "Eleven clerks were new."),
]


@pytest.mark.parametrize(
    ("asked", "at", "other"),
    [
        ("how many were in order at harrow lane", 1, True),
        ("how many were in order at elmbury", 1, False),
        ("how many at elmbury had no date", 2, False),
        ("how many at harrow lane had no date", 2, True),
        ("how long did notes take at harrow lane", 4, True),
        ("how long did notes take", 4, False),
        ("how many left harrow lane", 5, False),
    ],
)
def test_what_is_told_of_one_place_is_not_of_another(asked: str, at: int, other: bool) -> None:
    passages = [
        Passage(f"p{n}", "note", 1, 0, len(text), "sentence", text, text, (head,), section_id=head)
        for n, (head, text) in enumerate(SAID)
    ]
    assert Places(passages).is_other(asked, passages[at]) is other


@pytest.mark.parametrize(
    ("asked", "next_to_it"),
    [
        ("how many days did elmbury take", False),
        ("how many days did harrow lane take", True),
        ("how many days did it take", False),
    ],
)
def test_a_figure_is_of_the_place_in_its_own_clause(asked: str, next_to_it: bool) -> None:
    passages = [
        Passage(f"p{n}", "note", 1, 0, len(text), "sentence", text, text, (head,), section_id=head)
        for n, (head, text) in enumerate(SAID)
    ]
    assert Places(passages).is_of_the_next(asked, SAID[3][1]) is next_to_it


NOTE = """Audit of the boat club

What was found

Of 41 claims the club disputes twelve. The club's treasurer, Hugo Mallinder, contests the method. \
He says that receipts were kept by members. An outside assessor, Dr Ada Finch, looked at the \
twelve, and she upheld nine of them. At Lowmere 14 boats were insured, and at Highmere only three.

Three boats had been lent to a school. New helpers get two days' instruction in rowing. A \
"near thing" is anything that wets a passenger without harm. Money for repairs came to £6,200.

The treasurer fills in the return by the end of the month. The commodore was elected in 2021.

The club must answer in writing by Easter.
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    return assistant_of(NOTE, tmp_path_factory.mktemp("club"), data_dir)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many of the disputed ones did the assessor uphold", "upheld nine of them"),
        ("how much training in rowing do new helpers get", "two days' instruction"),
        ("near thing meaning", "anything that wets a passenger"),
        ("when is the return filled in", "by the end of the month"),
        ("by when must the club answer", "by Easter"),
        ("why does the treasurer contest the method", "receipts were kept by members"),
        ("how many boats were insured at highmere", "at Highmere only three"),
    ],
)
def test_plain_questions_are_answered(club: Assistant, question: str, told: str) -> None:
    answer = club.ask(question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "which school has our boats",
        "who was commodore before 2021 came along",
        "is the club any better insured than other clubs",
        "how much does the treasurer get paid",
        "how much does the assessor charge",
    ],
)
def test_what_is_not_told_is_refused(club: Assistant, question: str) -> None:
    assert club.ask(question).status == "not_in_documents"
