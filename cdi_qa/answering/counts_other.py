"""Whether a passage tells of something beside what a number or an omission is asked of."""

from __future__ import annotations

import re

from cdi_qa.knowledge.counting import RECORDED
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question
from cdi_qa.schema import Passage

_UNRECORDED = "word:not recorded"
_WRITTEN = re.compile(r"record|logg|writ|wrote|book|enter|put|count")
"""Words for not recording that can mean nothing else, as "ignored" and "missed" can."""
_DOES_NOT_RECORD = re.compile(
    r"\b(?:do|does|did)(?: not|n['’]t) (?:record|log|note)\b(?P<what>(?: [\w'’-]+){0,4})", re.I
)
_OF_CRIME = re.compile(r"\b(?:crimes?|offences?|reports?|incidents?|it|them|all)\b", re.I)
"""What goes unrecorded where crimes do: "does not record opening codes" is of something else."""
_SELECTED = re.compile(r"\ba selection of\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\b(?:in total|altogether|in all|overall|all told)\b", re.IGNORECASE)
_LOOKED_AT = frozenset(
    {"word:examined", "word:selected", "term:sample", "term:dip-sample", "term:audit"}
)


def agrees_on_recorded(question: Question, passage: Passage, before: str, lexicon: Lexicon) -> bool:
    """False where one speaks of crimes recorded and the other of crimes that were not, or of
    something else that was not, or where all those looked at are to be counted and it counts
    those not recorded; `before` is what the passage points back to.
    """
    about = question.units + (question.context if question.asks == "why" else ())
    told = {unit.key for unit in lexicon.units(passage.clean)}
    if not told & {RECORDED, _UNRECORDED}:  # "in most of the 116 …"
        told |= {unit.key for unit in lexicon.units(before)}
    unrecorded = [unit for unit in about if unit.key == _UNRECORDED]
    left = _DOES_NOT_RECORD.search(passage.clean) if unrecorded else None
    if left is not None and _OF_CRIME.search(left["what"]) is None:
        return False
    if any(_WRITTEN.search(unit.surface) for unit in unrecorded):
        return bool(told & {RECORDED, _UNRECORDED})
    asked = {unit.key for unit in about}
    of_all = not any(unit.kind == "offence" for unit in about)
    if question.asks == "count" and of_all and asked & _LOOKED_AT and _UNRECORDED not in asked:
        return _UNRECORDED not in told or bool(told & _LOOKED_AT)
    counted = question.asks == "count" and RECORDED in asked
    return not (counted and _UNRECORDED in told and RECORDED not in told)


def is_narrower(question: Question, passage: Passage, lexicon: Lexicon) -> bool:
    """True where a number of all crime is asked for and the passage counts one kind of it."""
    asked = {unit.kind for unit in (*question.units, *question.context)}
    if question.asks not in {"count", "share"} or "offence" in asked:
        return False
    return any(unit.kind == "offence" for unit in lexicon.units(passage.clean))


def counts_only_part(question: Question, passage: Passage, narrower: bool) -> bool:
    """True where a number of all of them is asked for and the passage counts those of one kind
    (`narrower`), or only those that were picked out to be looked at.
    """
    if narrower and _IN_ALL.search(question.text):
        return True
    asked = {unit.key for unit in (*question.units, *question.context)}
    counted = question.asks in {"count", "share"} and not asked & _LOOKED_AT
    return counted and _SELECTED.search(passage.clean) is not None
