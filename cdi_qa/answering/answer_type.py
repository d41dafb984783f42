"""Whether a passage holds an answer of the type that a question asks for."""

from __future__ import annotations

import re
from itertools import pairwise

from cdi_qa.answering.people_told import names_somebody, tells_who, without_units
from cdi_qa.answering.reasons import tells_why
from cdi_qa.answering.targets import asks_target, tells_target
from cdi_qa.answering.which_one import leaves_unnamed
from cdi_qa.knowledge.counting import RECORDED
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon, Unit
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import NUMBER_WORDS, TENS, figures, words

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
"""A month by its name or written short."""
_DATE = re.compile(
    rf"\b{MONTH}\b|\b(?:19|20)\d\d\b|\b[Ii]mmediately\b|"
    r"\b\w+ (?:minutes?|hours?|days?|weeks?|months?|years?)\b|"
    r"\b(?:in|by|until|from|since|last|next|this) (?:the )?(?:early |late )?"
    r"(?:spring|summer|autumn|winter)\b|"
    r"\b(?:[Ee]nd of|[Ss]ame|[Nn]ext|[Ee]very|[Ee]ach) (?:the |an? )?(?:working )?"
    r"(?:shift|day|morning|evening|night|week|month|quarter|term|year)\b|"
    r"\b(?:Easter|Christmas|Whitsun|Michaelmas|Lent|Ramadan)\b|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b[Aa]t once\b|\b[Ss]traight away\b|"
    r"(?<![£$€\d.,:])\b(?:[01]?\d|2[0-3])[.:][0-5]\d\b(?![.,:]?\d|\s?(?:%|per\b|points?\b|\w*illion))|"
    r"\b\d{1,2} ?[ap]\.?m\b|\b(?:noon|midnight)\b|\bo['’]clock\b"
)
_WHICH_DAY = re.compile(
    r"\b(?:what|which) (?:exact )?day\b(?! of the week)|\bexact(?:ly)? (?:date|when)\b"
    r"|\b(?:date|when) exactly\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b|\b{MONTH} \d{{1,2}}\b(?!\d)|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:immediately|at once|same day)\b"
)
"""Asks on which day something is, and what tells of a day and not of a month or season alone."""
_AHEAD = re.compile(
    r"\bwhen(?:(?:'?s| is| are| do)\b.*"
    r"\b(?:coming|com(?:e|ing) back|returning|due|next)\b(?! out\b)|"
    r"'?ll\b| will\b| (?:is|are) .*\bgoing to\b)",
    re.IGNORECASE,
)
"""A question of when something will be: what has been is no answer."""
_STILL_AHEAD = re.compile(
    r"\b(?:will|shall|should|must|due|plans?|planned|expect\w*|intend\w*|promis\w+|scheduled|ahead|"
    r"(?:is|are) to|to be|by|within|until|next|from|immediately|at once)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"%|\bper\s?cent\b|\bpercentage points?\b|\bhalf\b|\bmost\b|\bmajority\b|\ball but\b|"
    r"\b(?:one|two|three|four) (?:third|quarter|fifth|sixth|tenth)s?\b|"
    r"\ba (?:quarter|(?:third|fifth|sixth|tenth)(?= (?:of|more|less|fewer|were|was|had|are|is)\b|"
    r"\W*$|[,;:)]))",
    re.IGNORECASE,
)
_PART = re.compile(r"\d\s?/\s?\d|\b(?:of|out of|on|only)\b", re.IGNORECASE)
"""What stands between a part and its whole: "149/180", "of 429 only 313", "167 on 150"."""
_NO_COUNT = re.compile(
    r"[+-]?/?-?\s?\d+(?:\.\d+)?(?:%| per\s?cent\b| percentage points?\b)"
    rf"|\b(?:\d{{1,2}} )?{MONTH} (?:19|20)\d\d\b|\b(?:19|20)\d\d(?:/\d\d)?\b|\b\d+ hours\b"
    r"|\b[Mm]ore than one\b"
)
"""Figures that count nothing: percentages, dates, hours, "more than one"."""
_WHAT_HAPPENS = re.compile(
    r"\W*(?:(?:and|so|but) )*what (?:\w+ )?happens? "
    r"(?:(?P<follows>if\b.*(?:\bnot\b|n['’]?t\b|\bfail|\bmiss|\bnothing\b|\bno\b))"
    r"|to (?:the |an? )?(?:victim|someone|somebody|anyone|people|person)s?\b)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"\b(?:if|where|unless|otherwise|will|would|consequences?)\b", re.IGNORECASE)
_BECOMES = re.compile(
    r"\b(?:at (?:more )?risk|harm|support\w*|safeguard\w*|referr\w+|left without|failing many)\b",
    re.IGNORECASE,
)
"""What tells what follows from something, and what becomes of people."""
_CONTACT = re.compile(r"\S@\S|\b0\d{3,4} ?\d{3} ?\d{3,4}\b|\+44|£\d|\baged? \d")
_AMOUNT = re.compile(
    r"[£$€] ?\d|\b\d[\d,.]{0,15}(?: \w+)? (?:pounds|pence|euros|dollars)\b|\bpennies\b|"
    r"\b(?:free of charge|unpaid|(?:pa(?:y|ys|id)|charg\w+|costs?|earns?|gets?|for) nothing)\b",
    re.IGNORECASE,
)
_HOW_MUCH_MONEY = re.compile(
    r"\bhow much\b|\bwhat\b.{0,120}\b(?:be paid|pay|cost|price|bill)\b", re.I
)
"""Asks for a sum, of which no talk of money is one."""
_MONEY = re.compile(r"£|\b(?:pounds|pence|budget|cost|costs|fined|funding)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\b(?:how many|number of|no\.? of|how much)\b(?P<rest>.*)", re.IGNORECASE)
_THE_ONES = r"(?:the|those|these) (?:\w+ ){1,2}?ones"
_OF_THE_ONES = re.compile(rf"\bhow many (?:of )?{_THE_ONES}\b", re.IGNORECASE)
"""Asks for a part of those that the documents tell of elsewhere: "of the disputed ones"."""
_INCLUDES = re.compile(r"\b(?:includ\w+|of which|of whom)\b", re.IGNORECASE)
_COUNTS_NOTHING = re.compile(
    rf"\W*(?:(?:of (?:them|those|these|it|{_THE_ONES})\W+)?"
    r"(?:(?:is|are|was|were|did|do|does|has|have|had|ca|could|would|should)n['’]?t|is|are|was|"
    r"were|did|do|does|has|have|had|can|could|will|would|should|still|got|get|gets|went|came|said|says|made|left|not|never|"
    r"found|told|took|saw|knew|heard|felt|thought|lost|sent|kept|met|paid|held|gave|broke|fell|"
    r"wrote|turned|[a-z]+ed)\b"
    r"|of what\b"
    r"|(?:more|less) (?:likely|often)\b"
    r"|times\b)",
    re.IGNORECASE,
)
"""What follows "how many" where it does not say of what: "how many did they spot"."""
_OF_WHAT_IS_SO = re.compile(r"\bhow many (?:is|are|was|were|had|have)(?:n['’]?t)?\b", re.IGNORECASE)
_HOW_OFTEN = re.compile(r"\bhow (?:often|regularly|frequently)\b", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"\b(?:(?:each|every|per) (?:\w+ )?|an? )"
    r"(?:shift|day|night|week|fortnight|month|quarter|year)s?\b|"
    rf"\b(?:each|every) (?:(?:\w+ ){{1,2}}in )?{MONTH}\b|"
    r"\b(?:daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually|annual|once|twice|"
    r"never|always|seldom|rarely|regularly|sometimes|often)\b",
    re.IGNORECASE,
)
_OF_THOSE_BEFORE = re.compile(
    rf"(?:^|(?<=[ (]))(?:\d[\d,]*|(?:(?:{'|'.join(TENS)})(?:-\w+)?)"
    rf"|{'|'.join(sorted(NUMBER_WORDS))}|none|all|most|half) "
    r"(?:(?:more|others?|further) (?:is|are|was|were|had|have|has|will)\b|"
    r"of (?:them|these|those|which|whom)\b)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"\b(?P<share>\d+(?:\.\d+)?) ?(?:%|per\s?cent) (?:of (?=(?:[\w-]+ ){0,2}?(?:people|staff|"
    r"children|men|women|\w+s)\b)|(?=(?:said|told|felt|thought|believed|would|knew|agreed)\b))",
    re.IGNORECASE,
)
"""A share of things that can be counted, or of those who were asked something."""
_NOUN_WITHIN = 4
"""Words after a number within which the noun stands that it counts."""
_AND_MORE = frozenset({"more", "further", "other", "such", "own"})
_MEASURES = frozenset("minutes hours days weeks months miles metres tonnes litres".split())
"""Of what a number is of a thing that cannot be counted: "two days' training"."""
_PLURALS = frozenset({"people", "children", "men", "women", "staff", "police"})
_HOW_LONG = re.compile(
    r"\bhow many (?:\w+ )?(?P<unit>minute|hour|day|week|month|year)s\b", re.IGNORECASE
)
_OF_THE_WHOLE = re.compile(r"\bhow (?:many|much) of\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\b(?:most|all|none|half|many|few|some|several|(?:vast )?majority) of\b", re.IGNORECASE
)
"""What answers "how many of them" without a number."""
_QUANTITY_OF_SOME = re.compile(rf"{_QUANTITY.pattern} the \d", re.IGNORECASE)
"""The same of those that a number is given of: "the vast majority of the 116"."""
_TOLD_VAGUELY = re.compile(
    r"\b(?:too|so) (?:many|few) (?:of \w+ )?(?:is|are|was|were|had|have)\b", re.I
)
"""Says that they were many, and not how many."""
_HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
"""May be told as a share: "how much violent crime gets recorded"."""
_ASKS_OF_CHANGE = re.compile(
    r"\b(?:gone|going|goes|went|go) (?:up|down)\b|\b(?:risen|rising|rise|rose|fallen|falling|"
    r"increas\w+|decreas\w+)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:up|down|risen|rise|rises|rising|rose|fallen|fall|falls|falling|fell|grown|grew|grow\w*|"
    r"increas\w+|decreas\w+|reduc\w+|doubled|halved|drop\w*|cut|chang\w+|compar\w+|against|than|"
    r"from|before|since|better|worse|improv\w+|longer|shorter|more|fewer|less|no longer)\b",
    re.IGNORECASE,
)
"""What a passage says that tells how one time differs from another."""


def tells_how_much_of_it(question: Question, passage: Passage) -> bool:
    """True where "how many of them" is answered by "most of" and the like."""
    if question.asks != "count":
        return False
    told = _QUANTITY if _OF_THE_WHOLE.search(question.text) else _QUANTITY_OF_SOME
    return told.search(passage.clean) is not None


def holds_type(question: Question, passage: Passage, lexicon: Lexicon) -> bool:
    """True where the passage holds an answer of the type that the question asks for."""
    text = passage.clean
    if question.asks in {"yes_no", "fact"} and _ASKS_OF_CHANGE.search(question.text):
        return bool(_CHANGE.search(text))
    if question.asks in {"fact", "who"} and leaves_unnamed(question.text, text):
        return False
    if asks_target(question.text) and not tells_target(text):
        return False
    if question.asks == "share":
        return _gives_share(text)
    if question.asks == "count":
        if (time := _HOW_LONG.search(question.text)) is not None:
            return time["unit"].lower() in _times(text)
        if _HOW_OFTEN.search(question.text):
            return bool(_FREQUENCY.search(text)) or _gives_share(text)
        if tells_how_much_of_it(question, passage):
            return True
        if _OF_THE_ONES.search(question.text):
            return counts_of_before(text) or _INCLUDES.search(text) is not None
        if _OF_WHAT_IS_SO.search(question.text) and _TOLD_VAGUELY.search(text):
            return False
        rate = _HOW_MUCH.search(question.text) is not None and bool(_SHARE.search(text))
        return rate or bool(_counts(_SHARE_OF.sub(r"\g<share> ", text)))
    if question.asks == "when":
        ahead = _AHEAD.search(question.text) is None or _STILL_AHEAD.search(text) is not None
        told = _DAY if _WHICH_DAY.search(question.text) else _DATE
        return ahead and told.search(text) is not None
    if question.asks == "name":
        return names_somebody(without_units(text, {"body"}, lexicon))
    if question.asks == "who":
        return tells_who(question, text, lexicon)
    if question.asks == "why":
        return tells_why(question.text, passage)
    if happens := _WHAT_HAPPENS.match(question.text):
        return (_FOLLOWS if happens["follows"] else _BECOMES).search(text) is not None
    if question.asks == "contact":
        return bool(_CONTACT.search(text))
    if question.asks == "money":
        sum_asked = _HOW_MUCH_MONEY.search(question.text) is not None
        return bool((_AMOUNT if sum_asked else _MONEY).search(text))
    if question.asks == "link":
        return passage.kind == "link"
    return True


def _gives_share(text: str) -> bool:
    return bool(_SHARE.search(text)) or (len(_counts(text)) >= 2 and bool(_PART.search(text)))


def _times(text: str) -> set[str]:
    """The units of the spans of time in a text: "day" where it tells of 12 days."""
    tokens = words(text)
    counted = (
        unit
        for number, unit in pairwise(tokens)
        if number[0].isdigit() or number in NUMBER_WORDS or number in {"a", "an"}
    )
    return {unit.removesuffix("s") for unit in counted}


def _counts(text: str) -> list[str]:
    text = _NO_COUNT.sub(" ", text)
    return figures(text) + [word for word in words(text) if _is_number(word) or word == "dozen"]


def _is_number(word: str) -> bool:
    return word in NUMBER_WORDS or word in TENS or word == "hundred"


def count_noun(question: Question, lexicon: Lexicon) -> tuple[Unit, ...]:
    """The thing that "how many …" asks the number of, what it is narrowed by after it; empty where
    it is not said.

    A figure elsewhere in a passage is no answer to how many of it there are.
    """
    match = _HOW_MANY.search(question.text)
    if question.asks != "count" or match is None or _HOW_LONG.search(question.text):
        return ()
    rest = match.group("rest")
    units = lexicon.units(rest) if not _COUNTS_NOTHING.match(rest) else []
    units = [  # not the "19" of "of the 19 records", but "101 calls", which are called so
        unit for unit in units if not unit.surface[0].isdigit() or " " in unit.surface
    ]
    for unit, after in pairwise(units):
        if _is_plural(unit.surface) or unit.position + len(unit.surface.split()) != after.position:
            break
        if after.key == RECORDED and after.surface == "records":
            return (unit,)  # "incident records"
        if _is_plural(after.surface) and {unit.kind, after.kind} <= {"stem", "word", "term"}:
            return (after, unit)  # "custody suites", of which a text may say only "suites"
    return tuple(units[:1])


def _is_plural(surface: str) -> bool:
    word = surface.split()[-1]
    return word in _PLURALS or (word.endswith("s") and not word.endswith("ss"))


def figure_distance(passage: Passage, unit: Unit, lexicon: Lexicon) -> int | None:
    """Words between what the unit names and the nearest figure that does not count another thing;
    None where either is missing.
    """
    tokens = words(_NO_COUNT.sub(" ", _SHARE_OF.sub(r"\g<share> ", passage.clean)))
    numbers = [
        at
        for at, token in enumerate(tokens)
        if (token[0].isdigit() or _is_number(token))
        and not _begins_name(tokens[at : at + 2], lexicon)
        and (
            (of := _counted_at(tokens, at)) is None
            or (of in _MEASURES and not _is_plural(unit.surface))
            or unit.key in lexicon.keys(of)
            or _follows(tokens[at + 1 :], unit, lexicon)
        )
    ]
    named = [
        at
        for at in range(len(tokens))
        if any(
            found.key == unit.key and found.position == 0
            for found in lexicon.units(" ".join(tokens[at : at + 3]))
        )
    ]
    return min((abs(number - at) for number in numbers for at in named), default=None)


def _begins_name(tokens: list[str], lexicon: Lexicon) -> bool:
    """True where a number is part of what a thing is called: "999 calls"."""
    first = next(iter(lexicon.units(" ".join(tokens))), None)
    return first is not None and first.position == 0 and " " in first.surface


def counts_of_before(text: str) -> bool:
    """True where a number counts what the sentence before names: "17 of them", "three more are"."""
    return _OF_THOSE_BEFORE.search(text) is not None


def _follows(tokens: list[str], unit: Unit, lexicon: Lexicon) -> bool:
    """True where what a unit names begins the words after a number: "16 areas for improvement"."""
    first = next(iter(lexicon.units(" ".join(tokens[:_NOUN_WITHIN]))), None)
    return first is not None and (first.key, first.position) == (unit.key, 0)


def _counted_at(tokens: list[str], at: int) -> str | None:
    """What the number there counts, with the words before it: "custody sergeants" of "64 custody
    sergeants"; None where no plural follows.
    """
    for end in range(at + 1, min(at + 1 + _NOUN_WITHIN, len(tokens))):
        token = tokens[end]
        if token in FUNCTION_WORDS and token not in _AND_MORE:
            return None
        if _is_plural(token):
            return " ".join(tokens[at + 1 : end + 1])
    return None
