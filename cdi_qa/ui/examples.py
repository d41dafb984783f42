"""Questions to begin with, by theme, made from what the documents hold and tried beforehand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from cdi_qa.assistant import Assistant
from cdi_qa.errors import CdiQaError
from cdi_qa.index import Index
from cdi_qa.schema import Corpus, Record, Table
from cdi_qa.text import figures
from cdi_qa.ui.sheets import open_sheet, tables_in_order

_EACH = 3
"""Questions of a theme."""
_TABLES, _TRIED = 4, 12
"""Tables that questions are made of, and questions of a theme that are tried."""

_FOUND, _DUE, _COMPARED = "What was found", "What is to be done", "How forces compare"
_COUNTED, _TERMS, _ELSE = "How many", "What a term means", "What the documents say"

# A heading that matches makes its question worth asking.
_OF_HEADINGS = (
    (_FOUND, r"\bpositives?\b", "What are the positives?"),
    (_FOUND, r"\bcauses? of concern\b", "What is the cause of concern?"),
    (_FOUND, r"\bmethod(ology|s)?\b", "How was the inspection carried out?"),
    (_FOUND, r"\bresponse\b", "What does the force say in response?"),
    (_DUE, r"\brecommendations?\b", "What are the recommendations?"),
    (_DUE, r"\bareas? for improvement\b", "What are the areas for improvement?"),
)
_PREDICATE = re.compile(r"(?:had|have|was|were|is|are)\b")
_LEANING = re.compile(r"(?:other|these|those|such|the same|further|remaining)\b", re.IGNORECASE)
"""What a subject begins with that cannot be understood without what was said before."""
_PARTICIPLE = re.compile(r"\w+ed\b")


def example_questions(assistant: Assistant) -> dict[str, list[str]]:
    """Themes with up to three questions each, all of which the assistant answers."""
    return _tried(assistant, assistant.index)


@lru_cache(maxsize=4)
def _tried(assistant: Assistant, index: Index) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    tried: Counter[str] = Counter()
    for theme, question, figure in _candidates(index):
        chosen = found.setdefault(theme, [])
        if len(chosen) == _EACH or tried[theme] == _TRIED or question in chosen:
            continue
        tried[theme] += 1
        if _answers(assistant, question, figure):
            chosen.append(question)
    if not any(found.values()):
        found = {_ELSE: list(_of_passages(index.corpus))[:_EACH]}
    return {theme: questions for theme, questions in found.items() if questions}


def _answers(assistant: Assistant, question: str, figure: str) -> bool:
    try:
        answer = assistant.compose(question)
    except CdiQaError:
        return False
    return answer.status == "answered" and (not figure or figure in figures(answer.text))


Candidate = tuple[str, str, str]
"""A theme, a question of it, and the figure that a right answer gives ("" for any)."""


def _candidates(index: Index) -> Iterator[Candidate]:
    corpus = index.corpus
    headings = "\n".join(section.path[-1] for section in corpus.sections if section.path)
    for theme, pattern, question in _OF_HEADINGS:
        if re.search(pattern, headings, re.IGNORECASE):
            yield theme, question, ""
    compared = (t for t in tables_in_order(corpus) if t.key is not None and len(t.rows) > 1)
    for table in islice(compared, _TABLES):
        yield from ((_COMPARED, question, "") for question in _of_table(index, table))
    for record in corpus.records:
        if question := _of_record(record):
            yield _COUNTED, question, f"{record.value}"
    for short, _ in corpus.abbreviations:
        yield _TERMS, f"What does {short} stand for?", ""


def _of_record(record: Record) -> str:
    """ "How many doors were closed?"; empty where it would not read well."""
    known = record.numerator is not None and record.denominator and record.exact
    # What a part of a part is counted of would have to be said first.
    whole = not (record.negative or record.excluding or record.among or ". " in record.scope)
    alone = record.subject.endswith("s") and not _LEANING.match(record.subject)
    if not (known and whole and alone):
        return ""
    if _PREDICATE.match(record.predicate):
        return f"How many {record.subject} {record.predicate}?"
    if _PARTICIPLE.match(record.predicate):
        return f"How many {record.subject} were {record.predicate}?"
    return ""


def _of_table(index: Index, table: Table) -> Iterator[str]:
    sheet = open_sheet(index, table.name)
    names = [sheet.printed(row) for row in sheet.rows]
    own = sheet.own or names[0]
    other = names[(names.index(own) + 1) % len(names)]
    rates = [column.heading for column in table.columns if column.kind == "number"]
    if rates:
        thing = table.column(str(table.key)).heading.lower()
        yield f"Which {thing} is lowest for {rates[len(rates) // 2 - 1].lower()}?"
    yield f"How does {sheet.name(own)} compare with {sheet.name(other)}?"


def _of_passages(corpus: Corpus) -> Iterator[str]:
    headings = (heading for section in corpus.sections for heading in section.path[-1:])
    for heading in dict.fromkeys(headings):
        if len(heading) <= 60:
            yield f"What do the documents say about “{heading}”?"
