"""What is asked of the assistant itself: a greeting, what it can be asked, its documents."""

from __future__ import annotations

import re
from datetime import date

from cdi_qa import wording
from cdi_qa.answering.compose import Composer
from cdi_qa.answering.refuse import Refuser
from cdi_qa.answering.whereabouts import say_where_tables_are
from cdi_qa.due import spell_day
from cdi_qa.index import Index
from cdi_qa.schema import Claim, Draft, Source
from cdi_qa.text import figures

_OPENING = r"^\W*(?:(?:hi|hello|hey|ok|okay|so|sorry|please|and)\W+)*"
_HELP = re.compile(
    rf"{_OPENING}(?:hi|hello|hey|(?:good )?(?:morning|afternoon|evening)|help|"
    r"(?:can|could|will) you help(?: me| us)?(?: out)?|"
    r"what (?:can|could|may|do|should) (?:i|we) (?:ask|type|do|say)(?: you| it| here| now| first)?|"
    r"what (?:can|do) you (?:do|know|answer|tell (?:me|us))(?: about)?|"
    r"how (?:does|do) (?:this|it|you) work|how (?:do|can) (?:i|we) use (?:this|it|you)|"
    r"(?:who|what) (?:are|r) (?:you|u)|what(?:'?s| is) this (?:thing|app|for)|"
    r"where do (?:i|we) start)\b"
    r"(?: there| mate| again| please| then| all| everyone| everybody| folks)*\W*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    rf"{_OPENING}(?:thanks?(?: you)?|ta|cheers|many thanks|brilliant|great|perfect|lovely|ok|okay|"
    r"got it|that'?s (?:all|great|helpful|it)|(?:good)?bye)\b"
    r"(?: very much| a lot| for (?:that|your help)| so much| thanks| mate| all| then| now)*\W*$",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    rf"{_OPENING}(?:(?:what|which|how many) (?:documents?|papers?|sources?|reports?|files?) "
    r"(?:have (?:you|we) got|do (?:you|we) have|are there|are (?:in )?here|have you read|"
    r"do you (?:use|know|read)|are you using|is this (?:from|based on))|"
    r"(?:list|show)(?: me)? (?:the |your |all )*(?:documents|sources|papers)|"
    r"what (?:are|is) your sources?|where do(?:es)? (?:you|this|the answers?) (?:get|come) "
    r"(?:this|it|your (?:answers|information)|from)(?: from)?|"
    r"(?:is|are) (?:this|these|that|it|they) (?:the |a )?(?:full|whole|complete|real|actual) "
    r"(?:report|response|text|document)s?|have you (?:got|read) the (?:full|whole) report|"
    r"(?:is|are) (?:the )?(?:full|whole|complete|real|actual) (?:text|report|response|document)s?"
    r" (?:in )?(?:here|there|included|available)|"
    r"(?:is|are) the (?:report|response)(?:['’]s)? (?:full |whole )?text (?:in )?"
    r"(?:here|there|included|available)|"
    r"(?:is|does) (?:the |this |a )?digest (?:count as )?(?:the |a )?"
    r"(?:full|whole|real|actual|proper|same as the) (?:report|response|text|thing|document))\W*$",
    re.IGNORECASE,
)

_LISTED = 20
"""Documents that are listed in an answer."""


def is_talk(text: str) -> bool:
    """True for a greeting, thanks and the like, of which no later question speaks."""
    return bool(_HELP.match(text) or _THANKS.match(text))


class AboutItself:
    """Answers for the assistant over one index."""

    def __init__(self, index: Index, composer: Composer, refuser: Refuser) -> None:
        self._index = index
        self._composer = composer
        self._refuser = refuser

    def answer(self, text: str) -> Draft | None:
        """What it can be asked, a word of thanks, or its documents; None for anything else."""
        if _SOURCES.match(text):
            return self._sources()
        if stand := say_where_tables_are(text, self._index.corpus):
            return Draft(status="answered", claims=tuple(stand), answered_by="passages")
        told = (_HELP, wording.CAN_BE_ASKED), (_THANKS, wording.WELCOME)
        for asked, said in told:
            if asked.match(text):
                return Draft(
                    status="needs_clarification",
                    claims=(Claim(said, ()),),
                    suggestions=self._refuser.suggest([]),
                )
        return None

    def _sources(self) -> Draft:
        """Each document with its kind and length, cited by its first words."""
        sources = self._index.corpus.sources
        claims: list[Claim] = []
        for number, source in enumerate(sources[:_LISTED], start=1):
            first = next((p for p in self._index.corpus.passages if p.source == source.id), None)
            text = f"{number}. {_described(source)}"
            if number == 1:
                text = f"{wording.DOCUMENTS}\n{text}"
            evidence = (self._composer.evidence(first),) if first else ()
            claims.append(Claim(text, evidence, frozenset(figures(text))))
        if len(sources) > _LISTED:
            text = wording.MORE_DOCUMENTS.format(count=len(sources) - _LISTED)
            claims.append(Claim(text, (), frozenset(figures(text))))
        return Draft(status="answered", claims=tuple(claims), answered_by="passages")


def _described(source: Source) -> str:
    """ "The report (7 pages, 7 September 2017): the document itself"."""
    pages = f"{source.pages} page{'s' * (source.pages != 1)}" if source.pages else ""
    brackets = ", ".join(part for part in (pages, _day(source.date)) if part)
    told = f"{source.title} ({brackets})" if brackets else source.title
    return f"{told}: {wording.KINDS[source.kind]}"


def _day(date_given: str) -> str:
    """A date in ISO form as "7 September 2017"; a part of one as it is."""
    try:
        return spell_day(date.fromisoformat(date_given))
    except ValueError:
        return date_given
