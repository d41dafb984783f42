"""Works out what an answer about the comparison table must state, from comparison.csv alone.

A question's `computed` object names an operation; README.md beside this file lists them all.
Nothing here comes from the program under test, so the two can be held against each other.
A rate is expected with the decimals it was printed with (83 is not 83.0). Higher is better and
1 is the highest rank; ties share the better rank.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

Computed = dict[str, Any]
Row = dict[str, str]
Facts = list[list[str]]

HERE = Path(__file__).resolve().parent
GRADES = ["Inadequate", "Requires Improvement", "Good", "Outstanding"]
GRADE_COLUMNS = {"overall_grade", "recording", "systems_processes", "leadership_culture"}
RATE_COLUMNS = {"overall", "violence", "sexual", "rape", "vulnerable"}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NUMBER_WORDS = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
]
ORDINAL_WORDS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
]
FORCE_NAMES = {
    "West Mids": ["West Mids", "West Midlands", "WMP", "our force"],
    "Leicestershire": ["Leicestershire", "Leics"],
    "Cambs": ["Cambs", "Cambridgeshire"],
    "D & C": ["D & C", "D&C", "Devon and Cornwall", "Devon & Cornwall"],
    "A & S": ["A & S", "A&S", "Avon and Somerset", "Avon & Somerset"],
    "Staffordshire": ["Staffordshire", "Staffs"],
    "GMP": ["GMP", "Greater Manchester"],
    "Wiltshire": ["Wiltshire", "Wilts"],
}
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
    "==": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
}


def load_rows(path: Path = HERE / "comparison.csv") -> list[Row]:
    """The rows of the table, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_questions(path: Path = HERE / "questions.jsonl") -> list[dict[str, Any]]:
    """The questions, one object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def row_of(force: str, rows: list[Row]) -> Row:
    """The row of a force by its printed name; raises KeyError where there is none."""
    for row in rows:
        if row["force"] == force:
            return row
    raise KeyError(force)


def sortable(column: str, text: str) -> Decimal | str:
    """A cell's value in an order: rates as numbers, grades by rank, dates and names as text."""
    if column in RATE_COLUMNS:
        return Decimal(text)
    if column in GRADE_COLUMNS:
        return Decimal(GRADES.index(text))
    if column in {"date_of_report", "force"}:
        return text
    raise KeyError(column)


def select_rows(computed: Computed, rows: list[Row]) -> list[Row]:
    """The rows that satisfy every condition of `where` (all of them without one)."""
    return [row for row in rows if all(holds(row, c, rows) for c in computed.get("where", []))]


def holds(row: Row, condition: list[Any], rows: list[Row]) -> bool:
    """Whether a row satisfies [column, comparison, value]; a value may be {"force": name}."""
    column, comparison, value = condition
    text = row_of(value["force"], rows)[column] if isinstance(value, dict) else str(value)
    return COMPARISONS[comparison](sortable(column, row[column]), sortable(column, text))


def rank_of(row: Row, column: str, rows: list[Row]) -> int:
    """The rank of a row in a column: one more than the number of rows above it."""
    value = sortable(column, row[column])
    higher = [other for other in rows if COMPARISONS[">"](sortable(column, other[column]), value)]
    return 1 + len(higher)


def rank_from_bottom(row: Row, column: str, rows: list[Row]) -> int:
    """The rank counted from the lowest value, 1 for the lowest."""
    value = sortable(column, row[column])
    lower = [other for other in rows if COMPARISONS["<"](sortable(column, other[column]), value)]
    return 1 + len(lower)


def name_force(row: Row) -> list[str]:
    """The ways in which an answer may name a row's force."""
    return FORCE_NAMES.get(row["force"], [row["force"]])


def word_cell(row: Row, column: str) -> list[str]:
    """The ways in which an answer may write a cell."""
    text = row[column]
    if column == "force":
        return name_force(row)
    if column != "date_of_report":
        return [text]
    year, month = text.split("-")[:2]
    name = MONTHS[int(month) - 1]
    return [f"{name} {year}", f"{name[:3]} {year}", f"{name[:3]}-{year[2:]}", f"{year}-{month}"]


def word_number(value: Decimal, decimals: int) -> list[str]:
    """A computed figure rounded half up, and as it is where that is not much longer."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    wordings = [str(rounded)]
    shorter = format(rounded.normalize(), "f")
    exact = format(value.normalize(), "f")
    for wording in (shorter, exact):
        if wording not in wordings and len(wording.partition(".")[2]) <= decimals + 1:
            wordings.append(wording)
    return wordings


def ordinal(number: int) -> str:
    """1 as 1st, 12 as 12th."""
    if 10 <= number <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def word_rank(row: Row, column: str, rows: list[Row]) -> list[str]:
    """The ways in which an answer may state a rank, from the top or from the bottom."""
    rank = rank_of(row, column, rows)
    wordings = [ordinal(rank), ORDINAL_WORDS[rank]]
    wordings += [f"{before} {rank}" for before in ("number", "rank", "ranked", "position", "place")]
    wordings += [f"{rank} of", f"{rank} out of"]
    bottom = rank_from_bottom(row, column, rows)
    if rank == 1:
        wordings += ["highest", "top", "best"]
    if bottom == 1:
        wordings += ["lowest", "bottom", "worst", "last"]
    elif bottom <= len(rows) // 2:
        for start in (ordinal(bottom), ORDINAL_WORDS[bottom]):
            wordings += [f"{start} {end}" for end in ("lowest", "worst", "from the bottom")]
            wordings += [f"{start} from bottom", f"{start}-lowest", f"{start}-worst"]
    return wordings


def unique(facts: Facts) -> Facts:
    """The facts in order, each once."""
    return [fact for at, fact in enumerate(facts) if fact not in facts[:at]]


def middle(values: list[Decimal]) -> Decimal:
    """The median."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def rates(computed: Computed, rows: list[Row]) -> list[Decimal]:
    """The rates of one column in the selected rows."""
    return [Decimal(row[computed["column"]]) for row in select_rows(computed, rows)]


