"""Who spoke for a body: what is told of the body after that, in one section, are their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import stems

_SPOKE_FOR = re.compile(
    r"^(?P<who>.*?)\b(?:spoke|speaks|speaking|commented|responded|replied) "
    r"(?:for|on behalf of) (?P<whom>(?:[\w’'&-]+ ?){1,6})"
)
_SPEAKING = re.compile(
    r"(?:sp(?:eak|eaks|eaking|oke|oken)|spokes\w+|respond\w*|repl(?:y|ies|ied)|comment\w*)\b",
    re.IGNORECASE,
)
_SUBJECT = 2
"""Words within which a sentence names the body that it is on: "The force disputes …"."""
_TOLD_OF_IT = re.compile(
    r"^(?:The|One|Another|Its) (?:\w+ )?"
    r"(?:reason|argument|explanation|objection|concern|point|view)s? (?:that )?",
    re.IGNORECASE,
)
"""How a sentence on what a body says may begin: "The reason the force gives is …"."""
_ASKS_WORDS = re.compile(
    r"\b(?:s(?:ay|ays|aid)|t(?:ell|ells|old)|th(?:ink|inks|ought)|claim\w*|disput\w*|accept\w*|"
    r"giv(?:e|es|en|ing)|gave|reasons?|excuses?|agree\w*|disagree\w*|promis\w*|argu\w*|respon\w*|repl\w+|explain\w*|den(?:y|ies|ied)|admit\w*)"
    r"\b",
    re.IGNORECASE,
)
"""What is asked of somebody's words, which are not told by who they spoke for."""

_OF_ONE = re.compile(r"\b(?:he|she|him|her)\b", re.IGNORECASE)
"""A pronoun for somebody named in the turn before."""


def find_spokespeople(passages: Sequence[Passage], lexicon: Lexicon) -> dict[str, Passage]:
    """For each passage by its id that of who spoke for the body that it is on, in its section."""
    found: dict[str, Passage] = {}
    spoke: Passage | None = None
    bodies: set[str] = set()
    for passage in passages:
        if spoke is not None and spoke.section_id != passage.section_id:
            spoke = None
        if (speaks := _SPOKE_FOR.match(passage.clean)) is not None:
            spoke = passage
            bodies = {unit.key for unit in lexicon.units(speaks["whom"]) if unit.kind == "body"}
        elif spoke is not None and any(
            unit.key in bodies and unit.position < _SUBJECT
            for unit in lexicon.units(_TOLD_OF_IT.sub("", passage.clean))
        ):
            found[passage.id] = spoke
    return found


def find_asked(question: Question, spokespeople: Iterable[Passage]) -> Passage | None:
    """What says that somebody spoke for a body, where a question names them and asks of their
    words.
    """
    if _ASKS_WORDS.search(question.text) is None:
        return None
    before = question.context if _OF_ONE.search(question.text) else ()
    about = (*question.units, *before)
    named = [set(stems(u.surface)) for u in about if u.kind in {"stem", "person"}]
    known = list(spokespeople)
    if len(known) == 1 and any(_SPEAKING.match(unit.surface) for unit in before):
        return known[0]  # "who spoke for them", "what did she say"
    return next(
        (spoke for spoke in known if any(name <= _named(spoke.clean) for name in named)),
        None,
    )


def put_to_body(text: str, spoke: Passage) -> str:
    """A question with the body in the place of whoever spoke for it: "what did the force say"."""
    speaks = _SPOKE_FOR.match(spoke.clean)
    named = _named(spoke.clean)
    run = [word for word in text.split() if set(stems(word)) & named]
    whom = re.split(r" (?:on|in|at|after)\b", speaks["whom"].strip())[0] if speaks else ""
    return text.replace(" ".join(run), whom) if run else _OF_ONE.sub(whom, text, count=1)


def says_all(question: Question, spoke: Passage) -> bool:
    """True where all that somebody said is asked for, and nothing that they said it about."""
    named = _named(spoke.clean)
    about = (u for u in question.units if u.kind != "body" and not set(stems(u.surface)) <= named)
    return question.asks == "fact" and next(about, None) is None


def _named(text: str) -> set[str]:
    speaks = _SPOKE_FOR.match(text)
    return set(stems(speaks["who"])) if speaks else set()
