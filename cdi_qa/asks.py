"""What type of answer a question wants: a count, a date, a name, a reason, a list and so on."""

from __future__ import annotations

import re
from typing import Literal

from cdi_qa.knowledge.lexicon import Unit
from cdi_qa.text import YEAR

Asks = Literal[
    "contact",
    "money",
    "opinion",
    "share",
    "count",
    "name",
    "link",
    "when",
    "who",
    "why",
    "definition",
    "expansion",
    "yes_no",
    "warning",
    "fact",
]

_IS_IT = (
    r"\W*(?:so |and |but |ok )?(?:is|are|was|were|did|do|does|has|have|had|can|could|will|would|"
    r"should)\b"
)
"""How it is asked whether something is so."""
_TYPES: tuple[tuple[Asks, str], ...] = (
    (
        "expansion",
        r"\b(?:stands? for|abbreviation|acronym|short for|spell(?:ed)? out|initials)\b"
        r"|^\W*[\w&]{2,8},? in full\W*$",
    ),
    (
        "contact",
        r"\b(?:(?:phone|telephone|mobile) (?:numbers?|no)\b|e-?mail|home address|postal address|"
        r"contact details|(?:his|her|their|your|my|our|whose|['’]s|what|how much|which) "
        r"(?:\w+ )?(?:salary|salaries|wages?)\b(?! (?:thing|issue|bit|point|row|dispute)\b)|"
        r"(?:salary|salaries|wages?) (?:of|for|does|do|is|are)|earns?|"
        r"(?:dame|sir|mrs?|ms|miss|dr|lord|lady|cllr|councillor) [\w' ]+['’]s number\W*$|"
        r"number (?:do|can|should) (?:i|we|you) (?:ring|call|phone)|"
        r"(?:get|gets|getting|is|are|been|being) paid(?! to\b)|"
        r"how old (?:is|are) (?:he|she|they|the (?!figures|data|num|stat|rules?\b|polic))|"
        r"date of birth|lives at|"
        r"married|(?:does|do) [\w ]+(?<! go) live)\b",
    ),
    (
        "money",
        r"\b(?:costs?|budget|price|(?:spend|spent)(?! (?:time|in(?! all| total))\b)|expensive|"
        r"fined?|funding|£|pounds|bill|charge us|how much (?:money|cash)|set (?:us|them) back)\b"
        r"|^\W*what(?:'?s| is| are| do| does| did| will| would) [\w&' -]*"
        r"(?:paid|pay|charge|charging)\b(?! (?:rate|decision|outcome)s?\b)"
        r"|\bhow much (?:do|does|did|will|would|is|are|was|were|has|have) (?:[\w&'’-]+ ){1,6}?"
        r"(?:pay|paid|paying|repay|repaid|charge|charged|owe|owed|owing|earn|refund)\b",
    ),
    (
        "when",
        r"^\W*(?:and |so |but )?what(?:['’]?s| is| was) (?:the |its |their )?(?:\w+ ){0,2}"
        r"(?:date|deadline)\W*$",
    ),
    (
        "definition",
        r"^\W*(?:so |and |ok )?what(?:'?s| is| was)(?: an?| the)? [\w&-]+(?: [\w-]+)?"
        r"(?: mean| when its? at home)?\W*(?:\w+)?\W*$"
        r"|^\W*(?:define|explain|meaning of|what do you mean by)\b"
        r"|\bin (?:(?:plain|simple|normal|proper) )?(?:english|words)\b|\bin layman'?s\b"
        r"|\bmeaning (?:what|exactly)\b"
        r"|\bwhat does .+ mean\b|\bmeaning of\b|[\s\W]meaning\s*\?*\s*$"
        r"|^\W*what (?:an? |the )?[\w&-]+(?: [\w-]+)? (?:is|are|means?)\W*$",
    ),
    (
        "opinion",
        r"\b(?:what do you (?:think|reckon|make)|do you (?:think|agree|believe)|your (?:view|"
        r"opinion|advice)|should (?:we|i|they be) (?:sack|fire|sue|trust|sacked|fired)|in your|"
        r"should \w+ resign)\b"
        r"|^\W*(?:so |and |but )?(?:is|was) (?:it|this|that|the \w+) (?:really )?"
        r"(?:(?:un)?fair(?! to say)|biased|harsh)\b",
    ),
    (
        "when",
        r"^\W*(?:and |so |but )?(?:in |on |by |from |since |until )?"
        r"(?:which|what) (?:date|day|month|year|period)s?\b"
        r"|\bhow (?:old|recent|up to date) (?:is|are) (?:the |these |those |this )?"
        r"(?:figures|data|numbers|statistics|information)\b",
    ),
    (
        "link",
        r"\b(?:link|url|(?:web|internet) ?(?:site|page|address)|hyperlink|"
        r"(?<!aren['’]t )(?<!isn['’]t )(?<!not )(?:online|internet)"
        r"(?! (?:crime|abuse|fraud|offen|harm|safety|report|form)\w*))\b"
        r"|^\W*where (?:can|could|do|would) [\w ]+?\b(?:read|find|get|see|download)\b[\w ]*"
        r"\b(?:report|document|response|statement|full text|(?:whole|full|actual|real) "
        r"(?:thing|lot|one|version)|copy)\b",
    ),
    (
        "why",
        r"\b(?:why|how come|what caused|(?<!no )(?<!good )(?<!without )reasons?|what made|whyd|"
        r"because of what|to blame|"
        r"(?:on )?what (?:grounds?|basis)\b|(?:for )?what reasons?\b|"
        r"(?:what'?s|what is) (?:their|the) excuse|"
        r"how (?:do|did) they (?:explain|justify)|"
        r"what(?:'?s| is| was| lies| lay)? (?:behind|at the root)|what went wrong (?:at|under))\b"
        r"|^\W*(?:(?:and|so|but|ok) )*what(?:['’]?s| (?:is|are|was|were|do|does|did|have|has)\b)"
        r"(?: [\w’'-]+){1,7}(?<! ask)(?<! asks)(?<! asked)(?<! asking)(?<! call)(?<! called)"
        r"(?<! calling)(?<! look)(?<! looks)(?<! looked)(?<! looking)(?<! stand)(?<! stands)"
        r"(?<! wait)(?<! waiting)(?<! responsible)(?<! account)(?<! pay)(?<! paid)(?<! rate)"
        r"(?<! figure)(?<! score)(?<! grade)(?<! number)(?<! deadline) for\W*$",
    ),
    (
        "share",
        r"\bwhat (?:share|proportion|percent|percentage|pct|fraction)\b|\b(?:percentage|per cent|"
        r"pct|percent|share of|proportion of|what rate)\b|\b(?!any\b|second\b|first\b)\w+ rate\b|%",
    ),
    (
        "count",
        r"\b(?:how many|how much|how often|what number|number of|no\.? of|how big|how large|"
        r"(?:what (?:are|were) the|any|the exact|give me) numbers)\b"
        rf"|^(?!{_IS_IT} (?!you\b)).*\btotal\b",
    ),
    (
        "when",
        r"\b(?:when(?! (?:asked|told|challenged|questioned|confronted|pressed)\b)|whens|"
        r"what (?:date|day|month|year|period|months|time|dates)|"
        r"which (?:date|month|months|year|period|day)|"
        r"how long|how soon|deadline|by when|due|(?<!up to )(?<!out of )date)\b",
    ),
    (
        "name",
        r"\bnames? of (?!(?:the |our |this )?(?:\w+ ){0,2}(?:system|scheme|software|app|database|"
        r"programme|project|operation|form|course|award|tool|report|plan|policy)\b)"
        r"|\bwhich (?:hmi|inspector)\b"
        r"|^\W*(?:and |so )?who(?:'?s| is| was) (?:he|she)\W*$"
        r"|^\W*(?:and |so )?who(?:'?s| is| was) (?:the |our )?(?:\w+ ){0,3}(?:constable|registrar|"
        r"commissioner|inspector|chief|hmi|pcc|dcc|chair|boss|head|officer|minister|secretary)\b",
    ),
    (
        "who",
        r"\b(?:who|whos|whose|whom|which (?:body|person|inspector)|"
        r"which (?:\w+ )?(?:officer|official|boss|manager|minister|organisation|department|post|"
        r"committee|job title))\b",
    ),
    (
        "yes_no",
        rf"^{_IS_IT}",
    ),
)
"""What is asked for and how it is asked; the first that fits counts."""
_WHENEVER = re.compile(
    r"\W*(?:(?:and|so|but|ok)\W+)?(?:(?:what['’]?s?|which|who['’]?s?|how)\b"
    r"(?! (?:date|day|month|year|time))"
    r"|(?:is|are|was|were|did|do|does|has|have|had|can|could|will|would|should)\b)"
    r".*(?<!know)(?<!known)(?<!say)(?<!said)(?<!us)(?<!me)(?<!mention)(?<!clear)(?<!and)(?<!,)\s+when$",
    re.IGNORECASE,
)
"""The "when" of "what can it do when it disagrees", up to there: no time is asked for."""
_OF_WHOM = re.compile(
    r"\b(?!(?:and|but|so|or|then|by|to|of|for|from|with|about|on|as|than|know|knows|tell|tells|say|"
    r"says|said|is|was|were|it|that|exactly|ask|asks|see|sure|out|me|us|clear|just|show|shows|"
    r"well|ok|okay|please|sorry|remember|forget|name|list)\b)[\w’']+ (?:who|whose|whom)$",
    re.IGNORECASE,
)
"""The "who" of "may a friend who rings in ask for it", up to there: nobody is asked for."""
WHEN_THEN = re.compile(
    r"\W*when\b(?! (?:is|are|was|were|will|did|do|does|has|have|can|should)\b)[^,?]*,\s*"
    r"(?:what|which|who|whose|why|how|where|did|do|does|is|are|was|were)\b",
    re.I,
)
"""The "when" of "when decisions were audited, which kind was singled out?"."""
_WHAT_IF = re.compile(r"\W*(?:(?:and|so|but)\W+)?what (?:\w+ ){0,2}happens? (?:if|when)\b", re.I)
"""Asks for no time: "what happens if they miss the deadline"."""
_COMPARES = re.compile(
    r"\b(?:compar\w*|better|worse|improv\w*|up or down|higher|lower|chang\w*|trend|progress|since|"
    r"(?:gone|going|went|go|is|are|was|were|been) (?:up|down)|"
    r"than|gone|versus|vs|against|difference|moved|risen|fallen|rise|fall)\b",
    re.I,
)
_MEASURED = re.compile(
    r"\b(?:rates?|figures?|percent\w*|numbers?|scores?|results?|grade\w*|rating\w*|recording|%|"
    r"performance|accura\w+|directly|compar\w*|showed|do(?:ne|ing)? (?:better|worse))\b|%",
    re.I,
)
_IS_WORSE = re.compile(
    r"^\W*(?:(?:so|and|but|ok)\W+)*(?:is|are|was|were|has|have|did|does|do)\b.*"
    r"\b(?:better|worse|higher|lower|more|fewer|less)\b.*\b(?:than|compared (?:to|with))\b",
    re.I,
)
"""Asks whether all is better or worse: "are things worse than last time"."""
_COUNTS_SINCE = re.compile(
    r"\b(?:how many|who|which)\b(?!.*\b(?:compar|better|worse|higher|lower|than)).*\bsince\b", re.I
)
"""Counts what has happened since, and compares nothing: "how many were trained since 2014"."""
_MAY_COMPARE = re.compile(
    r"^\W*(?:(?:so|and|but) )?(?:can|could|may|should) (?:we|you|i|one|they|it|these|those) "
    r"(?:be )?(?:directly )?compare[ds]?(?: (?:them|the two|both|these|those|it))?"
    r"(?: directly)?\W*$",
    re.I,
)
"""Asks whether what was spoken of may be compared at all."""
_A_YEAR = re.compile(
    rf"{YEAR.pattern}|\b(?:last|next|previous) year\b|\byear (?:before|after|ago)\b", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:201[0-4]|(?:two|2|both|each|earlier|previous|last|old) inspections?|before|last time|"
    r"years (?:ago|back))\b",
    re.I,
)


def type_of(text: str, units: tuple[Unit, ...]) -> Asks:
    """The type of answer that a question of these units wants."""
    keys = {unit.key for unit in units}
    past = "term:2014 inspection" in keys or bool(_PAST.search(text))
    compares = (_COMPARES.search(text) and _MEASURED.search(text)) or _IS_WORSE.search(text)
    if past and compares and not _COUNTS_SINCE.search(text):
        return "warning"
    if _MAY_COMPARE.search(text):
        return "warning"
    for name, pattern in _TYPES:
        if name == "when" and (WHEN_THEN.match(text) or _WHAT_IF.match(text)):
            continue
        if name == "definition" and _A_YEAR.search(text):  # "what was the 2015 rate"
            continue
        found = re.finditer(pattern, text, re.IGNORECASE)
        if any(not _is_relative(name, text[: match.end()]) for match in found):
            return name
    return "fact"


def _is_relative(name: Asks, text: str) -> bool:
    """True where the "when" or "who" that a text ends with begins a clause and asks nothing."""
    if name == "when":
        return _WHENEVER.fullmatch(text) is not None
    return name == "who" and _OF_WHOM.search(text) is not None
