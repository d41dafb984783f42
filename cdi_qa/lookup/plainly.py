"""A question without the talk around it: courtesies, moods, who wants to know."""

from __future__ import annotations

import re

from cdi_qa.knowledge.chatter import ASIDES, CHATTER, TALK
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.scan import scan, tokenize
from cdi_qa.lookup.vocabulary import Vocabulary

_CLAUSE = re.compile(r"(\s*(?:[,;:.!?…]+(?=\s|$)|\s[-–—]+\s)\s*)")
_ASIDE = re.compile(
    r"\b(?:" + "|".join(re.escape(each) for each in sorted(ASIDES, key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^\W*(?:(?:and|so|ok|right|well|now|hello|hi)\W+)*(?:"
    r"i(?:['’]?d| would| should)(?: be)? (?:\w+ )?(?:grateful|obliged|thankful|glad|pleased)"
    r" (?:if|for|to)\b"
    r"|(?:would|could) you be (?:so|very|that) (?:kind|good)(?: as| enough)?(?: to| and)?\b"
    r"|would you (?:kindly|mind)\b|(?:might|may) i (?:\w+ )?(?:ask|trouble|bother)\b"
    r"|be (?:a (?:dear|love|gem|star|pal)|so kind|so good)(?: and| as to)?\b)"
    r"(?: (?:you|someone|somebody) (?:could|would|can|might)\b)?"
    r"(?: (?:please|kindly|just|you))*"
    r"(?: (?:tell(?:ing)?|show(?:ing)?|remind(?:ing)?|inform(?:ing)?|say(?:ing)?|read(?:ing)?"
    r"(?: out)?)(?: to)? (?:me|us)?\b)?(?: out\b)?",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"^(?P<who>[^,;:?.!]{0,90}?\b(?:ask(?:s|ed|ing)?|wants? to know|wanting to know|wonder(?:s|ed|"
    r"ing)?|curious|tell|told|know|remind|explain|find out|work out|learn|hear|see|say|check|"
    r"idea|clue|sure))"
    r"(?:\s+(?:me|us|you|them|about))*\W+"
    r"(?P<asks>(?:(?:for|on|in|at|by) )?(?:who|whos|which|what|whats|where|how|is|are|was|were|"
    r"did|do|does|has|have|if|whether)\b.+)$",
    re.IGNORECASE,
)
"""Who wants to know it, and what: "a constituent has asked me which force is worst"."""
_WHETHER = re.compile(r"^(?:if|whether)\s+", re.IGNORECASE)
_BOUNDING = frozenset(
    "for in of among amongst with by since if when excluding except without besides at on from "
    "during after before under within unlike although unless only just not no nor or but".split()
)
"""Words with which a clause begins that says of what, or of whom, the rest is asked."""
_SPEAKERS = frozenset("i im ive id my me you youre your we were someone somebody".split())
_ABOUT_ME = frozenset({"i", "im", "ive", "forgive", "pardon", "excuse", "sorry"})
_ONLY = frozenset("only just except concerning regarding about not".split())
_ASKING = frozenset("who whos which what whats where how why when".split())
_HARMLESS = frozenset({"own", "table", "idiom", "ordinal"})
_MOST = 14
"""Words of the longest clause that is taken for talk."""


def without_courtesies(question: str) -> str:
    """The question without "would you be so kind as to" and "at the end of the day"."""
    plain = " ".join(_ASIDE.sub("", _COURTESY.sub("", question, count=1)).split()).strip(" ,;:")
    return plain or question


def without_talk(question: str, vocabulary: Vocabulary) -> str:
    """The question without the clauses that speak of nothing the table holds.

    What names a row, a column, a figure, an offence or an order stays, and so does a clause that
    bounds the question ("in London, …").
    """
    pieces = _CLAUSE.split(question)
    clauses, marks = pieces[::2], [*pieces[1::2], ""]
    kept = [
        clause + mark
        for clause, mark in zip(clauses, marks, strict=True)
        if clause.strip() and not _is_talk(clause, vocabulary)
    ]
    text = "".join(kept) if kept else question
    reported = _REPORTED.match(text)
    if reported and _is_talk(reported["who"], vocabulary, reporting=True):
        text = reported["asks"]
        text = "can you confirm that " + _WHETHER.sub("", text) if _WHETHER.match(text) else text
    return text.strip(" ,;:")


def _is_talk(clause: str, vocabulary: Vocabulary, reporting: bool = False) -> bool:
    """True where a clause names nothing of the table, asks nothing and bounds nothing."""
    said = [token.lower().replace("'", "") for token in tokenize(clause)]
    if not said:
        return True
    if len(said) > _MOST or said[0] in _BOUNDING or (_ASKING & set(said) and not reporting):
        return False
    seen = scan(clause, vocabulary)
    named = seen.has("key", "column", "number", "month", "year", "foreign")
    # "I never was good with tables", but not "I only care about rape"
    of_speaker = said[0] in _ABOUT_ME and not (named or _ONLY & set(said))
    held = any(mention.kind not in _HARMLESS for mention in seen.mentions)
    if seen.absent or (held and not of_speaker):
        return False
    if vocabulary.offences_among(said) != () and _speaks_of_offence(said, vocabulary):
        return False
    told = all(token in TALK | CHATTER | FUNCTION_WORDS for token in said)
    return (
        told or of_speaker or (bool(_SPEAKERS & set(said)) and not _ONLY & set(said)) or reporting
    )


def _speaks_of_offence(said: list[str], vocabulary: Vocabulary) -> bool:
    return any(vocabulary.offences_among([token]) for token in said)
