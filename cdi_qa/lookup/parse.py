"""A question → one typed query, or nothing where the table is not what it asks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from cdi_qa.lookup.classed import read_by_class, within_classes, without_classes
from cdi_qa.lookup.columns import alternatives
from cdi_qa.lookup.counted import read_counted, split_counted, told_of
from cdi_qa.lookup.coverage import is_covered
from cdi_qa.lookup.dates import dated_like
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.plainly import without_courtesies, without_talk
from cdi_qa.lookup.premises import (
    figure_in_passing,
    read_presumed,
    read_stated,
    split_premise,
    split_statement,
    without_denial,
)
from cdi_qa.lookup.query import Alternative, Filter, Query, as_earlier
from cdi_qa.lookup.reader import Reader, counts_things, is_yes_no, leans_back, names_bodies
from cdi_qa.lookup.readings import read_query
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.unordered import say_unordered, without_order
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.schema import Table

_HAPPENED = frozenset({"did", "do", "does", "come", "have", "has", "is", "are", "was", "were"})
"""What follows the "how" of a question that takes something for granted."""
_FIGURE = re.compile(r"(?<![\d.,])\d+\.\d+(?![\d.])")
_FIGURE_OF_RATE = re.compile(rf"{_FIGURE.pattern}(?:\s?%|\s+per\s?cent)?")
_POINTED = re.compile(
    r"\b(?:that|this|the) (?P<figure>\d+(?:\.\d+)?)(?: ?%| per ?cent)?(?= (?:for|of|at|from|by)\b)",
    re.IGNORECASE,
)
"""A figure of a row that is pointed at: "that 5 for Leicestershire"."""
_JUDGED = frozenset("good bad ok okay decent poor high low normal average typical".split())
_REPORTS = frozenset({"reports", "inspections"})
_GUESSED = frozenset({"cell", "extreme"})
"""Kinds of which a question that names neither a row nor a column leaves too much open."""


@dataclass(frozen=True, slots=True)
class NotInTable:
    """The question names rows or subjects that the table does not hold."""

    names: tuple[str, ...]
    columns: tuple[str, ...]
    topics: tuple[str, ...] = ()
    """Offences that no column is about, asked of the rows in `keys`."""
    keys: tuple[str, ...] = ()
    changed: bool = False
    """True where it is asked which rows got better or worse, and the table is of one time."""
    unlisted: bool = False
    """True where it is asked which rows are not in the table."""
    ungraded: bool = False
    """True where a grade is asked for of `columns`, which have figures and no grades."""


def parse_question(
    question: str, vocabulary: Vocabulary, previous: Query | None = None
) -> Query | NotInTable | None:
    """The query that a question asks of the table; None where it asks for something else.

    `previous` is the query of the turn before: what an elliptical question leaves out ("and for
    rape?", "what about Kent?") is taken from it. A question that is not read as it stands is read
    without the talk around it.
    """
    question = without_denial(without_courtesies(question))
    read = _parse(question, vocabulary, previous)
    if read is not None:
        return read
    plain = without_talk(question, vocabulary)
    return _parse(plain, vocabulary, previous) if plain not in {"", question} else None


def _parse(
    question: str, vocabulary: Vocabulary, previous: Query | None
) -> Query | NotInTable | None:
    """The query of a question as it stands."""
    question = _naming_cell(question, vocabulary)
    count = split_counted(question)
    if count is not None and (query := _read_counted(*count, vocabulary)) is not None:
        return query
    premise = split_premise(question)
    if premise is not None:
        query = _read_premise(*premise, vocabulary)
        if query is not None:
            return query
    said = split_statement(question)
    if said is not None:
        if (query := _read_statement(said, vocabulary)) is not None:
            return query
        if not scan(question, vocabulary).has("beyond"):
            question = said if is_yes_no(said) else f"is {said}"
    found, too_many = _without_too_many(scan(question, vocabulary), vocabulary)
    before = previous if leans_back(question, found) else None
    reader = Reader(found, vocabulary, before, is_yes_no(question))
    if found.absent and not (found.has("key") or _lists_own(reader)):
        return _absent(reader)
    topics = vocabulary.offences_among(found.leftover)
    counted = counts_things(question, vocabulary) and not _counts_rows(reader)
    if topics is None or counted or _names_other_year(reader):
        return None
    whole = found.has("each") and names_bodies(found, vocabulary)
    if topics and ((found.has("key") and reader.keys() != reader.own()) or whole):
        return _without_column(reader, topics)
    query = without_order(reader) or _read_of_classes(reader)
    if query is None:
        return None
    named = any(m.value not in vocabulary.measure_columns for m in found.of("column"))
    if topics and not (query.kind == "cell" and named):
        return None
    named = found.has("key", "own", "column", "all", "grade", "measure", "cue national")
    bare = not named and before is None
    return replace(
        query,
        filters=tuple(dict.fromkeys(query.filters)),
        yes_no=not reader.denies_all
        and (query.yes_no or (reader.yes_no and _can_be_judged(query, found))),
        guessed=bare and not (reader.asks_which or reader.asks_reports) and _leaves_open(query),
        absent=topics,
        unlisted=tuple(dict.fromkeys(found.absent)),
        read_as="",
        national=found.has("cue national"),
        earlier=as_earlier(before),
        alternatives=_alternatives(query, reader),
        remarks=(*too_many, *_remarks(query, reader)),
    )


def _without_too_many(found: Scan, vocabulary: Vocabulary) -> tuple[Scan, tuple[str, ...]]:
    """ "Of the 15 forces …" of a table of 14: the scan without the count, and what is so."""
    rows = len(vocabulary.table.rows)
    starts = {mention.start for mention in found.of("all")}
    wrong = [m for m in found.of("number") if m.end in starts and (m.amount or 0) > rows]
    if not wrong:
        return found, ()
    kept = [mention for mention in found.mentions if mention not in wrong]
    less = Scan(found.tokens, kept, found.leftover, found.remarks, found.absent)
    return less, (f"The table holds {rows} {vocabulary.bodies}, not {wrong[0].value}.",)


def _lists_own(reader: Reader) -> bool:
    """True for "our figure and the Met's", which holds nothing against what the table lacks."""
    seen = reader.scan
    compared = seen.has("versus", "difference", "rank", "ratio", "tie") or reader.comparators
    return seen.has("own") and "and" in seen.tokens and not compared


def _naming_cell(question: str, vocabulary: Vocabulary) -> str:
    """ "Is 77.9 above average?" as "is our Violence rate …", where one own cell holds that; "that 5
    for Kent" by the heading of Kent's one cell that does.
    """
    table, own = vocabulary.table, vocabulary.own
    printed = _FIGURE.findall(question)
    seen = scan(question, vocabulary)
    named = seen.of("key")
    if (pointed := _POINTED.search(question)) and len(named) == 1 and not seen.has("column"):
        headings = _headings_of(table, named[0].value, Decimal(pointed["figure"]))
        if len(headings) == 1:
            return f"{question[: pointed.start()]}{headings[0]}{question[pointed.end() :]}"
    if own is None or len(printed) != 1 or seen.has("key", "own", "column", "all columns"):
        return question
    if not (seen.has("mean", "median", "rank", "versus") or _JUDGED & set(seen.tokens)):
        return question
    headings = _headings_of(table, own, Decimal(printed[0]))
    if len(headings) != 1:
        return question
    return _FIGURE_OF_RATE.sub(f"our {headings[0]} rate", question, count=1)


def _headings_of(table: Table, key: str, figure: Decimal) -> list[str]:
    """The headings of the cells of a row that hold a figure."""
    cells = zip(table.columns, table.row_of(key).cells, strict=True)
    return [column.heading for column, cell in cells if cell.number == figure]


def _counts_rows(reader: Reader) -> bool:
    """True for "how many inadequates", "how many of our grades", "how many reports in June"."""
    starts = {mention.end for mention in reader.scan.of("count")}
    graded = any(mention.start in starts for mention in reader.scan.of("grade", "class"))
    graded = graded or (reader.scan.has("grade") and "grades" in reader.scan.tokens)
    graded = graded or (bool(_REPORTS & set(reader.scan.tokens)) and bool(dated_like(reader)[0]))
    return graded or (reader.asks_reports and reader.scan.has("month", "year"))


def _can_be_judged(query: Query, found: Scan) -> bool:
    """False where a place is told of which the question does not say what it should be: "are we
    good at anything".
    """
    if query.kind == "count" or query.counted:
        return False
    ends = [m for m in found.of("highest", "lowest") if " we " not in m.value]
    return query.kind != "rank" or bool(ends) or found.has("ordinal", "half", "quarter")


def _leaves_open(query: Query) -> bool:
    """True where a question that names neither a row nor a column may mean much else."""
    return query.kind in _GUESSED or query.aggregate in {"mean", "median"}


def _read_counted(said: str, rest: str, vocabulary: Vocabulary) -> Query | None:
    """ "Only two forces are Good, which?": the count that is taken for granted, and what is asked
    where it is so.
    """
    found = scan(said, vocabulary)
    if vocabulary.offences_among(found.leftover) != () or is_yes_no(said):
        return None
    reader = Reader(found, vocabulary, None, False)
    query = read_counted(reader)
    if query is None:
        return None
    told = told_of(query, rest, reader)
    reason = scan(rest, vocabulary).has("why")
    return replace(query, then=None if reason else told)


def _read_premise(said: str, rest: str, vocabulary: Vocabulary) -> Query | None:
    """ "Since we came top for rape, …": what is taken for granted, and what is asked then."""
    found = scan(said, vocabulary)
    if vocabulary.offences_among(found.leftover) != () or counts_things(said, vocabulary):
        return None
    reader = Reader(found, vocabulary, None, False)
    query = read_presumed(reader, said_so=True)
    if query is None or not is_covered(query, reader):
        return None
    told = replace(query, presumed=False, asserted=None, claim=None, filters=())
    then = parse_question(rest, vocabulary, told) if rest else told
    return replace(query, then=then if isinstance(then, Query) else None)


def _read_statement(said: str, vocabulary: Vocabulary) -> Query | None:
    """ "Sussex got 95.6 for sex offences, didn't they?": what is said, to be told yes or not so."""
    found = scan(said, vocabulary)
    if vocabulary.offences_among(found.leftover) != () or counts_things(said, vocabulary):
        return None
    reader = Reader(found, vocabulary, None, False)
    if (counted := read_counted(reader)) is not None:
        return replace(counted, then=replace(told_of(counted, "", reader), yes_no=True))
    query = read_stated(reader)
    if query is None or not is_covered(query, reader):
        return None
    national = found.has("cue national")
    if query.kind in {"extreme", "aggregate"}:
        return replace(query, national=national, remarks=_remarks(query, reader))
    told = replace(query, presumed=False, yes_no=True, remarks=_remarks(query, reader))
    if query.asserted is not None:
        test = Filter(query.columns[0], "=", query.asserted)
        told = replace(told, asserted=None, filters=(test,))
    return replace(query, then=told, remarks=told.remarks)


def _read(reader: Reader) -> Query | None:
    """The query, with what the question takes for granted looked at first."""
    if reader.scan.has("why"):
        query = read_presumed(reader)
        return query if query is not None and is_covered(query, reader) else None
    if reader.scan.has("beyond") or reader.supposes:
        return None
    passing = figure_in_passing(reader)
    if passing is None:
        query = read_query(_without_own_year(reader))
        return _as_presumed(query, reader) if query is not None else None
    number, presumed = passing
    then = read_query(_without(reader, [number]))
    told = replace(presumed, presumed=False, asserted=None)
    return replace(presumed, then=replace(then or told, yes_no=reader.yes_no))


def _read_of_classes(reader: Reader) -> Query | None:
    """The query, of the groups of rows alone that the question names."""
    if (by_class := read_by_class(reader)) is not None:
        return by_class
    if not reader.scan.has("class"):
        return _read(reader)
    if (plain := without_classes(reader)) is None:
        return None
    rest, tests = plain
    return within_classes(_read(rest), rest, tests)


def _as_presumed(query: Query, reader: Reader) -> Query:
    """ "How did Sussex get 100%?" takes for granted that it did."""
    first, second = [*reader.scan.tokens, "", ""][:2]
    asks_how = first in {"how", "hows"} and second in _HAPPENED
    tested = query.kind == "cell" and bool(query.filters)
    return replace(query, presumed=True) if asks_how and tested else query


def _without(reader: Reader, mentions: list[Mention]) -> Reader:
    """The question without some of its mentions."""
    seen = reader.scan
    kept = [mention for mention in seen.mentions if mention not in mentions]
    less = Scan(seen.tokens, kept, seen.leftover, seen.remarks, seen.absent)
    return Reader(less, reader.vocabulary, reader.previous, reader.yes_no)


def _without_own_year(reader: Reader) -> Reader:
    """ "Kent's rape rate in 2017": the year of the row's own report adds nothing."""
    years, dates = reader.scan.of("year"), reader.of_kind("date")
    keys = reader.keys() or reader.own()
    whole = ("all", "count", "exists", "mean", "median", "range", "highest", "lowest")
    told = not reader.scan.has("cue date", *whole) and not reader.asks_which
    if not (years and dates and told and reader.scan.has("column") and len(keys) == 1):
        return reader
    date = reader.table.row_of(keys[0]).cells[reader.table.position(dates[0])].word
    own = [year for year in years if date and date.startswith(year.value)]
    return _without(reader, own)


def _alternatives(query: Query, reader: Reader) -> tuple[Alternative, ...]:
    found = alternatives(reader) if reader.previous is None else ()
    return tuple(
        item for item in found if item.column in query.columns and item.other not in query.columns
    )


def _remarks(query: Query, reader: Reader) -> tuple[str, ...]:
    """What the reader should know of how the question was read."""
    told = [*query.remarks, *reader.scan.remarks, *say_unordered(query, reader)]
    return tuple(dict.fromkeys(told))


def _absent(reader: Reader) -> NotInTable | None:
    seen = reader.scan
    about_table = seen.has("column", "grade", "cue number", "cue grade", "measure", "rank")
    if not about_table and seen.leftover and reader.previous is None:
        return None
    columns = tuple(dict.fromkeys(mention.value for mention in seen.of("column")))
    return NotInTable(tuple(dict.fromkeys(seen.absent)), columns)


def _without_column(reader: Reader, topics: tuple[str, ...]) -> NotInTable | None:
    """Another row's figure for an offence that no column is about."""
    if any(m.value not in reader.vocabulary.measure_columns for m in reader.scan.of("column")):
        return None
    return NotInTable((), (), topics, tuple(reader.keys()))


def _names_other_year(reader: Reader) -> bool:
    """True where a year is named that no report of the table is of."""
    at = [reader.table.position(name) for name in reader.of_kind("date")]
    dates = (row.cells[place].word for row in reader.table.rows for place in at)
    held = {date[:4] for date in dates if date}
    return any(mention.value not in held for mention in reader.scan.of("year"))
