"""Shares that the documents give twice, checked against each other.

A printed rate, the counts behind it and the cell of a table may all speak of the same thing:
the same subject, predicate, limit of time and year. Rounding to the printed decimals is agreement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from cdi_qa.knowledge.counting import Meaning, read_meaning
from cdi_qa.knowledge.lexicon import load_lexicon
from cdi_qa.schema import Discrepancy, Evidence, Passage, Record, Row, Table
from cdi_qa.text import YEAR

_ELSEWHERE = re.compile(
    r"\b(?:national(?:ly)?|nationwide|elsewhere|other (?:forces|services|councils|areas)|average|"
    r"compared (?:to|with)|target|up from|down from)\b",
    re.IGNORECASE,
)
"""Words of a sentence whose rate may be of others, of another time or only aimed at."""


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
    shares = [share for record in records if (share := _share(record, held[record.passage]))]
    rates = [share for share in shares if share.is_rate]
    pairs = [*_pairs_in_prose(shares), *_pairs_with_cells(shares, rates, tables)]
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
    alike: dict[_Topic, list[tuple[int, _Share]]] = defaultdict(list)
    subjects: dict[frozenset[str], int] = {}
    for at, rate in enumerate(shares):
        if rate.is_rate:
            alike[rate.topic].append((at, rate))
            subjects.setdefault(rate.subject, at)
    for counted in shares:
        if not counted.is_rate:
            rates = alike.get(counted.topic, ())
            yield from ((counted, rate) for _, rate in rates if _same_thing(counted, rate))
    between = [
        (subjects[one.subject], at, to)
        for told in alike.values()
        for (at, one), (to, other) in combinations(told, 2)
        if one.place.source != other.place.source and _same_thing(one, other)
    ]
    yield from ((shares[at], shares[to]) for _, at, to in sorted(between))


def _pairs_with_cells(
    shares: Sequence[_Share], rates: Sequence[_Share], tables: Sequence[Table]
) -> Iterator[tuple[_Share, _Share]]:
    printed: dict[_Figure, list[int]] = defaultdict(list)
    for at, rate in enumerate(rates):
        printed[rate.subject, rate.value].append(at)
    told: dict[_Topic, list[int]] = defaultdict(list)
    for at, share in enumerate(shares):
        told[share.topic].append(at)
    for table in tables:
        cells = list(_own_cells(table, rates, printed))
        met = sorted((at, to) for to, cell in enumerate(cells) for at in told.get(cell.topic, ()))
        pairs = ((shares[at], cells[to]) for at, to in met)
        yield from (pair for pair in pairs if _same_thing(*pair))


def _find_remainders(
    records: Sequence[Record], passages: Mapping[str, Passage]
) -> Iterator[Discrepancy]:
    """Parts of a whole whose rest is printed under the same heading and is another figure:
    "of 429 only 313 recorded" and "the 116 unrecorded".
    """
    lexicon = load_lexicon()
    plain = [r for r in records if r.unit == "count" and r.exact and r.subject and not r.excluding]
    parts = [record for record in plain if record.denominator is not None]
    counts: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in plain:
        if record.denominator is None and record.predicate:
            counts[(passages[record.passage].source, *passages[record.passage].section)].append(
                record
            )
    for part in parts:
        at = passages[part.passage]
        said = read_meaning(part.predicate, lexicon)
        if part.value is None or part.denominator is None or not said.keys:
            continue
        rest = part.denominator - part.value
        for count in counts[(at.source, *at.section)]:
            told = read_meaning(count.predicate, lexicon)
            opposite = (said.keys, said.limit, said.late) == (told.keys, told.limit, told.late)
            subjects = (read_meaning(each.subject, lexicon).keys for each in (part, count))
            if not (opposite and part.negative != count.negative and len({*subjects}) == 1):
                continue
            if rest >= 0 and count.value is not None and count.value != rest:
                other = passages[count.passage]
                yield Discrepancy(
                    subject=part.subject,
                    places=(_place(at), _place(other)),
                    printed=(
                        f"{rest:,} ({part.denominator:,} − {part.value:,})",
                        f"{count.value:,}",
                    ),
                )


def _place(passage: Passage) -> Evidence:
    return Evidence(passage.source, passage.page, passage.section, passage.quote)


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
        place=_place(passage),
        label=record.subject,
    )


def _same_thing(one: _Share, other: _Share) -> bool:
    return (
        one.place != other.place
        and one.topic == other.topic
        and (not one.years or not other.years or one.years == other.years)
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
