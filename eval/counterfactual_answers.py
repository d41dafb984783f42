"""What a right answer to a question on an altered note states, what it must not, and where it is.

Facts of the table are worked out by expected.py over the altered rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from string import Template
from typing import Any

from counterfactual_note import (
    BRIEFING,
    WEST_MIDLANDS,
    Corpus,
    Note,
    fold,
    quote_heading,
    quote_place,
    quote_row,
    real_note,
    rename,
    states,
)
from expected import (
    NUMBER_WORDS,
    Computed,
    Facts,
    expected_facts,
    name_force,
    ordinal,
    rank_from_bottom,
    row_of,
    word_number,
)

Form = dict[str, Any]
Names = Mapping[str, str]
_OF_ROWS = {"cell", "cells", "compare", "difference"}
"""Operations whose answer rests on the named forces' rows; the others rest on the whole table."""


def put_names(value: Any, names: Names) -> Any:
    """A computed object with its $names put in."""
    if isinstance(value, str):
        return Template(value).substitute(names)
    if isinstance(value, list):
        return [put_names(item, names) for item in value]
    if isinstance(value, dict):
        return {key: put_names(item, names) for key, item in value.items()}
    return value


def gone_forces(note: Note) -> list[str]:
    """Forces that only the real table has, West Midlands aside."""
    present = {row["force"] for row in note.rows}
    real = [row["force"] for row in real_note().rows]
    return [force for force in real if force not in {*present, WEST_MIDLANDS.printed}]


def expect(form: Form, computed: Computed | None, note: Note, names: Names) -> tuple[Facts, Facts]:
    """The facts of the prose and those of the table; none of a force that is not in the table."""
    values = note.values
    facts = []
    for fact in form.get("facts", []):
        texts = [Template(text).substitute(values, **names) for text in fact]
        facts.append(list(dict.fromkeys(word for text in texts for word in word_value(text))))
    if "percent" in form:
        part, whole = (count(values[name]) for name in form["percent"])
        share = word_number(100 * part / whole, 1)
        facts += [share, *(word_value(values[name]) for name in form["percent"])]
    if "less" in form:
        whole, part = (count(values[name]) for name in form["less"])
        facts.append([str(whole - part)])
    forces = {row["force"] for row in note.rows}
    if computed is None or not forces.issuperset(named_forces(computed)):
        return facts, []
    return facts, expected_facts(computed, list(note.rows))


def named_forces(computed: Computed) -> list[str]:
    """The forces that an operation names."""
    return [*computed.get("forces", []), *([computed["force"]] if "force" in computed else [])]


def count(text: str) -> Decimal:
    """A printed count."""
    return Decimal(text.replace(",", ""))


def word_value(text: str) -> list[str]:
    """The ways in which an answer may write a value: with and without commas, "nine" as "9"."""
    first, _, rest = text.removeprefix("the ").partition(" ")
    wordings = [text.removeprefix("the ")]
    if re.fullmatch(r"[\d,]+", text) and "," in text:
        wordings.append(text.replace(",", ""))
    if first in NUMBER_WORDS:
        wordings.append(f"{NUMBER_WORDS.index(first)} {rest}".strip())
    if text.isdigit() and int(text) < len(NUMBER_WORDS):
        wordings.append(NUMBER_WORDS[int(text)])
    return wordings


def forbid(form: Form, names: Names, corpus: Corpus, right: list[str]) -> list[str]:
    """What the real documents would answer, as far as it can only come from them.

    Left out is what the altered documents say anywhere, what is right, and what an answer may
    say of something else: bare words, small numbers, counts of rows.
    """
    real = real_note()
    here = {"subject": real.subject.printed, "total": str(len(real.rows))}
    as_real = {**names, **here, "new_stage": "Checking"}
    computed = put_names(form.get("computed"), as_real)
    counting = computed is not None and computed["op"] == "count"
    facts, table_facts = expect(form, None if counting else computed, real, as_real)
    wrong = flatten([*facts, *table_facts])
    if computed is not None and computed["op"] == "rank":
        wrong = [word for word in wrong if re.fullmatch(r"\d+(st|nd|rd|th)", word)]
        right = [*right, *places_from_bottom(form, names, corpus.note)]
    return [
        word
        for word in dict.fromkeys(wrong)
        if is_telling(word, corpus.note)
        and not corpus.states(word)
        and not any(states(text, word) for text in right)
    ]


def places_from_bottom(form: Form, names: Names, note: Note) -> list[str]:
    """The named force's place from the bottom, which an answer may state as well."""
    computed, rows = put_names(form["computed"], names), list(note.rows)
    if computed["force"] not in {row["force"] for row in rows}:
        return []
    return [ordinal(rank_from_bottom(row_of(computed["force"], rows), computed["column"], rows))]


def is_telling(word: str, note: Note) -> bool:
    """Whether a string can be in an answer to the altered note only by mistake.

    That is a value of more than one word or with a figure in it, 33 or more, and the name of a
    force that is not there any more.
    """
    named = [row["force"] for row in real_note().rows if word in name_force(row)]
    if named:
        return named[0] in gone_forces(note)
    if re.fullmatch(r"\d+", word):
        return int(word) > 32
    return " " in word or any(c.isdigit() for c in word)


def flatten(facts: Facts) -> list[str]:
    """Every alternative of every fact."""
    return [word for fact in facts for word in fact]


def find_evidence(form: Form, computed: Computed | None, corpus: Corpus) -> list[dict[str, Any]]:
    """Where the answer stands, by quotes of the altered documents."""
    note = corpus.note
    found = [place_evidence(place, corpus) for place in form.get("evidence", [])]
    if computed is not None and computed["op"] in _OF_ROWS:
        forces = named_forces(computed)
        found += [cite(corpus, BRIEFING, quote_row(note, force)) for force in forces]
        column = computed.get("column", "")
        if forces == [note.subject.printed] and column in {"overall", "violence", "sexual"}:
            found.append(place_evidence(column, corpus))
    elif computed is not None or form.get("table"):
        found.append({**cite(corpus, BRIEFING, quote_heading(note)), "table": True})
    return [item for item in found if item]


def place_evidence(place: str, corpus: Corpus) -> dict[str, Any]:
    """The evidence of a place or, in a section's own questions, of its words.

    Empty for a place of a digest that is not beside the note.
    """
    file, colon, name = place.rpartition(":")
    if colon and file.endswith(".md"):
        renamed = rename(file, corpus.note.subject)
        if renamed not in corpus.texts:
            return {}
        return cite(corpus, renamed, quote_place(corpus.note, file, name))
    if " " in place:
        return cite(corpus, BRIEFING, fold(rename(place, corpus.note.subject)))
    return cite(corpus, BRIEFING, quote_place(corpus.note, BRIEFING, place))


def cite(corpus: Corpus, file: str, quote: str) -> dict[str, Any]:
    """One piece of evidence; raises ValueError where the quote is not in the document."""
    return {"source": Path(file).stem, "page": corpus.page_of(file, quote), "quote": quote}
