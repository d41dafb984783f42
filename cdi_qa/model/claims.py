"""A model's sentences → claims that may be shown: plain, cited and let through the gate."""

from __future__ import annotations

import re

from cdi_qa.answering.ground import check_draft
from cdi_qa.index import Index
from cdi_qa.model.ledger import Ledger
from cdi_qa.model.sentences import Sentence
from cdi_qa.schema import Claim, Draft

_NAME = re.compile(r"(?<=\S )[A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*)*")
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
        """True where what it cites, or its headings, hold every name and most other words."""
        lexicon, corpus = self._index.lexicon, self._index.corpus
        cited = [
            text
            for item in claim.evidence
            for source in [corpus.source(item.source)]
            for headings in [self._headings.get((item.source, item.quote), "")]
            for text in (item.quote, headings, *item.section, source.title, source.spoken)
        ]
        said = lexicon.keys(claim.text)
        held = lexicon.keys(" . ".join(cited))
        if any(not lexicon.keys(name) <= held for name in _NAME.findall(claim.text)):
            return False
        return bool(said & held) and len(said & held) >= _SHARED * len(said)
