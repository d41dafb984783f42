"""Denials, hedges, duties and opposites: a statement keeps those of its source and adds none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cdi_qa.grounding.english import clauses, holds, load_english, pattern_of, plain
from cdi_qa.grounding.mentions import find_mentions
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon
from cdi_qa.text import sentence_spans, stem, stems, words

_SCOPE = 3
"""Content words after a hedge that it is about."""


@dataclass(frozen=True, slots=True)
class Denied:
    """What a text denies, and what it says outright, by stem; `bare` are denials of no word."""

    denied: frozenset[str]
    said: frozenset[str]
    bare: int
    any: bool


@lru_cache(maxsize=1)
def _denial() -> tuple[frozenset[str], dict[str, str]]:
    data = load_english()["denial"]
    bases = {word: stem(word[2:]) for word in (*data["un"], *data["in"])}
    return frozenset(data["words"]), bases


@lru_cache(maxsize=4096)
def read_denials(text: str, lexicon: Lexicon) -> Denied:
    """What a text denies: the first content word after each denial, or the last before it."""
    denials, bases = _denial()
    skip = pattern_of(tuple(load_english()["denial"]["not_denials"]))
    denied: set[str] = set()
    said: set[str] = set()
    bare = 0
    light_verbs = set(load_english()["light"]["words"])
    for clause in clauses(skip.sub(" ", plain(text))):
        tokens = words(clause)
        at = -1
        for at_token, token in enumerate(tokens):
            if token in bases:
                denied.add(bases[token])
            elif token in denials:
                after = [t for t in tokens[at_token + 1 :] if _counts(t, denials)]
                before = [t for t in tokens[:at_token] if _counts(t, denials)]
                light = set(tokens[at_token + 1 : at_token + 3]) & light_verbs
                if after and not (light and tokens.index(after[0], at_token) > at_token + 2):
                    denied.add(stem(after[0]))
                    at = tokens.index(after[0], at_token)
                elif before:
                    denied.update(map(stem, before if light else before[-2:]))
                    said -= denied if light else set()
                    bare += 1
                else:
                    bare += 1
            elif at_token != at and _counts(token, denials):
                said.add(stem(token))
    return Denied(frozenset(denied), frozenset(said), bare, bool(denied or bare))


def _counts(token: str, denials: frozenset[str]) -> bool:
    return token not in FUNCTION_WORDS and token not in denials and not token.isdigit()


def find_denial_faults(sentence: str, evidence: Sequence[str], lexicon: Lexicon) -> list[str]:
    """A denial that the statement leaves out, or adds."""
    said = read_denials(sentence, lexicon)
    told = [read_denials(text, lexicon) for text in evidence]
    outright = frozenset().union(*(piece.said for piece in told))
    denied = frozenset().union(*(piece.denied for piece in told))
    if said.any and not any(piece.any for piece in told):
        return ["denies what the source does not deny"]
    if said.any and said.denied & outright - denied and not said.denied & denied:
        return ["denies something else than the source"]
    if not said.any:
        left_out = (denied - outright) & said.said
        if left_out:
            return [f"leaves out a denial: {', '.join(sorted(left_out))}"]
    return []


def aligned(sentence: str, evidence: Sequence[str]) -> list[str]:
    """The sentences of the cited text that share most with the statement, by stems."""
    wanted = _content(sentence)
    scored = [
        (len(wanted & _content(text[start:end])), text[start:end])
        for text in evidence
        for start, end in sentence_spans(text)
    ]
    best = max((score for score, _ in scored), default=0)
    return [text for score, text in scored if score and score >= 0.6 * best]


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in FUNCTION_WORDS)


def find_hedge_faults(sentence: str, evidence: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Hedges of the source that the statement drops."""
    faults = []
    wanted = lexicon.keys(sentence)
    values = {mention.value for mention in find_mentions(sentence)}
    for hedge in load_english()["hedge"]:
        if holds(sentence, [*hedge["words"], *hedge["serve"]]):
            continue
        dropped = [
            _drops(match.start(), match.end(), text, wanted, lexicon)
            if not (hedge.get("of_figures") and (figures := find_mentions(text[match.end() :])))
            else any(f.value in values for f in figures)
            for text in evidence
            for match in pattern_of(tuple(hedge["words"])).finditer(text)
            if not _is_month(text, match)
        ]
        if dropped and all(dropped):
            faults.append(f"drops that it is {hedge['name']}")
    return faults


def _is_month(text: str, match: re.Match[str]) -> bool:
    """True for the May of a date: a capital within a sentence, or with a number beside it."""
    if match[0] != "May":
        return False
    begins = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".:!?"
    return not begins or re.match(r"\s+\d", text[match.end() :]) is not None


def _drops(start: int, end: int, text: str, wanted: frozenset[str], lexicon: Lexicon) -> bool:
    """True where the statement takes over most of what a hedge is about."""
    before = re.split(r"[;:.]\s", text[:start])[-1]
    after = re.split(r"[;:.]\s", text[end:])[0]
    scope = [lexicon.keys(word) for word in words(after)]
    scope = [keys for keys in scope if keys][:_SCOPE]
    if not scope:
        scope = [keys for word in words(before)[-6:] if (keys := lexicon.keys(word))][-_SCOPE:]
    taken = sum(1 for keys in scope if keys & wanted)
    return taken * 2 > len(scope) if len(scope) > 1 else taken == len(scope) > 0


def find_added_faults(sentence: str, evidence: Sequence[str]) -> list[str]:
    """ "All" and duties that the source does not speak of, and "all" without its exception."""
    data = load_english()
    told = " . ".join(evidence)
    faults = []
    universal = data["universal"]
    if holds(sentence, universal["words"]) and not _number_of_all(sentence):
        if not holds(told, universal["words"]):
            faults.append("says all of what the source says of some")
        elif re.search(r"\ball (?:but|except)\b", told) and not holds(
            sentence, universal["except"]
        ):
            faults.append("drops the exception to all")
    obliged = next(hedge for hedge in data["hedge"] if hedge["name"] == "obliged")
    if holds(sentence, ["should", "must", "ought"]) and not holds(
        told, [*obliged["words"], *obliged["serve"]]
    ):
        faults.append("speaks of a duty that the source does not")
    return faults


def _number_of_all(sentence: str) -> bool:
    return (
        re.search(
            r"\b(?:in all(?=[,.;:)]|$| \()|all (?:of )?(?:the )?\w+ (?:forces|homes|bodies))",
            sentence,
        )
        is not None
    )


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = load_english()["opposites"]["pairs"]
    return tuple((a, b) for one, other in pairs for a, b in ((one, other), (other, one)))


def find_opposites(sentence: str, evidence: Sequence[str]) -> list[str]:
    """Words that say the reverse of the source's."""
    said, told = set(words(sentence)), set(words(" . ".join(evidence)))
    denies = read_denials(sentence, _no_lexicon()).any != any(
        read_denials(text, _no_lexicon()).any for text in evidence
    )
    if denies:
        return []
    return [
        f"says {one}, not {other}"
        for one, other in _opposites()
        if one in said and one not in told and other in told and other not in said
    ]


@lru_cache(maxsize=1)
def _no_lexicon() -> Lexicon:
    return Lexicon(())


def coverage(sentence: str, keys: frozenset[str], lexicon: Lexicon) -> float:
    """The share of a statement's content words that the cited text holds; 1 where it has none."""
    units = [unit for unit in lexicon.units(sentence) if not unit.surface.isdigit()]
    if not units:
        return 1.0
    held = sum(1 for unit in units if unit.key in keys or set(stems(unit.surface)) & keys)
    return held / len(units)
