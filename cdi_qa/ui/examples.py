"""Questions to begin with, made from what the documents hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from cdi_qa.schema import Corpus, Table

COUNT = 6

# A heading that matches makes its question worth asking.
_OF_HEADINGS = (
    (r"\brecommendations?\b", "What are the recommendations?"),
    (r"\bcauses? of concern\b", "What is the cause of concern?"),
    (r"\bpositives?\b", "What are the positives?"),
    (r"\bresponse\b", "What does the force say in response?"),
    (r"\bmethod(ology|s)?\b", "How was the inspection carried out?"),
    (r"\bareas? for improvement\b", "What are the areas for improvement?"),
)


def example_questions(corpus: Corpus) -> list[str]:
    """Up to six questions that the corpus bears on, of different kinds."""
    mixed = chain.from_iterable(
        zip_longest(_of_headings(corpus), _of_tables(corpus), _of_words(corpus))
    )
    questions = dict.fromkeys(question for question in mixed if question)
    for heading in _headings(corpus):
        questions.setdefault(f"What do the documents say about “{heading}”?")
    return list(islice(questions, COUNT))


def _headings(corpus: Corpus) -> list[str]:
    headings = (heading for section in corpus.sections for heading in section.path[-1:])
    return list(dict.fromkeys(heading for heading in headings if len(heading) <= 60))


def _of_headings(corpus: Corpus) -> Iterator[str]:
    headings = "\n".join(section.path[-1] for section in corpus.sections if section.path)
    for pattern, question in _OF_HEADINGS:
        if re.search(pattern, headings, re.IGNORECASE):
            yield question


def _of_tables(corpus: Corpus) -> Iterator[str]:
    for table in corpus.tables:
        if table.key is None or len(table.rows) < 2:
            continue
        thing = table.column(table.key).heading.lower()
        rates = [column.heading for column in table.columns if column.kind == "number"]
        if rates:
            yield f"Which {thing} is lowest for {rates[len(rates) // 2 - 1].lower()}?"
        first, second = _two_rows(corpus, table)
        yield f"How does {first} compare with {second}?"


def _two_rows(corpus: Corpus, table: Table) -> tuple[str, str]:
    """The row that the documents are about, where their titles name it, and the one after it."""
    names = table.keys()
    titles = " ".join(source.title for source in corpus.sources)
    at = next((at for at, name in enumerate(names) if _names(name, titles)), 0)
    return names[at], names[(at + 1) % len(names)]


def _names(short: str, text: str) -> bool:
    """True where the text has the name, or what it is short for ("West Mids", "West Midlands")."""
    words = short.split()
    if not words or any(len(word) < 3 for word in words):
        return False
    pattern = r"\s+".join(re.escape(word[:3]) + r"\w*" for word in words)
    return re.search(r"\b" + pattern, text) is not None


def _of_words(corpus: Corpus) -> Iterator[str]:
    for short, _ in corpus.abbreviations[-2:-1]:
        yield f"What does {short} stand for?"
