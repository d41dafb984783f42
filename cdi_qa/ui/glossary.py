"""The abbreviations of the documents: what each stands for as far as they say, and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdi_qa.schema import Corpus, Passage

# Capitals, with figures after them ("N100"); a plural's s is no part of it.
_SHORT = re.compile(r"\b(?:[A-Z]{2}[A-Z0-9&]{0,5}|[A-Z]\d{2,4}|[A-Z]&[A-Z])(?=s?\b)")
_ROMAN = re.compile(r"[IVXLC]+")
_SHOUTED = 4
"""A run of so many words in capitals is emphasis or a heading, no row of abbreviations."""


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation with its expansion, "" where the documents use it without ever giving one."""

    short: str
    expansion: str
    where: Passage | None
    """The passage that uses it first; None where only a table or a heading does."""
    uses: int


def read_glossary(corpus: Corpus) -> tuple[Term, ...]:
    """Every abbreviation that the documents use, in alphabetical order."""
    expanded = dict(corpus.abbreviations)
    first: dict[str, Passage] = {}
    uses: dict[str, int] = {}
    for passage in corpus.passages:
        if passage.kind in {"row", "link"}:
            continue
        for short in _used(passage):
            first.setdefault(short, passage)
            uses[short] = uses.get(short, 0) + 1
    shorts = sorted({*expanded, *uses}, key=str.casefold)
    return tuple(
        Term(short, expanded.get(short, ""), first.get(short), uses.get(short, 0))
        for short in shorts
    )


def _used(passage: Passage) -> Iterator[str]:
    """The abbreviations of a passage, commands and runs in capitals left out."""
    plain = passage.clean
    for command in re.findall(r"`([^`]+)`", passage.text):
        plain = plain.replace(command, " ")
    for run in re.split(r"(?<=[a-z0-9.,;:!?)]) |(?= [a-z(])", plain):
        found = _SHORT.findall(run)
        if len(found) < _SHOUTED:
            yield from (short for short in found if not _ROMAN.fullmatch(short))
