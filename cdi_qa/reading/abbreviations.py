"""Abbreviations that the documents themselves spell out, found by their initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_SHORT = re.compile(r"\b[A-Z][A-Z&]{1,6}\b")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_MINOR = frozenset(["of", "and", "the", "for", "in", "to", "on", "a", "an", "with", "by", "into"])
_DETERMINER = re.compile(r"\b(?:the|an?|its|their|our|each|every|this|that)\s+$", re.IGNORECASE)
_BREAK = re.compile(r"[.;:!?,()–—]|\s-\s")

Span = tuple[str, int, int]


def find_abbreviations(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of abbreviation and expansion, e.g. ("NCRS", "National Crime Recording Standards").

    An expansion is a run of words that begins, but for minor words, with the abbreviation's
    letters. It counts where the two stand together, one of them in brackets; longer ones also
    where its words are capitalised, or it is named as a thing ("the crime service team").
    """
    texts = list(texts)
    by_letter: dict[str, set[str]] = {}
    for text in texts:
        for short in _SHORT.findall(text):
            by_letter.setdefault(short[0], set()).add(short)
    found: dict[str, Counter[tuple[int, str]]] = {}
    for text in texts:
        spans = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
        for at, (word, _, _) in enumerate(spans):
            for short in by_letter.get(word[0].upper(), ()):
                if expansion := _expansion_at(text, spans, at, short):
                    found.setdefault(short, Counter())[expansion] += 1
    return tuple(sorted((short, _best(counts)) for short, counts in found.items()))


def _best(counts: Counter[tuple[int, str]]) -> str:
    """The expansion with the best ground to stand on, then the commonest, then the first."""
    return max(counts, key=lambda expansion: (expansion[0], counts[expansion]))[1]


def _expansion_at(text: str, spans: list[Span], at: int, short: str) -> tuple[int, str] | None:
    """The expansion of `short` that begins at a word, and how good the ground for it is."""
    last = _last_word(text, spans, at, short.replace("&", ""))
    if last is None:
        return None
    start, end = spans[at][1], spans[last][2]
    expansion = " ".join(text[start:end].split())
    together = re.match(rf"\s*\(['‘“]?{re.escape(short)}\b", text[end:]) or (
        re.search(rf"\b{re.escape(short)}\s*\(['‘“]?$", text[:start])
    )
    if together:
        return 3, expansion
    if len(short.replace("&", "")) < 3:
        return None
    major = [word for word, _, _ in spans[at : last + 1] if word.lower() not in _MINOR]
    if all(word[0].isupper() for word in major):
        return 2, expansion
    named = _DETERMINER.search(text[:start]) and not any(
        word.endswith(("ing", "ed")) for word in major
    )
    return (1, expansion) if named else None


def _last_word(text: str, spans: list[Span], at: int, letters: str) -> int | None:
    """The index of the word that the abbreviation's last letter stands for."""
    matched = 0
    for index in range(at, len(spans)):
        word, start, _ = spans[index]
        if index > at and _BREAK.search(text[spans[index - 1][2] : start]):
            return None
        if word.lower() in _MINOR:
            if index == at:
                return None
            continue
        if word[0].upper() != letters[matched] or (len(word) > 1 and word.isupper()):
            return None
        matched += 1
        if matched == len(letters):
            return index
    return None
