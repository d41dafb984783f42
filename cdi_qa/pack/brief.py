"""The inspection on one page: figures, what is positive, of concern, asked for and disputed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cdi_qa.answering.ground import find_faults
from cdi_qa.knowledge import clerk
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.lookup.sheet import capital
from cdi_qa.outline import Outline
from cdi_qa.pack.disputes import told_disputes
from cdi_qa.pack.paper import Heading, Line, Paper, default_title, place
from cdi_qa.pack.recommendations import brief_due, find_recommendations
from cdi_qa.pack.said import is_sentence, quoted, stand_alone
from cdi_qa.pack.standing import Standing, open_standing
from cdi_qa.schema import Claim, Corpus

_MOST = {"Headline figures": 6, "What is positive": 4, "What is of concern": 4}
_ASKED = 8
_LONGEST = 260
"""Characters of a line."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The lines of the brief by heading, each checked and with what it rests on."""

    title: str
    parts: tuple[tuple[str, tuple[Claim, ...]], ...]


def make_brief(corpus: Corpus, lexicon: Lexicon) -> Brief:
    """The brief of a corpus; a part that the documents hold nothing for is left out."""
    outline = Outline(corpus, lexicon)
    standing = open_standing(corpus, lexicon)
    parts = {
        "Headline figures": _headlines(outline, standing),
        "What is positive": _positive(outline),
        "What is of concern": _concerns(outline),
        "What is asked for, and by when": _asked(outline),
        "What is disputed": (Claim(text, (e,)) for text, e in told_disputes(outline)),
    }
    kept = []
    for heading, claims in parts.items():
        sound = [claim for claim in claims if not find_faults(claim, corpus)]
        unlike = list({claim.text: claim for claim in sound}.values())
        if unlike:
            kept.append((heading, tuple(unlike[: _MOST.get(heading, _ASKED)])))
    return Brief(default_title(corpus), tuple(kept))


def brief_paper(brief: Brief, corpus: Corpus) -> Paper:
    """The brief as a paper of one page, each line with the places it rests on."""
    blocks: list[Heading | Line] = []
    for heading, claims in brief.parts:
        blocks.append(Heading(heading))
        for claim in claims:
            places = dict.fromkeys(place(evidence, corpus) for evidence in claim.evidence)
            blocks.append(Line(f"{claim.text} ({'; '.join(places)})"))
    return Paper(brief.title, "The inspection in brief", tuple(blocks), one_page=True)


def _headlines(outline: Outline, standing: Standing | None) -> Iterator[Claim]:
    """The grade and each figure that the documents explain, with its place."""
    if standing is None:
        yield from _first_figures(outline)
        return
    sheet = standing.sheet
    for column in standing.columns("grade")[:1]:
        above, (total, bodies) = standing.above(column), sheet.field(column.name)
        text = (
            f"{capital(sheet.label(column.name))}: {sheet.value(standing.own, column.name)}; "
            f"{above} of the {total} {bodies} {'has' if above == 1 else 'have'} a better one."
        )
        numbers = frozenset({str(above), str(total)})
        yield Claim(text, (sheet.evidence(standing.own), sheet.whole), numbers)
    for column in standing.columns("number"):
        if standing.explained(column):
            stands = standing.place(column)
            text = f"{capital(stands.label)}: {stands.said}."
            yield Claim(text, stands.evidence[:1], stands.computed)


def _first_figures(outline: Outline) -> Iterator[Claim]:
    """Where no table compares: the first findings that give a share."""
    for block in outline.of_role("finding"):
        for passage in block.passages:
            shared = any(record.share is not None for record in outline.records(passage))
            alone = stand_alone(passage, outline) if shared else None
            if alone is not None and len(alone[0]) <= _LONGEST:
                yield Claim(alone[0], (alone[1],))


def _positive(outline: Outline) -> Iterator[Claim]:
    for block in outline.of_role("positive"):
        passage = block.first
        if is_sentence(passage.clean) and len(passage.clean) <= _LONGEST:
            yield Claim(_ended(passage.clean), (outline.evidence(passage),))


def _concerns(outline: Outline) -> Iterator[Claim]:
    """Causes of concern, in the document's words; where there are none, what it calls failing."""
    found = False
    for block in outline.of_role("concern"):
        for passage in block.passages:
            alone = stand_alone(passage, outline)
            if alone is not None and len(passage.clean) <= _LONGEST and alone[0] == passage.clean:
                found = True
                yield Claim(_ended(alone[0]), (alone[1],))
    if found:
        return
    for block in outline.of_role("finding"):
        for passage in block.passages:
            told = clerk.cue("lapse").search(passage.clean) and outline.records(passage)
            alone = stand_alone(passage, outline) if told else None
            if alone is not None and len(alone[0]) <= _LONGEST:
                yield Claim(alone[0], (alone[1],))


def _asked(outline: Outline) -> Iterator[Claim]:
    """Each recommendation after the day by which it is due."""
    for item in find_recommendations(outline):
        due, evidence, computed = brief_due(item, outline)
        deed = item.deed or item.clause
        if not deed:
            deed, _ = quoted(item.block.first, outline)
        text = f"{due}: {deed}" if due and (item.deed or item.clause) else capital(deed)
        yield Claim(_ended(text), (item.evidence, *evidence), computed)


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
