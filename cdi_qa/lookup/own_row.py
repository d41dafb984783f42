"""The row of a comparison table that the documents are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cdi_qa.lookup.plurals import plural
from cdi_qa.text import words

_LONGEST_NAME = 4
"""Words of a row's name, at most."""
_PASSING = 1
"""Mentions in the prose, of any row, that make none of them the readers' own."""
_PARTS = frozenset(
    "district division area borough ward beat sector neighbourhood locality department unit team"
    " suite station watch site depot directorate command".split()
)
"""What the parts of one body are called: a report on the whole is about none of them."""
_WHOLES = frozenset("force service trust authority council".split())
_OURS_BEFORE = (
    r"(?:\bwe are|\bour(?: own)?(?: (?:{noun}))?(?: is)?"
    r"|\b(?:report|paper|note|briefing) is (?:for|to)(?: the)?(?: \w+){{0,3}} (?:of|for)"
    r"|\bthis (?:report|paper|note|briefing) is (?:on|about)"
    r"|\b(?:it|this \w+) summari[sz]es (?:the|an?)(?: \w+)?"
    r" (?:review|inspection|audit|report|visit) (?:of|on|at|into|to))(?: the)?$"
)
"""How a row is led up to that is the readers' own, "our suite, Harlow Road", and no neighbour's."""
_OURS_AFTER = (
    r"(?: ?\w+ )?\W*is (?:our own\b|(?:our|our own|our local) (?:{noun})\b|us\b|"
    r"(?:the|a) (?:{noun}) of this (?:board|panel|committee|authority|council|trust)\b)"
    r"|(?:\w+ ){{0,3}}(?:beside|against|next to|alongside|with|to) (?:all )?(?:the )?other"
    r"(?: \w+)? (?:{nouns})\b"
)
"""What follows it: "is our own", "beside the other suites"."""


def find_own_row(
    body: str, keys: Mapping[tuple[str, ...], str], titles: Iterable[str], prose: Iterable[str]
) -> str | None:
    """The printed name of the row that the documents name most; None where they name none, or one
    in passing.

    `body` is what a row is and `keys` every way to write a row's name. The parts of one body are
    taken only where a title names one: "our figure" is not that of a district that is named often.
    """
    prose = list(prose)
    stated = {row for text in prose for row in _stated(body, keys, text)}
    if len(stated) == 1:
        return stated.pop()
    titled = _mentions(keys, titles)
    if is_part(body):
        return _most(titled)
    told = _mentions(keys, prose)
    if not titled and len(keys) > 1 and told.total() <= _PASSING:
        return None
    return _most(titled + told)


def _stated(body: str, keys: Mapping[tuple[str, ...], str], text: str) -> Iterator[str]:
    """The rows that a text says to be its readers' own: "our own suite is Harlow Road"."""
    tokens = words(text)
    noun = "|".join(sorted({re.escape(body), *_PARTS, *_WHOLES}))
    ours_before = _OURS_BEFORE.format(noun=noun)
    ours_after = _OURS_AFTER.format(noun=noun, nouns=re.escape(plural(body)))
    for at, size in _named(keys, tokens):
        before, after = " ".join(tokens[:at]), " ".join(tokens[at + size :])
        if re.search(ours_before, before) or re.match(ours_after, after):
            yield keys[tuple(tokens[at : at + size])]


def is_part(body: str) -> bool:
    """True for what the parts of one body are called: "district"."""
    return body in _PARTS


def _most(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _mentions(keys: Mapping[tuple[str, ...], str], texts: Iterable[str]) -> Counter[str]:
    """How often each row is named in some texts."""
    counts: Counter[str] = Counter()
    for tokens in map(words, texts):
        counts.update(keys[tuple(tokens[at : at + size])] for at, size in _named(keys, tokens))
    return counts


def _named(keys: Mapping[tuple[str, ...], str], tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Where each row is named, and in how many words."""
    opening, after = {key[0] for key in keys if key}, 0
    for at in (at for at, token in enumerate(tokens) if token in opening):
        sizes = range(_LONGEST_NAME, 0, -1)
        size = next((n for n in sizes if tuple(tokens[at : at + n]) in keys), 0)
        if size and at >= after:  # "North Vale" is not named again by its "Vale"
            yield at, size
            after = at + size
