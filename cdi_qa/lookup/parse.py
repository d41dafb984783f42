"""What a question mentions → one typed query, or nothing where the table is not what it asks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from cdi_qa.lookup.query import Filter, Operator, Order, Query
from cdi_qa.lookup.scan import Mention, Scan, scan
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.reading.cells import grade_scale
from cdi_qa.schema import Column, Table
from cdi_qa.text import stem

_YES_NO = re.compile(
    r"^(?:so|and|but|ok|okay|well|then|also|surely|wait|hang on)?[\s,]*(?:is|are|was|were|did|do|does|has|have|had|"
    r"isn'?t|aren'?t|wasn'?t|weren'?t|didn'?t|doesn'?t|don'?t|am i right|right|is it true|can you confirm)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^\s*(?:(?:and|ok|okay|so|but|then|also|now|what about|how about|same|likewise|or)\b"
    r"|which of (?:those|these|them))",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:that|it|its|they|their|theirs|them|those|these)\b", re.IGNORECASE)
_COUNT_OF_THINGS = re.compile(
    r"\bhow many\b(?!\s+(?:\w+\s+)?(?:forces?|constabular\w+)\b)"
    r"(?!\s+(?:of (?:the|them|those|these)|others?|got|are|were|did|have|scored?|came|beat|do)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NotInTable:
    """The question names forces that the table does not hold."""

    names: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(slots=True)
class _Reader:
    """One question being read: its mentions and the choices made so far."""

    scan: Scan
    vocabulary: Vocabulary
    previous: Query | None
    yes_no: bool

    @property
    def table(self) -> Table:
        return self.vocabulary.table

    def column(self, name: str) -> Column:
        return self.table.column(name)

    def of_kind(self, kind: str) -> list[str]:
        return [column.name for column in self.table.columns if column.kind == kind]

    def main(self, kind: str) -> str | None:
        """The column that a rate or a grade means where none is named: the overall one."""
        names = self.of_kind(kind)
        overall = [name for name in names if "overall" in name or "total" in name]
        return next(iter(overall or names), None)


def parse_question(
    question: str, vocabulary: Vocabulary, previous: Query | None = None
) -> Query | NotInTable | None:
    """The query that a question asks of the table; None where it asks for something else.

    `previous` is the query of the turn before: what an elliptical question leaves out ("and for
    rape?", "what about Kent?") is taken from it.
    """
    found = scan(question, vocabulary)
    short = len(found.tokens)
    elliptical = (
        bool(_ELLIPSIS.match(question))
        or short <= 4
        or (short <= 9 and bool(_POINTS_BACK.search(question)))
    )
    reader = _Reader(
        found, vocabulary, previous if elliptical else None, bool(_YES_NO.match(question))
    )
    if found.absent and not found.has("key"):
        return _absent(reader)
    absent = vocabulary.offences_among(found.leftover)
    if absent is None or _COUNT_OF_THINGS.search(question):
        return None
    if _outside_years(reader):
        return None
    query = _read(reader)
    if query is None or not _answers_all(query, found):
        return None
    if absent and not (query.kind == "cell" and found.has("column")):
        return None
    remarks = tuple(dict.fromkeys((*query.remarks, *found.remarks)))
    if found.absent:
        listed = " and ".join(dict.fromkeys(found.absent))
        remarks = (*remarks, f"{listed} is not among the {len(reader.table.rows)} in the table.")
    bare = not found.has("key", "own", "column", "all", "grade") and reader.previous is None
    return replace(
        query,
        yes_no=query.yes_no or reader.yes_no,
        guessed=bare and query.kind == "cell",
        absent=absent,
        remarks=remarks,
    )


def _answers_all(query: Query, found: Scan) -> bool:
    """False where the query would pass over a "not" or a "how many" of the question."""
    if found.has("not") and not query.filters and not query.presumed:
        return False
    counted = query.kind in {"count", "filter"}
    return counted or not found.has("count")


def _absent(reader: _Reader) -> NotInTable | None:
    about_table = reader.scan.has("column", "grade", "cue number", "cue grade", "measure", "rank")
    if not about_table and reader.scan.leftover and reader.previous is None:
        return None
    columns = tuple(dict.fromkeys(mention.value for mention in reader.scan.of("column")))
    return NotInTable(tuple(dict.fromkeys(reader.scan.absent)), columns)


def _outside_years(reader: _Reader) -> bool:
    """True where a year is named that no report of the table is of."""
    held = {
        cell.word[:4]
        for at, column in enumerate(reader.table.columns)
        if column.kind == "date"
        for row in reader.table.rows
        if (cell := row.cells[at]).word
    }
    return any(mention.value not in held for mention in reader.scan.of("year"))


def _keys(reader: _Reader) -> list[str]:
    keys = [mention.value for mention in reader.scan.of("key")]
    own = reader.vocabulary.own
    if own is not None and reader.scan.has("own"):
        first = reader.scan.of("own")[0].start
        before = sum(1 for mention in reader.scan.of("key") if mention.start < first)
        keys.insert(before, own)
    return list(dict.fromkeys(keys))


def _columns(reader: _Reader) -> list[str]:
    """The columns meant: where a word fits several, the cue for a rate or a grade decides."""
    mentioned: list[str] = []
    ambiguous: list[list[str]] = []
    graded = reader.scan.has("cue grade", "grade", "cue red")
    others = any(not _is_measure(reader, mention) for mention in reader.scan.of("column"))
    for mention in reader.scan.of("column"):
        if _is_measure(reader, mention) and not (graded and not others) and not (
            not others and reader.scan.tokens[mention.start].endswith("ing") and not _rate_cue(reader)
        ):  # fmt: skip
            continue
        fitting = _fitting(reader, mention)
        if len(fitting) == 1:
            mentioned.append(fitting[0])
        elif fitting:
            ambiguous.append(fitting)
    number_cue = _rate_cue(reader)
    for fitting in ambiguous:
        grades = [name for name in fitting if reader.column(name).kind == "grade"]
        numbers = [name for name in fitting if reader.column(name).kind == "number"]
        if number_cue and not graded and numbers:
            mentioned.append(numbers[0])
        elif graded and grades:
            mentioned.append(grades[0])
        elif _compares(reader) and numbers:
            mentioned.append(numbers[0])
        else:
            mentioned += [name for name in fitting if name not in mentioned]
    return list(dict.fromkeys(mentioned))


def _is_measure(reader: _Reader, mention: Mention) -> bool:
    """True for "recording" where it is the word for what is measured as well as a heading."""
    return set(_fitting(reader, mention)) <= reader.vocabulary.measure_columns


def _rate_cue(reader: _Reader) -> bool:
    return reader.scan.has("cue number", "measure", "number", "mean", "median", "range")


def _compares(reader: _Reader) -> bool:
    return reader.scan.has("highest", "lowest", "rank", "difference", "versus") or any(
        mention.kind.startswith("cmp") for mention in reader.scan.mentions
    )


def _fitting(reader: _Reader, mention: Mention) -> list[str]:
    words = reader.scan.tokens[mention.start : mention.end]
    return [
        phrase.column
        for phrase in reader.vocabulary.phrases
        if phrase.stems == tuple(stem(word) for word in words)
    ]


def _default_columns(reader: _Reader) -> list[str]:
    """The columns of a question that names none."""
    if reader.previous is not None and reader.previous.columns:
        return list(reader.previous.columns)
    if reader.scan.has("cue date", "month") and (dates := reader.of_kind("date")):
        return dates[:1]
    wanted = "grade" if reader.scan.has("cue grade", "grade", "cue red") else "number"
    main = reader.main(wanted) or reader.main("grade") or reader.main("number")
    return [main] if main else []


def _read(reader: _Reader) -> Query | None:
    keys, columns = _keys(reader), _columns(reader)
    if not _about_table(reader, keys, columns):
        return None
    if reader.scan.has("why"):
        return _read_presumed(reader, keys, columns)
    for reading in (
        _read_narrowed,
        _read_difference,
        _read_filter,
        _read_extreme,
        _read_aggregate,
        _read_rank,
        _read_column,
        _read_cells,
    ):
        query = reading(reader, keys, columns)
        if query is not None:
            return query
    return None


def _about_table(reader: _Reader, keys: list[str], columns: list[str]) -> bool:
    """True where enough is said for the table to be what the question asks of."""
    seen = reader.scan
    named = seen.has("key")
    operation = seen.has(
        "highest", "lowest", "rank", "mean", "median", "range", "difference", "versus", "each"
    ) or any(mention.kind.startswith("cmp") for mention in seen.mentions)
    asked = seen.has("cue number", "cue grade", "measure", "grade", "cue red")
    if reader.previous is not None and (named or columns or operation or asked or keys):
        return True
    if named:
        return True
    if seen.has("all") and keys and seen.has("versus"):
        return True
    if keys:  # the reader's own force, by a pronoun or by default
        return bool((columns and (operation or asked)) or (operation and not columns) or asked)
    if columns:
        return operation or asked or seen.has("all", "exists", "month", "cue date", "count")
    forces = seen.has("all", "exists", "count") or bool(
        {"force", "forces", "who", "whos", "which"} & set(seen.tokens)
    )
    return (operation or asked or seen.has("month")) and (forces or asked)


def _read_presumed(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Why were we graded Good?": the value is taken for granted, so it is looked at first."""
    grades = reader.scan.of("grade")
    numbers = [m for m in reader.scan.of("number") if m.amount is not None and m.amount <= 100]
    if not (keys or columns):
        return None
    keys = keys or ([reader.vocabulary.own] if reader.vocabulary.own else [])
    if not (grades or numbers) and reader.scan.has("highest", "lowest") and keys:
        query = _read_extreme(reader, keys, columns)
        return replace(query, presumed=True) if query is not None else None
    if not (grades or numbers):
        query = _read_difference(reader, keys, columns)
        return replace(query, presumed=True) if query is not None and query.claim else None
    if not keys:
        return None
    wanted = "grade" if grades else "number"
    fitting = [name for name in columns if reader.column(name).kind == wanted]
    column = (fitting or [reader.main(wanted)])[0]
    if column is None:
        return None
    value = grades[0].value if grades else numbers[0].amount
    return Query("cell", columns=(column,), keys=(keys[0],), asserted=value, presumed=True)


def _read_narrowed(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Which of those are inadequate?": one more condition on the rows found before."""
    before = reader.previous
    text = " ".join(reader.scan.tokens)
    if before is None or not before.filters or not re.search(r"\bof (those|these|them)\b", text):
        return None
    for reading in (_read_extreme, _read_aggregate, _read_filter):
        query = reading(reader, keys, columns)
        if query is not None:
            shown = query.columns
            if query.kind in {"filter", "count"}:
                shown = tuple(dict.fromkeys((*query.columns, *before.columns)))
            joined = (*before.filters, *query.filters)
            return replace(query, filters=joined, columns=shown, any_of=False)
    return None


def _numeric(reader: _Reader, columns: list[str]) -> str | None:
    """The first column that has figures, else the overall one."""
    for name in columns:
        if reader.column(name).kind == "number":
            return name
    if reader.previous is not None:
        for name in reader.previous.columns:
            if reader.column(name).kind == "number":
                return name
    return None if columns else reader.main("number")


def _read_difference(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    seen = reader.scan
    claim = next((m.kind[4:] for m in seen.mentions if m.kind in {"cmp >", "cmp <"}), None)
    comparing = seen.has("difference", "versus") or claim is not None
    if seen.has("highest") and seen.has("lowest") and seen.has("difference", "range") and not keys:
        numeric = _numeric(reader, columns)
        return Query("aggregate", columns=(numeric,), aggregate="range") if numeric else None
    before = reader.previous
    if claim and len(keys) == 1 and before is not None and before.keys and not seen.has("all"):
        keys = [*before.keys[:1], *keys]
    column = _numeric(reader, columns)
    if column is None or seen.has("grade", "number", "count"):
        return None
    numeric = [name for name in columns if reader.column(name).kind == "number"]
    asks_all = seen.has("all", "exists") or "forces" in seen.tokens
    if len(keys) >= 2 and comparing:
        if len(keys) > 2 or len(numeric) > 1:
            return Query("cell", columns=tuple(numeric or [column]), keys=tuple(keys))
        asked_who = bool({"who", "whos", "which", "whose"} & set(seen.tokens))
        presumed = claim is not None and not reader.yes_no and not asked_who
        return Query(
            "difference",
            columns=(column,),
            keys=tuple(keys),
            against=keys[1],
            claim=cast(Operator, claim) if not asked_who else None,
            which=asked_who or (claim is None and not seen.has("difference")),
            presumed=presumed
            and bool(seen.tokens[:1] in [["how"], ["why"]])
            and seen.tokens[1:2] not in [["much"], ["far"], ["many"], ["big"], ["does"], ["do"]],
        )
    if len(keys) == 1 and seen.has("mean") and not asks_all and (comparing or seen.has("rank")):
        both = len({m.kind[4:5] for m in seen.mentions if m.kind.startswith("cmp ")}) > 1
        return Query(
            "difference",
            columns=(column,),
            keys=tuple(keys),
            against="mean",
            claim=None if both or claim is None else cast(Operator, claim),
        )
    if len(keys) == 1 and seen.has("highest") and seen.has("difference"):
        return Query("difference", columns=(column,), keys=tuple(keys), against="best")
    return None


def _read_filter(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    seen = reader.scan
    filters, shown = _number_filters(reader, columns)
    if seen.has("perfect") and (numeric := _numeric(reader, columns)):
        filters, shown = [Filter(numeric, "=", Decimal(100))], [numeric]
    if not filters:
        filters, shown = _relative_filters(reader, keys, columns)
        if filters:
            keys = []
    grades = _grade_filters(reader, columns)
    dates = _date_filters(reader)
    if keys and not dates and (grades or filters) and not seen.has("all", "count"):
        return _read_asserted(reader, keys, filters, grades)
    filters += grades + dates
    if not filters:
        return None
    shown = list(dict.fromkeys([*shown, *(f.column for f in filters), *columns]))
    if seen.has("highest", "lowest") and (numeric := _numeric(reader, columns)):
        order, limit = _order_and_limit(reader)
        rest = tuple(f for f in filters if f.column != numeric)
        if rest:
            return Query("extreme", columns=(numeric,), filters=rest, order=order, limit=limit)
    if seen.has("mean", "median", "range") and (numeric := _numeric(reader, columns)):
        rest = tuple(f for f in filters if f.column != numeric)
        return replace(_aggregate(reader, numeric), filters=rest)
    filters += _exclusions(reader, keys)
    any_of = "or" in seen.tokens and len(filters) > 1 and not dates
    kind = "count" if seen.has("count") else "filter"
    return Query(
        kind,  # type: ignore[arg-type]
        columns=tuple(shown),
        filters=tuple(filters),
        any_of=any_of,
        yes_no=seen.has("exists"),
    )


def _read_asserted(
    reader: _Reader, keys: list[str], filters: list[Filter], grades: list[Filter]
) -> Query:
    """ "Was Kent graded Good for culture?", "is Kent over 90 for rape?"."""
    tests = tuple(grades or filters)
    columns = tuple(dict.fromkeys(test.column for test in tests))
    return Query("cell", columns=columns, keys=tuple(keys), filters=tests)


def _number_filters(reader: _Reader, columns: list[str]) -> tuple[list[Filter], list[str]]:
    """Conditions with a figure: "under 80 for violence", "between 80 and 90", "80 or more"."""
    seen = reader.scan
    filters: list[Filter] = []
    numbers = [mention for mention in seen.of("number") if not _is_limit(seen, mention)]
    used: set[int] = set()
    for comparator in [m for m in seen.mentions if m.kind.startswith("cmp ")]:
        after = [m for m in numbers if comparator.end <= m.start <= comparator.end + 2]
        before = [m for m in numbers if comparator.start - 2 <= m.end <= comparator.start]
        postfix = seen.tokens[comparator.start] == "or"
        column = _nearest_number_column(reader, comparator, columns)
        if column is None:
            continue
        operator = comparator.kind.removeprefix("cmp ")
        if operator == "between":
            pair = [m for m in numbers if m.start >= comparator.end][:2]
            if len(pair) == 2:
                low, high = sorted(m.amount or Decimal(0) for m in pair)
                filters += [Filter(column, ">=", low), Filter(column, "<=", high)]
                used |= {m.start for m in pair}
            continue
        chosen = before if postfix else after
        if chosen and chosen[0].start not in used and chosen[0].amount is not None:
            filters.append(Filter(column, cast(Operator, operator), chosen[0].amount))
            used.add(chosen[0].start)
    return filters, list(dict.fromkeys(f.column for f in filters))


def _is_limit(seen: Scan, number: Mention) -> bool:
    """True for the three of "bottom three" and the 14 of "out of 14"."""
    neighbours = [m for m in seen.of("highest", "lowest") if number.start in {m.end, m.start - 1}]
    before = seen.tokens[max(0, number.start - 2) : number.start]
    return bool(neighbours) or before[-2:] == ["out", "of"] or before[-2:] == ["of", "the"]


def _nearest_number_column(reader: _Reader, at: Mention, columns: list[str]) -> str | None:
    numeric = [name for name in columns if reader.column(name).kind == "number"]
    if len(numeric) <= 1:
        return numeric[0] if numeric else _numeric(reader, [])
    distances = {
        name: min(
            abs(mention.start - at.start)
            for mention in reader.scan.of("column")
            if name in _fitting(reader, mention)
        )
        for name in numeric
    }
    return min(distances, key=lambda name: distances[name])


def _relative_filters(
    reader: _Reader, keys: list[str], columns: list[str]
) -> tuple[list[Filter], list[str]]:
    """ "Which forces are better than us?": the comparison's own value becomes the condition."""
    seen = reader.scan
    comparators = [m for m in seen.mentions if m.kind in {"cmp >", "cmp <", "cmp >=", "cmp <="}]
    whole = seen.has("all", "count", "exists") or {"who", "which", "forces"} & set(seen.tokens)
    if not comparators or not whole or len(keys) > 1:
        return [], []
    operator = cast(Operator, comparators[0].kind.removeprefix("cmp "))
    names = columns or _default_columns(reader)
    filters: list[Filter] = []
    for name in names:
        value = _value_to_beat(reader, keys, name)
        if value is not None:
            filters.append(Filter(name, operator, value))
    return filters, [f.column for f in filters]


def _value_to_beat(reader: _Reader, keys: list[str], column: str) -> Decimal | str | None:
    at = reader.table.position(column)
    if keys:
        return reader.table.row_of(keys[0]).cells[at].value
    if reader.scan.has("mean") and reader.column(column).kind == "number":
        values = [row.cells[at].number for row in reader.table.rows]
        held = [value for value in values if value is not None]
        return sum(held, Decimal(0)) / len(held) if held else None
    return None


def _grade_filters(reader: _Reader, columns: list[str]) -> list[Filter]:
    """Conditions with a grade, each on the column named nearest to it."""
    seen = reader.scan
    mentions = seen.of("grade")
    if seen.has("cue red") and not mentions:
        worst = [grade for grade in reversed(grade_scale()) if _occurs(reader, grade)]
        mentions = [Mention("grade", grade, 0, 0) for grade in worst[:1]]
    graded = [name for name in columns if reader.column(name).kind == "grade"]
    filters: list[Filter] = []
    for mention in mentions:
        column = _nearest_grade_column(reader, mention, graded)
        if column is None:
            continue
        around = seen.tokens[max(0, mention.start - 3) : mention.start]
        after = " ".join(seen.tokens[mention.end : mention.end + 2])
        operator: Operator = "="
        if {"not", "isnt", "arent", "wasnt", "werent", "never", "non"} & set(around):
            operator = "!="
        elif "least" in around or after == "or better" or after == "or above":
            operator = ">="
        elif after in {"or worse", "or below"}:
            operator = "<="
        elif "than" in around or "above" in around or "below" in around:
            operator = ">" if {"better", "above", "higher"} & set(around) else "<"
        filters.append(Filter(column, operator, mention.value))
    return filters


def _occurs(reader: _Reader, grade: str) -> bool:
    return any(cell.word == grade for row in reader.table.rows for cell in row.cells)


def _nearest_grade_column(reader: _Reader, at: Mention, graded: list[str]) -> str | None:
    if not graded:
        if reader.previous is not None:
            held = [n for n in reader.previous.columns if reader.column(n).kind == "grade"]
            if held:
                return held[0]
        return reader.main("grade")
    if len(graded) == 1:
        return graded[0]
    distances = {
        name: min(
            min(abs(mention.start - at.end), abs(at.start - mention.end))
            for mention in reader.scan.of("column")
            if name in _fitting(reader, mention)
        )
        for name in graded
    }
    return min(graded, key=lambda name: distances[name])


def _date_filters(reader: _Reader) -> list[Filter]:
    """Conditions with a month: "after June", "in February 2017", "before 2017"."""
    seen = reader.scan
    dates = reader.of_kind("date")
    if not dates:
        return []
    column = dates[0]
    at = reader.table.position(column)
    held = sorted({row.cells[at].word or "" for row in reader.table.rows} - {""})
    months = seen.of("month")
    years = [mention.value for mention in seen.of("year")]
    filters: list[Filter] = []
    for mention in months:
        month = int(mention.value)
        fitting = [date for date in held if int(date[5:7]) == month]
        year = years[0] if years else (fitting or held or ["2000"])[-1][:4]
        value = f"{year}-{month:02d}-01"
        word = seen.tokens[mention.start - 1] if mention.start else ""
        operator: Operator = ">" if word in {"after", "since"} else "<" if word == "before" else "="
        if word == "since":
            operator = ">="
        filters.append(Filter(column, operator, value))
    if not months and years and seen.has("all", "count", "exists", "cue date"):
        word = seen.tokens[seen.of("year")[0].start - 1] if seen.of("year")[0].start else ""
        if word == "before":
            return [Filter(column, "<", f"{years[0]}-01-01")]
        if word in {"after", "since"}:
            return [Filter(column, ">", f"{years[0]}-12-01")]
        if seen.has("cue date"):
            first, last = f"{years[0]}-01-01", f"{years[0]}-12-01"
            return [Filter(column, ">=", first), Filter(column, "<=", last)]
    return filters


def _exclusions(reader: _Reader, keys: list[str]) -> list[Filter]:
    if not reader.scan.has("except") or reader.table.key is None:
        return []
    return [Filter(reader.table.key, "!=", key) for key in keys]


def _order_and_limit(reader: _Reader) -> tuple[Order, int]:
    seen = reader.scan
    extreme = seen.of("highest", "lowest")[0]
    numbers = [
        m for m in seen.of("number", "ordinal") if m.start in {extreme.end, extreme.start - 1}
    ]
    limit = int(numbers[0].amount or 1) if numbers else 1
    return cast(Order, extreme.kind), max(1, min(limit, len(reader.table.rows)))


def _read_extreme(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    seen = reader.scan
    if not seen.has("highest", "lowest"):
        return None
    columns = columns or _default_columns(reader)
    if not columns:
        return None
    if keys and not seen.has("except"):
        # "Are we the worst for rape?" is a question of rank.
        if reader.yes_no or not seen.has("all"):
            order, limit = _order_and_limit(reader)
            return Query("rank", columns=(columns[0],), keys=tuple(keys), order=order, limit=limit)
        keys = []
    order, limit = _order_and_limit(reader)
    ordinal = seen.has("ordinal") and limit > 1
    both = seen.has("highest") and seen.has("lowest")
    return Query(
        "extreme",
        columns=tuple(columns[:1]),
        filters=tuple(_exclusions(reader, keys)),
        order=order,
        limit=limit,
        nth=ordinal,
        aggregate="range" if both else None,
    )


def _aggregate(reader: _Reader, column: str) -> Query:
    kinds = {"median": "median", "range": "range"}
    name = next((kinds[kind] for kind in kinds if reader.scan.has(kind)), "mean")
    return Query("aggregate", columns=(column,), aggregate=name)  # type: ignore[arg-type]


def _read_aggregate(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    if not reader.scan.has("mean", "median", "range"):
        return None
    column = _numeric(reader, columns)
    if column is None:
        return None
    if keys and not reader.scan.has("except"):
        return Query("difference", columns=(column,), keys=tuple(keys[:1]), against="mean")
    return replace(_aggregate(reader, column), filters=tuple(_exclusions(reader, keys)))


def _read_rank(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    if not reader.scan.has("rank") and not (
        reader.previous is not None and reader.previous.kind == "rank" and (keys or columns)
    ):
        return None
    if not keys and reader.previous is not None:
        keys = list(reader.previous.keys)
    if not keys and reader.vocabulary.own:
        keys = [reader.vocabulary.own]
    columns = columns or _default_columns(reader)
    return Query("rank", columns=(columns[0],), keys=tuple(keys)) if keys and columns else None


def _read_column(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    seen = reader.scan
    wanted = seen.has("each") or (seen.has("all") and not keys)
    named = seen.has("key")
    if seen.has("all") and seen.has("versus") and not named and not columns:
        return Query("column", columns=())
    if seen.has("each") and keys and not columns and seen.has("cue number", "cue grade"):
        kind = "grade" if seen.has("cue grade") else "number"
        return Query("cell", columns=tuple(reader.of_kind(kind)), keys=tuple(keys))
    if not wanted or keys:
        return None
    columns = columns or _default_columns(reader)
    return Query("column", columns=tuple(columns)) if columns else None


def _read_cells(reader: _Reader, keys: list[str], columns: list[str]) -> Query | None:
    seen, before = reader.scan, reader.previous
    named = bool(keys)
    if not keys and before is not None and before.keys:
        keys = list(before.keys)
    if (
        not keys
        and before is not None
        and columns
        and before.kind in {"extreme", "aggregate", "filter", "count", "column"}
    ):
        return replace(before, columns=tuple(columns), filters=tuple(
            replace(f, column=columns[0]) for f in before.filters if isinstance(f.value, Decimal)
        ))  # fmt: skip
    if not keys:
        keys = [reader.vocabulary.own] if reader.vocabulary.own and not seen.has("all") else []
    if not keys:
        return None
    if not columns:
        if before is not None and before.columns and named:
            if before.kind in {"difference"}:
                return replace(before, keys=(before.keys[0], keys[0]), against=keys[0])
            return Query("cell", columns=before.columns, keys=tuple(keys))
        if seen.has("cue number", "cue grade", "measure", "cue date"):
            columns = _default_columns(reader)
        else:
            return Query("row", keys=tuple(keys)) if len(keys) <= 3 else None
    elif before is not None and before.kind in {"rank", "difference"} and not named:
        return replace(before, columns=(columns[0],))
    return Query("cell", columns=tuple(columns), keys=tuple(keys))
