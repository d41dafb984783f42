"""Parts of a question that the answer to the next one tells as well: "what's the chair asked for,
and what's he called" is answered by the sentence that names him.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdi_qa.answering.evidence import EvidenceFinder
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import POINTS_BACK, read_question
from cdi_qa.schema import Draft

_SPEAKS_OF = 0.5
"""Share of what a part asks about from which a passage that answers the next one is on it, too."""


def without_told(
    parts: Sequence[str], drafts: Sequence[Draft], evidence: EvidenceFinder, lexicon: Lexicon
) -> tuple[list[str], list[Draft]]:
    """The parts and their answers without those refused that the next one's answer tells."""
    kept = [
        at
        for at, draft in enumerate(drafts)
        if draft.status != "not_in_documents"
        or at + 1 == len(drafts)
        or not POINTS_BACK.search(parts[at + 1])
        or not _is_told(parts[at], drafts[at + 1], evidence, lexicon)
    ]
    return [parts[at] for at in kept], [drafts[at] for at in kept]


def _is_told(part: str, after: Draft, evidence: EvidenceFinder, lexicon: Lexicon) -> bool:
    """True where what answers the next part holds an answer to one as well."""
    if after.status != "answered" or after.answered_by != "passages":
        return False
    quotes = [item.quote for claim in after.claims for item in claim.evidence]
    return any(
        item.typed and not item.missing and item.coverage >= _SPEAKS_OF
        for item in evidence.find(read_question(part, lexicon))
        if any(item.passage.quote in quote for quote in quotes)
    )
