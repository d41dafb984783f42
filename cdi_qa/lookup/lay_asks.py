"""Idiom of asking put in words that the grammar reads: "who was done first", "in all"."""

from __future__ import annotations

import re
from collections.abc import Callable

from cdi_qa.lookup.holds import TIME_LIMIT
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.text import NUMBER_WORDS

_SEEN = (
    r"(?:done|visited|audited|seen|looked (?:at|into)|assessed|checked|reviewed|examined|covered"
    r"|judged|published|out)"
)
_LOT = r"(?:lot|batch|round|wave|tranche|bunch|group|set|ones?|inspections?|visits?|audits?)"
_FIRST = r"(?P<first>first|earliest|soonest)"
_LAST = r"(?:last|latest|most recently)"
_IN_TURN = re.compile(
    rf"\b{_SEEN} (?:{_FIRST}|{_LAST})\b(?! (?:year|month|time|week))"
    rf"|\b(?:the )?(?:very )?(?:{_FIRST.replace('first>', 'opening>', 1)}|{_LAST}) {_LOT}\W*$"
    rf"|\b(?:the )?(?:{_FIRST.replace('first>', 'early>', 1)}|{_LAST})"
    rf" to (?:be {_SEEN}|come out)\b",
    re.IGNORECASE,
)
"""Who came first or last in time, of rows that are dated."""
_CAME = re.compile(r"\bc[oa]mes?\W*$", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:reports?|results?|findings|inspections?|reviews?)\b", re.IGNORECASE)
"""What comes out at a time: a row that "came out last for rape" is at the bottom."""
_IN_ALL = re.compile(r"\bin all(?=\W*$)", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow m(?:any|uch)\b", re.IGNORECASE)
_AGAINST_ALL = (
    r"(?:against|compared (?:to|with)|next to|beside|out of|among(?:st)?|relative to)"
    r"(?: all)?(?: of)? (?:the )?(?:others?|rest|everyone(?: else)?|everybody(?: else)?|field)"
)
_STANDS = re.compile(
    r"\b(?:(?:on|in|for|at) )?(?:which|what) (?:columns?|measures?|figures?|rates?|one|thing)s? "
    rf"(?:do|did|are|is) (?P<who>.+?) (?:do |doing |come |placed |rank )?(?P<end>best|worst|"
    rf"highest|lowest)(?: (?:on|in|at|for))? {_AGAINST_ALL}\W*$",
    re.IGNORECASE,
)
_TYPICAL = re.compile(
    r"\bwhat(?:['’]?s| is| does| would| did)? (?:an?|the) (?P<middle>middling|middle|mid table|"
    r"average|typical|normal|ordinary|run of the mill) (?P<noun>\w+)\s+"
    r"(?:(?:look|looks|looking) like|get|gets|got|score|scores|manage|manages|do|does)?"
    r"(?: (?:on|for|at|in))?",
    re.IGNORECASE,
)
"""What a row in the middle has: "what does a middling force look like on rape"."""
_JUDGED_BACK = re.compile(
    r"\W*(?:so |and |but )?(?:that|this|it)(?:['’]?s| is) (?P<not>not |n['’]t )?"
    r"(?P<how>(?:pretty |quite |very |really |rather |any )?"
    r"(?:good|bad|high|low|normal|ok|okay|decent|poor))[ ,]*"
    r"(?:is (?:it|that)|isn['’]?t it|innit|or (?:not|what|bad)|right|yeah|then|no)?\W*",
    re.IGNORECASE,
)
"""A judgment of what was told, put as a question: "that's good, is it?"."""
_RECORDED = re.compile(
    r"\b(offences?|crimes?)(?: types?)? (?:for|at|in|on) (?:being |getting )?record(?:ing|ed)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:our|ours|us|we)\b", re.IGNORECASE)
_BUT_NOT = re.compile(
    r"\b(?:but|yet|though|and) (?P<not>not)(?= (?:for|on|in|at)\b)", re.IGNORECASE
)


def put_lay_asks(question: str, vocabulary: Vocabulary) -> str:
    """The question with what the grammar does not know of idiom in words that it does know."""
    for rule in _RULES:
        question = rule(question, vocabulary)
    return question


def _in_turn(question: str, vocabulary: Vocabulary) -> str:
    """ "Who was done first", "the last lot": who was inspected first or last, by the dates."""
    if not any(column.kind == "date" for column in vocabulary.table.columns):
        return question

    def plainly(said: re.Match[str]) -> str:
        came = said[0].lower().startswith("out ") and _CAME.search(question[: said.start()])
        if came and not _PUBLISHED.search(question):
            return said[0]
        first = said["first"] or said["opening"] or said["early"]
        alone = "" if question[: said.start()].strip(" ,.") else "which were "
        return f"{alone}inspected {'first' if first else 'last'}"

    return _IN_TURN.sub(plainly, question)


def _altogether(question: str, vocabulary: Vocabulary) -> str:
    """ "How many beds in all" asks for their sum, not for all of them."""
    return _IN_ALL.sub("altogether", question) if _HOW_MANY.search(question) else question


def _standing(question: str, vocabulary: Vocabulary) -> str:
    """ "On which column do we do best against the rest" asks for places, whatever the figures."""
    return _STANDS.sub(
        lambda said: (
            f"on which measures do {said['who']} rank "
            f"{'highest' if said['end'].lower() in {'best', 'highest'} else 'lowest'}"
        ),
        question,
    )


def _typical(question: str, vocabulary: Vocabulary) -> str:
    """ "What does a middling force look like on rape" asks for the middle of all."""
    said = _TYPICAL.search(question)
    nouns = {vocabulary.body, "force", "one"}
    if said is None or said["noun"].lower() not in nouns:
        return question
    middle = "median" if said["middle"].lower().startswith("mid") else "average"
    return f"{question[: said.start()]}what is the {middle} for {question[said.end() :].strip()}"


def _whose(question: str, vocabulary: Vocabulary) -> str:
    """ "D&Cs grade" as "D&C's grade": a short name with the s of possession run into it."""
    for key in vocabulary.printed:
        for name in vocabulary.names_of(key):
            if "&" in name:
                spaced = r"\s?".join(map(re.escape, name.replace(" ", "")))
                question = re.sub(rf"\b{spaced}s\b", f"{name}'s", question, flags=re.I)
    return question


def _judged_back(question: str, vocabulary: Vocabulary) -> str:
    """ "That's good, is it?" asks whether it is."""
    said = _JUDGED_BACK.fullmatch(question)
    return f"is that {said['how'].split()[-1]}?" if said and not said["not"] else question


def _figures_of_headings(question: str, vocabulary: Vocabulary) -> str:
    """ "In ten minutes" as "in 10 minutes", where a heading has the limit in figures."""
    spelt = {str(number): word for word, number in NUMBER_WORDS.items()}
    for column in vocabulary.table.columns:
        limited = TIME_LIMIT.search(column.heading)
        number, *unit = limited["limit"].split() if limited else [""]
        if number in spelt:
            said = rf"\b(within|in|inside) (?:the )?{spelt[number]} {' '.join(unit)}\b"
            question = re.sub(said, rf"\1 {number} {' '.join(unit)}", question, flags=re.I)
    return question


def _offence_recorded(question: str, vocabulary: Vocabulary) -> str:
    """ "Our worst offence for recording" as "our worst offence": what each rate measures anyway.
    Nobody's worst offence may be a row of another table.
    """
    ours = vocabulary.measure_columns and _OURS.search(question)
    return _RECORDED.sub(r"\1", question) if ours else question


def _but_not_for(question: str, vocabulary: Vocabulary) -> str:
    """ "Good overall but not for systems" with the grade said again: "but not good for systems"."""
    said = _BUT_NOT.search(question)
    if said is None:
        return question
    grades = "|".join(map(re.escape, sorted(vocabulary.grade_words, key=len, reverse=True)))
    named = list(re.finditer(rf"\b(?:{grades})\b", question, re.IGNORECASE)) if grades else []
    if len(named) != 1 or named[0].start() > said.start():
        return question
    return f"{question[: said.end('not')]} {named[0].group()}{question[said.end('not') :]}"


_RULES: tuple[Callable[[str, Vocabulary], str], ...] = (
    _in_turn,
    _altogether,
    _standing,
    _typical,
    _whose,
    _judged_back,
    _figures_of_headings,
    _offence_recorded,
    _but_not_for,
)
