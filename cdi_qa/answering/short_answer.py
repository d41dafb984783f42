"""The few words of a sentence that answer by themselves: a date, a name, a number, a reason.

Given only where one thing in the sentence can be meant and the sentence says it outright: whoever
is told nothing short reads the sentence, whoever is told the wrong thing repeats it. Over made-up
notes that it was not written on, 19 in 20 are the words that an author marked as the answer.
"""

from __future__ import annotations

import re

from cdi_qa.answering.answer_type import count_noun
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon
from cdi_qa.question import Question
from cdi_qa.text import NUMBER_WORDS, stems

_MOST = 0.6
"""Share of a sentence, from which its words are no shorter answer than itself."""
_ABOUT = (
    r"(?:(?:about|around|some|roughly|approximately|nearly|almost|over|under|only|just|up to|"
    r"(?:more|less|fewer) than|at (?:least|most)) )?"
)
_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?"
_MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
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
_ASKS_HOW_LONG = re.compile(r"\bhow long\b(?P<lasts> (?:must|should|is|was|were|are)\b)?", re.I)
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
_BEGIN = frozenset("each these those every many most some once over under".split()) | FUNCTION_WORDS
"""Words with a capital only because they begin a sentence."""
_NAME = re.compile(
    rf"(?:\b[Tt]he )?\b(?!(?i:{'|'.join(sorted(_BEGIN))})\b)"
    r"[A-Z][\w’'&-]*(?:(?: (?:of|for|and|the|&|on|de|von)){0,2} [A-Z][\w’'&-]*)*"
    r"(?: \([A-Z]{2,}\))?"
)
_ASKS_WHO = re.compile(
    r"\W*(?:(?:and|so|but|ok|well)\W+)*(?:who|whos|which|(?:the )?names? of)\b", re.IGNORECASE
)
_ASKS_TO_WHOM = re.compile(
    r"\bwho(?:m\b| (?:did|do|does) )|\b(?:to|for|with|about|at|from)\W*$", re.IGNORECASE
)
_SAYS_WHO = re.compile(r"\b(?:by|is|are|was|were)(?: the)? $")
_SET_APART = re.compile(r"[a-z]{3,}, $")
_SETS_APART = frozenset({",", ".", ")", ""})
"""What follows a name that is set apart: "its head, Ann Mercer, said"."""
_OPENS = re.compile(r"(?:(?:In|By|On|Since|From|During) [^,]{3,25}?,? )?")
"""What stands before a name at the head of a sentence: nothing, or when it was."""
_ASKS_TWO = re.compile(
    r"(?:\band|&|,)\W+(?:for |to |by |from |in )?(?:who|whose|when|whats?|how|why|where|which)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|unless)\b|n['’]t\b", re.I)
_HEDGES = re.compile(
    r"\b(?:may(?! \d| (?:19|20))|might|could|would|hop(?:es?|ed)|aims?|aimed|expect\w*|intend\w*|"
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
    if question.asks != "why" and _DENIES.search(_up_to_clause_of(found, text)):
        return ""
    return found.rstrip(".")


def _up_to_clause_of(found: str, text: str) -> str:
    """A sentence up to the end of the clause that holds words of it: what a later one denies is
    something else.
    """
    before, _, after = text.partition(found)
    return before + re.split(r"[,;:]", after, maxsplit=1)[0]


def _find(question: Question, text: str, lexicon: Lexicon) -> str:
    if question.asks == "when" and not _ASKS_ELSE.match(question.text):
        return _time(question, text)
    if question.asks == "money" and _ASKS_SUM.search(question.text):
        return _only_new(question, text, _MONEY)
    if question.asks == "why":
        return _only_new(question, text, _BECAUSE)
    if question.asks == "count":
        return _counted(question, text, lexicon)
    return _somebody(question, text, lexicon) if question.asks in {"who", "name"} else ""


def _time(question: Question, text: str) -> str:
    """The only span of time where it is asked how long; else the only day, or the only time."""
    if (how_long := _ASKS_HOW_LONG.search(question.text)) is not None:
        found = _only_new(question, text, _HOW_LONG)
        return "" if how_long["lasts"] and found.lower().startswith("within") else found
    if found := _only_new(question, text, _WHEN):
        return found
    return "" if _WITHIN.search(text) else _only_new(question, text, _ON_DAY)


def _only_new(question: Question, text: str, pattern: re.Pattern[str]) -> str:
    """The only match that says more than the question does."""
    said = set(stems(question.text))
    new = {found[0].strip() for found in pattern.finditer(text) if set(stems(found[0])) - said}
    return new.pop() if len(new) == 1 else ""


def _counted(question: Question, text: str, lexicon: Lexicon) -> str:
    """A number with what it counts, where no other number is in the sentence."""
    counted = count_noun(question, lexicon)
    plain = _COUNTS_NOTHING.sub(lambda found: "§" * len(found[0]), text)
    numbers = list(_COUNT.finditer(plain))
    if not counted or len(numbers) != 1:
        return ""
    (number,) = numbers
    after = re.split(r"[.,;:]", text[number.end() :])[0]
    for unit in lexicon.units(after):
        if unit.key == counted[0].key and unit.position <= 2:
            size = unit.position + len(unit.surface.split())
            return " ".join([number[0], *after.split()[:size]])
    return ""


def _somebody(question: Question, text: str, lexicon: Lexicon) -> str:
    """Whom a sentence names where it says who: after "by" or "is", set apart, or at its head."""
    if _ASKS_WHO.match(question.text) is None or _ASKS_TO_WHOM.search(question.text):
        return ""
    said = set(stems(question.text))
    new = [
        found
        for found in _NAME.finditer(text)
        if _is_name(found[0], text[: found.start()]) and set(stems(found[0])) - said
    ]
    told = {
        found[0]
        for found in new
        if _SAYS_WHO.search(text[: found.start()])
        or (_SET_APART.search(text[: found.start()]) and text[found.end() :][:1] in _SETS_APART)
    }
    if told:
        return told.pop() if len(told) == 1 else ""
    return _first(question, new, text, lexicon)


def _first(question: Question, names: list[re.Match[str]], text: str, lexicon: Lexicon) -> str:
    """The name at a sentence's head, where no other stands in it or what the first one does is
    what the question is on.
    """
    first = next((name for name in names if _OPENS.fullmatch(text[: name.start()])), None)
    if first is None:
        return ""
    others = [name.start() for name in names if name.start() > first.start()]
    does = text[first.end() : min(others, default=len(text))]
    asked = {unit.key for unit in question.units if unit.kind not in {"body", "person"}}
    return first[0] if not others or asked & lexicon.keys(does) else ""


def _is_name(name: str, before: str) -> bool:
    """False for a word that has its capital from the sentence that it begins, for a month, and for
    whose something is ("the Council's").
    """
    capitals = [word for word in name.split() if word[:1].isupper() and word != "The"]
    if re.fullmatch(_MONTH, capitals[0]) or re.search(r"['’]s?$", name):
        return False
    return bool(before) or len(capitals) > 1 or capitals[0].isupper()
