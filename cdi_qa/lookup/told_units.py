"""What the prose says a column's figures are: per cent, a number, minutes …"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cdi_qa.lookup.per_cent import PER_CENT
from cdi_qa.text import NUMBER_WORDS, words

_TIME = r"seconds|minutes|hours|days|weeks|months|years"
_PERIOD = re.compile(
    rf"\b(?:the )?(?:(?:last|past|previous|first|next) (?:\w+ )?|(?:\d+|{'|'.join(NUMBER_WORDS)}) )"
    rf"(?:{_TIME})\b",
    re.IGNORECASE,
)
"""A span of time in which something is counted, and no unit: "over the twelve months before"."""
_SHARE = rf"{PER_CENT.pattern}|percentages?\b|proportions?\b|shares?\b"
_VERB = r"(?:is|are|was|were|gives?|shows?|means?|counts?|stands? for|refers? to)"
_SPAN = 60
"""Characters after the verb in which a definition names what the figures are."""


def defined_unit(heading: str, texts: Iterable[str]) -> str | None:
    """The unit of a column by a sentence that says what its heading means: "Wait is the average
    number of minutes before …". "%", " minutes", "" for a count; None where no text defines it.
    """
    said = r"\W+".join(map(re.escape, words(heading)))
    # "Strip Search and Release are percentages" defines both; "the wait is too long" neither.
    names = r"(?:[A-Z][\w/&-]*(?:[ ,]+(?:and )?)?)*"
    defines = re.compile(
        rf"(?:^|[.;:]\s+)(?P<names>{names}(?i:{said})\b(?:,? and [A-Z]\w*(?: [A-Z]\w*)*)?)"
        rf"(?: column)?s?\s+{_VERB}\b(?P<told>.{{0,{_SPAN}}})"
    )
    for text in texts:
        found = defines.search(text)
        if (
            found
            and found["names"][0].isupper()
            and (unit := _unit_named(found["told"])) is not None
        ):
            return unit
    return None


def _unit_named(told: str) -> str | None:
    """The unit that a definition names first."""
    told = _PERIOD.sub(" ", told)
    patterns = {
        "%": _SHARE,
        "time": rf"\b(?P<time>{_TIME})\b",
        "": rf"\bnumbers?\b(?! of (?:{_TIME}))|\bcounts?\b",
    }
    found = {
        unit: match
        for unit, pattern in patterns.items()
        if (match := re.search(pattern, told, re.I))
    }
    if not found:
        return None
    unit = min(found, key=lambda each: found[each].start())
    return f" {found[unit]['time'].lower()}" if unit == "time" else unit


def printed_unit_of(figure: str, texts: Iterable[str]) -> str | None:
    """The unit that texts print after a figure: "%", " minutes", "" where another word follows;
    None where none prints it. A text that prints it as per cent counts before the others.
    """
    units = set()
    for text in texts:
        for found in re.finditer(rf"(?<![\d.,/]){re.escape(figure)}(?![\d/]|[.,]\d)", text):
            after = text[found.end() :]
            if re.match(rf"\s?(?:{PER_CENT.pattern})", after, re.I):
                units.add("%")
            elif time := re.match(rf"[\s-](?P<time>{_TIME})\b", after, re.I):
                units.add(f" {time['time'].lower()}")
            else:
                units.add("")
    return next((unit for unit in sorted(units, key=lambda unit: (unit != "%", unit == ""))), None)
