"""Plain questions and conversations about tables of other subjects: times, money, waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings

ENGINES = """# Engines in Oxley

Oxley Fire Service is compared with three others. Oxley answered 54 of 80 letters in time.

Table 1: Response by service

| Service | Average response (minutes) | Within 10 minutes (%) | False alarms | Safe |
| --- | ---: | ---: | ---: | --- |
| Oxley | 9.4 | 66.1 | 1,120 | Inadequate |
| Barr | 8.2 | 81.5 | 904 | Good |
| Carle | 12.3 | 48.0 | 2,310 | Good |
| Dunn | 10.6 | 59.7 | 655 | Requires Improvement |

Table 2: Stations in Oxley

| Station | Firefighters | Calls in the year | Average turnout (seconds) |
| --- | ---: | ---: | ---: |
| Mill Road | 44 | 1,705 | 71 |
| Harbour | 15 | 390 | 198 |
| Combe | 12 | 210 | 265 |
"""
MONEY = """# Councils

<p>Oxley Council is compared with three others.</p>
<table><caption>Table 3: Money</caption>
<tr><th>Council</th><th>Tax collected (£m)</th><th>Collection rate (%)</th><th>Debt (£m)</th></tr>
<tr><td>Oxley</td><td>58.2</td><td>96.1</td><td>112.0</td></tr>
<tr><td>Barr</td><td>61.7</td><td>97.8</td><td>86.5</td></tr>
<tr><td>Carle</td><td>49.3</td><td>93.7</td><td>140.3</td></tr>
<tr><td>Dunn</td><td>72.5</td><td>94.6</td><td>54.0</td></tr></table>
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "engines.md").write_text(ENGINES, encoding="utf-8")
    (folder / "money.html").write_text(MONEY, encoding="utf-8")
    data: Path = tmp_path_factory.mktemp("data")
    return Assistant.open(Settings(corpus=folder, data_dir=data))


@pytest.mark.parametrize(
    ("turns", "parts", "others"),
    [
        # A limit of time in a heading is no time, and a bound on a time is no limit.
        (["how many got there within 10 minutes more than 80 percent of the time"], ["1 of"], []),
        (["which services are over 10 minutes"], ["2 of", "Carle (12.3)", "Dunn (10.6)"], []),
        (["services slower than 10 minutes"], ["2 of", "Carle (12.3)", "Dunn (10.6)"], []),
        (["which station is slowest to turn out"], ["Combe", "265"], []),
        (["total calls"], ["2,305"], []),
        (["false alarms over 2000"], ["1 of the 4", "Carle"], []),
        (["which services are good for safety"], ["Barr", "Carle"], ["Dunn"]),
        (
            ["average response", "how many calls did mill road get", "which is slowest"],
            ["Combe"],
            [],
        ),
        (["our average response", "and barr's", "who's better"], ["Barr has the lower"], []),
        (["fastest three", "which of those is good for safe", "and the average"], ["8.2"], []),
        # Money in the unit of its column, and a word that two headings share.
        (["total debt"], ["392.8"], []),
        (["who has debt over 100m"], ["2 of the 4", "140.3", "112.0"], []),
        (["which councils have debt of more than £110 million"], ["140.3", "112.0"], []),
        (["councils under 95 percent collection"], ["2 of the 4", "93.7", "94.6"], ["58.2"]),
        # Rows found in one table, asked about in the other.
        (["who is good for safe", "which of them has more debt"], ["Carle", "140.3"], ["Dunn"]),
        (
            ["who is good for safe", "which of them has more debt", "by how much"],
            ["53.8", "Barr (86.5)"],
            [],
        ),
    ],
)
def test_is_told(
    assistant: Assistant, turns: list[str], parts: list[str], others: list[str]
) -> None:
    text = assistant.ask(turns[-1], turns[:-1]).text
    assert [part for part in parts if part not in text] == [], text
    assert [part for part in others if part in text] == [], text
