"""Which columns a question means, named or not."""

from __future__ import annotations

from typing import Literal

from cdi_qa.lookup.holds import counting, is_share
from cdi_qa.lookup.mention import Mention
from cdi_qa.lookup.query import Alternative
from cdi_qa.lookup.reader import Reader, is_headline
from cdi_qa.lookup.vocabulary import load_phrases
from cdi_qa.text import stem, words

_CONJUNCTIONS = frozenset({"and", "but", "or", "yet", "though"})
_ANY_MEASURE = frozenset({"anything", "something"})
_PARTED = 3
_GRADE_CUES = ("cue grade", "grade", "cue red")
_RATE_CUES = ("cue number", "measure", "number", "mean", "median", "range", "sum")
_COMPARING = (
    "highest", "lowest", "rank", "difference", "versus", "ordinal", "ratio", "tie", "half",
    "quarter",
)  # fmt: skip
Sort = Literal["grade", "number"]


def columns_named(reader: Reader) -> list[str]:
    """The columns a question names: where a word fits several, the cue for a rate or grade decides.

    Those that a word leaves no doubt of come first.
    """
    certain: list[str] = []
    resolved: list[str] = []
    for mention in column_mentions(reader):
        fitting = fitting_columns(reader, mention)
        if len(fitting) == 1:
            certain += fitting
        else:
            resolved += _resolve(reader, mention, fitting)
    return list(dict.fromkeys([*certain, *resolved]))


def column_mentions(reader: Reader) -> list[Mention]:
    """The mentions of columns, without words that only say what every rate measures, or, where rows
    are ranked, what a share right before is of: "worst for lost calls" is not on calls.
    """
    table = reader.vocabulary.table
    counts = {column.name for column in counting(reader.vocabulary)}
    found = [m for m in reader.scan.of("column") if not _is_only_measure(reader, m)]
    shared = set()
    for mention in found if reader.scan.has("highest", "lowest") else ():
        fitting = [table.column(name) for name in fitting_columns(reader, mention)]
        if all(column.name not in counts and is_share(column) for column in fitting):
            shared.add(mention.end)
    return [m for m in found if m.start not in shared or m.value not in counts]


def column_of(reader: Reader, mention: Mention) -> list[str]:
    """The columns that one mention is read as."""
    fitting = fitting_columns(reader, mention)
    return fitting if len(fitting) == 1 else _resolve(reader, mention, fitting)


def alternatives(reader: Reader) -> tuple[Alternative, ...]:
    """Words that were read as one column and may mean another, no cue deciding between them."""
    found = []
    for mention in column_mentions(reader):
        said = " ".join(reader.scan.tokens[mention.start : mention.end])
        fitting = fitting_columns(reader, mention)
        numbers = len(fitting) > 1 and len(reader.numeric(fitting)) == len(fitting)
        if _cue(reader, mention) is not None and not numbers:
            continue
        chosen = column_of(reader, mention)
        if _may_be_measure(reader, mention) and (main := reader.main("number")):
            found.append(Alternative(said, chosen[0], main))
        elif len(fitting) > len(chosen):
            other = next(name for name in fitting if name not in chosen)
            found.append(Alternative(said, chosen[0], other))
    return tuple(found)


def default_columns(reader: Reader) -> list[str]:
    """The columns of a question that names none."""
    graded = reader.scan.has(*_GRADE_CUES)
    if reader.scan.has("cue date", "month") and (dates := reader.of_kind("date")):
        return dates[:1]
    if reader.previous is not None and reader.previous.columns:
        before = list(reader.previous.columns)
        return (reader.graded(before) if reader.scan.has("cue grade") else before) or _main(
            reader, graded
        )
    return _main(reader, graded)


def _main(reader: Reader, graded: bool) -> list[str]:
    wanted = reader.main("grade" if graded else "number")
    told = wanted is not None and reader.is_headline(wanted) and not _only_counts(reader, wanted)
    if not (told or graded or has_rate_cue(reader)):
        wanted = reader.main("grade") or wanted  # "who is best?" where one column is a share
    main = wanted or reader.main("grade") or reader.main("number")
    return [main] if main else []


def _only_counts(reader: Reader, name: str) -> bool:
    """True for a column of beds or incidents, by which nobody is better, where no size is asked."""
    counts = name in {column.name for column in counting(reader.vocabulary)}
    sized = is_headline(name) or _speaks_of_size(reader)
    return counts and not sized and bool(reader.of_kind("grade"))


def _speaks_of_size(reader: Reader) -> bool:
    """True for "biggest" and "above", which do not say what is good."""
    asked = [*reader.scan.of("highest", "lowest"), *reader.comparators]
    sizes = set(load_phrases()["directions"]["sizes"]) | _OF_SIZE
    return any(sizes & set(mention.value.split()) for mention in asked)


_OF_SIZE = frozenset({"bigger", "larger", "smaller"})
_DO = (["do"], ["does"], ["did"])
"""What follows "what" in "what does Kent do better than us"."""


def every_measure(reader: Reader, columns: list[str]) -> list[str]:
    """All columns of figures (or grades) where none is named and all are asked: "on anything"."""
    said = set(reader.scan.tokens)
    asked = reader.scan.has("all columns") or reader.asks_columns or bool(said & _ANY_MEASURE)
    ends = reader.scan.has("highest", "lowest") or bool(reader.comparators)
    asked = asked or ("everything" in said and ends)  # "the best at everything"
    tokens = reader.scan.tokens
    where = tokens[:1] == ["where"] or (tokens[:1] == ["what"] and tokens[1:2] in _DO)
    where = where and bool(reader.comparators)
    open_ended = reader.leaves_columns_open and reader.comparators
    if columns or not (asked or where or open_ended):
        return []
    return reader.of_kind("grade" if reader.scan.has("cue grade", "grade") else "number")


