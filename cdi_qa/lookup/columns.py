"""Which columns a question means, named or not."""

from __future__ import annotations

from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.scan import Mention
from cdi_qa.text import stem

_CONJUNCTIONS = frozenset({"and", "but", "or", "yet", "though"})
_PARTED = 3


def columns_named(reader: Reader) -> list[str]:
    """The columns a question names: where a word fits several, the cue for a rate or grade decides.

    Those that a word leaves no doubt of come first.
    """
    certain: list[str] = []
    resolved: list[str] = []
    for mention in reader.scan.of("column"):
        if _is_only_measure(reader, mention):
            continue
        fitting = _fitting(reader, mention)
        if len(fitting) == 1:
            certain += fitting
        else:
            resolved += _resolve(reader, fitting)
    return list(dict.fromkeys([*certain, *resolved]))


def default_columns(reader: Reader) -> list[str]:
    """The columns of a question that names none."""
    if reader.previous is not None and reader.previous.columns:
        return list(reader.previous.columns)
    if reader.scan.has("cue date", "month") and (dates := reader.of_kind("date")):
        return dates[:1]
    graded = reader.scan.has("cue grade", "grade", "cue red")
    wanted = reader.main("grade" if graded else "number")
    main = wanted or reader.main("grade") or reader.main("number")
    return [main] if main else []


def comparable(reader: Reader, columns: list[str]) -> str | None:
    """The first column whose values have an order; the default one where none is named."""
    named = columns or default_columns(reader)
    return next((name for name in named if reader.column(name).kind != "text"), None)


def numeric_column(reader: Reader, columns: list[str]) -> str | None:
    """The first column that has figures, else the overall one."""
    before = reader.previous.columns if reader.previous is not None else ()
    for name in reader.numeric([*columns, *before]):
        return name
    return None if columns else reader.main("number")


def nearest(reader: Reader, at: Mention, names: list[str]) -> str:
    """The one of some columns that is named nearest to a mention."""
    if len(names) == 1:
        return names[0]
    far = len(reader.scan.tokens)

    def distance(name: str) -> int:
        gaps = (
            _gap(reader, at, mention)
            for mention in reader.scan.of("column")
            if name in _fitting(reader, mention)
        )
        return min(gaps, default=far)

    return min(names, key=distance)


def _gap(reader: Reader, at: Mention, column: Mention) -> int:
    """Words between; "good for leadership but inadequate for systems" joins what "but" does not."""
    follows = column.start >= at.end
    start, end = (at.end, column.start) if follows else (column.end, at.start)
    parted = _CONJUNCTIONS & set(reader.scan.tokens[start:end])
    return abs(end - start) + (0 if follows else 1) + (_PARTED if parted else 0)


def has_rate_cue(reader: Reader) -> bool:
    """True where the question speaks of figures rather than grades."""
    return reader.scan.has("cue number", "measure", "number", "mean", "median", "range")


def _resolve(reader: Reader, fitting: list[str]) -> list[str]:
    """Of several columns that a word fits, the one of the kind asked for; all where none is."""
    grades, numbers = reader.graded(fitting), reader.numeric(fitting)
    graded = _has_grade_cue(reader)
    compared = bool(reader.comparators) or reader.scan.has(
        "highest", "lowest", "rank", "difference", "versus", "ordinal"
    )
    if graded and grades:
        return grades[:1]
    if numbers and (compared or (has_rate_cue(reader) and not graded)):
        return numbers[:1]
    return fitting


def _is_only_measure(reader: Reader, mention: Mention) -> bool:
    """True for "recording" where it is what the rates measure and not the column headed so."""
    if not _may_be_measure(reader, mention):
        return False
    if not all(_may_be_measure(reader, other) for other in reader.scan.of("column")):
        return True
    bare = reader.scan.tokens[mention.start].endswith("ing") and not has_rate_cue(reader)
    return not (_has_grade_cue(reader) or bare)


def _may_be_measure(reader: Reader, mention: Mention) -> bool:
    return set(_fitting(reader, mention)) <= reader.vocabulary.measure_columns


def _has_grade_cue(reader: Reader) -> bool:
    return reader.scan.has("cue grade", "grade", "cue red")


def _fitting(reader: Reader, mention: Mention) -> list[str]:
    """The columns that a mention's words may stand for."""
    words = reader.scan.tokens[mention.start : mention.end]
    said = tuple(stem(word) for word in words)
    return [phrase.column for phrase in reader.vocabulary.phrases if phrase.stems == said]
