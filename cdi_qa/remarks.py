"""Talk around what is asked: remarks on it, an order after a statement, a topic named first."""

from __future__ import annotations

import re

from cdi_qa.text import NUMBER_WORDS, words

_REMARK = re.compile(
    r"\W*(?:(?:well|and|but|so|it|that|this|all|just|which)\W+)*(?:"
    r"(?:looks?|sounds?|seems?|feels?|smells?|reads?) (?:like |as (?:if|though) |to (?:me|us)\b|"
    r"(?:a bit |rather |very )?\w+ to (?:me|us)\b).*"
    r"|(?:i|we) (?:just )?(?:want|need|would like|['’]?d like) (?:an? |the |some )?"
    r"(?:\w+ )?(?:names?|numbers?|figures?|dates?|facts?|answers?)"
    r"|(?:an? |the |just (?:an? |the )?)?(?:name|number|figure|date|short answer|yes or no)"
    r" (?:please|will do|only)"
    r"|(?:keep it|make it) (?:short|simple|brief).*|no (?:jargon|waffle)(?: please)?"
    r"|(?:in|use) (?:plain|simple|normal|proper) (?:english|words|terms|language)(?: please)?"
    r"|i['’]?\s?a?m (?!told|informed|led|given|"
    r"(?:\w+ ){1,3}(?:about|of|in|by|at|from|on|over|for)\b)[^.?!]*"
    r"|i['’]?\s?a?m (?:no|not) (?:good|great|clever|much good) (?:at|with)[^.?!]*"
    r"|bear with me|my eyes glaze.*"
    r")\W*",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\W*(?:(?:so|and|ok|please|just|now) )*(?:"
    r"remind (?:me|us)(?: (?:please|what they (?:are|were)|which))?"
    r"|which(?: ones?| of them| \w+)?(?: (?:is|are|was|were) (?:it|they|that|those|these))?"
    r"|what (?:is|are|was|were) (?:it|they|that|those|these)"
    r"|(?:name|list) (?:it|them|those)(?: please)?|such as|like what"
    r")\W*",
    re.IGNORECASE,
)
"""Asks for no more than what a statement before it leaves open: "There were three. Which ones?"."""
_OPEN = re.compile(
    rf"\b(?:{'|'.join(NUMBER_WORDS)}|\d{{1,2}}|several|some|certain|a (?:few|couple|number))\b",
    re.IGNORECASE,
)
"""What a statement leaves open: "one type of case", "three sorts of crime"."""
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:(?:and|so|but|ok|now)\s+)?(?:how|what|who|whose|where|why|which|did|do|does|is|"
    r"are|was|were|has|have|can|will)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!])\s+")
_TOPIC_FIRST = re.compile(
    r"(?:(?:so|and|ok|right|this|these)\W+)*(?:[\w’'&-]+(?: [\w’'&-]+){0,3},\s*)?"
    r"(?P<topic>(?!(?:what|who|which|how|why|when|where|on|in|for|of|about|with|is|are)\b)"
    r"[\w’'&-]+(?: [\w’'&-]+){0,3})\s*(?:,|:|\s[-–—]|\.{2,})\s*"
    r"(?P<asks>what|who)(?:['’]?s| is| are| was)(?P<kind> one of)? (?:that|those|these|it|they)\b"
    r"(?P<rest>(?: (?:in (?:plain |simple )?(?:words|english|terms)|when it['’]?s at home|exactly|"
    r"actually|then|please|again|supposed to be))*)\W*",
    re.IGNORECASE,
)


_WILL_NOT = re.compile(
    r"\b(?:(?:wo|do|does|did|could|would)n?['’]?|can['’]?)t "
    r"(?:(?P<who>\w{2,4}|(?:the|our) \w+) )?"
    r"(?:(?:swallow|stomach|believe|go along with|sign up to)\b(?! (?:in|any))"
    r"|(?:buy|wear|credit)(?=(?: (?:it|this|that|the (?:\w+ )?"
    r"(?:figures?|findings?|numbers?|results?|report|data|claims?|estimates?)))?\W*$))",
    re.IGNORECASE,
)
"""Ways to say that somebody disputes something: "which bit won't they swallow"."""


