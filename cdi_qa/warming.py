"""What the first questions to an index would wait for, done when it is opened."""

from __future__ import annotations

import atexit
import gc

from cdi_qa.assistant import Assistant

_QUESTIONS = ("which is the lowest", "who mispeled it", "why was that so in 2017")
"""One for the tables, one with a word that nobody knows, one for the prose of a year."""
# Libraries complain at the end of what was never freed.
atexit.register(gc.unfreeze)


def warm_up(assistant: Assistant) -> None:
    """Load the model and the stores, and leave all that is loaded out of the search for garbage.

    For a process of this program's own, as that search is a setting of the whole process. It looks
    through everything that is alive, again each time that so much more is: with a large corpus a
    quarter of a second in the middle of an answer. What was left out before is looked through once
    more here, so that an index which this one takes the place of is freed.
    """
    assistant.index.read_ahead()
    for question in _QUESTIONS:
        assistant.ask(question)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
