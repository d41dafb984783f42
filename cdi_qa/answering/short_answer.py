"""The few words of a sentence that answer by themselves: a date, a name, a number, a reason.

Given only where one thing in the sentence can be meant and the sentence says it outright: whoever
is told nothing short reads the sentence, whoever is told the wrong thing repeats it.
"""

from __future__ import annotations

import re

from cdi_qa.answering.answer_type import MONTH, count_noun
from cdi_qa.answering.short_names import find_somebody, things_asked
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question
from cdi_qa.text import NUMBER_WORDS, stems

_MOST = 0.6
"""Share of a sentence, from which its words are no shorter answer than itself."""
_ABOUT = (
    r"(?:(?:about|around|some|roughly|approximately|nearly|almost|over|under|only|just|up to|"
    r"(?:more|less|fewer) than|at (?:least|most)) )?"
)
_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?"
_MONTH = rf"(?-i:{MONTH})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PART_OF = r"(?:the )?(?:(?:early|late|mid|(?:the )?(?:end|start|beginning) of)[ -](?:the )?)?"
_LONE_YEAR = "|".join(
    rf"(?<={before} ){_YEAR}" for before in ("in", "by", "since", "early", "late", "of")
)
"""A year alone is a time only after such a word: "the 2018 audit" is none."""
_POINT = (
    rf"(?:{_PART_OF}(?:(?:{_DAY} )?{_MONTH}(?: {_YEAR})?"
    rf"|(?:spring|summer|autumn|winter)(?: of)?(?: {_YEAR})?|{_LONE_YEAR}))"
)
_FIGURE = rf"(?:\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
_AMOUNT_OF_TIME = (
    rf"(?:(?:{_FIGURE}|an?)(?: and a half)?(?: (?:or|to) {_FIGURE})? "
    r"(?:more |full |working |calendar )?"
    r"(?:minute|hour|day|week|fortnight|month|quarter|year)s?\b(?! (?:old|ago)\b)"
    rf"(?: and {_FIGURE} (?:minute|day|week|month)s?\b)?)"
)
_SPAN = (
    rf"(?:(?:within|in|for|after|every) )?{_ABOUT}(?:the (?:next|last|first) )?{_AMOUNT_OF_TIME}"
    rf"(?: (?:from|in) {_POINT})?"
)
_FROM_TO = (
    rf"(?:from|between) (?:{_DAY}|{_POINT}) (?:to|and|until) {_POINT}"
    rf"|{_POINT} (?:to|until|and) {_POINT}"
)
_AT = (
    rf"(?:(?:in|on|by|from|since|until|before|after|during) )?(?:{_DAY} (?:to|and) )?{_POINT}"
    r"(?: at \d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b)?"
)
_ON_DAY = re.compile(rf"\b(?:{_FROM_TO}|{_AT})", re.IGNORECASE)
_WITHIN = re.compile(r"\bwithin\b", re.IGNORECASE)
_WHEN = re.compile(
    rf"\b(?:{_FROM_TO}|{_SPAN}|{_AT}"
    r"|immediately\b|at once\b|straight away\b"
    r"|(?:by|at|before|after|until|every) (?:the (?:end|start) of )?(?:the |each |every )?"
    r"(?:Easter|Christmas|Whitsun|Michaelmas|midsummer|month|shift|night|week|year)\b)",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(rf"\b{_SPAN}", re.IGNORECASE)
_ASKS_HOW_LONG = re.compile(
    r"\bhow long\b(?P<given>.*\b(?:have|has|had|got|gets?|given?|allowed|until|till|before)\b)?",
    re.IGNORECASE,
)
"""Only a time that is given can be one "within" which: what something takes may be another."""
_ASKS_ELSE = re.compile(
    r"\W*when\b(?! (?:is|are|was|were|will|would|did|do|does|has|have|had|can|should|must)\b)"
    r"(?!['’]?s\b|['’]?ll\b).* (?:is|are|was|were|did|do|does)\b",
    re.IGNORECASE,
)
"""The "when" of "when somebody ignores it do they act", which asks for no time."""
_ASKS_SUM = re.compile(
    r"\bhow much\b|\bwhat\b.{0,60}\b(?:cost|price|bill|budget|fine|sum|amount|pay|paid|spen[dt])\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"{_ABOUT}[£$€] ?\d[\d,]*(?:\.\d+)?(?: ?(?:million|billion|m|bn|k)\b)?"
    r"(?: (?:an?|per|each|every) (?:hour|day|week|month|year|annum|head|case|visit)\b)?",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"(?<![\w./£-]){_ABOUT}\b{_FIGURE}(?![\w/%-]|\.\d)", re.IGNORECASE)
_COUNTS_NOTHING = re.compile(rf"{_WHEN.pattern}|[\d.]+ ?(?:%|per ?cent)", re.IGNORECASE)
_BECAUSE = re.compile(
    r"\b(?:because|owing to|due to|on the grounds? that)\b [^.;:]{8,160}?(?=[.;:]|$)",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"\b(?:all but|except(?: for)?|apart from|other than|further|another|extra|additional|by|"
    r"of (?:the|its|our|their|these|those|all)|"
    r"(?:most|half|some|many|few|part|quarter|third|none) of)\s*$",
    re.IGNORECASE,
)
"""Before a figure that is not all there is: "all but two", "most of the 40", "went up by £20"."""
_COMPARED = re.compile(
    r"\s*(?:more|less|fewer|further|extra|additional|others?|longer|shorter|higher|lower|earlier|"
    r"later|late|early|sooner|quicker|faster|slower|cheaper|dearer|too|short|off|towards?|overdue|"
    r"behind|ahead|above|below|"
    r"of the (?:\w+ )?(?:cost|bill|price|sum|total|budget|amount|money))\b",
    re.IGNORECASE,
)
"""After a figure that is a difference or a part: "30 fewer drivers", "£5 of the cost"."""
_COUNTED_FROM = re.compile(r" (?:before|after|from|since)\b")
"""After a span of time that says when only with what follows: "two weeks after the visit"."""
_ITS_DATE = re.compile(r"(?:\b(?:of|the|an?|its|their|our|this)|['’]s)\s*$", re.IGNORECASE)
"""Before a date that names a thing: "the move of May 2018"."""
_OF_WHICH = re.compile(r"\b(?:who|which|that|whose)\b(?P<told>[^,;:]*)$")
_ONCE = re.compile(
    r"\b(?:until|till|former(?:ly)?|previous(?:ly)?|used to|no longer|outgoing|had been)\b"
    r"|\bbefore\W*$",
    re.IGNORECASE,
)
"""Tells of, or asks for, what was so and is no longer."""
_NOT_BECAUSE = re.compile(r"\bnot (?:just |only |simply |merely )?$")
_ASKS_TWO = re.compile(
    r"(?:\band|&|,)\W+(?:for |to |by |from |in )?(?:who|whose|when|whats?|how|why|where|which)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|unless)\b|n['’]t\b", re.I)
_HEDGES = re.compile(
    r"\b(?:may(?! \d| (?:19|20))|might|could|would|hop(?:es?|ed)|aims?|aimed|expect\w*|intend\w*|"
    r"argu\w+|believ\w+|thought|suggest\w*|"
    r"plan(?:s|ned)?|likely|unlikely|possibl[ey]|perhaps|probabl[ey]|alleg\w+|claim\w*|propos\w+|"
    r"provisional\w*|estimat\w*|disput\w+|den(?:y|ies|ied)|if)\b"
)


def find_short_answer(question: Question, text: str, lexicon: Lexicon) -> str:
    """The words of one sentence that answer a question, as printed; "" where it is not plain which
    do, where they are nearly all of it, and where it denies or hedges.
    """
    if _ASKS_TWO.search(question.text) or _HEDGES.search(text):
        return ""
    found = _find(question, text, lexicon)
    if not found or len(found) >= _MOST * len(text):
        return ""
    if question.asks != "when" and bool(_ONCE.search(text)) != bool(_ONCE.search(question.text)):
        return ""
    return "" if _is_denied(found, question, text) else found.rstrip(".")


def _is_denied(found: str, question: Question, text: str) -> bool:
    """True where a sentence denies what it says with these words. A reason may be one why
    something is not so, where that is asked.
    """
    if question.asks != "why":
        return _DENIES.search(_up_to_clause_of(found, text)) is not None
    before = text.partition(found)[0]
    denied = _DENIES.search(before) is not None and _DENIES.search(question.text) is None
    return denied or _NOT_BECAUSE.search(before) is not None


def _up_to_clause_of(found: str, text: str) -> str:
    """A sentence up to the end of the clause that holds words of it: what a later one denies is
    something else.
    """
    before, _, after = text.partition(found)
    return before + re.split(r"[,;:]", after, maxsplit=1)[0]


def _find(question: Question, text: str, lexicon: Lexicon) -> str:
    if question.asks == "when" and not _ASKS_ELSE.match(question.text):
        return _time(question, text, lexicon)
    if question.asks == "money" and _ASKS_SUM.search(question.text):
        on_it = 2 * len(things_asked(question) & lexicon.keys(text)) > len(things_asked(question))
        return _only_new(question, text, _MONEY, lexicon) if on_it else ""
    if question.asks == "why":
        return _only_new(question, text, _BECAUSE, lexicon)
    if question.asks == "count":
        return _counted(question, text, lexicon)
    return find_somebody(question, text, lexicon) if question.asks in {"who", "name"} else ""


def _time(question: Question, text: str, lexicon: Lexicon) -> str:
    """The only span of time where it is asked how long; else the only day, or the only time."""
    if (how_long := _ASKS_HOW_LONG.search(question.text)) is not None:
        found = _only_new(question, text, _HOW_LONG, lexicon)
        return "" if not how_long["given"] and found.lower().startswith("within") else found
    if found := _only_new(question, text, _WHEN, lexicon):
        from_else = _HOW_LONG.fullmatch(found) and _COUNTED_FROM.match(text.partition(found)[2])
        return "" if from_else else found
    return "" if _WITHIN.search(text) else _only_new(question, text, _ON_DAY, lexicon)


def _only_new(question: Question, text: str, pattern: re.Pattern[str], lexicon: Lexicon) -> str:
    """The only match that says more than the question does, where it is said of what is asked."""
    said = set(stems(question.text))
    new = {found[0].strip(): found for found in pattern.finditer(text)}
    new = {words: found for words, found in new.items() if set(stems(words)) - said}
    if len(new) != 1:
        return ""
    ((words, found),) = new.items()
    before, after = text[: found.start()], text[found.end() :]
    if _is_part(question, before, after) or (
        _ITS_DATE.search(before) and re.fullmatch(_POINT, words, re.IGNORECASE)
    ):
        return ""
    of_which = _OF_WHICH.search(before)
    told = (
        of_which is None
        or pattern is _BECAUSE
        or things_asked(question) & lexicon.keys(of_which[1])
    )
    return words if told else ""


def _is_part(question: Question, before: str, after: str) -> bool:
    """True for a figure that is a part or a difference, unless that is what is asked for."""
    asked = question.text.lower()
    beside = (_PARTED.search(before), _COMPARED.match(after))
    return any(found and found[0].strip().lower() not in asked for found in beside)


def _counted(question: Question, text: str, lexicon: Lexicon) -> str:
    """A number with what it counts, where no other number is in the sentence."""
    counted = count_noun(question, lexicon)
    plain = _COUNTS_NOTHING.sub(lambda found: "§" * len(found[0]), text)
    numbers = list(_COUNT.finditer(plain))
    if not counted or len(numbers) != 1:
        return ""
    (number,) = numbers
    if _is_part(question, text[: number.start()], text[number.end() :]):
        return ""
    after = re.split(r"[.,;:]", text[number.end() :])[0]
    for unit in lexicon.units(after):
        if unit.key == counted[0].key and unit.position <= 2:
            size = unit.position + len(unit.surface.split())
            return " ".join([number[0], *after.split()[:size]])
    return ""
