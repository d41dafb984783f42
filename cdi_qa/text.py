"""Small, pure functions on text: folding, words, stems, figures, sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import Stemmer

WORD = re.compile(r"\d[\d,]*(?:\.\d+)?(?![A-Za-z0-9])|[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d+)*(?:\.\d+)?(?![\w]|\.\d)")
_TYPOGRAPHIC = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|no|nos|mr|mrs|ms|dr|st|vs|para|paras|fig|approx|p|pp)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_LONGEST_SHORT = 20
"""Characters that hold the longest of these and what parts it from the word before."""
_NOTE_MARK = r"(?:\d{0,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?:\[\d{1,3}\])+)"
_SENTENCE_END = re.compile(rf"[.!?][’”'\")\]]*{_NOTE_MARK}(?=\s+[A-Z‘“\"'(\[0-9])")

_WHOLE = frozenset(
    "inspectorate directorate policing secretary secretariat rated rating ratings "
    "detective detectives investigator investigators".split()
)
"""Words whose stem is that of a word of another meaning."""
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}


YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""A year of the last century or of this one."""
_TWO_YEARS = re.compile(r"\b((?:19|20)\d)(\d)[/-](?:\1)?(\d?)(\d)\b")


def years_of(text: str) -> frozenset[str]:
    """The years that a text names; "2013/14" names two."""
    both = (f"{m[1][:2]}{m[3] or m[1][2]}{m[4]}" for m in _TWO_YEARS.finditer(text))
    return frozenset([*YEAR.findall(text), *both])


def span_of(year: str, text: str) -> frozenset[str]:
    """The years of a span that a text names by its first: both of "2016-17"."""
    spans = (years_of(found.group()) for found in _TWO_YEARS.finditer(text))
    return next((years for years in spans if year in years), frozenset())


PERIOD = re.compile(r"\b((?:19|20)\d\d)\s?[/–-]\s?((?:(?:19|20)?)\d\d)\b")
"""A year that runs over two: "2022/23"."""


def join_periods(text: str) -> str:
    """The text with a year that runs over two as one word, "2022to23", however it is written."""
    return PERIOD.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    first, last = found[1], found[2][-2:]
    follows = (int(first) + 1) % 100 == int(last)
    return f"{first}to{last}" if follows else found.group()


def fold_space(text: str) -> str:
    """The text with every run of white space made one space, none at the ends."""
    return " ".join(text.split())


def fold_typography(text: str) -> str:
    """The text with curly quotes and long dashes made plain; nothing else is changed."""
    return text if text.isascii() else text.translate(_TYPOGRAPHIC)


def strip_controls(text: str) -> str:
    """The text without control and direction-changing characters (tabs and newlines stay)."""
    return "".join(
        char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )


def words(text: str) -> list[str]:
    """The words of a text in lower case, possessive endings and thousands commas dropped."""
    text = fold_typography(text).lower()
    found: list[str] = WORD.findall(text)
    if "'" not in text and "," not in text:
        return found
    return [word.removesuffix("'s").replace("'", "").replace(",", "") for word in found]


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The English Snowball stem of one lower-case word; a code's plural ("n100s") loses its s."""
    if word in _WHOLE:
        return word
    if word.endswith("s") and any(char.isdigit() for char in word):
        return word[:-1]
    return str(_stemmer().stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


def figures(text: str) -> list[str]:
    """The figures of a text as whole tokens, thousands commas removed ("38,800" is "38800").

    "100" is not found inside "N100", nor "83" inside "83.8".
    """
    return [match.group().replace(",", "") for match in NUMBER.finditer(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph as spans of `text`, white space outside them left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        # The last word alone: where no sentence ends, all before it grows long.
        if _ABBREVIATED.search(
            text[max(start, match.start() - _LONGEST_SHORT) : match.start() + 1]
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = []
    for begin, end in spans:
        piece = text[begin:end]
        begin += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if begin < end:
            trimmed.append((begin, end))
    return trimmed


def join_english(items: list[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def page_name(number: int, label: str) -> str:
    """A page's number with what is printed on it, where that is another: "7 (printed v)"."""
    return f"{number} (printed {label})" if label not in {"", str(number)} else str(number)


def ordinal(number: int) -> str:
    """1 → "1st", 12 → "12th"."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
