"""The alterations: functions from a note and a source of chance to another note."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from random import Random
from typing import Any

from counterfactual_note import MATERIAL, Note, Subject, real_note
from expected import GRADE_COLUMNS, GRADES, RATE_COLUMNS, Row

Change = Callable[[Note, Random], Note]
OTHER_FORCES = (
    "Bedfordshire",
    "City of London",
    "Cleveland",
    "Cumbria",
    "Derbyshire",
    "Dorset",
    "Durham",
    "Dyfed-Powys",
    "Essex",
    "Gloucestershire",
    "Gwent",
    "Hampshire",
    "Hertfordshire",
    "Humberside",
    "Lancashire",
    "Lincolnshire",
    "Metropolitan Police",
    "Norfolk",
    "North Yorkshire",
    "Northamptonshire",
    "Nottinghamshire",
    "South Wales",
    "South Yorkshire",
    "Suffolk",
    "Surrey",
    "Thames Valley",
    "Warwickshire",
    "West Mercia",
    "West Yorkshire",
)
"""The forces of England and Wales that the real table does not have."""
TEST_DIGEST = (
    "This is a digest made for testing, not a real one: its figures, dates and names are invented."
)
_SPREAD = {"violence": (-9.0, 3.0), "sexual": (-4.0, 9.0), "rape": (-6.0, 14.0)}
"""How far a rate may lie from the overall rate, in percentage points."""
_REPORTED = ("2016-05-01", "2016-08-01", "2016-11-01", "2017-03-01", "2017-05-01", "2017-07-01")
_LINE = 100
"""Characters of a printed line."""


@cache
def sections() -> dict[str, dict[str, Any]]:
    """The sections that can be added, by name."""
    return tomllib.loads((MATERIAL / "sections.toml").read_text(encoding="utf-8"))


def print_rate(value: float) -> str:
    """A rate with one decimal, none where it is whole, 100 at most."""
    return format(Decimal(str(round(min(value, 100.0), 1))).normalize(), "f")


def draw_rates(rng: Random) -> Row:
    """The rates of one force."""
    overall = rng.uniform(73, 95.5)
    rates = {"overall": print_rate(overall)}
    for column, (low, high) in _SPREAD.items():
        rates[column] = print_rate(overall + rng.uniform(low, high))
    rates["vulnerable"] = print_rate(rng.uniform(6, 98))
    if rng.random() < 0.1:
        rates["violence"] = f"{Decimal(rates['violence']) - Decimal('0.05'):.2f}"
    return rates


def draw_force(name: str, rng: Random) -> Row:
    """A whole row."""
    date = rng.choice(_REPORTED)
    grades = {column: rng.choice(GRADES) for column in sorted(GRADE_COLUMNS)}
    return {"date_of_report": date, "force": name, **grades, **draw_rates(rng)}


def redraw_figures(note: Note, rng: Random) -> Note:
    """Other rates, dates and counts; the real note's rate of a force is never drawn again."""
    real = {row["force"]: row for row in real_note().rows}
    rows = []
    for row in note.rows:
        drawn = draw_force(row["force"], rng)
        while any(drawn[c] == real.get(row["force"], {}).get(c) for c in RATE_COLUMNS):
            drawn |= draw_rates(rng)
        rows.append({**drawn, **{column: row[column] for column in GRADE_COLUMNS}})
    return redraw_counts(replace(note, rows=tuple(rows)), rng)


