"""By what a document is known: marks from the digest's statements, its title and its date."""

from __future__ import annotations

import pytest

from cdi_qa.identity import expect_source, likeness, read_texts, why_another
from cdi_qa.reading.manifest import list_sources

from .conftest import CORPUS

REPORT = (
    "HMICFRS\nWest Midlands Police: Crime Data Integrity inspection 2017\nSeptember 2017\n"
    "The report finds that the force records 83.8 per cent of crime and 77.9 per cent of violence. "
    "An estimated 38,800 crimes a year are not recorded. HM Inspector Wendy Williams."
)
RESPONSE = (
    "Force disappointed with HMIC crime data report\n7 September 2017\nWest Midlands Police said "
    "in response that it disputes 38,000 crimes. Deputy Chief Constable Louisa Rolfe spoke."
)
AGAIN = REPORT.replace("inspection 2017\nSeptember 2017", "inspection\n2 October 2018")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return read_texts(list_sources(CORPUS)[0], CORPUS)


def likenesses(text: str, texts: dict[str, str]) -> dict[str, float]:
    return {
        source.id: round(likeness([text], expect_source(source, texts)), 2)
        for source in list_sources(CORPUS)[0]
        if source.kind == "digest"
    }


def test_the_marks_are_the_statements_figures_and_whole_names(texts: dict[str, str]) -> None:
    found = {each.id: expect_source(each, texts) for each in list_sources(CORPUS)[0]}
    report, response = found["hmicfrs-report"], found["wmp-response"]
    assert report.names == {"Wendy Williams"}
    assert report.figures == {"83.8", "77.9"}
    assert response.names == {"Louisa Rolfe", "David Jamieson"}
    assert response.figures == {"38000"}
    assert report.title == "HMICFRS report on West Midlands Police"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REPORT, {"hmicfrs-report": 1.0, "wmp-response": 0.0}),
        (
            REPORT.replace("The report", "Summary of inspection findings\n\nThe report"),
            {"hmicfrs-report": 1.0, "wmp-response": 0.0},
        ),
        (
            RESPONSE.replace("Force disappointed", "Force responds, disappointed"),
            {"hmicfrs-report": 0.0, "wmp-response": 0.75},
        ),
        (RESPONSE, {"hmicfrs-report": 0.0, "wmp-response": 0.75}),
        (AGAIN, {"hmicfrs-report": 0.0, "wmp-response": 0.0}),
        (f"Briefing note on the {REPORT}", {"hmicfrs-report": 0.0, "wmp-response": 0.0}),
    ],
)
def test_a_document_is_known_by_how_it_opens_and_what_it_holds(
    texts: dict[str, str], text: str, expected: dict[str, float]
) -> None:
    assert likenesses(text, texts) == expected


def test_what_only_quotes_the_report_is_not_the_report(texts: dict[str, str]) -> None:
    report = next(each for each in list_sources(CORPUS)[0] if each.id == "hmicfrs-report")
    expected = expect_source(report, texts)
    assert why_another([REPORT], expected) == ""
    note = texts["briefing-note"]
    assert why_another([note], expected) == "it holds no more of the document than others quote"
    assert "dated 2 October 2018, later than 7 September 2017" in why_another([AGAIN], expected)
