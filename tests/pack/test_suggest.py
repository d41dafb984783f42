from __future__ import annotations

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from cdi_qa.pack.brief import brief_paper, make_brief
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.paper import Line
from cdi_qa.pack.standing import open_standing
from cdi_qa.pack.suggest import MOST, is_sound, suggest_pack
from cdi_qa.text import ordinal

from .conftest import ROOT, read

ALTERED = sorted(path for path in (ROOT / "eval" / "counterfactual").iterdir() if path.is_dir())
CORPORA = [ROOT / "corpus", *ALTERED]
NOTES = sorted((ROOT / "training" / "notes").glob("*.txt"))[::6]
HOLE = re.compile(r"\{\w*\}|\bNone\?|  |\.\.|,\.|\?\.|“”|\bthe the\b|\.\?")


def texts(found: list[Suggestion], kind: str) -> list[str]:
    return [item.text for item in found if item.kind == kind]


@pytest.mark.parametrize("folder", CORPORA, ids=lambda path: path.name)
def test_every_question_holds_and_is_whole(folder: Path) -> None:
    corpus, lexicon = read(folder)
    found = suggest_pack(corpus, lexicon)
    assert 15 <= len(found) <= MOST
    assert len({item.text for item in found}) == len(found)
    for item in found:
        assert is_sound(item, corpus), item.text
        assert item.evidence, item.text
        assert item.text.endswith("?"), item.text
        assert not HOLE.search(" ".join([item.text, item.follow_up, *item.full_answer])), item.text
        assert item.full_answer, item.text
        assert item.follow_up.endswith("?"), item.text
    groups = [item.theme for item in found]
    starts = [theme for at, theme in enumerate(groups) if at == 0 or groups[at - 1] != theme]
    assert len(starts) == len(set(starts))


