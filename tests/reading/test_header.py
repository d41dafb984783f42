from __future__ import annotations

import pytest

from cdi_qa.reading.header import split_header
from cdi_qa.schema import ColumnKind

T: ColumnKind = "text"
N: ColumnKind = "number"
G: ColumnKind = "grade"
D: ColumnKind = "date"


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ("Force Overall Violence", [T, N, N], "Force | Overall | Violence"),
        ("Date of report Force Rate", [D, T, N], "Date of report | Force | Rate"),
        ("Force Overall Grade Rate", [T, G, N], "Force | Overall Grade | Rate"),
        ("Force Overall Grade Rate", [T, N, G, N], "Force | Overall | Grade | Rate"),
        ("Date of \nreport \n\nForce Sexual ", [D, T, N], "Date of report | Force | Sexual"),
        ("Force \nSystems/ \nProcesses \n\nRape", [T, G, N], "Force | Systems/ Processes | Rape"),
        ("Home Victim care Beds (all)", [T, N, N], "Home | Victim care | Beds (all)"),
        ("Force\tHate Crime\tRate", [T, N, N], "Force | Hate Crime | Rate"),
        ("Force   Hate Crime   Rate", [T, N, N], "Force | Hate Crime | Rate"),
        ("| Force | Hate Crime | Rate |\n|---|---|---|", [T, N, N], "Force | Hate Crime | Rate"),
        ("How they compare\nForce Rape Rate", [T, N, N], "Force | Rape | Rate"),
        ("They differ a lot.\nForce Rape Rate", [T, N, N], "Force | Rape | Rate"),
        ("Unit Number of beds Rate", [T, N, N], "Unit | Number of beds | Rate"),
        (
            "Home\n\nVisits made\nwithin 28\ndays of a complaint (%)\n\nBeds\n(all)",
            [T, N, N],
            "Home | Visits made within 28 days of a complaint (%) | Beds (all)",
        ),
    ],
)
def test_words_are_shared_out(text: str, kinds: list[ColumnKind], expected: str) -> None:
    header = split_header(text, 0, len(text), kinds)
    assert header.headings == expected.split(" | ")
    assert header.found


def test_the_table_begins_where_its_header_does() -> None:
    text = "How they compare\n\nForce Rape Rate\n"
    assert split_header(text, 0, len(text), [T, N, N]).start == text.index("Force")


def test_too_few_words_give_no_headings() -> None:
    header = split_header("Force", 0, 5, [T, N, N])
    assert (header.headings, header.start, header.found) == ([], 5, False)


def test_far_too_many_words_give_no_headings() -> None:
    text = "Kent " * 25
    assert not split_header(text, 0, len(text), [T, N, N]).found


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Table 1: Rates\nForce Rape Rate\n", "Table 1: Rates"),
        ("Table 2.1 Rates of forces\nin 2017\nForce Rape Rate\n", "Table 2.1 Rates of forces"),
        ("Annex B\n\nForce Rape Rate\n", "Annex B"),
        ("Table 1 shows the rates.\nForce Rape Rate\n", ""),
        ("Table 1: Rates\nThey differ a lot.\nForce Rape Rate\n", ""),
        ("Tables and chairs\nForce Rape Rate\n", ""),
    ],
)
def test_captions(text: str, caption: str) -> None:
    header = split_header(text, 0, len(text), [T, N, N])
    assert header.caption.startswith(caption)
    assert bool(header.caption) == bool(caption)
    assert header.headings[-1] == "Rate"


def test_a_caption_belongs_to_the_table() -> None:
    text = "Above.\nTable 1: Rates\nForce Rape Rate\n"
    assert split_header(text, 0, len(text), [T, N, N]).start == text.index("Table 1")
