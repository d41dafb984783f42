"""Questions that hold one row against another, the mean or the best, read as queries."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from cdi_qa.lookup.columns import every_measure, nearest, numeric_column
from cdi_qa.lookup.conditions import grade_filters
from cdi_qa.lookup.leads import THEM, row_placed
from cdi_qa.lookup.query import Filter, Operator, Query
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.relative import asks_between_rows

_WHO = frozenset({"who", "whos", "which", "whose"})
_MEASURED = frozenset({"much", "far", "many", "big", "close", "near", "does", "do"})
"""What follows the "how" of a question that takes nothing for granted."""
_BACK = frozenset({"that", "it", "this"})
_MORE = frozenset(
    "better worse higher lower ahead behind catch match beat overtake pass level".split()
)
"""Words of "how much better" and "to catch" that want another to be held against."""
_HELD_AGAINST = frozenset("than behind from to against with versus vs beat beats over".split())
"""Words before the name of the row that another is held against."""
_JOINS = frozenset({"and", "or", "n", "&"})
_FROM_TOP = ("from the top", "from top")
_FROM_BOTTOM = ("from the bottom", "from bottom")


def read_difference(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "How far are we behind Kent?", "who is better, Kent or Sussex?", "are we above average?"."""
    seen = reader.scan
    # "Are they better at leadership" is of no figure that the turn before may have told.
    graded = bool(reader.graded(columns)) and not reader.numeric(columns)
    of_grades = graded and seen.has("cmp >", "cmp <") and not seen.has("mean")
    column = None if of_grades else numeric_column(reader, columns)
    column = column or _graded_column(reader, columns)
    if column is None:
        return None
    keys = _subject_first(reader, keys)
    if asks_between_rows(reader, keys):
        return None
    if (profile := _over_measures(reader, keys, columns)) is not None:
        return profile
    if (gap := _to_figure(reader, keys, column)) is not None:
        return gap
    extremes = seen.has("highest") and seen.has("lowest")
    if extremes and seen.has("difference", "range") and not keys:
        return Query("aggregate", columns=(column,), aggregate="range")
    if seen.has("grade"):
        return _to_group_mean(reader, keys, columns) or _to_grade(reader, keys, columns)
    if seen.has("number", "except") or (seen.has("count") and not seen.has("difference", "ratio")):
        return None
    keys = _with_own(reader, _with_row_before(reader, keys))
    if not keys and _is_gap_to_whole(reader):
        keys = reader.own()
    claim = claimed(reader)
    comparing = seen.has("difference", "versus", "ratio", "reach") or bool(reader.comparators)
    if len(keys) >= 2:
        return _between_rows(reader, keys, columns, column, claim) if comparing else None
    if len(keys) != 1:
        return None
    if reader.column(column).kind != "number":
        return _to_end(reader, keys, column)
    return _to_whole(reader, keys, column, claim, comparing) or _to_end(reader, keys, column)