def expect_cells(computed: Computed, rows: list[Row]) -> Facts:
    """Every named column of every named force."""
    chosen = [row_of(force, rows) for force in computed["forces"]]
    return unique([word_cell(row, column) for row in chosen for column in computed["columns"]])


def expect_places(computed: Computed, rows: list[Row]) -> Facts:
    """The forces at the top or bottom of a column, or at one place in it."""
    column, number = computed["column"], computed.get("n", 1)
    chosen = select_rows(computed, rows)
    ranker = rank_from_bottom if computed["op"] in {"worst", "bottom"} else rank_of
    ranked = [(ranker(row, column, chosen), row) for row in chosen]
    if computed["op"] == "nth":
        return [name_force(row) for rank, row in ranked if rank == number]
    return [name_force(row) for rank, row in ranked if rank <= number]


def expect_figure(computed: Computed, rows: list[Row]) -> Facts:
    """A mean, a median or the range from lowest to highest."""
    values = rates(computed, rows)
    figures = {
        "mean": sum(values, Decimal(0)) / len(values),
        "median": middle(values),
        "range": max(values) - min(values),
    }
    return [word_number(figures[computed["op"]], computed.get("decimals", 1))]


def expect_count(computed: Computed, rows: list[Row]) -> Facts:
    """How many rows satisfy the conditions."""
    number = len(select_rows(computed, rows))
    return [[str(number), NUMBER_WORDS[number]]]


def expect_difference(computed: Computed, rows: list[Row]) -> Facts:
    """How far two forces lie apart in one column, without a sign."""
    left, right = (Decimal(row_of(f, rows)[computed["column"]]) for f in computed["forces"])
    return [word_number(abs(left - right), computed.get("decimals", 1))]


def expect_comparison(computed: Computed, rows: list[Row]) -> Facts:
    """The forces compared and their values in one column."""
    chosen = [row_of(force, rows) for force in computed["forces"]]
    values = [word_cell(row, computed["column"]) for row in chosen]
    return unique([*(name_force(row) for row in chosen), *values])


def expect_versus_mean(computed: Computed, rows: list[Row]) -> Facts:
    """A force's rate, the mean of all and which side of it the force is on."""
    column = computed["column"]
    value = Decimal(row_of(computed["force"], rows)[column])
    mean = sum(rates(computed, rows), Decimal(0)) / len(rows)
    below, above = ["below", "lower", "under", "less"], ["above", "higher", "over", "more"]
    return [
        word_cell(row_of(computed["force"], rows), column),
        word_number(mean, computed.get("decimals", 1)),
        below if value < mean else above,
    ]


def expect_all(computed: Computed, rows: list[Row]) -> Facts:
    """The facts of several operations together."""
    return unique([fact for part in computed["of"] for fact in expected_facts(part, rows)])


OPERATIONS: dict[str, Callable[[Computed, list[Row]], Facts]] = {
    "cell": lambda c, rows: [word_cell(row_of(c["force"], rows), c["column"])],
    "cells": expect_cells,
    "best": expect_places,
    "worst": expect_places,
    "top": expect_places,
    "bottom": expect_places,
    "nth": expect_places,
    "rank": lambda c, rows: [word_rank(row_of(c["force"], rows), c["column"], rows)],
    "filter": lambda c, rows: [name_force(row) for row in select_rows(c, rows)],
    "count": expect_count,
    "mean": expect_figure,
    "median": expect_figure,
    "range": expect_figure,
    "difference": expect_difference,
    "compare": expect_comparison,
    "versus_mean": expect_versus_mean,
    "all": expect_all,
}


def expected_facts(computed: Computed, rows: list[Row]) -> Facts:
    """The alternatives-lists that an answer must satisfy; raises KeyError for an unknown name."""
    return OPERATIONS[computed["op"]](computed, rows)


def main() -> None:
    """Prints each computed question with its expected values."""
    rows = load_rows()
    for question in load_questions():
        if "computed" not in question:
            continue
        print(f"{question['id']}: {' / '.join(question['turns'])}")
        for alternatives in expected_facts(question["computed"], rows):
            print(f"    {' | '.join(alternatives)}")


if __name__ == "__main__":
    main()
