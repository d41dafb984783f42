"""A share that two columns of counts make: "what share of the complaints were upheld"."""

from __future__ import annotations

import re
from decimal import Decimal

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS
from cdi_qa.lookup.holds import DENIAL, counting, is_share
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.sheet import Sheet, Written, one_decimal
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.schema import Claim, Column, Row, Table
from cdi_qa.text import stem, words

_ASKED = re.compile(
    r"\b(?:share|percentage|per ?cent|proportion|fraction)\b|%|\bpct\b", re.IGNORECASE
)
_WHOLE = re.compile(
    r"\b(?:share|percentage|per ?cent|proportion|fraction|pct) of (?:the |our |their |its )?"
    r"(?P<whole>\w+(?: \w+){0,3})",
    re.IGNORECASE,
)
"""What a share is asked of."""
_HUNDRED = 100


def as_share(query: Query, question: str, vocabulary: Vocabulary) -> Query:
    """The query of a row's count as a share of the column that it is a part of; where a share is
    asked for, and the table prints none.
    """
    if query.kind != "cell" or not query.keys or not _ASKED.search(question):
        return query
    table = vocabulary.table
    if any(is_share(column) for column in table.columns if column.kind == "number"):
        return query
    counts = [column.name for column in counting(vocabulary)]
    named = [name for name in query.columns if name in counts]
    if not named or len(named) < len(query.columns):
        return query
    asked_of = _WHOLE.search(question)
    if len(named) == 1 and asked_of is not None and _is_named(asked_of, table.column(named[0])):
        return _part_of(query, named[0], counts, table)
    for part in reversed(named):
        wholes = [name for name in counts if name != part and _holds(table, name, part)]
        said = [name for name in wholes if name in named]
        if wholes and not DENIAL.fullmatch(table.column(part).heading):
            whole = next(iter(said or wholes))
            return Query("share", (part, whole), query.keys, remarks=query.remarks)
    return query


def _is_named(asked_of: re.Match[str], column: Column) -> bool:
    """True where the words after "share of" are of a column: "what share of planned visits"."""
    return _content(column) <= {stem(word) for word in words(asked_of["whole"])}


def _part_of(query: Query, whole: str, counts: list[str], table: Table) -> Query:
    """The share that the one other count of the same thing is of a whole: visits made of those
    planned. The query as it is where several may be meant, or none.
    """
    alike = [
        name
        for name in counts
        if name != whole
        and _content(table.column(name)) & _content(table.column(whole))
        and _holds(table, whole, name)
    ]
    if len(alike) != 1:
        return query
    return Query("share", (alike[0], whole), query.keys, remarks=query.remarks)


def _content(column: Column) -> set[str]:
    return {stem(word) for word in words(column.heading) if word not in FUNCTION_WORDS}


def _holds(table: Table, whole: str, part: str) -> bool:
    """True where no row's part is more than its whole, and some are less."""
    at, other = table.position(whole), table.position(part)
    told = [
        (one, two)
        for row in table.rows
        if (one := row.cells[at].number) is not None
        and (two := row.cells[other].number) is not None
    ]
    return (
        bool(told) and all(one >= two for one, two in told) and any(one > two for one, two in told)
    )


def say_share(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """ "Noise: 12 of 33 (36.4%), by the columns Upheld and Received"."""
    part, whole = query.columns
    claims = []
    for row in rows:
        small, large = sheet.cell(row, part), sheet.cell(row, whole)
        headings = [sheet.table.column(name).heading for name in (part, whole)]
        if small.number is None or not large.number:
            text = f"The table does not give both {headings[0]} and {headings[1]} for "
            claims.append(Claim(text + sheet.named(row), (sheet.evidence(row),)))
            continue
        share = one_decimal(Decimal(_HUNDRED) * small.number / large.number)
        text = (
            f"{sheet.named(row)}: {share}%, which is {small.printed} ({headings[0]}) of "
            f"{large.printed} ({headings[1]})"
        )
        claims.append(Claim(text, (sheet.evidence(row),), frozenset({share})))
    return "answered", claims