def redraw_counts(note: Note, rng: Random) -> Note:
    """Other counts in the prose, in keeping with each other and with the inspected force's row."""
    rape_reports = rng.randint(110, 240)
    rape_recorded = rape_reports - rng.randint(9, 30)
    rape_rate = Decimal(100 * rape_recorded) / rape_reports
    row = {**note.subject_row, "rape": print_rate(float(round(rape_rate, 1)))}
    rows = tuple(row if other is note.subject_row else other for other in note.rows)
    missed = rng.randint(150, 300) * (100 - Decimal(row["overall"])) / 100
    unrecorded = int(missed.quantize(Decimal("0.1"), ROUND_HALF_UP) * 1000)
    counts = {
        "rape_reports": rape_reports,
        "rape_recorded": rape_recorded,
        "rape_day": rape_recorded - rng.randint(12, 40),
        "unrecorded": unrecorded,
        "report_unrecorded": unrecorded,
        "disputed": unrecorded // 1000 * 1000,
        **draw_abuse(rng),
        **draw_samples(rng),
    }
    prose = {**note.prose, **{name: f"{count:,}" for name, count in counts.items()}}
    return replace(note, rows=rows, prose=prose)


def draw_abuse(rng: Random) -> dict[str, int]:
    """Counts of domestic abuse, of N100 records and of crimes recorded within a day."""
    crimes, unrecorded = rng.randint(350, 620), rng.randint(70, 160)
    due, reviewed, rapes = rng.randint(7, 15), rng.randint(22, 45), rng.randint(4, 11)
    counts = {
        "da_crimes": crimes,
        "da_recorded": crimes - unrecorded,
        "da_unrecorded": unrecorded,
        "assaults": rng.randint(33, 58),
        "coercive": rng.randint(4, 9),
        "stalking": rng.randint(3, 6),
        "threats": rng.randint(3, 6),
        "n100_due": due,
        "n100_applied": due - rng.randint(2, 5),
        "n100_reviewed": reviewed,
        "n100_rapes": rapes,
        "n100_right": reviewed - rapes,
    }
    for offence, low, high in (
        ("violence", 380, 520),
        ("sexual", 140, 230),
        ("other", 400, 560),
    ):
        counts[f"{offence}_recorded"] = rng.randint(low, high)
        counts[f"{offence}_day"] = counts[f"{offence}_recorded"] - rng.randint(21, 90)
    return counts


def draw_samples(rng: Random) -> dict[str, int]:
    """Sizes of the samples."""
    return {
        "old_sample": rng.randint(210, 480),
        "first_sample": rng.randint(11, 19) * 100,
        "extra_sample": rng.randint(6, 9) * 100,
        "incidents": rng.randint(61_000, 129_000),
        "direct_crimes": rng.randint(21_000, 48_000),
        "slavery_crimes": rng.randint(33, 49),
        "slavery_referrals": rng.randint(33, 49),
        "n100_provided": rng.randint(33, 49),
        "adult_crimes": rng.randint(33, 64),
        "child_crimes": rng.randint(33, 64),
        "rape_review": rng.randint(33, 44),
        "da_review": rng.randint(101, 180),
    }


def change_deadlines(note: Note, rng: Random) -> Note:
    """Other deadlines, each its own, another re-visit, meeting and period."""
    names = ("shoplifting", "gaps", "first_point", "supervision", "account")
    months = rng.sample(["two", "four", "five", "seven", "eight", "nine", "ten", "twelve"], 5)
    deadlines = {f"{name}_months": word for name, word in zip(names, months, strict=True)}
    start, end = rng.choice((("May 2012", "30 April 2013"), ("July 2012", "30 June 2013")))
    dates = {
        "revisit": rng.choice(("late 2018", "spring 2019", "autumn 2018", "the summer of 2018")),
        "meeting": rng.choice(("14 Nov", "22 Jan", "6 Feb", "28 Nov")),
        "old_start": f"1 {start}",
        "old_end": end,
        "collection_weeks": rng.choice(("five", "eight")),
        "audit_weeks": rng.choice(("4", "5")),
        "day_hours": rng.choice(("36", "48", "72")),
    }
    return replace(note, prose={**note.prose, **deadlines, **dates})


def keep_forces(note: Note, rng: Random, number: int) -> Note:
    """So many of the forces, the inspected one always among them."""
    others = [row for row in note.rows if row is not note.subject_row]
    kept = rng.sample(others, number - 1)
    return replace(
        note, rows=tuple(row for row in note.rows if row in kept or row is note.subject_row)
    )


