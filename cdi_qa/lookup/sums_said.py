"""Sums of money as people say them, in the unit of a table's columns: "60 million", "£100m"."""

from __future__ import annotations

import re
from decimal import Decimal

from cdi_qa.lookup.holds import measures_money
from cdi_qa.schema import Table
from cdi_qa.text import NUMBER_WORDS

_MANY = {"k": 3, "grand": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
"""The powers of ten that figures are said with."""
_SAID = re.compile(
    r"£?(?<![\w.,])(?:(?P<figure>\d[\d,]*(?:\.\d+)?)\s?(?P<many>k|grand|thousand|mn|m|million|bn"
    rf"|billion)|(?P<word>an?|half an?|{'|'.join(NUMBER_WORDS)})"
    r" (?P<great>grand|thousand|million|billion))\b",
    re.IGNORECASE,
)
_WORDS: dict[str, int | Decimal] = {
    **NUMBER_WORDS,
    "a": 1,
    "an": 1,
    "half a": Decimal("0.5"),
    "half an": Decimal("0.5"),
}
_HEADED = (
    (re.compile(r"£\s?(?:m|mn|million)\b|\(m\)|\bmillions?\b", re.IGNORECASE), 6),
    (re.compile(r"£\s?(?:k|000s?|thousands?)\b|\b(?:000s|thousands?)\b", re.IGNORECASE), 3),
)
"""How headings say that their figures are in millions or thousands."""


def say_sums_in_units(question: str, table: Table) -> str:
    """The question with its sums of money as the table prints them; as it is where the table has
    no money, or columns of money in several units.
    """
    powers = {
        next((power for said, power in _HEADED if said.search(column.heading)), 0)
        for column in table.columns
        if measures_money(column)
    }
    if len(powers) != 1:
        return question
    unit = powers.pop()

    def put(match: re.Match[str]) -> str:
        word = match["word"]
        said = _WORDS[word.lower()] if word else match["figure"].replace(",", "")
        figure = Decimal(said)
        many = (match["many"] or match["great"]).lower()
        return f"{figure.scaleb(_MANY[many] - unit).normalize():f}"

    return _SAID.sub(put, question)
