"""What prose adds to an answer from a table: the same figure elsewhere, or a warning."""

from __future__ import annotations

from dataclasses import replace

from cdi_qa.answering.compose import Composer
from cdi_qa.answering.margins import MarginAnswers
from cdi_qa.lookup import Query
from cdi_qa.lookup.answers import TableAnswers
from cdi_qa.schema import Draft


class BesideRows:
    """Adds what the prose of one index says to answers from its tables."""

    def __init__(self, composer: Composer, margins: MarginAnswers) -> None:
        self._composer = composer
        self._margins = margins

    def add_to(self, draft: Draft, query: Query, answers: TableAnswers) -> Draft:
        """An answer from a table, with the passages that agree or the warning that goes with it."""
        if query.kind == "change":
            warned = [self._composer.statement(passage) for passage in self._composer.warnings]
            return replace(draft, caveats=(*draft.caveats, *warned[:1]))
        passages = answers.corroborate(query)
        if not passages:
            return draft
        first, *rest = draft.claims
        agreeing = tuple(self._composer.evidence(passage) for passage in passages)
        first = replace(first, evidence=(*agreeing, *first.evidence))
        caveats = (
            *draft.caveats,
            *self._margins.warn(passages),
            *self._composer.caveats(agreeing),
        )
        return replace(draft, claims=(first, *rest), caveats=caveats, answered_by="both")