_WHEN_THERE = re.compile(
    r"\b(?P<when>when|(?:what|which) (?:month|date)s?) (?:was|were) (?:they|the inspect\w+|hmic\w*)"
    r"(?: actually| really| last)? (?:here|round|about|on site|(?:in|at) (?:our \w+|"
    r"the (?:building|premises|place|office|force|station|site)s?))"
    r"(?:,? \w+ing (?:about|around|round|things))?(?=\W*(?:$|[,?]))",
    re.IGNORECASE,
)
"""Asks when an inspection took place, by where those who made it were."""


_AS_TOLD = re.compile(
    r"\b(?P<do>do|does|did|done|doing)(?: exactly)? (?:what|as|everything|all)(?: that)? "
    r"(?!it (?:is|was) (?:meant|supposed)\b)(?:\w{2,4}|(?:the|our) force)"
    r"(?: (?:were|was|are|is|had been)|['’]?d been) "
    r"(?:told|asked|instructed|meant|supposed)(?: to(?: do)?)?\b",
    re.IGNORECASE,
)
"""Asks whether recommendations were acted on: "did they do what they were told"; what "it is
supposed to" do is more often said of a system."""


_THE_ONE = re.compile(
    r"\b(?P<which>the (?:20\d\d(?:[/-]\d\d)?|last|previous|earlier|old|latest|new)) one"
    r"(?= (?:s(?:ay|aid)|f(?:ind|ound)|look|recommend|ask|tell|told|cover|involve|show|conclude))",
    re.IGNORECASE,
)
"""Means an inspection: "what did the 2014 one say"."""
_OF_THOSE_GIVEN = re.compile(
    r"\bwhat(?:['’]?s| has)? (?:happened|became|become) (?:to|of|with) "
    r"(?P<what>(?:the |all the |those )?(?:20\d\d(?:[/-]\d\d)? |old |earlier |previous |last )+"
    r"(?:recommendations|advice|actions)|(?:the )?recommendations (?:made |given )?"
    r"(?:(?:in|from|of) 20\d\d|last time|before))",
    re.IGNORECASE,
)
"""Asks what became of recommendations of an earlier time: whether they were carried out."""
_PAPER = r"(?:this|it|that|(?:the|this) (?:note|report|inspection|paper|review|document|audit))"
_WHOM = re.compile(
    rf"(?P<which>\W*(?:(?:so|and|but|ok) )*(?:which|what)) "
    r"(?P<body>(?:police )?force|council|trust|"
    rf"service|school|home|prison|brigade|hospital)(?:(?:['’]?s| is| was) {_PAPER}"
    rf"(?: all| really| actually)? (?:about|on|of|for|covering|looking at)"
    rf"|(?: is| are| were) (?:we|they|you|i) (?:talking|reading|on) about"
    r"|(?:['’]?s| is| was) (?:it|this|that)"
    rf"|(?: does| did) {_PAPER} (?:cover|concern|look at|deal with|inspect)"
    rf"|(?: was| got| has been)(?: \w+)? (?:inspected|reviewed|audited|reported on|looked at))"
    r"(?: (?:then|again|exactly|please|anyway))*\W*$",
    re.IGNORECASE,
)
"""Asks whom the documents are on."""
_WHO_ON = re.compile(
    r"\W*(?:(?:so|and|but|ok) )*(?:who(?:m)?(?:['’]?s| is| was| are) "
    rf"(?:{_PAPER}|(?:we|they|you|i) (?:talking|reading|on))(?: all| really| actually)? "
    r"(?:about|on)|who(?: was| got| has been) (?:inspected|reviewed|audited|reported on))"
    r"(?: (?:then|again|exactly|please|anyway))*\W*",
    re.IGNORECASE,
)
"""The same, with nothing said of what it is."""
_UNDONE = re.compile(
    r"\bwhy (?P<be>are|is|was|were|do|does|did|have|has)n['’]?t (?P<what>(?:[\w’'-]+ ){1,6}?)"
    r"(?:(?:being|getting|get|been) )?"
    r"(?P<done>(?!(?:bed|feed|need|red|seed|shed|speed)\b)\w+ed|written down|put down)\b",
    re.IGNORECASE,
)
"""Puts "not" before what was not done: "why aren't assaults recorded"."""


