"""Time asked for: a count of a year, a week or a day ("how many is that a week"), or the day of a
thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from cdi_qa.answering.record_drafts import RecordDrafts
from cdi_qa.answering.record_finder import Known, Match, RecordFinder
from cdi_qa.answering.say_records import number
from cdi_qa.knowledge.counting import read_meaning
from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.question import POINTS_BACK
from cdi_qa.schema import Claim, Draft
from cdi_qa.text import figures, stem, stems

_A_YEAR = {"day": 365, "week": 52, "month": 12}
_TIME = re.compile(
    r"\b(?:(?:a|per|each|every) (day|week|month)|(dai|week|month)ly)\b(?:,? on average\b)?", re.I
)
_SOON = re.compile(r"\b(?:in|inside|within|under|over|than|after|by|half|for)\s+$", re.I)
""""Within a day" says how soon, and not how often."""
_RATE = re.compile(
    r"\b(?:an?|per|each|every) (?:day|week|month|year|annum)\b|\b(?:dai|week|month)ly\b", re.I
)
_ANNUAL = r"(?:[\w’'-]+ ){0,4}(?:a|per|each|every) (?:year|annum)\b"
_ASKS = re.compile(r"\bhow (?:many|much|often)\b|\bnumber\b", re.I)


_OF_YEAR = re.compile(
    r"\b(?:a|per|each|every|last|this|past|previous|whole) (?:year|annum|(?:12|twelve) months)\b"
    r"|\b(?:annual(?:ly)?|yearly)\b",
    re.I,
)
_WHAT_WAS = re.compile(
    r"\bwhen (?:was|were|is|are|did|does|will) "
    r"(?:(?:they|he|she|we|you) (?:do|carry out|hold|run|conduct|make) )?"
    r"(?:the |this |that |our |their )?(?P<what>\w+)",
    re.IGNORECASE,
)
_SUBJECT = 3
"""Words of a sentence within which stands what it is of."""
_YEARLY = frozenset({"year", "last", "previous", "past", "annual", "annually", "yearly", "annum"})
_TELLS_OF_YEAR = re.compile(r"\b(?:years?|annum|annual\w*|yearly|(?:19|20)\d\d)\b", re.I)


def asks_of_year(text: str) -> bool:
    """True where a question asks how many there are in a year, or were in the last."""
    return _OF_YEAR.search(text) is not None and _ASKS.search(text) is not None


def tells_of_year(text: str) -> bool:
    """True where a text says of what year, or how often in one, something is."""
    return _TELLS_OF_YEAR.search(text) is not None


def without_year(units: Iterable[Unit], text: str) -> list[Unit]:
    """What a question is about beside the year whose count it asks for."""
    of_year = asks_of_year(text)
    return [unit for unit in units if not (of_year and unit.surface in _YEARLY)]


def is_of_its_day(question: str, told: str) -> bool:
    """True where what a passage begins with is what a day is asked of: "when was the visit"."""
    what = _WHAT_WAS.search(question) if not told.endswith(":") else None
    return what is not None and stem(what["what"]) in stems(" ".join(told.split()[:_SUBJECT]))


def asks_per_time(text: str) -> bool:
    """True where a question asks how many there are in a day, a week or a month."""
    found = _TIME.search(text)
    soon = found is None or (found[1] == "day" and _SOON.search(text[: found.start()]))
    return not soon and _ASKS.search(text) is not None


def tells_per_time(text: str) -> bool:
    """True where a text says of something how often it is in a time."""
    return _RATE.search(text) is not None


class PerTime:
    """Divides the yearly counts of one index."""

    def __init__(self, finder: RecordFinder, drafts: RecordDrafts, lexicon: Lexicon) -> None:
        self._finder = finder
        self._drafts = drafts
        self._lexicon = lexicon

    def answer(self, text: str, earlier: Sequence[str]) -> Draft | None:
        """About how many in a shorter time; None where no yearly count is surely what is meant."""
        asked = _TIME.search(text)
        if asked is None:
            return None
        about = earlier[-1] if earlier and POINTS_BACK.search(text) else text
        meaning = read_meaning(_TIME.sub(" ", about), self._lexicon)
        fitting = [
            known
            for known in (*self._finder.known, *self._finder.rough)
            if _is_annual(known)
            and meaning.keys
            and known.subject | known.predicate == meaning.keys
            and known.negative == meaning.negative
        ]
        values = {known.record.value for known in fitting}
        if len(values) != 1 or None in values:
            return None
        unit = (asked[1] or asked[2]).lower().replace("dai", "day")
        return self._say(fitting, unit)

    def _say(self, fitting: list[Known], unit: str) -> Draft:
        total = Decimal(fitting[0].record.value or 0)
        each = (total / _A_YEAR[unit]).quantize(Decimal(1), ROUND_HALF_UP)
        worked = f"{number(total)} a year ÷ {_A_YEAR[unit]}"
        matches = [Match(known, True) for known in fitting]
        found = self._drafts.claim(f"About {number(each)} a {unit}: {worked}", matches)
        quoted = f"{found.text} (“{fitting[0].passage.quote}”)"
        return self._drafts.draft([Claim(quoted, found.evidence, frozenset(figures(quoted)))])


def _is_annual(known: Known) -> bool:
    """True for a count of things of which the text says that it is of a year."""
    printed = re.escape(known.record.printed)
    stated = re.search(rf"{printed} {_ANNUAL}", known.passage.clean, re.I)
    return known.record.unit == "count" and stated is not None
