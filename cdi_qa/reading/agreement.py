"""Shares that the documents give twice, checked against each other.

A printed rate, the counts behind it and the cell of a table may all speak of the same thing:
the same subject, predicate, limit of time and year. Rounding to the printed decimals is agreement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cdi_qa.knowledge.counting import Meaning, read_meaning
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.reading.passages import evidence_of
from cdi_qa.reading.unlike import Saying, pair_unlike
from cdi_qa.schema import Discrepancy, Evidence, Passage, Record, Row, Table
from cdi_qa.text import YEAR

_ELSEWHERE = re.compile(
    r"\b(?:national(?:ly)?|nationwide|elsewhere|other (?:forces|services|councils|areas)|average|"
    r"compared (?:to|with)|target|up from|down from)\b",
    re.IGNORECASE,
)
"""Words of a sentence whose rate may be of others, of another time or only aimed at."""

_REPEATED = 100
"""Places of one rate by which a table's own row is told, at most."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A share in per cent of those of whom a predicate holds, and where it is given."""

    subject: frozenset[str]
    predicate: Meaning
    years: frozenset[str]
    value: Decimal
    printed: str
    is_rate: bool
    place: Evidence
    label: str
    at: int = 0
    """Which of all shares, or of all cells, it is."""

    @property
    def topic(self) -> _Topic:
        """What it is of: two shares of the same thing have it in common."""
        said = self.predicate
        return self.subject, said.keys, said.limit, said.late


_Topic = tuple[frozenset[str], frozenset[str], int | None, bool]
_Figure = tuple[frozenset[str], Decimal]
"""What a share is of, and its value."""


def find_discrepancies(
    records: Sequence[Record], passages: Sequence[Passage], tables: Sequence[Table]
) -> tuple[Discrepancy, ...]:
    """The pairs of places that give the same share with figures that no rounding explains."""
    held = {passage.id: passage for passage in passages}
    read = (_share(record, held[record.passage]) for record in records)
    shares = [replace(share, at=at) for at, share in enumerate(filter(None, read))]
    pairs = [*_pairs_in_prose(shares), *_pairs_with_cells(shares, tables)]
    found = (
        Discrepancy(
            subject=one.label,
            places=(one.place, other.place),
            printed=(one.printed, other.printed),
            shares=(one.value, other.value),
        )
        for one, other in pairs
        if not _agree(one, other)
    )
    return (*found, *_find_remainders(records, held))


def _pairs_in_prose(shares: Sequence[_Share]) -> Iterator[tuple[_Share, _Share]]:
    """Counts with the rates of the same thing, then rates with those of other documents."""
    rates = [share for share in shares if share.is_rate]
    counted = [share for share in shares if not share.is_rate]
    yield from _pairs_of(counted, rates)
    between = (pair for pair in _pairs_of(rates, rates) if pair[0].at < pair[1].at)
    yield from (pair for pair in between if pair[0].place.source != pair[1].place.source)


def _pairs_with_cells(
    shares: Sequence[_Share], tables: Sequence[Table]
) -> Iterator[tuple[_Share, _Share]]:
    rates = [share for share in shares if share.is_rate]
    printed: dict[_Figure, list[int]] = defaultdict(list)
    for at, rate in enumerate(rates):
        if len(printed[rate.subject, rate.value]) < _REPEATED:
            printed[rate.subject, rate.value].append(at)
    cells = [cell for table in tables for cell in _own_cells(table, rates, printed)]
    yield from _pairs_of(shares, [replace(cell, at=at) for at, cell in enumerate(cells)])


def _pairs_of(ones: Sequence[_Share], others: Sequence[_Share]) -> Iterator[tuple[_Share, _Share]]:
    """The pairs of shares of the same thing and of no two years, with unlike values (of more than
    `unlike` allows for, not each pair), in order.
    """
    undated, dated = _parted(ones)
    others_undated, others_dated = _parted(others)
    pairs = [
        (left[at], right[to])
        for left, right, by_year in (
            (ones, others, True),
            (undated, others_dated, False),
            (dated, others_undated, False),
        )
        for at, to in pair_unlike(_sayings(left, by_year), _sayings(right, by_year))
    ]
    pairs.sort(key=lambda pair: (pair[0].at, pair[1].at))
    yield from (pair for pair in pairs if pair[0].place != pair[1].place)


def _parted(shares: Sequence[_Share]) -> tuple[list[_Share], list[_Share]]:
    """Those of no year that is said, and those of some."""
    undated = [share for share in shares if not share.years]
    return undated, [share for share in shares if share.years]


