"""A question on figures in prose → one typed query: a share, a number, a sum, a claim and so on.

What a follow-up leaves out ("and for rape?", "what's that as a percentage?") is taken from the
query of the turn before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cdi_qa.knowledge.counting import Meaning, read_meaning
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.lookup.premises import split_statement
from cdi_qa.question import is_elliptical, read_question
from cdi_qa.reading.amounts import Amount, find_amounts

Wanted = Literal["share", "count", "extreme", "difference", "each", "sum", "rest", "claim", "parts"]

_SHARE = re.compile(
    r"%|\b(?:per\s?cent\w*|pct|share|proportion|fraction|(?:one|1) in (?:how many|what))\b", re.I
)
_RATE = re.compile(
    r"\b(?P<verb>\w{3,})ing rates? (?:for|of|on|in)\b|\b(?P<after>\w{3,})ing rates?\b", re.I
)
""""The recording rate for theft" is the share that was recorded."""
_ROUGHLY = re.compile(
    r"\b(?:roughly|approximately|about|around|ballpark|give or take|fraction|"
    r"(?:one|1) in (?:how many|what))\b",
    re.I,
)
""" "Roughly what fraction", "one in how many": a share that may be given in words as well."""
_COUNT = re.compile(
    r"\b(?:how many|how much|how often|number|no\.? of|numbers of|count of)\b", re.I
)
_SUM = re.compile(
    r"\b(?:altogether|(?:put |taken |all )?together|in total|in all|all in|all told|combined|"
    r"add(?:ed)? (?:(?:them|those|these|it|both|all)(?: all)? )?up|between them|"
    r"taking (?:the lot|all)(?: of (?:them|these|those))?|sum of|total)\b",
    re.I,
)
_EACH = re.compile(
    r"\b(?:(?:for |of |in )?(?:each|every)(?: one)?(?: of)?(?: (?:kind|type|sort|category|group))?|"
    r"by (?:kind|type|category|group)|breakdown)\b",
    re.I,
)
_REST = re.compile(
    r"(?:\b(?:not|never|\w+n['’]?t)\s+)?\b(?:broken down|break(?:s)? down|accounted for|listed|"
    r"itemised|explained|unexplained|unaccounted for)\b"
    r"(?:\s+(?:by|in) (?:the |those |these )?(?:kind|type|categor|breakdown|list)\w*"
    r"(?: (?:they|it) (?:lists?|gives?)| given| listed)?)?",
    re.I,
)
_ADDS_UP = re.compile(
    r"\b(?:add(?:ed)?|sum) (?:(?:them|those|these|it|both|all)(?: all)? )?up\b", re.I
)
_DIFFERENCE = re.compile(
    r"\bhow many (?:more|fewer|less)\b|\bdifference (?:between|in)\b|\bby how many\b", re.I
)
_HIGHEST = (
    r"best|better|highest|higher|most|fastest|faster|quickest|quicker|greatest|largest|biggest|"
    r"promptest"
)
_LOWEST = r"worst|worse|lower|slower|lowest|least|slowest|latest|poorest|smallest|fewest"
_VALUED = re.compile(r"\b(?:best|better|worst|worse|poorest)\b", re.I)
"""What is said of how good something is, and not of how much of it there is."""
_SHORTFALL = re.compile(
    r"^\W*(?:(?:and|so|but|then|ok|right)\W+)*(?:"
    r"(?:by )?how (?:many|much|far) (?:is|are|were) (?:that|they|we) (?:short|out|off|missing)|"
    r"how (?:many|much|far) (?:short|adrift|missing|out|off)"
    r"(?: (?:is|are|were|was) (?:that|it|they|we))?|"
    r"(?:what'?s|what is|how big is|and) the (?:gap|shortfall|difference)"
    r")(?: (?:then|there|exactly|as an? \w+))*\W*$",
    re.I,
)
"""What asks only for the rest of what the turn before counted."""
_EXTREME = re.compile(rf"\b(?:the )?(?:(?P<high>{_HIGHEST})|(?P<low>{_LOWEST}))\b", re.I)
_WHATS_THE = re.compile(
    r"^\W*(?:so |and |ok )?wh(?:at|o)(?:['’]?s| is| was| has| had) "
    r"(?=the \w+(?: (?:lot|kind|type|sort|group|ones?|crimes?|offences?))? for\b)",
    re.I,
)
""" "What is the worst for delays": its "what … for" asks for no purpose."""
_WHICH = re.compile(
    r"^\W*(?:so |and |ok )?(?:which(?! (?:\w+ )?forces?\b)|what (?:kind|type|sort|category|crime))"
    rf"|{_WHATS_THE.pattern}",
    re.I,
)
_CLAIM = re.compile(
    r"^\W*(?:so |and |but |ok )?(?:why|how come|is|are|was|were|did|do|does|has|have|had)\b", re.I
)
_YES_NO = re.compile(
    r"^\W*(?:so |and |but |ok )?(?:is|are|was|were|did|do|does|has|have|had)\b", re.I
)
_WHOLE = re.compile(
    r"\bof (?:the |all |those |our )?(?P<whole>(?!them\b|those\b|these\b).+?)\s+"
    r"(?:(?:that|which|who)\s+)?(?:were|was|are|is)\s+(?P<part>.+)",
    re.I,
)
_AS_SHARE = re.compile(
    r"^\W*(?:and |so )?(?P<part>[\w '’-]+?),? as an? "
    r"(?:percentage|per ?cent|%|pct|share|proportion|fraction) of "
    r"(?:all |the |those )*(?P<whole>.+?)\W*$",
    re.I,
)
_OF_THEM = re.compile(r"\b(?:of|among) (?:them|those|these)\b", re.I)
_SLOWNESS = re.compile(
    r"\b(?:slow(?:est|er)|fast(?:est|er)|quick(?:est|er)|latest|promptest)\b", re.I
)


_WHAT_THEY_WERE = re.compile(
    r"^\W*(?:(?:and|so|but|ok)\W+)*(?:what (?:(?:kinds?|sorts?|types?) (?:of )?(?:\w+ )?)?"
    r"(?:were|are) (?:they|those|these)|which (?:ones|kinds|sorts|types)"
    r"(?: (?:were|are) (?:they|those|these))?)(?: (?:then|exactly))?\W*$",
    re.I,
)
"""What asks of those that the turn before counted of what kinds they are."""
_ASKS_ELSE = re.compile(
    r"\b(?:who|whose|when|why|where|which|what(?!'?s? about\b)|how(?! about\b)|is|are|was|were|did|"
    r"do|does|has|have|had|can|could|will|would|should)\b",
    re.I,
)
"""What a turn has that asks for something itself, and does not only name what else to count."""
_TELL = re.compile(r"^\W*(?:(?:and|so|but|ok|please)\W+)*(?:tell|talk to) (?:me|us) about\b", re.I)


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """What is asked of the records."""

    wanted: Wanted
    meaning: Meaning
    """What is counted and what is said of it."""
    whole: Meaning | None = None
    """What the counted are part of: the missed crimes in "of the missed crimes, how many …"."""
    part: Meaning | None = None
    """What those of the whole are that are asked for: the assaults in "… were assaults"."""
    figures: tuple[Amount, ...] = ()
    """The figures that the question itself gives."""
    highest: bool = False
    yes_no: bool = False
    roughly: bool = False
    """True where a share in words will do: "one in how many"."""

    def __str__(self) -> str:
        keys = " ".join(sorted(self.meaning.keys))
        denied = "not " if self.meaning.negative else ""
        limit = f" within {self.meaning.limit} s" if self.meaning.limit is not None else ""
        whole = f" of ({' '.join(sorted(self.whole.keys))})" if self.whole else ""
        given = f" given {', '.join(item.printed for item in self.figures)}" if self.figures else ""
        return f"{self.wanted} {denied}({keys}){limit}{whole}{given}"


def read_record_query(
    text: str, earlier: Sequence[str], lexicon: Lexicon, find_subjects: Callable[[], frozenset[str]]
) -> RecordQuery | None:
    """The query a question makes of the records; None where it asks for nothing of that kind.

    `find_subjects` gives the keys of all that the records count, by which a follow-up's new subject
    is known from a new predicate: only for one are the records read.
    """
    query = _read(text, lexicon)
    if not earlier or not (is_elliptical(text, lexicon) or _SHORTFALL.match(text)):
        return query
    before = read_record_query(earlier[-1], earlier[:-1], lexicon, find_subjects)
    if before is None:
        return query and _of_what_was_spoken(query, text, earlier, lexicon, find_subjects())
    subjects = find_subjects()
    if _SHORTFALL.match(text) and before.wanted in {"count", "share"}:
        told = before.meaning
        rest = replace(told, denials=1, denied=told.keys - subjects, duty=False)
        wanted: Wanted = "share" if _SHARE.search(text) else "count"
        return replace(before, wanted=wanted, meaning=rest)
    if query is None:
        if _WHAT_THEY_WERE.match(text):
            return replace(before, wanted="parts")
        if _TELL.match(text):
            return None
        named = read_meaning(text, lexicon)
        if _ASKS_ELSE.search(text) and not (named.keys and named.keys <= subjects):
            return None  # "who says that?" wants no figure again
        query = replace(before, meaning=named, whole=None, figures=())
    return _completed(query, before, subjects, bool(_OF_THEM.search(text)))


def _of_what_was_spoken(
    query: RecordQuery,
    text: str,
    earlier: Sequence[str],
    lexicon: Lexicon,
    subjects: frozenset[str],
) -> RecordQuery:
    """A query that names nothing that is counted, of what the turns before spoke of: "tell me
    about rape", "how many were not recorded".
    """
    context = read_question(text, lexicon, earlier).context
    about = read_meaning(" ".join(unit.surface for unit in context), lexicon).keys & subjects
    # A term may head what is counted: "what is a caution", "how many were looked at".
    about = about or frozenset(unit.key for unit in context if unit.kind == "term")
    if query.meaning.keys & subjects or query.whole is not None:
        return query
    return replace(query, meaning=replace(query.meaning, keys=query.meaning.keys | about))


def _read(text: str, lexicon: Lexicon) -> RecordQuery | None:
    stated = split_statement(text)
    stated = stated if stated is not None and find_amounts(stated) else None
    wanted = "claim" if stated is not None else _wanted(text)
    text = stated or text
    if wanted is None and _RATE.search(text) and not find_amounts(text):
        wanted, text = "share", _RATE.sub(r" \g<verb>\g<after>ed ", text)
    if wanted is None:
        return None
    figures = tuple(find_amounts(text))
    bare = _without(text, figures)
    superlative = _EXTREME.search(bare)
    for pattern in (_SUM, _EACH, _REST, _DIFFERENCE, _ROUGHLY):
        bare = pattern.sub(" ", bare)
    if wanted == "extreme":
        slow = _SLOWNESS.search(bare) is not None
        bare = _EXTREME.sub(" on time " if slow else " ", _WHATS_THE.sub(" ", bare))
    meaning = read_meaning(bare, lexicon)
    # The worst for delays has the highest share of them, the worst for being on time the lowest.
    valued = superlative is not None and _VALUED.search(superlative.group()) is not None
    highest = bool(superlative and superlative.group("high")) != (valued and meaning.negative)
    part = _WHOLE.search(bare) or _AS_SHARE.search(bare) if wanted in {"share", "count"} else None
    query = RecordQuery(
        wanted,
        meaning,
        figures=figures,
        highest=highest,
        yes_no=stated is not None or bool(_YES_NO.search(text)),
        roughly=wanted == "share" and bool(_ROUGHLY.search(text)),
    )
    if part is None:
        return query
    whole = read_meaning(part.group("whole"), lexicon)
    inner = read_meaning(part.group("part"), lexicon)
    if whole.keys and inner == Meaning():
        return None  # "of the closed ones, how many were real" is not how many were closed
    return replace(query, whole=whole, part=inner) if inner.keys and whole.keys else query


def _wanted(text: str) -> Wanted | None:
    counted = _COUNT.search(text) is not None
    if counted and (rest := _REST.search(text)) and (find_amounts(text) or _denies(rest.group())):
        return "rest"
    if _DIFFERENCE.search(text):
        return "difference"
    if _WHICH.search(text) and _EXTREME.search(text):
        return "extreme"
    if _EACH.search(text):
        return "each"
    if _ADDS_UP.search(text) or (counted and _SUM.search(text)):
        return "sum"
    if _SHARE.search(text) and not find_amounts(text):
        return "share"
    if counted:
        return "count"
    if _CLAIM.search(text) and find_amounts(text):
        return "claim"
    return None


def _denies(rest: str) -> bool:
    """True for "not broken down" and "unaccounted for", false for "listed"."""
    return re.match(r"not|never|\w+n['’]?t\s|un", rest, re.IGNORECASE) is not None


def _without(text: str, figures: Sequence[Amount]) -> str:
    """The text without its figures."""
    for amount in reversed(figures):
        text = f"{text[: amount.start]} {text[amount.end :]}"
    return text


def _completed(
    now: RecordQuery, before: RecordQuery, subjects: frozenset[str], of_them: bool
) -> RecordQuery:
    """A follow-up with what it leaves out."""
    new, old = now.meaning, before.meaning
    if of_them:
        both = replace(
            old,
            keys=old.keys | new.keys,
            denials=old.denials + new.denials,
            denied=old.denied | new.denied,
        )
        return replace(now, meaning=both, whole=old, part=new)
    renamed = new.keys & subjects
    kept = old.keys - subjects if renamed else old.keys
    said_anew = bool(new.keys - subjects) or new.denials > 0 or new.late
    return replace(
        now,
        meaning=Meaning(
            keys=new.keys if renamed and new.keys - subjects else kept | new.keys,
            denials=new.denials if said_anew else old.denials,
            denied=new.denied if said_anew else old.denied,
            late=new.late or (not said_anew and old.late),
            limit=old.limit if new.limit is None else new.limit,
            excluding=new.excluding,
        ),
        highest=now.highest or before.highest,
    )
