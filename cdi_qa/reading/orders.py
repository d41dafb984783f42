"""Words that rate, put in the order that a document itself gives for them.

Which of "Beacon", "Harbour" and "Inlet" is best no list of scales can know. Where a sentence names
every word of a column and says which end is the best ("from best to worst", "Beacon is the
highest"), the column is one of grades from then on; so it is where a sentence lists them from one
that means good to one that means bad ("Strong, Sound, Patchy or Failing").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cdi_qa.reading.cells import is_missing, merged_scale, sense_of
from cdi_qa.schema import Column, Passage, Row, Table
from cdi_qa.text import fold_space, sentence_spans

_MOST_WORDS = 12
"""Different words that a scale has at most."""
_TOP = r"(?:best|highest|strongest|top)"
_FOOT = r"(?:worst|lowest|weakest|poorest|bottom)"
_FALLING = re.compile(
    rf"\b{_TOP} (?:(?:grade|band|level|rating|one)s? )?(?:first|to (?:the )?{_FOOT})\b"
    r"|\b(?:descending|falling) order\b|\bfrom (?:the )?(?:best|highest|top) down\b",
    re.IGNORECASE,
)
"""What is said of words that stand best first."""
_RISING = re.compile(
    rf"\b{_FOOT} (?:(?:grade|band|level|rating|one)s? )?(?:first|to (?:the )?{_TOP})\b"
    r"|\b(?:ascending|rising) order\b|\bfrom (?:the )?(?:worst|lowest|bottom) up\b",
    re.IGNORECASE,
)
_CHAINED = ((1, re.compile(r"\bbetter than\b", re.I)), (-1, re.compile(r"\bworse than\b", re.I)))
_BEST, _WORST = 1, -1
_BETWEEN = re.compile(r",\s*(?:and |or )?|\s+(?:and|or|/)\s+")
"""What parts the words of a list."""
_LONGEST_WORD = 3
"""Words in a grade in the middle of a list, at most."""


def put_in_order(tables: Sequence[Table], passages: Sequence[Passage]) -> tuple[Table, ...]:
    """A document's tables, the columns of words that its text puts in order typed as grades."""
    sentences = [
        passage.clean[start:end]
        for passage in passages
        if passage.kind != "row"
        for start, end in sentence_spans(passage.clean)
    ]
    return tuple(_in_order(table, sentences) for table in tables)


def _in_order(table: Table, sentences: Sequence[str]) -> Table:
    for at, column in enumerate(table.columns):
        if words := _rating_words(table, at):
            scale = _agreed(order for text in sentences if (order := stated_order(text, words)))
            table = _as_grades(table, at, column, scale) if scale else table
    return table


