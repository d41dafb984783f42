"""Choosing evidence and wording it, on small notes made for the purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdi_qa.answering.answer_type import (
    count_noun,
    figure_distance,
    holds_type,
)
from cdi_qa.answering.left_out import only_excluded
from cdi_qa.answering.lists import ListFinder
from cdi_qa.answering.to_come import is_still_to_come
from cdi_qa.assistant import Assistant
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.question import read_question
from cdi_qa.schema import Passage

LEXICON = load_lexicon()


def passage(text: str) -> Passage:
    return Passage("p", "note", 1, 0, len(text), "sentence", text, text)


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("what share was recorded", "Of 40 only 30 were recorded.", "The sample was robust."),
        ("what percentage", "It was 81 per cent.", "It began on 3 May 2016."),
        ("how many fires", "There were 12 fires.", "It rose by 4.5% in May 2016."),
        ("how many fires", "Two fires broke out.", "Fires broke out."),
        ("when is it due", "Within six months, act.", "The chief will act."),
        ("when was it", "It was in early 2018.", "It was late."),
        ("who is the inspector", "Inspector Jane Smith spoke.", "The Police Inspector spoke."),
        ("who is the chief constable", "Chief Constable Ann Lee.", "The West Midlands Police."),
        ("who decided", "Then the UK Board decided.", "then it was decided."),
        ("why was it closed", "It closed because of damp.", "It closed in May."),
        ("why was it closed", "It closed for lack of staff.", "It has been closed since 2014."),
        ("why was it closed", "It closed, since the roof leaked.", "It has been closed since May."),
        ("why did it rise", "The trust attributes this to the weather.", "It rose in May."),
        ("why is it shut", "It is not affordable this year.", "It is shut this year."),
        ("why did it fall", "It fell after a rule that two people sign.", "It fell after lunch."),
        ("who has to sign", "An inspector has to sign it.", "It has to be signed."),
        ("when will it open", "It will open in the autumn.", "It will open."),
        ("has it gone up", "It was 31, compared with 12.", "It stands at 9 per cent."),
        (
            "how many staff feel safe",
            "Of staff, 38 per cent said so.",
            "Staff grew by 38 per cent.",
        ),
        ("how many days late was it", "It was 12 days late.", "Of 40 only 30 came in 24 hours."),
        ("how long is the wait", "It is 61 minutes.", "It is long."),
        ("how often does he report", "He reports each quarter.", "He reports to the council."),
        ("how much money did they get", "It gave them £40.", "It gave them a van."),
        ("what do we pay the garage", "The garage has £40 a test.", "The garage tests 40 cars."),
        (
            "when is the force coming to talk to us",
            "The force will report to the board on 3 Oct.",
            "The deputy chief constable spoke for the force on 7 September 2017.",
        ),
        (
            "when are they next due to be audited",
            "The next audit is due in May 2020.",
            "The last audit was in May 2019.",
        ),
    ],
)
def test_an_answer_has_to_be_of_the_asked_type(question: str, answer: str, other: str) -> None:
    read = read_question(question, LEXICON)
    assert holds_type(read, passage(answer), LEXICON)
    assert not holds_type(read, passage(other), LEXICON)


def test_a_figure_counts_what_stands_beside_it() -> None:
    (staff,) = LEXICON.units("officers")
    near = figure_distance(passage("The 40 officers left."), staff, LEXICON)
    far = figure_distance(
        passage("In 40 of them, as the report went on to say later, officers left."), staff, LEXICON
    )
    assert near == 1
    assert far is not None
    assert far > 9
    assert figure_distance(passage("Officers knocked at 40 doors."), staff, LEXICON) is None
    assert figure_distance(passage("There were 40 tired officers."), staff, LEXICON) == 2
    assert figure_distance(passage("Officers left in May 2016."), staff, LEXICON) is None
    assert figure_distance(passage("Some 38 per cent of officers left."), staff, LEXICON) == 1
    (areas,) = LEXICON.units("areas for improvement")
    assert figure_distance(passage("It found 16 areas for improvement."), areas, LEXICON) == 1


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("how many boat sheds does the club have", ["sheds", "boat"]),
        ("how many sheds are painted", ["sheds"]),
        ("how many did they paint", []),
        ("who painted the sheds", []),
    ],
)
def test_what_a_number_is_wanted_of(question: str, counted: list[str]) -> None:
    found = count_noun(read_question(question, LEXICON), LEXICON)
    assert [unit.surface for unit in found] == counted


@pytest.mark.parametrize(
    ("question", "to_come"),
    [
        ("what did the revisit find?", True),
        ("what were the results of the re-visit", True),
        ("what did they say about the revisit?", False),
        ("when is the revisit due", False),
        ("did they find causes of concern?", False),
    ],
)
def test_what_is_still_to_come_has_no_outcome_yet(question: str, to_come: bool) -> None:
    told = passage("Causes of concern were found, so inspectors will re-visit in early 2018.")
    assert is_still_to_come(read_question(question, LEXICON), told, LEXICON) is to_come


def test_what_is_only_left_out_is_not_spoken_of() -> None:
    (fraud,) = LEXICON.units("fraud")
    assert only_excluded("All crime, excluding fraud.", fraud, LEXICON)
    assert not only_excluded("Fraud, and all crime excluding fraud.", fraud, LEXICON)


NOTE = """Fire service inspection

