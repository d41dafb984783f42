"""Whether a passage gives a reason: a plain one, one that may be a reason, or why it matters."""

from __future__ import annotations

import re

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
    r"since (?!(?:\d|the (?:start|end|last)|then\b|(?-i:[A-Z])))|until|"
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
    r"\b(?:not|never|un\w+ed|fail\w*|without|miss(?:ed|es|ing)?|no)\b|n['’]?t\b", re.IGNORECASE
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
