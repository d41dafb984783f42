"""Where the documents disagree: a caveat on an answer that touches it, and the answer on asking."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from cdi_qa import wording
from cdi_qa.reading.cells import DATE, parse_month
from cdi_qa.reading.quantities import MALFORMED
from cdi_qa.schema import Claim, Corpus, Discrepancy, Draft, Evidence
from cdi_qa.text import figures

_ASKS_OF_ALL = re.compile(
    r"\b(?:documents?|sources?|papers?|note|reports?|they|anything|figures|numbers)\b.*"
    r"\b(?:disagree|contradict\w*|inconsisten\w*|discrepan\w*|conflict\w*"
    r"|(?:do|does)(?:n['’]?t| not) (?:agree|match|tally|add up)|at odds|misprint\w*|typos?)\b"
    r"|\b(?:figures?|numbers?|dates?) (?:\w+ ){0,6}(?:is|are|looks?) (?:an? )?"
    r"(?:misprint\w*|typos?|wrong)\b"
    r"|\b(?:discrepanc\w+|inconsistenc\w+|contradictions?|misprints?|typos?)\b.*"
    r"\b(?:documents?|sources?|papers?|notes?|reports?|figures|numbers|table)\b"
    r"|\bconflict between (?:the |what )?(?:figures|numbers|documents|sources)\b",
    re.IGNORECASE,
)
_MONTH_SAID = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
_WHY_TWO = re.compile(
    r"\b(?:why|two|or|but|thought|whereas|which (?:is|one)|right|wrong|correct|true)\b",
    re.IGNORECASE,
)
_OF_ROWS = re.compile(r"\b(?:which|what|how many) (?:reports|forces|\w+s) (?!is\b)", re.IGNORECASE)
"""A question with two months in it that is for the table."""


_NUMBER = re.compile(r"^\d+\. ")
_Spot = tuple[str, int | None, str]


class Disagreements:
    """The disagreements of one corpus, found by the places that they are between."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._at: dict[_Spot, list[Discrepancy]] = defaultdict(list)
        for item in corpus.discrepancies:
            for place in item.places:
                self._at[_spot(place)].append(item)

    def add_to(self, draft: Draft) -> Draft:
        """The draft with a caveat for each disagreement that it touches."""
        told = {_NUMBER.sub("", claim.text) for claim in draft.claims}
        near = {
            id(item): item
            for claim in draft.claims
            for cited in claim.evidence
            for item in self._at.get(_spot(cited), ())
        }
        touched = [item for item in near.values() if _touches(draft, item)]
        caveats = [say_disagreement(item, self._corpus) for item in touched]
        new = [caveat for caveat in caveats if caveat.text not in told]
        return replace(draft, caveats=(*draft.caveats, *new))


def _spot(place: Evidence) -> _Spot:
    return place.source, place.page, place.quote


def disagreements_asked(question: str, corpus: Corpus) -> list[Claim]:
    """What a question on a disagreement is answered with; empty where it is on none.

    It names both figures or months of one, or a misprint, or asks where the documents disagree at
    all.
    """
    if _ASKS_OF_ALL.search(question):
        return _numbered([say_disagreement(item, corpus) for item in corpus.discrepancies])
    misprints = {figure.replace(",", "") for figure in MALFORMED.findall(question)}
    if not misprints and (not _WHY_TWO.search(question) or _OF_ROWS.search(question)):
        return []
    said = {figure.lstrip("0") for figure in figures(question)} | misprints
    said |= {month.lower() for month in _MONTH_SAID.findall(question)}
    return [
        say_disagreement(item, corpus)
        for item in corpus.discrepancies
        if all(_named(printed, said) for printed in item.printed)
        or any(_named(printed, misprints) for printed in item.printed)
    ]


def _numbered(claims: list[Claim]) -> list[Claim]:
    if len(claims) < 2:
        return claims
    return [
        replace(claim, text=f"{at}. {claim.text}", computed=claim.computed | {str(at)})
        for at, claim in enumerate(claims, start=1)
    ]


def _named(printed: str, said: set[str]) -> bool:
    """True where a question gives a figure, or the month of a date."""
    if DATE.fullmatch(printed) and parse_month(printed):
        return {month.lower() for month in _MONTH_SAID.findall(printed)} <= said
    return printed.split(" (")[0].replace(",", "") in said  # without its working


def _touches(draft: Draft, item: Discrepancy) -> bool:
    """True where a statement cites one of the two places and gives its figure."""
    places = {_spot(place) for place in item.places}
    first, second = (_telling(printed) for printed in item.printed)
    wanted = first ^ second
    return any(
        wanted & _told(claim.text) and places & {_spot(cited) for cited in claim.evidence}
        for claim in draft.claims
    )


def _telling(printed: str) -> set[str]:
    """What a statement that gives a figure or a date is known by: a date by its month."""
    if DATE.fullmatch(printed) and (month := parse_month(printed)):
        return {month}
    return set(figures(printed))


def _told(text: str) -> set[str]:
    months = {month for said in DATE.finditer(text) if (month := parse_month(said[0]))}
    return set(figures(text)) | months


def say_disagreement(item: Discrepancy, corpus: Corpus) -> Claim:
    """Both readings, and which document has which."""
    one, other = item.places
    first, second = item.printed
    given, apart = first, one.source != other.source
    if item.shares is not None:
        given = f"{item.shares[0]:.1f}% ({first})" if " of " in first else f"{first}%"
    text = wording.DISAGREE.format(
        source=corpus.source(one.source).spoken,
        one=one.quote,
        first=given,
        other_source=corpus.source(other.source).spoken if apart else "elsewhere",
        other=other.quote,
        second=second,
    )
    return Claim(text, item.places, frozenset({*figures(given), *figures(second)}))
