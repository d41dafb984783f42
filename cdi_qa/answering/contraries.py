"""Whether a passage says the contrary of what a question takes to have happened, or to be thought.

"Why did they scrap the form" is not answered by what says that it was introduced, however much both
speak of the form; where it is taken for granted, that is to be said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cdi_qa.answering.turning_on import SPEAKS_FOR
from cdi_qa.asks import Asks
from cdi_qa.grounding.english import load_english, plain
from cdi_qa.knowledge.chatter import CHATTER
from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.lookup.premises import split_statement
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import words, years_of

_PRESUMES = re.compile(
    r"^\W*(?:(?:and|so|but|ok|well)\W+)*(?:why|how come|what made|how (?:did|has|does|do|have)|"
    r"who|when (?:did|was|were|has|have|is|are))\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"^\W*with (?:\w+ ){1,4}(?:counted|included|left|taken|put)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"^\W*(?:[\w'’]+ ){1,3}?(?:will|would|shall|can|could|might|must|needs?|ha(?:s|ve) to)\b"
    r"|^\W*\w+['’]ll\b",
    re.IGNORECASE,
)
"""Asks of what may come about, of which the contrary may say more than anything."""
_OF_EVENT = re.compile(r"^\W*(?:(?:and|so|but|ok|well)\W+)*(?:when|who)\b", re.IGNORECASE)
_OPEN: frozenset[Asks] = frozenset({"why", "when", "who", "name", "fact"})
_DENIES = 4
"""Words before a verb among which a denial is of it: "have not decided to accept"."""
_OF_ANOTHER = frozenset({"for", "about", "with", "by", "because", "but", "while"})
"""Words that part a verb that is denied from what stands after it."""
_OF_IT = 9
"""Words around a verb among which stands what it is said of."""
_SOMEBODY = frozenset({"body", "person"})


@dataclass(frozen=True, slots=True)
class _Pair:
    one: re.Pattern[str]
    other: re.Pattern[str] | None
    is_event: bool
    """True for what may happen and be undone later."""
    is_view: bool
    """True for what somebody thinks: nobody else's view is contrary to it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says of a pair: where, in words, and whether it is the first that holds by it."""

    start: int
    end: int
    holds: bool


