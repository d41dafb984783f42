"""A message → the questions in it: cleaned, split, without the talk around them."""

from __future__ import annotations

import re
from itertools import pairwise

from cdi_qa import wording
from cdi_qa.asks import WHEN_THEN
from cdi_qa.errors import UsageError
from cdi_qa.knowledge.chatter import SHORTHAND
from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.numerals import with_figures
from cdi_qa.question import POINTS_BACK, QUESTION_WORD
from cdi_qa.remarks import is_remark, said_plainly, topic_last, words_asked
from cdi_qa.text import fold_space, strip_controls, words

_PART = re.compile(
    rf"\?+\s+(?=\w)|[,;]?\s+(?:and|but|also|plus|and also|& also|&)\s+(?={QUESTION_WORD}\b)"
    rf"|[,;]\s+(?={QUESTION_WORD}\b)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|</?[a-zA-Z!][^<>]*>", re.I | re.S)


_SHORT = "|".join(map(re.escape, sorted(SHORTHAND, key=len, reverse=True)))
_AND = re.compile(rf"(?<![\w'’&.-])n(?= (?:{QUESTION_WORD}|the|they|wot)\b)")
"""The "n" of "how many were missed n what was done", and not that of "n wales"."""
_PCT = re.compile(r"(?<=\d) ?pct\b", re.IGNORECASE)
_SHORT_FOR = re.compile(rf"(?<![\w'’&.-])(?:{_SHORT})(?![\w'’&.-])")


def clean_question(text: str) -> str:
    """The question as one line; markup, control and direction characters are left out, what is
    written short ("when r they back") is written out, and longer numbers are put as figures. What
    asks for somebody's view in other words asks what they said.
    """
    plain = _PCT.sub("%", fold_space(_MARKUP.sub(" ", strip_controls(text))))
    plain = _AND.sub("and", plain)
    written = _SHORT_FOR.sub(lambda found: SHORTHAND[found.group()], plain)
    return words_asked(with_figures(written))


def check_question(question: str) -> str:
    """The question cleaned. Raises UsageError where it is empty or too long."""
    if len(question) > wording.MAX_QUESTION:
        raise UsageError(wording.LONG_QUESTION)
    text = clean_question(question)
    if not text:
        raise UsageError(wording.EMPTY_QUESTION)
    return text


_SHORTEST = 3
"""Words; a shorter question leaves what it is about to the sentences around it."""
_OF_WHAT = (["how", "many"], ["how", "much"], ["what", "share"], ["what", "percentage"])
"""What leaves its subject to the words before: "the two together, how many"."""
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|what'?s|who'?s)\b",
    re.IGNORECASE,
)
"""What a question has in it; "what, precisely, was the aim" is one, cut by its commas."""
_RELATIVE = re.compile(r"which (?:is|are|was|were|isn['’]?t|seems?|sounds?)\b", re.I)
_TOPIC = re.compile(
    r"\W*(?:(?:out )?of|in|with|for|on|by|under|if|allowing|accounting|given|considering|taking|"
    r"bearing|looking|adding|counting)\b(?! (?:what|which|whom))",
    re.I,
)
"""How what comes before the question begins: "of the records that were looked at, how many"."""
_ASKS_SOMETHING = re.compile(
    rf"\b(?:{QUESTION_WORD}|name|explain|define|compare|say|show|ours?|us|we|many|much)\b|%|\d",
    re.I,
)
_CONFIRMS = re.compile(
    r"(?:is|was|isn[’']?t|wasn[’']?t) (?:that|this|it) (?:right|correct|true|so|the case)"
    r"|(?:am i|have i got that|have i got it) (?:right|wrong)",
    re.IGNORECASE,
)
"""What asks of the part before only whether it is so."""


