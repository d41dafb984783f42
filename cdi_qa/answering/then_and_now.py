"""What is told of each of two inspections whose figures the documents warn against comparing."""

from __future__ import annotations

import re
from dataclasses import replace

from cdi_qa import wording
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.lists import PAST
from cdi_qa.index import Index
from cdi_qa.lookup.changes import read_now
from cdi_qa.lookup.tables import Reading, Tables
from cdi_qa.schema import Claim, Draft, Passage

_MEASURES = frozenset({"term:judgment", "word:ratings"})
_RATE = re.compile(r"%|\bper\s?cent\b", re.IGNORECASE)


class ThenAndNow:
    """Adds to a warning what is told of the earlier inspection and of this one."""

    def __init__(self, index: Index, composer: Composer, tables: Tables | None) -> None:
        self._index = index
        self._composer = composer
        self._tables = tables

    def add_to(self, draft: Draft, text: str) -> Draft:
        """The draft with both, where it warns against comparing them; else the draft."""
        if not draft.claims or not draft.claims[0].text.startswith(wording.WARNED):
            return draft
        now = self._now(text)
        told = now.claims if now is not None else ()
        return replace(
            draft,
            claims=(*draft.claims, *self._then(text), *told),
            table=now.table if now is not None else None,
            answered_by="both" if told else draft.answered_by,
        )

    def _then(self, text: str) -> list[Claim]:
        """The first statement on the earlier inspection's grades or rates, one on what is asked
        before all others.
        """
        asked = {u.key for u in self._index.lexicon.units(text) if u.kind == "offence"}
        warnings = {passage.id for passage in self._composer.warnings}
        told = [p for p in self._index.corpus.passages if p.id not in warnings and self._tells(p)]
        told.sort(key=lambda passage: not asked & self._index.lexicon.keys(passage.clean))
        return [self._composer.statement(passage) for passage in told[:1]]

    def _tells(self, passage: Passage) -> bool:
        """True for a passage under a heading of the earlier inspection that tells how it judged."""
        lexicon = self._index.lexicon
        if PAST not in lexicon.keys(" . ".join(passage.section)):
            return False
        return bool(_MEASURES & lexicon.keys(passage.clean) or _RATE.search(passage.clean))

    def _now(self, text: str) -> Draft | None:
        """What the comparison gives of the row and the column asked about."""
        query = read_now(text, self._tables.first) if self._tables is not None else None
        if query is None or self._tables is None:
            return None
        return self._tables.answer(Reading(self._tables.first, query))
