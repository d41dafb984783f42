"""The kinds of question, tried in turn: the first that takes up all that is asked counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cdi_qa.lookup.columns import columns_named, default_columns
from cdi_qa.lookup.conditions import grade_filters
from cdi_qa.lookup.coverage import is_covered
from cdi_qa.lookup.date_steps import steps_in_time
from cdi_qa.lookup.differences import read_difference
from cdi_qa.lookup.followups import read_followup
from cdi_qa.lookup.gaps_to_best import read_gaps_to_best
from cdi_qa.lookup.groups import (
    read_groups,
    read_holdings,
    read_meaning,
    read_nearest,
    read_strength,
    read_tally,
    read_ties,
)
from cdi_qa.lookup.leads import asks_on_what
from cdi_qa.lookup.leaning import read_leaning
from cdi_qa.lookup.mention import Scan
from cdi_qa.lookup.ordering import (
    asks_if_good,
    read_aggregate,
    read_column,
    read_extreme,
    read_places,
    read_rank,
)
from cdi_qa.lookup.pairs import read_pair
from cdi_qa.lookup.pointing import points_nowhere
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.rows_again import row_meant
from cdi_qa.lookup.selecting import read_filter
from cdi_qa.lookup.vocabulary import load_phrases

_AWARDED = frozenset({"get", "got", "given", "score", "scored", "awarded", "receive", "received"})
_ANYTHING = frozenset({"anything", "something", "columns", "areas", "categories", "what", "where"})
_ASKS_WHAT = frozenset({"what", "whats", "our"})
_ASKED_FOR = frozenset({"who", "whos", "whose"})
_POINTING = frozenset("else ones they their them em that it those who whos which many".split())
Reading = Callable[[Reader, list[str], list[str]], Query | None]
_CARRYING = ("ordinal", "except", "count", "all columns", "everything")
"""What is asked by itself of what was said before: "second?", "on everything?"."""
_FEW = 4
"""Words of a question that names nothing but an end of the order: "the bottom three"."""
_MOST_ROWS = 3
"""Rows that are given whole where no column is named."""
_OPERATIONS = (
    "highest", "lowest", "rank", "mean", "median", "range", "sum", "difference", "versus", "each",
    "tie", "tally", "link", "nearest", "just above", "just below", "half", "quarter", "ratio",
    "whole column", "within", "other end",
)  # fmt: skip


def read_query(reader: Reader) -> Query | None:
    """The query of a question; None where the table is not what it asks of."""
    keys, columns = reader.keys(), columns_named(reader)
    if not is_about_table(reader, keys, columns):
        return None
    followed = read_followup(reader, keys, columns)
    if followed is not None and is_covered(followed, reader):
        return followed
    if points_nowhere(reader) and not keys:
        return None
    keys = keys or row_meant(reader)
    for reading in _READINGS:
        query = reading(reader, keys, columns)
        if query is not None and is_covered(query, reader):
            return query
    return None


def is_about_table(reader: Reader, keys: list[str], columns: list[str]) -> bool:
    """True where enough is said for the table to be what the question asks of."""
    seen = reader.scan
    operation = bool(reader.comparators) or seen.has(*_OPERATIONS)
    asked = seen.has("cue number", "cue grade", "measure", "grade", "cue red", "perfect")
    asked = asked or (seen.has("any column") and seen.has("number")) or _says_grade(seen)
    if reader.previous is not None and _leans(reader, keys, columns, operation or asked):
        return True
    if seen.has("key", "table") or (seen.has("verb mean", "meaning") and columns):
        return True
    if keys:  # the reader's own force, by a pronoun
        awarded = bool(columns) and bool(_AWARDED & set(seen.tokens))
        if awarded or reader.graded(columns):
            return True
        held_against_all = seen.has("all") and seen.has("versus")
        placed = seen.has("ordinal") and (bool(columns) or not seen.leftover)
        placed = placed or (seen.has("everything") and not seen.leftover)
        listed = len(reader.numeric(columns)) > 1 and not (seen.leftover or seen.has("count"))
        listed = listed or _asks_for_cell(reader, columns)
        listed = listed or (asks_if_good(reader, keys, columns) and not seen.leftover)
        timed = seen.has("month", "year") and "report" in seen.tokens
        rows = reader.asks_which or seen.has("count")
        timed = timed or (rows and bool({"before", "after"} & set(seen.tokens)))
        timed = timed or (seen.has("cue date") and "ours" in seen.tokens)
        about = reader.asks_which or bool({"reports", "inspections"} & set(seen.tokens))
        dated = timed or (seen.has("cue date") and (seen.has("month", "year") or about))
        return held_against_all or asked or operation or placed or dated or listed
    if columns:
        placed = seen.has("ordinal") and (reader.asks_which or _names_runner_up(reader))
        mentions = seen.has("all", "exists", "month", "cue date", "count")
        mentions = mentions or (seen.has("number") and reader.asks_which and not seen.leftover)
        return operation or asked or placed or mentions
    return _asks_of_rows(reader, operation, asked)


def _says_grade(seen: Scan) -> bool:
    """True where a column is named by a heading that says what it holds: "the overall grade"."""
    cues = set(load_phrases()["cues"]["grade"])
    return any(cues & set(seen.tokens[m.start : m.end]) for m in seen.of("column"))


def _asks_for_cell(reader: Reader, columns: list[str]) -> bool:
    """True for "what was our wait" and "what did we get": a row, at most a column, and no more."""
    seen = reader.scan
    named = sum(mention.end - mention.start for mention in seen.of("column", "shared"))
    little = sum(token in {"the", "of"} for token in seen.tokens)
    few = len(seen.tokens) - named - little <= _FEW and not seen.leftover
    plain = len(columns) == 1 or bool(_AWARDED & set(seen.tokens))
    return few and plain and seen.tokens[0] in _ASKS_WHAT


def _names_runner_up(reader: Reader) -> bool:
    """True for "runner-up on violence", which asks for a row without a "who"."""
    return any(mention.value.startswith("runner") for mention in reader.scan.of("ordinal"))


def _leans(reader: Reader, keys: list[str], columns: list[str], asks: bool) -> bool:
    seen = reader.scan
    words = _POINTING
    pointing = bool(words & set(seen.tokens)) and not seen.leftover
    pointing = pointing or asks_on_what(reader) or steps_in_time(reader)
    return bool(keys or columns) or asks or pointing or seen.has(*_CARRYING)


def _asks_of_rows(reader: Reader, operation: bool, asked: bool) -> bool:
    """True where rows are asked for though neither a row nor a column is named."""
    seen = reader.scan
    body, bodies = reader.vocabulary.body, reader.vocabulary.bodies
    words = {"force", "forces", "who", "whos", "which", body, bodies} & set(seen.tokens)
    rows = seen.has("all", "exists", "count") or bool(words)
    dated = seen.has("month", "latest", "earliest") or seen.has("year")
    told = seen.has("cue date", "month") or bool({"report", "reports"} & set(seen.tokens))
    told = told or any(_of_reports(mention.value) for mention in seen.of("latest", "earliest"))
    dated = dated and (reader.asks_reports or (rows and told))
    dated = dated or (seen.has("mean", "median") and reader.asks_reports)
    plain = "order" in seen.tokens or not seen.leftover
    dated = dated or (rows and seen.has("cue date") and plain)
    figure = rows and any("." in mention.value for mention in seen.of("number"))
    whole = figure or (rows and "table" in seen.tokens) or seen.has("tally")
    ends = seen.has("highest") and seen.has("lowest") and seen.has("difference", "range")
    bare = seen.has("highest", "lowest", "mean", "median", "range") or (
        rows and seen.has("ordinal")
    )
    bare = bare and not seen.leftover
    bare = bare and (ends or len(seen.tokens) <= _FEW or seen.has("cue national"))
    return whole or dated or bare or ((operation or asked) and (rows or asked))


def _of_reports(phrase: str) -> bool:
    """True for "reported last", "the most recent inspection"."""
    return "report" in phrase or "inspect" in phrase


def _read_graded_anywhere(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Are we rated good for anything?", "where are we inadequate?": each grade of the row, the
    one asked about as conditions of which one is enough.
    """
    seen = reader.scan
    anything = bool(_ANYTHING & set(seen.tokens)) or _asks_for_any(reader)
    if columns or not keys or not seen.has("grade") or not anything:
        return None
    if seen.has("difference", "reach"):
        return None
    names = tuple(reader.of_kind("grade"))
    tests = grade_filters(reader, list(names))
    one = len(seen.of("grade")) == 1 and bool(tests)
    one = one and not (tests[0].operator == "!=" and reader.yes_no)  # no "yes" is plain to that
    held = tuple(replace(tests[0], column=name) for name in names) if one else ()
    return Query("cell", columns=names, keys=tuple(keys), filters=held, any_of=bool(held))


