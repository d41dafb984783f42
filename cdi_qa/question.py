"""A question → what it asks for: the type of answer wanted, its subject in units, its years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cdi_qa.asks import Asks, type_of
from cdi_qa.due import MONTHS
from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.text import YEAR, stem, words

QUESTION_WORD = (
    r"(?:how|by how|what|whats|what's|who|whos|who's|whose|when|whens|where|why|which|did|do|does|"
    r"is|are|was|were|has|have|can|will|tell me|list|give me)"
)
_ASKED_BY_WHEN = frozenset(
    "deadline deadlines due date dates day long soon time since till".split()
)
"""Words that only say that a time is wanted; "when is it due" is not about dues."""
_TARGET_DATE = re.compile(r"\btarget (?:date|month|year|day)s?\b", re.IGNORECASE)
_ASKED_BY_WHERE = frozenset("read see find get download view copy online link".split())
"""What is done with what a link leads to."""
_MEANING = frozenset("meaning meanings definition mean means english plain words layman".split())
_LIST = re.compile(
    r"^\W*(?:so |and |ok |please )?(?:list|name|give me|show me|tell me|"
    r"what(?:'?s| are| were)|which|what|all|any|the|summari[sz]e|sum up|run through|"
    r"(?:run|talk|walk|take) (?:me|us) (?:through|thru))\b",
    re.I,
)
_EVERYTHING = re.compile(
    r"\b(?:everything|every single|all of (?:it|them|these|those)|the lot|the whole list|"
    r"list (?:'?em|them)|in full|one by one|"
    r"all (?:the )?(?:things|bits|stuff|points|jobs|tasks))\b",
    re.I,
)
POINTS_BACK = re.compile(
    r"\b(?:that|its?|they|them|their|those|these|he|she|his|her|this|there|him)\b", re.I
)
_THE_SAME = re.compile(r"\bthe (?:victims|cases|women|men|families)\b", re.I)
"""People and cases that are those spoken of before, where no others are named."""
_CONNECTS = re.compile(
    r"^\W*(?:and|but|so|ok|okay|also|what about|how about|then|or|which of|who by|says who)\b", re.I
)
_WHAT_ABOUT = re.compile(
    r"^\W*(?:(?:(?:and|but|so|ok|okay)\W+)*(?:what|how)|and|but) about\b", re.I
)
"""How a turn begins that names the new subject of those after it."""
_OF_WHAT = re.compile(
    r"\bhow many (?:is|are|was|were|did|do|does|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)
"""Asks for a number without saying of what: "in how many was nobody kept safe"."""
_LACKING = re.compile(
    r"\b(?:that|its?|those|these|he|she|his|hers?|this|him|which of)\b"
    r"|^\W*(?:(?:and|but|so)\W+)?were they \w+ed\b"
    r"|^\W*(?:(?:but|so|ok|okay|then)\W+)*"
    r"(?:and|also|what about|how about|or|who by|says who|why)\b"
    rf"|{_OF_WHAT.pattern}",
    re.IGNORECASE,
)
"""What means nothing without the turn before; "they" may be whom everybody speaks of here."""
_ASKS_WHY = re.compile(
    r"\W*(?:(?:and|so|but)\W+)*(?:why|how come|(?:for|on) what (?:reason|ground)s?"
    r"|what(?:['’]?s| is| was)? the reason)\b",
    re.IGNORECASE,
)
"""How a question for a reason begins; a short one leaves what it is the reason of unsaid."""
_OF_WHAT_KIND = re.compile(
    r"^\W*(?:(?:and|so|but)\W+)*(?:of )?(?:what|which) (?:kinds?|sorts?|types?|ones?)\W*$",
    re.IGNORECASE,
)
"""Asks of what kind those are that were spoken of: "what kinds"."""
_LEANS = re.compile(
    r"^\W*(?:(?:by|since|from|until) when|any|so|when|where|who|how (?:many|much)|which)\b",
    re.I,
)
"""How a short question may begin that says nothing of its subject: "by when tho"."""
_SUBJECTS = frozenset({"term", "offence", "matter", "theme", "person"})
"""Kinds of what a question asks about by itself: "why did the quality badge go"."""
_ASKS_ITSELF = re.compile(
    rf"\b(?!(?:what|how)(?:'?s)? about\b){QUESTION_WORD}\b|\b(?:which|should|could|would)\b", re.I
)
_CARRIED: frozenset[Asks] = frozenset({"name", "who", "when", "count", "share"})
_REPLACED = {"offence": "offence", "person": "somebody", "body": "somebody"}
"""Kinds of units of which one named takes the place of those before: "and for rape"."""
_SHORT, _RATHER_SHORT, _FEW = 10, 9, 4
"""Words up to which a question may lean on the one before, and units of one that begins so."""
HAPPENED_IN = re.compile(
    r"\W*(?:(?:and|so|but) )*what (?:else )?happened (?:back )?(?:in|on|by|during) "
    rf"(?P<when>(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{'|'.join(MONTHS)})"
    r"(?: (?:of )?(?:19|20)\d\d)?)\W*",
    re.IGNORECASE,
)
"""Asks for all that happened in a month."""
_BECAME = re.compile(
    r"\W*(?:(?:and|so|but) )*what(?:['’]?s| has| had| will)? (?:\w+ )?happen(?:s|ed|ing)? "
    r"(?:to|with) \w",
    re.IGNORECASE,
)
"""Asks what became of something: a text seldom says that anything happened to it."""
_HAPPEN = stem("happened")
_REASON = "word:reason"


@dataclass(frozen=True, slots=True)
class Question:
    """One part of what was asked."""

    text: str
    asks: Asks
    wants_list: bool
    units: tuple[Unit, ...]
    """What it speaks of, function words left out."""
    wants_all: bool = False
    """True where it says that it wants the whole of a list."""
    context: tuple[Unit, ...] = ()
    """What the turn before spoke of, where this one leaves its subject out."""
    years: tuple[str, ...] = ()
    search_text: str = ""
    remarks: tuple[str, ...] = ()


def is_elliptical(text: str, lexicon: Lexicon) -> bool:
    """True where a question leaves its subject to the turn before."""
    units = lexicon.units(text)
    short = len(words(text)) <= _SHORT
    if _OF_WHAT_KIND.match(text):
        return True
    if _OF_WHAT.search(text) and len(words(text)) <= _RATHER_SHORT:
        return True
    if _LEANS.match(text) and len(words(text)) <= _RATHER_SHORT and len(units) <= _FEW:
        return all(unit.kind in {"stem", "word"} for unit in units) or _points_back(text, units)
    if _CONNECTS.match(text) and len(words(text)) <= _RATHER_SHORT:
        return True
    if _ASKS_WHY.match(text) and len(words(text)) <= _RATHER_SHORT:
        return not any(unit.kind in _SUBJECTS for unit in units) or _points_back(text, units)
    return short and (_points_back(text, units) or means_same(text, units))


def may_stand_alone(text: str, lexicon: Lexicon) -> bool:
    """True where a question that seems to lean on the turn before may have its own subject."""
    units = lexicon.units(text)
    return bool(units) and _LACKING.search(text) is None and not means_same(text, units)


def is_fragment(text: str) -> bool:
    """True where a turn asks nothing itself and only names what else is asked of: "and Kent?"."""
    return _ASKS_ITSELF.search(text) is None


def means_same(text: str, units: Sequence[Unit]) -> bool:
    """True where "the victims" are those spoken of before."""
    named = {unit.kind for unit in units} & {"offence", "person"}
    return _THE_SAME.search(text) is not None and not named


def _points_back(text: str, units: list[Unit]) -> bool:
    return not units or bool(POINTS_BACK.search(text))


def read_question(
    text: str, lexicon: Lexicon, earlier: Sequence[str] = (), remarks: tuple[str, ...] = ()
) -> Question:
    """Analyse one part; `earlier` are the questions before it, oldest first."""
    asks = type_of(text, tuple(lexicon.units(text)))
    units = tuple(
        unit
        for unit in lexicon.units(text)
        if not (asks == "when" and unit.surface in _ASKED_BY_WHEN)
        and not (asks == "when" and unit.surface == "target" and _TARGET_DATE.search(text))
        and not (unit.key == _HAPPEN and (HAPPENED_IN.fullmatch(text) or _BECAME.match(text)))
        and not (asks == "link" and unit.surface in _ASKED_BY_WHERE)
        and not (asks == "definition" and unit.surface in _MEANING)
    )
    context: tuple[Unit, ...] = ()
    search_text = text
    if earlier and is_elliptical(text, lexicon):
        spoken, said = _spoken_of(earlier, lexicon)
        if asks == "why":  # "for what reason" tells no more of what than "why" does
            units = tuple(unit for unit in units if unit.key != _REASON)
        context = tuple(_kept(spoken, units))
        search_text = " ".join([*said, text])
        if asks == "fact" and is_fragment(text):  # "and the inspector?"
            before = read_question(earlier[-1], lexicon, earlier[:-1]).asks
            asks = before if before in _CARRIED else asks
    return Question(
        text=text,
        asks=asks,
        wants_list=bool(_LIST.match(text) or _EVERYTHING.search(text)),
        wants_all=bool(_EVERYTHING.search(text)),
        units=units,
        context=context,
        years=tuple(dict.fromkeys(YEAR.findall(text))),
        search_text=search_text,
        remarks=remarks,
    )


def _spoken_of(earlier: Sequence[str], lexicon: Lexicon) -> tuple[list[Unit], list[str]]:
    """What a conversation is about after some turns, and the turns that say so.

    A turn that leans on those before it adds to what they spoke of; one that does not begins anew.
    """
    spoken: list[Unit] = []
    said: list[str] = []
    for turn in earlier:
        units = lexicon.units(turn)
        if said and is_elliptical(turn, lexicon) and not (units and _WHAT_ABOUT.match(turn)):
            spoken = [*units, *_kept(spoken, units)]
            said = [*said[:1], turn] if units else said
        else:
            leans = said and POINTS_BACK.search(turn) and not _WHAT_ABOUT.match(turn)
            spoken = [*units, *_kept(spoken, units)] if leans else units
            said = [*said[-1:], turn] if leans else [turn]
    return spoken, said


def _kept(spoken: Iterable[Unit], units: Sequence[Unit]) -> Iterator[Unit]:
    """What was spoken of before, without that of which other units now take the place."""
    known = {unit.key for unit in units}
    replaced = {_REPLACED.get(unit.kind) for unit in units}
    return (
        unit
        for unit in spoken
        if unit.key not in known and _REPLACED.get(unit.kind, "") not in replaced
    )
