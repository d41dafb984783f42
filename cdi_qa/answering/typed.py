"""Whether a passage holds an answer of the asked type, of the very thing that is asked about."""

from __future__ import annotations

import re
from dataclasses import replace

from cdi_qa.answering.answer_type import (
    counts_of_before,
    figure_distance,
    holds_type,
    tells_how_much_of_it,
)
from cdi_qa.answering.people_told import goes_on_about_them
from cdi_qa.answering.per_time import is_of_its_day
from cdi_qa.answering.spoken import Spoken
from cdi_qa.answering.telling import names_doer
from cdi_qa.knowledge.counting import RECORDED
from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import NUMBER_WORDS

_REACH, _BESIDE = 9, 3
"""Words between a figure and what it counts: still of it, and plainly of it."""
_OF_ITS_DAY = 0.08
"""What counts for a passage that begins with the very thing whose day is asked for."""
_SO_MANY = "|".join(word for word, number in NUMBER_WORDS.items() if number > 1)
_WHICH_SO_MANY = re.compile(
    rf"\b(?:which|what|list|name)\b.{{0,60}}?\b(?P<number>{_SO_MANY}|[2-9]|1\d|20)"
    r"(?= (?:[a-z]+ ){0,2}?[a-z]+s\b)",
    re.IGNORECASE,
)
_SO_MANY_THINGS = re.compile(
    rf"(?<![\w./-])({_SO_MANY}|\d{{1,2}}) "
    r"(?!(?:minute|hour|day|week|month|year)s?\b|per\b|of\b)[a-z]",
    re.IGNORECASE,
)
_COUNTS_IT, _UNTYPED = 0.15, -0.05
"""What counts for a figure plainly of what is counted, and what against no answer of the type."""


def tells_type(
    question: Question,
    passage: Passage,
    counted: tuple[Unit, ...],
    spoken: Spoken,
    lexicon: Lexicon,
) -> tuple[bool, float]:
    """Whether the passage holds an answer of the asked type, and what that adds to its support.

    `counted` is what a number is wanted of, and what that is narrowed by.
    """
    before = spoken.before(passage)
    told = holds_type(question, passage, lexicon)
    if not told and question.asks == "who" and before and goes_on_about_them(passage.clean):
        told = holds_type(question, replace(passage, clean=before), lexicon)
    if not told and question.asks == "who":
        told = names_doer(question, passage, lexicon)
    if not told:
        return False, _UNTYPED
    if question.asks == "when" and is_of_its_day(question.text, passage.clean):
        return True, _OF_ITS_DAY
    quantified = tells_how_much_of_it(question, passage)
    if not counted or counted[0].key == RECORDED or quantified:
        return True, 0.0
    thing, *narrower = counted
    if not all(spoken.speaks_of(unit, passage) for unit in narrower):
        return False, _UNTYPED
    if not spoken.held(thing, passage) and spoken.held_in_other_words(thing, passage):
        told = _counts_in_other_words(thing, passage, spoken, lexicon)
        return (True, 0.0) if told else (False, _UNTYPED)
    distance = figure_distance(passage, thing, lexicon)
    if distance is None or distance > _REACH:
        named_before = thing.key in lexicon.keys(before)
        told = named_before and counts_of_before(passage.clean)
        return (True, 0.0) if told else (False, _UNTYPED)
    return True, _COUNTS_IT if distance <= _BESIDE else 0.0


def gives_as_many(asked: str, passage: Passage) -> bool:
    """True where it is asked which some things are ("what three things") and a passage, or what
    introduces it, tells of as many.
    """
    named = _WHICH_SO_MANY.search(asked)
    if named is None:
        return False
    said = named["number"].lower()
    number = str(NUMBER_WORDS.get(said, said))
    told = _SO_MANY_THINGS.finditer(f"{passage.lead_in} {passage.clean}")
    return any(str(NUMBER_WORDS.get(found[1].lower(), found[1])) == number for found in told)


def _counts_in_other_words(thing: Unit, passage: Passage, spoken: Spoken, lexicon: Lexicon) -> bool:
    """True where a figure stands near one of the words that a passage has for a thing, or where
    what stands around it has the word: visits "under three headings" are no three visits.
    """
    named = [unit for unit in lexicon.units(passage.clean) if spoken.means(thing, unit)]
    distances = [figure_distance(passage, unit, lexicon) for unit in named]
    return not named or any(at is not None and at <= _REACH for at in distances)
