"""A question put in words that the grammar reads, by what a table's columns hold: times, counts."""

from __future__ import annotations

import re
from collections.abc import Set

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.holds import DENIAL, counting, is_share, measures_time
from cdi_qa.lookup.vocabulary import Vocabulary, load_phrases
from cdi_qa.schema import Column, Table
from cdi_qa.text import stem, words

_LINKS = FUNCTION_WORDS - {"who", "which", "what", "how", "when", "we", "us", "our", "not", "no"}
"""Words that are left hanging where others are taken out: "on answering calls"."""
_HOW_LONG = re.compile(
    r"\bhow (?:long|fast|quick(?:ly)?|slow(?:ly)?|many (?:seconds|secs|minutes|mins|hours|days))\b"
    r"(?: on average)?"
    r"(?P<of>(?:\s+(?:does|do|did|is|are|was|were|has|have|it|take|takes))*)",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"\b(?:sort|type|kind|category|group)(s)? of (?:crimes?|offences?)\b"
    r"|\b(?:crime|offence) (?:type|group|categor(?:y|ie))(s)?\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:did we miss|(?:were |was |went )?missed|slipped through|went missing"
    r"|go(?:ing|ne)? missing)\b",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"\b(?:what|how much|which)?\s*(?:was |is |'s )?(?:the )?"
    r"(?:share|percentage|per ?cent|proportion|fraction) of\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(?:all|across|every|whole|overall|everyone|everybody)\b", re.IGNORECASE)
_TIME_TO = re.compile(r"\b(?:time|seconds|secs|minutes|mins)\b", re.IGNORECASE)
_HELPERS = re.compile(r"\b(?:had|has|have|were|was|did|do|does|got)\b(?: been)?\s*", re.IGNORECASE)
_COUNTS = (
    (re.compile(r"\bhow many\b", re.IGNORECASE), "what is the"),
    (re.compile(r"\b(?:the )?most\b", re.IGNORECASE), "the highest"),
    (re.compile(r"\b(?:the )?(?:fewest|least)\b", re.IGNORECASE), "the lowest"),
    (re.compile(r"\bfewer\b", re.IGNORECASE), "lower"),
    (re.compile(r"\bmore\b", re.IGNORECASE), "higher"),
)
"""What is said of things counted, in words that are said of any figure."""


def paraphrase(question: str, vocabulary: Vocabulary) -> str:
    """ "Who is slowest?" asks for the highest answering time, where the table has one column of
    times; "how many calls did Kent get" asks for Kent's calls, where it has one of calls.
    """
    text = _of_time(_of_denials(question, vocabulary.table), vocabulary.table)
    return _of_kinds(_of_counts(_of_share(text, vocabulary), vocabulary), vocabulary)


def _of_time(question: str, table: Table) -> str:
    timed = [column for column in table.columns if measures_time(column)]
    if len(timed) != 1:
        return question
    heading = timed[0].heading
    turned = {
        word: way
        for way in ("highest", "lowest", "higher", "lower")
        for word in load_phrases()["directions"][way]
    }
    known = load_phrases()["directions"]["takes_time"]
    named = {stem(word) for word in (*words(heading), *known)}
    if asked := _HOW_LONG.search(question):
        rest = without(question[asked.end() :].strip(" ?"), named)
        rest = re.sub(r"\bwe\b", "us", rest, flags=re.IGNORECASE)
        return f"what is the {heading} of {rest}?" if rest else f"what is our {heading}?"
    spoken = [turned.get(word.strip("?,.;:!").lower(), word) for word in question.split()]
    if " ".join(spoken) == " ".join(question.split()) and not _TIME_TO.search(question):
        return question
    if _OF_ALL.search(question):
        named -= {stem(word) for word in load_phrases()["operations"]["mean"]}
    named |= {word for column in table.columns for word in words(column.heading) if word.isdigit()}
    return f"{without(' '.join(spoken), named).rstrip('?')} for {heading}?"


def _of_denials(question: str, table: Table) -> str:
    """ "Unrecorded", "weren't recorded" and "missed" in the words of a column "Not recorded"."""
    for column in table.columns:
        if not (denied := DENIAL.fullmatch(column.heading)):
            continue
        verb = re.escape(denied[1])
        said = (
            rf"\b(?:(?:went |were |was |are |is )?un{verb}"
            rf"|(?:were|was|did)n['’]?t(?: get)? {verb})\b"
        )
        plain = re.sub(said, f"not {denied[1]}", question, flags=re.IGNORECASE)
        if plain == question and not re.search(verb, question, re.IGNORECASE):
            plain = _MISSED.sub(f"not {denied[1]}", question)
        question = plain
    return question


def _of_share(question: str, vocabulary: Vocabulary) -> str:
    """ "What share of rapes was recorded" as "what is the rate of rapes", where there is one."""
    shares = [c for c in vocabulary.table.columns if c.kind == "number" and is_share(c)]
    asked = _SHARE_OF.search(question)
    if len(shares) != 1 or asked is None or re.search(r"\bnot\b|n['’]t\b", question):
        return question
    counted = set[str]().union(*(_content(column) for column in counting(vocabulary)))
    before = question[: asked.start()].strip()
    rest = without(question[asked.end() :], counted | (_content(shares[0]) if before else set()))
    return f"{before or 'what is the'} {shares[0].heading} of {rest}".removesuffix(" of ")


def _of_counts(question: str, vocabulary: Vocabulary) -> str:
    said = {stem(word) for word in words(question)}
    nouns = {stem(noun) for noun in (vocabulary.body, vocabulary.bodies, "forces")}
    counted = re.search(r"\bhow many (\w+)", question, re.IGNORECASE)
    if counted and stem(counted[1].lower()) in nouns:
        return question
    if not any(said & _content(column) for column in counting(vocabulary)):
        return question
    if counted:
        question = question[: counted.start()] + _HELPERS.sub("", question[counted.start() :])
    for pattern, plain in _COUNTS:
        question = pattern.sub(plain, question)
    return question


def _of_kinds(question: str, vocabulary: Vocabulary) -> str:
    """ "Which sort of crime" as "which offence", where those are the rows."""
    if vocabulary.body not in {"offence", "crime"}:
        return question
    return _KINDS.sub(lambda m: vocabulary.bodies if m[1] or m[2] else vocabulary.body, question)


def _content(column: Column) -> set[str]:
    return {stem(word) for word in words(column.heading) if word not in FUNCTION_WORDS}


def without(text: str, stems: Set[str]) -> str:
    """The text without words of these stems and what they leave hanging."""
    kept: list[str] = []
    for word in text.split():
        said = words(word)
        if not said or any(stem(each) not in stems for each in said):
            kept.append(word)
            continue
        while kept and words(kept[-1]) and words(kept[-1])[0] in _LINKS:
            kept.pop()
        if kept and word[-1:] in "?,.;:":
            kept[-1] += word[-1]
    return " ".join(kept)