@pytest.mark.parametrize("folder", CORPORA, ids=lambda path: path.name)
def test_figures_follow_the_table(folder: Path) -> None:
    """The place in the question, counted anew from the table's own cells."""
    corpus, lexicon = read(folder)
    standing = open_standing(corpus, lexicon)
    assert standing is not None
    table = standing.sheet.table
    measures = [item for item in suggest_pack(corpus, lexicon) if item.kind == "measure"]
    behind = 0
    for column in table.columns:
        at = table.position(column.name)
        values = [n for row in table.rows if (n := row.cells[at].number) is not None]
        own = standing.own.cells[at].number
        if column.kind != "number" or own is None or not standing.explained(column):
            continue
        place = 1 + sum(value > own for value in values)
        told = [item for item in measures if f" {standing.own.cells[at].printed}%" in item.text]
        if place * 2 > len(values):
            behind += 1
            assert any(f"{ordinal(place)} of the {len(values)} " in item.text for item in told)
            mean = (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"))
            close = {mean, mean + Decimal("0.1"), mean - Decimal("0.1")}
            assert any(f"is {value}%" in item.comparison for item in told for value in close)
    assert len(measures) == behind


def test_counts_in_notes_are_turned_into_sentences() -> None:
    found = suggest_pack(*read(ROOT / "corpus"))
    counted = texts(found, "counted")
    assert any(t.startswith("116 of 429 domestic abuse crimes (27.0%) were not") for t in counted)
    assert any(t.startswith("17 of 167 rape cases (10.2%) were not recorded.") for t in counted)
    (delays,) = [t for t in counted if "24 hours" in t]
    assert "31 of 150 rape cases (20.7%), 83 of 448 violent crimes (18.5%)" in delays


def test_due_dates_are_counted_from_publication_with_the_working() -> None:
    found = suggest_pack(*read(ROOT / "corpus"))
    asked = texts(found, "recommendation")
    assert len(asked) == 4
    six = "It is due within six months: counted from publication on 7 September 2017, by 7 March"
    assert sum(six in text for text in asked) == 2
    assert sum("by 7 December 2017." in text for text in asked) == 2
    (first,) = [item for item in found if "gaps in its systems" in item.text]
    assert any("on 7 September 2017" in evidence.quote for evidence in first.evidence)


NOTE = """Visit to the workshops of Fernleigh Council

What this is

The report was published on {day}. Inspectors spent three days in the workshops.

Tools

Tools were checked out properly in only {some} of 40 cases. Nobody had tested the alarms.

Recommendations

1. Within {time}, the council should replace the alarms.
2. By 4 May 2031 the council should publish a list of tools.
3. The council should paint the doors.

What the council disputes

The council disputes the count of tools.
"""


@pytest.mark.parametrize(
    ("day", "time", "due"),
    [
        ("7 January 2030", "three months", "by 7 April 2030"),
        ("30 November 2030", "three months", "by 28 February 2031"),
        ("1 March 2030", "six weeks", "by 12 April 2030"),
        ("1 March 2030", "ten days", "by 11 March 2030"),
        ("29 February 2028", "one year", "by 28 February 2029"),
    ],
)
def test_due_dates_of_another_note(
    suggest_over: Callable[[str], list[Suggestion]], day: str, time: str, due: str
) -> None:
    found = suggest_over(NOTE.format(day=day, time=time, some=29))
    (first, second, third) = texts(found, "recommendation")
    assert f"to replace the alarms? It is due within {time}: counted from publication on" in first
    assert f"{day}, {due}." in first
    assert "It is due by 4 May 2031." in second
    assert "No date is set for it." in third


def test_shortfall_says_how_many_are_left_out(
    suggest_over: Callable[[str], list[Suggestion]],
) -> None:
    found = suggest_over(NOTE.format(day="7 January 2030", time="a month", some=29))
    (asked,) = texts(found, "shortfall")
    assert asked.startswith("Tools were checked out properly in only 29 of 40 cases. ")
    assert "the other 11" in asked
    assert texts(found, "dispute")[0].startswith("The council disputes the count of tools. ")
    assert any(item.text.startswith("Nobody had tested the alarms. ") for item in found)


def test_no_publication_date_means_no_worked_out_date(
    suggest_over: Callable[[str], list[Suggestion]],
) -> None:
    found = suggest_over(NOTE.format(day="a Monday", time="three months", some=29))
    asked = texts(found, "recommendation")[0]
    assert "the documents do not give the day that counts from" in asked
    assert "counted from publication" not in asked


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.stem)
def test_questions_over_other_notes_hold(note: Path, tmp_path: Path) -> None:
    (tmp_path / note.name).write_bytes(note.read_bytes())
    corpus, lexicon = read(tmp_path)
    found = suggest_pack(corpus, lexicon)
    assert len(found) >= 5
    assert all(is_sound(item, corpus) and not HOLE.search(item.text) for item in found)
    assert len(found) <= MOST


def test_text_without_findings_gives_no_question(
    suggest_over: Callable[[str], list[Suggestion]],
) -> None:
    assert suggest_over("Minutes\n\nThe room is on the first floor. Tea is at four.\n") == []


def test_brief_ranks_as_the_table_does_and_cites_every_line() -> None:
    corpus, lexicon = read(ROOT / "corpus")
    brief = make_brief(corpus, lexicon)
    assert [heading for heading, _ in brief.parts] == [
        "Headline figures",
        "What is positive",
        "What is of concern",
        "What is asked for, and by when",
        "What is disputed",
    ]
    with (ROOT / "eval" / "comparison.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {key.lower(): key for key in rows[0]}
    own = next(row for row in rows if "West Mid" in " ".join(row.values()))
    violence = [float(row[names["violence"]]) for row in rows]
    place = 1 + sum(value > float(own[names["violence"]]) for value in violence)
    lines = [b.text for b in brief_paper(brief, corpus).blocks if isinstance(b, Line)]
    assert any(f"violence: 77.9%, {ordinal(place)} of the {len(rows)} forces." in t for t in lines)
    assert any(t.startswith("By 7 December 2017 (within three months, from 7 Sep") for t in lines)
    assert all(line.endswith(")") for line in lines)
