"""What is asked for in words of talk, as it is known by: "are we improving" wants the positives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdi_qa.knowledge.lexicon import Lexicon
from cdi_qa.question import Question
from cdi_qa.text import YEAR, stem, words

_OVERVIEW = re.compile(
    r"^\W*(?:(?:so|and|ok|please|can you|could you|just) )*(?:"
    r"what (?:did|does|do|has) (?:(?:the|this|their) )?(?:inspection|report|review|audit|they|"
    r"inspectors?|inspectorate|hmic\w*)(?: (?:actually|really|finally))? "
    r"(?:find|found|conclude|show|uncover|decide)(?: out| overall| in the end)?|"
    r"what (?:are|were|is|was|did|do) (?:the |their |its |your )?(?:overall |main )?"
    r"(?:conclusions?|bottom line|upshot|long and short)"
    r"(?: of (?:it|this|the (?:report|inspection|review|audit)))?(?: all)?|"
    r"(?:summari[sz]e|sum up) (?:the |this |it|its )?(?:report|inspection|findings|note)?"
    r"(?: up)?(?: for me)?|(?:give me |i want )?(?:a |the )?(?:quick |short |brief )?"
    r"(?:summary|overview|gist)(?: of (?:the |this )?(?:report|inspection|findings))?|"
    r"(?:what(?:['’]?s| is| was) )(?:this|it|that|the (?:note|report|inspection))(?: all)? about|"
    r"what (?:do|should) (?:i|we|you) need to know|how bad is (?:it|this|that)(?: really)?|"
    r"(?:bring|get) (?:me|us) up to speed|"
    r"what (?:are|were) the (?:worst|biggest|most serious|key|main) (?:findings|failings|points)"
    r")\W*$",
    re.IGNORECASE,
)
"""Asks for all that was found, as the headlines of a report tell it."""
_TALK = frozenset(
    """
    so and but ok the our their this that a an it its s re is are was were has have had do does did
    we they us i you things thing anything any all of in with for at about from on here there then
    overall report inspection review inspectors inspector think say said find found see reckon
    believe feel raised been got gotten getting get made making since last time one yet really
    actually much lot what whats which part parts work area areas aspect aspects
    """.split()
)
_BETTER = frozenset("improving improved improve improvement improvements better progress".split())
_WORST = frozenset("worst biggest main key gravest most".split())
_TROUBLE = frozenset(
    """
    thing things problem problems issue issues worry worries worrying concern concerns failing
    failings failure failures criticism criticisms weakness weaknesses fault faults serious
    alarming
    """.split()
)
_FAULTED = frozenset(
    "criticise criticised criticize criticized slam slammed condemn condemned faulted negatives "
    "downsides weaknesses failings shortcomings".split()
)
_PRAISED = frozenset(
    "praise praised praises commend commended commends compliment complimented good positive "
    "positives news strengths like liked likes".split()
)
_DISLIKED = frozenset("dislike disliked dislikes".split())
_NOT_LIKED = frozenset("not didn't don't didnt dont".split())
_WELL = re.compile(
    r"\W*(?:(?:so|and|but|ok) )*what(?:['’]?s| has| have| is| was| did| do)?"
    r"(?: (?:they|we|it|the (?:force|police)))?(?: been)? (?:gone|going|went|do|done|did|doing)"
    r"(?: (?:really|quite|particularly))? (?:well|right|ok|better)"
    r"(?: (?:then|so far|since|now))*\W*",
    re.IGNORECASE,
)
"""Asks for what is good: "whats gone well"."""
_TO_DO = re.compile(
    r"\W*(?:(?:so|and|but|ok|now|then) )*(?:what (?:must|should|does|do|has|have|will) "
    r"(?:it|they|we|the force|the police)(?: (?:have|need|got|has))?(?: to)? do"
    r"(?: about (?:it|this|that))?"
    r"|what(?:'?s| is| are) (?:the )?(?:plan|next steps?|next|way forward|to be done|needed)"
    r"|what (?:happens|comes) next)(?: now| next| then| here)*\W*",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(
    r"\W*(?:(?:so|and|but|ok|now|then) )*what (?:else )?(?:do|does|did|have|has) "
    r"(?:they|it|the (?:inspectors?|inspectorate|inspection|report)|hmic\w*)(?: actually)? "
    r"(?:recommend(?:ed)?|(?:want|ask for|call for|demand)(?: (?:done|changed|doing))?"
    r"|want (?:to see|to happen|fixed|improved)"
    r"|(?:tell|told|say|said) (?:us|them|it|we|they|the force|the police) (?:to|must|should) "
    r"(?:do|fix|change))\W*",
    re.IGNORECASE,
)
_IS_IT_SO = re.compile(
    r"\W*(?:(?:so|and|but|ok) )*(?:is|are|has|have|was|were|do|does|did)\b", re.I
)
_ABOUT = re.compile(
    r"\W*(?:(?:so|and|but|ok) )*(?:what (?:happened|became|happens) (?:to|with|of)"
    r"|(?:what(?:'?s| is) )?the (?:story|situation|position|news|latest|deal) (?:with|on|about)"
    r"|(?:(?:is|was) there )?(?:anything|something|any news) (?:about|on|re|for)"
    r"|(?:what|how) about|tell (?:me|us) about) (?P<about>.+)",
    re.IGNORECASE,
)
"""Asks for all that is told of something."""
_AND_IT = re.compile(r"(?P<about>[\w' ]*\w)\W+(?:anything|any news|any mention)\W*", re.IGNORECASE)
"""The same, the other way round: "shoplifting - anything?"."""
_OF_WHOM = frozenset(
    stem(word)
    for word in """
    victims cases crimes women men people ones those complainants survivors incidents records
    reports families recorded unrecorded missed not werent wasnt never
    """.split()
)
"""Those that are told of under a heading that only names an offence."""


_HEADLINES, _RECOMMENDATIONS = "what are the headline findings", "what are the recommendations"
_POSITIVES, _IMPROVED = "what are the positives", "what has improved"
_CONCERNS = "what are the causes of concern"
_PLAIN = frozenset({_HEADLINES, _RECOMMENDATIONS, _POSITIVES, _IMPROVED, _CONCERNS})


_STAGES_FROM = re.compile(r"\b(?P<what>steps|stages|phases)\b.*?\bfrom\b.+\bto\b", re.IGNORECASE)
"""Asks for what lies between two things: "the steps from a phone call to a crime"."""


def known_as(question: Question) -> Iterator[str]:
    """The plain questions, the likeliest first, that a question in words of talk stands for."""
    if question.text in _PLAIN:
        return
    if _OVERVIEW.match(question.text):
        yield _HEADLINES
    if _TO_DO.fullmatch(question.text) or _RECOMMENDED.fullmatch(question.text):
        yield _RECOMMENDATIONS
    if (stages := _STAGES_FROM.search(question.text)) and question.wants_list:
        yield f"what are the {stages['what']}"
    bodies = {w for u in question.units if u.kind == "body" for w in words(u.surface)}
    said = [word for word in words(question.text) if word not in bodies and not YEAR.match(word)]
    telling = {word for word in said if word not in _TALK}
    not_liked = telling & _NOT_LIKED and telling <= _NOT_LIKED | {"like", "liked"}
    if telling and (telling <= _FAULTED | _DISLIKED or not_liked):
        yield _CONCERNS
    if question.context:
        return  # "is it better?" asks that of what was spoken of before
    if _WELL.fullmatch(question.text):
        yield _POSITIVES  # what has improved may be headed like "What should get better"
    if telling and telling <= _BETTER and _IS_IT_SO.match(question.text):
        yield _POSITIVES
        yield _IMPROVED
    if telling and telling <= _PRAISED and telling & (_PRAISED - {"news"}):
        yield _POSITIVES
        yield _IMPROVED
    worst = telling & _WORST and telling <= _WORST | _TROUBLE and set(said) & _TROUBLE
    if worst:
        yield _CONCERNS


def offence_of(question: Question, lexicon: Lexicon) -> str | None:
    """The key of the offence of which a question asks for all that is told, None for any other."""
    asked = _ABOUT.fullmatch(question.text) or _AND_IT.fullmatch(question.text)
    if asked is None or question.years:
        return None
    units = lexicon.units(asked["about"])
    named = {unit.key for unit in units if unit.kind == "offence"}
    others = {stem(w) for u in units if u.kind != "offence" for w in words(u.surface)} - _OF_WHOM
    return named.pop() if len(named) == 1 and not others else None
