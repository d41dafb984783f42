"""Questions put to one document by name: "according to the force's response, …"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.schema import Corpus
from cdi_qa.text import words

_DOCUMENTS = frozenset(
    "note briefing report response reply answer letter paper plan minutes statement review audit "
    "submission summary update digest".split()
)
"""Words for documents: "in the note" is of one, "in the inspection" is of none."""
_OF_ANY = frozenset({"report", "paper", "digest", "review", "audit"})
"""Those that name a document only together with another of its words: "the report" is any."""
_ONLY = re.compile(r"\b(?:only|just|alone)\b", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that a question names, and the question without their names."""

    sources: tuple[str, ...]
    """Ids."""
    only: bool
    """True where nothing else is to be asked."""
    text: str


class NamedSources:
    """What the documents of one corpus are called in questions."""

    def __init__(self, corpus: Corpus) -> None:
        said = {
            source.id: {
                word
                for word in words(_PARENTHESIS.sub("", source.title))
                if word not in FUNCTION_WORDS
            }
            for source in corpus.sources
        }
        self._said = said
        counts = Counter(word for names in said.values() for word in names)
        self._own = {
            source: {word for word in names if counts[word] == 1 and not word.isdigit()}
            for source, names in said.items()
        }
        known = sorted(_DOCUMENTS & {word for names in said.values() for word in names})
        noun = "|".join(map(re.escape, known))
        before = r"(?:(?:the|their|its|our)\s+(?:[\w'’-]+\s+){0,3}?|(?:[\w'’-]+\s+){1,2}?)"
        name = rf"{before}(?:{noun})(?:\s+(?:{noun}))?\b"
        lead = r"(?:according to|(?:only |just )?(?:from|in|going by|as per))\s+(?:only |just )?"
        say = r"(?:say|mention|tell|give|claim|state|put)"
        self._leads = re.compile(
            rf"\b{lead}(?P<name>{name})(?:\s+(?:alone|only))?\s*[,:;]?", re.IGNORECASE
        )
        self._says = re.compile(
            rf"(?:\b(?:what|where|how) |^\W*)(?:does|did|do) (?P<name>{name}) {say}\b",
            re.IGNORECASE,
        )

    def find(self, question: str) -> Named | None:
        """The documents that a question is put to by name; None where it names none."""
        if len(self._own) < 2:
            return None
        for pattern in (self._leads, self._says):
            for found in pattern.finditer(question):
                sources = self._called(found["name"])
                if not sources:
                    continue
                text = question
                if pattern is self._leads:
                    rest = f"{question[: found.start()]} {question[found.end() :]}"
                    text = " ".join(rest.split())
                only = _ONLY.search(found[0]) is not None
                return Named(sources, only, text) if len(words(text)) > 1 else None
        return None

    def _called(self, name: str) -> tuple[str, ...]:
        """The documents of a name: those that alone have one of its words."""
        said = set(words(name.replace("'s", "").replace("’s", "")))
        found = []
        for source, own in self._own.items():
            alone = said & own & (_DOCUMENTS - _OF_ANY)
            together = said & self._said[source] & _OF_ANY and said & (own - _OF_ANY)
            if alone or together:
                found.append(source)
        return tuple(found)
