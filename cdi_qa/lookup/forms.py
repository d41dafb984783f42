"""Forms of questions, and a question with its names put aside so that it can be held against them.

The names in a question (rows, columns, grades, figures, dates) are put aside and others put in
their place, the same in every question; what is left is a wording.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from cdi_qa.lookup.columns import column_mentions, column_of
from cdi_qa.lookup.mention import Mention, Scan
from cdi_qa.lookup.reader import Reader
from cdi_qa.lookup.vocabulary import Vocabulary
from cdi_qa.text import ordinal

NAMES = ("key", "column", "grade", "number", "month", "year", "absent", "foreign")
"""Kinds of mentions that are names; the others are operations."""
SLOT = re.compile(r"\{(\w+?)(\d?)\}")
"""Where a name goes in a form: its sort, and which of several."""
_STANDING_IN = {
    "force": ("kent", "sussex", "wiltshire"),
    "measure": ("violence", "rape"),
    "graded": ("leadership", "systems"),
    "grade": ("good", "inadequate"),
    "n": ("three",),
    "rate": ("80", "90"),
    "date": ("june 2017",),
}
"""What stands for the names of each sort, in the order in which they are mentioned."""
_MOST = 100
"""Rates are per cent."""
_OWN = frozenset({"we", "us", "our", "ours"})


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of question, in words that the grammar reads."""

    name: str
    says: str
    room: Counter[str]
    """How many names of each sort it has room for."""
    is_own: bool
    """True where it asks of the readers' own row."""
    denies: bool
    """True where it asks which are not so."""

    @classmethod
    def of(cls, name: str, says: str) -> Form:
        """The form of that name and words."""
        slots = {(sort, number) for sort, number in SLOT.findall(says) if sort != "place"}
        said = set(says.replace("?", "").split())
        room = Counter(sort for sort, _ in slots)
        return cls(name, says, room, bool(_OWN & said), "not" in said)


@dataclass(frozen=True, slots=True)
class Worded:
    """A question with its names put aside."""

    text: str
    """Its words, others standing in for the names."""
    names: dict[str, tuple[str, ...]]
    """The names of each sort, each once, in the order of the question."""
    operations: Counter[str]
    """The operations that it mentions."""
    place: str
    """A place in an order that it names ("3rd"), empty where it names none."""


@lru_cache(maxsize=1)
def load_forms() -> dict[str, Form]:
    """The forms by their names."""
    text = files("cdi_qa.knowledge").joinpath("forms.toml").read_text(encoding="utf-8")
    return {
        item["name"]: Form.of(item["name"], item["says"]) for item in tomllib.loads(text)["form"]
    }


def put_names_aside(reader: Reader) -> Worded | None:
    """A question without its names; None where it names what no form has room for."""
    seen = reader.scan
    if seen.absent or seen.has("foreign", "beyond"):
        return None
    named: dict[str, list[str]] = {}
    stands: list[tuple[int, int, str]] = []
    for mention, sort, name in _names(reader):
        if sort not in _STANDING_IN:
            return None
        known = named.setdefault(sort, [])
        if name not in known:
            known.append(name)
        if len(known) > len(_STANDING_IN[sort]):
            return None
        stands.append((mention.start, mention.end, _STANDING_IN[sort][known.index(name)]))
    places = {str(mention.amount) for mention in seen.of("ordinal")}
    if len(places) > 1 or len(seen.of("count")) > 1:
        return None  # "how many inadequate and how many outstanding" asks two things
    stands += [(m.start, m.end, "second") for m in seen.of("ordinal")]
    operations = Counter(m.kind for m in seen.mentions if m.kind not in (*NAMES, "ordinal"))
    return Worded(
        text=_without_total(_with(seen, stands, reader.vocabulary), reader),
        names={sort: tuple(names) for sort, names in named.items()},
        operations=operations,
        place=ordinal(int(places.pop())) if places else "",
    )


def _without_total(text: str, reader: Reader) -> str:
    """The words without "out of the 14", which says only how many there are."""
    return re.sub(rf" (?:out )?of (?:the |all )?{len(reader.table.rows)}\b", "", text)


def _names(reader: Reader) -> list[tuple[Mention, str, str]]:
    """The mentions of names, each with its sort and the name as the grammar reads it."""
    own = reader.vocabulary.own
    found: list[tuple[Mention, str, str]] = []
    for mention in reader.scan.of("key"):
        if mention.value != own:
            found.append((mention, "force", mention.value))
    for mention in column_mentions(reader):
        column = _column_meant(reader, mention)
        if column is not None:
            found.append((mention, *column))
    for mention in reader.scan.of("grade"):
        found.append((mention, "grade", mention.value))
    rows = len(reader.table.rows)
    for mention in reader.scan.of("number"):
        if mention.amount is not None and mention.amount != rows:  # "out of the 14"
            whole = mention.amount == mention.amount.to_integral_value()
            sort = "n" if whole and mention.amount < rows else "rate"
            sort = sort if mention.amount <= _MOST else "beyond"
            found.append((mention, sort, f"{mention.amount.normalize():f}"))
    found += [(mention, "date", said) for mention, said in _dates(reader.scan)]
    return sorted(found, key=lambda item: item[0].start)


def _column_meant(reader: Reader, mention: Mention) -> tuple[str, str] | None:
    """A column's sort and heading; None for a column of dates, which no form names."""
    columns = column_of(reader, mention)
    graded, numeric = reader.graded(columns), reader.numeric(columns)
    as_grade = bool(graded) and (not numeric or reader.scan.has("grade", "cue grade"))
    if not graded and not numeric:
        return None
    name = graded[0] if as_grade else numeric[0]
    return "graded" if as_grade else "measure", reader.column(name).heading.lower()


def _dates(seen: Scan) -> list[tuple[Mention, str]]:
    """Months and years, a month with the year after it as one."""
    found: list[tuple[Mention, str]] = []
    for mention in seen.of("month", "year"):
        said = " ".join(seen.tokens[mention.start : mention.end])
        if found and found[-1][0].end == mention.start:
            before, earlier = found.pop()
            mention = replace(before, end=mention.end)
            said = f"{earlier} {said}"
        found.append((mention, said))
    return found


def _with(seen: Scan, stands: list[tuple[int, int, str]], vocabulary: Vocabulary) -> str:
    """The question's words, with what stands in for names; its rows are spoken of as forces."""
    bodies = {vocabulary.body: "force", vocabulary.bodies: "forces"}
    said = [bodies.get(token, token) for token in seen.tokens]
    for start, end, standing in sorted(stands, reverse=True):
        said[start:end] = [standing]
    return " ".join(said)