def _sayings(shares: Sequence[_Share], by_year: bool) -> list[Saying]:
    return [((share.topic, share.years if by_year else None), share.value) for share in shares]


def _find_remainders(
    records: Sequence[Record], passages: Mapping[str, Passage]
) -> Iterator[Discrepancy]:
    """Parts of a whole whose rest is printed under the same heading and is another figure:
    "of 429 only 313 recorded" and "the 116 unrecorded".
    """
    lexicon = load_lexicon()
    plain = [r for r in records if r.unit == "count" and r.exact and r.subject and not r.excluding]
    given = [r for r in plain if r.value is not None and read_meaning(r.predicate, lexicon).keys]
    parts = [r for r in given if r.denominator is not None and _number(r) >= 0]
    counts = [r for r in given if r.denominator is None]
    pairs = pair_unlike(
        [_left_over(part, passages) for part in parts],
        [_left_over(count, passages) for count in counts],
    )
    for at, to in pairs:
        part, count = parts[at], counts[to]
        yield Discrepancy(
            subject=part.subject,
            places=(evidence_of(passages[part.passage]), evidence_of(passages[count.passage])),
            printed=(
                f"{_number(part):,} ({part.denominator:,} − {part.value:,})",
                f"{count.value:,}",
            ),
        )


def _left_over(record: Record, passages: Mapping[str, Passage]) -> Saying:
    """Of whom a count is, and where; of a part, whom it leaves."""
    lexicon = load_lexicon()
    at, said = passages[record.passage], read_meaning(record.predicate, lexicon)
    whom = read_meaning(record.subject, lexicon).keys, said.keys, said.limit, said.late
    holds = record.negative == (record.denominator is None)
    return (at.source, at.section, whom, holds), _number(record)


def _number(record: Record) -> Decimal:
    """The count; of a part, what it leaves of the whole."""
    value = record.value or Decimal(0)
    return value if record.denominator is None else record.denominator - value


def _share(record: Record, passage: Passage) -> _Share | None:
    """What a record gives as a share; None for one of no plain subject, or only roughly given."""
    lexicon = load_lexicon()
    subject = read_meaning(record.subject, lexicon).keys
    is_rate = record.unit == "per cent"
    value = record.share
    if not subject or value is None or not record.exact or record.excluding:
        return None
    if is_rate and not record.printed[:1].isdigit():
        return None  # "two thirds" is no figure to check another by
    predicate = read_meaning(record.predicate, lexicon)
    if not predicate.keys or _ELSEWHERE.search(passage.clean):
        return None
    printed = f"{value:f}" if is_rate else f"{record.value:,} of {record.denominator:,}"
    return _Share(
        subject=subject,
        predicate=predicate,
        years=frozenset(YEAR.findall(" ".join((passage.clean, *passage.section)))),
        value=100 - value if record.negative else value,
        printed=printed,
        is_rate=is_rate,
        place=evidence_of(passage),
        label=record.subject,
    )


def _agree(one: _Share, other: _Share) -> bool:
    """True where the difference is no more than rounding to the printed decimals."""
    decimals = [share.value.as_tuple().exponent for share in (one, other) if share.is_rate]
    step = max(Decimal(1).scaleb(int(exponent)) for exponent in decimals)
    return abs(one.value - other.value) <= step / 2


def _own_cells(
    table: Table, rates: Sequence[_Share], printed: Mapping[_Figure, Sequence[int]]
) -> Iterator[_Share]:
    """The cells of the row that the text's rates come from, each with the rates' predicate.

    That row is the one that holds most of those rates, each under the heading of its subject;
    `printed` says which of the rates are of a subject and a value.
    """
    lexicon = load_lexicon()
    columns = [
        (at, read_meaning(column.heading, lexicon).keys)
        for at, column in enumerate(table.columns)
        if column.kind == "number"
    ]
    held = []
    for row in table.rows:
        figures = {(subject, row.cells[at].number) for at, subject in columns}
        found = {
            at
            for subject, value in figures
            if value is not None
            for at in printed.get((subject, value), ())
        }
        held += [(row, rates[at]) for at in sorted(found)]
    counts = Counter(row for row, _ in held).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return
    own = counts[0][0]
    predicate = next(rate.predicate for row, rate in held if row is own)
    for at, subject in columns:
        if subject and (number := own.cells[at].number) is not None:
            yield _cell(table, own, subject, predicate, number)


def _cell(
    table: Table, row: Row, subject: frozenset[str], predicate: Meaning, number: Decimal
) -> _Share:
    place = Evidence(table.source, row.page, table.section, row.quote)
    return _Share(subject, predicate, frozenset(), number, f"{number:f}", True, place, "")
