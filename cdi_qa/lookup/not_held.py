"""The answers to questions of what a table does not hold: other offences, other times."""

from __future__ import annotations

from cdi_qa.lookup.parse import NotInTable
from cdi_qa.lookup.sheet import Sheet
from cdi_qa.schema import Claim, Draft
from cdi_qa.text import figures, join_english


def refuse_topics(sheet: Sheet, noun: str, missing: NotInTable) -> Draft:
    """That no column is about an offence, and what there is of the row that it is asked of."""
    topics = join_english(list(missing.topics), "or")
    names = join_english([sheet.name(key) for key in missing.keys]) or f"each {sheet.body}"
    held = [sheet.label(c.name) for c in sheet.table.columns if c.kind == "number"]
    text = (
        f"The {sheet.called} has no column for {topics}; of {names} it gives the "
        f"{join_english(held)}, and the grades"
    )
    return Draft(
        status="not_in_documents",
        claims=(Claim(text, (sheet.whole,), frozenset(figures(text))),),
        ask_at_meeting=f"What is the {noun} for {topics} of {names}?",
        answered_by="table",
    )


def refuse_change(sheet: Sheet) -> Draft:
    """That a table of one time does not tell who got better or worse."""
    count = str(len(sheet.rows))
    text = (
        f"The {sheet.called} gives one set of results for each of the {count} {sheet.bodies}, so "
        "it does not tell which of them got better or worse"
    )
    return Draft(
        status="not_in_documents",
        claims=(Claim(text, (sheet.whole,), frozenset({count})),),
        ask_at_meeting=f"Which {sheet.bodies} have got better, and which worse, since then?",
        answered_by="table",
    )


def refuse_unlisted(sheet: Sheet) -> Draft:
    """That a table does not tell which rows it lacks, and which it has."""
    count = str(len(sheet.rows))
    text = (
        f"The documents do not say which {sheet.bodies} are not in the {sheet.called}; the {count} "
        f"that are in it: {sheet.names(sheet.rows)}"
    )
    return Draft(
        status="not_in_documents",
        claims=(Claim(text, (sheet.whole,), frozenset({count})),),
        ask_at_meeting=f"Why are some {sheet.bodies} not in the {sheet.called}?",
        answered_by="table",
    )


def refuse_grade(sheet: Sheet, name: str) -> Draft:
    """That a column has figures and no grades, and which columns are graded."""
    table, label = sheet.table, sheet.label(name)
    graded = [sheet.label(column.name) for column in table.columns if column.kind == "grade"]
    text = (
        f"The {sheet.called} gives the {label} of each {sheet.body} as a figure and no grade for "
        f"it; what is graded is the {join_english(graded)}"
    )
    return Draft(
        status="not_in_documents",
        claims=(Claim(text, (sheet.whole,), frozenset(figures(text))),),
        ask_at_meeting=f"Is a grade given for the {label}?",
        answered_by="table",
    )
