"""The suggested pack: every kind of question, checked, merged, ordered, kept to a useful number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cdi_qa.answering.ground import find_faults, find_misquotes
from cdi_qa.knowledge import clerk
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon
from cdi_qa.outline import Outline
from cdi_qa.pack.disputes import (
    suggest_asked,
    suggest_disputes,
    suggest_earlier,
    suggest_gaps,
    suggest_next,
    suggest_undated,
)
from cdi_qa.pack.findings import suggest_findings
from cdi_qa.pack.measures import suggest_measures
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.recommendations import OWN_WORDS, READS, suggest_recommendations
from cdi_qa.pack.standing import Standing, open_standing
from cdi_qa.schema import Claim, Corpus
from cdi_qa.text import figures, sentence_spans, stems

MOST = 30
"""Questions; more are too many for a meeting."""
_OF_A_THEME = 4
_ALIKE = 0.72
"""Share of the shorter one's telling words that two findings must have in common to be one."""

_READS = re.compile(rf"One [\w ]+ {READS}")
_MERGED = frozenset(
    {"lapse", "concern", "rough", "shortfall", "counted", "dispute", "asked", "earlier", "caution"}
)


def suggest_pack(corpus: Corpus, lexicon: Lexicon) -> list[Suggestion]:
    """The questions that the documents call for, grouped by theme, the weightiest kept."""
    outline = Outline(corpus, lexicon)
    standing = open_standing(corpus, lexicon)
    findings = list(suggest_findings(outline))
    found = [
        *suggest_measures(outline, standing),
        *findings,
        *suggest_disputes(outline),
        *suggest_asked(outline),
        *suggest_recommendations(outline),
        *suggest_earlier(outline),
        *suggest_gaps(outline, findings),
        *suggest_undated(outline),
        *suggest_next(outline),
    ]
    sound = [item for item in found if is_sound(item, corpus)]
    merged = _merge(sound)
    compared = [_with_comparison(item, standing, lexicon) for item in merged]
    return _in_order(_kept(compared), outline)


def is_sound(item: Suggestion, corpus: Corpus) -> bool:
    """True where all that a suggestion states holds, as an answer's has to, and every figure and
    quotation of what it asks.
    """
    return not any(
        find_misquotes(Claim(text, item.evidence, item.computed), corpus)
        or find_faults(Claim(_stated(text), item.evidence, item.computed), corpus)
        for text in (item.text, item.comparison)
        if text
    )


def _stated(text: str) -> str:
    """What a suggestion says of the documents' matter: not what it asks, nor its own phrases."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    stated = " ".join(part for part in sentences if not part.endswith("?"))
    for own in OWN_WORDS:
        stated = stated.replace(own, "")
    return _READS.sub("", stated)


def _with_comparison(item: Suggestion, standing: Standing | None, lexicon: Lexicon) -> Suggestion:
    """The finding with the own row's place in the column that it speaks of."""
    if standing is None or item.comparison or item.kind in {"gap", "undefined", "next", "earlier"}:
        return item
    told = item.evidence[0].quote if item.evidence else item.text
    heading = item.evidence[0].section[-1:] if item.evidence else ()
    place = standing.for_text(" ".join([*heading, told]), lexicon)
    if place is None:
        return item
    label = f"{place.label[0].upper()}{place.label[1:]}"
    return replace(
        item,
        comparison=f"{label}: {place.said}. {place.around}",
        evidence=(*item.evidence, *(e for e in place.evidence if e not in item.evidence)),
        computed=item.computed | place.computed,
    )


def _merge(found: Iterable[Suggestion]) -> list[Suggestion]:
    """One of those that rest on the same passage or say nearly the same; the other's evidence
    is kept with it.
    """
    kept: list[Suggestion] = []
    for item in found:
        at = next((at for at, held in enumerate(kept) if _same(item, held)), None)
        if at is None:
            kept.append(item)
            continue
        fuller, other = kept[at], item
        if other.evidence and fuller.evidence[0].quote in other.evidence[0].quote:
            fuller, other = other, fuller
        more = tuple(e for e in other.evidence if e not in fuller.evidence)
        kept[at] = replace(fuller, evidence=(*fuller.evidence, *more))
    return kept


def _same(one: Suggestion, other: Suggestion) -> bool:
    if one.text == other.text:
        return True
    if not {one.kind, other.kind} <= _MERGED or not one.evidence or not other.evidence:
        return False
    if one.evidence[0] == other.evidence[0]:
        return True
    quotes = [item.evidence[0].quote for item in (one, other)]
    if quotes[0] in quotes[1] or quotes[1] in quotes[0]:
        return True
    numbers = [set(figures(item.text)) - item.computed for item in (one, other)]
    if numbers[0] != numbers[1] and not numbers[0] & numbers[1]:
        return False
    words = [_telling(item.evidence[0].quote) for item in (one, other)]
    if min(map(len, words)) < 4:
        return False
    return len(words[0] & words[1]) >= _ALIKE * min(map(len, words))


def _telling(text: str) -> set[str]:
    return {stem for stem in stems(text) if stem not in FUNCTION_WORDS}


def _kept(found: list[Suggestion]) -> list[Suggestion]:
    """At most so many of a theme and in all, the low in priority and late dropped first."""
    named = {clerk.theme_name(name) for name in ("recommendation", "improvement", "own_measure")}
    by_weight = sorted(range(len(found)), key=lambda at: (found[at].priority, at))
    kept: list[int] = []
    counts: dict[str, int] = {}
    for at in by_weight:
        theme = found[at].theme
        counts[theme] = counts.get(theme, 0) + 1
        if theme in named or counts[theme] <= _OF_A_THEME:
            kept.append(at)
    return [found[at] for at in sorted(kept[:MOST])]


def _in_order(found: list[Suggestion], outline: Outline) -> list[Suggestion]:
    """By theme: how we compare, the findings, then what was asked for and what is next."""
    name = clerk.theme_name
    first = [name("own_measure")]
    last = [
        name(key)
        for key in (
            "other",
            "dispute",
            "asked",
            "recommendation",
            "improvement",
            "earlier",
            "gap",
            "next",
        )
    ]
    known = [theme.name for theme in clerk.themes()]
    others = dict.fromkeys(item.theme for item in found)
    own = [t for t in others if t not in {*first, *last, *known}]
    order = {theme: at for at, theme in enumerate([*first, *known, *own, *last])}
    return sorted(found, key=lambda item: (order[item.theme],))
