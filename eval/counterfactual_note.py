"""A note about one inspection as values, and its text: the real documents with other values in.

The real text is the template. `counterfactual/places.toml` says where each value stands in it;
the comparison table is printed anew, in the real one's way of wrapping cells.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from expected import Row, load_rows

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"
MATERIAL = HERE / "counterfactual"
BRIEFING = "briefing-note.txt"
REPORT = "hmicfrs-report.md"
RESPONSE = "wmp-response.md"
HEADINGS = {
    "date_of_report": ("Date of", "report"),
    "force": ("Force",),
    "overall_grade": ("Overall Grade",),
    "recording": ("Recording",),
    "overall": ("Overall",),
    "violence": ("Violence",),
    "sexual": ("Sexual",),
    "rape": ("Rape",),
    "systems_processes": ("Systems/", "Processes"),
    "vulnerable": ("Vulnerable",),
    "leadership_culture": ("Leadership/", "Culture"),
}
"""Columns in the real order with their printed headings, line by line."""
MISPRINTED = {"Cheshire", "D & C", "GMP"}
"""Forces whose last grade is printed "Requires improvement" where it is that one."""
_VALUE = re.compile(r"\{(\w+)=([^}]*)\}")
_TABLE_START = "Date of \nreport"


@dataclass(frozen=True, slots=True)
class Subject:
    """The inspected force: its name, its abbreviation and how the table prints it."""

    name: str
    abbreviation: str
    printed: str


@dataclass(frozen=True, slots=True)
class Note:
    """One note about one inspection: its table and the values of its prose."""

    subject: Subject
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    """The table's columns in the order of printing."""
    prose: Mapping[str, str]
    """Values that differ from the real documents', by their names in places.toml."""
    removed: frozenset[str] = frozenset()
    """Places whose paragraph is left out."""
    section: str | None = None
    """Name of the added section in sections.toml."""
    digests: bool = False
    """True where altered digests stand beside it."""

    @property
    def values(self) -> dict[str, str]:
        """Every value of the prose, those that the table gives among them."""
        return {**real_values(), **self.prose, **values_of_table(self)}

    @property
    def subject_row(self) -> Row:
        """The inspected force's row."""
        return next(row for row in self.rows if row["force"] == self.subject.printed)


WEST_MIDLANDS = Subject("West Midlands", "WMP", "West Mids")


def real_note() -> Note:
    """The real note."""
    return Note(WEST_MIDLANDS, tuple(load_rows()), tuple(HEADINGS), {})


def real_text(file: str) -> str:
    """The text of one of the real documents."""
    return (CORPUS / file).read_text(encoding="utf-8")


