"""Whose row is meant where a question names none."""

from __future__ import annotations

import pytest

from cdi_qa.lookup.own_row import find_own_row

KEYS = {("north", "vale"): "North Vale", ("vale",): "North Vale", ("hexley",): "Hexley"}


@pytest.mark.parametrize(
    ("body", "titles", "prose", "expected"),
    [
        ("force", ["A note"], ["Hexley fell.", "So did Hexley and North Vale."], "Hexley"),
        ("force", ["Vale: a report"], ["Nothing else."], "North Vale"),
        ("force", ["A note"], ["No name at all."], None),
        ("district", ["Stop and search"], ["Hexley fell.", "Hexley is small."], None),
        ("district", ["Stop and search"], ["It sets Hexley beside the other districts."], "Hexley"),
        ("district", ["Fines"], ["It summarises the review of Hexley district."], "Hexley"),
        ("district", ["Fines"], ["The review of Hexley was late. Hexley met others."], None),
        ("district", ["Policing in Hexley"], ["North Vale.", "North Vale."], "Hexley"),
    ],
)
def test_the_own_row_is_the_one_named_most_but_no_part_of_the_whole(
    body: str, titles: list[str], prose: list[str], expected: str | None
) -> None:
    assert find_own_row(body, KEYS, titles, prose) == expected
