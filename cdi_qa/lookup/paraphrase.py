"""A question put in words that the grammar reads, by what a table's columns hold: times, counts."""

from __future__ import annotations

import re
from itertools import pairwise

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.amounts_said import say_amounts_plainly
from cdi_qa.lookup.called import stems_of
from cdi_qa.lookup.holds import DENIAL, counting, is_share
from cdi_qa.lookup.sums_said import say_sums_in_units
from cdi_qa.lookup.taken_out import without
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.lookup.year_headings import is_year
from cdi_qa.schema import Column, Table
from cdi_qa.text import stem, words

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
_NEXT_TO_LAST = re.compile(
    r"\b(?:(?P<nth>second|third|2nd|3rd)(?: to| from| but)? last"
    r"(?= (?:for|on|in|at|overall)\b|\W*$)|next to last|penultimate)\b",
    re.IGNORECASE,
)
"""A place counted from the end: "second to last"."""
_OVER_ALL = re.compile(r"\b(average|mean|median) (?:out )?over all\b", re.IGNORECASE)
"""No figure is asked to be over an average."""
_HELPERS = re.compile(r"\b(?:had|has|have|were|was|did|do|does|got)\b(?: been)?\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"\b([A-Za-z]{4,}) (\d{1,2})\b")
"""A heading's word with a number after it: "Category 1"."""
_SHORTEST = 3
"""Letters of the shortest way to write such a word."""
_TWO = 2
_OF_SOMETHING_ELSE = 2
"""Words of what a share is of and of nothing in the table, from which it is another share."""
_COUNTS = (
    (re.compile(r"\bhow many more\b", re.IGNORECASE), "how much higher"),
    (re.compile(r"\bhow many (?:fewer|less)\b", re.IGNORECASE), "how much lower"),
    (re.compile(r"\bhow many\b", re.IGNORECASE), "what is the"),
    (re.compile(r"\b(?:the )?most\b", re.IGNORECASE), "the highest"),
    (re.compile(r"\b(?:the )?(?:fewest|least)\b", re.IGNORECASE), "the lowest"),
    (re.compile(r"\bfewer\b", re.IGNORECASE), "lower"),
    (re.compile(r"\bmore\b", re.IGNORECASE), "higher"),
)
"""What is said of things counted, in words that are said of any figure."""


def paraphrase(question: str, vocabulary: Vocabulary) -> str:
    """ "Who is slowest?" asks for the highest answering time, where the table has a column of
    times; "how many calls did Kent get" asks for Kent's calls, where it has one of calls.
    """
    table = vocabulary.table
    question = _OVER_ALL.sub(r"\1 of all", question)
    question = _NEXT_TO_LAST.sub(lambda m: f"{m['nth'] or 'second'} lowest", question)
    text = say_sums_in_units(_joined(_numbered(question, table), table), table)
    text = say_amounts_plainly(_of_denials(text, table), table)
    return _of_kinds(_of_counts(_of_share(text, vocabulary), vocabulary), vocabulary)


def _numbered(question: str, table: Table) -> str:
    """ "Cat 1" as "category 1", where a heading has that with its number."""
    for column in table.columns:
        for word, number in _NUMBERED.findall(column.heading):
            short = "|".join(word[:size] for size in range(len(word) - 1, _SHORTEST - 1, -1))
            said = rf"\b(?:{short})\.? ?{number}\b"
            question = re.sub(said, f"{word} {number}", question, flags=re.IGNORECASE)
    return question


def _joined(question: str, table: Table) -> str:
    """ "Turn out" as "turnout", where a heading has the one word and none has the two."""
    headed = {word for column in table.columns for word in words(column.heading)}
    spoken = words(question)
    for one, other in pairwise(spoken):
        if {one, other} <= FUNCTION_WORDS:
            continue  # "average over all forces" is not "overall"
        together = next((word + other for word in (one, stem(one)) if word + other in headed), None)
        if together is not None and not {one, other} & headed:
            question = re.sub(rf"\b{one}\s+{other}\b", together, question, flags=re.IGNORECASE)
    return question


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
    nouns = {vocabulary.bodies, "forces", "them", "those", "these"}
    if nouns & set(words(question[asked.end() :])[:3]):
        return question  # the share of the rows themselves
    counted = set[str]().union(*(_content(column) for column in counting(vocabulary)))
    before = question[: asked.start()].strip()
    told = set(words(question[asked.end() :])) - FUNCTION_WORDS
    others = {stem(word) for word in told} - counted
    known = others & (_content(shares[0]) | stems_of(vocabulary.table))
    if len(others) >= _OF_SOMETHING_ELSE and not known:
        return question  # "what share of staff would report a colleague"
    named = {stem(word) for word in told}
    if not named & _content(shares[0]) and _of_two_counts(named, vocabulary):
        return question
    rest = without(question[asked.end() :], counted | (_content(shares[0]) if before else set()))
    return f"{before or 'what is the'} {shares[0].heading} of {rest}".removesuffix(" of ")


def _of_two_counts(said: set[str], vocabulary: Vocabulary) -> bool:
    """True where words name two columns of counts: "what share of cases were inadequate" is the
    share that one is of the other, whatever share the table has besides.
    """
    return sum(bool(said & _content(column)) for column in counting(vocabulary)) >= _TWO


def _of_counts(question: str, vocabulary: Vocabulary) -> str:
    said = {stem(word) for word in words(question)}
    nouns = {stem(noun) for noun in (vocabulary.body, vocabulary.bodies, "forces")}
    counted = re.search(r"\bhow many (\w+)", question, re.IGNORECASE)
    if counted and stem(counted[1].lower()) in nouns:
        return question
    years = [c for c in vocabulary.table.columns if c.kind == "number" and is_year(c)]
    if not any(said & _content(column) for column in (*counting(vocabulary), *years)):
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