The inspection made the following observations:

• Pumps were serviced late.

• Two stations had no night crew.

• Training records were lost.

Recommendations

By June, the service should service its pumps.

By August, the service should restore night crews, and should:

• recruit 12 firefighters;

• train them.

The inspectorate will return next year.
"""


@pytest.fixture
def fire(ask_of: Callable[[str], Assistant]) -> Assistant:
    return ask_of(NOTE)


def test_lists_are_found_with_their_lead_in_and_their_sub_lists(fire: Assistant) -> None:
    lists = ListFinder(fire.index).lists
    observed = next(found for found in lists if found.lead_in.endswith("observations:"))
    assert [item.text for item in observed.items] == [
        "Pumps were serviced late.",
        "Two stations had no night crew.",
        "Training records were lost.",
    ]
    due = next(found for found in lists if found.heading == "Recommendations" and not found.lead_in)
    assert due.items[1].text.endswith("and should: recruit 12 firefighters; train them.")


def test_a_list_question_gets_the_whole_list(fire: Assistant) -> None:
    answer = fire.ask("what observations did the inspection make?")
    assert all(word in answer.text for word in ("Pumps", "night crew", "Training records"))


def test_a_question_for_one_thing_gets_one_thing(fire: Assistant) -> None:
    answer = fire.ask("how many firefighters should it recruit?")
    assert "12" in answer.text
    assert "Training records" not in answer.text


def test_the_heading_is_named_with_the_quote(fire: Assistant) -> None:
    answer = fire.ask("when will the inspectorate return?")
    assert "“The inspectorate will return next year.”" in answer.text
    assert "under “Recommendations”" in answer.text


def test_an_abbreviation_is_expanded_only_as_the_documents_do(
    ask_of: Callable[[str], Assistant],
) -> None:
    assistant = ask_of(
        "The Fire Standards Board (FSB) met in May. It asked the NFCC for advice on pumps."
    )
    assert "Fire Standards Board" in assistant.ask("what does FSB stand for?").text
    unknown = assistant.ask("what does NFCC stand for?")
    assert unknown.status == "not_in_documents"
    assert "without saying what it stands for" in unknown.text


CUSTODY = """Custody inspection

Of 58 children charged and refused bail in the year, 52 spent the night in a cell.

An amnesty for those who own up has been promised until September.

Questions that members may like to put

What would it cost to read every log?

How many logs are there?
"""


def test_a_number_is_found_where_the_documents_have_another_word_for_what_it_counts(
    ask_of: Callable[[str], Assistant],
) -> None:
    answer = ask_of(CUSTODY).ask("how many kids ended up in a police cell for the night?")
    assert answer.status == "answered"
    assert "52" in answer.text


def test_a_question_that_a_document_puts_answers_none(ask_of: Callable[[str], Assistant]) -> None:
    assistant = ask_of(CUSTODY)
    assert assistant.ask("what would it cost to read every log?").status == "not_in_documents"
    listed = assistant.ask("what questions may members like to put?")
    assert "What would it cost" in listed.text


def test_one_passage_answers_what_no_part_of_a_question_finds(
    ask_of: Callable[[str], Assistant],
) -> None:
    assistant = ask_of("The panel met on 3 May 2016. Inspector Jane Smith spoke for the service.")
    answer = assistant.ask("Who was it that spoke for the service, and what rank has she?")
    assert answer.status == "answered"
    assert "Inspector Jane Smith" in answer.text
