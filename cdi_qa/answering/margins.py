"""The least and the most that a rate can be within the margin that the text gives with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cdi_qa import wording
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.left_out import only_excluded
from cdi_qa.index import Index
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import is_fragment, read_question
from cdi_qa.schema import Claim, Draft, Passage
from cdi_qa.text import figures

_RATE = r"(?P<rate>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b|percent\b)"
_MARGIN = (
    r"(?:\+\s?/?\s?[-−–]|±|plus or minus|give or take|within)\s*"
    r"(?P<margin>\d{1,2}(?:\.\d+)?)\s?(?:%|per\s?cent\w*|percentage)?[\s-]?(?:points?\b|%|\b)"
)
_STATED = re.compile(rf"{_RATE}[^.]*?(?:\.\d[^.]*?)?{_MARGIN}", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?P<low>worst|lowest|least|low(?:er)?|minimum|bottom|smallest)\b"
    r"|\b(?P<high>best|highest|most|high(?:er)?|maximum|top|largest|greatest)\b"
    r"|\b(?P<both>range|between (?:what|which)|from what to what|limits|bounds)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:margins?|confidence|intervals?|uncertain\w*|plus or minus|give or take|"
    r"(?:worst|best)[- ]case)\b|\+/-|±",
    re.IGNORECASE,
)
_HOW_SURE = re.compile(
    r"\bhow (?:very )?(?:sure|certain|accurate|reliable|precise|exact|confident|close|wobbly|shaky|"
    r"iffy|ropey|solid|firm|robust|dependable|trustworthy|rough|fuzzy|loose)\b"
    r".*(?:\b(?:figures?|rates?|numbers?|percentages?|estimates?|results?)\b|\d)"
    r"|^\W*(?:(?:and|so|but|ok) )*(?:is|are|was|were) .*(?:\bfigures?\b|\brates?\b|\d)[^.?]*"
    r"\b(?:exact|precise|(?:an|just|only) (?:estimate|approximation)|a (?:rough )?guess)\b",
    re.IGNORECASE,
)


_ASKED_ITSELF = re.compile(
    r"\W*(?:(?:and|so|but|ok) )*(?:(?:plus or minus|give or take) (?:what|how (?:much|many))\b"
    r"|(?:what(?:'?s| is| was)|how (?:big|large|wide) (?:is|was)) "
    r"(?:the |its |their )?(?:statistical |sampling )?"
    r"(?:margins?(?: (?:of|for) error)?|error(?: margin)?|confidence interval)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Margin:
    passage: Passage
    rate: Decimal
    margin: Decimal

    @property
    def low(self) -> Decimal:
        return max(Decimal(0), self.rate - self.margin)

    @property
    def high(self) -> Decimal:
        return min(Decimal(100), self.rate + self.margin)


class MarginAnswers:
    """Works out how low and how high the rates of one index can be."""

    def __init__(self, index: Index, composer: Composer) -> None:
        self._lexicon: Lexicon = index.lexicon
        self._composer = composer
        self._passages = index.corpus.passages

    @cached_property
    def _given(self) -> list[_Margin]:
        """Every rate with a margin."""
        return [found for each in self._passages if (found := _read(each))]

    def answer(self, text: str, earlier: Sequence[str]) -> Draft | None:
        """The ends of the interval asked for; None where the text gives no such margin, or where it
        is in doubt which rate is meant.
        """
        if earlier and is_fragment(text):
            text, earlier = _asked_again(text, earlier), ()
        ends = [match.lastgroup for match in _ENDS.finditer(text)]
        sure = _HOW_SURE.search(text) is not None
        itself = not ends and _ASKED_ITSELF.match(text)
        if not sure and not itself and not (ends and _UNSURE.search(text)):
            return None
        question = read_question(text, self._lexicon, earlier)
        kinds = {u.key for u in (*question.units, *question.context) if u.kind == "offence"}
        fitting = [each for each in self._given if _is_named(each, text)]
        if not fitting and not any("." in figure for figure in figures(text)):
            fitting = [each for each in self._given if self._kinds(each.passage) == kinds]
        if len(fitting) != 1:
            return None
        found = fitting[0]
        if itself:
            return self._draft(
                found, f"±{found.margin} percentage points either way of {found.rate}%"
            )
        low = f"{found.low}%, which is {found.rate} − {found.margin} percentage points"
        high = f"{found.high}%, which is {found.rate} + {found.margin} percentage points"
        both = sure or "both" in ends or {"low", "high"} <= set(ends)
        said = f"between {found.low}% and {found.high}%: {found.rate} ± {found.margin} points"
        if not both:
            said = f"at least {low}" if ends[0] == "low" else f"at most {high}"
        return self._draft(found, said)

    def _draft(self, found: _Margin, said: str) -> Draft:
        """The statement with what it rests on."""
        statement = f"{said[0].upper()}{said[1:]} (“{found.passage.quote}”)"
        evidence = (self._composer.evidence(found.passage),)
        claim = Claim(statement, evidence, frozenset(figures(statement)))
        return Draft(
            status="answered",
            claims=(claim,),
            caveats=tuple(self._composer.caveats(evidence)),
            answered_by="passages",
        )

    def warn(self, passages: Iterable[Passage]) -> list[Claim]:
        """That a figure has a margin, where one of the passages that it rests on gives it."""
        return [
            Claim(f"{wording.HAS_MARGIN} “{passage.quote}”", (self._composer.evidence(passage),))
            for passage in passages
            if _read(passage) is not None
        ]

    def _kinds(self, passage: Passage) -> set[str]:
        return {
            unit.key
            for unit in self._lexicon.units(passage.clean)
            if unit.kind == "offence" and not only_excluded(passage.clean, unit, self._lexicon)
        }


def _asked_again(text: str, earlier: Sequence[str]) -> str:
    """A turn that only names a subject ("and for violence?"), asked as the question before was."""
    asked = next((turn for turn in reversed(earlier) if not is_fragment(turn)), "")
    for figure in figures(asked):
        asked = asked.replace(figure, "figure")  # the rate that was meant is another
    return f"{asked.rstrip(' ?.!')} {text}"


def _is_named(given: _Margin, text: str) -> bool:
    """True where a text names a rate by its figure, in full or without its decimals."""
    named = (Decimal(figure) for figure in figures(text))
    return any(figure in {given.rate, Decimal(int(given.rate))} for figure in named)


def _read(passage: Passage) -> _Margin | None:
    """The one rate of a sentence that has a margin; None where there is none, or several."""
    found = list(_STATED.finditer(passage.clean))
    if passage.kind == "row" or len(found) != 1:
        return None
    return _Margin(passage, Decimal(found[0]["rate"]), Decimal(found[0]["margin"]))
