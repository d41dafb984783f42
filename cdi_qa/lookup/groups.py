"""Questions of groups of rows read as queries: by grade, alike, near one another."""

from __future__ import annotations

from typing import cast

from cdi_qa.lookup.columns import (
    column_mentions,
    columns_named,
    comparable,
    fitting_columns,
    has_rate_cue,
    numeric_column,
)
from cdi_qa.lookup.conditions import is_limit, limit_of
from cdi_qa.lookup.holds import is_better_low
from cdi_qa.lookup.query import Filter, Operator, Order, Query
from cdi_qa.lookup.reader import Reader

_USUAL = frozenset({"normal", "usual", "norm", "typical"})
_BY = frozenset({"by", "per", "each", "every"})
_PLACES = frozenset({"come", "came", "comes", "place", "last", "first"})
_WHAT = frozenset({"what", "whats", "which", "where", "area", "areas"})


def read_ties(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which forces have the same overall rate?", "who has the same rate as Kent?"."""
    seen, column = reader.scan, comparable(reader, columns)
    whole = reader.asks_which or seen.has("all", "exists", "count")
    whole = whole or any(mention.start == 0 for mention in seen.of("tie"))  # "same grade as us"
    if not seen.has("tie") or column is None or len(keys) > 2:
        return None
    if len(keys) == 2:
        told = reader.yes_no and not (whole or seen.has("grade", "number", "difference"))
        return (
            Query("difference", (column,), tuple(keys), against=keys[1], claim="=")
            if told
            else None
        )
    if not keys:
        leans = reader.previous is not None and not whole
        return None if leans or seen.has("grade", "number") else Query("ties", columns=(column,))
    return like_row(reader, keys[0], column) if whole else None


def like_row(reader: Reader, key: str, column: str) -> Query | None:
    """The other rows with the same value as one."""
    table = reader.table
    value = table.row_of(key).cells[table.position(column)].value
    if value is None or table.key is None:
        return None
    filters = (Filter(column, "=", value), Filter(table.key, "!=", key))
    return Query("filter", columns=(column,), filters=filters, than=key)


def read_tally(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "How many of each grade?", "the average grade": grades have no mean, but can be counted."""
    seen = reader.scan
    graded = reader.graded(columns)
    of_grades = bool(graded) or seen.has("cue grade")
    averaged = seen.has("mean", "median") and not reader.numeric(columns) and of_grades
    grades = seen.of("grade")
    weighed = len(grades) == 2 and "than" in seen.tokens[grades[0].end : grades[1].start]
    if weighed and seen.has("more") and not keys:  # "more good than inadequate forces"
        return Query("tally", columns=(graded[0] if graded else str(reader.main("grade")),))
    if len(grades) == 1 and reader.yes_no and not keys and _asks_if_usual(reader):
        test = Filter(graded[0] if graded else str(reader.main("grade")), "=", grades[0].value)
        return Query("count", (test.column,), filters=(test,), share=True)
    if keys or grades or seen.has("number") or not (seen.has("tally") or averaged):
        return None
    main = graded[0] if graded else reader.main("grade")
    if main is None or (reader.numeric(columns) and not graded):
        return None
    return Query("tally", columns=(main,))


def _asks_if_usual(reader: Reader) -> bool:
    """True for "is Inadequate normal?", which wants no mean but how many have the grade."""
    said = {word for mention in reader.scan.of("mean") for word in mention.value.split()}
    return bool(said & _USUAL) and not reader.numeric(columns_named(reader))


def read_groups(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Do forces graded Good for systems record more?", "average violence by leadership grade"."""
    seen = reader.scan
    graded = reader.graded(columns)
    grades = seen.of("grade")
    column = next(iter(reader.numeric(columns)), None) or reader.main("number")
    asks_rows = seen.tokens[:1] in (["which"], ["who"], ["whos"], ["what"])
    asked = seen.has("exists") and not seen.has("link")
    if keys or column is None or asked or seen.has("number") or asks_rows:
        return None
    if _asks_by_year(reader) and (dates := reader.of_kind("date")):
        return Query("groups", columns=(column,), group_by=dates[0])
    if (by := _grouping(reader)) is not None:
        graded = [by]
    by_grade = bool(graded) and seen.has("mean") and bool(_BY & set(seen.tokens)) and not grades
    linked = bool(graded) and seen.has("link", "verb mean") and len(graded) == 1
    claim = _claim(reader)
    compared = bool(grades) and claim is not None and reader.yes_no and not seen.has("mean")
    # "The average of the inadequate lot against that of the good ones"
    against = len({m.value for m in grades}) > 1 and seen.has("mean", "difference")
    against = against and _is_held_against(reader)
    if not (by_grade or linked or compared or against):
        return None
    main = graded[0] if graded else reader.main("grade")
    if main is None or (len(grades) > 1 and not against):
        return None
    tests = tuple(Filter(main, "=", grade.value) for grade in grades if compared)
    said = claim if compared else None
    return Query("groups", columns=(column,), group_by=main, filters=tests, claim=said)


def _grouping(reader: Reader) -> str | None:
    """The column of grades named after the "by" of "overall by systems grade"."""
    tokens = reader.scan.tokens
    for mention in column_mentions(reader):
        graded = reader.graded(fitting_columns(reader, mention))
        if graded and tokens[mention.start - 1 : mention.start] in (["by"], ["per"]):
            return graded[0]
    return None


def _asks_by_year(reader: Reader) -> bool:
    """True for "the average of 2016 against that of 2017"."""
    years = {mention.value for mention in reader.scan.of("year")}
    plain = not reader.scan.has("grade", "month")
    return len(years) > 1 and plain and reader.scan.has("mean") and _is_held_against(reader)


def _is_held_against(reader: Reader) -> bool:
    return reader.scan.has("versus", "difference") or bool(reader.comparators)


def _claim(reader: Reader) -> Operator | None:
    """Whether the group is said to have more or less."""
    more = reader.scan.of("more")
    said = [m.kind[4:] for m in reader.comparators if m.kind in {"cmp >", "cmp <"}]
    said += [">" if mention.value == "more" else "<" for mention in more]
    return cast(Operator, said[0]) if len(said) == 1 else None


def read_nearest(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Who is nearest to us on violence?", "who is just above us?"."""
    seen, column, before = reader.scan, numeric_column(reader, columns), reader.previous
    if not keys and before is not None:
        held = before.than in reader.vocabulary.printed
        keys = [str(before.than)] if held else list(before.keys)
    just = seen.of("just above", "just below")
    if len(keys) > 2 and "or" in seen.tokens and column is not None and seen.has("nearest"):
        first, *rest = keys
        named = tuple(Filter(str(reader.table.key), "=", key) for key in rest)
        return Query("nearest", (column,), (first,), named, any_of=True)
    counted = all(is_limit(seen, number) for number in seen.of("number"))
    if len(keys) != 1 or column is None or seen.has("grade") or not counted:
        return None
    if seen.has("nearest"):
        return Query("nearest", columns=(column,), keys=tuple(keys), limit=limit_of(seen))
    value = reader.table.row_of(keys[0]).cells[reader.table.position(column)].value
    if not just or value is None:
        return None
    above = just[0].kind == "just above"
    order: Order = "lowest" if above else "highest"
    filters = (Filter(column, ">" if above else "<", value),)
    return Query("extreme", columns=(column,), filters=filters, order=order, than=keys[0])


def read_strength(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "What are we best at?", "our worst area": one row's own columns against one another."""
    seen = reader.scan
    extremes = seen.of("highest", "lowest")
    alone = not (columns or reader.yes_no or reader.asks_rows)
    plain = alone and not seen.has("ordinal", "difference", "rank", "all", "why")
    plain = plain and all(is_limit(seen, number) for number in seen.of("number"))
    if not keys and reader.asks_columns:
        keys = reader.own()
    placed = any(set(mention.value.split()) & _PLACES for mention in extremes)
    placed = placed or bool(set(seen.tokens) & {"come", "came", "comes"})
    if len(keys) != 1 or len(extremes) != 1 or not plain or placed:
        return None
    ends = {mention.end for mention, _ in reader.named_keys() if mention.value not in {"we", "us"}}
    ends |= {number.end for number in seen.of("number") if number.start in ends}
    if extremes[0].start not in ends and not _WHAT & set(seen.tokens):
        return None
    graded = seen.has("cue grade") or not _are_on_one_scale(reader)
    kept = reader.of_kind("grade" if graded else "number")
    if not kept:
        return None
    order = cast(Order, extremes[0].kind)
    limit = limit_of(seen)
    return Query("strength", columns=tuple(kept), keys=tuple(keys), order=order, limit=limit)


def _are_on_one_scale(reader: Reader) -> bool:
    """False where minutes stand beside shares, of which none is higher than the other."""
    columns = [reader.column(name) for name in reader.of_kind("number")]
    whole = reader.vocabulary.whole_numbers
    return len({(is_better_low(column), column in whole) for column in columns}) < 2


def read_holdings(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which force has the most inadequates?", "how many of our grades are inadequate?"."""
    seen, graded = reader.scan, reader.of_kind("grade")
    grades = seen.of("grade")
    counted = bool(keys) and seen.has("count") and not seen.has("all", "exists", "not")
    ranked = not keys and counts_grades(reader)
    plain = not (columns or reader.comparators or seen.has("number", "month", "year"))
    if len(grades) != 1 or not plain or not (counted or ranked):
        return None
    order = cast(Order, seen.of("highest", "lowest")[0].kind) if ranked else "highest"
    tests = tuple(Filter(name, "=", grades[0].value) for name in graded)
    return Query("holdings", tuple(graded), tuple(keys), tests, order=order)


def counts_grades(reader: Reader) -> bool:
    """True for "the most inadequates", which counts grades and puts nobody in order of a rate."""
    grades = {mention.start for mention in reader.scan.of("grade")}
    return any(
        mention.end in grades and mention.value in {"most", "fewest", "least"}
        for mention in reader.scan.of("highest", "lowest")
    )


def read_meaning(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "What does the Vulnerable column mean?": whether the documents say what is measured."""
    seen = reader.scan
    asks = seen.has("meaning") or (seen.has("verb mean") and seen.tokens[:1] == ["what"])
    if not asks or keys or len(columns) != 1 or (has_rate_cue(reader) and reader.comparators):
        return None
    return Query("meaning", columns=tuple(columns))