def _over_measures(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "On which measures are we below average?", "where do we beat Sussex?": over all figures."""
    seen = reader.scan
    several = reader.numeric(every_measure(reader, columns))
    if seen.has("tie") and len(keys) == 2 and reader.yes_no and len(several) > 1:
        return Query("difference", tuple(several), tuple(keys), against=keys[1], claim="=")
    if len(several) < 2 or not keys or len(keys) > 2 or seen.has("number", "grade", "count"):
        return None
    compared = seen.has("difference", "versus") or bool(reader.comparators)
    if len(keys) == 2:
        against: str | None = keys[1]
    elif seen.has("highest") != seen.has("lowest"):
        against = "best" if seen.has("highest") else "worst"
    else:
        against = "mean" if seen.has("mean") else None
    if against is None or not compared:
        return None
    return Query("difference", tuple(several), tuple(keys), against=against, claim=claimed(reader))


def _to_figure(reader: Reader, keys: list[str], column: str) -> Query | None:
    """ "How many points short of 90 are we?", "how far are we from 100?"."""
    seen = reader.scan
    numbers = seen.of("number")
    pointed = seen.tokens[:1] == ["how"] and "points" in seen.tokens and bool(reader.comparators)
    far = seen.has("difference", "reach") or pointed
    others = seen.has("all", "mean", "median", "highest", "lowest", "grade", "exists")
    if len(numbers) != 1 or len(keys) != 1 or not far or others:
        return None
    number = numbers[0]
    if {"points", "point"} & set(seen.tokens[number.end : number.end + 2]):
        return None
    if reader.column(column).kind != "number" or number.amount is None:
        return None
    return Query("difference", (column,), tuple(keys), against="figure", asserted=number.amount)


def _subject_first(reader: Reader, keys: list[str]) -> list[str]:
    """The rows with the one compared before those it is held against.

    "How far ahead of Kent are we, and of Sussex?" is of us, though Kent is named first.
    """
    tokens, held, at = reader.scan.tokens, list[str](), 0
    for mention, key in reader.named_keys():
        listed = bool(held) and set(tokens[at : mention.start]) <= _JOINS
        against = tokens[mention.start - 1 : mention.start][:1]
        before = tokens[mention.start - 2 : mention.start - 1] if mention.start > 1 else []
        marked = bool(set(against) & _HELD_AGAINST) or (against == ["of"] and _ahead(before))
        if marked or listed or mention.start in {m.end for m in reader.comparators}:
            held.append(key)
        at = mention.end
    subjects = [key for key in keys if key not in held]
    return [*subjects, *(key for key in keys if key in held)] if len(subjects) == 1 else keys


def _ahead(before: list[str]) -> bool:
    return bool(set(before) & {"ahead", "short", "and", "clear", "behind", "in", "front"})


def _is_gap_to_whole(reader: Reader) -> bool:
    """True for "the gap to the best on rape", which leaves out whose gap."""
    seen = reader.scan
    whole = seen.has("mean", "median") or seen.has("highest") != seen.has("lowest")
    to = bool({"to", "from", "off", "behind", "short"} & set(seen.tokens))
    return seen.has("difference") and whole and to and not (reader.asks_rows or seen.has("all"))


def _graded_column(reader: Reader, columns: list[str]) -> str | None:
    """The column of grades that rows are held against each other in; the main one where no column
    is named and no figure stands for all.
    """
    before = reader.previous.columns if reader.previous is not None else ()
    main = reader.main("grade") if not (columns or before) else None
    return next(iter(reader.graded([*columns, *before])), main)


def _with_row_before(reader: Reader, keys: list[str]) -> list[str]:
    """ "Is that better than Kent?", "how far behind are we?": the row of the turn before joins."""
    seen, before = reader.scan, reader.previous
    compared = seen.has("difference", "ratio", "versus") or bool(reader.comparators)
    whole = seen.has("all", "mean", "median", "highest", "lowest") or reader.asks_rows
    if before is None or whole or not compared or len(keys) > 1:
        return keys
    if not before.keys and THEM & set(seen.tokens):
        found = row_placed(reader, before)  # "are they better than us", after "who is best"
        return [found, *keys] if found is not None and found not in keys else keys
    if not before.keys:
        return keys
    if not keys:
        keys = reader.own()
    if before.keys[0] in keys:
        others = [key for key in (*before.keys[1:], *reader.own()) if key not in keys]
        return [*keys, *others[:1]] if seen.has("difference") and not reader.keys() else keys
    back = reader.yes_no or _BACK & set(seen.tokens)
    return [before.keys[0], *keys] if back else [*keys, before.keys[0]]


def _with_own(reader: Reader, keys: list[str]) -> list[str]:
    """ "Is Kent any better?", said of nobody else, is held against the readers' own row."""
    seen, own = reader.scan, reader.own()
    whole = seen.has("all", "mean", "median", "highest", "lowest", "exists") or reader.asks_rows
    held = {mention.end for mention in reader.comparators}
    object_of = any(mention.start in held for mention in seen.of("key")) or "than" in seen.tokens
    measured = any(_MORE & set(mention.value.split()) for mention in seen.of("difference"))
    asks = measured or (reader.yes_no and claimed(reader) is not None)
    if len(keys) != 1 or keys == own or whole or not asks:
        return keys
    if object_of:  # "how much higher than Kent", said of nobody, is said of the own row
        return [*own, *keys] if measured else keys
    return [*keys, *own]


def _to_whole(
    reader: Reader, keys: list[str], column: str, claim: Operator | None, comparing: bool
) -> Query | None:
    """One row against the mean or the median."""
    seen = reader.scan
    asks_all = seen.has("all", "exists") or reader.asks_rows
    whole = next((m.kind for m in seen.of("mean", "median")), None)
    if whole and not asks_all and (comparing or seen.has("rank")):
        # "Above or below the average?" claims neither.
        both = len({m.kind[4] for m in reader.comparators}) > 1
        said = None if both else claim
        return Query("difference", columns=(column,), keys=tuple(keys), against=whole, claim=said)
    return None


def _to_end(reader: Reader, keys: list[str], column: str) -> Query | None:
    """One row against the best or the worst; "how far behind are we" leaves out behind whom."""
    seen = reader.scan
    to_top = seen.has("highest") or any(m.value in _FROM_TOP for m in seen.of("rank"))
    to_bottom = seen.has("lowest") or any(m.value in _FROM_BOTTOM for m in seen.of("rank"))
    behind = any(m.value.split()[-1] == "behind" for m in seen.of("difference"))
    to_top = to_top or (behind and not to_bottom and not seen.has("mean", "median"))
    if to_top != to_bottom and seen.has("difference", "ratio"):
        end = "best" if to_top else "worst"
        return Query("difference", (column,), tuple(keys), against=end, ratio=seen.has("ratio"))
    return None


def _to_grade(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "How far are we from Good?": held against the rates of the rows that have the grade."""
    seen = reader.scan
    grades = seen.of("grade")
    far = seen.has("difference", "reach") or _beside_graded(reader)
    if len(keys) != 1 or len(grades) != 1 or not far or seen.has("number", "mean", "median"):
        return None
    column = numeric_column(reader, reader.numeric(columns)) or reader.main("number")
    graded = reader.graded(columns)
    main = nearest(reader, grades[0], graded) if graded else reader.main("grade")
    if column is None or main is None:
        return None
    test = Filter(main, "=", grades[0].value)
    return Query(
        "difference", columns=(column,), keys=tuple(keys), filters=(test,), against="grade"
    )


def _to_group_mean(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "How do we compare with the average of the good forces?"."""
    seen, column = reader.scan, numeric_column(reader, reader.numeric(columns))
    against = next((m.kind for m in seen.of("mean", "median")), None)
    compared = seen.has("difference", "versus", "rank") or bool(reader.comparators)
    if against is None or column is None or len(keys) != 1 or not compared or seen.has("number"):
        return None
    tests = tuple(grade_filters(reader, columns))
    return Query(
        "difference", (column,), tuple(keys), tests, against=against, claim=claimed(reader)
    )


def _beside_graded(reader: Reader) -> bool:
    """True for "what do the forces graded Good get and what do we get": both are to be told."""
    seen = reader.scan
    grade, own = seen.of("grade")[0], reader.named_keys()[:1]
    if not (seen.has("all") and own) or reader.comparators or seen.has("count", "exists", "not"):
        return False
    first, second = sorted((grade.start, own[0][0].start))
    joined = "and" in seen.tokens[first:second] and seen.tokens[0] not in _WHO
    return seen.has("versus") or joined


def claimed(reader: Reader) -> Operator | None:
    """What the question says of the first row against the second: above it or below it."""
    kinds = [mention.kind for mention in reader.comparators]
    if {">", "<"} <= {kind[4] for kind in kinds}:
        # "Better or worse than Kent?" claims neither.
        return None
    said = next((kind for kind in kinds if kind in {"cmp >", "cmp <"}), None)
    return cast(Operator, said[4:]) if said else None


def _between_rows(
    reader: Reader, keys: list[str], columns: list[str], column: str, claim: Operator | None
) -> Query:
    """The first row against each of the others in one column; several columns are only told."""
    seen = reader.scan
    several = len(reader.numeric(columns) or columns) > 1
    told = len(keys) > 2 and not seen.has("difference", "ratio")
    if several or told:
        return Query("cell", columns=tuple(columns or [column]), keys=tuple(keys))
    asked_who = bool(_WHO & set(seen.tokens))
    held = Query(
        "difference",
        columns=(column,),
        keys=tuple(keys),
        against=keys[1],
        claim=None if asked_who else claim,
        which=asked_who or (claim is None and not seen.has("difference", "ratio")),
        ratio=seen.has("ratio"),
    )
    if held.claim is None and reader.yes_no and (bound := _bound_claimed(reader)) is not None:
        return replace(held, claim=bound, which=False)
    if claim is None or asked_who or not _takes_for_granted(reader):
        return held
    then = replace(held, claim=None) if seen.has("difference") else None
    return replace(held, presumed=True, then=then)


def _bound_claimed(reader: Reader) -> Operator | None:
    """What "are we as good as Kent?" says of the first row against the second."""
    kinds = {mention.kind for mention in reader.comparators}
    said = next((kind for kind in kinds if kind in {"cmp >=", "cmp <="}), None)
    return cast(Operator, said[4:]) if said is not None and len(kinds) == 1 else None


def _takes_for_granted(reader: Reader) -> bool:
    """True for "how come we are better than Kent", not for "how much better are we"."""
    first, second, third = [*reader.scan.tokens, "", "", ""][:3]
    if [first, second, third] == ["by", "how", "much"]:
        return True  # "by how much do we beat Kent?"
    return not reader.yes_no and first in {"how", "why"} and second not in _MEASURED
