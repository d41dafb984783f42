"""Questions on several records at once: the highest, a difference, kind by kind, sums, the rest."""

from __future__ import annotations

from decimal import Decimal

from cdi_qa.answering.record_drafts import RecordDrafts, capital
from cdi_qa.answering.record_finder import Match, RecordFinder
from cdi_qa.answering.record_lists import further_counts, listed_counts
from cdi_qa.answering.record_query import RecordQuery
from cdi_qa.answering.say_records import (
    label,
    number,
    percentage,
    predicate,
    say_added,
    say_parts,
    say_share,
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
        return self._drafts.draft([self._drafts.claim(text, first), self._drafts.claim(rest, others)])

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

    def rest(self, query: RecordQuery) -> Draft | None:
        """How many of a given number the text does not break down."""
        given = {item.value for item in query.figures}
        for known in self._finder.known:
            whole = Match(known, True)
            if {whole.count} != given or not query.meaning.keys <= known.subject | known.predicate:
                continue
            parts = self._finder.parts(whole)
            total = sum((part.record.value or Decimal(0) for part in parts), Decimal(0))
            if parts and whole.count is not None and total < whole.count:
                text = say_parts(whole, parts, self._lexicon)
                found = [whole, *(Match(part, True) for part in parts)]
                return self._drafts.draft([self._drafts.claim(text, found)])
        return None

    def _brief(self, match: Match) -> str:
        record = match.record
        share = percentage(match.share or Decimal(0))
        counts = (
            f"{number(match.count or Decimal(0))} of {number(record.denominator or Decimal(0))}"
        )
        return f"{label(record, self._lexicon)} {share}% ({counts})"
