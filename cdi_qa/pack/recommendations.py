"""What was recommended, by when, and how far it has got."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdi_qa.actions import MODAL, SAYS_SO, Action, find_actions, sets_time
from cdi_qa.due import Deadline, spell_day
from cdi_qa.knowledge import clerk
from cdi_qa.outline import Block, Outline
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.said import is_sentence
from cdi_qa.schema import Evidence
from cdi_qa.text import figures

_SUBJECT = 12
"""Words before "should" that can be the one who is to act."""
_PASSIVE = re.compile(r"^(?:not )?be(?:\b|come)", re.I)
_WHOLE = 400
"""Characters of a recommendation that are told in a question; the rest is in its evidence."""
NO_DATE = "No date is set for it."
NO_DAY = "; the documents do not give the day that counts from"
READS = "reads: "
DUE, STARTS, AT_ONCE = "It is due ", "It is to start ", "It was to be done "
OWN_WORDS = (NO_DATE, NO_DAY, DUE, STARTS, AT_ONCE)
"""What is said here of a recommendation around what the documents say of it."""
_ASKS = {
    "state": ("What is being done about it, by whom and by when?",),
    "recommendation": (
        "Who answers for it, and how will members know that it has worked?",
        "What is still to be done, and who answers for it?",
        "What has been done so far, and how will it be shown to have worked?",
    ),
    "improvement": (
        "What has changed so far, and when will it be complete?",
        "Who answers for it, and by what date will it be done?",
    ),
}
_STATES = re.compile(r"\w+ (?:has|have|had|is|are|was|were|does|do|did)\b")
_STEPS = re.compile(r"^(?:also )?take (?:immediate )?steps to ")
_STARTS = re.compile(
    r"^(?:The|A|An|Every|Each|All|Any|Its|Their|It|Cells?|Officers|Staff|Members|Managers|No|Clear|"
    r"There|Two|Three)\b"
)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation: what is to be done, by whom in the text, and by when."""

    role: str
    deed: str
    """What is to be done, to follow "to" ("review its arrangements"); empty where it is passive."""
    clause: str
    """The whole clause, to follow "that"; empty where it cannot be said so."""
    deadline: Deadline | None
    evidence: Evidence
    block: Block

    @property
    def is_state(self) -> bool:
        """True where the text only says how things are ("Letters do not say sorry")."""
        text = self.block.first.clean
        told = bool(self.deed or self.clause or MODAL.search(text))
        return not told and is_sentence(text) and bool(SAYS_SO.match(text))

    @property
    def is_undated(self) -> bool:
        """True where the text surely sets no date."""
        return not (self.is_state or sets_time(self.block))


def find_recommendations(outline: Outline) -> list[Recommendation]:
    """Every recommendation and area for improvement of the latest inspection, in order."""
    return [_read(action, outline) for action in find_actions(outline) if not action.is_earlier]


def _read(action: Action, outline: Outline) -> Recommendation:
    block = action.block
    evidence = outline.evidence(block.first, block.passages[-1])
    if block.passages[-1].page != block.first.page:
        evidence = outline.evidence(block.first)
    deadline = action.deadline
    body = _without(action.text, deadline)
    modal = MODAL.search(body)
    deed = clause = ""
    first = re.split(r"\W", body, maxsplit=1)[0].lower()
    if modal and len(body[: modal.start()].split()) <= _SUBJECT:
        after = body[modal.end() :]
        if (
            not _PASSIVE.match(after)
            and after[:1].islower()
            and _is_own(body[: modal.start()], outline)
        ):
            deed = _STEPS.sub("", after)
        elif _STARTS.match(body) and not body.startswith(("It ", "They ")):
            clause = body[0].lower() + body[1:]
    elif first in clerk.imperatives() and not modal and not _STATES.match(body):
        deed = body[0].lower() + body[1:]
    return Recommendation(block.role, deed, clause, deadline, evidence, block)


def _without(text: str, deadline: Deadline | None) -> str:
    """The recommendation without its deadline, which is told apart."""
    if deadline is None:
        return text
    before, after = text[: deadline.start], text[deadline.end :]
    if before.strip() == "":
        body = after.lstrip(" ,:")
    elif re.match(r"\W*$", after):
        body = before
    else:
        body = text
    body = body.strip(" ,;.")
    return body[0].upper() + body[1:] if body else text


