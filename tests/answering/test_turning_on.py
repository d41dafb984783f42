"""What a question turns on is told, or it is refused; words of a spokesperson are their body's."""

from __future__ import annotations

import pytest

from cdi_qa.answering.due_asked import is_for_others
from cdi_qa.answering.turning_on import has_cues
from cdi_qa.assistant import Assistant


@pytest.mark.parametrize(
    ("asked", "told", "holds"),
    [
        ("did they apologise", "The council disputes the figure.", False),
        ("did they apologise", "The council said that it was sorry.", True),
        ("was the visit unannounced", "The visit was in April.", False),
        ("was the visit unannounced", "The school had two days' notice of it.", True),
        ("how long does it take on average", "119 of 150 were done in a day.", False),
        ("how long does it take on average", "It takes nine days on average.", True),
        ("who asked for the audit", "They asked the council to review its files.", False),
        ("who asked for the review", "They asked the council to review its files.", True),
        ("who asked for the audit", "The auditor asked the council for an audit.", True),
        ("did they visit forces", "They asked the force to review it.", False),
        ("did they visit forces", "Visits to forces were made in May.", True),
        ("how many forces are there", "They asked the force to review it.", True),
        ("what was done for the victims", "There were 12 victims.", False),
        ("what was done for the victims", "The council gave them all support.", True),
        ("which officer is in charge of it", "The chair asked for progress.", False),
        ("which officer is in charge of it", "Inspector Ames leads the work.", True),
        ("who runs the agency", "The agency removed the badge.", False),
        ("are we worse than other councils", "The council was late in 12 cases.", False),
        ("are we worse than other councils", "The national average was nine days.", True),
        ("who was chair before Ann Lee", "Ann Lee has been chair since May.", False),
        ("who was chair before Ann Lee", "Ann Lee took over from Bo Ray in May.", True),
        ("did she win in the end", "She asked for it in May.", False),
        ("how long did it take in the end", "It took a week.", True),
        ("which office was late the most", "Elm Road had the most late visits.", True),
        ("which office was late the most", "Two visits were late.", False),
        ("can they appeal the grade", "No grades were given.", False),
        ("what do the grades mean", "No grades were given.", True),
        ("who do i complain to", "The council challenged the auditor.", False),
        ("who do i complain to", "Complaints go to the ombudsman.", True),
        ("who should I ring about it", "Ms Ames spoke for the council.", False),
        ("who do they blame", "The council blames the auditor.", True),
        ("did it keep its promises", "The council promised to repair it.", False),
        ("were the promises kept", "It kept two of three.", True),
        ("what if it fails again", "The auditor will return in May.", False),
        ("what happens if it fails", "If it fails again, the grant ends.", True),
        ("how many crimes is that", "119 of 150 were logged in a day.", False),
        ("how many crimes is that", "84% were logged, about 9,000.", True),
        ("what if it fails again", "The council is failing to repair it.", False),
        ("what if two are told of", "Where two are told of, both are logged.", True),
        ("how were the files picked", "They asked to see a selection of files.", False),
        ("how did they choose them", "The files were drawn at random.", True),
        ("how is the chair selected", "The chair is elected by tenants.", True),
        ("was it done", "The council should implement a new rota.", False),
        ("was it done", "It has implemented most of them.", True),
    ],
)
def test_a_cue_in_a_question_wants_one_in_its_answer(asked: str, told: str, holds: bool) -> None:
    assert has_cues(asked, told) is holds


@pytest.mark.parametrize(
    ("asked", "others"),
    [
        ("what does the board need to do", True),
        ("what should the home office do", True),
        ("what does the force need to do", False),
        ("what must be done by June", False),
    ],
)
def test_what_others_are_to_do_is_told_apart(asked: str, others: bool) -> None:
    assert is_for_others(asked) is others


@pytest.mark.parametrize(
    "turns",
    [
        ["who asked for the inspection"],
        ["who runs the inspectorate"],
        ["is the force bound to accept the recommendations"],
        ["is the 16.2 per cent an estimate"],
        ["what proportion of the 1,500 incidents were crimes"],
        ["did HMIC accept the challenges"],
        ["did Louisa Rolfe apologise"],
        ["what did Louisa Rolfe say about rape"],
        ["how many complaints did the force get"],
        ["how many were zero status"],
        ["how many rapes were not recorded", "were they investigated"],
        ["what are the recommendations", "who will see to it"],
        ["what is the overall grade", "who is he"],
        ["is the audit team any good"],
        ["how many crimes did they check"],
        ["does WMP agree with the grade"],
        ["what is a crime related incident"],
        ["what has changed since the inspection"],
        ["what is a crime related incident", "do we know how many"],
        ["are officers to blame", "is it deliberate"],
        ["what did WMP say", "do they agree with the grade"],
    ],
)
def test_near_misses_are_refused(assistant: Assistant, turns: list[str]) -> None:
    answer = assistant.ask(turns[-1], turns[:-1])
    assert answer.status == "not_in_documents", answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what does Louisa Rolfe dispute", ["Louisa Rolfe", "disputes that some 38,000"]),
        ("does Louisa Rolfe accept the data", ["Louisa Rolfe", "broadly accepts the data"]),
        ("what did Louisa Rolfe say", ["Louisa Rolfe", "broadly accepts", "promised to improve"]),
        ("how many domestic abuse cases were not investigated", ["vast majority of the 116"]),
        ("why did they need more records", ["too many were zero status"]),
        ("why was N100 brought in", ["created to explain why"]),
        ("does WMP agree with the report", ["broadly accepts the data"]),
        ("when did they do the inspection", ["carried out in April 2017"]),
        ("are things worse than last time", ["direct comparisons", "must not be made"]),
        ("does the force record crimes within 24 hours", ["119/150"]),
        ("what has improved since the 2014 inspection", ["good progress"]),
        ("what is the target date for the revisit", ["early 2018"]),
    ],
)
def test_what_is_told_is_answered(assistant: Assistant, question: str, said: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert [words for words in said if words not in answer.text] == []
    assert not answer.text.startswith("Yes")


def test_a_reason_of_all_crime_is_told_as_one_of_all(assistant: Assistant) -> None:
    answer = assistant.ask("why were rapes not recorded")
    assert answer.status == "partly_answered"
    assert answer.text.startswith("The documents give no reason for rape in particular")
    assert "limited supervision" in answer.text
