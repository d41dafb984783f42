"""Whether other words ask the same question: nothing stated is added, changed, moved or lost.

Both texts are cut at their figures, dates and names. Those have to be the same in the same order,
and between each two of them there have to be the same words of substance: so no subject gets
another's figure. Words of the lexicon that mean the same count as the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cdi_qa.grounding.english import plain
from cdi_qa.grounding.meaning import find_added_faults, find_hedge_faults, read_denials
from cdi_qa.grounding.mentions import Mention, find_mentions
from cdi_qa.knowledge import clerk
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.pack.model import Suggestion
from cdi_qa.schema import Corpus
from cdi_qa.text import stem, words

_NAME = re.compile(r"(?<![\w’'])[A-Z][\w&’'-]*")
_BEGINS = re.compile(r"(?:^|[.!?:;]\s+|[“\"(])$")
_LEAD = re.compile(r"^Under “[^”]*”, [^“”]{1,80} says: ")
_ASKED = frozenset({"who", "when", "why", "how", "where", "which"})
"""What a question is after; "what" may become one of them or go."""

Anchor = str | tuple[object, ...]
"""A name, or what a figure says."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A text's figures and names in order, and the keys of the words around them."""

    anchors: tuple[Anchor, ...]
    between: tuple[frozenset[str], ...]


def asks_the_same(composed: Suggestion, worded: str, corpus: Corpus, lexicon: Lexicon) -> bool:
    """True where other words state and ask what the composed question does, and no more."""
    spoken = {corpus.source(item.source).spoken for item in composed.evidence}
    own, other = (_bare(text, spoken) for text in (composed.text, worded))
    names = {*_names(own), *_names(other)}
    return (
        worded.endswith("?")
        and _read(own, names, lexicon) == _read(other, names, lexicon)
        and read_denials(own, lexicon).denied == read_denials(other, lexicon).denied
        and read_denials(own, lexicon).bare == read_denials(other, lexicon).bare
        and _amounts(own) == _amounts(other)
        and _ASKED & set(words(own)) <= set(words(other))
        and not any(
            find_hedge_faults(said, [told], lexicon) or find_added_faults(said, [told])
            for said, told in ((own, other), (other, own))
        )
    )


def _bare(text: str, spoken: Iterable[str]) -> str:
    """A text without who says it and under which heading: that stands with its evidence."""
    text = _LEAD.sub("", text)
    for name in spoken:
        said = rf"\b{re.escape(name)}(?: says(?: that\b|:)?)?"
        text = re.sub(said, " ", text, flags=re.IGNORECASE)
    return text


def _amounts(text: str) -> list[str]:
    return sorted(word for word in words(text) if word in clerk.amount_words())


def _names(text: str) -> set[str]:
    """Words with a capital that is not there for the sentence's sake."""
    return {
        _name(match) for match in _NAME.finditer(text) if not _BEGINS.search(text[: match.start()])
    }


def _name(match: re.Match[str]) -> str:
    return re.sub(r"['’]s?$", "", match.group())


def _read(text: str, names: set[str], lexicon: Lexicon) -> _Said:
    text = plain(text)
    mentions = find_mentions(text)
    cuts: list[tuple[int, int, Anchor]] = [(m.start, m.end, _figure(m)) for m in mentions]
    cuts += [
        (*match.span(), _name(match))
        for match in _NAME.finditer(text)
        if _name(match) in names
        and not any(m.start < match.end() and match.start() < m.end for m in mentions)
        # A term of the documents may be spelled out, or shortened.
        and all(unit.kind == "stem" for unit in lexicon.units(match.group()))
    ]
    cuts.sort(key=lambda cut: cut[:2])
    starts = [0, *(end for _, end, _ in cuts)]
    ends = [*(start for start, _, _ in cuts), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return _Said(
        tuple(anchor for _, _, anchor in cuts),
        tuple(_substance(piece, lexicon) for piece in pieces),
    )


def _figure(mention: Mention) -> Anchor:
    return (mention.unit, mention.value, mention.measure, mention.hedge)


def _substance(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The keys of a text's words, without those that state nothing of the matter."""
    neutral = clerk.neutral_words()
    return frozenset(unit.key for unit in lexicon.units(text) if stem(unit.surface) not in neutral)
