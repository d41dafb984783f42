"""What board members ask of a table of their own kind: grades of other words, units, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings

NOTE = """# Briefing note: wholetime depots of the Arle valley

It summarises the review of Kell depot, and sets Kell beside the other depots. The reviewers rate
each depot Strong, Sound, Patchy or Failing.

## What was found

- 63 of 84 vans were checked in a week.
- Eleven of 20 fitters had been tested; at Marl End, 19 of 20 had.
- 90 drivers were asked; 60 answered, and 48 of these were content.
- Of 50 faults, 22 were put down to brakes and nine to tyres.

## Depots compared

| Reviewed | Depot | Rating | Turnout within 90 seconds (%) | Category 1 wait (mins) | \
Category 2 wait (mins) | Vans | Cost per van (£) | Hours open a week | Training |
|---|---|---|---|---|---|---|---|---|---|
| Mar 2024 | Kell | Patchy | 81.5 | 8.9 | 41.2 | 84 | 1,120 | 60 | Sound |
| Mar 2024 | Marl End | Sound | 88.0 | 7.4 | 28.5 | 51 | 980 | 70 | Strong |
| Jan 2024 | Harrow | Strong | 94.2 | 7.0 | 33.9 | 40 | 1,045 | 45 | Strong |
| Jan 2024 | Dunn Yard | Failing | 69.7 | 9.6 | 25.3 | 95 | 1,390 | 50 | Failing |
| Nov 2023 | Easter | Patchy | 84.1 | 8.1 | 39.1 | 62 | 905 | 55 | Patchy |
"""


@pytest.fixture(scope="module")
def depots(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder, data = tmp_path_factory.mktemp("depots"), tmp_path_factory.mktemp("depots-data")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    return Assistant.open(Settings(corpus=Path(folder), data_dir=Path(data)))


@pytest.mark.parametrize(
    ("turns", "parts", "others"),
    [
        (["whats our turnout"], ["Kell", "81.5%"], []),
        (["any failing ones"], ["Dunn Yard"], ["Kell"]),
        (["why were we rated failing"], ["not so", "Patchy"], []),
        (["patchy overall but not for training"], ["Kell"], ["Easter"]),
        (["who else was reviewed when we were"], ["1 of the 4", "Marl End"], ["Kell and Kell"]),
        (["who costs more than a grand and has over 80 vans"], ["Kell", "Dunn Yard"], ["Harrow"]),
        (["who has over 60 vans and is over 84%"], ["Easter"], ["Dunn Yard"]),
        (["what would we need to catch marl end on turnout"], ["6.5"], []),
        (["how many more vans than harrow"], ["Kell", "44 higher"], ["44.0"]),
        (["who turns out quickest"], ["Harrow", "94.2"], []),
        (["who's best on cat 2"], ["Dunn Yard", "25.3"], ["9.6"]),
        (["average cat 2"], ["33.6"], []),
        (["how quick are we to cat 1"], ["8.9"], ["41.2"]),
        (["who's best for hours"], ["Marl End", "70"], []),
        (["is elm yard in the table"], ["Elm Yard is not in"], []),
        (["which depots arent in the table"], ["do not say which", "Kell"], []),
        (["anyone failing for vans"], ["no grade"], ["None of"]),
        (["how many vans werent checked in the week"], ["21 of 84"], []),
        (["how many fitters were tested at marl end"], ["19 of 20"], []),
        (["how many fitters had been tested"], ["11 of 20"], []),
        (["what share of drivers who answered were content"], ["80.0%", "48 of 60"], []),
        (["how many faults were put down to tyres"], ["9 of 50"], []),
    ],
)
def test_is_answered(
    depots: Assistant, turns: list[str], parts: list[str], others: list[str]
) -> None:
    *before, question = turns
    text = depots.ask(question, before).text
    assert [part for part in parts if part not in text] == [], text
    assert [other for other in others if other in text] == [], text


@pytest.mark.parametrize(
    ("turns", "parts", "others"),
    [
        (["average violence score of the ones that passed"], ["91.1%", "3 forces"], ["82.5"]),
        (["average violence score of the ones that moaned"], ["don't answer"], ["82.5"]),
        (["what % of violent ones logged same day"], ["81.5%", "365 of 448"], ["77.9"]),
        (["which forces record quickest"], ["don't answer"], ["other offences"]),
        (["22 pct of violence goes unrecorded is that right"], ["Yes", "22.1%"], []),
        (["whats our worst offence for recording"], ["violence", "77.9%"], ["Inadequate"]),
        (["good on overall but not on systems"], ["Staffordshire", "Sussex"], ["Wiltshire"]),
        (["who came out last for rape"], ["Cheshire", "79%"], []),
        (["how wobbly is our overall number"], ["81.92%", "85.68%"], []),
        (["how much worse than sussex for violence"], ["West Midlands'", "17.8"], []),
        (["kent overall grade", "rate?"], ["83.6%"], []),
        (["whats kents rape rate", "grade?"], ["Inadequate"], []),
    ],
)
def test_is_answered_from_the_note(
    assistant: Assistant, turns: list[str], parts: list[str], others: list[str]
) -> None:
    *before, question = turns
    text = assistant.ask(question, before).text
    assert [part for part in parts if part not in text] == [], text
    assert [other for other in others if other in text] == [], text
