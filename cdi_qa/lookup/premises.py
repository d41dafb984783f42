"""What a question takes for granted of a row, read as a query that holds it against the table."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from cdi_qa.lookup.columns import columns_named, comparable
from cdi_qa.lookup.conditions import grade_filters, is_limit, number_filters
from cdi_qa.lookup.dates import date_filters
from cdi_qa.lookup.differences import read_difference
from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.ordering import read_aggregate, read_extreme
from cdi_qa.lookup.query import Query
from cdi_qa.lookup.reader import Reader

_LEAD = (
    r"^\W*(?:so |and |but )?"
    r"(?:since|given(?: that)?|seeing(?: as| that)?|now(?: that)?|considering(?: that)?|"
    r"because|as(?= (?:the|we|our|one)\b)|being)\s+"
)
_CLAUSES = (
    re.compile(_LEAD + r"(?P<said>[^,]+?)\s*,\s*(?P<rest>.+)$", re.IGNORECASE),
    re.compile(
        _LEAD + r"(?P<said>.+?)\s+(?P<rest>(?:what|whats|why|how|who|which|where|when|(?:is|are|do|"
        r"does|did) (?:we|they|it|that|this|our))\b.+)$",
        re.IGNORECASE,
    ),
    re.compile(_LEAD + r"(?P<said>.+)(?P<rest>)$", re.IGNORECASE),
    re.compile(
        r"^\W*(?P<said>[^?]+?)[,;]?\s+so (?P<rest>(?:why|what|whats|how come)\b.*)$", re.IGNORECASE
    ),
    re.compile(
        r"^\W*(?P<said>[^?,]+?),\s*"
        r"(?P<rest>(?:why|what['’]?s (?:the|our|their|its)|how come)\b.*)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*with (?P<said>[^,]+? (?:being|having|getting|coming|on|at) [^,]+?)\s*,\s*"
        r"(?P<rest>.+)$",
        re.IGNORECASE,
    ),
)
"""A premise and what is then asked: parted by a comma, by a question word, or alone."""
_TAG = re.compile(
    r"[\s,;.?!-]+(?:(?:is|are|was|were|did|do|does|has|have|had)n['’]?t (?:it|they|we|he|she|that)"
    r"|(?:is|are|was|were|did|do|does|has|have|had) (?:it|they|we|he|she|that) not"
    r"|(?:i|we) (?:hear|believe|gather|think|understand|reckon|suppose)"
    r"|(?:is|was) (?:that|this|it) (?:right|correct|true|so|not so)"
    r"|(?:that['’]?s )?(?:right|rite|correct|true|yes|yeah|yh|innit|surely|then)"
    r"|am i (?:right|wrong)|or am i wrong"
    r"|(?:(?:please|pls|just|can you|could you) )*(?:confirm|agree|say so)\b[^?.!]*)"
    r"\s*[?.!]*\s*$",
    re.IGNORECASE,
)
"""What makes a question of a statement: "…, didn't they?", "…, yes?", "…, just confirm it"."""
_SAID_BY = re.compile(
    r"^\W*(?:(?:so|and|but|well|ok)\b\W*)?(?:apparently|supposedly|"
    r"(?:how |so |very )?(?:nice|good|great|sad|sorry|pleased|glad|lovely|delighted|relieved) to "
    r"(?:see|hear|read|learn)|(?:such |what )?an? (?:shame|pity|relief)|shame|pity|"
    r"it says(?: here)?|"
    r"(?:i|i['’]?m|we|we['’]?re|they|people|everyone|someone|members?|colleagues|"
    r"(?:a|my|our|the) (?:colleague|friend|neighbour|constituent|resident|councillor|member|mp)|"
    r"the (?:board|press|chair|papers?|chief|news))\b"
    r"[\w'’ ]{0,30}?\b(?:agreed?|decided|accepted|established|told|heard?|understand|gather|know|"
    r"said|says?|insists?|insisted|swears?|swore|assumed?|believed?|thought|reckon|claims?|claimed|saw|see|read))"
    r"(?:\s+(?:me|us|that))*\W+",
    re.IGNORECASE,
)
"""Whose word a statement is put down to: "the board has already agreed that …"."""
_MAY_I_SAY = re.compile(
    r"^\W*(?:so |and |but )?(?:(?:can|could|may) (?:i|we) (?:say|tell \w+(?: \w+)?)"
    r"|(?:is|would) it (?:be )?(?:fair|right|correct|true|accurate|ok|okay|so)"
    r"(?: to (?:say|claim|think))?"
    r"|i(?: a|['’]?)?m (?:going|about) to (?:say|tell \w+(?: \w+)?)"
    r"|i(?:['’]?d like| want| plan)? to (?:say|tell (?:the )?\w+)"
    r"|(?:(?:would|will) i be|am i) (?:right|correct)(?: to (?:say|think)| in (?:saying|thinking))?"
    r"|(?:can|could|may) i quote|can you confirm|do i understand(?: rightly)?"
    r")\s+(?:that\s+)?",
    re.IGNORECASE,
)
"""What asks whether something may be said: "is it fair to say that …"."""
_SO = re.compile(r"^\W*(?:so|and so|so then|right so)\b[\s,]+", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:who|what|which|where|when|why|how|is|are|was|were|did|do|does|has|have|had|can|could|"
    r"would|should|tell|show|give|list|name|compare|rank|put)(?:['’]?s)?\b",
    re.IGNORECASE,
)
_HUNDRED = Decimal(100)
_ARTICLES = frozenset({"a", "an", "own"})


def split_premise(question: str) -> tuple[str, str] | None:
    """What a question sets out from and what it then asks: ("we came top for rape", "why?")."""
    match = next((found for clause in _CLAUSES if (found := clause.match(question))), None)
    return (match["said"], match["rest"]) if match else None


_NOT_SO = re.compile(
    r"^(?P<before>[^?]*?)(?:n['’]t\b|(?<=\s)not\b)(?P<after>[^?]*?)[\s,]+"
    r"(?:is|are|was|were|did|do|does|has|have) (?:it|they|we|he|she)\W*$",
    re.IGNORECASE,
)
"""A denial that wants to be confirmed: "we're not the worst, are we?"."""
_ASKED_AS_DENIED = re.compile(
    r"^(\W*(?:(?:and|but|so|well)\W+)?)(is|are|was|were|did|do|does|has|have)n['’]?t\b",
    re.IGNORECASE,
)


def without_denial(question: str) -> str:
    """ "Isn't Kent the worst?" and "Kent isn't the worst, is it?" as "is Kent the worst?"."""
    plain = _ASKED_AS_DENIED.sub(r"\1\2", question)
    said = _NOT_SO.match(question)
    if plain != question or said is None or _ASKS.match(question):
        return plain
    text = f"{said['before'].rstrip()} {said['after'].strip()}"
    return f"is {text}"


def split_statement(question: str) -> str | None:
    """The statement in a question that only wants it confirmed; None where something is asked."""
    said = _TAG.sub("", question)
    said = _SAID_BY.sub("", said, count=1)
    said = _MAY_I_SAY.sub("", said, count=1)
    said = _SO.sub("", said, count=1)
    return None if said == question or _ASKS.match(said) else said.rstrip(" ?!.")


def read_stated(reader: Reader) -> Query | None:
    """What a statement says of a row, of the best or worst, or of the average, as a query.

    `asserted` or `claim` or the filters hold what is said.
    """
    keys, columns = reader.keys(), columns_named(reader)
    if keys:
        graded = grade_filters(reader, columns) if len(reader.scan.of("grade")) > 1 else []
        if len({test.column for test in graded}) > 1:  # "Good for leadership, Inadequate overall"
            held = tuple(dict.fromkeys(test.column for test in graded))
            return Query("cell", held, tuple(keys), filters=tuple(graded))
        query = read_presumed(reader, said_so=True)
        return query if query is not None and query.presumed else None
    if reader.graded(columns) and reader.scan.has("grade") and not reader.scan.has("all", "count"):
        return read_presumed(reader, said_so=True)
    numbers = _figures(reader)
    if len(numbers) != 1 or reader.comparators or reader.scan.has("grade", "count"):
        return None
    for reading in (read_aggregate, read_extreme):
        query = reading(reader, keys, columns)
        if query is not None and query.kind in {"aggregate", "extreme"} and query.limit == 1:
            numeric = reader.column(query.columns[0]).kind == "number"
            told = replace(query, asserted=numbers[0].amount, presumed=True)
            return told if numeric and query.aggregate != "range" else None
    return None


def read_presumed(reader: Reader, said_so: bool = False) -> Query | None:
    """ "Why were we graded Good?": the value is taken for granted, so it is looked at first.

    `said_so` where the words are the premise itself; None where nothing is taken for granted.
    """
    keys, columns = reader.keys(), columns_named(reader)
    seen = reader.scan
    if not (keys or columns):
        return None
    said_of_own = reader.graded(columns) and seen.has("grade") and not seen.has("all", "count")
    if said_so and not keys and not (said_of_own or seen.has("highest", "lowest")):
        return None
    keys = keys or reader.own()
    if not keys:
        return None
    numbers = _figures(reader)
    if reader.comparators and numbers and (tests := number_filters(reader, columns)):
        held = tuple(dict.fromkeys(test.column for test in tests))
        return Query("cell", held, tuple(keys), filters=tuple(tests), presumed=True)
    if not (seen.has("grade") or numbers):
        dated = _presumed_date(reader, keys, said_so)
        return dated or _presumed_order(reader, keys, columns)
    if seen.has("grade"):
        graded = reader.graded(columns)
        column = next(iter(graded), None) or reader.main("grade")
        value: Decimal | str | None = seen.of("grade")[0].value
    else:
        numeric = reader.numeric(columns)
        column, value = next(iter(numeric), None) or reader.main("number"), numbers[0].amount
    if column is None or seen.has("highest", "lowest"):
        return _presumed_order(reader, keys, columns)
    return Query("cell", columns=(column,), keys=(keys[0],), asserted=value, presumed=True)


def _figures(reader: Reader) -> list[Mention]:
    return [
        m
        for m in reader.scan.of("number")
        if m.amount is not None and m.amount <= _HUNDRED and not is_limit(reader.scan, m)
    ]


def _presumed_order(reader: Reader, keys: list[str], columns: list[str]) -> Query | None:
    """ "Why are we the worst?", "why are we behind Kent?", "since we came 3rd"."""
    seen = reader.scan
    if seen.has("highest", "lowest", "half", "quarter") or (
        seen.has("ordinal") and comparable(reader, columns)
    ):
        query = read_extreme(reader, keys, columns)
        ranked = query is not None and query.kind == "rank"
        return replace(query, presumed=True) if query is not None and ranked else None
    query = read_difference(reader, keys, columns)
    return replace(query, presumed=True) if query is not None and query.claim else None


def _presumed_date(reader: Reader, keys: list[str], said_so: bool) -> Query | None:
    """ "Why was our report published in 2016?"."""
    tests = date_filters(reader) if reader.scan.has("month", "year") else []
    spoken = reader.scan.has("cue date") or (said_so and "report" in reader.scan.tokens)
    if not tests or not spoken:
        return None
    return Query("cell", (tests[0].column,), (keys[0],), filters=tuple(tests), presumed=True)


_ALL_ROWS = frozenset({"those", "these", "the", "all", "of"})


def figure_in_passing(reader: Reader) -> tuple[Mention, Query] | None:
    """ "Our 85% violence rate": a figure said of a row and a column, not asked about."""
    numbers, named = _figures(reader), reader.named_keys()
    columns = reader.numeric(columns_named(reader))
    if len(numbers) != 1 or not named or len(columns) != 1:
        return None
    number, (mention, key) = numbers[0], named[0]
    before = reader.scan.tokens[number.start - 1 : number.start]
    if number.amount == len(reader.table.rows) and set(before) & _ALL_ROWS:  # "out of those 14"
        return None
    if mention.kind in {"difference", "reach"}:  # "how far are we from 100?"
        return None
    between = reader.scan.tokens[mention.end : number.start]
    beside = number.start >= mention.end and set(between) <= _ARTICLES
    apart = bool(reader.comparators) or reader.scan.has("difference", "reach") or len(named) > 1
    if not beside and apart:
        return None
    asked = reader.yes_no or reader.asks_which or reader.scan.has("all", "exists", "count")
    if asked and not beside:
        return None
    query = Query("cell", (columns[0],), (key,), asserted=number.amount, presumed=True)
    return number, query
