"""Whose words or doing is asked for: nothing about victims tells what the victims say."""

from __future__ import annotations

import re

from cdi_qa.answering.lists import OWN_BODY
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon, Unit
from cdi_qa.question import Question, is_fragment
from cdi_qa.schema import Passage
from cdi_qa.text import stem, words

_ASKS = re.compile(
    r"\bwhat (?:else )?(?:do|does|did|have|has|had) (?P<who>[\w’' -]{2,40}?) "
    r"(?:(?:actually|really|all|generally|had to|have to|has to) )?"
    r"(?:say|said|think|thought|feel|felt|reckon|reckoned|tell|told|make of|made of)\b",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    r"\bwhat (?:else )?(?:do|does|did|has|had) (?:he|she) (?:\w+ )?"
    r"(?:say|said|think|thought|feel|felt|reckon|tell|told)\b",
    re.IGNORECASE,
)
_DOCUMENTS = frozenset(
    map(
        stem,
        "document documents report reports note notes papers paper response responses reply digest "
        "digests source sources table tables page pages inspection inspections review it they this "
        "that these those he she you everyone anyone anybody everybody people law rules rule code "
        "guidance standards section statement figures results recommendations findings".split(),
    )
)
"""What speaks without being a speaker, or is one of the turn before."""
_KNOWN = frozenset({"person", "body"})
"""Kinds of units whose words are told apart elsewhere."""
_SAID = re.compile(
    r"\b(?:s(?:ay|ays|aid)|t(?:ell|ells|old)|th(?:ink|inks|ought)|fe(?:el|els|lt)|report(?:s|ed)?|"
    r"complain\w*|describ\w*|believ\w*|want(?:s|ed)?|ask(?:s|ed)?|expect\w*|disput\w*|accept\w*|"
    r"agree\w*|welcom\w*|rais\w*|claim\w*|views?|opinions?|according|satisf\w*|disappoint\w*)\b",
    re.IGNORECASE,
)


_SPOKE = re.compile(
    r"\b(?:say|says|said|saying|tell|tells|told|think|thinks|thought|reckons?)\b", re.IGNORECASE
)
_ASKS_WHAT_IT_DOES = re.compile(
    r"(?:^|\b(?:what|why|when|how|and|so|but) )"
    r"(?:do|does|did|has|have|had|will|would)(?: the| our)?$"
)
_INSPECTORATE = "body:hmicfrs"
"""The body whose doing an inspection is: "the harbour was inspected" names it seldom."""
_SOON = 5
"""Words after somebody's name within which stands that they said something."""


def asks_words_of_one(question: str) -> bool:
    """True where it is asked what he or she said: no list of what is told of a subject."""
    return _OF_ONE.search(question) is not None


def find_speaker(question: str, lexicon: Lexicon) -> frozenset[str]:
    """The stems of those whose words are asked for; empty where none are, or where it is somebody
    or a body of whom the lexicon knows, or a document.
    """
    asked = _ASKS.search(question)
    if asked is None or any(unit.kind in _KNOWN for unit in lexicon.units(asked["who"])):
        return frozenset()
    who = frozenset(stem(word) for word in words(asked["who"]) if word not in FUNCTION_WORDS)
    return frozenset() if who & _DOCUMENTS else who


def tells_words(heading: str, who: frozenset[str]) -> bool:
    """True for the heading of what they said: "What the inspector said"."""
    return who <= {stem(word) for word in words(heading)} and _SAID.search(heading) is not None


def speaks(passage: Passage, who: frozenset[str]) -> bool:
    """True where a passage tells what they said or thought."""
    if tells_words(" ".join(passage.section[-1:]), who):
        return True
    said = words(passage.clean)
    places = [at for at, word in enumerate(said) if stem(word) in who]
    return any(_SAID.search(" ".join(said[at + 1 : at + _SOON])) for at in places)


def is_doing(unit: Unit, question: Question) -> bool:
    """True for somebody, or a body beside the inspected and the inspecting, whose doing is asked
    for: "did the board …".

    The title of a document, which may name it, tells nothing of what it did.
    """
    if unit.kind not in {"body", "person"} or unit.key in {OWN_BODY, _INSPECTORATE}:
        return False
    before = " ".join(words(question.text)[: unit.position])
    return _ASKS_WHAT_IT_DOES.search(before) is not None


def asks_of_person(question: Question) -> bool:
    """True where it is a person's name, or what they said, that is wanted."""
    only_named = bool(question.context) and is_fragment(question.text)  # "and the inspector?"
    only_why = question.asks == "why" and not question.units  # "what did she ask for", "why"
    asked = only_named or only_why or question.asks in {"name", "who"}
    return asked or _SPOKE.search(question.text) is not None
