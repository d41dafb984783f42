"""A model's sentences → claims that may be shown: plain, cited and let through the gate."""

from __future__ import annotations

from cdi_qa.answering.ground import check_draft
from cdi_qa.index import Index
from cdi_qa.model.ledger import Ledger
from cdi_qa.model.sentences import Sentence
from cdi_qa.schema import Claim, Draft

_SHARED = 0.5
"""Share of a sentence's content words that have to be its evidence's, in these or other words."""


class ClaimReader:
    """Reads the sentences of one exchange, whose evidence is in its ledger."""

    def __init__(self, index: Index, ledger: Ledger) -> None:
        self._index = index
        self._ledger = ledger
        self._headings = {
            (table.source, row.quote): " . ".join(column.heading for column in table.columns)
            for table in index.corpus.tables
            for row in table.rows
        }

    def read(self, sentence: Sentence) -> Claim | None:
        """The sentence with its evidence, None where it must not be shown."""
        entries = self._ledger.cited(sentence.cites)
        if entries is None or not sentence.is_statement:
            return None
        evidence = dict.fromkeys(item for entry in entries for item in entry.evidence)
        claim = Claim(sentence.text, tuple(evidence))
        if not self._speaks_of_it(claim):
            return None
        checked = check_draft(Draft("answered", (claim,)), self._index.corpus)
        return checked.draft.claims[0] if checked.draft.claims else None

    def _speaks_of_it(self, claim: Claim) -> bool:
        """True where most of what the sentence speaks of is in what it cites, or heads it."""
        lexicon, corpus = self._index.lexicon, self._index.corpus
        cited = [
            text
            for item in claim.evidence
            for source in [corpus.source(item.source)]
            for headings in [self._headings.get((item.source, item.quote), "")]
            for text in (item.quote, headings, *item.section, source.title, source.spoken)
        ]
        said = lexicon.keys(claim.text)
        shared = said & lexicon.keys(" . ".join(cited))
        return bool(shared) and len(shared) >= _SHARED * len(said)
