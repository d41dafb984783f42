"""What a column holds, by its heading: times, shares, counts, and which way of it is good."""

from __future__ import annotations

import re

from cdi_qa.lookup.per_cent import says_per_cent
from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases
from cdi_qa.schema import Column
from cdi_qa.text import NUMBER_WORDS, YEAR, stem, words

DENIAL = re.compile(r"not (\w+)", re.IGNORECASE)
"""A heading of what was not done: "Not recorded"."""
TIME_LIMIT = re.compile(
    rf"\b(?:within|under|in|less than) (?P<limit>(?:\d+|{'|'.join(NUMBER_WORDS)}) "
    r"(?:seconds|minutes|hours|days|weeks|months))\b",
    re.IGNORECASE,
)
"""The limit of a heading of shares in time: "Within 10 minutes", "Under four hours"."""
_SHARED = re.compile(r"\b(?:within|rates?|share|proportion|target|on time)\b", re.IGNORECASE)
"""Other words of headings for a share of something."""

_OF_COUNTS = re.compile(r"\b(?:thousands|millions|numbers? of)\b", re.IGNORECASE)
"""Words of a caption that the figures of years under it are counts of something."""
_EACH = re.compile(
    r"\b(?:per|each|average|mean|median|weekly|monthly|yearly|annual|fees?|prices?|rent|pay|ages?|"
    r"(?<!in the )(?<!over the )(?<!this )(?<!last )years?|rank|score|scores|points?)\b",
    re.IGNORECASE,
)
"""Words of headings whose figures are of one thing each and come to nothing together."""


def measures_time(column: Column) -> bool:
    """True for a column of how long something takes, and not of what share was in time."""
    timed = _is_headed(column, "of_time") and not measures_money(column)
    return timed and not is_share(column)


def measures_money(column: Column) -> bool:
    """True for a column of what something costs or pays, by its heading."""
    of_money = set(load_phrases()["directions"]["of_money"])
    paid = column.kind == "number" and bool(of_money & set(words(column.heading)))
    return not is_share(column) and (  # who is "Charged" pays nothing
        paid or (column.kind == "number" and "£" in column.heading)
    )


def is_better_low(column: Column) -> bool:
    """True where a lower figure is the better one, by what the heading speaks of."""
    in_time = re.search(r"\b(?:within|on time|in time|target)\b", column.heading, re.IGNORECASE)
    low = _is_headed(column, "low_is_good") or bool(DENIAL.fullmatch(column.heading))
    return low and not (
        in_time or TIME_LIMIT.search(column.heading) or _is_headed(column, "high_is_good")
    )


def is_share(column: Column) -> bool:
    """True for a column of shares, by its heading: "Rate", "Within standard (%)"."""
    heading = column.heading
    shared = _SHARED.search(heading) or TIME_LIMIT.search(heading)
    return says_per_cent(heading) or shared is not None


def can_be_added(vocabulary: Vocabulary) -> frozenset[str]:
    """The names of the columns whose figures make a sum: counts and money, and no times, fees or
    ranks.
    """
    table = vocabulary.table
    money = (column for column in table.columns if measures_money(column))
    counted = _OF_COUNTS.search(table.caption) and not says_per_cent(table.caption)
    years = (column for column in table.columns if counted and YEAR.fullmatch(column.heading))
    return frozenset(
        column.name
        for column in (*counting(vocabulary), *money, *years)
        if not measures_time(column) and _EACH.search(column.heading) is None
    )


def _is_headed(column: Column, group: str) -> bool:
    known = {stem(word) for word in load_phrases()["directions"][group]}
    return column.kind == "number" and any(stem(word) in known for word in words(column.heading))


def counting(vocabulary: Vocabulary) -> list[Column]:
    """The columns of a table's whole numbers that are no shares."""
    return [column for column in vocabulary.whole_numbers if not is_share(column)]
