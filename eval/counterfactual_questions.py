"""The questions on one altered note, from the forms in `counterfactual/questions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from random import Random
from string import Template
from typing import Any

from counterfactual_answers import (
    Form,
    expect,
    find_evidence,
    flatten,
    forbid,
    gone_forces,
    put_names,
)
from counterfactual_changes import OTHER_FORCES, sections
from counterfactual_note import MATERIAL, WEST_MIDLANDS, Corpus, Note, real_note
from expected import FORCE_NAMES, GRADES, Computed, rank_of, row_of, select_rows

RATES = {
    "overall": "overall recording rate",
    "violence": "recording rate for violence",
    "sexual": "recording rate for sexual offences",
    "rape": "recording rate for rape",
    "vulnerable": "vulnerable rate",
}
GRADE_NAMES = {
    "overall_grade": "overall grade",
    "recording": "grade for recording",
    "systems_processes": "grade for systems and processes",
    "leadership_culture": "grade for leadership and culture",
}
_FEW = range(2, 9)
"""Rows that a condition may leave."""
_HIGHEST_RANK = 14
"""The lowest place that expected.py has words for."""
_TRIES = 60


@cache
def forms() -> list[Form]:
    """The forms of the questions."""
    text = (MATERIAL / "questions.toml").read_text(encoding="utf-8")
    found: list[Form] = tomllib.loads(text)["question"]
    return found


def ask_all(
    corpus: Corpus, split: str, quotas: Mapping[str, int], rng: Random
) -> Iterator[dict[str, Any]]:
    """So many questions of each kind, in the kinds' order, none of a form asked twice.

    A section's own questions come first in the kind "section". Raises ValueError where there are
    not enough forms that fit the note.
    """
    used: set[str] = set()
    for kind, number in quotas.items():
        fitting = [form for form in fitting_forms(corpus.note, kind) if form["name"] not in used]
        own = [form for form in fitting if "kinds" not in form]
        shared = [form for form in fitting if "kinds" in form]
        if len(fitting) < number:
            raise ValueError(f"{kind}: {len(fitting)} forms for {number} questions.")
        for form in [*own, *rng.sample(shared, number - len(own))]:
            used.add(form["name"])
            yield {"kind": kind, **ask_one(form, corpus, split, rng)}


def fitting_forms(note: Note, kind: str) -> list[Form]:
    """The forms of a kind that can be asked of a note."""
    features = {f"without-{place}" for place in note.removed}
    features |= {"digests"} if note.digests else set()
    features |= {"stages"} if "stage_count" in note.prose else set()
    features |= {"other-subject"} if note.subject != WEST_MIDLANDS else set()
    features |= {"added"} if added_forces(note) else set()
    features |= {"gone"} if gone_forces(note) else set()
    fitting = [
        form
        for form in forms()
        if kind in form["kinds"]
        and form.get("needs") in {None, *features}
        and not note.removed.intersection(form.get("evidence", []))
    ]
    if kind == "section" and note.section:
        fitting += sections()[note.section]["questions"]
    return fitting


def added_forces(note: Note) -> list[str]:
    """Forces that the real table does not have, the inspected one aside."""
    real = {row["force"] for row in real_note().rows}
    return [f for row in note.rows if (f := row["force"]) not in {*real, note.subject.printed}]


def ask_one(form: Form, corpus: Corpus, split: str, rng: Random) -> dict[str, Any]:
    """One question of a form. Raises ValueError where no draw of names fits the form."""
    for _ in range(_TRIES):
        names = draw_names(form, corpus, rng)
        computed = put_names(form.get("computed"), names)
        if form.get("absent") or computed is None or is_usable(computed, corpus.note):
            break
    else:
        raise ValueError(f"Nothing fits {form['name']}.")
    wording = rng.choice(form["wordings"][(split == "test") :: 2])
    spoken = {**names, **{name: speak(names[name]) for name in names if name in _FORCES}}
    turn = Template(wording).substitute(corpus.note.values, **spoken)
    turn = turn[0].upper() + turn[1:]
    absent = form.get("absent", False)
    facts, table_facts = expect(form, computed, corpus.note, spoken)
    forbidden = forbid(form, names, corpus, [turn, *flatten([*facts, *table_facts])])
    return {
        "name": form["name"],
        "turns": [turn],
        "expected_status": ["not_in_documents" if absent else "answered"],
        "facts": [] if absent else facts,
        "table_facts": [] if absent else table_facts,
        "forbidden": forbidden,
        "evidence": [] if absent else find_evidence(form, computed, corpus),
    }


# ── names for a form ────────────────────────────────────────────────────────────────────────────

_FORCES = {"subject", "force", "other", "added", "gone", "never"}


def draw_names(form: Form, corpus: Corpus, rng: Random) -> dict[str, str]:
    """What the form's $names stand for; forces as the table prints them."""
    note = corpus.note
    others = [f for row in note.rows if (f := row["force"]) != note.subject.printed]
    force, other = rng.sample(others, 2)
    never = [f for f in OTHER_FORCES if not corpus.states(f)]
    names = {
        "subject": note.subject.printed,
        "subject_name": note.subject.name,
        "subject_abbreviation": note.subject.abbreviation,
        "force": force,
        "other": other,
        "added": rng.choice(added_forces(note) or [""]),
        "gone": rng.choice(gone_forces(note) or [""]),
        "never": rng.choice(never),
        "total": str(len(note.rows)),
        "new_stage": new_stage(note),
    }
    measures = {"rates": RATES, "grades": GRADE_NAMES, "overall_grade": GRADE_NAMES}
    if "over" in form:
        column = form["over"]
        if column in {"rates", "grades"}:
            column = rng.choice(list(measures[column]))
        names |= {"column": column, "measure": measures[form["over"]][column]}
        names |= {"limit": str(rng.randint(20, 98)), "grade": rng.choice(GRADES)}
    return names


def new_stage(note: Note) -> str:
    """The name of the stage that was put in, empty where none was."""
    stages = "\n".join(note.values[f"stage_{n}"] for n in range(1, 7)).split("\n")
    real = {real_note().values[f"stage_{n}"].partition(" ")[2] for n in range(1, 7)}
    names = [stage.strip().partition(" ")[2] for stage in stages if stage.strip()]
    return next((name for name in names if name not in real), "")


def speak(printed: str) -> str:
    """A force's full name."""
    return max(FORCE_NAMES.get(printed, [printed]), key=len)


def is_usable(computed: Computed, note: Note) -> bool:
    """Whether a look-up finds a few rows, and no place that there are no words for."""
    rows = list(note.rows)
    if "where" in computed:
        return len(select_rows(computed, rows)) in _FEW
    if computed["op"] == "rank":
        row = row_of(computed["force"], rows)
        return rank_of(row, computed["column"], rows) <= _HIGHEST_RANK
    return True
