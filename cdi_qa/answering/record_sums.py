"""Questions on several records at once: the highest, a difference, kind by kind, sums, the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cdi_qa.answering.record_drafts import RecordDrafts, capital
from cdi_qa.answering.record_finder import Match, RecordFinder, first_ratio, settle
from cdi_qa.answering.record_lists import further_counts, listed_counts
from cdi_qa.answering.record_query import RecordQuery
from cdi_qa.answering.say_records import (
    label,
    number,
    percentage,
    predicate,
    say_added,
    say_kinds,
    say_parts,
    say_share,
    working_of,
)
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.schema import Draft


class RecordSums:
    """Works out what several records of one corpus make together."""

    def __init__(self, finder: RecordFinder, drafts: RecordDrafts, lexicon: Lexicon) -> None:
        self._finder = finder
        self._drafts = drafts
        self._lexicon = lexicon

    def extreme(self, query: RecordQuery) -> Draft | None:
        """The kind with the highest or the lowest share, and the others after it."""
        siblings = self._finder.siblings(query.meaning)
        shares = [match.share for match in siblings if match.share is not None]
        if len(shares) < 2 or len(shares) < len(siblings):
            return None
        wanted = max(shares) if query.highest else min(shares)
        first = [match for match in siblings if match.share == wanted]
        if len(first) > 1:
            return None
        others = sorted(
            (match for match in siblings if match is not first[0]),
            key=lambda match: match.share or Decimal(0),
            reverse=query.highest,
        )
        degrees = ("higher", "lower") if len(siblings) == 2 else ("highest", "lowest")
        place = f"the {degrees[0] if query.highest else degrees[1]} of the shares given"
        text = f"{capital(say_share(first[0], self._lexicon))}, {place}"
        listed = "; ".join(self._brief(match) for match in others)
        rest = f"{'The other' if len(others) == 1 else 'The others'}: {listed}"
        return self._drafts.draft(
            [self._drafts.claim(text, first), self._drafts.claim(rest, others)]
        )

    def difference(self, query: RecordQuery) -> Draft | None:
        """Two kinds that a question names, one less the other."""
        siblings = self._finder.siblings(query.meaning)
        counts = {match.count: match for match in siblings if match.count is not None}
        if len(siblings) != 2 or len(counts) != 2:
            return None
        many, few = max(counts), min(counts)
        more, fewer = (label(counts[value].record, self._lexicon) for value in (many, few))
        said = predicate(counts[many]) or counts[many].record.predicate
        working = f"{number(many)} − {number(few)} = {number(many - few)}"
        text = f"{number(many - few)} more {more} than {fewer} {said}: {working}"
        return self._drafts.draft([self._drafts.claim(text, siblings)])

    def each(self, query: RecordQuery) -> Draft | None:
        """The share of every kind."""
        siblings = self._finder.siblings(query.meaning)
        if not siblings:
            return None
        said = predicate(siblings[0]) or siblings[0].record.predicate
        listed = "; ".join(self._brief(match) for match in siblings)
        return self._drafts.draft([self._drafts.claim(f"These {said}: {listed}", siblings)])

    def sum(self, query: RecordQuery) -> Draft | None:
        """Several kinds added up: ratios of one section, a list of counts, "a further 500"."""
        added = listed_counts(self._finder.known, query.meaning, self._lexicon)
        if not added and query.wanted == "sum":
            added = further_counts(self._finder.known, query.meaning)
        if not added or query.wanted == "share":
            return self._sum_of_ratios(query)
        matches = [Match(known, True) for known in added]
        return self._drafts.draft([self._drafts.claim(say_added(added, self._lexicon), matches)])

    def _sum_of_ratios(self, query: RecordQuery) -> Draft | None:
        siblings = self._finder.siblings(query.meaning)
        if not siblings and query.wanted == "sum":
            return self._sum_of_sections(query)
        counts = [match.count for match in siblings if match.count is not None]
        wholes = [m.record.denominator for m in siblings if m.record.denominator is not None]
        overlap = any(a.known.head < b.known.head for a in siblings for b in siblings)
        if not siblings or overlap or not len(counts) == len(wholes) == len(siblings):
            return None
        few, many = sum(counts, Decimal(0)), sum(wholes, Decimal(0))
        said = predicate(siblings[0]) or siblings[0].record.predicate
        added = " + ".join(number(count) for count in counts)
        text = (
            f"{number(few)} of {number(many)} in all ({percentage(few * 100 / many)}%) {said}, "
            f"added up from the {len(siblings)} kinds given: {added} = {number(few)}"
        )
        kinds = "; ".join(self._brief(match) for match in siblings)
        claims = [self._drafts.claim(text, siblings), self._drafts.claim(kinds, siblings)]
        return self._drafts.draft(claims)

    def _sum_of_sections(self, query: RecordQuery) -> Draft | None:
        """Kinds that a question names, each counted in a place of its own, added up."""
        named = query.meaning.keys & self._finder.subjects
        found = []
        for key in sorted(named):
            alone = replace(query.meaning, keys=query.meaning.keys - named | {key})
            matches = self._finder.find(alone, lambda match: match.count is not None)
            settled = settle(matches, lambda match: match.count)
            if not settled:
                return None
            found.append(first_ratio(settled) or settled[0])
        predicates = {match.known.predicate for match in found}
        if len(found) < 2 or len(predicates) > 1 or any(m.known.duty for m in found):
            return None
        values = [match.count or Decimal(0) for match in found]
        total = number(sum(values, Decimal(0)))
        kinds = [label(match.record, self._lexicon) for match in found]
        said = predicate(found[0]) or found[0].record.predicate
        added = " + ".join(f"{number(v)} {kind}" for v, kind in zip(values, kinds, strict=True))
        text = f"{total} in all {said}: {added} = {total}, if none is counted as both"
        worked = [f"{kind}:{working_of(m)}" for m, kind in zip(found, kinds, strict=True)]
        claims = [self._drafts.claim(text, found)]
        if any(map(working_of, found)):
            told = "; ".join(item for item, m in zip(worked, found, strict=True) if working_of(m))
            claims.append(self._drafts.claim(told, found))
        return self._drafts.draft(claims)

    def rest(self, query: RecordQuery) -> Draft | None:
        """How many of a given number the text does not break down."""
        for whole in self._wholes(query):
            parts = self._finder.parts(whole)
            total = sum((part.record.value or Decimal(0) for part in parts), Decimal(0))
            if parts and whole.count is not None and total < whole.count:
                text = say_parts(whole, parts, self._lexicon)
                found = [whole, *(Match(part, True) for part in parts)]
                return self._drafts.draft([self._drafts.claim(text, found)])
        return None

    def kinds(self, query: RecordQuery) -> Draft | None:
        """ "What were they?": the kinds that the text gives of what the turn before counted."""
        for whole in self._wholes(query):
            if parts := self._finder.parts(whole):
                named = [Match(part, True) for part in parts]
                text = say_kinds(whole, parts, self._lexicon)
                return self._drafts.draft([self._drafts.claim(text, named)])
        return None

    def _wholes(self, query: RecordQuery) -> Sequence[Match]:
        """What is to be broken down: by its number where the question gives it."""
        given = {item.value for item in query.figures}
        if not given:
            found = self._finder.find(query.meaning, lambda match: match.count is not None)
            return settle(found, lambda match: match.count)
        told = (known for known in self._finder.known if {known.record.numerator} == given)
        return [
            Match(known, True)
            for known in told
            if query.meaning.keys <= known.subject | known.predicate
        ]

    def _brief(self, match: Match) -> str:
        record = match.record
        share = percentage(match.share or Decimal(0))
        counts = (
            f"{number(match.count or Decimal(0))} of {number(record.denominator or Decimal(0))}"
        )
        return f"{label(record, self._lexicon)} {share}% ({counts})"
