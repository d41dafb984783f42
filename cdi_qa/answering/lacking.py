"""What a passage lacks that is otherwise like a question: structure tells where likeness cannot."""

from __future__ import annotations

from functools import lru_cache

from cdi_qa.answering.contraries import is_contrary
from cdi_qa.answering.counts_other import agrees_on_recorded, counts_only_part
from cdi_qa.answering.other_place import Places
from cdi_qa.answering.other_time import is_item_of_other_time, is_undone, tells_of_time
from cdi_qa.answering.per_time import asks_of_year, tells_of_year
from cdi_qa.answering.reasons import is_reason_of_other
from cdi_qa.answering.speaking import find_speaker, speaks
from cdi_qa.answering.spoken import Spoken
from cdi_qa.answering.telling import (
    stays_on_it,
    tells_of_all,
    tells_of_lapse,
    tells_of_rest,
)
from cdi_qa.answering.to_come import is_still_to_come, only_asks
from cdi_qa.answering.turning_on import is_of_other_offence, tells_turning_point
from cdi_qa.index import Index
from cdi_qa.knowledge.counting import RECORDED
from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import years_of

OUTCOME = "outcome"
"""Missing where a passage tells of what is to come and it is asked how it went."""
A_YEAR = "a year"
"""Missing where a passage does not say that its figures are of a year, and that is asked."""
UNTOLD = "untold"
"""Missing where a passage has no word of what a question turns on."""
ANSWER = "answer"
"""Missing where a passage tells of what is asked about and answers another question."""
_WHOLE, _TIME, _PLACE, _SPEAKER = "whole", "time", "place", "speaker"
_FIGURES = frozenset({"count", "share", "money"})
_WEIGHED = 8
"""Questions whose speakers are kept: each passage that is judged asks for them."""


class Lacking:
    """Holds the passages of one index against what a question asks."""

    def __init__(self, index: Index, spoken: Spoken) -> None:
        self._index = index
        self._spoken = spoken
        self._places = Places(index.corpus.passages)
        self._speaker = lru_cache(maxsize=_WEIGHED)(self._find_speaker)

    def find(
        self, question: Question, passage: Passage, counted: tuple[Unit, ...], narrower: bool
    ) -> list[str]:
        """Keys of what a passage lacks to be the answer; `counted` is what a number is wanted of,
        and what that is narrowed by, and `narrower` true where it counts one kind of all crime.
        """
        lexicon, spoken, text = self._index.lexicon, self._spoken, question.text
        before = spoken.before(passage)
        told = stays_on_it(question, passage, spoken) and tells_of_all(question, passage, spoken)
        speaker = self._speaker(question)
        of_year = not asks_of_year(text) or tells_of_year(passage.clean)
        checks = (
            (RECORDED, agrees_on_recorded(question, passage, before, lexicon)),
            (ANSWER, told),
            (ANSWER, not counted or tells_of_rest(question, passage, counted, spoken)),
            (_WHOLE, not counts_only_part(question, passage, narrower)),
            (OUTCOME, not is_still_to_come(question, passage, lexicon)),
            (ANSWER, not only_asks(question, passage)),
            # "What has not improved" is not told by what has.
            (ANSWER, not is_undone(text) or tells_of_lapse(passage)),
            (_SPEAKER, not speaker or speaks(passage, speaker)),
            (UNTOLD, tells_turning_point(question, passage, before, lexicon)),
            (UNTOLD, not is_contrary(question, passage.clean, lexicon)),
            (ANSWER, question.asks != "why" or not is_reason_of_other(question, passage, lexicon)),
            (ANSWER, not is_of_other_offence(question, passage, before, lexicon)),
            (A_YEAR, of_year),
            (_TIME, not of_year or not is_item_of_other_time(question, passage)),
            (_PLACE, not self._is_of_other_place(question, passage)),
        )
        told_of = self._years_around(passage)
        years = [year for year in question.years if not tells_of_time(year, text, told_of)]
        return [key for key, holds in checks if not holds] + years

    def _is_of_other_place(self, question: Question, passage: Passage) -> bool:
        return self._places.is_other(question.text, passage) or (
            question.asks in _FIGURES and self._places.is_of_the_next(question.text, passage.clean)
        )

    def _years_around(self, passage: Passage) -> frozenset[str]:
        """The years that a passage, what heads it or its document's name and date speak of."""
        source = self._index.corpus.source(passage.source)
        return years_of(f"{passage.context} {source.title} {source.date}")

    def _find_speaker(self, question: Question) -> frozenset[str]:
        return find_speaker(question.text, self._index.lexicon)
