"""Questions put to one document by name: "according to the force's response, …".

What a body says of a report on it is asked of its response: "why does the force disagree".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from cdi_qa.knowledge.forces import force_names
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.schema import Corpus
from cdi_qa.text import words

_DOCUMENTS = frozenset(
    "note briefing report response reply answer letter paper plan minutes statement review audit "
    "submission summary update digest".split()
)
"""Words for documents: "in the note" is of one, "in the inspection" is of none."""
_OF_ANY = frozenset({"report", "paper", "digest", "review", "audit"})
"""Those that name a document only together with another of its words: "the report" is any."""
_REPLIES = frozenset({"response", "reply", "answer", "statement"})
"""Words for documents in which a body speaks for itself."""
_WHO = (
    r"(?P<who>we|us|(?:(?:the|our) )?(?!(?:the|our|it|they|he|she|this|that|report|inspectors?)\b)"
    r"[\w&'’-]+(?: [\w&'’-]+){0,3}?)"
)
_CLAIM = (
    r"(?:say|said|agree|think|reckon|believe|claim|feel|insist|maintain|complain|reply|replied|respond(?:ed)?|disput\w+|disagree\w*|reject\w*|argu\w+|"
    r"accept\w*|object\w*|contest\w*|admit\w*|defend\w*|react\w*|take issue)"
)
_SPEAKS = re.compile(
    rf"^\W*(?:(?:and|so|but|ok) )*(?:what|why|how|(?=do|did))\b ?(?:do|does|did|is|are|has|have) "
    rf"{_WHO} (?:(?:have|has|had|got) (?:got )?to )?{_CLAIM}\b",
    re.IGNORECASE,
)
_THEY_SPEAK = re.compile(
    rf"^\W*(?:(?:and|so|but|ok) )*(?:(?:what|why|how|which)\b(?: \w+){{0,3}}? )?"
    rf"(?:do|does|did|wo|will|would|ca|can)(?:n['’]?t| not)? (?:they|he|she)\b.*?\b{_CLAIM}\b",
    re.IGNORECASE,
)
"""Asks what those say who were spoken of before: "which bits don't they accept"."""
_TURNS = 8
"""Turns that are looked back to."""
_NOTHING_MORE = re.compile(
    r"(?: (?:for (?:themselves|itself|ourselves)|in (?:(?:its|their|our) (?:own )?)?"
    r"(?:defence|reply|response|return|answer)|back|publicly|in public|then|though|to that))*\W*",
    re.IGNORECASE,
)
"""What may follow where all is asked for that a response says."""
_IN_GENERAL = re.compile(
    r"\W*(?:about|on|of|to) (?:the |this |that |its |their |our )?(?:report|findings?|inspection|"
    r"it|this|that|results?|grade|judge?ment)\W*$",
    re.IGNORECASE,
)
"""What a response is about as a whole."""
_WHAT = re.compile(r"\W*(?:(?:and|so|but|ok) )*what\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just|alone)\b", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\([^)]*\)")

_OURS = frozenset(
    {"force", "constabulary", "police", "council", "trust", "service", "school", "side", "lot"}
)
"""What the body that a corpus is about is called in it."""


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that a question names, and the question without their names."""

    sources: tuple[str, ...]
    """Ids."""
    only: bool
    """True where nothing else is to be asked."""
    text: str
    whole: bool = False
    """True where all of a message is put to them: "according to the note, how many and why"."""


