"""What each passage is to the board: a finding, a recommendation, a dispute … told by structure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cdi_qa.due import find_published
from cdi_qa.knowledge import clerk
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.schema import Corpus, Evidence, Passage, Record
from cdi_qa.text import YEAR, fold_space

_BODY = re.compile(
    r"\b[Tt]he (force|constabulary|council|trust|service|college|hospital|school|prison|authority|"
    r"department|agency|company|university|brigade|corporation|association|[Tt]rust)(?:'s|’s)?"
    r" (?:should|must|needs?|says|has|had|will|does|is|was)\b"
)
_NUMBERED = re.compile(r"^\W*(?:\d+|[A-Z])?[.)]?\s+(?=[A-Z])")
_ABOUT_ITSELF = re.compile(r"\b(?:is a digest|this (?:note|paper|digest|project)|cdi-qa)\b", re.I)
_SMALL = 60
"""Characters of a heading that can name a theme."""
_SHORT = 2
"""Words of a heading that says more of the theme than the text under it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet or item with the sub-items that it introduces."""

    role: str
    passages: tuple[Passage, ...]

    @property
    def first(self) -> Passage:
        """Its first sentence."""
        return self.passages[0]


class Outline:
    """One corpus as a clerk reads it."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon) -> None:
        self.corpus = corpus
        self.lexicon = lexicon
        self._records: dict[str, list[Record]] = {}
        for record in corpus.records:
            self._records.setdefault(record.passage, []).append(record)

    @cached_property
    def body(self) -> str:
        """What the documents call whom they are about: "the force", "the council"."""
        found = Counter(
            match.group(1).lower()
            for passage in self.corpus.passages
            for match in _BODY.finditer(passage.clean)
        )
        return f"the {found.most_common(1)[0][0]}" if found else "the organisation"

    @cached_property
    def published(self) -> tuple[date, Evidence] | None:
        """The one day that the documents give for a report's coming out, and where they say so."""
        found: dict[date, Passage] = {}
        for passage in self.corpus.passages:
            if (day := find_published(passage.clean)) is not None:
                found.setdefault(day, passage)
        if len(found) != 1:
            return None
        ((day, passage),) = found.items()
        return day, self.evidence(passage)

    def records(self, passage: Passage) -> list[Record]:
        """The counts and shares that a passage states."""
        return self._records.get(passage.id, [])

    def evidence(self, first: Passage, last: Passage | None = None) -> Evidence:
        """The run of text from one passage to another of the same page."""
        page = self.corpus.page(first.source, first.page)
        quote = fold_space(page.text[first.start : (last or first).end])
        return Evidence(first.source, first.page, first.section, quote)

    def speaker(self, passage: Passage) -> str:
        """Who says it: "the briefing note", or "the document" where it has no such name."""
        spoken = self.corpus.source(passage.source).spoken
        return spoken if spoken.startswith("the ") else "the document"

    def role(self, passage: Passage) -> str:
        """What stands there: "finding" where neither lead-in nor heading says otherwise."""
        for told in (passage.lead_in, *reversed(passage.section[1:] or passage.section)):
            for name, pattern in clerk.roles().items():
                if told and pattern.search(told):
                    return name
        return "finding"

    def is_earlier(self, passage: Passage) -> bool:
        """True under a heading of an inspection some years before the latest one."""
        years = [int(year) for year in YEAR.findall(" ".join(passage.section[-1:]))]
        return bool(years) and self.is_long_before(max(years))

    def is_long_before(self, year: int) -> bool:
        """True for a year of an inspection before the latest one."""
        return year <= self._year - 2

    @cached_property
    def _year(self) -> int:
        if self.published is not None:
            return self.published[0].year
        texts = [heading for passage in self.corpus.passages for heading in passage.section]
        texts += [source.title for source in self.corpus.sources]
        texts += [passage.clean for passage in self.corpus.passages]
        return max((int(year) for text in texts for year in YEAR.findall(text)), default=0)

    @cached_property
    def blocks(self) -> list[Block]:
        """Everything but footnotes, links, table rows and words about the document itself."""
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        held: list[Passage] = []
        for passage in self.corpus.passages:
            if passage.kind in {"footnote", "link", "row"} or _ABOUT_ITSELF.search(passage.clean):
                continue
            introduced = held and passage.lead_in and held[-1].clean == passage.lead_in
            listed = held and passage.lead_in and held[-1].lead_in == passage.lead_in
            goes_on = held and held[-1].block == passage.block and held[-1].source == passage.source
            inner = introduced and not self._is_heading(passage.lead_in)
            outer = listed and held[0].clean == passage.lead_in
            if goes_on or inner or (outer and not self._is_heading(passage.lead_in)):
                held.append(passage)
                continue
            if held:
                yield Block(self.role(held[0]), tuple(held))
            held = [passage]
        if held:
            yield Block(self.role(held[0]), tuple(held))

    @staticmethod
    def _is_heading(lead_in: str) -> bool:
        """True for a lead-in that says what its items are, each of which then stands alone."""
        return any(
            clerk.roles()[name].search(lead_in)
            for name in ("recommendation", "improvement", "positive", "concern")
        ) and not re.search(r"\bshould\b", lead_in)

    def of_role(self, *names: str) -> list[Block]:
        """The blocks of some roles, those of earlier inspections left out."""
        return [b for b in self.blocks if b.role in names and not self.is_earlier(b.first)]

    def theme(self, passage: Passage, text: str = "") -> str:
        """The theme by heading, else by the words, else the heading itself."""
        heading = passage.section[-1] if passage.section else ""
        neutral = self.role(passage) != "finding"
        words = text or passage.clean
        short = len(heading.split()) <= _SHORT and not neutral
        for told in (heading, words) if short else (words,):
            for theme in clerk.themes():
                if told and theme.pattern.search(told):
                    return theme.name
        named = _NUMBERED.sub("", heading).strip(" .:")
        if neutral or not named or len(named) > _SMALL or len(passage.section) < 1:
            return clerk.theme_name("other")
        return named
