"""What a force leaves unrecorded, of a table that gives the share that was recorded."""

from __future__ import annotations

import pytest

from cdi_qa.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what percentage of crime does Kent fail to record", ["16.4% (100 − 83.6)"]),
        ("what share of rapes go unrecorded in Leicestershire", ["17% (100 − 83)"]),
        ("who lets the most rapes go unrecorded", ["Cheshire 21% (100 − 79)"]),
        ("who leaves the least violence unrecorded", ["Sussex 4.3% (100 − 95.7)"]),
        (
            "which force leaves the biggest share of violence off the books",
            ["Leicestershire 34.2%"],
        ),
        (
            "which forces fail to record more than 20% of violent crime",
            ["5 of the 14", "below 80%", "Kent"],
        ),
        ("which forces have an unrecorded rate below 10 for rape", ["8 of the 14", "above 90%"]),
    ],
)
def test_of_the_table(assistant: Assistant, question: str, parts: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert [part for part in parts if part not in answer.text] == []
    assert any("100 less" in caveat for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("what share of rapes did we fail to record", "17 of 167"),
        ("what percentage of domestic abuse crimes went unrecorded?", "116 of 429"),
    ],
)
def test_of_the_prose_for_the_readers_own(assistant: Assistant, question: str, part: str) -> None:
    assert part in assistant.ask(question).text


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who is best and who is worst for sexual offences", ["Wiltshire", "Leicestershire"]),
        ("how many are Good and how many are inadequate for systems", ["3 of the", "6 of the"]),
        (
            "which forces are ahead of us and which are behind us on violence",
            ["10 of the 14", "3 of the 14"],
        ),
    ],
)
def test_two_questions_share_what_is_named_once(
    assistant: Assistant, question: str, parts: list[str]
) -> None:
    text = assistant.ask(question).text
    assert [part for part in parts if part not in text] == []
