"""Who passed, who failed and who needs to do better, on whatever grades a table has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cdi_qa.assistant import Assistant
from cdi_qa.lookup.passing import put_as_grades
from cdi_qa.reading.cells import Passing, passing_among, passing_on
from tests.lookup.conftest import Desk, open_desk
from tests.lookup.tables import make_corpus

PASSED = "3 of the 14 forces are graded Good or better overall"
FAILED = "7 of the 14 forces are graded Inadequate overall"
IMPROVES = "11 of the 14 forces are graded Requires Improvement or worse overall"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who passed", PASSED),
        ("who scraped through", PASSED),
        ("which forces made the grade", PASSED),
        ("how many passed", PASSED),
        ("has anyone passed", f"Yes: {PASSED}"),
        ("did everyone pass", f"No: {PASSED}"),
        ("who didn't pass", "11 of the 14 forces are graded worse than Good overall"),
        ("what's the pass rate", "21.4%"),
        ("who passed for systems", "3 of the 14 forces are graded Good or better for Systems"),
        ("did we pass", "No: West Midlands' overall grade is Inadequate"),
        ("did we pass or fail", "West Midlands' overall grade is Inadequate"),
        ("did Sussex pass the inspection", "Yes: Sussex's overall grade is Good"),
        ("did we pass on leadership", "Yes: West Midlands' grade for Leadership/Culture is Good"),
        ("what did we pass", "West Midlands' grade for Leadership/Culture is Good"),
        ("we passed didn't we", "No: West Midlands' overall grade is Inadequate"),
        ("we didn't pass did we", "No: West Midlands' overall grade is Inadequate"),
        ("who failed", FAILED),
        ("what percentage failed", "50.0%"),
        ("who else failed", "6 of the 13 forces other than West Midlands"),
        ("did we fail", "Yes: West Midlands' overall grade is Inadequate"),
        ("didn't we fail", "Yes: West Midlands' overall grade is Inadequate"),
        ("didn't Cambs fail", "No: Cambridgeshire's overall grade is Requires Improvement"),
        ("pass rate for leadership", "10 of the 14 forces (71.4%: 10 ÷ 14) are graded Good or"),
        ("did Cambs fail", "No: Cambridgeshire's overall grade is Requires Improvement"),
        ("did anyone fail on leadership", "No: none of the 14 forces"),
        ("what did we fail on", "overall grade is Inadequate and grade for Recording is"),
        ("did we fail everything", "No: West Midlands' overall grade is Inadequate"),
        ("why did we pass", "That is not so: West Midlands' overall grade is Inadequate"),
        ("which forces need to do better", IMPROVES),
        ("who's been told to improve", IMPROVES),
        ("who has been marked as needing to do better", "4 of the 14 forces are graded Requires"),
    ],
)
def test_passing_is_told_by_the_grades(assistant: Assistant, question: str, text: str) -> None:
    answer = assistant.ask(question)
    assert text in answer.text
    assert answer.answered_by == "table"


@pytest.mark.parametrize(
    "question",
    [
        "why did we fail to record crimes",
        "what happens if we fail",
        "who passed the report on",
        "did they pass the findings on to the board",
        "have we failed victims",
        "how many crimes did we fail to record",
        "what percentage do inspectors count as a pass",
        "when did we fail",
        "would we have passed",
        "do we need to improve",
        "has the force been told to improve",
        "how many records failed",
        "how many records did they fail",
    ],
)
def test_other_passing_and_failing_is_left_as_it_is(desk: Desk, question: str) -> None:
    assert put_as_grades(question, desk.vocabulary) == (question, "")


def test_how_it_was_read_is_said(assistant: Assistant) -> None:
    told = [caveat for caveat in assistant.ask("who passed").caveats if "Pass" in caveat]
    assert told == ["“Pass” was read as being graded Good or better."]


@pytest.mark.parametrize(
    ("held", "meant"),
    [
        (["Good", "Inadequate"], Passing("Good", "Inadequate", "Inadequate")),
        (
            ["Outstanding", "Good", "Adequate", "Requires Improvement", "Inadequate"],
            Passing("Adequate", "Requires Improvement", "Inadequate"),
        ),
        (["Good", "Requires Improvement"], Passing("Good", "Requires Improvement", "Inadequate")),
        (["Very good", "Weak", "Poor"], Passing("Very good", "Weak", "Weak")),
        (["Green", "Red"], None),
        ([], None),
    ],
)
def test_the_bounds_of_known_grades(held: list[str], meant: Passing | None) -> None:
    assert passing_among(held) == meant


@pytest.mark.parametrize(
    ("scale", "meant"),
    [
        (("Beacon", "Harbour", "Inlet", "Shoal"), Passing("Harbour", "Inlet", "Shoal")),
        (("Gold", "Silver", "Bronze"), Passing("Gold", "Silver", "Bronze")),
        (("Only",), None),
    ],
)
def test_the_bounds_of_an_order_that_a_document_gives(
    scale: tuple[str, ...], meant: Passing | None
) -> None:
    assert passing_on(scale) == meant


def _desk_of(grades: list[str], scale: tuple[str, ...] = ()) -> Desk:
    names = ["Ashby", "Barton", "Corley", "Denham"]
    rows = [[name, grade] for name, grade in zip(names, grades, strict=True)]
    corpus = make_corpus(["Home", "Overall"], rows)
    if scale:
        (table,) = corpus.tables
        graded = replace(table.columns[1], kind="grade", scale=scale)
        told = [
            replace(row, cells=(row.cells[0], replace(row.cells[1], word=grade)))
            for row, grade in zip(table.rows, grades, strict=True)
        ]
        table = replace(table, columns=(table.columns[0], graded), rows=tuple(told))
        corpus = replace(corpus, tables=(table,))
    return open_desk(corpus)


@pytest.mark.parametrize(
    ("grades", "scale", "question", "read"),
    [
        (
            ["Good", "Adequate", "Weak", "Poor"],
            (),
            "who passed",
            "who are graded Adequate or better",
        ),
        (["Good", "Adequate", "Weak", "Poor"], (), "did Corley fail", "are Corley graded Weak"),
        (["Green", "Red", "Amber", "Red"], (), "who passed", "who passed"),
        (["Yes", "No", "Yes", "No"], (), "who passed", "who passed"),
        (
            ["Beacon", "Inlet", "Shoal", "Harbour"],
            ("Beacon", "Harbour", "Inlet", "Shoal"),
            "how many homes passed",
            "how many homes are graded Harbour or better",
        ),
    ],
)
def test_on_other_grades(
    grades: list[str], scale: tuple[str, ...], question: str, read: str
) -> None:
    """Where the order of the grades is not known, or they judge nothing, nothing is guessed."""
    assert put_as_grades(question, _desk_of(grades, scale).vocabulary)[0] == read
