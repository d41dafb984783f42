"""A question on a column and nobody in particular → one on the readers' own row."""

from __future__ import annotations

import re

from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary

_HOW_IS = re.compile(
    r"\W*(?:(?:and|so|but|ok)\W+)*how(?:['’]?s| is| are) "
    r"(?:(?:the|our) (?P<who>\w+) (?P<does>performing|doing|getting on|faring)"
    r"(?: (?:on|at|with|for|in)\b)?)? ?"
    r"(?:the |our )?(?P<what>.*?)"
    r"(?: (?:doing|looking|going|getting on))?\W*",
    re.IGNORECASE,
)

_OURS = frozenset({"force", "police", "constabulary", "council", "trust", "service", "school"})
"""What readers call the body that is theirs."""


def ask_own(question: str, vocabulary: Vocabulary) -> str:
    """ "How is leadership" as "what is our leadership": nothing but one column is named."""
    found = _HOW_IS.fullmatch(question)
    if found is None or vocabulary.own is None:
        return question
    if found["who"] and found["who"].lower() not in _OURS | {vocabulary.body}:
        return question
    if not found["what"]:
        return "how are we doing" if found["does"] else question
    seen = scan(found["what"], vocabulary)
    columns = {mention.value for mention in seen.mentions if mention.kind == "column"}
    only = len(columns) == 1 and all(mention.kind == "column" for mention in seen.mentions)
    return f"what is our {found['what']}" if only and not seen.leftover else question
