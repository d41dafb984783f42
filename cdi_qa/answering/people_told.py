"""Whether a text tells who somebody is: by name, or by what they are."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from cdi_qa.knowledge.forces import force_names
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon
from cdi_qa.knowledge.people import names_people
from cdi_qa.question import Question
from cdi_qa.text import words

CAPITALISED = re.compile(r"(?=\b([A-Z][a-z]+ [A-Z][a-z]+)\b)")
"""Two capitalised words beside each other, as a person's name has; overlapping pairs too."""
_POST_WORDS = frozenset(
    "deputy chief assistant constable police crime commissioner inspector inspectorate select "
    "committee home office national constabulary standards standard board of and".split()
)
_PLACE = re.compile(
    r"\b(?:at|in|near|around|outside) (?:the )?(?-i:(?:[A-Z][a-z’]+ ?)+)", re.IGNORECASE
)
_NAMED = re.compile(r"(?<!^)\b[A-Z][a-z]+ [A-Z][a-z]+\b|\b[A-Z]{2,}\b|\b[Tt]he force\b")
"""Somebody or a body by a name."""
_SOMEBODY = frozenset({"body", "person"})
_WHO_IS = re.compile(
    r"\W*(?:(?:and|so|but) )*who(?:['’]?s| is| are| was| were) (?!\w+(?:ed|ing)\b)", re.IGNORECASE
)
"""Asks who somebody is, and not who does something."""
_WHO_IS_THE = re.compile(
    r"\W*(?:(?:and|so|but) )*who(?:['’]?s| is| was) (?:the|this|that|our) (?P<what>(?:\w+ ?){1,4})",
    re.IGNORECASE,
)
"""Asks for the name of somebody who is told of by what they are: "who is the foreman accused"."""
_PRONOUN = re.compile(r"\W*(?:\w+ ){0,2}?(?:he|she|they|it|this|both|these|those)\b", re.IGNORECASE)


def goes_on_about_them(text: str) -> bool:
    """True for a sentence that tells of whoever the one before it names: "She says …"."""
    return _PRONOUN.match(text) is not None


def tells_who(question: Question, text: str, lexicon: Lexicon) -> bool:
    """True where a text tells of somebody or a body, and of another than the question names: "who
    judged the force" is not answered by the force.
    """
    plain = without_units(text, {"term", "offence"}, lexicon)
    described = _WHO_IS_THE.match(question.text)
    if described is not None and any(map(names_people, words(described["what"]))):
        return _NAMED.search(_PLACE.sub(" ", plain)) is not None
    if _WHO_IS.match(question.text):
        return _names_or_describes(plain, frozenset())
    asked = {unit.key for unit in question.units if unit.kind in _SOMEBODY}
    told = [unit for unit in lexicon.units(plain) if unit.kind in _SOMEBODY]
    for unit in told if " or " not in question.text else ():
        if unit.key not in asked:
            continue
        plain = re.sub(rf"\b{re.escape(unit.surface)}\b", " ", plain, flags=re.IGNORECASE)
    said = frozenset(words(question.text)) if question.text.lower().startswith("who") else ()
    return _names_or_describes(plain, said)


def _names_or_describes(text: str, said: Container[str]) -> bool:
    """True where a text names somebody, or says what they are in a word that is not `said`."""
    if _NAMED.search(_PLACE.sub(" ", text)):
        return True
    return any(names_people(word) and word not in said for word in words(text))


def names_somebody(text: str) -> bool:
    """True where two capitalised words are neither a post's nor a force's."""
    pairs = (words(match.group(1)) for match in CAPITALISED.finditer(_without_posts(text)))
    return any(
        not set(pair) & FUNCTION_WORDS and tuple(pair) not in force_names() for pair in pairs
    )


def without_units(text: str, kinds: Container[str], lexicon: Lexicon) -> str:
    """A text without the names in capitals that are of other kinds of things: HOCR is nobody."""
    for unit in lexicon.units(text):
        if unit.kind in kinds:
            text = _as_name(unit.surface).sub(" ", text)
    return text


@lru_cache(maxsize=4096)
def _as_name(surface: str) -> re.Pattern[str]:
    """The pattern of a name as it is printed: it begins with a capital."""
    run = r"[\s-]+".join(map(re.escape, surface.split()))
    return re.compile(rf"\b(?=[A-Z])(?i:{run})\b")


def _without_posts(text: str) -> str:
    kept = (word for word in text.split() if word.lower().strip(".,;:()") not in _POST_WORDS)
    return " ".join(kept)
