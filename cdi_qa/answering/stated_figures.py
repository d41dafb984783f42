"""Figures and dates that a question states, held against those that a passage gives."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations

from cdi_qa.grounding.amounts import same_amount
from cdi_qa.grounding.mentions import Mention, find_mentions
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.text import stems, years_of

_STATED = frozenset({"count", "percent", "points", "date", "time"})
_HOURS = {
    "second": Decimal(1) / 3600,
    "minute": Decimal(1) / 60,
    "hour": Decimal(1),
    "day": Decimal(24),
    "week": Decimal(168),
    "fortnight": Decimal(336),
    "month": Decimal(730),
    "year": Decimal(8760),
}
_ONE_SPAN = re.compile(
    r"\b(?:had|have|has|got|gets?|gave|give|given|within|in|of|for|took|takes?|them|us|force|to)"
    r"\s+(?:only |just |about |a whole )?"
    rf"(?P<span>(?P<half>half\s+)?(?:an?|one)\s+(?P<unit>{'|'.join(_HOURS)}))\b"
    rf"|^\W*(?P<first>(?P<first_half>half\s+)?an?\s+(?P<first_unit>{'|'.join(_HOURS)}))\b",
    re.IGNORECASE,
)
""" "A year", "half a year": spans of time that hold no figure."""
_TYPED_MONTH = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|"
    r"(?<=\bin )(?:may|march)|(?:may|march)(?= (?:19|20)\d\d))\b"
)
"""A month as it is typed in haste; "may" and "march" are mostly other words."""
_ALIKE = 12
"""One part in so many that two spans of time may differ and be the same: four weeks, a month."""
_ROUND = re.compile(r"\b(?:about|around|roughly|some|nearly|almost|like|over|under|ish)\b", re.I)
_FEW = 10
"""One part in so many that "over 38,000" may be off the figure itself."""
_BESIDE = 40
"""Characters after a count in which what it counts is looked for."""
_NOUN_WITHIN = 4
"""Words after a figure in which stands what it counts."""
_NEAR = 50
"""One part in so many that a rounded figure may be off."""


def stated_figures(text: str) -> list[Mention]:
    """The counts, rates, dates and spans of time of a statement, in order."""
    text = _TYPED_MONTH.sub(lambda match: match[0].capitalize(), text)
    found = [mention for mention in find_mentions(text) if mention.unit in _STATED]
    for match in _ONE_SPAN.finditer(text):
        name, half, unit = (
            ("span", match["half"], match["unit"])
            if match["span"]
            else ("first", match["first_half"], match["first_unit"])
        )
        span = match.span(name)
        if not any(each.start < span[1] and span[0] < each.end for each in found):
            value = Decimal("0.5") if half else Decimal(1)
            found.append(Mention(*span, "time", value, match[name], unit.lower()))
    return sorted(found, key=lambda mention: mention.start)


def is_only_year(figure: Mention) -> bool:
    """True for a date of which no more than the year is said."""
    return isinstance(figure.value, tuple) and figure.value[1] is None


def are_of_other_years(asked: str, told: str) -> bool:
    """True where both texts name years, and none that the other names."""
    one, other = years_of(asked), years_of(told)
    return bool(one and other and not one & other)


def is_comparable(said: Mention, told: Mention) -> bool:
    """True where two figures are of one kind, so that one may be put in the other's place."""
    if said.unit == "date" and told.unit == "date":
        assert isinstance(said.value, tuple)
        assert isinstance(told.value, tuple)
        return all(
            one is None or other is not None
            for one, other in zip(said.value[:2], told.value[:2], strict=True)
        )
    return told.unit in _kinds(said)


def _kinds(figure: Mention) -> set[str]:
    """The units that a figure may have: a bare decimal is a rate or a margin."""
    fraction = isinstance(figure.value, Decimal) and figure.value % 1 != 0
    return {"percent", "points"} if figure.unit == "count" and fraction else {figure.unit}


def agrees(said: Mention, told: Mention, statement: str) -> bool:
    """True where a figure of a statement is a passage's figure, or a rounding of it."""
    if not is_comparable(said, told):
        return False
    if isinstance(said.value, tuple) or isinstance(told.value, tuple):
        return same_amount(said, told)
    if said.unit == "time":
        one, other = said.value * _HOURS[said.measure], told.value * _HOURS[told.measure]
        return abs(one - other) * _ALIKE <= max(one, other)
    if said.value == told.value:
        return True
    if said.hedge in {"lower", "upper"}:
        low, high = sorted((said.value, told.value))
        held = (said.value < told.value) == (said.hedge == "lower")
        return held and (high - low) * _FEW <= high
    rounded = bool(said.hedge) or _ROUND.search(statement[max(0, said.start - 9) : said.start])
    near = abs(said.value - told.value) * _NEAR <= told.value
    whole = said.unit == "percent" and round(told.value) == said.value
    return bool((rounded and near) or whole)


def counted_by(figure: Mention, text: str, lexicon: Lexicon) -> str | None:
    """The key of the first thing named after a count; None where there is none, or no count."""
    if figure.unit != "count":
        return None
    units = lexicon.units(text[figure.end : figure.end + _BESIDE])
    return units[0].key if units else None


def counts_as_many(figure: Mention, text: str, passage: str, lexicon: Lexicon) -> bool:
    """True where a passage counts so many of the very thing that a text counts."""
    counted = counted_by(figure, text, lexicon)
    return counted is not None and any(
        agrees(figure, told, text) and counted_by(told, passage, lexicon) == counted
        for told in find_mentions(passage)
    )


def is_held(said: Mention, statement: str, passage: str) -> bool:
    """True where a passage, with what stands around it, gives the figure of a statement."""
    if is_only_year(said):
        return bool(years_of(said.printed) & years_of(passage))
    return any(agrees(said, told, statement) for told in find_mentions(passage))


def gives_other(said: Mention, statement: str, passage: str) -> bool:
    """True where a passage gives figures of the same kind, and not the one that is stated."""
    told = [figure for figure in find_mentions(passage) if is_comparable(said, figure)]
    if is_worked_out(said, passage) or _counts_another(said, statement, told, passage):
        return False
    return bool(told) and not is_held(said, statement, passage)


def _counts_another(said: Mention, statement: str, told: list[Mention], passage: str) -> bool:
    """True where a passage speaks of what is said to be counted, and its figures count others.

    "Two systems" is not put right by "three headings: governance; systems; skills".
    """
    if said.unit != "count":
        return False
    after = stems(statement[said.end :])[:_NOUN_WITHIN]
    spoken = frozenset(stems(passage))
    noun = next((word for word in after if word in spoken), None)
    if noun is None or any(noun in stems(passage[: figure.start])[-1:] for figure in told):
        return False
    return not any(noun in stems(passage[figure.end :])[:_NOUN_WITHIN] for figure in told)


def is_worked_out(said: Mention, passage: str) -> bool:
    """True for the sum or the difference of two counts of a passage: "1,500", of a thousand and
    five hundred more; "17 were not recorded", of 167 less 150.
    """
    told = [figure.value for figure in find_mentions(passage) if is_comparable(said, figure)]
    counts = [value for value in told if isinstance(value, Decimal)]
    return said.unit == "count" and any(
        said.value in {one + other, abs(one - other)} for one, other in combinations(counts, 2)
    )
