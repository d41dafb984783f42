"""What a question turns on, which a passage has to tell in some words of its own.

"Did the force say sorry" is told by no passage without a word of regret, however much it tells of
the force: each cue in a question asks for a cue in its answer.
"""

from __future__ import annotations

import re

from cdi_qa.answering.cues import CUES
from cdi_qa.asks import Asks
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import YEAR, figures, stem, stems, words

_TURNS_ON = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE)) for asked, told in CUES
)
_WHO_CALLED = re.compile(
    r"^\W*(?:and |so )?who(?: \w+)? (?:asked|called|pressed) for\b"
    r"|^\W*(?:and |so )?who(?: \w+)? (?:ordered|requested|commissioned|demanded|instigated)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:ask|call|press)(?:s|ed|ing)?(?: \w+){0,4} for\b"
    r"|\b(?:order|request|commission|demand|instigat)(?:s|ed|es)\b|\bat the request of\b",
    re.IGNORECASE,
)
_ASKED_TO = re.compile(r"\bask(?:s|ed|ing)?(?: \w+){1,4} to (?P<what>\w+)", re.IGNORECASE)
""""HMIC asked the force to review them" tells who asked for a review, not for an inspection."""
_VIEW = (
    r"(?:accept|agree|uph[eo]ld|reject|concede|admit|acknowledge|dispute|disagree|challenge|contest|"
    r"complain|object|blame|promise)"
    r"(?:e?d|s|ing)?"
)
_ASKS_VIEW = re.compile(
    rf"^\W*(?:(?:and|so|but) )*(?:did|does|do|has|have)(?P<who>(?: \w+){{1,5}}?)"
    rf"(?: (?:ever|really|actually|broadly|fully))? {_VIEW}\b",
    re.IGNORECASE,
)
_HOLDS_VIEW = re.compile(rf"{_VIEW}|raise[sd]?", re.IGNORECASE)
_FEELING = (
    r"(?:(?:dis)?pleased|(?:dis)?satisfied|(?:un)?happy|content|(?:un)?impressed|"
    r"disappointed|delighted|dismayed|surprised|shocked|angry|upset|worried|concerned|critical|"
    r"alarmed|proud|relieved|chuffed|gutted|thrilled|glad|cross|livid|bothered|fed up)"
)
_ASKS_FEELING = re.compile(
    rf"^\W*(?:(?:and|so|but) )*(?:is|are|was|were)(?P<who>(?: \w+){{1,5}}?)"
    rf"(?: (?:at all|ever|really|actually|very|so|too|quite))? {_FEELING}\b",
    re.IGNORECASE,
)
_FEELS = re.compile(rf"{_FEELING}|concerns?|concerned|regrets?|welcome[sd]?", re.IGNORECASE)
_OF_VIEWS = ((_ASKS_VIEW, _HOLDS_VIEW), (_ASKS_FEELING, _FEELS))
"""How it is asked whether somebody takes a view or feels so, and what tells that they do."""
SPEAKS_FOR = {"body:hmicfrs": "person:hm inspector"}
"""A body, and whose view is its own as well."""
_WITHIN = 10
"""Words after whose view it is within which the view stands."""
_NO_SUBJECT = [["with"], ["of"], ["by"], ["to"], ["from"], ["for"], ["against"]]
"""Before a name, what tells that the sentence is not on whom it names."""
_POINTED_AT = re.compile(
    r"\bthe (?P<figure>\d[\d,]*(?:\.\d+)?)(?!(?:st|nd|rd|th)\b|[\d.,/-]*\d)"
    r"(?! (?:forces|hours?|days?|weeks?|months?|years?)\b)",
    re.IGNORECASE,
)
""""the 1,500 incidents": a figure that the one who asks has read or worked out."""
_NEAR, _SMALL = 0.04, 10
"""How far apart, as a share, figures may be that are said of one thing, and the smallest told."""
_FIGURE_ASKED: frozenset[Asks] = frozenset({"count", "share", "yes_no", "when"})


def tells_turning_point(
    question: Question, passage: Passage, before: str, lexicon: Lexicon
) -> bool:
    """False where a question turns on something of which a passage has no word: a cue, a figure
    that it points at, whose view it is. `before` is what the passage points back to.
    """
    around = f"{passage.lead_in} {before} {passage.clean}"
    return (
        has_cues(question.text, f"{passage.lead_in} {passage.clean}")
        and _tells_of_figure(question, around)
        and _tells_whose_view(question, passage, before, lexicon)
    )


def has_cues(asked: str, told: str) -> bool:
    """False where a question turns on something of which a text has no word."""
    if _WHO_CALLED.search(asked) and not _CALLED.search(told):
        called = {stem(found["what"]) for found in _ASKED_TO.finditer(told)}
        if not called & set(stems(asked)):
            return False
    return all(not cue.search(asked) or answer.search(told) for cue, answer in _TURNS_ON)


def _tells_of_figure(question: Question, around: str) -> bool:
    """False where a question points at a figure ("of the 1,500") near which none stands in a
    passage and `around` it.
    """
    if question.asks not in _FIGURE_ASKED:
        return True
    pointed = [
        float(found["figure"].replace(",", ""))
        for found in _POINTED_AT.finditer(question.text)
        if not YEAR.fullmatch(found["figure"])
    ]
    held = [float(figure) for figure in figures(around)]
    return all(
        figure < _SMALL or any(abs(other - figure) <= _NEAR * figure for other in held)
        for figure in pointed
    )


def _tells_whose_view(question: Question, passage: Passage, before: str, lexicon: Lexicon) -> bool:
    """False where it is asked whether somebody accepts something and a passage tells of no view
    that is theirs; `before` is what it points back to.
    """
    if question.asks != "yes_no":
        return True
    asked, held = next(
        ((found, held) for asks, held in _OF_VIEWS if (found := asks.match(question.text))),
        (None, _HOLDS_VIEW),
    )
    if asked is None:
        return True
    whose = {u.key for u in lexicon.units(asked["who"]) if u.kind in {"body", "person"}}
    if not whose:
        return True
    whose |= {SPEAKS_FOR[key] for key in whose & SPEAKS_FOR.keys()}
    if whose & lexicon.keys(before):
        return held.search(passage.clean) is not None
    tokens = words(passage.clean)
    return any(
        any(map(held.fullmatch, tokens[unit.position + 1 : unit.position + 1 + _WITHIN]))
        for unit in lexicon.units(passage.clean)
        if unit.key in whose and tokens[unit.position - 1 : unit.position] not in _NO_SUBJECT
    )


def is_of_other_offence(
    question: Question, passage: Passage, before: str, lexicon: Lexicon
) -> bool:
    """True where a follow-up is on an offence spoken of before and a passage, or what it points
    back to or stands under, is on others alone: those of domestic abuse are no rapes.
    """
    offences = {u.key for u in (*question.units, *question.context) if u.kind == "offence"}
    if not offences or not question.context:
        return False
    for text in (passage.clean, before, " ".join(passage.section[-1:])):
        told = {unit.key for unit in lexicon.units(text) if unit.kind == "offence"}
        if told:
            return not told & offences
    return False
