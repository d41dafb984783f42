"""Questions from the comparison table: figures below the peers', grades, unexplained columns."""

from __future__ import annotations

from collections.abc import Iterator

from cdi_qa.knowledge import clerk
from cdi_qa.lookup.sheet import capital, possessive
from cdi_qa.outline import Outline
from cdi_qa.pack.model import Suggestion
from cdi_qa.pack.standing import Place, Standing
from cdi_qa.schema import Column
from cdi_qa.text import join_english

_ASKS = (
    "What do those above it do differently, and what rate is aimed at, by when?",
    "What accounts for the gap, and what does the latest check of {body}'s own show?",
    "Which of the changes now under way will raise it, and by how much?",
    "What is being done to raise it, and how far is it to have risen a year from now?",
)


def suggest_measures(outline: Outline, standing: Standing | None) -> Iterator[Suggestion]:
    """A question for each figure in the lower half, one for the grades, one for what is unclear."""
    if standing is None:
        return
    numbers = standing.columns("number")
    places = [standing.place(column) for column in numbers if standing.explained(column)]
    behind = [place for place in places if place.behind]
    for turn, place in enumerate(behind):
        yield _below_peers(place, turn, outline, standing)
    yield from _grades(outline, standing)
    unclear = [column for column in numbers if not standing.explained(column)]
    if unclear:
        yield _undefined(unclear, outline, standing)


def _below_peers(place: Place, turn: int, outline: Outline, standing: Standing) -> Suggestion:
    whose = possessive(standing.name)
    ask = _ASKS[turn % len(_ASKS)].format(body=outline.body)
    kind = clerk.kind("measure")
    return Suggestion(
        kind="measure",
        theme=clerk.theme_name("own_measure"),
        text=f"{whose} {place.label} is {place.said}. {ask}",
        evidence=place.evidence,
        comparison=f"{capital(place.label)}: {place.said}. {place.around}",
        full_answer=tuple(part.format(body=outline.body) for part in kind.full),
        follow_up=kind.follow_up.format(body=outline.body),
        priority=1 if place.rank * 3 > place.total * 2 else 2,
        computed=place.computed,
    )


def _grades(outline: Outline, standing: Standing) -> Iterator[Suggestion]:
    """One question for the grades than which half of the others have a better one."""
    sheet = standing.sheet
    low = []
    for column in standing.columns("grade"):
        total, _ = sheet.field(column.name)
        if standing.above(column) * 2 >= total or standing.below(column) == 0 < standing.above(
            column
        ):
            low.append(column)
    if not low:
        return
    named = [f"{_given(standing, column)}" for column in low]
    first = low[0]
    total, bodies = sheet.field(first.name)
    above = standing.above(first)
    verb = "has" if above == 1 else "have"
    better = f"{above} of the {total} {bodies} {verb} a better {sheet.label(first.name)}"
    kind = clerk.kind("grade")
    yield Suggestion(
        kind="grade",
        theme=clerk.theme_name("own_measure"),
        text=(
            f"{standing.name} is graded {join_english(named)}. What would have to change for the "
            f"next grade up, and by when does {outline.body} expect to be there?"
        ),
        evidence=(sheet.evidence(standing.own), sheet.whole),
        comparison=f"{better[0].upper()}{better[1:]}.",
        full_answer=tuple(part.format(body=outline.body) for part in kind.full),
        follow_up=kind.follow_up.format(body=outline.body),
        priority=1,
        computed=frozenset({str(above), str(total)}),
    )


def _given(standing: Standing, column: Column) -> str:
    value = standing.sheet.value(standing.own, column.name)
    label = standing.sheet.label(column.name)
    if label.startswith("grade for "):
        return f"{value} for {label.removeprefix('grade for ')}"
    if label == "overall grade":
        return f"{value} overall"
    return f"{value} ({label})"


def _undefined(columns: list[Column], outline: Outline, standing: Standing) -> Suggestion:
    """What a column measures that the documents print and do not explain."""
    kind = clerk.kind("undefined")
    place = standing.place(columns[0])
    headings = join_english([f"“{column.heading}”" for column in columns])
    if len(columns) == 1:
        text = (
            f"The comparison table has a column headed {headings}, in which {standing.name} has "
            f"{place.said}; the documents do not say what it measures. What is counted there, and "
            "what does the figure say?"
        )
    else:
        text = (
            f"The comparison table has columns headed {headings}; the documents do not say what "
            "they measure. What is counted there, and what do the figures say?"
        )
    headed = frozenset(column.heading for column in columns)
    return Suggestion(
        kind="undefined",
        theme=clerk.theme_name("gap"),
        text=text,
        evidence=place.evidence,
        full_answer=tuple(part.format(body=outline.body) for part in kind.full),
        follow_up=kind.follow_up,
        priority=2,
        computed=place.computed | headed,
    )
