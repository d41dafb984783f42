"""A count is of no year, and words are nobody's, unless a document says so; on a made-up note."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa import wording
from cdi_qa.assistant import Assistant
from cdi_qa.settings import Settings
from tests.test_shares import assistant_of

NOTE = """Inspection of markets in Ashford

Findings

Of 240 stalls only 212 were licensed.

The inspectors estimate that 3,100 fees a year go uncollected.

Traders

- The council does not answer every letter from traders
- Traders told the inspectors that the drains are blocked

Shoppers

- Shoppers have to cross a road without lights
- The council must count the shoppers

What Inspector Jane Ames said

- Inspector Jane Ames is satisfied with the fish hall
- She says that the shoppers deserve a cleaner market
"""


@pytest.fixture(scope="module")
def markets(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Assistant:
    return assistant_of(NOTE, tmp_path_factory.mktemp("markets"), data_dir)


@pytest.mark.parametrize(
    "question",
    [
        "how many stalls were not licensed last year",
        "how many stalls a year are not licensed",
        "how many unlicensed stalls are there each year",
        "what is the annual number of unlicensed stalls",
    ],
)
def test_a_count_of_no_year_is_not_a_years(markets: Assistant, question: str) -> None:
    answer = markets.ask(question)
    assert answer.status == "not_in_documents", answer.text


def test_the_count_is_told_as_what_is_nearest(markets: Assistant) -> None:
    answer = markets.ask("how many stalls were not licensed last year")
    assert wording.NEAREST_OF_NO_YEAR in answer.text
    assert "only 212" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many fees a year go uncollected", "3,100"),
        ("how many stalls were not licensed", "28"),
        ("what did the traders say", "drains are blocked"),
        ("what did Jane Ames say", "fish hall"),
    ],
)
def test_what_is_said_is_told(markets: Assistant, question: str, said: str) -> None:
    assert said in markets.ask(question).text


@pytest.mark.parametrize("question", ["what do the shoppers say", "what did the shoppers think"])
def test_what_is_said_of_somebody_is_not_said_by_them(markets: Assistant, question: str) -> None:
    assert markets.ask(question).status == "not_in_documents"


def test_a_list_headed_by_a_post_counts_nobody(markets: Assistant) -> None:
    answer = markets.ask("how many inspectors were there")
    assert answer.status == "not_in_documents", answer.text


@pytest.mark.parametrize(
    ("question", "cautioned"),
    [
        ("how many stalls are there", True),
        ("how many stalls were licensed", False),
        ("how many fees a year go uncollected", False),
    ],
)
def test_what_a_share_is_of_is_not_said_to_be_all(
    markets: Assistant, question: str, cautioned: bool
) -> None:
    answer = markets.ask(question)
    assert answer.status == "answered"
    assert (wording.NOT_EVERY_CASE in answer.caveats) is cautioned


@pytest.mark.parametrize("heading", ["# Inspection of markets, 2019 (digest)", "# Markets in 2019"])
def test_the_newest_comes_first_where_no_time_is_named(
    tmp_path: Path, fresh_data: Path, heading: str
) -> None:
    (tmp_path / "briefing.txt").write_text(
        "Method of inspections\n\nThe 2014/15 inspection involved:\n\n"
        "- An examination of 61 sales for the period 1 May 2013 to 30 April 2014\n"
    )
    (tmp_path / "report.md").write_text(
        f"{heading}\n\n## The inspection\n\n"
        "- The sales slips examined were those of 1 July 2018 to 31 March 2019.\n"
    )
    assistant = Assistant.open(Settings(corpus=tmp_path, data_dir=fresh_data))
    answer = assistant.ask("over what period were sales examined")
    assert next(c.source for c in answer.citations) == "report", answer.text
    answer = assistant.ask("over what period were sales examined in 2014/15")
    assert next(c.source for c in answer.citations) == "briefing", answer.text
