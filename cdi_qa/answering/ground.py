"""Grounding: no statement reaches a reader unless what it cites bears it out.

Every quotation has to be verbatim, every figure and grade has to stand in the cited text or have
been worked out from the rows of a look-up, and every cited quote has to be on its page. What a
statement says in words of its own, with no look-up to work it out, has to follow from what it
cites: `grounding` checks figures with their subjects, dates, names, ranks, denials and hedges. A
statement that fails is dropped whole, not mended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cdi_qa import wording
from cdi_qa.grounding.claims import find_unsupported
from cdi_qa.reading.cells import grade_pattern
from cdi_qa.schema import Claim, Corpus, Draft
from cdi_qa.text import figures, fold_space, stems

_QUOTED = re.compile(r"“([^”]*)”")
_FIXED = (
    wording.WARNED,
    wording.NO_OPINION,
    wording.NEAREST,
    wording.NEAREST_TO_COME,
    wording.NEAREST_OTHER_TIME,
    wording.NEAREST_OF_NO_YEAR,
    *wording.NEAREST_LACKS.values(),
    wording.OTHER_WAY_ROUND,
    wording.IS_SO,
    wording.NOT_SO,
)


def _pattern(frame: str) -> re.Pattern[str]:
    """A fixed sentence of `wording` with anything in its holes."""
    return re.compile(re.sub(r"\\{\w+\\}", "(.+)", re.escape(frame)))


_FRAMES = tuple(map(_pattern, (wording.EXPANDED, wording.UNEXPANDED, wording.UNEXPLAINED)))
"""Sentences of this project's own around words of the documents."""
_PART_MISSING = _pattern(wording.PART_MISSING)
_LIST_NUMBER = re.compile(r"(?m)^\d+\. ")
_SHORT_ANSWER = re.compile(
    r"(?P<said>[^“”]{1,160}?)\. (?=[A-Z][^“”:]{0,160} says(?:, under “[^”]*”)?: )"
)
"""What answers by itself, before who says it and the sentence that it is from."""
_GRADE = re.compile(rf"\b(?=[A-Z])(?i:{grade_pattern()})\b")


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with the statements that held, and how many did not."""

    draft: Draft
    removed: int


def check_draft(draft: Draft, corpus: Corpus) -> Checked:
    """The draft without the statements that its evidence does not bear out.

    Of what a language model worded ("+llm"), statements that cite nothing go too, and no figure
    passes for one that was worked out.
    """
    worded = "+llm" in draft.answered_by
    kept = tuple(
        claim
        for claim in draft.claims
        if not find_faults(replace(claim, computed=frozenset()) if worded else claim, corpus)
        and (claim.evidence or not worded or _PART_MISSING.fullmatch(claim.text))
    )
    caveats = tuple(claim for claim in draft.caveats if not find_faults(claim, corpus))
    removed = len(draft.claims) - len(kept)
    return Checked(replace(draft, claims=kept, caveats=caveats), removed)


def find_faults(claim: Claim, corpus: Corpus) -> list[str]:
    """Why a statement must not be shown; empty where it holds."""
    faults = find_misquotes(claim, corpus)
    if faults or claim.computed or not claim.evidence:
        return faults
    own = _own_words(claim)
    return find_unsupported(claim, own, corpus) if _says_more(own, claim, corpus) else []


def find_misquotes(claim: Claim, corpus: Corpus) -> list[str]:
    """Quotes, figures, quotations and grades of a statement that are not in what it cites."""
    faults = [
        f"quote not on page {item.page} of {item.source}"
        for item in claim.evidence
        if not _on_page(item.quote, item.source, item.page, corpus)
    ]
    cited = " \n ".join(
        part
        for item in claim.evidence
        for part in (item.quote, *item.section, *_names(item.source, corpus))
    )
    text = _LIST_NUMBER.sub("", claim.text)
    if claim.computed or not claim.evidence:
        allowed = set(figures(cited)) | {each.replace(",", "") for each in claim.computed}
        faults += [f"figure {found} not cited" for found in figures(text) if found not in allowed]
    held = fold_space(cited)
    for quotation in _QUOTED.findall(text):
        if quotation not in held and quotation not in claim.computed and claim.evidence:
            faults.append(f"quotation not verbatim: {quotation}")
    lowered = fold_space(cited).lower() + " ".join(claim.computed).lower()
    if claim.evidence:
        for grade in _GRADE.findall(_QUOTED.sub("", text)):
            if fold_space(grade).lower() not in lowered:
                faults.append(f"grade {grade} not cited")
    return faults


def _own_words(claim: Claim) -> str:
    """What a statement says itself: without verbatim quotations, fixed sentences, list numbers,
    and without words of the quotation that stand before it as the answer.
    """
    held = [fold_space(item.quote) for item in claim.evidence]
    text = _LIST_NUMBER.sub("", claim.text)
    short = _SHORT_ANSWER.match(text)
    if short and any(_holds_words(quote, fold_space(short["said"])) for quote in held):
        text = text[short.end() :]
    for frame in _FRAMES:
        if filled := frame.fullmatch(text):
            text = " ".join(filled.groups())
    for fixed in _FIXED:
        text = text.replace(fixed, "")
    return _QUOTED.sub(
        lambda match: "" if any(match[1] in quote for quote in held) else match[1], text
    )


def _holds_words(quote: str, run: str) -> bool:
    """True where a run of words is in a quote, whole; its first letter may be a capital."""
    return re.search(rf"(?<!\w){re.escape(run)}(?!\w)", quote, re.IGNORECASE) is not None


def _says_more(own: str, claim: Claim, corpus: Corpus) -> bool:
    """True where there is more than who says it and under which heading."""
    named = " ".join(
        part
        for item in claim.evidence
        for part in (*item.section, *_names(item.source, corpus), "says under")
    )
    return not set(stems(own)) <= set(stems(named))


def _names(source_id: str, corpus: Corpus) -> tuple[str, ...]:
    """What a source is called: its name is no statement, whatever words or figures are in it."""
    try:
        source = corpus.source(source_id)
    except KeyError:
        return ()
    return source.title, source.spoken


def _on_page(quote: str, source: str, page: int | None, corpus: Corpus) -> bool:
    try:
        text = corpus.page(source, page).text
    except KeyError:
        return False
    return bool(quote) and quote in fold_space(text)