def add_forces(note: Note, rng: Random, number: int) -> Note:
    """So many more forces of England and Wales at the end of the table."""
    present = {row["force"] for row in note.rows}
    names = rng.sample([name for name in OTHER_FORCES if name not in present], number)
    return replace(note, rows=(*note.rows, *(draw_force(name, rng) for name in names)))


def reorder_rows(note: Note, rng: Random) -> Note:
    """The rows in another order."""
    return replace(note, rows=tuple(rng.sample(note.rows, len(note.rows))))


def reshuffle_grades(note: Note, rng: Random) -> Note:
    """The grades of each column dealt out to the forces anew."""
    rows = [dict(row) for row in note.rows]
    for column in sorted(GRADE_COLUMNS):
        grades = rng.sample([row[column] for row in rows], len(rows))
        for row, grade in zip(rows, grades, strict=True):
            row[column] = grade
    return replace(note, rows=tuple(rows))


def reorder_columns(note: Note, _: Random, order: str) -> Note:
    """The columns in the order named. Raises ValueError where it is not an order of them all."""
    columns = tuple(order.split())
    if sorted(columns) != sorted(note.columns):
        raise ValueError(f"This is no order of the columns: {order}")
    return replace(note, columns=columns)


def change_subject(note: Note, _: Random, subject: Subject) -> Note:
    """Another force in the inspected one's place, in the prose and in its row."""
    if any(row["force"] == subject.printed for row in note.rows):
        raise ValueError(f"{subject.printed} is in the table already.")
    row = {**note.subject_row, "force": subject.printed}
    rows = tuple(row if other is note.subject_row else other for other in note.rows)
    return replace(note, subject=subject, rows=rows)


def remove_paragraph(note: Note, _: Random, place: str) -> Note:
    """A recommendation left out, by its place's name."""
    return replace(note, removed=note.removed | {place})


def add_stage(note: Note, _: Random, after: int, name: str) -> Note:
    """A seventh stage of crime recording; those that follow it are counted on."""
    names = [note.values[f"stage_{n}"].partition(" ")[2] for n in range(1, 7)]
    stages = {f"stage_{n}": f"{n + (n > after)}. {name}" for n, name in enumerate(names, 1)}
    stages[f"stage_{after}"] += f" \n\n{after + 1}. {name}"
    return replace(note, prose={**note.prose, **stages, "stage_count": "seven"})


def add_section(note: Note, _: Random, name: str) -> Note:
    """A section with a heading of its own, set as the rest of the note is."""
    section = sections()[name]
    printed = f"{section['heading']} \n\n"
    for block in section["blocks"]:
        lines = textwrap.wrap(block.removeprefix("- "), _LINE, break_on_hyphens=False)
        sign = " " if block.startswith("- ") else ""
        printed += sign + "".join(f"{line} \n\n" for line in lines)
    return replace(note, prose={**note.prose, section["before"]: f"{printed} \n\n"}, section=name)


def add_digests(note: Note, rng: Random) -> Note:
    """Both digests beside the note, with other dates and names, marked as made for testing."""
    first = ("Priya", "Alys", "Morwenna", "Ingrid", "Ffion", "Noor")
    last = ("Hartnell", "Oyelaran", "Quillfeather", "Brackenbury", "Szymanska", "Tregarthen")
    people = [
        " ".join(pair) for pair in zip(rng.sample(first, 3), rng.sample(last, 3), strict=True)
    ]
    prose = {
        "intro": TEST_DIGEST,
        "published": f"{rng.randint(10, 28)} October 2017",
        "carried_out": rng.choice(("May 2017", "June 2017")),
        "examined_from": "1 October 2016",
        "examined_to": "31 March 2017",
        "overall_interval": f"1.{rng.randint(30, 79)}",
        "violence_interval": f"2.{rng.randint(10, 99)}",
        "inspector": people[0],
        "spokesman": people[1],
        "commissioner": people[2],
    }
    return replace(note, prose={**note.prose, **prose}, digests=True)
