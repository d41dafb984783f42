"""Best and worst of words whose order the document gives, and of words whose order nobody gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.lookup.sql import run_select
from cdi_qa.reading import read_corpus
from tests.lookup.conftest import Desk, open_desk

NOTE = """# Larkfield: a note on the libraries

Larkfield was visited in May. Of its badges, from best to worst, there are Summit, Slope and \
Marsh. Each shelf also has a colour: Umber, Ochre or Sienna. Larkfield means to do better.

| Library | Badge | Shelves | Loans | Staff late (%) |
| --- | --- | --- | --- | --- |
| Larkfield | Slope | Umber | 310 | 4.5 |
| Mossend | Summit | Ochre | 420 | 2.0 |
| Netherby | Marsh | Umber | 150 | 9.5 |
| Oxley | Slope | Sienna | 280 | 3.5 |
| Pennard | Marsh | Ochre | 175 | 8.0 |
| Quorn | Summit | Sienna | 505 | 1.5 |
"""
SAID = [
    ("which libraries are best for badge", ["Mossend", "Quorn"], ["Oxley", "Netherby"]),
    ("who is best", ["Mossend", "Quorn", "Summit"], ["Netherby", "Staff"]),
    ("which libraries are worse than Slope", ["Netherby", "Pennard"], ["Mossend", "Oxley"]),
    (
        "which libraries are Slope or better",
        ["Larkfield", "Oxley", "Mossend", "Quorn"],
        ["Pennard"],
    ),
    ("how many libraries are in Marsh", ["2 of the 6"], ["Oxley"]),
    ("is Oxley better than Pennard on badge", ["Yes", "Slope", "Marsh"], []),
    ("why is Oxley in Summit", ["That is not so", "Slope"], []),
    ("average loans by badge", ["462.5", "295", "162.5"], []),
]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("libraries")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    return open_desk(read_corpus(folder)[0])


@pytest.mark.parametrize(("question", "parts", "others"), SAID)
def test_stated_order_is_used(
    libraries: Desk, question: str, parts: list[str], others: list[str]
) -> None:
    text = libraries.say(question)
    assert [part for part in parts if part not in text] == [], text
    assert [part for part in others if part in text] == [], text


def test_whose_order_it_is_is_said(libraries: Desk) -> None:
    draft = libraries.ask("which libraries are best for badge")
    assert draft is not None
    assert any("Summit, Slope and Marsh, best first" in claim.text for claim in draft.caveats)


@pytest.mark.parametrize("question", ["which library is best for shelves", "worst shelves"])
def test_unknown_order_is_asked_about(libraries: Desk, question: str) -> None:
    draft = libraries.ask(question)
    assert draft is not None
    assert draft.status == "needs_clarification"
    assert draft.claims[0].text.startswith(
        "The documents do not say which of Ochre, Sienna and Umber"
    )


def test_a_persons_own_query_knows_the_order(libraries: Desk) -> None:
    sql = "SELECT library FROM comparison WHERE badge > 'Marsh' ORDER BY badge DESC, library"
    rows = run_select(libraries.database, sql).rows
    assert [name for (name,) in rows] == ["Mossend", "Quorn", "Larkfield", "Oxley"]