def without_clashes(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables, a column a text again where its order turns a known one, or one before, around.

    All grades have one order in the database.
    """
    taken: list[tuple[str, ...]] = []
    settled = []
    for table in tables:
        for at, column in enumerate(table.columns):
            if merged_scale([*taken, column.scale] if column.scale else taken) is None:
                table = _typed(table, at, replace(column, kind="text", scale=()))
            elif column.scale:
                taken.append(column.scale)
        settled.append(table)
    return tuple(settled)


def stated_order(sentence: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words, best first, where a sentence names them all and says which end is the best.

    Empty where it does not, or says both of one end.
    """
    places = {
        word: found
        for word in words
        if (found := re.search(rf"\b{re.escape(word)}\b", sentence, re.IGNORECASE)) is not None
    }
    if len(places) < len(words):
        return ()
    if listed := _listed_by_sense(sentence, words):
        return listed
    run = sorted(words, key=lambda word: places[word].start())
    ways = _ways_told(sentence, run) or {
        end * kind
        for end, word in ((_BEST, run[0]), (_WORST, run[-1]))
        for kind, label in ((_BEST, _TOP), (_WORST, _FOOT))
        if _is_labelled(sentence, word, label)
    }
    if len(ways) != 1:
        return ()
    return tuple(run if ways == {_BEST} else run[::-1])


def _listed_by_sense(sentence: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words of a list that goes from what means good to what means bad, or the other way, and
    holds all of some words; best first.
    """
    printed = {word.lower(): word for word in words}
    known = [piece.strip(" .;:()“”\"'") for piece in _BETWEEN.split(sentence)]
    for first in range(len(known) - 1):
        opens = _edge(known[first], printed, last=True)
        for last in range(len(known) - 1, first, -1):
            run = [opens, *known[first + 1 : last], _edge(known[last], printed, last=False)]
            spelt = [printed.get(word.lower(), word) for word in run]
            short = all(0 < len(word.split()) <= _LONGEST_WORD for word in spelt)
            ends = sense_of(spelt[0]), sense_of(spelt[-1])
            if short and set(words) <= set(spelt) and sorted(ends) == [_WORST, _BEST]:
                return tuple(spelt if ends[0] == _BEST else spelt[::-1])
    return ()


def _edge(piece: str, printed: Iterable[str], *, last: bool) -> str:
    """The word of a list that a piece of a sentence ends with, where it is the list's first, or
    begins with.
    """
    lowered = piece.lower()
    for word in sorted(printed, key=len, reverse=True):
        said = rf"\b{re.escape(word)}$" if last else rf"^{re.escape(word)}\b"
        if re.search(said, lowered):
            return word
    spoken = piece.split()[-1:] if last else piece.split()[:1]
    return "".join(spoken)


def _ways_told(sentence: str, run: Sequence[str]) -> set[int]:
    """Which way a run of words goes by what is said of the whole run."""
    ways = {way for way, told in ((_BEST, _FALLING), (_WORST, _RISING)) if told.search(sentence)}
    ways |= {way for way, told in _CHAINED if len(told.findall(sentence)) == len(run) - 1}
    last = re.escape(run[-1])
    for way, said in ((_BEST, "down"), (_WORST, "up")):
        if re.search(rf"\b{said} to (?:an? |the )?{last}\b", sentence, re.IGNORECASE):
            ways.add(way)
    return ways


def _is_labelled(sentence: str, word: str, label: str) -> bool:
    """True for "Gold (the best)", "Gold is the highest" and "the best, Gold"."""
    said = re.escape(word)
    after = rf"\b{said}\b(?:,? (?:is|being|as|for)|,)? ?\(?(?:the )?{label}\b"
    before = rf"\b{label}(?: (?:grade|band|level|rating))?(?: is|,| being)? ?\(?{said}\b"
    return re.search(f"{after}|{before}", sentence, re.IGNORECASE) is not None


def _rating_words(table: Table, at: int) -> list[str]:
    """The different words of a column that come back in it; none where it holds anything else."""
    column = table.columns[at]
    if column.kind != "text" or column.name == table.key:
        return []
    held = [word for row in table.rows if not is_missing(word := _printed(row, at))]
    words = sorted(set(held))
    few = 2 <= len(words) <= _MOST_WORDS and len(words) < len(held)
    return words if few and all(word[0].isalpha() for word in words) else []


def _printed(row: Row, at: int) -> str:
    return fold_space(row.cells[at].printed).strip()


def _agreed(orders: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The one order that is stated; empty where none is, or two that differ."""
    different = set(orders)
    return different.pop() if len(different) == 1 else ()


def _as_grades(table: Table, at: int, column: Column, scale: tuple[str, ...]) -> Table:
    return _typed(table, at, replace(column, kind="grade", scale=scale))


def _typed(table: Table, at: int, column: Column) -> Table:
    """The table with a column, and its cells, of another type."""

    def typed(row: Row) -> Row:
        cell = row.cells[at]
        if not is_missing(word := _printed(row, at)):
            degree = column.scale.index(word) if column.scale else None
            cell = replace(cell, word=word, degree=degree)
        return replace(row, cells=(*row.cells[:at], cell, *row.cells[at + 1 :]))

    columns = (*table.columns[:at], column, *table.columns[at + 1 :])
    return replace(table, columns=columns, rows=tuple(typed(row) for row in table.rows))
