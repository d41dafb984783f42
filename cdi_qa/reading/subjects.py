"""Which force a document reports on: by its title, its first words, or whom it names most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from cdi_qa.knowledge.forces import force_names
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.schema import Passage, Source
from cdi_qa.text import YEAR, words

_POLICE = re.compile(
    r"\b((?:[A-Z][\w&-]+(?: and)? )*[A-Z][\w-]+(?: \d+)?) (?:Police|Constabulary)\b"
)
"""Whom a report is on: "West Midlands" of "West Midlands Police"."""
_FIRST = 2
"""Passages at the beginning that tell whom it is on."""
_OFTEN = 3
"""Times that a document names the force it is on, where it never says that it is."""
_LONGEST_NAME = 5
"""Words of a force's name."""


def find_subjects(titles: Sequence[str], passages: Sequence[str]) -> frozenset[str]:
    """The forces that a document reports on, by their usual names where they have one.

    `titles` are its title and its first headings, `passages` its text.
    """
    for texts in (titles, passages[:_FIRST]):
        if named := {_usual(name) for text in texts for name in _POLICE.findall(text)} - {""}:
            return frozenset(named)
    counts = Counter(name for text in (*titles, *passages) for name in _known_in(text))
    (name, most), *_ = [*counts.most_common(1), ("", 0)]
    return frozenset({name} if most >= _OFTEN else ())


def subjects_of_sources(
    sources: Sequence[Source], passages: Sequence[Passage]
) -> dict[str, frozenset[str]]:
    """For each source's id the forces that it reports on."""
    texts: dict[str, list[str]] = defaultdict(list)
    titles = titles_of_sources(sources, passages)
    for passage in passages:
        if passage.kind != "row":
            texts[passage.source].append(passage.clean)
    return {name: find_subjects(said, texts[name]) for name, said in titles.items()}


def titles_of_sources(
    sources: Sequence[Source], passages: Iterable[Passage]
) -> dict[str, list[str]]:
    """For each source's id its title and the headings above its first passage."""
    titles = {source.id: [source.title] for source in sources}
    for passage in passages:
        if len(titles[passage.source]) == 1:
            titles[passage.source] += passage.section or [""]
    return titles


def dates_of_sources(sources: Sequence[Source], passages: Iterable[Passage]) -> dict[str, str]:
    """For each source's id its date, else the year in its title or first headings, else ""."""
    titles = titles_of_sources(sources, passages)
    return {source.id: source.date or _first_year(titles[source.id]) for source in sources}


def _first_year(titles: Iterable[str]) -> str:
    found = YEAR.search(" ".join(titles))
    return found[0] if found else ""


def _usual(name: str) -> str:
    tokens = tuple(words(name))
    return "" if set(tokens) <= FUNCTION_WORDS else force_names().get(tokens, name)


def _known_in(text: str) -> Iterable[str]:
    tokens = words(text)
    for at in range(len(tokens)):
        for size in range(_LONGEST_NAME, 0, -1):
            name = force_names().get(tuple(tokens[at : at + size]))
            if name is not None:
                yield name
                break
