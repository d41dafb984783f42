"""Works out what an answer about the comparison table must state, from comparison.csv alone.

A question's `computed` object names an operation; README.md beside this file lists them all.
`python eval/expected.py` prints what they give, with `--write` it is written into the questions.
Nothing here comes from the program under test, so the two can be held against each other.
A rate is expected with the decimals it was printed with (83 is not 83.0).
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from decimal import Decimal
from math import ceil
from pathlib import Path
from statistics import correlation, mean, median
from typing import Any
from unicodedata import category

from expected_table import (
    GRADE_COLUMNS,
    GRADES,
    RATE_COLUMNS,
    Computed,
    Row,
    load_rows,
    rank_from_bottom,
    rank_of,
    rate_of,
    rates,
    row_of,
    select_rows,
)
from expected_words import (
    ABOVE,
    BELOW,
    FORCE_NAMES,
    NUMBER_WORDS,
    QUARTERS,
    SIGNS,
    STRENGTHS,
    name_force,
    ordinal,
    word_cell,
    word_closely,
    word_number,
    word_rank,
)

__all__ = [
    "FORCE_NAMES",
    "GRADES",
    "GRADE_COLUMNS",
    "NUMBER_WORDS",
    "RATE_COLUMNS",
    "Computed",
    "Facts",
    "Row",
    "expected_facts",
    "load_questions",
    "load_rows",
    "name_force",
    "ordinal",
    "rank_from_bottom",
    "rank_of",
    "row_of",
    "select_rows",
    "with_table_facts",
    "word_number",
]

Facts = list[list[str]]

QUESTIONS = Path(__file__).resolve().parent / "questions.jsonl"
FIELDS = (
    "id split category kind turns expected_status facts table_facts forbidden evidence computed "
    "note corpus"
).split()


def unique(facts: Facts) -> Facts:
    """The facts in order, each once."""
    return [fact for at, fact in enumerate(facts) if fact not in facts[:at]]


def expect_cells(computed: Computed, rows: list[Row]) -> Facts:
    """Every named column of every named force."""
    chosen = [row_of(force, rows) for force in computed["forces"]]
    return unique([word_cell(row, column) for row in chosen for column in computed["columns"]])


def expect_places(computed: Computed, rows: list[Row]) -> Facts:
    """The forces at the top or bottom of a column, or at one place in it."""
    column, number = computed["column"], computed.get("n", 1)
    chosen = select_rows(computed, rows)
    from_bottom = computed["op"] in {"worst", "bottom", "nth_bottom"}
    ranker = rank_from_bottom if from_bottom else rank_of
    ranked = [(ranker(row, column, chosen), row) for row in chosen]
    if computed["op"] in {"nth", "nth_bottom"}:
        return [name_force(row) for rank, row in ranked if rank == number]
    return [name_force(row) for rank, row in ranked if rank <= number]


def expect_figure(computed: Computed, rows: list[Row]) -> Facts:
    """A mean, a median or the range from lowest to highest."""
    values = rates(computed, rows)
    figures = {
        "mean": mean(values),
        "median": median(values),
        "range": max(values) - min(values),
    }
    return [word_number(figures[computed["op"]], computed.get("decimals", 1))]


def expect_extreme(computed: Computed, rows: list[Row]) -> Facts:
    """The lowest or the highest rate of a column as it is printed."""
    column = computed["column"]
    pick = min if computed["op"] == "minimum" else max
    return [word_cell(pick(select_rows(computed, rows), key=lambda r: Decimal(r[column])), column)]


def expect_listing(computed: Computed, rows: list[Row]) -> Facts:
    """Every matching force by name with its cells in the named columns."""
    chosen = select_rows(computed, rows)
    columns = ["force", *computed["columns"]]
    return unique([word_cell(row, column) for row in chosen for column in columns])


def expect_groups(computed: Computed, rows: list[Row]) -> Facts:
    """For every grade of a column that is given, the number of its forces or their mean rate."""
    facts: Facts = []
    for grade in GRADES:
        group = [row for row in rows if row[computed["by"]] == grade]
        if group and computed["op"] == "group_counts":
            facts += [[grade], [str(len(group)), NUMBER_WORDS[len(group)]]]
        elif group:
            group_mean = mean([Decimal(row[computed["column"]]) for row in group])
            facts += [[grade], word_closely(group_mean)]
    return facts


def expect_proportion(computed: Computed, rows: list[Row]) -> Facts:
    """How many rows satisfy the conditions, of how many, and as a percentage."""
    number = len(select_rows(computed, rows))
    percent = Decimal(100 * number) / len(rows)
    half = ["half"] if 2 * number == len(rows) else []
    return [[str(number), NUMBER_WORDS[number], *half], [*word_number(percent, 1), *half]]


def expect_quarter(computed: Computed, rows: list[Row]) -> Facts:
    """A force's place and its quarter; raises ValueError where it lies between two.

    Counted from the top and from the bottom it has to be the same quarter.
    """
    column, row = computed["column"], row_of(computed["force"], rows)
    from_top = 4 * rank_of(row, column, rows) / len(rows)
    from_bottom = 4 * rank_from_bottom(row, column, rows) / len(rows)
    quarter = ceil(from_top)
    if quarter != 5 - ceil(from_bottom):
        raise ValueError(f"{row['force']} lies between two quarters of {column}")
    return [word_rank(row, column, rows), QUARTERS[quarter - 1]]


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


def expect_versus(computed: Computed, rows: list[Row]) -> Facts:
    """A force's rate, the mean or the median of all and which side of it the force is on."""
    column = computed["column"]
    value = rate_of(computed["force"], column, rows)
    centre = {"versus_mean": mean, "versus_median": median}[computed["op"]]
    centre_value = centre(rates({"column": column}, rows))
    return [
        word_cell(row_of(computed["force"], rows), column),
        word_number(centre_value, computed.get("decimals", 1)),
        BELOW if value < centre_value else ABOVE,
    ]


