"""What a question states: wants confirmed, sets out from, or takes for granted of all or none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cdi_qa.answering.stated_figures import stated_figures
from cdi_qa.grounding.mentions import Mention
from cdi_qa.knowledge.chatter import CHATTER
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.lookup.premises import split_statement
from cdi_qa.lookup.reader import is_yes_no
from cdi_qa.question import QUESTION_WORD

_ASKS_AFTER = re.compile(rf"[.!]\s+(?:(?:and|so|but)\s+)?{QUESTION_WORD}\b", re.IGNORECASE)
"""A question after a statement: "they split it into three. which three?"."""
_EITHER = re.compile(r"\W*(?:is|was) (?:it|this|that)\b.*\bor\b", re.IGNORECASE)
"""Asks which of two it is, and states neither."""
_PER_CENT = re.compile(r"\s*\b(?:pct|pc|percent)\b", re.IGNORECASE)
_PRESUMING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(?:and |so |but )?(?:why|how come|what made)\b(?P<said>.+)$",
        r"\b(?:glad|pleased|delighted|good|great|sad|sorry|shame|disgrace|disgusting|disgraceful|"
        r"shocking|terrible|appalling|amazing|brilliant)\b(?: to (?:hear|see|read|learn))?"
        r"(?: that)? (?P<said>[^.?!]+)",
        r"^\W*(?:it|the (?:report|note|inspectors?)) (?:says?|said)(?: that)?"
        r" (?P<said>[^.?!]+)[.!]",
        r"^(?P<said>[^.?!]+)[.!]\s+(?:why|how)\b",
    )
)
"""What a question states and does not ask."""
_TAKEN = re.compile(
    r"^\W*(?:(?:so|and|but|ok|well)\W+)*(?:"
    r"(?:since|given(?: that)?|seeing(?: as| that)?|now(?: that)?|considering(?: that)?|because|"
    r"as|when(?! (?:is|are|was|were|will|did|do|does|has|have|had|can|should)\b))\s+"
    rf"(?P<lead>[^,?]+?)(?:,\s*{QUESTION_WORD}\b.*|\W*)$"
    r"|(?:why|how come)(?: is it(?: that)?)?\s+(?P<why>.+))",
    re.IGNORECASE,
)
"""What a question sets out from, which is held against the documents for its figures alone:
"since they had a year, what …", "why did they get a year".
"""
WHOLLY = re.compile(
    r"\b(?:all(?! but\b)|every(?:thing| single| bit|one|body)?|none|nothing|nobody|no ?one|never|"
    r"entire(?:ly)?|whole(?: lot)?|wholly|completely|totally)\b",
    re.IGNORECASE,
)
_OBLIGED = re.compile(r"\b(?:should|must|ought|have to|has to|need to|needs to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated, with its figures."""

    text: str
    figures: tuple[Mention, ...]
    outright: bool
    """False for a plain yes-or-no question, which denies nothing and says "all" of nothing, and for
    what is only set out from.
    """
    asked: bool = True
    """False for what is only set out from, of which nobody asks whether it is so."""


def read_statement(text: str) -> Statement | None:
    """What a question wants confirmed or sets out from; None where it states nothing."""
    text = _PER_CENT.sub(" per cent", text)
    if _EITHER.match(text):
        return None
    if taken := _TAKEN.match(text):
        said = (taken["lead"] or taken["why"]).rstrip(" ?.!")
        return Statement(said, tuple(stated_figures(said)), outright=False, asked=False)
    said = split_statement(text)
    if _ASKS_AFTER.search(said or text):
        return None  # what is stated before is held against the documents by itself
    figures = tuple(stated_figures(said or text))
    if said is None and not (is_yes_no(text) and len(figures) == 1):
        return None
    return Statement(said or text, figures, said is not None)


def read_presumed(text: str) -> str | None:
    """What a question takes for granted of all or of none, and does not ask: "why did they reject
    all of it"; None where it takes nothing so.
    """
    for pattern in _PRESUMING:
        found = pattern.search(text)
        if found and WHOLLY.search(found["said"]) and not _OBLIGED.search(found["said"]):
            return found["said"]
    return None


def clause_of(figure: Mention, text: str) -> str:
    """The part of a statement between commas that a figure stands in."""
    start = text.rfind(", ", 0, figure.start) + 1
    end = text.find(", ", figure.end)
    return text[start : end if end >= 0 else len(text)]


def says_all(statement: str, told: str, lexicon: Lexicon) -> bool:
    """True where a text has, in the lexicon's words, all that a statement says was done: what was
    so in one year says nothing of what else was done in another.
    """
    keys = lexicon.keys(told)
    return all(key in keys for key in said_done(statement, lexicon))


def said_done(statement: str, lexicon: Lexicon) -> list[str]:
    """The keys of what a statement says was done, or of what: none in "were they told in 2014"."""
    return [
        unit.key
        for unit in lexicon.units(statement)
        if unit.kind != "body" and unit.surface not in CHATTER and not unit.surface[0].isdigit()
    ]