@lru_cache(maxsize=1)
def _pairs() -> tuple[_Pair, ...]:
    return tuple(
        _Pair(
            _whole_words(entry["one"]),
            _whole_words(entry["other"]) if "other" in entry else None,
            entry.get("event", False),
            entry.get("view", False),
        )
        for entry in load_english()["contrary"]
    )


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a question says of a pair, and the keys of what it says it of: of things, and of
    somebody only where no thing is named.
    """

    pair: _Pair
    holds: bool
    of: frozenset[str]
    who: frozenset[str]
    """Who does it, or whose view it is."""


def is_contrary(question: Question, told: str, lexicon: Lexicon) -> bool:
    """True where a text says only the contrary of what a question is about."""
    if question.asks not in _OPEN or _TO_COME.match(question.text):
        return False
    stated = _state(question.text, lexicon)
    return stated is not None and _says(stated, told, lexicon) is False


def presumes(question: Question, lexicon: Lexicon) -> bool:
    """True where a question takes for granted what may have a contrary."""
    text = question.text
    presuming = question.asks != "yes_no" and _PRESUMES.match(text) and not _TO_COME.match(text)
    stating = presuming or _WITH.match(text) or split_statement(text)
    return bool(stating) and _state(text, lexicon) is not None


def denies_presumed(question: Question, passage: Passage, lexicon: Lexicon) -> bool | None:
    """Whether a passage says the contrary of what a question takes for granted, None where it says
    neither. What has come about may be undone later: where it is asked when or by whom, that is
    the contrary only of the same year.
    """
    stated = _state(question.text, lexicon)
    if stated is None:
        return None
    may_be_both = stated.pair.is_event and _OF_EVENT.match(question.text)
    if may_be_both and not years_of(question.text) & years_of(passage.context):
        return None
    held = _says(stated, passage.clean, lexicon)
    return None if held is None else not held


@lru_cache(maxsize=64)
def _state(asked: str, lexicon: Lexicon) -> _Stated | None:
    """What a question says first and outright of a pair: what "accept that they lost it" says is
    that they accept it.
    """
    asked = plain(split_statement(asked) or asked)
    first: tuple[int, _Stated] | None = None
    for pair in _pairs():
        said = _read(pair, asked)
        if len({each.holds for each in said}) != 1 or (first and said[0].start >= first[0]):
            continue
        near = _near(asked, said, lexicon)
        things = [unit for unit in near if unit.kind not in _SOMEBODY]
        if pair.other is None:  # "why are they not coming back" is of who comes
            things = near
        if pair.is_view:
            things = _viewed(things, said, asked)
        start = said[0].start
        who = _who(near, start) if pair.is_view else []
        stated = _Stated(pair, said[0].holds, _keys(things or near), _keys(who))
        first = said[0].start, stated
    return first[1] if first else None


def _says(stated: _Stated, told: str, lexicon: Lexicon) -> bool | None:
    """Whether a text says of the same thing what a question does; None where it says neither, or
    says it of somebody else.
    """
    told = plain(told)
    of_same = []
    found = _read(stated.pair, told)
    if len({each.holds for each in found}) > 1:
        return None  # "they either agree or challenge it"
    for each in found:
        near = _near(told, [each], lexicon)
        who = _keys(_who(near, each.start))
        of_another = stated.who and who and not stated.who & who
        if stated.of & _keys(near) and not of_another:
            of_same.append(each.holds == stated.holds)
    return of_same[0] if of_same else None


def _viewed(things: list[Unit], said: list[_Said], asked: str) -> list[Unit]:
    """What a view is of, and not whose it is: whatever stands after the word that says it."""
    end = max(each.end for each in said)
    if words(asked)[end : end + 1] == ["by"]:
        return things
    return [unit for unit in things if unit.position >= end] or things


def _who(near: list[Unit], start: int) -> list[Unit]:
    """Who is said to do it: whoever is named before the word that says it."""
    return [unit for unit in near if unit.kind in _SOMEBODY and unit.position < start]


def _keys(units: list[Unit]) -> frozenset[str]:
    keys = {unit.key for unit in units}
    return frozenset(keys | {SPEAKS_FOR[key] for key in keys & SPEAKS_FOR.keys()})


def _read(pair: _Pair, text: str) -> list[_Said]:
    """Every time that a text says one or the other, with denials read into it."""
    said = []
    for pattern, holds in ((pair.one, True), (pair.other, False)):
        for match in pattern.finditer(text) if pattern is not None else ():
            before = words(text[: match.start()])
            denied = not _denials().isdisjoint(_near_before(before))
            start = len(before)
            said.append(_Said(start, start + len(words(match.group())), holds != denied))
    return said


@lru_cache(maxsize=1)
def _denials() -> frozenset[str]:
    return frozenset(load_english()["denial"]["words"])


def _near_before(before: list[str]) -> list[str]:
    """The words among which a denial is of what follows: what they did "not apologise for" was."""
    near = before[-_DENIES:]
    ends = [at + 1 for at, word in enumerate(near) if word in _OF_ANOTHER]
    return near[ends[-1] if ends else 0 :]


def _near(text: str, said: list[_Said], lexicon: Lexicon) -> list[Unit]:
    """What stands near the words that say it, without what those words are themselves: those of
    "get the badge back" are its first and its last.
    """
    verbs = {at for each in said for at in (each.start, each.end - 1)}
    return [
        unit
        for unit in lexicon.units(text)
        if unit.surface not in CHATTER
        and unit.position not in verbs
        and any(each.start - _OF_IT <= unit.position < each.end + _OF_IT for each in said)
    ]
