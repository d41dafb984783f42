"""Whether a passage says which one is meant: "lent to a school" does not say which school."""

from __future__ import annotations

import re
from itertools import takewhile

from cdi_qa.due import MONTHS
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, english_words
from cdi_qa.knowledge.people import names_people
from cdi_qa.text import NUMBER_WORDS, stem, words

_WHICH = re.compile(
    r"\W*(?:(?:and|so|but|ok)\W+)*(?:which|(?P<whose>whose))\b(?! of\b)"
    r"(?P<what>(?: [\w’'-]+){1,4})",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(
    r"\W*(?:(?:and|so|but|ok)\W+)*which (?!\w+s\b)\w{3,}(?: of (?:the|these|those) \w+)? "
    r"(?:is|was|has|does|did|goes|went|needs?|gets?|got|matters?|takes?|took|gives?|gave|do)\b",
    re.IGNORECASE,
)
_SO_MANY = re.compile(
    rf"\W*(?:(?:and|so|but|ok)\W+)*(?:which|what(?: (?:are|were))?)(?: the)? "
    rf"(?:{'|'.join(word for word, number in NUMBER_WORDS.items() if number > 1)}|\d{{1,2}}) "
    r"(?!(?:minute|hour|day|week|month|year)s?\b)"
    r"(?P<what>(?:[\w’'-]+ ?){1,3})",
    re.IGNORECASE,
)
"""Asks which some things of a number are: "which two questions did they pick"."""
_UNNAMED = frozenset(
    "a an the one some any several many few another other others to in at from of by for with each "
    "every all no most both their our its his her that this these those".split()
) | frozenset(NUMBER_WORDS)
"""What stands before a thing of which nothing tells which one it is."""
_TELL_APART = frozenset("with without of who that which where whose run led called named".split())
"""What stands after a thing and begins to tell which one it is: "homes with no lift"."""
_KINDS = frozenset(
    "kind sort type way one ones thing things bit bits part parts point day date month year time "
    "figure number percentage share bodies".split()
)
"""What is told by no name, or is asked for as a figure or a time."""
_NO_NAMES = frozenset(
    (*MONTHS, *"monday tuesday wednesday thursday friday saturday sunday mondays tuesdays "
    "wednesdays thursdays fridays saturdays sundays".split())
)  # fmt: skip
_CALLED = re.compile(
    r"\W*(?:(?:and|so|but|ok)\W+)*what(?:['’]?s| is| was| were| are) "
    r"(?:the|that|this|her|his|their|its) (?:[\w’'-]+ ){1,4}?(?:called|named)\b",
    re.IGNORECASE,
)
"""Asks for a name: "what's the clerk called who types them"."""
_GIVES_NAME = re.compile(r"[“\"‘]|\b(?:called|named|known as|calls)\b", re.IGNORECASE)
_GO_BY_NAMES = frozenset(
    "firm company supplier contractor manufacturer lawyer solicitor barrister judge bailiff doctor "
    "hospital school college university town village street newspaper bank charity".split()
)
"""What is told from others by its name alone."""
_ENUMERATES = re.compile(r"[:;]|, (?:[\w’'-]+ ){1,8}?and\b")
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w’'-]+|\b[A-Z]{2,}\b|^[A-Z][a-z]+(?= [A-Z][a-z])")


def asks_for_one(asked: str) -> bool:
    """True where one of some is asked for, by what it alone is: "which stage goes wrong"."""
    return _ONE_OF_THEM.match(asked) is not None


def leaves_unnamed(asked: str, told: str) -> bool:
    """True where it is asked which one or which ones, and a text only tells that there are such."""
    if (several := _SO_MANY.match(asked)) is not None:
        alone = words(several["what"])[0] in FUNCTION_WORDS  # "which four had"
        said = alone or bool(_thing_said(several["what"], told))
        return said and _ENUMERATES.search(told) is None and len(_names(asked, told)) < 2
    if _CALLED.match(asked) is not None:
        return not _names(asked, told) and _GIVES_NAME.search(told) is None
    which = _WHICH.match(asked)
    if which is None or _names(asked, told):
        return False
    things = set(takewhile(lambda word: word not in FUNCTION_WORDS, words(which["what"])))
    if not which["whose"] and things & _GO_BY_NAMES:
        return not _begins_with_name(told)
    if which["whose"] and any(map(names_people, words(told))):
        return False  # "the decision is the landlord's"
    thing = _thing_said(which["what"], told)
    return bool(thing) and _is_unnamed(thing, told, frozenset(words(asked)))


def _begins_with_name(told: str) -> bool:
    """True where a text begins with a word that is written with a capital and is no English one."""
    first = words(told)[:1]
    return told[:1].isupper() and not set(first) & (english_words() | FUNCTION_WORDS)


def _thing_said(what: str, told: str) -> str:
    """The stem of the thing asked about that a text speaks of; empty where it speaks of none."""
    said = {stem(word) for word in words(told)}
    things = []
    for word in words(what):
        if word in FUNCTION_WORDS or word in _KINDS:
            break
        things.append(stem(word))
    return next((thing for thing in things if thing in said), "")


def _is_unnamed(thing: str, told: str, asked: frozenset[str]) -> bool:
    """True where a thing stands in a text with nothing before it that tells it from others."""
    tokens = words(told)
    places = [at for at, token in enumerate(tokens) if stem(token) == thing]
    return all(
        _before(tokens, at, asked) in _UNNAMED and not _TELL_APART & set(tokens[at + 1 : at + 2])
        for at in places
    )


def _before(tokens: list[str], at: int, asked: frozenset[str]) -> str:
    """The word before a thing, without what the question says of it as well ("water company")."""
    while at > 0:
        at -= 1
        if tokens[at] not in asked or tokens[at] in _UNNAMED:
            return "one" if tokens[at][0].isdigit() else tokens[at]
    return "a"


def _names(asked: str, told: str) -> set[str]:
    """The names in a text, of people, bodies or places, that a question does not itself say."""
    said = set(words(asked))
    found = (word for name in _NAME.findall(told) for word in words(name))
    return {word for word in found if word not in said and word not in _NO_NAMES}
