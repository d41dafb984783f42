"""A question on what is to be done and by when → which of the actions it asks for.

"What must be done within three months", "what is most urgent", "when is the last one due" ask for
actions by their deadlines and by nothing else; "how long have we got to fix call handling" asks
when those on a subject are due. Anything else is left to the passages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cdi_qa.answering.lists import OWN_BODY, PAST, is_generic
from cdi_qa.asks import Asks
from cdi_qa.due import MONTHS
from cdi_qa.knowledge.lexicon import Lexicon, Unit
from cdi_qa.lookup.premises import split_statement
from cdi_qa.question import POINTS_BACK, read_question
from cdi_qa.text import NUMBER_WORDS, YEAR, words

Select = Literal["all", "now", "span", "until", "during", "after", "first", "last", "undated"]

_COUNT = rf"(?:{'|'.join(NUMBER_WORDS)}|\d{{1,3}}|half an?|an?)"
_SPAN = re.compile(
    rf"\b(?:(?:with)?in |inside |over |under |of )?(?:the |about |around )?(?:next |first )?"
    rf"({_COUNT})[ -](day|week|month|year)s?\b",
    re.I,
)
_DATE = re.compile(
    r"\b(by|before|in|until|till|after|during)\s+(?:the )?(?:(?:start|end|middle|close) of )?"
    r"(?:the )?(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? )?"
    rf"({'|'.join(MONTHS)}|christmas|xmas|new year|year(?= end|\W*$))"
    r"(?: ((?:19|20)\d\d))?\b",
    re.I,
)
_FEASTS = {"christmas": (12, 25), "xmas": (12, 25), "new year": (12, 31), "year": (12, 31)}
_HALVES = {"year": (6, "month"), "month": (2, "week"), "week": (4, "day")}
_ENDS: dict[str, Select] = {"in": "during", "during": "during", "after": "after"}
_CUES: tuple[tuple[Select, str], ...] = (
    (
        "undated",
        r"\b(?:no|without (?:an?|any)|not (?:got |have )?an?|(?:has|have)(?:n['’]?t| not) got an?) "
        r"(?:deadlines?|dates?|time ?(?:limit|scale|frame)s?)\b|\bundated\b",
    ),
    (
        "now",
        r"\b(?:immediate(?:ly)?|straight ?away|right away|right now|at once|now|asap|"
        r"(?:most )?urgent(?:ly)?|(?:as )?a matter of urgency|as soon as possible|without delay)\b",
    ),
    (
        "first",
        r"\b(?:first|soonest|earliest|next|(?:top |main )?priorit(?:y|ies)|quickest|shortest)\b"
        r"(?! (?:time|inspection|report|place|point)\b)",
    ),
    ("last", r"\b(?:last|latest|final|longest)\b(?! (?:time|inspection|report|year)\b)"),
)
_DEADLINE = re.compile(
    r"\b(?:deadlines?|time ?(?:scales?|frames?|limits?)|due(?: dates?)?|by when|when by|"
    r"(?:how long|how much time) (?:have|has|had|do|does|did|is|are|were) (?:\w+ ){1,4}?"
    r"(?:got|get|have|given|allowed)|"
    r"(?:days|weeks|months|years) (?:end|run out|expire|(?:is|are) (?:up|over)))\b",
    re.I,
)
_MUCH_TIME = re.compile(r"\bhow much time\b", re.I)
_WHEN = re.compile(
    r"\b(?:when|what date|how soon|how long (?:till?|until|before))\b.*\b"
    r"(?:must|ha(?:ve|s) (?:got )?to|needs? to|should|"
    r"supposed to|got to)\b",
    re.I,
)
_DEED = r"(?:do|fix|sort(?: out)?|put right|change|improve|tackle|address)"
_DUTY = re.compile(
    r"\b(?:recommend\w*|recs|actions?|areas? for improvement|to[- ]dos?|ones|jobs?|tasks?|"
    r"urgent\w*|priorit\w+|"
    rf"to (?:be )?{_DEED}(?:ne|d|ed)?|be (?:done|fixed|sorted|finished|completed?|improved|met|"
    r"tackled|addressed|implemented|in place|put)|"
    r"(?:wants?|wanted) (?:\w+ )?(?:done|fixed|sorted|finished|changed|put right|in place)|"
    r"needs? (?:doing|fixing|sorting)|must|"
    r"ha(?:ve|s) to|got to|needs? to|should|finish\w*|complet\w*|in place|implement\w*)\b",
    re.I,
)
_TO_DO = re.compile(
    r"^\W*(?:(?:so|and|ok) )*what(?:'?s)?\b.*\b(?:ha(?:ve|s)|needs?|got|supposed|told|tell|"
    rf"asked|ask|wants?|wanted|requires?|required)\b.*\bto {_DEED}\W*$"
    rf"|^\W*(?:(?:so|and|ok) )*what (?:must|should) (?:\w+ ){{1,3}}{_DEED}\W*$",
    re.I,
)
"""Asks for all that is to be done without a word of when."""
_OTHERS = re.compile(
    r"\b(?:forces|constabularies|did|took|takes?|ever|often|(?:has|have|is|are|was|were) "
    r"(?:it |this |that |anything |already |been |being )+(?:been |being )?done)\b"
    r"|^\W*(?:is|are|was|were) (?:it|this|that|he|she)\b",
    re.I,
)
"""Signs that not what is to be done is asked for, but who does it or what has been done."""
_FOR_OTHERS = re.compile(
    r"\b(?:do|does|did|must|should|can|could|will) (?:(?:the|our|its|this) )?(?:\w+ )?"
    r"(?:board|members|panel|committee|commissioner|pcc|home (?:office|secretary)|government|"
    r"public|victims|inspector(?:s|ate)?|hmic\w*)\b (?:need |have |want )?(?:to )?(?:be )?"
    r"(?:do|done|fix|act|change)\b",
    re.I,
)
_DOER = re.compile(
    r"\W*(?:(?:so|and|ok) )*what (?:do|does|did|must|should) (?P<who>(?:[\w’']+ ){1,5}?)"
    r"(?:(?:have|need|got) to )?(?:do|show|prove|change|fix)\b",
    re.I,
)
"""Who is to do something: "what does the Home Office have to do"."""
_COUNTED = re.compile(
    r"\bhow many (?:(?:of )?(?:the|those|these|them|its|our|their) )*(?:recommend|recs?\b|action|"
    r"area|thing|point|item|job|task|ones|must|need|ha(?:ve|s) to|are due|should|are to|deadline)",
    re.I,
)
_ASKS: frozenset[Asks] = frozenset({"fact", "count", "when", "yes_no", "definition"})
"""What a question on actions asks for, as questions are typed."""
_ROLES = (
    ("improvement", re.compile(r"\bareas? (?:for|of|to) improve(?:ment)?\b|\bafis?\b", re.I)),
    ("recommendation", re.compile(r"\brec(?:ommendation)?s?\b", re.I)),
)
_AROUND = frozenset(
    "time times date dates place one ones thing things stuff everything lot list job jobs task "
    "tasks point points item items passed gone missed met set come comes coming end ends run runs "
    "out full up over fall falls falling expire long soon due give given happen happened happens "
    "start sorted fixed fix sort put right change changed finished finish complete completed "
    "improve rest other others remaining next first last day days week weeks month months urgency "
    "matter doing within till til until part bit".split()
)
"""Words around a deadline that name no subject."""
_TOLD = re.compile(r"\b(?:tell|told|ask(?:ed)?|want(?:s|ed)?) (?:\w+ ){0,2}to\b", re.I)
_BE = re.compile(r"\bbe ((?!in\b|done\b|put\b|met\b)[a-z]+)\b", re.I)
_TURNS = 8
"""Turns that are looked back to: a long conversation is not read again for each question."""
_DUTIES = frozenset({"term:recommendations", "word:immediately", "word:address", PAST})
_REST = re.compile(r"^\W*(?:(?:and|so|what about) )*the (?:rest|others?|remaining ones?)\W*$", re.I)
_WHEN_THAT = re.compile(
    r"^\W*(?:(?:and|so|ok) )*(?:by )?when(?:['’]?s| is| are|s)? (?:that|those|these|it|they)"
    r"(?: (?:be |all )?(?:due|for|by))?\W*$",
    re.I,
)
_THEN = re.compile(
    r"^\W*(?:(?:and|so|ok|what|about|comes?|is|what's|whats) )*"
    r"(?:after (?:that|those)|then|next)\W*$",
    re.I,
)
_WHICH_END = re.compile(
    r"^\W*(?:(?:and|so|ok|but)\W+)*(?:which|what)(?:['’]?s)?(?: ones?| of (?:them|those|these))?"
    r"(?: is| are| comes?)?(?: the)? (?P<end>first|soonest|most urgent|last)"
    r"(?: ones?| of (?:them|those|these))?\W*$",
    re.I,
)
"""Asks of what was listed which is first or last."""


@dataclass(frozen=True, slots=True)
class DueAsked:
    """Which actions are asked for."""

    select: Select
    """Those with any deadline, with one at once, of a certain length, up to, in or after a day,
    with the earliest or the latest, with none."""
    count: int = 0
    unit: str = ""
    """"day", "week", "month" or "year": the length that is named, `count` of them."""
    day: tuple[int, int, int] = (0, 0, 0)
    """Year, month and day that are named; 0 for what is not."""
    role: str = ""
    """"recommendation" or "improvement" where one is named."""
    is_earlier: bool = False
    """True where the inspection before is named."""
    year: int = 0
    """The year of the inspection that is named; 0 where none is."""
    topic: tuple[Unit, ...] = ()
    """What the actions are to speak of; empty where any are asked for."""
    follows: DueAsked | None = None
    """What the turn before asked for, where this asks for what comes after it or besides."""


def is_for_others(text: str, lexicon: Lexicon | None = None) -> bool:
    """True where it is asked what somebody else than those who were inspected is to do."""
    if _FOR_OTHERS.search(text):
        return True
    if lexicon is None or (doer := _DOER.match(text)) is None:
        return False
    return any(unit.kind == "body" and unit.key != OWN_BODY for unit in lexicon.units(doer["who"]))


def read_due(text: str, lexicon: Lexicon, history: Sequence[str] = ()) -> DueAsked | None:
    """What a question asks of the actions, None where it asks something else."""
    text = split_statement(text) or text
    history = history[-_TURNS:]
    before = read_due(history[-1], lexicon, history[:-1]) if history else None
    if before is not None and _REST.match(text):
        return replace(before, select="all", follows=before)
    if before is not None and _WHEN_THAT.match(text):
        return before
    if before is not None and _THEN.match(text):
        return replace(before, select="after", follows=before)
    end = _WHICH_END.match(text)
    if end and history and (role := _role(history[-1])):
        return DueAsked("last" if end["end"].lower() == "last" else "first", role=role)
    question = read_question(text, lexicon, history)
    counts = question.asks == "count" and not _MUCH_TIME.search(text)
    if question.asks not in _ASKS or (counts and not _COUNTED.search(text)):
        return None
    asked, rest = _select(text)
    deadline = _DEADLINE.search(text) or _WHEN.search(text) or _TO_DO.search(text)
    duty = _DUTY.search(text) or _DEADLINE.search(text) or before
    elsewhere = _OTHERS.search(text) and not _TO_DO.search(text)
    if (
        (asked.select == "all" and not deadline)
        or not duty
        or elsewhere
        or is_for_others(text, lexicon)
    ):
        return None
    deed = _BE.search(text)
    if deed and deed[1].lower() not in _AROUND and not lexicon.units(deed[1]):
        return None  # "when must victims be told"
    units = lexicon.units(_TOLD.sub(" ", _DEADLINE.sub(" ", rest)))
    topic = _telling(units) or (_telling(question.context) if before is None else ())
    if not topic and any(is_generic(unit) and unit.kind != "body" for unit in units):
        return None  # "when must a crime be recorded"
    spoken = (*lexicon.units(text), *question.context)
    years = [unit.surface for unit in spoken if YEAR.fullmatch(unit.surface)]
    leans = bool(history) and POINTS_BACK.search(text)
    return replace(
        asked,
        role=_role(text) or (_role(history[-1]) if leans else ""),
        is_earlier=asked.select != "last" and any(unit.key == PAST for unit in spoken),
        year=0 if asked.day[0] or not years else int(years[0]),
        topic=topic,
    )


def _role(text: str) -> str:
    return next((role for role, named in _ROLES if named.search(text)), "")


def _select(text: str) -> tuple[DueAsked, str]:
    """What deadline is asked for, and the question without the words that say so."""
    undated, *cues = _CUES
    if re.search(undated[1], text, re.I):
        return DueAsked(undated[0]), re.sub(undated[1], " ", text, flags=re.I)
    if found := _SPAN.search(text):
        number, unit = found.group(1).lower(), found.group(2).lower()
        count = int(number) if number.isdigit() else NUMBER_WORDS.get(number, 1)
        if number.startswith("half"):
            count, unit = _HALVES.get(unit, (1, "day"))
        return DueAsked("span", count, unit), _SPAN.sub(" ", text)
    if found := _DATE.search(text):
        side, day, name, year = found.groups()
        month, feast = _FEASTS.get(name.lower(), (MONTHS.get(name.lower(), 0), 0))
        select = _ENDS.get(side.lower(), "until")
        if name.lower() == "new year" and select == "during":
            select = "after"
        if side.lower() == "before" and not (day or feast):
            month = month - 1 or 12
        named = (int(year or 0), month, int(day or feast))
        return DueAsked(select, day=named), _DATE.sub(" ", text)
    for select, cue in cues:
        if re.search(cue, text, re.I):
            return DueAsked(select), re.sub(cue, " ", text, flags=re.I)
    return DueAsked("all"), text


def _telling(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units that name a subject."""
    return tuple(
        unit
        for unit in units
        if not (is_generic(unit) or unit.key in _DUTIES or set(words(unit.surface)) <= _AROUND)
        and not YEAR.fullmatch(unit.surface)
    )
