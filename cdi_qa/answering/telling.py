"""Whether a passage tells of what is asked beside what it is asked of."""

from __future__ import annotations

from cdi_qa.answering.lists import is_generic
from cdi_qa.answering.spoken import Spoken
from cdi_qa.knowledge.chatter import CHATTER
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.question import Question
from cdi_qa.schema import Passage

_IS_THERE = frozenset("work works working worked employed exist exists".split())
"""Said of all things counted: "how many people work for the force"."""


def tells_of_rest(
    question: Question, passage: Passage, counted: tuple[Unit, ...], spoken: Spoken
) -> bool:
    """False where a passage tells nothing of what is asked of the things counted, though others
    do: "we examined 120 files" does not say in how many a date was missing.
    """
    things = {unit.key for unit in counted}
    rest = [
        unit
        for unit in (*question.units, *question.context)
        if unit.key not in things and unit.kind != "body" and spoken.is_known(unit)
        if not (is_generic(unit) or unit.surface in CHATTER or unit.surface in _IS_THERE)
    ]
    return not rest or any(spoken.says(unit, passage) for unit in rest)


def says_own_words(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """False where a follow-up asks whether something is so ("were they investigated") of which
    the passage has no word, but only of what was spoken of before.
    """
    own = [unit for unit in question.units if spoken.is_known(unit) and unit.kind != "body"]
    if question.asks != "yes_no" or not question.context or not own:
        return True
    return any(spoken.speaks_of(unit, passage) for unit in own)
