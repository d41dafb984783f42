"""The amounts of one sentence, each with what stands around it.

One sentence may give a list of them with one predicate ("12/40 doors and 3/9 hoses had been
checked").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cdi_qa.reading.amounts import Amount, find_amounts
from cdi_qa.reading.brackets import Bracket, read_brackets
from cdi_qa.reading.phrases import (
    AUXILIARIES,
    Phrase,
    has_verb,
    is_adverbial,
    read_before,
    read_phrase,
)

_LISTED = re.compile(r"[\s,;]*(?:\b(?:and|or|plus|with|only|just|a further|another)\b\s*)*$", re.I)
_POINTS_BACK = re.compile(r"\s*(?:of|in|for|among)\s+(?:these|those|them)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:^|[;,]\s*)(?:(?:and|but|while) )?(?P<at>[Aa]t|[Ii]n) "
    r"(?P<name>(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
    r"[A-Z][\w'’]*(?: [A-Z][\w'’]*){0,3}),\s*(?:only |just )?$",
)
"""A place that an amount is led up to by: "At Hexley, six of 40 …"."""
_PREPOSITIONS = frozenset("to at in on for from by into with".split())


@dataclass(frozen=True, slots=True)
class Said:
    """One amount of a sentence with what stands around it."""

    amount: Amount
    phrase: Phrase
    before: str
    """The text since the amount before, or since the sentence's beginning."""
    listed: bool
    """True where only a comma or "and" parts it from the amount before."""
    bracket: Bracket | None = None
    """What the brackets that it stands in are about."""
    points_back: bool = False
    """True for "all but three of these": of those that were spoken of before."""

    @property
    def described(self) -> bool:
        """True where something is said of what it counts."""
        return bool(self.phrase.predicate or self.phrase.modifiers)


def read_sentence(text: str) -> list[Said]:
    """The amounts of a sentence in order; those of a list share the predicate that it carries."""
    return _with_places(_fill_gaps(_share_predicates(list(_amounts_of(text)))))


def _amounts_of(text: str) -> Iterator[Said]:
    amounts = find_amounts(text)
    ends = [0, *(amount.end for amount in amounts)]
    befores = [text[ends[at] : amount.start] for at, amount in enumerate(amounts)]
    brackets = read_brackets(befores)
    rest = "-"
    for at, amount in enumerate(amounts):
        end = amounts[at + 1].start if at + 1 < len(amounts) else len(text)
        after = text[amount.end : end]
        back = _POINTS_BACK.match(after) is not None
        if amount.kind in {"rate", "all but"}:
            after = re.sub(r"^\s*(?:of|for|among)\b", "", after)
        phrase = read_phrase(after)
        if amount.points_back or amount.noun:
            phrase = Phrase(predicate=re.sub(r"[\s,.;]+$", "", after.strip()))
        listed = bool(_LISTED.fullmatch(rest))
        yield Said(amount, phrase, befores[at], listed, brackets[at], back)
        rest = phrase.rest


def _share_predicates(said: list[Said]) -> list[Said]:
    """The amounts of each list with the predicate that the list's last or first one carries."""
    shared: list[Said] = []
    for run in _lists(said):
        told = [at for at, item in enumerate(run) if item.described]
        only_first, only_last = told == [0], told == [len(run) - 1]
        if len(run) > 1 and not told:
            predicate = read_before(run[0].before)
            shared += [_with(item, "", predicate) for item in run]
        elif len(run) > 1 and (only_first or only_last):
            phrase = run[told[0]].phrase
            modifiers = phrase.modifiers if only_first else ""
            predicate = _completed(phrase.predicate, run[0].before)
            shared += [_with(item, item.phrase.modifiers or modifiers, predicate) for item in run]
        else:
            shared += [
                _with(item, item.phrase.modifiers, _completed(item.phrase.predicate, item.before))
                for item in run
            ]
    return shared


def _fill_gaps(said: list[Said]) -> list[Said]:
    """What an amount leaves out that the one before has: the verb of "23 were put down to delay and
    eight to equipment", all of "at Hexley, two of 35".
    """
    filled: list[Said] = []
    for item in said:
        before = filled[-1] if filled else None
        filled.append(item if before is None else _filled(item, before))
    return filled


def _filled(item: Said, before: Said) -> Said:
    told, predicate = before.phrase.predicate, item.phrase.predicate
    if is_named(item) or item.phrase.modifiers or item.amount.kind != before.amount.kind:
        return item
    bare = not predicate or predicate.lower() in AUXILIARIES  # "at Hexley, 19 of 20 had"
    if bare and item.amount.kind == "ratio" and _PLACE.search(item.before):
        noun = before.phrase.noun or before.amount.noun
        return replace(item, phrase=replace(item.phrase, noun=noun, predicate=told))
    joined = item.amount.kind == "count" and item.listed
    opening = predicate.split(maxsplit=1)[:1]
    if not joined or not opening or opening[0].lower() not in _PREPOSITIONS:
        return item
    head, said, _ = f" {told} ".partition(f" {opening[0]} ")
    if not said or not has_verb(head):
        return item
    return replace(item, phrase=replace(item.phrase, predicate=f"{head.strip()} {predicate}"))


def _with_places(said: list[Said]) -> list[Said]:
    """The amounts with the place that leads up to one in what is said of it: "had no date at
    Hexley" where the text has "At Hexley, six of 40 forms had no date".
    """
    placed = []
    for item in said:
        place, predicate = _PLACE.search(item.before), item.phrase.predicate
        if place is not None and predicate:
            told = f"{predicate} {place['at'].lower()} {place['name']}"
            item = replace(item, phrase=replace(item.phrase, predicate=told))
        placed.append(item)
    return placed


def _lists(said: list[Said]) -> list[list[Said]]:
    """The amounts in runs: those that only commas part are one list, any other stands alone."""
    runs: list[list[Said]] = []
    for item in said:
        if runs and item.listed and _alike(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _with(item: Said, modifiers: str, predicate: str) -> Said:
    return replace(item, phrase=replace(item.phrase, modifiers=modifiers, predicate=predicate))


def _completed(predicate: str, before: str) -> str:
    """A predicate with the verb that stands before the amount, where it has none of its own."""
    if not is_adverbial(predicate):
        return predicate
    verb = read_before(before)
    return f"{verb} {predicate}".strip()


def _alike(one: Said, other: Said) -> bool:
    return one.amount.kind == other.amount.kind and is_named(one) and is_named(other)


def is_named(item: Said) -> bool:
    """True where the sentence says what an amount counts."""
    return bool(item.phrase.noun or item.amount.noun)
