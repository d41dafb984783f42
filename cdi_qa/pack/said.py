"""A passage as a sentence that stands alone in a question, in the document's own words."""

from __future__ import annotations

import re

from cdi_qa.outline import Outline
from cdi_qa.schema import Evidence, Passage

LONGEST = 340
"""Characters of what a question may tell before it asks."""
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|could|can|cannot|would|will|may|must|should|"
    r"fails?|failed|found|reached|took|went|gave|got|left|made|kept|told|saw|held|rose|fell|lay|"
    r"takes?|makes?|gets?|gives?|knows?|reads?|runs?|sees?|looks?|says?|stood|ran|spent|"
    r"rang|disputes?|argues|quarrels|contests|rejects|objects|accepts|holds|thinks|expects|includes|"
    r"needs?|lacks?|covers?|prefers|[a-z]{3,}ed|[a-z]+n['’]t)\b"
)
_SOME = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"half|some|most|many|few)"
)
_BARE = r"the \d+\b(?! (?!(?:was|were|had|have|has|did|no)\b)[a-z])"
"""A number with no noun after it ("the 80 were")."""
_DANGLES = re.compile(
    r"^(?:It|They|This|These|Those|That|She|He|Its|Their|His|Her|Such|However|But|And|Nor|Yet|So|"
    r"Here|Then|Also|Afterwards|Instead|Neither|Both|Another|Others|In practice|In each|In all|"
    r"The (?:remaining|remainder|rest|others?|latter|former|same|two|three|four|five|six|piece|"
    r"gap|result)|A further|A second|Most of (?:these|those|them)|Most (?:were|had|of)|"
    rf"Of (?:these|those)|Half of (?:these|them|{_BARE})|"
    rf"(?:Only|Just|Some|At least)? ?{_SOME} (?:was|were|had|has|have|did|could|more|lost|gave|"
    rf"said|of (?:them|these|those|{_BARE}))|"
    r"None of (?:them|these)|None (?:was|were|has|had)|Stage \d|For (?:these|those|prompt|the))\b"
    r"|^(?:[\w’' -]+, )?(?:it|they|he|she|this)\b"
    r"|\b(?:these|those) (?:cases|records|incidents|clips|visits|calls|homes|schools|reports)\b"
    r"|\bthe same (?:cases|records|day|week|sample)\b|\b(?:of|in|for) (?:them|these|those)\b"
    r"|\b(?:all|most|half|one|two|three|majority) of the \d+\b(?! [a-z]+s\b)|\bof the \d+ no\b"
    r"|\b(?:lay|set|compare|put) (?:that|this|it)\b|\b(?:only|just) \d+\.?$"
    r"|\bin (?:both|neither)\b",
    re.IGNORECASE,
)
"""Signs that a sentence leans on one before it."""
_CASED = re.compile(r"^(?:However,? |In addition,? |Also,? |But |And |Moreover,? )")
_NAMELESS = re.compile(r"^(?:it|they|he|she|this|these|those|his|her|their|its)\b", re.I)


def is_sentence(text: str) -> bool:
    """True for a sentence with a capital, a finite verb and no loose end; notes are none."""
    if not re.match(r"[A-Z0-9£]", text) or text.endswith((":", ";")):
        return False
    ended = text.endswith((".", ".”", '."', ".’"))
    return bool(_FINITE.search(text)) and (ended or _reads_whole(text))


def _reads_whole(text: str) -> bool:
    """True for a bullet without a full stop that is a sentence all the same."""
    opening = " ".join(text.split()[:8])
    return bool(
        re.match(r"[A-Z]", text)
        and re.search(r"\b(?:has|have|had|was|were|is|are|does|must|should|will)\b", opening)
        and not re.match(r"(?:No|However|Although|Of|Force)\b", text)
    )


def dangles(text: str) -> bool:
    """True where a sentence leans on one before it ("They", "the remaining 13")."""
    return bool(_DANGLES.search(text))


def stand_alone(passage: Passage, outline: Outline) -> tuple[str, Evidence] | None:
    """The sentence, with those before it that it leans on; None where it cannot stand alone."""
    if not is_sentence(passage.clean):
        return None
    run = [passage]
    while dangles(run[0].clean):
        before = _before(run[0], outline)
        if before is None or not is_sentence(before.clean) or len(run) > 2:
            return None
        run.insert(0, before)
    text = " ".join(_finished(one.clean) for one in run)
    text = _CASED.sub("", text)
    text = text[0].upper() + text[1:]
    if len(text) > LONGEST or "(see " in text:
        return None
    return text, outline.evidence(run[0], passage)


def _before(passage: Passage, outline: Outline) -> Passage | None:
    """The sentence before it in the same paragraph, or in the list that it is an item of."""
    at = outline.corpus.passages.index(passage)
    if at == 0:
        return None
    before = outline.corpus.passages[at - 1]
    near = before.section_id == passage.section_id and before.page == passage.page
    if before.block == passage.block:
        return before if near else None
    listed = near and before.kind == passage.kind == "bullet"
    return before if listed and not _NAMELESS.match(passage.clean) else None


def _finished(text: str) -> str:
    text = text.rstrip(" ;,")
    return text if text.endswith((".", "!", "?", "”", '"')) else f"{text}."


def quoted(passage: Passage, outline: Outline) -> tuple[str, Evidence]:
    """A note in quotation marks under its heading: 'Under “DA”, the briefing note says: “…”.'."""
    evidence = outline.evidence(passage)
    speaker = outline.speaker(passage)
    heading = passage.section[-1] if passage.section else ""
    words = evidence.quote.lstrip("•-–* ").rstrip(" .;")
    opening = f"Under “{heading}”, {speaker}" if heading else f"{speaker[0].upper()}{speaker[1:]}"
    return f"{opening} says: “{words}”.", evidence
