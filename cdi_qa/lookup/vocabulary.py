"""What a table's rows and columns are called: by itself, and by people.

Names come from the table; the knowledge files add other spellings of a force and other words for
what a heading says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from cdi_qa.knowledge.forces import force_names, load_forces
from cdi_qa.knowledge.lexicon import FUNCTION_WORDS, Lexicon, Unit, english_words
from cdi_qa.lookup.compounds import COMPOUND
from cdi_qa.lookup.of_measures import has_measures_for_rows
from cdi_qa.lookup.own_row import find_own_row
from cdi_qa.lookup.plurals import plural, singular
from cdi_qa.lookup.short_names import short_names
from cdi_qa.reading.cells import column_kind, everyday_spellings, spellings_beside
from cdi_qa.schema import Column, Corpus, Table
from cdi_qa.text import join_periods, stem, words

_T = TypeVar("_T")
_GENERIC = frozenset(
    "grade rate rating score of the and date report name number average mean median % per "
    "cent".split()
)
_NAMELESS = frozenset(
    "name names of the body bodies row id no ref group type category kind class area".split()
)
"""Words of a key column's heading that do not say what its rows are."""
_NUMBERING = frozenset("no number ref reference rec id action recommendation item row".split())
"""Words of the heading of a column that numbers the rows."""
_NOUN_ENDINGS = ("ty", "ness")
"""What makes a noun of a heading that grades: "Safe" is asked for as safety."""
_AND = re.compile(r"\band\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def load_phrases() -> dict[str, Any]:
    """How people ask things of a table, from the knowledge file."""
    text = files("cdi_qa.knowledge").joinpath("lookup.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _names(heading: str) -> list[str]:
    """The words of a key column's heading that say what its rows are."""
    return [word for word in words(heading) if word not in _NAMELESS and word.isalpha()]


@dataclass(frozen=True, slots=True)
class ColumnPhrase:
    """One way to say a column: its stems, and how specific it is (words of the heading held)."""

    stems: tuple[str, ...]
    column: str


class Vocabulary:
    """The names of one table's rows and columns, and whose table it is."""

    def __init__(
        self, table: Table, corpus: Corpus, lexicon: Lexicon, first: Vocabulary | None = None
    ) -> None:
        """`first` is that of the comparison table, where this is another table of its corpus."""
        self.table = table
        self._corpus = corpus
        self._lexicon = lexicon
        self._first = first

    @property
    def printed(self) -> list[str]:
        """The rows' names as the table prints them."""
        return self.table.keys()

    @cached_property
    def keys(self) -> dict[tuple[str, ...], str]:
        """Every way to write a row's name, as words, and the printed name."""
        found: dict[tuple[str, ...], str] = {}
        for printed in self.printed:
            found[tuple(words(printed))] = printed
            for other in (_AND.sub(" & ", printed), printed.replace("&", " and ")):
                found.setdefault(tuple(words(other)), printed)
            usual = force_names().get(tuple(words(printed)))
            for spelling, name in force_names().items():
                if usual is not None and name == usual:
                    found.setdefault(spelling, printed)
        return {**short_names(self.printed), **found}

    def spoken(self, printed: str) -> str:
        """The name for a sentence: the usual one, with the printed one where it looks different."""
        usual = force_names().get(tuple(words(printed)))
        if usual is None or usual == printed:
            return printed
        pairs = list(zip(words(usual), words(printed), strict=False))
        if len(words(usual)) == len(words(printed)) and all(a[:3] == b[:3] for a, b in pairs):
            return usual
        return f"{usual} ({printed})"

    def names_of(self, printed: str) -> list[str]:
        """Every way to write one row's name."""
        usual = force_names().get(tuple(words(printed)))
        others = load_forces()["forces"].get(usual, []) if usual else []
        return [printed, *([usual] if usual else []), *others]

    @cached_property
    def own(self) -> str | None:
        """The printed name of the row that the documents are about: the one they name most."""
        if self._first is not None:
            return self._own_of(self._first)
        if has_measures_for_rows(self.table):
            return None
        titles = [source.title for source in self._corpus.sources]
        prose = [passage.clean for passage in self._corpus.passages if passage.kind != "row"]
        return find_own_row(self.body, self.keys, titles, prose)

    def _own_of(self, first: Vocabulary) -> str | None:
        """The row of the body that the comparison table's own row is of."""
        names = first.names_of(first.own) if first.own is not None else []
        return next((key for name in names if (key := self.keys.get(tuple(words(name))))), None)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words that the name of a row, or of a force that the table lacks, may begin with."""
        names = [*self.keys, *(force_names() if self.holds_forces else ())]
        return frozenset(name[0] for name in names if name)

    @cached_property
    def holds_forces(self) -> bool:
        """True where a row is a police force, so that another force's name is one it lacks."""
        return any(tuple(words(printed)) in force_names() for printed in self.printed)

    def is_phrase(self, name: tuple[str, ...]) -> bool:
        """True where words name a column ("Beds" is Bedfordshire, and the beds of a home)."""
        return any(phrase.stems == tuple(map(stem, name)) for phrase in self.phrases)

    @cached_property
    def body(self) -> str:
        """What a row is: "force", "home"; "body" where the key column's heading says nothing.

        Of rows that are numbered it is what the column after the number says: "action".
        """
        texts = [column.heading for column in self.table.columns if column.kind == "text"]
        heading = self.table.column(self.table.key).heading if self.table.key else ""
        after = texts[texts.index(heading) + 1 :] if heading in texts else []
        said = _names(heading)
        if after and not said and set(words(heading)) <= _NUMBERING:
            said = _names(after[0])
        return singular(said[-1]) if said else "body"

    @property
    def bodies(self) -> str:
        """What the rows are, in the plural: "forces"."""
        return plural(self.body)

    @cached_property
    def phrases(self) -> list[ColumnPhrase]:
        """Every way to say a column, longest first."""
        found: dict[tuple[tuple[str, ...], str], ColumnPhrase] = {}
        for column in self.table.columns:
            if column.name == self.table.key:
                continue
            for phrase in self._spellings(column):
                run = tuple(stem(word) for word in words(phrase))
                if run:
                    found[(run, column.name)] = ColumnPhrase(run, column.name)
        return sorted(found.values(), key=lambda phrase: -len(phrase.stems))

    @cached_property
    def phrases_by_stem(self) -> dict[str, list[ColumnPhrase]]:
        """The ways to say a column by their first stem, longest first."""
        return _by_first((phrase.stems[0], phrase) for phrase in self.phrases)

    @cached_property
    def column_words(self) -> dict[str, str]:
        """Every single word that says a column, as it is spelt."""
        return {
            word: column.name
            for column in self.table.columns
            if column.name != self.table.key
            for spelling in self._spellings(column)
            if len(said := words(spelling)) == 1 and (word := said[0]) in column.heading.lower()
        }

    def headed(self, said: str) -> set[str]:
        """The columns whose headings hold a word of that stem, "overall" and "rate" apart."""
        return {
            column.name
            for column in self.table.columns
            for word in words(column.heading)
            if stem(word) == said and word not in _GENERIC | {"overall", "total"}
        }

    @cached_property
    def grade_words(self) -> dict[str, str]:
        """How grades are printed and how people write them ("RI"): of inspectorates', and of the
        scales that the table has.
        """
        held = {cell.word for row in self.table.rows for cell in row.cells if cell.word}
        spellings = spellings_beside(held)
        asked = load_phrases()["grade_words"].items()
        known = set(spellings.values())
        stated = {word.lower(): word for column in self.table.columns for word in column.scale}
        return {**{said: grade for said, grade in asked if grade in known}, **spellings, **stated}

    @cached_property
    def grades_by_word(self) -> dict[str, list[tuple[list[str], str]]]:
        """How grades are written, as words and as they are spelt, by their first word."""
        runs = ((spelling.split(), spelling) for spelling in self.grade_words)
        return _by_first((run[0], (run, spelling)) for run, spelling in runs)

    @cached_property
    def numbering(self) -> str | None:
        """The column that only numbers the rows: it measures nothing."""
        for at, column in enumerate(self.table.columns):
            printed = {row.cells[at].printed for row in self.table.rows}
            named = words(column.heading) and set(words(column.heading)) <= _NUMBERING
            if column.kind == "number" and named and len(printed) == len(self.table.rows):
                return column.name
        return None

    @cached_property
    def whole_numbers(self) -> tuple[Column, ...]:
        """The columns of figures without decimals and per cent signs."""
        found = []
        for at, column in enumerate(self.table.columns):
            printed = [row.cells[at].printed for row in self.table.rows]
            whole = not any("." in cell or "%" in cell for cell in printed)
            if column.kind == "number" and whole and column_kind(printed) == "number":
                found.append(column)
        return tuple(found)

    def is_everyday(self, column: Column) -> bool:
        """True for a column of traffic lights or of how far something is, which grade nothing."""
        at, known = self.table.position(column.name), set(everyday_spellings().values())
        return column.kind == "grade" and any(
            row.cells[at].word in known for row in self.table.rows
        )

    def _spellings(self, column: Column) -> Iterable[str]:
        heading = join_periods(column.heading)
        yield heading
        parts = [part.strip() for part in re.split(r"[/&]|\band\b", heading) if part.strip()]
        if len(parts) > 1:
            yield " and ".join(parts)
        for part in parts:
            yield part
            yield from COMPOUND.findall(part)
            alone = len(words(part)) == 1
            for word in words(COMPOUND.sub(" ", part)):
                if not alone and word in FUNCTION_WORDS:  # "All crime", "Other offences"
                    continue
                if word not in _GENERIC | {self.body, self.bodies}:  # "Use of Force"
                    yield word
                    yield from self._synonyms(word, column)
                    if column.kind == "grade":
                        yield from (word + ending for ending in _NOUN_ENDINGS)
            yield from self._synonyms(part, column)

    def _synonyms(self, text: str, column: Column) -> Iterable[str]:
        """The lexicon's other terms for an offence, or for what is counted ("kids", "Children")."""
        units = self._lexicon.units(text, content_only=False)
        told = units[0].kind if len(units) == 1 else ""
        if told in {"offence", "theme"} or (told == "term" and column.kind == "number"):
            terms = self._lexicon.concepts[units[0].key].terms
            yield from (" ".join(term) for term in terms if told != "term" or len(term) == 1)

    @cached_property
    def foreign(self) -> list[tuple[str, ...]]:
        """Stems of offences that the lexicon knows and no column is about, longest first."""
        named = {phrase.stems for phrase in self.phrases}
        terms = [
            term
            for concept in self._lexicon.concepts.values()
            if concept.kind == "offence" and not named & set(concept.terms)
            for term in concept.terms
            if len(term) > 1
        ]
        return sorted(terms, key=lambda term: -len(term))

    @cached_property
    def foreign_by_stem(self) -> dict[str, list[tuple[str, ...]]]:
        """Those by their first stem, longest first."""
        return _by_first((term[0], term) for term in self.foreign)

    def offences_among(self, leftover: list[str]) -> tuple[str, ...] | None:
        """The offences that left-over words name; None where a word among them names none."""
        units = self._lexicon.units(" ".join(leftover))
        if any(unit.kind != "offence" for unit in units):
            return None
        return tuple(dict.fromkeys(self._lexicon.concepts[unit.key].name for unit in units))

    def concepts_among(self, leftover: list[str]) -> list[Unit]:
        """What left-over words speak of in the field's terms."""
        return self._lexicon.units(" ".join(leftover))

    @cached_property
    def measure_columns(self) -> frozenset[str]:
        """Columns whose heading is also the word for what every rate measures ("Recording")."""
        measured = {
            stem(word) for phrase in load_phrases()["measures"]["phrases"] for word in words(phrase)
        } - {stem(word) for word in ("crime", "data", *_GENERIC)}
        return frozenset(
            column.name
            for column in self.table.columns
            if (own := {stem(word) for word in words(column.heading)}) and own <= measured
        )

    def offence_name(self, column: Column) -> str | None:
        """How a sentence names the offence that a heading stands for ("Sexual")."""
        units = self._lexicon.units(column.heading, content_only=False)
        if len(units) == 1 and units[0].kind == "offence":
            return self._lexicon.concepts[units[0].key].name
        return None

    def is_word(self, token: str) -> bool:
        """True for a word that the documents, the lexicon or plain English hold."""
        known = token in FUNCTION_WORDS or token in english_words()
        return known or stem(token) in self._known_stems

    @cached_property
    def _known_stems(self) -> frozenset[str]:
        if self._first is not None:
            return self._first._known_stems
        known = {stem(w) for passage in self._corpus.passages for w in words(passage.clean)}
        known |= {
            part for c in self._lexicon.concepts.values() for term in c.terms for part in term
        }
        phrases = load_phrases()
        known |= {stem(word) for word in phrases["filler"]["words"]}
        for section in ("operations", "comparators", "cues", "measures"):
            for group in phrases[section].values():
                known |= {stem(word) for phrase in group for word in words(phrase)}
        return frozenset(known)


def _by_first(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    """What begins with each word, in the order given."""
    found: dict[str, list[_T]] = {}
    for first, item in pairs:
        found.setdefault(first, []).append(item)
    return found
