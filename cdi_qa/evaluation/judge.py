"""The rules by which an answer is held against what was expected. They see text only.

Nothing here is shared with the code that makes or checks answers, so that a fault there shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cdi_qa.evaluation.cases import ExpectedEvidence

_MARK = re.compile(r"\[(\d+)\]")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " "})
_WORD = re.compile(r"\w+(?:[.,']\w+)*")
_LISTED = re.compile(r"^\s*(?:\d+[.)]|[-•*])\s+")
_SENTENCE = re.compile(r"(?<=[.!?])(?:[”\"')])*\s+(?=[A-Z“\"(])")
_QUOTATION = re.compile(r"“[^”]*”")
_SHARED = 0.5
"""Share of the shorter text's words in the longer one from which two quotes are of one place."""


def fold(text: str) -> str:
    """Case and white space folded, typographic quotes and dashes made plain."""
    return " ".join(text.translate(_TYPOGRAPHY).lower().split())


def strip_marks(text: str) -> str:
    """An answer's text without its citation marks."""
    return _MARK.sub("", text)


def holds(text: str, wanted: str) -> bool:
    """Whether a string occurs in an answer's text: numbers whole, words from their beginning."""
    sought = fold(wanted)
    before = after = ""
    if sought[0].isdigit():
        before = r"(?<![\d.,\w])"
    elif sought[0].isalnum():
        before = r"(?<![a-z0-9])"
    if sought[-1].isdigit():
        after = r"(?!\d)(?![.,]\d)"
    return re.search(before + re.escape(sought) + after, fold(strip_marks(text))) is not None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item of an answer with the numbers of the citations it carries."""

    text: str
    cited: tuple[int, ...]


def statements(text: str) -> list[Statement]:
    """An answer's text cut into sentences and list items; a quotation (“…”) is never cut."""
    found = []
    for line in text.splitlines():
        body = _LISTED.sub("", line)
        quoted = [match.span() for match in _QUOTATION.finditer(body)]
        ends = [
            match.span()
            for match in _SENTENCE.finditer(body)
            if not any(start < match.start() and match.end() < end for start, end in quoted)
        ]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(body)]
        for start, stop in zip(starts, stops, strict=True):
            piece = body[start:stop]
            plain = strip_marks(piece).strip(" .")
            if plain:
                found.append(Statement(plain, tuple(int(n) for n in _MARK.findall(piece))))
    return found


def covers(source: str, page: int | None, quote: str, evidence: ExpectedEvidence) -> bool:
    """Whether a quote stands at the place of an expected piece of evidence.

    The source and the page are the same, and one quote holds the other or at least half of the
    words of the shorter one; evidence that stands for a whole table is met by any of its page.
    """
    if source != evidence.source or page != evidence.page:
        return False
    if evidence.table:
        return True
    left, right = fold(quote), fold(evidence.quote)
    return left in right or right in left or _shared_words(left, right) >= _SHARED


def _shared_words(left: str, right: str) -> float:
    words = sorted((_WORD.findall(left), _WORD.findall(right)), key=len)
    if not words[0]:
        return 0.0
    longer = list(words[1])
    shared = 0
    for word in words[0]:
        if word in longer:
            longer.remove(word)
            shared += 1
    return shared / len(words[0])


def covered(
    source: str, page: int | None, quote: str, evidence: Iterable[ExpectedEvidence]
) -> bool:
    """Whether a quote stands at the place of any of the expected pieces of evidence."""
    return any(covers(source, page, quote, item) for item in evidence)