_WHO = r"(?P<who>(?!(?:i|we|you)\b)(?:[\w’'&-]+ ){0,4}?[\w’'&-]+?)"
_ITS_SUBJECT = (
    r"(?:it|this|that|(?:the|this|that|their|its) (?:\w+ ){0,2}?"
    r"(?:report|findings?|inspection|verdict|results?|outcome|judge?ment|review|audit|figures?|news))"
)
_VIEWS = (
    re.compile(
        rf"\bwhat (?:do|does|did|have|has) {_WHO} (?:make|made) of {_ITS_SUBJECT}(?=\W*$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bhow (?:do|does|did|have|has) {_WHO} (?:react(?:ed)?|respond(?:ed)?|take|taken)"
        rf"(?: to)?(?: {_ITS_SUBJECT})?(?=\W*$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bwhat(?:['’]?s| is| was) {_WHO}(?:['’]s?)? (?:reaction|reply|take|verdict)"
        rf"(?: (?:to|on) {_ITS_SUBJECT})?(?=\W*$)",
        re.IGNORECASE,
    ),
)
"""Ask what somebody says of the report in other words than that: "what did they make of it"."""


def said_plainly(text: str) -> str:
    """A question with a turn of speech put plainly: "won't they swallow" as "do they dispute"."""
    text = _WHEN_THERE.sub(r"\g<when> was the inspection carried out", text)
    text = _AS_TOLD.sub(_acted_on, text)
    text = _THE_ONE.sub(r"\g<which> inspection", text)
    text = _OF_THOSE_GIVEN.sub(r"were \g<what> implemented", text)
    text = _WHOM.sub(r"\g<which> \g<body> is the report on", text)
    if _WHO_ON.fullmatch(text):
        return "who is the report on"
    text = _UNDONE.sub(r"why \g<be> \g<what>not \g<done>", text)
    return _WILL_NOT.sub(
        lambda found: f"do {found['who']} dispute" if found["who"] else "dispute", text
    )


def _acted_on(found: re.Match[str]) -> str:
    did = "implemented" if found["do"].lower() in {"did", "done"} else "implement"
    return f"{did} the recommendations"


def words_asked(text: str) -> str:
    """ "What did they make of it", "how did they react" as "what did they say"."""
    for view in _VIEWS:
        text = view.sub(r"what did \g<who> say", text)
    return text


def is_remark(sentence: str) -> bool:
    """True for a sentence of the speaker's own view or need, or on how they want to be told."""
    return _REMARK.fullmatch(sentence) is not None


def order_joined(text: str) -> str | None:
    """The question in "They tested three sorts of crime. Which three?", as one sentence that asks
    which; None for anything else.
    """
    *stated, order = [each.strip() for each in _SENTENCE.split(text) if words(each)] or [text]
    if not stated or not _ORDER.fullmatch(order):
        return None
    if any(_ASKS.search(each) for each in stated) or not _OPEN.search(stated[-1]):
        return None
    return f"which: {' '.join(stated).rstrip(' .!')}?"


def topic_last(text: str) -> str:
    """ "An N100, what is that in plain words" as "what is an N100", other questions as they are."""
    found = _TOPIC_FIRST.fullmatch(text.strip())
    if found is None:
        return text
    of_a_kind = found["kind"] and words(found["topic"])[0] not in {"a", "an", "the"}
    article = ("an " if found["topic"][0].lower() in "aeiounlm" else "a ") if of_a_kind else ""
    return f"{found['asks'].lower()} is {article}{found['topic']}?"
