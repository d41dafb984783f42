"""A printed figure → its number and unit: "8.7 mins", "£21.4m", "91.2 (±1.5)", "08:42"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

NUMBER = re.compile(r"[-+−]?[£€$]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?%)?")
MALFORMED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*,(?:\d{4,}|\d{1,2})(?![\d,])")
"""A figure whose commas do not part thousands."""
CLOCK = "h:min"
"""The unit of clock times and of times in minutes and seconds: their number is in the first part,
so that they have an order, but nothing that is worked out of them could be printed.
"""
_UNITS = {
    "second": ("seconds", "secs", "second", "sec"),
    "minute": ("minutes", "mins", "minute", "min"),
    "hour": ("hours", "hrs", "hour", "hr"),
    "day": ("days", "day"),
    "week": ("weeks", "week"),
    "month": ("months", "month"),
    "year": ("years", "year"),
    "percentage point": ("percentage points", "percentage point", "ppts", "ppt", "pp"),
    "point": ("points", "point", "pts"),
    "thousand": ("thousand", "k"),
    "million": ("million", "m"),
    "billion": ("billion", "bn"),
}
"""Units in the singular, and how they are printed."""
_MONEY = {"£": "pounds", "€": "euros", "$": "dollars"}
_LARGE = frozenset({"thousand", "million", "billion"})
_SPELT = {spelling: unit for unit, spellings in _UNITS.items() for spelling in spellings}
_LETTERS = {"h": "hour", "m": "minute", "s": "second"}
"""Units of times of two parts by their first letters: "9m 48s"."""
_SPELLINGS = "|".join(sorted(map(re.escape, _SPELT), key=len, reverse=True))
_PLAIN = r"\d+(?:\.\d+)?\s?%?"
_MARGIN = (
    rf"(?:±|\+/[-−–])\s?{_PLAIN}"
    rf"|\(\s?(?:±|\+/[-−–])\s?{_PLAIN}\s?\)"
    rf"|[(\[]\s?{_PLAIN}\s?(?:[-–,]|to)\s?{_PLAIN}\s?[)\]]"
)
QUANTITY = re.compile(
    rf"(?P<clock>\d{{1,2}}:[0-5]\d(?::[0-5]\d)?)"
    rf"|(?P<whole>\d+)\s?(?P<of>hours?|hrs?|h|minutes?|mins?|m),?\s?(?:and\s)?"
    rf"(?P<part>\d+)\s?(?P<in>minutes?|mins?|m|seconds?|secs?|s)\b"
    rf"|(?P<sign>±\s?|\+/[-−–]\s?)?(?P<figure>{NUMBER.pattern})"
    rf"(?:\s?(?P<share>per\s?cent)\b|\s?(?P<unit>{_SPELLINGS})\b)?"
    rf"(?P<margin>\s?(?:{_MARGIN}))?",
    re.IGNORECASE,
)
"""A figure with what may stand around it."""


@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> tuple[Decimal, str] | None:
    """The number that a text is and its unit in words that follow a figure, or None.

    The unit is "%", "minutes", "million pounds", CLOCK or, where none is printed, empty. A margin
    of error is left out of the number; a margin by itself is a number without a sign.
    """
    found = QUANTITY.fullmatch(text)
    if found is None:
        return None
    if found["clock"]:
        return _sixtieths(found["clock"]), CLOCK
    if found["whole"]:
        spelt = _SPELT | _LETTERS
        larger, smaller = spelt[found["of"].lower()], spelt[found["in"].lower()]
        if (larger, smaller) not in {("hour", "minute"), ("minute", "second")}:
            return None
        return 60 * Decimal(found["whole"]) + Decimal(found["part"]), f"{smaller}s"
    figure = found["figure"]
    number = Decimal(re.sub(r"[£€$,%\s]", "", figure).replace("−", "-"))
    if "%" in figure or found["share"]:
        return number, "%"
    if not found["unit"]:
        return number, ""
    unit = _SPELT[found["unit"].lower()]
    money = next((name for sign, name in _MONEY.items() if sign in figure), "")
    if money:
        return (number, f"{unit} {money}") if unit in _LARGE else None
    return number, unit if unit in _LARGE else f"{unit}s"


def _sixtieths(clock: str) -> Decimal:
    """The first part of "8:42" or "1:08:42", the others as a fraction of it."""
    first, *rest = (Decimal(part) for part in clock.split(":"))
    return first + sum((part / 60**at for at, part in enumerate(rest, start=1)), Decimal(0))
