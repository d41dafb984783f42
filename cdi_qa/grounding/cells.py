"""Figures, grades and ranks of a statement against the cells of the cited table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cdi_qa.grounding.held import Figure, Held, vocabulary_of
from cdi_qa.lookup.scan import scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.reading.cells import grade_pattern, parse_grade
from cdi_qa.schema import Corpus, Row, Table
from cdi_qa.text import fold_space

_GRADE = re.compile(rf"\b(?=[A-Z])(?i:{grade_pattern()})\b")
_RATE = {"percent", "count"}
_LOWEST = re.compile(
    r"\b(?:lowest|worst|from (?:the )?bottom|bottom|weakest|poorest)\b", re.IGNORECASE
)


class Sheet:
    """The cited rows of one table, and what parts of a sentence name of it."""

    def __init__(self, table: Table, rows: Sequence[Row], corpus: Corpus) -> None:
        self.table = table
        self.rows = list(dict.fromkeys(rows))
        self.vocabulary: Vocabulary = vocabulary_of(table, corpus)

    def named(self, words: str) -> tuple[list[str], list[str]]:
        """The rows and the columns that some words name."""
        found = scan(words, self.vocabulary)
        keys = [mention.value for mention in found.of("key")]
        if found.has("own") and self.vocabulary.own is not None:
            keys.append(self.vocabulary.own)
        return keys, [mention.value for mention in found.of("column")]

    def named_last(self, words: str) -> list[str]:
        """The row whose name some words end with, as that of "…, Kent" is."""
        ending = words.rstrip(" (").removesuffix("'s").removesuffix("’s").lower()
        return [
            key
            for key in map(self.name, self.table.rows)
            if any(ending.endswith(name.lower()) for name in self.vocabulary.names_of(key))
        ][:1]

    def name(self, row: Row) -> str:
        """A row's name as printed."""
        return row.cells[self.table.position(self.table.key or "")].printed

    def number(self, row: Row, column: str) -> Decimal | None:
        """The number in a cell."""
        return row.cells[self.table.position(column)].number

    def columns_of(self, row: Row, value: Decimal) -> list[str]:
        """The columns in which a row has a number."""
        return [
            column.name
            for column, cell in zip(self.table.columns, row.cells, strict=True)
            if column.kind == "number" and cell.number == value
        ]


def sheets(held: Sequence[Held], corpus: Corpus) -> list[Sheet]:
    """The tables that are cited, each with its cited rows."""
    tables = dict.fromkeys(piece.table.name for piece in held if piece.table is not None)
    return [
        Sheet(
            next(table for table in corpus.tables if table.name == name),
            [row for p in held if p.table is not None and p.table.name == name for row in p.rows],
            corpus,
        )
        for name in tables
    ]


def stands_in_cell(figure: Figure, sentence: str, sheet: Sheet) -> bool:
    """True where a cited row that is named has the figure in a column that is named."""
    value = figure.mention.value
    if isinstance(value, tuple) or figure.mention.unit not in _RATE or figure.mention.hedge:
        return False
    keys, columns = sheet.named(figure.words)
    all_keys, all_columns = sheet.named(sentence)
    keys, columns = keys or all_keys, columns or all_columns
    keys = sheet.named_last(sentence[: figure.mention.start]) or keys
    own = sheet.vocabulary.own
    for row in sheet.rows:
        if (keys or [own or ""]).count(sheet.name(row)) or (not keys and len(sheet.rows) == 1):
            held = sheet.columns_of(row, value)
            if held and (set(held) & set(columns) or _is_main(held, columns, sheet)):
                return True
    return False


def _is_main(held: Sequence[str], columns: Sequence[str], sheet: Sheet) -> bool:
    """Where no column of figures is named, the first one is meant: the rate of all."""
    numbers = [column.name for column in sheet.table.columns if column.kind == "number"]
    named = [name for name in columns if name in numbers]
    return not named and numbers[:1] == list(held)[:1]


def find_wrong_grades(sentence: str, sheet: Sheet) -> list[str]:
    """Grades that no cited row that is named has in a column that is named."""
    faults = []
    pieces = re.split(r"[;,.]\s|\b(?:and|but|while|whereas)\b", sentence)
    last_keys: list[str] = []
    last_columns: list[str] = []
    for at, piece in enumerate(pieces):
        keys, columns = sheet.named(piece)
        last_keys, last_columns = keys or last_keys, columns or last_columns
        for found in _GRADE.findall(piece):
            after = sheet.named(pieces[at + 1])[1] if at + 1 < len(pieces) else []
            graded = _of_grades(columns, sheet) or _of_grades(last_columns + after, sheet)
            if not _has_grade(parse_grade(found), keys or last_keys, graded, sheet):
                faults.append(f"grade {found} is another's")
    return faults