_ALL_OF_IT = re.compile(
    r"(?:please |just )*(?:list|name|give (?:me|us)|show (?:me|us)|tell (?:me|us)|i(?:'d| would)? "
    r"(?:like|want))\s+(?:the (?:whole )?lot|(?:them|it)(?: all)?|all of (?:them|it)|"
    r"(?:each|every) (?:single )?one)(?: please)?",
    re.IGNORECASE,
)
"""What asks for no more than the whole of what was asked before: "list the lot"."""
_ANY = re.compile(r"^\W*(?:(?:is|are|was|were) there )?any\b", re.IGNORECASE)


def _without_order(pieces: list[str]) -> list[str]:
    """The parts without a "list the lot" after them: "any good news? list the lot"."""
    if len(pieces) < 2 or not _ALL_OF_IT.fullmatch(pieces[-1].rstrip("?. ")):
        return pieces
    return [*pieces[:-2], _ANY.sub("list all the", pieces[-2])]


_OF_WHICH = re.compile(
    r"(?:i mean |meaning )?(?:(?:in|on|for|at|about|during|of) )?(?:this|the|that) (?:\w+ ){0,2}"
    r"(?:ones?|inspection|report|visit|time|audit|review)\W*",
    re.IGNORECASE,
)
"""What only says of a question before it of what it is: "when were they here? this last one"."""


_GOES_ON = re.compile(
    r"(?:is|are|was|were|has|have|had|gets?|got|scores?|scored) (?:also |still |now )?"
    r"(?:over|under|above|below|at (?:least|most)|more|less|fewer|better|worse|higher|lower|not|"
    r"graded|rated|between)\b",
    re.IGNORECASE,
)
"""What says a second thing of rows asked for, "and is over 90": no question of its own."""
_OF_ROWS = re.compile(
    r"^\W*(?:(?:and|so|ok)\W+)*(?:who|whos|which|any\w*|how many)\b", re.IGNORECASE
)


def split_parts(text: str) -> list[str]:
    """The separate questions in one message; one that is not a question by itself stays joined."""
    pieces = [piece.strip(" ,;") for piece in _PART.split(text) if piece and piece.strip(" ,;?")]
    if (less := _without_order(pieces)) != pieces and len(less) == 1:
        return less
    pieces = [piece for piece in less if not _CONFIRMS.fullmatch(piece.rstrip("?. "))]
    if len(pieces) == 2 and _GOES_ON.match(pieces[1]) and _OF_ROWS.match(pieces[0]):
        return [text]
    if len(pieces) == 2 and _OF_WHICH.fullmatch(pieces[1]):
        return [", ".join(pieces)]
    aside = "?" not in text and len(pieces) == 2 and _RELATIVE.match(pieces[1])
    if aside and not re.search(r"\band which\b", text, re.IGNORECASE):
        return [text]  # "16 per cent went unrecorded, which is not so bad"
    short = [p for p in pieces if len(words(p)) < 2 or words(p) in _OF_WHAT]
    if short and pieces[-1:] == short and words(short[0]) == ["why"]:
        short = []  # "what grade did we get and why"
    if len(pieces) < 2 or short or len(pieces) > 4:
        return [text]
    if any(
        _AUXILIARY.match(after) and not _AUXILIARY.search(before)
        for before, after in pairwise(pieces)
    ):
        return [text]
    leans = is_topic(pieces[0]) and POINTS_BACK.search(pieces[1])
    if leans or _TOPIC.match(pieces[0]) or WHEN_THEN.match(text):
        return [text]  # "the national plan, how is it going" and "of those charts, how many"
    return pieces


def is_topic(part: str) -> bool:
    """True for a part that asks nothing and only names what the next one may be about."""
    return _ASKS_SOMETHING.search(part) is None