class NamedSources:
    """What the documents of one corpus are called in questions."""

    def __init__(self, corpus: Corpus) -> None:
        said = {
            source.id: {
                word
                for word in words(_PARENTHESIS.sub("", source.title))
                if word not in FUNCTION_WORDS
            }
            for source in corpus.sources
        }
        self._said = said
        self._spoken = {s.id: s.spoken.removeprefix("the digest of ") for s in corpus.sources}
        self._initials = {
            source.id: "".join(word[0] for word in _capitalised(source.title))
            for source in corpus.sources
        }
        """Of the name that a title begins with: "wmp" of "West Midlands Police's response"."""
        counts = Counter(word for names in said.values() for word in names)
        self._own = {
            source: {word for word in names if counts[word] == 1 and not word.isdigit()}
            for source, names in said.items()
        }
        known = sorted(_DOCUMENTS & {word for names in said.values() for word in names})
        noun = "|".join(map(re.escape, known))
        before = r"(?:(?:the|their|its|our)\s+(?:[\w'’-]+\s+){0,3}?|(?:[\w'’-]+\s+){1,2}?)"
        name = rf"{before}(?:{noun})(?:\s+(?:{noun}))?\b"
        lead = r"(?:according to|(?:only |just )?(?:from|in|going by|as per))\s+(?:only |just )?"
        say = r"(?:say|mention|tell|give|claim|state|put)"
        self._leads = re.compile(
            rf"\b{lead}(?P<name>{name})(?:\s+(?:alone|only))?\s*[,:;]?", re.IGNORECASE
        )
        self._says = re.compile(
            rf"(?:\b(?:what|where|how) |^\W*)(?:does|did|do) (?P<name>{name}) {say}\b",
            re.IGNORECASE,
        )

    def find(self, question: str, earlier: Sequence[str] = ()) -> Named | None:
        """The documents that a question is put to by name; None where it names none.

        `earlier` are the questions before it: "they" may be those whose response was asked.
        """
        if len(self._own) < 2:
            return None
        if earlier and _THEY_SPEAK.match(question):
            *earlier, before = earlier[-_TURNS:]
            spoke = self.find(before, earlier)
            if spoke and all(self._said[source] & _REPLIES for source in spoke.sources):
                return Named(spoke.sources, False, question)
        if replies := self._replies_of(question):
            return Named(replies, False, self._put_plainly(_IN_GENERAL.sub("", question), replies))
        for pattern in (self._leads, self._says):
            for found in pattern.finditer(question):
                sources = self._called(found["name"])
                if not sources:
                    continue
                text = question
                if pattern is self._leads:
                    rest = f"{question[: found.start()]} {question[found.end() :]}"
                    text = " ".join(rest.split())
                only = _ONLY.search(found[0]) is not None
                whole = pattern is self._leads
                return Named(sources, only, text, whole) if len(words(text)) > 1 else None
        return None

    def _replies_of(self, question: str) -> tuple[str, ...]:
        """The responses of the body of which a question asks what it says."""
        found = _SPEAKS.match(question)
        if found is None:
            return ()
        said_so = [word for word in words(found["who"].replace("'s", "")) if word != "police"]
        usual = force_names().get(tuple(said_so))  # "West Mids", "WMP"
        who = set(words(usual) if usual else said_so) - FUNCTION_WORDS
        replies = {source: said for source, said in self._said.items() if said & _REPLIES}
        ours = len(replies) == 1 and (not who or who <= _OURS)
        return tuple(
            source
            for source, said in replies.items()
            if ours or (who and (who <= said or who == {self._initials[source]}))
        )

    def _put_plainly(self, question: str, replies: tuple[str, ...]) -> str:
        """ "What did our side have to say for themselves" as what the response itself says."""
        found = _SPEAKS.match(question)
        said = found is not None and _NOTHING_MORE.fullmatch(question[found.end() :])
        if not said or not _WHAT.match(question) or len(replies) > 1:
            return question
        return f"list {self._spoken[replies[0]]}"

    def _called(self, name: str) -> tuple[str, ...]:
        """The documents of a name: those that alone have one of its words."""
        said = set(words(name.replace("'s", "").replace("’s", "")))
        found = []
        for source, own in self._own.items():
            alone = said & own & (_DOCUMENTS - _OF_ANY)
            together = said & self._said[source] & _OF_ANY and said & (own - _OF_ANY)
            if alone or together:
                found.append(source)
        return tuple(found)


def _capitalised(title: str) -> list[str]:
    """The words in capitals that a title begins with, in lower case."""
    return [word.lower() for word in takewhile(lambda word: word[:1].isupper(), title.split())]
