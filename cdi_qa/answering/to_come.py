"""Whether a passage tells how it is, or only what is to come, is wanted or was asked."""

from __future__ import annotations

import re

from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question
from cdi_qa.schema import Passage
from cdi_qa.text import words

_TO_COME = frozenset({"will", "shall"})
_TELLS_OF_THE_FUTURE = re.compile(r"will|shall", re.IGNORECASE)
_ASKS_OF_THE_PAST = re.compile(
    r"\b(?:did|found|results?|outcome|came of|turned out|has been|have been)\b", re.IGNORECASE
)
_TO_SEE_WHETHER = re.compile(
    r"\bto (?:see|check|find out|establish|determine|assess|test) (?:if|whether)\b(?P<what>.+)",
    re.IGNORECASE,
)
_ASKS_OF_CHECKING = re.compile(
    r"\b(?:ask|check(?! (?:up )?on\b)|review|see|find|examin|assess|test|audit)(?:s|e[ds]?|ing)?\b"
    r"|\blook(?:s|ed|ing)? (?:at|into)\b",
    re.IGNORECASE,
)
_HOW_MANY_OF_THEM = re.compile(r"\bhow many of\b|\bof (?:the|those|them|these)\b", re.IGNORECASE)
_WHAT_WAS_DONE = re.compile(
    r"\W*(?:(?:and|so|but) )*what (?:(?:was|is|has been|had been|got) (?:\w+ )?done\b"
    r"|did (?:that|this|it|they) (?:show|reveal|find|turn up|come up with)(?=\W*$)"
    r"|(?:was|is) the (?:result|outcome|upshot)\b|came of (?:it|that|this)\b)",
    re.IGNORECASE,
)
_ASKS_WHAT_WAS_SAID = re.compile(
    r"\b(?:will|say|says|said|tell|told|promis\w*|plan\w*|expect\w*|agree\w*|ask\w*|due)\b|^\W*when\b",
    re.IGNORECASE,
)
_ASKS_HOW_IT_IS = re.compile(
    r"^\W*(?:and |so |but )?how (?:do|does|did|is|are|was|were)\b"
    r"(?!.*\b(?:should|must|told|asked|need|recommend\w*|improv\w*|chang\w*|fix\w*|"
    r"to be)\b)",
    re.IGNORECASE,
)
_ASKS_WHAT_IS_WANTED = re.compile(
    r"\b(?:should|must|needs?|ought|ha(?:s|ve) to|told|asked|recommend\w*|requir\w*|suggest\w*|"
    r"want(?:s|ed)?|call(?:s|ed)? for|tell|say|advi[sc]e\w*|supposed|meant to|"
    r"going to|will|plans?)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(r"\b(?:should|must|needs? to|ought to|ha(?:s|ve) to)\b", re.IGNORECASE)
_ASKS_OF_QUESTIONS = re.compile(
    r"\b(?:questions?|ask(?:s|ed|ing)?|f(?:ind|ound) out|set out|test(?:s|ed)?|examin\w+|aims?|"
    r"look(?:s|ed|ing)? (?:at|into)|check(?:s|ed|ing)?|purpose|focus\w*|point of)\b",
    re.IGNORECASE,
)
"""What a question that a document puts may answer: "what did the inspection set out to ask"."""
_PUTS_QUESTION = re.compile(
    r"\?$|^(?:You|Members|The (?:board|panel|committee|chair)) (?:have |has )?(?:asked|wondered)"
    r" (?:us |me )?(?:why|how|what|whether|when|who|where|if)\b",
    re.IGNORECASE,
)
"""A passage that is a question, or says that one was asked."""


def is_wanted(text: str) -> bool:
    """True where a text says what is to be done, which does not tell what is."""
    return _WANTED.search(text) is not None


def is_still_to_come(question: Question, passage: Passage, lexicon: Lexicon) -> bool:
    """True where a question asks how something went that the passage says will happen, how it is
    that the passage says should be so, or whether, or for how many, something turned out so that
    the passage only says was looked into.
    """
    text = question.text
    whether = _TO_SEE_WHETHER.search(passage.clean)
    turned_out = (
        _HOW_MANY_OF_THEM.search(text)
        if question.asks in {"count", "share"}
        else (question.asks == "yes_no" or _WHAT_WAS_DONE.match(text))
        and not _ASKS_OF_CHECKING.search(text)
    )
    if whether and turned_out:
        spoken_of = {unit.key for unit in (*question.units, *question.context)}
        if spoken_of & lexicon.keys(whether["what"]):
            return True
    wanted = is_wanted(f"{passage.lead_in} {passage.clean}")
    how_it_is = question.asks == "fact" and _ASKS_HOW_IT_IS.search(text)
    if wanted and (how_it_is or _WHAT_WAS_DONE.match(text)):
        return True
    if not _TELLS_OF_THE_FUTURE.search(passage.clean):
        return False
    if not _ASKS_OF_THE_PAST.search(text) or _ASKS_WHAT_WAS_SAID.search(text):
        return False
    asked = {unit.key for unit in question.units}
    tokens = words(passage.clean)
    if _TO_COME & set(tokens) and set(question.years) & set(tokens):
        return True
    return any(
        _TO_COME & set(tokens[max(0, unit.position - 3) : unit.position])
        for unit in lexicon.units(passage.clean)
        if unit.key in asked
    )


def is_asked_as_it_is(question: Question, passage: Passage) -> bool:
    """True where it is asked whether something is so, and a passage says that it should be."""
    asked = question.asks == "yes_no" and _ASKS_WHAT_IS_WANTED.search(question.text) is None
    return asked and is_wanted(f"{passage.lead_in} {passage.clean}")


def only_asks(question: Question, passage: Passage) -> bool:
    """True for a passage that is a question, or says that one was asked, where it is not asked what
    was asked.
    """
    asks = _PUTS_QUESTION.search(passage.clean) is not None
    return asks and _ASKS_OF_QUESTIONS.search(question.text) is None