def _is_own(subject: str, outline: Outline) -> bool:
    """True where the one who is to act is the body itself."""
    named = {outline.body, "it", *(n.lower() for n in _own_names(outline))}
    return (
        subject.strip(" ,").lower() in named
        or re.fullmatch(
            r"(?i)the (?:force|constabulary|council|trust|service|college|homes|school|prison|"
            r"chief constable|authority|department|company|agency) ?(?:also)?",
            subject.strip(" ,"),
        )
        is not None
    )


def _own_names(outline: Outline) -> list[str]:
    names = [long for _, long in outline.corpus.abbreviations]
    return [*names, *(short for short, _ in outline.corpus.abbreviations)]


def suggest_recommendations(outline: Outline) -> Iterator[Suggestion]:
    """A question for each recommendation, its due date with the working, in order."""
    for turn, item in enumerate(find_recommendations(outline)):
        yield _suggest(item, turn, outline)


def _suggest(item: Recommendation, turn: int, outline: Outline) -> Suggestion:
    noun = "recommendation" if item.role == "recommendation" else "area for improvement"
    named = (
        "the recommendation" if item.role == "recommendation" else "what the inspectors asked for:"
    )
    if item.deed and len(item.deed) <= _WHOLE:
        text = f"How far has {outline.body} got with {named} to {item.deed}?"
        if item.role == "improvement":
            text = f"The inspectors asked {outline.body} to {item.deed}."
    elif item.clause and len(item.clause) <= _WHOLE:
        text = (
            f"The {noun} is that {item.clause}."
            if item.role == "recommendation"
            else (f"One area for improvement is that {item.clause}.")
        )
    elif item.is_state:
        text = f"{item.block.first.clean.rstrip('.')}."
    else:
        text = f"One {noun} {READS}“{item.block.first.quote.lstrip('•-–* ').rstrip(' .;,')}”."
    asks = _ASKS["state" if item.is_state else item.role]
    due, evidence, computed = say_due(item, outline)
    kind = clerk.kind(item.role)
    parts = [text, due, asks[turn % len(asks)]]
    return Suggestion(
        kind=item.role,
        theme=clerk.theme_name(item.role),
        text=" ".join(part for part in parts if part),
        evidence=(item.evidence, *evidence),
        full_answer=tuple(part.format(body=outline.body) for part in kind.full),
        follow_up=kind.follow_up.format(body=outline.body),
        priority=1 if item.role == "recommendation" else 2,
        computed=computed,
    )


def say_due(
    item: Recommendation, outline: Outline
) -> tuple[str, tuple[Evidence, ...], frozenset[str]]:
    """When it is due, with the working: the sentence, what it rests on, the figures worked out."""
    deadline = item.deadline
    if deadline is None:
        return (NO_DATE if item.is_undated else ""), (), frozenset()
    if deadline.immediate:
        return f"{AT_ONCE}immediately.", (), frozenset()
    if not deadline.unit:
        inside = item.deed and deadline.words.split(" ", 1)[1] in item.deed
        if inside or not (item.deed or item.clause):
            return "", (), frozenset()
        return _say_by(deadline), (), frozenset()
    if deadline.words in f"{item.deed} {item.clause}".lower() or not (item.deed or item.clause):
        return "", (), frozenset()
    published = outline.published
    day = deadline.day(published[0]) if published else None
    if published is None or day is None:
        return (
            f"{DUE}{deadline.words}{NO_DAY}.",
            (),
            frozenset(),
        )
    told = f"{DUE}{deadline.words}: counted from publication on {spell_day(published[0])}, "
    text = f"{told}by {spell_day(day)}."
    return text, (published[1],), frozenset(figures(spell_day(day)))


def brief_due(
    item: Recommendation, outline: Outline
) -> tuple[str, tuple[Evidence, ...], frozenset[str]]:
    """ "By 7 March 2018 (six months from publication on 7 September 2017)", as `say_due` does."""
    deadline, published = item.deadline, outline.published
    if deadline is None:
        return ("No date set" if item.is_undated else ""), (), frozenset()
    words = f"{deadline.words[0].upper()}{deadline.words[1:]}"
    if deadline.words in f"{item.deed} {item.clause}".lower():
        return "", (), frozenset()
    day = deadline.day(published[0]) if published else None
    if published is None or day is None:
        return words, (), frozenset()
    text = f"By {spell_day(day)} ({deadline.words}, from {spell_day(published[0])})"
    return text, (published[1],), frozenset(figures(spell_day(day)))


def _say_by(deadline: Deadline) -> str:
    opening = STARTS if deadline.words.startswith(("from ", "starting ")) else DUE
    return f"{opening}{deadline.words}."
