"""Who a question says did something, or what post it gives somebody, held against the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cdi_qa.answering.answer_type import holds_type
from cdi_qa.answering.evidence import EvidenceFinder
from cdi_qa.answering.judged import Judged
from cdi_qa.answering.people_told import CAPITALISED
from cdi_qa.index import Index
from cdi_qa.lookup.premises import split_statement
from cdi_qa.question import read_question
from cdi_qa.schema import Passage
from cdi_qa.text import words

_SURE = 0.5
"""Support from which a passage is taken to tell who it was."""
_AS_MUCH = 0.7
"""Share of the best passage's support from which another may tell it too."""
_READ = 8
_CLEFTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(?:was it|is it|wasn['’]?t it|it was|it is|it['’]?s) (?P<who>(?:the |our )?[^,]+?) "
        r"(?:that|who|which) (?P<did>.+)$",
        r"^\W*(?P<who>(?:the |our )?[^,]+?) (?:was|were|is|are) the (?:one|ones|person|people|body|"
        r"officer|man|woman|lady) (?:who|that|which) (?P<did>.+)$",
    )
)
"""A statement of who did it: "it was the board that …", "Mr Hill was the one who …"."""
_POSTS = frozenset(
    """
    chief deputy assistant constable superintendent inspector sergeant commissioner police crime
    registrar minister secretary director chair head officer mayor councillor judge
    """.split()
)
_RANKS = frozenset({"deputy", "assistant"})
"""Posts that are none without the one they go with, and make another post of it."""
_REACH = 6
"""Words before a name in which a post is looked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that tells who it was, and whether that is whom the question names."""

    passage: Passage
    agrees: bool


class AssertedNames:
    """Checks whom questions name."""

    def __init__(self, index: Index, evidence: EvidenceFinder) -> None:
        self._index = index
        self._evidence = evidence

    def check(self, text: str, earlier: Sequence[str]) -> Told | None:
        """What the documents tell of who it was; None where nobody is named, or nothing is told."""
        said = split_statement(text) or text.rstrip(" ?.!")
        cleft = next((found for each in _CLEFTS if (found := each.match(said))), None)
        if cleft is None:
            return None
        question = read_question(f"who {cleft['did']}", self._index.lexicon, earlier)
        judged = [item for item in self._evidence.find(question)[:_READ] if item.answers]
        lexicon = self._index.lexicon
        told = [item for item in judged if holds_type(question, item.passage, lexicon)]
        if not told or told[0].support < _SURE or not self._is_somebody(cleft["who"]):
            return None
        beside = [item for item in judged if item.support >= _AS_MUCH * told[0].support]
        agreeing = [item for item in beside if self._names(item, cleft["who"])]
        if agreeing and all(self._is_object(item, cleft) for item in agreeing):
            agreeing = []
        if agreeing:
            return Told(agreeing[0].passage, agrees=True) if agreeing[0] is told[0] else None
        return Told(told[0].passage, agrees=False)

    def _is_somebody(self, who: str) -> bool:
        """True for a person or a body by name."""
        units = self._index.lexicon.units(who)
        known = any(unit.kind in {"body", "person"} for unit in units)
        return known or re.search(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", who) is not None

    def _names(self, item: Judged, who: str) -> bool:
        lexicon = self._index.lexicon
        source = self._index.corpus.source(item.passage.source)
        around = f"{item.passage.context} . {source.title} {source.attribution}"
        named = {unit.key for unit in lexicon.units(who) if unit.kind in {"body", "person"}}
        if named:
            return bool(named & lexicon.keys(around))
        return set(words(who)[-1:]) <= set(words(around))

    def _is_object(self, item: Judged, cleft: re.Match[str]) -> bool:
        """True where a passage names somebody else first, then what was done, then whom the
        question names: "the council closed the home, as the minister had asked".
        """
        lexicon = self._index.lexicon
        units = lexicon.units(item.passage.clean)
        named = {unit.key for unit in lexicon.units(cleft["who"])}
        done = lexicon.keys(cleft["did"])
        bodies = [unit for unit in units if unit.kind in {"body", "person"}]
        after = [unit.position for unit in bodies if unit.key in named]
        if not after or not bodies or bodies[0].key in named:
            return False
        before = words(item.passage.clean)[max(0, after[0] - 3) : after[0]]
        between = (u for u in units if bodies[0].position < u.position < after[0])
        return "by" not in before and any(unit.key in done for unit in between)

    def other_post(self, text: str) -> Passage | None:
        """The passage that gives somebody another post than the question does; None where one gives
        the same, or none gives any.
        """
        lowered = text.lower()
        for name, spoken in self._people.items():
            at = lowered.find(name)
            given = _post_before(lowered, at) if at > 0 else frozenset()
            if given and all(_is_other(given, told) for _, told in spoken):
                return spoken[0][0]
        return None

    @cached_property
    def _people(self) -> dict[str, list[tuple[Passage, frozenset[str]]]]:
        """For each name, in small letters, the passages that give the person's post."""
        found: dict[str, list[tuple[Passage, frozenset[str]]]] = {}
        for passage in self._index.corpus.passages:
            for match in CAPITALISED.finditer(passage.clean):
                name = match[1].lower()
                post = _post_before(passage.clean.lower(), match.start())
                if post and not set(words(name)) & _POSTS:
                    found.setdefault(name, []).append((passage, post))
        return found


def _post_before(text: str, at: int) -> frozenset[str]:
    """The words of a post right before a name, back to the last stop."""
    before = re.split(r"[.;:!?]|\b(?:and|but|to|by|with) (?:the|our|a)\b", text[:at].rstrip(", "))[
        -1
    ]
    return frozenset(words(before)[-_REACH:]) & _POSTS


def _is_other(given: frozenset[str], told: frozenset[str]) -> bool:
    """True for another post: "commissioner" for an inspector, "chief" for a deputy chief."""
    return bool(given - told and told - given) or bool((told ^ given) & _RANKS)
