"""Whom a sentence names, where who does it, who somebody is or to whom it is done is asked."""

from __future__ import annotations

import re

from cdi_qa.due import MONTHS
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon
from cdi_qa.question import Question
from cdi_qa.text import stems

_BEGIN = frozenset("each these those every many most some once over under".split()) | FUNCTION_WORDS
"""Words with a capital only because they begin a sentence."""
_NAME = re.compile(
    rf"(?:\b[Tt]he )?\b(?!(?i:{'|'.join(sorted(_BEGIN))})\b)"
    r"[A-Z][\w’'&-]*(?:(?: (?:of|for|and|the|&|on|de|von)){0,2} [A-Z][\w’'&-]*)*"
    r"(?: \([A-Z]{2,}\))?"
)
_BE = r"(?:(?:has|have|had|will|would|should|must) )?(?:is|are|was|were|be|been|gets?|got)"
_DONE = (
    r"(?: now| also| not| \w+ly)? (?:\w{2,}ed|\w+en|\w+wn|told|sent|kept|paid|left|lost|found|held|"
    r"made|put|hurt|led|set|taught|brought|caught|sworn|sued)\b"
)
_IS_DONE_TO = re.compile(rf",? {_BE}{_DONE}", re.IGNORECASE)
_ASKS_WHO_IS = re.compile(
    r"\W*(?:(?:and|so|but|ok|well)\W+)*"
    rf"(?:who['’]?s|(?:the )?names? of|(?:who|which(?: [\w’'-]+){{1,4}}?) {_BE})\b"
    rf"(?P<done>{_DONE})?(?!.*\bby\W*$)",
    re.IGNORECASE,
)
"""Asks who somebody is, or to whom something is done: neither is told by who does it."""
_ASKS_WHO = re.compile(
    r"\W*(?:(?:and|so|but|ok|well)\W+)*(?:who|whos|which|(?:the )?names? of)\b", re.IGNORECASE
)
_ASKS_TO_WHOM = re.compile(
    r"\bwho(?:m\b| (?:did|do|does) )|\b(?:to|for|with|about|at|from)\W*$", re.IGNORECASE
)
_SAYS_WHO = re.compile(r"\b(?:is|are|was|were)(?: the)? $")
_BY = re.compile(r"\bby(?: the)? $")
_SET_APART = re.compile(r"(?:[\w’'-]+ ){0,3}[\w’'-]*[a-z]{3}, $")
_SETS_APART = frozenset({",", ".", ")", ""})
"""What follows a name that is set apart: "its head, Ann Mercer, said"."""
_OPENS = re.compile(r"(?:(?:In|By|On|Since|From|During) [^,]{3,25}?,? )?")
"""What stands before a name at the head of a sentence: nothing, or when it was."""
_SUBJECT = re.compile(r"(?:[\w’'-]+ ){0,2}[\w’'-]+, $|.*\bby (?:[\w’'-]+ ){0,3}[\w’'-]+, $")
"""What leads up to a name that is set apart and does what the sentence tells."""


def find_somebody(question: Question, text: str, lexicon: Lexicon) -> str:
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
        or _does_it(question, found, text, lexicon)
        or _is_set_apart(question, found, text, lexicon)
    }
    if told:
        return told.pop() if len(told) == 1 else ""
    return _first(question, new, text, lexicon)


def _does_it(question: Question, name: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    """True for the name after "by" of what is asked about, unless it is asked who that is or to
    whom it is done.
    """
    before = text[: name.start()]
    if _BY.search(before) is None or _ASKS_WHO_IS.match(question.text):
        return False
    return bool(things_asked(question) & lexicon.keys(before))


def _is_set_apart(question: Question, name: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    """True for a name between commas that does, is or has done to it what is asked: "its head, Ann
    Mercer, said".
    """
    before, after = text[: name.start()], text[name.end() :]
    led_up = _SET_APART.search(before)
    if led_up is None or after[:1] not in _SETS_APART:
        return False
    asks_is = _ASKS_WHO_IS.match(question.text)
    if asks_is and asks_is["done"]:
        return _IS_DONE_TO.match(after) is not None
    if asks_is and things_asked(question) & lexicon.keys(led_up[0]):
        return True
    opening = _OPENS.match(before)
    subject = _SUBJECT.fullmatch(before[opening.end() if opening else 0 :]) is not None
    return subject and (" by " not in before or bool(things_asked(question) & lexicon.keys(before)))


def _first(question: Question, names: list[re.Match[str]], text: str, lexicon: Lexicon) -> str:
    """The name at a sentence's head, where no other stands in it or what the first one does is
    what the question is on.
    """
    first = next((name for name in names if _OPENS.fullmatch(text[: name.start()])), None)
    if first is None:
        return ""
    asks_is, done_to = _ASKS_WHO_IS.match(question.text), _IS_DONE_TO.match(text[first.end() :])
    if (asks_is is None or asks_is["done"]) and bool(asks_is) != bool(done_to):
        return ""
    others = [name.start() for name in names if name.start() > first.start()]
    does = text[first.end() : min(others, default=len(text))]
    return first[0] if not others or things_asked(question) & lexicon.keys(does) else ""


def _is_name(name: str, before: str) -> bool:
    """False for a word that has its capital from the sentence that it begins, for a month, and for
    whose something is ("the Council's").
    """
    capitals = [word for word in name.split() if word[:1].isupper() and word != "The"]
    if capitals[0].lower() in MONTHS or re.search(r"['’]s?$", name):
        return False
    return bool(before) or len(capitals) > 1 or capitals[0].isupper()


def things_asked(question: Question) -> set[str]:
    """Keys of what a question is on, besides whom."""
    return {unit.key for unit in question.units if unit.kind not in {"body", "person"}}
