"""Whether a passage gives a reason: a plain one, one that may be a reason, or why it matters."""

from __future__ import annotations

import re

from cdi_qa.answering.spoken import VIEWS, Spoken
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question
from cdi_qa.schema import Passage

_REASON = re.compile(
    r"\b(?:because|due to|therefore|so that|reason|explain(?!\w* (?:why|how|whether))|"
    r"as a result|mean(?:s|t)? that|caused|"
    r"deficienc\w+|lack(?:s|ed|ing)?\b|suffers? from|traced (?:\w+ )?to|blam\w+|on the grounds?|"
    r"in \w+ view|attribut\w+|put (?:it|this|that|them) down to|(?:thanks|owing) to|"
    r"afford\w*|shortage|too (?:few|many|small|large|costly|expensive|late|slow|old)\b|"
    r"after (?:an?|the) \w+ (?:that|which|to|was|were|had)\b|the answer|"
    r"which (?:leaves|left|makes|made|hides|hid|meant|takes|took|allows|allowed)|"
    r"for fear of|whereas|leaves out|"
    r"since (?!(?:\d|the (?:start|end|last)|then\b|(?-i:[A-Z])))"
    r"(?![^.,;]{0,60}\bin (?:\w+ )?(?:19|20)\d\d\b)|until|"
    r"so had to|in order to|to ensure|(?:is|was|are|were) to|such that|"
    r"(?:created|introduced|brought in|set up|designed|intended|meant|made) to|,? so)\b|[–;] so\b",
    re.IGNORECASE,
)
_PLAIN_REASON = re.compile(
    r"\b(?:because|due to|as a result|mean(?:s|t)? that|(?:thanks|owing) to|caused?|deficienc\w+|"
    r"lack(?:s|ed|ing)?|reasons?|suffers? from|traced (?:\w+ )?to|blam\w+|on the grounds?|"
    r"in \w+ view|attribut\w+|put (?:it|this|that|them) down to|shortage|such that)\b",
    re.IGNORECASE,
)
"""What gives a reason and nothing else: "so" and "to ensure" may stand for anything."""
_LOOSE_REASON, _REASON_FOR_VIEW, NO_REASON = 0.1, 0.2, 0.25
"""What counts against a passage whose "so" or "to ensure" may give no reason, against one of
somebody's reason for a view, and against one that has none.
"""
_MATTERS = re.compile(
    r"\bwhy (?:does|do|did|would|should|is|are|was|were)\b.*\b(?:matter|important|care|bother|"
    r"serious|(?:big|bad) (?:deal|thing|problem))\b",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r"\b(?:means? that|as a result|at (?:more |greater |higher )?risk|risk of|harm|suffer\w*|"
    r"without the|fail\w* (?:many|some|its|their)|cannot|unable to|consequences?|leads? to)\b",
    re.IGNORECASE,
)
"""What tells why something matters."""
_WHY_NOT = re.compile(
    r"\b(?:not|never|un\w+ed|fail\w*|without|miss(?:ed|es|ing)?|no|lost|bad|poor|low|wrong)\b"
    r"|n['’]?t\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:to ensure|in order to|so that|(?:is|are|was|were) to|"
    r"(?:created|introduced|brought in|set up|designed|intended|meant|made) to)\b",
    re.IGNORECASE,
)
"""What gives the reason of something done, and none of what was not."""
_LOOKED_INTO = re.compile(
    r"\bwhy\b.*\b(?:ask|want|review|check|examin|test|audit|sampl|pick|look)(?:s|ed|ing)?\b", re.I
)
_TO_SEE = re.compile(r"\bto (?:see|check|find out|establish) (?:if|whether)\b", re.IGNORECASE)
"""What gives the reason why something was looked into, and of nothing else."""


_SO = re.compile(
    r"(?:[,;–] ?so(?! that)"
    r"|\bso(?= (?:had|has|have|is|was|are|were|must|the|it|they|we|he|she|not)\b)"
    r"|\btherefore|\bas a result(?! of))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:because|due to|owing to|thanks to|as a result of)\b", re.IGNORECASE)
"""What stands between what led to something and what came of it, and the other way round."""
_OF_STATE = re.compile(r"\bwhy (?:is|are|was|were|go|goes|went|get|gets|got)\b", re.IGNORECASE)
"""Asks why something is so or was done, which its last word says: "why were visits missed"."""
_ASKS_LINK = re.compile(r"\b(?:mean|means|meant|make|made|makes|lead|led|cause\w*)\b", re.I)


def is_reason_of_other(question: Question, passage: Passage, lexicon: Lexicon) -> bool:
    """True where a passage tells what follows from what is asked about, and not why that is so.

    "It records no codes, so had to search the texts for assaults" does not tell why assaults are
    not recorded: the recording is in what led to it, and the assaults in what came of that.
    """
    if _ASKS_LINK.search(question.text):
        return False
    asked = {u.key for u in question.units if u.kind not in {"body", "person"}}
    text = passage.clean
    if (since := _SINCE.search(text)) is not None:
        effect, cause = text[: since.start()], text[since.end() :]
    elif (so := _SO.search(text)) is not None:
        cause, effect = text[: so.start()], text[so.end() :]
    else:
        return False
    told, led = lexicon.keys(effect), lexicon.keys(cause)
    if since is not None:  # "because staff were short, visits …", "this is because visits …"
        return bool(told and asked & (led - told)) and not asked & told
    last = max(question.units, key=lambda unit: unit.position, default=None)
    if _OF_STATE.search(question.text) and last is not None and last.key in told:
        return False  # "nobody kept a list of visits, so some were missed"
    return bool(asked & (led - told))


def asks_why_not(question: Question) -> bool:
    """True for a "why" of what was not done, or left undone: "why do rapes go unrecorded"."""
    return question.asks == "why" and _WHY_NOT.search(question.text) is not None


def tells_why(asked: str, passage: Passage) -> bool:
    """True where a passage may give the reason that is asked for, or says why it matters."""
    if _MATTERS.search(asked):
        return _CONSEQUENCE.search(passage.clean) is not None
    if _LOOKED_INTO.search(asked) and _TO_SEE.search(passage.clean):
        return True
    texts = (passage.clean, *passage.footnotes)
    if _WHY_NOT.search(asked):
        texts = tuple(_PURPOSE.sub(" ", text) for text in texts)
    return any(_REASON.search(text) for text in texts)


def gives_reason_plainly(passage: Passage) -> bool:
    """True where the passage says in so many words that it gives a reason."""
    return _PLAIN_REASON.search(passage.clean) is not None


def short_of_reason(question: Question, passage: Passage, typed: bool, spoken: Spoken) -> float:
    """What counts against a passage where it is asked why; `typed` where it may give a reason."""
    if not gives_reason_plainly(passage):
        return _LOOSE_REASON if typed else NO_REASON
    return _REASON_FOR_VIEW if _is_for_view(question, passage, spoken) else 0.0


def _is_for_view(question: Question, passage: Passage, spoken: Spoken) -> bool:
    """True where a passage gives somebody's reason for a view, and why something is so is asked."""
    asked = {unit.key for unit in question.units} & VIEWS
    return not asked and bool(spoken.before(passage) and spoken.keys_around(passage) & VIEWS)
