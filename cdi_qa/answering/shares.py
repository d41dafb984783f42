"""Questions on figures in prose, worked out from the records: each answer shows its working."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from cdi_qa import wording
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.other_time import is_of_today
from cdi_qa.answering.per_time import PerTime, asks_of_year, asks_per_time, tells_of_year
from cdi_qa.answering.record_drafts import RecordDrafts, capital
from cdi_qa.answering.record_finder import Match, RecordFinder, first_ratio, settle
from cdi_qa.answering.record_query import RecordQuery, read_record_query
from cdi_qa.answering.record_sums import RecordSums
from cdi_qa.answering.say_records import (
    in_words,
    label,
    number,
    percentage,
    predicate,
    say_count,
    say_share,
)
from cdi_qa.answering.stated_figures import are_of_other_years
from cdi_qa.index import Index
from cdi_qa.knowledge.counting import Meaning, read_meaning
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.reading.amounts import Amount
from cdi_qa.schema import Claim, Draft, Record

_ROUGHLY = 5
"""Percentage points that "a third" and "nine in ten" may be off and still be right."""


class RecordAnswers:
    """Answers from the records of one index."""

    def __init__(self, index: Index, composer: Composer) -> None:
        self._index = index
        self._composer = composer
        self._finder = RecordFinder(index.corpus, index.lexicon)
        self._drafts = RecordDrafts(index, composer)
        self._sums = RecordSums(self._finder, self._drafts, index.lexicon)
        self._per_time = PerTime(self._finder, self._drafts, index.lexicon)
        self._answers: dict[str, Callable[[RecordQuery], Draft | None]] = {
            "share": self._share,
            "count": self._count,
            "extreme": self._sums.extreme,
            "difference": self._sums.difference,
            "each": self._sums.each,
            "sum": self._sums.sum,
            "rest": self._sums.rest,
            "claim": self._claim,
            "parts": self._sums.kinds,
        }

    def answer(self, text: str, earlier: Sequence[str]) -> Draft | None:
        """The answer to a question, None where no record is surely what it asks about."""
        if asks_per_time(text):
            return self._per_time.answer(text, earlier)
        query = self.read(text, earlier)
        draft = self._answers[query.wanted](query) if query is not None else None
        if draft is None:
            return None
        quotes = [item.quote for claim in draft.claims for item in claim.evidence]
        if any(are_of_other_years(text, quote) or is_of_today(text, quote) for quote in quotes):
            return None  # "how many were examined in 2017" is told by no count of 2013
        if not asks_of_year(text):
            return draft
        return draft if any(map(tells_of_year, quotes)) else None

    def read(self, text: str, earlier: Sequence[str]) -> RecordQuery | None:
        """The query that a question is read as."""
        lexicon, finder = self._index.lexicon, self._finder
        return read_record_query(text, earlier, lexicon, lambda: finder.subjects)

    # ── one record ──────────────────────────────────────────────────────────────────────────

    def _share(self, query: RecordQuery) -> Draft | None:
        printed = self._finder.find(query.meaning, lambda m: m.same and _is_rate(m))
        if printed:  # a figure that the text prints is quoted, not worked out
            claims = [self._composer.statement(match.known.passage) for match in printed]
            return self._drafts.draft(list(dict.fromkeys(claims)))
        fitting = self._finder.find(query.meaning, lambda match: match.share is not None)
        if found := settle(fitting, lambda match: match.share):
            match = first_ratio(found) or found[0]
            text = say_share(match, self._lexicon)
            if query.roughly and match.share is not None and (words := in_words(match.share)):
                text = f"{words}: {text}"
            return self._drafts.draft([self._drafts.claim(text, found)])
        return self._part(query) or self._sums.sum(query)

    def _count(self, query: RecordQuery) -> Draft | None:
        if query.figures:
            return self._part(query)
        fitting = self._finder.find(query.meaning, lambda match: match.count is not None)
        if found := settle(fitting, lambda match: match.count):
            match = first_ratio(found) or found[0]
            draft = self._drafts.draft([self._drafts.claim(say_count(match, self._lexicon), found)])
            if _is_bare_whole(match.record):
                return replace(draft, caveats=(*draft.caveats, Claim(wording.NOT_EVERY_CASE, ())))
            return draft
        if fitting and query.whole is None:
            return None  # the passage that gives several such counts tells them apart
        return self._part(query) or self._sums.sum(query)

    def _part(self, query: RecordQuery) -> Draft | None:
        """ "Of the unlocked doors, how many were fire doors": two counts, one part of the other."""
        if query.whole is None or query.part is None:
            return None
        if (told := self._told_of_whole(query.whole, query.part)) is not None:
            return told if query.wanted == "count" else None
        fitting = self._finder.find(query.whole, lambda match: match.count is not None)
        wholes = settle(fitting, lambda match: match.count)
        if not wholes:
            return None
        printed = [match for match in wholes if match.same]
        whole = (printed or wholes)[0]
        given = {item.value for item in query.figures}
        if given and given != {whole.count}:
            return None
        parts = {
            known.record.value: known
            for match in wholes
            for known in self._finder.parts(match)
            if known.subject == query.part.keys and not query.part.denials
        }
        if len(parts) != 1 or whole.count is None:
            return None
        ((few, known),) = parts.items()
        if few is None or not 0 < few <= whole.count:
            return None
        of_whole = f"{number(few)} of the {number(whole.count)}"
        kind = f"{label(whole.record, self._lexicon)} that {predicate(whole)}"
        share = percentage(few * 100 / whole.count)
        named = label(replace(known.record, among=""), self._lexicon)
        text = f"{of_whole} {kind} were {named} ({share}%)"
        if query.wanted == "share":
            text = f"{share}% of the {kind} were {named}: {of_whole}"
        return self._drafts.draft([self._drafts.claim(text, [*wholes, Match(known, True)])])

    def _told_of_whole(self, whole: Meaning, part: Meaning) -> Draft | None:
        """ "Of the unlocked doors, how many had no alarm": a count in a sentence on such doors."""
        about = whole.keys & self._finder.subjects
        meaning = replace(part, keys=part.keys | about)
        found = [
            match
            for match in self._finder.find(meaning, lambda match: match.count is not None)
            if part.keys & match.known.predicate and whole.denials == 1
        ]
        for match in found:
            around = read_meaning(match.known.passage.clean, self._lexicon)
            if not whole.keys - about <= around.keys or not around.denials:
                return None
        if not settle(found, lambda match: match.count):
            return None
        return self._drafts.draft([self._drafts.claim(say_count(found[0], self._lexicon), found)])

    # ── what a question takes for granted ───────────────────────────────────────────────────

    def _claim(self, query: RecordQuery) -> Draft | None:
        """A figure in the question against the one in the text."""
        if len(query.figures) != 1:
            return None
        figure = query.figures[0]
        if (corrected := self._other_whole(query, figure)) is not None or not figure.exact:
            return corrected
        found = self._finder.find(query.meaning, lambda match: _is_claimed(match, query.meaning))
        known = [match for match in found if self._given(match, figure) is not None]
        if given := settle(known, lambda match: self._given(match, figure)):
            return self._compare(query, figure, given)
        if found and all(_is_reversed(figure, match) for match in found):
            text = f"{wording.OTHER_WAY_ROUND} “{found[0].known.passage.quote}”"
            return self._drafts.draft([self._drafts.claim(text, found)], "premise_corrected")
        return None

    def _other_whole(self, query: RecordQuery, figure: Amount) -> Draft | None:
        """ "So half of the 98 had none": what the text says of another number than the question."""
        said = self._finder.said_of_whole(query.meaning) if figure.whole is not None else []
        wholes = {known.record.denominator for known in said}
        if len(wholes) != 1 or figure.whole in wholes or figure.whole is None:
            return None
        other = said[0].record.denominator or Decimal(0)
        text = wording.OTHER_WHOLE.format(whole=number(other), said=number(figure.whole))
        text += f" “{said[0].passage.quote}”"
        matches = [Match(known, True) for known in said]
        return self._drafts.draft([self._drafts.claim(text, matches)], "premise_corrected")

    def _compare(self, query: RecordQuery, figure: Amount, given: Sequence[Match]) -> Draft | None:
        """Yes to the right figure; the right one in the place of a wrong one."""
        said = self._say(first_ratio(given) or given[0], figure)
        if _holds(figure, given[0]):
            claim = self._drafts.claim(f"Yes: {said}", given)
            return self._drafts.draft([claim]) if query.yes_no else None
        claim = self._drafts.claim(f"{capital(said)}, not {figure.printed}", given)
        return self._drafts.draft([claim], "premise_corrected")

    @staticmethod
    def _given(match: Match, figure: Amount) -> Decimal | None:
        return match.share if figure.kind == "rate" else match.count

    def _say(self, match: Match, figure: Amount) -> str:
        worded = say_share if figure.kind == "rate" else say_count
        return worded(match, self._lexicon)

    @property
    def _lexicon(self) -> Lexicon:
        return self._index.lexicon


def _is_rate(match: Match) -> bool:
    return match.record.unit == "per cent"


def _is_claimed(match: Match, meaning: Meaning) -> bool:
    """True for a record whose subject and predicate the question itself names."""
    known = match.known
    named = bool(known.subject or known.scope & meaning.keys) and not known.bracketed
    return named and bool(known.predicate & meaning.keys)


def _holds(figure: Amount, match: Match) -> bool:
    """True where a question's figure is the one that the record gives."""
    if figure.kind == "ratio":
        return (figure.value, figure.whole) == (match.count, match.record.denominator)
    if figure.kind != "rate":
        return figure.value == match.count
    if figure.value is None or match.share is None:
        return False
    if not figure.printed[:1].isdigit() or " in " in figure.printed:
        return abs(match.share - figure.value) <= _ROUGHLY
    exponent = figure.value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return match.share.quantize(step, ROUND_HALF_UP) == figure.value


def _is_reversed(figure: Amount, match: Match) -> bool:
    """True where the text gives that number, but of those of whom the opposite holds."""
    alone = match.record.denominator is None and match.record.unit == "count"
    return alone and not match.same and figure.value == match.record.value


def _is_bare_whole(record: Record) -> bool:
    """True for a number of which the text only tells how many were so, not what it counts."""
    return record.denominator is None and not record.predicate