def comparable(reader: Reader, columns: list[str]) -> str | None:
    """The first column whose values have an order; the default one where none is named."""
    named = columns or default_columns(reader)
    return next((name for name in named if reader.column(name).kind != "text"), None)


def numeric_column(reader: Reader, columns: list[str]) -> str | None:
    """The first column that has figures, else the overall one where no other kind is meant."""
    before = reader.previous.columns if reader.previous is not None else ()
    for name in reader.numeric([*columns, *before]):
        return name
    main = None if columns or before else reader.main("number")
    if main is None or has_rate_cue(reader):
        return main
    weighed = bool(reader.comparators) and not reader.scan.has("difference", "ratio", "reach")
    weighed = weighed and not _speaks_of_size(reader) and bool(reader.of_kind("grade"))
    partial = weighed and not reader.is_headline(main)  # who is better, where it is one of several
    return None if partial or _only_counts(reader, main) else main


def nearest(reader: Reader, at: Mention, names: list[str]) -> str:
    """The one of some columns that is named nearest to a mention."""
    if len(names) == 1:
        return names[0]
    far = len(reader.scan.tokens)

    def distance(name: str) -> int:
        gaps = (
            gap(reader, at, mention)
            for mention in reader.scan.of("column")
            if name in fitting_columns(reader, mention)
        )
        return min(gaps, default=far)

    return min(names, key=distance)


def gap(reader: Reader, at: Mention, column: Mention) -> int:
    """Words between; "good for leadership but inadequate for systems" joins what "but" does not."""
    follows = column.start >= at.end
    start, end = (at.end, column.start) if follows else (column.end, at.start)
    parted = _CONJUNCTIONS & set(reader.scan.tokens[start:end])
    return abs(end - start) + (0 if follows else 1) + (_PARTED if parted else 0)


def has_rate_cue(reader: Reader) -> bool:
    """True where the question speaks of figures rather than grades."""
    return reader.scan.has(*_RATE_CUES)


def _cue(reader: Reader, mention: Mention) -> Sort | None:
    """What the word for a rate or a grade that stands nearest to a column speaks of."""
    ends = {end.end for end in reader.scan.of("highest", "lowest")}
    if mention.start in ends and reader.scan.has("grade") and not reader.scan.has("cue grade"):
        return "number"  # "the lowest overall among the good forces"
    best: tuple[int, Sort] | None = None
    kinds: tuple[tuple[Sort, tuple[str, ...]], ...] = (
        ("grade", _GRADE_CUES),
        ("number", _RATE_CUES),
    )
    for sort, names in kinds:
        for cue in reader.scan.of(*names):
            before = cue.end <= mention.start
            span = (cue.end, mention.start) if before else (mention.end, cue.start)
            parted = _CONJUNCTIONS & set(reader.scan.tokens[span[0] : span[1]])
            far = span[1] - span[0] + before + (_PARTED if parted else 0)
            if best is None or far < best[0]:
                best = (far, sort)
    return best[1] if best else None


def _resolve(reader: Reader, mention: Mention, fitting: list[str]) -> list[str]:
    """Of several columns that a word fits, the one of the kind asked for; all where none is."""
    grades, numbers = reader.graded(fitting), reader.numeric(fitting)
    cue = _cue(reader, mention)
    if cue == "grade" and grades:
        return grades[:1]
    before = reader.previous.columns if reader.previous is not None else ()
    if cue is None and numbers and before and reader.numeric(list(before)) == list(before):
        return numbers[:1]  # "and on overall?" after a question of rates
    if numbers and (cue == "number" or reader.comparators or reader.scan.has(*_COMPARING)):
        return numbers[:1]
    return fitting


def _is_only_measure(reader: Reader, mention: Mention) -> bool:
    """True for "recording" where it is what the rates measure and not the column headed so."""
    if not _may_be_measure(reader, mention):
        return False
    token = reader.scan.tokens[mention.start]
    if any(other.end == mention.start for other in reader.comparators):
        return True  # "better recording"
    if reader.scan.tokens[mention.end : mention.end + 1] in (["more"], ["less"]):
        return True  # "do they record more crime"
    graded = any(cue.start == mention.end for cue in reader.scan.of("cue grade"))
    before = [other for other in reader.scan.of("column") if other.end == mention.start]
    if before and not graded and reader.numeric(fitting_columns(reader, before[0])):
        return True  # "overall recording"
    how = reader.scan.tokens[max(0, mention.start - 2) : mention.start - 1] == ["how"]
    headed = how or any(  # "Good for how we record"
        token in words(reader.column(name).heading) for name in fitting_columns(reader, mention)
    )
    cue = _cue(reader, mention)
    if cue is not None or not headed:
        return cue == "number" or not headed
    return not all(_may_be_measure(reader, other) for other in reader.scan.of("column"))


def _may_be_measure(reader: Reader, mention: Mention) -> bool:
    return set(fitting_columns(reader, mention)) <= reader.vocabulary.measure_columns


def fitting_columns(reader: Reader, mention: Mention) -> list[str]:
    """The columns that a mention's words may stand for; the one that the scan has settled on."""
    said = tuple(stem(word) for word in reader.scan.tokens[mention.start : mention.end])
    fitting = [phrase.column for phrase in reader.vocabulary.phrases if phrase.stems == said]
    settled = mention.value in fitting[1:]  # a mention is made of the first that fits
    return [mention.value] if settled else fitting
