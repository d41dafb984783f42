"""Statements that rest on records, as drafts of answers."""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.answering.compose import Composer
from cdi_qa.answering.record_finder import Match
from cdi_qa.index import Index
from cdi_qa.schema import Claim, Draft, Evidence, Status
from cdi_qa.text import figures


class RecordDrafts:
    """Cites the passages that records of one index were read from."""

    def __init__(self, index: Index, composer: Composer) -> None:
        self._index = index
        self._composer = composer

    def claim(self, text: str, matches: Sequence[Match]) -> Claim:
        """A statement that rests on records; every figure in it was printed or worked out."""
        evidence: dict[Evidence, None] = {}
        for match in matches:
            for passage_id in (match.record.before, match.record.passage):
                if passage_id:
                    passage = self._index.passages[passage_id]
                    evidence[self._composer.evidence(passage)] = None
        return Claim(capital(text), tuple(evidence), frozenset(figures(text)))

    def draft(self, claims: list[Claim], status: Status = "answered") -> Draft:
        """The draft of statements, with what their sources warn of."""
        evidence = [item for claim in claims for item in claim.evidence]
        return Draft(
            status=status,
            claims=tuple(claims),
            caveats=tuple(self._composer.caveats(evidence)),
            answered_by="passages",
        )


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
