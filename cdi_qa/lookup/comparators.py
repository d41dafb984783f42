"""Comparisons in a question: which are denied, and which row is their subject.

"Who is better than us" and "who do we beat" name the same row and say opposite things of it.
"""

from __future__ import annotations

from dataclasses import replace

from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.query import Operator

TURNED: dict[Operator, Operator] = {
    "<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!=",
}  # fmt: skip
"""Of "a ? b" what "b ? a" is; of "higher" what "lower" is."""
_DENIED = {"cmp >": "cmp <=", "cmp <": "cmp >=", "cmp >=": "cmp <", "cmp <=": "cmp >"}
_DENIALS = frozenset(
    "not isnt arent wasnt werent dont doesnt didnt never no cant cannot couldnt havent hasnt "
    "without".split()
)
_BARELY = frozenset("actually really quite even currently ever any".split())
"""Words that may stand between a "not" and what it denies."""
_OPEN = frozenset("who whos which what whats how where why whose name list".split())
"""What begins a question that is not to be told yes or no."""
_AMOUNTS = {"more": "cmp >", "less": "cmp <", "fewer": "cmp <"}
_NAMING = ("column", "measure")
_LONGEST = 3
"""Words between "more" and "than": "more violent crime than us"."""
_WITHIN = frozenset(
    "is are was were have has had got get gets do does did doing done been be come came comes "
    "finish finished placed stand stands sit sits the a an also all still perform performed score "
    "scored record recorded".split()
) | _BARELY  # fmt: skip
"""Words between a row and what it does to others: "those Kent is actually ahead of"."""
_HELD_AGAINST = frozenset(
    "than with to against versus vs beside alongside unlike like from behind beyond by".split()
)
"""Words before a row that others are held against: "compared with Kent, who is better"."""
_LEFT = frozenset({"leave", "leaves", "left", "leaving", "put", "puts"})
_THEY = frozenset({"they", "it"})


def settle_comparators(seen: Scan) -> None:
    """Put right, in a scan, the comparisons that are in two parts and those that are denied."""
    _join_amounts(seen)
    denials = set[int]()
    for at, mention in enumerate(seen.mentions):
        start = _denial_before(seen, mention)
        if start is not None:
            denials.add(start)
            seen.mentions[at] = replace(mention, kind=_DENIED[mention.kind])
    kept = (m for m in seen.mentions if m.kind not in {"not", "except"} or m.start not in denials)
    seen.mentions = list(kept)


def _join_amounts(seen: Scan) -> None:
    """ "More violence than us" is "above us on violence"."""
    for at, mention in enumerate(seen.mentions):
        if mention.kind != "more" or mention.value not in _AMOUNTS:
            continue
        joint = next((m for m in seen.of("versus") if m.value == "than"), None)
        if joint is None or not 0 < joint.start - mention.end <= _LONGEST:
            continue
        if any(mention.end <= m.start < joint.start for m in seen.of(*_NAMING)):
            seen.mentions[at] = replace(mention, kind=_AMOUNTS[mention.value])


def _denial_before(seen: Scan, mention: Mention) -> int | None:
    """Where the "not" begins that denies a comparison; None where none does."""
    if mention.kind not in _DENIED or seen.tokens[mention.start] == "or":
        return None
    at = mention.start - 1
    while at > 0 and seen.tokens[at] in _BARELY:
        at -= 1
    row = next((m for m in seen.of("key", "own") if m.end == at + 1), None)
    if row is not None and seen.tokens[0] in _OPEN:  # "who don't we beat"; not "don't we beat Kent"
        at = row.start - 1
    return at if at >= 0 and seen.tokens[at] in _DENIALS else None


def is_subject(seen: Scan, row: Mention | None, comparator: Mention) -> bool:
    """True where a row is what is above or below the others, and not what they are above or below:
    "who do we beat", "those that leave us trailing". A row of the turn before is "they".
    """
    tokens = seen.tokens
    if row is None:
        ends = [at + 1 for at, token in enumerate(tokens) if token in _THEY]
        end = max((at for at in ends if at <= comparator.start), default=0)
        start = end - 1
    else:
        start, end = row.start, row.end
    if not 0 < end <= comparator.start or not set(tokens[end : comparator.start]) <= _WITHIN:
        return False
    before = tokens[start - 1] if start > 0 else ""
    if tokens[start] == "us":
        return before in _LEFT
    return before not in _HELD_AGAINST
