"""Questions of time and money in words of their own: "who is slowest?", "what do they charge?".

They are put in words that the grammar reads, with the heading of the column that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.holds import TIME_LIMIT, measures_money, measures_time
from cdi_qa.lookup.taken_out import without
from cdi_qa.lookup.vocabulary import load_phrases
from cdi_qa.schema import Column, Table
from cdi_qa.text import stem, words

_HOW_LONG = re.compile(
    r"\bhow (?:long|fast|quick(?:ly)?|slow(?:ly)?|many (?:seconds|secs|minutes|mins|hours|days))\b"
    r"(?: on average)?"
    r"(?P<of>(?:\s+(?:does|do|did|is|are|was|were|has|have|it|take|takes))*)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(?:all|across|every|whole|overall|everyone|everybody)\b", re.IGNORECASE)
_TIME_TO = re.compile(r"\b(?:time|seconds|secs|minutes|mins)\b", re.IGNORECASE)
_EXPENSIVE = re.compile(r"\b(most|least|more|less) expensive\b", re.IGNORECASE)
_SECOND = re.compile(r"\bsecond\b(?=\s+\w+est\b)", re.IGNORECASE)
"""A place, where it might be taken for a unit of time."""
_PLAIN = {"most": "highest", "least": "lowest", "more": "higher", "less": "lower"}
_FOR_EACH = re.compile(r"\b(?:(?:per|a|each|every) (?:head|week|month|year|day)|each)\b", re.I)
_MONEY = re.compile(r"£|\b(?:pounds|quid)\b", re.IGNORECASE)
_WITHIN = r"\b(?:within|in|inside|under|for|on) (?:the )?"
"""Words before a limit that a share is of: "within 10 minutes"."""
_OVER = re.compile(
    r"\b(over|above|(?:more|longer|higher|lower|less) than|at least|below|at most) (\d+) "
    r"(?:seconds|secs|minutes|mins|hours|days|weeks)\b",
    re.IGNORECASE,
)
"""A bound that a time is held to, whatever limit a share is of."""
_SAME = re.compile(r"\b(?:same|equal|tied?|identical)\b", re.IGNORECASE)
_OF_THE_TIME = re.compile(r"\bof the time\b", re.IGNORECASE)
_AFTER_FIGURE = re.compile(r"\b\d[\d,.]* ([a-z]+)", re.IGNORECASE)
_ROOT = 5
"""Letters that words of one root share."""
_UNITS = frozenset({"seconds", "minutes", "hours", "days", "weeks", "per", "average", "mean"})
"""Words of headings that tell no column of times or fees from another."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """Time or money: its columns, and how its ends and its verbs are said."""

    measures: Callable[[Column], bool]
    ends: dict[str, str]
    """The group of words in `[directions]` → the word of size that they come to."""
    verbs: str
    unsaid: re.Pattern[str]
    """What shows that a question is of it though no end is named."""


_SORTS = (
    _Sort(
        measures_time,
        {"highest": "highest", "lowest": "lowest", "higher": "higher", "lower": "lower"},
        "takes_time",
        _TIME_TO,
    ),
    _Sort(
        measures_money,
        {"dearest": "highest", "cheapest": "lowest", "dearer": "higher", "cheaper": "lower"},
        "takes_money",
        _MONEY,
    ),
)
_OTHER_END = {"highest": "lowest", "lowest": "highest", "higher": "lower", "lower": "higher"}
"""Of a share that is done in time the highest is the soonest."""


def say_amounts_plainly(question: str, table: Table) -> str:
    """ "Who is slowest?" as "who is highest for Answering time?", where a table has such a column;
    of several that are meant alike, the first.
    """
    question = _SECOND.sub("2nd", question)
    if (soonest := _soonest(question, table)) is not None:
        return soonest
    for sort in _SORTS:
        if meant := _meant(question, table, sort):
            question = _plainly(question, table, sort, meant[0])
    return question


def _soonest(question: str, table: Table) -> str | None:
    """ "Who turns out fastest" as "who turns out highest", where that is a share done in time; None
    where no such share is named, or a column of times besides.
    """
    said = {stem(word) for word in words(question) if not word[0].isdigit()}
    timed = _SORTS[0]
    named = [c for c in table.columns if c.kind == "number" and said & _telling(c)]
    shares = [column for column in named if TIME_LIMIT.search(column.heading)]
    ends = {word: _OTHER_END[plain] for word, plain in _ends(timed).items()}
    if not shares or any(timed.measures(column) for column in named):
        return None
    if ends.keys().isdisjoint(_spoken(question)):
        return None
    return " ".join(ends.get(word.strip("?,.;:!").lower(), word) for word in question.split())


def also_meant(question: str, table: Table) -> tuple[str, tuple[str, ...]]:
    """The word of a question that may mean several columns, and their names: the "longest" of
    waits of two sorts. No names where it leaves no doubt.
    """
    for sort in _SORTS:
        meant = _meant(question, table, sort)
        ends = _ends(sort)
        said = next((word for word in _spoken(question) if word in ends), "")
        if said and len(meant) > 1:
            return said, tuple(column.name for column in meant)
    return "", ()


def _ends(sort: _Sort) -> dict[str, str]:
    groups = load_phrases()["directions"]
    return {word: plain for group, plain in sort.ends.items() for word in groups[group]}


def _spoken(text: str) -> list[str]:
    return [word.strip("?,.;:!()").lower() for word in text.split()]


def _meant(question: str, table: Table, sort: _Sort) -> list[Column]:
    """The columns of a sort that a question may mean: those it names, else all of them."""
    columns = [column for column in table.columns if sort.measures(column)]
    said = {stem(word) for word in words(question)}
    own = {column.name: _telling(column) for column in columns}
    telling = {
        column.name: own[column.name].difference(*(own[c.name] for c in columns if c != column))
        for column in columns
    }
    named = [c for c in columns if any(_alike(a, b) for a in said for b in telling[c.name])]
    return columns if len(columns) == 1 or not named else named * (len(named) == 1)


def _alike(one: str, other: str) -> bool:
    """True for "arrive" and "Arrival"."""
    return one == other or (len(one) >= _ROOT and one[:_ROOT] == other[:_ROOT])


def _telling(column: Column) -> frozenset[str]:
    said = (word for word in words(column.heading) if word not in FUNCTION_WORDS | _UNITS)
    return frozenset(stem(word) for word in said)


def _without_others(question: str, table: Table, column: Column) -> str:
    """The question without what it says of shares in time: "within 10 minutes 80% of the time"."""
    for other in table.columns:
        limited = TIME_LIMIT.search(other.heading) if other != column else None
        if limited and (said := re.compile(_WITHIN + re.escape(limited["limit"]), re.I)):
            question = said.sub(" ", question)
    return _OF_THE_TIME.sub(" ", question)


def _counted_elsewhere(question: str, table: Table, column: Column) -> set[str]:
    """What a figure counts that is another column: the vans of "over 80 vans" beside a "Cost per
    van".
    """
    counted = {stem(word.lower()) for word in _AFTER_FIGURE.findall(question)}
    headed = {
        stem(word)
        for other in table.columns
        if other != column and len(told := words(other.heading)) == 1
        for word in told
    }
    return counted & headed


def _plainly(question: str, table: Table, sort: _Sort, column: Column) -> str:
    heading = column.heading
    verbs = load_phrases()["directions"][sort.verbs]
    named = {stem(word) for word in (*words(heading), *verbs)}
    roots = _telling(column)
    named |= {
        said for word in words(question) if any(_alike(said := stem(word), root) for root in roots)
    }
    elsewhere = _counted_elsewhere(question, table, column)
    if sort.measures is measures_time and (asked := _HOW_LONG.search(question)):
        rest = without(question[asked.end() :].strip(" ?"), named)
        rest = re.sub(r"\bwe\b", "us", rest, flags=re.IGNORECASE)
        return f"what is the {heading} of {rest}?" if rest else f"what is our {heading}?"
    ends, told = _ends(sort), question
    if sort.measures is measures_money:
        told = _EXPENSIVE.sub(lambda match: _PLAIN[match[1].lower()], question)
    spoken = [ends.get(word.strip("?,.;:!").lower(), word) for word in told.split()]
    turned = " ".join(spoken) != " ".join(question.split())
    paid = sort.measures is measures_money and set(_spoken(question)) & set(verbs)
    if not (turned or paid or sort.unsaid.search(_without_others(question, table, column))):
        return question
    if not (turned or paid) and _SAME.search(question) and heading.lower() in question.lower():
        return question  # "do any two have the same average time"
    if paid or _MONEY.search(question):
        spoken = _FOR_EACH.sub(" ", " ".join(spoken)).split()
    if _OF_ALL.search(question):
        named -= {stem(word) for word in load_phrases()["operations"]["mean"]}
    if bounded := sort.measures is measures_time and _OVER.search(" ".join(spoken)):
        spoken = _OVER.sub(r"\1 \2", " ".join(spoken)).split()
    if not bounded and (turned or _without_others(question, table, column) == question):
        headings = (other.heading for other in table.columns)
        named |= {word for heading in headings for word in words(heading) if word.isdigit()}
    if elsewhere:  # "costs over 900 and has over 80 vans": each figure by its column
        verb = re.compile(rf"\b(?:{'|'.join(map(re.escape, verbs))})\b", re.IGNORECASE)
        return verb.sub(heading, " ".join(spoken), count=1)
    return f"{without(' '.join(spoken), named).rstrip('?')} for {heading}?"
