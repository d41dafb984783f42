"""How an answer was worked out, in one plain sentence."""

from __future__ import annotations

from cdi_qa.lookup.clauses import scope
from cdi_qa.lookup.query import WHOLE, Query
from cdi_qa.lookup.sheet import ENDS, Sheet
from cdi_qa.text import join_english

_ENDS = {"highest": "highest first", "lowest": "lowest first"}
_AGAINST = {
    "mean": "the plain average of all",
    "median": "the median of all",
    **ENDS,
    "figure": "the figure named",
}


def say_working(sheet: Sheet, query: Query) -> str:
    """ "Ranked the 14 forces by overall recording rate, highest first; ties share a place."."""
    total = f"the {len(sheet.rows)} {sheet.bodies}"
    labels = join_english([sheet.label(name) for name in query.columns])
    names = join_english([sheet.name(key) for key in query.keys])
    conditions = scope(sheet, query)
    chosen = names or (f"those of {total} {conditions}" if conditions else total)
    if query.within is not None:
        chosen = f"those of {total} found before"
    order = _ENDS[query.order]
    sentences = {
        "cell": f"Read the {labels} of {names} from the table.",
        "row": f"Read everything the table prints of {names}.",
        "column": f"Read the {labels} of {chosen}, {order}." if labels else f"Counted {total}.",
        "extreme": f"Put {chosen} in order of {labels}, {order}, and kept "
        f"{'place' if query.nth else 'the first'} {query.limit}; ties share a place.",
        "rank": f"Ranked {total} by {labels}, highest first; ties share a place.",
        "filter": f"Kept {chosen}.",
        "count": f"Counted {chosen}.",
        "aggregate": f"Took the {query.aggregate} of the {labels} of {chosen}, each counted once.",
        "pair": f"Held the {labels} of {chosen} against each other.",
        "correlation": f"Worked out how closely the {labels} of {chosen} go together (Pearson).",
        "ties": f"Looked for values of the {labels} that more than one of {total} has.",
        "tally": f"Counted how many of {total} have each {labels}.",
        "nearest": f"Took the distance of each other row's {labels} from that of {names}.",
        "strength": f"Put the {labels} of {names} in order.",
        "holdings": f"Counted the grades of {query.filters[0].value if query.filters else ''} that "
        f"{names or 'each'} has.",
        "meaning": "",
        "change": "",
        "share": f"Divided two columns of {names}, each as printed.",
    }
    if query.kind == "groups":
        by = sheet.label(str(query.group_by))
        return f"Took the average {labels} of {total} for each {by}, each counted once."
    if query.kind == "difference":
        return _say_subtraction(sheet, query, labels, names)
    return sentences[query.kind]


def _say_subtraction(sheet: Sheet, query: Query, labels: str, names: str) -> str:
    if query.against == "grade":
        return f"Took the {labels} of {names} from the lowest of those {scope(sheet, query)}."
    if query.against in WHOLE:
        return (
            f"Took the {labels} of {names} from {_AGAINST[str(query.against)]}, or the other way."
        )
    first, *rest = (sheet.name(key) for key in query.keys)
    return f"Compared the {labels} of {first} with that of {join_english(rest)}."
