"""What a question or a passage speaks of only to leave it out: "excluding fraud"."""

from __future__ import annotations

import re

from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.question import Question
from cdi_qa.schema import Passage

_EXCLUSION = re.compile(
    r"\b(?:excluding|except(?: for)?|other than|apart from|not including|leaving out)\s+[\w-]+"
    r"(?:\s+[\w-]+)?",
    re.IGNORECASE,
)
_ABOUT_EXCLUSION = re.compile(
    r"\b(?:exclud\w*|except\w*|left out|leav\w+ out|not count\w*|isn'?t counted|aren'?t counted|"
    r"not includ\w*|without|apart from|take out|taken out|took (?:it|them|that) out|"
    r"counted in|inclusive|includ(?:e|es|ed|ing)|in the mix)\b"
    r"|^\W*(?:(?:and|so|but) )*(?:is|are|was|were|did|do|does|has|have)\b.*\b(?:look(?:ed)? at|"
    r"cover(?:ed)?|check(?:ed)?|examined?|audit(?:ed)?|sampled?|count(?:ed)?|part of)\b"
    r"|^\W*(?:what|how) about\b",
    re.IGNORECASE,
)


_WHAT_IS_SAID = re.compile(
    r"\b(?:say|says|said|mention(?:s|ed)?|anything|tell (?:me|us)|told|happened)\b.*"
    r"\b(?:about|of|on|with|to)\b|\bmention(?:s|ed)?\b",
    re.IGNORECASE,
)
"""Asks for whatever is told of something."""


def asks_of_exclusion(question: Question, only_left_out: bool = False) -> bool:
    """True where a question is about what was left out, or about all that is told of something
    that is `only_left_out`.
    """
    if _ABOUT_EXCLUSION.search(question.text):
        return True
    of_all = question.asks in {"fact", "yes_no"} and _WHAT_IS_SAID.search(question.text)
    return only_left_out and bool(of_all)


def tells_exclusion(passage: Passage) -> bool:
    """True where a passage says what is left out."""
    return _EXCLUSION.search(passage.clean) is not None


def only_excluded(text: str, unit: Unit, lexicon: Lexicon) -> bool:
    """True where a text names something only to leave it out ("excluding fraud")."""
    if unit.key not in lexicon.keys(text):
        return False
    return unit.key not in lexicon.keys(_EXCLUSION.sub(" ", text))


def leaves_out(asked: str, told: str, lexicon: Lexicon) -> bool:
    """True where one text names an offence of the other only to leave it out."""
    offences = (unit for unit in lexicon.units(asked) if unit.kind == "offence")
    return any(only_excluded(told, unit, lexicon) for unit in offences)
