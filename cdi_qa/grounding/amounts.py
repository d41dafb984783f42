"""Figures of a statement against those of the cited prose: value, unit, hedge and subject."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cdi_qa.grounding.english import holds, load_english
from cdi_qa.grounding.held import Figure, Held
from cdi_qa.grounding.mentions import Day, Mention, find_mentions
from cdi_qa.knowledge.lexicon import Lexicon

_SAME = 0.99
"""Share of a figure's words that another passage's figure has to have to be the one meant."""
_LOOSE = Decimal("1.5")
"""Percentage points by which "about two thirds" may be off."""


def same_amount(said: Mention, told: Mention) -> bool:
    """True where a figure says the same as another: value, unit and hedge."""
    if said.unit == "date" or told.unit == "date":
        return said.unit == told.unit and _same_day(said.value, told.value)  # type: ignore[arg-type]
    if isinstance(said.value, tuple) or isinstance(told.value, tuple):
        return False
    if not _same_unit(said, told):
        return False
    if said.value == told.value:
        return said.hedge == told.hedge or (not told.hedge and said.hedge == "rough")
    return said.hedge == "rough" and not told.hedge and _rounds_to(said, told)


def _same_day(said: Day, told: Day) -> bool:
    return all(one is None or one == other for one, other in zip(said, told, strict=True))


def _same_unit(said: Mention, told: Mention) -> bool:
    if said.unit == told.unit:
        return said.measure == told.measure
    return {said.unit, told.unit} == {"percent", "fraction"}


def _rounds_to(said: Mention, told: Mention) -> bool:
    """ "Around 78%" of 77.9%."""
    assert isinstance(said.value, Decimal)
    assert isinstance(told.value, Decimal)
    if said.unit not in {"percent", "count"} or said.value == 0:
        return False
    if said.unit == "count":
        return abs(said.value - told.value) * 50 <= told.value and said.value % 10 == 0
    return round(told.value) == said.value


def find_told(figure: Figure, held: Sequence[Held]) -> list[tuple[Held, Figure]]:
    """The figures of the cited text that a figure may be."""
    return [
        (piece, told)
        for piece in held
        for told in piece.figures
        if same_amount(figure.mention, told.mention)
    ]


def has_subject(figure: Figure, sentence: str, piece: Held, told: Figure, lexicon: Lexicon) -> bool:
    """True where a figure is said of what the cited text says it of.

    It is not where its words speak of what another figure of the text belongs to, or of a kind of
    crime that the text does not name, or leave out the kind that the text names.
    """
    if figure.mention.unit == "time":
        return True
    kinds = _kinds(figure.keys, lexicon) - _kinds(piece.keys, lexicon)
    if kinds:
        return False
    wanted = _kinds(told.keys, lexicon)
    if wanted and figure.mention.unit != "date":
        said = _kinds(lexicon.keys(sentence), lexicon)
        near = _kinds(figure.keys, lexicon) or said
        if not near & wanted:
            return False
    beside = {mention.value for mention in find_mentions(figure.words)}
    rivals = [
        other
        for other in piece.figures
        if other.words != told.words
        and other.mention.unit == told.mention.unit
        and other.mention.value not in beside
    ]
    return not any(_is_nearer(figure.keys, told.keys, other.keys) for other in rivals) and not (
        _counts_other(figure, told, piece, lexicon)
    )


def _counts_other(figure: Figure, told: Figure, piece: Held, lexicon: Lexicon) -> bool:
    """True for "604 errors" of "12 errors in 604 doses": the next word is another figure's."""
    said, own = _next_key(figure, lexicon), _next_key(told, lexicon)
    return (
        said is not None
        and own is not None
        and said != own
        and any(_next_key(o, lexicon) == said for o in piece.figures if o is not told)
    )


def _next_key(figure: Figure, lexicon: Lexicon) -> str | None:
    """The key of the word that a figure counts, where it stands right after it."""
    after = figure.words.partition(figure.mention.printed)[2]
    match = re.match(r"\s(?:of (?:the |these |those )?)?([a-z]+)\b", after)
    units = lexicon.units(match[1]) if match else []
    return units[0].key if units else None


