"""The same thing told with nearly the same figure, or another date, in two documents.

Wording may differ altogether ("over 38,800 reported crimes are not recorded", "some 38,000 crimes
occurred and were not recorded"), so what agrees has to be what is counted, what is said of it and
the size of the figure; figures far apart are taken to be of different things.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, load_lexicon
from cdi_qa.reading.cells import DATE, parse_month
from cdi_qa.reading.contradictions import MALFORMED
from cdi_qa.schema import Discrepancy, Evidence, Passage, Row, Table
from cdi_qa.text import stem, words

_LARGE = 1000
"""Counts from which two that are nearly alike are hardly so by chance."""
_NEAR = Decimal("0.05")
"""Share of a count that two tellings of it may be apart."""
_POINT = Decimal(1)
_COUNT = re.compile(rf"{MALFORMED.pattern}|(?<![\d.,])\d{{1,3}}(?:,\d{{3}})+(?![\d,])")
_RATE = re.compile(
    r"(?P<rough>\b(?:around|about|some|roughly|nearly|almost|approximately)\s+)?"
    r"(?<![\d.,])(?P<value>\d{1,2}(?:\.\d+)?)\s?(?:%|per\s?cent\b)",
    re.IGNORECASE,
)
_NOUN_WITHIN = 3
"""Words after a count among which what it counts is looked for."""
_PUBLISHED = frozenset({"word:published"})
_REPORT = frozenset({stem("report")})
_CONCEPTS = ("offence:", "word:", "term:", "matter:")


@dataclass(frozen=True, slots=True)
class _Told:
    """One figure of a sentence."""

    passage: Passage
    printed: str
    value: Decimal
    rough: bool
    nouns: frozenset[str]
    """Stems of the words right after it."""
    concepts: frozenset[str]
    offences: frozenset[str]


def find_near_misses(
    passages: Sequence[Passage], tables: Sequence[Table]
) -> tuple[Discrepancy, ...]:
    """Counts, rates and report dates that two documents tell differently."""
    prose = [passage for passage in passages if passage.kind != "row"]
    found = [*_counts_apart(prose), *_rates_apart(prose), *_dates_apart(prose, tables)]
    unlike: dict[frozenset[str], Discrepancy] = {}
    for item in found:  # each pair of figures is told once
        unlike.setdefault(frozenset(item.printed), item)
    return tuple(unlike.values())


def _counts_apart(prose: Sequence[Passage]) -> Iterator[Discrepancy]:
    told = [one for passage in prose for one in _counts(passage)]
    by_noun: dict[str, list[_Told]] = defaultdict(list)
    for item in told:
        for noun in item.nouns:
            by_noun[noun].append(item)
    pairs = {pair: None for held in by_noun.values() for pair in combinations(held, 2)}
    for one, other in pairs:
        malformed = any(MALFORMED.fullmatch(item.printed) for item in (one, other))
        alike = _starts_alike(one, other) if malformed else _is_near(one, other)
        same = one.nouns & other.nouns and one.concepts & other.concepts
        if alike and same and _may_differ(one, other):
            yield _discrepancy(one, other)


def _counts(passage: Passage) -> Iterator[_Told]:
    for match in _COUNT.finditer(passage.clean):
        value = Decimal(match.group().replace(",", ""))
        if value >= _LARGE:
            yield _told(passage, match.group(), value, False, passage.clean[match.end() :])


def _rates_apart(prose: Sequence[Passage]) -> Iterator[Discrepancy]:
    """A rounded rate that the exact one does not round to."""
    told = [
        _told(passage, match["value"], Decimal(match["value"]), bool(match["rough"]), "")
        for passage in prose
        for match in _RATE.finditer(passage.clean)
    ]
    outright = [item for item in told if not item.rough]
    for rounded, exact in product([item for item in told if item.rough], outright):
        if not _may_differ(rounded, exact):
            continue
        step = Decimal(1).scaleb(int(rounded.value.as_tuple().exponent))
        explained = exact.value.quantize(step, ROUND_HALF_UP) == rounded.value
        named = {key for key in exact.concepts & rounded.concepts if key.startswith("term:")}
        if named and not explained and abs(exact.value - rounded.value) < _POINT:
            yield _discrepancy(exact, rounded)


def _dates_apart(prose: Sequence[Passage], tables: Sequence[Table]) -> Iterator[Discrepancy]:
    """The month that a table gives a report, and the day on which the prose has it published."""
    published = [
        passage
        for passage in prose
        if (said := load_lexicon().keys(passage.clean)) & _PUBLISHED and said & _REPORT
    ]
    for table in tables:
        dated = [column for column in table.columns if column.kind == "date"]
        own = own_row(table, prose)
        if own is None or not dated or "report" not in dated[0].heading.lower():
            continue
        cell = own.cells[table.position(dated[0].name)]
        if cell.word is None:
            continue
        for passage in published:
            for match in DATE.finditer(passage.clean):
                month = parse_month(match.group())
                if month and month[:4] == cell.word[:4] and month != cell.word:
                    places = (
                        Evidence(table.source, own.page, table.section, own.quote),
                        _place(passage),
                    )
                    yield Discrepancy("", places, (cell.printed, match.group()))


def own_row(table: Table, prose: Sequence[Passage]) -> Row | None:
    """The row whose figures the text gives as rates, two or more of them; None where none is."""
    rates = {Decimal(match["value"]) for p in prose for match in _RATE.finditer(p.clean)}
    held = Counter(
        {at: len(rates & {cell.number for cell in row.cells}) for at, row in enumerate(table.rows)}
    ).most_common(2)
    clear = held and held[0][1] > 1 and (len(held) == 1 or held[0][1] > held[1][1])
    return table.rows[held[0][0]] if clear else None


def _told(passage: Passage, printed: str, value: Decimal, rough: bool, after: str) -> _Told:
    keys = load_lexicon().keys(passage.clean)
    nouns = [stem(word) for word in words(after)[:_NOUN_WITHIN] if word not in FUNCTION_WORDS]
    return _Told(
        passage=passage,
        printed=printed,
        value=value,
        rough=rough,
        nouns=frozenset(nouns),
        concepts=frozenset(key for key in keys if key.startswith(_CONCEPTS)),
        offences=frozenset(key for key in keys if key.startswith("offence:")),
    )


def _may_differ(one: _Told, other: _Told) -> bool:
    """True for two documents and for different figures of the same offences."""
    apart = one.passage.source != other.passage.source
    return apart and one.value != other.value and one.offences == other.offences


def _is_near(one: _Told, other: _Told) -> bool:
    return abs(one.value - other.value) <= _NEAR * max(one.value, other.value)


def _starts_alike(one: _Told, other: _Told) -> bool:
    """True for "38,8000" beside "38,800": a digit too many or too few."""
    first, second = sorted((one.printed.replace(",", ""), other.printed.replace(",", "")), key=len)
    return second.startswith(first) and len(second) - len(first) <= 1


def _discrepancy(one: _Told, other: _Told) -> Discrepancy:
    places = (_place(one.passage), _place(other.passage))
    return Discrepancy("", places, (one.printed, other.printed))


def _place(passage: Passage) -> Evidence:
    return Evidence(passage.source, passage.page, passage.section, passage.quote)
