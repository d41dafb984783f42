"""What changed between two tables of the same columns: this inspection's and the one before.

The question is read against the later table, without its words of time and of change; what is left
names columns and rows. The two tables are joined by the names of their rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from cdi_qa.lookup.asked import AskedTable
from cdi_qa.lookup.called import matching_columns
from cdi_qa.lookup.changed import asks_who_changed
from cdi_qa.lookup.columns import column_mentions, column_of
from cdi_qa.lookup.holds import is_better_low
from cdi_qa.lookup.plainly import without_courtesies
from cdi_qa.lookup.query import Order, Query, Way
from cdi_qa.lookup.reader import Reader, is_yes_no
from cdi_qa.lookup.statement import quote_name, quote_value
from cdi_qa.text import YEAR

_TIMES = re.compile(
    r"\b(?:in |at |of )?(?:between|since|than|from|over|on|compared (?:to|with)|against|versus|vs)"
    r" (?:in |at |the )*(?:two|both|last|previous|earlier|first|old|then|(?:19|20)\d\d)"
    r"(?: (?:time(?: round)?|inspections?|rounds?|reports?|years?|tables?|visits?|one|results?))?"
    r"(?:,? (?:to|and|until|till|-) (?:now|this (?:time|one|inspection)|(?:19|20)\d\d))?"
    r"|\bsince then\b|\bover time\b|\b(?:from|between) (?:19|20)\d\d(?: (?:to|and) (?:19|20)\d\d)?",
    re.IGNORECASE,
)
"""Words for the time between two inspections: "since last time", "between 2014 and 2017"."""
_SAID: tuple[tuple[Way, str], ...] = (
    (
        "worse",
        r"(?:got |gotten |become |gone )?worse(?:ned)?|worsen(?:ed|ing)?|deteriorat\w+|"
        r"declin\w+|slipp(?:ed|ing)|gone (?:backwards?|downhill)|went (?:backwards?|downhill)|"
        r"(?:got |gotten )?less good",
    ),
    (
        "better",
        r"(?:got |gotten |become )?better|improv\w+|(?:made|making) progress|"
        r"(?:come|came|gone|moved|went) (?:on|forwards?)",
    ),
    (
        "down",
        r"(?:gone|went|come|came|go|going|moved) down|dropp(?:ed|ing)|drops?|fell|fall(?:en|s)?|"
        r"decreas\w+|lost ground|(?:is |are )?lower|reduc\w+|shr[aiu]nk",
    ),
    (
        "up",
        r"(?:gone|went|come|came|go|going|moved) up|ris(?:en|e|ing)|rose|increas\w+|grown|grew|"
        r"climb\w*|gain(?:ed)?|(?:is |are )?higher",
    ),
)
_WAYS = tuple((way, re.compile(rf"\b(?:{said})\b", re.IGNORECASE)) for way, said in _SAID)
_CHANGED = re.compile(
    r"\b(?:chang\w+|mov(?:ed|ement)|(?:a )?differen(?:t|ce)|shift\w*|compar\w+|how far|"
    r"how much|by how much|the trend|any)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:which|who|whos|any|anyone|anybody|how many|has anyone|list|name)\b", re.IGNORECASE
)
_MOST = re.compile(r"\b(?:the )?(?:most|furthest|biggest|largest|greatest|least)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:has|have|had|did|does|do|is|are|was|were|it|its|things|there|been|by|in|on|for|what|how|"
    r"up or down|yet|at all|much|and|then|now|rates?|grades?|figures?|results?|points?|with|"
    r"performance|percentage|to|of|our|we|us|ours)\b",
    re.IGNORECASE,
)
_NAMES = frozenset({"key", "own", "column", "shared", "measure", "cue number", "cue grade"})
"""Kinds of mentions of a follow-up that only changes the columns or rows: with others ("who is just
above us?") it asks for something else.
"""
_SHORT = 6
"""Words of a follow-up."""


@dataclass(frozen=True)
class Pair:
    """Two tables of the same columns, one later than the other."""

    later: AskedTable
    earlier: AskedTable

    @cached_property
    def columns(self) -> dict[str, str]:
        """The later table's columns of figures and grades that the earlier one has too, and what
        they are called there.
        """
        return matching_columns(self.later.table, self.earlier.table)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words of change in a question, and the question without them."""

    plain: str
    way: Way | None
    is_of_change: bool
    """True where it names both the time between and that something changed, or asks who has."""
    which: bool
    """True where rows are asked for."""
    most: str
    """What asks for the largest change, or the least; empty where nothing does."""

    @classmethod
    def read(cls, text: str) -> _Asked:
        """The words of change in a text."""
        plain = _TIMES.sub(" ", text)
        way: Way | None = None
        for each, words in _WAYS:
            if words.search(plain):
                way, plain = way or each, words.sub(" ", plain)
        said = way is not None or _CHANGED.search(plain) is not None
        plain = _CHANGED.sub(" ", plain)
        most = _MOST.search(plain)
        return cls(
            plain=_TALK.sub(" ", _MOST.sub(" ", plain)),
            way=way,
            is_of_change=said and (_TIMES.search(text) is not None or asks_who_changed(text)),
            which=_WHICH.search(plain) is not None,
            most=most[0] if most else "",
        )


def read_change(question: str, pair: Pair, before: Query | None) -> Query | None:
    """The query of what changed between the two tables; None where that is not asked.

    A short follow-up of such a question ("and for rape?", "what about Kent?") changes its columns
    or its rows. A year that the question names must be the earlier table's or the later one's.
    """
    text = without_courtesies(question)
    asked = _Asked.read(text)
    follows = before is not None and before.kind == "change" and len(text.split()) <= _SHORT
    if not _is_between(text, pair) or not (asked.is_of_change or follows):
        return None
    seen = pair.later.scan(asked.plain)
    if seen.leftover or seen.absent or seen.has("number", "ordinal", "grade", "mean", "median"):
        return None
    whole = Reader(pair.later.scan(text), pair.later.vocabulary, None, False)
    reader = Reader(seen, pair.later.vocabulary, None, False)
    own = whole.own() if whole.scan.has("own") else []
    keys = list(dict.fromkeys([*reader.keys(), *own]))
    named = [name for m in column_mentions(reader) for name in column_of(reader, m)]
    columns = list(dict.fromkeys(named))
    if not set(named) <= pair.columns.keys():
        return None
    if before is not None and not asked.is_of_change:
        asks_more = {mention.kind for mention in whole.scan.mentions} - _NAMES
        found = None if asks_more else _following(before, pair, keys, columns)
    else:
        if not keys and not (asked.which or asked.most):
            keys = reader.own()
        found = _change(pair, asked, columns or _main_columns(reader, pair), keys)
    if found is None:
        return None
    told = found.way is not None and bool(found.keys)
    return replace(found, yes_no=told and is_yes_no(text))


def read_now(question: str, asked: AskedTable) -> Query | None:
    """The cells of the later of two inspections that a question of change asks about.

    The overall grade and figure where it names no column, its own row where it names none.
    """
    seen = asked.scan(_TIMES.sub(" ", without_courtesies(question)))
    reader = Reader(seen, asked.vocabulary, None, False)
    keys = reader.keys() or reader.own()
    named = [name for m in column_mentions(reader) for name in column_of(reader, m)]
    main = [name for name in (reader.main("grade"), reader.main("number")) if name is not None]
    columns = list(dict.fromkeys(named)) or main
    return Query("cell", tuple(columns), tuple(keys[:1])) if keys and columns else None


def _is_between(text: str, pair: Pair) -> bool:
    """False where a year is named that neither table is of, or the later one's alone."""
    years, earlier = set(YEAR.findall(text)), pair.earlier.called.years
    return not years or (years <= earlier | pair.later.called.years and bool(years & earlier))


def _following(before: Query, pair: Pair, keys: list[str], columns: list[str]) -> Query | None:
    """The query before with its columns or its rows changed."""
    if not (columns or keys):
        return None
    columns, keys = columns or list(before.columns), keys or list(before.keys)
    if before.limit and keys == list(before.keys):
        return Query(
            "change", tuple(columns), way=before.way, since=before.since, order=before.order
        )
    return _change(pair, _Asked("", before.way, True, False, ""), columns, keys)


def _change(pair: Pair, asked: _Asked, columns: list[str], keys: list[str]) -> Query | None:
    """The query of what changed in some columns, of some rows or of all."""
    if not columns or not set(keys) <= set(pair.earlier.table.keys()):
        return None
    if asked.which or asked.most:
        keys = []
    if not keys and (asked.way is None or len(columns) > 1):
        columns = columns[:1]
    return Query(
        "change",
        tuple(columns),
        tuple(keys),
        order=_order(asked.way, pair, columns[0], asked.most),
        limit=1 if asked.most else 0,
        way=asked.way,
        since=pair.earlier.name,
    )


def _main_columns(reader: Reader, pair: Pair) -> list[str]:
    """The overall grade and the overall figure, as far as both tables have them."""
    main = (reader.main("grade"), reader.main("number"))
    return [name for name in main if name in pair.columns]


def _order(way: Way | None, pair: Pair, column: str, most: str) -> Order:
    """Whether the largest rise or the largest fall is asked for."""
    falls = way == "down"
    if way in {"better", "worse"}:
        falls = (way == "worse") != is_better_low(pair.later.table.column(column))
    return "lowest" if falls != ("least" in most.lower()) else "highest"


def asks_for_rise(query: Query, pair: Pair, column: str) -> bool | None:
    """Whether a change asked about is a rise of the column's values; None where either way is."""
    low = is_better_low(pair.later.table.column(column))
    return {"up": True, "down": False, "better": not low, "worse": low}.get(query.way or "")


def to_change_sql(query: Query, pair: Pair, every: bool = False) -> str:
    """The SELECT that joins the two tables by their rows' names: name, earlier and later values
    and, of figures, how far apart they are.

    It keeps the rows that the query names, else those that changed the way it asks, the largest
    change first; with `every`, all rows that both tables have.
    """
    later, earlier = quote_name(pair.later.name), quote_name(pair.earlier.name)
    key, other = (quote_name(str(each.table.key)) for each in (pair.later, pair.earlier))
    shown = [f"later.{key}"]
    for name in query.columns:
        then, now = f"earlier.{quote_name(pair.columns[name])}", f"later.{quote_name(name)}"
        shown.append(f"{then} AS {quote_name(f'{name}_before')}")
        shown.append(f"{now} AS {quote_name(f'{name}_now')}")
        if pair.later.table.column(name).kind == "number":
            shown.append(f"round({now} - {then}, 1) AS {quote_name(f'{name}_change')}")
    joined = (
        f"SELECT {', '.join(shown)} FROM {later} AS later JOIN {earlier} AS earlier "
        f"ON later.{key} = earlier.{other}"
    )
    if query.keys:
        named = ", ".join(map(quote_value, query.keys))
        return f"{joined} WHERE later.{key} IN ({named}) ORDER BY later.{key}"
    if every:
        return f"{joined} ORDER BY later.{key}"
    rise = _rise(pair, query.columns[0])
    sign = {None: "<>", True: ">", False: "<"}[asks_for_rise(query, pair, query.columns[0])]
    largest = "DESC" if query.order == "highest" else "ASC"
    most = f" QUALIFY RANK() OVER (ORDER BY {rise} {largest}) = 1" if query.limit else ""
    return f"{joined} WHERE {rise} {sign} 0{most} ORDER BY abs({rise}) DESC, later.{key}"


def _rise(pair: Pair, column: str) -> str:
    """How much a column's value rose; of a grade, how many steps."""
    then, now = f"earlier.{quote_name(pair.columns[column])}", f"later.{quote_name(column)}"
    if pair.later.table.column(column).kind == "grade":
        return f"enum_code({now})::INT - enum_code({then})::INT"
    return f"{now} - {then}"
