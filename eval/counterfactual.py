"""Makes altered notes and the questions on them, to catch answers that were not read from a note.

`python eval/counterfactual.py [FOLDER]` writes the folder `counterfactual` and the file
`counterfactual.jsonl` into FOLDER (here where it is left out). The same is made every time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from counterfactual_changes import (
    Change,
    add_digests,
    add_forces,
    add_section,
    add_stage,
    change_deadlines,
    change_subject,
    keep_forces,
    redraw_figures,
    remove_paragraph,
    reorder_columns,
    reorder_rows,
    reshuffle_grades,
)
from counterfactual_note import (
    BRIEFING,
    HERE,
    REPORT,
    RESPONSE,
    Corpus,
    Subject,
    real_note,
    rename,
    render,
)
from counterfactual_questions import ask_all

WEST_YORKSHIRE = Subject("West Yorkshire", "WYP", "West Yorkshire")
THAMES_VALLEY = Subject("Thames Valley", "TVP", "Thames Valley")
DATE_LAST = (
    "force overall violence sexual rape vulnerable overall_grade recording "
    "systems_processes leadership_culture date_of_report"
)
GRADES_BETWEEN = (
    "date_of_report force violence rape overall_grade sexual overall leadership_culture "
    "vulnerable systems_processes recording"
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One altered corpus: what is done to the real note, and how many questions of each kind."""

    name: str
    split: str
    seed: int
    changes: tuple[Change, ...]
    quotas: Mapping[str, int]


VARIANTS = (
    Variant("other-figures", "dev", 101, (redraw_figures,), {"figures": 25}),
    Variant(
        "nine-forces",
        "dev",
        102,
        (
            partial(keep_forces, number=6),
            partial(add_forces, number=3),
            redraw_figures,
            reshuffle_grades,
            reorder_rows,
        ),
        {"forces": 10, "grades": 8, "figures": 7},
    ),
    Variant(
        "other-columns",
        "dev",
        103,
        (
            redraw_figures,
            partial(reorder_columns, order=DATE_LAST),
            partial(add_section, name="call-handling"),
            partial(remove_paragraph, place="shoplifting"),
            partial(remove_paragraph, place="training_needs"),
            partial(add_stage, after=3, name="Linking the crime to its incident"),
        ),
        {"columns": 16, "section": 8},
    ),
    Variant(
        "west-yorkshire",
        "dev",
        104,
        (
            partial(change_subject, subject=WEST_YORKSHIRE),
            redraw_figures,
            change_deadlines,
            add_digests,
            partial(add_section, name="staffing"),
        ),
        {"deadlines": 7, "subject": 15, "section": 4},
    ),
    Variant(
        "later-meeting",
        "test",
        205,
        (
            redraw_figures,
            change_deadlines,
            partial(remove_paragraph, place="equality"),
            partial(add_stage, after=4, name="Telling the victim of the outcome"),
        ),
        {"deadlines": 9, "section": 3, "figures": 13},
    ),
    Variant(
        "twenty-forces",
        "test",
        206,
        (
            partial(keep_forces, number=11),
            partial(add_forces, number=9),
            redraw_figures,
            reorder_rows,
        ),
        {"forces": 13, "figures": 12},
    ),
    Variant(
        "other-grades",
        "test",
        207,
        (
            redraw_figures,
            reshuffle_grades,
            partial(reorder_columns, order=GRADES_BETWEEN),
            partial(add_section, name="peer-review"),
            partial(remove_paragraph, place="no_crime"),
        ),
        {"grades": 9, "section": 5, "columns": 11},
    ),
    Variant(
        "thames-valley",
        "test",
        208,
        (
            partial(change_subject, subject=THAMES_VALLEY),
            redraw_figures,
            change_deadlines,
            reorder_rows,
            add_digests,
            partial(add_section, name="training-budget"),
            partial(remove_paragraph, place="shoplifting"),
        ),
        {"subject": 15, "section": 5, "figures": 5},
    ),
)


def make_corpus(variant: Variant) -> Corpus:
    """The altered documents of a variant."""
    rng, note = Random(variant.seed), real_note()
    for change in variant.changes:
        note = change(note, rng)
    files = (BRIEFING, REPORT, RESPONSE) if note.digests else (BRIEFING,)
    return Corpus(note, {rename(file, note.subject): render(note, file) for file in files})


def make_questions(variant: Variant, corpus: Corpus) -> Iterator[dict[str, Any]]:
    """The questions on a variant, as the lines of the set have them."""
    rng = Random(variant.seed)
    for question in ask_all(corpus, variant.split, variant.quotas, rng):
        name = question.pop("name")
        yield {
            "id": f"altered-{variant.name}-{name}",
            "split": variant.split,
            "category": "counterfactual",
            "corpus": f"counterfactual/{variant.name}",
            **question,
        }


def make_files() -> dict[str, str]:
    """Every file that is written, by its path: the documents of each variant and the questions."""
    files: dict[str, str] = {}
    lines = []
    for variant in VARIANTS:
        corpus = make_corpus(variant)
        for file, text in corpus.texts.items():
            files[f"counterfactual/{variant.name}/{file}"] = text
        lines += [json.dumps(q, ensure_ascii=False) for q in make_questions(variant, corpus)]
    files["counterfactual.jsonl"] = "".join(f"{line}\n" for line in lines)
    return files


def main() -> None:
    """Writes the files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for path, text in make_files().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