@cache
def places() -> dict[str, dict[str, str]]:
    """The places of each document: file, then place, then its words with the values marked."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        (MATERIAL / "places.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def real_values() -> dict[str, str]:
    """The values of the real documents, `intro` apart, of which each digest has its own.

    Raises ValueError where one name stands for two values.
    """
    values: dict[str, str] = {}
    for file in places().values():
        for name, value in (pair for words in file.values() for pair in _VALUE.findall(words)):
            if name != "intro" and values.setdefault(name, value) != value:
                raise ValueError(f"{name} is both {values[name]!r} and {value!r}.")
    return values


def values_of_table(note: Note) -> dict[str, str]:
    """The prose's values that repeat the inspected force's row."""
    row = note.subject_row
    rate = Decimal(row["overall"])
    return {
        "overall": row["overall"],
        "violence": row["violence"],
        "sexual": row["sexual"],
        "judgment": row["overall_grade"],
        "unrecorded_share": str(100 - rate),
        "rounded": str(int(rate)),
    }


def rename(text: str, subject: Subject) -> str:
    """A text with West Midlands' names replaced by the inspected force's."""
    hyphenated = subject.name.lower().replace(" ", "-")
    for old, new in (
        (r"West(\s)Midlands", subject.name.replace(" ", r"\1")),
        ("west-midlands", hyphenated),
        (r"\bWMP\b", subject.abbreviation),
        (r"\bwmp-", f"{subject.abbreviation.lower()}-"),
    ):
        text = re.sub(old, new, text)
    return text


def quote_place(note: Note, file: str, place: str) -> str:
    """The words of a place as the altered document has them, white space folded."""
    values = note.values

    def put(match: re.Match[str]) -> str:
        return values[match[1]]

    return " ".join(rename(_VALUE.sub(put, places()[file][place]), note.subject).split())


def locate(file: str, place: str, text: str) -> re.Match[str]:
    """Where a place stands in its document, a group for each value.

    Raises ValueError where it is not found exactly once.
    """
    words = places()[file][place]
    pieces = re.split(r"\{\w+=([^}]*)\}", words)
    pattern = "".join(
        f"({_flexible(piece)})" if at % 2 else _flexible(piece) for at, piece in enumerate(pieces)
    )
    found = list(re.finditer(pattern, text))
    if len(found) != 1:
        raise ValueError(f"{place} is found {len(found)} times in {file}.")
    return found[0]


def render(note: Note, file: str) -> str:
    """The text of one document of the altered corpus."""
    text = real_text(file)
    for start, end, new in sorted(_changes(note, file, text), reverse=True):
        text = text[:start] + new + text[end:]
    if file != BRIEFING:
        return rename(text, note.subject)
    prose, found, _ = text.partition(_TABLE_START)
    if not found:
        raise ValueError("The note has no table.")
    return rename(prose, note.subject) + print_table(note) + " \n"


def _changes(note: Note, file: str, text: str) -> Iterator[tuple[int, int, str]]:
    """The runs of a real document that differ, with their new texts; none overlap."""
    values = note.values
    for place, words in places()[file].items():
        match = locate(file, place, text)
        if place in note.removed:
            blank = re.compile(r"[ \n]*").match(text, match.end())
            yield match.start(), blank.end() if blank else match.end(), ""
            continue
        for group, (name, real) in enumerate(_VALUE.findall(words), 1):
            if (new := values.get(name, real)) != real:
                yield match.start(group), match.end(group), new


def _flexible(words: str) -> str:
    """A pattern for the words with any white space between them."""
    return re.sub(r"\s+", r"\\s+", re.escape(words).replace(r"\ ", " "))


def print_cell(row: Row, column: str) -> tuple[str, ...]:
    """A cell as printed, line by line."""
    text = row[column]
    if column == "date_of_report":
        year, month = text.split("-")[:2]
        names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return (f"{names[int(month) - 1]}-{year[2:]}",)
    if text == "Requires Improvement":
        small = column == "leadership_culture" and row["force"] in MISPRINTED
        return ("Requires", "improvement" if small else "Improvement")
    return (text,)


def print_row(cells: list[tuple[str, ...]]) -> str:
    """A row: cells of one line side by side, a wrapped cell on lines of its own, then an empty one.

    Every line ends with a space.
    """
    printed, beside = "", False
    for cell in cells:
        if len(cell) == 1:
            printed += f"{cell[0]} "
            beside = True
        else:
            printed += ("\n" if beside else "") + "".join(f"{line} \n" for line in cell) + "\n"
            beside = False
    return printed + ("\n\n" if beside else "")


def print_table(note: Note) -> str:
    """The heading and the rows of the comparison table."""
    heading = print_row([HEADINGS[column] for column in note.columns])
    return heading + "".join(
        print_row([print_cell(row, column) for column in note.columns]) for row in note.rows
    )


def quote_row(note: Note, force: str) -> str:
    """A force's row as printed, white space folded."""
    row = next(row for row in note.rows if row["force"] == force)
    return " ".join(print_row([print_cell(row, column) for column in note.columns]).split())


def quote_heading(note: Note) -> str:
    """The table's heading as printed, white space folded."""
    return " ".join(line for column in note.columns for line in HEADINGS[column])


@dataclass(frozen=True, slots=True)
class Corpus:
    """An altered corpus: the note as values, and the text of each document by its file name."""

    note: Note
    texts: Mapping[str, str]

    def page_of(self, file: str, quote: str) -> int | None:
        """The page on which a quote stands, None in Markdown.

        Raises ValueError where the quote is nowhere in the document.
        """
        for number, page in enumerate(self.texts[file].split("\f"), 1):
            if quote in fold(page):
                return number if file == BRIEFING else None
        raise ValueError(f"{file} does not have {quote!r}.")

    def states(self, wanted: str) -> bool:
        """Whether a string occurs in any of the documents, its figures whole."""
        return any(states(text, wanted) for text in self.texts.values())


def fold(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def states(text: str, wanted: str) -> bool:
    """Whether a string occurs in a text: numbers whole, words from their beginning."""
    after = r"(?!\d)(?![.,]\d)" if wanted[-1].isdigit() else ""
    pattern = r"(?<![\w.,])" + re.escape(fold(wanted)) + after
    return re.search(pattern, fold(text), re.IGNORECASE) is not None
