"""Questions of a table whose columns are years: "last year", "the year before", "has it gone up?".

They are put with the headings that they mean, for the grammar to read.
"""

from __future__ import annotations

import re

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.year_headings import is_year
from cdi_qa.schema import Table
from cdi_qa.text import YEAR

_NEWEST = re.compile(
    r"\b(?:in |during |for )?(?:the )?(?:last|this|latest|most recent|past) year\b(?!['’]s)|"
    r"\b(?:now|at the moment|currently|latest|most recently)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?:in|for) )?(?:the |what about the )*(?P<way>year before|previous year|year after|"
    r"next year|following year)(?: that)?\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:gone|go|went|going|come|came|got|get|gotten|getting|become) (?:any )?(?:up|down|better|"
    r"worse|slower|faster|quicker|higher|lower|longer|shorter)(?: or (?:up|down|better|worse|"
    r"slower|faster|higher|lower))?\b|\b(?:risen|rose|rise|fallen|fell|increased?|decreased?|improved?|"
    r"worsened|changed?)\b|\b(?:over (?:time|the years)|year on year|each year|every year)\b",
    re.IGNORECASE,
)
"""How it is asked what became of a figure."""
_SPAN = re.compile(r"\b(?:since|from|between|to|and|until|up to)\s+$", re.IGNORECASE)
_OPENING = re.compile(
    r"^\W*(?:(?:so|and|but)\W+)*(?:(?:how (?:much )?)?(?:has|have|had|did|do|does|is|are|was|were)|"
    r"what happened (?:to|with)|by how much (?:has|have|did))\b|\bhow (?:much|many|far)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"\bwhat(?:['’]s| has)? happened(?: (?:to|with))?\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:to (?:\w+ly )?(?:go|come|get|become|rise|fall|increase|decrease|improve|change)|should|"
    r"will|would|could|can|why|how come)\b",
    re.IGNORECASE,
)
"""Asks what is done for a change, or why it came about: no figure tells that."""
_WHO = re.compile(r"\b(?:who|whos|which)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(?:overall|altogether|in all|total|across|everywhere)\b", re.IGNORECASE)
"""What asks for the figures of all rows together."""
_ROWS_MOVED = re.compile(
    r"^\W*(?:so |and |but )?(?:who(?:['’]?s| has| have)?|which(?: \w+)?(?: has| have)?) "
    r"(?:(?:(?:got|gone|went|come|came|become|is|are) )?"
    r"(?:(?P<up>up|busier|bigger|higher|grown|grew|risen|rose|increased|gained)|"
    r"down|quieter|smaller|lower|fallen|fell|dropped|shrunk|shrank|decreased|lost))"
    r"(?: by)?(?P<most> (?:the )?most)?\b(?! than)",
    re.IGNORECASE,
)
"""Asks which rows moved one way from year to year."""
_LEFT = re.compile(
    r"\b(?:since|from|between|to|and|until|in|over|the|those|years?|two|then)\b", re.I
)
_TWO = 2


def year_columns(table: Table) -> list[str]:
    """The headings that are years and nothing else, the earliest first; none where one alone is."""
    found = [c.heading for c in table.columns if c.kind == "number" and is_year(c)]
    return sorted(found) if len(found) >= _TWO else []


def name_newest_year(question: str, table: Table) -> tuple[str, str]:
    """ "How many last year" as "… in 2022/23", and a remark that says so."""
    years = year_columns(table)
    if not years or YEAR.search(question) or (said := _NEWEST.search(question)) is None:
        return question, ""
    text = f"{question[: said.start()]}in {years[-1]}{question[said.end() :]}"
    if "year" not in said.group().lower():
        return text, ""
    return text, f"“{said.group().strip()}” was read as {years[-1]}, the latest year in the table."


def name_year_before(question: str, before: Query | None, table: Table) -> str:
    """ "And the year before?" with the year beside the one that the turn before was of."""
    years, said = year_columns(table), _BEFORE.search(question)
    if before is None or said is None or not years or YEAR.search(question):
        return question
    told = [table.column(name).heading for name in before.columns if _has(table, name)]
    at = [years.index(heading) for heading in told if heading in years]
    if len(at) != 1:
        return question
    step = -1 if "before" in said["way"].lower() or "previous" in said["way"].lower() else 1
    beside = at[0] + step
    if not 0 <= beside < len(years):
        return question
    return f"{question[: said.start()]}in {years[beside]}{question[said.end() :]}"


def name_years_of_change(question: str, table: Table) -> str:
    """ "Has it gone up since 2019/20?" as the difference of two years, or as all of the years."""
    years = year_columns(table)
    moved = _MOVED.search(question) or _HAPPENED.search(question)
    if (
        not years
        or moved is None
        or any(asks.search(question) for asks in (_NOT_YET, _WHO, _OF_ALL))
    ):
        return question
    named = [year for year in years if re.search(rf"\b{re.escape(year)}(?![\d/])", question)]
    rest = question
    for year in named:
        at = rest.index(year)
        rest = _SPAN.sub("", rest[:at]) + rest[at + len(year) :]
    if YEAR.search(rest):
        return question  # a year that is no column
    rest = _OPENING.sub(" ", _HAPPENED.sub(" ", _MOVED.sub(" ", rest)), count=1)
    rest = " ".join(_OPENING.sub(" ", rest).split()).strip(" ?.,")
    if len(named) == 1 and named[0] != years[-1]:
        named.append(years[-1])
    if len(named) == _TWO:
        return f"what is the difference between {named[1]} and {named[0]} for {rest or 'us'}?"
    return f"what is {rest or 'ours'} for {', '.join(years[:-1])} and {years[-1]}?"


def name_rows_of_change(question: str, table: Table, bodies: str) -> str:
    """ "Who went up since 2019" as those that are higher in the latest year than then, and "who
    fell most" as the widest gap, where that is a fall.
    """
    years, said = year_columns(table), _ROWS_MOVED.search(question)
    if not years or said is None:
        return question
    named = [year for year in years if re.search(rf"\b{re.escape(year)}(?![\d/])", question)]
    rest = question[said.end() :]
    for year in named:
        rest = rest.replace(year, "")
    if YEAR.search(rest) or len(named) > _TWO or _LEFT.sub("", rest).strip(" ?.,!"):
        return question
    first, last = (named[0] if named else years[0]), years[-1]
    if len(named) == _TWO:
        first, last = named
    if first == last:
        return question
    up = said["up"] is not None
    if not said["most"]:
        return f"which {bodies} are {'higher' if up else 'lower'} for {last} than {first}"
    at = [next(i for i, c in enumerate(table.columns) if c.heading == y) for y in (first, last)]
    moves = [
        after - before
        for row in table.rows
        if (before := row.cells[at[0]].number) is not None
        and (after := row.cells[at[1]].number) is not None
    ]
    widest = max(moves, key=abs, default=0)
    if not widest or (widest > 0) != up or -widest in moves:
        return question
    return f"which of the {bodies} has the largest gap between {first} and {last}"


def _has(table: Table, name: str) -> bool:
    return any(column.name == name for column in table.columns)
