"""Sentences that hold two columns against each other."""

from __future__ import annotations

from decimal import Decimal
from math import sqrt

from cdi_qa.lookup.query import Query
from cdi_qa.lookup.sheet import Sheet, Written, capital, one_decimal, order_of, possessive
from cdi_qa.schema import Claim, Row
from cdi_qa.text import join_english

_RELATIONS = {
    ("number", ">"): "a higher {first} than {second}",
    ("number", "<"): "a lower {first} than {second}",
    ("grade", ">"): "a better {first} than {second}",
    ("grade", "<"): "a worse {first} than {second}",
    ("number", "="): "the same {first} and {second}",
    ("grade", "="): "the same {first} and {second}",
    ("number", "!="): "a different {first} from their {second}",
    ("grade", "!="): "a different {first} from their {second}",
}
_DEGREES = ((0.7, "strong"), (0.4, "moderate"), (0.2, "weak"))
"""Correlations from which two columns are said to go together so much."""
_FEWEST = 3


def say_pair(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """Rows by how two of their columns stand to each other, or the widest gap between them."""
    if query.keys:
        return "answered", [_say_own_pair(sheet, query, row) for row in rows]
    if query.claim is None:
        return _say_gap(sheet, query, rows)
    first, second = query.columns[:2]
    kind = sheet.table.column(first).kind
    relation = _RELATIONS[kind, query.claim].format(
        first=sheet.label(first), second=sheet.label(second)
    )
    total, count = str(len(sheet.rows)), str(len(rows))
    computed = frozenset({total, count})
    lead = ("Yes: " if rows else "No: ") if query.yes_no else ""
    if not rows:
        text = capital(f"{lead}none of the {total} {sheet.bodies} in the table has {relation}")
        return "answered", [Claim(text, (sheet.whole,), computed)]
    listed = [f"{sheet.named(row)} ({_both(sheet, query, row)})" for row in rows]
    verb = "has" if len(rows) == 1 else "have"
    text = f"{lead}{count} of the {total} {sheet.bodies} {verb} {relation}: {join_english(listed)}"
    return "answered", [Claim(text, sheet.evidences(rows), computed)]


def _both(sheet: Sheet, query: Query, row: Row) -> str:
    return " and ".join(sheet.value(row, name) for name in query.columns[:2])


def _say_own_pair(sheet: Sheet, query: Query, row: Row) -> Claim:
    """ "West Midlands' recording rate for rape is 89.8%, 11.9 percentage points higher than …"."""
    first, second = query.columns[:2]
    left, right = order_of(sheet.cell(row, first)), order_of(sheet.cell(row, second))
    lead = ""
    if query.claim is not None:
        holds = {"<": left < right, ">": left > right, "=": left == right, "!=": left != right}
        lead = "Yes: " if holds.get(query.claim) else "No: "
    graded = sheet.table.column(first).kind == "grade"
    gap = "" if graded else one_decimal(abs(left - right))
    words = ("better", "worse") if graded else ("higher", "lower")
    if left == right:
        relation = "the same as"
    else:
        size = f"{gap}{sheet.points(first)} " if gap else ""
        relation = f"{size}{words[left < right]} than"
    text = (
        f"{lead}{possessive(sheet.named(row))} {sheet.phrase(row, first)}, {relation} its "
        f"{sheet.label(second)} ({sheet.value(row, second)})"
    )
    return Claim(text, (sheet.evidence(row),), frozenset({gap}))


def _say_gap(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    first, second = query.columns[:2]
    word = "widest" if query.order == "highest" else "narrowest"
    between = f"{sheet.label(first)} and {sheet.label(second)}"
    if not rows:
        text = f"No {sheet.body} in the table has both a {between}"
        return "answered", [Claim(text, (sheet.whole,))]
    if query.limit > 1:
        return _say_gaps(sheet, query, rows, f"{word} gaps between {between}")
    gap = _gap(sheet, query, rows[0])
    listed = [f"{sheet.named(row)} ({_both(sheet, query, row)})" for row in rows]
    verb = "have" if len(rows) > 1 else "has"
    text = (
        f"{join_english(listed)} {verb} the {word} gap between {between}: {gap}"
        f"{sheet.points(first)}"
    )
    return "answered", [Claim(text, (*sheet.evidences(rows), sheet.whole), frozenset({gap}))]


def _gap(sheet: Sheet, query: Query, row: Row) -> str:
    """How far a row's two figures are apart, to one decimal."""
    left, right = (sheet.cell(row, name).number or Decimal(0) for name in query.columns[:2])
    return one_decimal(abs(left - right))


def _say_gaps(sheet: Sheet, query: Query, rows: tuple[Row, ...], what: str) -> Written:
    """Several rows with the gap of each."""
    listed, computed = [], {str(query.limit)}
    for row in rows:
        gap = _gap(sheet, query, row)
        points = sheet.points(query.columns[0])
        listed.append(f"{sheet.named(row)} ({_both(sheet, query, row)}: {gap}{points})")
        computed.add(gap)
    text = f"The {query.limit} {sheet.bodies} with the {what}: {join_english(listed)}"
    return "answered", [Claim(text, (*sheet.evidences(rows), sheet.whole), frozenset(computed))]


def say_correlation(sheet: Sheet, query: Query, rows: tuple[Row, ...]) -> Written:
    """Whether two columns rise together, in words."""
    first, second = query.columns[:2]
    pairs = [(float(order_of(sheet.cell(row, first))), float(order_of(sheet.cell(row, second))))
             for row in rows]  # fmt: skip
    value = _pearson(pairs)
    count = str(len(pairs))
    labels = f"{sheet.label(first)} and the {sheet.label(second)}"
    if value is None:
        text = f"The table holds too few figures to tell whether the {labels} go together"
        return "answered", [Claim(text, (sheet.whole,))]
    shown = f"{value:.2f}".replace("-", "minus ").replace("minus 0.00", "0.00")
    text = (
        f"Across the {count} {sheet.bodies} there is {_relation(value)} between the {labels} "
        f"(correlation {shown}){_direction(value)}; {count} {sheet.bodies} are few, and going "
        "together is not the same as one causing the other"
    )
    computed = frozenset({count, shown.removeprefix("minus ")})
    return "answered", [Claim(text, (sheet.whole,), computed)]


def _relation(value: float) -> str:
    """ "a strong positive link"."""
    degree = next((word for least, word in _DEGREES if abs(value) >= least), None)
    if degree is None:
        return "no clear link"
    return f"a {degree} {'positive' if value > 0 else 'negative'} link"


def _direction(value: float) -> str:
    """Which way the two go, where they go together at all."""
    if abs(value) < _DEGREES[-1][0]:
        return ""
    return f": the higher the one, the {'higher' if value > 0 else 'lower'} the other tends to be"


def _pearson(pairs: list[tuple[float, float]]) -> float | None:
    """Pearson's correlation, -1 to 1; None where it is not defined."""
    count = len(pairs)
    if count < _FEWEST:
        return None
    left, right = (sum(pair[side] for pair in pairs) / count for side in (0, 1))
    shared = sum((a - left) * (b - right) for a, b in pairs)
    spread = sqrt(sum((a - left) ** 2 for a, _ in pairs) * sum((b - right) ** 2 for _, b in pairs))
    return shared / spread if spread else None
