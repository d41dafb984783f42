"""What phrases about counted things mean, in a document's words and in a member's."""

from __future__ import annotations

import pytest

from cdi_qa.knowledge.counting import SOME_TIME, head_keys, read_meaning
from cdi_qa.knowledge.lexicon import load_lexicon

DAY = 24 * 3600
SAME = [
    ("went unrecorded", "were not recorded"),
    ("had been recorded within 24 hours of receipt of the report", "was logged inside a day"),
    ("recorded late", "not recorded on time"),
    ("untested", "were never tested"),
    ("waited more than an hour", "waited over 60 minutes"),
    ("incorrectly stored", "not properly stored"),
    ("DA crimes missed", "domestic violence that slipped through"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_phrases_that_mean_the_same(one: str, other: str) -> None:
    lexicon = load_lexicon()
    first, second = read_meaning(one, lexicon), read_meaning(other, lexicon)
    assert first.keys == second.keys
    assert first.negative == second.negative
    assert SOME_TIME in {first.limit, second.limit} or first.limit == second.limit


DIFFERENT = [
    ("recorded", "unrecorded"),
    ("reviewed", "recorded"),
    ("recorded", "recorded within 24 hours"),
    ("recorded within 24 hours", "recorded within two days"),
    ("category 1 calls", "category 2 calls"),
    ("doors closed", "doors should have closed"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_phrases_that_do_not(one: str, other: str) -> None:
    lexicon = load_lexicon()
    assert read_meaning(one, lexicon) != read_meaning(other, lexicon)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("within 24 hours", DAY),
        ("the 24 hour mark", DAY),
        ("inside 24hrs", DAY),
        ("within seven minutes", 420),
        ("on time", SOME_TIME),
        ("the slowest", SOME_TIME),
        ("in 2017", None),
        ("every year", None),
    ],
)
def test_limits_of_time(text: str, limit: int | None) -> None:
    assert read_meaning(text, load_lexicon()).limit == limit


def test_what_is_left_out_is_no_subject() -> None:
    meaning = read_meaning("sex offences leaving rape out", load_lexicon())
    assert meaning.keys == {"offence:sexual offences"}
    assert meaning.excluding == {"offence:rape"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("flats in the county", {"flat"}),
        ("threats to kill", {"offence:threats to kill"}),
        ("letters about rape", {"letter", "offence:rape"}),
    ],
)
def test_head_of_a_noun_phrase(text: str, keys: set[str]) -> None:
    assert head_keys(text, load_lexicon()) == keys