def expect_differences(computed: Computed, rows: list[Row]) -> Facts:
    """How far a force lies from each of several others in one column, with their names."""
    value = rate_of(computed["force"], computed["column"], rows)
    facts: Facts = []
    for other in computed["forces"]:
        distance = abs(value - rate_of(other, computed["column"], rows))
        facts += [name_force(row_of(other, rows)), word_closely(distance)]
    return facts


def expect_gap(computed: Computed, rows: list[Row]) -> Facts:
    """How far a force is behind the best, with the best one's name, or away from the mean."""
    column = computed["column"]
    value, values = rate_of(computed["force"], column, rows), rates({"column": column}, rows)
    if computed["op"] == "gap_to_best":
        best = [name_force(row) for row in rows if Decimal(row[column]) == max(values)]
        return [word_closely(max(values) - value), [name for names in best for name in names]]
    distance = value - mean(values)
    return [word_closely(abs(distance)), BELOW if distance < 0 else ABOVE]


def expect_ratio(computed: Computed, rows: list[Row]) -> Facts:
    """How many times the second force's rate the first one's is."""
    left, right = (rate_of(force, computed["column"], rows) for force in computed["forces"])
    return [word_closely(left / right)]


def expect_to_grade(computed: Computed, rows: list[Row]) -> Facts:
    """A force's rate beside the names and rates of all that have the grade it is held against."""
    graded = {"where": [[computed["grade_column"], "==", computed["grade"]]]}
    own = word_cell(row_of(computed["force"], rows), computed["column"])
    return [own, *expect_listing({**graded, "columns": [computed["column"]]}, rows)]


def gap_of(row: Row, columns: list[str]) -> Decimal:
    """How far two columns lie apart in one row, without a sign."""
    left, right = (Decimal(row[column]) for column in columns)
    return abs(left - right)


