"""A question → one typed query, or nothing where the table is not what it asks of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.reader import Reader, counts_things, is_yes_no, leans_back
from cdi_qa.lookup.readings import read_query
from cdi_qa.lookup.scan import Scan, scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.text import join_english


@dataclass(frozen=True, slots=True)
class NotInTable:
    """The question names forces that the table does not hold."""

    names: tuple[str, ...]
    columns: tuple[str, ...]


def parse_question(
    question: str, vocabulary: Vocabulary, previous: Query | None = None
) -> Query | NotInTable | None:
    """The query that a question asks of the table; None where it asks for something else.

    `previous` is the query of the turn before: what an elliptical question leaves out ("and for
    rape?", "what about Kent?") is taken from it.
    """
    found = scan(question, vocabulary)
    before = previous if leans_back(question, found) else None
    reader = Reader(found, vocabulary, before, is_yes_no(question))
    if found.absent and not found.has("key"):
        return _absent(reader)
    absent = vocabulary.offences_among(found.leftover)
    if absent is None or counts_things(question, vocabulary) or _names_other_year(reader):
        return None
    query = read_query(reader)
    if query is None or not _answers_all(query, found):
        return None
    named = any(m.value not in vocabulary.measure_columns for m in found.of("column"))
    if absent and not (query.kind == "cell" and named):
        return None
    bare = not found.has("key", "own", "column", "all", "grade", "measure") and before is None
    return replace(
        query,
        yes_no=query.yes_no or reader.yes_no,
        guessed=bare and query.kind == "cell",
        absent=absent,
        remarks=_remarks(query, reader),
    )


def _remarks(query: Query, reader: Reader) -> tuple[str, ...]:
    """What the reader should know of how the question was read."""
    remarks = [*query.remarks, *reader.scan.remarks]
    missing = list(dict.fromkeys(reader.scan.absent))
    if missing:
        listed, verb = join_english(missing), "is" if len(missing) == 1 else "are"
        remarks.append(f"{listed} {verb} not among the {len(reader.table.rows)} in the table.")
    return tuple(dict.fromkeys(remarks))


def _answers_all(query: Query, found: Scan) -> bool:
    """False where the query would pass over a "not" or a "how many" of the question."""
    if found.has("not") and not query.filters and not query.presumed:
        return False
    listed = query.kind == "column" and not query.columns
    counted = listed or query.kind in {"count", "filter"}
    return counted or not found.has("count")


def _absent(reader: Reader) -> NotInTable | None:
    seen = reader.scan
    about_table = seen.has("column", "grade", "cue number", "cue grade", "measure", "rank")
    if not about_table and seen.leftover and reader.previous is None:
        return None
    columns = tuple(dict.fromkeys(mention.value for mention in seen.of("column")))
    return NotInTable(tuple(dict.fromkeys(seen.absent)), columns)


def _names_other_year(reader: Reader) -> bool:
    """True where a year is named that no report of the table is of."""
    at = [reader.table.position(name) for name in reader.of_kind("date")]
    dates = (row.cells[place].word for row in reader.table.rows for place in at)
    held = {date[:4] for date in dates if date}
    return any(mention.value not in held for mention in reader.scan.of("year"))
