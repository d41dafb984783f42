"""What is disputed, what comes next, what is left over from before, what is not said."""

from __future__ import annotations

from collections.abc import Iterator

from cdi_qa.knowledge import clerk
from cdi_qa.outline import Block, Outline
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.recommendations import find_recommendations
from cdi_qa.pack.said import LONGEST, stand_alone
from cdi_qa.schema import Evidence, Passage
from cdi_qa.text import join_english

_DISPUTE_ASKS = (
    "What evidence is that based on, and what have the inspectors answered?",
    "What figures bear that out, and would any finding change if it were right?",
    "Has that been put to the inspectors, and what did they say?",
)

_LISTED = " lists these challenges: "
_LIST_ASK = "Which of these would change a finding, and what have the inspectors answered?"


def suggest_disputes(outline: Outline) -> Iterator[Suggestion]:
    """A question for each dispute: a sentence that disputes, or a list of challenges."""
    turn = 0
    for text, evidence in told_disputes(outline):
        listed = _LISTED in text
        ask = _LIST_ASK if listed else _DISPUTE_ASKS[turn % len(_DISPUTE_ASKS)]
        turn += 0 if listed else 1
        yield _suggestion("dispute", "dispute", f"{text} {ask}", (evidence,), outline, 1)


def told_disputes(outline: Outline) -> Iterator[tuple[str, Evidence]]:
    """What is disputed, in sentences that stand alone, each with what it rests on."""
    for block in outline.blocks:
        if (listed := _challenges(block, outline)) is not None:
            yield listed
            continue
        for passage in block.passages:
            alone = stand_alone(passage, outline) if _disputes(passage, block) else None
            if alone is not None:
                yield alone


def _disputes(passage: Passage, block: Block) -> bool:
    text = passage.clean
    cued = clerk.cue("dispute").search(text) is not None
    own = block.role == "dispute" or " disputes " in text
    return cued and own and not text.endswith(":")


def _challenges(block: Block, outline: Outline) -> tuple[str, Evidence] | None:
    """A list of challenges under one lead-in, each in quotation marks."""
    first, items = block.first, [p for p in block.passages[1:] if p.lead_in == block.first.clean]
    if len(items) < 2 or not clerk.roles()["dispute"].search(first.clean):
        return None
    speaker = outline.speaker(first)
    said = join_english([f"“{item.quote.lstrip('•- ').rstrip(' .')}”" for item in items])
    text = f"{speaker[0].upper()}{speaker[1:]}{_LISTED}{said}."
    if len(text) > LONGEST * 2 or block.passages[-1].page != first.page:
        return None
    return text, outline.evidence(first, block.passages[-1])


def suggest_asked(outline: Outline) -> Iterator[Suggestion]:
    """A question for each thing that somebody has asked for besides the inspectors."""
    for block in outline.blocks:
        for passage in block.passages:
            if clerk.cue("asked").search(passage.clean) and not outline.is_earlier(passage):
                alone = stand_alone(passage, outline)
                if alone is not None:
                    text = f"{alone[0]} What has been done in answer to that so far?"
                    yield _suggestion("asked", "asked", text, (alone[1],), outline, 2)


def suggest_next(outline: Outline) -> Iterator[Suggestion]:
    """A question for each visit to come."""
    for block in outline.blocks:
        for passage in block.passages:
            if not clerk.cue("return").search(passage.clean):
                continue
            if outline.is_earlier(passage):
                continue
            alone = stand_alone(passage, outline)
            if alone is None:
                continue
            text = (
                f"{alone[0]} What will be in place by then, what will not, and when will members "
                "see the evidence?"
            )
            yield _suggestion("next", "next", text, (alone[1],), outline, 2)


def suggest_earlier(outline: Outline) -> Iterator[Suggestion]:
    """What is left of earlier recommendations, and how to tell progress without comparisons."""
    passages = [passage for block in outline.blocks for passage in block.passages]
    for passage in passages:
        if clerk.cue("implemented").search(passage.clean):
            alone = stand_alone(passage, outline)
            if alone is not None:
                text = f"{alone[0]} Which are still outstanding, and why?"
                yield _suggestion("earlier", "earlier", text, (alone[1],), outline, 1)
                break
    for passage in passages:
        if clerk.cue("caution").search(passage.clean):
            alone = stand_alone(passage, outline)
            if alone is not None:
                text = f"{alone[0]} How, then, are members to tell whether things have improved?"
                yield _suggestion("caution", "earlier", text, (alone[1],), outline, 2)
                break


def suggest_gaps(outline: Outline, findings: list[Suggestion]) -> Iterator[Suggestion]:
    """The themes with findings that no recommendation or area for improvement speaks of."""
    recommended = find_recommendations(outline)
    if not recommended:
        return
    told = " ".join(f"{item.evidence.quote}" for item in recommended)
    left = []
    for theme in clerk.themes():
        under = [item for item in findings if item.theme == theme.name]
        if under and not theme.pattern.search(told):
            left.append((theme.name, under[0]))
    if left:
        names = join_english([f"“{name.lower()}”" for name, _ in left])
        text = (
            f"The documents report findings on {names}, but none of the recommendations and areas "
            f"for improvement that they list speaks of {'it' if len(left) == 1 else 'them'}. What "
            "is planned there, by whom and by when?"
        )
        evidence = tuple(item.evidence[0] for _, item in left)
        known = frozenset(name.lower() for name, _ in left)
        yield _suggestion("gap", "gap", text, evidence, outline, 2, known)


def suggest_undated(outline: Outline) -> Iterator[Suggestion]:
    """One question for the recommendations that set no date, where the others do."""
    found = find_recommendations(outline)
    undated = [item for item in found if item.is_undated]
    if not undated or any(item.deadline is None and not item.is_undated for item in found):
        return
    if len(undated) == len(found):
        return
    dated = len(found) - len(undated)
    text = (
        f"Of the {len(found)} recommendations and areas for improvement, {_have(dated)} a date or "
        f"are to be acted on at once, and {_have(len(undated))} none. What dates has "
        f"{outline.body} set itself for the rest?"
    )
    numbers = frozenset({str(len(found)), str(len(undated)), str(dated)})
    evidence = tuple(item.evidence for item in undated)
    yield _suggestion("gap", "gap", text, evidence, outline, 2, numbers)


def _have(count: int) -> str:
    return f"{count} {'has' if count == 1 else 'have'}"


def _suggestion(
    kind: str,
    theme: str,
    text: str,
    evidence: tuple[Evidence, ...],
    outline: Outline,
    priority: int,
    computed: frozenset[str] = frozenset(),
) -> Suggestion:
    told = clerk.kind(kind)
    return Suggestion(
        kind=kind,
        theme=clerk.theme_name(theme),
        text=text,
        evidence=evidence,
        full_answer=tuple(part.format(body=outline.body) for part in told.full),
        follow_up=told.follow_up.format(body=outline.body),
        priority=priority,
        computed=computed,
    )
