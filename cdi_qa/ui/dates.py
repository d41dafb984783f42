"""Dates as they are said."""

from __future__ import annotations

import calendar


def spoken_date(iso: str) -> str:
    """A date in words ("3 October 2017", "October 2017"); what is not one as it is."""
    parts = iso.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) not in {2, 3}:
        return iso
    year, month, *day = (int(part) for part in parts)
    if not 1 <= month <= 12:
        return iso
    return " ".join([*(str(number) for number in day), calendar.month_name[month], str(year)])
