"""Evidence → statements in English, each with what it rests on. Spans first, then words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from cdi_qa import wording
from cdi_qa.answering.argued import goes_on_to_argue
from cdi_qa.answering.ground import find_faults
from cdi_qa.answering.judged import Judged
from cdi_qa.answering.left_out import asks_of_exclusion, tells_exclusion
from cdi_qa.answering.lists import FoundList
from cdi_qa.answering.short_answer import find_short_answer
from cdi_qa.answering.spoken import VIEWS
from cdi_qa.answering.spokespeople import find_asked, find_spokespeople
from cdi_qa.index import Index
from cdi_qa.question import Question
from cdi_qa.reading.keys import OF_WHAT_WENT_BEFORE
from cdi_qa.reading.passages import evidence_of
from cdi_qa.reading.quantities import MALFORMED
from cdi_qa.schema import Claim, Evidence, Passage
from cdi_qa.text import figures, fold_space

_NEAR = 0.88
_POINTS_BACK = re.compile(
    r"^(?:This|These|Those|It|She|He|They|However|The remaining|Such)\b(?! is a digest)"
    rf"|^{OF_WHAT_WENT_BEFORE}"
)
_WARNING = re.compile(
    r"\b(?:must|should|can|may|do|does)\s?n[o']t\b[^.]*\bcompar|\bcompar\w+\b[^.]*\b(?:must|should|"
    r"can|may)\s?n[o']t\b|\bnot\b[^.]*\b(?:directly )?comparable\b",
    re.I,
)
_ACCEPTS = re.compile(
    r"\b(?:accept|agree|admit|concede|acknowledge)(?:s|d|ed|ing)?\b", re.IGNORECASE
)
_DISPUTES = re.compile(
    r"\b(?:(?:dispute|reject|challenge|contest|disagree)(?:s|d|ed|ing)?|den(?:y|ies|ied))\b",
    re.IGNORECASE,
)


class Composer:
    """Words the evidence of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def _before(self) -> dict[str, Passage]:
        """The passage before each but the first."""
        return {after.id: before for before, after in pairwise(self._index.corpus.passages)}

    @cached_property
    def spokespeople(self) -> dict[str, Passage]:
        """For each passage by its id that of who spoke for the body that it is on."""
        return find_spokespeople(self._index.corpus.passages, self._index.lexicon)

    @cached_property
    def warnings(self) -> list[Passage]:
        """The passages that warn of something."""
        return [item for item in self._index.corpus.passages if _WARNING.search(item.clean)]

    def statements(self, question: Question, judged: Sequence[Judged]) -> list[Claim]:
        """The best passage as a statement, and others only where they are as good and elsewhere.

        A number may stand in the next line of the same list as well as in the best one.
        """
        best = judged[0]
        chosen = [best]
        # "What was left out" of one thing may be another than of the next.
        listing = asks_of_exclusion(question) and tells_exclusion(best.passage)
        listing = listing and not any(unit.kind == "offence" for unit in question.units)
        for other in judged[1:8]:
            if not other.typed or other.missing or len(chosen) == 3:
                continue
            sources = {kept.passage.source for kept in chosen}
            elsewhere = other.passage.source not in sources
            beside = question.asks in {"count", "share"} and (
                other.passage.section_id == best.passage.section_id
            )
            as_good = other.support >= _NEAR * best.support
            if (as_good and (elsewhere or beside)) or (
                listing and other.answers and tells_exclusion(other.passage)
            ):
                chosen.append(other)
        chosen.sort(key=lambda item: item.of_before)  # the newest first, as no time is named
        told = [item.passage for item in chosen]
        told = self._with_speaker(question, told)
        told += self._other_side(question, best.passage, told)
        told += self._other_offence(question, judged, told)
        claims = [self.statement(self._with_argument(question, passage)) for passage in told]
        short = "" if best.of_before else self._short_answer(question, told)
        if short:
            first = replace(claims[0], text=f"{_capital(short)}. {claims[0].text}")
            claims[0] = claims[0] if find_faults(first, self._index.corpus) else first
        return claims

    def _short_answer(self, question: Question, told: Sequence[Passage]) -> str:
        """The words of the first passage that answer by themselves, unless another has others."""
        lexicon = self._index.lexicon
        first, *others = (find_short_answer(question, p.clean, lexicon) for p in told)
        return first if all(other in {"", first} for other in others) else ""

    def _with_argument(self, question: Question, passage: Passage) -> Passage:
        """The passage that tells with this one what somebody says for their view: the next."""
        at = self._index.places[passage.id] + 1
        after = next(iter(self._index.corpus.passages[at : at + 1]), None)
        return after if after and goes_on_to_argue(question, passage, after) else passage

    def _with_speaker(self, question: Question, told: list[Passage]) -> list[Passage]:
        """Passages with who spoke, where a question is on their words: "what does she dispute"."""
        spoke = find_asked(question, dict.fromkeys(self.spokespeople.values()))
        return told if spoke is None or spoke in told else [*told, spoke]

    def _other_side(self, question: Question, best: Passage, told: list[Passage]) -> list[Passage]:
        """What somebody disputes beside what they accept, where it is asked whether they agree."""
        sides = [_ACCEPTS, _DISPUTES] if _ACCEPTS.search(best.clean) else [_DISPUTES, _ACCEPTS]
        asked = any(unit.key in VIEWS for unit in question.units) or any(
            side.search(question.text) for side in sides
        )
        taken = [side.search(best.clean) is not None for side in sides]
        if question.asks != "yes_no" or not asked or taken != [True, False]:
            return []
        others = (p for p in self._index.corpus.passages if p.section_id == best.section_id)
        return [p for p in others if sides[1].search(p.clean) and p not in told][:1]

    def _other_offence(
        self, question: Question, judged: Sequence[Judged], told: list[Passage]
    ) -> list[Passage]:
        """What is told of another offence, where it is asked whether something is so of them all:
        "were victims kept safe" is not answered by those of one offence alone.
        """
        lexicon = self._index.lexicon
        if question.asks != "yes_no" or any(
            unit.kind == "offence" for unit in (*question.units, *question.context)
        ):
            return []

        def offences(passage: Passage) -> set[str]:
            around = f"{' '.join(passage.section[-1:])} . {passage.clean}"
            return {unit.key for unit in lexicon.units(around) if unit.kind == "offence"}

        asked = {unit.key for unit in question.units if unit.kind == "term"}
        first = offences(told[0])
        others = [
            item.passage
            for item in judged[1:8]
            if item.answers and asked and asked <= lexicon.keys(item.passage.clean)
        ]
        apart = (p for p in others if first and offences(p) and not offences(p) & first)
        return [passage for passage in apart if passage not in told][:1]

    def statement(self, passage: Passage) -> Claim:
        """One passage, who says it, and under which heading."""
        evidence = [self.evidence(passage)]
        said = self._said(passage.clean, evidence[0])
        before = self._before.get(passage.id)
        if before is not None and _POINTS_BACK.match(passage.clean) and _runs_on(before, passage):
            if before.block == passage.block:
                page = self._index.corpus.page(passage.source, passage.page)
                quote = fold_space(page.text[before.start : passage.end])
                section = passage.section
                evidence = [Evidence(passage.source, passage.page, section, quote)]
                said = self._said(f"{before.clean} {passage.clean}", evidence[0])
            else:
                evidence.insert(0, self.evidence(before))
                said = f"{self._said(before.clean, evidence[0])} {said}"
        lead = _capital(self._speaker(passage))
        if passage.lead_in and passage.kind != "footnote":
            lead_in = f"{lead}: {passage.lead_in} {said}"
            return Claim(lead_in, (*evidence, *self._lead(passage)))
        return Claim(f"{lead}: {said}", tuple(evidence))

    @staticmethod
    def _said(words: str, evidence: Evidence) -> str:
        """The words in quotation marks where they are verbatim."""
        return f"“{words}”" if words == evidence.quote else words

    def _lead(self, passage: Passage) -> tuple[Evidence, ...]:
        """The lead-in as evidence: it stands elsewhere on the page."""
        for other in self._index.corpus.passages:
            if other.source == passage.source and other.clean == passage.lead_in:
                return (self.evidence(other),)
        return ()

    def _speaker(self, passage: Passage) -> str:
        """ "the briefing note says, under “Delays”": the heading only where it adds something."""
        source = self._index.corpus.source(passage.source)
        heading = passage.section[-1] if passage.section else ""
        titled = not heading or fold_space(heading).lower() in source.title.lower()
        if titled or "digest" in heading.lower() or passage.kind == "footnote":
            return f"{source.spoken} says"
        return f"{source.spoken} says, under “{heading}”"

    def evidence(self, passage: Passage) -> Evidence:
        """A passage as evidence."""
        return evidence_of(passage)

    def listing(self, found: FoundList) -> list[Claim]:
        """A whole list in order, each item cited."""
        count = len(found.items)
        if count == 1 and not found.lead_in:
            (item,) = found.items
            source = self._index.corpus.source(found.source)
            said = self._said(item.text, item.evidence)
            text = f"{_capital(source.spoken)} says, under “{found.heading}”: {said}"
            return [Claim(text, (item.evidence,))]
        intro = self._intro(found)
        claims = []
        for number, item in enumerate(found.items, start=1):
            text = f"{number}. {item.text}"
            if number == 1:
                text = f"{intro}\n{text}"
            extra = self._lead_of(found) if number == 1 and found.lead_in else ()
            computed = frozenset({str(number), str(count)})
            claims.append(Claim(text, (item.evidence, *extra), computed))
        return claims

    def step(self, found: FoundList, at: int) -> Claim:
        """One item of a list, with its number and what introduces it."""
        item = found.items[at]
        extra = self._lead_of(found) if found.lead_in else ()
        computed = frozenset({str(at + 1), str(len(found.items))})
        text = f"{self._intro(found)}\n{at + 1}. {item.text}"
        return Claim(text, (item.evidence, *extra), computed)

    def _intro(self, found: FoundList) -> str:
        """What introduces a list, and in which document."""
        source = _capital(self._index.corpus.source(found.source).spoken)
        if found.lead_in:
            return f"{source} says: {found.lead_in}"
        return f"{source} lists {len(found.items)} under “{found.heading}”:"

    def _lead_of(self, found: FoundList) -> tuple[Evidence, ...]:
        for passage in self._index.corpus.passages:
            if passage.source == found.source and passage.clean == found.lead_in:
                return (self.evidence(passage),)
        return ()

    def without_opinion(self, claims: list[Claim]) -> list[Claim]:
        """What bears on a question for an opinion, said to be no opinion."""
        first, *rest = claims
        return [Claim(f"{wording.NO_OPINION} {first.text}", first.evidence, first.computed), *rest]

    def warning(self) -> list[Claim]:
        """What the documents themselves warn of: figures that must not be compared."""
        claims = [self.statement(passage) for passage in self.warnings[:2]]
        if claims:
            first = claims[0]
            text = f"{wording.WARNED} {first.text}"
            claims[0] = Claim(text, first.evidence, first.computed)
        return claims

    def caveats(self, evidence: Sequence[Evidence]) -> list[Claim]:
        """Warnings that go with what is cited: a digest is one, a misprint looks like one."""
        caveats: list[Claim] = []
        cited = dict.fromkeys(item.source for item in evidence)
        for source_id in cited:
            source = self._index.corpus.source(source_id)
            if source.kind == "digest":
                text = wording.DIGEST.format(title=source.title)
                caveats.append(Claim(text, ()))
        for item in evidence:
            for figure in MALFORMED.findall(item.quote):
                source = self._index.corpus.source(item.source)
                text = wording.MISPRINT.format(figure=figure, source=source.spoken)
                caveats.append(Claim(text, (item,), frozenset(figures(figure))))
        return list(dict.fromkeys(caveats))

    def abbreviation(self, question: Question) -> tuple[str, Claim] | None:
        """What an abbreviation stands for: (status, statement); None where none is asked about."""
        tokens = re.findall(r"\b[A-Za-z][A-Za-z&0-9]{1,6}\b", question.text)
        known = {short.lower(): (short, long) for short, long in self._index.corpus.abbreviations}
        for token in tokens:
            if token.lower() in known:
                short, long = known[token.lower()]
                for passage in self._index.corpus.passages:
                    if long.lower() in passage.clean.lower():
                        text = wording.EXPANDED.format(short=short, long=long)
                        return "answered", Claim(text, (self.evidence(passage),))
        for token in tokens:
            upper = token.upper()
            used = [p for p in self._index.corpus.passages if re.search(rf"\b{upper}\b", p.clean)]
            if used and (token.isupper() or len(token) >= 3) and upper not in {"WHAT", "THE"}:
                text = wording.UNEXPANDED.format(short=upper)
                return "not_in_documents", Claim(text, (self.evidence(used[0]),))
        return None


def _runs_on(before: Passage, passage: Passage) -> bool:
    same_page = (before.source, before.page) == (passage.source, passage.page)
    return same_page and before.section_id == passage.section_id and before.kind == passage.kind


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
