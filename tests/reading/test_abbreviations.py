from __future__ import annotations

import time

import pytest

from cdi_qa.reading.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["the National Crime Recording Standards", "NCRS"],
            {"NCRS": "National Crime Recording Standards"},
        ),
        (["domestic abuse (DA) is up"], {"DA": "domestic abuse"}),
        (["DA (domestic abuse) is up"], {"DA": "domestic abuse"}),
        (["domestic abuse is up", "DA"], {}),
        (["by the crime service team.", "ask the CST"], {"CST": "crime service team"}),
        (["they could see the", "ask the CST"], {}),
        (["the crimes involving drugs", "CID"], {}),
        (
            ["Her Majesty's Inspectorate of Constabulary", "HMIC"],
            {"HMIC": "Her Majesty's Inspectorate of Constabulary"},
        ),
        (["Devon and Cornwall (D&C)"], {"D&C": "Devon and Cornwall"}),
        (["West Midlands. Police say so", "WMP"], {}),
        (["the WEST MIDLANDS POLICE", "WMP"], {}),
        (["the Multi-Agency Safeguarding Hub (MASH)"], {}),
        ([], {}),
    ],
)
def test_abbreviations(texts: list[str], expected: dict[str, str]) -> None:
    assert dict(find_abbreviations(texts)) == expected


def test_brackets_beat_capitals_and_capitals_beat_numbers() -> None:
    texts = ["the crown state tribunal", "the crown state tribunal", "Crime Service Team", "CST"]
    assert dict(find_abbreviations(texts)) == {"CST": "Crime Service Team"}
    texts = ["Crime Service Team", "Crime Service Team", "court support teams (CST)"]
    assert dict(find_abbreviations(texts)) == {"CST": "court support teams"}


def test_many_abbreviations_in_much_text_take_little_time() -> None:
    codes = [f"{a}{b}X" for a in "ABCDEFGHIJKLM" for b in "NOPQRSTUVWXYZ"]
    texts = ["a note on " + code + " and all the other things that it has to say" for code in codes]
    started = time.perf_counter()
    find_abbreviations(texts * 20)
    assert time.perf_counter() - started < 5