_SENTENCE = re.compile(r"(?<=[?.!:])\s+")
_ASKED = re.compile(rf"\?\s*$|^\W*(?:(?:and|so|but|ok|now)\s+)?{QUESTION_WORD}\b", re.IGNORECASE)
_PLEASE = re.compile(
    r"^\W*(?:(?:ok|so|and|please|kindly|sorry|hi|hello)\W+)*"
    r"(?:(?:could|can|would|will) (?:you|someone|somebody|anyone|anybody)\b"
    r"|(?:do|does) (?:you|anyone|anybody) (?:know|remember)\b|any (?:idea|chance|clue)\b"
    r"|i(?:'d| would| was|'m)? (?:like|love|hop(?:e|ing)|wonder(?:ing)?|want(?:ed)?|need)\b"
    r"|remind me\b|help me\b)"
    r"[^?.,]{0,60}?\b(?=(?:what|who|whose|when|where|why|which|how)\b)",
    re.IGNORECASE,
)
"""What a question is wrapped in: "could you tell a simple soul what an N100 is?"."""


_SAYS_ABOUT = re.compile(
    r"^\W*(?:(?:so|and|but|ok) )*(?:what (?:does|do|did) (?:the |this |these )?"
    r"(?:report|documents?|papers?|it|they|inspection|inspectors?|inspectorate|hmic\w*) "
    r"(?:say|tell us|mention)"
    r"|what (?:is|was) said|(?:is|was) (?:there )?anything(?: said)?|do they say anything"
    r"|does it say anything) (?:about|on|re) (?=\w)",
    re.IGNORECASE,
)
"""Asks for what is told of something, in words that are themselves of the documents."""


_FOUND_ON = re.compile(
    r"^\W*(?:(?:so|and|but|ok) )*what (?:did|do|does|have|has) (?:the |this |these )?"
    r"(?:they|it|report|inspection|inspectors?|inspectorate|hmic\w*) "
    r"(?:find|found|conclude|report) (?=(?:about|on|re) \w)(?!.*\b(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
"""Asks for what was found on something; who found it is known."""


def asked_alone(text: str, lexicon: Lexicon) -> str:
    """What a message asks, without talk around it: "I run a refuge. How many went …?".

    Sentences that speak of anything in the field's terms stay: they may say what is asked about.
    """
    sentences = [each for each in _SENTENCE.split(text) if words(each)] or [text]
    asked = [each for each in sentences if _ASKED.search(each)]
    if not asked or len(asked) == len(sentences):
        asked = sentences
    first_asked = sentences.index(asked[0])
    kept = [
        each
        for at, each in enumerate(sentences)
        # "Looks like burglary is the worst. How many were there?" names what it asks about.
        if not is_remark(each) or (at < first_asked and _is_telling(each, lexicon))
    ]
    told = any(each not in asked and _is_telling(each, lexicon) for each in kept)
    if told or sum(len(words(each)) for each in asked) < _SHORTEST:
        asked = [each for each in sentences if each in asked or each in kept]
    first = _SAYS_ABOUT.sub("tell me about ", _PLEASE.sub("", asked[0], count=1))
    first = _FOUND_ON.sub("what was said ", first)
    return said_plainly(topic_last(" ".join([first, *asked[1:]])))


def _is_telling(sentence: str, lexicon: Lexicon) -> bool:
    """True where a sentence speaks of anything in the field's terms."""
    return any(unit.kind not in {"stem", "body"} for unit in lexicon.units(sentence))


def stated_before(text: str) -> list[str]:
    """The sentences that state something before a message asks: "We came 3rd. Why is that?"."""
    sentences = [each.strip() for each in _SENTENCE.split(text) if words(each)]
    if len(sentences) < 2 or not _ASKED.search(sentences[-1]):
        return []
    return [each for each in sentences[:-1] if not _ASKED.search(each) and each[-1:] in ".!"]


def without_tag(text: str) -> str:
    """The question without an "is that right?" after it; a statement keeps it, which asks of it."""
    tag = re.search(rf"[,.;-]\s*(?:{_CONFIRMS.pattern})\s*\??\s*$", text, re.IGNORECASE)
    asked = tag is not None and tag.start() and _ASKED.search(text[: tag.start()])
    return text[: tag.start()] if tag and asked else text
