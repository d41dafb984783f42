"""The words of a table's header, and what speaks for and against two of them in one heading.

What speaks is how they are set (gaps, line breaks, white space), how they are written (capitals,
small words) and English itself: "Hate Crime" is one thing, "Children Release" two.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from cdi_qa.schema import ColumnKind

_JOINERS = frozenset({"of", "and", "&", "/", "for", "in", "to", "the", "per", "by", "with", "-"})
_PREPOSITIONS = frozenset({"of", "in", "for", "on", "per", "by", "to", "at", "with", "since"})
_OPENERS = frozenset({"within", "under", "over", "below", "above", "before", "after", "between"})
"""Prepositions that a heading may begin with ("Within 10 minutes") and that none ends with."""
_HEAD_NOUN = re.compile(
    r"grade|rat(?:e|ing)|score|judge?ment|date|name|number|total|percentage|level|result"
    r"|offences?|crimes?|abuse|assault|care|culture|improvement|standards?|data|quality"
    r"|process(?:es)?|governance|%|rank|year|timeliness|support|protection|decisions"
    r"|times?|days|hours|calls|visits|health|turnover"
)
_TYPE_WORD: dict[ColumnKind, re.Pattern[str]] = {
    "date": re.compile(r"dated?|report|published|publication|inspect(?:ed|ion)|when|visit"),
    "text": re.compile(
        r"force|area|name|service|provider|council|authority|home|school|body|organisation|region"
        r"|trust|establishment|prison|custody|hospital|college|borough|district|unit|suite|station"
    ),
    "grade": re.compile(r"grade|rating|judge?ment|graded"),
    "number": re.compile(r"rate|%|number|score|total|percentage|count|rank"),
}
_LEANING = re.compile(
    r"previous|last|latest|first|average|median|mean|all|not|no|new|other|repeat|serious|violent"
    r"|public|personal|professional|local|mental|domestic|hate|strip"
)
"""Words that seldom stand alone as a heading, in lower case: the next belongs to them."""
_ABSTRACT = re.compile(r"\w+(?:ness|ship|[a-z]ity|nance|iance|ence|cy|[a-z]ism|ation)")
"""Names of qualities, which seldom qualify another noun: "Effectiveness", "Leadership"."""
_PLURAL = re.compile(r"\w*(?:[^su\W]s|children|people|women|men)")
"""Plural nouns, which hardly ever qualify another noun: "Children Release" is two things."""

NO = 4.0
"""The cost of what is next to never done."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text above a table's rows, and what parts it from the word before."""

    text: str
    start: int
    line: int
    """Where its line begins."""
    after_blank: bool
    after_mark: bool
    """True where a line of white space stands above it: a paragraph mark, not line spacing."""
    after_gap: bool
    """True where more than a space parts it from the word before on its line."""
    before_of: bool
    """True where "of" follows: "Date of report" begins a heading, "Report Date" ends one."""
    ends_line: bool = False

    @property
    def plain(self) -> str:
        """In lower case, brackets and the like left out."""
        return self.text.lower().strip("()/:")

    @property
    def is_head(self) -> bool:
        """True for a word such as a heading of several words ends with."""
        return not self.before_of and bool(_HEAD_NOUN.fullmatch(self.plain))


def must_join(left: Word, right: Word) -> bool:
    """True where two words are plainly of one heading."""
    return (
        left.text.lower() in _JOINERS | _OPENERS
        or left.text.endswith(("/", "-", "&"))
        or right.text.lower() in _JOINERS
        or right.text[0] in "/(&"
        or right.text[0].islower()
    )


def join_cost(left: Word, right: Word, after: Word | None) -> float:
    """What speaks against one heading for two neighbouring words, another coming `after` them."""
    if right.after_gap:
        return NO
    if must_join(left, right):
        return 0.0
    if right.after_blank:
        return 3.0
    begins = right.before_of or (after is not None and _are_known(right, after))
    return max(_affinity(left, right), 1.4 if begins and not _are_known(left, right) else 0.0)


def _affinity(left: Word, right: Word) -> float:
    """What English says against two neighbouring words in one heading: 0.1 to 2."""
    if _are_known(left, right):
        return 0.1
    if left.text[0].islower() or _ABSTRACT.fullmatch(left.plain):
        return 1.5
    if _PLURAL.fullmatch(left.plain):
        return 1.2 if right.plain.endswith("ed") else 1.8  # "Tests Failed"
    if right.is_head:
        return 0.5
    return 0.6 if _LEANING.fullmatch(left.plain) else 1.2


def cut_cost(left: Word, right: Word, kind: ColumnKind) -> float:
    """What speaks against a heading's end between two words; `kind` is the next column's."""
    if right.after_gap:
        return 0.0
    if must_join(left, right):
        return 5.0
    if right.after_blank:
        return 0.0
    suits = _TYPE_WORD[kind].fullmatch(right.plain)
    if _are_known(left, right):
        return 0.0 if suits and kind == "text" else 1.2
    parted = 0.4 if right.line != left.line else 0.0
    if right.is_head and not suits:
        return 0.4
    return parted + (0.4 if _LEANING.fullmatch(left.plain) and not suits else 0.0)


def kind_cost(words: tuple[Word, ...], kind: ColumnKind) -> float:
    """What speaks against a heading over a column of that kind; less than nothing speaks for it."""
    small = next((at for at, word in enumerate(words) if word.plain in _PREPOSITIONS), len(words))
    head = words[max(0, small - 1)].plain
    named = [other for other, pattern in _TYPE_WORD.items() if pattern.fullmatch(head)]
    return -1.5 if kind in named else 1.0 if named else 0.0


def _are_known(left: Word, right: Word) -> bool:
    return (left.plain, right.plain) in _known_pairs()


@lru_cache(maxsize=1)
def _known_pairs() -> frozenset[tuple[str, str]]:
    text = files("cdi_qa.knowledge").joinpath("headings.toml").read_text(encoding="utf-8")
    phrases = [phrase.split() for phrase in tomllib.loads(text)["phrases"]]
    return frozenset((a, b) for phrase in phrases for a, b in pairwise(phrase))
