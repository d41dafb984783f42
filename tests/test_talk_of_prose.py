"""Turns that lean on those before, over the project's own documents."""

from __future__ import annotations

import pytest

from cdi_qa.assistant import Assistant


def last(assistant: Assistant, turns: list[str]) -> tuple[str, str]:
    """The status and the text of the answer to the last turn."""
    answer = assistant.ask(turns[-1], turns[:-1])
    return answer.status, answer.text


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["what did the inspectors find", "what do they recommend"], "Within six months"),
        (["what did the inspectors recommend"], "Within six months"),
        (["what did the inspectors like"], "modern slavery crimes"),
        (["what did they like about us"], "modern slavery crimes"),
        (["what did the inspectors not like"], "fail to make correct"),
        (["everything must be done by christmas, correct"], "By 7 December 2017"),
        (["how many DA crimes were missed", "what kinds"], "3 coercive behaviour"),
        (
            ["how many DA crimes were missed", "what kinds", "were they looked into"],
            "vast majority",
        ),
        (["what's the confidence interval", "for violence"], "±3.36"),
        (["how sure are they of the 83.8", "and for violence", "and overall"], "81.92% and 85.68%"),
        (["what is an N100", "how many were missed"], "In 3 of 6 incident reports"),
        (["how many recommendations are there", "has any been done"], "most of the 2014"),
        (["has the force done anything yet"], "promised to improve"),
        (["who are HMICFRS"], "use “HMICFRS” without saying"),
        (
            ["what was found in 2014", "did they do it", "can we compare the two"],
            "must not be made",
        ),
        (
            ["how many domestic abuse crimes were missed", "were they investigated"],
            "no investigation had been carried out",
        ),
        (["what did Wendy Williams say"], "rapid progress"),
        (["who should officers ask for crime recording advice"], "the CST"),
        (["within how many hours must a crime be recorded"], "within 24 hours"),
        (["how many domestic abuse crimes were found in all"], "429"),
        (["whats this all about"], "83.8% recording rate"),
        (["what do I need to know"], "83.8% recording rate"),
        (["how much time does the force have"], "7 March 2018"),
        (["why did HMIC want the missed crimes reviewed"], "to see if a risk assessment"),
        (
            ["how many incidents did they look at", "why the extra week"],
            "too many were zero status",
        ),
        (["what did the 2014 one say about shoplifting"], "business community"),
        (["who spoke for the force", "what did she say about the 38,000"], "disputes"),
        (["who spoke for the force", "what did she promise"], "promised to improve"),
        (["how many rapes were sent back for review"], "12 rape cases"),
        (["which force is this about"], "report on West Midlands Police"),
        (["what police force are we talking about"], "report on West Midlands Police"),
        (["what happened to the failed records"], "returned to Force"),
        (["what happened to the 2014 recommendations"], "implemented most"),
        (["how did they choose what to look at"], "statistically robust"),
        (["why are crimes not recorded"], "deficiencies in the force’s crime-recording"),
        (["why dont sexual offences get recorded"], "deficiencies in the force’s crime-recording"),
        (["what did they decide in the end"], "83.8% recording rate"),
        (["what were the conclusions of the report"], "83.8% recording rate"),
        (["did they do what they were told last time"], "most of the recommendations made in 2014"),
    ],
)
def test_a_turn_is_answered(assistant: Assistant, turns: list[str], said: str) -> None:
    assert said in last(assistant, turns)[1]


@pytest.mark.parametrize(
    ("turns", "amiss"),
    [
        (["why did the quality badge go", "when will it come back"], "re-visit"),
        (["why did wmp reject the inspectors findings"], "say nothing about HMICFRS"),
        (["how many domestic abuse crimes were missed", "why did it happen"], "to see if"),
        (["how many domestic abuse crimes were missed", "why did it happen"], "closing codes"),
        (["what were the problems with the audit", "was that enough"], "adequately"),
        (["were crimes deliberately not recorded"], "38,800"),
        (["is the report fair"], "audit arrangements"),
        (["why dont sexual offences get recorded"], "closing codes"),
        (["why not fraud"], "deficiencies"),
        (["how many rape cases went back for review"], "167"),
        (["how many had no crime in them"], "116"),
        (["how often do they inspect"], "341"),
        (["what is our violence rate", "how many crimes is that"], "365/448"),
        (["what did the 2014 one say about shoplifting", "was it done"], "business community"),
        (["when do they come back", "what if it's still bad"], "re-visit"),
        (["why is modern slavery recorded well"], "of all crime"),
        (["who do I ring to complain"], "Louisa Rolfe"),
        (["were the previous promises kept"], "promised to improve"),
        (["did anyone get told off"], "recommendations"),
    ],
)
def test_another_thing_is_not_told_for_it(
    assistant: Assistant, turns: list[str], amiss: str
) -> None:
    assert amiss not in last(assistant, turns)[1]