def is_anothers(
    figure: Figure, cited: frozenset[str], told: Figure, elsewhere: Sequence[Figure]
) -> bool:
    """True where another place in the documents gives its own figure for what is spoken of.

    "241 assaults on staff" citing "assaults between prisoners came to 241" is, where another
    passage counts the assaults on staff.
    """
    said = figure.keys
    if len(said) < 2 or said <= cited:
        return False
    return any(
        (said - cited) & other.keys
        and len(said & other.keys) >= _SAME * len(said)
        and other.mention.unit == told.mention.unit
        and other.mention.value != told.mention.value
        for other in elsewhere
    )


def _kinds(keys: frozenset[str], lexicon: Lexicon) -> set[str]:
    return {key for key in keys if (held := lexicon.concepts.get(key)) and held.kind == "offence"}


def _is_nearer(said: frozenset[str], own: frozenset[str], other: frozenset[str]) -> bool:
    """True where more of a rival's own words are said than of the words of the figure itself."""
    rival, mine = other - own, own - other
    if not said & rival:
        return False
    return len(said & rival) * max(1, len(mine)) > len(said & mine) * len(rival)


def derives(figure: Figure, said: Sequence[Figure], sentence: str, held: Sequence[Held]) -> bool:
    """True where a figure comes out of the cited ones by the sum that the sentence speaks of."""
    value = figure.mention.value
    if isinstance(value, tuple) or figure.mention.unit in {"time", "money", "place"}:
        return False
    return any(_fits(value, figure.mention, found) for found in _worked_out(sentence, said, held))


def _fits(value: Decimal, mention: Mention, found: tuple[str, Decimal]) -> bool:
    unit, worked_out = found
    if unit != ("percent" if mention.unit == "fraction" else mention.unit):
        return False
    if mention.unit == "fraction" or mention.hedge == "rough":
        return abs(value - worked_out) <= (_LOOSE if mention.hedge else Decimal("0.5"))
    if mention.hedge:
        return False
    decimals = int(value.as_tuple().exponent)
    return round(worked_out, -decimals) == value if decimals <= 0 else worked_out == value


def _worked_out(
    sentence: str, said: Sequence[Figure], held: Sequence[Held]
) -> Iterator[tuple[str, Decimal]]:
    cues = load_english()["working"]
    rest = holds(sentence, cues["rest"]) or ("un" in cues["rest"] and _denies(sentence))
    given = {figure.mention.value for figure in said}
    for piece in held:
        counts = [figure for figure in piece.figures if figure.mention.unit == "count"]
        for one, other in itertools.pairwise(counts):
            few, many = sorted([_value(one), _value(other)])
            if one.words != other.words or not many:
                continue
            if not rest:
                yield "percent", few * 100 / many
            else:
                yield "count", many - few
                yield "percent", (many - few) * 100 / many
            if few in given and many in given:
                yield "percent", few * 100 / many
        if holds(sentence, cues["sum"]):
            yield from (("count", total) for total in _sums(counts))
        rates = [figure for figure in piece.figures if figure.mention.unit == "percent"]
        if rest:
            yield from (("percent", 100 - _value(rate)) for rate in rates)
    if holds(sentence, cues["difference"]):
        yield from _differences(said, held)


def _denies(sentence: str) -> bool:
    return holds(sentence, load_english()["denial"]["words"] + load_english()["denial"]["un"])


def _value(figure: Figure) -> Decimal:
    return figure.mention.value if isinstance(figure.mention.value, Decimal) else Decimal(0)


def _sums(counts: Sequence[Figure]) -> Iterator[Decimal]:
    """Sums of runs of figures that stand side by side."""
    for start in range(len(counts)):
        for end in range(start + 2, len(counts) + 1):
            yield sum((_value(count) for count in counts[start:end]), Decimal(0))


def _differences(said: Sequence[Figure], held: Sequence[Held]) -> Iterator[tuple[str, Decimal]]:
    """Differences of two cited figures that the sentence gives."""
    cited = {(f.mention.unit, _value(f)) for piece in held for f in piece.figures}
    cited |= {
        ("percent", cell.number)
        for piece in held
        for row in piece.rows
        for cell in row.cells
        if cell.number is not None
    }
    stated = [(f.mention.unit, _value(f)) for f in said]
    stated = [item for item in stated if item in cited or ("percent", item[1]) in cited]
    for at, (unit, one) in enumerate(stated):
        for _, other in stated[at + 1 :]:
            yield "points" if unit == "percent" else unit, abs(one - other)
