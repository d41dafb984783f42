"""By what passages can be found, and that it is the same however it was come by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.reading.keys import PassageKeys, read_keys
from cdi_qa.reading.readings import SourceReading, places_before
from cdi_qa.text import stem

from .conftest import Read

FARMS = """Farms

Inspectors saw 90 farms in 2016. They fined 22 of them.

Chief Constable Jane Doe spoke of the barns.
"""
BARNS = "Barns\n\nThe barns were empty from May to June 2015.\n"


@pytest.fixture
def readings(read: Read) -> list[SourceReading]:
    first, second = read("farms.txt", FARMS), read("barns.txt", BARNS)
    return [first, replace(second, source=replace(second.source, id="barns", title="barns"))]


def keys_of(readings: list[SourceReading], before: PassageKeys | None = None) -> PassageKeys:
    places = places_before(readings, readings if before else [])
    return read_keys(readings, load_lexicon(), before, places)


def told(keys: PassageKeys) -> list[tuple[frozenset[str], frozenset[str]]]:
    return [(keys.own(at), keys.around(at)) for at in range(len(keys))]


@pytest.mark.parametrize(
    ("clean", "own", "around", "neither"),
    [
        ("Inspectors saw 90 farms in 2016.", ["90", "2016", "number"], ["farm"], ["fine", "rank"]),
        ("They fined 22 of them.", ["fine", "22"], ["farm", "90", "2016"], ["barn", "period"]),
        ("Chief Constable Jane Doe spoke of the barns.", ["rank", "barn"], ["farm"], ["fine"]),
    ],
)
def test_a_passage_is_found_by_its_words_and_by_what_stands_around_it(
    read: Read, clean: str, own: list[str], around: list[str], neither: list[str]
) -> None:
    reading = read("farms.txt", FARMS)
    keys = keys_of([reading])
    at = [passage.clean for passage in reading.passages].index(clean)
    assert {stem(word) for word in own} <= keys.own(at)
    assert {stem(word) for word in around} <= keys.around(at)
    for word in neither:
        assert at not in keys.places(stem(word))
    for word in (*own, *around):
        assert at in keys.places(stem(word))


def test_a_word_that_nothing_says_has_no_place(readings: list[SourceReading]) -> None:
    assert keys_of(readings).places("submarin") == frozenset()


def test_a_part_has_the_keys_of_its_passages_and_no_others(readings: list[SourceReading]) -> None:
    keys = keys_of(readings)
    chosen = [len(keys) - 1, 0]
    part = keys.part(np.array(chosen))
    assert told(part) == [told(keys)[at] for at in chosen]
    for name in keys.names:
        expected = {at for at, place in enumerate(chosen) if place in keys.places(name)}
        assert part.places(name) == expected
    assert len(keys.part(np.array([], dtype=np.int64))) == 0


def test_what_was_saved_is_read_again(readings: list[SourceReading], tmp_path: Path) -> None:
    keys = keys_of(readings)
    keys.save(tmp_path / "keys")
    assert told(PassageKeys.load(tmp_path / "keys")) == told(keys)


def test_what_is_taken_over_is_what_would_be_read(
    readings: list[SourceReading], read: Read
) -> None:
    before = keys_of(readings)
    changed = read("farms.txt", FARMS.replace("fined", "warned"))
    now = [readings[1], replace(changed, source=readings[0].source)]
    places = places_before(now, readings)
    assert places == [len(readings[0].passages), None]
    assert told(read_keys(now, load_lexicon(), before, places)) == told(keys_of(now))


def test_a_document_with_another_title_is_read_anew(readings: list[SourceReading]) -> None:
    retitled = [replace(r, source=replace(r.source, title="The sheep report")) for r in readings]
    assert places_before(retitled, readings) == [None, None]
    assert places_before(readings, readings) == [0, len(readings[0].passages)]