def expect_column_gap(computed: Computed, rows: list[Row]) -> Facts:
    """How far two columns lie apart: for one force, or where it is most or least, with the name."""
    columns = computed["columns"]
    if computed["op"] == "column_gap":
        return [word_closely(gap_of(row_of(computed["force"], rows), columns))]
    pick = max if computed["op"] == "widest" else min
    found = pick(gap_of(row, columns) for row in rows)
    names = [name_force(row) for row in rows if gap_of(row, columns) == found]
    return [*names, word_closely(found)]


def expect_correlation(computed: Computed, rows: list[Row]) -> Facts:
    """How two columns go together (Pearson), in words, and that the table is small."""
    pair = [[float(row[column]) for row in rows] for column in computed["columns"]]
    found = correlation(*pair)
    words = next(words for least, words in STRENGTHS if abs(found) >= least)
    number = [str(len(rows)), NUMBER_WORDS[len(rows)]]
    return [words, SIGNS[found > 0], number] if abs(found) >= STRENGTHS[-2][0] else [words, number]


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
    "nth_bottom": expect_places,
    "rank": lambda c, rows: [word_rank(row_of(c["force"], rows), c["column"], rows)],
    "filter": lambda c, rows: [name_force(row) for row in select_rows(c, rows)],
    "listing": expect_listing,
    "count": expect_count,
    "proportion": expect_proportion,
    "group_counts": expect_groups,
    "group_means": expect_groups,
    "mean": expect_figure,
    "median": expect_figure,
    "range": expect_figure,
    "minimum": expect_extreme,
    "maximum": expect_extreme,
    "quarter": expect_quarter,
    "difference": expect_difference,
    "differences": expect_differences,
    "compare": expect_comparison,
    "ratio": expect_ratio,
    "versus_mean": expect_versus,
    "versus_median": expect_versus,
    "gap_to_best": expect_gap,
    "gap_to_mean": expect_gap,
    "to_grade": expect_to_grade,
    "column_gap": expect_column_gap,
    "widest": expect_column_gap,
    "narrowest": expect_column_gap,
    "correlation": expect_correlation,
    "all": expect_all,
}


def expected_facts(computed: Computed, rows: list[Row]) -> Facts:
    """The alternatives-lists that an answer must satisfy; raises KeyError for an unknown name."""
    return OPERATIONS[computed["op"]](computed, rows)


def load_questions(path: Path = QUESTIONS) -> list[dict[str, Any]]:
    """The questions, one object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def with_table_facts(question: dict[str, Any], rows: list[Row]) -> dict[str, Any]:
    """The question with its table_facts worked out anew, its fields in their order."""
    complete = {name: value for name, value in question.items() if name != "table_facts"}
    if "computed" in question:
        complete["table_facts"] = expected_facts(question["computed"], rows)
    return {name: complete[name] for name in sorted(complete, key=FIELDS.index)}


def to_line(question: dict[str, Any]) -> str:
    """A question as one line of JSON; characters that do not show are written by their number."""
    text = json.dumps(question, ensure_ascii=False)
    return "".join(f"\\u{ord(char):04x}" if category(char) == "Cf" else char for char in text)


def print_expected(questions: list[dict[str, Any]], rows: list[Row]) -> None:
    """Prints each computed question with its expected values."""
    for question in questions:
        if "computed" not in question:
            continue
        print(f"{question['id']}: {' / '.join(question['turns'])}")
        for alternatives in expected_facts(question["computed"], rows):
            print(f"    {' | '.join(alternatives)}")


def main() -> None:
    """Prints what is expected of table questions, or with --write puts it into questions.jsonl."""
    parser = ArgumentParser(description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="write table_facts into the file")
    rows, questions = load_rows(), load_questions()
    if not parser.parse_args().write:
        print_expected(questions, rows)
        return
    lines = [to_line(with_table_facts(question, rows)) + "\n" for question in questions]
    QUESTIONS.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
