"""The same thing told with nearly the same figure, or another date, in two documents.

Wording may differ altogether ("over 38,800 reported crimes are not recorded", "some 38,000 crimes
occurred and were not recorded"), so what agrees has to be what is counted, what is said of it and
the size of the figure; figures far apart are taken to be of different things.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice, product

from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, load_lexicon
from cdi_qa.reading.cells import DATE, parse_month
from cdi_qa.reading.passages import evidence_of
from cdi_qa.reading.quantities import MALFORMED
from cdi_qa.reading.unlike import FIGURES
from cdi_qa.schema import Discrepancy, Evidence, Passage, Row, Table
from cdi_qa.text import stem, words

_LARGE = 1000
"""Counts from which two that are nearly alike are hardly so by chance."""
_NEAR = Decimal("0.05")
"""Share of a count that two tellings of it may be apart."""
_POINT = Decimal(1)
_DECIMALS = 100
"""Exact rates of one thing, within one per cent, that rounded ones are held against."""
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
    alike: dict[tuple[str, str, frozenset[str]], _Figures] = defaultdict(_Figures)
    for at, item in enumerate(told):
        for noun, concept in product(item.nouns, item.concepts):
            alike[noun, concept, item.offences].add(at, item)
    pairs = {
        pair for figures in alike.values() for pair in _pairs_of(figures, _near_counts(figures))
    }
    yield from (_discrepancy(told[one], told[other]) for one, other in sorted(pairs))


def _near_counts(figures: _Figures) -> Iterator[tuple[str, str]]:
    """The printed counts that are nearly alike, each with the nearest larger ones; one that is
    malformed, by a digit.
    """
    sound = sorted((item.value, item.printed) for item in figures if not _is_malformed(item))
    end = 0
    for at, (value, printed) in enumerate(sound):
        while end < len(sound) and value >= (1 - _NEAR) * sound[end][0]:
            end += 1
        larger = (near for other, near in sound[at + 1 : end] if other != value)
        yield from ((printed, near) for near in islice(larger, FIGURES))
    longer: dict[str, list[_Told]] = defaultdict(list)
    for item in figures:
        longer[_digits(item)[:-1]].append(item)
    for item in figures:
        for other in longer[_digits(item)]:
            if _is_malformed(item) or _is_malformed(other):
                yield item.printed, other.printed


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
    outright: dict[tuple[str, frozenset[str], int], _Figures] = defaultdict(
        lambda: _Figures(_DECIMALS)
    )
    for at, item in enumerate(told):
        for term in () if item.rough else _terms(item):
            outright[term, item.offences, int(item.value)].add(at, item)
    for rounded in told:
        if not rounded.rough:
            continue
        whole = int(rounded.value)
        near = product(_terms(rounded), (whole - 1, whole, whole + 1))
        found = {
            at: exact
            for term, value in near
            for at, exact in outright[term, rounded.offences, value].besides(rounded)
            if abs(exact.value - rounded.value) < _POINT and not _explains(exact, rounded)
        }
        yield from (_discrepancy(found[at], rounded) for at in sorted(found)[:FIGURES])


def _terms(item: _Told) -> list[str]:
    return [key for key in item.concepts if key.startswith("term:")]


def _explains(exact: _Told, rounded: _Told) -> bool:
    """True where the exact rate rounds to the rounded one."""
    step = Decimal(1).scaleb(int(rounded.value.as_tuple().exponent))
    return exact.value.quantize(step, ROUND_HALF_UP) == rounded.value


def _dates_apart(prose: Sequence[Passage], tables: Sequence[Table]) -> Iterator[Discrepancy]:
    """The month that a table gives a report, and the day on which the prose has it published."""
    published = _published(prose)
    rates = {Decimal(match["value"]) for p in prose for match in _RATE.finditer(p.clean)}
    for table in tables:
        dated = [column for column in table.columns if column.kind == "date"]
        if not dated or "report" not in dated[0].heading.lower():
            continue
        own = _own_row(table, rates)
        word = None if own is None else own.cells[table.position(dated[0].name)].word
        if own is None or word is None:
            continue
        cell = own.cells[table.position(dated[0].name)]
        for printed, (month, passage) in published[word[:4]].items():
            if month != word:
                places = (
                    Evidence(table.source, own.page, table.section, own.quote),
                    evidence_of(passage),
                )
                yield Discrepancy("", places, (cell.printed, printed))


def _published(prose: Sequence[Passage]) -> dict[str, dict[str, tuple[str, Passage]]]:
    """By year, the days on which the prose has reports published: each as printed, its month and
    the first passage that gives it.
    """
    found: dict[str, dict[str, tuple[str, Passage]]] = defaultdict(dict)
    for passage in prose:
        said = [
            (match.group(), parse_month(match.group())) for match in DATE.finditer(passage.clean)
        ]
        keys = load_lexicon().keys(passage.clean) if said else frozenset[str]()
        if keys & _PUBLISHED and keys & _REPORT:
            for printed, month in said:
                if month:
                    found[month[:4]].setdefault(printed, (month, passage))
    return found


def _own_row(table: Table, rates: Set[Decimal]) -> Row | None:
    """The row whose figures the text gives as rates, two or more of them; None where none is."""
    held = Counter(
        {
            at: len({cell.number for cell in row.cells if cell.number in rates})
            for at, row in enumerate(table.rows)
        }
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


class _Figures:
    """Figures told of one thing; of each as printed the first, and the first in another document.

    Each pair of figures is told once, from where it is met first: no other place of one counts.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._first: dict[str, list[tuple[int, _Told]]] = {}

    def __iter__(self) -> Iterator[_Told]:
        return (held[0][1] for held in self._first.values())

    def add(self, at: int, item: _Told) -> None:
        """Take in the figure that stands at a place among all."""
        if item.printed not in self._first and len(self._first) == self._most:
            return
        held = self._first.setdefault(item.printed, [])
        if not held or (len(held) == 1 and held[0][1].passage.source != item.passage.source):
            held.append((at, item))

    def besides(self, item: _Told) -> Iterator[tuple[int, _Told]]:
        """The first of each other figure in another document than that of one."""
        for held in self._first.values():
            if held[0][1].value != item.value:
                yield from [each for each in held if _are_apart(each[1], item)][:1]

    def pair(self, one: str, other: str) -> tuple[int, int] | None:
        """Where two printed figures are first told by two documents."""
        met = product(self._first[one], self._first[other])
        pairs = ((min(at, to), max(at, to)) for (at, a), (to, b) in met if _are_apart(a, b))
        return min(pairs, default=None)


def _pairs_of(figures: _Figures, printed: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    found = (figures.pair(one, other) for one, other in printed)
    return (pair for pair in found if pair is not None)


def _are_apart(one: _Told, other: _Told) -> bool:
    return one.passage.source != other.passage.source


def _is_malformed(item: _Told) -> bool:
    return MALFORMED.fullmatch(item.printed) is not None


def _digits(item: _Told) -> str:
    return item.printed.replace(",", "")


def _discrepancy(one: _Told, other: _Told) -> Discrepancy:
    places = (evidence_of(one.passage), evidence_of(other.passage))
    return Discrepancy("", places, (one.printed, other.printed))