_GRADED = re.compile(
    rf"\b(?:rated|graded|judged|rating|grade|judgment)\b\W+(?:(?:was|is|as|of|be)\W+)?"
    rf"({grade_pattern()})\b",
    re.IGNORECASE,
)


def find_wrong_prose_grades(sentence: str, told: Sequence[str]) -> list[str]:
    """Grades given in running text ("rated good") that nothing cited gives."""
    held = fold_space(" . ".join(told)).lower()
    return [
        f"grade {grade} not cited"
        for grade in _GRADED.findall(sentence)
        if not re.search(rf"\b{re.escape(fold_space(grade).lower())}\b", held)
    ]


def _of_grades(columns: Sequence[str], sheet: Sheet) -> list[str]:
    return [name for name in columns if sheet.table.column(name).kind == "grade"]


def _has_grade(
    grade: str | None, keys: Sequence[str], columns: Sequence[str], sheet: Sheet
) -> bool:
    kinds = [column.name for column in sheet.table.columns if column.kind == "grade"]
    wanted = list(columns) or kinds[:1]
    own = sheet.vocabulary.own
    return any(
        row.cells[sheet.table.position(name)].word == grade
        for row in sheet.rows
        if sheet.name(row) in (keys or [own or ""]) or (not keys and len(sheet.rows) == 1)
        for name in wanted
    )


def ranks_so(figure: Figure, sentence: str, sheet: Sheet) -> bool:
    """True where the named row has that place in the named column, counted from the right end."""
    keys, columns = sheet.named(figure.words)
    all_keys, all_columns = sheet.named(sentence)
    numbers = [
        name for name in (columns or all_columns) if sheet.table.column(name).kind == "number"
    ] or [column.name for column in sheet.table.columns if column.kind == "number"][:1]
    lowest = _LOWEST.search(figure.words) is not None
    for key in keys or all_keys or [sheet.vocabulary.own or ""]:
        for name in numbers:
            if _place(sheet, key, name, lowest) == figure.mention.value:
                return True
    return False


def _place(sheet: Sheet, key: str, column: str, lowest: bool) -> int | None:
    try:
        own = sheet.number(sheet.table.row_of(key), column)
    except KeyError:
        return None
    if own is None:
        return None
    others = [n for row in sheet.table.rows if (n := sheet.number(row, column)) is not None]
    return 1 + sum(1 for n in others if (n < own if lowest else n > own))


_OTHER_ORDER = re.compile(
    r"\d(?:st|nd|rd|th)\b|\bthan (?:the )?(?:mean|average|median)"
    r"|\b(?:second|third|fourth|fifth)\b",
    re.IGNORECASE,
)
_END = re.compile(r"\b(?P<high>highest|best|top)\b|\b(?P<low>lowest|worst|bottom)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?P<high>higher|better|above|ahead of|more)\b|\b(?P<low>lower|worse|below|behind|less)\b",
    re.IGNORECASE,
)


def find_wrong_order(sentence: str, sheet: Sheet) -> list[str]:
    """Ends and comparisons ("the lowest", "higher than Kent") that the table does not bear out."""
    keys, columns = sheet.named(sentence)
    numbers = [name for name in columns if sheet.table.column(name).kind == "number"]
    if len(set(numbers)) != 1 or _OTHER_ORDER.search(sentence):
        return []
    (column,) = set(numbers)
    if end := _END.search(sentence):
        if len(set(keys)) == 1 and _place(sheet, keys[0], column, end["low"] is not None) != 1:
            return [f"{keys[0]} is not {end.group()}"]
        return []
    found = _COMPARES.search(sentence)
    if found is None or len(set(keys)) != 2 or "than" not in sentence:
        return []
    one, other = (sheet.number(sheet.table.row_of(key), column) for key in dict.fromkeys(keys))
    if one is None or other is None:
        return []
    right = one > other if found["high"] else one < other
    return [] if right else [f"{keys[0]} is not {found.group()}"]


def of_all(figure: Figure, sheet: Sheet) -> bool:
    """True for the number of all rows ("of the 14 forces")."""
    return figure.mention.unit == "count" and figure.mention.value == len(sheet.table.rows)


def average_of(figure: Figure, sentence: str, sheet: Sheet) -> bool:
    """True for the mean of a named column over all rows, to the decimals it is given with."""
    value = figure.mention.value
    if isinstance(value, tuple) or not re.search(r"\b(?:average|mean)\b", sentence, re.IGNORECASE):
        return False
    for name in sheet.named(sentence)[1]:
        held = [n for row in sheet.table.rows if (n := sheet.number(row, name)) is not None]
        if held and round(sum(held) / len(held), -int(value.as_tuple().exponent)) == value:
            return True
    return False
