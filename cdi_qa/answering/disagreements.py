"""A caveat on every answer that gives one of two figures on which the documents disagree."""

from __future__ import annotations

from dataclasses import replace

from cdi_qa import wording
from cdi_qa.schema import Claim, Corpus, Discrepancy, Draft
from cdi_qa.text import figures


def with_disagreements(draft: Draft, corpus: Corpus) -> Draft:
    """The draft with a caveat for each disagreement that it touches."""
    caveats = [_caveat(item) for item in corpus.discrepancies if _touches(draft, item)]
    return replace(draft, caveats=(*draft.caveats, *caveats))


def _touches(draft: Draft, item: Discrepancy) -> bool:
    """True where a statement cites one of the two places and gives its figure."""
    places = {(place.source, place.page, place.quote) for place in item.places}
    first, second = (set(figures(printed)) for printed in item.printed)
    wanted = first ^ second
    return any(
        wanted & set(figures(claim.text))
        and places & {(cited.source, cited.page, cited.quote) for cited in claim.evidence}
        for claim in draft.claims
    )


def _caveat(item: Discrepancy) -> Claim:
    one, other = item.places
    first, second = item.printed
    given = first
    if item.shares is not None:
        given = f"{item.shares[0]:.1f}% ({first})" if " of " in first else f"{first}%"
    text = wording.DISAGREE.format(one=one.quote, first=given, other=other.quote, second=second)
    return Claim(text, item.places, frozenset({*figures(given), *figures(second)}))