def _asks_for_any(reader: Reader) -> bool:
    """True for "do we have any Goods", "did Kent get an Outstanding"."""
    before = [reader.scan.tokens[m.start - 1] for m in reader.scan.of("grade") if m.start]
    held = {"get", "got", "have", "has", "had", "receive"} & set(reader.scan.tokens)
    return reader.yes_no and bool(held) and bool({"a", "an", "any"} & set(before))


def _read_cells(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """One cell or several; what is left out is taken from the turn before or is the own force."""
    before = reader.previous
    leaning = read_leaning(reader, keys, columns)
    if leaning is not None:
        return leaning
    if not keys and before is not None:
        keys = list(before.keys)
    if reader.scan.tokens[0] in _ASKED_FOR and not reader.scan.has("key"):
        return None  # "who gives the grades" asks for nobody's grade
    if not keys and reader.scan.has("exists") and len(columns) > 1:
        return None  # "is there a force whose two grades differ" does not ask for the own ones
    if not keys and reader.yes_no and reader.comparators and reader.scan.has("column"):
        return None  # "are waits shorter where cancer is better" is not told by the own figures
    if not keys and not reader.scan.has("all"):
        keys = reader.own()
    if not keys:
        return None
    if not columns and reader.scan.has("cue number", "cue grade", "measure", "cue date"):
        columns = default_columns(reader)
    if columns:
        return Query("cell", columns=tuple(columns), keys=tuple(keys))
    told = reader.scan.has("key", "everything") or bool(before and before.kind == "row")
    told = told or bool(_AWARDED & set(reader.scan.tokens))
    return Query("row", keys=tuple(keys)) if len(keys) <= _MOST_ROWS and told else None


_READINGS: tuple[Reading, ...] = (
    read_meaning,
    read_holdings,
    _read_graded_anywhere,
    read_gaps_to_best,
    read_pair,
    read_groups,
    read_tally,
    read_strength,
    read_nearest,
    read_ties,
    read_places,
    read_difference,
    read_filter,
    read_extreme,
    read_aggregate,
    read_rank,
    read_column,
    _read_cells,
)
