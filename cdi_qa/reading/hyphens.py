"""Lines put together again: a hyphen at a line's end is the word's own, or breaks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cdi_qa.reading.glyphs import Word
from cdi_qa.reading.set_lines import SetLine

_WORD = re.compile(r"[\w’']+(?:-[\w’']+)*")
_TAIL = re.compile(r"[\w’'-]+$")
_HEAD = re.compile(r"^[\w’'-]+")


class Joiner:
    """Joins lines to a text, by what words the document holds in the middle of its lines."""

    def __init__(self, lines: Iterable[SetLine]) -> None:
        self._known = Counter(
            token.lower()
            for line in lines
            for token in _WORD.findall(SetLine(line.words[:-1]).text if line.words[1:] else "")
        )

    def join(self, lines: Sequence[SetLine]) -> tuple[str, dict[Word, int]]:
        """The text of some lines, and where in it each word ends."""
        words = [(word, at == len(line.words) - 1) for line in lines for at, word in
                 enumerate(line.words)]  # fmt: skip
        text = ""
        ends: dict[Word, int] = {}
        for at, (word, last) in enumerate(words):
            text += word.text
            ends[word] = len(text)
            following = words[at + 1][0].text if at + 1 < len(words) else ""
            if word.hyphenated and not (last and following and self._broken(word.text, following)):
                text += "-"
            if following and not (word.hyphenated and last):
                text += " "
        return text, ends

    def _broken(self, left: str, right: str) -> bool:
        """True where the hyphen between the two is none of the word's."""
        head, tail = _TAIL.search(left), _HEAD.match(right)
        if not head or not tail or not tail.group()[0].islower():
            return False
        whole = f"{head.group()}{tail.group()}".lower()
        parted = f"{head.group()}-{tail.group()}".lower()
        if self._known[whole] or self._known[parted]:
            return self._known[whole] >= self._known[parted]
        return not (self._known[head.group().lower()] and self._known[tail.group().lower()])
