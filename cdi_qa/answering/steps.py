"""One item of a list by its place: "the third stage", "the last step", "what comes after that"."""

from __future__ import annotations

import re

from cdi_qa.answering.lists import FoundList, ListFinder, asks_of_past
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.question import Question
from cdi_qa.text import NUMBER_WORDS, stem, words

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_PLACE = re.compile(
    rf"\b(?:(?P<nth>{'|'.join(_ORDINALS)})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th)|"
    r"(?P<last>last|final))(?: (?P<of>[a-z]+))"
    r"|\b(?P<numbered>[a-z]+) (?:number |no\.? ?)?(?P<number>\d{1,2}|[a-z]+)"
    r"(?:,? (?:please|then|again|pls|now))*\W*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:what(?:['’]?s| is| are| comes?| happens?)?|which(?: \w+)? (?:comes?|is|happens?))\b"
    r"[\w ]{0,80}?\b(?P<side>after|before|follows?|next after|straight after|right after)\b"
    r"(?: the)?(?P<item>.+)",
    re.IGNORECASE,
)
_STAGES = frozenset({"stages", "steps", "phases"})
"""Words for what follows in order, of which a document has one and a question another."""
_ALIKE = 0.75
"""Share of an item's stems that a question names from which it is that item."""
_FEWEST = 2
"""Stems; an item of fewer is named by chance."""


def find_step(question: Question, finder: ListFinder) -> tuple[FoundList, int] | None:
    """The list and the place, from 0, of the one item that is asked for; None where none is.

    A place counts only in a list that is introduced as one of what the question names ("stages"),
    and what comes before or after an item only in a list whose items are numbered.
    """
    if beside := _BESIDE.search(question.text):
        return _beside(beside, finder.lists)
    place = _PLACE.search(question.text)
    if place is None or _is_a_term(place, question):
        return None
    noun = f"{(place['of'] or place['numbered']).lower()}s"
    named = _STAGES if noun in _STAGES else {noun}
    named_so = [each for each in finder.lists if named & set(words(each.lead_in or each.heading))]
    # "Recommendation 2" is of the newest inspection unless another is named.
    past = asks_of_past(question)
    of_time = [each for each in named_so if finder.is_past(each) == past] or named_so
    placed = ((each, _place(place, len(each.items))) for each in of_time)
    return next(((each, at) for each, at in placed if at is not None), None)


def _is_a_term(place: re.Match[str], question: Question) -> bool:
    """True for "the last inspection" or "the first point", which count nothing."""
    said = words(place.group())
    return any(
        len(unit.surface.split()) > 1 and set(said) & set(unit.surface.split())
        for unit in question.units
    )


def _place(place: re.Match[str], count: int) -> int | None:
    """The place, from 0, that is named; None where there is none such."""
    if place["last"]:
        return count - 1
    if place["nth"]:
        at = _ORDINALS.index(place["nth"].lower())
    else:
        said = (place["digits"] or place["number"]).lower()
        number = NUMBER_WORDS.get(said, said)
        if not str(number).isdigit():
            return None
        at = int(number) - 1
    return at if 0 <= at < count else None


def _beside(beside: re.Match[str], lists: list[FoundList]) -> tuple[FoundList, int] | None:
    """The item next to the one that is named."""
    named = _content(beside["item"])
    best: tuple[float, FoundList, int] | None = None
    for found in lists:
        for at, item in enumerate(found.items) if found.numbered else ():
            own = _content(item.text)
            share = len(own & named) / max(len(own), 1)
            if len(own) >= _FEWEST and share >= _ALIKE and (best is None or share > best[0]):
                best = share, found, at
    if best is None:
        return None
    _, found, at = best
    at += -1 if beside["side"].lower() == "before" else 1
    return (found, at) if 0 <= at < len(found.items) else None


def _content(text: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in FUNCTION_WORDS}
