"""What a term means, where a document says so. A passage that only uses a term explains nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.schema import Passage
from cdi_qa.text import words

_TERM = r"(?:(?:an?|the)\s+)?[\"“‘']?(?P<term>[\w&]+(?:[ -][\w&’'-]+){0,3}?)[\"”’']?"
_OF_A_KIND = re.compile(
    rf"what(?:'?s| is| was) (?=an? ){_TERM}"
    rf"|what (?:do|does|did) {_TERM.replace('term', 'verb')} (?:mean|stand for|refer to)"
    rf"|(?:define|what(?:'?s| is) meant by|what do (?:you|they) mean by"
    rf"|(?:what(?:'?s| is) )?(?:the )?meaning of) {_TERM.replace('term', 'named')}"
    rf"|{_TERM.replace('term', 'first')} meaning"
    rf"|(?:.*\W)?what (?=an? ){_TERM.replace('term', 'last')} (?:is|are|means?)",
    re.IGNORECASE,
)
"""Asks plainly what a term means."""
_OF_A_NAME = re.compile(rf"what(?:'?s| is) {_TERM}", re.IGNORECASE)
"""Asks so only where the term is a name or a compound: "what is the deadline" asks for a date."""
_TROUBLE = re.compile(
    r" (?:problem|issue|trouble|matter|fuss|row|story|situation|position|score|result|plan)s?$",
    re.I,
)
_LEAD = re.compile(r"^\W*(?:(?:so|and|but|ok|okay|please|sorry|er|explain|tell me)\W+)*", re.I)
_TAIL = re.compile(
    r"(?:\W+(?:actually|really|exactly|please|pls|then|anyway|again|here|when it'?s at home|"
    r"in (?:(?:plain|simple|normal|proper) )?(?:english|words|terms)|in layman'?s terms|"
    r"if you please))+\W*$"
    r"|\W+$",
    re.IGNORECASE,
)
_ACTUALLY = re.compile(r"\b(?:actually|really|exactly)\s+(?=mean|stand|refer)", re.IGNORECASE)
_DEFINES = (
    r"{term}\)?(?:\s*\([^)]*\))?(?:,[^,.]{{1,40}},)?\s+(?:means?|meant|refers? to|stands? for)\b",
    r"{term}\)?(?:\s*\([^)]*\))?\s+(?:is|are|was|were)\s+(?:an?|the|any|anybody|anything|anyone|what|"
    r"where|when|how|one)\b",
    r"(?:^|[.;:]\s+)[\"“‘]?[Aa]n?\s+{term}\s+(?:is|covers|counts)\s+(?!not\b|\w+(?:ed|ing)\b)\w+",
    r"(?:^|[.;:]\s+){term}\s?[:=]\s+(?:an?|the|any|what|when|where|[a-z]+ing)\b",
    r"\b(?:is|are|counts? as)\s+{term}\s+(?:if|when|where|unless)\b",
    r"\b(?:called|known as|termed|dubbed)\s+(?:an?\s+|the\s+)?{term}",
    r"{term},\s+(?:an?|which (?:is|are|means?)|in which|under which|that is|meaning|i\.e\.|"
    r"as [^,.]+ (?:calls?|knows?) (?:it|them))\b",
    r"{term}\s+\((?!\d)(?=[^)]*\b[a-z]+ [a-z]+)[^)]{{12,}}\)",
    r"{term}\s+[–—-]\s+(?=[a-z])",
)
"""The ways in which a sentence says what a term means; `{term}` is the term as printed."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term that a question asks the meaning of, with the passage that explains or uses it."""

    term: str
    """As the question writes it."""
    passage: Passage
    explained: bool
    """True where the passage says what the term means."""


def find_meaning(question: str, passages: Iterable[Passage]) -> Meaning | None:
    """What the first passages that have a term say of its meaning.

    None where no meaning is asked for, or no passage has the term.
    """
    text = _ACTUALLY.sub("", _TAIL.sub("", _LEAD.sub("", question, count=1)))
    plainly = _OF_A_KIND.fullmatch(text)
    named = plainly or _OF_A_NAME.fullmatch(text)
    if named is None:
        return None
    term = next(group for group in named.groups() if group)
    if _TROUBLE.search(term) or term.endswith(" for"):
        return None  # "what's the files problem" asks what is wrong, "what's a code for" why
    passages = list(passages)
    for part in _longest_first(term):
        printed = _printed(part)
        using = [passage for passage in passages if printed.search(passage.clean)]
        if using and (plainly or _is_name(part, printed, using)):
            return _told(part, printed, using)
    return None


def _longest_first(term: str) -> list[str]:
    """The term, and without its last word where it may be no term of the documents as a whole.

    With more left out it is another thing: "Home Office" of "Home Office counting rules".
    """
    parts = term.split()
    return [term, " ".join(parts[:-1])] if len(parts) > 2 else [term]


def _told(term: str, printed: re.Pattern[str], using: list[Passage]) -> Meaning:
    for passage in using:
        if _explains(passage.clean, printed):
            return Meaning(term, passage, True)
    return Meaning(term, using[0], False)


def _printed(term: str) -> re.Pattern[str]:
    """A term as documents may print it: in the plural, in quotation marks, with hyphens or not."""
    run = r"[\s-]+".join(map(re.escape, re.split(r"[ -]+", term)))
    return re.compile(rf"[\"“‘']?(?<![\w-]){run}s?\b[\"”’']?", re.IGNORECASE)


def _is_name(term: str, printed: re.Pattern[str], using: list[Passage]) -> bool:
    """True for a term that is always printed with capitals."""
    found = [match[0] for passage in using for match in printed.finditer(passage.clean)]
    told = [word for word in words(term) if word not in FUNCTION_WORDS]
    capitals = all(
        sum(word[:1].isupper() for word in re.findall(r"\w+", each)) >= len(told) for each in found
    )
    return bool(told) and capitals and (len(told) > 1 or any(each.isupper() for each in found))


def _explains(text: str, printed: re.Pattern[str]) -> bool:
    return any(
        re.search(frame.format(term=f"(?i:{printed.pattern})"), text) is not None
        for frame in _DEFINES
    )
