"""The same sentence with another figure or date is told; what only looks alike is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdi_qa.reading.corpus import read_corpus
from cdi_qa.reading.quantities import MALFORMED

NOTES = sorted((Path(__file__).resolve().parents[2] / "training" / "notes").glob("*.txt"))


def printed(folder: Path, *texts: str) -> list[tuple[str, str]]:
    for at, text in enumerate(texts):
        (folder / f"{at}.txt").write_text(text, encoding="utf-8")
    corpus, _ = read_corpus(folder)
    return [item.printed for item in corpus.discrepancies]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Over 38,800 reported crimes a year are not recorded by the force.",
            "Over 38,000 reported crimes a year are not recorded by the force.",
            [("38800", "38000")],
        ),
        (
            "The inspectorate published its report on the harbour on 7 September 2017.",
            "The inspectorate published its report on the harbour on 9 September 2017.",
            [("7 September 2017", "9 September 2017")],
        ),
        (
            "The harbour inspection examined the logs of 64 boats in the spring.",
            "The harbour inspection examined the logs of 46 boats in spring.",
            [("64", "46")],
        ),
        (
            "The harbour inspection examined the logs of 64 boats in the spring.",
            "The harbour inspection examined the logs of 64 boats in the spring.",
            [],
        ),
        (
            "The harbour inspection examined the logs of 64 boats in the spring.",
            "The harbour inspection examined the crews of 46 ferries during winter.",
            [],
        ),
        (
            "In 2014 the harbour inspection examined the logs of 64 boats.",
            "In 2015 the harbour inspection examined the logs of 64 boats.",
            [],
        ),
        ("Only 12 boats sank.", "Only 13 boats sank.", []),
    ],
)
def test_two_documents(
    tmp_path: Path, one: str, other: str, expected: list[tuple[str, str]]
) -> None:
    assert printed(tmp_path, one, other) == expected


@pytest.mark.parametrize("text", ["38,8000", "1,23"])
def test_malformed(text: str) -> None:
    assert MALFORMED.findall(f"some {text} boats") == [text]


@pytest.mark.parametrize("text", ["38,800", "1,234,567", "2017", "3, 14 and 15", "12,345.6"])
def test_well_formed(text: str) -> None:
    assert MALFORMED.findall(f"some {text} boats") == []


@pytest.mark.parametrize("note", NOTES[::4], ids=lambda note: note.stem)
def test_nothing_is_alleged_of_notes_that_agree_with_themselves(tmp_path: Path, note: Path) -> None:
    assert printed(tmp_path, note.read_text(encoding="utf-8")) == []
