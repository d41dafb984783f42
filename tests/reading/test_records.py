"""Counts and shares in prose, on made-up subjects and in the briefing note."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cdi_qa.reading.readings import SourceReading
from cdi_qa.schema import Record

from .conftest import Read

Row = tuple[str | None, str | None, str, str]
"""Value, denominator, subject, and predicate: "not: " before those of whom it does not hold."""


def row(record: Record) -> Row:
    value = None if record.value is None else f"{record.value.normalize():f}"
    whole = None if record.denominator is None else str(record.denominator)
    predicate = ("not: " if record.negative else "") + record.predicate
    return (f"{value}%" if record.unit == "per cent" else value, whole, record.subject, predicate)


PASSAGES: list[tuple[str, str, list[Row]]] = [
    (
        "a part of a part",
        "Crews saw 90 farms. 22 were fined, and only 3 of those were shut. Hoses were used 31 "
        "times. They saw 40 barns and 6 of those were empty.",
        [
            ("90", None, "farms", "saw"),
            ("40", None, "barns", "saw"),
            ("6", "40", "barns", "were empty"),
        ],
    ),
    (
        "custody",
        "Just 31 of the 40 cells checked had working call bells. Of the 58 detainees seen, 14 had "
        "waited more than an hour for a nurse.",
        [
            ("31", "40", "cells", "had working call bells"),
            ("40", None, "cells", "checked"),
            ("58", None, "detainees", "seen"),
            ("14", "58", "detainees", "had waited more than an hour for a nurse"),
        ],
    ),
    (
        "fire safety",
        "Crews tested 212 hydrants; only 187 worked. Inspectors examined 60 risk visits. In 13 of "
        "them the risk information was out of date.",
        [
            ("212", None, "hydrants", "tested"),
            ("187", "212", "hydrants", "worked"),
            ("60", None, "risk visits", "examined"),
            ("13", "60", "risk visits", "the risk information was out of date"),
        ],
    ),
    (
        "care homes",
        "The council received 147 complaints about homes. Of these 52 were upheld, 31 partly "
        "upheld, and 64 not upheld.",
        [
            ("147", None, "complaints about homes", "received"),
            ("52", "147", "complaints about homes", "were upheld"),
            ("31", "147", "complaints about homes", "partly upheld"),
            ("64", "147", "complaints about homes", "not: not upheld"),
        ],
    ),
    (
        "schools",
        "Nine in ten pupils said they felt safe. Of 80 pupils excluded, 23 were in care and 9 had "
        "a statement. Half of the 24 teachers interviewed had not had training.",
        [
            ("90%", None, "pupils", "said they felt safe"),
            ("80", None, "pupils", "excluded"),
            ("23", "80", "pupils", "were in care"),
            ("9", "80", "pupils", "had a statement"),
            ("50%", "24", "teachers", "not: had not had training"),
            ("24", None, "teachers", "interviewed"),
        ],
    ),
    (
        "housing",
        "All but three of the 41 flats had a gas certificate. Staff resolved 44/60 leaks, 12/30 "
        "damp reports and 5/9 heating faults within two days.",
        [
            ("3", "41", "flats", "not: had a gas certificate"),
            ("44", "60", "leaks", "resolved within two days"),
            ("12", "30", "damp reports", "resolved within two days"),
            ("5", "9", "heating faults", "resolved within two days"),
        ],
    ),
    (
        "ambulance",
        "Of 1,204 category 1 calls, 812 were reached within seven minutes; 64/90 category 2 calls "
        "and 45/71 category 3 calls were not answered within 18 minutes.",
        [
            ("1204", None, "category 1 calls", ""),
            ("812", "1204", "category 1 calls", "were reached within seven minutes"),
            ("64", "90", "category 2 calls", "not: were not answered within 18 minutes"),
            ("45", "71", "category 3 calls", "not: were not answered within 18 minutes"),
        ],
    ),
    (
        "licensing",
        "12 homes out of 40 failed the inspection. In 9 of the 35 licence files no review had been "
        "recorded. The response rate for serious complaints was 71.4%.",
        [
            ("12", "40", "homes", "failed the inspection"),
            ("9", "35", "licence files", "not: no review had been recorded"),
            ("71.4%", None, "serious complaints", "response rate"),
        ],
    ),
    (
        "libraries",
        "There were 64 unanswered letters, 12 lost books and 3 complaints about noise. 30 orders "
        "for which a receipt should have been issued, only issued in 17.",
        [
            ("64", None, "letters", "not: unanswered"),
            ("12", None, "books", "lost"),
            ("3", None, "complaints about noise", ""),
            ("30", None, "orders", "for which a receipt should have been issued"),
            ("17", "30", "orders", "issued"),
        ],
    ),
    (
        "parks",
        "19 trees were sampled, of these 6 had died. The remaining 13 were correctly staked. The "
        "share of paths that go unswept is 16.2 per cent.",
        [
            ("19", None, "trees", "were sampled"),
            ("6", "19", "trees", "had died"),
            ("13", "19", "trees", "were correctly staked"),
            ("16.2%", None, "paths", "not: go unswept"),
        ],
    ),
    (
        "numbers that are no part of one another",
        "There were 60 officers in post, up from 52. 40 rooms were booked in 2016 and 30 were "
        "booked in 2017. The remaining 5 were closed.",
        [
            ("60", None, "officers in post", "were"),
            ("40", None, "rooms", "were booked in 2016"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in PASSAGES], ids=[case[0] for case in PASSAGES]
)
def test_records_of_made_up_passages(read: Read, text: str, expected: list[Row]) -> None:
    assert [row(record) for record in read("made-up.txt", text).records] == expected


ON_TIME = "had been recorded within 24 hours of receipt of the report"
NOTE_PAGE_4: list[Row] = [
    ("83.8%", None, "", "recording rate"),
    ("77.9%", None, "violent crime", "recording rate"),
    ("91.4%", None, "sexual offences", "recording rate"),
    ("429", None, "DA crimes", ""),
    ("313", "429", "DA crimes", "recorded"),
    ("64", None, "assaults", "not: unrecorded"),
    ("3", None, "coercive behaviour", "not: unrecorded"),
    ("2", None, "stalking", "not: unrecorded"),
    ("2", None, "threats to kill", "not: unrecorded"),
    ("50%", "116", "DA crimes", "not: No safeguarding in round"),
    ("116", None, "DA crimes", "not: unrecorded"),
    ("None%", "116", "DA crimes", "not: no investigation had been carried out"),
    ("167", None, "rape", ""),
    ("150", "167", "rape", "recorded"),
    ("3", "17", "rape", "not: provided support and safeguarding"),
    ("6", None, "incident reports", "for which an N100 classification should have been applied"),
    ("3", "6", "incident reports", "applied"),
    ("19", None, "sample records", "were reviewed where an N100 classification had been used"),
    ("6", "19", "sample records", "not: should have recorded as crimes of rape but did not"),
    ("13", "19", "sample records", "were correctly recorded"),
    ("119", "150", "rape", ON_TIME),
    ("365", "448", "violent crime", ON_TIME),
    ("149", "180", "sexual offences", ON_TIME),
    ("422", "453", "other offences", ON_TIME),
]


def test_records_of_the_note(note: SourceReading) -> None:
    pages = {passage.id: passage.page for passage in note.passages}
    found = [row(record) for record in note.records if pages[record.passage] == 4]
    assert found == NOTE_PAGE_4


def test_reviewed_records_are_not_said_to_be_unrecorded(note: SourceReading) -> None:
    reviewed = {
        record.value: row(record)
        for record in note.records
        if record.value in {Decimal(12), Decimal(98)}
    }
    assert list(reviewed.values()) == [
        ("12", None, "rape cases", "asked the force to review"),
        ("98", None, "domestic abuse cases", "asked the force to review"),
    ]


def test_counts_in_brackets_share_what_leads_to_their_list(note: SourceReading) -> None:
    provided = [row(r) for r in note.records if r.predicate == "provided crimes"]
    assert [(count, subject) for count, _, subject, _ in provided] == [
        ("20", "modern slavery crimes"),
        ("20", "modern slavery referrals"),
        ("20", "N100 rape crimes"),
        ("25", "vulnerable adult crimes"),
        ("25", "vulnerable child crimes"),
    ]


@pytest.mark.parametrize(
    ("text", "whole", "of_whom"),
    [
        (
            "40 doors on 31 checked. Although a door may not have been checked it was locked in "
            "all but two of these cases.",
            "9",
            "not checked",
        ),
        (
            "40 doors on 31 checked. Where a door had been checked it was locked in all but two "
            "of these cases.",
            "31",
            "checked",
        ),
        # It is not said which of the two these are.
        ("40 doors on 31 checked. It was locked in all but two of these cases.", None, ""),
    ],
)
def test_these_cases_are_the_counted_ones_or_the_others(
    read: Read, text: str, whole: str | None, of_whom: str
) -> None:
    *_, record = read("made-up.txt", text).records
    assert record.value == Decimal(2)
    assert record.denominator == (None if whole is None else Decimal(whole))
    assert record.of_whom == of_whom


def test_misprinted_figure_is_no_count(note: SourceReading) -> None:
    assert not any(record.value in {388000, 38800, 8000, 38} for record in note.records)


def test_what_is_left_out_is_kept(note: SourceReading) -> None:
    left_out = {r.subject: r.excluding for r in note.records if r.denominator == Decimal(180)}
    assert left_out == {"sexual offences": "rape"}


def test_part_names_the_passage_that_gives_its_whole(read: Read) -> None:
    reading = read("made-up.txt", "Crews tested 212 hydrants. Of these 25 were dry.")
    whole, part = reading.records
    assert part.before == whole.passage == reading.passages[0].id
    assert part.passage == reading.passages[1].id


def test_rough_figures_are_marked(read: Read) -> None:
    rough = read("made-up.txt", "About half of the 40 doors were open. Over 300 keys were lost.")
    assert [record.exact for record in rough.records] == [False, False]
