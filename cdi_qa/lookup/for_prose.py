"""Questions with a word of a table in them that ask nothing of one: "is anything good in there"."""

from __future__ import annotations

import re

_GOOD = (
    r"(?:good|bad|positive|negative|encouraging|nice|worrying|alarming|better|worse)"
    r"(?: (?:news|points?|bits?|things?|stuff|words?))?"
)
_OF_DOCUMENTS = re.compile(
    # "is there anything good in there", "any good news in this"
    rf"\W*(?:(?:so|and|but|ok)\W+)*(?:(?:is|was|are|were)(?: there)? )?"
    rf"(?:any|some|no)(?:thing)?(?: at all)? (?:that['’]?s |which is )?{_GOOD}"
    r"(?: at all)? (?:in|from|out of|to come out of|to take from|to report from) "
    r"(?:there|here|it|this|that|(?:the|this|that) (?:report|note|paper|document|response))"
    r"(?: (?:at all|then|please))*\W*"
    # "which force was inspected": the one that the documents are on, with nothing of when or how
    r"|\W*(?:(?:so|and|but|ok)\W+)*(?:which|what|who) (?:\w+ )?(?:was|got|has been)"
    r" (?:inspected|reviewed|audited|reported on|looked at)(?: (?:here|then|exactly))*\W*"
    # "which recommendations are outstanding": no grade
    r"|\W*(?:(?:so|and|but|ok)\W+)*(?:are|is|which|what|how many)\b(?: \w+){0,4} "
    r"(?:recommendations?|recs|actions?|tasks?|jobs?)\b(?: \w+){0,4} outstanding\W*"
    r"|\W*(?:(?:so|and|but|ok)\W+)*what(?:['’]?s| is) (?:still )?outstanding(?: now| still)?\W*",
    re.IGNORECASE,
)


def is_for_prose(question: str) -> bool:
    """True where the documents' prose is asked, whatever words of a table the question has."""
    return _OF_DOCUMENTS.fullmatch(question) is not None
